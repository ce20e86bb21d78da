"""A ball on its way to the player: whether it comes, and where it is met."""

from math import hypot
from typing import Final

from game.app.input.surroundings import Around, Point

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
