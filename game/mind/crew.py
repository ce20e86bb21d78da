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
        seen_pos, seen_vel = self._seen[0]
        age = (len(self._seen) - 1) * STEP_SECONDS
        ball = seen_pos + age * seen_vel
        team = self.squad.team
        has = np.where(view.ball.holder == NOBODY, view.ball.last_touch, view.ball.holder)
        has_team = np.where(has == NOBODY, -1, team[np.maximum(has, 0)])
        for player in self.cpu:
            mine = has_team == team[player]
            wish = np.where(
                mine[:, None],
                self._support(view, int(player), ball, seen_vel),
                self._chase(view, intents, int(player), ball, seen_vel),
            )
            intents.move[:, player] = wish
            on_it = view.ball.holder == player
            intents.tackle[on_it, player] = False
            intents.move[on_it, player] = 0.0
            intents.look_at[~on_it, player] = ball[~on_it]
        self._pass_back(view, intents)

    def _support(self, view: View, player: int, ball: Floats, vel: Floats) -> Floats:
        """A team-mate has it: make the run, hold the place, meet a pass that comes, fetch one that died."""
        assert self._post is not None
        assert self._arrived is not None
        pos = view.bodies.pos[:, player]
        goal = self.runs_to[player]
        if not np.isnan(goal[0]):
            self._arrived[:, player] |= norm(goal - pos) < 0.8
        post = np.where(self._arrived[:, player, None], self._post[:, player], goal)
        if not np.isnan(goal[0]):
            post = np.where(self._arrived[:, player, None], goal, post)
        wish = _go(pos, post, slow_within=1.5, pace=0.85)
        loose = view.ball.holder == NOBODY
        speed = norm(vel)
        line = vel / np.maximum(speed, 1e-6)[:, None]
        ahead = dot(pos - ball, line)
        meeting = ball + np.maximum(ahead, 0.0)[:, None] * line
        comes = loose & (speed > HABITS.late_speed) & (ahead > 0.0)
        reachable = norm(meeting - post) < HABITS.meets_within
        wish = np.where((comes & reachable)[:, None], _go(pos, meeting, slow_within=0.5, pace=1.0), wish)
        nearest = self._nearest_of_team(view, player, ball)
        fetch = loose & nearest & ~comes & ((speed <= HABITS.late_speed) | (ahead <= 0.0))
        lead = np.minimum(norm(ball - pos) / 6.0, 0.8)
        target = ball + lead[:, None] * vel
        return np.where(fetch[:, None], _go(pos, target, slow_within=0.6, pace=1.0), wish)

    def _chase(self, view: View, intents: Intents, player: int, ball: Floats, vel: Floats) -> Floats:
        """The others have it: run to where the ball will be, slow down before the man, lunge when near."""
        pos = view.bodies.pos[:, player]
        distance = norm(ball - pos)
        loose = view.ball.holder == NOBODY
        lead = np.minimum(distance / 6.5, 1.2)
        target = ball + lead[:, None] * vel
        nearest = self._nearest_of_team(view, player, ball)
        wish = np.where(
            loose[:, None],
            _go(pos, target, slow_within=0.1, pace=1.0),
            _go(pos, target, slow_within=HABITS.presses_to + 1.0, pace=0.9, stop=HABITS.presses_to),
        )
        others = view.ball.holder != NOBODY
        foe = others & (self.squad.team[np.maximum(view.ball.holder, 0)] != self.squad.team[player])
        intents.tackle[:, player] = foe & (distance < HABITS.tackles_within)
        intents.hips_to[:, player] = heading(ball - pos)
        return np.where(nearest[:, None], wish, 0.35 * wish)

    def _nearest_of_team(self, view: View, player: int, ball: Floats) -> Bools:
        """Whether a player is his team's nearest to the ball, the carrier and the kicker left out."""
        mates = np.flatnonzero(self.squad.team == self.squad.team[player])
        distance = norm(view.bodies.pos[:, mates] - ball[:, None, :])
        kicked = mates[None, :] == view.ball.kicker[:, None]
        distance = np.where(kicked, 1e3, distance)
        nearest: Bools = mates[np.argmin(distance, axis=1)] == player
        return nearest

    def _pass_back(self, view: View, intents: Intents) -> None:
        """A team-mate with the ball gives it to the nearest of his own after a moment."""
        assert self._held is not None
        held = np.isin(view.ball.holder, self.cpu)
        self._held = np.where(held, self._held + 1, 0)
        due = round(HABITS.holds_for / STEP_SECONDS)
        for player in self.cpu:
            mates = [m for m in range(self.squad.players) if self._is_mate(int(player), m)]
            if not mates:
                continue
            begins = (view.ball.holder == player) & (self._held == due)
            if begins.any():
                self._plan_pass(view, int(player), mates, begins)
            if player in self._passes:
                self._passes[int(player)].decide(view, intents)

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


def _go(pos: Floats, target: Floats, slow_within: float, pace: float, stop: float = 0.0) -> Floats:
    """A wish ``(worlds, 2)`` toward a target, slowing down near it."""
    gap = target - pos
    distance = norm(gap)
    effort = pace * np.minimum(np.maximum((distance - stop) / slow_within, 0.0), 1.0)
    effort = np.where(distance - stop < 0.12, 0.0, effort)
    wish: Floats = gap * (effort / np.maximum(distance, 1e-6))[:, None]
    return wish
