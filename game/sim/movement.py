"""Bodies: they run, brake, turn three headings at their own rates, tire, and get in each other's way."""

from dataclasses import dataclass

import numpy as np

from game.core.events import Events, Kind
from game.core.intents import Intents
from game.core.maths import Bools, Floats, cross, dot, heading, norm, pair, unit, wrap
from game.core.pitch import Pitch
from game.core.state import STEP_SECONDS, Bodies, Phase


@dataclass(frozen=True, slots=True)
class BodyConstants:
    """What a trained player's body can do."""

    top_speed: float = 8.8
    """m/s fresh and straight ahead, usual 8.5 to 9.5."""
    sprint_time: float = 1.0
    """Seconds, tau in v = vmax (1 - exp(-t / tau)), about 1."""
    braking: float = 5.0
    """m/s^2, usual 3 to 5, peak 5 to 7 (recalled)."""
    sideways: float = 5.5
    """m/s^2 across the run, so that the radius of a turn is at least v^2 / 5.5 (recalled)."""
    standing_speed: float = 0.6
    """m/s under which a step can go any way at once (prior)."""
    backwards: float = 0.5
    """Share of top speed when running straight backwards (prior)."""
    tired_speed: float = 0.75
    """Share of top speed of a spent player (prior)."""
    hips_rate: float = 7.0
    """rad/s of the hips on the spot (prior)."""
    hips_speed_cost: float = 5.0
    """m/s of running at which the hips turn half as fast (prior)."""
    trunk_rate: float = 9.0
    """rad/s (prior)."""
    gaze_rate: float = 12.0
    """rad/s of head and eyes together (prior)."""
    trunk_limit: float = 0.8
    """Radians the shoulders can turn against the hips (prior)."""
    gaze_limit: float = 1.7
    """Radians head and eyes can turn against the shoulders (prior)."""
    sprint_cost: float = 0.007
    """Stamina per second of full sprint (prior: a minute of sprinting takes two fifths)."""
    recovery: float = 0.0015
    """Stamina per second of standing (prior)."""
    radius: float = 0.28
    """Metres: half the width that two bodies keep between their centres."""
    collision_bounce: float = 0.1
    """Restitution between bodies (prior)."""
    swing_speed: float = 0.85
    """Share of top speed with a leg back (prior)."""
    follow_speed: float = 0.45
    """Share of top speed during the follow-through (prior)."""
    full_lean: float = 9.0
    """m/s^2 of braking that lean the body fully back (prior)."""
    lean_rate: float = 8.0
    """1/s at which the lean follows (prior)."""
    margin: float = 3.0
    """Metres a body may leave the pitch."""


CONSTANTS = BodyConstants()
NATURAL_LOOK_TURN = 0.5
"""Share of a look aside that the shoulders follow."""


def top_speed(bodies: Bodies, c: BodyConstants = CONSTANTS) -> Floats:
    """``(worlds, players)`` m/s straight ahead, by stamina and by what the legs are busy with."""
    tired = c.tired_speed + (1.0 - c.tired_speed) * bodies.stamina
    busy = np.where(bodies.phase == Phase.BACK, c.swing_speed, 1.0)
    busy = np.where(bodies.phase >= Phase.FORWARD, c.follow_speed, busy)
    busy = np.where(bodies.lunge > 0.0, 0.3, busy)
    return c.top_speed * tired * busy


def run(bodies: Bodies, wish: Floats, wished_lean: Floats, limit: Floats, dt: float = STEP_SECONDS) -> None:
    """Bring velocities toward ``wish`` ``(worlds, players, 2)``, a share of top speed, and move the bodies.

    Speeding up follows the sprint curve, braking and turning have limits of their own, and both together
    share one ellipse of grip: who turns hard at speed loses speed. The body leans into its own acceleration:
    who brakes leans back. ``wished_lean`` ``(worlds, players)`` is what he adds on purpose, ``limit``
    everybody's top speed, m/s.
    """
    c = CONSTANTS
    vel = bodies.vel
    length = norm(wish)
    ahead = unit(bodies.hips)
    facing = dot(wish, ahead) / np.maximum(length, 1e-9)
    share = 0.5 * (1.0 + c.backwards) + 0.5 * (1.0 - c.backwards) * facing
    reach = limit * share
    wanted = wish * (reach / np.maximum(length, 1.0))[..., None]

    change = wanted - vel
    speed = norm(vel)
    slow = speed < c.standing_speed
    size = norm(change)
    along = np.where(slow[..., None], change, vel)
    along = along / np.maximum(np.where(slow, size, speed), 1e-9)[..., None]
    forward = dot(change, along)
    sideways = cross(along, change)
    push = reach / c.sprint_time * np.maximum(1.0 - speed / reach, 0.1)
    bound = np.where((forward >= 0.0) | slow, push, c.braking) * dt
    a = forward / bound
    b = sideways / (c.sideways * dt)
    scale = 1.0 / np.maximum(np.sqrt(a * a + b * b), 1.0)
    forward = forward * scale
    sideways = sideways * scale
    across = pair(-along[..., 1], along[..., 0])
    new = vel + forward[..., None] * along + sideways[..., None] * across
    sway = dot(new - vel, ahead) / (dt * c.full_lean)
    sway = wished_lean + np.minimum(np.maximum(sway, -1.0), 1.0)
    bodies.lean = bodies.lean + (sway - bodies.lean) * min(c.lean_rate * dt, 1.0)
    bodies.pos = bodies.pos + (0.5 * dt) * (vel + new)
    bodies.vel = new

    pace = norm(new) / c.top_speed
    cost = c.sprint_cost * pace * pace * pace - c.recovery * (1.0 - pace)
    bodies.stamina = np.minimum(np.maximum(bodies.stamina - cost * dt, 0.0), 1.0)
    cadence = np.minimum(norm(new) / 1.0, 0.6 + 0.27 * norm(new))
    stride = bodies.stride + cadence * dt
    bodies.stride = stride - np.floor(stride)


def _toward(now: Floats, goal: Floats, most: Floats | float) -> Floats:
    turn = wrap(goal - now)
    return wrap(now + np.minimum(np.maximum(turn, -most), most))


def turn(
    bodies: Bodies, intents: Intents, hips_goal: Floats, look_goal: Floats, dt: float = STEP_SECONDS
) -> None:
    """Turn hips, shoulders and gaze toward their goals ``(worlds, players)``, each at its own rate.

    The hips wait while a plant foot carries the body. Shoulders can't leave the hips by more than their
    limit, nor the gaze the shoulders.
    """
    c = CONSTANTS
    rate = c.hips_rate / (1.0 + norm(bodies.vel) / c.hips_speed_cost)
    rate = np.where((bodies.phase == Phase.FORWARD) | (bodies.lunge > 0.0), 0.0, rate)
    bodies.hips = _toward(bodies.hips, hips_goal, rate * dt)
    aside = np.minimum(np.maximum(wrap(look_goal - bodies.hips), -c.trunk_limit), c.trunk_limit)
    trunk = _toward(bodies.trunk, bodies.hips + NATURAL_LOOK_TURN * aside, c.trunk_rate * dt)
    bodies.trunk = wrap(bodies.hips + _within(wrap(trunk - bodies.hips), c.trunk_limit))
    gaze = _toward(bodies.gaze, look_goal, c.gaze_rate * dt)
    bodies.gaze = wrap(bodies.trunk + _within(wrap(gaze - bodies.trunk), c.gaze_limit))


def _within(angle: Floats, limit: float) -> Floats:
    return np.minimum(np.maximum(angle, -limit), limit)


def natural_goals(
    bodies: Bodies, ball: Floats, intents: Intents, move: Floats, holds: Bools
) -> tuple[Floats, Floats]:
    """Where hips and gaze go when nothing else is wished, headings ``(worlds, players)``.

    A runner's hips follow his run; who stands turns to the ball; the carrier looks where his hips point.
    ``move`` is where the legs go, ``holds`` a mask of carriers, ``ball`` is ``(worlds, 2)`` metres.
    """
    to_ball = ball[:, None, :] - bodies.pos
    going = norm(move) > 0.1
    near = norm(to_ball) < 0.05
    look_point = intents.look_at - bodies.pos
    looks = ~np.isnan(intents.look_at[..., 0])
    aim = np.where(looks[..., None], look_point, to_ball)
    headings = heading(np.stack((np.where(going[..., None], move, to_ball), aim)))
    hips = np.where(going | ~(holds | near), headings[0], bodies.hips)
    hips = np.where(np.isnan(intents.hips_to), hips, intents.hips_to)
    gaze = np.where(looks | ~(holds | near), headings[1], hips)
    return hips, gaze


def collide(bodies: Bodies, pitch: Pitch) -> list[Events]:
    """Push overlapping bodies apart and take their closing speed; keep bodies off walls and on the ground."""
    c = CONSTANTS
    happened: list[Events] = []
    players = bodies.pos.shape[1]
    if players > 1:
        x, y = bodies.pos[..., 0], bodies.pos[..., 1]
        reach = 4.0 * c.radius * c.radius
        found = []
        for gap in range(1, players):
            dx = x[:, gap:] - x[:, :-gap]
            dy = y[:, gap:] - y[:, :-gap]
            world, first = np.nonzero(dx * dx + dy * dy < reach)
            if world.size:
                found.append((world, first, first + gap))
        if found:
            happened = _part(bodies, found, c)
    _keep_inside(bodies, pitch, c)
    return happened


def _part(
    bodies: Bodies, found: list[tuple[np.ndarray, np.ndarray, np.ndarray]], c: BodyConstants
) -> list[Events]:
    happened = []
    for world, one, two in found:
        between = bodies.pos[world, two] - bodies.pos[world, one]
        distance = norm(between)
        normal = between / np.maximum(distance, 1e-6)[:, None]
        normal[distance < 1e-6] = (1.0, 0.0)
        depth = np.maximum(2.0 * c.radius - distance, 0.0)
        closing = -dot(bodies.vel[world, two] - bodies.vel[world, one], normal)
        impulse = 0.5 * (1.0 + c.collision_bounce) * np.maximum(closing, 0.0)
        shove = (0.5 * depth)[:, None] * normal
        kick = impulse[:, None] * normal
        bodies.pos[world, one] -= shove
        bodies.pos[world, two] += shove
        bodies.vel[world, one] -= kick
        bodies.vel[world, two] += kick
        hard = closing > 1.5
        if hard.any():
            at = np.zeros((int(hard.sum()), 3))
            at[:, :2] = 0.5 * (bodies.pos[world, one] + bodies.pos[world, two])[hard]
            happened.append(Events(Kind.COLLISION, world[hard], one[hard], two[hard], at, closing[hard]))
    return happened


def _keep_inside(bodies: Bodies, pitch: Pitch, c: BodyConstants) -> None:
    for axis, half in ((0, 0.5 * pitch.length + c.margin), (1, 0.5 * pitch.width + c.margin)):
        place = bodies.pos[..., axis]
        np.minimum(np.maximum(place, -half, out=place), half, out=place)
    for x0, y0, x1, y1 in pitch.wall_array:
        dx, dy = x1 - x0, y1 - y0
        length = np.sqrt(dx * dx + dy * dy)
        ux, uy = dx / length, dy / length
        rx, ry = bodies.pos[..., 0] - x0, bodies.pos[..., 1] - y0
        away = ry * ux - rx * uy
        along = rx * ux + ry * uy
        depth = np.where((along > 0.0) & (along < length), c.radius - np.abs(away), 0.0)
        depth = np.maximum(depth, 0.0) * np.where(away >= 0.0, 1.0, -1.0)
        bodies.pos[..., 0] -= depth * uy
        bodies.pos[..., 1] += depth * ux
        into = bodies.vel[..., 1] * ux - bodies.vel[..., 0] * uy
        stop = np.where((depth != 0.0) & (into * depth < 0.0), into, 0.0)
        bodies.vel[..., 0] += stop * uy
        bodies.vel[..., 1] -= stop * ux
