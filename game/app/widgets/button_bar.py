"""A row of buttons along the bottom of a screen that is full of other things."""

import pygame

from game.app.render.icons import panel
from game.app.render.theme import GOLD, INK, PANEL_RAISED, PAPER, Role, Type
from game.app.widgets.focus_list import FocusList


def strip_height(type_: Type) -> int:
    """Return pixels that the row takes with its margins."""
    return type_.tx(42) + 2 * type_.px(12)


def draw_strip(screen: pygame.Surface, type_: Type, menu: FocusList) -> None:
    """Draw a menu as a row at the bottom left."""
    menu.lift()
    height, pad = type_.tx(42), type_.px(22)
    x, y = pad, screen.get_height() - height - type_.px(12)
    for index, entry in enumerate(menu.entries):
        focused = index == menu.focus
        text = type_.line(entry.label, Role.STRONG, INK if focused else PAPER)
        rect = pygame.Rect(x, y, text.get_width() + 2 * type_.px(20), height)
        menu.place(index, rect)
        screen.blit(panel(rect.size, type_.px(10), GOLD if focused else PANEL_RAISED, 255), rect)
        screen.blit(text, text.get_rect(center=rect.center))
        x = rect.right + type_.px(10)
