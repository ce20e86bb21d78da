"""Small drawings of what one can play: shirts, a ball and its way on mown grass."""

from __future__ import annotations

from math import atan2, cos, hypot, pi, sin

import pygame

from game.app.picture_cache import kept
from game.app.render.kits import Strip
from game.app.render.scenery.trophy import trophy
from game.app.render.theme import CHALK, GOLD, INK, Colour, mix
from game.app.render.vector import dashes

_FINE = 3
_GRASS: tuple[Colour, Colour] = ((74, 126, 58), (88, 142, 66))
Point = tuple[float, float]
Shirt = tuple[float, float, int]
"""Where a player stands, from 0 to 1 across and down the drawing, and the side: 0, 1, or 2 for a cone."""

_SHIRTS: dict[str, tuple[Shirt, ...]] = {
    "match": (
        (0.12, 0.50, 0),
        (0.32, 0.26, 0),
        (0.36, 0.72, 0),
        (0.56, 0.40, 0),
        (0.88, 0.50, 1),
        (0.68, 0.24, 1),
        (0.66, 0.68, 1),
        (0.47, 0.55, 1),
    ),
    "evening": ((0.20, 0.34, 0), (0.20, 0.70, 1), (0.80, 0.34, 1), (0.80, 0.70, 0)),
    "rondo": (
        (0.24, 0.20, 0),
        (0.76, 0.20, 0),
        (0.76, 0.82, 0),
        (0.24, 0.82, 0),
        (0.44, 0.42, 1),
        (0.60, 0.60, 1),
    ),
    "levels": ((0.22, 0.62, 0), (0.80, 0.24, 0), (0.82, 0.78, 0), (0.48, 0.50, 1)),
    "practice": ((0.24, 0.58, 0), (0.66, 0.30, 0), (0.58, 0.72, 1), (0.40, 0.24, 2), (0.80, 0.62, 2)),
    "first": ((0.24, 0.55, 0), (0.74, 0.36, 0)),
    "editor": ((0.20, 0.64, 0), (0.70, 0.28, 0), (0.46, 0.42, 1), (0.62, 0.78, 2), (0.84, 0.78, 2)),
}
_WAYS: dict[str, tuple[Point, Point]] = {
    "match": ((0.36, 0.72), (0.56, 0.40)),
    "evening": ((0.20, 0.34), (0.20, 0.70)),
    "rondo": ((0.24, 0.82), (0.76, 0.82)),
    "levels": ((0.22, 0.62), (0.82, 0.78)),
    "practice": ((0.24, 0.58), (0.66, 0.30)),
    "first": ((0.24, 0.55), (0.74, 0.36)),
    "editor": ((0.20, 0.64), (0.70, 0.28)),
}
KINDS = tuple(_SHIRTS)


@kept(12.0)
def thumbnail(kind: str, size: tuple[int, int], strip: Strip) -> pygame.Surface:
    """Return the drawing of one kind of play, ``size`` pixels, its corners rounded."""
    width, height = size[0] * _FINE, size[1] * _FINE
    sheet = pygame.Surface((width, height), pygame.SRCALPHA)
    for band in range(6):
        sheet.fill(_GRASS[band % 2], (width * band // 6, 0, width // 6 + 1, height))
    _lines(sheet, kind)
    start, end = ((x * width, y * height) for x, y in _WAYS[kind])
    _way(sheet, start, end)
    for x, y, side in _SHIRTS[kind]:
        at = (x * width, y * height)
        if side == 2:
            _cone(sheet, at, height * 0.05)
        else:
            kit = strip.players[side]
            ball = _WAYS[kind][0 if side else 1]
            turn = (
                atan2(ball[1] * height - at[1], ball[0] * width - at[0])
                if hypot(x - ball[0], y - ball[1]) > 0.02
                else pi
            )
            _shirt(sheet, at, height * 0.075, turn, (kit.shirt, kit.second, kit.shorts))
    share = 0.55
    ball_at = (start[0] + (end[0] - start[0]) * share, start[1] + (end[1] - start[1]) * share)
    pygame.draw.circle(
        sheet, (20, 40, 20), (ball_at[0] + height * 0.012, ball_at[1] + height * 0.016), height * 0.034
    )
    pygame.draw.circle(sheet, (252, 252, 248), ball_at, height * 0.032)
    pygame.draw.circle(sheet, INK, ball_at, height * 0.012)
    if kind == "evening":
        cup = trophy(height * 2 // 3, GOLD)
        sheet.blit(cup, cup.get_rect(center=(width // 2, height // 2)))
    mask = pygame.Surface((width, height), pygame.SRCALPHA)
    pygame.draw.rect(mask, (255, 255, 255, 255), mask.get_rect(), border_radius=height // 9)
    sheet.blit(mask, (0, 0), special_flags=pygame.BLEND_RGBA_MIN)
    return pygame.transform.smoothscale(sheet, size)


def _lines(sheet: pygame.Surface, kind: str) -> None:
    width, height = sheet.get_size()
    chalk, wide = mix(_GRASS[1], CHALK, 0.75), max(2, height // 60)
    if kind == "match":
        pygame.draw.rect(sheet, chalk, (width * 0.05, height * 0.08, width * 0.90, height * 0.84), wide)
        pygame.draw.line(sheet, chalk, (width * 0.5, height * 0.08), (width * 0.5, height * 0.92), wide)
        pygame.draw.circle(sheet, chalk, (width * 0.5, height * 0.5), height * 0.15, wide)
        for x in (0.05, 0.95):
            box = pygame.Rect(0, 0, height * 0.44, height * 0.52)
            box.center = (round(width * x), round(height * 0.5))
            sheet.set_clip((width * 0.05, 0, width * 0.90, height))
            pygame.draw.ellipse(sheet, chalk, box, wide)
            sheet.set_clip(None)
    elif kind == "rondo":
        pygame.draw.rect(sheet, chalk, (width * 0.18, height * 0.10, width * 0.64, height * 0.82), wide)
    elif kind == "levels":
        pygame.draw.line(sheet, chalk, (width * 0.92, 0), (width * 0.92, height), wide)
        box = pygame.Rect(0, 0, height * 0.30, height * 0.22)
        box.center = (round(width * 0.82), round(height * 0.80))
        pygame.draw.ellipse(sheet, GOLD, box, wide)
    elif kind == "editor":
        for share in (0.25, 0.5, 0.75):
            pygame.draw.line(sheet, chalk, (width * share, 0), (width * share, height), max(1, wide // 2))
            pygame.draw.line(sheet, chalk, (0, height * share), (width, height * share), max(1, wide // 2))
    elif kind == "practice":
        box = pygame.Rect(0, 0, height * 0.30, height * 0.22)
        box.center = (round(width * 0.58), round(height * 0.74))
        pygame.draw.ellipse(sheet, GOLD, box, wide)


def _way(sheet: pygame.Surface, start: Point, end: Point) -> None:
    height = sheet.get_height()
    wide = max(2, height // 48)
    for a, b in dashes(start, end, height * 0.055, height * 0.045):
        pygame.draw.line(sheet, CHALK, a, b, wide)


def _cone(sheet: pygame.Surface, at: Point, radius: float) -> None:
    for colour, share in (
        ((206, 84, 30), 1.0),
        ((244, 124, 44), 0.8),
        ((250, 246, 236), 0.5),
        ((244, 124, 44), 0.32),
    ):
        pygame.draw.circle(sheet, colour, at, radius * share)


def _shirt(
    sheet: pygame.Surface, at: Point, radius: float, turn: float, colours: tuple[Colour, Colour, Colour]
) -> None:
    """Draw a player from above: shorts, broad shoulders across the way they face, and a head."""
    shirt, second, shorts = colours
    ahead, aside = (cos(turn), sin(turn)), (-sin(turn), cos(turn))

    def spot(forward: float, across: float) -> Point:
        return (
            at[0] + radius * (ahead[0] * forward + aside[0] * across),
            at[1] + radius * (ahead[1] * forward + aside[1] * across),
        )

    pygame.draw.circle(sheet, (24, 48, 24), (at[0] + radius * 0.25, at[1] + radius * 0.35), radius * 1.05)
    pygame.draw.circle(sheet, shorts, spot(-0.25, 0.0), radius * 0.72)
    for across in (-0.72, 0.72):
        pygame.draw.circle(sheet, INK, spot(0.0, across), radius * 0.58)
    pygame.draw.circle(sheet, INK, spot(0.0, 0.0), radius * 0.86)
    for across in (-0.68, 0.68):
        pygame.draw.circle(sheet, shirt, spot(0.0, across), radius * 0.46)
    pygame.draw.circle(sheet, shirt, spot(0.0, 0.0), radius * 0.74)
    pygame.draw.circle(sheet, second, spot(-0.42, 0.0), radius * 0.22)
    pygame.draw.circle(sheet, (84, 58, 44), spot(0.12, 0.0), radius * 0.42)
