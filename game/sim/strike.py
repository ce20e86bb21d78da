"""A foot strikes the ball: what the ball gets follows from where things are at contact.

Nothing here knows whether a kick should succeed. Ball speed, direction and loft come from the ball's place
relative to the plant foot, from the foot's surface, its firmness and its noise, from the lean, and from how
hard the leg works.
"""

from dataclasses import dataclass

import numpy as np

from game.core import rng
from game.core.events import Events, Kind, Strike
from game.core.intents import Technique
from game.core.maths import Bools, Floats, dot, found, heading, norm, pair, sincos, unit, wrap
from game.core.pitch import Pitch
from game.core.rng import Stream
from game.core.state import NOBODY, Phase, Rows, World
from game.sim.ball import CONSTANTS as BALL
from game.sim.feet import FEET, FOOT_REACH, KICK, SWEET_SPOT, Numbers, strain_of, toward_foot
from game.sim.foot_contact import (
    Conditions,
    bound_of,
    firmness_of,
    force_of,
    gather_of,
    glance_by,
    misplaced_by,
    scoop_by,
    skill_of,
    spread_of,
    tilt_by,
)
from game.sim.keeper.hands import release
from game.sim.obstacles import blocked
from game.sim.pressure import pressure_on
from game.sim.swing import simple_event

THROWN_ROLL = 0.8
"""Share of a thrown ball's speed at which it rolls from the start (prior)."""


def strike(world: World, pitch: Pitch, facing: Floats, rows: Rows, players: Rows) -> list[Events]:
    """Let feet arrive: the ball gets what the contact gives, or the foot meets nothing.

    ``facing`` ``(worlds, players, 2)`` are unit vectors along the hips; ``rows`` and ``players`` name the
    feet. Returns what happened.
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
    meets &= (ball.pos[rows, 2] < KICK.strike_height) & ~ball.hands[rows]
    meets &= ~blocked(pitch, bodies.pos[where], ball.pos[rows, :2])
    happened: list[Events] = []
    for kind in FEET:
        chosen = found(meets & (technique == kind))
        if chosen.size:
            happened.append(_contact(world, pitch, kind, rows[chosen], players[chosen], offset[chosen]))
    if np.count_nonzero(thrown):
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
    """Return the body's lean, -1 to 1, less what ``stretch`` metres for the ball take of it."""
    lean = world.bodies.lean[where] - np.maximum(stretch - KICK.stretch_free, 0.0) / KICK.stretch_lean
    return np.minimum(np.maximum(lean, -1.0), 1.0)


def _contact(
    world: World, pitch: Pitch, kind: Technique, rows: Rows, players: Rows, offset: Floats
) -> Strike:
    """Let one technique's feet meet their balls: conditions, luck, line, height, and what the ball gets."""
    bodies, hidden, ball = world.bodies, world.hidden, world.ball
    where = rows, players
    met = _conditions(world, kind, rows, players, offset)
    speed_slip, foot_slip, face_slip, tilt_slip = rng.normals(
        world.seeds[rows],
        hidden.kicks[where],
        players,
        (Stream.FOOT_SPEED, Stream.FOOT_LATERAL, Stream.FACE_ANGLE, Stream.FACE_TILT),
    )
    c = met.conditions
    bound = bound_of(c)
    asked = np.where(np.isnan(hidden.speed[where]), KICK.firm_share * bound, hidden.speed[where])
    tried = np.minimum(asked, bound)
    spread, gather = spread_of(c, force_of(c, tried, bound)), gather_of(c)
    off = tried * (gather.early * gather.late * gather.beside)
    off = off * np.maximum(1.0 + spread.speed * speed_slip, KICK.slowest_slip)
    glance = glance_by(c, spread.foot * foot_slip)
    direction = wrap(met.hips + met.can + glance + spread.face * face_slip + misplaced_by(c, met.side))
    rise = scoop_by(c) + tilt_by(c, met.lean) + spread.tilt * tilt_slip
    level, up = _off_the_ground(pitch, off, rise)

    line = unit(direction)
    arriving = ball.vel[rows, :2] - bodies.vel[where]
    across = arriving - dot(arriving, line)[:, None] * line
    velocity = level[:, None] * line + KICK.absorbed * across
    ball.vel[rows, :2] = velocity
    ball.vel[rows, 2] = up
    ball.roll[rows] = 0.0
    ball.holder[rows] = NOBODY
    ball.last_touch[rows] = players
    ball.kicker[rows] = players
    ball.struck_step[rows] = world.step
    hidden.touches[where] += 1
    bodies.lean[where] = met.lean
    return _told(world, met, offset, (rows, players), (asked, bound), (arriving, velocity, up))


def _told(
    world: World,
    met: "_Meeting",
    offset: Floats,
    where: tuple[Rows, Rows],
    speeds: tuple[Floats, Numbers | float],
    ways: tuple[Floats, Floats, Floats],
) -> Strike:
    """Return strikes as they are told, with all that their conditions were.

    ``speeds`` are what was asked and what the leg could give, m/s; ``ways`` are the velocities with which
    balls came, left along the ground and left upward.
    """
    (rows, players), (asked, bound), (arriving, velocity, up) = where, speeds, ways
    c, kind = met.conditions, met.conditions.technique
    ground_speed = norm(velocity)
    return Strike(
        kind=Kind.STRIKE,
        world=rows,
        player=players,
        other=np.full(rows.size, NOBODY, dtype=np.int64),
        point=world.ball.pos[rows].copy(),
        speed=norm(arriving),
        technique=np.full(rows.size, kind, dtype=np.int8),
        foot=world.bodies.foot[where].copy(),
        better_foot=met.better,
        skill=np.asarray(c.skill),
        offset=offset,
        sweet=np.broadcast_to(np.array(FEET[kind].sweet), offset.shape),
        lean=met.lean,
        firmness=np.asarray(c.firmness),
        pressure=np.asarray(c.pressure),
        stamina=np.asarray(c.stamina),
        turned=np.asarray(c.turned),
        backswing=np.asarray(c.backswing),
        follow=np.asarray(c.follow),
        speed_asked=asked,
        speed_off=np.sqrt(ground_speed * ground_speed + up * up),
        speed_bound=np.asarray(bound),
        aim_angle=met.aim_angle,
        direction=heading(velocity),
        loft=heading(pair(ground_speed, up)),
        hips_to_aim=met.hips_to_aim,
        strain=np.asarray(c.strain),
        body_speed=np.asarray(c.body_speed),
    )


@dataclass(frozen=True, slots=True)
class _Meeting:
    """The conditions of some strikes, and what else their line follows from. Arrays ``(rows,)``."""

    conditions: Conditions
    side: Floats
    better: Bools
    lean: Floats
    hips: Floats
    aim_angle: Floats
    hips_to_aim: Floats
    can: Numbers
    """Radians from the hips at which the foot can send the ball."""


def _conditions(world: World, kind: Technique, rows: Rows, players: Rows, offset: Floats) -> _Meeting:
    """Return how things stand when these feet meet their balls."""
    bodies, hidden, squad = world.bodies, world.hidden, world.squad
    where, surface = (rows, players), FEET[kind]
    side = bodies.foot[where].astype(np.float64)
    better = bodies.foot[where] == squad.better_foot[players]
    skill = skill_of(squad.skill[players], better)
    stamina, press = bodies.stamina[where], pressure_on(world.view(), rows, players)
    along = (offset[:, 0] - surface.sweet[0]) * (-1.0 if surface.behind else 1.0)
    aside = offset[:, 1] - surface.sweet[1]
    stretch = np.maximum(np.abs(along), np.maximum(aside, 0.0))
    hips = bodies.hips[where]
    aim_angle = heading(hidden.aim[where] - world.ball.pos[rows, :2])
    hips_to_aim = wrap(aim_angle - hips)
    strain, can = strain_of(surface, side, hips_to_aim)
    conditions = Conditions(
        technique=kind,
        skill=skill,
        stamina=stamina,
        pressure=press,
        firmness=firmness_of(stamina, press, hidden.shaken[where], skill),
        body_speed=norm(bodies.vel[where]),
        turned=hidden.turned[where],
        follow=hidden.follow[where],
        backswing=hidden.backswing[where] + surface.forward_swing,
        along=along,
        aside=aside,
        strain=strain,
    )
    lean = _lean_at_contact(world, where, stretch)
    return _Meeting(conditions, side, better, lean, hips, aim_angle, hips_to_aim, can)


def _off_the_ground(pitch: Pitch, off: Numbers, rise: Numbers) -> tuple[Floats, Floats]:
    """Return the speeds along the ground and up, m/s, of balls sent at ``rise`` radians with ``off`` m/s.

    A ball that is trodden into the turf hops.
    """
    k = KICK
    least, most = k.steepest
    s, c = sincos(np.minimum(np.maximum(rise, least), most))
    down = np.maximum(-s, 0.0) * off
    level = c * off - pitch.surface.sliding_friction * (1.0 + k.ground_bounce) * down
    level = np.maximum(level, k.trodden_speed * off)
    up = np.where(s > 0.0, s * off, k.ground_bounce * down)
    return level, np.where(up < BALL.smallest_bounce, 0.0, up)
