"""A dribbler plays the ball ahead, catches up with it, and plays it again."""

from dataclasses import dataclass

import numpy as np

from game.core import rng
from game.core.events import Events, Kind
from game.core.intents import Intents
from game.core.maths import (
    HALF,
    LEAST,
    ONE,
    ZERO,
    Bools,
    Floats,
    as_arrays,
    constant,
    dot,
    found,
    heading,
    length,
    norm,
    unit,
    wrap,
)
from game.core.pitch import Pitch
from game.core.rng import Stream
from game.core.state import NOBODY, Phase, Rows, World
from game.sim.obstacles import blocked


@dataclass(frozen=True, slots=True)
class CarryConstants:
    """How a carrier keeps the ball. All numbers are priors but where they are derived."""

    going: float = 0.05
    """Share of top speed under which a wish to move is a wish to stand."""
    ahead: float = 0.33
    """Metres from the body's centre to a ball lying at the feet."""
    ahead_by_speed: float = 0.075
    """Metres per m/s by which a runner plays the ball further ahead."""
    reach: float = 0.62
    """Metres from the body's centre within which a foot can play the ball in stride."""
    height: float = 0.4
    """Metres below which a foot can play it."""
    lost: float = 1.7
    """Metres from the body's centre at which the ball is no longer the carrier's."""
    shortest: float = 0.22
    """Seconds from one touch to the next on the spot: a short step."""
    longest: float = 0.55
    """Seconds that a sprinter plans the ball to run before the next touch."""
    sprints: float = 8.0
    """m/s of a run from which that time is planned."""
    roll_share: float = 0.8
    """Share of its speed at which a ball already rolls off a dribbling touch."""
    gathers: float = 5.0
    """m/s^2 by which a carrier expects to get faster until the next touch."""
    agility: float = 7.0
    """m/s^2 by which a carrier expects to slow down or turn until then: a little less than the legs hold
    (derived from the body's law)."""
    harder: float = 1.06
    """Share of the wished speed with which a runner touches the ball, for what the foot loses."""
    drag: float = 0.02
    """1/m: what a carrier knows of the air's drag, m/s^2 per (m/s)^2."""
    mend_gain: float = 4.0
    """1/s at which a dribbler's run bends toward the ball."""
    mend_speed: float = 1.3
    """m/s by which a dribbler's run bends toward the ball at most."""
    chase_from: float = 0.10
    """Metres before and after the end of the foot's reach in which a carrier turns from the own way to the
    ball's."""
    slowly: float = 0.35
    """Share of top speed under which a turn back is slow: the ball has to be stopped first."""
    chase_ahead: float = 0.15
    """Seconds by which a carrier runs ahead of where the ball is."""
    outrun: float = 0.3
    """Share of the pace to which a dribbler slows down who is past the ball."""
    outruns_at: float = 0.35
    """Metres behind the body at which the ball is wholly passed."""
    outruns_over: float = 0.5
    """Metres of the ball's place ahead over which the whole pace comes back."""
    foresight: float = 0.25
    """Seconds ahead that a carrier sees a ball running out of reach."""
    runs_with: float = 0.90
    """Share of top speed that is left with a ball at the feet: strides are fitted to the touches (recalled:
    trained players need about a tenth longer for a straight sprint with the ball)."""
    chase_gain: float = 2.0
    """m/s by which a carrier runs faster than a ball that has to be caught up with."""
    noise: float = 0.035
    """m/s, spread of a touch for each m/s of it."""
    unskilled: float = 1.6
    """Share of that spread that no skill has; full skill takes 1 off it."""
    hardest: float = 9.5
    """m/s of the hardest touch that is still dribbling."""
    settled: float = 0.14
    """Metres from the wished spot at which a still ball is let lie."""
    still: float = 0.3
    """m/s of body, and of the ball seen from it, under which both are still."""
    runs_well: float = 0.25
    """Metres from the wished spot within which a ball that runs along is let run."""
    runs_along: float = 1.2
    """m/s of a ball, seen from the body, up to which it is let run."""
    runs_back: float = 0.1
    """m/s back along the way up to which a ball is let run."""
    worth_it: float = 0.25
    """m/s by which a touch has to change the ball's run to be made."""
    shield_ahead: float = 0.36
    """Metres from the body's centre to the ball on the side away from the opponent."""
    shield_turn: float = 0.6
    """Radians by which the hips of one who shields are turned from straight away from the opponent."""
    nobody: float = 100.0
    """Metres to the nearest opponent beyond which there is none."""


CARRY = CarryConstants()
_CARRY, _NO_SWING = as_arrays(CARRY), Phase.NONE.value
_LONGER = constant(CARRY.longest - CARRY.shortest)
_CHASE_TWICE = constant(2.0 * CARRY.chase_from)


def carry_spot(pos: Floats, hips: Floats) -> Floats:
    """Return where a held ball lies for bodies at ``pos`` that face ``hips``, ``(..., 2)`` metres."""
    spot: Floats = pos + CARRY.ahead * unit(hips)
    return spot


def carry(world: World, pitch: Pitch, intents: Intents, facing: Floats, top: Floats) -> list[Events]:
    """Let every carrier touch a ball that the foot can reach and that they want elsewhere.

    A carrier who sets their feet for a kick lets it lie. ``facing`` are unit vectors along everybody's hips,
    ``top`` is everybody's top speed, m/s. Returns the touches.
    """
    rows, players = _within_reach(world, pitch, intents)
    if rows.size == 0:
        return []
    run = _run_of(world, intents, facing, top, rows, players)
    touch = _touch(world, pitch, run, rows, players)
    chosen = _worth_a_touch(world, run, touch, rows, players)
    if chosen.size == 0:
        return []
    return [_play(world, touch[chosen], rows[chosen], players[chosen])]


@dataclass(frozen=True, slots=True)
class _Run:
    """How some carriers run until their next touch. Arrays ``(rows, ...)``."""

    going: Bools
    """Whether they run, and don't stand."""
    line: Floats
    """Unit vectors to where the ball should lie."""
    interval: Floats
    """Seconds until the next touch."""
    pace: Floats
    """m/s now."""
    mean: Floats
    """m/s on the way until then, a vector."""
    ahead: Floats
    """Metres before the body at which the ball should lie then."""


def _within_reach(world: World, pitch: Pitch, intents: Intents) -> tuple[Rows, Rows]:
    """Return the carriers whose foot is free and gets to the ball; take balls too far off from the others."""
    ball, bodies, hidden, c = world.ball, world.bodies, world.hidden, _CARRY
    rows = found((ball.holder != NOBODY) & ~ball.hands)
    players = ball.holder[rows]
    if rows.size == 0:
        return rows, players
    where = rows, players
    distance = norm(ball.pos[rows, :2] - bodies.pos[where])
    gone = distance > c.lost
    gone |= blocked(pitch, bodies.pos[where], ball.pos[rows, :2])
    if np.count_nonzero(gone):
        ball.holder[rows[gone]] = NOBODY
    can = found(~gone & (distance < c.reach) & (hidden.rest[where] <= ZERO))
    if can.size == 0:
        return rows[can], players[can]
    rows, players = rows[can], players[can]
    where = rows, players
    sets = ~np.isnan(intents.place[rows, players, 0])
    busy = (bodies.phase[where] != _NO_SWING) | (bodies.lunge[where] > ZERO) | (bodies.dive[where] > ZERO)
    can = found((ball.pos[rows, 2] < c.height) & ~sets & ~busy)
    return rows[can], players[can]


def _run_of(world: World, intents: Intents, facing: Floats, top: Floats, rows: Rows, players: Rows) -> _Run:
    """Return where the bodies will be by the next touch: legs can change a run only so much until then."""
    c, where = _CARRY, (rows, players)
    velocity, wish, limit = world.bodies.vel[where], intents.move[where], top[where]
    effort = norm(wish)
    going = effort > c.going
    wanted = wish * (limit / np.maximum(effort, ONE))[:, None]
    line = np.where(going[:, None], wish / np.maximum(effort, LEAST)[:, None], facing[where])
    ahead = np.full(rows.size, c.ahead)
    guards = intents.shield[where] & ~going
    if np.count_nonzero(guards):
        away = _away_from_opponent(world, rows, players)
        line = np.where(guards[:, None], away, line)
        ahead = np.where(guards, c.shield_ahead, ahead)
    pace = norm(velocity)
    interval = c.shortest + _LONGER * np.minimum(pace / c.sprints, ONE)
    change = wanted - velocity
    size = norm(change)
    legs = np.where(dot(change, velocity) > ZERO, c.gathers, c.agility)
    change = change * (np.minimum(size, legs * interval) / np.maximum(size, LEAST))[:, None]
    ahead = ahead + c.ahead_by_speed * going * np.maximum(dot(velocity + change, line), ZERO)
    return _Run(going, line, interval, pace, velocity + HALF * change, ahead)


def _touch(world: World, pitch: Pitch, run: _Run, rows: Rows, players: Rows) -> Floats:
    """Return the m/s that bring the balls to where they should lie by the next touch, ``(rows, 2)``."""
    c, body = _CARRY, world.bodies.pos[rows, players]
    target = body + run.mean * run.interval[:, None] + run.ahead[:, None] * run.line
    touch = (target - world.ball.pos[rows, :2]) / run.interval[:, None]
    slows = pitch.surface.rolling_deceleration + c.drag * run.pace * run.pace
    slow_down = slows * HALF * run.interval
    size = norm(touch)
    wanted = np.where(run.going, size * c.harder + slow_down, size)
    return touch * (np.minimum(wanted, c.hardest) / np.maximum(size, LEAST))[:, None]


def _worth_a_touch(world: World, run: _Run, touch: Floats, rows: Rows, players: Rows) -> Rows:
    """Return whose ball neither lies where it should nor runs along well; one that lies there is stopped."""
    c, ball, where = CARRY, world.ball, (rows, players)
    velocity = world.bodies.vel[where]
    off_spot = norm(ball.pos[rows, :2] - (world.bodies.pos[where] + run.ahead[:, None] * run.line))
    relative = norm(ball.vel[rows, :2] - velocity)
    still = ~run.going & (off_spot < c.settled) & (relative < c.still) & (run.pace < c.still)
    on_line = dot(ball.vel[rows, :2] - run.mean, run.line) > -c.runs_back
    runs_well = run.going & (off_spot < c.runs_well) & on_line & (relative < c.runs_along)
    plays = ~still & ~runs_well & (norm(touch - ball.vel[rows, :2]) > c.worth_it)
    stops = still & (norm(ball.vel[rows, :2]) > 0.0)
    if np.count_nonzero(stops):
        ball.vel[rows[stops]] = 0.0
        ball.roll[rows[stops]] = 0.0
    return found(plays)


def _play(world: World, touch: Floats, rows: Rows, players: Rows) -> Events:
    """Let the feet touch the balls, each a little off what was meant."""
    c, ball, hidden, where = CARRY, world.ball, world.hidden, (rows, players)
    count, seeds = hidden.touches[where], world.seeds[rows]
    spread = c.noise * (c.unskilled - world.squad.skill[players]) * norm(touch)
    slip_x, slip_y = rng.normals(seeds, count, players, (Stream.DRIBBLE_X, Stream.DRIBBLE_Y))
    touch[:, 0] += spread * slip_x
    touch[:, 1] += spread * slip_y
    change = norm(touch - ball.vel[rows, :2])
    ball.vel[rows, :2] = touch
    ball.vel[rows, 2] = 0.0
    ball.roll[rows] = c.roll_share * touch
    ball.last_touch[rows] = players
    ball.kicker[rows] = NOBODY
    hidden.touches[where] += 1
    hidden.rest[where] = c.shortest
    nobody = np.full(rows.size, NOBODY, dtype=np.int64)
    return Events(Kind.DRIBBLE, rows, players, nobody, ball.pos[rows].copy(), change)


def slowed(world: World, top: Floats) -> Floats:
    """Return everybody's top speed ``(worlds, players)``, m/s, less what the ball costs its carrier."""
    ball = world.ball
    rows = found((ball.holder != NOBODY) & ~ball.hands)
    if rows.size:
        top[rows, ball.holder[rows]] *= CARRY.runs_with
    return top


def follow_ball(world: World, intents: Intents, top: Floats) -> Floats:
    """Return wished velocities, a share of top speed, with every dribbler's run bent toward their ball.

    They run where they want to, but along the ball's line: without this a touch a hand's breadth off would be
    a ball lost. A ball that is out of reach they have to catch up with before they can take it elsewhere, or
    stop it: a dribbler who wants to stand stays on the run until a foot is at the ball. ``top`` is
    everybody's top speed, m/s.
    """
    c, ball, bodies = _CARRY, world.ball, world.bodies
    rows = found((ball.holder != NOBODY) & ~ball.hands)
    if rows.size == 0:
        return intents.move
    players = ball.holder[rows]
    wish = intents.move[rows, players].T
    effort = length(wish)
    runs = effort > c.going
    chosen = runs | np.isnan(intents.place[rows, players, 0])
    chosen &= bodies.phase[rows, players] == _NO_SWING
    count = np.count_nonzero(chosen)
    if count == 0:
        return intents.move
    if count < rows.size:
        rows, players, wish = rows[chosen], players[chosen], wish[:, chosen]
        effort, runs = effort[chosen], runs[chosen]
    where = rows, players
    limit, rolls = top[where], ball.vel[rows, :2].T
    gap = (ball.pos[rows, :2] - bodies.pos[where]).T
    wish, mend = _bend_to_ball(wish, effort, gap)
    bent = np.where(runs, wish + mend / limit, ZERO)
    runs_away = c.foresight * (rolls - bodies.vel[where].T)
    distance = np.maximum(length(gap), length(gap + runs_away))
    chase = gap + c.chase_ahead * rolls
    needed = (length(rolls) + c.chase_gain) / limit
    chase *= np.minimum(np.maximum(effort, needed), ONE) / np.maximum(length(chase), LEAST)
    # Who stops or slowly turns back has to get the ball well within reach, or would run beside it for ever.
    back = wish * rolls
    takes = ~runs | ((effort < c.slowly) & (back[0] + back[1] < ZERO))
    edge = c.reach - np.where(takes, c.chase_from, ZERO)
    share = (distance - edge + c.chase_from) / _CHASE_TWICE
    share = np.minimum(np.maximum(share, ZERO), ONE)
    move = intents.move.copy(order="K")
    move[where] = ((ONE - share) * bent + share * chase).T
    return move


def _bend_to_ball(wish: Floats, effort: Floats, gap: Floats) -> tuple[Floats, Floats]:
    """Return wishes, slower where the ball is passed, and the m/s that bring a run to the ball's line.

    Vectors are ``(2, rows)``: ``wish`` of length ``effort``, ``gap`` the metres from the body to the ball.
    """
    c = _CARRY
    line = wish / np.maximum(effort, LEAST)
    parts = gap * line
    ahead = parts[0] + parts[1]
    mend = c.mend_gain * (gap - ahead * line)
    size = length(mend)
    mend *= np.minimum(size, c.mend_speed) / np.maximum(size, LEAST)
    past = (ahead + c.outruns_at) / c.outruns_over
    return wish * np.minimum(np.maximum(past, c.outrun), 1.0), mend


def _away_from_opponent(world: World, rows: Rows, players: Rows) -> Floats:
    """Return unit vectors from the nearest opponent through some players, ``(rows, 2)``."""
    bodies, team = world.bodies, world.squad.team
    opponents = team[None, :] != team[players][:, None]
    gap = bodies.pos[rows, players][:, None, :] - bodies.pos[rows]
    distance = np.where(opponents, norm(gap), 1e3)
    nearest = np.argmin(distance, axis=1)
    pick = np.arange(rows.size)
    alone = distance[pick, nearest] > CARRY.nobody
    away = gap[pick, nearest] / np.maximum(distance[pick, nearest], 1e-6)[:, None]
    return np.where(alone[:, None], unit(bodies.hips[rows, players]), away)


def shield_hips(world: World, intents: Intents, hips_goal: Floats) -> None:
    """Turn carriers who shield side on: the opponent behind one shoulder, the ball before the other."""
    if not np.count_nonzero(intents.shield):
        return
    holder = world.ball.holder
    rows = found(holder != NOBODY)
    players = holder[rows]
    chosen = intents.shield[rows, players] & np.isnan(intents.hips_to[rows, players])
    rows, players = rows[chosen], players[chosen]
    if rows.size == 0:
        return
    away = heading(_away_from_opponent(world, rows, players))
    now = world.bodies.hips[rows, players]
    aside = wrap(now - away)
    side = np.where(aside >= 0.0, 1.0, -1.0)
    hips_goal[rows, players] = wrap(away + CARRY.shield_turn * side)
