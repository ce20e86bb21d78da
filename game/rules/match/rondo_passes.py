"""The computer keeps the ball where a rondo allows heels only, or one touch."""

from typing import Final, Literal

import numpy as np

from game.core.intents import Intents, Technique
from game.core.maths import Bools, Floats, dot, heading, norm, unit, wrap
from game.core.plan import Plan
from game.core.state import NOBODY, Phase, View
from game.mind.defence.anticipation import go
from game.mind.meeting import Runners, meet
from game.mind.plan.batch import PlanBatch
from game.mind.plan.executor import Executor
from game.rules.match.laws import steps
from game.scenario.fixture import RondoFixture
from game.scenario.lineup import Lineup
from game.sim.feet import FEET, foot_meets, stance

LOOKS_FOR: Final = steps(0.25)
"""Steps with the ball after which a player plays it on."""
TURNS_FOR: Final = steps(1.6)
"""Steps after which a player heels the ball as they stand."""
WINDS_UP: Final = 0.55
"""Seconds before the ball is there at which the leg goes back for a pass at once."""
SURELY: Final = 0.5
"""Share of a foot's reach within which it surely meets a ball that comes."""
STILL: Final = 0.3
"""m/s under which the ball at a player's feet lies still."""
BACK_TURNED: Final = 0.5
"""Radians off straight away from the mate within which the back is turned."""
BEFORE: Final = 0.3
"""Metres of its way from which a ball comes nearer to a player, and isn't already past."""
SLOWEST: Final = 0.5
"""m/s: no ball is counted slower than this on its way."""
OPEN_AT: Final = 2.5
"""Metres of room beside a lane at which it is as open as it can be."""
TOO_NEAR: Final = 2.5
"""Metres under which a mate is too near for a pass."""
NEARNESS: Final = 0.05
"""Metres of open lane that each metre of a pass costs."""
NEAR_COSTS: Final = 2.0
"""Metres of open lane that a mate who is too near costs."""
SPEED: Final = {Technique.PUSH: 8.0, Technique.BACKHEEL: 7.0}
"""m/s off the foot by technique."""


class RondoPasses:
    """The keeping side's computer players in a rondo with laws of its own; they do nothing in a plain one."""

    def __init__(self, lineup: Lineup, fixture: RondoFixture, keeping: int) -> None:
        self.lineup, self.fixture, self.keeping = lineup, fixture, keeping
        self.players = lineup.members(keeping)
        self.hunters = lineup.members(1 - keeping)
        self._plan: Executor | None = None
        self._holder = NOBODY
        self._since = 0
        self._target = self._turns = NOBODY
        self._struck = -1

    def plays_for(self, players: int) -> Bools:
        """Return the players for whom it chooses what to do with the ball, ``(players,)``."""
        mine = np.zeros(players, dtype=np.bool_)
        if self.fixture.heel_only or self.fixture.one_touch:
            mine[self.players] = True
        return mine

    def decide(self, view: View, steered: Bools, intents: Intents) -> None:
        """Write the wishes of the player who has the ball or gets it next.

        ``steered`` ``(players,)`` are people.
        """
        holder = int(view.ball.holder[0])
        if holder != self._holder:
            self._holder, self._since, self._plan = holder, view.step, None
            self._turns = NOBODY
        if holder in self.players:
            if self.plays_for(len(steered))[holder] and not steered[holder]:
                self._pass_on(view, holder, intents)
        elif holder == NOBODY and self.fixture.one_touch:
            self._at_once(view, steered, intents)

    def _pass_on(self, view: View, holder: int, intents: Intents) -> None:
        """Pass to the best mate; where only heels count, turn the back to them first."""
        if view.step - self._since < LOOKS_FOR:
            return
        if self._plan is None and self.fixture.heel_only and not self._back_turned(view, holder, intents):
            return
        if self._plan is None or not self._plan.busy[0]:
            mate = self._target if self._turns == holder else self._best(view, holder, view.ball.pos[0, :2])
            technique: Literal["push", "backheel"] = "backheel" if self.fixture.heel_only else "push"
            plan = Plan(technique, self.lineup.squad.ids[mate], look_time=0.0)
            orders = PlanBatch.of([plan], self.lineup.squad)
            self._plan = Executor(view, self.lineup.pitch, holder, orders)
        intents.shield[0, holder] = False
        self._plan.decide(view, intents)

    def _back_turned(self, view: View, holder: int, intents: Intents) -> bool:
        """Turn the holder's back to the best mate; returns whether it is and the ball lies still."""
        ball = view.ball.pos[0, :2]
        if self._target == NOBODY or self._turns != holder:
            self._turns, self._target = holder, self._best(view, holder, ball)
        goal = float(wrap(heading((ball - view.bodies.pos[0, self._target])[None]))[0])
        off = abs(float(wrap(np.array([goal - view.bodies.hips[0, holder]]))[0]))
        intents.move[0, holder] = 0.0
        intents.hips_to[0, holder] = goal
        intents.shield[0, holder] = intents.tackle[0, holder] = False
        late = view.step - self._since > TURNS_FOR
        still = float(norm(view.ball.vel[0, :2])) < STILL
        return late or (off < BACK_TURNED and still)

    def _at_once(self, view: View, steered: Bools, intents: Intents) -> None:
        """Let the player for whom the ball is meet it with a swing."""
        kicker = int(view.ball.kicker[0])
        if kicker not in self.players:
            return
        players = [player for player in self.players if player != kicker]
        pos = view.bodies.pos[:1, players]
        ball, ball_vel = view.ball.pos[0, :2], view.ball.vel[0, :2]
        who, ball_now = Runners.of(view.bodies, (slice(0, 1), players)), view.ball
        meeting = meet(
            who,
            ball_now.pos[:1, None],
            ball_now.vel[:1, None],
            ball_now.roll[:1, None],
            self.lineup.pitch.surface,
        )
        points, nearest = meeting.point, int(np.argmin(meeting.cost[0]))
        player = players[nearest]
        if steered[player]:
            return
        speed = max(float(norm(ball_vel)), SLOWEST)
        meets = self._meets(pos[0, nearest], ball, ball_vel, points[0, nearest])
        away = float(norm(meets - ball)) / speed
        technique = Technique.BACKHEEL if self.fixture.heel_only else Technique.PUSH
        if self._struck != int(view.ball.struck_step[0]):
            self._struck, self._target = int(view.ball.struck_step[0]), NOBODY
        if self._target == NOBODY:
            self._target = self._best(view, player, meets)
        aim = view.bodies.pos[0, self._target]
        way = heading((aim - meets)[None])[0]
        hips = way if technique is Technique.PUSH else wrap(way + np.pi)
        foot = view.squad.better_foot[player : player + 1].astype(np.float64)
        sweet = np.array([FEET[technique].sweet])
        stand = stance(meets[None], np.array([hips]), foot, sweet)[0]
        intents.move[0, player] = go(pos[:, nearest], stand[None], 1.0)[0]
        intents.look_at[0, player] = ball
        intents.hips_to[0, player] = hips
        intents.aim[0, player] = aim
        intents.speed[0, player] = SPEED[technique]
        intents.tackle[0, player] = intents.shield[0, player] = False
        winding = int(view.bodies.phase[0, player]) == Phase.BACK
        soon = away < WINDS_UP
        now = winding and self._in_reach(view, player, technique)
        intents.swing[0, player] = technique if soon and not now else Technique.NONE
        intents.step_in[0, player] = True

    @staticmethod
    def _meets(at: Floats, ball: Floats, ball_vel: Floats, point: Floats) -> Floats:
        """Return where a ball passes nearest to a player, or where they first get to it if that is behind."""
        speed = max(float(norm(ball_vel)), SLOWEST)
        line = ball_vel / speed
        along = float(dot(at - ball, line))
        return ball + max(along, 0.0) * line if along > BEFORE else point

    def _in_reach(self, view: View, player: int, technique: Technique) -> bool:
        """Return whether the foot finds the ball if it is let go now."""
        bodies, ball, skill = view.bodies, view.ball, float(view.squad.skill[player])
        relative, closing = ball.pos[0, :2] - bodies.pos[0, player], ball.vel[0, :2] - bodies.vel[0, player]
        return bool(foot_meets(technique, relative, closing, unit(bodies.hips[0, player]), skill, SURELY))

    def _best(self, view: View, player: int, start: Floats) -> int:
        """Return the mate to whom the lane is most open, the nearer the better."""
        mates = [mate for mate in self.players if mate != player]
        to = view.bodies.pos[0, mates] - start
        length = np.maximum(norm(to), 1e-6)
        line = to / length[:, None]
        off = view.bodies.pos[0, self.hunters][None] - start
        along = np.minimum(np.maximum(dot(off, line[:, None]), 0.0), length[:, None])
        clear = norm(off - along[..., None] * line[:, None]).min(axis=1)
        worth = np.minimum(clear, OPEN_AT) - NEARNESS * length - np.where(length < TOO_NEAR, NEAR_COSTS, 0.0)
        return mates[int(np.argmax(worth))]
