"""Smooth shapes on software surfaces: a brush in metres, soft shadows, shapes drawn large and scaled down."""

from collections.abc import Sequence
from math import ceil, hypot

import numpy as np
import pygame

from game.app.picture_cache import kept
from game.app.render.theme import Colour

Point = tuple[float, float]


def to_screen(surface: pygame.Surface) -> pygame.Surface:
    """Return the surface in the display's own format, or as it is where no window is open."""
    if not (pygame.display.get_init() and pygame.display.get_surface()):
        return surface
    return surface.convert_alpha() if surface.get_flags() & pygame.SRCALPHA else surface.convert()


@kept(12.0)
def soft_disc(radius: int, edge: int, strength: int, colour: Colour = (0, 0, 0)) -> pygame.Surface:
    """Return a disc whose rim fades over ``edge`` pixels: shadows and glows."""
    reach = radius + edge
    axis = np.arange(-reach, reach + 1)
    far = np.sqrt(axis[:, None] ** 2 + axis[None, :] ** 2)
    share = np.clip((reach - far) / max(1.0, 2.0 * edge), 0.0, 1.0)
    share = share * share * (3.0 - 2.0 * share)
    disc = pygame.Surface((2 * reach + 1, 2 * reach + 1), pygame.SRCALPHA)
    disc.fill((*colour, 0))
    pygame.surfarray.pixels_alpha(disc)[:, :] = (share * strength).astype(np.uint8)
    return disc


@kept(2.0)
def disc(radius: float, colour: Colour, rim: Colour | None = None, rim_px: float = 0.0) -> pygame.Surface:
    """Return a smooth disc; a premade sprite is many times cheaper than an anti-aliased draw."""
    fine = 4
    size = 2 * ceil(radius) + 3
    big = pygame.Surface((size * fine, size * fine), pygame.SRCALPHA)
    centre = (size * fine / 2, size * fine / 2)
    if rim is not None:
        pygame.draw.circle(big, rim, centre, radius * fine)
        pygame.draw.circle(big, colour, centre, (radius - rim_px) * fine)
    else:
        pygame.draw.circle(big, colour, centre, radius * fine)
    return to_screen(pygame.transform.smoothscale(big, (size, size)))


@kept(4.0)
def ring(radius: float, width: float, colour: Colour, alpha: int = 255) -> pygame.Surface:
    """Return a smooth ring."""
    fine = 4
    size = 2 * ceil(radius + width) + 3
    big = pygame.Surface((size * fine, size * fine), pygame.SRCALPHA)
    big.fill((*colour, 0))
    centre = (size * fine / 2, size * fine / 2)
    pygame.draw.circle(big, (*colour, alpha), centre, radius * fine, max(1, round(width * fine)))
    return pygame.transform.smoothscale(big, (size, size))


def stamp(screen: pygame.Surface, sprite: pygame.Surface, at: Point) -> None:
    """Blit a sprite by its middle."""
    screen.blit(sprite, (round(at[0] - sprite.get_width() / 2), round(at[1] - sprite.get_height() / 2)))


def dashes(a: Point, b: Point, on: float, off: float) -> list[tuple[Point, Point]]:
    """Return the strokes of a dashed line, pixels.

    >>> dashes((0.0, 0.0), (5.0, 0.0), on=2.0, off=1.0)
    [((0.0, 0.0), (2.0, 0.0)), ((3.0, 0.0), (5.0, 0.0))]
    """
    length = hypot(b[0] - a[0], b[1] - a[1])
    if length < 1.0:
        return []
    tx, ty = (b[0] - a[0]) / length, (b[1] - a[1]) / length
    strokes, at = [], 0.0
    while at < length:
        end = min(at + on, length)
        strokes.append(((a[0] + tx * at, a[1] + ty * at), (a[0] + tx * end, a[1] + ty * end)))
        at += on + off
    return strokes


class Brush:
    """Draws shapes given in metres on a piece of ground, two to four times finer than its pixels."""

    FINE = 4

    def __init__(self, surface: pygame.Surface, origin: tuple[int, int], scale: float) -> None:
        self.surface, self.origin, self.scale = surface, origin, scale

    def at(self, point: Point) -> Point:
        """Turn metres into this surface's pixels."""
        return (point[0] * self.scale - self.origin[0], -point[1] * self.scale - self.origin[1])

    def polygon(self, colour: Colour, points: Sequence[Point], alpha: int = 255) -> None:
        """Draw a filled polygon with smooth edges."""
        pixels = [self.at(p) for p in points]
        xs, ys = [p[0] for p in pixels], [p[1] for p in pixels]
        box = pygame.Rect(int(min(xs)) - 1, int(min(ys)) - 1, 0, 0)
        box.size = (ceil(max(xs)) + 2 - box.x, ceil(max(ys)) + 2 - box.y)
        box = box.clip(self.surface.get_rect())
        if box.width < 1 or box.height < 1:
            return
        fine = self.FINE if max(box.size) < 160 else 2
        big = pygame.Surface((box.width * fine, box.height * fine), pygame.SRCALPHA)
        big.fill((*colour, 0))
        pygame.draw.polygon(
            big, (*colour, alpha), [((x - box.x) * fine, (y - box.y) * fine) for x, y in pixels]
        )
        self.surface.blit(pygame.transform.smoothscale(big, box.size), box)

    def shade(self, points: Sequence[Point], alpha: int) -> None:
        """Draw a polygon of shadow."""
        self.polygon((8, 20, 12), points, alpha)

    def disc(self, colour: Colour, centre: Point, radius: float) -> None:
        """Draw a filled disc."""
        sprite = disc(round(radius * self.scale * 4) / 4, colour)
        stamp(self.surface, sprite, self.at(centre))

    def shadow(self, centre: Point, radius: float, strength: int) -> None:
        """Draw a soft round shadow."""
        pixels = max(2, round(radius * self.scale))
        stamp(self.surface, soft_disc(pixels // 2, pixels // 2 + 1, strength), self.at(centre))
