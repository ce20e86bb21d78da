"""These tables say how far and how long a struck ball runs; they are made by running the ball itself."""

from dataclasses import dataclass, replace
from functools import lru_cache

import numpy as np

from game.core import rng
from game.core.maths import Floats, found
from game.core.pitch import Pitch
from game.core.state import STEP_SECONDS, Ball
from game.core.surfaces import Surface
from game.sim.ball import travel

SLOWEST, FASTEST, GRAIN = 1.0, 24.0, 0.5
"""m/s off the foot: the slowest and the fastest ball that the table covers, and the grain between."""
HORIZON = 360
"""Steps for which the table follows a ball."""


@dataclass(frozen=True, slots=True)
class FlightTable:
    """Ground passes on one surface, without its unevenness."""

    speeds: Floats
    """``(strikes,)`` float64, m/s off the foot."""
    distance: Floats
    """``(strikes, steps)`` float64, metres run after each step."""
    speed: Floats
    """``(strikes, steps)`` float64, m/s after each step."""

    def arrival(self, off: float, distance: float) -> tuple[float, float]:
        """Return the speed, m/s, and the time, s, of a ball struck at ``off`` m/s after ``distance`` metres.

        They are (0, inf) where it stops before.

        >>> from game.core.surfaces import DRY
        >>> speed, seconds = flight_table(DRY).arrival(off=12.0, distance=15.0)
        >>> round(speed, 1), round(seconds, 1)
        (4.7, 2.2)
        """
        row = int(np.argmin(np.abs(self.speeds - off)))
        reached = found(self.distance[row] >= distance)
        if reached.size == 0:
            return 0.0, float("inf")
        step = int(reached[0])
        return float(self.speed[row, step]), (step + 1) * STEP_SECONDS

    def weight_for(self, distance: Floats, arrival: float) -> Floats:
        """Return the weight of pass, m/s off the foot, ``(n,)``, that arrives with ``arrival`` m/s.

        ``distance`` ``(n,)`` is how far each ball has to run, in metres. Where none is fast enough, the
        hardest is given.
        """
        out = np.empty(len(distance))
        for i, metres in enumerate(distance):
            step = np.argmax(self.distance >= metres, axis=1)
            runs = self.distance[:, -1] >= metres
            speed = np.where(runs, self.speed[np.arange(len(step)), step], 0.0)
            good = found(speed >= arrival)
            if good.size == 0:
                out[i] = self.speeds[-1]
                continue
            high = int(good[0])
            low = max(high - 1, 0)
            rise = speed[high] - speed[low]
            share = (arrival - speed[low]) / rise if rise > 0.0 else 1.0
            out[i] = self.speeds[low] + min(max(share, 0.0), 1.0) * (self.speeds[high] - self.speeds[low])
        return out


@lru_cache(maxsize=16)
def flight_table(surface: Surface) -> FlightTable:
    """Return the table of a surface, which is made once."""
    smooth = Pitch(1e4, 1e4, replace(surface, bobble=0.0, hop=0.0))
    speeds = np.arange(SLOWEST, FASTEST + 0.5 * GRAIN, GRAIN)
    ball = Ball.at_rest(len(speeds))
    ball.vel[:, 0] = speeds
    seeds = rng.seeds_of(0, len(speeds))
    distance, speed = np.empty((HORIZON, len(speeds))), np.empty((HORIZON, len(speeds)))
    for step in range(HORIZON):
        travel(ball, smooth, seeds, step)
        distance[step], speed[step] = ball.pos[:, 0], ball.vel[:, 0]
    return FlightTable(speeds, distance.T.copy(), speed.T.copy())
