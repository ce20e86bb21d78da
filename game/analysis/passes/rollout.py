"""Play one moment many times and count what becomes of the pass.

Every row (a plan on a version of the level) is played in the same ``n`` worlds, whose luck follows from the
seed alone: rows differ by what was decided and by nothing else (common random numbers).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from game.analysis.passes.defender_log import DefenderLog
from game.analysis.passes.outcome import COUNTED, FIGURES, OutcomeCounts
from game.analysis.passes.rollout_at import moment_at
from game.analysis.passes.rollout_limits import LONGEST_ROLLOUT
from game.analysis.passes.simulate import PassSimulation
from game.analysis.passes.snapshot import Snapshot
from game.core.pitch import Pitch
from game.core.plan import Plan
from game.core.rng import seeds_of
from game.core.state import World
from game.mind.ai_team import AITeam
from game.mind.plan.batch import PlanBatch
from game.mind.plan.executor import Executor
from game.scenario.schema import Level
from game.scenario.start import start
from game.storage.workers import shared_pool

BATCH = 1024
"""Worlds that run side by side: beyond this the arrays outgrow the processor's caches."""


@dataclass(frozen=True, slots=True)
class Case:
    """One row: what was given, the plan it stands for, and the level it is played on."""

    given: dict[str, Any]
    plan: Plan
    level_set: dict[str, Any]
    level: Level


@dataclass(frozen=True, slots=True)
class RolloutResult:
    """A row's worlds, one entry a world."""

    case: Case
    tally: OutcomeCounts

    def summary(self) -> dict[str, Any]:
        """Return the row as INTERFACES describes it."""
        tally, n = self.tally, len(self.tally.outcome)
        counts = {o.name.lower(): int((tally.outcome == o).sum()) for o in COUNTED}
        done = counts["completed"] + counts["completed_other"]
        squad = tally.squad
        foes = [i for i in range(squad.players) if squad.team[i] != squad.team[tally.passer]]
        starts, beliefs = tally.defender_log.summary(squad, tally.passer)
        by = {squad.ids[i]: int((tally.by == i).sum()) for i in foes}
        return {
            "plan": self.case.given,
            "level_set": self.case.level_set,
            "completed": done / n,
            "completed_ci95": list(wilson(done, n)),
            "outcomes": counts,
            "by": {name: count for name, count in by.items() if count},
            **{name: _spread(tally.figures[name]) for name in FIGURES},
            "head_start_s": starts,
            "belief_at_contact": beliefs,
        }


def wilson(hits: int, n: int, z: float = 1.959963984540054) -> tuple[float, float]:
    """Return Wilson's 95 % score interval for a share (E. B. Wilson 1927).

    >>> low, high = wilson(50, 100)
    >>> round(low, 3), round(high, 3)
    (0.404, 0.596)
    >>> wilson(0, 10)[0], wilson(10, 10)[1]
    (0.0, 1.0)
    """
    share = hits / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * float(np.sqrt(share * (1 - share) / n + z * z / (4 * n * n)))
    low = 0.0 if hits == 0 else centre - half
    high = 1.0 if hits == n else centre + half
    return low, high


def _spread(values: np.ndarray) -> dict[str, float] | None:
    there = values[~np.isnan(values)]
    if there.size == 0:
        return None
    return {"mean": float(there.mean()), "sd": float(there.std(ddof=1)) if there.size > 1 else 0.0}


def rollout(
    cases: Sequence[Case],
    n: int,
    seed: int,
    progress: Callable[[int], None] | None = None,
    processes: int = 1,
    at: float = 0.0,
) -> list[RolloutResult]:
    """Play every case in ``n`` worlds of a seed, from ``at`` seconds after the level's start.

    Raises ValueError where a level has no holder or ``n`` is under 1, and LevelError where nobody has the
    ball at that moment. ``progress`` is told how many worlds have ended since it was last called. More than
    one of ``processes`` share the batches out; what comes out is the same.
    """
    if n < 1:
        raise ValueError(f"n: expected a whole number of at least 1 (got {n})")
    groups = list(_by_level(cases))
    for level, _ in groups:
        if level.ball.holder is None and not at:
            raise ValueError(
                "ball.holder: expected a player with the ball, who carries the plan out (got none)"
            )
    size = min(BATCH, -(-len(cases) * n // processes))
    moments = [moment_at(level, at, "at") if at else None for level, _ in groups]
    batches = [
        Batch(
            [cases[i].plan for i in numbers],
            level,
            n,
            seed,
            begin,
            min(begin + size, len(numbers) * n),
            moment,
        )
        for (level, numbers), moment in zip(groups, moments, strict=True)
        for begin in range(0, len(numbers) * n, size)
    ]
    tallies = list(_ended(batches, progress, min(processes, len(batches))))
    results: list[RolloutResult | None] = [None] * len(cases)
    for level, numbers in groups:
        parts = [tally for batch, tally in zip(batches, tallies, strict=True) if batch.level is level]
        for place, number in enumerate(numbers):
            results[number] = RolloutResult(cases[number], _slice(parts, place * n, (place + 1) * n))
    return [result for result in results if result is not None]


@dataclass(frozen=True, slots=True)
class Batch:
    """Worlds that run side by side: places ``begin`` to ``end`` of every plan's ``n`` worlds in a row."""

    plans: Sequence[Plan]
    level: Level
    n: int
    seed: int
    begin: int
    end: int
    moment: Snapshot | None = None
    """Where the level has gone on to; None: its start."""

    def play(self) -> OutcomeCounts:
        """Play the batch to its end."""
        ids = np.arange(self.begin, self.end)
        return self._play(ids // self.n, ids % self.n)

    def _play(self, which: np.ndarray, luck: np.ndarray) -> OutcomeCounts:
        """Play world ``luck[i]`` of the seed with plan ``which[i]``."""
        world, ai_team, pitch = self.worlds(luck)
        passer = int(world.ball.holder[0])
        used = np.unique(which)
        orders = PlanBatch.of([self.plans[i] for i in used], world.squad).take(np.searchsorted(used, which))
        executor = Executor(world.view(), pitch, passer, orders)
        tally = OutcomeCounts.of(world.squad, passer, orders.target)
        PassSimulation(world, ai_team, pitch, tally, executor, since=world.seconds).play(LONGEST_ROLLOUT)
        return tally

    def worlds(self, luck: np.ndarray) -> tuple[World, AITeam, Pitch]:
        """Return some worlds of the seed by number, before the first step."""
        first, last = int(luck.min()), int(luck.max())
        if self.moment is None:
            scene = start(self.level, self.seed, worlds=last - first + 1, first=first, headless=True)
            return scene.world.take(luck - first), scene.ai_team, scene.pitch
        rows = np.zeros(len(luck), dtype=np.intp)
        world = self.moment.world.take(rows)
        world.reseed(seeds_of(self.seed, last - first + 1, first)[luck - first])
        return world, self.moment.ai_team.take(rows), self.moment.pitch


def _ended(
    batches: Sequence[Batch], progress: Callable[[int], None] | None, processes: int
) -> Iterator[OutcomeCounts]:
    """Yield every batch's tally, in order."""
    tell = progress or (lambda _: None)
    if processes <= 1:
        for batch in batches:
            yield batch.play()
            tell(batch.end - batch.begin)
        return
    early: dict[int, OutcomeCounts] = {}
    for place, tally in shared_pool().map(_play_share, None, [(batch,) for batch in batches]):
        tell(batches[place].end - batches[place].begin)
        early[place] = tally
    yield from (early[place] for place in range(len(batches)))


def _play_share(_shared: None, batch: Batch, *, stop: Callable[[], bool]) -> OutcomeCounts:
    """Play a batch in a worker."""
    return batch.play()


def _by_level(cases: Sequence[Case]) -> Iterator[tuple[Level, list[int]]]:
    """Put cases that share a level together."""
    groups: list[tuple[Level, list[int]]] = []
    for number, case in enumerate(cases):
        for level, numbers in groups:
            if level is case.level or level == case.level:
                numbers.append(number)
                break
        else:
            groups.append((case.level, [number]))
    yield from groups


def _slice(parts: Sequence[OutcomeCounts], begin: int, end: int) -> OutcomeCounts:
    """Return one plan's worlds out of the batches that hold them."""
    first = parts[0]
    picked = []
    at = 0
    for part in parts:
        size = len(part.outcome)
        low, high = max(begin - at, 0), min(end - at, size)
        if low < high:
            picked.append((part, slice(low, high)))
        at += size
    return OutcomeCounts(
        squad=first.squad,
        passer=first.passer,
        target=np.concatenate([p.target[s] for p, s in picked]),
        outcome=np.concatenate([p.outcome[s] for p, s in picked]),
        by=np.concatenate([p.by[s] for p, s in picked]),
        struck=np.concatenate([p.struck[s] for p, s in picked]),
        figures={name: np.concatenate([p.figures[name][s] for p, s in picked]) for name in FIGURES},
        shot=np.concatenate([p.shot[s] for p, s in picked]),
        defender_log=DefenderLog.join([p.defender_log for p, _ in picked], [s for _, s in picked]),
    )
