"""A free ball meets bodies: they take a first touch, or it hits them."""

from dataclasses import dataclass

import numpy as np

from game.core.events import Events, Kind
from game.core.intents import Intents
from game.core.maths import (
    Bools,
    Floats,
    Ints,
    dot,
    found,
    norm,
    pair,
    places,
)
from game.core.pitch import Pitch
from game.core.state import NOBODY, STEP_SECONDS, Phase, Rows, World
from game.sim.ball import CONSTANTS as BALL
from game.sim.carry import CARRY
from game.sim.first_touch import first_touch
from game.sim.header import header
from game.sim.legs.stance import STANCE, WIDEST, freed, half_width
from game.sim.legs.thrown_leg import FARTHEST, legs_of, met
from game.sim.obstacles import NEVER, blocked, enters_circle, reach_to
from game.sim.pressure import pressure_on
from game.sim.sizes import BALL_RADIUS, GRAVITY
from game.sim.touch_constants import TOUCH

_NO_SWING = Phase.NONE.value
TIE = 1e-3
"""Shares of a step that a metre counts where two bodies get to a ball at once: the nearer has it."""
FASTEST = 60.0
"""m/s: no ball and no body ever come together faster."""


def _approach(world: World, rows: Rows, before_ball: Floats, before_pos: Floats) -> tuple[Floats, Floats]:
    """Return how near the ball came to each body in this step, ``(rows, players)``, metres, and when.

    The second array is the share of the step, 0 to 1, at which it was nearest.
    """
    ball_then, ball_now = before_ball[rows], world.ball.pos[rows]
    x0 = ball_then[:, 0, None] - before_pos[rows, :, 0]
    y0 = ball_then[:, 1, None] - before_pos[rows, :, 1]
    dx = ball_now[:, 0, None] - world.bodies.pos[rows, :, 0] - x0
    dy = ball_now[:, 1, None] - world.bodies.pos[rows, :, 1] - y0
    share = -(x0 * dx + y0 * dy) / np.maximum(dx * dx + dy * dy, 1e-12)
    share = share.clip(0.0, 1.0)
    nx, ny = x0 + share * dx, y0 + share * dy
    return np.sqrt(nx * nx + ny * ny), share


def _near_enough(world: World, rows: Rows, dt: float) -> Rows:
    """Return those of ``rows`` in which some body's leg may have got to the ball in this step."""
    ball, bodies = world.ball.pos[rows], world.bodies.pos
    off_x, off_y = ball[:, 0, None] - bodies[rows, :, 0], ball[:, 1, None] - bodies[rows, :, 1]
    off_x *= off_x
    off_x += off_y * off_y
    most = max(TOUCH.leg, FARTHEST) + FASTEST * dt
    near: Rows = rows[(off_x < most * most).any(axis=1)]
    return near


def readiness(world: World, rows: Rows, takes: Floats | float) -> Floats:
    """Return how far a leg has got since the strike, ``(rows,)``: 0 has not moved yet, 1 is at full reach.

    From the reaction on it ``takes`` as many seconds.
    """
    since = (world.step - world.ball.struck_step[rows]).astype(np.float64) * STEP_SECONDS
    ramp = (since - TOUCH.reaction) / takes
    ready: Floats = np.minimum(np.maximum(ramp, 0.0), 1.0)
    return ready


@dataclass(frozen=True, slots=True)
class _Close:
    """Bodies to which a free ball came near in this step, a row each."""

    rows: Rows
    """``(rows,)`` worlds, rising."""
    players: Ints
    distance: Floats
    """``(rows,)`` float64, metres from the body at which the ball was nearest."""
    share: Floats
    """``(rows,)`` float64, 0 to 1: share of the step at which it was."""
    start: Floats
    """``(rows, 2)`` float64, metres: where the ball came from, seen from the body."""
    way: Floats
    """``(rows, 2)`` float64, metres: its way in this step, seen from the body."""
    height: Floats
    """``(rows,)`` float64, metres of the ball above where it rests."""
    ready: Floats
    """``(rows,)`` float64, 0 to 1: how far a leg has got since the strike."""
    wide: Floats
    """``(rows,)`` float64, metres from its centre within which a body is hit."""
    span: Floats
    """``(rows,)`` float64, metres from its centre that a body reaches by now."""
    thrown: bool
    """Whether any of the legs is thrown out."""

    @property
    def where(self) -> tuple[Rows, Ints]:
        """Index into arrays ``(worlds, players)``."""
        return self.rows, self.players


def meet(
    world: World,
    pitch: Pitch,
    intents: Intents,
    facing: Floats,
    before_ball: Floats,
    before_pos: Floats,
    dt: float,
) -> list[Events]:
    """Let players touch free balls that come within their reach: they cushion them, or are hit by them.

    ``facing`` ``(worlds, players, 2)`` are unit vectors along the hips; ``before_ball`` ``(worlds, 3)`` and
    ``before_pos`` ``(worlds, players, 2)``, metres, are where ball and bodies were ``dt`` seconds ago.
    Returns what happened.
    """
    near = _close(world, before_ball, before_pos, dt)
    if near is None:
        return []
    may, free = _may_touch(world, pitch, near)
    plays, cushions, heads = _who_plays(world, near, free)
    hits = may & ~cushions & ~heads
    # A leg that is only on its way stops what it gets to, a body what comes to its own width.
    wide = np.where(plays & hits, near.span, near.wide)
    entry, place, normal = _where_met(world, near, wide, hits)
    if np.count_nonzero(hits):
        at = before_ball[near.rows, 2] + np.minimum(entry, 1.0) * (near.height - before_ball[near.rows, 2])
        hits &= (entry <= 1.0) & (at < TOUCH.body_height)
    touched = found(cushions | heads | hits)
    if touched.size == 0:
        return []
    # Where several could have it, the ball is the first's who gets to it.
    order = np.lexsort(((entry + TIE * near.distance)[touched], near.rows[touched]))
    touched = touched[order]
    first = touched[first_of_each(near.rows[touched])]
    rows, who, distance = near.rows[first], near.players[first], near.distance[first]
    # It is touched where it was met, not where the rest of the step would have carried it.
    spot = world.bodies.pos[rows, who] + place[first]
    world.ball.pos[rows, :2] = reach_to(pitch, before_ball[rows, :2], spot, BALL_RADIUS)
    cushions, heads, hits = cushions[first], heads[first], hits[first]
    happened: list[Events] = []
    if np.count_nonzero(cushions):
        chosen = rows[cushions], who[cushions], distance[cushions]
        happened += first_touch(world, pitch.surface, intents, facing, *chosen)
    if np.count_nonzero(heads):
        happened += header(world, intents, facing, rows[heads], who[heads])
    if np.count_nonzero(hits):
        happened += _deflect(world, rows[hits], who[hits], normal[first][hits])
    return happened


def _close(world: World, before_ball: Floats, before_pos: Floats, dt: float) -> _Close | None:
    """Return the bodies that a free ball came near to, or None where it came near to nobody."""
    c, ball, bodies = TOUCH, world.ball, world.bodies
    rows = found(ball.holder == NOBODY)
    if rows.size == 0:
        return None
    rows = _near_enough(world, rows, dt)
    if rows.size == 0:
        return None
    distance, share = _approach(world, rows, before_ball, before_pos)
    soonest = readiness(world, rows, STANCE.swings_out)
    near = distance < np.maximum(c.body + (c.leg - c.body) * soonest, WIDEST)[:, None]
    thrown = bodies.lunge[rows] > 0.0
    some_thrown = bool(np.count_nonzero(thrown))
    if some_thrown:
        near |= thrown & (distance < FARTHEST)
    if not np.count_nonzero(near):
        return None
    close, players = places(near)
    rows = rows[close]
    distance, share = distance[close, players], share[close, players]
    where = rows, players
    start = before_ball[rows, :2] - before_pos[where]
    way = ball.pos[rows, :2] - bodies.pos[where] - start
    # A leg that carries the body has to be freed first.
    ready = readiness(world, rows, STANCE.swings_out + freed(bodies, where, start + share[:, None] * way))
    wide = half_width(bodies, where, way)
    span = np.maximum(c.body + (c.leg - c.body) * ready, wide)
    height = ball.pos[rows, 2]
    return _Close(rows, players, distance, share, start, way, height, ready, wide, span, some_thrown)


def _may_touch(world: World, pitch: Pitch, near: _Close) -> tuple[Bools, Bools]:
    """Return which bodies the ball may meet at all, and which are free to play it, ``(rows,)`` each.

    Nobody touches their own kick at once, and a keeper doesn't play a ball that they have just parried.
    """
    ball, bodies, hidden = world.ball, world.bodies, world.hidden
    rows, players = where = near.where
    recent = (world.step - ball.struck_step[rows]) * STEP_SECONDS < TOUCH.own_kick
    own = (ball.kicker[rows] == players) & recent
    parried = np.zeros(rows.size, dtype=np.bool_)
    if np.count_nonzero(world.squad.keeper):
        parried = world.squad.keeper[players] & (ball.last_touch[rows] == players) & recent
        parried &= ball.kicker[rows] == NOBODY
        own |= parried & (ball.struck_step[rows] == world.step)
    may = (bodies.phase[where] == _NO_SWING) & ~own
    may &= ~blocked(pitch, bodies.pos[where], ball.pos[rows, :2])
    free = may & (hidden.rest[where] <= 0.0) & (bodies.lunge[where] <= 0.0) & (bodies.dive[where] <= 0.0)
    return may, free & ~parried


def _who_plays(world: World, near: _Close, free: Bools) -> tuple[Bools, Bools, Bools]:
    """Return whose leg could play a low ball, who cushions theirs, and who heads it, ``(rows,)`` each."""
    c, ball, bodies = TOUCH, world.ball, world.bodies
    (rows, players), height, ready, distance = near.where, near.height, near.ready, near.distance
    after = norm(ball.pos[rows, :2] - bodies.pos[rows, players])
    passes = (near.share < 1.0) & (near.share > 0.0)
    passes |= (after < c.at_feet) | (near.share <= 0.0) & (distance < CARRY.reach)
    plays = passes & free & (height < c.foot_height) & (distance < near.span)
    cushions = plays & ((ready > c.cushions_from) | ((distance < c.at_feet) & (ready > 0.0)))
    high = height >= c.foot_height
    if not np.count_nonzero(high):
        return plays, cushions, high
    high &= passes & free & (height < c.head_height)
    span = np.where(height < c.thigh_height, c.thigh, np.where(height < c.chest_height, c.chest, c.head))
    high &= (ready > 0.0) & (distance < c.body + (span - c.body) * ready)
    lets = found(high)
    lets = lets[_can_wait(world, rows[lets], players[lets])]
    high[lets] = False
    if np.count_nonzero(high):
        arriving = ball.vel[rows, :2] - bodies.vel[rows, players]
        slow = dot(arriving, arriving) < c.chest_speed * c.chest_speed
        cushions |= high & (height < c.chest_height) & (distance < c.chest) & (ready > c.chest_from) & slow
    return plays, cushions, high & ~cushions


def _where_met(world: World, near: _Close, wide: Floats, hits: Bools) -> tuple[Floats, Floats, Floats]:
    """Return when in the step balls are met, where, and the unit vectors away from what they meet.

    They are ``(rows,)``, ``(rows, 2)`` metres seen from the body, and ``(rows, 2)``. Those whom the ball
    ``hits`` meet it at the edge of a circle of ``wide`` ``(rows,)`` metres, or with a leg thrown out.
    """
    entry, place = _entry(near.start, near.way, np.where(hits, NEVER, near.share), wide)
    normal = place / np.maximum(norm(place), 1e-9)[:, None]
    if not near.thrown:
        return entry, place, normal
    # What this foot has just played doesn't meet its leg again.
    legs, low = legs_of(world.bodies, near.where), hits & (near.height < STANCE.leg_height)
    low &= world.ball.last_touch[near.rows] != near.players
    at_leg, off = met(legs, near.start, near.way)
    stopped = low & (at_leg < entry)
    there = near.start + np.minimum(at_leg, 1.0)[:, None] * near.way
    return (
        np.where(stopped, at_leg, entry),
        np.where(stopped[:, None], there, place),
        np.where(stopped[:, None], off, normal),
    )


def _entry(start: Floats, way: Floats, nearest: Floats, wide: Floats) -> tuple[Floats, Floats]:
    """Return when and where balls are met: the share of the step, and the place seen from the body.

    They go from ``start`` along ``way``, ``(rows, 2)`` metres, seen from the body. A ball is met at the
    ``nearest`` share of the step, or before, where it comes to the edge of a circle of ``wide`` metres about
    the body. Where only the circle counts (``nearest`` is over 1) it doesn't stay inside either. The share is
    ``NEVER`` where the ball is met in neither way; the place is ``(rows, 2)``, metres.
    """
    edge = enters_circle(start[:, 0], start[:, 1], way[:, 0], way[:, 1], wide)
    share = np.minimum(edge, nearest)
    place = start + np.minimum(share, 1.0)[:, None] * way
    size = norm(place)
    back = -way / np.maximum(norm(way), 1e-6)[:, None]
    outward = np.where((size > 1e-6)[:, None], place / np.maximum(size, 1e-6)[:, None], back)
    pushed = (edge <= 1.0) & (nearest > 1.0)
    return share, np.where(pushed[:, None], wide[:, None] * outward, place)


def _can_wait(world: World, rows: Rows, players: Ints) -> Bools:
    """Return which players let a high ball drop, ``(rows,)``.

    They are unpressed, and the ball comes down where their foot gets to it.
    """
    c = TOUCH
    ball, bodies = world.ball, world.bodies
    where = rows, players
    rise, height = ball.vel[rows, 2], ball.pos[rows, 2]
    drop = np.maximum(height - 0.5 * c.foot_height, 0.0)
    seconds = (rise + np.sqrt(rise * rise + 2.0 * GRAVITY * drop)) / GRAVITY
    relative = ball.vel[rows, :2] - bodies.vel[where]
    lands = ball.pos[rows, :2] + seconds[:, None] * relative - bodies.pos[where]
    alone = pressure_on(world.view(), rows, players) < c.hurried
    waits: Bools = alone & (norm(lands) < c.lets_drop)
    return waits


def first_of_each(world: Rows) -> Bools:
    """Return which rows are the first of their world, ``(rows,)``; ``world`` is sorted."""
    first: Bools = np.ones(world.size, dtype=np.bool_)
    first[1:] = world[1:] != world[:-1]
    return first


def _deflect(world: World, rows: Rows, players: Ints, normal: Floats) -> list[Events]:
    """Let balls come off bodies and legs that had no time to play them.

    ``normal`` ``(rows, 2)`` are unit vectors away from what they meet.
    """
    ball, bodies = world.ball, world.bodies
    where = rows, players
    arriving = ball.vel[rows, :2] - bodies.vel[where]
    ball.vel[rows, :2] = bodies.vel[where] + come_off(arriving, normal)
    ball.roll[rows] *= TOUCH.roll_kept
    ball.last_touch[rows] = players
    nobody = np.full(rows.size, NOBODY, dtype=np.int64)
    return [Events(Kind.DEFLECTION, rows, players, nobody, ball.pos[rows].copy(), norm(arriving))]


def come_off(arriving: Floats, normal: Floats) -> Floats:
    """Return velocities ``(rows, 2)``, m/s, with which balls leave a body that doesn't give.

    The body sees them so; ``arriving`` ``(rows, 2)``, m/s, is how they came, ``normal`` the unit vector from
    the body to the ball. They lose speed both into the body and along it, as at a wall.
    """
    into = np.maximum(-dot(arriving, normal), 0.0)
    push = (1.0 + TOUCH.rebound) * into
    line = pair(-normal[:, 1], normal[:, 0])
    along = dot(arriving, line)
    rub = np.minimum(TOUCH.friction * push, BALL.slip_share * np.abs(along))
    rub = np.where(along > 0.0, -rub, rub)
    off: Floats = arriving + push[:, None] * normal + rub[:, None] * line
    return off
