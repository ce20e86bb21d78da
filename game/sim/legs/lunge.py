"""Lunges for the carrier's ball win it, miss it, or go through the carrier."""

from dataclasses import dataclass

import numpy as np

from game.core import rng
from game.core.events import Events, Kind
from game.core.intents import Intents
from game.core.maths import Bools, Ints, dot, heading, norm, places, rotate, unit, wrap
from game.core.pitch import Pitch
from game.core.rng import Stream
from game.core.state import NOBODY, STEP_SECONDS, Phase, Rows, World
from game.sim.contact import first_of_each
from game.sim.legs.stance import LEG_RADIUS, freed
from game.sim.legs.thrown_leg import legs_of, off_leg
from game.sim.obstacles import blocked
from game.sim.reach import carrier_between
from game.sim.sizes import BODY_RADIUS
from game.sim.touch_constants import TOUCH


@dataclass(frozen=True, slots=True)
class FoulConstants:
    """When a challenge goes through the carrier's body. All numbers are priors."""

    contact: float = 2.0 * BODY_RADIUS + 0.06
    """Metres between two bodies' centres at which leg meets leg."""
    soon: float = 2.0 * STEP_SECONDS
    """Seconds within which two bodies that come together count as touching."""
    behind: float = 0.5
    """Least cosine of the angle between straight behind the carrier and the player who lunges."""
    charge: float = 1.5
    """m/s of closing in from which a lunging body in the carrier's back is a foul, ball or no ball."""
    stagger: float = 0.5
    """Seconds in which a fouled player can't play the ball."""
    kept: float = 0.5
    """Share of the run's speed that a fouled player keeps."""


FOUL = FoulConstants()


@dataclass(frozen=True, slots=True)
class PokeConstants:
    """A foot that pokes the ball away from the carrier. All numbers are priors."""

    height: float = 0.4
    """Metres of the ball's height below which a lunging foot gets to it."""
    speed: float = 3.0
    """m/s that the foot gives a ball it pokes away."""
    spread: float = 0.5
    """Radians, spread of the direction in which a ball is poked away."""
    run: float = 0.3
    """Share of the lunging player's own run that a poked ball takes along."""
    roll: float = 0.5
    """Share of its speed at which a poked ball already rolls."""
    robbed: float = 0.4
    """Seconds in which the carrier can't play a ball that was poked away."""
    leg_down: float = 0.2
    """Seconds until a leg that was swinging is down again."""
    aims: float = 0.08
    """Radians, spread of the direction in which a good player's leg is thrown out."""
    unskilled: float = 1.75
    """Times that this spread is at no skill; full skill takes 1 off it (as for the kick)."""
    running: float = 0.10
    """Share by which it grows for each m/s of the player's own run (as for the kick)."""
    in_vain: float = 2.0
    """Metres to the carrier's ball within which a lunge that found no ball is worth telling."""


POKE = PokeConstants()
_NO_SWING = Phase.NONE.value


def lunge(world: World, pitch: Pitch, intents: Intents, dt: float = STEP_SECONDS) -> list[Events]:
    """Start lunges and carry them on; returns what happened.

    A leg is thrown out in one direction, and the ball may have moved on by the time the foot is there. A foot
    that gets to the carrier's ball, past the carrier's body, takes it; one that goes through the body fouls.
    """
    c = TOUCH
    ball, bodies, hidden, squad = world.ball, world.bodies, world.hidden, world.squad
    before = bodies.lunge
    under_way = np.count_nonzero(before)
    if under_way:
        bodies.lunge = np.maximum(before - dt, 0.0)
    if np.count_nonzero(intents.tackle):
        starts = intents.tackle & (bodies.lunge <= 0.0) & (bodies.phase == _NO_SWING)
        starts &= (hidden.rest <= 0.0) & (bodies.dive <= 0.0)
        if np.count_nonzero(starts):
            under_way += 1
            _throw(world, intents, *places(starts))
    if not under_way:
        return []
    over = c.lunge_time - c.lunge_active
    active = (bodies.lunge > over) & (bodies.lunge <= c.lunge_time)
    ends = (before > over) & (bodies.lunge <= over)
    happened = _missed(world, *places(ends)) if np.count_nonzero(ends) else []
    if not np.count_nonzero(active):
        return happened
    rows, players = places(active)
    carrier = ball.holder[rows]
    held = (carrier != NOBODY) & (carrier != players)
    carrier_team = squad.team[np.maximum(carrier, 0)]
    held &= (carrier_team != squad.team[players]) & ~ball.hands[rows]
    rows, players, carrier = rows[held], players[held], carrier[held]
    if rows.size == 0:
        return happened
    through = carrier_between(world, rows, players, carrier)
    gap = ball.pos[rows, :2] - bodies.pos[rows, players]
    wins = off_leg(legs_of(bodies, (rows, players)), gap) < LEG_RADIUS
    wins &= ~through & (ball.pos[rows, 2] < POKE.height)
    wins &= ~blocked(pitch, bodies.pos[rows, players], ball.pos[rows, :2])
    fouls = _into_the_back(world, rows, players, carrier, through) & ~wins
    if np.count_nonzero(wins):
        happened += _take(world, rows[wins], players[wins], carrier[wins])
    if np.count_nonzero(fouls):
        happened += _knock(world, rows[fouls], players[fouls], carrier[fouls])
    return happened


def _throw(world: World, intents: Intents, rows: Rows, players: Ints) -> None:
    """Throw legs out: where they are aimed, or to where the ball will be when the foot is there."""
    c, where = TOUCH, (rows, players)
    ball, bodies, hidden = world.ball, world.bodies, world.hidden
    pos = bodies.pos[where]
    gap = ball.pos[rows, :2] - pos
    out = (norm(gap) - LEG_RADIUS - c.lunge_from) / (c.lunge_reach - c.lunge_from)
    soon = freed(bodies, where, gap) + c.lunge_active * np.minimum(np.maximum(out, 0.0), 1.0)
    led = gap + soon[:, None] * (ball.vel[rows, :2] - bodies.vel[where])
    aim = intents.aim[where]
    way = np.where(np.isnan(aim), led, aim - pos)
    seeds, count = world.seeds[rows], hidden.touches[where]
    draw = rng.normal(seeds, count, players, Stream.LUNGE)
    clumsy = (POKE.unskilled - world.squad.skill[players]) * (1.0 + POKE.running * norm(bodies.vel[where]))
    bodies.lunge[where] = c.lunge_time + freed(bodies, where, way)
    bodies.lunge_way[where] = wrap(heading(way) + POKE.aims * clumsy * draw)
    hidden.touches[where] += 1


def _missed(world: World, rows: Rows, players: Ints) -> list[Events]:
    """Return that legs were thrown out in vain: the ball is an opponent's still, and near."""
    ball, bodies, squad = world.ball, world.bodies, world.squad
    carrier = ball.holder[rows]
    gap = norm(ball.pos[rows, :2] - bodies.pos[rows, players])
    vain = (carrier != NOBODY) & (squad.team[np.maximum(carrier, 0)] != squad.team[players])
    vain &= gap < POKE.in_vain
    if not np.count_nonzero(vain):
        return []
    rows, players, carrier, gap = rows[vain], players[vain], carrier[vain], gap[vain]
    return [Events(Kind.BEATEN, rows, players, carrier, ball.pos[rows].copy(), gap)]


def _take(world: World, rows: Rows, players: Ints, carrier: Ints) -> list[Events]:
    """Poke the ball away where the foot of ``players`` got to the ball of ``carrier``, ``(rows,)``."""
    ball, bodies, hidden = world.ball, world.bodies, world.hidden
    first = first_of_each(rows)
    rows, players, carrier = rows[first], players[first], carrier[first]
    where = rows, players
    line = ball.pos[rows, :2] - bodies.pos[where]
    line = line / np.maximum(norm(line), 1e-6)[:, None]
    draw = rng.normal(world.seeds[rows], hidden.touches[where], players, Stream.TACKLE)
    speed = norm(ball.vel[rows, :2] - bodies.vel[where])
    ball.vel[rows, :2] = POKE.speed * rotate(line, POKE.spread * draw) + POKE.run * bodies.vel[where]
    ball.roll[rows] = POKE.roll * ball.vel[rows, :2]
    ball.holder[rows] = NOBODY
    ball.kicker[rows] = NOBODY
    ball.last_touch[rows] = players
    hidden.touches[where] += 1
    hidden.rest[rows, carrier] = POKE.robbed
    hidden.shaken[rows, carrier] = 1.0
    _break_off(world, rows, carrier)
    return [Events(Kind.TACKLE, rows, players, carrier, ball.pos[rows].copy(), speed)]


def _break_off(world: World, rows: Rows, players: Ints) -> None:
    """Make those of these players who swing a leg put it down."""
    bodies, hidden = world.bodies, world.hidden
    swings = bodies.phase[rows, players] != _NO_SWING
    where = rows[swings], players[swings]
    bodies.phase[where] = Phase.FOLLOW
    hidden.phase_time[where] = 0.0
    hidden.contact_in[where] = POKE.leg_down


def _into_the_back(world: World, rows: Rows, players: Ints, carrier: Ints, through: Bools) -> Bools:
    """Return which lunges meet the carrier's body from behind, by leg or bodily, ``(rows,)``.

    ``through`` are those whose way to the ball leads through the carrier.
    """
    bodies = world.bodies
    gap = bodies.pos[rows, players] - bodies.pos[rows, carrier]
    distance = norm(gap)
    line = gap / np.maximum(distance, 1e-6)[:, None]
    closing = dot(bodies.vel[rows, carrier] - bodies.vel[rows, players], line)
    behind = dot(line, unit(bodies.hips[rows, carrier])) < -FOUL.behind
    touch = distance - FOUL.soon * np.maximum(closing, 0.0) < FOUL.contact
    into: Bools = behind & touch & (through | (closing > FOUL.charge))
    return into


def _knock(world: World, rows: Rows, players: Ints, carrier: Ints) -> list[Events]:
    """Foul the carriers: they stumble, the lunge is spent, and the game goes on until somebody stops it."""
    bodies, hidden = world.bodies, world.hidden
    first = first_of_each(rows)
    rows, players, carrier = rows[first], players[first], carrier[first]
    speed = norm(bodies.vel[rows, players] - bodies.vel[rows, carrier])
    bodies.lunge[rows, players] = TOUCH.lunge_time - TOUCH.lunge_active
    bodies.vel[rows, carrier] *= FOUL.kept
    hidden.rest[rows, carrier] = FOUL.stagger
    hidden.shaken[rows, carrier] = 1.0
    _break_off(world, rows, carrier)
    at = np.zeros((rows.size, 3))
    at[:, :2] = bodies.pos[rows, carrier]
    return [Events(Kind.FOUL, rows, players, carrier, at, speed)]
