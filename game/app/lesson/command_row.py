"""The teacher's commands in a row: two keys reach every one, and each has a key of its own besides."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

import pygame

from game.app.i18n import _
from game.app.input.keys import key_label
from game.app.render.icons import cap, panel
from game.app.render.theme import GOLD, INK, MUTED, PANEL_RAISED, PAPER, Role, Type
from game.app.render.vector import stamp

FORWARD: Final = frozenset(
    {
        pygame.KSCAN_PAGEDOWN,
        pygame.KSCAN_RIGHT,
        pygame.KSCAN_SPACE,
        pygame.KSCAN_RETURN,
        pygame.KSCAN_KP_ENTER,
    }
)
BACKWARD: Final = frozenset({pygame.KSCAN_PAGEUP, pygame.KSCAN_LEFT, pygame.KSCAN_BACKSPACE})
"""The two keys of a clicker, and what else means the same."""
GOES_BACK: Final = 0.8
"""Seconds after which one press of the backward key goes back."""
CLOSES: Final = 5.0
"""Seconds after which a row that was opened closes and nothing is done."""


@dataclass(frozen=True, slots=True)
class TeacherCommand:
    """Something that the teacher can do now."""

    label: str
    act: Callable[[], None]
    key: int | None = None
    """Its own key, a scancode."""


class CommandRow:
    """A row that the backward key opens and walks along; the forward key takes the one that is marked.

    Where a step offers a choice its row is open from the beginning. Else it begins with going back, which
    also happens when nothing more is pressed.
    """

    def __init__(self) -> None:
        self.commands: list[TeacherCommand] = []
        self.mark: int | None = None
        """Which is marked; None while the row is closed."""
        self.stays = False
        """Whether this step asks for a choice."""
        self._choices = 0
        self._first = True
        self._since = 0.0
        self._places: list[tuple[pygame.Rect, TeacherCommand]] = []

    def offer(self, commands: Sequence[TeacherCommand], choices: int = 0) -> None:
        """Offer what can be done now; ``choices``: how many of the first ones are to choose from."""
        self.commands = list(commands)
        self._choices = choices
        self.mark, self.stays, self._first = 0 if choices else None, choices > 0, True

    def refresh(self, commands: Sequence[TeacherCommand]) -> None:
        """Make the row again with other words."""
        self.commands = list(commands)
        if self.mark is not None:
            self.mark = min(self.mark, len(self.commands) - 1)

    @property
    def choices(self) -> int:
        """How many of the first commands this step asks to choose from."""
        return self._choices if self.stays else 0

    def forward(self) -> TeacherCommand | None:
        """Take what is marked; None where nothing is."""
        if self.mark is None:
            return None
        command = self.commands[self.mark]
        if not self.stays:
            self.mark = None
        return command

    def backward(self) -> None:
        """Open the row, or mark the next."""
        self._since = 0.0
        if self.mark is None:
            self.mark, self._first = 0, True
        else:
            self.mark, self._first = (self.mark + 1) % len(self.commands), False

    def close(self) -> None:
        """Mark nothing any more."""
        if not self.stays:
            self.mark = None

    def update(self, seconds: float) -> TeacherCommand | None:
        """Let time go by; returns the command that one press of the backward key meant."""
        if self.mark is None or self.stays:
            return None
        self._since += seconds
        if self._first and self.mark == 0 and self._since >= GOES_BACK:
            return self.forward()
        if self._since >= CLOSES:
            self.close()
        return None

    def of_key(self, code: int) -> TeacherCommand | None:
        """Return the command that has a key of its own."""
        return next((command for command in self.commands if command.key == code), None)

    def at(self, place: tuple[float, float]) -> TeacherCommand | None:
        """Return the command under the mouse."""
        return next((command for rect, command in self._places if rect.collidepoint(place)), None)

    def height(self, type_: Type) -> int:
        """Return pixels at the foot of the window."""
        return type_.tx(52)

    def draw(self, screen: pygame.Surface, type_: Type) -> None:
        """Draw the row at the foot: as many as fit, the marked one among them; closed, the two keys alone."""
        height = self.height(type_)
        foot = pygame.Rect(0, screen.get_height() - height, screen.get_width(), height)
        self._places = []
        if self.mark is None:
            self._hint(screen, type_, foot)
            return
        gap, pad = type_.tx(8), type_.tx(16)
        widths = [type_.width(command.label, Role.STRONG) + 2 * pad for command in self.commands]
        first = 0
        while (
            first < self.mark and sum(w + gap for w in widths[first : self.mark + 2]) > foot.width - 2 * pad
        ):
            first += 1
        x = foot.x + pad
        for number in range(first, len(self.commands)):
            command, wide = self.commands[number], widths[number]
            if x + wide > foot.right - pad:
                break
            rect = pygame.Rect(x, foot.y + type_.tx(5), wide, height - type_.tx(12))
            marked = number == self.mark
            asked = number < self._choices or not self._choices
            if marked or asked:
                screen.blit(panel(rect.size, type_.px(10), GOLD if marked else PANEL_RAISED, 255), rect)
            colour = INK if marked else PAPER if asked else MUTED
            stamp(screen, type_.line(command.label, Role.STRONG, colour), rect.center)
            self._places.append((rect, command))
            x += wide + gap

    def _hint(self, screen: pygame.Surface, type_: Type, foot: pygame.Rect) -> None:
        x = foot.x + type_.tx(16)
        for code, words in ((pygame.KSCAN_PAGEDOWN, _("on")), (pygame.KSCAN_PAGEUP, _("back, more"))):
            sprite = cap(type_, key_label(code))
            screen.blit(sprite, (x, foot.centery - sprite.get_height() // 2))
            x += sprite.get_width() + type_.tx(7)
            line = type_.line(words, Role.SMALL, PAPER)
            screen.blit(line, (x, foot.centery - line.get_height() // 2))
            x += line.get_width() + type_.tx(22)
