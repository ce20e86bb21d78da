"""Goals: posts and bar turn the ball away, the net catches it, and who crosses the line in one has scored."""

from dataclasses import dataclass

import numpy as np

from game.core.events import Events, Kind
from game.core.intents import Codes
from game.core.maths import Bools, Floats, found, norm, places
from game.core.pitch import Goal, Pitch
from game.core.state import Ball, Bodies, Rows
from game.sim.sizes import BALL_RADIUS as RADIUS
from game.sim.sizes import BODY_RADIUS


@dataclass(frozen=True, slots=True)
class GoalConstants:
    """How goals are built. Priors, except the posts' thickness."""

    post: float = 0.06
    """Metres: radius of posts and bar (the laws allow 12 cm across)."""
    bounce: float = 0.65
    """Restitution at a post."""
    depth: float = 1.0
    """Metres from the line to the back net."""
    net_bounce: float = 0.02
    """Share of the speed into a net that comes back out of it."""
    net_kept: float = 0.35
    """Share of the speed along a net that a touch of it leaves."""


GOALS = GoalConstants()


def at_goals(ball: Ball, before: Floats, pitch: Pitch) -> tuple[list[Events], Bools]:
    """Frames, nets and lines of all goals, for balls that went in this step from ``before`` ``(worlds, 3)``.

    Returns what happened, and ``(worlds,)`` whose ball has just gone in: it is not out of play.
    ``POST`` events count a goal's left post, right post and bar after the pitch's own posts.
    """
    happened: list[Events] = []
    scored = np.zeros(len(before), dtype=np.bool_)
    for number, goal in enumerate(pitch.goals):
        near = np.abs(ball.pos[:, 0] - goal.x) < GOALS.depth + 3.0
        rows = found(near)
        if rows.size == 0:
            continue
        first = len(pitch.posts) + 3 * number
        side = 0.5 * goal.width + GOALS.post
        happened += _frame(ball, before, rows, goal, (0, 1), (goal.x, side), first)
        happened += _frame(ball, before, rows, goal, (0, 1), (goal.x, -side), first + 1)
        bar = goal.height + GOALS.post - RADIUS
        happened += _frame(ball, before, rows, goal, (0, 2), (goal.x, bar), first + 2)
        _net(ball, before, rows, goal)
        into = _crossed(ball, before, rows, goal)
        scored[rows[into]] = True
        happened += _events(Kind.GOAL, rows[into], ball, number)
    return happened, scored


def _events(kind: Kind, rows: Rows, ball: Ball, other: int, speed: Floats | None = None) -> list[Events]:
    if rows.size == 0:
        return []
    if speed is None:
        flat, rise = norm(ball.vel[rows, :2]), ball.vel[rows, 2]
        speed = np.sqrt(flat * flat + rise * rise)
    others = np.full(rows.size, other, dtype=np.int64)
    return [Events(kind, rows, ball.last_touch[rows].copy(), others, ball.pos[rows].copy(), speed)]


def _frame(
    ball: Ball,
    before: Floats,
    rows: Rows,
    goal: Goal,
    axes: tuple[int, int],
    centre: tuple[float, float],
    number: int,
) -> list[Events]:
    """One post (seen from above) or bar (seen from the side): the ball comes off where its path met it."""
    a, b = axes
    reach = GOALS.post + RADIUS
    x, y = before[rows, a] - centre[0], before[rows, b] - centre[1]
    dx, dy = ball.pos[rows, a] - before[rows, a], ball.pos[rows, b] - before[rows, b]
    span = np.maximum(dx * dx + dy * dy, 1e-12)
    along = x * dx + y * dy
    gap = x * x + y * y - reach * reach
    inside = along * along - span * gap
    share = (-along - np.sqrt(np.maximum(inside, 0.0))) / span
    share = np.where(gap <= 0.0, 0.0, share)
    third = 3 - a - b
    there = before[rows, third] + share * (ball.pos[rows, third] - before[rows, third])
    if third == 2:
        spans = there < goal.height + 2.0 * GOALS.post - RADIUS
    else:
        spans = np.abs(there) < 0.5 * goal.width + 2.0 * GOALS.post
    hit = found((inside > 0.0) & (along < 0.0) & (share >= 0.0) & (share <= 1.0) & spans)
    if hit.size == 0:
        return []
    which, share = rows[hit], share[hit]
    nx, ny = x[hit] + share * dx[hit], y[hit] + share * dy[hit]
    size = np.maximum(np.sqrt(nx * nx + ny * ny), 1e-9)
    nx, ny = nx / size, ny / size
    into = -(ball.vel[which, a] * nx + ball.vel[which, b] * ny)
    for axis in (0, 1, 2):
        way = ball.pos[which, axis] - before[which, axis]
        ball.pos[which, axis] = before[which, axis] + share * way
    ball.pos[which, a] = centre[0] + reach * nx
    ball.pos[which, b] = centre[1] + reach * ny
    ball.pos[which, 2] = np.maximum(ball.pos[which, 2], 0.0)
    back = (1.0 + GOALS.bounce) * np.maximum(into, 0.0)
    ball.vel[which, a] += back * nx
    ball.vel[which, b] += back * ny
    ball.roll[which] *= 0.5
    return _events(Kind.POST, which, ball, number, np.maximum(into, 0.0))


def _crossed(ball: Ball, before: Floats, rows: Rows, goal: Goal) -> Bools:
    """Which of these balls wholly crossed the line in this step, between the posts and under the bar."""
    sign = 1.0 if goal.x >= 0.0 else -1.0
    was = (before[rows, 0] - goal.x) * sign - RADIUS
    now = (ball.pos[rows, 0] - goal.x) * sign - RADIUS
    share = -was / np.where(now - was == 0.0, 1.0, now - was)
    y = before[rows, 1] + share * (ball.pos[rows, 1] - before[rows, 1])
    z = before[rows, 2] + share * (ball.pos[rows, 2] - before[rows, 2]) + RADIUS
    over: Bools = (was <= 0.0) & (now > 0.0) & (np.abs(y) < 0.5 * goal.width) & (z < goal.height)
    return over


def _net(ball: Ball, before: Floats, rows: Rows, goal: Goal) -> None:
    """A ball in the goal stays in its net, one outside stays out; both lose nearly all their speed."""
    sign = 1.0 if goal.x >= 0.0 else -1.0
    half, top = 0.5 * goal.width + GOALS.post, goal.height + GOALS.post - RADIUS
    was_u = (before[rows, 0] - goal.x) * sign
    now_u = (ball.pos[rows, 0] - goal.x) * sign
    was_y, now_y = before[rows, 1], ball.pos[rows, 1]
    was_z, now_z = before[rows, 2], ball.pos[rows, 2]
    moved = now_u - was_u
    share = np.where(np.abs(moved) > 1e-12, -was_u / np.where(moved == 0.0, 1.0, moved), 0.0)
    mouth_y, mouth_z = was_y + share * (now_y - was_y), was_z + share * (now_z - was_z)
    enters = (was_u <= 0.0) & (now_u > 0.0) & (np.abs(mouth_y) < half) & (mouth_z < top)
    was_in = (was_u > 0.0) & (was_u < GOALS.depth) & (np.abs(was_y) < half) & (was_z < top)
    within = was_in | enters
    # From inside: the net's three sides and its roof.
    _stop(
        ball, rows, within & (now_u > GOALS.depth - RADIUS), 0, goal.x + sign * (GOALS.depth - RADIUS), sign
    )
    for way in (1.0, -1.0):
        caught = within & (now_u > 0.0) & (way * now_y > half - RADIUS)
        _stop(ball, rows, caught, 1, way * (half - RADIUS), way)
    _stop(ball, rows, within & (now_u > RADIUS) & (now_z > top - RADIUS), 2, top - RADIUS, 1.0)
    # From outside: the face that the ball was beyond.
    meets = ~within & (now_u > 0.0) & (now_u < GOALS.depth + RADIUS)
    meets &= (np.abs(now_y) < half + RADIUS) & (now_z < top + RADIUS)
    if not meets.any():
        return
    behind = meets & (was_u >= GOALS.depth + RADIUS - 1e-9)
    beside = meets & ~behind & (np.abs(was_y) >= half + RADIUS - 1e-9)
    above = meets & ~behind & ~beside
    _stop(ball, rows, behind, 0, goal.x + sign * (GOALS.depth + RADIUS), -sign)
    for way in (1.0, -1.0):
        _stop(ball, rows, beside & (way * was_y > 0.0), 1, way * (half + RADIUS), -way)
    _stop(ball, rows, above & (was_z > top), 2, top + RADIUS, -1.0)


def _stop(ball: Ball, rows: Rows, mask: Bools, axis: int, place: float, into: float) -> None:
    """Hold these balls at a net's face; ``into`` is the sign of the way into it."""
    which = rows[mask]
    if which.size == 0:
        return
    ball.pos[which, axis] = place
    speed = into * ball.vel[which, axis]
    hits = speed > 0.0
    kept = np.where(hits, GOALS.net_kept, 1.0)
    for other in (0, 1, 2):
        if other != axis:
            ball.vel[which, other] *= kept
    ball.vel[which, axis] = np.where(hits, -GOALS.net_bounce * speed, into * speed) * into
    ball.roll[which] *= kept[:, None]


def keep_out(bodies: Bodies, pitch: Pitch) -> None:
    """Bodies don't run through posts and nets."""
    for goal in pitch.goals:
        sign = 1.0 if goal.x >= 0.0 else -1.0
        near = places(sign * (bodies.pos[..., 0] - goal.x) > -(GOALS.post + BODY_RADIUS))
        if near[0].size == 0:
            continue
        pos, vel = bodies.pos[near], bodies.vel[near]
        half, back = 0.5 * goal.width + GOALS.post, goal.x + sign * GOALS.depth
        for y in (half, -half):
            _off_post(pos, vel, goal.x, y)
            off_board(pos, vel, (goal.x, y, back, y))
        off_board(pos, vel, (back, -half, back, half))
        bodies.pos[near], bodies.vel[near] = pos, vel


def _off_post(pos: Floats, vel: Floats, x: float, y: float) -> None:
    dx, dy = pos[..., 0] - x, pos[..., 1] - y
    distance = np.maximum(np.sqrt(dx * dx + dy * dy), 1e-6)
    depth = np.maximum(GOALS.post + BODY_RADIUS - distance, 0.0)
    if not depth.any():
        return
    nx, ny = dx / distance, dy / distance
    pos[..., 0] += depth * nx
    pos[..., 1] += depth * ny
    into = np.where(depth > 0.0, np.minimum(vel[..., 0] * nx + vel[..., 1] * ny, 0.0), 0.0)
    vel[..., 0] -= into * nx
    vel[..., 1] -= into * ny


def off_board(pos: Floats, vel: Floats, board: tuple[float, float, float, float]) -> None:
    """Keep bodies at ``pos`` off an upright board from (x0, y0) to (x1, y1), from both of its faces.

    ``pos`` and ``vel`` ``(..., 2)``, metres and m/s, are changed in place.
    """
    x0, y0, x1, y1 = board
    dx, dy = x1 - x0, y1 - y0
    length = np.sqrt(dx * dx + dy * dy)
    ux, uy = dx / length, dy / length
    rx, ry = pos[..., 0] - x0, pos[..., 1] - y0
    away = ry * ux - rx * uy
    along = rx * ux + ry * uy
    depth = np.where((along > 0.0) & (along < length), BODY_RADIUS - np.abs(away), 0.0)
    depth = np.maximum(depth, 0.0) * np.where(away >= 0.0, 1.0, -1.0)
    pos[..., 0] -= depth * uy
    pos[..., 1] += depth * ux
    into = vel[..., 1] * ux - vel[..., 0] * uy
    stop = np.where((depth != 0.0) & (into * depth < 0.0), into, 0.0)
    vel[..., 0] += stop * uy
    vel[..., 1] -= stop * ux


def own_area(pitch: Pitch, team: Codes, pos: Floats) -> Bools:
    """Whether players of ``team`` ``(...,)`` at ``pos`` ``(..., 2)`` metres are in their own goal's area."""
    middle = np.array([goal.x for goal in pitch.goals])[team]
    area = np.array([goal.area for goal in pitch.goals])[team]
    dx, y = pos[..., 0] - middle, pos[..., 1]
    inside: Bools = dx * dx + y * y <= area * area
    return inside
