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
    """The point of the ball's way that is nearest to the body."""
    seconds = max(seconds_to_meet(around), 0.0)
    vx, vy = around.ball_velocity
    return (around.ball[0] + vx * seconds, around.ball[1] + vy * seconds)
