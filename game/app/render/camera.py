"""From metres to pixels and back, in this one place; and where the camera stands."""

from dataclasses import dataclass
from math import exp
from typing import TypeAlias

Point: TypeAlias = tuple[float, float]
Box: TypeAlias = tuple[float, float, float, float]
"""x0, y0, x1, y1, metres."""

MARGIN = 1.8
"""Metres left free around what a level wants in the picture."""
CLOSEST = 92.0
FARTHEST = 46.0
"""Pixels per metre in a window 720 high: closer and one loses the pitch, farther and one can't read feet."""
LEVEL_FARTHEST = 36.0
"""Of a level, whose signs stand on the left: nobody who plays in it may lie under them."""
EASE_SECONDS = 0.55


@dataclass(frozen=True, slots=True)
class Camera:
    """A view straight down. World y points up the screen."""

    centre: Point
    scale: float
    """Pixels per metre."""
    size: tuple[int, int]

    def at(self, x: float, y: float) -> Point:
        """Turn metres into pixels, as plain floats: numpy's are slow one at a time, most of all to round."""
        return (
            self.size[0] * 0.5 + (float(x) - self.centre[0]) * self.scale,
            self.size[1] * 0.5 - (float(y) - self.centre[1]) * self.scale,
        )

    def ground(self, px: float, py: float) -> Point:
        """Turn pixels into metres."""
        return (
            self.centre[0] + (px - self.size[0] * 0.5) / self.scale,
            self.centre[1] - (py - self.size[1] * 0.5) / self.scale,
        )

    @property
    def view(self) -> Box:
        """What is in the picture, metres."""
        hw, hh = self.size[0] * 0.5 / self.scale, self.size[1] * 0.5 / self.scale
        x, y = self.centre
        return (x - hw, y - hh, x + hw, y + hh)


def scale_for(box: Box, size: tuple[int, int], unit: float) -> float:
    """Pixels per metre that show the whole box where the limits allow, a whole number (sprites are kept)."""
    fit = min(size[0] / (box[2] - box[0] + 2 * MARGIN), size[1] / (box[3] - box[1] + 2 * MARGIN))
    return float(round(min(max(fit, LEVEL_FARTHEST * unit), CLOSEST * unit)))


def rest_centre(box: Box) -> Point:
    """Return the middle of a box.

    >>> rest_centre((0.0, 0.0, 4.0, 2.0))
    (2.0, 1.0)
    """
    return ((box[0] + box[2]) * 0.5, (box[1] + box[3]) * 0.5)


def _follow_axis(low: float, high: float, half: float, keep: tuple[float, ...]) -> float:
    """Return where the middle should be on one axis; of ``keep`` the last counts most."""
    want = (low + high) * 0.5
    room = (high - low) * 0.5 + MARGIN - half
    if room > 0.0:
        # Not all of it fits: go with the play, no farther than the ends.
        want = min(max(sum(keep) / len(keep), want - room), want + room)
    inner = max(half - MARGIN, half * 0.5)
    for value in keep:
        want = min(max(want, value - inner), value + inner)
    return want


def follow(camera: Camera, box: Box, keep: tuple[Point, ...], seconds: float) -> Camera:
    """Return the camera a moment later; ``keep`` stays in the picture, its last point first."""
    hw, hh = camera.size[0] * 0.5 / camera.scale, camera.size[1] * 0.5 / camera.scale
    want = (
        _follow_axis(box[0], box[2], hw, tuple(p[0] for p in keep)),
        _follow_axis(box[1], box[3], hh, tuple(p[1] for p in keep)),
    )
    share = 1.0 - exp(-seconds / EASE_SECONDS)
    x, y = camera.centre
    return Camera((x + (want[0] - x) * share, y + (want[1] - y) * share), camera.scale, camera.size)
