"""A body stands on its legs: weight takes time to go over, and the leg that carries it can't move at once.

Who leans to one side has the leg of that side free and is quick there; on the other side the weight has to
come off the leg first. A body turned sideways is narrow, and a square one wide.
"""

from dataclasses import dataclass

import numpy as np

from game.core.intents import Intents
from game.core.maths import Floats, Ints, norm, planes, sincos
from game.core.state import Bodies, Rows
from game.sim.sizes import BALL_RADIUS


@dataclass(frozen=True, slots=True)
class StanceConstants:
    """How legs carry a body. A number without a source is a prior."""

    goes_over: float = 0.36
    """Seconds in which the whole weight goes over from one leg to the other: before a first step the weight
    shifts for 0.2 to 0.4 s (anticipatory postural adjustment, recalled)."""
    light: float = 0.36
    """Share of the weight up to which a leg can be lifted at once, usual .3 to .4."""
    swings_out: float = 0.17
    """Seconds from when a leg is free to its full reach. With the weight in the middle it makes 0.22 s
    (derived from ``TOUCH.stretch_out``)."""
    pushes: float = 1.5
    """m/s of a wished change of run to the side for which all weight goes over to the leg that pushes."""
    wrong_leg: float = 0.6
    """Share of the first push that is lost where all weight is on the leg of the side one wants to go to."""
    standing: float = 2.0
    """m/s of a run from which there is no wrong leg any more: the next stride comes soon enough."""
    narrow: float = 0.20
    """Metres from the body's centre within which a ball hits a body that is turned sideways to its way."""
    half_wide: float = 0.12
    """Metres more on each side within which it hits one that is square to it: the mean over all headings is
    0.28 m."""
    leg: float = 0.07
    """Metres: half the width of a lower leg with its boot (recalled: a shoe is 0.10 wide and 0.29 long)."""
    leg_height: float = 0.35
    """Metres of the ball's height below which a leg that is thrown out stops it."""


STANCE = StanceConstants()
WIDEST = STANCE.narrow + STANCE.half_wide
"""Metres from a body's centre within which a ball may hit it."""
LEG_RADIUS = STANCE.leg + BALL_RADIUS
"""Metres between a leg's middle and a ball's centre that touch."""


def shift(bodies: Bodies, intents: Intents, move: Floats, ahead: Floats, top: Floats, dt: float) -> None:
    """Let everybody's weight go over: to the leg that pushes, that is wished, or that stands.

    Who wants to run to a side stands on the other leg to push off; beside that, where the mind wants it.
    ``move`` ``(worlds, players, 2)`` is the wished run as a share of ``top``, m/s, ``ahead`` unit vectors
    along the hips.
    """
    change = planes(move) * top
    change -= planes(bodies.vel)
    x, y = planes(ahead)
    goal = y * change[0]
    goal -= x * change[1]
    goal *= 1.0 / STANCE.pushes
    wished = intents.weight
    goal += np.where(np.isnan(wished), 0.0, wished)
    if np.count_nonzero(bodies.foot):
        goal = np.where(bodies.foot != 0, bodies.foot, goal)
    out = bodies.lunge > 0.0
    if np.count_nonzero(out):
        side, _ = sincos(bodies.lunge_way - bodies.hips)
        goal = np.where(out, np.where(side >= 0.0, -1.0, 1.0), goal)
    goal -= bodies.weight
    most = 2.0 * dt / STANCE.goes_over
    bodies.weight = (bodies.weight + goal.clip(-most, most)).clip(-1.0, 1.0)


def wrong_leg(weight: Floats, ahead: Floats, along: Floats, speed: Floats) -> Floats:
    """Return the share of a push that is left to bodies that want to go ``along``, unit vectors.

    Vectors are ``(2, worlds, players)``, the others ``(worlds, players)``; ``speed`` is in m/s.
    """
    s = STANCE
    side = ahead[0] * along[1]
    side -= ahead[1] * along[0]
    side *= weight
    stands = (1.0 - speed * (1.0 / s.standing)).clip(0.0, 1.0)
    stands *= side.clip(0.0, 1.0)
    stands *= -s.wrong_leg
    stands += 1.0
    return stands


def freed(bodies: Bodies, where: tuple[Rows, Ints], way: Floats) -> Floats:
    """Return the seconds until the leg on the side of ``way`` ``(rows, 2)`` can move, ``(rows,)``."""
    s, c = sincos(bodies.hips[where])
    far = np.maximum(norm(way), 1e-9)
    side = (c * way[:, 1] - s * way[:, 0]) / far
    load = 0.5 + 0.5 * bodies.weight[where] * side
    seconds: Floats = STANCE.goes_over * np.maximum(load - STANCE.light, 0.0)
    return seconds


def half_width(bodies: Bodies, where: tuple[Rows, Ints], way: Floats) -> Floats:
    """Return within how many metres of their centre bodies are hit by balls on ``way`` ``(rows, 2)``."""
    s, c = sincos(bodies.hips[where])
    far = np.maximum(norm(way), 1e-9)
    square = np.abs(c * way[:, 0] + s * way[:, 1]) / far
    wide: Floats = STANCE.narrow + STANCE.half_wide * square
    return wide
