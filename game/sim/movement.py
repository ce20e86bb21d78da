"""Bodies run, brake, turn three headings at their own rates, tire, and get in each other's way."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from game.core.events import Events, Kind
from game.core.intents import Intents
from game.core.maths import (
    LEAST,
    ONE,
    ZERO,
    Bools,
    Floats,
    as_arrays,
    atan2,
    constant,
    dot,
    found,
    length,
    norm,
    places,
    planes,
    wrap,
)
from game.core.pitch import Pitch
from game.core.state import STEP_SECONDS, Bodies, Phase, Rows
from game.sim.legs.stance import wrong_leg
from game.sim.sizes import BODY_RADIUS


@dataclass(frozen=True, slots=True)
class BodyConstants:
    """The body of a trained player."""

    top_speed: float = 8.8
    """m/s of a fresh player straight ahead, usual 8.5 to 9.5."""
    sprint_time: float = 1.0
    """Seconds, tau in v = vmax (1 - exp(-t / tau)), usual about 1."""
    braking: float = 9.0
    """m/s^2 at most against the run below ``firm_to`` (measured: outfield players of a professional match,
    HawkEye, 99.9th percentile 9 to 10)."""
    braking_fast: float = 6.7
    """m/s^2 at most against the run at ``loose_from`` and faster (measured at 5 to 6 m/s: 6.7; held beyond:
    prior)."""
    sideways: float = 8.5
    """m/s^2 across the run, in a turn, at most below ``firm_to`` (measured, outfield players of a
    professional match: 8.4 to 9.8)."""
    sideways_fast: float = 6.5
    """m/s^2 across the run, in a turn, at most at ``loose_from`` and faster (measured at 5 to 6 m/s: 6.5;
    held beyond: prior)."""
    firm_to: float = 4.5
    """m/s up to which a foot is on the ground for long enough to hold with all its strength (measured)."""
    loose_from: float = 5.5
    """m/s from which a foot holds no more than the fast values (measured)."""
    tired_grip: float = 0.85
    """Share of braking and turning that the legs of a spent player still hold (prior)."""
    standing_speed: float = 0.6
    """m/s under which a step can go any way at once (prior)."""
    backwards: float = 0.5
    """Share of top speed when running straight backwards (prior)."""
    tired_speed: float = 0.75
    """Share of top speed of a spent player (prior)."""
    hips_rate: float = 7.0
    """rad/s at which the hips turn on the spot (prior)."""
    pivot_rate: float = 4.0
    """rad/s at which the hips still turn when the leg goes back: players turn into a kick, the pelvis by some
    35 degrees in its quarter second (recalled)."""
    pivot_time: float = 0.4
    """Seconds after the leg went back at which the pivot is over (prior)."""
    hop_rate: float = 0.5
    """rad/s at which a player who stands with the leg back hops round (prior)."""
    hips_speed_cost: float = 5.0
    """m/s of running at which the hips turn half as fast (prior)."""
    trunk_rate: float = 9.0
    """rad/s at which the shoulders turn (prior)."""
    gaze_rate: float = 12.0
    """rad/s at which head and eyes turn together (prior)."""
    trunk_limit: float = 0.8
    """Radians that the shoulders can turn against the hips (prior)."""
    gaze_limit: float = 1.7
    """Radians that head and eyes can turn against the shoulders (prior)."""
    sprint_cost: float = 0.007
    """Stamina lost per second of full sprint (prior: a minute of sprinting takes two fifths)."""
    recovery: float = 0.0015
    """Stamina gained per second of standing (prior)."""
    radius: float = BODY_RADIUS
    """Metres: half the width that two bodies keep between their centres."""
    collision_bounce: float = 0.1
    """Restitution between bodies (prior)."""
    swing_speed: float = 0.85
    """Share of top speed with a leg back (prior)."""
    follow_speed: float = 0.45
    """Share of top speed during the follow-through (prior)."""
    lunge_speed: float = 0.3
    """Share of top speed during a lunge (prior)."""
    full_lean: float = 9.0
    """m/s^2 of braking that lean the body fully back (prior)."""
    lean_rate: float = 8.0
    """1/s at which the lean follows what the body does (prior)."""
    settles_in: float = 0.30
    """Seconds in which two thirds of a turn are out of the body: producing a fake costs the faker when it is
    prepared in under 0.4 s and nothing after 0.8 s."""
    least_push: float = 0.1
    """Share of the first push that legs still have at top speed (prior): nobody gets stuck just below it."""
    jogs: float = 0.6
    """Strides a second of a runner beside what each m/s adds (prior); who walks makes one a metre."""
    strides: float = 0.27
    """Strides a second that each m/s of a run adds (prior)."""
    hard: float = 1.5
    """m/s of closing from which two bodies that meet are a collision worth telling (prior)."""
    goes: float = 0.1
    """Share of top speed from which the hips follow a run (prior)."""
    under: float = 0.05
    """Metres to a ball under which nobody can turn to it."""
    margin: float = 3.0
    """Metres by which a body may leave the pitch."""


CONSTANTS = BodyConstants()
_BODY = as_arrays(CONSTANTS)
_FRESHNESS = constant(1.0 - CONSTANTS.tired_speed)
_FAST = constant(1.0 / (CONSTANTS.loose_from - CONSTANTS.firm_to))
_LESS_BRAKES = constant(CONSTANTS.braking_fast - CONSTANTS.braking)
_LESS_TURNS = constant(CONSTANTS.sideways_fast - CONSTANTS.sideways)
_BY_FACING, _ANY_WAY = (
    constant(0.5 * (1.0 - CONSTANTS.backwards)),
    constant(0.5 * (1.0 + CONSTANTS.backwards)),
)
_BACK_MOST = constant(-1.0)
_PIVOTS = constant(CONSTANTS.pivot_rate - CONSTANTS.hop_rate)
_GOES_SQUARED, _UNDER_SQUARED = (constant(c * c) for c in (CONSTANTS.goes, CONSTANTS.under))
NATURAL_LOOK_TURN = 0.5
"""Share of a look aside that the shoulders follow."""
_LOOK_TURN = constant(NATURAL_LOOK_TURN)


_SPEED_BY_PHASE = np.array(
    (1.0, CONSTANTS.swing_speed, CONSTANTS.follow_speed, CONSTANTS.follow_speed), dtype=np.float64
)
_BACK, _FORWARD = Phase.BACK.value, Phase.FORWARD.value


def top_speed(bodies: Bodies) -> Floats:
    """Return the m/s of bodies straight ahead, ``(worlds, players)``, by stamina and what their legs do."""
    c = _BODY
    tired = _FRESHNESS * bodies.stamina
    tired += c.tired_speed
    busy = _SPEED_BY_PHASE.take(bodies.phase)
    lunges = bodies.lunge > ZERO
    if np.count_nonzero(lunges):
        busy = np.where(lunges, c.lunge_speed, busy)
    tired *= c.top_speed
    tired *= busy
    return tired


def _bounded(numbers: Floats, least: Floats, most: Floats) -> Floats:
    """Return the same array, with what is below or above the bounds brought to them."""
    np.maximum(numbers, least, out=numbers)
    return np.minimum(numbers, most, out=numbers)


def holds(stamina: Floats, speed: Floats, grip: float = 1.0) -> tuple[Floats, Floats]:
    """Return what the legs hold against the run and across it at some speeds, m/s^2, of any shape."""
    c = CONSTANTS
    fast = speed - _BODY.firm_to
    fast *= _FAST
    _bounded(fast, ZERO, ONE)
    legs = (1.0 - c.tired_grip) * grip * stamina
    legs += c.tired_grip * grip
    brakes = fast * _LESS_BRAKES
    brakes += _BODY.braking
    brakes *= legs
    turns = fast * _LESS_TURNS
    turns += _BODY.sideways
    turns *= legs
    return brakes, turns


def run(
    bodies: Bodies,
    wish: Floats,
    ahead: Floats,
    wished_lean: Floats,
    limit: Floats,
    speed: Floats,
    dt: float = STEP_SECONDS,
    grip: float = 1.0,
) -> None:
    """Bring velocities toward ``wish`` ``(worlds, players, 2)``, a share of top speed, and move the bodies.

    Speeding up follows the sprint curve, braking and turning have limits that fall with speed, and both
    together share one ellipse of grip: a body that turns hard at speed loses speed. Ground that holds less,
    and tired legs, lower what can be held. The body leans into its own acceleration: one that brakes leans
    back.

    ``ahead`` are unit vectors along the hips, ``wished_lean`` is what a body leans on purpose, ``limit`` its
    top speed and ``speed`` how fast it runs now, m/s; ``grip`` is the ground's, 1 on dry turf.
    """
    c = CONSTANTS
    vel, forth = planes(bodies.vel), planes(ahead)
    new = _changed(bodies, planes(wish), forth, limit, speed, dt, grip)
    gained = (new - vel) * forth
    sway = gained[0] + gained[1]
    sway /= dt * c.full_lean
    _bounded(sway, _BACK_MOST, ONE)
    sway += wished_lean
    sway -= bodies.lean
    sway *= min(c.lean_rate * dt, 1.0)
    bodies.lean = bodies.lean + sway
    way = vel + new
    way *= 0.5 * dt
    bodies.pos = bodies.pos + way.transpose(1, 2, 0)
    bodies.vel = new.transpose(1, 2, 0)

    c = _BODY
    speed = length(new)
    pace = speed / c.top_speed
    cost = c.sprint_cost * pace
    cost *= pace
    cost *= pace
    cost -= c.recovery * (ONE - pace)
    cost *= dt
    bodies.stamina = _bounded(bodies.stamina - cost, ZERO, ONE)
    stride = np.minimum(speed, c.jogs + c.strides * speed)
    stride *= dt
    stride += bodies.stride
    stride -= np.floor(stride)
    bodies.stride = stride


def _changed(
    bodies: Bodies, wish: Floats, ahead: Floats, limit: Floats, speed: Floats, dt: float, grip: float
) -> Floats:
    """Return the velocities that legs change the runs to in ``dt`` seconds, ``(2, worlds, players)`` m/s."""
    c = _BODY
    vel = planes(bodies.vel)
    size = length(wish)
    parts = wish * ahead
    share = parts[0] + parts[1]
    share /= np.maximum(size, LEAST)
    share *= _BY_FACING
    share += _ANY_WAY
    reach = limit * share
    change = wish * (reach / np.maximum(size, ONE))
    change -= vel

    slow = speed < c.standing_speed
    along = vel.copy(order="K")
    np.copyto(along, change, where=slow)
    along /= np.maximum(length(along), LEAST)
    x, y = along
    parts = change * along
    forward = parts[0] + parts[1]
    sideways = x * change[1]
    sideways -= y * change[0]
    brakes, turns = holds(bodies.stamina, speed, grip)
    push = np.maximum(ONE - speed / reach, c.least_push)
    push *= reach / c.sprint_time
    push *= wrong_leg(bodies.weight, ahead, along, speed)
    np.minimum(push, brakes, out=push)
    bound = brakes
    np.copyto(bound, push, where=(forward >= ZERO) | slow)
    bound *= dt
    turns *= dt
    a, b = forward / bound, sideways / turns
    a *= a
    b *= b
    a += b
    scale = np.sqrt(a, out=a)
    np.maximum(scale, ONE, out=scale)
    np.divide(ONE, scale, out=scale)
    forward *= scale
    sideways *= scale
    new: Floats = along * forward
    new += vel
    new[0] -= sideways * y
    new[1] += sideways * x
    return new


def _near(middle: Floats, angle: Floats, most: Floats | float) -> Floats:
    """Return headings no farther than ``most`` radians from ``middle``, else those that are so far."""
    off = _within(wrap(angle - middle), most)
    off += middle
    return wrap(off)


def turn(
    bodies: Bodies,
    hips_goal: Floats,
    look_goal: Floats,
    speed: Floats,
    wound: Floats,
    dt: float = STEP_SECONDS,
) -> None:
    """Turn hips, shoulders and gaze toward their goals ``(worlds, players)``, each at its own rate.

    The hips turn slower the faster a player runs (``speed``, m/s) and on one leg, the slower the longer the
    other has been back (``wound``, s); they wait while a plant foot carries the body. Shoulders can't leave
    the hips by more than their limit, nor the gaze the shoulders.
    """
    c = _BODY
    slower = speed / c.hips_speed_cost
    slower += ONE
    rate = c.hips_rate / slower
    back = bodies.phase == _BACK
    if np.count_nonzero(back):
        pivot = c.hop_rate + _PIVOTS * np.maximum(ONE - wound / c.pivot_time, ZERO)
        rate = np.where(back, pivot / slower, rate)
    stuck = (bodies.phase == _FORWARD) | (bodies.lunge > ZERO)
    if np.count_nonzero(stuck):
        rate = np.where(stuck, ZERO, rate)
    bodies.hips = _near(bodies.hips, hips_goal, rate * dt)
    aside = _within(wrap(look_goal - bodies.hips), c.trunk_limit)
    aside *= _LOOK_TURN
    trunk = _near(bodies.trunk, bodies.hips + aside, constant(CONSTANTS.trunk_rate * dt))
    bodies.trunk = _near(bodies.hips, trunk, c.trunk_limit)
    gaze = _near(bodies.gaze, look_goal, constant(CONSTANTS.gaze_rate * dt))
    bodies.gaze = _near(bodies.trunk, gaze, c.gaze_limit)


def pivoted(wound: Floats) -> Floats:
    """Return the radians that a standing player's hips can turn ``wound`` seconds after a leg went back."""
    c = CONSTANTS
    early = np.minimum(wound, c.pivot_time)
    return c.hop_rate * wound + (c.pivot_rate - c.hop_rate) * (early - early * early / (2.0 * c.pivot_time))


def unsettled(turned: Floats, before: Floats, hips: Floats, dt: float = STEP_SECONDS) -> Floats:
    """Return how far the hips have just turned, radians, renewed by a step from ``before`` to ``hips``."""
    recent: Floats = turned * (1.0 - dt / CONSTANTS.settles_in) + np.abs(wrap(hips - before))
    return recent


def _within(angle: Floats, limit: Floats | float) -> Floats:
    """Return the same array, with what is farther from 0 than ``limit`` brought to it."""
    size = np.abs(angle)
    np.minimum(size, limit, out=size)
    return np.copysign(size, angle, out=angle)


def _squares(v: Floats) -> Floats:
    """Return the squares of the lengths of vectors ``(2, ...)``, shape ``(...,)``."""
    parts = v * v
    total: Floats = parts[0] + parts[1]
    return total


def natural_goals(
    bodies: Bodies, ball: Floats, intents: Intents, move: Floats, holds: Bools
) -> tuple[Floats, Floats]:
    """Return where hips and gaze go when nothing else is wished, headings ``(worlds, players)``, radians.

    A runner's hips follow the run; a player who stands turns to the ball; the carrier looks where the hips
    point. ``move`` is where the legs go, ``holds`` a mask of carriers, ``ball`` is ``(worlds, 2)`` metres.
    """
    pos, look_at = planes(bodies.pos), planes(intents.look_at)
    to_ball = ball.T[:, :, None] - pos
    run = planes(move)
    going = _squares(run) > _GOES_SQUARED
    near = _squares(to_ball) < _UNDER_SQUARED
    looks = ~np.isnan(look_at[0])
    ways = np.empty((2, 2, *near.shape))
    ways[:, 0] = to_ball
    ways[:, 1] = to_ball
    np.copyto(ways[:, 0], run, where=going)
    np.subtract(look_at, pos, out=ways[:, 1], where=looks)
    headings = atan2(ways[1], ways[0])
    blind = holds | near
    hips, gaze = headings
    np.copyto(hips, bodies.hips, where=blind & ~going)
    np.copyto(hips, intents.hips_to, where=~np.isnan(intents.hips_to))
    np.copyto(gaze, hips, where=blind & ~looks)
    return hips, gaze


def collide(bodies: Bodies, pitch: Pitch) -> list[Events]:
    """Push overlapping bodies apart and take their closing speed; keep bodies on the ground."""
    c = CONSTANTS
    happened: list[Events] = []
    players = bodies.pos.shape[1]
    if players > 1:
        happened = _jostle(bodies, *_pairs(players), c)
    _keep_inside(bodies, pitch, c)
    return happened


def _jostle(bodies: Bodies, one: Rows, two: Rows, c: BodyConstants) -> list[Events]:
    """Part every pair of players that overlaps; returns the collisions."""
    reach = 2.0 * c.radius
    # Players first, so that a pair's distances in all worlds lie together; few pairs are near even in x.
    x = np.ascontiguousarray(bodies.pos[..., 0].T)
    dx = np.concatenate([x[gap:] - x[:-gap] for gap in range(1, len(x))])
    near, world = places(np.abs(dx) <= reach)
    if world.size == 0:
        return []
    y = bodies.pos[..., 1]
    dx, dy = dx[near, world], y[world, two[near]] - y[world, one[near]]
    close = found(dx * dx + dy * dy < reach * reach)
    if close.size == 0:
        return []
    happened: list[Events] = []
    for where, pair_number in _in_turn(world[close], near[close], two - one):
        happened += _part(bodies, where, one[pair_number], two[pair_number], c)
    return happened


@lru_cache
def _pairs(players: int) -> tuple[Rows, Rows]:
    """Return the numbers of both players of every pair, ``(pairs,)`` each.

    Neighbours come first, then players two apart, and so on.
    """
    pairs = [(i, i + gap) for gap in range(1, players) for i in range(players - gap)]
    one, two = np.array(pairs, dtype=np.intp).reshape(-1, 2).T
    return one, two


def _in_turn(world: Rows, pair_number: Rows, gap: Rows) -> Iterator[tuple[Rows, Rows]]:
    """Yield pairs that overlap, in rounds: in a world those of one gap are parted before those of the next.

    A player who is pushed by several others is pushed by one after the other; most worlds have a single pair,
    and all of those are parted in the first round.
    """
    order = np.lexsort((pair_number, world))
    world, pair_number = world[order], pair_number[order]
    same_world = world[1:] == world[:-1]
    if not np.count_nonzero(same_world):
        yield world, pair_number
        return
    gap = gap[pair_number]
    next_gap = np.cumsum(same_world & (gap[1:] != gap[:-1]))
    round_number = np.concatenate(([0], next_gap))
    first_of_world = found(np.concatenate(([True], ~same_world)))
    round_number -= np.repeat(round_number[first_of_world], np.diff(first_of_world, append=world.size))
    for number in range(int(round_number.max()) + 1):
        chosen = round_number == number
        yield world[chosen], pair_number[chosen]


def _part(bodies: Bodies, world: Rows, one: Rows, two: Rows, c: BodyConstants) -> list[Events]:
    """Move bodies ``one`` and ``two`` of some worlds apart, half the way each; returns the collisions."""
    first, second = (world, one), (world, two)
    between = bodies.pos[second] - bodies.pos[first]
    distance = norm(between)
    normal = between / np.maximum(distance, 1e-6)[:, None]
    normal[distance < 1e-6] = (1.0, 0.0)
    depth = np.maximum(2.0 * c.radius - distance, 0.0)
    closing = -dot(bodies.vel[second] - bodies.vel[first], normal)
    impulse = 0.5 * (1.0 + c.collision_bounce) * np.maximum(closing, 0.0)
    shove = (0.5 * depth)[:, None] * normal
    kick = impulse[:, None] * normal
    bodies.pos[first] -= shove
    bodies.pos[second] += shove
    bodies.vel[first] -= kick
    bodies.vel[second] += kick
    hard = found(closing > c.hard)
    if hard.size == 0:
        return []
    world, one, two = world[hard], one[hard], two[hard]
    at = np.zeros((hard.size, 3))
    at[:, :2] = 0.5 * (bodies.pos[world, one] + bodies.pos[world, two])
    return [Events(Kind.COLLISION, world, one, two, at, closing[hard])]


def _keep_inside(bodies: Bodies, pitch: Pitch, c: BodyConstants) -> None:
    for axis, half in ((0, 0.5 * pitch.length + c.margin), (1, 0.5 * pitch.width + c.margin)):
        place = bodies.pos[..., axis]
        np.minimum(np.maximum(place, -half, out=place), half, out=place)
