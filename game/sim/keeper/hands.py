"""A keeper's hands catch or turn away what they get to, hold the ball and release it.

Nothing here knows whether a shot should go in. How far the hands reach, when they can be there and how far
off the ball's centre they are when they meet it decide; the last grows with speed, stretch and hurry.
"""

from dataclasses import dataclass

import numpy as np

from game.core import rng
from game.core.events import Events, Kind
from game.core.intents import Intents, Technique
from game.core.maths import Bools, Floats, dot, found, norm, pair, rotate, unit
from game.core.pitch import Pitch
from game.core.rng import Stream
from game.core.state import NOBODY, STEP_SECONDS, Phase, Rows, World
from game.sim.goals import own_area
from game.sim.keeper.dive import DIVE, floor_of, stretch_of, thickness_of, top_of
from game.sim.obstacles import blocked, reach_to
from game.sim.reach import carrier_between, no_faster
from game.sim.sizes import BALL_RADIUS, GRAVITY


@dataclass(frozen=True, slots=True)
class HandsConstants:
    """What a keeper's hands can do. A number without a source is a prior."""

    shoulder: float = 1.40
    """Metres from the ground to the shoulder."""
    arm: float = 0.90
    """Metres from the shoulder to a ball in outstretched hands: 2.3 m overhead."""
    trunk: float = 0.05
    """Metres that the trunk adds sideways."""
    body: float = 0.30
    """Metres from the body's centre that are covered before a hand has moved."""
    reaction: float = 0.20
    """Seconds, simple reaction to the strike (recalled)."""
    bending: float = 0.06
    """Seconds longer that the hands take to a ball on the ground."""
    speed: float = 5.0
    """m/s at which a hand moves."""
    near: float = 3.0
    """Metres from the body beyond which no hand, dive or step of a moment matters."""
    at_feet: float = 0.60
    """Metres within which a standing keeper picks the ball off an opponent's feet."""
    at_body: float = 0.50
    """Metres at which a keeper takes the ball without waiting for it to come nearer."""
    error: float = 0.022
    """Metres, spread of where the hands meet the ball at ``error_from`` or slower."""
    error_by_speed: float = 0.0035
    """Metres of spread that each m/s over ``error_from`` adds."""
    error_from: float = 6.0
    """m/s of the ball from which the hands meet it less exactly."""
    hold: float = 0.105
    """Metres off its centre at which the ball can still be held, at ``error_from`` or slower."""
    hold_by_speed: float = 0.0022
    """Metres less for each m/s over ``error_from``: a fast ball has to be met squarely."""
    fingertips: float = 0.22
    """Metres over which a palm's whole push fades to a brush."""
    past: float = 0.32
    """Metres off its centre at which the ball goes past the hands."""
    palm_bounce: float = 0.30
    """Share of the ball's speed that a whole palm gives back."""
    own_kick: float = 0.35
    """Seconds in which a keeper doesn't take up their own release again."""
    settle: float = 0.30
    """Seconds from a catch until the keeper can release the ball."""
    shaken: float = 0.25
    """Seconds from a parry until the hands are free again."""
    carried_ahead: float = 0.30
    """Metres in front of the body at which a keeper holds the ball."""
    carried_height: float = 1.0
    """Metres above the ground at which a keeper holds the ball."""
    fetch: float = 6.0
    """m/s at which the hands bring the ball in."""
    drop_kick_height: float = 0.30
    """Metres above the ground at which a dropped ball is met."""
    drop_noise: float = 0.018
    """Metres, spread of where a dropped ball falls."""


HANDS = HandsConstants()
_SAMPLES = np.array((0.0, 0.25, 0.5, 0.75, 1.0, 2.0))
"""Shares of a step at which a ball's path is looked at; the last is the next step."""


def standing_reach(height: Floats) -> Floats:
    """Return the metres that a standing keeper's hands reach from the body's centre at ``height`` metres."""
    over = np.maximum(height - HANDS.shoulder, 0.0)
    inside = HANDS.arm * HANDS.arm - over * over
    return np.where(inside > 0.0, np.sqrt(np.maximum(inside, 0.0)) + HANDS.trunk, 0.0)


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
    can &= (bodies.phase[rows, keeper] == Phase.NONE.value) & (bodies.lunge[rows, keeper] <= 0.0)
    can &= (hidden.rest[rows, keeper] <= 0.0) & ~((ball.kicker[rows] == keeper) & (since < HANDS.own_kick))
    rows = rows[can]
    team = np.full(rows.size, squad.team[keeper])
    goal = pitch.goals[int(squad.team[keeper])]
    sign = 1.0 if goal.x >= 0.0 else -1.0
    in_play = (ball.pos[rows, 0] - goal.x) * sign <= BALL_RADIUS
    inside = own_area(pitch, team, bodies.pos[rows, keeper]) & own_area(pitch, team, ball.pos[rows, :2])
    inside &= ~blocked(pitch, bodies.pos[rows, keeper], ball.pos[rows, :2])
    allowed: Rows = rows[inside & in_play]
    return allowed


def _meet(
    world: World, pitch: Pitch, rows: Rows, keeper: int, before_ball: Floats, before_pos: Floats
) -> list[Events]:
    h = HANDS
    ball, bodies = world.ball, world.bodies
    goal = pitch.goals[int(world.squad.team[keeper])]
    sign = 1.0 if goal.x >= 0.0 else -1.0
    was, now = before_ball[rows], ball.pos[rows]
    share = _SAMPLES[None, :]
    x, y, z = (was[:, i, None] + share * (now[:, i, None] - was[:, i, None]) for i in range(3))
    stood, stands = before_pos[rows, keeper], bodies.pos[rows, keeper]
    rx = x - (stood[:, 0, None] + share * (stands[:, 0, None] - stood[:, 0, None]))
    ry = y - (stood[:, 1, None] + share * (stands[:, 1, None] - stood[:, 1, None]))
    height = np.maximum(z, 0.0) + BALL_RADIUS
    diving = bodies.dive[rows, keeper] > 0.0
    since_dive = np.maximum(DIVE.time - bodies.dive[rows, keeper], 0.0)

    # Hands along a dive's way: the ball's distance from the line between body and finger tips.
    way = unit(bodies.dive_way[rows, keeper])
    length = np.where(diving, stretch_of(since_dive), 0.0)[:, None]
    along = np.minimum(np.maximum(rx * way[:, 0, None] + ry * way[:, 1, None], 0.0), length)
    dx, dy = rx - along * way[:, 0, None], ry - along * way[:, 1, None]
    distance = np.sqrt(dx * dx + dy * dy)
    since = (world.step - ball.struck_step[rows]) * STEP_SECONDS - h.reaction
    low = np.maximum(1.0 - height, 0.0)
    awake = h.body + h.speed * np.maximum(since[:, None] - h.bending * low, 0.0)
    standing = np.minimum(standing_reach(height), awake)
    lying = np.where(along > DIVE.low_from, floor_of(since_dive)[:, None], 0.0)
    flying = (height <= top_of(since_dive)[:, None]) & (height >= lying)
    thick = thickness_of(since_dive[:, None], standing)
    reach = np.where(diving[:, None], np.where(flying, thick, 0.0), standing)
    over_line = (x - goal.x) * sign > BALL_RADIUS
    there = (distance < reach) & ~over_line

    pick = np.arange(rows.size)
    best = np.argmin(np.where(there[:, :-1], distance[:, :-1], 1e3), axis=1)
    near = distance[pick, best]
    held = ball.holder[rows] != NOBODY
    passes = (best < 4) | (near < h.at_body) | ~there[:, -1]
    plays = there[pick, best] & (passes | held)
    if held.any():
        carrier = np.maximum(ball.holder[rows], 0)
        who = np.full(rows.size, keeper)
        open_ball = (diving | (near < h.at_feet)) & ~carrier_between(world, rows, who, carrier)
        plays &= ~held | open_ball
    chosen = found(plays)
    if chosen.size == 0:
        return []
    spare = (awake[chosen, best[chosen]] - near[chosen]) / h.speed
    hurry = np.where(diving[chosen], 0.25, np.minimum(np.maximum(1.0 - spare / 0.15, 0.0), 1.0))
    wide = np.where(diving, along[pick, best] / DIVE.stretch, 0.0) + near / np.maximum(reach[pick, best], 0.3)
    stretch = np.minimum(np.maximum(wide[chosen] - 0.3, 0.0), 1.2)
    return _handle(world, sign, rows[chosen], keeper, stretch, hurry, share[0, best[chosen]], before_ball)


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
    """Let the hands meet the ball: how far off its centre they are decides what becomes of it."""
    h = HANDS
    ball, bodies, hidden, squad = world.ball, world.bodies, world.hidden, world.squad
    who = np.full(rows.size, keeper, dtype=np.int64)
    where = rows, who
    flat = ball.vel[rows, :2] - bodies.vel[where]
    rise = ball.vel[rows, 2]
    speed = np.sqrt(dot(flat, flat) + rise * rise)
    diving = bodies.dive[where] > 0.0
    moving = np.minimum(norm(bodies.vel[where]) / 4.0, 1.0)
    fast = np.maximum(speed - h.error_from, 0.0)
    error = (h.error + h.error_by_speed * fast) * (1.5 - 0.7 * squad.skill[keeper])
    error = error * (1.0 + 0.6 * stretch * stretch) * (1.0 + 0.8 * hurry)
    error = error * np.where(diving, 1.2, 1.0 + 0.4 * moving)
    slips = rng.normals(
        world.seeds[rows],
        hidden.touches[where],
        who,
        (Stream.HANDS_X, Stream.HANDS_Y, Stream.PARRY_TURN, Stream.PARRY_RISE),
    )
    off = error * np.sqrt(slips[0] * slips[0] + slips[1] * slips[1])
    holds = np.maximum(h.hold - h.hold_by_speed * fast, 0.03)
    meets = off < h.past
    catches = meets & (off < holds)
    parries = meets & ~catches
    happened: list[Events] = []
    for kind, mask in ((Kind.CATCH, catches), (Kind.PARRY, parries)):
        if not mask.any():
            continue
        was = before_ball[rows[mask]]
        ball.pos[rows[mask]] = was + share[mask][:, None] * (ball.pos[rows[mask]] - was)
        at = ball.pos[rows[mask]].copy()
        other = ball.holder[rows[mask]].copy()
        happened.append(Events(kind, rows[mask], who[mask], other, at, speed[mask]))
    touched = rows[meets]
    ball.last_touch[touched] = keeper
    ball.kicker[touched] = NOBODY
    hidden.touches[touched, keeper] += 1
    hidden.rest[touched, keeper] = np.where(catches[meets], h.settle, h.shaken)
    ball.holder[touched] = np.where(catches[meets], keeper, NOBODY)
    ball.hands[rows[catches]] = True
    ball.vel[rows[catches], :2] = bodies.vel[rows[catches], keeper]
    ball.vel[rows[catches], 2] = 0.0
    ball.roll[rows[catches]] = 0.0
    if parries.any():
        palm = 1.0 - (off - holds) / h.fingertips
        _turn_away(world, sign, rows[parries], keeper, palm[parries], slips[2][parries], slips[3][parries])
    return happened


def _turn_away(
    world: World, sign: float, rows: Rows, keeper: int, palm: Floats, turn: Floats, rise: Floats
) -> None:
    """Parry: the palm pushes outward and away from the goal, fingertips only bend the ball's way."""
    ball, bodies = world.ball, world.bodies
    palm = np.minimum(np.maximum(palm, 0.12), 1.0)
    beside = ball.pos[rows, 1] - bodies.pos[rows, keeper, 1]
    aside = np.minimum(np.maximum(beside / 0.5, -1.0), 1.0)
    push = pair(np.full(rows.size, -0.7 * sign), 0.8 * aside)
    push = rotate(push / norm(push)[:, None], 0.35 * turn)
    arriving = ball.vel[rows, :2] - bodies.vel[rows, keeper]
    pushed = bodies.vel[rows, keeper] + (HANDS.palm_bounce * norm(arriving))[:, None] * push
    turned = ball.vel[rows].copy()
    turned[:, :2] += palm[:, None] * (pushed - turned[:, :2])
    turned[:, 2] = turned[:, 2] * (1.0 - 0.7 * palm) + palm * (0.6 + 1.2 * np.abs(rise))
    ball.vel[rows] = no_faster(turned, ball.vel[rows], bodies.vel[rows, keeper])
    ball.roll[rows] = 0.0
    ball.struck_step[rows] = world.step


def hold(world: World, pitch: Pitch, intents: Intents, dt: float = STEP_SECONDS) -> None:
    """Carry a held ball with its keeper, who puts it down where they want to or leave their area."""
    ball, bodies = world.ball, world.bodies
    if not ball.hands.any():
        return
    ball.hands &= ball.holder != NOBODY
    rows = found(ball.hands)
    players = ball.holder[rows]
    where = rows, players
    hips = unit(bodies.hips[where])
    puts_down = intents.cancel[where] & (bodies.phase[where] == Phase.NONE.value)
    puts_down |= ~own_area(pitch, world.squad.team[players], bodies.pos[where])
    lies = bodies.dive[where] > 0.0
    out = stretch_of(np.maximum(DIVE.time - bodies.dive[where], 0.0))
    place = np.where(lies[:, None], out[:, None] * unit(bodies.dive_way[where]), HANDS.carried_ahead * hips)
    gap = bodies.pos[where] + place - ball.pos[rows, :2]
    size = norm(gap)
    fetch = gap * (np.minimum(8.0 * size, HANDS.fetch) / np.maximum(size, 1e-9))[:, None]
    lift = 10.0 * (np.where(lies, 0.2, HANDS.carried_height) - ball.pos[rows, 2])
    ball.vel[rows, :2] = bodies.vel[where] + fetch
    ball.vel[rows, 2] = np.minimum(np.maximum(lift, -4.0), 4.0) + GRAVITY * dt
    ball.roll[rows] = 0.0
    if puts_down.any():
        down = rows[puts_down]
        ball.hands[down] = False
        body = bodies.pos[where][puts_down]
        spot = body + HANDS.carried_ahead * hips[puts_down]
        ball.pos[down, :2] = reach_to(pitch, body, spot, BALL_RADIUS)
        ball.pos[down, 2] = np.minimum(ball.pos[down, 2], 0.2)
        ball.vel[down, :2] = bodies.vel[where][puts_down]
        ball.vel[down, 2] = 0.0


def release(world: World, pitch: Pitch, rows: Rows, players: Rows, ahead: Floats, aside: Floats) -> Bools:
    """Let the ball leave the hands where the foot (or the throwing arm) of these players meets it.

    Returns which of them had it in their hands, ``(rows,)``. A push rolls it along the ground, a shot is a
    drop kick.
    """
    ball, bodies, hidden = world.ball, world.bodies, world.hidden
    has: Bools = ball.hands[rows] & (ball.holder[rows] == players)
    if not has.any():
        return has
    rows, players, ahead, aside = rows[has], players[has], ahead[has], aside[has]
    where = rows, players
    drops = bodies.technique[where] == Technique.SHOT.value
    slips = rng.normals(
        world.seeds[rows], hidden.kicks[where], players, (Stream.DROP_FORWARD, Stream.DROP_LATERAL)
    )
    noise = np.where(drops, HANDS.drop_noise, 0.5 * HANDS.drop_noise) * (1.7 - world.squad.skill[players])
    place = hidden.place[where] + noise[:, None] * pair(slips[0], slips[1])
    spot = bodies.plant[where] + place[:, :1] * ahead + place[:, 1:] * aside
    ball.pos[rows, :2] = reach_to(pitch, bodies.pos[where], spot, BALL_RADIUS)
    ball.pos[rows, 2] = np.where(drops, HANDS.drop_kick_height, 0.0)
    ball.vel[rows, :2] = bodies.vel[where]
    ball.vel[rows, 2] = 0.0
    ball.hands[rows] = False
    return has
