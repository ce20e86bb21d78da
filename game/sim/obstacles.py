"""Boards, nets, cones and posts stand fixed on a pitch. Nothing passes them, however fast."""

from dataclasses import dataclass

import numpy as np

from game.core.maths import Bools, Floats, Ints, dot, found, norm, pair, places
from game.core.pitch import Pitch
from game.core.state import Bodies
from game.sim.sizes import BODY_RADIUS

NEVER = 2.0
"""Share of a way that stands for meeting nothing: ways end at 1."""
SLIDES = 4
"""Times that a body may be turned along a board in one step, in a corner, before it stands still."""
LONGEST_STRIDE = 0.5
"""Metres that no body moves in a step, not even an imagined one."""
_TINY = 1e-12


@dataclass(frozen=True, slots=True)
class Meetings:
    """The first obstacle that each of some round things meets on its straight way, a row a way."""

    share: Floats
    """``(rows,)`` float64: the share of the way, 0 to 1, at which it is met, or ``NEVER``."""
    normal: Floats
    """``(rows, 2)`` float64: unit vectors from the obstacle to the middle of what meets it."""
    number: Ints
    """``(rows,)`` int64: the obstacle's number; boards come first, then round things."""


def enters_circle(x: Floats, y: Floats, dx: Floats, dy: Floats, radius: Floats | float) -> Floats:
    """Return the share of the way (dx, dy) from (x, y), metres, at which it enters a circle about the origin.

    It is ``NEVER`` where the way doesn't enter it, or leads out of it. A way that starts inside and goes
    inward enters at once. All arrays have one shape.

    >>> x, y = np.array([-2.0, -2.0]), np.array([0.0, 3.0])
    >>> enters_circle(x, y, np.array([4.0, 4.0]), np.array([0.0, 0.0]), radius=1.0).tolist() == [0.25, NEVER]
    True
    """
    span = np.maximum(dx * dx + dy * dy, _TINY)
    along = x * dx + y * dy
    gap = x * x + y * y - radius * radius
    inside = along * along - span * gap
    share = np.where(gap <= 0.0, 0.0, (-along - np.sqrt(np.maximum(inside, 0.0))) / span)
    return np.where((along < 0.0) & (inside > 0.0) & (share <= 1.0), share, NEVER)


def first_met(
    boards: Floats, rounds: Floats, start: Floats, way: Floats, radius: float, low: Floats, climb: Floats
) -> Meetings:
    """Return what things of ``radius`` metres meet first on straight ways, a row a way.

    They go from ``start`` along ``way``, ``(rows, 2)`` metres each. ``boards`` ``(boards, 4)`` are x0, y0,
    x1, y1; ``rounds`` ``(rounds, 4)`` are x, y, radius, height, all in metres. A round thing is met by what
    is lower than its height: things begin ``low`` ``(rows,)`` metres up and end ``climb`` metres higher.
    """
    x, y, dx, dy = start[:, 0, None], start[:, 1, None], way[:, 0, None], way[:, 1, None]
    x0, y0, x1, y1 = boards.T
    length = np.sqrt((x1 - x0) * (x1 - x0) + (y1 - y0) * (y1 - y0))
    ux, uy = (x1 - x0) / length, (y1 - y0) / length
    away, along = (y - y0) * ux - (x - x0) * uy, (x - x0) * ux + (y - y0) * uy
    side = np.where(away >= 0.0, 1.0, -1.0)
    nearing = side * (dx * uy - dy * ux)
    share = np.maximum(np.abs(away) - radius, 0.0) / np.maximum(nearing, _TINY)
    then = along + np.minimum(share, 1.0) * (dx * ux + dy * uy)
    share = np.where((nearing > 0.0) & (share <= 1.0) & (then >= 0.0) & (then <= length), share, NEVER)

    cx, cy, thick, height = rounds.T
    shares = enters_circle(x - cx, y - cy, dx, dy, thick + radius)
    over = low[:, None] + np.minimum(shares, 1.0) * climb[:, None] >= height
    shares = np.concatenate((share, np.where(over, NEVER, shares)), axis=1)

    pick = np.arange(len(start))
    number = np.argmin(shares, axis=1)
    first = shares[pick, number]
    board = np.minimum(number, max(len(boards) - 1, 0))
    ring = np.minimum(np.maximum(number - len(boards), 0), max(len(rounds) - 1, 0))
    then_x, then_y = (start[:, i] + np.minimum(first, 1.0) * way[:, i] for i in (0, 1))
    normal = pair(np.ones(len(start)), np.zeros(len(start)))
    if len(rounds):
        out = pair(then_x - cx[ring], then_y - cy[ring])
        normal = out / np.maximum(norm(out), 1e-9)[:, None]
    if len(boards):
        face = pair(-side[pick, board] * uy[board], side[pick, board] * ux[board])
        normal = np.where((number < len(boards))[:, None], face, normal)
    return Meetings(first, normal, number)


def near(boxes: Floats, start: Floats, end: Floats, radius: float) -> Bools:
    """Return which ways from ``start`` to ``end`` ``(rows, 2)`` come within ``radius`` of any of the boxes.

    ``boxes`` ``(boxes, 4)`` are each box's least x and y and its greatest; all is in metres.
    """
    low, high = np.minimum(start, end) - radius, np.maximum(start, end) + radius
    close = (low[:, 0, None] <= boxes[:, 2]) & (high[:, 0, None] >= boxes[:, 0])
    close &= (low[:, 1, None] <= boxes[:, 3]) & (high[:, 1, None] >= boxes[:, 1])
    return np.asarray(close.any(axis=1))


def blocked(pitch: Pitch, start: Floats, end: Floats) -> Bools:
    """Return whether a board or a net stands between ``start`` and ``end`` ``(rows, 2)``, metres."""
    none: Bools = np.zeros(len(start), dtype=np.bool_)
    boards = pitch.board_array
    if len(boards) == 0 or len(start) == 0:
        return none
    if not ((np.abs(start[:, 0]) > pitch.clear_x) | (np.abs(end[:, 0]) > pitch.clear_x)).any():
        return none
    x0, y0, x1, y1 = boards.T
    ax, ay, bx, by = (v[:, None] for v in (start[:, 0], start[:, 1], end[:, 0], end[:, 1]))
    begins = (x1 - x0) * (ay - y0) - (y1 - y0) * (ax - x0)
    ends = (x1 - x0) * (by - y0) - (y1 - y0) * (bx - x0)
    left = (bx - ax) * (y0 - ay) - (by - ay) * (x0 - ax)
    right = (bx - ax) * (y1 - ay) - (by - ay) * (x1 - ax)
    crossed: Bools = ((begins * ends < 0.0) & (left * right <= 0.0)).any(axis=1)
    return crossed


def reach_to(pitch: Pitch, start: Floats, end: Floats, radius: float) -> Floats:
    """Return how far things of ``radius`` metres get on straight ways, ``(rows, 2)`` metres.

    The ways lead from ``start`` to ``end``, ``(rows, 2)`` metres each.
    """
    boards, clear = pitch.board_array, pitch.clear_x - radius
    rows = found((np.abs(start[:, 0]) > clear) | (np.abs(end[:, 0]) > clear))
    if len(boards) == 0 or rows.size == 0:
        return end
    begin, way, flat = start[rows], end[rows] - start[rows], np.zeros(rows.size)
    met = first_met(boards, pitch.board_ends, begin, way, radius, flat, flat)
    hit = met.share <= 1.0
    reached = end.copy()
    # What meets nothing gets to its end to the last bit: ways that do may run beside it.
    reached[rows[hit]] = begin[hit] + met.share[hit, None] * way[hit]
    return reached


def keep_off(bodies: Bodies, before: Floats, pitch: Pitch) -> None:
    """Keep bodies that ran or were shoved from ``before`` ``(worlds, players, 2)`` on their side of boards.

    They slide along boards, nets and goal posts, and lose their speed into them.
    """
    boards = pitch.board_array
    if len(boards) == 0:
        return
    where = places(np.abs(bodies.pos[..., 0]) > pitch.clear_x - BODY_RADIUS - LONGEST_STRIDE)
    if where[0].size == 0:
        return
    start, end = before[where], bodies.pos[where]
    close = near(pitch.body_boxes, start, end, BODY_RADIUS)
    if not np.count_nonzero(close):
        return
    where = where[0][close], where[1][close]
    start, way, vel = start[close], end[close] - start[close], bodies.vel[where]
    on = np.arange(len(start))
    """Rows that still have a way to go; the others, and their bits, are left alone."""
    for _ in range(SLIDES):
        flat = np.zeros(on.size)
        met = first_met(boards, pitch.body_rounds, start[on], way[on], BODY_RADIUS, flat, flat)
        meets = met.share <= 1.0
        start[on] += np.minimum(met.share, 1.0)[:, None] * way[on]
        on, share, normal = on[meets], met.share[meets], met.normal[meets]
        if on.size == 0:
            break
        way[on] *= (1.0 - share)[:, None]
        for vector in (way, vel):
            vector[on] -= np.minimum(dot(vector[on], normal), 0.0)[:, None] * normal
    bodies.pos[where], bodies.vel[where] = start, vel
