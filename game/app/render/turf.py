"""A pitch is painted from above: a map of colours in metres, and the grain of its blades."""

from math import ceil, floor
from typing import Any, Final, NamedTuple, TypeAlias

import numpy as np
import numpy.typing as npt
import pygame

from game.app.picture_cache import kept
from game.core.pitch import Pitch
from game.core.surfaces import Colour, Turf

PER_METRE: Final = 12
"""Pixels of the colour map a metre; pieces of ground are enlarged from it."""
APRON: Final = 14.0
"""Metres of ground around the lines that the map has; beyond it goes on as its edge."""
EDGE: Final = 1.0
"""Metres at the map's edge without a bare patch."""
RUN_OFF: Final = 1.0
"""Metres of lawn outside the lines."""
STAND_FROM: Final = 4.4
"""Metres outside the lines where the stands begin: behind the hoardings."""
SEAT: Final = 0.58
ROW: Final = 0.84
"""Metres from seat to seat and from row to row."""
CROWD: Final[tuple[Colour, ...]] = (
    (112, 46, 48),
    (58, 86, 118),
    (132, 126, 112),
    (46, 52, 58),
    (104, 92, 52),
    (70, 96, 84),
    (120, 84, 66),
)
"""What people in the stands wear: duller than any kit."""
BAND_METRES: Final = 2.5
"""Width of a mown stripe, about: a whole number of them fits the pitch."""
Greys: TypeAlias = npt.NDArray[Any]


class MapPart(NamedTuple):
    """The pixels of a colour map that are made."""

    size: tuple[int, int]
    """Pixels of the whole map."""
    part: tuple[slice, slice]
    """Those of them that are made."""

    @property
    def shape(self) -> tuple[int, int]:
        """How many are made."""
        return (self.part[0].stop - self.part[0].start, self.part[1].stop - self.part[1].start)

    @classmethod
    def of(cls, pitch: Pitch, middle: tuple[float, float] | None) -> "MapPart":
        """Return the map of a pitch, or no more than ``middle`` metres each way from the centre spot."""
        halves = (pitch.length * 0.5 + APRON, pitch.width * 0.5 + APRON)
        size = (round(halves[0] * 2 * PER_METRE), round(halves[1] * 2 * PER_METRE))
        if middle is None:
            return cls(size, (slice(0, size[0]), slice(0, size[1])))
        parts = []
        for whole, metres in zip(size, middle, strict=True):
            half = ceil(metres * PER_METRE) + 2
            parts.append(slice(max(whole // 2 - half, 0), min(whole // 2 + half, whole)))
        return cls(size, (parts[0], parts[1]))


def noise(made: MapPart, cell: float, seed: int) -> Greys:
    """Return smooth noise, 0 to 1, its knots ``cell`` pixels apart."""
    rng = np.random.default_rng(seed)

    def along(n: int, part: slice) -> tuple[npt.NDArray[np.int64], Greys]:
        at = np.arange(n)[part] / cell
        low = np.floor(at).astype(np.int64)
        share = (at - low).astype(np.float32)
        return low, share * share * (3.0 - 2.0 * share)

    (ix, sx), (iy, sy) = (along(n, part) for n, part in zip(made.size, made.part, strict=True))
    shape = (floor((n - 1) / cell) + 2 for n in made.size)
    knots = rng.random(tuple(shape), dtype=np.float32)
    rows = knots[ix] * (1.0 - sx)[:, None] + knots[ix + 1] * sx[:, None]
    result: Greys = rows[:, iy] * (1.0 - sy)[None, :] + rows[:, iy + 1] * sy[None, :]
    return result


def _step(values: Greys, low: float, high: float) -> Greys:
    share = np.clip((values - low) / (high - low), 0.0, 1.0)
    result: Greys = (share * share * (3.0 - 2.0 * share)).astype(np.float32)
    return result


@kept(16.0, least=3)
def colour_map(pitch: Pitch, middle: tuple[float, float] | None = None) -> pygame.Surface:
    """Return the whole pitch and an apron, ``PER_METRE`` pixels a metre: stripes, wear, water, hummocks.

    It reaches ``middle`` metres from the centre spot, along and across, where that is given; the pixels stay.
    """
    turf = pitch.surface.turf
    half_l, half_w = pitch.length * 0.5, pitch.width * 0.5
    made = MapPart.of(pitch, middle)
    columns, rows = (np.arange(n)[part] for n, part in zip(made.size, made.part, strict=True))
    x = ((columns + 0.5) / PER_METRE - half_l - APRON).astype(np.float32)[:, None]
    y = (half_w + APRON - (rows + 0.5) / PER_METRE).astype(np.float32)[None, :]

    bands = max(2, round(pitch.length / BAND_METRES))
    wide = pitch.length / bands
    # A mown edge is a hand wide; every other stripe leans the other way.
    along = np.abs(((x + half_l) / wide + 0.5) % 2.0 - 1.0)
    striped = _step(along, 0.5 - 0.05 / wide, 0.5 + 0.05 / wide) * turf.bands + (1.0 - turf.bands) * 0.5
    outside = np.maximum(np.abs(x) - half_l, np.abs(y) - half_w) - RUN_OFF
    lawn = 1.0 - _step(outside, -0.06, 0.06)
    rgb = np.empty((*made.shape, 3), np.float32)
    cloud = 0.6 * noise(made, 4.2 * PER_METRE, 11) + 0.4 * noise(made, 1.3 * PER_METRE, 12) - 0.5
    dusk = np.clip((outside + RUN_OFF) / APRON, 0.0, 1.0) * 0.30
    for channel in range(3):
        inside = turf.base[channel] + (turf.band[channel] - turf.base[channel]) * striped
        ground = turf.beyond[channel] + (inside - turf.beyond[channel]) * lawn
        rgb[:, :, channel] = (ground + cloud * 2.0 * turf.cloud) * (1.0 - dusk)
    if turf.hummock:
        _hummocks(rgb, made, turf.hummock)
    if turf.worn:
        _wear(rgb, made, turf, pitch, x, y)
    if turf.sheen:
        _water(rgb, made, turf.sheen * np.broadcast_to(0.35 + 0.65 * lawn, made.shape))
    if turf.seams:
        _seams(rgb, x, half_l, lawn)
    if pitch.goals:
        _stands(rgb, x, y, half_l, half_w)
    _evening(rgb, x / half_l, y / half_w)
    return pygame.surfarray.make_surface(np.clip(rgb, 0.0, 255.0).astype(np.uint8))


def _hummocks(rgb: Greys, made: MapPart, strength: float) -> None:
    """Light a ground that isn't flat from the upper left."""
    height = np.zeros(made.shape, np.float32)
    for cell, share, seed in ((1.37, 1.0, 41), (0.81, 0.55, 42), (0.43, 0.22, 43), (2.9, 0.8, 44)):
        height += noise(made, cell * PER_METRE, seed) * share
    slope = np.zeros(made.shape, np.float32)
    slope[1:, 1:] = (height[1:, 1:] - height[:-1, 1:]) + (height[1:, 1:] - height[1:, :-1])
    rgb += np.clip(slope * 105.0 * strength, -17.0, 17.0)[:, :, None]


def _wear(rgb: Greys, made: MapPart, turf: Turf, pitch: Pitch, x: Greys, y: Greys) -> None:
    """Lay bare earth in patches and where feet stand most: before the goals, on the centre spot."""
    ragged = 0.55 * noise(made, 2.6 * PER_METRE, 21) + 0.30 * noise(made, 0.8 * PER_METRE, 22)
    ragged += 0.15 * noise(made, 0.22 * PER_METRE, 23)
    trodden = np.exp(-(x * x + y * y) / 3.0)
    for goal in pitch.goals:
        trodden = np.maximum(trodden, np.exp(-((x - goal.x * 0.96) ** 2 / 2.2 + y * y / (goal.width * 1.2))))
    bare = _step(ragged + 0.22 * trodden, 0.80 - 0.34 * turf.worn, 0.92 - 0.26 * turf.worn)
    # No patch lies on the map's edge, which goes on outside it.
    inside = pitch.length * 0.5 + APRON - np.abs(x), pitch.width * 0.5 + APRON - np.abs(y)
    bare *= np.clip(np.minimum(*inside) / EDGE - 1.0, 0.0, 1.0)
    strength = (0.35 + 0.55 * min(turf.worn * 1.6, 1.0)) * bare
    grit = noise(made, 1.6, 24) * 26.0 - 13.0
    for channel in range(3):
        rgb[:, :, channel] += (turf.earth[channel] + grit - rgb[:, :, channel]) * strength


def _water(rgb: Greys, made: MapPart, strength: Greys) -> None:
    """Lay the sky's gleam on wet grass: broad and soft across the pitch, with streaks and glints."""
    across = np.arange(made.size[0], dtype=np.float32)[made.part[0], None] / PER_METRE
    along = np.arange(made.size[1], dtype=np.float32)[None, made.part[1]] / PER_METRE
    # The gleam lies in wide slanting bands, as light on a slope of air and water does.
    wander = 5.0 * noise(made, 6.3 * PER_METRE, 31) + 2.2 * noise(made, 2.3 * PER_METRE, 34)
    broad = 0.5 + 0.5 * np.sin((across * 0.55 + along * 0.83 + wander) * 0.62)
    fine = 0.6 * noise(made, 0.47 * PER_METRE, 32) + 0.4 * noise(made, 0.19 * PER_METRE, 33)
    gleam = _step(broad, 0.45, 1.0) * (0.12 + 0.22 * fine)
    glint = _step(broad * 0.5 + noise(made, 1.35, 35) * 0.5, 0.88, 0.96) * 0.30
    sky = np.array((150.0, 190.0, 200.0), np.float32)
    rgb += ((gleam + glint) * strength)[:, :, None] * (sky - rgb)


def _stands(rgb: Greys, x: Greys, y: Greys, half_l: float, half_w: float) -> None:
    """Draw terraces on all four sides, most seats taken; between them stairs, in the corners nothing."""
    rng = np.random.default_rng(51)
    apart = np.minimum(np.abs(x) - half_l, np.abs(y) - half_w)
    paved = _step(np.maximum(np.abs(x) - half_l, np.abs(y) - half_w), STAND_FROM - 0.08, STAND_FROM + 0.08)
    paved = paved * _step(apart, 0.9, 1.1)
    tiles = np.where((x % 1.0 < 0.06) | (y % 1.0 < 0.06), 62.0, 80.0)
    for channel, tint in enumerate((0.97, 1.0, 1.0)):
        rgb[:, :, channel] += (tiles * tint - rgb[:, :, channel]) * paved
    for number, (out, along, other) in enumerate(
        (
            (y - half_w, x, np.abs(x) - half_l),
            (-y - half_w, x, np.abs(x) - half_l),
            (x - half_l, y, np.abs(y) - half_w),
            (-x - half_l, y, np.abs(y) - half_w),
        )
    ):
        depth = np.broadcast_to(out - STAND_FROM, rgb.shape[:2])
        beside = np.broadcast_to(along, rgb.shape[:2])
        taken = (depth > 0.0) & np.broadcast_to(other < 1.0, rgb.shape[:2])
        columns, rows = np.flatnonzero(taken.any(axis=1)), np.flatnonzero(taken.any(axis=0))
        if not len(columns) or not len(rows):
            continue
        part = (slice(columns[0], columns[-1] + 1), slice(rows[0], rows[-1] + 1))
        v, u, here = depth[part], beside[part], taken[part]
        seat, row = np.floor(u / SEAT).astype(np.int64), np.floor(v / ROW).astype(np.int64)
        seat -= seat.min()
        seats, lines = int(seat.max()) + 1, max(int(row.max()), 0) + 1
        row = np.clip(row, 0, lines - 1)
        someone = rng.random((seats, lines)) < 0.78
        # Every fourteenth place is a stair.
        stair = (seat + 3 * number) % 14 == 0
        wears = np.array(CROWD, np.float32)[rng.integers(0, len(CROWD), (seats, lines))]
        skin = np.array(((150, 118, 96), (96, 68, 52), (172, 138, 114), (66, 50, 42)), np.float32)
        faces = skin[rng.integers(0, len(skin), (seats, lines))]
        jitter = (rng.random((2, seats, lines)) - 0.5) * 0.14
        du = u - (np.floor(u / SEAT) + 0.5) * SEAT + jitter[0][seat, row]
        dv = v - (np.floor(v / ROW) + 0.45) * ROW + jitter[1][seat, row]
        concrete = np.where(v % ROW > ROW - 0.12, 52.0, 72.0)
        concrete = np.where(stair, 92.0, concrete)[:, :, None] * np.array((0.94, 1.0, 1.04), np.float32)
        body = 1.0 - _step(np.hypot(du, dv * 1.3), 0.20, 0.28)
        head = 1.0 - _step(np.hypot(du, dv + 0.04), 0.09, 0.15)
        sits = (someone[seat, row] & ~stair)[:, :, None]
        shown = concrete + (wears[seat, row] - concrete) * (body[:, :, None] * sits)
        shown = shown + (faces[seat, row] - shown) * (head[:, :, None] * sits)
        # The back rows lie under the roof.
        shown = shown * (1.0 - 0.55 * np.clip(v / 9.0, 0.0, 1.0))[:, :, None]
        shown = shown * np.clip(0.55 + v / 0.5, 0.55, 1.0)[:, :, None]
        rgb[part] = np.where(here[:, :, None], shown, rgb[part])


def _evening(rgb: Greys, x: Greys, y: Greys) -> None:
    """Lay low light over it from the upper left: a little warmer there, a little cooler and darker across."""
    slope = np.clip((x * 0.6 - y * 0.4), -1.4, 1.4)
    for channel, warm in enumerate((0.055, 0.020, -0.035)):
        rgb[:, :, channel] *= 1.0 - warm * slope
    rgb *= (1.0 - 0.05 * np.clip(slope, 0.0, 1.4))[:, :, None]


def _seams(rgb: Greys, x: Greys, half_l: float, lawn: Greys) -> None:
    """Draw where the rolls of a carpet meet."""
    to_seam = np.abs(((x + half_l) % 4.0) - 2.0)
    line = (to_seam > 2.0 - 0.05).astype(np.float32) * lawn
    rgb *= (1.0 - 0.13 * line)[:, :, None]


@kept(6.0, least=3)
def grain(strength: int, size: int, coarse: int) -> pygame.Surface:
    """Return blades of grass to take away: fine noise, drawn out one way, ``coarse`` pixels a blade."""
    n = size // coarse
    fine = np.random.default_rng(3).random((n, n))
    blades = (fine + np.roll(fine, 1, 1) + np.roll(fine, 2, 1) * 0.6 + np.roll(fine, 1, 0) * 0.5) / 3.1
    level = (np.clip((blades - 0.3) * 1.7, 0.0, 1.0) * strength).astype(np.uint8)
    surface = pygame.surfarray.make_surface(np.repeat(level[:, :, None], 3, axis=2))
    return surface if coarse == 1 else pygame.transform.smoothscale(surface, (size, size))
