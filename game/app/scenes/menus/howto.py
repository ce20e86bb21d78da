"""How to play: what each key and button does with the ball and without it, on one page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

import pygame

from game.app.i18n import N_, _
from game.app.input.actions import LOOKS, MOVES, Action
from game.app.input.bindings import Keymap
from game.app.input.buttons import Frame, Press
from game.app.input.devices import KEYS, KEYS2
from game.app.render.icons import cap, caps, panel
from game.app.render.theme import GOLD, LINE, MUTED, PANEL, PAPER, Role, Type
from game.app.shell.context import Context, Scene
from game.app.widgets.menu import shade

ROWS: Final[tuple[tuple[tuple[Action, ...], str, str], ...]] = (
    (MOVES, N_("Run; winding up: point the pass"), N_("Run")),
    ((Action.PUSH,), N_("Push pass: tap; hold for harder"), N_("Press: run at the ball")),
    ((Action.HEEL,), N_("Backheel: tap; hold for harder"), N_("Step into the lane pointed at")),
    ((Action.SHOT,), N_("Shot: hold, let go"), N_("Tackle")),
    ((Action.FAKE,), N_("Fake: stop the kick"), N_("Call for it; guess a lane early")),
    ((Action.SHIELD,), N_("Shield; winding up: far foot"), N_("Jockey: slow, facing the ball")),
    ((Action.THROUGH,), N_("Winding up: into the run"), N_("Send a team-mate on a run")),
    ((Action.SWITCH,), N_("While kicking: short follow-through"), N_("Next player")),
    ((Action.SPRINT,), N_("Sprint"), N_("Sprint")),
    ((Action.EYES,), N_("Tap: look at another player"), N_("Tap: look at another player")),
    (LOOKS, N_("Look there, as long as held"), N_("Look there")),
    ((Action.FOOT,), N_("Kicking foot: either, left, right"), ""),
    ((Action.MIND,), N_("What a defender thinks"), ""),
    ((Action.RESTART,), N_("Start a level again"), ""),
    ((Action.PAUSE,), N_("Pause"), N_("Pause")),
)
"""Which actions, with the ball, without it."""
NOTES: Final = (
    N_("The ring shows whom a pass is for. Press the direction again while winding up: the next one."),
    N_("A longer hold is a harder strike. Pressed while a pass comes, it is played at once."),
    N_("A marker at your back? Tap the other way, then turn and pass: they go the wrong way first."),
    N_("{help} shows this page, {full} fills the screen, the right mouse button leads back."),
)
_Labels: TypeAlias = Callable[[Action], tuple[str, ...]]
"""What stands on the keys or buttons of an action."""
_Column: TypeAlias = tuple[str, bool, _Labels]
"""A column's head, whether it is a gamepad's, and what stands on its keys or buttons."""


class HowTo(Scene):
    """One page over whatever it was opened from."""

    name = "how to play"
    covers = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.measured: tuple[Type, list[int]] | None = None

    def handle(self, frame: Frame) -> None:
        """Go back on anything that is pressed."""
        leave = {Press.BACK, Press.ACCEPT, Press.HELP, Press.PAUSE}
        if leave & set(frame.presses) or frame.click is not None:
            self.context.pop()

    def _columns(self) -> list[_Column]:
        """Return the columns of keys and gamepad; two people at one keyboard each see their own."""
        devices = self.context.devices
        bindings, seats = devices.bindings, devices.seats or []

        def keys(own: Keymap) -> _Labels:
            return lambda action: own.labels(action) or bindings.shared.labels(action)

        if KEYS in seats and KEYS2 in seats:
            return [
                (_("Person {n}", n=seats.index(KEYS) + 1), False, keys(bindings.left)),
                (_("Person {n}", n=seats.index(KEYS2) + 1), False, keys(bindings.right)),
            ]
        one = bindings.right if KEYS2 in seats else bindings.solo
        return [(_("Keys"), False, keys(one)), (_("Gamepad"), True, self._pad_labels)]

    def _pad_labels(self, action: Action) -> tuple[str, ...]:
        pad = self.context.devices.bindings.pads[0]
        sticks = (_("Right stick"), _("Left stick"))
        if action in MOVES:
            return (sticks[0 if pad.swap_sticks else 1],) if action is MOVES[0] else ()
        if action in LOOKS:
            return (sticks[1 if pad.swap_sticks else 0],) if action is LOOKS[0] else ()
        return pad.labels(action)

    def _columns_of(self, type_: Type, columns: Sequence[_Column]) -> list[int]:
        """Return how wide each column has to be, pixels: with the ball, without it, keys or buttons."""
        texts = ([having for _keys, having, _l in ROWS], [lacking for _keys, _h, lacking in ROWS])
        wide = [max(type_.width(_(text) if text else "", Role.SMALL) for text in column) for column in texts]
        for _head, pad, labels in columns:
            rows = [[cap(type_, word, pad).get_width() for word in _labels(labels, row[0])] for row in ROWS]
            wide.append(max(sum(row) + (len(row) - 1) * type_.px(5) for row in rows))
        return [width + type_.px(18) for width in wide]

    def _type_that_fits(self, columns: Sequence[_Column], room: int) -> tuple[Type, list[int]]:
        """Return type as large as was chosen, or as large as lets everything be read, keys and all."""
        type_, share = self.context.type, 1.0
        while True:
            wide = self._columns_of(type_, columns)
            fits = sum(wide) <= room and self._row_height(type_) >= cap(type_, "W", False).get_height()
            if fits or share < 0.5:
                return type_, wide
            share -= 0.06
            type_ = Type(self.context.window.size, self.context.settings.text_size * share)

    def _around(self, type_: Type) -> int:
        """Return how much of the page's height isn't the rows': margins, title, heads and notes."""
        large, small = self.context.type, type_.height(Role.SMALL)
        margins = 2 * large.tx(26) - large.tx(10) + type_.tx(11)
        return margins + large.height(Role.TITLE) + small * (1 + len(NOTES))

    def _row_height(self, type_: Type) -> int:
        return min(type_.tx(35), (self.context.window.size[1] - 4 - self._around(type_)) // len(ROWS))

    def resized(self) -> None:
        """Measure again."""
        self.measured = None

    def draw(self, screen: pygame.Surface) -> None:
        """Draw four columns: with the ball, without it, and the keys or buttons."""
        columns = self._columns()
        large = self.context.type
        pad = large.tx(26)
        width = min(large.tx(1120), screen.get_width() - large.px(16))
        inner = width - 2 * pad
        if self.measured is None:
            self.measured = self._type_that_fits(columns, inner)
        type_, wide = self.measured
        shade(screen, 170)
        small = type_.height(Role.SMALL)
        row_h = self._row_height(type_)
        height = self._around(type_) + row_h * len(ROWS)
        box = pygame.Rect(0, 0, width, min(height, screen.get_height() - 4))
        box.center = screen.get_rect().center
        screen.blit(panel(box.size, large.tx(18), PANEL, 252), box)
        x, y = box.x + pad, box.y + pad - large.tx(10)
        screen.blit(large.line(_("How to play"), Role.TITLE, PAPER), (x, y))
        y += large.height(Role.TITLE)
        spare = max(inner - sum(wide), 0) // len(wide)
        places = [x + sum(wide[:n]) + n * spare for n in range(len(wide))]
        heads = (_("With the ball"), _("Without it"), *(head for head, _pad, _own in columns))
        for head, place in zip(heads, places, strict=True):
            screen.blit(type_.line(head, Role.SMALL_STRONG, GOLD), (place, y))
        y += small + type_.tx(3)
        for actions, having, lacking in ROWS:
            pygame.draw.line(screen, LINE, (x, y), (box.right - pad, y))
            for text, place in ((having, places[0]), (lacking, places[1])):
                line = type_.line(_(text) if text else "", Role.SMALL, PAPER)
                screen.blit(line, (place, y + (row_h - line.get_height()) // 2))
            for (_head, is_pad, labels), place in zip(columns, places[2:], strict=True):
                caps(screen, type_, _labels(labels, actions), (place, y + row_h // 2), is_pad)
            y += row_h
        y += type_.tx(8)
        shared = self.context.devices.bindings.shared
        keys = {"help": shared.label(Action.HELP), "full": shared.label(Action.FULLSCREEN)}
        for note in NOTES:
            line = type_.line(type_.fit(_(note, **keys), Role.SMALL, inner), Role.SMALL, MUTED)
            screen.blit(line, (x, y))
            y += small


def _labels(labels: _Labels, actions: Sequence[Action]) -> tuple[str, ...]:
    """Return what stands on the keys of some actions."""
    return tuple(word for action in actions for word in labels(action))
