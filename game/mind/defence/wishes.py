"""What defenders want until they think again."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from game.core.batched import Batched
from game.core.intents import Intents
from game.core.maths import Bools, Floats, Ints, side_by_side

_FLAT, _POINTS = ("hips_to", "tackle", "weight"), ("move", "look_at", "aim")
"""Names of wishes ``(worlds, viewers)``, and of those with two components."""


def _put(all_of: npt.NDArray[Any], at: Ints | slice, mine: npt.NDArray[Any], whose: Bools) -> None:
    """Write the wishes of some players over those of all."""
    if isinstance(at, slice):
        np.copyto(all_of[:, at], mine, where=whose)
    else:
        all_of[:, at] = np.where(whose, mine, all_of[:, at])


@dataclass(slots=True)
class Wishes(Batched):
    """What some players want until they think again, ``(worlds, viewers, ...)``."""

    whose: Bools
    """``(worlds, viewers)`` bool: the players whose wishes these are; the others' are not touched."""
    move: Floats
    hips_to: Floats
    look_at: Floats
    tackle: Bools
    aim: Floats
    weight: Floats

    def put(self, intents: Intents, viewers: Ints) -> None:
        """Write the wishes into a step's intents."""
        at, whose = side_by_side(viewers), self.whose
        for name in _FLAT:
            _put(getattr(intents, name), at, getattr(self, name), whose)
        whose = whose[..., None]
        for name in _POINTS:
            _put(getattr(intents, name), at, getattr(self, name), whose)
