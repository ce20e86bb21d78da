"""Lunges for the carrier's ball win it, miss it, or go through the carrier."""

from dataclasses import dataclass

import numpy as np

from game.core import rng
from game.core.events import Events, Kind
from game.core.intents import Intents
from game.core.maths import Bools, Ints, dot, norm, places, rotate, unit
from game.core.pitch import Pitch
from game.core.rng import Stream
from game.core.state import NOBODY, STEP_SECONDS, Phase, Rows, World
from game.sim.contact import first_of_each
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


POKE = PokeConstants()


def lunge(world: World, pitch: Pitch, intents: Intents, dt: float = STEP_SECONDS) -> list[Events]:
    """Start lunges and carry them on; returns what happened.

    A foot that gets to the carrier's ball, past the carrier's body, takes it; one that goes through the body
    fouls.
    """
    c = TOUCH
    ball, bodies, hidden, squad = world.ball, world.bodies, world.hidden, world.squad
    if np.count_nonzero(bodies.lunge):
        bodies.lunge = np.maximum(bodies.lunge - dt, 0.0)
    if np.count_nonzero(intents.tackle):
        starts = intents.tackle & (bodies.lunge <= 0.0) & (bodies.phase == Phase.NONE.value)
        starts &= (hidden.rest <= 0.0) & (bodies.dive <= 0.0)
        bodies.lunge[starts] = c.lunge_time
    active = bodies.lunge > c.lunge_time - c.lunge_active
    if not np.count_nonzero(active):
        return []
    rows, players = places(active)
    carrier = ball.holder[rows]
    held = (carrier != NOBODY) & (carrier != players)
    carrier_team = squad.team[np.maximum(carrier, 0)]
    held &= (carrier_team != squad.team[players]) & ~ball.hands[rows]
    rows, players, carrier = rows[held], players[held], carrier[held]
    if rows.size == 0:
        return []
    through = carrier_between(world, rows, players, carrier)
    length = norm(world.ball.pos[rows, :2] - bodies.pos[rows, players])
    # The foot starts from where it stands: a ball that moves on meanwhile is not there any more.
    stretched = (c.lunge_time - bodies.lunge[rows, players]) / c.lunge_active
    reach = c.at_feet + (c.lunge_reach - c.at_feet) * np.minimum(stretched, 1.0)
    wins = (length < reach) & ~through & (ball.pos[rows, 2] < POKE.height)
    wins &= ~blocked(pitch, bodies.pos[rows, players], ball.pos[rows, :2])
    fouls = _into_the_back(world, rows, players, carrier, through) & ~wins
    happened = _take(world, rows[wins], players[wins], carrier[wins]) if wins.any() else []
    if fouls.any():
        happened += _knock(world, rows[fouls], players[fouls], carrier[fouls])
    return happened


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
    swings = bodies.phase[rows, players] != Phase.NONE.value
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
