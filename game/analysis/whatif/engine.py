"""What if: one moment, everything else equal, one thing done another way, in many worlds.

World 0 keeps the luck of the moment itself; "as it was" gives there what was played, bit for bit. The others
part by the luck of what comes: the same luck for every change (common random numbers).
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from game.analysis.passes.outcome import CAME_OFF, COUNTED, OutcomeCounts
from game.analysis.passes.rollout import wilson
from game.analysis.passes.rollout_limits import LONGEST_AGAIN
from game.analysis.passes.simulate import PassSimulation, Paths
from game.analysis.passes.snapshot import ORIGINAL, Recorded, Snapshot
from game.analysis.whatif.factors import Change
from game.analysis.whatif.first_time import Instead
from game.core.plan import Plan
from game.core.state import NOBODY, STEP_SECONDS
from game.mind.plan.batch import PlanBatch
from game.mind.plan.executor import Executor, PlanStage

SHOWN = 96
"""Worlds of a change whose paths are kept."""
RECORDED = "recorded"
"""The value of a change that stands for what was done, wish by wish."""
FITS = 3
"""Tries at most to find a plan's wait."""
Codes = npt.NDArray[np.int8]


@dataclass(slots=True)
class Worlds:
    """What became of one change, an entry a world."""

    outcome: Codes
    """:class:`Outcome`."""
    by: Codes
    """Who won the ball off the passer's side, or NOBODY."""
    arrived: npt.NDArray[np.float32]
    """m/s at the receiver, NaN where no ball arrived."""
    end: npt.NDArray[np.float32]
    """``(worlds, 2)`` metres: where it ended."""
    paths: npt.NDArray[np.float32]
    """``(some worlds, samples, 2)`` metres: the ball's way, NaN where it wasn't under way."""

    @classmethod
    def join(cls, parts: "Sequence[Worlds]") -> "Worlds":
        """Return several as one; paths are those that were kept."""
        kept = [part.paths for part in parts if part.paths.size] or [parts[0].paths]
        names = ("outcome", "by", "arrived", "end")
        joined = {name: np.concatenate([getattr(part, name) for part in parts]) for name in names}
        return cls(**joined, paths=np.concatenate(kept))


def play_changes(
    moment: Snapshot,
    changes: Sequence[Change],
    first: int,
    last: int,
    seed: int = 0,
    paths: bool = False,
    *,
    stop: Callable[[], bool] | None = None,
) -> list[Worlds] | None:
    """Worlds ``first`` to ``last - 1`` of every change; None where ``stop`` said so.

    A change without a plan of its own (factor "" and value :data:`RECORDED`) does again what was done.
    """
    answers: list[Worlds | None] = [None] * len(changes)
    groups: dict[str | None, list[int]] = {}
    for number, change in enumerate(changes):
        groups.setdefault(change.surface, []).append(number)
    for numbers in groups.values():
        course = _course(moment, [changes[number] for number in numbers], first, last, seed, paths=paths)
        if not course.play(LONGEST_AGAIN, stop):
            return None
        each = last - first
        for place, number in enumerate(numbers):
            answers[number] = _worlds(course, slice(place * each, (place + 1) * each))
    return [answer for answer in answers if answer is not None]


def fitted(moment: Snapshot, plan: Plan, contact: int, *, stop: Callable[[], bool] | None = None) -> Plan:
    """Return the plan with the wait that brings contact to step ``contact`` from the moment.

    All others do what was recorded meanwhile. A passer who took less time than the plan's own motion leaves
    nothing to wait for.
    """
    wait = 0.0
    for _ in range(FITS):
        tried = replace(plan, delay=round(wait, 4))
        course = _course(moment, [Change("", "plan", tried)], 0, 1)
        nowhere, everywhere = np.zeros(1, dtype=np.bool_), np.ones(1, dtype=np.bool_)
        course.wishes = Recorded(moment.script, moment.steered, moment.passer, nowhere, everywhere)
        while not course.tally.struck[0] and course.steps < contact + 60 and course.tally.outcome[0] == 0:
            if stop is not None and stop():
                return plan
            course.step()
        if not course.tally.struck[0]:
            break
        wait = max(wait + (contact - course.steps) * STEP_SECONDS, 0.0)
        if course.steps == contact or wait == 0.0:
            break
    return replace(plan, delay=round(wait, 4))


def is_recorded(change: Change) -> bool:
    """Return whether it stands for what was done, wish by wish."""
    return change.factor == "" and change.value == RECORDED


def _course(
    moment: Snapshot, changes: Sequence[Change], first: int, last: int, seed: int = 0, *, paths: bool = False
) -> PassSimulation:
    """Return all worlds of some changes on one ground, side by side, nothing done yet."""
    luck = np.tile(np.arange(first, last), len(changes))
    world, ai_team = moment.worlds(luck, seed)
    passer, squad = moment.passer, world.squad
    # The passer does as they did or as the plan says: nobody plans for them. Nor for people.
    ai_team.steered = np.zeros((len(luck), squad.players), dtype=np.bool_)
    ai_team.steered[:, passer] = True
    if len(moment.steered):
        ai_team.steered |= moment.steered[0]
    recorded = np.repeat([is_recorded(change) for change in changes], last - first)
    own = recorded | moment.first_time
    pitch = changes[0].pitch(moment.pitch)
    instead = None
    if moment.first_time:
        instead = Instead.of(changes, last - first, squad, passer, pitch, moment.contact)
    # Where the luck is the moment's own and nothing is changed, nobody has a reason to do anything else.
    wishes = Recorded(moment.script, moment.steered, passer, own, recorded & (luck == ORIGINAL), instead)
    plans = PlanBatch.of([change.plan for change in changes], squad)
    orders = plans.take(np.repeat(np.arange(len(changes)), last - first))
    executor = None
    if moment.has_ball and not moment.first_time:
        executor = Executor(world.view(), pitch, passer, orders)
        executor.stage[own] = PlanStage.DONE
    shot = np.full(len(luck), moment.shot) & (orders.target == NOBODY)
    asked = ~recorded if instead is None else instead.asks["target"]
    tally = OutcomeCounts.of(squad, passer, np.where(asked, orders.target, NOBODY), shot)
    kept = Paths.of(len(luck), LONGEST_AGAIN) if paths else None
    laws = None if moment.laws is None else moment.laws.take(np.zeros(len(luck), dtype=np.intp))
    return PassSimulation(
        world, ai_team, pitch, tally, executor, passer, wishes, laws, exact=True, paths=kept
    )


def _worlds(course: PassSimulation, rows: slice) -> Worlds:
    tally, kept = course.tally, course.paths
    n = rows.stop - rows.start
    shown = slice(rows.start, min(rows.stop, rows.start + SHOWN))
    return Worlds(
        tally.outcome[rows].astype(np.int8),
        tally.by[rows].astype(np.int8),
        tally.figures["speed_on_arrival"][rows].astype(np.float32),
        (np.full((n, 2), np.nan) if kept is None else kept.end[rows]).astype(np.float32),
        (np.zeros((0, 0, 2)) if kept is None else kept.ball[shown]).astype(np.float32),
    )


@dataclass(slots=True, eq=False)
class Row:
    """One change and what is known of it so far."""

    change: Change
    parts: list[Worlds] = field(default_factory=list)
    _counted: tuple[int, int] = (0, 0)
    """How many parts were counted, and the hits in them: a panel asks at every picture."""

    @property
    def n(self) -> int:
        """Worlds played."""
        return sum(len(part.outcome) for part in self.parts)

    @property
    def hits(self) -> int:
        """Worlds in which a team-mate has it."""
        parts, hits = self._counted
        for part in self.parts[parts:]:
            hits += int(np.isin(part.outcome, CAME_OFF).sum())
        self._counted = len(self.parts), hits
        return hits

    def _arrived(self) -> npt.NDArray[np.bool_]:
        parts = [np.isin(part.outcome, CAME_OFF) for part in self.parts]
        return np.concatenate(parts) if parts else np.zeros(0, dtype=np.bool_)

    def first(self, n: int) -> "Row":
        """Return the row with as many of its first parts as hold ``n`` worlds at most."""
        ends = np.cumsum([len(part.outcome) for part in self.parts])
        return Row(self.change, self.parts[: int((ends <= n).sum())])

    def share_of(self, n: int) -> float:
        """Return the share that arrived in its first ``n`` worlds."""
        return float(self._arrived()[:n].mean())

    @property
    def share(self) -> float:
        """Share of the passes that arrived; NaN before anything is known."""
        return self.hits / self.n if self.n else float("nan")

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's 95 % interval of the completion."""
        return wilson(self.hits, self.n) if self.n else (0.0, 1.0)

    @property
    def worlds(self) -> Worlds:
        """All that is known, in the order in which it came."""
        return Worlds.join(self.parts)

    def counts(self) -> dict[str, int]:
        """Return outcomes by name, as ``rollout`` counts them."""
        all_of = np.concatenate([part.outcome for part in self.parts]) if self.parts else np.zeros(0)
        return {o.name.lower(): int((all_of == o).sum()) for o in COUNTED}


def as_it_was(plan: Plan) -> list[Change]:
    """Return what was done, wish by wish; and the plan that it came to, carried out."""
    return [Change("", RECORDED, plan), Change("", "plan", plan)]
