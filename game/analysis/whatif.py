"""What if: one moment, everything else equal, one thing done another way, in many worlds.

World 0 keeps the luck of the moment itself; "as it was" gives there what was played, bit for bit. The others
part by the luck of what comes: the same luck for every change (common random numbers).
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
import numpy.typing as npt

from game.analysis.course import Course, Paths
from game.analysis.rollout import wilson
from game.analysis.tally import COUNTED, Outcome, Tally
from game.analysis.whatif_factors import NOT_HIS, Change
from game.analysis.whatif_moment import ORIGINAL, Moment, Recorded
from game.analysis.whatif_pool import Pool, Ticket
from game.core.maths import Floats, Ints
from game.core.plan import Plan
from game.core.state import NOBODY, STEP_SECONDS
from game.mind.execute import Executor, Orders, Stage

LONGEST = 10.0
"""Seconds after which a pass is over, whatever goes on."""
ROUNDS = (16, 64, 256, 1000)
"""Worlds of a change after which an answer is given."""
BATCH = 1024
"""Worlds side by side in a worker."""
FIRST = 2
"""Rows that are played before all others: how it was, and its plan."""
SHOWN = 96
"""Worlds of a change whose paths are kept."""
FITS = 3
"""Tries at most to find a plan's wait."""
TURNS_AT = 0.5
"""Share of worlds from which a pass counts as one that arrives ..."""
TURNS_BY = 0.1
"""... and by how much a change has to lift it, so that chance isn't taken for one."""
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
        """Several as one."""
        return cls(
            **{
                name: np.concatenate([getattr(part, name) for part in parts])
                for name in ("outcome", "by", "arrived", "end", "paths")
            }
        )


def play_changes(
    moment: Moment,
    changes: Sequence[Change],
    first: int,
    last: int,
    seed: int = 0,
    paths: bool = False,
    *,
    stop: Callable[[], bool] | None = None,
) -> list[Worlds] | None:
    """Worlds ``first`` to ``last - 1`` of every change; None where ``stop`` said so.

    A change without a plan of its own (factor "" and value "recorded") does again what was done.
    """
    answers: list[Worlds | None] = [None] * len(changes)
    groups: dict[str | None, list[int]] = {}
    for number, change in enumerate(changes):
        groups.setdefault(change.surface, []).append(number)
    for numbers in groups.values():
        course = _course(moment, [changes[number] for number in numbers], first, last, seed, paths=paths)
        if not course.play(LONGEST, stop):
            return None
        each = last - first
        for place, number in enumerate(numbers):
            answers[number] = _worlds(course, slice(place * each, (place + 1) * each))
    return [answer for answer in answers if answer is not None]


def fitted(moment: Moment, plan: Plan, contact: int, *, stop: Callable[[], bool] | None = None) -> Plan:
    """The plan with the wait that brings contact to the step in which it was, ``contact`` from the moment.

    Everybody else does as he did meanwhile. Who took less time than the plan's own motion leaves nothing to
    wait for.
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
    """Whether it stands for what was done, wish by wish."""
    return change.factor == "" and change.value == "recorded"


def _course(
    moment: Moment, changes: Sequence[Change], first: int, last: int, seed: int = 0, *, paths: bool = False
) -> Course:
    """All worlds of some changes on one ground, side by side, nothing done yet."""
    luck = np.tile(np.arange(first, last), len(changes))
    world, crew = moment.worlds(luck, seed)
    passer, squad = moment.passer, world.squad
    # Whoever he is, the passer does as he did or as the plan says: nobody plans for him. Nor for people.
    crew.steered = np.zeros((len(luck), squad.players), dtype=np.bool_)
    crew.steered[:, passer] = True
    if len(moment.steered):
        crew.steered |= moment.steered[0]
    own = np.repeat([is_recorded(change) for change in changes], last - first)
    # Where the luck is the moment's own and nothing is changed, nobody has a reason to do anything else.
    wishes = Recorded(moment.script, moment.steered, passer, own, own & (luck == ORIGINAL))
    pitch = changes[0].pitch(moment.pitch)
    plans = Orders.of([change.plan for change in changes], squad)
    orders = plans.take(np.repeat(np.arange(len(changes)), last - first))
    executor = None
    if moment.has_ball:
        executor = Executor(world.view(), pitch, passer, orders)
        executor.stage[own] = Stage.DONE
    tally = Tally.of(squad, passer, np.where(own, NOBODY, orders.target))
    kept = Paths.of(len(luck), LONGEST) if paths else None
    return Course(world, crew, pitch, tally, executor, passer, wishes, exact=True, paths=kept)


def _worlds(course: Course, rows: slice) -> Worlds:
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

    @property
    def n(self) -> int:
        """Worlds played."""
        return sum(len(part.outcome) for part in self.parts)

    @property
    def hits(self) -> int:
        """Worlds in which a team-mate has it."""
        done = (Outcome.COMPLETED, Outcome.COMPLETED_OTHER)
        return int(sum(np.isin(part.outcome, done).sum() for part in self.parts))

    @property
    def share(self) -> float:
        """Completion; NaN before anything is known."""
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
        """Outcomes by name, as ``rollout`` counts them."""
        all_of = np.concatenate([part.outcome for part in self.parts]) if self.parts else np.zeros(0)
        return {o.name.lower(): int((all_of == o).sum()) for o in COUNTED}


RECORDED = "recorded"


def as_it_was(plan: Plan) -> list[Change]:
    """What was done, wish by wish; and the plan that it came to, carried out."""
    return [Change("", RECORDED, plan), Change("", "plan", plan)]


class Question:
    """Several changes of one moment, answered bit by bit while one looks; ask :meth:`poll` for more."""

    def __init__(
        self,
        moment: Moment,
        changes: Sequence[Change],
        pool: Pool,
        *,
        seed: int = 0,
        rounds: Sequence[int] = ROUNDS,
        paths: bool = False,
    ) -> None:
        self.rows = [Row(change) for change in changes]
        self.most = rounds[-1]
        self.rounds = tuple(rounds)
        self._pool = pool
        self._paths = paths
        self._early: dict[int, list[Worlds]] = {}
        self._next = 0
        tasks = []
        self._whose: list[slice] = []
        for some, begin, end in self._order(pool.processes):
            # Paths are kept of the first round or two: a cone needs no thousand lines.
            tasks.append((tuple(changes[some]), begin, end, seed, paths and begin < SHOWN))
            self._whose.append(some)
        self._ticket: Ticket = pool.ask(play_changes, moment, tasks)

    def _order(self, processes: int) -> Iterator[tuple[slice, int, int]]:
        """Which rows and worlds each task plays: first how it was, that is what is soonest there."""
        rest = slice(FIRST, None)
        first = self.rounds[0]
        if len(self.rows) <= FIRST:
            rest = slice(0, None)
        else:
            yield from ((slice(0, FIRST), *span) for span in shares((first,), processes, FIRST))
        yield from ((rest, *span) for span in shares((first,), processes, len(self.rows)))
        for begin, end in shares(self.rounds, processes, len(self.rows)):
            if begin >= first:
                yield slice(0, None), begin, end

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
        """No more of it."""
        if not self._ticket.done:
            self._pool.cancel(self._ticket)

    def wait(self, n: int | None = None) -> "list[Row]":
        """Until every row has ``n`` worlds (None: all); raises RuntimeError where a worker failed."""
        while self.n < (self.most if n is None else n) and not self.done:
            self.poll(0.5)
        if self.failed:
            raise RuntimeError(self.failed)
        return self.rows


def shares(rounds: Sequence[int], processes: int, changes: int) -> Iterator[tuple[int, int]]:
    """Which worlds (from, to) each task plays: every round shared out among the workers."""
    begin = 0
    most = max(BATCH // max(changes, 1), 1)
    for end in rounds:
        size = min(max(-(-(end - begin) // processes), 1), most)
        while begin < end:
            yield begin, min(begin + size, end)
            begin = min(begin + size, end)


def replay_variants(
    moment: Moment, changes: Sequence[Change], n: int, pool: Pool, seed: int = 0
) -> Iterator[list[Row]]:
    """The rows as they fill: after 16, 64, 256 ... worlds of each change, and at last ``n``."""
    rounds = [*(size for size in ROUNDS if size < n), n]
    question = Question(moment, changes, pool, seed=seed, rounds=rounds)
    try:
        for size in rounds:
            yield question.wait(size)
    finally:
        question.cancel()


@dataclass(frozen=True, slots=True)
class Turn:
    """The smallest change that turns the outcome."""

    row: Row
    gain: float
    """What it adds to the completion of the plan that was carried out."""
    sure: bool
    """Whether its interval lies on the other side too."""


def smallest_turn(rows: Sequence[Row], base: Row, arrived: bool) -> Turn | None:
    """The change nearest to what was played from which on the pass goes the other way, more often than not.

    Of changes a player can make; equally near ones are told apart by how much they change. ``arrived``: what
    was played arrived, and the question is what would have lost it. Where it went against the odds, nothing
    has to be turned: that was luck.
    """
    sign = -1.0 if arrived else 1.0
    if not base.n or sign * (base.share - TURNS_AT) > 0.0:
        return None
    found: list[tuple[float, float, Row]] = []
    for row in rows:
        if not row.n or row.change.factor == "" or row.change.distance >= NOT_HIS:
            continue
        gain = row.share - base.share
        if sign * (row.share - TURNS_AT) > 0.0 and sign * gain >= TURNS_BY:
            found.append((row.change.distance, -sign * gain, row))
    if not found:
        return None
    _, _, best = min(found, key=lambda item: item[:2])
    low, high = best.interval
    return Turn(best, best.share - base.share, high < TURNS_AT if arrived else low > TURNS_AT)


def best_factor(rows: Sequence[Row], base: Row) -> list[tuple[str, Row, float]]:
    """``(factor, its best row, gain)`` of every factor a player has, the largest gain first."""
    best: dict[str, Row] = {}
    for row in rows:
        factor = row.change.factor
        if factor == "" or row.change.distance >= NOT_HIS or not row.n:
            continue
        if factor not in best or row.share > best[factor].share:
            best[factor] = row
    ranked = [(factor, row, row.share - base.share) for factor, row in best.items()]
    return sorted(ranked, key=lambda item: (-item[2], item[1].change.distance))


@dataclass(frozen=True, slots=True)
class Cone:
    """Where the ball goes over many worlds."""

    middle: Floats
    """``(samples, 2)`` metres: the median way ..."""
    left: Floats
    """... and how far to each side of it nine of ten stay."""
    right: Floats
    won: Floats
    """``(points, 2)`` metres: where a team-mate took it ..."""
    lost: Floats
    """... and where it was lost."""
    by: Ints


def cone_of(worlds: Worlds) -> Cone | None:
    """The cone of some worlds' paths; None where nothing flew."""
    paths = worlds.paths.astype(np.float64)
    if paths.size == 0:
        return None
    struck = ~np.isnan(paths[..., 0])
    flying = struck.any(axis=1)
    if flying.sum() < 3:
        return None
    paths, struck = paths[flying], struck[flying]
    # Every world's ways begin at its own strike, so that those who waited longer lie on the others.
    first = struck.argmax(axis=1)
    length = int((struck.sum(axis=1)).max())
    lined = np.full((len(paths), length, 2), np.nan)
    for row, (path, begin) in enumerate(zip(paths, first, strict=True)):
        piece = path[begin : begin + length]
        lined[row, : len(piece)] = piece
    enough = (~np.isnan(lined[..., 0])).sum(axis=0) >= max(3, 0.4 * len(lined))
    lined = lined[:, enough]
    if lined.shape[1] < 2:
        return None
    middle = np.nanmedian(lined, axis=0)
    ahead = np.gradient(middle, axis=0)
    ahead /= np.maximum(np.hypot(ahead[:, 0], ahead[:, 1]), 1e-6)[:, None]
    across = np.stack((-ahead[:, 1], ahead[:, 0]), axis=1)
    aside = ((lined - middle) * across).sum(axis=2)
    low, high = np.nanquantile(aside, (0.05, 0.95), axis=0)
    # A cone doesn't narrow: what was blocked early would otherwise draw it together.
    low, high = np.minimum.accumulate(low), np.maximum.accumulate(high)
    ours = np.isin(worlds.outcome, (Outcome.COMPLETED, Outcome.COMPLETED_OTHER))
    return Cone(
        middle,
        middle + high[:, None] * across,
        middle + low[:, None] * across,
        worlds.end[ours].astype(np.float64),
        worlds.end[~ours].astype(np.float64),
        worlds.by[~ours].astype(np.int64),
    )
