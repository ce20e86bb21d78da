"""Moments of a replay made ahead in a worker, so that one can soon go anywhere and the window never waits."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path
from typing import Final

from game.analysis.replay.model import Replay, read_replay
from game.analysis.replay.playback import Playback
from game.storage.workers import Pool, Ticket

PIECE: Final = 240
"""Steps that a worker plays before it tells: nobody waits long for it to do something else."""


@lru_cache(maxsize=2)
def replay_at(path: Path) -> Replay:
    """Return a replay by its file, read once in each worker."""
    return read_replay(path)


def play_ahead(
    path: Path, begin: int, moment: bytes, end: int, *, stop: Callable[[], bool] | None = None
) -> tuple[dict[int, bytes], int | None]:
    """Return the kept moments from ``begin`` to ``end``, and the first step that differs: for a worker."""
    playback = Playback(replay_at(path))
    playback.put(begin, moment)
    while playback.at < end and not (stop is not None and stop()):
        playback.forward()
    return playback.kept_after(begin), playback.differs


class ReplayPrefetch:
    """Ask :meth:`poll` now and then; the playback's moments grow until all are there."""

    def __init__(self, playback: Playback, pool: Pool) -> None:
        self.playback = playback
        self._pool = pool
        self._ticket: Ticket | None = None

    @property
    def failed(self) -> str:
        """What went wrong in the worker, if anything did: then the moments have to be made here."""
        return "" if self._ticket is None else self._ticket.failed

    def poll(self) -> None:
        """Take in what has been made, and have more made."""
        self._pool.poll()
        if self.failed:
            return
        ticket = self._ticket
        while ticket is not None and ticket.answers:
            self.playback.take_in(*ticket.answers.popleft()[1])
        if self.playback.complete:
            self.close()
        elif ticket is None:
            self._ticket = self._pool.ask(play_ahead, self.playback.replay.path, [self._piece()])
        elif ticket.done and not ticket.cancelled:
            self._pool.again(ticket, play_ahead, [self._piece()])

    def _piece(self) -> tuple[int, bytes, int]:
        ready = self.playback.ready
        return ready, self.playback.moment(ready), ready + PIECE

    def close(self) -> None:
        """Stop loading."""
        if self._ticket is not None and not self._ticket.cancelled:
            self._pool.cancel(self._ticket)
