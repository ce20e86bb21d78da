"""The first steps: six small levels, each with one sentence and its keys, and on to the next at once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import pygame

from game.app.coaching.level_keys import groups_of, needs_of
from game.app.i18n import N_, _
from game.app.input.actions import CRAFTS, LOOKS, MOVES, Action
from game.app.input.bindings import Bindings, Keymap
from game.app.input.buttons import Frame
from game.app.input.keys import key_label
from game.app.render.icons import cap, panel, verdict
from game.app.render.overlay import tag
from game.app.render.theme import GOLD, GOOD, LINE, MUTED, PANEL, PAPER, Colour, Role, Type, mix
from game.app.scenes.play.level import Play
from game.app.shell.context import Context
from game.app.snapshot import Seen
from game.app.widgets.big_keys import keys_picture, labels_of
from game.app.widgets.focus_list import FocusItem
from game.core.events import Events
from game.rules.level.sentence import SentenceObjective
from game.scenario.fixture import Fixture, Side
from game.scenario.level_paths import find
from game.storage.people import step_done


@dataclass(frozen=True, slots=True)
class FirstTask:
    """A level, and what helps whoever struggles."""

    level: str
    hint: str


FIRST_STEPS: Final = (
    FirstTask("first-run", N_("Hold a direction. Between the cones, left to right.")),
    FirstTask("first-pass", N_("Hold the direction of the ring, then press and let go.")),
    FirstTask("first-weight", N_("The one with the ring is near or far: a short press, or half a second.")),
    FirstTask("first-look", N_("Hold the pass at one, then point at the other and let go.")),
    FirstTask("first-heel", N_("Don't turn. The heel sends it straight behind you.")),
    FirstTask("first-fake", N_("Hold the pass key, press the stop key, then pass.")),
)
HINT_AFTER: Final = 6.0
"""Seconds into a step, or since the last hint, after which there is one."""
HINT_FAILS: Final = 2
ENOUGH_FAILS: Final = 3
"""Tries that came to nothing after which there is a hint, and after which it is good enough."""
NEXT_AFTER: Final = 1.3
"""Seconds for which a success is shown."""
STATE_EVERY: Final = 6
"""Steps between two lines of the trace that say where everybody is."""


def first_match(control: str = "human1") -> Fixture:
    """Return what comes after the last step: two minutes with boards against beginners."""
    red = Side.model_validate({"name": "Red", "kit": "red", "control": control, "strength": 3})
    blue = Side(name="Blue", kit="blue", control="cpu", strength=1)
    return Fixture(
        a_side=3, goals="small", minutes=2.0, golden_goal=False, boards=True, quick=True, red=red, blue=blue
    )


class FirstStep(Play):
    """One step. Enter leads on at any time, Esc to the pause menu."""

    name = "first step"
    leave_label = N_("Leave the first steps")
    haunted = False
    waits = False

    def __init__(self, context: Context, number: int) -> None:
        self.number = number
        self.known = FIRST_STEPS[number]
        self.fails = 0
        self.over_at: float | None = None
        self.enough = False
        super().__init__(context, find(self.known.level))

    covered = 0.29
    """Share of the picture that the plate at its foot covers at the usual text size."""

    @property
    def below(self) -> float:  # type: ignore[override]
        """Share of the picture at its foot that signs cover."""
        return self.covered * max(self.context.settings.text_size, 1.0)

    def begin(self) -> None:
        """Begin a step, in which nothing went wrong yet."""
        super().begin()
        self.fails = 0
        self.over_at, self.enough = None, False
        self.active = 0.0

    def leave(self) -> None:
        """Go back to what there is to play."""
        self.context.nav.to_modes("steps")

    def pause_entries(self) -> list[FocusItem]:
        """Return only the way on: explanations come later."""
        together = self.context.nav.to_first_steps_together
        return [
            FocusItem(_("Next step"), self.go_on),
            FocusItem(_("With a friend"), lambda: together(self.number)),
        ]

    def go_on(self) -> None:
        """Go to the next step, or to the match after the last one."""
        person = self.context.household.person
        if person is not None and self.known.level not in person.steps:
            self.context.play_as(step_done(person, self.known.level))
        self.context.trace.note("first_step", step=self.known.level, done=self.session.progress.won)
        self.context.nav.to_first_step(self.number + 1)

    def handle(self, frame: Frame) -> None:
        """Enter (Back on a gamepad) is the way on; everything else is play's."""
        if leads_on(frame):
            self.go_on()
        elif self._joins(frame):
            self.context.nav.to_first_steps_together(self.number)
        else:
            super().handle(frame)

    def _joins(self, frame: Frame) -> bool:
        """Return whether somebody else has pressed a pass: on a keyboard's right half, or another gamepad."""
        devices = self.context.devices
        if frame.raw_key is not None and frame.raw_key in joining_keys(devices.bindings):
            return True
        pads = list(devices.pad_devices)
        return frame.raw_button is not None and frame.raw_button[1] == "a" and frame.raw_button[0] in pads[1:]

    def update(self, seconds: float) -> None:
        """Play on; a success is shown for a moment, then the next step comes."""
        super().update(seconds)
        self.active += seconds
        if self.over_at is not None and self.time - self.over_at > NEXT_AFTER:
            self.go_on()

    def observe(self, events: list[Events]) -> None:
        """Count what came to nothing."""
        before = self.attempts
        super().observe(events)
        if self.context.trace.on and self.now.step % STATE_EVERY == 0:
            self._note_state()
        if self.done_at is None and (self.session.progress.won or self._reached):
            self._finish()
        if self.attempts != before and self.session.progress.good is False:
            self.fails += 1
            if self.fails >= ENOUGH_FAILS and self.over_at is None:
                self.over_at, self.enough = self.time, True

    def _note_state(self, **more: int) -> None:
        """Write the trace's line: where everybody is, and what the step waits for."""
        now, objective = self.now, self.session.objective
        self.context.trace.note(
            "state",
            step=now.step,
            ball=[round(float(v), 2) for v in now.ball],
            holder=now.holder,
            at=[[round(float(x), 2), round(float(y), 2)] for x, y in now.pos],
            vel=[[round(float(x), 2), round(float(y), 2)] for x, y in now.vel],
            receivers=sorted(objective.receivers()),
            gate=objective.next_gate,
            done=self.over_at is not None,
            **more,
        )

    @property
    def _reached(self) -> bool:
        """Whether what the step asks for came off, however many goes its level would still give."""
        objective = self.session.objective
        return isinstance(objective, SentenceObjective) and objective.grade is not None

    def _finish(self) -> None:
        """Finish it: there is no panel, and no best result of a first step."""
        self.done_at = self.time
        self.ended = True
        self.over_at = self.time if self.over_at is None else self.over_at
        self.enough = False
        self.context.sounds.play("whistle")

    @property
    def hinted(self) -> bool:
        """Whether somebody needs a hint."""
        return self.over_at is None and (self.fails >= HINT_FAILS or self.active > HINT_AFTER)

    # Drawing

    def _draw_signs(self, screen: pygame.Surface, seen: Seen) -> None:
        """Draw the step's sentence and keys; there is no score and no card."""
        self.draw_receivers(screen, seen)
        self.draw_wind_ups(screen, seen)
        top = draw_dots(screen, self.context.type, self.number, done=self.over_at is not None)
        self._draw_joining(screen, top)
        plate = self._draw_task(screen)
        self.draw_verdict(screen, seen, [plate, pygame.Rect(0, 0, screen.get_width(), top)])
        self.draw_toast(screen)

    def _draw_joining(self, screen: pygame.Surface, top: int) -> None:
        """Say at the first steps' beginning how somebody else comes in."""
        type_, codes = self.context.type, joining_keys(self.context.devices.bindings)
        if codes and self.number == 0:
            words = _("Two of you? The other presses {key}.", key=key_label(codes[0]))
            at = (screen.get_width() / 2, top + type_.tx(16))
            tag(screen, type_, words, at, MUTED, Role.SMALL)

    def lit(self, keymap: Keymap | None = None, *, pad: bool) -> set[str]:
        """Return what stands on the keys that the ghost holds now."""
        devices = self.context.devices
        held = [Action(name) for name in sorted(self.demonstration.keys(self.time))]
        ways = [action for action in held if action in MOVES]
        rest = [action for action in held if action not in MOVES]
        found = set(labels_of(devices, rest, pad=pad, keymap=keymap)) if rest else set()
        if ways:  # a stick is one thing
            found |= set(labels_of(devices, MOVES if pad else ways, pad=pad, keymap=keymap))
        return found

    @property
    def said(self) -> tuple[str, Colour, pygame.Surface | None]:
        """The step's sentence, or how it ended: the words, their colour and a mark."""
        if self.over_at is None:
            return _(self.level.teaches), PAPER, None
        if self.enough:
            return _("Good enough. Next"), PAPER, None
        return _("Done!"), GOOD, verdict(True, self.context.type.tx(34))

    def _draw_task(self, screen: pygame.Surface) -> pygame.Rect:
        """Draw the sentence, the keys, a hint where one is needed, and the key that leads on."""
        type_, pad = self.context.type, self.context.pad_in_use
        groups = groups_of(self.context.devices, needs_of(self.level, self.path.stem), pad=pad)
        keys = keys_picture(type_, groups, pad=pad, lit=self.lit(pad=pad))
        inner, edge = type_.tx(24), type_.px(16)
        said, colour, mark = self.said
        room = max(screen.get_width() - 2 * edge - 3 * inner - keys.get_width(), type_.tx(260))
        role = Role.HEADING
        lines = [(text, role, colour) for text in type_.wrap(said, role, room)]
        if self.hinted:
            lines += [(t, Role.BODY, GOLD) for t in type_.wrap(_(self.known.hint), Role.BODY, room)]
        beside = 0 if mark is None else mark.get_width() + type_.tx(10)
        words = max(type_.width(text, role) for text, role, _c in lines) + beside
        on = type_.line(_("next step"), Role.SMALL, MUTED)
        key = cap(type_, "Back" if pad else "Enter", pad)
        words = max(words, key.get_width() + type_.tx(8) + on.get_width())
        high = sum(type_.height(role) for _t, role, _c in lines)
        foot = key.get_height() + type_.tx(8)
        size = (keys.get_width() + words + 3 * inner, max(keys.get_height(), high + foot) + 2 * type_.tx(16))
        box = pygame.Rect(0, 0, *size)
        box.midbottom = (screen.get_width() // 2, screen.get_height() - edge)
        screen.blit(panel(box.size, type_.tx(18), PANEL, 224), box)
        screen.blit(keys, (box.x + inner, box.centery - keys.get_height() // 2))
        x, y = box.x + 2 * inner + keys.get_width(), box.centery - (high + foot) // 2
        if mark is not None:
            screen.blit(mark, (x, y + type_.tx(8)))
        for text, role, ink in lines:
            screen.blit(type_.line(text, role, ink), (x + beside, y))
            y += type_.height(role)
        y += type_.tx(8)
        screen.blit(key, (x, y))
        screen.blit(on, (x + key.get_width() + type_.tx(8), y + (key.get_height() - on.get_height()) // 2))
        return box


def leads_on(frame: Frame) -> bool:
    """Return whether Enter, or Back on a gamepad, was pressed."""
    on = frame.raw_key in (pygame.KSCAN_RETURN, pygame.KSCAN_KP_ENTER)
    return on or (frame.raw_button is not None and frame.raw_button[1] == "back")


def joining_keys(bindings: Bindings) -> tuple[int, ...]:
    """Return the pass keys of a keyboard's right half that mean nothing to somebody alone at it."""
    alone = {code for action in (*MOVES, *LOOKS, *CRAFTS) for code in bindings.solo.of(action)}
    return tuple(code for code in bindings.right.of(Action.PUSH) if code not in alone)


def draw_dots(screen: pygame.Surface, type_: Type, number: int, *, done: bool) -> int:
    """Draw how far one is, a dot a step; returns where they end."""
    radius, gap = type_.px(6), type_.px(26)
    x, y = screen.get_width() / 2 - gap * (len(FIRST_STEPS) - 1) / 2, type_.px(26)
    size = (round(gap * len(FIRST_STEPS) + type_.px(16)), type_.px(30))
    plate = panel(size, size[1] // 2, alpha=150)
    screen.blit(plate, plate.get_rect(center=(screen.get_width() // 2, y)))
    for step in range(len(FIRST_STEPS)):
        over = step < number or (step == number and done)
        colour = GOOD if over else GOLD if step == number else mix(LINE, PAPER, 0.2)
        pygame.draw.circle(screen, colour, (round(x + step * gap), y), radius)
    return y + type_.px(20)
