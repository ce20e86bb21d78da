"""In a drill team-mates hold a place for a pass to the feet, meet its line, and pass it back."""

from dataclasses import dataclass

import numpy as np

from game.core.batched import Batched, Shared
from game.core.intents import Intents
from game.core.maths import Bools, Floats, Ints, cross, dot, found, norm
from game.core.pitch import Pitch
from game.core.plan import Plan
from game.core.state import NOBODY, STEP_SECONDS, Rows, Squad, View
from game.mind.defence.anticipation import go
from game.mind.meeting import Runners, meet, run
from game.mind.perception.delayed_ball import DelayedBall
from game.mind.plan.batch import PlanBatch
from game.mind.plan.executor import Executor
from game.mind.traits.schedule import support_turn


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
    holds_for: float = 0.7
    """Seconds for which a team-mate keeps the ball before passing it back."""


HABITS = DrillHabits()


class Drill(Batched):
    """The places of a batch's partners, and the passes that they give back."""

    squad: Shared[Squad]
    pitch: Shared[Pitch]
    cpu: Shared[Rows]
    runs_to: Shared[Floats]
    """``(players, 2)`` float64, metres: where each runs, NaN where a player doesn't run."""
    _post: Floats
    """``(worlds, players, 2)`` float64, metres: everybody's place."""
    _arrived: Bools
    _held: Ints
    """``(worlds,)`` int64: steps for which a partner has had the ball."""
    _plans: Executor
    _wish: Floats | None
    _hips: Floats

    def __init__(self, view: View, pitch: Pitch, cpu: Rows, runs_to: Floats) -> None:
        worlds = len(view.seeds)
        self.squad = view.squad
        self.pitch, self.cpu, self.runs_to = pitch, cpu, runs_to
        stays = np.isnan(runs_to[:, 0])
        self._post = view.bodies.pos.copy(order="K")
        self._post[:, ~stays] = runs_to[~stays]
        self._arrived = np.tile(stays, (worlds, 1))
        self._held = np.zeros(worlds, dtype=np.int64)
        self._plans = Executor.resting(view, pitch)
        self._wish = None
        self._hips = np.full(view.bodies.hips.shape, np.nan)

    def support(self, view: View, recall: DelayedBall) -> tuple[Floats, Floats]:
        """Make the run, hold the place, meet a pass that comes, or fetch one that died.

        Returns wishes to move, ``(worlds, players, 2)``, a share of top speed, and where the hips point
        meanwhile, NaN where they follow; the computer's players need theirs.
        """
        if self._wish is None or support_turn(view.step):
            self._wish, self._hips = self._support(view, recall)
        return self._wish, self._hips

    def _support(self, view: View, recall: DelayedBall) -> tuple[Floats, Floats]:
        late, pos, post = HABITS.goes_after, view.bodies.pos, self._post
        self._arrived |= norm(post - pos) < 0.8
        waits, hips = go(pos, post, 0.85), np.full(pos.shape[:2], np.nan)
        loose = recall.holder(late) == NOBODY
        if not loose.any():
            return waits, hips
        ball, vel = (seen[:, None] for seen in recall.seen(late))
        who = Runners.of(view.bodies)
        meeting = meet(who, ball, vel, recall.turning(late)[:, None], self.pitch.surface)
        goes = loose[:, None] & self._best(view, meeting.cost)
        # A pass whose line isn't near their place is somebody else's, until it is past him or dies.
        flat, flat_vel = ball[..., :2], vel[..., :2]
        speed = norm(flat_vel)
        aside = np.minimum(np.abs(cross(pos - flat, flat_vel)), np.abs(cross(post - flat, flat_vel)))
        past = dot(pos - flat, flat_vel) <= 0.0
        goes &= (aside < HABITS.meets_within * speed) | past | (speed <= HABITS.late_speed)
        going, turned = run(who, meeting, flat)
        return np.where(goes[..., None], going, waits), np.where(goes, turned, hips)

    def pass_back(self, view: View, intents: Intents) -> None:
        """Let a team-mate with the ball give it to the nearest of their own after a moment."""
        holder = view.ball.holder
        held = (holder[:, None] == self.cpu).any(axis=1)
        self._held = np.where(held, self._held + 1, 0)
        due = found(self._held == round(HABITS.holds_for / STEP_SECONDS))
        if due.size:
            self._plan(view, due, holder[due])
        self._plans.decide(view, intents)

    def _plan(self, view: View, rows: Rows, holder: Ints) -> None:
        mates = self.squad.team[None, :] == self.squad.team[holder][:, None]
        mates &= np.arange(self.squad.players) != holder[:, None]
        gap = norm(view.bodies.pos[rows] - view.bodies.pos[rows, holder][:, None, :])
        nearest = np.argmin(np.where(mates, gap, 1e3), axis=1)
        has = mates.any(axis=1)
        if not has.any():
            return
        rows, holder, nearest = rows[has], holder[has], nearest[has]
        plans = [Plan("push", self.squad.ids[mate]) for mate in nearest]
        fresh = Executor(view.take(rows), self.pitch, holder, PlanBatch.of(plans, self.squad))
        self._plans.overwrite(rows, fresh)

    def _best(self, view: View, cost: Floats) -> Bools:
        """Return the player of each side who meets the ball best, ``(worlds, players)``.

        The last kicker is left out.
        """
        players = np.arange(self.squad.players)
        cost = np.where(players == view.ball.kicker[:, None], 1e6, cost)
        best = np.zeros(cost.shape, dtype=np.bool_)
        for side in (0, 1):
            members = found(self.squad.team == side)
            if members.size:
                first = members[np.argmin(cost[:, members], axis=1)]
                best[np.arange(len(first)), first] = True
        return best & (cost < 1e6)
