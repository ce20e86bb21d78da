"""A level's first go stands still until somebody touches a key of play: the sentence is read in peace."""

from __future__ import annotations

from collections.abc import Iterable
from math import hypot

import pygame

from game.app.i18n import _
from game.app.input.buttons import HELD, Buttons
from game.app.render.icons import panel
from game.app.render.theme import PAPER, Role, Type
from game.app.render.vector import stamp

ABOVE_KEYS = 76
"""From the window's foot to the line, layout units, where the plate of the first keys stands there."""


class FirstKey:
    """Waits for the first key, stick or button that means something in play; those of menus don't count."""

    def __init__(self, *, waiting: bool) -> None:
        self.waiting = waiting

    def take_in(self, held: Iterable[Buttons]) -> None:
        """Begin once anything is held: that key acts in the same picture."""
        if self.waiting and any(map(_touched, held)):
            self.waiting = False

    def draw(self, screen: pygame.Surface, type_: Type, *, keys: bool) -> None:
        """Say quietly what it waits for, at the foot; ``keys``: above the plate that tells the first ones."""
        if self.waiting:
            words = _("Take your time. It starts when you move or kick.")
            line = type_.line(words, Role.STRONG, PAPER)
            size = (line.get_width() + type_.tx(40), line.get_height() + type_.tx(18))
            # Clear of the plates at the left, as what is told of a try is.
            left = max((screen.get_width() - size[0]) / 2, type_.tx(300) + type_.px(32))
            x = min(left, screen.get_width() - size[0] - type_.px(8)) + size[0] / 2
            foot = type_.tx(ABOVE_KEYS) if keys else type_.px(18)
            at = (x, screen.get_height() - foot - size[1] / 2)
            stamp(screen, panel(size, size[1] // 2, alpha=205), at)
            stamp(screen, line, at)


def _touched(held: Buttons) -> bool:
    """Return whether anything is held.

    >>> _touched(Buttons()), _touched(Buttons(push=True)), _touched(Buttons(move=(0.0, 1.0)))
    (False, True, True)
    """
    return hypot(*held.move) > 0.0 or hypot(*held.look) > 0.0 or any(getattr(held, name) for name in HELD)
