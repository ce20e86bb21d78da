"""Arrows of any width and way on a sheet of their own: shafts, strokes and heads as polygons, pixels."""

from itertools import pairwise
from math import ceil, hypot

import pygame
from pygame import gfxdraw

from game.app.render.camera import Point


def split(way: list[Point], head: float) -> tuple[list[Point], Point]:
    """Return the shaft's points and the tip, ``head`` pixels beyond the shaft."""
    tip = way[-1]
    shaft = [p for p in way if hypot(p[0] - tip[0], p[1] - tip[1]) >= head]
    return (shaft if len(shaft) > 1 else way[:2]), tip


def dashed(line: list[Point], on: float, off: float) -> list[list[Point]]:
    """Return strokes along a curve; the last one ends where it ends."""
    strokes: list[list[Point]] = [[]]
    gone = 0.0
    for a, b in pairwise(reversed(line)):
        gap = hypot(b[0] - a[0], b[1] - a[1])
        steps = max(1, ceil(gap / 3.0))
        for i in range(steps):
            if gone % (on + off) < on:
                share = i / steps
                strokes[-1].append((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share))
            elif strokes[-1]:
                strokes.append([])
            gone += gap / steps
    return [stroke for stroke in strokes if len(stroke) > 1]


def ribbon(line: list[Point], half: float, longer: float) -> list[Point]:
    """Return the outline of a line so wide, a little longer at both ends."""
    left, right = [], []
    last = len(line) - 1
    for i, (x, y) in enumerate(line):
        a, b = line[max(i - 1, 0)], line[min(i + 1, last)]
        far = max(hypot(b[0] - a[0], b[1] - a[1]), 1e-6)
        tx, ty = (b[0] - a[0]) / far, (b[1] - a[1]) / far
        push = longer * (-1.0 if i == 0 else 1.0 if i == last else 0.0)
        x, y = x + tx * push, y + ty * push
        left.append((x - ty * half, y + tx * half))
        right.append((x + ty * half, y - tx * half))
    return left + right[::-1]


def arrow_head(base: Point, tip: Point, half: float, grow: float) -> list[Point]:
    """Return a triangle; ``grow`` pixels larger all round for a rim."""
    far = max(hypot(tip[0] - base[0], tip[1] - base[1]), 1e-6)
    tx, ty = (tip[0] - base[0]) / far, (tip[1] - base[1]) / far
    # A little of the head lies on the shaft, or a seam would show.
    bx, by = base[0] - tx * (grow + 1.5), base[1] - ty * (grow + 1.5)
    half += grow * 1.6
    return [
        (bx - ty * half, by + tx * half),
        (tip[0] + tx * grow * 2.0, tip[1] + ty * grow * 2.0),
        (bx + ty * half, by - tx * half),
    ]


def fill(sheet: pygame.Surface, colour: tuple[int, int, int, int], *shapes: list[Point]) -> None:
    """Fill smooth polygons of one colour; the rims come first, or they would show where two shapes meet."""
    pixels = [[(round(x), round(y)) for x, y in shape] for shape in shapes]
    for shape in pixels:
        gfxdraw.aapolygon(sheet, shape, colour)
    for shape in pixels:
        gfxdraw.filled_polygon(sheet, shape, colour)
