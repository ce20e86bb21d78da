"""A head, a shoulder or a raised leg gets to a ball in the air, which goes on: nobody has it."""

from dataclasses import dataclass

import numpy as np

from game.core import rng
from game.core.events import Events, Kind
from game.core.intents import Intents
from game.core.maths import Floats, Ints, norm, rotate
from game.core.rng import Stream
from game.core.state import NOBODY, Rows, World
from game.sim.reach import no_faster


@dataclass(frozen=True, slots=True)
class HeaderConstants:
    """A header. All numbers are priors."""

    gives_back: float = 0.45
    """Share of the ball's speed that comes off a head."""
    neck: float = 3.0
    """m/s that neck and trunk add to a headed ball."""
    back: float = 0.5
    """Weight of the way the ball came against the way it should go: a head turns a ball only so far."""
    turn: float = 0.40
    """Radians, spread of a header's direction with no skill; full skill halves it."""
    rise: float = 1.2
    """m/s, spread of a headed ball's vertical speed around ``lift``."""
    lift: float = 0.8
    """m/s, mean vertical speed of a headed ball."""
    turns_up: float = 0.2
    """Share of a ball's vertical speed that comes off a head the other way."""
    free_after: float = 0.30
    """Seconds from a header until the player can play the ball again."""


HEADER = HeaderConstants()


def header(world: World, intents: Intents, facing: Floats, rows: Rows, players: Ints) -> list[Events]:
    """Head balls (or block them with what is nearest) toward ``touch_to``, or the way the hips point.

    ``facing`` are unit vectors ``(worlds, players, 2)`` along the hips. Returns what happened.
    """
    c = HEADER
    ball, bodies, hidden, squad = world.ball, world.bodies, world.hidden, world.squad
    where = rows, players
    arriving = ball.vel[rows, :2] - bodies.vel[where]
    flat = norm(arriving)
    rise = ball.vel[rows, 2]
    speed = np.sqrt(flat * flat + rise * rise)
    wish = intents.touch_to[where] - bodies.pos[where]
    wish = np.where(np.isnan(wish), facing[where], wish)
    wish = wish / np.maximum(norm(wish), 1e-6)[:, None]
    way = wish - c.back * arriving / np.maximum(flat, 1e-6)[:, None]
    way = way / np.maximum(norm(way), 1e-6)[:, None]
    turn, lift = rng.normals(
        world.seeds[rows], hidden.touches[where], players, (Stream.HEAD_TURN, Stream.HEAD_RISE)
    )
    way = rotate(way, c.turn * (1.0 - 0.5 * squad.skill[players]) * turn)
    headed = np.empty((rows.size, 3))
    headed[:, :2] = bodies.vel[where] + (c.gives_back * flat + c.neck)[:, None] * way
    headed[:, 2] = c.lift + c.rise * lift - c.turns_up * rise
    ball.vel[rows] = no_faster(headed, ball.vel[rows], bodies.vel[where])
    ball.roll[rows] = 0.0
    ball.last_touch[rows] = players
    ball.kicker[rows] = NOBODY
    hidden.touches[where] += 1
    hidden.rest[where] = c.free_after
    nobody = np.full(rows.size, NOBODY, dtype=np.int64)
    return [Events(Kind.DEFLECTION, rows, players, nobody, ball.pos[rows].copy(), speed)]
