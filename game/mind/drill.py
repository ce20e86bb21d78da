"""Team-mates in a drill: hold a place for a pass to the feet, meet its line, and pass it back."""

from dataclasses import dataclass

import numpy as np

from game.core.batched import Batched, Shared
from game.core.intents import Intents
from game.core.maths import Bools, Floats, Ints, found, norm, pair
from game.core.pitch import Pitch
from game.core.plan import Plan
from game.core.state import NOBODY, STEP_SECONDS, Rows, Squad, View
from game.mind.defence.anticipation import go
from game.mind.perception.delayed_ball import DelayedBall
from game.mind.plan.batch import PlanBatch
from game.mind.plan.executor import Executor
from game.mind.traits.schedule import support_turn


@dataclass(frozen=True, slots=True)
class DrillHabits:
    """How a partner plays. Priors."""

    sees_after: float = 0.20
    """Seconds by which a partner's eyes follow the ball late (simple reaction, recalled)."""
    goes_after: float = 0.35
    """Seconds until he goes where it rolls: a choice of two sides takes 0.15 more (0.15 log2 n, recalled). He
    stands ready and reads nobody's body; what comes to his feet asks no choice of him."""
    meets_within: float = 2.5
    """Metres a waiting team-mate leaves his place to meet a pass."""
    late_speed: float = 1.0
    """m/s under which he sees that a pass won't reach him, and goes to it."""
    holds_for: float = 0.7
    """Seconds a team-mate keeps the ball before he passes it back."""


HABITS = DrillHabits()


class Drill(Batched):
    """The places of a batch's partners, and the passes that they give back."""

    squad: Shared[Squad]
    pitch: Shared[Pitch]
    cpu: Shared[Rows]
    runs_to: Shared[Floats]
    """``(players, 2)`` metres, NaN where nobody runs."""
    _post: Floats
    """``(worlds, players, 2)`` metres: everybody's place."""
    _arrived: Bools
    _held: Ints
    """``(worlds,)`` steps for which a partner has had the ball."""
    _plans: Executor
    _wish: Floats | None

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

    def support(self, view: View, recall: DelayedBall) -> Floats:
        """A team-mate has it: make the run, hold the place, meet a pass that comes, fetch one that died.

        Returns wishes to move, ``(worlds, players, 2)``, of which the computer's players need theirs.
        """
        if self._wish is None or support_turn(view.step):
            late = HABITS.goes_after
            ball, vel = (seen[:, :2] for seen in recall.seen(late))
            self._wish = self._support(view, ball, vel, recall.holder(late) == NOBODY)
        return self._wish

    def _support(self, view: View, ball: Floats, vel: Floats, loose: Bools) -> Floats:
        """``ball``, ``vel`` ``(worlds, 2)`` and ``loose`` ``(worlds,)``: what is known of the ball."""
        pos, post = view.bodies.pos, self._post
        self._arrived |= norm(post - pos) < 0.8
        if not loose.any():
            return go(pos, post, 0.85)
        # By components, so that a batch's numbers lie together.
        (ball_x, ball_y), speed = ball.T[..., None], norm(vel)[:, None]
        line_x, line_y = vel.T[..., None] / np.maximum(speed, 1e-6)
        off_x, off_y = pos[..., 0] - ball_x, pos[..., 1] - ball_y
        ahead = off_x * line_x + off_y * line_y
        along = np.maximum(ahead, 0.0)
        meeting = pair(ball_x + along * line_x, ball_y + along * line_y)
        comes = loose[:, None] & (speed > HABITS.late_speed) & (ahead > 0.0)
        meets = comes & (norm(meeting - post) < HABITS.meets_within) & self._arrived
        target = np.where(meets[..., None], meeting, post)
        fetches = loose[:, None] & self._nearest(view, ball) & ~comes
        fetches &= (speed <= HABITS.late_speed) | (ahead <= 0.0)
        if fetches.any():
            soon = np.minimum(np.sqrt(off_x * off_x + off_y * off_y) / 6.0, 0.8)
            there = pair(ball_x + soon * vel[:, None, 0], ball_y + soon * vel[:, None, 1])
            target = np.where(fetches[..., None], there, target)
        return go(pos, target, np.where(meets | fetches, 1.0, 0.85))

    def pass_back(self, view: View, intents: Intents) -> None:
        """A team-mate with the ball gives it to the nearest of his own after a moment."""
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

    def _nearest(self, view: View, ball: Floats) -> Bools:
        """``(worlds, players)``: who is his team's nearest to the ball, the last kicker left out."""
        off_x, off_y = (view.bodies.pos[..., i] - ball[:, i, None] for i in (0, 1))
        distance = off_x * off_x + off_y * off_y
        players = np.arange(self.squad.players)
        distance = np.where(players == view.ball.kicker[:, None], 1e6, distance)
        nearest = np.zeros(distance.shape, dtype=np.bool_)
        for side in (0, 1):
            members = found(self.squad.team == side)
            if members.size:
                best = members[np.argmin(distance[:, members], axis=1)]
                nearest[np.arange(len(best)), best] = True
        return nearest
