"""A player sees the ball late: where it was a moment ago, run on since."""

import numpy as np

from game.core.batched import Batched, Shared
from game.core.maths import ZERO, Floats, Ints, constant
from game.core.state import STEP_SECONDS, View
from game.sim.sizes import GRAVITY

HALF_FALL = 0.5 * GRAVITY
"""m/s^2: a ball in the air has fallen this many metres times the square of the seconds."""
_HALF_FALL, _FALL = constant(HALF_FALL), constant(GRAVITY)


def run_on(ball: Floats, vel: Floats, seconds: Floats) -> tuple[Floats, Floats]:
    """Return balls and their velocities ``(..., 3)``, metres and m/s, as they are ``seconds`` later.

    They go on straight, and fall where they are in the air.
    """
    now, then = ball + seconds[..., None] * vel, vel.copy(order="K")
    flying = ball[..., 2] > ZERO
    if np.count_nonzero(flying):
        flies = np.where(flying, seconds, ZERO)
        now[..., 2] -= _HALF_FALL * flies * flies
        then[..., 2] -= _FALL * flies
    np.maximum(now[..., 2], ZERO, out=now[..., 2])
    return now, then


class DelayedBall(Batched):
    """The last moments of every world's ball."""

    most: Shared[int]
    """Number of moments that are kept."""
    _past: list[tuple[Floats, Floats, Floats, Ints, Ints]]
    """Place, velocity, turning, holder and kicker at each moment, the latest last."""

    def __init__(self, seconds: float) -> None:
        """Begin with nothing seen; the slowest eye sees the ball ``seconds`` late."""
        self.most = round(seconds / STEP_SECONDS) + 1
        self._past = []

    def observe(self, view: View) -> None:
        """Take in this step."""
        ball = view.ball
        self._past.append(
            (ball.pos.copy(), ball.vel.copy(), ball.roll.copy(), ball.holder.copy(), ball.kicker.copy())
        )
        if len(self._past) > self.most:
            self._past.pop(0)

    def seen(self, late: float) -> tuple[Floats, Floats]:
        """Return where the ball, seen ``late`` seconds ago, should be now, and how fast.

        Both are ``(worlds, 3)``, metres and m/s.
        """
        steps = self._steps(late)
        pos, vel, _, _, _ = self._past[-1 - steps]
        return run_on(pos, vel, np.array(steps * STEP_SECONDS))

    def holder(self, late: float) -> Ints:
        """Return the player who had the ball ``late`` seconds ago, ``(worlds,)``."""
        return self._past[-1 - self._steps(late)][3]

    def kicker(self, late: float) -> Ints:
        """Return the player who had struck the ball ``late`` seconds ago, ``(worlds,)``."""
        return self._past[-1 - self._steps(late)][4]

    def turning(self, late: float) -> Floats:
        """Return how the ball turned over the ground ``late`` seconds ago, ``(worlds, 2)`` m/s."""
        return self._past[-1 - self._steps(late)][2]

    def _steps(self, late: float) -> int:
        return min(round(late / STEP_SECONDS), len(self._past) - 1)
