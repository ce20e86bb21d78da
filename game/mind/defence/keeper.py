"""A keeper stands on the line from the ball to the goal, comes out, leans to what they read, and dives.

They read a shot as everybody reads a pass, from the shooter's body, late and blurred; before the foot meets
the ball they have no more than that, and after it only what their eyes have told them of the ball.
"""

from dataclasses import dataclass

import numpy as np

from game.core import rng
from game.core.intents import Intents
from game.core.maths import SMALL, ZERO, Bools, Floats, Ints, as_arrays, constant, found, heading, norm, pair
from game.core.pitch import Pitch
from game.core.rng import Stream
from game.core.state import NOBODY, Rows, Squad
from game.mind.defence.anticipation import go
from game.mind.meeting import Runners, meet, run
from game.mind.perception.delayed_ball import HALF_FALL
from game.mind.perception.perceived import Perceived
from game.mind.traits.styles import Minds
from game.sim.keeper.dive import dive_time
from game.sim.keeper.hands import standing_reach
from game.sim.sizes import BALL_RADIUS


@dataclass(frozen=True, slots=True)
class KeeperHabits:
    """How a keeper plays. All numbers are priors."""

    off_line: float = 0.16
    """Share of the ball's distance that a keeper stands off the goal line."""
    least_out: float = 0.6
    """Metres off the goal line that a keeper stands at least."""
    most_out: float = 3.0
    """Metres off the goal line that a keeper stands at most."""
    closes_from: float = 8.0
    """Metres of an unpressed carrier from the goal from which a keeper comes out to them."""
    closes_share: float = 0.42
    """Share of the way to an unpressed carrier that a keeper comes out."""
    shifts: float = 0.6
    """Share of top speed at which a keeper follows the ball along the goal."""
    before_line: float = 0.25
    """Metres before the goal line that a keeper keeps at least."""
    step_push: float = 6.0
    """m/s^2 of a step sideways, a little less than the legs give."""
    step_speed: float = 3.5
    """m/s of a step sideways at most."""
    choice: float = 0.15
    """Seconds longer than a simple reaction that it takes to know to which side (two choices, recalled)."""
    leaves: float = 0.05
    """Seconds before the last moment at which a keeper dives."""
    hopeless: float = 0.3
    """Share of a dive's time below which a keeper lets a ball go."""
    fears_from: float = 3.5
    """m/s toward the goal from which a ball is a shot."""
    wide: float = 0.7
    """Metres beside a post to which a keeper still goes for a ball."""
    over: float = 0.4
    """Metres over the bar to which a keeper still goes for a ball."""
    misreads: float = 0.03
    """Radians by which a good amateur misjudges the line of a ball: the nearer it is, the less that matters,
    but the keeper has to dive before."""
    slows: float = 0.25
    """1/s at which a keeper expects a ball to slow down."""
    least_pace: float = 0.05
    """m/s of a ball below which a keeper doesn't expect it to come at all."""
    soon: float = 0.4
    """Seconds ahead at which a keeper judges a loose ball."""
    sweeps: float = 1.15
    """Times nearer than an opponent that a keeper must be to a loose ball to go for it."""
    meets_within: float = 1.6
    """Radii of the area within which, from the goal, a keeper meets a pass that a mate plays back."""
    helped_within: float = 2.5
    """Metres from the ball within which a team-mate before the goal lets the keeper stay at home."""
    helped_behind: float = 0.2
    """Metres nearer to the goal line than the ball that such a team-mate is."""
    smothers: float = 1.0
    """Metres from the body within which a keeper goes for a ball at an opponent's feet."""
    leans: float = 0.5
    """Metres at most by which a reading of the shooter shifts a keeper before the strike."""


KEEPER = KeeperHabits()
_KEEPER, _NOT_COMING = as_arrays(KEEPER), constant(float("inf"))


KEEPING = ("move", "hips_to", "look_at", "tackle", "dive_to")
"""Intents that a keeper's thought settles."""


def write_one(intents: Intents, player: int, wanted: Intents, where: Bools) -> None:
    """Write what a keeper's thought settles into the ``intents`` of the worlds of a mask ``(worlds,)``."""
    each = where[:, None]
    for name in KEEPING:
        mine, new = getattr(intents, name)[:, player], getattr(wanted, name)[:, player]
        np.copyto(mine, new, where=where if mine.ndim == 1 else each)


class Keepers:
    """The keepers of a batch who are not people."""

    def __init__(self, squad: Squad, pitch: Pitch, cpu: Rows, minds: Minds) -> None:
        self.squad, self.pitch, self.minds = squad, pitch, minds
        self.players: Ints = cpu[squad.keeper[cpu]] if pitch.goals else cpu[:0]

    def keep(
        self,
        seen: Perceived,
        players: Ints,
        ball: Floats,
        ball_vel: Floats,
        ball_roll: Floats,
        intents: Intents,
        shoot: Floats | None = None,
        where: Floats | None = None,
    ) -> None:
        """Write the wishes of some keepers; they hold for those who don't have the ball.

        ``ball``, ``ball_vel`` ``(worlds, players, 3)`` and ``ball_roll`` ``(worlds, players, 2)`` are as each
        sees them. ``shoot`` is how sure each is of a shot, ``where`` the y on the goal's line that is read,
        metres; ``(worlds, players)`` or None.
        """
        for player in players:
            turns, own = ball_roll[:, player], seen.of(np.array([player]))
            self._one(own, int(player), ball[:, player], ball_vel[:, player], turns, intents, shoot, where)

    def _one(
        self,
        seen: Perceived,
        player: int,
        ball: Floats,
        vel: Floats,
        roll: Floats,
        intents: Intents,
        shoot: Floats | None,
        where: Floats | None,
    ) -> None:
        k = KEEPER
        team = int(self.squad.team[player])
        goal = self.pitch.goals[team]
        pos = seen.own.pos[:, 0]
        held = seen.holder[:, 0] != NOBODY
        sign = 1.0 if goal.x < 0.0 else -1.0
        """Sign along x of the way out of the goal."""
        flat = ball[:, :2]
        mouth = np.array((goal.x, 0.0))
        line = flat - mouth
        distance = norm(line)
        way = line / np.maximum(distance, SMALL)[:, None]
        out = np.minimum(np.maximum(_KEEPER.off_line * distance, _KEEPER.least_out), _KEEPER.most_out)
        close = held & (distance < k.closes_from)
        if np.count_nonzero(close):
            close &= self._alone(seen, player, flat)
            out = np.where(close, np.maximum(out, k.closes_share * distance), out)
        spot = mouth + out[:, None] * way
        if shoot is not None and where is not None:
            lean = np.minimum(np.maximum(where[:, player], -0.5 * goal.width), 0.5 * goal.width)
            lean = np.where(np.isnan(lean), ZERO, lean) * 2.0 * k.leans / goal.width
            spot[:, 1] += shoot[:, player] * lean
        low = goal.x + k.before_line * sign
        np.copyto(spot[:, 0], low, where=sign * spot[:, 0] < sign * low)
        wish = go(pos, spot, _KEEPER.shifts)

        point = np.full(pos.shape, np.nan)
        if np.count_nonzero(held) < held.size:
            wish, point = self._after_it(seen, player, ball, vel, roll, wish, held)

        intents.move[:, player] = wish
        intents.hips_to[:, player] = heading(flat - pos)
        intents.look_at[:, player] = flat
        intents.tackle[:, player] = self._smothers(seen, player, flat, goal.area, goal.x)
        intents.dive_to[:, player] = point

    def _after_it(
        self,
        seen: Perceived,
        player: int,
        ball: Floats,
        vel: Floats,
        roll: Floats,
        wish: Floats,
        held: Bools,
    ) -> tuple[Floats, Floats]:
        """Step across or dive to a free ball that comes at the goal, and fetch one that is nearest.

        ``wish`` is what the keeper wants without it; returns it renewed, and where they dive, NaN where not.
        """
        k = KEEPER
        goal = self.pitch.goals[int(self.squad.team[player])]
        sign = 1.0 if goal.x < 0.0 else -1.0
        pos, flat = seen.own.pos[:, 0], ball[:, :2]
        crosses, seconds, height = self._crossing(pos, flat, ball[:, 2], vel, goal.x, sign)
        comes = ~held & (sign * vel[:, 0] < -k.fears_from) & np.isfinite(seconds)
        if np.count_nonzero(comes):
            # One judgement of each strike, which the eye mends as the ball comes nearer.
            slip = rng.normal(seen.luck, seen.struck[:, 0], player, Stream.SHOT_LINE)
            way = np.abs(flat[:, 0] - pos[:, 0])
            crosses = crosses + k.misreads * float(self.minds.blur[player]) * way * slip
        comes &= (np.abs(crosses) < 0.5 * goal.width + k.wide) & (height < goal.height + k.over)
        point = np.full(pos.shape, np.nan)
        if np.count_nonzero(comes):
            aside = np.abs(crosses - pos[:, 1])
            wish = np.where(comes[:, None], go(pos, pair(pos[:, 0], crosses), 1.0), wish)
            high = height + BALL_RADIUS
            late = comes & (aside > standing_reach(high) + _steps_aside(np.where(comes, seconds, 0.0)))
            needs = dive_time(aside, high)
            goes = (seconds < needs + k.leaves) & (seconds > k.hopeless * needs)
            dives = late & goes & (seen.own.dive[:, 0] <= 0.0)
            point = pair(np.where(dives, pos[:, 0], np.nan), np.where(dives, crosses, np.nan))
        loose = ~held & ~comes
        if np.count_nonzero(loose):
            loose &= self._first_there(seen, player, flat, vel[:, :2], goal.area, goal.x)
        if np.count_nonzero(loose):
            who = Runners.of_own(seen.own)
            meeting = meet(who, ball[:, None], vel[:, None], roll[:, None], self.pitch.surface)
            going, _ = run(who, meeting, flat[:, None])
            wish = np.where(loose[:, None], going[:, 0], wish)
        return wish, point

    @staticmethod
    def _crossing(
        pos: Floats, flat: Floats, high: Floats, vel: Floats, goal_x: float, sign: float
    ) -> tuple[Floats, Floats, Floats]:
        """Return where, when and how high the keeper expects the ball to come past, metres and seconds."""
        plane = np.where(sign * (flat[:, 0] - pos[:, 0]) > ZERO, pos[:, 0], goal_x)
        run = sign * (flat[:, 0] - plane)
        pace = -sign * vel[:, 0]
        # s(t) = v t / (1 + k t) solved for t.
        left = pace - _KEEPER.slows * run
        least = _KEEPER.least_pace
        comes = (left > least) & (pace > ZERO) & (run >= ZERO)
        seconds = np.where(comes, run / np.maximum(left, least), _NOT_COMING)
        share = np.where(comes, run / np.maximum(pace, SMALL), ZERO)
        crosses = flat[:, 1] + vel[:, 1] * share
        time = np.where(comes, seconds, ZERO)
        height = np.maximum(high + vel[:, 2] * time - HALF_FALL * time * time, ZERO)
        return crosses, seconds, height

    def _alone(self, seen: Perceived, player: int, ball: Floats) -> Bools:
        """Return whether no team-mate is between ball and goal, near the ball, ``(worlds,)``."""
        team = self.squad.team[player]
        mates = found((self.squad.team == team) & ~self.squad.keeper)
        if mates.size == 0:
            return np.ones(len(ball), dtype=np.bool_)
        goal = self.pitch.goals[int(team)]
        pos = seen.now_at()[:, 0, mates]
        sign = 1.0 if goal.x < 0.0 else -1.0
        behind = sign * (ball[:, None, 0] - pos[..., 0]) > KEEPER.helped_behind
        near = norm(pos - ball[:, None, :]) < KEEPER.helped_within
        alone: Bools = ~np.asarray((behind & near).any(axis=1))
        return alone

    def _first_there(
        self, seen: Perceived, player: int, ball: Floats, vel: Floats, area: float, goal_x: float
    ) -> Bools:
        """Return whether the keeper gets to a free ball near the goal before any opponent, ``(worlds,)``."""
        foes = found(self.squad.team != self.squad.team[player])
        soon = ball + KEEPER.soon * vel
        mine = norm(seen.own.pos[:, 0] - soon)
        near = norm(soon - np.array((goal_x, 0.0))) < area
        if foes.size == 0 or not np.count_nonzero(near):
            return near
        theirs = norm(seen.now_at()[:, 0, foes] - soon[:, None, :]).min(axis=1)
        first: Bools = near & (KEEPER.sweeps * mine < theirs)
        return first

    def _smothers(self, seen: Perceived, player: int, ball: Floats, area: float, goal_x: float) -> Bools:
        """Return whether a carrier's ball is right before the keeper, inside the area, ``(worlds,)``."""
        near: Bools = norm(seen.own.pos[:, 0] - ball) < KEEPER.smothers
        if not np.count_nonzero(near):
            return near
        holder = seen.holder[:, 0]
        theirs = (holder != NOBODY) & (self.squad.team[np.maximum(holder, 0)] != self.squad.team[player])
        inside = norm(ball - np.array((goal_x, 0.0))) < area
        smothers: Bools = near & theirs & inside
        return smothers


def _steps_aside(seconds: Floats) -> Floats:
    """Return the metres that a keeper gets sideways on their feet, from a stand."""
    k = KEEPER
    gathers = np.minimum(seconds, k.step_speed / k.step_push)
    return 0.5 * k.step_push * gathers * gathers + k.step_speed * (seconds - gathers)
