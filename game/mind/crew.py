"""Players who think for themselves, until the reading mind takes their place: they see the ball late and go.

A team-mate holds his place for a pass to his feet, meets its line, and passes it back; a defender runs at
the ball with a true reaction and momentum. Nobody here knows what anybody intends.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.core.intents import Intents
from game.core.maths import Bools, Floats, Ints, dot, heading, norm
from game.core.pitch import Pitch
from game.core.plan import Plan
from game.core.state import NOBODY, STEP_SECONDS, Rows, Squad, View
from game.mind.execute import Executor, Orders, Stage
from game.sim.movement import CONSTANTS as MOVE


@dataclass(frozen=True, slots=True)
class Habits:
    """How a body without a belief plays. Priors."""

    delay: float = 0.20
    """Seconds by which he sees the ball late (simple reaction, recalled)."""
    meets_within: float = 2.5
    """Metres a waiting team-mate leaves his place to meet a pass."""
    late_speed: float = 1.0
    """m/s under which he sees that a pass won't reach him, and goes to it."""
    holds_for: float = 0.7
    """Seconds a team-mate keeps the ball before he passes it back."""
    tackles_within: float = 1.05
    """Metres from the ball at which a defender lunges."""
    brakes_with: float = 3.5
    """m/s^2 with which he reckons to stop where he wants to be."""
    presses_to: float = 0.75
    """Metres from the ball at which a pressing defender slows down."""


HABITS = Habits()


class Crew:
    """The players of a batch who are not people, and what they remember."""

    def __init__(self, squad: Squad, pitch: Pitch, control: Sequence[str], runs_to: Floats) -> None:
        self.squad = squad
        self.pitch = pitch
        self.control = tuple(control)
        self.cpu: Rows = np.flatnonzero(np.array([c == "cpu" for c in control]))
        self.runs_to = runs_to
        """``(players, 2)`` metres, NaN where nobody runs."""
        self._delay = max(round(HABITS.delay / STEP_SECONDS), 1)
        self._seen: list[tuple[Floats, Floats]] = []
        self._arrived: Bools | None = None
        self._post: Floats | None = None
        self._held: Ints | None = None
        self._passes: dict[int, Executor] = {}

    @classmethod
    def of(
        cls,
        squad: Squad,
        pitch: Pitch,
        control: Sequence[str],
        runs_to: Floats | None = None,
        styles: Sequence[str | None] = (),
    ) -> "Crew":
        """A crew for one level; ``control`` and ``runs_to`` ``(players, 2)`` by player number."""
        if runs_to is None:
            runs_to = np.full((squad.players, 2), np.nan)
        return cls(squad, pitch, control, runs_to)

    def take(self, rows: Rows) -> "Crew":
        """A crew that goes on in some worlds."""
        other = Crew(self.squad, self.pitch, self.control, self.runs_to)
        other._seen = [(pos[rows], vel[rows]) for pos, vel in self._seen]
        other._arrived = None if self._arrived is None else self._arrived[rows]
        other._post = None if self._post is None else self._post[rows]
        other._held = None if self._held is None else self._held[rows]
        other._passes = {player: plan.take(rows) for player, plan in self._passes.items()}
        return other

    def think(self, view: View, intents: Intents) -> None:
        """Write the wishes of everybody who thinks for himself; who keeps still wants nothing."""
        if self.cpu.size == 0:
            return
        self._seen.append((view.ball.pos[:, :2].copy(), view.ball.vel[:, :2].copy()))
        if len(self._seen) > self._delay:
            self._seen.pop(0)
        if self._post is None or self._arrived is None or self._held is None:
            self._post = view.bodies.pos.copy(order="K")
            self._arrived = np.tile(np.isnan(self.runs_to[:, 0]), (len(view.seeds), 1))
            self._held = np.zeros(len(view.seeds), dtype=np.int64)
        ball, vel = self._seen[0]
        ball = ball + (len(self._seen) - 1) * STEP_SECONDS * vel
        team = self.squad.team
        has = np.where(view.ball.holder == NOBODY, view.ball.last_touch, view.ball.holder)
        has_team = np.where(has == NOBODY, -1, team[np.maximum(has, 0)])
        nearest = self._nearest(view, ball)
        ours = has_team[:, None] == team
        wish = np.where(
            ours[..., None],
            self._support(view, nearest, ball, vel),
            self._chase(view, nearest, ball, vel),
        )
        on_it = view.ball.holder[:, None] == np.arange(self.squad.players)
        wish = np.where(on_it[..., None], 0.0, wish)
        gap = ball[:, None, :] - view.bodies.pos
        theirs = ~ours & (view.ball.holder != NOBODY)[:, None]
        cpu = self.cpu
        intents.move[:, cpu] = wish[:, cpu]
        intents.tackle[:, cpu] = (theirs & (norm(gap) < HABITS.tackles_within))[:, cpu]
        intents.hips_to[:, cpu] = np.where(theirs, heading(gap), np.nan)[:, cpu]
        seen = np.where(on_it[..., None], np.nan, ball[:, None, :])
        intents.look_at[:, cpu] = seen[:, cpu]
        self._pass_back(view, intents)

    def _support(self, view: View, nearest: Bools, ball: Floats, vel: Floats) -> Floats:
        """A team-mate has it: make the run, hold the place, meet a pass that comes, fetch one that died."""
        assert self._post is not None
        assert self._arrived is not None
        pos = view.bodies.pos
        runs = ~np.isnan(self.runs_to[:, 0])
        post = np.where(runs[:, None], self.runs_to, self._post)
        self._arrived |= norm(post - pos) < 0.8
        wish = _go(pos, post, pace=0.85)
        loose = (view.ball.holder == NOBODY)[:, None]
        speed = norm(vel)
        line = (vel / np.maximum(speed, 1e-6)[:, None])[:, None, :]
        ball, vel, speed = ball[:, None, :], vel[:, None, :], speed[:, None]
        ahead = dot(pos - ball, line)
        meeting = ball + np.maximum(ahead, 0.0)[..., None] * line
        comes = loose & (speed > HABITS.late_speed) & (ahead > 0.0)
        reachable = comes & (norm(meeting - post) < HABITS.meets_within) & self._arrived
        wish = np.where(reachable[..., None], _go(pos, meeting, pace=1.0), wish)
        fetch = loose & nearest & ~comes & ((speed <= HABITS.late_speed) | (ahead <= 0.0))
        target = ball + np.minimum(norm(ball - pos) / 6.0, 0.8)[..., None] * vel
        return np.where(fetch[..., None], _go(pos, target, pace=1.0), wish)

    def _chase(self, view: View, nearest: Bools, ball: Floats, vel: Floats) -> Floats:
        """The others have it: run to where the ball will be, slow down before the man."""
        pos = view.bodies.pos
        ball, vel = ball[:, None, :], vel[:, None, :]
        target = ball + np.minimum(norm(ball - pos) / 6.5, 1.2)[..., None] * vel
        loose = (view.ball.holder == NOBODY)[:, None, None]
        wish = np.where(
            loose,
            _go(pos, target, pace=1.0),
            _go(pos, target, pace=0.9, stop=HABITS.presses_to),
        )
        return np.where(nearest[..., None], wish, 0.35 * wish)

    def _nearest(self, view: View, ball: Floats) -> Bools:
        """``(worlds, players)``: who is his team's nearest to the ball, the last kicker left out."""
        distance = norm(view.bodies.pos - ball[:, None, :])
        players = np.arange(self.squad.players)
        distance = np.where(players == view.ball.kicker[:, None], 1e3, distance)
        nearest = np.zeros(distance.shape, dtype=np.bool_)
        for side in (0, 1):
            members = np.flatnonzero(self.squad.team == side)
            if members.size:
                best = members[np.argmin(distance[:, members], axis=1)]
                nearest[np.arange(len(best)), best] = True
        return nearest

    def _pass_back(self, view: View, intents: Intents) -> None:
        """A team-mate with the ball gives it to the nearest of his own after a moment."""
        assert self._held is not None
        holder = view.ball.holder
        held = (holder[:, None] == self.cpu).any(axis=1)
        self._held = np.where(held, self._held + 1, 0)
        due = self._held == round(HABITS.holds_for / STEP_SECONDS)
        for player in np.unique(holder[due]):
            mates = [m for m in range(self.squad.players) if self._is_mate(int(player), m)]
            if mates:
                self._plan_pass(view, int(player), mates, due & (holder == player))
        for player in sorted(self._passes):
            plan = self._passes[player]
            plan.decide(view, intents)
            if (plan.stage == Stage.DONE).all():
                del self._passes[player]

    def _is_mate(self, player: int, other: int) -> bool:
        return other != player and bool(self.squad.team[other] == self.squad.team[player])

    def _plan_pass(self, view: View, player: int, mates: list[int], begins: Bools) -> None:
        gap = norm(view.bodies.pos[:, mates] - view.bodies.pos[:, player][:, None, :])
        nearest = np.argmin(gap, axis=1)
        plans = [Plan("push", self.squad.ids[mates[i]]) for i in nearest]
        fresh = Executor(view, self.pitch, player, Orders.of(plans, self.squad))
        old = self._passes.get(player)
        if old is not None:
            fresh.keep(~begins, old)
        else:
            fresh.stage[~begins] = Stage.DONE
        self._passes[player] = fresh


def _go(pos: Floats, target: Floats, pace: float, stop: float = 0.0) -> Floats:
    """Wishes ``(..., 2)`` toward targets, no faster than the legs can still brake before them."""
    gap = target - pos
    distance = norm(gap)
    left = np.maximum(distance - stop - 0.08, 0.0)
    effort = np.minimum(np.sqrt(2.0 * HABITS.brakes_with * left) / MOVE.top_speed, pace)
    wish: Floats = gap * (effort / np.maximum(distance, 1e-6))[..., None]
    return wish
