"""A keeper's hands: what they can do, how a held ball rides in them, and how it leaves them.

What becomes of a ball that they get to is in :mod:`game.sim.keeper.grasp`.
"""

from dataclasses import dataclass

import numpy as np

from game.core import rng
from game.core.intents import Intents, Technique
from game.core.maths import Bools, Floats, found, norm, pair, unit
from game.core.pitch import Pitch
from game.core.rng import Stream
from game.core.state import NOBODY, STEP_SECONDS, Phase, Rows, World
from game.sim.goals import own_area
from game.sim.keeper.dive import DIVE, stretch_of
from game.sim.obstacles import reach_to
from game.sim.sizes import BALL_RADIUS, GRAVITY


@dataclass(frozen=True, slots=True)
class HandsConstants:
    """What a keeper's hands can do. A number without a source is a prior."""

    shoulder: float = 1.40
    """Metres from the ground to the shoulders of a standing keeper."""
    arm: float = 0.90
    """Metres from the shoulder to a ball in outstretched hands: 2.3 m overhead."""
    trunk: float = 0.05
    """Metres that the trunk adds to the reach sideways."""
    body: float = 0.30
    """Metres from the body's centre that are covered before a hand has moved."""
    reaction: float = 0.20
    """Seconds, simple reaction to the strike (recalled)."""
    bending: float = 0.06
    """Seconds that the hands need longer to a ball on the ground than to one at ``bends_under``."""
    bends_under: float = 1.0
    """Metres of a ball's height below which a keeper has to bend for it."""
    speed: float = 5.0
    """m/s of a hand."""
    near: float = 3.0
    """Metres from the body beyond which no hand, dive or step of a moment matters."""
    at_feet: float = 0.60
    """Metres within which a standing keeper picks the ball off an opponent's feet."""
    at_body: float = 0.50
    """Metres at which a keeper takes the ball without waiting for it to come nearer."""
    error: float = 0.022
    """Metres, spread of where the hands meet a ball that comes at ``error_from`` or slower."""
    error_by_speed: float = 0.0035
    """Metres that each m/s over ``error_from`` adds to that spread."""
    error_from: float = 6.0
    """m/s from which a ball's speed makes it harder to meet and to hold."""
    unskilled: float = 1.5
    """Share of the spread that a keeper without skill has."""
    skilled: float = 0.7
    """Share of the spread that full skill takes off it."""
    stretched: float = 0.6
    """Share that a stretch of 1 adds to the spread, with the stretch's square."""
    stretch_from: float = 0.3
    """Share of the reach from which a keeper stretches; 0 to 2 with that of a dive."""
    stretch_most: float = 1.2
    """Stretch at most."""
    least_reach: float = 0.3
    """Metres of reach that a distance is measured against at least."""
    hurried: float = 0.8
    """Share that hands which have just got there add to the spread."""
    spare: float = 0.15
    """Seconds before the ball from which hands that are there are in no hurry."""
    diving_hurry: float = 0.25
    """Hurry of a diving keeper's hands, 0 to 1: the body brings them there."""
    diving: float = 1.2
    """Share of the spread that a diving keeper's hands have."""
    moving: float = 0.4
    """Share that a run adds to the spread, in full from ``moving_at``."""
    moving_at: float = 4.0
    """m/s of a keeper's run from which its share counts in full."""
    hold: float = 0.105
    """Metres off centre at which a ball at ``error_from`` can still be held."""
    hold_by_speed: float = 0.0022
    """Metres that each m/s over ``error_from`` takes off ``hold``: a fast ball has to be met squarely."""
    hold_least: float = 0.03
    """Metres off centre at which any ball can be held."""
    fingertips: float = 0.22
    """Metres over which a palm's whole push fades to a brush."""
    past: float = 0.32
    """Metres off centre at which the ball goes through."""
    palm_bounce: float = 0.30
    """Share of the ball's speed that a whole palm gives back."""
    palm_least: float = 0.12
    """Share of a palm's push that the last fingertips give."""
    palm_out: float = 0.7
    """Weight of the way out of the goal in a palm's push."""
    palm_aside: float = 0.8
    """Weight of the way to the ball's side in a palm's push, in full from ``palm_aside_at``."""
    palm_aside_at: float = 0.5
    """Metres beside the body from which a palm pushes wholly to that side."""
    palm_spread: float = 0.35
    """Radians, spread of the direction in which a palm pushes."""
    palm_rise_kept: float = 0.7
    """Share of a ball's rise or fall that a whole palm takes out of it."""
    palm_up: float = 0.6
    """m/s upward that a whole palm gives to a ball that comes level."""
    palm_up_by_rise: float = 1.2
    """Share of the ball's own rise or fall that a whole palm gives upward besides."""
    own_kick: float = 0.35
    """Seconds in which a keeper's own release isn't taken up again."""
    settle: float = 0.30
    """Seconds from a catch until the ball can be released."""
    shaken: float = 0.25
    """Seconds from a parry until the hands are free again."""
    carried_ahead: float = 0.30
    """Metres in front of the body at which a keeper holds the ball."""
    carried_height: float = 1.0
    """Metres from the ground at which a standing keeper holds the ball."""
    lying_height: float = 0.2
    """Metres from the ground at which a lying keeper holds it, and from which a ball is put down at most."""
    fetch: float = 6.0
    """m/s at most at which the hands bring the ball in."""
    fetch_gain: float = 8.0
    """1/s at which they bring it in."""
    lift: float = 4.0
    """m/s at most at which the hands raise or lower the ball."""
    lift_gain: float = 10.0
    """1/s at which they do."""
    drop_kick_height: float = 0.30
    """Metres from the ground at which a dropped ball is met."""
    drop_noise: float = 0.018
    """Metres, spread of where a dropped ball falls."""
    throw_noise: float = 0.5
    """Share of that spread of a ball that is thrown."""
    drop_unskilled: float = 1.7
    """Share of ``drop_noise`` of a keeper without skill; full skill takes 1 off it."""


HANDS = HandsConstants()
_NO_SWING = Phase.NONE.value


def standing_reach(height: Floats) -> Floats:
    """Return the metres that a standing keeper's hands reach from the body's centre at ``height`` metres."""
    over = np.maximum(height - HANDS.shoulder, 0.0)
    inside = HANDS.arm * HANDS.arm - over * over
    return np.where(inside > 0.0, np.sqrt(np.maximum(inside, 0.0)) + HANDS.trunk, 0.0)


def hold(world: World, pitch: Pitch, intents: Intents, dt: float = STEP_SECONDS) -> None:
    """Carry a held ball with its keeper, who puts it down where they want to or leave their area."""
    ball, bodies = world.ball, world.bodies
    if not np.count_nonzero(ball.hands):
        return
    ball.hands &= ball.holder != NOBODY
    rows = found(ball.hands)
    players = ball.holder[rows]
    where = rows, players
    hips = unit(bodies.hips[where])
    puts_down = intents.cancel[where] & (bodies.phase[where] == _NO_SWING)
    puts_down |= ~own_area(pitch, world.squad.team[players], bodies.pos[where])
    lies = bodies.dive[where] > 0.0
    out = stretch_of(np.maximum(DIVE.time - bodies.dive[where], 0.0))
    place = np.where(lies[:, None], out[:, None] * unit(bodies.dive_way[where]), HANDS.carried_ahead * hips)
    gap = bodies.pos[where] + place - ball.pos[rows, :2]
    size = norm(gap)
    fetch = gap * (np.minimum(HANDS.fetch_gain * size, HANDS.fetch) / np.maximum(size, 1e-9))[:, None]
    height = np.where(lies, HANDS.lying_height, HANDS.carried_height)
    lift = HANDS.lift_gain * (height - ball.pos[rows, 2])
    ball.vel[rows, :2] = bodies.vel[where] + fetch
    ball.vel[rows, 2] = np.minimum(np.maximum(lift, -HANDS.lift), HANDS.lift) + GRAVITY * dt
    ball.roll[rows] = 0.0
    if np.count_nonzero(puts_down):
        down = rows[puts_down]
        ball.hands[down] = False
        body = bodies.pos[where][puts_down]
        spot = body + HANDS.carried_ahead * hips[puts_down]
        ball.pos[down, :2] = reach_to(pitch, body, spot, BALL_RADIUS)
        ball.pos[down, 2] = np.minimum(ball.pos[down, 2], HANDS.lying_height)
        ball.vel[down, :2] = bodies.vel[where][puts_down]
        ball.vel[down, 2] = 0.0


def release(world: World, pitch: Pitch, rows: Rows, players: Rows, ahead: Floats, aside: Floats) -> Bools:
    """Let the ball leave the hands where the foot (or the throwing arm) of these players meets it.

    Returns which of them had it in their hands, ``(rows,)``. A push rolls it along the ground, a shot is a
    drop kick.
    """
    ball, bodies, hidden = world.ball, world.bodies, world.hidden
    has: Bools = ball.hands[rows] & (ball.holder[rows] == players)
    if not np.count_nonzero(has):
        return has
    rows, players, ahead, aside = rows[has], players[has], ahead[has], aside[has]
    where = rows, players
    drops = bodies.technique[where] == Technique.SHOT.value
    slips = rng.normals(
        world.seeds[rows], hidden.kicks[where], players, (Stream.DROP_FORWARD, Stream.DROP_LATERAL)
    )
    noise = np.where(drops, HANDS.drop_noise, HANDS.throw_noise * HANDS.drop_noise)
    noise = noise * (HANDS.drop_unskilled - world.squad.skill[players])
    place = hidden.place[where] + noise[:, None] * pair(slips[0], slips[1])
    spot = bodies.plant[where] + place[:, :1] * ahead + place[:, 1:] * aside
    ball.pos[rows, :2] = reach_to(pitch, bodies.pos[where], spot, BALL_RADIUS)
    ball.pos[rows, 2] = np.where(drops, HANDS.drop_kick_height, 0.0)
    ball.vel[rows, :2] = bodies.vel[where]
    ball.vel[rows, 2] = 0.0
    ball.hands[rows] = False
    return has
