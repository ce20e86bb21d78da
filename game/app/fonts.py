"""The cuts of the font, from the game's assets."""

from enum import Enum

import pygame

from game.storage.resources import resource_folder


class Face(Enum):
    """Which cut of the font; the values are file names."""

    REGULAR = "AtkinsonHyperlegibleNext-Regular.ttf"
    SEMIBOLD = "AtkinsonHyperlegibleNext-SemiBold.ttf"
    BOLD = "AtkinsonHyperlegibleNext-Bold.ttf"


def load_font(face: Face, pixels: int) -> pygame.font.Font:
    """Return a cut of the font at a size; pygame's own where the file is missing."""
    path = resource_folder("assets") / "fonts" / face.value
    try:
        return pygame.font.Font(path, pixels)
    except (OSError, pygame.error):
        return pygame.font.Font(None, round(pixels * 1.15))
