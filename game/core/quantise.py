"""Intents as whole numbers are what a replay keeps, and therefore what every game carries out.

A game rounds everybody's wishes to these numbers before it makes a step, so that what was played and what is
played back from a file are the same bits. The grain is finer than a thumb or a foot can tell.
"""

from collections.abc import Sequence
from typing import Any, Final

import numpy as np
import numpy.typing as npt

from game.core.intents import Intents, Technique
from game.core.maths import Floats, wrap

Wire = npt.NDArray[np.int16]
"""Whole numbers ``(len(COLUMNS), worlds, players)`` int16 that stand for intents."""

MISSING: Final = -32768
"""The whole number that stands for NaN: as a sound player would."""

_PAIRS: Final = ("move", "look_at", "aim", "place", "touch_to", "dive_to")
_SINGLES: Final = ("hips_to", "speed", "lean", "follow")
_LATER: Final = ("weight",)
"""Wishes that came later: they stand behind the flags, since columns are appended."""
COLUMNS: Final = (*(f"{name}_{axis}" for name in _PAIRS for axis in "xy"), *_SINGLES, "flags", *_LATER)
"""Names of the wishes that the numbers stand for, in order. They are part of the replay format: append, never
change."""

# Numbers a unit, and the largest number: move 1/100; points 1 cm; place 1 mm; hips 1e-4 rad, short of half a
# turn so that it wraps to itself; speed 1 cm/s; lean, follow and weight 1/50.
_GRAIN: Final = {"move": (100, 127), "place": (1000, 32767), "hips_to": (10_000, 31415)}
_GRAINS: Final = [_GRAIN.get(name, (100, 32767)) for name in _PAIRS for _ in "xy"] + [
    _GRAIN["hips_to"], (100, 32767), (50, 127), (50, 127), (50, 50)
]  # fmt: skip
_UNITS: Final[Floats] = np.array([float(n) for n, _ in _GRAINS])[:, None, None]
_MOST: Final[Floats] = np.array([most / n for n, most in _GRAINS])[:, None, None]
_LEAST: Final[Floats] = -_MOST
_HIPS: Final = 2 * len(_PAIRS)
_REALS: Final = len(_GRAINS)
_FLAGS: Final = _REALS - len(_LATER)

# Bits of the flags.
_FOOT: Final = 8
_BITS: Final = (("cancel", 32), ("step_in", 64), ("shield", 128), ("tackle", 256), ("calling", 512))


def encode(intents: Intents) -> Wire:
    """Return the wishes of a batch as whole numbers, rounded to their grain and held within their range."""
    numbers = _rounded(intents)
    wire = np.empty((len(COLUMNS), *intents.hips_to.shape), dtype=np.int16)
    numbers[np.isnan(numbers)] = MISSING
    wire[:_FLAGS], wire[_FLAGS + 1 :] = numbers[:_FLAGS], numbers[_FLAGS:]
    flags = (intents.swing & 7) + _FOOT * (intents.foot.astype(np.int16) + 1)
    for name, bit in _BITS:
        flags = flags + bit * getattr(intents, name).astype(np.int16)
    wire[_FLAGS] = flags
    return wire


def decode(wire: Wire) -> Intents:
    """Return the wishes that whole numbers stand for."""
    reals = np.concatenate((wire[:_FLAGS], wire[_FLAGS + 1 :]))
    numbers = reals.astype(np.float64)
    numbers[reals == MISSING] = np.nan
    flags = wire[_FLAGS]
    codes = ((flags & 7).astype(np.int8), ((flags // _FOOT & 3) - 1).astype(np.int8))
    return _intents(numbers, *codes, {name: (flags & bit) != 0 for name, bit in _BITS})


def possible(wishes: Wire, columns: Sequence[str]) -> bool:
    """Return whether :func:`encode` could have written these numbers, ``(len(columns), ...)``.

    Techniques and feet are known ones, every number is within its range, everybody has a direction, and of a
    point there is all or nothing. A column that isn't there is one that nobody wished.
    """
    flags = wishes[columns.index("flags")]
    good = ((flags & 7) <= len(Technique) - 1) & ((flags // _FOOT & 3) <= 2) & (flags != MISSING)
    missing = {name: part == MISSING for name, part in zip(columns, wishes, strict=True)}
    for name, part in zip(columns, wishes, strict=True):
        if name != "flags":
            place = COLUMNS.index(name)
            most = _GRAINS[place - (place > _FLAGS)][1]
            good &= missing[name] | ((part <= most) & (part >= -most))
    for name in _PAIRS:
        usual = np.full(flags.shape, name != "move")
        x, y = (missing.get(f"{name}_{axis}", usual) for axis in "xy")
        good &= ~(x | y) if name == "move" else x == y
    return bool(good.all())


def quantise(intents: Intents) -> Intents:
    """Return the intents as a replay gives them back: ``decode(encode(intents))``, on a shorter way."""
    numbers = _rounded(intents)
    numbers += 0.0  # no negative zero: integers have none
    numbers[np.isnan(numbers)] = np.nan  # one NaN of the many
    return _intents(
        numbers, intents.swing.copy(), intents.foot.copy(), {n: getattr(intents, n).copy() for n, _ in _BITS}
    )


def _rounded(intents: Intents) -> Floats:
    """Return whole numbers as floats, ``(_REALS, worlds, players)``, NaN where a wish is missing."""
    numbers: Floats = np.empty((_REALS, *intents.hips_to.shape))
    for n, name in enumerate(_PAIRS):
        numbers[2 * n : 2 * n + 2] = getattr(intents, name).transpose(2, 0, 1)
    for n, name in enumerate((*_SINGLES, *_LATER)):
        numbers[_HIPS + n] = getattr(intents, name)
    hips = numbers[_HIPS]
    np.minimum(np.maximum(hips, -1e6, out=hips), 1e6, out=hips)
    numbers[_HIPS] = wrap(hips)
    np.maximum(numbers, _LEAST, out=numbers)
    np.minimum(numbers, _MOST, out=numbers)
    numbers *= _UNITS
    np.rint(numbers, out=numbers)
    return numbers


def _intents(
    numbers: Floats,
    swing: npt.NDArray[np.int8],
    foot: npt.NDArray[np.int8],
    flags: dict[str, npt.NDArray[np.bool_]],
) -> Intents:
    numbers /= _UNITS
    # The layout of ``maths.vectors``: x and y each lie together.
    wishes: dict[str, Any] = {"swing": swing, "foot": foot, **flags}
    for n, name in enumerate(_PAIRS):
        wishes[name] = numbers[2 * n : 2 * n + 2].transpose(1, 2, 0)
    for n, name in enumerate((*_SINGLES, *_LATER)):
        wishes[name] = numbers[_HIPS + n]
    return Intents(**wishes)
