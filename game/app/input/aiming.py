"""Where a person's pass goes: at whom a direction means, ahead of them, to their far foot, or into space."""

from math import atan2, cos, hypot, pi, sin
from typing import Final

from game.app.input.receivers import LEADS_FROM, MeantBy, met
from game.app.input.surroundings import Around, NearbyPlayer, Point, wrap

SHOT_HELP: Final = pi / 6.0
"""Radians within which a direction is drawn to a corner of the goal."""
FAR: Final = 12.0
"""Metres to a point that only stands for a direction."""
AHEAD_SECONDS: Final = 0.5
AHEAD_LEAST, AHEAD_MOST = 1.5, 4.0
"""Seconds of the run, and metres, by which a ball played ahead of a runner lies beyond the meeting."""
AHEAD_STANDING: Final = 2.0
"""Metres toward the goal attacked of a ball played ahead of somebody who stands."""
FAR_FOOT: Final = 0.30
"""Metres from the receiver's middle to the foot that is farther from the nearest opponent."""
INSIDE_POST: Final = 0.35
"""Metres inside the post at which a shot is aimed."""


def aim_at(
    around: Around, choice: MeantBy, way: float, speed: float, *, ahead: bool, far_foot: bool
) -> Point:
    """Return the point of a choice, metres.

    ``speed`` is the pass's, m/s, ``way`` counts where it means nobody.
    """
    if choice.mark is not None:
        # A mark is where it is, whatever else is held.
        return choice.mark
    if choice.mate is None or choice.mate >= len(around.mates):
        return spot(around, way, FAR)
    mate = around.mates[choice.mate]
    place = met(mate, around.ball, speed)
    if ahead:
        return _ahead(around, mate, place)
    if far_foot:
        return _far_side(around, place)
    return place


def spot(around: Around, way: float, metres: float) -> Point:
    """Return a place in a direction from the ball."""
    return (around.ball[0] + metres * cos(way), around.ball[1] + metres * sin(way))


def shot_at(around: Around, way: float | None, limit: float) -> Point:
    """Return where a shot goes, metres: the corner that is pointed at, else straight along the direction."""
    goal = around.their_goal
    if goal is None:
        return spot(around, around.hips if way is None else way, FAR)
    half = around.goal_half - INSIDE_POST
    corners = [(goal[0], goal[1] + half), (goal[0], goal[1] - half)]
    if way is None:
        # Without a direction: the corner that is farther from whoever stands in front of it.
        return max(corners, key=lambda corner: _room(around, corner))
    offs = [_off(around.ball, corner, way) for corner in corners]
    best = offs.index(min(offs))
    return corners[best] if offs[best] <= limit else spot(around, way, FAR)


def runs(mate: NearbyPlayer) -> bool:
    """Return whether somebody is on a run."""
    return hypot(*mate.velocity) >= LEADS_FROM


def _ahead(around: Around, mate: NearbyPlayer, place: Point) -> Point:
    if runs(mate):
        speed = hypot(*mate.velocity)
        metres = min(max(AHEAD_SECONDS * speed, AHEAD_LEAST), AHEAD_MOST)
        return (place[0] + mate.velocity[0] / speed * metres, place[1] + mate.velocity[1] / speed * metres)
    # Where no goal is attacked: beyond them on the pass's own line.
    goal = around.their_goal or (2.0 * place[0] - around.ball[0], 2.0 * place[1] - around.ball[1])
    way = atan2(goal[1] - place[1], goal[0] - place[0])
    return (place[0] + AHEAD_STANDING * cos(way), place[1] + AHEAD_STANDING * sin(way))


def _far_side(around: Around, place: Point) -> Point:
    """Return the side of a receiver met at ``place`` that their nearest opponent is farther from."""
    if not around.foes:
        return place
    foe = min(around.foes, key=lambda f: hypot(f.at[0] - place[0], f.at[1] - place[1]))
    along = atan2(place[1] - around.ball[1], place[0] - around.ball[0])
    across = (-sin(along), cos(along))
    side = across[0] * (foe.at[0] - place[0]) + across[1] * (foe.at[1] - place[1])
    out = -FAR_FOOT if side > 0.0 else FAR_FOOT
    return (place[0] + out * across[0], place[1] + out * across[1])


def _room(around: Around, corner: Point) -> float:
    nearest = min((hypot(f.at[0] - corner[0], f.at[1] - corner[1]) for f in around.foes), default=0.0)
    return round(nearest, 6)


def _off(ball: Point, at: Point, way: float) -> float:
    x, y = at[0] - ball[0], at[1] - ball[1]
    return abs(wrap(atan2(y, x) - way)) if hypot(x, y) > 0.5 else pi
