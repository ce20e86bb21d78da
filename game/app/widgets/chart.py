"""Shares over the weeks as a line of points, and side by side as bars: large enough for a projector."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Final

import pygame

from game.app.render.theme import INK, LINE, MUTED, PANEL, PAPER, Colour, Role, Type, mix
from game.app.render.vector import disc, stamp

FEW: Final = 20
"""Passes below which a share is drawn grey: it says little yet."""
GRID: Final = (0.0, 0.5, 1.0)


@dataclass(frozen=True, slots=True)
class ChartPoint:
    """A share of something, and how much stands behind it."""

    label: str
    number: int
    hits: int

    @property
    def share(self) -> float:
        """Between 0 and 1; 0 where there is nothing."""
        return self.hits / self.number if self.number else 0.0


def draw_course(
    screen: pygame.Surface, type_: Type, area: pygame.Rect, points: Sequence[ChartPoint], colour: Colour
) -> None:
    """Draw a line through the points that stand for something, with its share at the last one."""
    left = area.x + type_.width("100 %", Role.SMALL) + type_.px(10)
    foot = area.bottom - type_.height(Role.SMALL) - type_.px(2)
    top, right = area.y + type_.px(12), area.right - type_.width("100 %", Role.STRONG) - type_.px(12)
    for share in GRID:
        y = round(foot + (top - foot) * share)
        pygame.draw.line(screen, mix(LINE, PANEL, 0.4), (left, y), (right, y), max(1, type_.px(1)))
        word = type_.line(f"{100 * share:.0f} %", Role.SMALL, MUTED)
        screen.blit(word, word.get_rect(midright=(left - type_.px(8), y)))
    step = (right - left) / max(len(points), 1)
    places = [
        (left + (n + 0.5) * step, foot + (top - foot) * point.share)
        for n, point in enumerate(points)
        if point.number
    ]
    shown = [point for point in points if point.number]
    for a, b in pairwise(places):
        pygame.draw.aaline(screen, colour, a, b, max(2, type_.px(3)))
    for place, point in zip(places, shown, strict=True):
        ink = colour if point.number >= FEW else mix(MUTED, PANEL, 0.35)
        stamp(screen, disc(type_.px(6), ink, INK, type_.px(1.5)), place)
    if places:
        last = shown[-1]
        ink = PAPER if last.number >= FEW else MUTED
        word = type_.line(f"{100 * last.share:.0f} %", Role.STRONG, ink)
        at = word.get_rect(midleft=(places[-1][0] + type_.px(12), places[-1][1]))
        screen.blit(word, at.clamp(pygame.Rect(area.x, area.y, area.width, foot - area.y)))
    every = _every(type_, points, step)
    for n, point in enumerate(points):
        if (len(points) - 1 - n) % every == 0:
            word = type_.line(point.label, Role.SMALL, MUTED)
            screen.blit(word, word.get_rect(midtop=(left + (n + 0.5) * step, foot + type_.px(4))))


def _every(type_: Type, points: Sequence[ChartPoint], step: float) -> int:
    """Return of how many labels one is shown, so that they don't touch."""
    widest = max((type_.width(point.label, Role.SMALL) for point in points), default=1) + type_.px(14)
    return max(1, -(-round(widest) // max(1, round(step))))


def draw_share(
    screen: pygame.Surface,
    type_: Type,
    area: pygame.Rect,
    now: ChartPoint,
    before: ChartPoint,
    colour: Colour,
    words: str,
) -> None:
    """Draw a bar with its label to the left, its share and ``words`` to the right, and where it stood before.

    What too few passes stand behind is grey.
    """
    name, said = round(area.width * 0.34), round(area.width * 0.30)
    label = type_.line(type_.fit(now.label, Role.BODY, name - type_.px(8)), Role.BODY, PAPER)
    screen.blit(label, label.get_rect(midleft=(area.x, area.centery)))
    bar = pygame.Rect(area.x + name, 0, area.width - name - said, max(4, round(area.height * 0.5)))
    bar.centery = area.centery
    round_ = bar.height // 2
    pygame.draw.rect(screen, mix(LINE, PANEL, 0.55), bar, border_radius=round_)
    solid = now.number >= FEW
    if now.number:
        full = pygame.Rect(bar.x, bar.y, max(bar.height, round(bar.width * now.share)), bar.height)
        pygame.draw.rect(screen, colour if solid else mix(MUTED, PANEL, 0.45), full, border_radius=round_)
    if before.number >= FEW:
        x = bar.x + round(bar.width * before.share)
        tall = round(bar.height * 1.5)
        pygame.draw.rect(
            screen, PAPER, (x - type_.px(1.5), bar.centery - tall // 2, max(2, type_.px(3)), tall)
        )
    x = bar.right + type_.px(12)
    if now.number:
        figure = type_.line(f"{100 * now.share:.0f} %", Role.STRONG, PAPER if solid else MUTED)
        screen.blit(figure, figure.get_rect(midleft=(x, area.centery)))
        x += type_.width("100 %", Role.STRONG) + type_.px(8)
    rest = type_.line(type_.fit(words, Role.SMALL, max(area.right - x, 1)), Role.SMALL, MUTED)
    screen.blit(rest, rest.get_rect(midleft=(x, area.centery)))
