"""A leg that is thrown out has a place and a width: what comes there meets it."""

from dataclasses import dataclass

import numpy as np

from game.core.maths import Floats, Ints, dot, norm, pair, unit
from game.core.state import Bodies, Rows
from game.sim.legs.stance import LEG_RADIUS
from game.sim.obstacles import NEVER, enters_circle
from game.sim.touch_constants import TOUCH

DRAWN_BACK = 0.15
"""Seconds before the end of a lunge at which the leg is under the body again (prior)."""
FARTHEST = TOUCH.lunge_reach + LEG_RADIUS
"""Metres from a body's centre beyond which no thrown leg meets a ball."""


@dataclass(frozen=True, slots=True)
class Legs:
    """Legs that are thrown out, a row each."""

    along: Floats
    """``(rows, 2)`` float64: unit vectors in which they are thrown out."""
    extent: Floats
    """``(rows,)`` float64, metres from the body's centre to the foot, 0 for a leg that isn't out."""


def legs_of(bodies: Bodies, where: tuple[Rows, Ints]) -> Legs:
    """Return the thrown legs of some players."""
    c, left = TOUCH, bodies.lunge[where]
    since = c.lunge_time - left
    share = np.minimum(np.maximum(since / c.lunge_active, 0.0), 1.0)
    extent = c.lunge_from + (c.lunge_reach - c.lunge_from) * share
    return Legs(unit(bodies.lunge_way[where]), np.where((since >= 0.0) & (left > DRAWN_BACK), extent, 0.0))


def off_leg(legs: Legs, place: Floats) -> Floats:
    """Return how far places ``(rows, 2)``, seen from the bodies, are off the legs' middle lines, metres.

    It is infinite where there is no leg.

    >>> legs = Legs(np.array([[1.0, 0.0], [1.0, 0.0]]), np.array([0.8, 0.0]))
    >>> off_leg(legs, np.array([[0.5, -0.2], [0.5, -0.2]])).round(3).tolist()
    [0.2, inf]
    """
    along = np.minimum(np.maximum(dot(place, legs.along), 0.0), legs.extent)
    off = norm(place - along[:, None] * legs.along)
    return np.where(legs.extent > 0.0, off, np.inf)


def met(legs: Legs, start: Floats, way: Floats) -> tuple[Floats, Floats]:
    """Return when balls meet legs on straight ways, and where the legs then push them.

    Balls go from ``start`` along ``way``, ``(rows, 2)`` metres each, seen from the bodies. The share of the
    way is ``NEVER`` where they meet none; the second array has unit vectors away from the leg, ``(rows, 2)``.
    """
    x, y = dot(start, legs.along), legs.along[:, 0] * start[:, 1] - legs.along[:, 1] * start[:, 0]
    dx, dy = dot(way, legs.along), legs.along[:, 0] * way[:, 1] - legs.along[:, 1] * way[:, 0]
    side = np.where(y >= 0.0, 1.0, -1.0)
    nearing = -side * dy
    across = np.maximum(np.abs(y) - LEG_RADIUS, 0.0) / np.maximum(nearing, 1e-12)
    then = x + np.minimum(across, 1.0) * dx
    on_leg = (nearing > 0.0) & (across <= 1.0) & (then >= 0.0) & (then <= legs.extent)
    across = np.where(on_leg, across, NEVER)
    tip = enters_circle(x - legs.extent, y, dx, dy, LEG_RADIUS)
    share = np.where(legs.extent > 0.0, np.minimum(across, tip), NEVER)
    foot = pair(x + np.minimum(tip, 1.0) * dx - legs.extent, y + np.minimum(tip, 1.0) * dy)
    foot = foot / np.maximum(norm(foot), 1e-9)[:, None]
    square = pair(np.zeros(len(x)), side)
    local = np.where((tip < across)[:, None], foot, square)
    ax, ay = legs.along[:, 0], legs.along[:, 1]
    return share, pair(local[:, 0] * ax - local[:, 1] * ay, local[:, 0] * ay + local[:, 1] * ax)
