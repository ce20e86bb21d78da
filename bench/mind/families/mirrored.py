"""Luck that is mirrored or turned with its scene: the same worlds then have to run the same paths there.

Scenes that differ by luck alone can be told from others only by many worlds. With luck that lies in the
mirror as the bodies do, one world that goes another way shows a left or a right in the simulation itself.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from game.core import rng
from game.core.maths import Floats, Ints
from game.core.rng import Seeds, Stream

IN_THE_MIRROR = frozenset({
    Stream.FOOT_LATERAL, Stream.FACE_ANGLE, Stream.TOUCH_Y, Stream.DRIBBLE_Y, Stream.BOBBLE_TURN,
    Stream.TACKLE, Stream.SIGHT_GAZE, Stream.SIGHT_HIPS, Stream.SIGHT_TRUNK, Stream.SIGHT_PLANT,
    Stream.SIGHT_WEIGHT, Stream.PLACE_Y, Stream.HEAD_TURN, Stream.LUNGE,
})  # fmt: skip
"""Draws that go to a side, and so to the other one in a scene mirrored at the long axis."""
TURNED_ABOUT = frozenset({Stream.PLACE_X, Stream.PLACE_Y, Stream.DRIBBLE_X, Stream.DRIBBLE_Y})
"""Draws along the pitch's axes, and so the other way in a scene that is turned by half a turn."""


@contextmanager
def luck(the_other_way: frozenset[Stream]) -> Iterator[None]:
    """Draw the numbers of some streams with the other sign, as long as the context lasts."""
    one, several, ahead = rng.normal, rng.normals, rng.Ahead.at

    def normal(seed: Seeds, counter: Ints | int, owner: Ints | int, stream: Stream) -> Floats:
        drawn = one(seed, counter, owner, stream)
        return -drawn if stream in the_other_way else drawn

    def normals(
        seed: Seeds, counter: Ints | int, owner: Ints | int, streams: Sequence[Stream]
    ) -> list[Floats]:
        drawn = several(seed, counter, owner, streams)
        return [-d if s in the_other_way else d for s, d in zip(streams, drawn, strict=True)]

    def at(self: rng.Ahead, seeds: Seeds, step: int) -> Floats:
        # Not those drawn ahead: some may be left from before.
        return normal(seeds, step, self._owner, self._stream)

    rng.normal, rng.normals, rng.Ahead.at = normal, normals, at  # type: ignore[method-assign]
    try:
        yield
    finally:
        rng.normal, rng.normals, rng.Ahead.at = one, several, ahead  # type: ignore[method-assign]
