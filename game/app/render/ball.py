"""The ball: panels that turn as it rolls and stand still as it slides, height, shadow and skid marks."""

from collections import deque
from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
import pygame

from game.app.render.camera import Camera
from game.app.render.vector import ring, soft_disc, stamp
from game.app.snapshot import BALL_RADIUS, Seen
from game.core.maths import Floats

LARGER = 1.35
"""Drawn so much larger than life."""
LEAST_PIXELS = 15.0
"""Pixels across in a window 720 high, however far the camera is."""
_GOLD = (1.0 + 5.0**0.5) / 2.0
_PANELS = np.array(
    [p for a in (-1.0, 1.0) for b in (-_GOLD, _GOLD) for p in ((0.0, a, b), (a, b, 0.0), (b, 0.0, a))]
) / np.hypot(1.0, _GOLD)
"""The twelve black panels' middles: the corners of an icosahedron."""
_PANEL_COS = 0.925


@lru_cache(maxsize=24)
def _globe(pixels: int, fine: int) -> tuple[Floats, Floats, Floats]:
    """Return normal, light and cover (1 inside, less at the rim) of each fine pixel."""
    n = pixels * fine
    axis = (np.arange(n) + 0.5) / n * 2.0 - 1.0
    x, y = np.meshgrid(axis * pixels / (pixels - 1.0), -axis * pixels / (pixels - 1.0), indexing="ij")
    r2 = x * x + y * y
    z = np.sqrt(np.maximum(1.0 - r2, 0.0))
    normal = np.stack((x, y, z), axis=-1)
    light = np.clip(0.45 + 0.62 * (normal @ np.array([-0.42, 0.48, 0.77])), 0.0, 1.08)
    cover = np.clip((1.0 - np.sqrt(r2)) * (n * 0.5) + 0.5, 0.0, 1.0)
    return normal, light, cover


def ball_sprite(pixels: int, turned: Floats) -> pygame.Surface:
    """Return the ball with its panels as they are turned now."""
    fine = 2 if pixels < 30 else 1
    normal, light, cover = _globe(pixels, fine)
    near = (normal @ (turned @ _PANELS.T)).max(axis=-1)
    dark = np.clip((near - _PANEL_COS) * 40.0, 0.0, 1.0)
    edge = np.clip((normal[..., 2] - 0.12) * 5.0, 0.25, 1.0)
    shade = light * edge
    level = (250.0 - 214.0 * dark) * shade
    n = pixels
    level = level.reshape(n, fine, n, fine).mean(axis=(1, 3))
    alpha = (cover * 255.0).reshape(n, fine, n, fine).mean(axis=(1, 3))
    sprite = pygame.Surface((n, n), pygame.SRCALPHA)
    pixels3 = pygame.surfarray.pixels3d(sprite)
    grey = np.clip(level, 0, 255).astype(np.uint8)
    pixels3[:, :, 0] = grey
    pixels3[:, :, 1] = grey
    pixels3[:, :, 2] = np.clip(level * 0.97, 0, 255).astype(np.uint8)
    del pixels3
    pygame.surfarray.pixels_alpha(sprite)[:, :] = alpha.astype(np.uint8)
    return sprite


@dataclass
class Skid:
    """Where the ball slid in the last moments: a faint mark on the grass that goes away."""

    SECONDS = 1.4
    points: deque[tuple[float, float, float, float]] = field(default_factory=lambda: deque(maxlen=90))
    """x, y, strength 0 to 1, time."""

    def observe(self, seen: Seen, now: float) -> None:
        """Take in a step."""
        on_ground = float(seen.ball[2]) < 0.03
        strength = min(seen.slip / 6.0, 1.0) if on_ground and seen.slip > 0.35 and seen.holder < 0 else 0.0
        self.points.append((float(seen.ball[0]), float(seen.ball[1]), strength, now))

    def draw(self, screen: pygame.Surface, camera: Camera, now: float, wet: bool) -> None:
        """Lay the mark on the grass."""
        radius = max(1, round(0.05 * camera.scale))
        for x, y, strength, then in self.points:
            left = 1.0 - (now - then) / self.SECONDS
            alpha = int(strength * left * (95 if wet else 70)) // 8 * 8
            if alpha > 4:
                colour = (220, 240, 240) if wet else (28, 44, 20)
                stamp(screen, soft_disc(radius, radius + 1, alpha, colour), camera.at(x, y))


class BallView:
    """The ball at one scale."""

    def __init__(self, scale: float, unit: float) -> None:
        self.unit = unit
        self.fit(scale)
        self._kept: tuple[int, bytes] | None = None
        self._sprite: pygame.Surface | None = None

    def fit(self, scale: float) -> None:
        """Draw for a pitch of ``scale`` pixels per metre from now on."""
        self.pixels = max(2.0 * BALL_RADIUS * LARGER * scale, LEAST_PIXELS * self.unit)

    def shadow(self, screen: pygame.Surface, camera: Camera, seen: Seen) -> None:
        """Draw the shadow, which parts from the ball and grows softer with height."""
        z = max(float(seen.ball[2]), 0.0)
        x, y = camera.at(seen.ball[0], seen.ball[1])
        radius = self.pixels * 0.5
        edge = 2 + int(radius * min(0.25 + z * 0.9, 2.2))
        strength = int(150 / (1.0 + 1.1 * z)) // 6 * 6
        apart = radius * 0.34 + z * camera.scale * 0.8
        stamp(screen, soft_disc(max(2, int(radius * 0.86)), edge, strength), (x + apart * 0.8, y + apart))

    def draw(self, screen: pygame.Surface, camera: Camera, seen: Seen) -> None:
        """Draw the ball; higher is nearer to the eye, so larger."""
        z = max(float(seen.ball[2]), 0.0)
        x, y = camera.at(seen.ball[0], seen.ball[1])
        pixels = max(7, round(self.pixels * (1.0 + min(0.28 * z, 1.0))))
        key = (pixels, np.round(seen.turned, 2).tobytes())
        if self._sprite is None or key != self._kept:
            self._kept, self._sprite = key, ball_sprite(pixels, seen.turned)
        stamp(screen, self._sprite, (x, y - z * camera.scale * 0.10))

    def draw_through(self, screen: pygame.Surface, camera: Camera, seen: Seen) -> None:
        """Draw a ring over a body under which the ball lies: one must always know where it is."""
        at = camera.at(seen.ball[0], seen.ball[1])
        stamp(screen, ring(self.pixels * 0.5 + 0.5, 1.5, (255, 255, 255), 170), at)
