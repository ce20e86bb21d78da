"""What lies round a pitch: hoardings, benches and corner flags in a stadium, trees round a training ground.

All of it stands farther out than a player can run, and darker than the lawn, so that nothing there is taken
for a body or for a board that the ball comes back from.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from math import cos, sin

import numpy as np
import pygame

from game.app.fonts import Face, load_font
from game.app.picture_cache import kept
from game.app.render.theme import Colour, mix
from game.app.render.vector import Brush, stamp
from game.core.pitch import Pitch

HOARDING_AT = 3.35
"""Metres outside the lines; bodies stay within 3."""
HOARDING_DEEP = 0.42
PANEL_LONG = 4.0
"""Metres of hoarding that one colour and one word have."""
HOARDINGS: tuple[tuple[Colour, str], ...] = (
    ((26, 58, 82), "BACKHEEL"),
    ((92, 36, 42), "LOOK AWAY"),
    ((34, 72, 58), "PUSH & RUN"),
    ((78, 66, 34), "THIRD MAN RUNNING"),
)
FLAG_REACH = 0.42
BENCH_LONG, BENCH_DEEP, BENCH_AT = 4.4, 0.75, 2.55
BENCH_FROM_MIDDLE = 3.0
"""Metres from the halfway line to the near end of a bench."""
TREE_AT = 6.2
TREE_EVERY = 3.4
Point = tuple[float, float]


def lay_venue(brush: Brush, pitch: Pitch) -> None:
    """Draw on one piece of ground whatever of the place falls on it."""
    box = _metres_of(brush)
    half_l, half_w = pitch.length * 0.5, pitch.width * 0.5
    if box[0] > -half_l + 1 and box[2] < half_l - 1 and box[1] > -half_w + 1 and box[3] < half_w - 1:
        return
    if pitch.goals:
        for corner in ((sx * half_l, sy * half_w) for sx in (-1, 1) for sy in (-1, 1)):
            if _near(box, corner, 1.0):
                _flag(brush, corner)
        for side in (-1.0, 1.0):
            middle = side * (BENCH_FROM_MIDDLE + BENCH_LONG * 0.5)
            if half_l > 9.0 and _near(box, (middle, -half_w - BENCH_AT), BENCH_LONG):
                _bench(brush, middle, -half_w - BENCH_AT, side)
        for start, along, length in _sides(half_l, half_w):
            _hoarding(brush, box, start, along, length)
    else:
        for place, size, shade in trees(pitch):
            if _near(box, place, size + 1.0):
                _tree(brush, place, size, shade)


def _metres_of(brush: Brush) -> tuple[float, float, float, float]:
    width, height = brush.surface.get_size()
    x0, y1 = brush.origin[0] / brush.scale, -brush.origin[1] / brush.scale
    return (x0, y1 - height / brush.scale, x0 + width / brush.scale, y1)


def _near(box: tuple[float, float, float, float], at: Point, reach: float) -> bool:
    return box[0] - reach < at[0] < box[2] + reach and box[1] - reach < at[1] < box[3] + reach


def _sides(half_l: float, half_w: float) -> Iterator[tuple[Point, Point, float]]:
    """Return where each row of hoardings starts, which way it goes, and how long it is, metres."""
    x, y = half_l + HOARDING_AT, half_w + HOARDING_AT
    yield (-x, y), (1.0, 0.0), 2 * x
    yield (x, -y), (-1.0, 0.0), 2 * x
    yield (x, y), (0.0, -1.0), 2 * y
    yield (-x, -y), (0.0, 1.0), 2 * y


def _hoarding(
    brush: Brush, box: tuple[float, float, float, float], start: Point, along: Point, length: float
) -> None:
    tx, ty = along
    # Outward is to the left of the way that a row goes.
    nx, ny = -ty, tx
    panels = max(1, round(length / PANEL_LONG))
    wide = length / panels
    for k in range(panels):
        a, b = k * wide, (k + 1) * wide
        middle = (start[0] + tx * (a + b) * 0.5, start[1] + ty * (a + b) * 0.5)
        if not _near(box, middle, wide):
            continue

        def quad(near: float, far: float, a: float = a, b: float = b) -> list[Point]:
            return [
                (start[0] + tx * s + nx * n, start[1] + ty * s + ny * n)
                for s, n in ((a, near), (b, near), (b, far), (a, far))
            ]

        colour, word = HOARDINGS[k % len(HOARDINGS)]
        brush.shade([(x + 0.12, y - 0.16) for x, y in quad(0.0, HOARDING_DEEP)], 70)
        brush.polygon(colour, quad(0.0, HOARDING_DEEP))
        brush.polygon(mix(colour, (255, 255, 255), 0.34), quad(HOARDING_DEEP - 0.06, HOARDING_DEEP))
        sprite = _word(word, max(6, round(HOARDING_DEEP * 0.62 * brush.scale)), along)
        if max(sprite.get_size()) < wide * brush.scale * 0.92:
            at = (middle[0] + nx * HOARDING_DEEP * 0.46, middle[1] + ny * HOARDING_DEEP * 0.46)
            stamp(brush.surface, sprite, brush.at(at))


@kept(4.0)
def _word(word: str, pixels: int, along: Point) -> pygame.Surface:
    line = load_font(Face.BOLD, pixels).render(word, True, (206, 214, 206))
    line.set_alpha(190)
    # No word stands on its head in the picture.
    turn = {(0.0, -1.0): 270, (0.0, 1.0): 90}.get(along, 0)
    return pygame.transform.rotate(line, turn) if turn else line


def _flag(brush: Brush, corner: Point) -> None:
    x, y = corner
    brush.shadow((x + 0.16, y - 0.16), 0.22, 110)
    way = 0.5 if x > 0 else 0.9
    tip = (x + FLAG_REACH * cos(way), y + FLAG_REACH * sin(way))
    low = (x + FLAG_REACH * 0.9 * cos(way - 0.62), y + FLAG_REACH * 0.9 * sin(way - 0.62))
    brush.shade([(px + 0.14, py - 0.16) for px, py in (corner, tip, low)], 70)
    brush.polygon((230, 92, 44), [corner, tip, low])
    brush.polygon(
        (255, 190, 70), [corner, ((tip[0] + x) / 2, (tip[1] + y) / 2), ((low[0] + x) / 2, (low[1] + y) / 2)]
    )
    brush.disc((60, 64, 66), corner, 0.075)
    brush.disc((250, 248, 240), corner, 0.05)


def _bench(brush: Brush, x: float, y: float, side: float) -> None:
    half, deep = BENCH_LONG * 0.5, BENCH_DEEP

    def box(x0: float, x1: float, y0: float, y1: float) -> list[Point]:
        return [(x0, y0), (x1, y0), (x1, y1), (x0, y1)]

    brush.shade([(px + 0.14, py - 0.18) for px, py in box(x - half, x + half, y - deep, y)], 90)
    # Substitutes sit under the front edge of the roof: shoulders and heads look out.
    bibs: Colour = (150, 112, 46) if side < 0 else (70, 84, 116)
    for k in range(4):
        sx = x - half + BENCH_LONG * (k + 0.5) / 4 + (0.12 if k == 2 else 0.0)
        if k == 1 and side > 0:
            continue
        brush.disc((22, 30, 30), (sx, y + 0.06), 0.22)
        brush.disc(bibs, (sx, y + 0.06), 0.19)
        brush.disc(((146, 112, 88), (84, 58, 44), (176, 142, 118), (58, 44, 38))[k], (sx, y + 0.10), 0.10)
    brush.polygon((58, 72, 76), box(x - half, x + half, y - deep, y - 0.04))
    brush.polygon((84, 100, 104), box(x - half, x + half, y - deep, y - deep + 0.16))
    for k in range(5):
        bx = x - half + BENCH_LONG * k / 4
        brush.polygon((44, 56, 60), box(bx - 0.03, bx + 0.03, y - deep, y - 0.04))
    for k in range(3):
        brush.disc((198, 206, 204), (x - side * (half + 0.35) + 0.16 * k, y - 0.05), 0.055)


@lru_cache(maxsize=8)
def trees(pitch: Pitch) -> tuple[tuple[Point, float, float], ...]:
    """Return trees round a training ground: place of each, its radius in metres, its shade, 0 to 1."""
    rng = np.random.default_rng(17)
    x, y = pitch.length * 0.5 + TREE_AT, pitch.width * 0.5 + TREE_AT
    found = []
    for start, along, length in _sides(x - HOARDING_AT, y - HOARDING_AT):
        for k in range(int(length / TREE_EVERY)):
            off, size, shade, out = rng.random(4)
            s = (k + 0.5 + 0.5 * (off - 0.5)) * TREE_EVERY
            far = 1.6 * out
            place = (start[0] + along[0] * s - along[1] * far, start[1] + along[1] * s + along[0] * far)
            found.append((place, 1.0 + 0.9 * float(size), float(shade)))
    return tuple(found)


def _tree(brush: Brush, place: Point, size: float, shade: float) -> None:
    x, y = place
    dark, light = mix((26, 58, 36), (40, 66, 34), shade), mix((52, 96, 52), (78, 104, 52), shade)
    brush.shadow((x + size * 0.35, y - size * 0.42), size * 1.9, 120)
    lobes = 7
    for layer, (reach, radius, share) in enumerate(
        ((0.62, 0.46, 0.0), (0.40, 0.42, 0.45), (0.20, 0.30, 0.9))
    ):
        for k in range(lobes - 2 * layer):
            turn = 6.283 * (k / (lobes - 2 * layer)) + place[0] * 1.7 + layer
            # Light comes from the upper left.
            lit = share + 0.22 * cos(turn - 2.2)
            at = (x + size * reach * cos(turn) - 0.10 * layer, y + size * reach * sin(turn) + 0.12 * layer)
            brush.disc(mix(dark, light, min(max(lit, 0.0), 1.0)), at, size * radius)
