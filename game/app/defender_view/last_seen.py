"""Limited vision: players outside the view cone fade to where they were last seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.app.snapshot import Seen
from game.core.maths import Floats, heading, norm, wrap
from game.core.state import STEP_SECONDS
from game.mind.perception.sight import SIGHT

NEAR = 1.5
"""Metres within which somebody is felt whatever the eyes do."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """Where somebody was last seen."""

    at: tuple[float, float]
    seconds: float
    """Since then."""


class LastSeen:
    """What some people at the controls know of where everybody is, by the eyes that the computer has too."""

    def __init__(self) -> None:
        self._at: Floats | None = None
        self._step: np.ndarray | None = None
        self.hidden: dict[int, Remembered] = {}
        """Players who are out of sight now, by number."""

    @property
    def shown(self) -> dict[int, tuple[tuple[float, float], float]]:
        """Where each of them is shown, and how many seconds old that is."""
        return {player: (memory.at, memory.seconds) for player, memory in self.hidden.items()}

    def forget(self) -> None:
        """Forget where everybody was."""
        self._at, self._step, self.hidden = None, None, {}

    def known(self, seen: Seen) -> Seen:
        """Return a moment as the people know it: who is out of sight stands where they were last seen.

        Whoever has the ball is where the ball is, and that is seen.
        """
        hidden = [player for player in self.hidden if player != seen.holder]
        if not hidden:
            return seen
        pos, vel = seen.pos.copy(), seen.vel.copy()
        pos[hidden] = [self.hidden[player].at for player in hidden]
        vel[hidden] = 0.0
        return replace(seen, pos=pos, vel=vel)

    def observe(self, seen: Seen, viewers: Sequence[int]) -> None:
        """Take in a step: whoever any of the viewers sees is known."""
        if self._at is None or self._step is None or len(self._at) != len(seen.pos):
            # Before the first step everybody has looked around.
            self._at, self._step = seen.pos.copy(), np.full(len(seen.pos), seen.step)
        visible = np.zeros(len(seen.pos), dtype=np.bool_)
        for viewer in viewers:
            gap = seen.pos - seen.pos[viewer]
            off = np.abs(wrap(heading(gap) - seen.gaze[viewer]))
            visible |= (off < SIGHT.half_field) | (norm(gap) < NEAR)
        self._at[visible], self._step[visible] = seen.pos[visible], seen.step
        self.hidden = {
            int(player): Remembered(
                (float(self._at[player, 0]), float(self._at[player, 1])),
                float(seen.step - self._step[player]) * STEP_SECONDS,
            )
            for player in np.flatnonzero(~visible)
        }
