"""In a drill team-mates hold a place for a pass to the feet, meet its line, and pass it back."""

from dataclasses import dataclass

import numpy as np

from game.core.batched import Batched, Shared
from game.core.intents import Intents
from game.core.maths import Bools, Floats, Ints, cross, dot, found, norm
from game.core.pitch import Pitch
from game.core.plan import Plan
from game.core.state import NOBODY, STEP_SECONDS, Rows, Squad
from game.mind.defence.anticipation import go
from game.mind.meeting import run
from game.mind.perception.delayed_ball import DelayedBall
from game.mind.perception.observe import Eyes
from game.mind.perception.perceived import FEW, Own, Perceived, PlanSurroundings
from game.mind.plan.batch import PlanBatch
from game.mind.plan.executor import Executor
from game.mind.plan.partners import USUAL, LateRun, Partners
from game.mind.traits.schedule import THINK_EVERY, support_turn
from game.mind.whose_ball import mates_of, whose_ball


@dataclass(frozen=True, slots=True)
class DrillHabits:
    """How a partner in a drill plays. All numbers are priors but where a source stands."""

    sees_after: float = 0.20
    """Seconds by which a partner's eyes follow the ball late (simple reaction, recalled)."""
    goes_after: float = 0.35
    """Seconds until a partner goes where the ball rolls: a choice of two sides takes 0.15 s more (0.15 log2
    n, recalled). They stand ready and read nobody's body; what comes to their feet asks no choice of them."""
    meets_within: float = 5.0
    """Metres from their place, or from a partner, within which a pass must come by to be theirs."""
    late_speed: float = 1.0
    """m/s of the ball under which a partner sees that a pass won't reach them, and goes to it."""
    arrives: float = 0.8
    """Metres from their place within which a partner who ran there has arrived."""
    pace: float = 0.85
    """Share of top speed at which a partner goes to their place."""
    holds_for: float = 0.7
    """Seconds for which a team-mate keeps the ball before passing it back."""
    with_line: float = 0.6
    """Seconds ahead to which a player goes with a line that moves; to where it is, they would come late."""
    plays_in: float = 0.75
    """Seconds from making up one's mind to the kick (turn, leg back, through: measured 0.65), for which a
    passer who waits thinks a run on; with what the eyes see late."""
    shoots_from: float = 13.0
    """Metres to the goal that their side attacks within which a team-mate shoots instead."""
    inside_post: float = 0.30
    """Share of the goal's width off its middle at which they aim, on the side away from the keeper."""


HABITS = DrillHabits()


class Drill(Batched):
    """The places of a batch's partners, and the passes that they give back."""

    squad: Shared[Squad]
    pitch: Shared[Pitch]
    cpu: Shared[Rows]
    runs_to: Shared[Floats]
    """``(players, 2)`` float64, metres: where each runs, NaN where a player doesn't run."""
    _post: Floats
    """``(worlds, cpu, 2)`` float64, metres: the place of each of the computer's players."""
    _arrived: Bools
    _held: Ints
    """``(worlds,)`` int64: steps for which a partner has had the ball."""
    partners: Shared[Partners]
    _plans: Executor
    _mates: Shared[Ints]
    _wish: Floats | None
    _hips: Floats
    _began: Shared[int]
    """The step at which the drill began."""

    def __init__(
        self,
        squad: Squad,
        own: Own,
        begins: int,
        pitch: Pitch,
        runs_to: Floats,
        partners: Partners = USUAL,
    ) -> None:
        self.partners, self._began = partners, begins
        self.squad, worlds, cpu = squad, own.worlds, own.viewers
        self.pitch, self.cpu, self.runs_to = pitch, cpu, runs_to
        stays = np.isnan(runs_to[cpu, 0])
        self._post = own.pos
        self._post[:, ~stays] = runs_to[cpu[~stays]]
        self._arrived = np.tile(stays, (worlds, 1))
        self._held = np.zeros(worlds, dtype=np.int64)
        self._plans = Executor.resting(squad, worlds, pitch)
        self._mates = mates_of(self.squad, cpu, np.arange(self.squad.players))
        self._wish = None
        self._hips = np.full(self._arrived.shape, np.nan)

    def support(self, seen: Perceived, recall: DelayedBall, eyes: Eyes) -> tuple[Floats, Floats]:
        """Make the run, hold the place, meet a pass that comes, or fetch one that died.

        Returns wishes to move, ``(worlds, cpu, 2)``, a share of top speed, and where the hips point
        meanwhile, NaN where they follow. They say nothing of players whose side hasn't the ball.
        """
        if self._wish is None or support_turn(seen.step):
            self._wish, self._hips = self._support(seen, recall, eyes)
        return self._wish, self._hips

    def _support(self, seen: Perceived, recall: DelayedBall, eyes: Eyes) -> tuple[Floats, Floats]:
        for runner, run_ in self.partners.runs.items():
            at = found(self.cpu == runner)
            if at.size:
                self._post[self._sets_off(seen, int(at[0]), run_), at[0]] = run_.to
        late, pos, post = HABITS.goes_after, seen.own.pos, self._post
        self._arrived |= norm(post - pos) < HABITS.arrives
        waits, hips = go(pos, post, HABITS.pace), np.full(pos.shape[:2], np.nan)
        loose = recall.holder(late) == NOBODY
        if not np.count_nonzero(loose):
            return waits, hips
        ball, vel = (seen[:, None] for seen in recall.seen(late))
        balls = ball, vel, recall.turning(late)[:, None]
        kicker = recall.kicker(late)[:, None]
        # A pass whose line isn't near their place is somebody else's, until it is past them or dies.
        flat, flat_vel = ball[..., :2], vel[..., :2]
        speed = norm(flat_vel)
        aside = np.minimum(np.abs(cross(pos - flat, flat_vel)), np.abs(cross(post - flat, flat_vel)))
        past = dot(pos - flat, flat_vel) <= 0.0
        could = (aside < HABITS.meets_within * speed) | past | (speed <= HABITS.late_speed)
        could &= loose[:, None] & (self.cpu != kicker)
        if seen.worlds > FEW:
            could &= eyes.may_have(self.squad.team[self.cpu].tolist(), THINK_EVERY - 1)
        whose = whose_ball(seen, self._mates, balls, self.pitch.surface, asks=could)
        goes = could & whose.mine(~could, self._mates == kicker[..., None])
        going, turned = run(whose.who, whose.meeting, flat)
        return np.where(goes[..., None], going, waits), np.where(goes, turned, hips)

    def _sets_off(self, seen: Perceived, runner: int, run_: LateRun) -> Bools:
        """Return in which worlds a late run has begun, as the runner, by place, knows it, ``(worlds,)``."""
        if isinstance(run_.when, float):
            return np.full(seen.worlds, (seen.step - self._began) * STEP_SECONDS >= run_.when)
        struck: Bools = seen.struck[:, runner] >= self._began
        if run_.when == "strike":
            return struck
        holder = seen.holder[:, runner]
        other: Bools = (holder != NOBODY) & (holder != seen.kicker[:, runner])
        return struck & other

    def keep_lines(self, seen: Perceived, intents: Intents) -> None:
        """Let who keeps another's line go with it until they see the first kick."""
        for follower, (leader, further) in self.partners.lines.items():
            at = found(self.cpu == follower)
            if not at.size:
                continue
            place = int(at[0])
            eyes = 0 if seen.alike else place
            line = seen.now_at()[:, eyes, leader, 0] + further
            line += HABITS.with_line * seen.velocities()[:, eyes, leader, 0]
            spot = np.stack((line, self._post[:, place, 1]), axis=-1)
            waits = seen.struck[:, place] < self._began
            move = go(seen.own.pos[:, place], spot, 1.0)
            intents.move[waits, follower] = move[waits]
            intents.tackle[waits, follower] = False

    def pass_back(self, seen: Perceived, intents: Intents) -> None:
        """Let a team-mate with the ball give it to the nearest of their own after a moment.

        Where the level says so with the first touches, to somebody else, or as a passer's plan has it.
        """
        has, ways = seen.own.has, self.partners
        if not np.count_nonzero(has):
            self._held = np.zeros_like(self._held)
            self._go_on(seen, intents)
            return
        held = has.any(axis=1)
        holder = np.where(held, self.cpu[has.argmax(axis=1)], NOBODY)
        self._held = np.where(held, self._held + 1, 0)
        after = np.full(self.squad.players, round(HABITS.holds_for / STEP_SECONDS))
        after[[*ways.first_time, *ways.passers]] = 1
        after[list(ways.keeps)] = -1
        is_due = self._held == after[np.maximum(holder, 0)]
        for passer in sorted(ways.onside):
            rows = found((holder == passer) & (self._held >= after[passer]) & ~self._plans.busy)
            is_due[rows] = self._is_onside(seen, rows, passer)
        due = found(is_due)
        if due.size:
            of_passer = np.isin(holder[due], list(ways.passers))
            for passer in sorted(ways.passers):
                rows = due[holder[due] == passer]
                if rows.size:
                    which = ways.drawn(seen.luck[rows], passer)
                    plans = [ways.passers[passer][number][0] for number in which]
                    self._carry_out(seen, rows, holder[rows], plans)
            rows = due[~of_passer]
            if rows.size:
                self._plan(seen, rows, holder[rows])
        self._go_on(seen, intents)

    def _go_on(self, seen: Perceived, intents: Intents) -> None:
        """Write the wishes of those who carry out a plan."""
        if np.count_nonzero(self._plans.busy):
            self._plans.decide(PlanSurroundings.of(seen, self._plans.player), intents)

    def _is_onside(self, seen: Perceived, rows: Rows, passer: int) -> Bools:
        """Return in which rows a passer's plan waits no longer: its receiver is onside by little at the kick.

        The run is thought on to the kick, the line is not: who steps up just then isn't expected to.
        """
        eyes = 0 if seen.alike else int(np.searchsorted(self.cpu, passer))
        way = 1.0 if self.squad.team[passer] == 0 else -1.0
        others = self.squad.team != self.squad.team[passer]
        at, fast = seen.now_at()[:, eyes, :, 0] * way, seen.velocities()[:, eyes, :, 0] * way
        result: Bools = np.ones(rows.size, dtype=np.bool_)
        which = self.partners.drawn(seen.luck[rows], passer)
        for place, (row, number) in enumerate(zip(rows, which, strict=True)):
            waits = self.partners.onside[passer][number]
            if waits is None:
                result[place] = self._held[row] == 1
                continue
            line = float(np.sort(at[row, others])[-2:][0]) if others.any() else np.inf
            gap = line - float(at[row, waits[0]] + HABITS.plays_in * fast[row, waits[0]])
            result[place] = 0.0 <= gap < waits[1]
        return result

    def _carry_out(
        self, seen: Perceived, rows: Rows, holder: Ints, plans: list[Plan], *, hurried: bool = False
    ) -> None:
        orders = PlanBatch.of(plans, self.squad)
        around = PlanSurroundings.of(seen.take(rows), holder)
        fresh = Executor(around, self.pitch, holder, orders, hurried=hurried)
        self._plans.overwrite(rows, fresh)

    def _shots(self, seen: Perceived, rows: Rows, holder: Ints) -> list[Plan | None]:
        """Return a shot for each player whose side attacks a goal near by, else None."""
        plans: list[Plan | None] = [None] * rows.size
        if not self.pitch.goals:
            return plans
        people, own = seen.now_at(), seen.own.pos
        for place, (row, player) in enumerate(zip(rows, holder, strict=True)):
            goal = self.pitch.goals[1 - int(self.squad.team[player])]
            viewer = np.searchsorted(self.cpu, player)
            at, (x, y) = people[row, viewer], own[row, viewer] - (goal.x, 0.0)
            if x * x + y * y < HABITS.shoots_from * HABITS.shoots_from:
                keepers = found(self.squad.keeper & (self.squad.team != self.squad.team[player]))
                beside = float(at[keepers[0], 1]) if keepers.size else 0.0
                # Past the keeper on the open side; where there is none the middle is surest.
                way = 0.0 if not keepers.size else -1.0 if beside > 0.0 else 1.0
                plans[place] = Plan("shot", (goal.x, way * HABITS.inside_post * goal.width), delay=0.0)
        return plans

    def _plan(self, seen: Perceived, rows: Rows, holder: Ints) -> None:
        shots = self._shots(seen, rows, holder)
        shoots = np.array([shot is not None for shot in shots])
        if np.count_nonzero(shoots):
            aimed = [shot for shot in shots if shot is not None]
            self._carry_out(seen, rows[shoots], holder[shoots], aimed, hurried=True)
        if not shoots.all():
            self._give_back(seen, rows[~shoots], holder[~shoots])

    def _give_back(self, seen: Perceived, rows: Rows, holder: Ints) -> None:
        mates = self.squad.team[None, :] == self.squad.team[holder][:, None]
        mates &= np.arange(self.squad.players) != holder[:, None]
        viewer = np.searchsorted(self.cpu, holder)
        gap = norm(seen.now_at()[rows, viewer] - seen.own.pos[rows, viewer][:, None, :])
        nearest = np.argmin(np.where(mates, gap, np.inf), axis=1)
        has = mates.any(axis=1)
        if not np.count_nonzero(has):
            return
        rows, holder, nearest = rows[has], holder[has], nearest[has]
        ways = self.partners
        to = [ways.returns_to.get(int(who), int(mate)) for who, mate in zip(holder, nearest, strict=True)]
        passes = [Plan("push", name) for name in self.squad.ids]
        plans = [passes[mate] for mate in to]
        quick = np.isin(holder, list(ways.first_time))
        for hurried in (False, True):
            some = found(quick == hurried)
            if some.size:
                these = [plans[place] for place in some]
                self._carry_out(seen, rows[some], holder[some], these, hurried=hurried)
