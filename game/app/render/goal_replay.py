"""The last seconds as they were seen, kept to be shown again after a goal."""

from collections import deque
from typing import Final

from game.app.snapshot import Seen, between
from game.core.state import STEP_SECONDS

KEEP_SECONDS: Final = 7.0
BEFORE: Final = 2.4
"""Seconds before the goal at which its replay begins."""
AFTER: Final = 0.7
"""Seconds after the goal at which its replay ends."""
SLOW: Final = 0.8
"""Of the speed at which it happened."""


class Memory:
    """A few seconds of moments; the oldest make room for the newest."""

    def __init__(self) -> None:
        self._moments: deque[Seen] = deque(maxlen=round(KEEP_SECONDS / STEP_SECONDS))

    def observe(self, seen: Seen) -> None:
        """Keep a moment."""
        self._moments.append(seen)

    def forget(self) -> None:
        """Forget all that was seen."""
        self._moments.clear()

    def around(self, step: int) -> "GoalReplay | None":
        """Return what led to ``step`` and came of it; None where too little is kept."""
        first, last = step - round(BEFORE / STEP_SECONDS), step + round(AFTER / STEP_SECONDS)
        moments = [seen for seen in self._moments if first <= seen.step <= last]
        return GoalReplay(moments) if len(moments) > 1 else None


class GoalReplay:
    """Moments that are played again, slower."""

    def __init__(self, moments: list[Seen]) -> None:
        self.moments = moments
        self.at = 0.0
        """Steps from the first moment."""

    @property
    def done(self) -> bool:
        """Whether all of it was shown."""
        return self.at >= len(self.moments) - 1

    @property
    def share(self) -> float:
        """How much of it was shown, 0 to 1."""
        return min(self.at / (len(self.moments) - 1), 1.0)

    def pass_time(self, seconds: float) -> None:
        """Play on."""
        self.at += seconds * SLOW / STEP_SECONDS

    def seen(self) -> Seen:
        """Return what is to be drawn now."""
        at = min(self.at, len(self.moments) - 1)
        index = min(int(at), len(self.moments) - 2)
        return between(self.moments[index], self.moments[index + 1], at - index)
