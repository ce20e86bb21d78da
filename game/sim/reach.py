"""Who stands between a player and the ball."""

import numpy as np

from game.core.maths import Bools, Ints, dot, norm
from game.core.state import Rows, World

SHIELD_WIDTH = 0.30
"""Metres beside the carrier's centre that a foot has to go around (prior)."""
BETWEEN_FEET = 0.15
"""Metres behind the carrier's centre at which the ball still lies between his feet (prior)."""


def carrier_between(world: World, rows: Rows, players: Ints, carrier: Ints) -> Bools:
    """Whether the carrier's body is on the straight way from a player to the ball, ``(rows,)``."""
    start = world.bodies.pos[rows, players]
    line = world.ball.pos[rows, :2] - start
    length = norm(line)
    to_carrier = world.bodies.pos[rows, carrier] - start
    along = dot(to_carrier, line) / np.maximum(length, 1e-6)
    aside = np.sqrt(np.maximum(dot(to_carrier, to_carrier) - along * along, 0.0))
    between: Bools = (along > 0.0) & (along < length + BETWEEN_FEET) & (aside < SHIELD_WIDTH)
    return between
