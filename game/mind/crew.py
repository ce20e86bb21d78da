"""Everybody who thinks for himself: team-mates of the man with the ball, and the readers against him.

A team-mate holds his place for a pass to his feet, meets its line, and passes it back. Nobody here knows what
anybody intends.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.core.intents import Intents
from game.core.maths import Bools, Floats, Ints, dot, norm
from game.core.pitch import Pitch
from game.core.plan import Plan
from game.core.state import NOBODY, STEP_SECONDS, Rows, Squad, View
from game.mind.anticipate import go
from game.mind.execute import Executor, Orders, Stage
from game.mind.read import Readers
from game.mind.styles import Minds


@dataclass(frozen=True, slots=True)
class Habits:
    """How a team-mate plays. Priors."""

    delay: float = 0.20
    """Seconds by which he sees the ball late (simple reaction, recalled)."""
    meets_within: float = 2.5
    """Metres a waiting team-mate leaves his place to meet a pass."""
    late_speed: float = 1.0
    """m/s under which he sees that a pass won't reach him, and goes to it."""
    holds_for: float = 0.7
    """Seconds a team-mate keeps the ball before he passes it back."""


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
        self.minds = Minds.of((None,) * squad.players)
        self._passes: dict[int, Executor] = {}
        self.readers: Readers | None = None

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
        crew = cls(squad, pitch, control, runs_to)
        crew.minds = Minds.of(styles or (None,) * squad.players)
        return crew

    def take(self, rows: Rows) -> "Crew":
        """A crew that goes on in some worlds."""
        other = Crew(self.squad, self.pitch, self.control, self.runs_to)
        other._seen = [(pos[rows], vel[rows]) for pos, vel in self._seen]
        other._arrived = None if self._arrived is None else self._arrived[rows]
        other._post = None if self._post is None else self._post[rows]
        other._held = None if self._held is None else self._held[rows]
        other._passes = {player: plan.take(rows) for player, plan in self._passes.items()}
        other.minds = self.minds
        other.readers = None if self.readers is None else self.readers.take(rows)
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
            self.readers = Readers(self.squad, self.minds, self.cpu, len(view.seeds))
        assert self.readers is not None
        ball, vel = self._seen[0]
        ball = ball + (len(self._seen) - 1) * STEP_SECONDS * vel
        side = self.readers.see(view)
        nearest = self._nearest(view, ball)
        ours = side == self.squad.team
        wish = np.where(ours[..., None], self._support(view, nearest, ball, vel), 0.0)
        on_it = view.ball.holder[:, None] == np.arange(self.squad.players)
        cpu = self.cpu
        intents.move[:, cpu] = wish[:, cpu]
        seen = np.where(on_it[..., None], np.nan, ball[:, None, :])
        intents.look_at[:, cpu] = seen[:, cpu]
        self.readers.defend(view, side, intents)
        rows, holders = np.nonzero(on_it[:, cpu])
        intents.move[rows, cpu[holders]] = 0.0
        intents.tackle[rows, cpu[holders]] = False
        intents.hips_to[rows, cpu[holders]] = np.nan
        intents.look_at[rows, cpu[holders]] = np.nan
        self._pass_back(view, intents)

    def _support(self, view: View, nearest: Bools, ball: Floats, vel: Floats) -> Floats:
        """A team-mate has it: make the run, hold the place, meet a pass that comes, fetch one that died."""
        assert self._post is not None
        assert self._arrived is not None
        pos = view.bodies.pos
        runs = ~np.isnan(self.runs_to[:, 0])
        post = np.where(runs[:, None], self.runs_to, self._post)
        self._arrived |= norm(post - pos) < 0.8
        wish = go(pos, post, pace=0.85)
        loose = (view.ball.holder == NOBODY)[:, None]
        speed = norm(vel)
        line = (vel / np.maximum(speed, 1e-6)[:, None])[:, None, :]
        ball, vel, speed = ball[:, None, :], vel[:, None, :], speed[:, None]
        ahead = dot(pos - ball, line)
        meeting = ball + np.maximum(ahead, 0.0)[..., None] * line
        comes = loose & (speed > HABITS.late_speed) & (ahead > 0.0)
        reachable = comes & (norm(meeting - post) < HABITS.meets_within) & self._arrived
        wish = np.where(reachable[..., None], go(pos, meeting, pace=1.0), wish)
        fetch = loose & nearest & ~comes & ((speed <= HABITS.late_speed) | (ahead <= 0.0))
        target = ball + np.minimum(norm(ball - pos) / 6.0, 0.8)[..., None] * vel
        return np.where(fetch[..., None], go(pos, target, pace=1.0), wish)

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
