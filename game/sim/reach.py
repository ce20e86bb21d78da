"""Bodies shield the ball from other players, and a body that is no foot never speeds a ball up."""

import numpy as np

from game.core.maths import Bools, Floats, Ints, dot, norm, unit
from game.core.state import Rows, World

SHIELD_WIDTH = 0.30
"""Metres beside the carrier's centre that a foot has to go around (prior)."""
BETWEEN_FEET = 0.15
"""Metres behind the carrier's centre, seen from an opponent, at which the ball still lies between the
carrier's feet (prior). Within them, an opponent from the side or behind would go through a leg."""
FROM_FRONT = 0.26
"""Least cosine between the carrier's hips and an opponent who comes from in front: 75 degrees (prior)."""
NEARER = 0.10
"""Metres by which the carrier's body has to be nearer than the ball to keep off an opponent who comes from in
front (prior): the ball before a carrier's toes is open to them."""


def carrier_between(world: World, rows: Rows, players: Ints, carrier: Ints) -> Bools:
    """Return whether the carrier's body is on the straight way from a player to the ball, ``(rows,)``."""
    start = world.bodies.pos[rows, players]
    line, gap = world.ball.pos[rows, :2] - start, world.bodies.pos[rows, carrier] - start
    return shields(line, gap, unit(world.bodies.hips[rows, carrier]))


def shields(to_ball: Floats, to_carrier: Floats, ahead: Floats, wider: float = 0.0) -> Bools:
    """Return whether a carrier's body is on the straight way to the ball, ``(...,)``.

    ``to_ball`` and ``to_carrier`` ``(..., 2)`` are ways from the opponent, in metres, ``ahead`` the carrier's
    hips as unit vectors; by ``wider`` metres more the way has to be clear of the carrier.
    """
    length = norm(to_ball)
    along = dot(to_carrier, to_ball) / np.maximum(length, 1e-6)
    aside = np.sqrt(np.maximum(dot(to_carrier, to_carrier) - along * along, 0.0))
    front = -dot(ahead, to_carrier) > FROM_FRONT * norm(to_carrier)
    least = length + np.where(front, -NEARER, BETWEEN_FEET)
    between: Bools = (along > 0.0) & (along < least) & (aside < SHIELD_WIDTH + wider)
    return between


def no_faster(after: Floats, before: Floats, body: Floats) -> Floats:
    """Return velocities ``(rows, 3)``, m/s, slowed so that no ball leaves a body faster than it came.

    ``after`` and ``before`` ``(rows, 3)`` are the balls' velocities after and before, ``body`` ``(rows, 2)``
    the body's; speeds are as the body sees them. Only a foot adds to a ball what wasn't in it.
    """
    came, goes = before[:, :2] - body, after[:, :2] - body
    most = dot(came, came) + before[:, 2] * before[:, 2]
    size = dot(goes, goes) + after[:, 2] * after[:, 2]
    slower = np.minimum(np.sqrt(most / np.maximum(size, 1e-12)), 1.0)
    kept = np.empty_like(after)
    kept[:, :2] = body + slower[:, None] * goes
    kept[:, 2] = slower * after[:, 2]
    return kept
