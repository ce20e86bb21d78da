"""The pitch, drawn once for each scale, in square pieces made when they are seen."""

from collections import OrderedDict
from collections.abc import Sequence
from functools import cache
from math import ceil, floor, hypot
from typing import Final

import numpy as np
import pygame

from game.app.render.camera import Camera
from game.app.render.goals import GoalFrames, goal_floor
from game.app.render.theme import BAD, CHALK, PAPER, mix
from game.app.render.turf import APRON, PER_METRE, Greys, MapPart, colour_map, grain
from game.app.render.vector import Brush, to_screen
from game.app.render.venue import lay_venue
from game.core.pitch import Pitch, Wall

PIECE: Final = 512
"""Pixels along a piece's side."""
LINE_METRES: Final = 0.10
BOARD_METRES: Final = 0.34
"""How much of a board's face shows: a real one would be a thin line from above."""
CORNER_METRES: Final = 0.8
_AHEAD: Final = 1.5
"""Metres outside the lines for which pieces are made ahead."""

Place = tuple[float, int, int]
"""A piece: scale, column, row."""


class Ground:
    """The still part of the picture, sharp at ``scales`` and enlarged or reduced between them."""

    KEEP = 190
    """Pieces kept, 1 MB each."""

    def __init__(
        self,
        pitch: Pitch,
        scales: float | Sequence[float],
        marks: tuple[tuple[float, float], ...] = (),
        mark_metres: float = 0.5,
        coarse: int = 1,
        middle: tuple[float, float] | None = None,
    ) -> None:
        """Begin; ``coarse`` is the picture's pixels along one of the ground's.

        Nothing farther than ``middle`` metres from the centre spot, along and across, is ever seen.
        """
        self.pitch = pitch
        self._middle = middle
        self.coarse = coarse
        self.scales = tuple(sorted({scales} if isinstance(scales, float | int) else set(scales)))
        self._marks = marks
        self._mark_metres = mark_metres
        self._turf = pitch.surface.turf
        self._pieces: OrderedDict[Place, pygame.Surface] = OrderedDict()
        self._frames = GoalFrames(pitch.goals)
        self._scratch: pygame.Surface | None = None

    def draw(self, screen: pygame.Surface, camera: Camera) -> None:
        """Fill the screen."""
        scale = self._drawn(camera.scale)
        if scale == camera.scale:
            self._lay(screen, camera)
            return
        # Between two scales: lay a sheet at the finer one and fit it to the screen.
        share = scale / camera.scale
        size = (ceil(camera.size[0] * share), ceil(camera.size[1] * share))
        if (
            self._scratch is None
            or min(a - b for a, b in zip(self._scratch.get_size(), size, strict=True)) < 0
        ):
            self._scratch = to_screen(pygame.Surface((size[0] + 64, size[1] + 64)))
        sheet = self._scratch.subsurface((0, 0, *size))
        self._lay(sheet, Camera(camera.centre, scale, size))
        pygame.transform.scale(sheet, camera.size, screen)

    def draw_over(self, screen: pygame.Surface, camera: Camera) -> None:
        """Draw what stands above players' heads: bars and nets."""
        self._frames.draw(screen, camera, self._sharp(camera.scale))

    def prepare(self, camera: Camera) -> None:
        """Make one piece that isn't seen yet: no picture has to wait for many."""
        scale = self._drawn(camera.scale)
        for place in self._ahead(camera, scale):
            if place not in self._pieces:
                self._piece(*place)
                return
        for sharp in self.scales:
            other = sharp / self.coarse
            if other != scale and len(self._pieces) < self.KEEP:
                for place in self._ahead(camera, other):
                    if place not in self._pieces:
                        self._piece(*place)
                        return

    def _sharp(self, scale: float) -> float:
        """Return the coarsest scale that isn't coarser than this one; the finest where all are."""
        return next((s for s in self.scales if s >= scale - 1e-9), self.scales[-1])

    def _drawn(self, scale: float) -> float:
        """Return the scale at which pieces are made for a picture at this one."""
        return self._sharp(scale) / self.coarse

    def _lay(self, screen: pygame.Surface, camera: Camera) -> None:
        left, top = camera.ground(0, 0)
        x0, y0 = round(left * camera.scale), round(-top * camera.scale)
        width, height = camera.size
        columns = range(floor(x0 / PIECE), floor((x0 + width - 1) / PIECE) + 1)
        rows = range(floor(y0 / PIECE), floor((y0 + height - 1) / PIECE) + 1)
        screen.fblits(
            [
                (self._piece(camera.scale, column, row), (column * PIECE - x0, row * PIECE - y0))
                for row in rows
                for column in columns
            ]
        )

    def _ahead(self, camera: Camera, scale: float) -> list[Place]:
        """Return the pieces of the pitch and half a screen around it, nearest to the camera first."""
        half_l, half_w = self.pitch.length * 0.5 + _AHEAD, self.pitch.width * 0.5 + _AHEAD
        cx, cy = camera.centre[0] * scale / PIECE, -camera.centre[1] * scale / PIECE
        reach_x, reach_y = half_l * scale / PIECE, half_w * scale / PIECE
        share = min(scale / camera.scale, 1.0)
        near_x, near_y = camera.size[0] * share / PIECE, camera.size[1] * share / PIECE
        columns = range(floor(max(-reach_x, cx - near_x)), floor(min(reach_x, cx + near_x)) + 1)
        rows = range(floor(max(-reach_y, cy - near_y)), floor(min(reach_y, cy + near_y)) + 1)
        places = [(scale, column, row) for row in rows for column in columns]
        return sorted(places, key=lambda p: (p[1] + 0.5 - cx) ** 2 + (p[2] + 0.5 - cy) ** 2)

    def _piece(self, scale: float, column: int, row: int) -> pygame.Surface:
        place = (scale, column, row)
        found = self._pieces.get(place)
        if found is None:
            while len(self._pieces) >= self.KEEP:
                self._pieces.popitem(last=False)
            found = self._pieces[place] = self._make(scale, column * PIECE, row * PIECE)
        else:
            self._pieces.move_to_end(place)
        return found

    def _make(self, scale: float, x0: int, y0: int) -> pygame.Surface:
        piece = to_screen(pygame.Surface((PIECE, PIECE)))
        self._grass(piece, scale, x0, y0)
        self._lines(piece, scale, x0, y0)
        brush = Brush(piece, (x0, y0), scale)
        lay_venue(brush, self.pitch)
        for goal in self.pitch.goals:
            goal_floor(brush, goal)
        for wall in self.pitch.walls:
            self._board(brush, wall)
        for post in self.pitch.posts:
            _post(brush, post.at, post.radius, tall=post.height > 1.0)
        return piece

    def _grass(self, piece: pygame.Surface, scale: float, x0: int, y0: int) -> None:
        whole, made = colour_map(self.pitch, self._middle), MapPart.of(self.pitch, self._middle)
        ratio = PER_METRE / scale
        # A part of the map with a pixel to spare on each side, enlarged, and the piece cut out of it.
        left = (x0 * ratio) + (self.pitch.length * 0.5 + APRON) * PER_METRE - made.part[0].start
        top = (y0 * ratio) + (self.pitch.width * 0.5 + APRON) * PER_METRE - made.part[1].start
        span = PIECE * ratio
        box = pygame.Rect(floor(left) - 1, floor(top) - 1, ceil(span) + 3, ceil(span) + 3)
        if whole.get_rect().contains(box):
            part = to_screen(pygame.Surface(box.size))
            part.blit(whole, (0, 0), box)
        else:
            part = _with_edges(whole, box)
        large = pygame.transform.smoothscale(part, (round(box.width / ratio), round(box.height / ratio)))
        piece.blit(large, (round((box.x - left) / ratio), round((box.y - top) / ratio)))
        coarse = max(1, round(scale / 62.0))
        piece.blit(grain(self._turf.grain, PIECE, coarse), (0, 0), special_flags=pygame.BLEND_RGB_SUB)

    def _lines(self, piece: pygame.Surface, scale: float, x0: int, y0: int) -> None:
        """Draw chalk with smooth edges, by what of each pixel is covered."""
        x = ((np.arange(PIECE) + 0.5 + x0) / scale).astype(np.float32)[:, None]
        y = (-(np.arange(PIECE) + 0.5 + y0) / scale).astype(np.float32)[None, :]
        half_l, half_w = self.pitch.length * 0.5, self.pitch.width * 0.5
        wide = max(LINE_METRES, 2.0 / scale) * 0.5
        if x[0, 0] > half_l + 1 or x[-1, 0] < -half_l - 1 or y[0, 0] < -half_w - 1 or y[0, -1] > half_w + 1:
            return
        cover = _chalk(self.pitch, x, y, wide, scale)
        if cover is None:
            return
        strength = self._turf.chalk * _dust()
        columns, rows = np.flatnonzero(cover.any(axis=1)), np.flatnonzero(cover.any(axis=0))
        x1, x2, y1, y2 = int(columns[0]), int(columns[-1]) + 1, int(rows[0]), int(rows[-1]) + 1
        sheet = pygame.Surface((x2 - x1, y2 - y1), pygame.SRCALPHA)
        sheet.fill((*mix(self._turf.band, CHALK, 0.97), 0))
        alpha = cover[x1:x2, y1:y2] * strength[x1:x2, y1:y2] * 255.0
        pygame.surfarray.pixels_alpha(sheet)[:, :] = alpha.astype(np.uint8)
        piece.blit(sheet, (x1, y1))

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


@cache
def _dust() -> Greys:
    """Chalk isn't even."""
    return 0.93 + 0.07 * np.random.default_rng(9).random((PIECE, PIECE), np.float32)


def _with_edges(whole: pygame.Surface, box: pygame.Rect) -> pygame.Surface:
    """Return a part of the map; outside it the ground goes on as the map's edge, however far it is."""
    columns = np.clip(np.arange(box.left, box.right), 0, whole.get_width() - 1)
    rows = np.clip(np.arange(box.top, box.bottom), 0, whole.get_height() - 1)
    return to_screen(pygame.surfarray.make_surface(pygame.surfarray.pixels3d(whole)[np.ix_(columns, rows)]))


def _chalk(pitch: Pitch, x: Greys, y: Greys, wide: float, scale: float) -> Greys | None:
    """Return ``(n, n)`` how much of each pixel is chalk; None where there is none."""
    half_l, half_w = pitch.length * 0.5, pitch.width * 0.5
    cover: Greys | None = None

    def lay(distance: Greys, inside: Greys | None = None) -> None:
        nonlocal cover
        drawn = np.clip((wide - distance) * scale + 0.5, 0.0, 1.0)
        if inside is not None:
            drawn = drawn * inside
        if drawn.any():
            cover = drawn if cover is None else np.maximum(cover, drawn)

    def soft(values: Greys) -> Greys:
        result: Greys = np.clip(values * scale + 0.5, 0.0, 1.0).astype(np.float32)
        return result

    def meets(cx: float, cy: float, radius: float) -> bool:
        near_x, near_y = min(max(cx, x[0, 0]), x[-1, 0]), min(max(cy, y[0, -1]), y[0, 0])
        far_x, far_y = np.abs(x[[0, -1], 0] - cx).max(), np.abs(y[0, [0, -1]] - cy).max()
        return hypot(near_x - cx, near_y - cy) < radius + 0.3 and hypot(far_x, far_y) > radius - 0.3

    # Lines lie inside the field that they bound.
    far_x, far_y = float(np.abs(x).max()), float(np.abs(y).max())
    if far_x > half_l - 0.3 or far_y > half_w - 0.3:
        lay(np.abs(np.maximum(np.abs(x) - half_l, np.abs(y) - half_w) + wide))
    if pitch.length >= 24.0 and pitch.width >= 15.0:
        if x[0, 0] < 0.3 and x[-1, 0] > -0.3:
            lay(np.abs(x) + np.zeros_like(y), soft(half_w - np.abs(y)))
        circle = min(3.0, pitch.width * 0.14)
        if meets(0.0, 0.0, circle):
            lay(np.abs(np.hypot(x, y) - circle))
        if meets(0.0, 0.0, 0.0):
            lay(np.hypot(x, y) - wide * 1.6)
    within: Greys = soft(half_l - np.abs(x)) * soft(half_w - np.abs(y))
    for goal in pitch.goals:
        if goal.area > 0.0 and meets(goal.x, 0.0, goal.area):
            lay(np.abs(np.hypot(x - goal.x, y) - goal.area), within)
    if pitch.goals:
        for cx in (-half_l, half_l):
            for cy in (-half_w, half_w):
                if meets(cx, cy, CORNER_METRES):
                    lay(np.abs(np.hypot(x - cx, y - cy) - CORNER_METRES), within)
    return cover


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
