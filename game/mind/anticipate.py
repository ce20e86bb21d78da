"""Where a defender goes, and when: from what he believes, what he can still reach, and who else covers.

He may leave for one lane before the ball is struck. That is a gain of time if he is right, and if he is wrong
his own momentum carries him out of the game: nothing here undoes a wrong step.
"""

from dataclasses import dataclass, fields

import numpy as np

from game.core.intents import Intents
from game.core.maths import Bools, Floats, Ints, dot, exp, heading, norm, pair, unit
from game.core.state import Rows, View
from game.mind.belief import Choices, lanes, points_of
from game.mind.observe import Cues, Moment
from game.mind.styles import Minds
from game.sim.contact import TOUCH
from game.sim.movement import CONSTANTS as MOVE


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a defender reckons with. All priors."""

    pass_speed: float = 9.0
    """m/s: mean speed of a pass on its way."""
    leg: float = 0.8
    """Metres he reaches without a step."""
    start: float = 0.30
    """Seconds from seeing a pass to moving at pace."""
    pace: float = 5.5
    """m/s he makes good over a few metres."""
    near: float = 5.0
    """Metres over which a lane stops being his to cover."""
    jockey: float = 1.5
    """Metres from the ball at which he keeps the man with the ball in front of him."""
    tight: float = 0.80
    """Metres from a man whose back is turned at which he stays with him."""
    stays_within: float = 1.3
    """Metres from a man within which he stays with him, though he turns."""
    tackles_within: float = 1.05
    """Metres from the ball at which he goes for it."""
    brakes_with: float = 3.5
    """m/s^2 with which he reckons to stop where he wants to be."""
    gives_up: float = 0.6
    """Share of his nerve under which he breaks a commitment off."""
    leans: float = 0.6
    """Share of the way to the lanes he believes in by which a pressing man stands off the straight line."""
    waits: float = 0.5
    """Share of top speed at which he shifts while he waits."""
    moments: int = 24
    moment: float = 0.1
    """Seconds between the moments at which he looks where a rolling ball will be."""
    slows: float = 0.35
    """1/s in s(t) = v t / (1 + slows t): how a man reckons with a ball's slowing down."""


JUDGEMENT = Judgement()
NO_LANE = -1


@dataclass(slots=True)
class Wishes:
    """What some players want until they think again, ``(worlds, viewers, ...)``."""

    whose: Bools
    """Whose wishes these are; the others' are not touched."""
    move: Floats
    hips_to: Floats
    look_at: Floats
    tackle: Bools

    def take(self, rows: Rows) -> "Wishes":
        """A copy of some worlds' wishes."""
        return Wishes(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})

    def put(self, intents: Intents, viewers: Ints) -> None:
        """Write them into a step's intents."""
        for name in ("move", "hips_to", "look_at", "tackle"):
            all_of = getattr(intents, name)
            mine = getattr(self, name)
            whose = self.whose if mine.ndim == 2 else self.whose[..., None]
            all_of[:, viewers] = np.where(whose, mine, all_of[:, viewers])


class Defence:
    """One team's defenders without the ball, in every world of a batch."""

    def __init__(self, minds: Minds, viewers: Ints, worlds: int) -> None:
        self.minds, self.viewers = minds, viewers
        self.lane: Ints = np.full((worlds, len(viewers)), NO_LANE, dtype=np.int64)
        """The man whose lane each has left his place for, or NO_LANE."""
        self.left_at: Ints = np.full((worlds, len(viewers)), -1, dtype=np.int64)
        """The step at which he left."""

    def take(self, rows: Rows) -> "Defence":
        """A copy that goes on in some worlds."""
        other = Defence(self.minds, self.viewers, len(rows))
        other.lane, other.left_at = self.lane[rows], self.left_at[rows]
        return other

    def against_carrier(
        self, view: View, then: Moment, cues: Cues, choices: Choices, carried: Bools
    ) -> "Wishes":
        """Wishes of those who know an opponent with the ball: the mask ``carried`` ``(worlds, viewers)``."""
        j, v = JUDGEMENT, self.viewers
        pos = view.bodies.pos[:, v]
        ball = cues.ball + self.minds.delay[v][None, :, None] * cues.ball_vel
        points = points_of(then.pos, then.vel, then.hips)
        worlds = len(view.seeds)
        feet_odds, space_odds = lanes(choices)[:, :, 0], lanes(choices)[:, :, 1]
        odds = feet_odds + space_odds
        into_space = (space_odds / np.maximum(odds, 1e-9))[..., None]
        spots = points[:, None, 0] * (1.0 - into_space) + points[:, None, 1] * into_space
        start = ball[:, :, None, :]
        line = spots - start
        length = norm(line)
        unit_line = line / np.maximum(length, 1e-6)[..., None]
        along = dot(pos[:, :, None, :] - start, unit_line)
        along = np.minimum(np.maximum(along, 0.15 * length), 0.95 * length)
        meets = start + along[..., None] * unit_line
        gap = norm(meets - pos[:, :, None, :])
        seconds = j.start + np.maximum(gap - j.leg, 0.0) / j.pace
        late = seconds > along / j.pass_speed
        mine = gap < j.near

        acts = cues.winding | cues.planted
        acting = np.maximum(1.0 - choices.keep, 1e-6)[..., None]
        worth = np.where(mine & late, odds / acting, 0.0)
        best = np.argmax(worth, axis=2)
        pick = np.ix_(np.arange(worlds), np.arange(len(v)))
        sure = worth[pick[0], pick[1], best]
        nerve = self.minds.nerve[v]
        goes = carried & acts & cues.seen & (sure > nerve) & (self.lane == NO_LANE)
        self.left_at = np.where(goes, view.step, self.left_at)
        self.lane = np.where(goes, best, self.lane)
        held = np.maximum(self.lane, 0)
        doubt = (odds / acting)[pick[0], pick[1], held] < j.gives_up * nerve
        self.lane = np.where(~carried | doubt, NO_LANE, self.lane)

        weight = odds * exp(-gap / 2.5) * mine
        total = np.ascontiguousarray(weight).sum(axis=2)
        cover = pair(
            np.ascontiguousarray(weight * meets[..., 0]).sum(axis=2),
            np.ascontiguousarray(weight * meets[..., 1]).sum(axis=2),
        )
        cover = np.where((total > 1e-6)[..., None], cover / np.maximum(total, 1e-6)[..., None], pos)
        stand = pos + self.minds.lead[v][None, :, None] * 0.8 * (cover - pos)
        wish = go(pos, stand, j.waits)

        distance = norm(ball - pos)
        nearest = distance <= distance.min(axis=1, keepdims=True)
        front = self._before_him(pos, ball, distance, cues)
        toward = j.leans * self.minds.lead[v][None, :, None] * (cover - pos)
        closes = go(pos, front + toward, 0.9)
        wish = np.where(nearest[..., None], closes, wish)
        chosen = self.lane != NO_LANE
        run = go(pos, meets[pick[0], pick[1], np.maximum(self.lane, 0)], 1.0)
        wish = np.where(chosen[..., None], run, wish)

        tackles = (distance < j.tackles_within) & self._open(pos, cues) & ~chosen
        return Wishes(carried, wish, heading(ball - pos), ball, tackles)

    def _before_him(self, pos: Floats, ball: Floats, distance: Floats, cues: Cues) -> Floats:
        """Where to stand against the man with the ball: near his back, off a ball that he faces."""
        j, press = JUDGEMENT, self.minds.press[self.viewers][None, :]
        to_him = cues.at - pos
        near = norm(to_him)
        close = (dot(unit(cues.hips), to_him) > 0.3 * near) | (near < j.stays_within)
        from_ball = (pos - ball) / np.maximum(distance, 0.3)[..., None]
        from_him = -to_him / np.maximum(near, 0.3)[..., None]
        facing = ball + (j.jockey * press)[..., None] * from_ball
        behind = cues.at + (j.tight * press)[..., None] * from_him
        point: Floats = np.where(close[..., None], behind, facing)
        return point

    @staticmethod
    def _open(pos: Floats, cues: Cues) -> Bools:
        """Whether the ball, as it is seen, can be got at past the man who has it."""
        line = cues.ball - pos
        length = norm(line)
        gap = cues.at - pos
        along = dot(gap, line) / np.maximum(length, 1e-6)
        aside = np.sqrt(np.maximum(dot(gap, gap) - along * along, 0.0))
        covered = (along > 0.0) & (along < length + TOUCH.between_feet) & (aside < TOUCH.shield_width + 0.05)
        return cues.seen & ~covered

    def forget(self, rows: Bools) -> None:
        """No commitment any more in the worlds of a mask."""
        self.lane[rows] = NO_LANE


def chase_point(pos: Floats, vel: Floats, ball: Floats, ball_vel: Floats) -> Floats:
    """Where runners first get to a ball that rolls on as they see it, metres ``(worlds, runners, 2)``.

    ``ball`` and ``ball_vel`` ``(worlds, runners, 2)`` as seen.
    """
    j = JUDGEMENT
    times = j.moment * np.arange(1, j.moments + 1)
    run = times / (1.0 + j.slows * times)
    where = ball[:, :, None, :] + run[None, None, :, None] * ball_vel[:, :, None, :]
    from_here = where - (pos + 0.25 * vel)[:, :, None, :]
    need = 0.15 + np.maximum(norm(from_here) - j.leg, 0.0) / j.pace
    there = need <= times
    there[..., -1] = True
    first = np.argmax(there, axis=2)
    rows, runners = np.ix_(np.arange(pos.shape[0]), np.arange(pos.shape[1]))
    point: Floats = where[rows, runners, first]
    return point


def go(pos: Floats, target: Floats, pace: float, stop: float = 0.0) -> Floats:
    """Wishes ``(..., 2)`` toward targets, no faster than the legs can still brake before them."""
    gap = target - pos
    distance = norm(gap)
    left = np.maximum(distance - stop - 0.08, 0.0)
    effort = np.minimum(np.sqrt(2.0 * JUDGEMENT.brakes_with * left) / MOVE.top_speed, pace)
    wish: Floats = gap * (effort / np.maximum(distance, 1e-6))[..., None]
    return wish
