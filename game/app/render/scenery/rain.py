"""Rain over wet ground: thin streaks, and rings where drops fall. It hides nothing; time alone moves it."""

from __future__ import annotations

from functools import lru_cache
from math import sin

import pygame

from game.app.render.camera import Camera
from game.app.render.vector import ring, stamp

DROPS = 70
"""Streaks in the picture at once."""
FALL_SECONDS = 0.42
"""How long a drop is seen before it meets the grass."""
RING_SECONDS = 0.30
STREAK = 26.0
"""Layout units: how long a streak is."""
GOLDEN = 0.6180339887498949


def draw_rain(screen: pygame.Surface, camera: Camera, unit: float, now: float) -> None:
    """Draw what falls at ``now`` seconds; the same moment and camera give the same picture."""
    width, height = screen.get_size()
    streak = _streak(max(6, round(STREAK * unit)))
    spots = []
    for drop in range(DROPS):
        life = FALL_SECONDS + RING_SECONDS
        turn = now / life + drop * GOLDEN
        number, share = int(turn), turn % 1.0
        at = share * life
        # Each fall has a place of its own on the grass, so that a moving camera passes over it.
        x = (_spread(drop, number, 1) * width - camera.centre[0] * camera.scale) % width
        y = (_spread(drop, number, 2) * height + camera.centre[1] * camera.scale) % height
        if at < FALL_SECONDS:
            left = (FALL_SECONDS - at) / FALL_SECONDS
            spots.append((streak, (round(x + left * 90 * unit), round(y - left * 260 * unit))))
        else:
            gone = (at - FALL_SECONDS) / RING_SECONDS
            radius = max(1.5, (1.5 + 4.5 * gone) * unit)
            stamp(screen, ring(round(radius), 1.0, (214, 232, 236), 24 * round(4 * (1.0 - gone))), (x, y))
    screen.fblits(spots)


def _spread(drop: int, number: int, way: int) -> float:
    """Return a number from 0 to 1 that looks random."""
    value = sin(drop * 12.9898 + number * 78.233 + way * 37.719) * 43758.5453
    return value % 1.0


@lru_cache(maxsize=4)
def _streak(length: int) -> pygame.Surface:
    sprite = pygame.Surface((length // 3 + 3, length + 3), pygame.SRCALPHA)
    for step in range(length):
        share = step / length
        x, y = (1.0 - share) * (length / 3.0), share * length
        sprite.set_at((int(x) + 1, int(y) + 1), (216, 232, 240, int(15 + 75 * share)))
    return sprite
