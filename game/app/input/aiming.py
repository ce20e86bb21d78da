"""Where a person's pass goes: the team-mate it points at, to the feet, the far foot or ahead."""

from math import atan2, cos, hypot, pi, sin
from typing import Final

from game.app.input.surroundings import Around, Man, Point, wrap

KEYBOARD_HELP: Final = pi / 6.0
STICK_HELP: Final = pi / 18.0
"""Radians within which a direction is drawn to a team-mate or mark: a keyboard knows eight ways only."""
FAR: Final = 12.0
"""Metres to a point that only stands for a direction."""
LEADS_FROM: Final = 1.0
"""m/s from which a runner is met on the run, as by the computer's players (game.mind.plan.executor)."""
SLOWS_TO: Final = 0.72
"""Mean speed of a pass on its way, as a share of its speed off the foot."""
LONGEST: Final = 1.6
"""Seconds ahead at most that a runner's way is followed."""
AHEAD: Final = 2.5
"""Metres beyond the meeting point to which a ball ahead of the receiver is played."""
FAR_FOOT: Final = 0.30
"""Metres from the receiver's middle to the foot that is farther from the nearest opponent."""
INSIDE_POST: Final = 0.35
"""Metres inside the post at which a shot is aimed."""


def aim_at(around: Around, way: float, speed: float, *, limit: float, through: bool, far_foot: bool) -> Point:
    """Return the point that a direction means, metres; ``speed`` of the pass off the foot, m/s."""
    best, best_off = None, limit
    for mate in around.mates:
        meets = met(mate, around.ball, speed)
        off = min(_off(around.ball, meets, way), _off(around.ball, mate.at, way))
        if off <= best_off:
            best, best_off = mate, off
    mark = min(around.marks, key=lambda m: _off(around.ball, m, way), default=None)
    if mark is not None and _off(around.ball, mark, way) <= best_off:
        # A mark is where it is, whatever else is held.
        return mark
    if best is None:
        return (around.ball[0] + FAR * cos(way), around.ball[1] + FAR * sin(way))
    spot = met(best, around.ball, speed)
    if through:
        way_of_run = _run_way(best)
        return (spot[0] + AHEAD * cos(way_of_run), spot[1] + AHEAD * sin(way_of_run))
    if far_foot:
        return _far_side(around, spot)
    return spot


def shot_at(around: Around, way: float | None, limit: float) -> Point:
    """Return where a shot goes, metres: the corner that is pointed at, else straight along the direction."""
    goal = around.their_goal
    if goal is None:
        way = around.hips if way is None else way
        return (around.ball[0] + FAR * cos(way), around.ball[1] + FAR * sin(way))
    half = around.goal_half - INSIDE_POST
    corners = [(goal[0], goal[1] + half), (goal[0], goal[1] - half)]
    if way is None:
        # Without a direction: the corner that is farther from whoever stands in front of it.
        return max(corners, key=lambda corner: _room(around, corner))
    offs = [_off(around.ball, corner, way) for corner in corners]
    best = offs.index(min(offs))
    if offs[best] <= max(limit, KEYBOARD_HELP):
        return corners[best]
    return (around.ball[0] + FAR * cos(way), around.ball[1] + FAR * sin(way))


def met(mate: Man, ball: Point, speed: float) -> Point:
    """Return where a pass meets a team-mate who runs on, metres; a standing one is met at the feet."""
    if hypot(*mate.velocity) < LEADS_FROM:
        return mate.at
    x, y = mate.at
    seconds = 0.0
    for _ in range(3):
        seconds = min(hypot(x - ball[0], y - ball[1]) / max(SLOWS_TO * speed, 2.0), LONGEST)
        x, y = mate.at[0] + mate.velocity[0] * seconds, mate.at[1] + mate.velocity[1] * seconds
    return (x, y)


def _run_way(mate: Man) -> float:
    if hypot(*mate.velocity) < LEADS_FROM:
        return mate.hips
    return atan2(mate.velocity[1], mate.velocity[0])


def _far_side(around: Around, spot: Point) -> Point:
    """Return the far foot of a receiver met at ``spot``, metres: away from the nearest opponent."""
    if not around.foes:
        return spot
    foe = min(around.foes, key=lambda f: hypot(f.at[0] - spot[0], f.at[1] - spot[1]))
    along = atan2(spot[1] - around.ball[1], spot[0] - around.ball[0])
    across = (-sin(along), cos(along))
    side = across[0] * (foe.at[0] - spot[0]) + across[1] * (foe.at[1] - spot[1])
    out = -FAR_FOOT if side > 0.0 else FAR_FOOT
    return (spot[0] + out * across[0], spot[1] + out * across[1])


def _room(around: Around, corner: Point) -> float:
    nearest = min((hypot(f.at[0] - corner[0], f.at[1] - corner[1]) for f in around.foes), default=0.0)
    return round(nearest, 6)


def _off(ball: Point, at: Point, way: float) -> float:
    x, y = at[0] - ball[0], at[1] - ball[1]
    return abs(wrap(atan2(y, x) - way)) if hypot(x, y) > 0.5 else pi
