"""The steps of a replay stay packed as they lie in its file and are unpacked a chunk at a time.

A file of two megabytes may hold hours that unpack to four hundred: whoever watches needs half a second of it.
"""

import zlib
from bisect import bisect_right
from collections.abc import Sequence

import numpy as np

from game.analysis.replay.format import Chunk, Played, Steps, body_of, unsqueezed
from game.core.intents import Intents
from game.core.quantise import COLUMNS, Wire, encode


class PackedSteps:
    """A replay's steps in order. It has a length and takes an index, as a list of arrays would."""

    def __init__(self, columns: Sequence[str], players: int) -> None:
        """Begin without steps; ``columns`` says what the file's numbers mean."""
        self._places = [COLUMNS.index(name) for name in columns]
        self._shape = (len(columns), players)
        self._idle = encode(Intents.idle(1, players))[:, 0]
        """What nobody wished, for columns that an older version didn't know."""
        self._chunks: list[tuple[bytes, bytes, int]] = []
        """Each packed, the step before it, and how many it has."""
        self._begins: list[int] = []
        self._length = 0
        self._last = np.zeros(self._shape, dtype=np.int16).tobytes()
        self._open: tuple[int, Steps] | None = None
        """The chunk that was unpacked last."""

    def __len__(self) -> int:
        """Return how many steps there are."""
        return self._length

    @property
    def before(self) -> Steps:
        """The last step so far, ``(1, columns, players)`` int16 in the file's columns; zeros at the start."""
        return np.frombuffer(self._last, dtype=np.int16).reshape(1, *self._shape)

    def add(self, chunk: Chunk, played: Played) -> None:
        """Keep the chunk that comes next; ``played`` is what it unpacked to."""
        self._chunks.append((body_of(chunk), self._last, len(played.steps)))
        self._begins.append(self._length)
        self._length += len(played.steps)
        self._last = played.steps[-1].tobytes()

    def __getitem__(self, step: int) -> Wire:
        """Return the numbers of a step, 0 the first: ``(len(COLUMNS), players)`` int16 in today's columns."""
        if not 0 <= step < self._length:
            raise IndexError(step)
        number = bisect_right(self._begins, step) - 1
        if self._open is None or self._open[0] != number:
            self._open = number, self._unpacked(number)
        whole = self._idle.copy()
        whole[self._places] = self._open[1][step - self._begins[number]]
        return whole

    def _unpacked(self, number: int) -> Steps:
        packed, last, count = self._chunks[number]
        before = np.frombuffer(last, dtype=np.int16).reshape(1, *self._shape)
        size = 2 * before.size * count
        return unsqueezed(zlib.decompressobj().decompress(packed, size), before, count)
