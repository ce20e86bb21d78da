"""A carrier looks ahead: each thing they could do is played a few times in their head by the engine itself.

The carrier knows where they have seen everybody, not what anybody intends; in their head the defenders read
the body as the carrier believes that defenders do. A pass they would read is a pass the carrier sees cut out,
so disguise needs no rule.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.core import rng
from game.core.batched import Batched, Shared, WorldItems
from game.core.events import Events, Kind
from game.core.intents import Intents
from game.core.maths import Bools, Floats, Ints, exp, found, logistic, norm
from game.core.pitch import Pitch
from game.core.plan import Plan
from game.core.state import NOBODY, STEP_SECONDS, Rows, Squad, View
from game.mind.attack.dribble import kept_in
from game.mind.attack.options import Carry, Option, often, worth_of
from game.mind.defence.belief import Habits
from game.mind.defence.defenders import Defenders
from game.mind.defence.keeper import KEEPING, Keepers
from game.mind.meeting import NEVER, Runners, meet, run
from game.mind.perception.perceived import Perceived, Picture, PlanSurroundings
from game.mind.plan.batch import PlanBatch
from game.mind.plan.executor import NO_PLAN, Executor, PlanStage
from game.mind.traits.styles import Minds
from game.sim.imagined import Imagined
from game.sim.movement import CONSTANTS as MOVE


@dataclass(frozen=True, slots=True)
class Horizon:
    """How far a carrier thinks ahead. All numbers are priors."""

    stride: int = 2
    """Steps of the game that are one step in the head: a carrier sees what comes less finely than it will
    come."""
    think_every: int = 8
    """Steps of the game from one thought of the imagined defenders to the next."""
    longest: int = 90
    """Steps of the game for which a pass is followed."""
    settles: int = 16
    """Steps, of those for which a pass is followed, in which the receiver may still lose it."""
    carry: int = 48
    """Steps of the game for which a run with the ball is followed."""
    keeper_from: float = 18.0
    """Metres from the ball to the goal line within which the carrier thinks of the keeper."""
    drop_every: int = 8
    """Steps of the game from one clearing away of ended worlds to the next."""
    loses: float = 0.9
    """Share of the ball's worth to the opponents at a place that losing it there costs."""
    sooner: float = 0.25
    """Seconds by which the carrier's side must be sooner at a free ball for it to be e times as likely theirs
    as before: a spread of 0.45 s, as Spearman (2017) found for who gets a pass (read)."""
    fouled: float = 0.5
    """Share of the ball's worth that is left to a side that was tackled and has the ball again."""
    least_share: float = 0.05
    """Least chance that a free ball is either side's: none is ever sure."""
    nobody: float = 9.0
    """Metres that count for the nearest opponent where there are none."""
    shrinks_at: float = 0.8
    """Share of worlds still going on below which the ended ones are cleared away."""
    alone: float = 4.0
    """Metres to the nearest opponent at which a player is not pressed at all."""


HORIZON = Horizon()
BEGINS = 600
"""Step count at which every world begins that a carrier plays in their head."""
MOST_ROWS = 1024
"""Worlds that are played in one go: beyond this the arrays outgrow the processor's caches."""


@dataclass(frozen=True, slots=True)
class Lookahead(Batched):
    """A question: what should these players of one side do? One world for each, as they have seen it."""

    view: Picture
    """The worlds, set to the step :data:`BEGINS`, so that questions of different moments can be counted in
    one go."""
    asked: Ints
    """``(worlds,)`` int64: the step of the game at which it was asked, which seeds what is imagined."""
    passer: Ints
    """``(worlds,)`` int64: the player who asks."""
    options: WorldItems[tuple[tuple[Option, ...], ...]]
    """Options of each world's player, the simplest first."""
    habits: Habits
    pitch: Shared[Pitch]
    minds: Shared[Minds]
    """The minds that the player takes the others to have."""
    rollouts: WorldItems[tuple[int, ...]]
    """Times that each world's player plays an option."""
    runs_last: Shared[float]
    """Seconds for which the player counts on a team-mate's run."""

    @classmethod
    def of(
        cls,
        view: Picture,
        passer: Ints,
        options: Sequence[Sequence[Option]],
        habits: Habits,
        pitch: Pitch,
        minds: Minds,
        rollouts: Sequence[int],
        runs_last: float = np.inf,
    ) -> "Lookahead":
        """Return a question about a moment; ``view`` is a copy that is the question's from now on.

        ``runs_last`` are the seconds for which the player counts on a team-mate's run: in a drill, where they
        run to one spot, to the end.
        """
        step, ball = view.step, view.ball
        ball.struck_step += BEGINS - step
        then = Picture(view.squad, view.luck, ball, view.bodies, BEGINS)
        asked = np.full(len(passer), step, dtype=np.int64)
        chosen = tuple(tuple(some) for some in options)
        return cls(then, asked, passer.copy(), chosen, habits, pitch, minds, tuple(rollouts), runs_last)

    @property
    def side(self) -> int:
        """The side whose players ask, 0 red and 1 blue."""
        return int(self.view.squad.team[self.passer[0]])


def judge(question: Lookahead) -> list[Floats]:
    """Return what each option is worth in goals, by world: the mean over the rollouts."""
    return judge_all([question])[0]


def judge_all(questions: Sequence[Lookahead]) -> list[list[Floats]]:
    """Return what :func:`judge` says of several questions, counted together: no world knows of another."""
    answers: list[list[Floats]] = [[] for _ in questions]
    left = list(range(len(questions)))
    while left:
        first = questions[left[0]]
        alike = [i for i in left if _go_together(questions[i], first)]
        some = _some([questions[i] for i in alike])
        alike, left = alike[:some], [i for i in left if i not in alike[:some]]
        worth = _judge(Lookahead.join([questions[i] for i in alike]))
        for i in alike:
            count = len(questions[i].passer)
            answers[i], worth = worth[:count], worth[count:]
    return answers


def _go_together(one: Lookahead, other: Lookahead) -> bool:
    """Return whether two questions can be counted in one go."""
    return one.side == other.side and one.minds is other.minds and one.runs_last == other.runs_last


def _some(questions: Sequence[Lookahead]) -> int:
    """Return how many questions to count in one go."""
    rows = 0
    for number, q in enumerate(questions):
        rows += sum(often(o, r) for some, r in zip(q.options, q.rollouts, strict=True) for o in some)
        if rows > MOST_ROWS and number:
            return number
    return len(questions)


def _judge(question: Lookahead) -> list[Floats]:
    rows = [
        (world, number, sample)
        for world, options in enumerate(question.options)
        for number, option in enumerate(options)
        for sample in range(often(option, question.rollouts[world]))
    ]
    if not rows:
        return [np.zeros(0) for _ in question.options]
    worth = _play(question, np.array(rows, dtype=np.intp))
    out, at = [], 0
    for options, rollouts in zip(question.options, question.rollouts, strict=True):
        means = np.zeros(len(options))
        for number, option in enumerate(options):
            size = often(option, rollouts)
            means[number] = worth[at : at + size].mean()
            at += size
        out.append(means)
    return out


def _play(q: Lookahead, which: Rows) -> Floats:
    """Return the worth, in goals, of each row (world, option, sample) of ``which`` after playing it."""
    view = q.view.take(which[:, 0])
    head = _Simulation(q, view, which)
    worth = np.zeros(len(which))
    ids = np.arange(len(which))
    for now in range(HORIZON.stride, HORIZON.longest + HORIZON.stride, HORIZON.stride):
        happened = head.step()
        over, value = head.outcome(happened, now)
        worth[ids[over]] = value[over]
        head.ended |= over
        if now % HORIZON.drop_every < HORIZON.stride:
            rows = found(~head.ended)
            if rows.size == 0:
                return worth
            if rows.size < HORIZON.shrinks_at * ids.size:
                ids = ids[rows]
                head = head.take(rows)
    left = ~head.ended
    worth[ids[left]] = head.still_open()[left]
    return worth


class _Simulation(Batched):
    """The worlds in a carrier's head."""

    pitch: Shared[Pitch]
    squad: Shared[Squad]
    passer: Ints
    """``(worlds,)`` int64: the carrier."""
    side: Shared[int]
    inner: Imagined
    carries: Bools
    way: Floats
    """``(worlds, 2)`` float64: wished velocity of a run with the ball, a share of top speed."""
    shields: Bools
    plan: Executor
    foes: Shared[Rows]
    mates: Shared[Rows]
    defenders: Defenders
    keepers: Shared[Keepers]
    top: Shared[float]
    run: Floats
    """``(worlds, players, 2)`` float64: how everybody is expected to run, a share of top speed."""
    fades: Shared[float]
    """Share of a run that is left from one step to the next."""
    ended: Bools
    _arrived: Ints
    """``(worlds,)`` int64: steps of the game for which a team-mate has had the ball."""

    def __init__(self, q: Lookahead, view: Picture, which: Rows) -> None:
        self.pitch, self.squad = q.pitch, view.squad
        self.passer = q.passer[which[:, 0]]
        self.side = q.side
        passer, side, squad = self.passer, self.side, self.squad
        seeds = rng.branch(view.luck, q.asked[which[:, 0]], which[:, 2])
        self.inner = Imagined(view.squad, view.ball, view.bodies, view.step, seeds, HORIZON.stride)
        chosen = [q.options[w][o] for w, o, _ in which]
        plans = [o if isinstance(o, Plan) else NO_PLAN for o in chosen]
        self.carries = np.array([isinstance(o, Carry) for o in chosen])
        self.way = np.array([o.way if isinstance(o, Carry) else (0.0, 0.0) for o in chosen])
        self.shields = np.array([isinstance(o, Carry) and o.shield for o in chosen])
        unique = sorted(set(plans), key=repr)
        number = {plan: i for i, plan in enumerate(unique)}
        orders = PlanBatch.of(unique, squad).take(np.array([number[plan] for plan in plans]))
        around = PlanSurroundings.of_screen(view, passer)
        dt = HORIZON.stride * STEP_SECONDS
        self.plan = Executor(around, q.pitch, passer, orders, hurried=True, dt=dt, runs_last=q.runs_last)
        self.plan.stage[self.carries] = PlanStage.DONE
        self.foes = found(squad.team != side)
        self.mates = found(squad.team == side)
        out = self.foes[~squad.keeper[self.foes]]
        self.defenders = Defenders(
            squad, q.minds, out, len(passer), q.pitch, HORIZON.stride, watch=self.foes, imagined=True
        )
        self.defenders.learns = False
        self.defenders.every, self.defenders.after = HORIZON.think_every, 0
        self.defenders.habits = q.habits.take(which[:, 0])
        self.keepers = Keepers(squad, q.pitch, self.foes, q.minds)
        self.top = MOVE.top_speed
        self.run = view.bodies.vel.copy() / self.top
        self.fades = float(exp(np.array(-dt / q.runs_last)))
        self.ended = np.zeros(len(passer), dtype=np.bool_)
        self._arrived = np.zeros(len(passer), dtype=np.int64)

    def step(self) -> list[Events]:
        """Play one step of everybody in the carrier's head; returns the events."""
        view = self.inner.view
        every = np.arange(len(self.passer))
        intents = Intents.idle(len(every), self.squad.players)
        intents.move[:, self.mates] = self.run[:, self.mates]
        self.run *= self.fades
        seen = self.defenders.eyes.see(view)
        self._receive(view, intents)
        self.defenders.defend(seen, intents)
        if self.keepers.players.size:
            self._keep(view, seen, intents)
        way = kept_in(self.pitch, view.ball.pos[:, :2], view.ball.vel[:, :2], self.way)
        intents.move[every, self.passer] = np.where(self.carries[:, None], way, 0.0)
        intents.shield[every, self.passer] = self.shields
        if np.count_nonzero(self.plan.busy):
            self.plan.decide(PlanSurroundings.of_screen(view, self.passer), intents)
        has = found(self._arrived > 0)
        intents.move[has, view.ball.holder[has]] = 0.0
        intents.shield[has, view.ball.holder[has]] = True
        return self.inner.step(self.pitch, intents)

    def _keep(self, view: View, seen: Perceived, intents: Intents) -> None:
        """Write the wishes of the opponents' keeper, where the ball is near enough to matter."""
        goal = self.pitch.goals[1 - self.side]
        near = found(np.abs(view.ball.pos[:, 0] - goal.x) < HORIZON.keeper_from)
        if near.size == 0:
            return
        wishes = Intents.idle(near.size, self.squad.players)
        ball = np.broadcast_to(view.ball.pos[near, None], (*wishes.swing.shape, 3))
        vel = np.broadcast_to(view.ball.vel[near, None], ball.shape)
        turns = np.broadcast_to(view.ball.roll[near, None], (*wishes.swing.shape, 2))
        self.keepers.keep(seen.take(near), self.keepers.players, ball, vel, turns, wishes)
        for keeper in self.keepers.players:
            for name in KEEPING:
                getattr(intents, name)[near, keeper] = getattr(wishes, name)[:, keeper]

    def _receive(self, view: View, intents: Intents) -> None:
        """Send the team-mates to where they first reach a ball that the carrier has played."""
        loose = found((view.ball.holder == NOBODY) & (view.ball.kicker == self.passer))
        if loose.size == 0 or self.mates.size < 2:
            return
        who = Runners.of(view.bodies, (loose[:, None], self.mates))
        ball = view.ball.pos[loose, None]
        rolls, turns = view.ball.vel[loose, None], view.ball.roll[loose, None]
        meeting = meet(who, ball, rolls, turns, self.pitch.surface)
        cost = np.where(self.mates == self.passer[loose, None], np.inf, meeting.cost)
        nearest = np.argmin(cost, axis=1)
        wish, hips = run(who, meeting, ball[..., :2])
        pick = np.arange(loose.size)
        keeper = self.mates[nearest]
        intents.move[loose, keeper] = wish[pick, nearest]
        intents.hips_to[loose, keeper] = hips[pick, nearest]

    def outcome(self, happened: Sequence[Events], now: int) -> tuple[Bools, Floats]:
        """Return which worlds end in this step and what they are worth, ``(worlds,)`` each.

        ``now`` is the number of steps of the game so far; worth is in goals.
        """
        world, h = self.inner.view, HORIZON
        holder = world.ball.holder
        held = holder != NOBODY
        owner = np.where(held, world.squad.team[np.maximum(holder, 0)], -1)
        theirs = held & (owner != self.side)
        has = held & (owner == self.side) & (holder != self.passer)
        self._arrived = np.where(has, self._arrived + h.stride, 0)
        arrived = self._arrived > h.settles
        over = theirs | arrived
        value = np.zeros(len(over))
        if np.count_nonzero(over):
            value = np.where(theirs, -h.loses * self._worth(1 - self.side), self._worth(self.side))
        for events in happened:
            rows = events.world
            if events.kind is Kind.GOAL:
                value[rows] = np.where(events.other == self.side, -1.0, 1.0)
                over[rows] = True
            elif events.kind in (Kind.OUT, Kind.TACKLE):
                last = world.squad.team[np.maximum(world.ball.last_touch[rows], 0)]
                lost = last == self.side if events.kind is Kind.OUT else last != self.side
                loss = -h.loses * self._worth(1 - self.side, alone=events.kind is Kind.OUT)[rows]
                value[rows] = np.where(lost, loss, h.fouled * self._worth(self.side)[rows])
                over[rows] = True
        if h.carry <= now < h.carry + h.stride:
            value = np.where(self.carries & ~over, self.still_open(), value)
            over = over | self.carries
        return over & ~self.ended, value

    def _worth(self, side: int, *, alone: bool = False) -> Floats:
        """Return what the ball, where it is, is worth to a side, ``(worlds,)``, in goals.

        A side that is ``alone`` has a restart: no opponent may come near.
        """
        view = self.inner.view
        return self._worth_at(side, view.ball.pos[:, :2], view.bodies.pos, alone=alone)

    def _worth_at(self, side: int, at: Floats, bodies: Floats, *, alone: bool = False) -> Floats:
        """Return it for a ball ``at`` ``(worlds, 2)`` and bodies ``(worlds, players, 2)``, in metres."""
        others = found(self.squad.team != side)
        near = (
            norm(bodies[:, others] - at[:, None]).min(axis=1)
            if others.size
            else np.full(len(at), HORIZON.nobody)
        )
        pressed = np.minimum(np.maximum(1.0 - near / HORIZON.alone, 0.0), 0.0 if alone else 1.0)
        return worth_of(self.pitch, side, at, pressed)

    def still_open(self) -> Floats:
        """Return what worlds are worth that have not come to an end, ``(worlds,)``, in goals."""
        view = self.inner.view
        held = (view.ball.holder == self.passer) | (self._arrived > 0)
        value = self._worth(self.side)
        free = found(~held)
        if free.size:
            value[free] = self.take(free)._free()
        return value

    def _free(self) -> Floats:
        """Return what a free ball is worth that rolls or flies on, ``(worlds,)``, in goals.

        Whoever is sooner where it can be met is likelier to have it, and it is worth what it is worth there.
        """
        h, view = HORIZON, self.inner.view
        ball = view.ball.pos[:, None], view.ball.vel[:, None], view.ball.roll[:, None]
        meeting = meet(Runners.of(view.bodies), *ball, self.pitch.surface)
        half = np.array((0.5 * self.pitch.length, 0.5 * self.pitch.width))
        cost = np.where((np.abs(meeting.point) < half).all(axis=2), np.minimum(meeting.cost, NEVER), NEVER)
        # Who has just played a ball leaves it to the others.
        every = np.arange(len(cost))
        cost[every, self.passer] = np.where(view.ball.kicker == self.passer, NEVER, cost[every, self.passer])
        sides = []
        for side in (self.side, 1 - self.side):
            players = found(self.squad.team == side)
            if players.size == 0:
                sides.append((np.full(len(cost), NEVER), np.zeros(len(cost))))
                continue
            first = players[np.argmin(cost[:, players], axis=1)]
            seconds = meeting.seconds[every, first]
            there = view.bodies.pos + seconds[:, None, None] * view.bodies.vel
            sides.append((cost[every, first], self._worth_at(side, meeting.point[every, first], there)))
        (mine, ours), (theirs, lost) = sides
        share = logistic((theirs - mine) / h.sooner)
        share = np.minimum(np.maximum(share, h.least_share), 1.0 - h.least_share)
        value = share * ours - (1.0 - share) * h.loses * lost
        # Nobody meets it: it goes out, or in.
        gone = -h.loses * self._worth(1 - self.side, alone=True)
        for number, goal in enumerate(self.pitch.goals):
            ahead = goal.x - view.ball.pos[:, 0]
            slope = view.ball.vel[:, 1] / np.where(view.ball.vel[:, 0] == 0.0, 1.0, view.ball.vel[:, 0])
            into = (ahead * view.ball.vel[:, 0] > 0.0) & (
                np.abs(view.ball.pos[:, 1] + slope * ahead) < 0.5 * goal.width
            )
            gone = np.where(into, -1.0 if number == self.side else 1.0, gone)
        return np.where((mine >= NEVER) & (theirs >= NEVER), gone, value)
