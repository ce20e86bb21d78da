"""A pass of a replay, played again in a worker from before its run-up: what its explanation begins with."""

from collections.abc import Callable
from pathlib import Path
from typing import Final

from game.analysis.passes.pass_log import KEEPS, Pass, PassLog
from game.analysis.replay.playback import Playback
from game.analysis.replay.prefetch import replay_at
from game.storage.workers import Pool, Ticket

AFTER: Final = 120
"""Steps after a pass's end in which its log may still say how it ended."""


def pass_of(
    path: Path, begin: int, moment: bytes, first: int, end: int, *, stop: Callable[[], bool] | None = None
) -> Pass | None:
    """Return the last pass from step ``first`` to ``end``, from a moment kept at ``begin``: for a worker."""
    playback = Playback(replay_at(path))
    playback.put(begin, moment)
    pass_log = PassLog()
    while playback.at < min(end + AFTER, playback.replay.length) and not (stop is not None and stop()):
        events, begun = playback.forward(), playback.at > first
        played = pass_log.observe(playback.playable, events) if begun else None
        if played is not None and playback.at >= end:
            break
    return pass_log.last


class PassSearch:
    """Ask :meth:`poll` now and then until :attr:`done`; then :attr:`found` is the pass, if there was one."""

    def __init__(self, playback: Playback, struck: int, end: int, pool: Pool) -> None:
        """Begin: the pass was struck at one step and over at another."""
        first = max(struck - KEEPS, 0)
        begin, moment = playback.kept_before(first)
        self.found: Pass | None = None
        self._pool = pool
        self._ticket: Ticket = pool.ask(
            pass_of, playback.replay.path, [(begin, moment, first, end)], ahead=True
        )

    @property
    def done(self) -> bool:
        """Whether nothing more comes."""
        return self._ticket.done

    @property
    def failed(self) -> str:
        """What went wrong in the worker, if anything did."""
        return self._ticket.failed

    def poll(self) -> None:
        """Take in the answer, if it is there."""
        self._pool.poll()
        for _place, found in self._ticket.answers:
            self.found = found
        self._ticket.answers.clear()

    def cancel(self) -> None:
        """Stop looking."""
        if not self._ticket.done:
            self._pool.cancel(self._ticket)
        self._pool.forget(self._ticket)
