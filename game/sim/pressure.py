"""A player is pressed by the nearest opponent: the nearer and the faster they close in, the more."""

import numpy as np

from game.core.maths import Floats, dot, norm
from game.core.state import Rows, View

FEELS_FROM = 3.0
"""Metres to an opponent from which a player is hurried (prior)."""
TIGHT = 0.8
"""Metres to an opponent at which pressure is full (prior)."""

COMES_ON = 0.25
"""Seconds of an opponent's closing in that count as if they were there already (prior)."""
_FAR = 1e3


def pressure_on(view: View, rows: Rows, players: Rows) -> Floats:
    """Return how hard some players of some worlds are pressed, ``(rows,)``.

    It is 0 for a player who is alone and 1 with an opponent at the shirt.
    """
    bodies, team = view.bodies, view.squad.team
    opponents = team[None, :] != team[players][:, None]
    if not np.count_nonzero(opponents):
        return np.zeros(rows.size)
    gap = bodies.pos[rows] - bodies.pos[rows, players][:, None, :]
    distance = np.where(opponents, norm(gap), _FAR)
    nearest = np.argmin(distance, axis=1)
    pick = np.arange(rows.size)
    near = distance[pick, nearest]
    relative = bodies.vel[rows, nearest] - bodies.vel[rows, players]
    closing = -dot(relative, gap[pick, nearest]) / np.maximum(near, 1e-6)
    seen = near - COMES_ON * np.maximum(closing, 0.0)
    pressure: Floats = np.minimum(np.maximum((FEELS_FROM - seen) / (FEELS_FROM - TIGHT), 0.0), 1.0)
    return pressure
