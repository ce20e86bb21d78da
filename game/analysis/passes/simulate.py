"""A batch of worlds played on until what becomes of the pass is known in each of them.

The one loop behind ``rollout``, the what-if engine and explanations.
"""

from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np

from game.analysis.passes.outcome import Outcome, OutcomeCounts
from game.core.events import Events
from game.core.intents import Intents
from game.core.maths import Bools, Floats, found
from game.core.pitch import Pitch
from game.core.quantise import quantise
from game.core.state import STEP_SECONDS, Rows, View, World
from game.mind.ai_team import AITeam
from game.mind.plan.executor import Executor, PlanStage
from game.rules.common.playable import RestartLaws
from game.sim.step import step

SHRINK_AT = 0.85
"""Share of a batch still running under which the finished worlds are dropped."""
SMALL = 24
"""Worlds under which a step costs the same however few they are: dropping some more gains nothing."""
ASK_EVERY = 4
"""Steps from one question whether to go on to the next."""

Wishes = Callable[[int, View, Intents, Rows], None]
"""Writes what is known of the n-th step's wishes over the computer's, in the worlds that still run."""


@dataclass(slots=True)
class Paths:
    """Where the ball went in some worlds, and where it was won: drawn as a cone."""

    every: int
    """Steps from one sample to the next."""
    ball: Floats
    """``(worlds, samples, 2)`` metres from the strike on, NaN before and after the pass."""
    end: Floats
    """``(worlds, 2)`` metres: where the ball was when the pass ended."""

    @classmethod
    def of(cls, worlds: int, seconds: float, every: int = 4) -> "Paths":
        """Return ways of which nothing has been seen yet."""
        samples = round(seconds / STEP_SECONDS) // every + 1
        return cls(every, np.full((worlds, samples, 2), np.nan), np.full((worlds, 2), np.nan))

    def observe(self, number: int, world: World, rows: Rows, running: Bools, flies: Bools) -> None:
        """Take in the n-th step; ``running`` and ``flies`` ``(rows,)``: not over before it, and struck."""
        at = world.ball.pos[:, :2]
        self.end[rows[running]] = at[running]
        sample, rest = divmod(number, self.every)
        if rest == 0 and sample < self.ball.shape[1]:
            there = running & flies
            self.ball[rows[there], sample] = at[there]


@dataclass(slots=True)
class PassSimulation:
    """Worlds under way."""

    world: World
    ai_team: AITeam
    pitch: Pitch
    tally: OutcomeCounts
    executor: Executor | None = None
    """Carries the passer's plan out; without one the passer does what the computer or ``wishes`` want."""
    passer: int = -1
    """Where given, the plan replaces all that the computer wants of the passer, until it is done."""
    wishes: Wishes | None = None
    laws: RestartLaws | None = None
    """Where the ball waits to be taken."""
    exact: bool = False
    """Round everybody's wishes as a game does."""
    paths: Paths | None = None
    since: float = 0.0
    """Seconds of the world's clock at which the tally's begins."""
    steps: int = 0
    happened: list[Events] = field(default_factory=list)
    """What the last step brought."""
    rows: Rows = field(default_factory=lambda: np.zeros(0, dtype=np.intp))
    """The worlds that still run."""

    def __post_init__(self) -> None:
        self.rows = np.arange(self.world.worlds)

    def play(self, seconds: float, stop: Callable[[], bool] | None = None) -> bool:
        """Play until every pass is over, at most so long; returns False if ``stop`` said so before."""
        for number in range(round(seconds / STEP_SECONDS)):
            if stop is not None and number % ASK_EVERY == 0 and stop():
                return False
            self.step()
            if not self._shrink():
                break
        self.tally.close(self.rows, self.world.seconds - self.since)
        self.tally.defender_log.leave()
        return True

    def step(self) -> None:
        """Make one step of all worlds that run."""
        world, view = self.world, self.world.view()
        intents = Intents.idle(world.worlds, world.squad.players)
        self.ai_team.think(view, intents)
        if self.executor is not None:
            if self.passer >= 0:
                clear(intents, self.passer, found(self.executor.stage != PlanStage.DONE))
            self.executor.decide(view, intents)
        if self.laws is not None:
            self.laws.ask(view, intents, self._people())
        if self.wishes is not None:
            self.wishes(self.steps, view, intents, self.rows)
        if self.laws is not None:
            self.laws.hold(world, intents)
        open_before = self.tally.outcome[self.rows] == Outcome.OPEN
        happened = step(world, self.pitch, quantise(intents) if self.exact else intents)
        if self.laws is not None:
            self.laws.observe(world, happened)
        self.happened = happened
        self.tally.observe(
            happened, self.rows, world.seconds - self.since, world.view(), self.ai_team.defenders
        )
        if self.paths is not None:
            self.paths.observe(self.steps, world, self.rows, open_before, self.tally.struck[self.rows])
        self.steps += 1

    def _people(self) -> Bools:
        nobody = np.zeros((self.world.worlds, self.world.squad.players), dtype=np.bool_)
        return nobody if self.ai_team.steered is None else self.ai_team.steered

    def _shrink(self) -> bool:
        """Drop worlds that are over where that pays; whether any goes on."""
        goes_on = self.tally.outcome[self.rows] == Outcome.OPEN
        running = found(goes_on)
        if running.size == 0:
            return False
        if self.ai_team.steered is not None:
            # What to do with a ball that is won is the dearest of thoughts, and nobody asks for it here.
            self.ai_team.steered |= ~goes_on[:, None]
        if self.rows.size > SMALL and running.size < SHRINK_AT * self.rows.size:
            self.rows = self.rows[running]
            self.tally.defender_log.drop(running)
            self.world, self.ai_team = self.world.take(running), self.ai_team.take(running)
            if self.laws is not None:
                self.laws = self.laws.take(running)
            if self.executor is not None:
                self.executor = self.executor.take(running)
        return True


_IDLE = Intents.idle(1, 1)


def clear(intents: Intents, player: int, worlds: Rows) -> None:
    """Take back every wish of a player in some worlds: a plan will say."""
    if worlds.size:
        for name in Intents.__slots__:
            getattr(intents, name)[worlds, player] = getattr(_IDLE, name)[0, 0]
