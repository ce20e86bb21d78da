"""How a row of the panel looks: a label, a value between arrows or on a line of its own, a cross."""

from __future__ import annotations

import pygame

from game.app.render.icons import arrow
from game.app.render.theme import Colour, Role, Type
from game.app.render.vector import stamp
from game.app.scenes.editor.properties.rows import PanelRow

Inks = tuple[Colour, Colour]
"""For what is strong, and for what is quiet."""


def draw_cross(screen: pygame.Surface, type_: Type, at: tuple[int, int], ink: Colour) -> None:
    """Draw what takes a row's thing away, for the mouse."""
    reach, wide = type_.tx(4), max(2, type_.px(2))
    for way in (1, -1):
        a, b = (at[0] - reach, at[1] - way * reach), (at[0] + reach, at[1] + way * reach)
        pygame.draw.line(screen, ink, a, b, wide)


def draw_value(
    screen: pygame.Surface,
    type_: Type,
    row: PanelRow,
    inner: pygame.Rect,
    said: str,
    inks: Inks,
    *,
    lit: bool,
) -> tuple[pygame.Rect, pygame.Rect]:
    """Draw a label, and on the right its value between arrows; returns where the arrows are."""
    middle, size = inner.centery - type_.px(1), type_.tx(15)
    ink = inks[0]
    quiet = ink if lit else inks[1]
    arrows = 2 * (size + type_.px(3)) if row.change is not None else 0
    least = min(type_.width(said, Role.SMALL), inner.width // 3) + arrows if said or arrows else 0
    label = type_.line(type_.fit(row.label, Role.SMALL_STRONG, inner.width - least), Role.SMALL_STRONG, ink)
    screen.blit(label, (inner.x, middle - label.get_height() // 2))
    left = right = pygame.Rect(0, 0, 0, 0)
    x = inner.right
    if row.change is not None:
        right = pygame.Rect(x - size, inner.y, size + type_.px(6), inner.height)
        stamp(screen, arrow(0.0, size, quiet), (x - size / 2, middle))
        x -= size + type_.px(3)
    room = inner.width - label.get_width() - arrows - type_.px(8)
    value = type_.line(type_.fit(said, Role.SMALL, max(room, 10)), Role.SMALL, quiet)
    x -= value.get_width()
    screen.blit(value, (x, middle - value.get_height() // 2))
    if row.change is not None:
        x -= size + type_.px(3)
        left = pygame.Rect(x - type_.px(4), inner.y, size + type_.px(6), inner.height)
        stamp(screen, arrow(2.0, size, quiet), (x + size / 2, middle))
    return left, right


def draw_words(
    screen: pygame.Surface, type_: Type, label: str, inner: pygame.Rect, said: str, inks: Inks, *, end: bool
) -> None:
    """Draw a label with its words on the line below; of long ones the ``end``, or the beginning."""
    screen.blit(type_.line(label, Role.SMALL_STRONG, inks[0]), (inner.x, inner.y + type_.px(3)))
    while end and type_.width(said, Role.SMALL) > inner.width:
        said = said[1:]
    text = type_.line(type_.fit(said, Role.SMALL, inner.width), Role.SMALL, inks[1])
    screen.blit(text, (inner.x, inner.y + type_.px(3) + type_.height(Role.SMALL_STRONG)))
