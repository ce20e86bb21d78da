"""The line at the foot: what the keys do just now."""

from __future__ import annotations

import pygame

from game.app.render.icons import cap, panel
from game.app.render.theme import AMBER, MUTED, PANEL, PAPER, Role, Type
from game.app.widgets.scoreboard import stamp_left

Hint = tuple[str, str]
"""What stands on a key, and what it does."""


def foot_height(type_: Type) -> int:
    """Return pixels of the line."""
    return type_.tx(38)


def draw_foot(screen: pygame.Surface, type_: Type, said: str, hints: list[Hint], *, pad: bool) -> None:
    """Draw what is missing or being asked (``said``), and as many keys as there is room for."""
    width, height = screen.get_width(), foot_height(type_)
    area = pygame.Rect(0, screen.get_height() - height, width, height)
    screen.blit(panel(area.size, 1, PANEL, 232), area)
    x, middle = area.x + type_.px(14), area.centery
    if said:
        line = type_.line(said, Role.SMALL_STRONG, AMBER)
        stamp_left(screen, line, (x, middle))
        x += line.get_width() + type_.px(24)
    for label, words in hints:
        line = type_.line(words, Role.SMALL, PAPER if not said else MUTED)
        keys = [cap(type_, part, pad) for part in label.split("+")]
        wide = sum(key.get_width() + type_.px(4) for key in keys) + line.get_width() + type_.px(4)
        if x + wide > area.right - type_.px(10):
            return
        for key in keys:
            screen.blit(key, key.get_rect(midleft=(x, middle)))
            x += key.get_width() + type_.px(4)
        stamp_left(screen, line, (x + type_.px(2), middle))
        x += line.get_width() + type_.px(18)
