"""A first touch cushions a ball and sends it where it is wanted; what the foot misjudges, the ball keeps."""

import numpy as np

from game.core import rng
from game.core.events import Events, Kind
from game.core.intents import Intents
from game.core.maths import Bools, Floats, Ints, dot, heading, norm, pair, wrap
from game.core.rng import Stream
from game.core.state import NOBODY, STEP_SECONDS, Ball, Rows, World
from game.core.surfaces import Surface
from game.sim.carry import CARRY
from game.sim.pressure import pressure_on
from game.sim.touch_constants import TOUCH


def first_touch(
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
    c, ball, bodies, hidden = TOUCH, world.ball, world.bodies, world.hidden
    where = rows, players
    body_then = bodies.pos[where] + c.settle * bodies.vel[where]
    wanted = _wanted(ball, intents.touch_to[where], body_then, facing[where], rows)
    velocity, up, pops, speed = _off_the_foot(world, surface, where, distance, wanted)
    then = ball.pos[rows, :2] + c.settle * velocity - body_then
    meant = ball.pos[rows, :2] + c.settle * wanted - body_then
    # A ball that hops off the foot is out of reach for as long.
    strays = norm(then - meant) + c.settle * np.maximum(pops - c.low_hop, 0.0)
    controls = strays < c.in_control
    by_foot = ball.pos[rows, 2] < c.foot_height
    ball.vel[rows, :2] = velocity
    ball.vel[rows, 2] = up
    ball.roll[rows] = np.where(by_foot, c.touch_roll, 0.0)[:, None] * velocity
    ball.last_touch[rows] = players
    ball.holder[rows] = np.where(controls, players, NOBODY)
    ball.kicker[rows] = NOBODY
    hidden.touches[where] += 1
    hidden.rest[where] = np.where(controls, c.busy, c.busy_lost)
    return _touch_events(ball, rows, players, controls, speed)


def _wanted(ball: Ball, wish: Floats, body_then: Floats, facing: Floats, rows: Rows) -> Floats:
    """Return the velocities ``(rows, 2)``, m/s, that bring balls to where they are wished.

    Without a ``wish`` (NaN) they go before the body, which will be at ``body_then``.
    """
    c = TOUCH
    spot = np.where(np.isnan(wish), body_then + CARRY.ahead * facing, wish)
    away = spot - body_then
    far = norm(away)
    away = away * (np.minimum(far, c.farthest) / np.maximum(far, 1e-9))[:, None]
    wanted = (body_then + away - ball.pos[rows, :2]) / c.settle
    slower: Floats = wanted * (1.0 + c.turf * np.minimum(norm(wanted), 1.0))[:, None]
    return slower


def _off_the_foot(
    world: World, surface: Surface, where: tuple[Rows, Ints], distance: Floats, wanted: Floats
) -> tuple[Floats, Floats, Floats, Floats]:
    """Return with what velocities balls leave feet that mean to give them the ``wanted`` ones.

    Returns ``(rows, 2)`` m/s along the ground, ``(rows,)`` m/s upward, how they pop up, and how fast they
    came, m/s.
    """
    c, (rows, players) = TOUCH, where
    ball, bodies = world.ball, world.bodies
    arriving = ball.vel[rows, :2] - bodies.vel[where]
    flat, rise = norm(arriving), ball.vel[rows, 2]
    speed = np.sqrt(flat * flat + rise * rise)
    towards = arriving / np.maximum(flat, 1e-6)[:, None]
    stretch = np.minimum(np.maximum(distance - c.stretch_from, 0.0) / (c.leg - c.stretch_from), 1.0)
    timing, place = _misjudged(world, surface, where, arriving, flat, distance, stretch)
    # Off a foot that recedes at f a ball that comes at u leaves at (1 + e) f - e u along its way.
    e = c.rebound
    along = dot(wanted - bodies.vel[where], towards)
    most = np.sqrt(2.0 * c.give_push * c.give * (1.0 - c.give_stretched * stretch * stretch))
    needs = np.maximum(along + e * flat, 0.0) / (1.0 + e)
    recedes = np.minimum(needs, most)
    # What it can't give way to comes back; a moment too soon or too late it is not yet, or no more, so fast.
    springs = (1.0 + e) * (needs - recedes)
    hastens = recedes * recedes / (2.0 * c.give)
    seeds, count = world.seeds[rows], world.hidden.touches[where]
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
    up = np.maximum(pops, 0.0) + np.maximum(-c.falls_back * rise, 0.0)
    # A foot can push; a chest can't.
    by_foot = ball.pos[rows, 2] < c.foot_height
    fastest = np.where(by_foot, np.maximum(speed, CARRY.hardest), speed)
    going = pair(new_x, new_y) - bodies.vel[where]
    pace = np.sqrt(dot(going, going) + up * up)
    slower = np.minimum(fastest / np.maximum(pace, 1e-9), 1.0)
    return bodies.vel[where] + going * slower[:, None], up * slower, pops, speed


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
