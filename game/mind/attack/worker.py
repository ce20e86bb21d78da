"""Rollouts in a process of their own, so that a picture needn't wait for a thought."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from typing import Any

from game.core.maths import Floats
from game.mind.attack.carrier import InProcess
from game.mind.attack.lookahead import Lookahead, judge

KEPT = 16
"""Questions that may wait for an answer nobody asks for any more."""
PATIENCE = 0.25
"""Seconds that an answer which is due is waited for; then it is counted here."""
IMPATIENCE = 0.05
"""The same from a process whose last answer was late."""
LATE = 3
"""Late answers in a row after which a process is given up: it was stopped, or is starved."""
LIVES = 3
"""Processes that are begun in all."""


class InWorker:
    """A thinker with a process beside. It answers what :class:`InProcess` answers, sooner."""

    def __init__(self) -> None:
        self._pool: ProcessPoolExecutor | None = None
        self._pending: dict[int, tuple[Lookahead, Future[list[Floats]]]] = {}
        self._lives = LIVES
        self._late = 0
        """Answers in a row that didn't come in time."""
        self._begin()

    def _begin(self) -> None:
        """Another process, while there are lives left."""
        if self._lives <= 0:
            return
        self._lives -= 1
        self._late = 0
        # Spawned, not forked: a copy of a process that has threads or a window is no safe place to work.
        self._pool = ProcessPoolExecutor(1, mp_context=get_context("spawn"), initializer=_end_with_parent)
        try:
            self._awake = self._pool.submit(_ready)
        except (RuntimeError, OSError):
            self.close()

    def ask(self, question: Lookahead) -> None:
        """Begin to count beside."""
        if self._pool is None or not self._awake.done():
            return
        while len(self._pending) >= KEPT:
            self._pending.pop(next(iter(self._pending)))
        try:
            self._pending[id(question)] = (question, self._pool.submit(judge, question))
        except (RuntimeError, OSError):
            self._end()

    def answer(self, question: Lookahead) -> list[Floats]:
        """The answer, waited for a moment; counted here where the process has gone or doesn't move."""
        asked = self._pending.pop(id(question), None)
        if asked is None:
            return judge(question)
        try:
            there = asked[1].result(IMPATIENCE if self._late else PATIENCE)
            self._late = 0
            return there
        except TimeoutError:
            self._late += 1
            if self._late >= LATE:
                self._end()
                self._begin()
        except (RuntimeError, OSError, EOFError):
            self._end()
            self._begin()
        return judge(question)

    def forget(self, question: Lookahead) -> None:
        """Nobody waits for it any more."""
        # It isn't called off: a pool whose process dies stumbles over questions that were.
        self._pending.pop(id(question), None)

    def close(self) -> None:
        """End the process; questions from now on are counted here."""
        self._lives = 0
        self._end()

    def _end(self) -> None:
        """End the process, whatever state it is in: a stopped one would keep the program from ending."""
        pool, self._pool = self._pool, None
        self._pending.clear()
        if pool is None:
            return
        processes = list((getattr(pool, "_processes", None) or {}).values())
        pool.shutdown(wait=False)
        for process in processes:
            process.kill()

    def __deepcopy__(self, memo: dict[int, Any]) -> "InWorker":
        return self

    def __reduce__(self) -> tuple[Callable[[], InProcess], tuple[()]]:
        return InProcess, ()


def _end_with_parent() -> None:
    """A worker whose game was killed would wait for questions forever."""
    parent = parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os._exit(0)

    threading.Thread(target=watch, daemon=True).start()


def _ready() -> None:
    """Have everything loaded before the first question."""
