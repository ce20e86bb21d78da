"""The kick as a motion, and what the ball gets from where things are when the foot meets it.

The motion is plant, backswing, forward swing, contact and follow-through. Nothing here knows whether a kick
should succeed: ball speed, direction and loft come from the ball's place relative to the plant foot, from the
foot's surface, its firmness and its noise, from the lean, and from how hard the leg works.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from game.core import luck
from game.core.events import Events, Kind, Strike
from game.core.intents import Codes, Intents, Technique
from game.core.luck import Stream
from game.core.maths import PI, Floats, dot, heading, norm, pair, sincos, unit, wrap
from game.core.pitch import Pitch
from game.core.state import NOBODY, STEP_SECONDS, Phase, Rows, World
from game.sim.ball import CONSTANTS as BALL
from game.sim.pressure import pressure_on

Numbers: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FootSurface:
    """One technique: which part of the foot meets the ball, how, and how exactly."""

    sweet: tuple[float, float]
    """Metres: ball centre relative to the plant foot, forward along the hips, lateral to the kicking side."""
    behind: bool
    """Whether the surface looks backward, so that the ball goes behind."""
    forward_swing: float
    """Seconds from letting go to contact, usual 0.1 to 0.2."""
    wind: float
    """Seconds of backswing and forward swing together that give full speed."""
    dead_time: float
    """Seconds of the motion that give no speed: the leg has to turn round."""
    slowest_top: float
    """m/s off the foot at full swing with no skill."""
    skill_top: float
    """m/s that full skill adds."""
    easy: tuple[float, float]
    """Radians from the surface's own line that it serves with ease: (outward, across the body)."""
    farthest: tuple[float, float]
    """Radians beyond which it can't send the ball at all."""
    arc: float
    """Metres from the hanging foot to the joint it swings about; a foot further along the arc rises."""
    stroke: float
    """Metres of forward swing in which the foot gathers speed."""
    curvature: float
    """Metres: radius of the surface where it meets the ball. A round heel throws the ball off line."""
    overswing: float
    """Metres of contact noise per unit of follow-through beyond full."""
    lean_tilt: float
    """Radians by which leaning fully back tilts the surface under the ball."""
    shortest_reach: float
    """Metres from the sweet spot at which the foot no longer meets the ball."""


# The push's numbers: 23.4 +- 1.7 m/s full (Nunome 2002), 16.0 +- 1.0 unskilled and 21.4 +- 1.5 skilled along
# the ground (Kawamoto 2007); plant foot 6 to 8 inches beside the ball. The heel's 5 to 12 m/s, both surfaces'
# curvatures, arcs and serving angles are priors.
FEET: dict[Technique, FootSurface] = {
    Technique.PUSH: FootSurface(
        sweet=(0.0, 0.17),
        behind=False,
        forward_swing=8 * STEP_SECONDS,
        wind=0.48,
        dead_time=0.10,
        slowest_top=15.5,
        skill_top=6.5,
        easy=(0.40, 1.05),
        farthest=(0.70, 1.75),
        arc=0.85,
        stroke=0.50,
        curvature=0.22,
        overswing=0.006,
        lean_tilt=0.24,
        shortest_reach=0.45,
    ),
    Technique.BACKHEEL: FootSurface(
        sweet=(-0.13, 0.10),
        behind=True,
        forward_swing=6 * STEP_SECONDS,
        wind=0.36,
        dead_time=0.06,
        slowest_top=10.0,
        skill_top=3.5,
        easy=(0.60, 0.60),
        farthest=(1.35, 1.35),
        arc=0.50,
        stroke=0.32,
        curvature=0.035,
        overswing=0.016,
        lean_tilt=0.06,
        shortest_reach=0.35,
    ),
}
SWEET: dict[Technique, tuple[float, float]] = {t: s.sweet for t, s in FEET.items()}


@dataclass(frozen=True, slots=True)
class KickConstants:
    """What both techniques share. All priors, except where a source stands."""

    stride_ahead: float = 0.17
    """Metres: where the plant foot lands ahead of the body's centre in an easy stride."""
    stride_aside: float = 0.09
    """Metres: the plant foot's place to the side of the body's centre."""
    stride_slack: float = 0.05
    """Metres by which anybody can stretch or shorten the last stride to fit the ball ..."""
    stride_slack_skill: float = 0.07
    """... and what full skill adds. Beyond it the ball is not where the foot wants it."""
    stride_gain: float = 9.0
    """1/s at which a stride is adjusted to the ball ..."""
    stride_speed: float = 1.8
    """... and the most it changes the run, m/s."""
    stride_follow: float = 4.0
    """m/s up to which he goes along with a rolling ball while the leg is back."""
    plant_noise: float = 0.013
    """Metres, spread of the plant foot's place of a good player at rest."""
    timing_noise: float = 0.012
    """Seconds of uncertainty about a ball that moves past the body: metres per m/s."""
    foot_noise: float = 0.0085
    """Metres, spread of where on its surface the foot meets the ball, still and fresh. With the face's noise
    it gives the 2 to 3 degrees of an inside-of-foot pass from a stand, 4 to 6 running and pressed."""
    force_noise: float = 2.2
    """How much foot noise grows with the share of the leg's force in use: signal-dependent noise
    (Harris and Wolpert 1998), accuracy brings a full kick down to 85 % (Andersen and Dorge 2011)."""
    face_noise: float = 0.024
    """Radians, spread of the face's angle with a locked ankle ..."""
    face_noise_loose: float = 0.060
    """... and what a wholly loose one adds."""
    tilt_noise: float = 0.022
    """Radians, spread of the face's tilt."""
    speed_noise: float = 0.022
    """Relative spread of ball speed with a locked ankle at little force."""
    cut_noise: float = 0.011
    """Metres of contact noise when the follow-through is cut to nothing: the leg brakes before contact."""
    lateral_gain: float = 0.55
    """Radians per metre by which a ball too near or too far from the plant foot leaves the line."""
    lean_forward_tilt: float = 0.05
    """Radians by which leaning fully over the ball closes the face."""
    stretch_lean: float = 0.35
    """Metres of stretch for the ball that lean the body fully back."""
    natural_lean: float = 0.3
    """A sound player leans a little over the ball."""
    weak_foot: float = 0.25
    """What the other foot lacks in skill."""
    ground_bounce: float = 0.35
    """Restitution of a ball that is trodden into the turf at contact."""
    absorbed: float = 0.15
    """Share of an arriving ball's sideways speed that the strike doesn't take out of it."""
    recovery: float = 0.18
    """Seconds after contact in which the leg is not free, with the follow-through cut short ..."""
    recovery_follow: float = 0.16
    """... and what each unit of follow-through adds."""
    fake_recovery: float = 0.12
    """Seconds until the leg is free after a swing was broken off."""
    firm_share: float = 0.82
    """Natural ball speed as a share of what the backswing allows, when no speed is asked for."""


KICK = KickConstants()


def top_ball_speed(surface: FootSurface, skill: Numbers | float, stamina: Numbers | float) -> Numbers:
    """m/s off the foot with a full swing."""
    return np.asarray((surface.slowest_top + surface.skill_top * skill) * (0.8 + 0.2 * stamina))


def speed_bound(
    technique: Technique, backswing: Numbers | float, skill: Numbers | float, stamina: Numbers | float
) -> Numbers:
    """m/s off the foot that a motion of ``backswing`` seconds can give.

    Even acceleration over a path that grows with time: speed goes with the root of the time.
    """
    surface = FEET[technique]
    share = (np.asarray(backswing) - surface.dead_time) / (surface.wind - surface.dead_time)
    return top_ball_speed(surface, skill, stamina) * np.sqrt(np.minimum(np.maximum(share, 0.01), 1.0))


def backswing_for(
    technique: Technique, speed: Numbers | float, skill: Numbers | float, stamina: Numbers | float
) -> Numbers:
    """Seconds of backswing a sound player takes for a ball speed: three quarters of the leg's force."""
    surface = FEET[technique]
    share = np.asarray(speed) / top_ball_speed(surface, skill, stamina)
    share = np.minimum(share * share / 0.75, 1.0)
    least = surface.forward_swing + 4 * STEP_SECONDS
    return np.maximum(surface.dead_time + share * (surface.wind - surface.dead_time), least)


def strain_of(surface: FootSurface, side: Numbers, hips_to_aim: Numbers) -> tuple[Numbers, Numbers]:
    """How far an aim lies outside what a foot serves with ease, and the angle it can really send.

    ``side`` is 1 for the right foot and -1 for the left, ``hips_to_aim`` radians from the hips to the aim.
    Returns (strain >= 0 radians, angle from the hips the ball can be sent at).
    """
    own_line = PI if surface.behind else 0.0
    across = wrap(hips_to_aim - own_line) * side
    easy = np.minimum(np.maximum(across, -surface.easy[0]), surface.easy[1])
    can = np.minimum(np.maximum(across, -surface.farthest[0]), surface.farthest[1])
    return np.abs(across - easy), wrap(own_line + can * side)


def hips_for(surface: FootSurface, side: Numbers, hips: Numbers, aim: Numbers, ease: float = 0.8) -> Numbers:
    """The hips' heading nearest to ``hips`` from which a foot serves a ball toward heading ``aim``."""
    own_line = PI if surface.behind else 0.0
    across = wrap(aim - hips - own_line) * side
    easy = np.minimum(np.maximum(across, -ease * surface.easy[0]), ease * surface.easy[1])
    return wrap(hips + (across - easy) * side)


def _side_vector(hips: Numbers, foot: Numbers) -> tuple[Floats, Floats]:
    """Unit vectors ahead and toward the kicking foot's side."""
    ahead = unit(hips)
    aside = pair(ahead[..., 1], -ahead[..., 0]) * foot[..., None]
    return ahead, aside


def natural_foot(
    squad_foot: Codes, technique: Codes, hips_to_aim: Numbers, ball_aside: Numbers, skill: Numbers
) -> Codes:
    """The foot a player would choose: the one that serves the aim, near the ball, rather the better one.

    ``ball_aside`` is metres from the body to the ball, positive to the right.
    """
    cost = []
    for side in (1.0, -1.0):
        strain = np.zeros_like(hips_to_aim)
        for kind, surface in FEET.items():
            own, _ = strain_of(surface, np.full_like(hips_to_aim, side), hips_to_aim)
            strain = np.where(technique == kind, own, strain)
        cost.append(2.0 * strain + 0.35 * (squad_foot != side) - 1.2 * ball_aside * side)
    return np.where(cost[0] <= cost[1], 1, -1).astype(np.int8)


def swing(
    world: World, intents: Intents, hips_goal: Floats, dt: float = STEP_SECONDS
) -> tuple[Rows, Rows, list[Events]]:
    """Carry every swing on by a step: start, go back, let go, plant, come through, recover.

    ``hips_goal`` is changed where a swing needs the hips elsewhere. Returns the worlds and players whose foot
    arrives at the ball in this step, and what happened.
    """
    bodies, hidden = world.bodies, world.hidden
    hidden.rest = np.maximum(hidden.rest - dt, 0.0)
    hidden.heavy = hidden.heavy * (1.0 - 1.5 * dt)
    wants = intents.swing != Technique.NONE
    starts = wants & (bodies.phase == Phase.NONE) & (hidden.rest <= 0.0) & (bodies.lunge <= 0.0)
    happened: list[Events] = []
    if starts.any():
        happened += _start(world, intents, starts)
    if not (bodies.phase != Phase.NONE).any():
        none = np.zeros(0, dtype=np.intp)
        return none, none, happened
    hidden.phase_time = hidden.phase_time + dt

    back = bodies.phase == Phase.BACK
    if back.any():
        rows = np.nonzero(back)
        _wind(world, intents, hips_goal, rows, dt)
        broken = back & (intents.cancel | (bodies.lunge > 0.0))
        if broken.any():
            happened.append(_simple(Kind.CANCEL, world, np.nonzero(broken)))
            bodies.phase[broken] = Phase.FOLLOW
            hidden.phase_time[broken] = 0.0
            hidden.rest[broken] = KICK.fake_recovery
            hidden.contact_in[broken] = KICK.fake_recovery
        goes = back & ~wants & ~broken
        if goes.any():
            _let_go(world, np.nonzero(goes))
    forward = bodies.phase == Phase.FORWARD
    world_rows, player_rows = np.nonzero(forward)
    if world_rows.size:
        left = hidden.contact_in[world_rows, player_rows] - dt
        hidden.contact_in[world_rows, player_rows] = left
        whole = _swing_time(bodies.technique[world_rows, player_rows])
        height = _lift_after(hidden.backswing[world_rows, player_rows])
        bodies.lift[world_rows, player_rows] = height * np.maximum(left / whole, 0.0)
        arrives = left <= 0.5 * dt
        world_rows, player_rows = world_rows[arrives], player_rows[arrives]
    follow = bodies.phase == Phase.FOLLOW
    if follow.any():
        share = hidden.phase_time / np.maximum(hidden.contact_in, 1e-6)
        through = np.where(share < 0.5, 2.0 * share, 2.0 - 2.0 * share) * -0.7 * hidden.follow
        bodies.lift = np.where(follow, np.where(bodies.lift > 0.02, bodies.lift * 0.7, through), bodies.lift)
        ends = follow & (hidden.phase_time >= hidden.contact_in)
        for array in (bodies.phase, bodies.technique, bodies.foot):
            array[ends] = 0
        bodies.lift[ends] = 0.0
    return world_rows, player_rows, happened


def _lift_after(backswing: Numbers) -> Numbers:
    """How far the leg is back (0 to 1) after ``backswing`` seconds, the forward swing not included."""
    return np.minimum(backswing / 0.34, 1.0)


def _swing_time(technique: Codes) -> Numbers:
    push = FEET[Technique.PUSH].forward_swing
    heel = FEET[Technique.BACKHEEL].forward_swing
    return np.where(technique == Technique.PUSH, push, heel)


def _simple(kind: Kind, world: World, where: tuple[Rows, ...]) -> Events:
    rows, players = where
    point = np.zeros((rows.size, 3))
    point[:, :2] = world.bodies.pos[rows, players]
    nobody = np.full(rows.size, NOBODY, dtype=np.int64)
    return Events(kind, rows, players, nobody, point, norm(world.bodies.vel[rows, players]))


def _start(world: World, intents: Intents, starts: npt.NDArray[np.bool_]) -> list[Events]:
    bodies, hidden, squad = world.bodies, world.hidden, world.squad
    where = rows, players = np.nonzero(starts)
    technique = intents.swing[where]
    to_ball = world.ball.pos[rows, :2] - bodies.pos[where]
    hips = bodies.hips[where]
    wished = intents.hips_to[where]
    shown = np.where(np.isnan(wished), hips, wished)
    aim = intents.aim[where] - world.ball.pos[rows, :2]
    aim_heading = np.where(np.isnan(aim[:, 0]), hips + PI * (technique == Technique.BACKHEEL), heading(aim))
    ahead = unit(hips)
    aside = to_ball[:, 0] * ahead[:, 1] - to_ball[:, 1] * ahead[:, 0]
    free_hips = np.isnan(wished)
    relative = np.where(free_hips, 0.0, wrap(aim_heading - shown))
    behind = technique == Technique.BACKHEEL
    relative = np.where(free_hips & behind, PI, relative)
    foot = natural_foot(squad.better_foot[players], technique, relative, aside, squad.skill[players])
    foot = np.where(intents.foot[where] != 0, intents.foot[where], foot)
    bodies.phase[where] = Phase.BACK
    bodies.technique[where] = technique
    bodies.foot[where] = foot
    bodies.lift[where] = 0.0
    hidden.phase_time[where] = 0.0
    hidden.backswing[where] = 0.0
    return [_simple(Kind.WIND_UP, world, where)]


def _wind(world: World, intents: Intents, hips_goal: Floats, where: tuple[Rows, ...], dt: float) -> None:
    """The leg goes back; the intention may still change and the hips open toward what the foot can serve."""
    bodies, hidden = world.bodies, world.hidden
    rows, _ = where
    back = hidden.backswing[where] + dt
    hidden.backswing[where] = back
    technique = bodies.technique[where]
    heel = technique == Technique.BACKHEEL
    bodies.lift[where] = _lift_after(back) * np.where(heel, 0.6, 1.0)
    hips = bodies.hips[where]
    ball = world.ball.pos[rows, :2]
    aim = intents.aim[where]
    own_line = unit(hips + PI * heel)
    missing = np.isnan(aim[:, 0])
    aim = np.where(missing[:, None], ball + 10.0 * own_line, aim)
    hidden.aim[where] = aim
    hidden.speed[where] = intents.speed[where]
    place = intents.place[where]
    sweet = np.where(heel[:, None], SWEET[Technique.BACKHEEL], SWEET[Technique.PUSH])
    hidden.place[where] = np.where(np.isnan(place), sweet, place)
    lean = intents.lean[where]
    lean = np.where(np.isnan(lean), KICK.natural_lean, np.minimum(np.maximum(lean, -1.0), 1.0))
    hidden.lean[where] = lean
    follow = intents.follow[where]
    hidden.follow[where] = np.where(np.isnan(follow), 1.0, np.minimum(np.maximum(follow, 0.0), 2.0))
    foot = bodies.foot[where].astype(np.float64)
    aim_heading = heading(aim - ball)
    needed = np.where(
        heel,
        hips_for(FEET[Technique.BACKHEEL], foot, hips, aim_heading),
        hips_for(FEET[Technique.PUSH], foot, hips, aim_heading),
    )
    free = np.isnan(intents.hips_to[where])
    hips_goal[where] = np.where(free, np.where(missing, hips, needed), hips_goal[where])


def stance(ball: Floats, hips: Numbers, foot: Numbers, place: Floats) -> Floats:
    """Where the body's centre should be at contact, metres ``(..., 2)``.

    ``ball`` ``(..., 2)``, ``hips`` radians, ``foot`` 1 right or -1 left, ``place`` the wished ball offset.
    """
    ahead, aside = _side_vector(hips, foot)
    point: Floats = (
        ball - ahead * (place[..., :1] + KICK.stride_ahead) - aside * (place[..., 1:] - KICK.stride_aside)
    )
    return point


def sets_himself(world: World, intents: Intents) -> npt.NDArray[np.bool_]:
    """Carriers who arrange their feet for a kick before the leg goes back: they have a wished ``place``."""
    holds = np.arange(world.squad.players) == world.ball.holder[:, None]
    waits = world.bodies.phase == Phase.NONE
    sets: npt.NDArray[np.bool_] = holds & waits & intents.step_in & ~np.isnan(intents.place[..., 0])
    return sets


def step_in(world: World, intents: Intents, move: Floats, limit: Floats) -> Floats:
    """Wished velocities ``move`` (share of top speed) with the stride adjusted to the ball before a kick.

    Only as far as a player can mend a stride: a ball that runs away has to be caught up with first. ``limit``
    is everybody's top speed, m/s.
    """
    bodies, hidden = world.bodies, world.hidden
    winds = (bodies.phase == Phase.BACK) & intents.step_in
    rows, players = where = np.nonzero(winds | sets_himself(world, intents))
    if rows.size == 0:
        return move
    ball, ball_vel = world.ball.pos[rows, :2], world.ball.vel[rows, :2]
    near = norm(ball - bodies.pos[where]) < 1.5
    foot = bodies.foot[where].astype(np.float64)
    chosen = np.where(intents.foot[where] != 0, intents.foot[where], world.squad.better_foot[players])
    foot = np.where(foot == 0.0, chosen, foot)
    place = np.where((bodies.phase[where] == Phase.BACK)[:, None], hidden.place[where], intents.place[where])
    gap = stance(ball, bodies.hips[where], foot, place) + 0.10 * ball_vel - bodies.pos[where]
    wanted = _at_most(KICK.stride_gain * gap, KICK.stride_speed)
    still = norm(intents.move[where]) < 0.05
    wanted = np.where(still[:, None], wanted + _at_most(ball_vel, KICK.stride_follow), wanted)
    limit = limit[where]
    facing = dot(wanted, unit(bodies.hips[where])) / np.maximum(norm(wanted), 1e-9)
    limit = limit * (0.75 + 0.25 * facing)
    move = move.copy(order="K")
    move[where] = np.where(near[:, None], move[where] + wanted / limit[:, None], move[where])
    return move


def _at_most(v: Floats, limit: float) -> Floats:
    size = norm(v)
    shorter: Floats = v * (np.minimum(size, limit) / np.maximum(size, 1e-9))[..., None]
    return shorter


def _let_go(world: World, where: tuple[Rows, ...]) -> None:
    """The plant foot goes down where the stride carries it, as near to the wished place as it can reach."""
    bodies, hidden, squad = world.bodies, world.hidden, world.squad
    rows, players = where
    technique = bodies.technique[where]
    flight = _swing_time(technique)
    foot = bodies.foot[where].astype(np.float64)
    ahead, aside = _side_vector(bodies.hips[where], foot)
    body_then = bodies.pos[where] + flight[:, None] * bodies.vel[where]
    ball_then = ball_after(world, rows, flight)
    natural = body_then + KICK.stride_ahead * ahead - KICK.stride_aside * aside
    place = hidden.place[where]
    wished = ball_then - place[:, :1] * ahead - place[:, 1:] * aside
    skill = squad.skill[players]
    slack = KICK.stride_slack + KICK.stride_slack_skill * skill
    gap = wished - natural
    forward = np.minimum(np.maximum(dot(gap, ahead), -slack), slack)
    sideways = np.minimum(np.maximum(dot(gap, aside), -slack), slack)

    tired = 1.0 - bodies.stamina[where]
    speed = norm(bodies.vel[where])
    passing = norm(world.ball.vel[rows, :2] - bodies.vel[where])
    still = KICK.plant_noise * (1.7 - skill) * (1.0 + 0.7 * tired) * (1.0 + 0.12 * speed)
    moving = KICK.timing_noise * passing
    spread = np.sqrt(still * still + moving * moving)
    seeds, count = world.seeds[rows], hidden.kicks[where]
    slips = luck.normals(seeds, count, players, (Stream.PLANT_FORWARD, Stream.PLANT_LATERAL))
    forward = forward + spread * slips[0]
    sideways = sideways + spread * slips[1]
    bodies.plant[where] = natural + forward[:, None] * ahead + sideways[:, None] * aside
    bodies.plant_angle[where] = _plant_heading(world, where)
    bodies.phase[where] = Phase.FORWARD
    hidden.phase_time[where] = 0.0
    hidden.contact_in[where] = flight


def _plant_heading(world: World, where: tuple[Rows, ...]) -> Floats:
    """The plant foot points where the push should go (a heel's: straight away from it), as far as it can."""
    bodies, hidden = world.bodies, world.hidden
    rows, _ = where
    hips = bodies.hips[where]
    aim = heading(hidden.aim[where] - world.ball.pos[rows, :2])
    heel = bodies.technique[where] == Technique.BACKHEEL
    aim = np.where(heel, aim + PI, aim)
    relative = np.minimum(np.maximum(wrap(aim - hips), -0.7), 0.7)
    return wrap(hips + relative)


def ball_after(world: World, rows: Rows, seconds: Numbers) -> Floats:
    """Where a player expects the ball to be in ``seconds``: it rolls on and slows a little."""
    vel = world.ball.vel[rows, :2]
    return world.ball.pos[rows, :2] + (seconds * (1.0 - 0.06 * seconds))[:, None] * vel


def strike(world: World, pitch: Pitch, rows: Rows, players: Rows) -> list[Events]:
    """The foot arrives: the ball gets what the contact gives, or the foot meets nothing."""
    if rows.size == 0:
        return []
    bodies, hidden, ball = world.bodies, world.hidden, world.ball
    where = rows, players
    foot = bodies.foot[where].astype(np.float64)
    ahead, aside = _side_vector(bodies.hips[where], foot)
    rel = ball.pos[rows, :2] - bodies.plant[where]
    offset = pair(dot(rel, ahead), dot(rel, aside))
    technique = bodies.technique[where]
    sweet = np.where(
        (technique == Technique.BACKHEEL)[:, None], SWEET[Technique.BACKHEEL], SWEET[Technique.PUSH]
    )
    reach = np.where(
        technique == Technique.BACKHEEL,
        FEET[Technique.BACKHEEL].shortest_reach,
        FEET[Technique.PUSH].shortest_reach,
    )
    meets = (norm(offset - sweet) < reach) & (ball.pos[rows, 2] < 0.55)
    happened: list[Events] = []
    for kind in (Technique.PUSH, Technique.BACKHEEL):
        chosen = np.flatnonzero(meets & (technique == kind))
        if chosen.size:
            happened.append(_contact(world, pitch, kind, rows[chosen], players[chosen], offset[chosen]))
    missed = np.flatnonzero(~meets)
    if missed.size:
        happened.append(_simple(Kind.MISS, world, (rows[missed], players[missed])))
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
    speed_slip, foot_slip, face_slip, tilt_slip = luck.normals(
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
    wander = k.foot_noise * (1.75 - skill) * effort * hurry * (1.0 + 1.5 * stretched)
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
