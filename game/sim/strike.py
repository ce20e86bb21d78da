"""Contact: what the ball gets from where things are when the foot meets it.

Nothing here knows whether a kick should succeed: ball speed, direction and loft come from the ball's place
relative to the plant foot, from the foot's surface, its firmness and its noise, from the lean, and from how
hard the leg works.
"""

import numpy as np

from game.core import rng
from game.core.events import Events, Kind, Strike
from game.core.intents import Technique
from game.core.maths import Floats, dot, found, heading, norm, pair, sincos, unit, wrap
from game.core.pitch import Pitch
from game.core.rng import Stream
from game.core.state import NOBODY, Phase, Rows, World
from game.sim.ball import CONSTANTS as BALL
from game.sim.feet import (
    FEET,
    FOOT_REACH,
    KICK,
    SWEET_SPOT,
    Numbers,
    speed_bound,
    strain_of,
    top_ball_speed,
    toward_foot,
)
from game.sim.hands import release
from game.sim.obstacles import blocked
from game.sim.pressure import pressure_on
from game.sim.swing import simple_event

THROWN_ROLL = 0.8
"""Share of a thrown ball's speed that it rolls with from the start (prior)."""


def strike(world: World, pitch: Pitch, facing: Floats, rows: Rows, players: Rows) -> list[Events]:
    """The foot arrives: the ball gets what the contact gives, or the foot meets nothing.

    ``facing`` are unit vectors along everybody's hips.
    """
    if rows.size == 0:
        return []
    bodies, hidden, ball = world.bodies, world.hidden, world.ball
    where = rows, players
    foot = bodies.foot[where].astype(np.float64)
    ahead = facing[where]
    aside = toward_foot(ahead, foot)
    thrown = release(world, pitch, rows, players, ahead, aside)
    rel = ball.pos[rows, :2] - bodies.plant[where]
    offset = pair(dot(rel, ahead), dot(rel, aside))
    technique = bodies.technique[where]
    meets = norm(offset - SWEET_SPOT[technique]) < FOOT_REACH[technique]
    meets &= (ball.pos[rows, 2] < 0.55) & ~ball.hands[rows]
    meets &= ~blocked(pitch, bodies.pos[where], ball.pos[rows, :2])
    happened: list[Events] = []
    for kind in FEET:
        chosen = found(meets & (technique == kind))
        if chosen.size:
            happened.append(_contact(world, pitch, kind, rows[chosen], players[chosen], offset[chosen]))
    if thrown.any():
        # A throw along the ground leaves the hand rolling.
        rolls = thrown & (technique == Technique.PUSH)
        ball.roll[rows[rolls]] = THROWN_ROLL * ball.vel[rows[rolls], :2]
    missed = found(~meets)
    if missed.size:
        happened.append(simple_event(Kind.MISS, world, (rows[missed], players[missed])))
    bodies.phase[where] = Phase.FOLLOW
    hidden.phase_time[where] = 0.0
    recovery = KICK.recovery + KICK.recovery_follow * hidden.follow[where]
    hidden.contact_in[where] = recovery
    hidden.rest[where] = recovery
    hidden.kicks[where] += 1
    return happened


def _lean_at_contact(world: World, where: tuple[Rows, ...], stretch: Numbers) -> Numbers:
    """The body's lean, less what a stretch for the ball does to it."""
    lean = world.bodies.lean[where] - np.maximum(stretch - 0.10, 0.0) / KICK.stretch_lean
    return np.minimum(np.maximum(lean, -1.0), 1.0)


def _contact(
    world: World, pitch: Pitch, kind: Technique, rows: Rows, players: Rows, offset: Floats
) -> Strike:
    bodies, hidden, ball, squad = world.bodies, world.hidden, world.ball, world.squad
    surface = FEET[kind]
    where = rows, players
    k = KICK
    speed_slip, foot_slip, face_slip, tilt_slip = rng.normals(
        world.seeds[rows],
        hidden.kicks[where],
        players,
        (Stream.FOOT_SPEED, Stream.FOOT_LATERAL, Stream.FACE_ANGLE, Stream.FACE_TILT),
    )
    foot = bodies.foot[where].astype(np.float64)
    better = bodies.foot[where] == squad.better_foot[players]
    skill = np.maximum(squad.skill[players] - np.where(better, 0.0, k.weak_foot), 0.0)
    stamina = bodies.stamina[where]
    tired = 1.0 - stamina
    press = pressure_on(world.view(), rows, players)
    body_speed = norm(bodies.vel[where])
    follow = hidden.follow[where]
    backswing = hidden.backswing[where] + surface.forward_swing
    firmness = 1.0 - 0.35 * tired - 0.25 * press - 0.30 * hidden.heavy[where] - 0.20 * (1.0 - skill)
    firmness = np.minimum(np.maximum(firmness, 0.15), 1.0)
    loose = 1.0 - firmness

    # Along the arc: how far past (+) or short (-) of the swing's lowest point the foot meets the ball.
    along = (offset[:, 0] - surface.sweet[0]) * (-1.0 if surface.behind else 1.0)
    aside = offset[:, 1] - surface.sweet[1]
    stretch = np.maximum(np.abs(along), np.maximum(aside, 0.0))
    lean = _lean_at_contact(world, where, stretch)

    hips = bodies.hips[where]
    aim_angle = heading(hidden.aim[where] - ball.pos[rows, :2])
    hips_to_aim = wrap(aim_angle - hips)
    strain, can = strain_of(surface, foot, hips_to_aim)

    stretched = np.minimum(strain, 0.7)
    top = top_ball_speed(surface, skill, stamina)
    bound = speed_bound(kind, backswing, skill, stamina) * (1.0 - 0.12 * loose) * (1.0 - 0.30 * stretched)
    asked = np.where(np.isnan(hidden.speed[where]), k.firm_share * bound, hidden.speed[where])
    tried = np.minimum(asked, bound)
    force = 0.5 * (tried / bound) ** 2 + 0.5 * (tried / top) ** 2
    gather = np.sqrt(np.minimum(np.maximum(1.0 + along / surface.stroke, 0.06), 1.0))
    gather = gather * (1.0 - 0.6 * np.minimum(np.maximum(along / surface.stroke, 0.0), 0.9) ** 2)
    gather = gather * (1.0 - 0.8 * np.minimum(np.abs(aside) / 0.4, 1.0) ** 2)
    spread = k.speed_noise + 0.06 * loose + 0.03 * force
    off = tried * gather * np.maximum(1.0 + spread * speed_slip, 0.2)

    # Where on its surface the foot meets the ball, and what that does to the line.
    effort = np.sqrt(1.0 + (k.force_noise * force) ** 2)
    hurry = (1.0 + 0.6 * press) * (1.0 + 0.8 * tired) * (1.0 + 0.10 * body_speed)
    hurry = hurry * (1.0 + k.turn_noise * hidden.turned[where])
    wander = k.foot_noise * (1.75 - skill) * effort * hurry * (1.0 + 1.5 * stretched)
    wander = wander * (1.0 + k.reach_noise * np.maximum(np.abs(along) - k.reach_free, 0.0))
    cut = k.cut_noise * np.maximum(1.0 - follow, 0.0)
    over = surface.overswing * np.maximum(follow - 1.0, 0.0)
    wander = np.sqrt(wander * wander + cut * cut + over * over)
    from_centre = wander * foot_slip
    lever = surface.curvature + 0.110
    glance = np.minimum(np.maximum(from_centre / lever, -0.9), 0.9)
    face = (k.face_noise + k.face_noise_loose * loose) * face_slip
    misplaced = -foot * k.lateral_gain * aside * (-1.0 if surface.behind else 1.0)
    stub = np.maximum(-along - 0.05, 0.0)
    glance = glance * (1.0 + 6.0 * stub)
    direction = wrap(hips + can + glance + face + misplaced)

    # Up or down: the foot rises beyond the lowest point of its arc, and leaning back tilts its face.
    tilt = np.where(lean < 0.0, -surface.lean_tilt * lean, -k.lean_forward_tilt * lean)
    rise = along / surface.arc + tilt + k.tilt_noise * (1.0 + 1.5 * loose) * tilt_slip
    rise = np.minimum(np.maximum(rise, -0.9), 1.1)
    s, c = sincos(rise)
    down = np.maximum(-s, 0.0) * off
    level = c * off - pitch.surface.sliding_friction * (1.0 + k.ground_bounce) * down
    level = np.maximum(level, 0.15 * off)
    up = np.where(s > 0.0, s * off, k.ground_bounce * down)
    up = np.where(up < BALL.smallest_bounce, 0.0, up)

    line = unit(direction)
    arriving = ball.vel[rows, :2] - bodies.vel[where]
    across = arriving - dot(arriving, line)[:, None] * line
    velocity = level[:, None] * line + k.absorbed * across
    arrival = norm(arriving)
    ball.vel[rows, :2] = velocity
    ball.vel[rows, 2] = up
    ball.roll[rows] = 0.0
    ball.holder[rows] = NOBODY
    ball.last_touch[rows] = players
    ball.kicker[rows] = players
    ball.struck_step[rows] = world.step
    hidden.touches[where] += 1
    bodies.lean[where] = lean
    ground_speed = norm(velocity)
    return Strike(
        kind=Kind.STRIKE,
        world=rows,
        player=players,
        other=np.full(rows.size, NOBODY, dtype=np.int64),
        point=ball.pos[rows].copy(),
        speed=arrival,
        technique=np.full(rows.size, kind, dtype=np.int8),
        foot=bodies.foot[where].copy(),
        better_foot=better,
        offset=offset,
        sweet=np.broadcast_to(np.array(surface.sweet), offset.shape),
        lean=lean,
        firmness=firmness,
        pressure=press,
        stamina=stamina,
        backswing=backswing,
        follow=follow,
        speed_asked=asked,
        speed_off=np.sqrt(ground_speed * ground_speed + up * up),
        speed_bound=bound,
        aim_angle=aim_angle,
        direction=heading(velocity),
        loft=heading(pair(ground_speed, up)),
        hips_to_aim=hips_to_aim,
        strain=strain,
        body_speed=body_speed,
    )
