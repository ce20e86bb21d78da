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
EASE_SECONDS = 0.55


@dataclass(frozen=True, slots=True)
class Camera:
    """A view straight down. World y points up the screen."""

    centre: Point
    scale: float
    """Pixels per metre."""
    size: tuple[int, int]

    def at(self, x: float, y: float) -> Point:
        """Metres to pixels."""
        return (
            self.size[0] * 0.5 + (x - self.centre[0]) * self.scale,
            self.size[1] * 0.5 - (y - self.centre[1]) * self.scale,
        )

    def ground(self, px: float, py: float) -> Point:
        """Pixels to metres."""
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
    return float(round(min(max(fit, FARTHEST * unit), CLOSEST * unit)))


def rest_centre(box: Box) -> Point:
    """The middle of a box."""
    return ((box[0] + box[2]) * 0.5, (box[1] + box[3]) * 0.5)


def _follow_axis(rest: float, low: float, high: float, half: float, focus: float) -> float:
    """Stay at rest while everything fits; else go with the focus, no farther than the box's ends."""
    room = (high - low) * 0.5 + MARGIN - half
    if room <= 0.0:
        # All of it fits: lean a little toward a focus that leaves the picture's inner part.
        over = abs(focus - rest) - (half - MARGIN)
        return rest + max(0.0, over) * (1.0 if focus > rest else -1.0)
    return min(max(focus, rest - room), rest + room)


def follow(camera: Camera, box: Box, focus: Point, seconds: float) -> Camera:
    """The camera a moment later, on its gentle way toward where the focus wants it."""
    rest = rest_centre(box)
    hw, hh = camera.size[0] * 0.5 / camera.scale, camera.size[1] * 0.5 / camera.scale
    want = (
        _follow_axis(rest[0], box[0], box[2], hw, focus[0]),
        _follow_axis(rest[1], box[1], box[3], hh, focus[1]),
    )
    share = 1.0 - exp(-seconds / EASE_SECONDS)
    x, y = camera.centre
    return Camera((x + (want[0] - x) * share, y + (want[1] - y) * share), camera.scale, camera.size)
