"""Who stands between a player and the ball, and what a body that is no foot can do to it."""

import numpy as np

from game.core.maths import Bools, Floats, Ints, dot, norm, unit
from game.core.state import Rows, World

SHIELD_WIDTH = 0.30
"""Metres beside the carrier's centre that a foot has to go around (prior)."""
BETWEEN_FEET = 0.15
"""Metres behind the carrier's centre, as the other comes, at which the ball still lies between his feet
(prior). Who comes from before him sees it there, and needn't go through a leg."""
FROM_FRONT = 0.26
"""Least cosine off his hips from which somebody comes from before him: 75 degrees (prior) ..."""
NEARER = 0.10
"""... who is kept off by a body only if it stands this much nearer than the ball, metres (prior): a ball that
lies before a man's toes is open to whoever doesn't come from his side or from behind."""


def carrier_between(world: World, rows: Rows, players: Ints, carrier: Ints) -> Bools:
    """Whether the carrier's body is on the straight way from a player to the ball, ``(rows,)``."""
    start = world.bodies.pos[rows, players]
    line, gap = world.ball.pos[rows, :2] - start, world.bodies.pos[rows, carrier] - start
    return shields(line, gap, unit(world.bodies.hips[rows, carrier]))


def shields(to_ball: Floats, to_carrier: Floats, ahead: Floats, wider: float = 0.0) -> Bools:
    """The same from vectors ``(..., 2)``, metres, and the carrier's hips as unit vectors ``ahead``.

    ``wider``: metres by which the ball has to be clear of him.
    """
    length = norm(to_ball)
    along = dot(to_carrier, to_ball) / np.maximum(length, 1e-6)
    aside = np.sqrt(np.maximum(dot(to_carrier, to_carrier) - along * along, 0.0))
    front = -dot(ahead, to_carrier) > FROM_FRONT * norm(to_carrier)
    least = length + np.where(front, -NEARER, BETWEEN_FEET)
    between: Bools = (along > 0.0) & (along < least) & (aside < SHIELD_WIDTH + wider)
    return between


def no_faster(after: Floats, before: Floats, body: Floats) -> Floats:
    """Velocities ``after`` ``(rows, 3)`` of balls, slowed so that none leaves a body faster than it came.

    ``before`` ``(rows, 3)`` are theirs before, ``body`` ``(rows, 2)`` the body's; speeds are as the
    body sees them. Only a foot adds to a ball what wasn't in it.
    """
    came, goes = before[:, :2] - body, after[:, :2] - body
    most = dot(came, came) + before[:, 2] * before[:, 2]
    size = dot(goes, goes) + after[:, 2] * after[:, 2]
    slower = np.minimum(np.sqrt(most / np.maximum(size, 1e-12)), 1.0)
    kept = np.empty_like(after)
    kept[:, :2] = body + slower[:, None] * goes
    kept[:, 2] = slower * after[:, 2]
    return kept
