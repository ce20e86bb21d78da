"""How viewers misjudge what they see: by numbers that go with the moment and not with the frame."""

from dataclasses import dataclass

import numpy as np

from game.core import rng
from game.core.batched import Batched, WorldsLast
from game.core.maths import Floats, Ints, places
from game.core.rng import Seeds, Stream
from game.mind.perception.perceived import Perceived

BLOCK = 24
"""Steps for which a misjudgement lasts: errors go with the moment and not with the frame. Everybody has a
time of their own, or all would look afresh at once."""
_STREAMS = (
    Stream.SIGHT_GAZE,
    Stream.SIGHT_HIPS,
    Stream.SIGHT_TRUNK,
    Stream.SIGHT_PLANT,
    Stream.SIGHT_BALL,
)
"""What each row of a draw blurs."""


@dataclass(slots=True)
class Misjudgements(Batched):
    """How some viewers misjudge just now, ``(viewers, worlds)``; drawn again when a moment is over."""

    luck: Seeds
    own_time: WorldsLast[Ints]
    counter: WorldsLast[Ints]
    drawn: WorldsLast[Floats]
    """``(streams, viewers, worlds)`` float64: standard normal numbers."""


def misjudged(kept: dict[bytes, Misjudgements], seen: Perceived, viewers: Ints) -> Floats:
    """Return standard normal errors of this moment, ``(streams, viewers, worlds)``; what is drawn is kept."""
    key, seeds, owner = viewers.tobytes(), seen.luck[None, :], viewers[:, None]
    known = kept.get(key)
    if known is None or not np.array_equal(known.luck, seen.luck):
        own_time = np.floor(BLOCK * rng.uniform(seeds, 0, owner, Stream.SIGHT_BALL)).astype(np.int64)
        counter = (seen.step + own_time) // BLOCK + 1
        drawn = np.array(rng.normals(seeds, counter, owner, _STREAMS))
        kept[key] = Misjudgements(seen.luck.copy(), own_time, counter, drawn)
        return drawn
    counter = (seen.step + known.own_time) // BLOCK + 1
    others = counter != known.counter
    if np.count_nonzero(others):
        who, where = places(others)
        fresh = rng.normals(seen.luck[where], counter[who, where], viewers[who], _STREAMS)
        known.drawn[:, who, where] = np.array(fresh)
        known.counter = counter
    return known.drawn
