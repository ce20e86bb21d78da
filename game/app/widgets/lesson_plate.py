"""A level's lesson beside play: its sentence, the keys it needs, and the one thing to change."""

from collections.abc import Sequence

import pygame

from game.app.render.icons import caps, panel, sign_alpha
from game.app.render.theme import GOLD, MUTED, PAPER, Role, Type
from game.app.widgets.big_keys import KeyGroup

WIDTH = 300
"""Layout units, as wide as the score above it."""


def draw_lesson(
    screen: pygame.Surface,
    type_: Type,
    top: int,
    sentence: str,
    groups: Sequence[KeyGroup],
    advice: str,
    *,
    pad: bool,
    busy: Sequence[tuple[float, float]] = (),
) -> int:
    """Draw it below the score, from ``top`` down; returns where it ends."""
    edge, inner = type_.px(16), type_.tx(14)
    width = type_.tx(WIDTH)
    room = width - 2 * inner
    small, strong, key_h = type_.height(Role.SMALL), type_.height(Role.SMALL_STRONG), type_.tx(33)
    said = type_.wrap(sentence, Role.SMALL_STRONG, room)
    rows = _rows(type_, groups, room, pad=pad)
    told = type_.wrap(advice, Role.SMALL_STRONG, room) if advice else []
    height = len(said) * strong + len(rows) * key_h + len(told) * strong + 2 * type_.tx(10)
    height += type_.tx(4) + (type_.tx(6) if told else 0)
    place = pygame.Rect(edge, top, width, height)
    screen.blit(panel(place.size, type_.tx(14), alpha=sign_alpha(place, busy)), place)
    x, y = edge + inner, top + type_.tx(10)
    for text in said:
        screen.blit(type_.line(text, Role.SMALL_STRONG, PAPER), (x, y))
        y += strong
    y += type_.tx(4)
    for row in rows:
        at = x
        for group in row:
            at = caps(screen, type_, group.labels, (at, y + key_h // 2), pad) + type_.tx(2)
            word = type_.line(group.word, Role.SMALL, MUTED)
            screen.blit(word, (at, y + (key_h - small) // 2))
            at += word.get_width() + type_.tx(16)
        y += key_h
    if told:
        y += type_.tx(6)
    for text in told:
        screen.blit(type_.line(text, Role.SMALL_STRONG, GOLD), (x, y))
        y += strong
    return top + height


def _rows(type_: Type, groups: Sequence[KeyGroup], room: int, *, pad: bool) -> list[list[KeyGroup]]:
    """Return the groups in rows of at most ``room`` pixels."""
    rows: list[list[KeyGroup]] = []
    left = 0
    for group in groups:
        wide = group_width(type_, group, pad=pad)
        if not rows or wide > left:
            rows.append([])
            left = room
        rows[-1].append(group)
        left -= wide + type_.tx(16)
    return rows


def group_width(type_: Type, group: KeyGroup, *, pad: bool) -> int:
    """Return how many pixels a group's keys and its word take."""
    blank = pygame.Surface((1, 1))
    keys = caps(blank, type_, group.labels, (0, 0), pad)
    return keys + type_.tx(2) + type_.width(group.word, Role.SMALL)
