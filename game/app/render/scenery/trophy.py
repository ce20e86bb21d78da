"""The cup itself, drawn: a bowl with two handles on a foot."""

from functools import lru_cache
from typing import Final

import pygame

from game.app.render.theme import INK, Colour, mix

_FINE: Final = 4


@lru_cache(maxsize=8)
def trophy(size: int, colour: Colour) -> pygame.Surface:
    """Return a trophy in a square of ``size`` pixels."""
    n = size * _FINE
    big = pygame.Surface((n, n), pygame.SRCALPHA)
    big.fill((*colour, 0))
    dark, thick = mix(colour, INK, 0.25), round(n * 0.05)
    for side in (0.10, 0.62):
        pygame.draw.ellipse(big, dark, (n * side, n * 0.14, n * 0.28, n * 0.32), thick)
    bowl = [(0.22, 0.08), (0.78, 0.08), (0.76, 0.30), (0.66, 0.48), (0.55, 0.56), (0.45, 0.56), (0.34, 0.48)]
    pygame.draw.polygon(big, colour, [(x * n, y * n) for x, y in [*bowl, (0.24, 0.30)]])
    pygame.draw.rect(big, dark, (n * 0.46, n * 0.54, n * 0.08, n * 0.22))
    pygame.draw.polygon(
        big, colour, [(x * n, y * n) for x, y in ((0.40, 0.74), (0.60, 0.74), (0.68, 0.84), (0.32, 0.84))]
    )
    pygame.draw.rect(big, dark, (n * 0.28, n * 0.84, n * 0.44, n * 0.08), border_radius=round(n * 0.02))
    return pygame.transform.smoothscale(big, (size, size))
