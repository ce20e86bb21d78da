"""Who stands between a player and the ball."""

import numpy as np

from game.core.maths import Bools, Ints, dot, norm, unit
from game.core.state import Rows, World

SHIELD_WIDTH = 0.30
"""Metres beside the carrier's centre that a foot has to go around (prior)."""
BETWEEN_FEET = 0.15
"""Metres behind the carrier's centre, as the other comes, at which the ball still lies between his feet
(prior). Who comes from before him sees it there, and needn't go through a leg."""
FROM_FRONT = 0.5
"""Least cosine off his hips from which somebody comes from before him: 60 degrees (prior)."""


def carrier_between(world: World, rows: Rows, players: Ints, carrier: Ints) -> Bools:
    """Whether the carrier's body is on the straight way from a player to the ball, ``(rows,)``."""
    start = world.bodies.pos[rows, players]
    line = world.ball.pos[rows, :2] - start
    length = norm(line)
    to_carrier = world.bodies.pos[rows, carrier] - start
    along = dot(to_carrier, line) / np.maximum(length, 1e-6)
    aside = np.sqrt(np.maximum(dot(to_carrier, to_carrier) - along * along, 0.0))
    front = -dot(unit(world.bodies.hips[rows, carrier]), to_carrier) > FROM_FRONT * norm(to_carrier)
    behind = length + np.where(front, 0.0, BETWEEN_FEET)
    between: Bools = (along > 0.0) & (along < behind) & (aside < SHIELD_WIDTH)
    return between
