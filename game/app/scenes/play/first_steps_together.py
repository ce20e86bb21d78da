"""Two newcomers side by side: each plays the same first step with their own keys, and both go on together."""

from __future__ import annotations

import copy
from typing import TYPE_CHECKING, Final

import pygame

from game.app.coaching.level_keys import groups_of, needs_of
from game.app.i18n import N_, _
from game.app.input.bindings import Keymap
from game.app.input.buttons import Buttons, Frame, Press
from game.app.input.devices import KEYS, KEYS2
from game.app.render.icons import cap, panel
from game.app.render.overlay import tag
from game.app.render.theme import GOLD, INK, MUTED, PANEL, PAPER, Role, Type
from game.app.scenes.play.first_step import NEXT_AFTER, FirstStep, draw_dots, leads_on
from game.app.shell.context import Context, Scene
from game.app.shell.window import Window
from game.app.snapshot import Seen
from game.app.widgets.big_keys import keys_picture
from game.app.widgets.focus_list import FocusItem
from game.storage.people import HouseholdMember, step_done

if TYPE_CHECKING:
    from game.app.shell.navigation import Polled

WIDER: Final = 1.4
"""Signs of half a window are as large as those of one so many times as wide."""


class _Half(Window):
    """Half of the window: only its size is asked for."""

    def __init__(self, size: tuple[int, int]) -> None:
        self.screen = pygame.Surface(size)
        self.is_fullscreen = False
        self.known_size = size


def _half_of(context: Context) -> Context:
    """Return the same program as it is seen by who has half of the window."""
    half = copy.copy(context)
    width, height = context.window.size
    half.window = _Half((width // 2, height))
    half.type = Type((round(width / 2 * WIDER), height), context.settings.text_size)
    half.tell = context.tell  # type: ignore[method-assign]
    return half


class HalfStep(FirstStep):
    """One of the two, on their half."""

    keeps_replay = False
    covered = 0.35

    def __init__(self, context: Context, number: int, who: int) -> None:
        """Begin; ``who`` is the first (0) or the second (1) of the two."""
        self.who = who
        super().__init__(_half_of(context), number)

    def member_at(self, person: int, name: str) -> HouseholdMember | None:
        """Return who of the household it is: only the first is known."""
        return self.context.household.person if self.who == 0 else None

    @property
    def counts_passes(self) -> bool:  # type: ignore[override]
        """Whether their passes go into somebody's figures."""
        return self.who == 0

    def go_on(self) -> None:
        """Wait for the other."""

    def take(self, frame: Frame) -> None:
        """Take in this person's part of a frame."""
        pressed = tuple(press for press in frame.presses if press is Press.RESTART)
        own = Frame(
            presses=pressed, people=(frame.people[self.who], Buttons()), own=(frame.own[self.who], ())
        )
        self.handle(own)

    def _note_state(self, **more: int) -> None:
        super()._note_state(person=self.who + 1, **more)

    @property
    def _device(self) -> tuple[bool, Keymap | None]:
        """Return whether they play with a gamepad, and the keys they have."""
        devices = self.context.devices
        parts = devices.shared_out()[self.who].split("+")
        has_keys = [part for part in parts if part in (KEYS, KEYS2)]
        pad = not has_keys or (len(parts) > 1 and self.context.pad_in_use)
        return pad, devices.keymap_of(has_keys[0]) if has_keys else None

    def _draw_signs(self, screen: pygame.Surface, seen: Seen) -> None:
        """Draw whose half it is, the sentence and the keys."""
        self.draw_receivers(screen, seen)
        self.draw_wind_ups(screen, seen)
        plate = self._draw_task(screen)
        type_ = self.context.type
        person = self.context.household.person
        name = person.name if person is not None and self.who == 0 else _("Person {n}", n=self.who + 1)
        tag(screen, type_, name, (screen.get_width() / 2, type_.px(66)), GOLD, Role.STRONG)
        top = pygame.Rect(0, 0, screen.get_width(), type_.px(86))
        self.draw_verdict(screen, seen, [plate, top])
        self.draw_toast(screen)

    def _draw_task(self, screen: pygame.Surface) -> pygame.Rect:
        """Draw the sentence above the keys, a hint where one is needed."""
        type_, (pad, keymap) = self.context.type, self._device
        groups = groups_of(self.context.devices, needs_of(self.level, self.path.stem), pad=pad, keymap=keymap)
        keys = keys_picture(type_, groups, pad=pad, lit=self.lit(keymap, pad=pad))
        inner, edge = type_.tx(16), type_.px(58)
        wide = screen.get_width() - 2 * type_.px(14)
        said, colour, mark = self.said
        beside = 0 if mark is None else mark.get_width() + type_.tx(10)
        room = wide - 2 * inner - beside
        lines = [(text, Role.HEADING, colour) for text in type_.wrap(said, Role.HEADING, room)]
        if self.hinted:
            lines += [(text, Role.BODY, GOLD) for text in type_.wrap(_(self.known.hint), Role.BODY, room)]
        elif self.over_at is not None:
            waits = _("Play on until the other has it too.")
            lines += [(text, Role.BODY, MUTED) for text in type_.wrap(waits, Role.BODY, room)]
        high = sum(type_.height(role) for _text, role, _colour in lines)
        box = pygame.Rect(0, 0, wide, high + keys.get_height() + 2 * inner + type_.tx(6))
        box.midbottom = (screen.get_width() // 2, screen.get_height() - edge)
        screen.blit(panel(box.size, type_.tx(16), PANEL, 224), box)
        x, y = box.x + inner, box.y + inner
        if mark is not None:
            screen.blit(mark, (x, y))
        for text, role, ink in lines:
            screen.blit(type_.line(text, role, ink), (x + beside, y))
            y += type_.height(role)
        screen.blit(keys, (box.centerx - keys.get_width() // 2, y + type_.tx(6)))
        return box


class FirstStepsTogether(Scene):
    """One step, played on both halves of the window. Enter leads on at any time."""

    name = "first steps together"
    in_time = True
    music = False
    again = "Restart"
    leave_label = N_("Leave the first steps")

    def __init__(self, context: Context, number: int) -> None:
        super().__init__(context)
        self.number = number
        self.halves = tuple(HalfStep(context, number, who) for who in (0, 1))
        self.over_for = 0.0
        """Seconds since both have done it."""

    @property
    def pointer(self) -> bool:
        """Nothing in play is done with the mouse."""
        return False

    @property
    def title(self) -> str:
        """Under the word Paused."""
        return self.halves[0].title

    @property
    def coach(self) -> Polled:
        """Whoever is asked something while play stands still."""
        return self.halves[0].coach

    def pause_entries(self) -> list[FocusItem]:
        """Return the way on, and the way back to one."""
        alone = self.context.nav.to_first_step
        return [
            FocusItem(_("Next step"), self.go_on),
            FocusItem(_("Alone"), lambda: alone(self.number)),
        ]

    def opened(self) -> None:
        """Give each person their device; a menu may have changed the settings."""
        self.context.devices.shared_out()
        for half in self.halves:
            half.context.settings = self.context.settings

    def closed(self) -> None:
        """Let go of both."""
        for half in self.halves:
            half.closed()

    def resized(self) -> None:
        """Fit both halves."""
        for half in self.halves:
            fresh = _half_of(self.context)
            half.context.window, half.context.type = fresh.window, fresh.type
            half.context.settings = self.context.settings
            half.resized()

    def restart(self) -> None:
        """Begin the step again."""
        for half in self.halves:
            half.restart()

    def leave(self) -> None:
        """Go back to what there is to play."""
        self.context.nav.to_modes("steps")

    def go_on(self) -> None:
        """Go to the next step, or to the match after the last one."""
        person, level = self.context.household.person, self.halves[0].known.level
        if person is not None and level not in person.steps:
            self.context.play_as(step_done(person, level))
        done = [half.over_at is not None for half in self.halves]
        self.context.trace.note("first_step", step=level, together=done)
        self.context.nav.to_first_steps_together(self.number + 1)

    def handle(self, frame: Frame) -> None:
        """Enter leads on, Esc pauses; everything else is for who pressed it."""
        if frame.unplugged is not None:
            self.context.nav.pause(self, unplugged=frame.unplugged)
        elif Press.PAUSE in frame.presses or (
            frame.lost_focus and self.context.now >= self.context.settled_at
        ):
            self.context.nav.pause(self)
        elif Press.HELP in frame.presses:
            self.context.nav.how_to()
        elif leads_on(frame):
            self.go_on()
        else:
            for half in self.halves:
                half.take(frame)

    def update(self, seconds: float) -> None:
        """Let both play on; when both have done it the next step comes."""
        for half in self.halves:
            half.context.now, half.context.pad_in_use = self.context.now, self.context.pad_in_use
            half.update(seconds)
        if all(half.over_at is not None for half in self.halves):
            self.over_for += seconds
            if self.over_for > NEXT_AFTER:
                self.go_on()

    def draw(self, screen: pygame.Surface) -> None:
        """Draw both halves, what parts them, how far one is, and the key that leads on."""
        type_, (width, height) = self.context.type, screen.get_size()
        for who, half in enumerate(self.halves):
            half.draw(screen.subsurface((who * (width // 2), 0, width // 2, height)))
        pygame.draw.rect(screen, INK, (width // 2 - type_.px(3), 0, type_.px(6), height))
        done = all(half.over_at is not None for half in self.halves)
        draw_dots(screen, type_, self.number, done=done)
        pad = self.context.pad_in_use
        key, on = cap(type_, "Back" if pad else "Enter", pad), type_.line(_("next step"), Role.SMALL, PAPER)
        gap, inner = type_.tx(8), type_.px(12)
        wide = key.get_width() + gap + on.get_width() + 2 * inner
        box = pygame.Rect(0, 0, wide, key.get_height() + type_.px(12))
        box.midbottom = (width // 2, height - type_.px(8))
        screen.blit(panel(box.size, type_.px(12), PANEL, 240), box)
        screen.blit(key, key.get_rect(midleft=(box.x + inner, box.centery)))
        screen.blit(on, on.get_rect(midright=(box.right - inner, box.centery)))
