"""What is drawn on the grass to be read: own player, aim, weight asked for, gaze, and the way a pass went."""

from dataclasses import dataclass, field
from math import hypot, pi

import numpy as np
import pygame

from game.app.picture_cache import kept
from game.app.render.aim import dashed
from game.app.render.camera import Camera, Point
from game.app.render.icons import panel
from game.app.render.theme import GOLD, PAPER, Colour, Role, Type, mix
from game.app.render.vector import disc, ring, stamp
from game.app.snapshot import Seen


@dataclass
class Trail:
    """A person's last pass: where it was aimed, and where it really went."""

    start: Point
    aim: Point
    good: bool | None = None
    path: list[Point] = field(default_factory=list)
    running: bool = True

    def observe(self, seen: Seen) -> None:
        """Take in a step: the ball's way goes on."""
        here = (float(seen.ball[0]), float(seen.ball[1]))
        if self.running and len(self.path) < 400:
            self.path.append(here)


def draw_trail(screen: pygame.Surface, camera: Camera, type_: Type, trail: Trail, strength: float) -> None:
    """Draw the aim in dashes and the truth as a full line."""
    if strength <= 0.02:
        return
    a, b = camera.at(*trail.start), camera.at(*trail.aim)
    if strength > 0.5:
        dashed(screen, a, b, type_, GOLD)
    level = int(200 * strength) // 20 * 20
    size = type_.px(9)
    stamp(screen, ring(size, max(1.5, type_.unit * 2.0), GOLD, level), b)
    dot = disc(max(2.0, type_.unit * 2.2), PAPER)
    last: Point | None = None
    for x, y in trail.path:
        at = camera.at(x, y)
        if last is None or hypot(at[0] - last[0], at[1] - last[1]) > type_.unit * 5.0:
            dot.set_alpha(int(235 * strength))
            stamp(screen, dot, at)
            last = at
    if trail.path and not trail.running:
        stamp(screen, ring(type_.px(7), max(1.5, type_.unit * 2.0), PAPER, level), camera.at(*trail.path[-1]))


def draw_own_mark(
    screen: pygame.Surface, camera: Camera, seen: Seen, player: int, k: float, type_: Type, shirt: Colour
) -> None:
    """Draw a ring on the grass under the player that a person steers, paler than their ``shirt``."""
    sprite = ring(round(k * 0.43), max(2.0, type_.unit * 2.2), mix(shirt, (255, 255, 255), 0.72), 150)
    stamp(screen, sprite, camera.at(seen.pos[player, 0], seen.pos[player, 1]))


def draw_gaze(screen: pygame.Surface, camera: Camera, seen: Seen, player: int, k: float) -> None:
    """Draw a faint cone from the eyes."""
    turn = round(float(seen.gaze[player]) * 180 / pi / 3) * 3 % 360
    light, dx, dy = _cone_turned(int(k * 2.1), turn)
    x, y = camera.at(seen.pos[player, 0], seen.pos[player, 1])
    screen.blit(light, (round(x + dx), round(y + dy)))


@kept(12.0)
def _cone_turned(reach: int, turn: int) -> tuple[pygame.Surface, float, float]:
    """Return the light, cut to what is seen of it, and where its corner is from the eyes."""
    whole = pygame.transform.rotate(_cone(reach), turn)
    box = whole.get_bounding_rect()
    return whole.subsurface(box).copy(), box.x - whole.get_width() / 2, box.y - whole.get_height() / 2


@kept(2.0, least=2)
def _cone(reach: int) -> pygame.Surface:
    axis = np.arange(-reach, reach + 1, dtype=np.float64)
    x, y = np.meshgrid(axis, -axis, indexing="ij")
    far = np.hypot(x, y) / reach
    off = np.abs(np.arctan2(y, x))
    share = np.clip((0.42 - off) / 0.10, 0, 1) * np.clip(1.0 - far, 0, 1) * np.clip((far - 0.10) / 0.1, 0, 1)
    sprite = pygame.Surface((2 * reach + 1, 2 * reach + 1), pygame.SRCALPHA)
    sprite.fill((255, 250, 220, 0))
    # Its edges are drawn as well: the light alone is lost on a pale stripe.
    edge = np.clip(1.0 - np.abs(off - 0.37) * far * reach / 1.6, 0, 1) * np.clip(1.15 - far, 0, 1)
    edge *= np.clip((far - 0.16) / 0.08, 0, 1)
    pygame.surfarray.pixels_alpha(sprite)[:, :] = np.clip(share * 58 + edge * 120, 0, 200).astype(np.uint8)
    return sprite


def tag(
    screen: pygame.Surface,
    type_: Type,
    text: str,
    at: Point,
    colour: Colour = PAPER,
    role: Role = Role.SMALL_STRONG,
) -> None:
    """Draw a word on a small plate, readable on any grass."""
    line = type_.line(text, role, colour)
    size = (line.get_width() + type_.tx(18), line.get_height() + type_.tx(6))
    plate = panel(size, size[1] // 2, alpha=205)
    x = min(max(at[0], size[0] / 2 + 4), screen.get_width() - size[0] / 2 - 4)
    y = min(max(at[1], size[1] / 2 + 4), screen.get_height() - size[1] / 2 - 4)
    stamp(screen, plate, (x, y))
    stamp(screen, line, (x, y))


MEMORY_FADES = 4.0
"""Seconds after which a memory is as faint as it gets."""
MEMORY_STRONGEST, MEMORY_FAINTEST = 150, 45
"""Opacity, of 255, of somebody just lost from sight and of an old memory."""
_MEMORY_SIZE = 0.34
"""Metres: radius of the mark of a memory."""


def draw_remembered(
    screen: pygame.Surface,
    camera: Camera,
    type_: Type,
    at: tuple[float, float],
    seconds: float,
    colour: tuple[int, int, int],
    number: str,
) -> None:
    """Draw a faint disc where somebody was last seen ``seconds`` ago; the longer, the fainter."""
    share = min(seconds / MEMORY_FADES, 1.0)
    alpha = round(MEMORY_STRONGEST + (MEMORY_FAINTEST - MEMORY_STRONGEST) * share)
    radius = max(round(_MEMORY_SIZE * camera.scale), 6)
    size = 2 * radius + 4
    disc = pygame.Surface((size, size), pygame.SRCALPHA)
    middle = (size // 2, size // 2)
    pygame.draw.circle(disc, (*colour, alpha), middle, radius)
    pygame.draw.circle(disc, (*PAPER[:3], alpha), middle, radius, max(radius // 8, 1))
    spot = camera.at(*at)
    stamp(screen, disc, spot)
    name = type_.line(number, Role.SMALL, PAPER).copy()
    name.set_alpha(min(alpha + 60, 255))
    stamp(screen, name, spot)
