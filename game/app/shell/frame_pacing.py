"""How long a picture lasts: a delay shorter than a picture is caught up little by little, not by a leap."""

import time
from collections.abc import Callable

LONGEST = 0.25
"""Seconds that a picture counts for at most: after a longer halt the game goes on where it was."""


class FramePacing:
    """Keeps pictures at their distance.

    By the clock, a picture that comes 8 ms late and the next on time are one and a half and a half of the
    usual length: two steps of football in the one, none in the other. Here both are of one length, and the
    whole goes by the clock all the same.
    """

    def __init__(
        self,
        rate: float,
        clock: Callable[[], float] = time.perf_counter,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.usual = 1.0 / rate
        """Seconds from a picture to the next."""
        self._clock, self._sleep = clock, sleep
        self._due = clock()

    def wait(self) -> float:
        """Wait until the next picture is due; returns the seconds for which the last one counts."""
        self._due += self.usual
        late = self._clock() - self._due
        if late < 0.0:
            self._sleep(-late)
        elif late >= self.usual:
            self._due += late
            return min(self.usual + late, LONGEST)
        return self.usual
