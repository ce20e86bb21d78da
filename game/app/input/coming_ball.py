"""A ball on its way to the player: whether it comes, and where it is met."""

from math import asin, cos, hypot, sin
from typing import Final

import numpy as np

from game.app.input.surroundings import Around, Point
from game.core.intents import Technique
from game.core.state import STEP_SECONDS
from game.sim.feet import FEET, KICK, stances_as_it_comes

COMES_WITHIN: Final = 1.6
"""Seconds within which a rolling ball that passes near counts as coming."""
COMES_NEAR: Final = 2.0
"""Metres from the body within which it must pass."""
ROLLS: Final = 1.0
"""m/s over which a ball is on its way somewhere."""
SLOWS: Final = 1.6
"""m/s^2 that a rolling ball surely doesn't lose more of: what will come is left to come."""
ON_IT: Final = 0.3
"""Metres beside the ball's way within which nobody need move."""
STANDS: Final = 0.12
"""Metres from where one should stand within which nobody need move."""
STEPS_ASIDE: Final = 6.0
"""m/s of a full run, by which the pace of a step aside is chosen."""


def coming(around: Around) -> bool:
    """Return whether the ball rolls this way and will soon be near."""
    vx, vy = around.ball_velocity
    speed = hypot(vx, vy)
    if speed < ROLLS:
        return False
    seconds = seconds_to_meet(around)
    x, y = meeting_point(around)
    return 0.0 < seconds < COMES_WITHIN and hypot(x - around.body[0], y - around.body[1]) < COMES_NEAR


def seconds_to_meet(around: Around) -> float:
    """Return the seconds until a rolling ball is nearest to the body; negative once it has passed."""
    vx, vy = around.ball_velocity
    x, y = around.body[0] - around.ball[0], around.body[1] - around.ball[1]
    return (x * vx + y * vy) / max(vx * vx + vy * vy, 1e-6)


def meeting_point(around: Around) -> Point:
    """Return the point of the ball's way that is nearest to the body."""
    seconds = max(seconds_to_meet(around), 0.0)
    vx, vy = around.ball_velocity
    return (around.ball[0] + vx * seconds, around.ball[1] + vy * seconds)


def struck_from(around: Around) -> Point:
    """Return where the ball will be struck: where it is, or where one that comes is met."""
    return meeting_point(around) if not around.mine and coming(around) else around.ball


def best_now(around: Around, technique: Technique, foot: int) -> bool:
    """Return whether a foot let go now meets a ball that comes as well as one let go a step later.

    ``foot`` 1 right, -1 left, 0 the one on the ball's side.
    """
    swing = FEET[technique].forward_swing
    times = np.array((swing, swing + STEP_SECONDS))
    ball, velocity, body = (np.array(at) for at in (around.ball, around.ball_velocity, around.body))
    ahead = np.array((cos(around.hips), sin(around.hips)))
    to_ball = ball - body
    side = foot or (1 if to_ball[0] * ahead[1] > to_ball[1] * ahead[0] else -1)
    stands = body + times[:, None] * np.array(around.velocity)
    now, later = np.hypot(*(stances_as_it_comes(ball, velocity, times, ahead, side, technique) - stands).T)
    return bool(later >= now)


def against_drift(around: Around, aim: Point, speed: float) -> Point:
    """Return where a foot must aim for a ball that comes to go where it is meant.

    Some of a ball's own way across the pass stays in it; anybody who has played first time a few times aims
    against that. ``speed`` m/s off the foot. It is the mean that is put right: the foot errs as always.
    """
    start = struck_from(around)
    x, y = aim[0] - start[0], aim[1] - start[1]
    far = hypot(x, y)
    if around.mine or far == 0.0 or hypot(*around.ball_velocity) < ROLLS:
        return aim
    vx, vy = (ball - own for ball, own in zip(around.ball_velocity, around.velocity, strict=True))
    across = (x * vy - y * vx) / far
    turn = -asin(max(min(KICK.absorbed * across / max(speed, 1.0), 0.5), -0.5))
    return (
        start[0] + x * cos(turn) - y * sin(turn),
        start[1] + x * sin(turn) + y * cos(turn),
    )


def onto_line(around: Around) -> Point | None:
    """Return the wished run of somebody who steps onto the way of a ball that comes, and stays there.

    None where it wouldn't come so far, or is past: then it has to be fetched.
    """
    vx, vy = around.ball_velocity
    speed, seconds = hypot(vx, vy), seconds_to_meet(around)
    if speed < ROLLS or seconds <= 0.0 or speed * speed < 2.0 * SLOWS * speed * seconds:
        return None
    x, y = meeting_point(around)
    x, y = x - around.body[0], y - around.body[1]
    aside = hypot(x, y)
    if aside < ON_IT:
        return (0.0, 0.0)
    pace = min(max(aside / (STEPS_ASIDE * seconds), 0.4), 1.0)
    return (x / aside * pace, y / aside * pace)


def onto_stance(around: Around, technique: Technique, hips: float, foot: int) -> Point:
    """Return the wished run to where a ball that comes rolls over the foot's place, hips as they will be.

    ``hips`` radians; ``foot`` 1 right, -1 left, 0 whichever is nearer.
    """
    times = np.arange(0.05, COMES_WITHIN, 0.05)
    ball, velocity, body = (np.array(at) for at in (around.ball, around.ball_velocity, around.body))
    ahead = np.array((cos(hips), sin(hips)))
    feet = (foot,) if foot else (1, -1)
    ways = np.concatenate(
        [stances_as_it_comes(ball, velocity, times, ahead, one, technique) - body for one in feet]
    )
    far = np.hypot(ways[:, 0], ways[:, 1])
    # There in time, and the nearest of those places.
    late = far / STEPS_ASIDE > np.tile(times, len(feet))
    best = int(np.argmin(far + 10.0 * late))
    aside, seconds = float(far[best]), float(np.tile(times, len(feet))[best])
    if aside < STANDS:
        return (0.0, 0.0)
    pace = min(max(aside / (STEPS_ASIDE * seconds), 0.45), 1.0)
    return (float(ways[best, 0]) / aside * pace, float(ways[best, 1]) / aside * pace)
