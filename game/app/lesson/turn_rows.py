"""Rows with a value each, turned with arrows or a clicker's two keys; the last two play and leave."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeAlias

import pygame

from game.app.i18n import _
from game.app.render.icons import panel
from game.app.render.theme import GOLD, INK, MUTED, PANEL, PANEL_RAISED, PAPER, Role, Type

TurnRow: TypeAlias = tuple[str, str, Sequence[tuple[Any, str]]]
"""Key, label, and each value with its word."""


class TurnRows:
    """What is chosen row by row before it is played."""

    def __init__(self, title: str, rows: Sequence[TurnRow], does: str) -> None:
        """Begin; ``does`` is what the last row but one is called."""
        self.title, self.rows, self._does = title, list(rows), does
        self._at = [0] * len(self.rows)
        self.focus = 0
        self._places: list[pygame.Rect] = []

    @property
    def values(self) -> dict[str, Any]:
        """Every row's value by key; what is None is as usual, and left out."""
        found = {key: values[at][0] for (key, _label, values), at in zip(self.rows, self._at, strict=True)}
        return {key: value for key, value in found.items() if value is not None}

    def word(self, key: str) -> str:
        """Return the word of a row's value."""
        for (name, _label, values), at in zip(self.rows, self._at, strict=True):
            if name == key:
                return values[at][1]
        raise KeyError(key)

    def is_first(self, key: str) -> bool:
        """Return whether a row stands at its first value."""
        return self._at[[name for name, _label, _values in self.rows].index(key)] == 0

    @property
    def plays(self) -> bool:
        """Whether the focus is on playing it."""
        return self.focus == len(self.rows)

    @property
    def leaves(self) -> bool:
        """Whether the focus is on leaving it."""
        return self.focus == len(self.rows) + 1

    def down(self, by: int = 1) -> None:
        """Go to the next row."""
        self.focus = (self.focus + by) % (len(self.rows) + 2)

    def turn(self, by: int = 1) -> None:
        """Choose another value in the row in focus."""
        if self.focus < len(self.rows):
            self._at[self.focus] = (self._at[self.focus] + by) % len(self.rows[self.focus][2])

    def click(self, place: tuple[float, float]) -> bool:
        """Put the focus on the row under the mouse; whether there is one."""
        for number, rect in enumerate(self._places):
            if rect.collidepoint(place):
                self.focus = number
                return True
        return False

    def draw(self, screen: pygame.Surface, type_: Type, area: pygame.Rect) -> None:
        """Draw the title, the rows, and under them what plays it and what leaves it."""
        screen.blit(panel(area.size, type_.px(14), PANEL, 250), area)
        pad = type_.tx(18)
        screen.blit(type_.line(self.title, Role.HEADING, PAPER), (area.x + pad, area.y + pad // 2))
        top = area.y + pad + type_.height(Role.HEADING)
        lines = [(label, values[at][1]) for (_k, label, values), at in zip(self.rows, self._at, strict=True)]
        lines += [(self._does, ""), (_("Back"), "")]
        high = min((area.bottom - top - pad) // len(lines), type_.tx(58))
        self._places = []
        for number, (label, value) in enumerate(lines):
            rect = pygame.Rect(area.x + pad, top + number * high, area.width - 2 * pad, high - type_.tx(6))
            here = number == self.focus
            screen.blit(panel(rect.size, type_.px(8), GOLD if here else PANEL_RAISED, 255), rect)
            left = type_.line(label, Role.STRONG, INK if here else MUTED if value else PAPER)
            screen.blit(left, (rect.x + pad, rect.centery - left.get_height() // 2))
            right = type_.line(value, Role.STRONG, INK if here else PAPER)
            screen.blit(right, (rect.right - pad - right.get_width(), rect.centery - right.get_height() // 2))
            self._places.append(rect)
