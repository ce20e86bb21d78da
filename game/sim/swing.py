"""A kick is a motion: plant, backswing, forward swing, contact and follow-through."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from game.core import rng
from game.core.events import Events, Kind
from game.core.intents import Codes, Intents, Technique
from game.core.maths import (
    LEAST,
    PI,
    ZERO,
    Floats,
    as_arrays,
    constant,
    dot,
    found,
    heading,
    norm,
    places,
    unit,
    wrap,
)
from game.core.rng import Stream
from game.core.state import NOBODY, STEP_SECONDS, Phase, Rows, World
from game.sim.feet import (
    FORWARD_SWING,
    KICK,
    SWEET_SPOT,
    Numbers,
    hips_for,
    natural_foot,
    serving,
    stance_along,
    toward_foot,
)


@dataclass(frozen=True, slots=True)
class SwingConstants:
    """How a leg swings and a stride fits the ball, beside what the feet share. All priors."""

    calms: float = 1.5
    """1/s at which a body that was shaken by a lunge calms down."""
    lifted_in: float = 0.34
    """Seconds of backswing after which the leg is as far back as it gets."""
    heel_lift: float = 0.6
    """Share of a push's back-lift that a heel's has: a small cue."""
    through: float = 0.7
    """Share of the back-lift to which a full follow-through swings past the ball."""
    comes_down: float = 0.7
    """Share of the lift that is left, step by step, of a leg that was put down."""
    is_down: float = 0.02
    """Lift under which such a leg is down."""
    sees_ahead: float = 0.10
    """Seconds ahead of the ball's run to which a stride is fitted."""
    fits_within: float = 1.5
    """Metres to the ball within which a stride is fitted to it."""
    sideways: float = 0.75
    """Share of top speed that a fitted stride makes across the hips; forward it makes the whole, backward as
    much less again."""
    plant_unskilled: float = 1.7
    """Share of ``KICK.plant_noise`` without skill; full skill takes 1 off it."""
    plant_tired: float = 0.7
    """Share that a spent body adds to the plant foot's noise."""
    plant_running: float = 0.12
    """Share that each m/s of a run adds to it."""
    plant_turns: float = 0.7
    """Radians off the hips to which the plant foot can point."""
    aims_far: float = 10.0
    """Metres along the foot's own line at which a swing without an aim is aimed."""
    stands: float = 0.05
    """Share of top speed under which a wish to move is a wish to stand."""
    slows: float = 0.06
    """1/s: how a player expects a rolling ball to slow down."""


SWING = SwingConstants()
_SWING, _KICK, _NOBODY = as_arrays(SWING), as_arrays(KICK), np.zeros(0, dtype=np.intp)
_LESS_SIDEWAYS = constant(1.0 - SWING.sideways)
_NO_TECHNIQUE = Technique.NONE.value
_NONE, _BACK, _FORWARD, _FOLLOW = (phase.value for phase in Phase)


def swing(
    world: World, intents: Intents, hips_goal: Floats, dt: float = STEP_SECONDS
) -> tuple[Rows, Rows, list[Events]]:
    """Carry every swing on by a step: start, go back, let go, plant, come through, recover.

    ``hips_goal`` is changed where a swing needs the hips elsewhere. Returns the worlds and players whose foot
    arrives at the ball in this step, and what happened.
    """
    bodies, hidden = world.bodies, world.hidden
    if np.count_nonzero(hidden.rest):
        hidden.rest = np.maximum(hidden.rest - dt, ZERO)
    if np.count_nonzero(hidden.shaken):
        hidden.shaken = hidden.shaken * (1.0 - SWING.calms * dt)
    hidden.phase_time = hidden.phase_time + dt
    happened: list[Events] = []
    wants = intents.swing != _NO_TECHNIQUE
    if np.count_nonzero(wants):
        starts = wants & (bodies.phase == _NONE) & (hidden.rest <= ZERO)
        starts &= (bodies.lunge <= ZERO) & (bodies.dive <= ZERO)
        if np.count_nonzero(starts):
            happened += _start(world, intents, starts)
    if not np.count_nonzero(bodies.phase):
        return _NOBODY, _NOBODY, happened

    back = bodies.phase == _BACK
    if np.count_nonzero(back):
        rows = places(back)
        _wind(world, intents, hips_goal, rows, dt)
        broken = back & (intents.cancel | (bodies.lunge > ZERO))
        if np.count_nonzero(broken):
            happened.append(simple_event(Kind.CANCEL, world, places(broken)))
            bodies.phase[broken] = Phase.FOLLOW
            hidden.phase_time[broken] = 0.0
            hidden.rest[broken] = KICK.fake_recovery
            hidden.contact_in[broken] = KICK.fake_recovery
        goes = back & ~wants & ~broken
        if np.count_nonzero(goes):
            _let_go(world, places(goes))
    forward = bodies.phase == _FORWARD
    world_rows = player_rows = _NOBODY
    if np.count_nonzero(forward):
        world_rows, player_rows = places(forward)
        left = hidden.contact_in[world_rows, player_rows] - dt
        hidden.contact_in[world_rows, player_rows] = left
        whole = _swing_time(bodies.technique[world_rows, player_rows])
        height = _lift_after(hidden.backswing[world_rows, player_rows])
        bodies.lift[world_rows, player_rows] = height * np.maximum(left / whole, 0.0)
        arrives = left <= 0.5 * dt
        world_rows, player_rows = world_rows[arrives], player_rows[arrives]
    follow = bodies.phase == _FOLLOW
    if np.count_nonzero(follow):
        _follow_through(world, places(follow))
    return world_rows, player_rows, happened


def _lift_after(backswing: Numbers) -> Numbers:
    """Return how far the leg is back, 0 to 1, after ``backswing`` seconds without the forward swing."""
    return np.minimum(backswing / SWING.lifted_in, 1.0)


def _swing_time(technique: Codes) -> Numbers:
    seconds: Numbers = FORWARD_SWING[technique]
    return seconds


def _follow_through(world: World, where: tuple[Rows, ...]) -> None:
    """Let the leg swing on past the ball and come back; at the end the foot is down and free again."""
    bodies, hidden = world.bodies, world.hidden
    share = hidden.phase_time[where] / np.maximum(hidden.contact_in[where], 1e-6)
    through = np.where(share < 0.5, 2.0 * share, 2.0 - 2.0 * share) * -SWING.through * hidden.follow[where]
    lift = bodies.lift[where]
    ends = hidden.phase_time[where] >= hidden.contact_in[where]
    bodies.lift[where] = np.where(ends, 0.0, np.where(lift > SWING.is_down, lift * SWING.comes_down, through))
    rows, players = where
    for array in (bodies.phase, bodies.technique, bodies.foot):
        array[rows[ends], players[ends]] = 0


def simple_event(kind: Kind, world: World, where: tuple[Rows, ...]) -> Events:
    """Return something that some players of some worlds did where they stand; ``speed`` is their own."""
    rows, players = where
    point = np.zeros((rows.size, 3))
    point[:, :2] = world.bodies.pos[rows, players]
    nobody = np.full(rows.size, NOBODY, dtype=np.int64)
    return Events(kind, rows, players, nobody, point, norm(world.bodies.vel[rows, players]))


def _start(world: World, intents: Intents, starts: npt.NDArray[np.bool_]) -> list[Events]:
    bodies, hidden, squad = world.bodies, world.hidden, world.squad
    where = rows, players = places(starts)
    technique = intents.swing[where]
    in_hands = world.ball.hands[rows] & (world.ball.holder[rows] == players)
    # No heel from the hands: the keeper throws.
    technique = np.where(in_hands & (technique == Technique.BACKHEEL), Technique.PUSH.value, technique)
    technique = technique.astype(np.int8)
    to_ball = world.ball.pos[rows, :2] - bodies.pos[where]
    hips = bodies.hips[where]
    wished = intents.hips_to[where]
    shown = np.where(np.isnan(wished), hips, wished)
    aim = intents.aim[where] - world.ball.pos[rows, :2]
    aim_heading = np.where(
        np.isnan(aim[:, 0]), hips + PI * (technique == Technique.BACKHEEL.value), heading(aim)
    )
    ahead = unit(hips)
    aside = to_ball[:, 0] * ahead[:, 1] - to_ball[:, 1] * ahead[:, 0]
    free_hips = np.isnan(wished)
    relative = np.where(free_hips, 0.0, wrap(aim_heading - shown))
    behind = technique == Technique.BACKHEEL.value
    relative = np.where(free_hips & behind, PI, relative)
    foot = natural_foot(squad.better_foot[players], technique, relative, aside, squad.skill[players])
    foot = np.where(intents.foot[where] != 0, intents.foot[where], foot)
    bodies.phase[where] = Phase.BACK
    bodies.technique[where] = technique
    bodies.foot[where] = foot
    bodies.lift[where] = 0.0
    hidden.phase_time[where] = 0.0
    hidden.backswing[where] = 0.0
    return [simple_event(Kind.WIND_UP, world, where)]


def _wind(world: World, intents: Intents, hips_goal: Floats, where: tuple[Rows, ...], dt: float) -> None:
    """Take the leg back; the aim may still change, and the hips open toward what the foot can serve."""
    bodies, hidden = world.bodies, world.hidden
    rows, _ = where
    back = hidden.backswing[where] + dt
    hidden.backswing[where] = back
    technique = bodies.technique[where]
    heel = technique == Technique.BACKHEEL.value
    bodies.lift[where] = _lift_after(back) * np.where(heel, SWING.heel_lift, 1.0)
    hips = bodies.hips[where]
    ball = world.ball.pos[rows, :2]
    aim = intents.aim[where]
    missing = np.isnan(aim[:, 0])
    if np.count_nonzero(missing):
        own_line = unit(hips + PI * heel)
        aim = np.where(missing[:, None], ball + SWING.aims_far * own_line, aim)
    hidden.aim[where] = aim
    hidden.speed[where] = intents.speed[where]
    place = intents.place[where]
    sweet = SWEET_SPOT[technique]
    if np.count_nonzero(world.ball.hands):
        drops = world.ball.hands[rows] & (technique == Technique.SHOT)
        sweet = sweet + np.where(drops, KICK.drop_ahead, 0.0)[:, None] * np.array((1.0, 0.0))
    hidden.place[where] = np.where(np.isnan(place), sweet, place)
    lean = intents.lean[where]
    lean = np.where(np.isnan(lean), KICK.natural_lean, np.minimum(np.maximum(lean, -1.0), 1.0))
    hidden.lean[where] = lean
    follow = intents.follow[where]
    hidden.follow[where] = np.where(np.isnan(follow), 1.0, np.minimum(np.maximum(follow, 0.0), 2.0))
    foot = bodies.foot[where].astype(np.float64)
    aim_heading = heading(aim - ball)
    needed = hips_for(serving(technique), foot, hips, aim_heading)
    free = np.isnan(intents.hips_to[where])
    hips_goal[where] = np.where(free, np.where(missing, hips, needed), hips_goal[where])


def sets_feet(world: World, intents: Intents) -> tuple[Rows, Rows]:
    """Return the carriers who set their feet for a kick before the leg goes back, by world and player.

    They have a wished ``place`` for the ball.
    """
    rows = found((world.ball.holder != NOBODY) & ~world.ball.hands)
    players = world.ball.holder[rows]
    sets = ~np.isnan(intents.place[rows, players, 0])
    if not np.count_nonzero(sets):
        return rows[:0], players[:0]
    sets &= (world.bodies.phase[rows, players] == _NONE) & intents.step_in[rows, players]
    return rows[sets], players[sets]


def step_in(world: World, intents: Intents, move: Floats, limit: Floats, facing: Floats) -> Floats:
    """Return wished velocities, a share of top speed, with the stride adjusted to the ball before a kick.

    It is adjusted only as far as a player can mend a stride: a ball that runs away has to be caught up with
    first. ``limit`` is everybody's top speed, m/s, ``facing`` unit vectors along the hips.
    """
    bodies, hidden = world.bodies, world.hidden
    rows, players = sets_feet(world, intents)
    winds = bodies.phase == _BACK
    asks = intents.swing != _NO_TECHNIQUE
    if np.count_nonzero(asks):
        # Whose leg is still busy with the last touch keeps to the ball until it is free to go back.
        winds |= asks & (bodies.phase == _NONE) & (hidden.rest > ZERO)
    winds &= intents.step_in
    if np.count_nonzero(world.ball.hands):
        winds &= ~world.ball.hands[:, None]
    if np.count_nonzero(winds):
        more_rows, more_players = places(winds)
        rows, players = np.concatenate((rows, more_rows)), np.concatenate((players, more_players))
    if rows.size == 0:
        return move
    where = rows, players
    ball, ball_vel = world.ball.pos[rows, :2], world.ball.vel[rows, :2]
    near = norm(ball - bodies.pos[where]) < _SWING.fits_within
    foot = bodies.foot[where].astype(np.float64)
    chosen = np.where(intents.foot[where] != 0, intents.foot[where], world.squad.better_foot[players])
    foot = np.where(foot == ZERO, chosen, foot)
    wished = intents.place[where]
    wished = np.where(np.isnan(wished), SWEET_SPOT[intents.swing[where]], wished)
    place = np.where((bodies.phase[where] == _BACK)[:, None], hidden.place[where], wished)
    ahead = facing[where]
    still = norm(intents.move[where]) < _SWING.stands
    # A player who runs along with the ball keeps their place to it; to one who waits it comes on meanwhile.
    passing = np.where(still[:, None], ball_vel - bodies.vel[where], ball_vel)
    gap = stance_along(ball, ahead, foot, place) + _SWING.sees_ahead * passing - bodies.pos[where]
    wanted = _at_most(_KICK.stride_gain * gap, _KICK.stride_speed)
    if np.count_nonzero(still):
        wanted = np.where(still[:, None], wanted + _at_most(ball_vel, _KICK.stride_follow), wanted)
    limit = limit[where]
    forward = dot(wanted, ahead) / np.maximum(norm(wanted), LEAST)
    limit = limit * (_SWING.sideways + _LESS_SIDEWAYS * forward)
    move = move.copy(order="K")
    move[where] = np.where(near[:, None], move[where] + wanted / limit[:, None], move[where])
    return move


def _at_most(v: Floats, limit: Floats | float) -> Floats:
    size = norm(v)
    shorter: Floats = v * (np.minimum(size, limit) / np.maximum(size, LEAST))[..., None]
    return shorter


def _let_go(world: World, where: tuple[Rows, ...]) -> None:
    """Put the plant foot down where the stride carries it, as near to the wished place as it can reach."""
    bodies, hidden, squad = world.bodies, world.hidden, world.squad
    rows, players = where
    technique = bodies.technique[where]
    flight = _swing_time(technique)
    foot = bodies.foot[where].astype(np.float64)
    ahead = unit(bodies.hips[where])
    aside = toward_foot(ahead, foot)
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
    still = KICK.plant_noise * (SWING.plant_unskilled - skill) * (1.0 + SWING.plant_tired * tired)
    still = still * (1.0 + SWING.plant_running * speed)
    moving = KICK.timing_noise * passing
    spread = np.sqrt(still * still + moving * moving)
    seeds, count = world.seeds[rows], hidden.kicks[where]
    slips = rng.normals(seeds, count, players, (Stream.PLANT_FORWARD, Stream.PLANT_LATERAL))
    forward = forward + spread * slips[0]
    sideways = sideways + spread * slips[1]
    bodies.plant[where] = natural + forward[:, None] * ahead + sideways[:, None] * aside
    bodies.plant_angle[where] = _plant_heading(world, where)
    bodies.phase[where] = Phase.FORWARD
    hidden.phase_time[where] = 0.0
    hidden.contact_in[where] = flight


def _plant_heading(world: World, where: tuple[Rows, ...]) -> Floats:
    """Return where the plant foot points, radians: as nearly as it can where a push should go.

    A heel's points straight away from there.
    """
    bodies, hidden = world.bodies, world.hidden
    rows, _ = where
    hips = bodies.hips[where]
    aim = heading(hidden.aim[where] - world.ball.pos[rows, :2])
    heel = bodies.technique[where] == Technique.BACKHEEL.value
    aim = np.where(heel, aim + PI, aim)
    relative = np.minimum(np.maximum(wrap(aim - hips), -SWING.plant_turns), SWING.plant_turns)
    return wrap(hips + relative)


def ball_after(world: World, rows: Rows, seconds: Numbers) -> Floats:
    """Return where a player expects the ball in ``seconds``, ``(rows, 2)`` metres.

    It rolls on and slows a little.
    """
    vel = world.ball.vel[rows, :2]
    return world.ball.pos[rows, :2] + (seconds * (1.0 - SWING.slows * seconds))[:, None] * vel
