"""Posts and bar turn the ball away, the net catches it, and wholly over the line it is a goal."""

from dataclasses import dataclass

import numpy as np

from game.core.events import Events, Kind
from game.core.intents import Codes
from game.core.maths import Bools, Floats, Ints, found, norm
from game.core.pitch import GOAL_POST, NET_DEPTH, Goal, Pitch
from game.core.state import Ball, Rows
from game.sim.obstacles import NEVER, enters_circle
from game.sim.sizes import BALL_RADIUS as RADIUS
from game.sim.sizes import GRAVITY


@dataclass(frozen=True, slots=True)
class GoalConstants:
    """How goals are built. All are priors but the post, which the laws bound."""

    post: float = GOAL_POST
    """Metres: radius of posts and bar."""
    bounce: float = 0.65
    """Restitution at a post."""
    roll_kept: float = 0.5
    """Share of the roll that survives a post or the bar."""
    depth: float = NET_DEPTH
    """Metres from the line to the back net."""
    net_bounce: float = 0.02
    """Share of the speed into a net that comes back out of it."""
    net_kept: float = 0.35
    """Share of the speed along a net that a touch of it leaves."""


GOALS = GoalConstants()


def at_goals(ball: Ball, before: Floats, pitch: Pitch, dt: float) -> tuple[list[Events], Bools]:
    """Let balls that went in this step from ``before`` ``(worlds, 3)``, metres, meet frames, nets and lines.

    Returns what happened, and ``(worlds,)`` in which the ball has just gone in: it is not out of play.
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
        happened += _frame(ball, before, rows, goal, first, dt)
        _net(ball, before, rows, goal)
        into = _crossed(ball, before, rows, goal)
        scored[rows[into]] = True
        happened += _events(Kind.GOAL, rows[into], ball, number)
    return happened, scored


def _events(
    kind: Kind, rows: Rows, ball: Ball, other: int | Ints, speed: Floats | None = None
) -> list[Events]:
    if rows.size == 0:
        return []
    if speed is None:
        flat, rise = norm(ball.vel[rows, :2]), ball.vel[rows, 2]
        speed = np.sqrt(flat * flat + rise * rise)
    others = np.broadcast_to(np.asarray(other, dtype=np.int64), rows.shape).copy()
    return [Events(kind, rows, ball.last_touch[rows].copy(), others, ball.pos[rows].copy(), speed)]


def _frame(ball: Ball, before: Floats, rows: Rows, goal: Goal, first: int, dt: float) -> list[Events]:
    """Let balls come off the post (seen from above) or the bar (seen from the side) that they met first.

    A ball stays there for the rest of the step.
    """
    side, bar = 0.5 * goal.width + GOALS.post, goal.height + GOALS.post - RADIUS
    reach = GOALS.post + RADIUS
    was, way = before[rows], ball.pos[rows] - before[rows]
    members = ((1, side), (1, -side), (2, bar))
    shares = np.full((3, rows.size), NEVER)
    for number, (axis, place) in enumerate(members):
        share = enters_circle(was[:, 0] - goal.x, was[:, axis] - place, way[:, 0], way[:, axis], reach)
        then = was + np.minimum(share, 1.0)[:, None] * way
        if axis == 1:
            spans = then[:, 2] < goal.height + 2.0 * GOALS.post - RADIUS
        else:
            spans = np.abs(then[:, 1]) < 0.5 * goal.width + 2.0 * GOALS.post
        shares[number] = np.where(spans, share, NEVER)
    number = np.argmin(shares, axis=0)
    hit = found(shares.min(axis=0) <= 1.0)
    if hit.size == 0:
        return []
    which, number = rows[hit], number[hit]
    share = shares[number, hit]
    axis = np.array([axis for axis, _ in members])[number]
    ball.pos[which] = was[hit] + share[:, None] * way[hit]
    # It has fallen for a part of the step alone.
    in_air = (was[hit, 2] > 0.0) & (ball.pos[which, 2] > 0.0)
    ball.vel[which, 2] += np.where(in_air, (1.0 - share) * GRAVITY * dt, 0.0)
    nx = ball.pos[which, 0] - goal.x
    other = ball.pos[which, axis] - np.array([place for _, place in members])[number]
    size = np.maximum(np.sqrt(nx * nx + other * other), 1e-9)
    nx, other = nx / size, other / size
    into = np.maximum(-(ball.vel[which, 0] * nx + ball.vel[which, axis] * other), 0.0)
    back = (1.0 + GOALS.bounce) * into
    ball.vel[which, 0] += back * nx
    ball.vel[which, axis] += back * other
    ball.roll[which] *= GOALS.roll_kept
    return _events(Kind.POST, which, ball, first + number, into)


def _crossed(ball: Ball, before: Floats, rows: Rows, goal: Goal) -> Bools:
    """Return which of these balls wholly crossed the line in this step, between posts and bar."""
    sign = 1.0 if goal.x >= 0.0 else -1.0
    was = (before[rows, 0] - goal.x) * sign - RADIUS
    now = (ball.pos[rows, 0] - goal.x) * sign - RADIUS
    share = -was / np.where(now - was == 0.0, 1.0, now - was)
    y = before[rows, 1] + share * (ball.pos[rows, 1] - before[rows, 1])
    z = before[rows, 2] + share * (ball.pos[rows, 2] - before[rows, 2]) + RADIUS
    over: Bools = (was <= 0.0) & (now > 0.0) & (np.abs(y) < 0.5 * goal.width) & (z < goal.height)
    return over


def _net(ball: Ball, before: Floats, rows: Rows, goal: Goal) -> None:
    """Keep a ball in the goal inside its net and one outside out of it; both lose nearly all their speed."""
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
    if not np.count_nonzero(meets):
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
    ball.vel[which, axis] = np.where(hits, -GOALS.net_bounce * speed, speed) * into
    ball.roll[which] *= kept[:, None]


def own_area(pitch: Pitch, team: Codes, pos: Floats) -> Bools:
    """Return whether players at ``pos`` ``(..., 2)`` metres are in their own goal's area, ``(...,)``.

    ``team`` ``(...,)`` is 0 for red and 1 for blue.
    """
    middle = np.array([goal.x for goal in pitch.goals])[team]
    area = np.array([goal.area for goal in pitch.goals])[team]
    dx, y = pos[..., 0] - middle, pos[..., 1]
    inside: Bools = dx * dx + y * y <= area * area
    return inside
