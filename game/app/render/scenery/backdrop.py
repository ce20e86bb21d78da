"""What lies behind the menus: a stadium in the evening, seen from high above and drifting slowly."""

from __future__ import annotations

from functools import lru_cache
from math import ceil, sin

import pygame

from game.app.render.camera import Camera
from game.app.render.ground import Ground
from game.app.render.theme import INK, Type
from game.core.pitch import Goal, Pitch
from game.core.surfaces import SURFACES

SHADE = 168
"""Of 255: how much darker than by day it is, so that every word can be read."""
DRIFT = 26.0
"""Layout units that the picture wanders to each side."""
DRIFT_SECONDS = 47.0
ACROSS = 46.0
"""Metres of ground across the window."""
PITCH = Pitch(
    40.0,
    25.0,
    SURFACES["dry"],
    goals=(
        Goal(-20.0, 3.66, 1.83, 6.0),
        Goal(20.0, 3.66, 1.83, 6.0),
    ),
)


def draw_backdrop(screen: pygame.Surface, type_: Type, now: float, *, still: bool = False) -> None:
    """Fill the screen; ``now`` in seconds moves it unless it is to be ``still``."""
    room = ceil(DRIFT * type_.unit)
    picture = _picture(screen.get_size(), room)
    share = 0.0 if still else sin(now * 6.2832 / DRIFT_SECONDS)
    screen.blit(picture, (round(-room + share * room), round(-room + 0.6 * share * room)))


@lru_cache(maxsize=2)
def _picture(size: tuple[int, int], room: int) -> pygame.Surface:
    whole = (size[0] + 2 * room, size[1] + 2 * room)
    picture = pygame.Surface(whole).convert()
    scale = float(max(8, round(size[0] / ACROSS)))
    # Somewhat off the middle: the halfway line isn't where the words stand.
    ground, camera = Ground(PITCH, scale), Camera((4.0, -1.5), scale, whole)
    ground.draw(picture, camera)
    ground.draw_over(picture, camera)
    veil = pygame.Surface(whole)
    veil.fill(INK)
    veil.set_alpha(SHADE)
    picture.blit(veil, (0, 0))
    return picture
