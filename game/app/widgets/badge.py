"""The badge of somebody who plays here: a disc in their colour with the first letter of the name."""

from typing import Final

import pygame

from game.app.i18n import N_
from game.app.render.theme import INK, Colour, Role, Type
from game.app.render.vector import disc, stamp

COLOUR_WORDS: Final = {
    "gold": N_("Gold"),
    "red": N_("Red"),
    "orange": N_("Orange"),
    "green": N_("Green"),
    "teal": N_("Teal"),
    "blue": N_("Blue"),
    "purple": N_("Purple"),
    "pink": N_("Pink"),
}
BADGES: Final[dict[str, Colour]] = {
    "gold": (255, 205, 74),
    "red": (244, 112, 104),
    "orange": (255, 158, 84),
    "green": (126, 206, 118),
    "teal": (92, 210, 200),
    "blue": (122, 176, 250),
    "purple": (190, 156, 246),
    "pink": (250, 156, 200),
}
"""All so light that the letter is read on each."""


def draw_badge(
    screen: pygame.Surface, type_: Type, name: str, colour: str, middle: tuple[float, float], size: int
) -> None:
    """Draw somebody's badge, ``size`` pixels wide."""
    stamp(screen, disc(size // 2, BADGES.get(colour, BADGES["gold"])), middle)
    role = Role.STRONG if size >= type_.tx(30) else Role.SMALL_STRONG
    if name.strip():
        stamp(screen, type_.line(name.strip()[0].upper(), role, INK), middle)
