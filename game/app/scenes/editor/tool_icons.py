"""The editor's little pictures: each tool as what it puts on the grass."""

from __future__ import annotations

from math import cos, pi, sin

import pygame

from game.app.picture_cache import kept
from game.app.render.kits import Strip
from game.app.render.theme import Colour
from game.app.widgets.scoreboard import swatch

_FINE = 4
_ORANGE: Colour = (255, 138, 48)
_BALL: Colour = (252, 252, 248)
_INK: Colour = (16, 27, 31)
Points = tuple[tuple[float, float], ...]
_SHAPES: dict[str, tuple[Points, ...]] = {
    "move": (
        ((0.28, 0.10), (0.28, 0.80), (0.44, 0.65), (0.56, 0.92), (0.68, 0.86), (0.56, 0.60), (0.78, 0.58)),
    ),
    "wall": (((0.10, 0.34), (0.90, 0.34), (0.90, 0.66), (0.10, 0.66)),),
    "try": (((0.24, 0.10), (0.24, 0.90), (0.90, 0.50)),),
    "stops": (
        ((0.20, 0.14), (0.42, 0.14), (0.42, 0.86), (0.20, 0.86)),
        ((0.58, 0.14), (0.80, 0.14), (0.80, 0.86), (0.58, 0.86)),
    ),
    "task": (((0.24, 0.08), (0.84, 0.28), (0.32, 0.52), (0.32, 0.94), (0.24, 0.94)),),
    "save": (
        ((0.42, 0.06), (0.58, 0.06), (0.58, 0.42), (0.78, 0.42), (0.50, 0.74), (0.22, 0.42), (0.42, 0.42)),
        ((0.14, 0.82), (0.86, 0.82), (0.86, 0.94), (0.14, 0.94)),
    ),
}
"""Filled polygons, in shares of the picture's side."""


@kept(2.0, least=40)
def tool_icon(name: str, size: int, ink: Colour, strip: Strip) -> pygame.Surface:
    """Return a tool's picture, ``size`` pixels square."""
    if name in ("mate", "opponent"):
        return swatch(strip.players[0 if name == "mate" else 1], size)
    n = size * _FINE
    big = pygame.Surface((n, n), pygame.SRCALPHA)
    big.fill((*ink, 0))
    wide = max(2, round(n * 0.09))
    for shape in _SHAPES.get(name, ()):
        pygame.draw.polygon(big, ink, [(x * n, y * n) for x, y in shape])
    if name == "ball":
        pygame.draw.circle(big, _BALL, (n / 2, n / 2), n * 0.36)
        pygame.draw.circle(big, _INK, (n / 2, n / 2), n * 0.13)
    elif name == "cone":
        pygame.draw.polygon(big, _ORANGE, [(n * 0.5, n * 0.1), (n * 0.9, n * 0.9), (n * 0.1, n * 0.9)])
    elif name == "zone":
        pygame.draw.rect(big, (*ink, 70), (n * 0.1, n * 0.2, n * 0.8, n * 0.6))
        pygame.draw.rect(big, ink, (n * 0.1, n * 0.2, n * 0.8, n * 0.6), wide)
    elif name == "goal":
        frame = [(n * x, n * y) for x, y in ((0.2, 0.1), (0.85, 0.1), (0.85, 0.9), (0.2, 0.9))]
        pygame.draw.lines(big, ink, False, frame, wide)
        for share in (0.3, 0.5, 0.7):
            pygame.draw.line(big, ink, (n * 0.4, n * share), (n * 0.85, n * share), max(1, wide // 2))
    elif name == "level":
        pygame.draw.rect(big, ink, (n * 0.06, n * 0.2, n * 0.88, n * 0.6), wide)
        pygame.draw.line(big, ink, (n * 0.5, n * 0.2), (n * 0.5, n * 0.8), wide)
        pygame.draw.circle(big, ink, (n * 0.5, n * 0.5), n * 0.13, wide)
    elif name in ("undo", "redo"):
        _bent_arrow(big, n, ink, wide, mirrored=name == "redo")
    return pygame.transform.smoothscale(big, (size, size))


def _bent_arrow(big: pygame.Surface, n: int, ink: Colour, wide: int, *, mirrored: bool) -> None:
    """Draw an arrow that goes back on itself."""
    flip = -1.0 if mirrored else 1.0

    def at(x: float, y: float) -> tuple[float, float]:
        return (n * (0.5 + flip * (x - 0.5)), n * y)

    arc = [at(0.56 + 0.30 * cos(t), 0.58 - 0.30 * sin(t)) for t in (pi * k / 14 for k in range(-6, 13))]
    pygame.draw.lines(big, ink, False, arc, round(wide * 1.4))
    pygame.draw.polygon(big, ink, [at(0.02, 0.52), at(0.44, 0.36), at(0.36, 0.80)])
