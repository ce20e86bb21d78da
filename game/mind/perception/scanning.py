"""Players look around now and then, since nobody knows what is behind their back."""

from dataclasses import dataclass

import numpy as np

from game.core import rng
from game.core.maths import Bools, Floats, heading, unit
from game.core.rng import Stream
from game.mind.perception.perceived import Perceived


@dataclass(frozen=True, slots=True)
class Scanning:
    """How players look around."""

    every: int = 27
    """Steps of a stretch that is used to look around, or not."""
    share: float = 0.2
    """Share of the 0.45 s stretches that a player uses to look around: 0.44 times a second (27 Premier
    League players, read)."""
    angle: float = 2.2
    """Radians off the ball to which a look around goes (prior)."""
    far: float = 10.0
    """Metres from a player to the point at which they look when they look around."""


SCANNING = Scanning()


def look_around(seen: Perceived, ball: Floats, keeps: Bools) -> Floats:
    """Return where everybody looks while they wait, ``(worlds, viewers, 2)`` metres.

    They look at the ball ``(worlds, viewers, 2)``, and now and then around, but not those in the mask
    ``keeps``, who have something to see.
    """
    s, who = SCANNING, seen.viewers
    slot = (seen.step + 7 * who) // s.every
    draw = rng.uniform(seen.luck[:, None], slot, who, Stream.SCAN)
    scans = (draw < s.share) & ~keeps
    if not np.count_nonzero(scans):
        return ball.copy(order="K")
    pos = seen.own.pos
    around = np.where(draw < 0.5 * s.share, s.angle, -s.angle)
    turned = pos + s.far * unit(heading(ball - pos) + around)
    return np.where(scans[..., None], turned, ball)
