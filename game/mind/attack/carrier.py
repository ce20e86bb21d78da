"""The computer with the ball sees what it could do, plays it in its head, and does the best.

A thought takes time: what is decided at a step was seen a moment before, so that a worker process has that
long to count. Thoughts fall on common steps, so that many worlds think in one go.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, Self

import numpy as np

from game.core import rng
from game.core.batched import Batched, Dropped, Shared, WorldItems
from game.core.intents import Intents
from game.core.maths import ZERO, Bools, Floats, Ints, dot, found, norm
from game.core.pitch import Pitch
from game.core.plan import Plan
from game.core.rng import Stream
from game.core.state import NOBODY, STEP_SECONDS, Rows, Squad
from game.mind.attack.dribble import kept_in
from game.mind.attack.lookahead import Lookahead, judge, judge_all
from game.mind.attack.options import Carry, Option, options_of
from game.mind.attack.second_look import lane_shut
from game.mind.defence.belief import Habits
from game.mind.perception.perceived import Perceived, Picture, PlanSurroundings
from game.mind.plan.aims import runs_on
from game.mind.plan.batch import PlanBatch
from game.mind.plan.executor import Executor
from game.mind.traits.schedule import support_turn
from game.mind.traits.strength import Strength
from game.mind.traits.styles import Minds
from game.sim.carry import carry_spot


@dataclass(frozen=True, slots=True)
class Pace:
    """When the carrier thinks. All numbers are priors."""

    grain: int = 8
    """Steps of which the steps on which thoughts begin are multiples."""
    apart: float = 0.9
    """Metres to which an opponent comes up to the carrier in the time that a thought takes."""
    again: int = 8
    """Steps from what the carrier has done to the beginning of the next thought, on a run with the ball."""
    hands: int = 64
    """Steps for which a keeper with the ball in the hands looks round first."""
    same: float = 0.006
    """Goals by which options may be worse than the best and still as good to the carrier, who takes the
    simplest."""
    takes_on: float = 0.5
    """Share of the run that is left to a player who has just taken a pass."""
    runs_last: float = 1.0
    """Seconds for which somebody's run is counted on: team-mates of a carrier, who ran with 2 to 6 m/s, had
    gone on in 0.5, 1, 1.5 and 2 s by what they ran in 0.44, 0.70, 0.82 and 0.86 s at first (derived: twelve
    matches of half a minute)."""
    call: float = 0.03
    """Goals that a team-mate's call adds to a pass to them."""


PACE = Pace()


class Thinker(Protocol):
    """The protocol of what counts a question: in this process or in a worker. The answer is the same."""

    def ask(self, question: Lookahead) -> None:
        """Begin to count a question, where that can be done meanwhile."""

    def answer(self, question: Lookahead) -> list[Floats]:
        """Return what :func:`judge` says, waited for if need be."""

    def forget(self, question: Lookahead) -> None:
        """Forget a question: it needn't be answered any more."""


class InProcess:
    """A thinker in this process: when an answer is due, it counts all that was asked by then in one go."""

    def __init__(self) -> None:
        self._asked: list[Lookahead] = []
        self._answers: list[tuple[Lookahead, list[Floats]]] = []

    def ask(self, question: Lookahead) -> None:
        """Keep a question until an answer is due."""
        self._asked.append(question)

    def answer(self, question: Lookahead) -> list[Floats]:
        """Return the answer, counted now if it isn't counted yet."""
        if any(asked is question for asked in self._asked):
            self._answers += zip(self._asked, judge_all(self._asked), strict=True)
            self._asked = []
        for place, (asked, answer) in enumerate(self._answers):
            if asked is question:
                del self._answers[place]
                return answer
        return judge(question)

    def forget(self, question: Lookahead) -> None:
        """Forget a question that nobody waits for any more."""
        self._asked = [asked for asked in self._asked if asked is not question]
        self._answers = [pair for pair in self._answers if pair[0] is not question]

    def __deepcopy__(self, memo: dict[int, Any]) -> "InProcess":
        return InProcess()

    def __reduce__(self) -> tuple[type["InProcess"], tuple[()]]:
        return InProcess, ()


@dataclass(frozen=True, slots=True)
class Coming(Batched):
    """A pass on its way to a player, by world."""

    player: Ints
    """``(worlds,)`` int64: the player to whom a pass comes, or NOBODY."""
    point: Floats
    """``(worlds, 2)`` float64, metres: where the player will meet it."""
    seconds: Floats
    """``(worlds,)`` float64: seconds until the player meets it."""


@dataclass(slots=True)
class _PendingLookahead(Batched):
    """A question under way: in which worlds, whose it is, and when it has to be decided."""

    rows: Ints
    players: Ints
    due: Ints
    """``(rows,)`` int64: the step at which the player acts on it."""
    numbers: Ints
    """``(rows,)`` int64: the number of this thought in its world; the same player may have another by now."""
    question: Lookahead
    worth: WorldItems[list[Floats] | None] = None
    """Each option's worth, once a row needed the answer; None until then. Other rows may need it later."""


class Passer(Batched):
    """All the computer's carriers of a batch."""

    squad: Shared[Squad]
    pitch: Shared[Pitch]
    minds: Shared[Minds]
    strengths: Shared[tuple[Strength, ...]]
    thinker: Shared[Thinker]
    is_cpu: Shared[Bools]
    """``(players,)`` bool: the computer's players."""
    plans: Executor
    _foresees: Shared[Floats]
    """``(players,)`` float64: seconds before a pass comes from which each can think about it."""
    _decides: Shared[Ints]
    """``(players,)`` int64: steps from what each saw to what each does."""
    _way: Floats
    """``(worlds, 2)`` float64: wished velocity of a run with the ball, a share of top speed."""
    _shield: Bools
    _next: Ints
    """``(worlds,)`` int64: the step from which the carrier may think again."""
    _holder: Ints
    _thinker: Ints
    """``(worlds,)`` int64: the player who has a thought under way, or NOBODY."""
    _number: Ints
    """``(worlds,)`` int64: number of thoughts that each world has begun."""
    _taker: Ints
    """``(worlds,)`` int64: the player who takes a restart, or NOBODY."""
    _thoughts: Dropped[list[_PendingLookahead]]

    def __init__(
        self,
        squad: Squad,
        worlds: int,
        pitch: Pitch,
        cpu: Rows,
        minds: Minds,
        strengths: Sequence[Strength],
        thinker: Thinker | None = None,
    ) -> None:
        self.squad = squad
        self.pitch, self.minds, self.strengths = pitch, minds, tuple(strengths)
        self.thinker = thinker or InProcess()
        self._foresees = np.array([s.foresees for s in strengths])
        self._decides = np.array([round(s.decides / STEP_SECONDS) for s in strengths], dtype=np.int64)
        self.is_cpu = np.isin(np.arange(self.squad.players), cpu)
        self.plans = Executor.resting(squad, worlds, pitch, PACE.runs_last)
        self._way = np.zeros((worlds, 2))
        self._shield = np.zeros(worlds, dtype=np.bool_)
        self._next = np.zeros(worlds, dtype=np.int64)
        self._holder = np.full(worlds, NOBODY, dtype=np.int64)
        self._thinker = np.full(worlds, NOBODY, dtype=np.int64)
        self._number = np.zeros(worlds, dtype=np.int64)
        self._taker = np.full(worlds, NOBODY, dtype=np.int64)
        self._thoughts = []

    def take(self, rows: Rows) -> Self:
        """Return a copy that goes on in the worlds ``rows``."""
        other = super().take(rows)
        other._thoughts = [part for t in self._thoughts if (part := _part(t, rows)) is not None]
        return other

    def restart(self, rows: Bools) -> None:
        """Take in a whistle: plans and thoughts are forgotten in the worlds of a mask."""
        self.plans.stop(rows)
        self._holder[rows] = NOBODY
        self._taker[rows] = NOBODY
        self._thinker[rows] = NOBODY

    def takes(self, rows: Bools, player: Ints) -> None:
        """Let ``player`` ``(worlds,)`` take a restart: they pass and don't run with the ball."""
        self._taker[rows] = player[rows]

    def decide(
        self,
        seen: Perceived,
        steered: Bools,
        habits: Habits,
        picture: Callable[[Rows, Ints], Picture],
        coming: Coming,
        intents: Intents,
    ) -> None:
        """Write the wishes of the computer's carriers; ``picture`` gives some players' mental pictures."""
        has = seen.own.has
        every = np.arange(seen.worlds)
        held = has.any(axis=1)
        player = seen.viewers[has.argmax(axis=1)]
        mine = held & ~steered[every, player]
        next_player = np.maximum(coming.player, 0)
        comes = ~held & (coming.player != NOBODY) & self.is_cpu[next_player]
        if np.count_nonzero(comes):
            comes &= ~steered[every, next_player] & (coming.seconds < self._foresees[next_player])
            # Whoever waits for a ball knows when their eyes say that somebody has it.
            comes &= seen.holder[every, np.searchsorted(seen.viewers, next_player)] == NOBODY
        whose = np.where(mine, player, np.where(comes, coming.player, NOBODY))
        new = mine & (player != self._holder)
        self._holder = np.where(mine, player, NOBODY)
        self._taker = np.where(held & (player == self._taker), self._taker, NOBODY)
        if np.count_nonzero(new):
            in_hands = seen.own.in_hands.any(axis=1)
            self._next = np.where(new, seen.step + np.where(in_hands, PACE.hands, 0), self._next)
        self._thinker = np.where(self._thinker == whose, self._thinker, NOBODY)
        if np.count_nonzero(new):
            self._way[new] = 0.0
            self._shield[new] = True
        dropped = self.plans.busy & ~mine
        if np.count_nonzero(dropped):
            self.plans.stop(dropped)
        self._conclude(seen)
        if seen.step % PACE.grain == 0:
            ready = mine & ~self.plans.busy & (seen.step >= self._next)
            asks = (ready | comes) & (self._thinker == NOBODY)
            if np.count_nonzero(asks):
                self._begin(seen, found(asks), whose, habits, picture, coming)
        carries = found(mine & ~self.plans.busy)
        if carries.size:
            self._carry(seen, carries, player[carries], intents)
        if np.count_nonzero(self.plans.busy):
            around = PlanSurroundings.of(seen, self.plans.player)
            if support_turn(seen.step):
                self._break_off(seen.step, around, intents)
            self.plans.decide(around, intents)

    def _break_off(self, step: int, around: PlanSurroundings, intents: Intents) -> None:
        """Drop passes whose lane is seen to be shut while the leg can still be held, and think again."""
        plans = self.plans
        mind = plans.undecided & (plans.orders.target != NOBODY)
        if np.count_nonzero(mind):
            shut = mind & lane_shut(around, plans.player, plans.aim_point(around))
            intents.cancel[shut, plans.player[shut]] = True
            plans.stop(shut)
            self._next[shut] = step

    def _carry(self, seen: Perceived, rows: Rows, who: Ints, intents: Intents) -> None:
        """Write the wishes of those who run with the ball in the worlds ``rows``."""
        stands = self._taker[rows] == who
        ball, rolls = seen.own.at_feet()
        way = kept_in(self.pitch, ball[rows, :2], rolls[rows, :2], self._way[rows])
        where = rows, who
        intents.move[where] = np.where(stands[:, None], ZERO, way)
        intents.shield[where] = self._shield[rows] & ~stands
        intents.hips_to[where] = np.nan
        intents.look_at[where] = np.nan
        intents.tackle[where] = False

    def _begin(
        self,
        seen: Perceived,
        rows: Rows,
        whose: Ints,
        habits: Habits,
        picture: Callable[[Rows, Ints], Picture],
        coming: Coming,
    ) -> None:
        """Ask what to do in some worlds, in one question for each side."""
        team = self.squad.team[whose[rows]]
        for side in (0, 1):
            chosen = rows[team == side]
            if chosen.size:
                player = whose[chosen]
                self._ask(seen.step, chosen, player, habits, picture(chosen, player), coming)

    def _ask(
        self, step: int, rows: Rows, player: Ints, habits: Habits, part: Picture, coming: Coming
    ) -> None:
        takes = self._decides[player].astype(np.float64) * STEP_SECONDS
        has = found(part.ball.holder == player)
        self._run_on(part, has, player[has], takes[has])
        early = found(part.ball.holder != player)
        if early.size:
            self._foresee(part, early, player[early], coming, rows[early], takes[early])
        options = [
            options_of(
                part,
                i,
                self.pitch,
                int(player[i]),
                must_pass=self._taker[row] != NOBODY,
                tricks=self.strengths[player[i]].tricks,
            )
            for i, row in enumerate(rows)
        ]
        often = [self.strengths[p].rollouts for p in player]
        known = habits.take(rows)
        question = Lookahead.of(part, player, options, known, self.pitch, self.minds, often, PACE.runs_last)
        self._thinker[rows] = player
        self._number[rows] += 1
        due = step + self._decides[player]
        self._thoughts.append(
            _PendingLookahead(rows.astype(np.int64), player.copy(), due, self._number[rows], question)
        )
        self.thinker.ask(question)

    def _run_on(self, part: Picture, rows: Rows, player: Ints, seconds: Floats) -> None:
        """Put everybody, and the ball, where they will be when the thought is done; nobody through another.

        A carrier who is about to act expects everybody to run on, or every kick would be planned for a moment
        that has passed.
        """
        bodies, ball = part.bodies, part.ball
        here = bodies.pos[rows, player]
        inside = np.array((0.5 * self.pitch.length, 0.5 * self.pitch.width)) - PACE.apart
        there = here + seconds[:, None] * bodies.vel[rows, player]
        there = np.where(np.abs(there) > np.maximum(inside, np.abs(here)), here, there)
        before = bodies.pos[rows] - there[:, None]
        gap = before + runs_on(seconds, PACE.runs_last)[:, None, None] * bodies.vel[rows]
        passes = (norm(gap) < PACE.apart) | (dot(gap, before) < 0.0)
        stops = before * np.minimum(PACE.apart / np.maximum(norm(before), 1e-6), 1.0)[..., None]
        bodies.pos[rows] = there[:, None] + np.where(passes[..., None], stops, gap)
        bodies.pos[rows, player] = there
        ball.pos[rows, :2] += there - here

    @staticmethod
    def _foresee(part: Picture, early: Rows, player: Ints, coming: Coming, rows: Rows, takes: Floats) -> None:
        """Put everybody where they will be when ball and thought have come, and the ball under control."""
        bodies, ball = part.bodies, part.ball
        seconds = np.maximum(coming.seconds[rows], takes)
        bodies.pos[early] += runs_on(seconds, PACE.runs_last)[:, None, None] * bodies.vel[early]
        bodies.pos[early, player] = coming.point[rows]
        bodies.vel[early, player] *= PACE.takes_on
        ball.pos[early, :2] = carry_spot(coming.point[rows], bodies.hips[early, player])
        ball.pos[early, 2] = 0.0
        ball.vel[early] = 0.0
        ball.roll[early] = 0.0
        ball.holder[early] = player
        ball.last_touch[early] = player
        ball.kicker[early] = NOBODY

    def _conclude(self, seen: Perceived) -> None:
        """Do what was thought through, once the player has the ball and the time for it has passed."""
        thoughts, self._thoughts = self._thoughts, []
        for thought in thoughts:
            alive = self._alive(thought)
            if not np.count_nonzero(alive):
                if thought.worth is None:
                    self.thinker.forget(thought.question)
                continue
            ready = alive & (self._holder[thought.rows] == thought.players) & (thought.due <= seen.step)
            if (alive & ~ready).any():
                self._thoughts.append(thought)
            if np.count_nonzero(ready):
                self._act(seen, thought, found(ready))

    def _alive(self, thought: _PendingLookahead) -> Bools:
        """Return which rows' worlds still wait for a thought, ``(rows,)``; one that does keeps it going."""
        latest = self._number[thought.rows] == thought.numbers
        alive: Bools = latest & (self._thinker[thought.rows] == thought.players)
        return alive

    def _act(self, seen: Perceived, thought: _PendingLookahead, places: Rows) -> None:
        if thought.worth is None:
            thought.worth = self.thinker.answer(thought.question)
        worth = thought.worth
        rows, plans = [], []
        for place in places:
            row = int(thought.rows[place])
            choice = self._choose(seen, row, thought.question, int(place), worth[place])
            self._thinker[row] = NOBODY
            self._next[row] = seen.step + PACE.again
            if isinstance(choice, Carry):
                self._way[row], self._shield[row] = choice.way, choice.shield
            elif choice is not None:
                rows.append(row)
                plans.append(choice)
        if rows:
            at = np.array(rows, dtype=np.intp)
            orders, player = PlanBatch.of(plans, self.squad), self._holder[at]
            around = PlanSurroundings.of(seen.take(at), player)
            plan = Executor(around, self.pitch, player, orders, hurried=True, runs_last=PACE.runs_last)
            self.plans.overwrite(at, plan)

    def _choose(
        self, seen: Perceived, row: int, question: Lookahead, place: int, worth: Floats
    ) -> Option | None:
        """Return the best option as the player misjudges them: of equally good ones the simplest."""
        options: Sequence[Option] = question.options[place]
        if not options:
            return None
        # It is a team-mate or a way that a carrier thinks too much of, not the heel to them.
        ways = [option if isinstance(option, Carry) else option.target for option in options]
        first = np.array([ways.index(way) for way in ways])
        slips = rng.normal(seen.luck[row : row + 1], int(question.asked[place]), first, Stream.CHOICE)
        slip = self.strengths[question.passer[place]].slip
        liking = worth + slip * slips
        calls = seen.calling[:, int(np.searchsorted(seen.viewers, question.passer[place])), row]
        for i, option in enumerate(options):
            if (
                isinstance(option, Plan)
                and isinstance(option.target, str)
                and calls[self.squad.index(option.target)]
            ):
                liking[i] += PACE.call
        # Options stand in the order of their simplicity: a push before a look away, and that before a heel.
        return options[int(np.argmax(liking >= liking.max() - PACE.same))]


def _part(thought: _PendingLookahead, rows: Rows) -> _PendingLookahead | None:
    """Return a thought as it goes on in the worlds ``rows``, one of which may be taken several times."""
    place = {int(row): i for i, row in enumerate(thought.rows)}
    new = [i for i, row in enumerate(rows) if int(row) in place]
    if not new:
        return None
    at = np.array([place[int(rows[i])] for i in new], dtype=np.intp)
    part = thought.take(at)
    part.rows = np.array(new, dtype=np.int64)
    return part
