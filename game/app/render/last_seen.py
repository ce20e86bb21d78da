"""Limited vision: players outside the view cone fade to where they were last seen."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pygame

from game.app.render.camera import Camera
from game.app.render.theme import PAPER, Role, Type
from game.app.render.vector import stamp
from game.app.snapshot import Seen
from game.core.maths import Floats, heading, norm, wrap
from game.core.state import STEP_SECONDS
from game.mind.perception.observe import SIGHT

NEAR = 1.5
"""Metres within which somebody is felt whatever the eyes do."""
FADES = 4.0
"""Seconds after which a memory is as faint as it gets."""
STRONGEST, FAINTEST = 150, 45
"""Opacity, of 255, of somebody just lost from sight and of an old memory."""
_SIZE = 0.34
"""Metres: radius of the mark of a memory."""


@dataclass(frozen=True, slots=True)
class Memory:
    """Where somebody was last seen."""

    at: tuple[float, float]
    seconds: float
    """Since then."""


class LastSeen:
    """What some people at the controls know of where everybody is, by the eyes that the computer has too."""

    def __init__(self) -> None:
        self._at: Floats | None = None
        self._step: np.ndarray | None = None
        self.hidden: dict[int, Memory] = {}
        """Who is out of sight now."""

    def forget(self) -> None:
        """Everybody is seen anew."""
        self._at, self._step, self.hidden = None, None, {}

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
            int(player): Memory(
                (float(self._at[player, 0]), float(self._at[player, 1])),
                float(seen.step - self._step[player]) * STEP_SECONDS,
            )
            for player in np.flatnonzero(~visible)
        }


def draw_memory(
    screen: pygame.Surface,
    camera: Camera,
    type_: Type,
    memory: Memory,
    colour: tuple[int, int, int],
    number: str,
) -> None:
    """Draw a faint disc where somebody was last seen, fainter the longer ago."""
    share = min(memory.seconds / FADES, 1.0)
    alpha = round(STRONGEST + (FAINTEST - STRONGEST) * share)
    radius = max(round(_SIZE * camera.scale), 6)
    size = 2 * radius + 4
    disc = pygame.Surface((size, size), pygame.SRCALPHA)
    middle = (size // 2, size // 2)
    pygame.draw.circle(disc, (*colour, alpha), middle, radius)
    pygame.draw.circle(disc, (*PAPER[:3], alpha), middle, radius, max(radius // 8, 1))
    at = camera.at(*memory.at)
    stamp(screen, disc, at)
    name = type_.line(number, Role.SMALL, PAPER).copy()
    name.set_alpha(min(alpha + 60, 255))
    stamp(screen, name, at)
