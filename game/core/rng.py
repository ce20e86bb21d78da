"""Luck is counted, not generated: a number is a hash of (seed, counter, owner, stream) alone.

No generator is advanced, so a world draws the same numbers alone and in a batch, and two worlds of one seed
that differ in one decision share all other luck (common random numbers). The counter is the owner's own: a
kicker's tenth kick draws the same whether it comes at second 3 or at second 4.
"""

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from game.core.maths import Floats, Ints, normal_quantile

Seeds = npt.NDArray[np.uint64]


class Stream(IntEnum):
    """The purposes that numbers are drawn for. They are part of the replay format: append, never renumber."""

    PLANT_FORWARD = 0
    PLANT_LATERAL = 1
    FOOT_LATERAL = 2
    FOOT_SPEED = 3
    FACE_ANGLE = 4
    FACE_TILT = 5
    TOUCH_X = 6
    TOUCH_Y = 7
    TOUCH_LOSS = 8
    DRIBBLE_X = 9
    DRIBBLE_Y = 10
    BOBBLE_TURN = 11
    BOBBLE_HOP = 12
    TACKLE = 13
    SIGHT_GAZE = 14
    SIGHT_HIPS = 15
    SIGHT_TRUNK = 16
    SIGHT_PLANT = 17
    SIGHT_BALL = 18
    HANDS_X = 19
    HANDS_Y = 20
    PARRY_TURN = 21
    PARRY_RISE = 22
    DROP_FORWARD = 23
    DROP_LATERAL = 24
    HEAD_TURN = 25
    HEAD_RISE = 26
    LUNGE = 27
    SCAN = 40
    CHOICE = 41
    PLACE_X = 42
    PLACE_Y = 43
    SHOT_LINE = 44
    SIGHT_WEIGHT = 45
    FINGERS = 50
    PASSER = 60
    VARIANT = 61
    CALL = 62


OWNERS = 256
"""Owners that a counter has room for."""
BALL = 255
"""Owner number of the ball's own luck; players count from 0."""

_GOLDEN = np.uint64(0x9E3779B97F4A7C15)
_MIND = np.uint64(0xD1B54A32D192ED03)
_MIX1 = np.uint64(0xBF58476D1CE4E5B9)
_MIX2 = np.uint64(0x94D049BB133111EB)
_S30, _S27, _S31, _S11 = (np.uint64(s) for s in (30, 27, 31, 11))


def _mix(z: Seeds) -> Seeds:
    """Return the bits well mixed, by SplitMix64's finaliser (Steele, Lea and Flood 2014)."""
    z = (z ^ (z >> _S30)) * _MIX1
    z = (z ^ (z >> _S27)) * _MIX2
    return z ^ (z >> _S31)


def seeds_of(seed: int, worlds: int, first: int = 0) -> Seeds:
    """Return seeds of the worlds ``first`` to ``first + worlds - 1`` of one run, ``(worlds,)`` uint64.

    >>> bool((seeds_of(7, worlds=3)[1:] == seeds_of(7, worlds=2, first=1)).all())
    True
    """
    index = np.arange(first, first + worlds, dtype=np.uint64)
    base = np.array([seed & 0xFFFF_FFFF_FFFF_FFFF], dtype=np.uint64)
    return _mix(_mix(base + _GOLDEN) + (index + np.uint64(1)) * _GOLDEN)


def branch(seed: Seeds, counter: Ints | int, owner: Ints | int) -> Seeds:
    """Return seeds of imagined worlds: luck of their own, from a world's seed and the owner's counter."""
    high: Seeds = np.asarray(counter).astype(np.uint64) * np.uint64(0x1_0000)
    key: Seeds = np.atleast_1d(high + np.asarray(owner).astype(np.uint64))
    return _mix(_mix(seed ^ _GOLDEN) + key * _GOLDEN)


def luck_of_minds(seed: Seeds) -> Seeds:
    """Return seeds of what minds misjudge, one for each world's seed.

    Each is the difference of two mixings of the seed. Either could be taken back, but not their difference:
    who knows what a mind draws can't count what a kick will draw.

    >>> seeds = seeds_of(0, worlds=3)
    >>> bool((luck_of_minds(seeds) != seeds).all())
    True
    """
    result: Seeds = _mix(seed ^ _MIND) - _mix(_mix(seed + _MIND) + _GOLDEN)
    return result


def uniform(seed: Seeds, counter: Ints | int, owner: Ints | int, stream: Stream) -> Floats:
    """Return numbers in (0, 1); the arguments broadcast against each other.

    >>> seeds = seeds_of(0, worlds=1000)
    >>> drawn = uniform(seeds, counter=3, owner=1, stream=Stream.SIGHT_GAZE)
    >>> bool(drawn.min() > 0.0), bool(drawn.max() < 1.0)
    (True, True)
    """
    return _uniform(seed, counter, owner, int(stream))


def _uniform(seed: Seeds, counter: Ints | int, owner: Ints | int, stream: Ints | int) -> Floats:
    if isinstance(counter, int) and isinstance(owner, int) and isinstance(stream, int):
        # One number for all: made without numpy, which is slow on single numbers.
        whole = (counter * 0x1_0000 + owner * 0x100 + stream) * int(_GOLDEN) & 0xFFFF_FFFF_FFFF_FFFF
        return _even(_mix(_mix(np.atleast_1d(seed) + np.uint64(whole)) + _GOLDEN))
    key = (
        np.asarray(counter).astype(np.uint64) * np.uint64(0x1_0000)
        + np.asarray(owner).astype(np.uint64) * np.uint64(0x100)
        + np.asarray(stream).astype(np.uint64)
    )
    keys: Seeds = np.atleast_1d(key)
    return _even(_mix(_mix(seed + keys * _GOLDEN) + _GOLDEN))


def _even(bits: Seeds) -> Floats:
    """Return bits as numbers in (0, 1)."""
    result: Floats = (bits >> _S11).astype(np.float64) * 2.0**-53 + 2.0**-54
    return result


def normals(seed: Seeds, counter: Ints | int, owner: Ints | int, streams: Sequence[Stream]) -> list[Floats]:
    """Return standard normal numbers of several streams: what :func:`normal` gives for each, in one go."""
    around = np.broadcast(seed, np.atleast_1d(counter), np.atleast_1d(owner)).ndim
    key = np.array([int(stream) for stream in streams], dtype=np.int64).reshape(-1, *(1,) * around)
    drawn = normal_quantile(_uniform(seed, counter, owner, key))
    return list(drawn)


def normal(seed: Seeds, counter: Ints | int, owner: Ints | int, stream: Stream) -> Floats:
    """Return standard normal numbers; the arguments broadcast against each other."""
    return normal_quantile(uniform(seed, counter, owner, stream))


class Ahead:
    """Standard normal numbers of one owner's stream that is drawn from at every step.

    They are drawn some steps at once: that costs nearly the same as for one step. They are those of
    :func:`normal`.
    """

    STEPS = 6
    """Steps whose numbers are drawn together."""

    def __init__(self, owner: int, stream: Stream) -> None:
        self._owner, self._stream = owner, stream
        self._block = -1
        self._seeds = b""
        self._drawn: Floats = np.zeros((0, 0))

    def at(self, seeds: Seeds, step: int) -> Floats:
        """Return the numbers of a step, ``(worlds,)`` like ``seeds``."""
        block, place = divmod(step, self.STEPS)
        those = seeds.tobytes()
        if block != self._block or those != self._seeds:
            steps = block * self.STEPS + np.arange(self.STEPS)
            self._drawn = normal(seeds, steps[:, None], self._owner, self._stream)
            self._block, self._seeds = block, those
        numbers: Floats = self._drawn[place]
        return numbers
