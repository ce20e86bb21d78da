"""Rollouts in a process of their own, so that a picture needn't wait for a thought."""

import os
import threading
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from typing import Any

from game.core.maths import Floats
from game.mind.attack.carrier import Inline
from game.mind.attack.lookahead import Question, judge

KEPT = 16
"""Questions that may wait for an answer nobody asks for any more."""


class Beside:
    """A thinker with a process beside. It answers what :class:`Inline` answers, sooner."""

    def __init__(self) -> None:
        # Spawned, not forked: a copy of a process that has threads or a window is no safe place to work.
        self._pool: ProcessPoolExecutor | None = ProcessPoolExecutor(
            1, mp_context=get_context("spawn"), initializer=_end_with_parent
        )
        self._pending: dict[int, tuple[Question, Future[list[Floats]]]] = {}
        self._pool.submit(_ready)

    def ask(self, question: Question) -> None:
        """Begin to count beside."""
        if self._pool is None:
            return
        while len(self._pending) >= KEPT:
            self._pending.pop(next(iter(self._pending)))[1].cancel()
        try:
            self._pending[id(question)] = (question, self._pool.submit(judge, question))
        except RuntimeError:
            self.close()

    def answer(self, question: Question) -> list[Floats]:
        """The answer, waited for; counted here where the process has gone."""
        asked = self._pending.pop(id(question), None)
        if asked is None:
            return judge(question)
        try:
            return asked[1].result()
        except (RuntimeError, OSError, EOFError):
            self.close()
            return judge(question)

    def forget(self, question: Question) -> None:
        """Nobody waits for it any more."""
        asked = self._pending.pop(id(question), None)
        if asked is not None:
            asked[1].cancel()

    def close(self) -> None:
        """End the process; questions from now on are counted here."""
        pool, self._pool = self._pool, None
        self._pending.clear()
        if pool is not None:
            pool.shutdown(wait=False, cancel_futures=True)

    def __deepcopy__(self, memo: dict[int, Any]) -> "Beside":
        return self

    def __reduce__(self) -> tuple[Callable[[], Inline], tuple[()]]:
        return Inline, ()


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
