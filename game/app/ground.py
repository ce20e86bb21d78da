"""The pitch, drawn once: grass of each surface, lines, boards, cones. In square pieces, made when seen."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from math import floor, hypot
from typing import Final

import numpy as np
import numpy.typing as npt
import pygame

from game.app.camera import Camera
from game.app.look import BAD, CHALK, PAPER, Colour, mix
from game.app.vector import Brush
from game.core.pitch import Pitch, Wall

PIECE: Final = 512
"""Pixels along a piece's side."""
BAND_METRES: Final = 2.6
"""Width of a mown stripe."""
LINE_METRES: Final = 0.10
BOARD_METRES: Final = 0.34
"""How much of a board's face shows: a real one would be a thin line from above."""


@dataclass(frozen=True, slots=True)
class Turf:
    """How one surface looks."""

    base: Colour
    band: Colour
    beyond: Colour
    """Ground outside the lines."""
    grain: int
    """Strength of the fine texture."""
    cloud: int
    """Strength of the slow unevenness."""
    bare: Colour | None = None
    """Colour of worn patches."""
    sheen: Colour | None = None
    """Colour of wet light."""
    seams: bool = False


TURFS: Final[dict[str, Turf]] = {
    "dry": Turf((92, 142, 70), (103, 154, 77), (78, 120, 62), grain=17, cloud=9),
    "wet": Turf((47, 104, 70), (54, 114, 76), (40, 86, 61), grain=13, cloud=8, sheen=(120, 165, 168)),
    "bumpy": Turf((112, 136, 66), (116, 141, 69), (98, 116, 60), grain=26, cloud=20, bare=(158, 128, 84)),
    "artificial": Turf((48, 136, 82), (54, 145, 89), (44, 104, 92), grain=8, cloud=3, seams=True),
}

ToPixels = Callable[[float], int]
Greys = npt.NDArray[np.float64]


def _noise(size: int, cells: int, seed: int) -> Greys:
    """Smooth noise that joins up with itself at its edges, 0 to 1."""
    knots = np.random.default_rng(seed).random((cells, cells))
    at = np.arange(size) * cells / size
    low = np.floor(at).astype(np.int64)
    share = at - low
    share = share * share * (3.0 - 2.0 * share)
    high = (low + 1) % cells
    rows = knots[low] * (1.0 - share)[:, None] + knots[high] * share[:, None]
    result: Greys = rows[:, low] * (1.0 - share)[None, :] + rows[:, high] * share[None, :]
    return result


def _grey(values: Greys, strength: float) -> pygame.Surface:
    """A surface to add: the values' excess over nothing, as light."""
    level = np.clip(values * strength, 0, 255).astype(np.uint8)
    return pygame.surfarray.make_surface(np.repeat(level[:, :, None], 3, axis=2))


@cache
def _grain(strength: int) -> pygame.Surface:
    """Blades of grass: fine noise, drawn out a little along one way."""
    fine = np.random.default_rng(3).random((PIECE // 2, PIECE // 2))
    blades = (fine + np.roll(fine, 1, 1) + np.roll(fine, 2, 1) * 0.6 + np.roll(fine, 1, 0) * 0.5) / 3.1
    return _grey(np.clip((blades - 0.3) * 1.7, 0, 1), strength)


@cache
def _cloud(strength: int) -> pygame.Surface:
    field = 0.6 * _noise(PIECE, 5, 11) + 0.3 * _noise(PIECE, 11, 12) + 0.1 * _noise(PIECE, 23, 13)
    return _grey(field, strength)


@cache
def _worn(colour: Colour) -> pygame.Surface:
    """Bare patches with soft, ragged edges, to lay over a piece."""
    shape = 0.62 * _noise(PIECE, 4, 21) + 0.26 * _noise(PIECE, 13, 22) + 0.12 * _noise(PIECE, 41, 23)
    patch = pygame.Surface((PIECE, PIECE), pygame.SRCALPHA)
    grit = (np.random.default_rng(4).random((PIECE, PIECE)) - 0.5) * 22
    pixels = pygame.surfarray.pixels3d(patch)
    for channel in range(3):
        pixels[:, :, channel] = np.clip(colour[channel] + grit, 0, 255)
    del pixels
    pygame.surfarray.pixels_alpha(patch)[:, :] = np.clip((shape - 0.58) * 8.0, 0, 0.85) * 255
    return patch


@cache
def _sheen(colour: Colour) -> pygame.Surface:
    """Light on standing water: long soft streaks."""
    pools = _noise(PIECE, 3, 31) * 0.5 + _noise(PIECE, 9, 32) * 0.3 + _noise(PIECE, 17, 33) * 0.2
    streak = np.clip((pools - 0.50) * 3.0, 0, 1) ** 1.3
    drops = np.random.default_rng(5).random((PIECE, PIECE)) > 0.9990
    glint = (drops | np.roll(drops, 1, 1)) * (pools > 0.52) * 0.42
    light = np.clip(streak * 0.17 + glint, 0, 1)
    level = (light[:, :, None] * np.array(colour, dtype=np.float64)).astype(np.uint8)
    return pygame.surfarray.make_surface(level)


class Ground:
    """The still part of the picture at one scale."""

    KEEP = 140

    def __init__(
        self,
        pitch: Pitch,
        scale: float,
        marks: tuple[tuple[float, float], ...] = (),
        mark_metres: float = 0.5,
    ) -> None:
        self.pitch = pitch
        self.scale = scale
        self._marks = marks
        self._mark_metres = mark_metres
        self._turf = TURFS.get(pitch.surface.name, TURFS["dry"])
        self._pieces: dict[tuple[int, int], pygame.Surface] = {}

    def draw(self, screen: pygame.Surface, camera: Camera) -> None:
        """Fill the screen."""
        x0, y0 = self._corner(camera)
        screen.fblits(
            [
                (self._piece(column, row), (column * PIECE - x0, row * PIECE - y0))
                for column, row in self._within(camera, 0)
            ]
        )

    def prepare(self, camera: Camera) -> None:
        """Make one piece that will be needed when the camera moves: no picture has to wait for many."""
        for place in self._within(camera, PIECE // 2):
            if place not in self._pieces:
                self._piece(*place)
                return

    def _corner(self, camera: Camera) -> tuple[int, int]:
        left, top = camera.ground(0, 0)
        return round(left * self.scale), round(-top * self.scale)

    def _within(self, camera: Camera, beyond: int) -> list[tuple[int, int]]:
        """Columns and rows of the pieces in the picture, and ``beyond`` pixels around it."""
        x0, y0 = self._corner(camera)
        width, height = camera.size
        rows = range(floor((y0 - beyond) / PIECE), floor((y0 + height - 1 + beyond) / PIECE) + 1)
        columns = range(floor((x0 - beyond) / PIECE), floor((x0 + width - 1 + beyond) / PIECE) + 1)
        return [(column, row) for row in rows for column in columns]

    def _piece(self, column: int, row: int) -> pygame.Surface:
        found = self._pieces.get((column, row))
        if found is None:
            if len(self._pieces) >= self.KEEP:
                self._pieces.clear()
            found = self._make(column * PIECE, row * PIECE)
            self._pieces[column, row] = found
        return found

    def _make(self, x0: int, y0: int) -> pygame.Surface:
        turf, scale = self._turf, self.scale
        piece = pygame.Surface((PIECE, PIECE)).convert()
        piece.fill(turf.beyond)
        half_l, half_w = self.pitch.length * 0.5, self.pitch.width * 0.5

        def px(x: float) -> int:
            return round(x * scale) - x0

        def py(y: float) -> int:
            return round(-y * scale) - y0

        run_off = 0.9
        lawn = pygame.Rect(
            px(-half_l - run_off),
            py(half_w + run_off),
            round((self.pitch.length + 2 * run_off) * scale),
            round((self.pitch.width + 2 * run_off) * scale),
        )
        piece.fill(turf.base, lawn)
        band = floor((x0 / scale - BAND_METRES) / BAND_METRES)
        while px(band * BAND_METRES) < PIECE:
            if band % 2 == 0:
                stripe = pygame.Rect(
                    px(band * BAND_METRES), lawn.top, round(BAND_METRES * scale), lawn.height
                )
                piece.fill(turf.band, stripe.clip(lawn))
            band += 1
        if turf.bare is not None:
            piece.blit(_worn(turf.bare), (0, 0))
        if turf.sheen is not None:
            piece.blit(_sheen(turf.sheen), (0, 0), special_flags=pygame.BLEND_RGB_ADD)
        piece.blit(_cloud(turf.cloud), (0, 0), special_flags=pygame.BLEND_RGB_ADD)
        grain = _grain(turf.grain)
        for gx in range(0, PIECE, grain.get_width()):
            for gy in range(0, PIECE, grain.get_height()):
                piece.blit(grain, (gx, gy), special_flags=pygame.BLEND_RGB_SUB)
        if turf.seams:
            step = BAND_METRES * 2
            seam = floor(x0 / scale / step)
            while px(seam * step) < PIECE:
                piece.fill(mix(turf.base, (20, 60, 40), 0.25), (px(seam * step), 0, 1, PIECE))
                seam += 1
        self._lines(piece, px, py, half_l, half_w)
        brush = Brush(piece, (x0, y0), scale)
        for wall in self.pitch.walls:
            self._board(brush, wall)
        for post in self.pitch.posts:
            _post(brush, post.at, post.radius, tall=post.height > 1.0)
        return piece

    def _lines(self, piece: pygame.Surface, px: ToPixels, py: ToPixels, half_l: float, half_w: float) -> None:
        wide = max(2, round(LINE_METRES * self.scale))
        chalk = mix(self._turf.band, CHALK, 0.86 if self._turf.bare is None else 0.6)
        box = pygame.Rect(px(-half_l), py(half_w), px(half_l) - px(-half_l), py(-half_w) - py(half_w))
        for rect in (
            (box.left, box.top, box.width, wide),
            (box.left, box.bottom - wide, box.width, wide),
            (box.left, box.top, wide, box.height),
            (box.right - wide, box.top, wide, box.height),
        ):
            piece.fill(chalk, rect)
        if self.pitch.length >= 24.0 and self.pitch.width >= 15.0:
            piece.fill(chalk, (px(0) - wide // 2, box.top, wide, box.height))
            circle = min(3.0, self.pitch.width * 0.14)
            pygame.draw.aacircle(piece, chalk, (px(0), py(0)), round(circle * self.scale), wide)
            pygame.draw.aacircle(piece, chalk, (px(0), py(0)), max(3, wide))

    def _board(self, brush: Brush, wall: Wall) -> None:
        (ax, ay), (bx, by) = wall.start, wall.end
        length = hypot(bx - ax, by - ay)
        if length < 1e-6:
            return
        tx, ty = (bx - ax) / length, (by - ay) / length
        nx, ny = -ty, tx
        # The face is drawn away from the pitch's middle, so that its near edge is where balls hit.
        mx, my = (ax + bx) * 0.5, (ay + by) * 0.5
        if mx * nx + my * ny < 0.0:
            nx, ny = -nx, -ny
        deep = BOARD_METRES

        def quad(a: float, b: float, near: float, far: float) -> list[tuple[float, float]]:
            return [
                (ax + tx * a + nx * near, ay + ty * a + ny * near),
                (ax + tx * b + nx * near, ay + ty * b + ny * near),
                (ax + tx * b + nx * far, ay + ty * b + ny * far),
                (ax + tx * a + nx * far, ay + ty * a + ny * far),
            ]

        for k in range(4):
            brush.shade([(x + 0.05 * k, y - 0.05 * k) for x, y in quad(0, length, 0, deep)], 26)
        brush.polygon((196, 160, 116), quad(0, length, 0, deep))
        planks = max(1, round(length / 1.2))
        for k in range(planks):
            if k % 2:
                brush.polygon((186, 149, 105), quad(length * k / planks, length * (k + 1) / planks, 0, deep))
        brush.polygon((244, 236, 220), quad(0, length, 0, 0.07))
        brush.polygon((140, 106, 72), quad(0, length, deep - 0.05, deep))
        for m in self._marks:
            along = (m[0] - ax) * tx + (m[1] - ay) * ty
            off = (m[0] - ax) * nx + (m[1] - ay) * ny
            if abs(off) > 0.6 or not -0.1 <= along <= length + 0.1:
                continue
            half = self._mark_metres
            brush.polygon(PAPER, quad(along - half, along + half, 0, deep))
            brush.polygon(BAD, quad(along - half * 0.66, along + half * 0.66, 0, deep))
            brush.polygon(PAPER, quad(along - half * 0.33, along + half * 0.33, 0, deep))
            brush.polygon((196, 40, 44), quad(along - half * 0.12, along + half * 0.12, 0, deep))


def _post(brush: Brush, at: tuple[float, float], radius: float, *, tall: bool) -> None:
    x, y = at
    shown = max(radius * 1.35, 0.07)
    brush.shadow((x + shown * 0.5, y - shown * 0.5), shown * 1.5, 90)
    if tall:
        brush.disc((70, 76, 80), at, shown)
        brush.disc((250, 250, 250), at, shown * 0.84)
        return
    base, body, tip = (206, 84, 30), (244, 124, 44), (255, 226, 190)
    brush.disc(base, at, shown)
    brush.disc(body, at, shown * 0.80)
    brush.disc(PAPER, (x, y), shown * 0.50)
    brush.disc(body, at, shown * 0.34)
    brush.disc(tip, (x - shown * 0.05, y + shown * 0.06), shown * 0.16)
