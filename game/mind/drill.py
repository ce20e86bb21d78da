"""Team-mates in a drill: hold a place for a pass to the feet, meet its line, and pass it back."""

from dataclasses import dataclass

import numpy as np

from game.core.intents import Intents
from game.core.maths import Bools, Floats, Ints, dot, norm
from game.core.pitch import Pitch
from game.core.plan import Plan
from game.core.state import NOBODY, STEP_SECONDS, Rows, Squad, View
from game.mind.anticipate import go
from game.mind.execute import Executor, Orders


@dataclass(frozen=True, slots=True)
class DrillHabits:
    """How a partner plays. Priors."""

    meets_within: float = 2.5
    """Metres a waiting team-mate leaves his place to meet a pass."""
    late_speed: float = 1.0
    """m/s under which he sees that a pass won't reach him, and goes to it."""
    holds_for: float = 0.7
    """Seconds a team-mate keeps the ball before he passes it back."""


HABITS = DrillHabits()


class Drill:
    """The places of a batch's partners, and the passes that they give back."""

    def __init__(self, view: View, pitch: Pitch, cpu: Rows, runs_to: Floats) -> None:
        worlds = len(view.seeds)
        self.squad: Squad = view.squad
        self.pitch, self.cpu, self.runs_to = pitch, cpu, runs_to
        self._post = view.bodies.pos[:, cpu]
        self._arrived: Bools = np.tile(np.isnan(runs_to[cpu, 0]), (worlds, 1))
        self._held: Ints = np.zeros(worlds, dtype=np.int64)
        self._plans = Executor.resting(view, pitch)

    def take(self, rows: Rows) -> "Drill":
        """A copy that goes on in some worlds."""
        other = object.__new__(Drill)
        other.squad, other.pitch, other.cpu, other.runs_to = self.squad, self.pitch, self.cpu, self.runs_to
        other._post, other._arrived = self._post[rows], self._arrived[rows]
        other._held, other._plans = self._held[rows], self._plans.take(rows)
        return other

    def support(self, view: View, ball: Floats, vel: Floats) -> Floats:
        """A team-mate has it: make the run, hold the place, meet a pass that comes, fetch one that died.

        ``ball`` and ``vel`` ``(worlds, 2)`` are the ball as it is seen; returns wishes to move of the
        computer's players, ``(worlds, cpu, 2)``.
        """
        pos = view.bodies.pos[:, self.cpu]
        post, gap = self._post_of(pos)
        self._arrived |= gap < 0.8
        loose = view.ball.holder == NOBODY
        if not loose.any():
            return go(pos, post, 0.85)
        speed = norm(vel)
        line = (vel / np.maximum(speed, 1e-6)[:, None])[:, None, :]
        at, speed = ball[:, None, :], speed[:, None]
        ahead = dot(pos - at, line)
        meeting = at + np.maximum(ahead, 0.0)[..., None] * line
        comes = loose[:, None] & (speed > HABITS.late_speed) & (ahead > 0.0)
        meets = comes & (norm(meeting - post) < HABITS.meets_within) & self._arrived
        target = np.where(meets[..., None], meeting, post)
        fetches = loose[:, None] & self._nearest(view, ball) & ~comes
        fetches &= (speed <= HABITS.late_speed) | (ahead <= 0.0)
        if fetches.any():
            soon = at + np.minimum(norm(at - pos) / 6.0, 0.8)[..., None] * vel[:, None, :]
            target = np.where(fetches[..., None], soon, target)
        return go(pos, target, np.where(meets | fetches, 1.0, 0.85))

    def _post_of(self, pos: Floats) -> tuple[Floats, Floats]:
        """Where each belongs and how far he is from there."""
        spots = self.runs_to[self.cpu]
        runs = ~np.isnan(spots[:, 0])
        post = np.where(runs[:, None], spots, self._post) if runs.any() else self._post
        return post, norm(post - pos)

    def pass_back(self, view: View, intents: Intents) -> None:
        """A team-mate with the ball gives it to the nearest of his own after a moment."""
        holder = view.ball.holder
        held = (holder[:, None] == self.cpu).any(axis=1)
        self._held = np.where(held, self._held + 1, 0)
        due = np.flatnonzero(self._held == round(HABITS.holds_for / STEP_SECONDS))
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
        fresh = Executor(view.take(rows), self.pitch, holder, Orders.of(plans, self.squad))
        self._plans.put(rows, fresh)

    def _nearest(self, view: View, ball: Floats) -> Bools:
        """``(worlds, cpu)``: who is his team's nearest to the ball, the last kicker left out."""
        distance = norm(view.bodies.pos - ball[:, None, :])
        players = np.arange(self.squad.players)
        distance = np.where(players == view.ball.kicker[:, None], 1e3, distance)
        nearest = np.zeros(distance.shape, dtype=np.bool_)
        for side in (0, 1):
            members = np.flatnonzero(self.squad.team == side)
            if members.size:
                best = members[np.argmin(distance[:, members], axis=1)]
                nearest[np.arange(len(best)), best] = True
        return nearest[:, self.cpu]
