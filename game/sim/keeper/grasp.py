"""A keeper's hands get to a ball: it is caught, turned away, or slips through.

Nothing here knows whether a shot should go in. How far the hands reach, when they can be there and how far
off the ball's centre they are when they meet it decide; the last grows with speed, stretch and hurry.
"""

from dataclasses import dataclass

import numpy as np

from game.core import rng
from game.core.events import Events, Kind
from game.core.intents import Intents
from game.core.maths import Bools, Floats, dot, found, norm, pair, rotate, unit
from game.core.pitch import Pitch
from game.core.rng import Stream
from game.core.state import NOBODY, STEP_SECONDS, Phase, Rows, World
from game.sim.goals import own_area
from game.sim.keeper.dive import DIVE, floor_of, stretch_of, thickness_of, top_of
from game.sim.keeper.hands import HANDS, standing_reach
from game.sim.obstacles import blocked
from game.sim.reach import carrier_between, no_faster
from game.sim.sizes import BALL_RADIUS

_NO_SWING = Phase.NONE.value
_SAMPLES = np.array((0.0, 0.25, 0.5, 0.75, 1.0, 2.0))
"""Shares of a step at which a ball's path is looked at; the last is the next step."""


def grasp(
    world: World, pitch: Pitch, intents: Intents, before_ball: Floats, before_pos: Floats
) -> list[Events]:
    """Let balls within reach of a keeper's hands, in their own area, be caught, turned away or slip through.

    A keeper who wishes ``cancel`` leaves the hands off the ball. Returns what happened.
    """
    happened: list[Events] = []
    for keeper in found(world.squad.keeper):
        rows = _may(world, pitch, intents, int(keeper))
        if rows.size:
            happened += _meet(world, pitch, rows, int(keeper), before_ball, before_pos)
    return happened


def _may(world: World, pitch: Pitch, intents: Intents, keeper: int) -> Rows:
    """Return the worlds in which this keeper may and can use the hands on the ball now."""
    ball, bodies, hidden, squad = world.ball, world.bodies, world.hidden, world.squad
    dx, dy = (ball.pos[:, i] - bodies.pos[:, keeper, i] for i in (0, 1))
    rows = found(dx * dx + dy * dy < HANDS.near * HANDS.near)
    if rows.size == 0:
        return rows
    holder = ball.holder[rows]
    opponents = (holder != NOBODY) & (squad.team[np.maximum(holder, 0)] != squad.team[keeper])
    since = (world.step - ball.struck_step[rows]) * STEP_SECONDS
    can = ((holder == NOBODY) | opponents) & ~ball.hands[rows] & ~intents.cancel[rows, keeper]
    can &= (bodies.phase[rows, keeper] == _NO_SWING) & (bodies.lunge[rows, keeper] <= 0.0)
    can &= (hidden.rest[rows, keeper] <= 0.0) & ~((ball.kicker[rows] == keeper) & (since < HANDS.own_kick))
    if not np.count_nonzero(can):
        return found(can)
    rows = rows[can]
    team = np.full(rows.size, squad.team[keeper])
    goal = pitch.goals[int(squad.team[keeper])]
    sign = 1.0 if goal.x >= 0.0 else -1.0
    in_play = (ball.pos[rows, 0] - goal.x) * sign <= BALL_RADIUS
    inside = own_area(pitch, team, bodies.pos[rows, keeper]) & own_area(pitch, team, ball.pos[rows, :2])
    inside &= ~blocked(pitch, bodies.pos[rows, keeper], ball.pos[rows, :2])
    allowed: Rows = rows[inside & in_play]
    return allowed


@dataclass(frozen=True, slots=True)
class _Pass:
    """Balls on their way past a keeper in this step, at the moments of :data:`_SAMPLES`.

    Arrays ``(rows, samples)`` unless said.
    """

    ball: tuple[Floats, Floats]
    """x and y, metres."""
    seen: tuple[Floats, Floats]
    """x and y from the keeper's body, metres."""
    height: Floats
    """Metres of the ball's centre above the ground."""
    diving: Bools
    """Whether the keeper dives, ``(rows,)``."""
    since_dive: Floats
    """``(rows,)`` seconds since the push-off."""


@dataclass(frozen=True, slots=True)
class _Cover:
    """What the keeper covers of those ways, ``(rows, samples)``."""

    distance: Floats
    """Metres from the ball to the body, or to the line from a diver's body to the hands."""
    along: Floats
    """Metres along a dive at which that is."""
    awake: Floats
    """Metres from the body to which the hands have got by now, if it stands."""
    reach: Floats
    """Metres within which the ball can be met."""


def _meet(
    world: World, pitch: Pitch, rows: Rows, keeper: int, before_ball: Floats, before_pos: Floats
) -> list[Events]:
    """Find the balls that the keeper's hands get to; returns what becomes of them."""
    goal = pitch.goals[int(world.squad.team[keeper])]
    sign = 1.0 if goal.x >= 0.0 else -1.0
    passes = _passes(world, rows, keeper, before_ball, before_pos)
    cover = _cover(world, rows, keeper, passes)
    over_line = (passes.ball[0] - goal.x) * sign > BALL_RADIUS
    there = (cover.distance < cover.reach) & ~over_line
    best = np.argmin(np.where(there[:, :-1], cover.distance[:, :-1], 1e3), axis=1)
    chosen = found(_plays(world, rows, keeper, passes, cover, there, best))
    if chosen.size == 0:
        return []
    stretch, hurry = _strain(passes, cover, chosen, best)
    return _handle(world, sign, rows[chosen], keeper, stretch, hurry, _SAMPLES[best[chosen]], before_ball)


def _passes(world: World, rows: Rows, keeper: int, before_ball: Floats, before_pos: Floats) -> _Pass:
    """Return where ball and keeper are at some moments of this step."""
    bodies = world.bodies
    share = _SAMPLES[None, :]
    was, now = before_ball[rows], world.ball.pos[rows]
    x, y, z = (was[:, i, None] + share * (now[:, i, None] - was[:, i, None]) for i in range(3))
    stood, stands = before_pos[rows, keeper], bodies.pos[rows, keeper]
    rx = x - (stood[:, 0, None] + share * (stands[:, 0, None] - stood[:, 0, None]))
    ry = y - (stood[:, 1, None] + share * (stands[:, 1, None] - stood[:, 1, None]))
    return _Pass(
        ball=(x, y),
        seen=(rx, ry),
        height=np.maximum(z, 0.0) + BALL_RADIUS,
        diving=bodies.dive[rows, keeper] > 0.0,
        since_dive=np.maximum(DIVE.time - bodies.dive[rows, keeper], 0.0),
    )


def _cover(world: World, rows: Rows, keeper: int, passes: _Pass) -> _Cover:
    """Return how far the hands reach: about a standing body, along the way of a diving one."""
    h = HANDS
    (rx, ry), height, diving, since_dive = passes.seen, passes.height, passes.diving, passes.since_dive
    # Hands along a dive's way: the ball's distance from the line between body and finger tips.
    way = unit(world.bodies.dive_way[rows, keeper])
    length = np.where(diving, stretch_of(since_dive), 0.0)[:, None]
    along = np.minimum(np.maximum(rx * way[:, 0, None] + ry * way[:, 1, None], 0.0), length)
    dx, dy = rx - along * way[:, 0, None], ry - along * way[:, 1, None]
    since = (world.step - world.ball.struck_step[rows]) * STEP_SECONDS - h.reaction
    low = np.maximum(h.bends_under - height, 0.0)
    awake = h.body + h.speed * np.maximum(since[:, None] - h.bending * low, 0.0)
    standing = np.minimum(standing_reach(height), awake)
    lying = np.where(along > DIVE.low_from, floor_of(since_dive)[:, None], 0.0)
    flying = (height <= top_of(since_dive)[:, None]) & (height >= lying)
    thick = thickness_of(since_dive[:, None], standing)
    reach = np.where(diving[:, None], np.where(flying, thick, 0.0), standing)
    return _Cover(np.sqrt(dx * dx + dy * dy), along, awake, reach)


def _plays(
    world: World, rows: Rows, keeper: int, passes: _Pass, cover: _Cover, there: Bools, best: Rows
) -> Bools:
    """Return which balls are played now: one that comes nearer is waited for, a carrier's has to be open."""
    h, ball, pick = HANDS, world.ball, np.arange(rows.size)
    near = cover.distance[pick, best]
    held = ball.holder[rows] != NOBODY
    leaves = (best < len(_SAMPLES) - 2) | (near < h.at_body) | ~there[:, -1]
    plays: Bools = there[pick, best] & (leaves | held)
    if np.count_nonzero(held):
        carrier = np.maximum(ball.holder[rows], 0)
        who = np.full(rows.size, keeper)
        open_ball = (passes.diving | (near < h.at_feet)) & ~carrier_between(world, rows, who, carrier)
        plays &= ~held | open_ball
    return plays


def _strain(passes: _Pass, cover: _Cover, chosen: Rows, best: Rows) -> tuple[Floats, Floats]:
    """Return how far the keeper stretches for those balls, and how hurried the hands are."""
    h, at = HANDS, best[chosen]
    near, diving = cover.distance[chosen, at], passes.diving[chosen]
    spare = (cover.awake[chosen, at] - near) / h.speed
    hurry = np.where(diving, h.diving_hurry, np.minimum(np.maximum(1.0 - spare / h.spare, 0.0), 1.0))
    dived = np.where(diving, cover.along[chosen, at] / DIVE.stretch, 0.0)
    wide = dived + near / np.maximum(cover.reach[chosen, at], h.least_reach)
    return np.minimum(np.maximum(wide - h.stretch_from, 0.0), h.stretch_most), hurry


def _handle(
    world: World,
    sign: float,
    rows: Rows,
    keeper: int,
    stretch: Floats,
    hurry: Floats,
    share: Floats,
    before_ball: Floats,
) -> list[Events]:
    """Let the hands meet the ball: how far off its centre decides what becomes of it."""
    h = HANDS
    speed = _speed_at(world, rows, keeper)
    fast = np.maximum(speed - h.error_from, 0.0)
    x, y, turn, rise = rng.normals(
        world.seeds[rows],
        world.hidden.touches[rows, keeper],
        np.full(rows.size, keeper, dtype=np.int64),
        (Stream.HANDS_X, Stream.HANDS_Y, Stream.PARRY_TURN, Stream.PARRY_RISE),
    )
    off = _spread(world, rows, keeper, fast, stretch, hurry) * np.sqrt(x * x + y * y)
    holds = np.maximum(h.hold - h.hold_by_speed * fast, h.hold_least)
    meets = off < h.past
    catches = meets & (off < holds)
    parries = meets & ~catches
    happened: list[Events] = []
    for kind, mask in ((Kind.CATCH, catches), (Kind.PARRY, parries)):
        if np.count_nonzero(mask):
            happened.append(_met(world, kind, rows[mask], keeper, share[mask], speed[mask], before_ball))
    _touched(world, rows[meets], keeper, catches[meets])
    if np.count_nonzero(parries):
        palm = 1.0 - (off - holds) / h.fingertips
        _turn_away(world, sign, rows[parries], keeper, palm[parries], turn[parries], rise[parries])
    return happened


def _speed_at(world: World, rows: Rows, keeper: int) -> Floats:
    """Return the m/s of the ball as the keeper sees it."""
    flat = world.ball.vel[rows, :2] - world.bodies.vel[rows, keeper]
    rise = world.ball.vel[rows, 2]
    speed: Floats = np.sqrt(dot(flat, flat) + rise * rise)
    return speed


def _spread(world: World, rows: Rows, keeper: int, fast: Floats, stretch: Floats, hurry: Floats) -> Floats:
    """Return the metres by which the hands wander: with speed, stretch, hurry, a dive and a run."""
    h, bodies = HANDS, world.bodies
    moving = np.minimum(norm(bodies.vel[rows, keeper]) / h.moving_at, 1.0)
    error = (h.error + h.error_by_speed * fast) * (h.unskilled - h.skilled * world.squad.skill[keeper])
    error = error * (1.0 + h.stretched * stretch * stretch) * (1.0 + h.hurried * hurry)
    diving = bodies.dive[rows, keeper] > 0.0
    spread: Floats = error * np.where(diving, h.diving, 1.0 + h.moving * moving)
    return spread


def _met(
    world: World, kind: Kind, rows: Rows, keeper: int, share: Floats, speed: Floats, before_ball: Floats
) -> Events:
    """Let these balls go no further than to where the hands met them; returns what happened."""
    ball, was = world.ball, before_ball[rows]
    ball.pos[rows] = was + share[:, None] * (ball.pos[rows] - was)
    who = np.full(rows.size, keeper, dtype=np.int64)
    return Events(kind, rows, who, ball.holder[rows].copy(), ball.pos[rows].copy(), speed)


def _touched(world: World, rows: Rows, keeper: int, catches: Bools) -> None:
    """Note that the hands have had these balls, and let them hold those of the mask."""
    ball, bodies, hidden = world.ball, world.bodies, world.hidden
    ball.last_touch[rows] = keeper
    ball.kicker[rows] = NOBODY
    hidden.touches[rows, keeper] += 1
    hidden.rest[rows, keeper] = np.where(catches, HANDS.settle, HANDS.shaken)
    ball.holder[rows] = np.where(catches, keeper, NOBODY)
    caught = rows[catches]
    ball.hands[caught] = True
    ball.vel[caught, :2] = bodies.vel[caught, keeper]
    ball.vel[caught, 2] = 0.0
    ball.roll[caught] = 0.0


def _turn_away(
    world: World, sign: float, rows: Rows, keeper: int, palm: Floats, turn: Floats, rise: Floats
) -> None:
    """Parry: the palm pushes outward and away from the goal, fingertips only bend the ball's way."""
    ball, bodies = world.ball, world.bodies
    h = HANDS
    palm = np.minimum(np.maximum(palm, h.palm_least), 1.0)
    beside = ball.pos[rows, 1] - bodies.pos[rows, keeper, 1]
    aside = np.minimum(np.maximum(beside / h.palm_aside_at, -1.0), 1.0)
    push = pair(np.full(rows.size, -h.palm_out * sign), h.palm_aside * aside)
    push = rotate(push / norm(push)[:, None], h.palm_spread * turn)
    arriving = ball.vel[rows, :2] - bodies.vel[rows, keeper]
    pushed = bodies.vel[rows, keeper] + (h.palm_bounce * norm(arriving))[:, None] * push
    turned = ball.vel[rows].copy()
    turned[:, :2] += palm[:, None] * (pushed - turned[:, :2])
    up = h.palm_up + h.palm_up_by_rise * np.abs(rise)
    turned[:, 2] = turned[:, 2] * (1.0 - h.palm_rise_kept * palm) + palm * up
    ball.vel[rows] = no_faster(turned, ball.vel[rows], bodies.vel[rows, keeper])
    ball.roll[rows] = 0.0
    ball.struck_step[rows] = world.step
