"""A free ball meets bodies: they take a first touch, or it hits them."""

import numpy as np

from game.core import rng
from game.core.events import Events, Kind
from game.core.intents import Intents
from game.core.maths import (
    Bools,
    Floats,
    Ints,
    dot,
    found,
    heading,
    norm,
    pair,
    places,
    wrap,
)
from game.core.pitch import Pitch
from game.core.rng import Stream
from game.core.state import NOBODY, STEP_SECONDS, Ball, Phase, Rows, World
from game.core.surfaces import Surface
from game.sim.ball import CONSTANTS as BALL
from game.sim.carry import CARRY
from game.sim.header import header
from game.sim.legs.stance import STANCE, WIDEST, freed, half_width
from game.sim.legs.thrown import FARTHEST, legs_of, met
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
    c = TOUCH
    ball, bodies, hidden = world.ball, world.bodies, world.hidden
    rows = found(ball.holder == NOBODY)
    if rows.size == 0:
        return []
    rows = _near_enough(world, rows, dt)
    if rows.size == 0:
        return []
    distance, share = _approach(world, rows, before_ball, before_pos)
    soonest = readiness(world, rows, STANCE.swings_out)
    near = distance < np.maximum(c.body + (c.leg - c.body) * soonest, WIDEST)[:, None]
    thrown = bodies.lunge[rows] > 0.0
    if np.count_nonzero(thrown):
        near |= thrown & (distance < FARTHEST)
    if not np.count_nonzero(near):
        return []
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
    after = norm(ball.pos[rows, :2] - bodies.pos[where])
    height = ball.pos[rows, 2]
    passes = ((share < 1.0) & (share > 0.0)) | (after < c.at_feet) | (share <= 0.0) & (distance < CARRY.reach)
    recent = (world.step - ball.struck_step[rows]) * STEP_SECONDS < c.own_kick
    own = (ball.kicker[rows] == players) & recent
    parried = np.zeros(rows.size, dtype=np.bool_)
    if np.count_nonzero(world.squad.keeper):
        parried = world.squad.keeper[players] & (ball.last_touch[rows] == players) & recent
        parried &= ball.kicker[rows] == NOBODY
        own |= parried & (ball.struck_step[rows] == world.step)
    may = (bodies.phase[where] == _NO_SWING) & ~own
    may &= ~blocked(pitch, bodies.pos[where], ball.pos[rows, :2])
    free = may & (hidden.rest[where] <= 0.0) & (bodies.lunge[where] <= 0.0) & (bodies.dive[where] <= 0.0)
    free &= ~parried
    plays = passes & free & (height < c.foot_height) & (distance < span)
    high = height >= c.foot_height
    if np.count_nonzero(high):
        high &= passes & free & (height < c.head_height)
        span = np.where(height < c.thigh_height, c.thigh, np.where(height < c.chest_height, c.chest, c.head))
        high &= (ready > 0.0) & (distance < c.body + (span - c.body) * ready)
        lets = found(high)
        lets = lets[_can_wait(world, rows[lets], players[lets])]
        high[lets] = False
    cushions = plays & ((ready > c.cushions_from) | ((distance < c.at_feet) & (ready > 0.0)))
    if np.count_nonzero(high):
        arriving = ball.vel[rows, :2] - bodies.vel[where]
        slow = dot(arriving, arriving) < c.chest_speed * c.chest_speed
        cushions |= high & (height < c.chest_height) & (distance < c.chest) & (ready > c.chest_from) & slow
    heads = high & ~cushions
    hits = may & ~cushions & ~heads
    # A leg that is only on its way stops what it gets to, a body what comes to its own width.
    wide = np.where(plays & hits, span, wide)
    entry, place = _entry(start, way, np.where(hits, NEVER, share), wide)
    normal = place / np.maximum(norm(place), 1e-9)[:, None]
    if np.count_nonzero(thrown):
        # What this foot has just played doesn't meet its leg again.
        legs, low = legs_of(bodies, where), hits & (height < STANCE.leg_height)
        low &= ball.last_touch[rows] != players
        at_leg, off = met(legs, start, way)
        stopped = low & (at_leg < entry)
        entry = np.where(stopped, at_leg, entry)
        place = np.where(stopped[:, None], start + np.minimum(at_leg, 1.0)[:, None] * way, place)
        normal = np.where(stopped[:, None], off, normal)
    if np.count_nonzero(hits):
        at = before_ball[rows, 2] + np.minimum(entry, 1.0) * (height - before_ball[rows, 2])
        hits &= (entry <= 1.0) & (at < c.body_height)
    touched = found(cushions | heads | hits)
    if touched.size == 0:
        return []
    # Where several could have it, the ball is the first's who gets to it.
    order = np.lexsort(((entry + TIE * distance)[touched], rows[touched]))
    touched = touched[order]
    first = touched[first_of_each(rows[touched])]
    rows, who, distance = rows[first], players[first], distance[first]
    cushions, heads, hits = cushions[first], heads[first], hits[first]
    # It is touched where it was met, not where the rest of the step would have carried it.
    place = place[first]
    spot = bodies.pos[rows, who] + place
    ball.pos[rows, :2] = reach_to(pitch, before_ball[rows, :2], spot, BALL_RADIUS)
    happened: list[Events] = []
    if np.count_nonzero(cushions):
        chosen = rows[cushions], who[cushions], distance[cushions]
        happened += _first_touch(world, pitch.surface, intents, facing, *chosen)
    if np.count_nonzero(heads):
        happened += header(world, intents, facing, rows[heads], who[heads])
    if np.count_nonzero(hits):
        happened += _deflect(world, rows[hits], who[hits], normal[first][hits])
    return happened


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


def _first_touch(
    world: World,
    surface: Surface,
    intents: Intents,
    facing: Floats,
    rows: Rows,
    players: Ints,
    distance: Floats,
) -> list[Events]:
    """Cushion balls and send them where they are wanted; what the foot misjudges, the ball keeps.

    The foot meets the ball at a place and a moment that are a little off, and gives way no faster than a leg
    can: the ball's velocity comes of that. The ball is under control if the player's next step gets to it.
    """
    c = TOUCH
    ball, bodies, hidden = world.ball, world.bodies, world.hidden
    where = rows, players
    arriving = ball.vel[rows, :2] - bodies.vel[where]
    flat, rise = norm(arriving), ball.vel[rows, 2]
    speed = np.sqrt(flat * flat + rise * rise)
    towards = arriving / np.maximum(flat, 1e-6)[:, None]
    stretch = np.minimum(np.maximum(distance - c.stretch_from, 0.0) / (c.leg - c.stretch_from), 1.0)
    timing, place = _misjudged(world, surface, where, arriving, flat, distance, stretch)

    wish = intents.touch_to[where]
    body_then = bodies.pos[where] + c.settle * bodies.vel[where]
    spot = np.where(np.isnan(wish), body_then + CARRY.ahead * facing[where], wish)
    away = spot - body_then
    far = norm(away)
    away = away * (np.minimum(far, c.farthest) / np.maximum(far, 1e-9))[:, None]
    wanted = (body_then + away - ball.pos[rows, :2]) / c.settle
    wanted = wanted * (1.0 + c.turf * np.minimum(norm(wanted), 1.0))[:, None]

    # Off a foot that recedes at f a ball that comes at u leaves at (1 + e) f - e u along its way.
    e = c.rebound
    along = dot(wanted - bodies.vel[where], towards)
    most = np.sqrt(2.0 * c.give_push * c.give * (1.0 - c.give_stretched * stretch * stretch))
    needs = np.maximum(along + e * flat, 0.0) / (1.0 + e)
    recedes = np.minimum(needs, most)
    # What it can't give way to comes back; a moment too soon or too late it is not yet, or no more, so fast.
    springs = (1.0 + e) * (needs - recedes)
    hastens = recedes * recedes / (2.0 * c.give)
    seeds, count = world.seeds[rows], hidden.touches[where]
    slips = rng.normals(seeds, count, players, (Stream.TOUCH_X, Stream.TOUCH_Y, Stream.TOUCH_LOSS))
    off_along = (1.0 + e) * hastens * timing * slips[0] - springs
    # The harder it is met, the more a place off the middle of the foot turns it aside and up. For a ball that
    # falls or rises past the foot, a moment off is a place off too.
    hit = (1.0 + e) * np.maximum(flat - recedes, 0.0)
    upright = np.sqrt(place * place + (timing * rise) * (timing * rise))
    off_across = hit * place * slips[1] / c.cushion
    pops = (hit + c.settles_down * np.abs(rise)) * upright * slips[2] / c.cushion
    new_x = wanted[:, 0] + off_along * towards[:, 0] - off_across * towards[:, 1]
    new_y = wanted[:, 1] + off_along * towards[:, 1] + off_across * towards[:, 0]
    velocity = pair(new_x, new_y)
    up = np.maximum(pops, 0.0) + np.maximum(-c.falls_back * rise, 0.0)
    # A foot can push; a chest can't.
    by_foot = ball.pos[rows, 2] < c.foot_height
    fastest = np.where(by_foot, np.maximum(speed, CARRY.hardest), speed)
    going = velocity - bodies.vel[where]
    pace = np.sqrt(dot(going, going) + up * up)
    slower = np.minimum(fastest / np.maximum(pace, 1e-9), 1.0)
    velocity, up = bodies.vel[where] + going * slower[:, None], up * slower

    then = ball.pos[rows, :2] + c.settle * velocity - body_then
    meant = ball.pos[rows, :2] + c.settle * wanted - body_then
    # A ball that hops off the foot is out of reach for as long.
    strays = norm(then - meant) + c.settle * np.maximum(pops - c.low_hop, 0.0)
    controls = strays < c.in_control
    ball.vel[rows, :2] = velocity
    ball.vel[rows, 2] = up
    ball.roll[rows] = np.where(by_foot, c.touch_roll, 0.0)[:, None] * velocity
    ball.last_touch[rows] = players
    ball.holder[rows] = np.where(controls, players, NOBODY)
    ball.kicker[rows] = NOBODY
    hidden.touches[where] += 1
    hidden.rest[where] = np.where(controls, c.busy, c.busy_lost)
    return _touch_events(ball, rows, players, controls, speed)


def _touch_events(ball: Ball, rows: Rows, players: Ints, controls: Bools, speed: Floats) -> list[Events]:
    happened = []
    for kind, mask in ((Kind.CONTROL, controls), (Kind.MISCONTROL, ~controls)):
        if np.count_nonzero(mask):
            nobody = np.full(int(mask.sum()), NOBODY, dtype=np.int64)
            at = ball.pos[rows[mask]].copy()
            happened.append(Events(kind, rows[mask], players[mask], nobody, at, speed[mask]))
    return happened


def _beyond(angle: Floats, begins: float, over: float) -> Floats:
    """Return 0 up to ``begins`` radians, rising to 1 at ``over`` radians further; any shape."""
    share: Floats = np.minimum(np.maximum(angle - begins, 0.0) / over, 1.0)
    return share


def _misjudged(
    world: World,
    surface: Surface,
    where: tuple[Rows, Ints],
    arriving: Floats,
    flat: Floats,
    distance: Floats,
    stretch: Floats,
) -> tuple[Floats, Floats]:
    """Return the spreads of when, in seconds, and where, in metres, feet meet balls, ``(rows,)`` each.

    Skill, fatigue, pressure and the ball's height act on both. A ball that was not seen coming spoils the
    time. A leg at full stretch, a foot that has only just got there, a run, hips that look away from where
    the ball comes, and ground that turns the ball in the last moment spoil the place.
    """
    c = TOUCH
    bodies = world.bodies
    rows, players = where
    press = pressure_on(world.view(), rows, players)
    clumsy = (c.unskilled - world.squad.skill[players]) * (1.0 + c.tired * (1.0 - bodies.stamina[where]))
    clumsy = clumsy * (1.0 + c.pressed * press)
    # What a ball that hardly comes costs nobody: out of the eye, behind.
    comes_from, comes = heading(-arriving), np.minimum(flat / c.comes, 1.0)
    behind = _beyond(np.abs(wrap(comes_from - bodies.hips[where])), c.behind_from, c.behind_over) * comes
    unseen = _beyond(np.abs(wrap(comes_from - bodies.gaze[where])), c.unseen_from, c.unseen_over) * comes
    # How long the foot waits for the ball: since the strike, less the reaction and the way there.
    since = (world.step - world.ball.struck_step[rows]).astype(np.float64) * STEP_SECONDS
    there = c.reaction + c.stretch_out * np.maximum(distance - c.body, 0.0) / (c.leg - c.body)
    hurried = np.minimum(np.maximum(1.0 - (since - there) / c.still_foot, 0.0), 1.0)
    run = norm(bodies.vel[where])
    clumsy = clumsy * (1.0 + c.lifted * np.minimum(world.ball.pos[rows, 2] / c.foot_height, c.highest))
    timing = c.timing * clumsy * (1.0 + c.timing_unseen * unseen)
    place = c.place * clumsy * (1.0 + c.place_running * run) * (1.0 + c.place_behind * behind)
    place = place * (1.0 + c.place_stretched * stretch * stretch) * (1.0 + c.place_hurried * hurried)
    # The ground's turns of the heading add up over the last metres: rad per root metre, times metres^1.5.
    last = c.mends * flat
    turns = np.where(
        world.ball.pos[rows, 2] < c.rolls_under, surface.bobble * last * np.sqrt(last / 3.0), 0.0
    )
    return timing, np.sqrt(place * place + turns * turns)


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
