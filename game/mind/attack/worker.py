"""A worker process counts rollouts, so that a picture needn't wait for a thought."""

from collections.abc import Callable
from typing import Any

from game.core.maths import Floats
from game.mind.attack.carrier import InProcess
from game.mind.attack.lookahead import Lookahead, judge
from game.storage.workers import Pool, Ticket

KEPT = 16
"""Questions that may wait for an answer nobody asks for any more."""
PATIENCE = 0.25
"""Seconds that an answer which is due is waited for; then it is counted in this process."""
IMPATIENCE = 0.05
"""Seconds that an answer is waited for from a process whose last answer was late."""
LATE = 3
"""Late answers in a row after which a process is given up: it was stopped, or is starved."""
LIVES = 3
"""Processes that are begun in all."""


class InWorker:
    """A thinker with a process of its own. It answers what :class:`InProcess` answers, sooner.

    The process is a pool's only worker, kept free of other work: a thought that waited behind an explanation
    would come too late.
    """

    def __init__(self) -> None:
        self._pool: Pool | None = None
        self._ticket = Ticket(0)
        self._pending: dict[int, tuple[Lookahead, int]] = {}
        """Each question that waits, with its place among the process's tasks."""
        self._answers: dict[int, list[Floats]] = {}
        """Answers by their place among the process's tasks."""
        self._loaded = False
        """Whether the process has everything that a question needs."""
        self._lives = LIVES
        self._late = 0
        """Answers in a row that didn't come in time."""
        self._begin()

    def _begin(self) -> None:
        """Begin another process, while there are lives left."""
        if self._lives <= 0:
            return
        self._lives -= 1
        self._late, self._loaded = 0, False
        self._pool = Pool(1, nice=0, replaces=False)
        self._ticket = self._pool.ask(_load, None, [()])
        if self._ticket.failed:
            self.close()

    def ask(self, question: Lookahead) -> None:
        """Begin to count in the process."""
        if not self.awake() or self._pool is None:
            return
        while len(self._pending) >= KEPT:
            self._pending.pop(next(iter(self._pending)))
        self._pending[id(question)] = question, self._ticket.asked
        self._pool.again(self._ticket, _judge, [(question,)])

    def answer(self, question: Lookahead) -> list[Floats]:
        """Return the answer, waited for a moment.

        It is counted in this process where the worker has gone or doesn't move.
        """
        asked = self._pending.pop(id(question), None)
        if asked is None:
            return judge(question)
        pool, place = self._pool, asked[1]

        def there() -> bool:
            return not self.awake() or place in self._answers

        in_time = pool is not None and pool.wait(there, IMPATIENCE if self._late else PATIENCE)
        if place in self._answers:
            self._late = 0
            return self._answers.pop(place)
        if not in_time:
            self._late += 1
            if self._late >= LATE:
                self._begin_again()
        return judge(question)

    def forget(self, question: Lookahead) -> None:
        """Forget a question that nobody waits for any more."""
        asked = self._pending.pop(id(question), None)
        if asked is not None:
            self._answers.pop(asked[1], None)

    def awake(self) -> bool:
        """Take in what the process has answered; returns whether it can be asked."""
        if self._pool is None:
            return False
        self._pool.poll()
        if self._ticket.failed or not self._pool.running:
            self._begin_again()
            return False
        while self._ticket.answers:
            place, said = self._ticket.answers.popleft()
            self._loaded |= place == 0
            self._answers[place] = said
        while len(self._answers) > KEPT:
            self._answers.pop(next(iter(self._answers)))
        return self._loaded

    def close(self) -> None:
        """End the process; questions from now on are counted in this process."""
        self._lives = 0
        self._end()

    def _begin_again(self) -> None:
        self._end()
        self._begin()

    def _end(self) -> None:
        """End the process in any state: a stopped one would keep the program from ending."""
        pool, self._pool = self._pool, None
        self._pending.clear()
        self._answers.clear()
        if pool is not None:
            pool.close()

    def __deepcopy__(self, memo: dict[int, Any]) -> "InWorker":
        return self

    def __reduce__(self) -> tuple[Callable[[], InProcess], tuple[()]]:
        return InProcess, ()


def _load(_: None, *, stop: Callable[[], bool]) -> None:
    """Have everything loaded before the first question."""


def _judge(_: None, question: Lookahead, *, stop: Callable[[], bool]) -> list[Floats]:
    return judge(question)
