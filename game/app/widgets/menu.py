"""How a focus list looks: rows with one raised, options with their value between arrows."""

from collections.abc import Sequence

import pygame

from game.app.render.icons import arrow, panel
from game.app.render.theme import GOLD, INK, MUTED, PANEL, PANEL_RAISED, PAPER, Colour, Role, Type
from game.app.render.vector import stamp
from game.app.widgets.badge import draw_badge
from game.app.widgets.focus_list import FocusItem, FocusList

PANEL_PAD = 26
"""Layout units from a panel's edge to what stands on it."""


def row_heights(type_: Type, rows: int = 0, room: int = 0) -> tuple[int, int]:
    """Return a row's height and the gap below it.

    Lower, as far as words allow, where ``rows`` need the ``room``.
    """
    usual, least, gap = type_.tx(46), type_.tx(34), type_.px(6)
    if rows * (usual + gap) - gap <= room or room <= 0:
        return usual, gap
    return min(max((room + gap) // rows - gap, least), usual), gap


def rows_height(type_: Type, rows: int) -> int:
    """Return what so many rows take where there is room."""
    height, gap = row_heights(type_)
    return rows * (height + gap) - gap


def draw_rows(
    screen: pygame.Surface,
    type_: Type,
    menu: FocusList,
    area: pygame.Rect,
    *,
    quiet: bool = False,
) -> int:
    """Draw a menu from the top of ``area`` down; returns where it ends.

    In an ``area`` with a height rows are lower where that shows all of them; else as many as fit are
    shown, the one with the focus among them.
    """
    menu.lift()
    height, gap = row_heights(type_, len(menu.entries), area.height)
    fit = len(menu.entries) if area.height <= 0 else max(1, (area.height + gap) // (height + gap))
    first = min(max(menu.focus - fit // 2, 0), max(len(menu.entries) - fit, 0))
    y = area.y
    for index in range(first, min(first + fit, len(menu.entries))):
        rect = pygame.Rect(area.x, y, area.width, height)
        menu.place(index, rect)
        _row(screen, type_, menu.entries[index], rect, index == menu.focus, quiet)
        y += height + gap
    if fit < len(menu.entries):
        shown = pygame.Rect(area.x, area.y, area.width, y - gap - area.y)
        _more(screen, type_, shown, first > 0, first + fit < len(menu.entries))
    return y - gap


def title_page(
    screen: pygame.Surface, type_: Type, title: str, widest: int, share: float = 0.94
) -> pygame.Rect:
    """Draw the title at the head of a whole page; returns the room below it, to the lower edge.

    The room is as wide as a ``share`` of the window, and ``widest`` layout units at most.
    """
    width, height = screen.get_size()
    wide = min(round(width * share), type_.tx(widest))
    x, y = (width - wide) // 2, type_.px(24)
    screen.blit(type_.line(title, Role.TITLE, PAPER), (x, y))
    y += type_.height(Role.TITLE)
    return pygame.Rect(x, y, wide, height - y)


def draw_panel(
    screen: pygame.Surface,
    type_: Type,
    menu: FocusList,
    width: int,
    title: str,
    told: Sequence[tuple[str, Colour]],
) -> None:
    """Draw a menu on a panel in the middle of a dimmed picture: its title, lines that fit, its rows.

    ``width`` is the panel's, in pixels; ``told`` are texts with their colours, each wrapped.
    """
    shade(screen, 130)
    pad, line = type_.tx(PANEL_PAD), type_.height(Role.SMALL)
    room = width - 2 * pad
    lines = [(one, ink) for text, ink in told if text for one in type_.wrap(text, Role.SMALL, room)]
    head = type_.height(Role.TITLE) + line * len(lines) + type_.tx(16)
    height = 2 * pad - type_.tx(8) + head + rows_height(type_, len(menu.entries))
    box = pygame.Rect(0, 0, width, min(height, screen.get_height() - type_.px(16)))
    box.center = screen.get_rect().center
    screen.blit(panel(box.size, type_.tx(18), PANEL, 246), box)
    x, y = box.x + pad, box.y + pad - type_.tx(8)
    screen.blit(type_.line(title, Role.TITLE, PAPER), (x, y))
    y += type_.height(Role.TITLE)
    for text, ink in lines:
        screen.blit(type_.line(text, Role.SMALL, ink), (x, y))
        y += line
    y += type_.tx(16)
    draw_rows(screen, type_, menu, pygame.Rect(x, y, room, box.bottom - pad - y))


def _more(screen: pygame.Surface, type_: Type, area: pygame.Rect, above: bool, below: bool) -> None:
    """Draw small arrows where the list goes on."""
    size = type_.tx(22)
    x = area.right + size * 0.6
    if above:
        stamp(screen, arrow(1.0, size, PAPER), (x, area.y + size))
    if below:
        stamp(screen, arrow(3.0, size, PAPER), (x, area.bottom - size))


def _row(
    screen: pygame.Surface, type_: Type, entry: FocusItem, rect: pygame.Rect, focused: bool, quiet: bool
) -> None:
    pad = type_.px(18)
    if focused:
        screen.blit(panel(rect.size, type_.px(10), GOLD, 255), rect)
    elif not quiet:
        screen.blit(panel(rect.size, type_.px(10), PANEL_RAISED, 215), rect)
    colour = INK if focused else PAPER
    label = type_.line(entry.label, Role.STRONG, colour)
    left = rect.x + pad
    if entry.badge is not None:
        size = min(type_.tx(30), rect.height - type_.px(6))
        draw_badge(screen, type_, *entry.badge, (left + size // 2, rect.centery), size)
        left += size + type_.px(12)
    screen.blit(label, (left, rect.centery - label.get_height() // 2))
    if entry.value is None:
        return
    text = type_.line(entry.value(), Role.STRONG if focused else Role.BODY, INK if focused else MUTED)
    box = type_.tx(236 if rect.width > type_.tx(560) else 190)
    # A long value keeps inside the row.
    middle = min(rect.right - pad - box // 2, rect.right - pad - text.get_width() // 2)
    stamp(screen, text, (middle, rect.centery))
    if focused and entry.change is not None:
        size = type_.tx(20)
        stamp(screen, arrow(2.0, size, INK), (rect.right - pad - box + size // 2, rect.centery))
        stamp(screen, arrow(0.0, size, INK), (rect.right - pad - size // 2, rect.centery))


def shade(screen: pygame.Surface, alpha: int = 120) -> None:
    """Darken everything drawn so far."""
    left = 255 - alpha
    screen.fill((left, left, left), special_flags=pygame.BLEND_RGB_MULT)
