"""The ball on its own slides, rolls, flies and bounces, and comes back from walls and posts."""

from dataclasses import dataclass

import numpy as np

from game.core import rng
from game.core.events import Events, Kind
from game.core.maths import (
    HALF,
    LEAST,
    ONE,
    ZERO,
    Bools,
    Floats,
    Ints,
    as_arrays,
    constant,
    dot,
    found,
    length,
    pair,
    sincos,
)
from game.core.pitch import Pitch
from game.core.rng import Seeds, Stream
from game.core.state import NOBODY, STEP_SECONDS, Ball, Rows
from game.sim.goals import at_goals
from game.sim.obstacles import first_met, near
from game.sim.sizes import BALL_RADIUS, GRAVITY

RADIUS = BALL_RADIUS
MOST_MEETINGS = 8
"""Meetings with boards and posts in one step, after which a ball between two of them stays where it is."""


@dataclass(frozen=True, slots=True)
class BallConstants:
    """A football apart from the ground it is on. A number without a source is a prior."""

    gravity: float = GRAVITY
    """m/s^2 with which a ball in the air falls."""
    hollowness: float = 2.0 / 3.0
    """Moment of inertia over m r^2: a thin hollow sphere. Slip ends at 1 / (1 + 2/3) = 0.6 of the speed."""
    drag_slow: float = 0.45
    """Drag coefficient at and below ``drag_crisis_from``, usual 0.4 to 0.5 (Asai; recalled)."""
    drag_fast: float = 0.20
    """Drag coefficient at and above ``drag_crisis_to``, usual 0.15 to 0.25 (Asai; recalled)."""
    drag_crisis_from: float = 12.0
    """m/s up to which the air flows slowly enough around the ball for the higher drag (Asai; recalled)."""
    drag_crisis_to: float = 18.0
    """m/s from which the ball has the lower drag (Asai; recalled)."""
    drag_per_coefficient: float = 0.5 * 1.20 * 0.0380 / 0.43
    """1/m: half the air's density times cross-section over mass; 2.4 m/s^2 at 10 m/s with Cd 0.45."""
    rest_speed: float = 0.12
    """m/s under which turf holds a rolling ball (prior)."""
    smallest_bounce: float = 0.35
    """m/s of upward speed that is still a bounce and not a roll (prior)."""
    wall_bounce: float = 0.75
    """Restitution at a wall of a ball that comes at up to ``wall_fast`` (prior)."""
    wall_bounce_fast: float = 0.65
    """Restitution at a wall of a ball that comes faster than ``wall_fast`` (prior)."""
    wall_fast: float = 15.0
    """m/s into a wall above which a ball gives back less of its speed (prior)."""
    wall_friction: float = 0.40
    """Tangential friction at a wall (prior)."""
    wall_climb: float = 0.10
    """Share of the normal impulse that a rolling ball turns into a climb (prior)."""
    wall_roll_kept: float = 0.20
    """Share of the roll toward a wall that survives the contact (prior)."""
    hop_over: float = 1.6
    """Standard deviations of unevenness above which a bump makes a rolling ball hop (prior)."""
    post_roll_kept: float = 0.50
    """Share of the roll that survives a post or a cone (prior)."""

    @property
    def slip_share(self) -> float:
        """Share of its slip that a ball loses where friction lasts until it rolls; the rest turns it."""
        return self.hollowness / (1.0 + self.hollowness)


CONSTANTS = BallConstants()
_BALL = as_arrays(CONSTANTS)
_CRISIS = constant(CONSTANTS.drag_crisis_to - CONSTANTS.drag_crisis_from)
_LESS_DRAG = constant(CONSTANTS.drag_fast - CONSTANTS.drag_slow)
_KEEPS_RUN = constant(1.0 / (1.0 + CONSTANTS.hollowness))
_KEEPS_ROLL = constant(1.0 - 1.0 / (1.0 + CONSTANTS.hollowness))


def drag(speed: Floats) -> Floats:
    """Return the deceleration by the air, m/s^2, at ball speeds ``speed`` in m/s, in their shape.

    >>> drag(np.array([10.0, 20.0])).round(1).tolist()
    [2.4, 4.2]
    """
    c = _BALL
    share = (speed - c.drag_crisis_from) / _CRISIS
    share = np.minimum(np.maximum(share, ZERO), ONE)
    coefficient = c.drag_slow + _LESS_DRAG * share
    return c.drag_per_coefficient * coefficient * speed * speed


def _ground(
    vel: Floats, roll: Floats, pitch: Pitch, on_ground: Bools, dt: float, c: BallConstants
) -> tuple[Floats, Floats]:
    """Return velocities and rolls ``(2, worlds)``, m/s, after ``dt`` seconds of friction with the ground.

    They are one array where every ball rolls.
    """
    if not np.count_nonzero(on_ground):
        return vel, roll
    surface = pitch.surface
    slip = vel - roll
    slip_speed = length(slip)
    grip = surface.sliding_friction * c.gravity * dt
    inverse = 1.0 / c.hollowness
    slides = slip_speed > (1.0 + inverse) * grip
    sliding = np.count_nonzero(slides)
    if sliding < slides.size:
        even = _KEEPS_RUN * vel
        even += _KEEPS_ROLL * roll
        speed = length(even)
        lost = surface.rolling_deceleration * dt
        even *= np.maximum(speed - lost, ZERO) / np.maximum(speed, LEAST)
        new_vel = new_roll = even
    if sliding:
        pull = (grip / np.maximum(slip_speed, LEAST)) * slip
        slid, turning = vel - pull, roll + inverse * pull
        if sliding == slides.size:
            new_vel, new_roll = slid, turning
        else:
            new_vel, new_roll = np.where(slides, slid, even), np.where(slides, turning, even)
    if np.count_nonzero(on_ground) < on_ground.size:
        new_vel, new_roll = np.where(on_ground, new_vel, vel), np.where(on_ground, new_roll, roll)
    return new_vel, new_roll


def _uneven(
    vel: Floats, roll: Floats, pitch: Pitch, seeds: Seeds, step: int, rolls: Bools, dt: float
) -> tuple[Floats, Floats, Floats | float]:
    """Return velocities and rolls ``(2, worlds)`` and hops ``(worlds,)``, m/s, on uneven ground.

    Blades and bumps turn a ball that ``rolls`` a little and, on a rough pitch, make it hop.
    """
    surface = pitch.surface
    if surface.bobble == 0.0 and surface.hop == 0.0:
        return vel, roll, 0.0
    if not np.count_nonzero(rolls):
        return _turned(vel, 0.0, 1.0), _turned(roll, 0.0, 1.0), 0.0
    speed = length(vel)
    turn = surface.bobble * np.sqrt(speed * dt)
    turn *= _TURNS.at(seeds, step)
    s, c = sincos(np.where(rolls, turn, ZERO))
    up: Floats | float = 0.0
    if surface.hop > 0.0:
        bump = _HOPS.at(seeds, step) - _BALL.hop_over
        up = np.where(rolls, surface.hop * np.maximum(bump, ZERO), ZERO)
        # A bump turns the way up; what the ball rises with, it no longer runs with.
        level = ONE / np.sqrt(ONE + up * up)
        up = up * level * speed
        s, c = level * s, level * c
    turned = _turned(vel, s, c)
    return turned, turned if roll is vel else _turned(roll, s, c), up


_TURNS, _HOPS = rng.Ahead(rng.BALL, Stream.BOBBLE_TURN), rng.Ahead(rng.BALL, Stream.BOBBLE_HOP)


def _turned(v: Floats, sine: Floats | float, cosine: Floats | float) -> Floats:
    """Return vectors ``(2, worlds)`` turned to the left by angles of these sines and cosines."""
    left = np.empty_like(v)
    np.negative(v[1], out=left[0])
    left[1] = v[0]
    left *= sine
    turned: Floats = cosine * v
    turned += left
    return turned


def _bounce(
    vel: Floats, rise: Floats, roll: Floats, pitch: Pitch, lands: Bools, c: BallConstants
) -> tuple[Floats, Floats, Floats]:
    """Return velocities ``(2, worlds)``, vertical speeds and rolls, m/s, with the balls ``lands`` bounced.

    Restitution sends them up, and friction works against their slip along the ground.
    """
    surface = pitch.surface
    down = np.maximum(-rise, 0.0)
    slip = vel - roll
    slip_speed = length(slip)
    most = c.slip_share * slip_speed
    impulse = np.minimum(surface.sliding_friction * (1.0 + surface.bounce) * down, most)
    change = (impulse / np.maximum(slip_speed, 1e-9)) * slip
    vel = np.where(lands, vel - change, vel)
    roll = np.where(lands, roll + change / c.hollowness, roll)
    up = surface.bounce * down
    up = np.where(up < c.smallest_bounce, 0.0, up)
    return vel, np.where(lands, up, rise), roll


def _events(
    kind: Kind, worlds: Bools, ball: Ball, speed: Floats, other: np.ndarray | None = None
) -> list[Events]:
    rows = found(worlds)
    if rows.size == 0:
        return []
    if other is None:
        other = np.full(rows.size, NOBODY, dtype=np.int64)
    return [Events(kind, rows, ball.last_touch[rows].copy(), other, ball.pos[rows].copy(), speed[rows])]


def _fixed(ball: Ball, before: Floats, pitch: Pitch, dt: float) -> list[Events]:
    """Send balls back that met boards, posts or cones on this step's way, as often as they meet one in it."""
    boxes = pitch.ball_boxes
    if len(boxes) == 0:
        return []
    rows = found(near(boxes, before[:, :2], ball.pos[:, :2], RADIUS))
    happened: list[Events] = []
    start, low = before[rows, :2], before[rows, 2]
    way, climb = ball.pos[rows, :2] - start, ball.pos[rows, 2] - low
    left = np.ones(rows.size)
    for _ in range(MOST_MEETINGS):
        if rows.size == 0:
            break
        met = first_met(pitch.wall_array, pitch.ball_rounds, start, way, RADIUS, low, climb)
        hits = found(met.share <= 1.0)
        if hits.size == 0:
            break
        rows, share, normal = rows[hits], met.share[hits], met.normal[hits]
        place = start[hits] + share[:, None] * way[hits]
        gone = share * climb[hits]
        low, climb = low[hits] + gone, climb[hits] - gone
        ball.pos[rows, :2] = place
        walls = len(pitch.wall_array)
        number = met.number[hits]
        # The ends of a board are its own.
        number = np.where(number < walls, number, np.where(number < 3 * walls, (number - walls) // 2, number))
        board = number < walls
        into = np.maximum(-dot(ball.vel[rows, :2], normal), 0.0)
        if np.count_nonzero(board):
            _off_board(ball, rows[board], normal[board], into[board], CONSTANTS)
            happened += _met(Kind.WALL, ball, rows[board], low[board], number[board], into[board])
        if not board.all():
            post = ~board
            bounce = pitch.post_array[number[post] - 3 * walls, 4]
            off_round(ball, rows[post], normal[post], into[post], bounce)
            happened += _met(Kind.POST, ball, rows[post], low[post], number[post] - 3 * walls, into[post])
        left = left[hits] * (1.0 - share)
        start, way = place, (left * dt)[:, None] * ball.vel[rows, :2]
        ball.pos[rows, :2] = start + way
    else:
        ball.pos[rows, :2] = start
    return happened


def _off_board(ball: Ball, rows: Rows, normal: Floats, into: Floats, c: BallConstants) -> None:
    """Let balls that came at a board with ``into`` m/s along its ``normal`` come off it, rubbing along it."""
    vel, roll = ball.vel[rows, :2], ball.roll[rows]
    line = pair(-normal[:, 1], normal[:, 0])
    tangent = dot(vel, line)
    bounce = np.where(into > c.wall_fast, c.wall_bounce_fast, c.wall_bounce)
    push = (1.0 + bounce) * into
    grip = np.minimum(c.wall_friction * push, c.slip_share * np.abs(tangent))
    tangent = np.where(tangent > 0.0, -grip, grip)
    # A ball that rolls at the board climbs it as far as its turning is faster than its rising.
    toward = -dot(roll, normal)
    climb = np.minimum(c.wall_climb * push, c.slip_share * np.maximum(toward - ball.vel[rows, 2], 0.0))
    ball.vel[rows, :2] = vel + push[:, None] * normal + tangent[:, None] * line
    ball.vel[rows, 2] += np.where(climb > c.smallest_bounce, climb, 0.0)
    ball.roll[rows] = roll + ((1.0 - c.wall_roll_kept) * toward)[:, None] * normal


def off_round(ball: Ball, rows: Rows, normal: Floats, into: Floats, bounce: Floats | float) -> None:
    """Send balls that came at something round with ``into`` m/s along its ``normal`` back from it."""
    ball.vel[rows, :2] += ((1.0 + bounce) * into)[:, None] * normal
    ball.roll[rows] *= CONSTANTS.post_roll_kept


def _met(kind: Kind, ball: Ball, rows: Rows, height: Floats, number: Ints, into: Floats) -> list[Events]:
    point = ball.pos[rows].copy()
    point[:, 2] = height
    return [Events(kind, rows, ball.last_touch[rows].copy(), number, point, into)]


def travel(ball: Ball, pitch: Pitch, seeds: Seeds, step: int, dt: float = STEP_SECONDS) -> list[Events]:
    """Move every world's ball on by ``dt`` seconds; returns bounces, walls, posts, goals, out and stops."""
    before = ball.pos.copy(order="K")
    happened, speed, stops = _move(ball, pitch, seeds, step, dt)
    happened += _fixed(ball, before, pitch, dt)
    scored: Bools | None = None
    if pitch.goals:
        at_frames, scored = at_goals(ball, before, pitch, dt)
        happened += at_frames
    out = _beyond(ball.pos, pitch)
    if np.count_nonzero(out):
        out &= ~_beyond(before, pitch)
        if scored is not None:
            out &= ~scored
        happened += _events(Kind.OUT, out, ball, speed)
    if stops is not None:
        happened += _events(Kind.STOPPED, stops, ball, speed)
    return happened


def _move(
    ball: Ball, pitch: Pitch, seeds: Seeds, step: int, dt: float
) -> tuple[list[Events], Floats, Bools | None]:
    """Let every ball slide, roll, fly and bounce for ``dt`` seconds, as if nothing stood in its way.

    Returns the bounces, the speeds ``(worlds,)`` in m/s, and which free balls come to rest, or None.
    """
    c = CONSTANTS
    vel, rise, height = ball.vel.T[:2], ball.vel[:, 2], ball.pos[:, 2]
    moves = length(vel) + np.abs(rise) + height > ZERO
    if not np.count_nonzero(moves) and not np.count_nonzero(ball.roll):
        # As the sums below would leave it, to the sign of a zero.
        for lies in (ball.pos, ball.vel, ball.roll):
            lies += 0.0
        return [], np.zeros(rise.shape), None
    on_ground = (height <= ZERO) & (rise <= ZERO)
    level = np.count_nonzero(on_ground) == on_ground.size

    new_vel, roll = _ground(vel, ball.roll.T, pitch, on_ground, dt, c)
    new_vel, roll, hop = _uneven(new_vel, roll, pitch, seeds, step, on_ground & moves, dt)
    new_rise = np.zeros(rise.shape)
    new_rise += hop
    if not level:
        new_rise = np.where(on_ground, new_rise, rise - c.gravity * dt)
    squares = new_vel * new_vel
    speed = squares[0] + squares[1]
    speed += new_rise * new_rise
    np.sqrt(speed, out=speed)
    kept = drag(speed) * dt
    kept /= np.maximum(speed, LEAST)
    kept = ONE - kept
    new_vel = new_vel * kept
    new_height = HALF * new_rise
    if not level:
        new_rise = np.where(on_ground, new_rise, new_rise * kept)
        new_height = HALF * (np.where(on_ground, ZERO, rise) + new_rise)
    new_height *= dt
    new_height += height

    falls = None
    if not level:
        lands = (new_height < ZERO) & (new_rise < ZERO) & ~on_ground
        if np.count_nonzero(lands):
            falls = np.where(lands, -new_rise, ZERO)
            new_vel, new_rise, roll = _bounce(new_vel, new_rise, roll, pitch, lands, c)

    at_rest = (length(new_vel) < _BALL.rest_speed) & (new_height <= ZERO) & (new_rise <= ZERO)
    some_rest = np.count_nonzero(at_rest)
    if some_rest:
        new_vel, roll = np.where(at_rest, ZERO, new_vel), np.where(at_rest, ZERO, roll)
    way = vel + new_vel
    way *= HALF
    way *= dt
    spot = ball.pos.T
    spot[:2] += way
    np.maximum(new_height, ZERO, out=spot[2])
    vel[...], rise[...], ball.roll.T[...] = new_vel, new_rise, roll

    happened = [] if falls is None else _events(Kind.BOUNCE, falls > c.smallest_bounce, ball, falls)
    return happened, speed, at_rest & moves & (ball.holder == NOBODY) if some_rest else None


def _beyond(pos: Floats, pitch: Pitch) -> Bools:
    """Return in which worlds the whole of the ball is over the boundary, ``(worlds,)``."""
    return (np.abs(pos[:, 0]) > 0.5 * pitch.length + RADIUS) | (
        np.abs(pos[:, 1]) > 0.5 * pitch.width + RADIUS
    )


def place(ball: Ball, world: int, at: tuple[float, float], holder: int = NOBODY) -> None:
    """Put one world's ball down at rest, as a restart or a drill's next try does; ``at`` is in metres."""
    ball.pos[world] = (*at, 0.0)
    ball.vel[world] = 0.0
    ball.roll[world] = 0.0
    ball.holder[world] = holder
    ball.kicker[world] = NOBODY
    ball.hands[world] = False
    if holder != NOBODY:
        ball.last_touch[world] = holder
