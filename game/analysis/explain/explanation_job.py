"""A pass looked into, bit by bit: first what was measured, then what would have changed it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from game.analysis.explain.explanation import Explanation, explain
from game.analysis.explain.facts import Facts, measure
from game.analysis.passes.pass_log import Pass
from game.analysis.whatif.engine import Row, as_it_was, fitted
from game.analysis.whatif.factors import Change, changes
from game.analysis.whatif.first_time import FIRST_TIME
from game.analysis.whatif.query import HALVES, Race
from game.core.plan import Plan
from game.storage.workers import Pool, Ticket, WorkError

ASKED = ("look_time", "speed", "backswing", "timing", "delay", "look", "aim", "technique", "target")
"""Factors of a player that are looked into for causes."""


@dataclass(frozen=True, slots=True)
class FirstLook:
    """What a first look gives."""

    facts: Facts
    plan: Plan
    """The plan that was carried out, with its wait."""


FACTS, PLAN = range(2)
"""The two halves of a first look: for two workers, each takes as long as the pass."""


def look_into(played: Pass, half: int, *, stop: Callable[[], bool] | None = None) -> Facts | Plan:
    """Measure a pass, or read its plan back: for a worker."""
    if half == FACTS:
        return measure(played)
    if played.first_time:
        return played.carried.plan
    return fitted(played.moment, played.carried.plan, played.carried.contact, stop=stop)


def questions(played: Pass, plan: Plan, factors: Sequence[str] = ASKED) -> list[Change]:
    """Return the pass as it was, and every change of some factors."""
    asked = as_it_was(plan)
    if played.first_time:
        factors = [factor for factor in factors if factor in FIRST_TIME]
    squad, pitch = played.moment.world.squad, played.moment.pitch
    for factor in factors:
        asked += changes(plan, squad, played.passer, pitch, factor)
    return asked


class ExplanationJob:
    """Ask :meth:`poll` now and then; :attr:`explanation` grows from the measured facts to the causes."""

    def __init__(
        self,
        played: Pass,
        pool: Pool,
        *,
        factors: Sequence[str] = ASKED,
        rounds: Sequence[int] = HALVES,
        seed: int = 0,
    ) -> None:
        self.played, self.factors, self.rounds, self.seed = played, tuple(factors), tuple(rounds), seed
        self.explanation: Explanation | None = None
        self.looked: FirstLook | None = None
        self.failed = ""
        self._pool = pool
        self._ticket: Ticket | None = pool.ask(look_into, played, [(FACTS,), (PLAN,)], ahead=True)
        self._halves: dict[int, Facts | Plan] = {}
        self._race: Race | None = None

    @property
    def rows(self) -> list[Row]:
        """The what-if's rows so far."""
        return [] if self._race is None else self._race.rows

    @property
    def done(self) -> bool:
        """Whether nothing more comes."""
        if self.failed:
            return True
        return self._ticket is None and (self._race is None or self._race.done)

    @property
    def ranked(self) -> bool:
        """Whether every change has been tried."""
        return self._race is not None and self._race.known

    def poll(self, seconds: float = 0.0) -> bool:
        """Take in what is there, waiting so long at most; whether the explanation has grown."""
        if self._ticket is not None:
            self._pool.poll(seconds)
            self.failed = self._ticket.failed
            self._halves |= dict(self._ticket.answers)
            self._ticket.answers.clear()
            facts, plan = self._halves.get(FACTS), self._halves.get(PLAN)
            if not isinstance(facts, Facts) or not isinstance(plan, Plan):
                return False
            self.looked = FirstLook(facts, plan)
            self._pool.forget(self._ticket)
            self._ticket = None
            self._explain()
            self._ask()
            return True
        race = self._race
        if race is None or race.done:
            return False
        grown = race.poll(seconds)
        self.failed = race.failed
        if grown:
            self._explain()
        return grown

    def wait(self) -> Explanation:
        """Wait for the end; raises WorkError where a worker failed."""
        while not self.done:
            self.poll(0.5)
        if self.failed or self.explanation is None:
            raise WorkError(self.failed or "the pass couldn't be looked into")
        return self.explanation

    def cancel(self) -> None:
        """Stop asking."""
        if self._ticket is not None:
            self._pool.cancel(self._ticket)
            self._ticket = None
        if self._race is not None:
            self._race.cancel()

    def _ask(self) -> None:
        if self.looked is None or not self.rounds:
            return
        played, asked = self.played, questions(self.played, self.looked.plan, self.factors)
        self._race = Race(
            played.moment, asked, self._pool, arrived=played.arrived, seed=self.seed, rounds=self.rounds
        )

    def _explain(self) -> None:
        if self.looked is not None:
            rows = self.rows if self.ranked else ()
            self.explanation = explain(self.played, self.looked.facts, self.looked.plan, rows)
