"""Questions about a moment, answered bit by bit while one looks."""

from collections.abc import Iterator, Sequence

from game.analysis.passes.snapshot import Snapshot
from game.analysis.whatif.engine import SHOWN, Row, Worlds, play_changes
from game.analysis.whatif.factors import Change
from game.analysis.whatif.ranking import smallest_turn
from game.storage.workers import Pool, Ticket, WorkError

ROUNDS = (16, 64, 256, 1000)
"""Worlds of a change after which an answer is given."""
BATCH = 1024
"""Worlds side by side in a worker."""
FIRST = 2
"""Rows that are played before all others: how it was, and its plan."""


def halves(most: int, least: int = 16) -> tuple[int, ...]:
    """Return rounds in which only the better half of the changes goes on each time; none for 0."""
    rounds = [size for n in range(12) if (size := least << n) < most]
    return (*rounds, most) if most else ()


HALVES = halves(128)
"""Worlds that find the causes of a pass."""


class Query:
    """Several changes of one moment, answered bit by bit while one looks; ask :meth:`poll` for more."""

    def __init__(
        self,
        moment: Snapshot,
        changes: Sequence[Change],
        pool: Pool,
        *,
        seed: int = 0,
        rounds: Sequence[int] = ROUNDS,
        paths: bool = False,
        known: Sequence[Row] = (),
        ahead: bool = False,
    ) -> None:
        """Go on with the rows ``known`` (:func:`begun`); ``ahead`` is before all that waits for a worker."""
        self.rows = list(known) or [Row(change) for change in changes]
        self.most = rounds[-1]
        self.rounds = tuple(rounds)
        self._pool = pool
        self._early: dict[int, list[Worlds]] = {}
        self._next = 0
        tasks = []
        self._whose: list[slice] = []
        for some, begin, end in self._order(pool.processes):
            # Paths are kept of the first round or two: a cone needs no thousand lines.
            asked = tuple(row.change for row in self.rows[some])
            tasks.append((asked, begin, end, seed, paths and begin < SHOWN))
            self._whose.append(some)
        self._ticket: Ticket = pool.ask(play_changes, moment, tasks, ahead)

    def _order(self, processes: int) -> Iterator[tuple[slice, int, int]]:
        """Return which rows and worlds each task plays: first how it was, that is what is soonest there."""
        every, many, known = slice(0, None), len(self.rows), self.n
        if known == 0 and many > FIRST:
            first = self.rounds[0]
            if min(row.n for row in self.rows[:FIRST]) == 0:
                yield from ((slice(0, FIRST), *span) for span in shares((first,), processes, FIRST))
            yield from ((slice(FIRST, None), *span) for span in shares((first,), processes, many))
            known = first
        yield from ((every, *span) for span in shares(self.rounds, processes, many, known))

    @property
    def n(self) -> int:
        """Worlds of every change that are known."""
        return min((row.n for row in self.rows), default=0)

    @property
    def done(self) -> bool:
        """Whether there is nothing more to come."""
        return self._ticket.done and not self._ticket.answers

    @property
    def failed(self) -> str:
        """What went wrong, if anything did."""
        return self._ticket.failed

    def poll(self, seconds: float = 0.0) -> bool:
        """Take in what is there, waiting so long at most; whether there was anything new.

        Worlds are taken in in their order, so that every row counts the same ones.
        """
        self._pool.poll(seconds)
        fresh = False
        while self._ticket.answers:
            place, answer = self._ticket.answers.popleft()
            if answer is not None:
                self._early[place] = answer
        while self._next in self._early:
            rows = self.rows[self._whose[self._next]]
            for row, part in zip(rows, self._early.pop(self._next), strict=True):
                row.parts.append(part)
            self._next += 1
            fresh = True
        if self.done:
            self._pool.forget(self._ticket)
        return fresh

    def cancel(self) -> None:
        """Stop asking."""
        if not self._ticket.done:
            self._pool.cancel(self._ticket)

    def wait(self, n: int | None = None) -> "list[Row]":
        """Wait until every row has ``n`` worlds (None: all); raises WorkError where a worker failed."""
        while self.n < (self.most if n is None else n) and not self.done:
            self.poll(0.5)
        if self.failed:
            raise WorkError(self.failed)
        return self.rows


class Race:
    """Which of many changes makes the most of it: all play a few worlds, the better half goes on, and so on.

    So that the worlds go to those between which it lies (sequential halving; Karnin, Koren and Somekh 2013).
    """

    def __init__(
        self,
        moment: Snapshot,
        changes: Sequence[Change],
        pool: Pool,
        *,
        arrived: bool,
        seed: int = 0,
        rounds: Sequence[int] = HALVES,
    ) -> None:
        """Begin; where what was played ``arrived``, what would have lost it stays in as well."""
        self.rows = [Row(change) for change in changes]
        self._moment, self._pool, self._arrived, self._seed = moment, pool, arrived, seed
        self._left = list(rounds)
        self._leg = self._run(self.rows)

    def _run(self, rows: Sequence[Row]) -> Query:
        """Return one leg. Paths are kept of the first, for whoever wants to draw them."""
        until, paths = (self._left.pop(0),), not rows[0].n
        return Query(self._moment, (), self._pool, seed=self._seed, rounds=until, paths=paths, known=rows)

    @property
    def known(self) -> bool:
        """Whether there is something of every change."""
        return all(row.n for row in self.rows)

    @property
    def done(self) -> bool:
        """Whether there is nothing more to come."""
        return self._leg.done and not self._left

    @property
    def failed(self) -> str:
        """What went wrong, if anything did."""
        return self._leg.failed

    def poll(self, seconds: float = 0.0) -> bool:
        """Take in what is there, waiting so long at most; whether a leg of it has ended."""
        self._leg.poll(seconds)
        if not self._leg.done or self.failed:
            return False
        if self._left:
            self._leg = self._run(self._go_on())
        return True

    def _go_on(self) -> list[Row]:
        """Return the rows of the better half that ran, of what was played, and of what turns it, so far."""
        base, ran = self._leg.rows[:FIRST], self._leg.rows[FIRST:]
        better = sorted(ran, key=lambda row: -row.share)[: -(-len(ran) // 2)]
        turn = smallest_turn(ran, base[-1], self._arrived)
        kept = better if turn is None else [*better, turn.row]
        return [*base, *(row for row in ran if row in kept)]

    def cancel(self) -> None:
        """Stop asking."""
        self._left = []
        self._leg.cancel()

    def wait(self) -> list[Row]:
        """Wait for the end; raises WorkError where a worker failed."""
        while not self.done and not self.failed:
            self.poll(0.5)
        if self.failed:
            raise WorkError(self.failed)
        return self.rows


def begun(changes: Sequence[Change], known: Sequence[Row], n: int) -> list[Row]:
    """Return rows of some changes with the first ``n`` worlds that are known of them.

    Either of them all, or of how it was alone and the others empty, or none.
    """
    had = [row for each in known if (row := each.first(n)).n == n]
    rows = [next((row for row in had if row.change == change), Row(change)) for change in changes]
    if all(row.n for row in rows):
        return rows
    if not all(row.n for row in rows[:FIRST]):
        return []
    return [*rows[:FIRST], *(Row(change) for change in changes[FIRST:])]


def shares(rounds: Sequence[int], processes: int, changes: int, begin: int = 0) -> Iterator[tuple[int, int]]:
    """Return which worlds (from, to) each task plays from ``begin`` on.

    Every round is shared out among the workers.
    """
    most = max(BATCH // max(changes, 1), 1)
    for end in rounds:
        size = min(max(-(-(end - begin) // processes), 1), most)
        while begin < end:
            yield begin, min(begin + size, end)
            begin = min(begin + size, end)
