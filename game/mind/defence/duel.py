"""A defender before a runner with the ball goes along with the run, and goes in when a foot is there in time.

A leg that is thrown out is out of the game until it is back under the body. So a defender weighs how surely
the foot will find the ball against what a miss would give away, and holds the runner up until a touch runs
long. Arrays are ``(worlds, viewers, ...)``.
"""

from dataclasses import dataclass

import numpy as np

from game.core.intents import Codes
from game.core.maths import (
    LEAST,
    ONE,
    PI,
    SMALL,
    ZERO,
    Bools,
    Floats,
    as_arrays,
    constant,
    dot,
    exp,
    heading,
    norm,
    sincos,
    unit,
    wrap,
)
from game.mind.defence.close_quarters import CLOSE
from game.mind.defence.judgement import JUDGEMENT
from game.mind.perception.observe import Cues
from game.sim.carry import CARRY
from game.sim.legs.lunge import POKE
from game.sim.legs.stance import LEG_RADIUS, STANCE
from game.sim.movement import CONSTANTS as MOVE
from game.sim.touch_constants import TOUCH


@dataclass(frozen=True, slots=True)
class DuelConstants:
    """What a defender expects of a runner with the ball, and of the own leg. All numbers are priors."""

    within: float = 2.6
    """Metres to the ball beyond which nobody thinks of going in."""
    bends_still: float = 0.15
    """m/s by which a carrier who stands may move the ball aside with a touch."""
    bends: float = 0.10
    """Share of a runner's speed by which a touch may send the ball aside."""
    hastens: float = 0.12
    """Share of a runner's speed by which a touch may make the ball faster or slower, as far as a leg that
    lies across its way needn't be there at that very moment."""
    spare: float = 0.05
    """Seconds before the ball at which a foot is meant to be there: a leg that is out can wait."""
    sees: float = 0.07
    """Metres by which a defender is wrong about a near ball."""
    timing: float = 0.10
    """Seconds for which a leg has to be out across a ball's way to be sure of it."""
    slack: float = 0.2
    """Metres about the end of the leg's reach over which a ball is reached or not."""
    closing: float = 1.0
    """m/s at which a runner is expected to catch up with a ball played ahead, at least."""
    covered: float = 0.5
    """Share of what a miss costs that a team-mate behind saves."""
    covers_within: float = 9.0
    """Metres from the ball within which a team-mate nearer to the goal covers."""
    beaten: float = 0.3
    """Share of what a miss costs for whom the runner has passed already: there is nothing left to hold."""
    passed_on: float = 0.5
    """Share of what a miss costs if the ball is passed on: who is down is late at the receiver."""
    soon: float = 0.3
    """Seconds ahead at which a defender sees that the runner will have passed them."""
    on_the_run: float = 3.0
    """m/s from which a carrier is met as a runner."""
    gathers: float = 2.5
    """m/s^2 with which a defender counts on getting under way with a runner, over a turn."""
    next_look: float = 0.1
    """Seconds later at which a defender judges the same leg again: whom that suits better waits."""
    lag: float = 0.15
    """Seconds until the legs do what a defender wants, beside what the eyes are late."""
    runs_side_on: float = 0.8
    """Radians off the own run by which the hips of a defender who runs along stay turned to the ball."""


DUEL = DuelConstants()
_DUEL, _TOUCH, _JUDGEMENT = as_arrays(DUEL), as_arrays(TOUCH), as_arrays(JUDGEMENT)
_TOP = constant(MOVE.top_speed)
_OUT = constant(1.0 / (TOUCH.lunge_reach - TOUCH.lunge_from))
_BRAKES, _LUNGING = constant(MOVE.braking), constant(MOVE.lunge_speed * MOVE.top_speed)
_TWO_BY_PI = constant(2.0 / PI)
_CLOSING_TWICE = constant(2.0 * JUDGEMENT.brakes_with)
_ANY_WAY, _BY_FACING = constant(0.5 * (1.0 + MOVE.backwards)), constant(0.5 * (1.0 - MOVE.backwards))


def along_with(pos: Floats, spot: Floats, cues: Cues, delay: Floats, pace: float) -> Floats:
    """Return wishes of those at ``pos`` who hold a ``spot`` that moves on with the carrier's run.

    They get into the runner's way first, come nearer no faster than they can still get under way with the
    run, whom eyes tell late by ``delay`` ``(viewers,)``, and go with it; toward a carrier who stands they go
    as to any place. ``pace`` is the share of top speed at most.
    """
    gap = spot - pos
    line = unit(cues.run)
    on = dot(gap, line)
    across = gap - on[..., None] * line
    late = delay + DUEL.lag
    waits = DUEL.gathers * (np.sqrt(late * late + 2.0 / DUEL.gathers * np.maximum(-on, ZERO)) - late)
    goes = np.where(on > ZERO, _stops(np.maximum(on, ZERO)), -waits)
    runner = goes[..., None] * line + _toward(across)
    share = np.minimum(cues.pace / DUEL.on_the_run, ONE)[..., None]
    wish = share * runner + (ONE - share) * _toward(gap) + cues.pace[..., None] * line
    wish /= _TOP
    size = norm(wish)
    wish *= np.minimum(ONE, pace / np.maximum(size, SMALL))[..., None]
    return wish


def _stops(metres: Floats) -> Floats:
    """Return the m/s from which legs still stop within so far."""
    speed: Floats = np.sqrt(_CLOSING_TWICE * np.maximum(metres - JUDGEMENT.stops_within, ZERO))
    return speed


def _toward(gap: Floats) -> Floats:
    """Return velocities, m/s, that cover ways ``(..., 2)`` as fast as legs can still stop at their ends."""
    far = norm(gap)
    speed: Floats = gap * (_stops(far) / np.maximum(far, SMALL))[..., None]
    return speed


def runs_along(wish: Floats, hips_goal: Floats, own_hips: Floats, better_foot: Codes) -> tuple[Bools, Floats]:
    """Return who wants to run faster than legs carry a body that faces ``hips_goal``, and their hips then.

    They turn as far as they must, to the side to which they are turned already, and look back at the ball
    over the shoulder; who is square to the run turns over the better foot, so that mirrored bodies turn
    mirrored.
    """
    way = heading(wish)
    _, c = sincos(hips_goal - way)
    runs = norm(wish) > _ANY_WAY + _BY_FACING * c
    off = wrap(own_hips - way)
    square = PI - np.abs(off) < CLOSE.square
    side = np.where(square, better_foot, np.where(off >= ZERO, ONE, -ONE))
    return runs, wrap(way + DUEL.runs_side_on * side)


def reaches(
    pos: Floats, vel: Floats, hips: Floats, weight: Floats, skill: Floats, cues: Cues, late: Floats
) -> tuple[Floats, Floats]:
    """Return how surely each would find the ball with a leg thrown out now, and where to aim it, metres.

    The first four are the defenders' own, ``skill`` ``(viewers,)`` theirs too; ``late`` ``(viewers,)`` is how
    many seconds ago they saw what the cues tell. A ball that runs free between two touches goes on as it
    rolls; after the next touch it goes with the runner, and aside as far as they like. Where a leg swings,
    the ball may be gone before the foot is there.
    """
    d = DUEL
    rolls = norm(cues.ball_vel)
    line = cues.ball_vel / np.maximum(rolls, SMALL)[..., None]
    ahead = cues.ball - cues.at
    distance = norm(ahead)
    catches = dot(cues.pace[..., None] * unit(cues.run) - cues.ball_vel, ahead) / np.maximum(distance, SMALL)
    touch_in = np.maximum(distance - CARRY.reach, ZERO) / np.maximum(catches, _DUEL.closing)
    own = norm(vel)
    over = np.maximum(own - _LUNGING, ZERO)
    seconds = np.full(own.shape, 0.5 * TOUCH.lunge_active)
    window = seconds
    s, c = sincos(hips)
    for _ in range(3):
        then = seconds + late + np.minimum(0.5 * window, _DUEL.spare)
        free = np.minimum(then, touch_in)
        since = then - free
        way = cues.ball + (free * rolls + since * cues.pace)[..., None] * line - pos
        slows = np.minimum(_BRAKES * seconds, over) / (2.0 * np.maximum(own, SMALL))
        way -= (seconds * (ONE - slows))[..., None] * vel
        far = np.maximum(norm(way), SMALL)
        side = (c * way[..., 1] - s * way[..., 0]) / far
        load = 0.5 + 0.5 * weight * side
        out = ((far - LEG_RADIUS - _TOUCH.lunge_from) * _OUT).clip(0.0, 1.0)
        seconds = STANCE.goes_over * np.maximum(load - STANCE.light, ZERO) + _TOUCH.lunge_active * out
        window = _TOUCH.lunge_active * (ONE - out)
    bends = since * (d.bends_still + d.bends * cues.pace)
    hastens = since * d.hastens * cues.pace
    aims = far * POKE.aims * (POKE.unskilled - skill) * (ONE + POKE.running * own)
    lies_along = dot(way, line) / far
    lies_along *= lies_along
    spread = d.sees * d.sees + aims * aims
    spread = spread + bends * bends * lies_along + hastens * hastens * (ONE - lies_along)
    found = np.sqrt(ONE - exp(-_TWO_BY_PI * LEG_RADIUS * LEG_RADIUS / np.maximum(spread, LEAST)))
    in_reach = ((TOUCH.lunge_reach + LEG_RADIUS - far) / d.slack + 0.5).clip(0.0, 1.0)
    in_time = np.minimum(lies_along + window / d.timing, ONE)
    strike_in = np.where(cues.planted, _JUDGEMENT.planted, _JUDGEMENT.swing)
    still_there = np.where(cues.winding | cues.planted, exp(-seconds / strike_in), ONE)
    return found * in_reach * in_time * still_there, pos + way


def miss_costs(
    ball: Floats,
    pos: Floats,
    comes: Floats,
    fellows: tuple[Floats, Floats],
    goal_x: float,
    keeper: Bools,
) -> Floats:
    """Return what a miss would give away beside one that nobody makes good, 0 to 1.

    A team-mate between ``ball`` and goal makes part of it good, as each has them: ``fellows`` is what
    :meth:`Perceived.fellows` gives, ``keeper`` ``(viewers,)`` who of them keeps goal. Whom the runner is
    passing has little to lose; ``comes`` is the ball's velocity along the pitch as each sees it from the own
    run, m/s.
    """
    d = DUEL
    x, y = fellows
    bx, by = ball[..., 0].T, ball[..., 1].T
    nearer = np.abs(x - goal_x) < np.abs(bx - goal_x)
    near = (x - bx) ** 2 + (y - by) ** 2 < d.covers_within * d.covers_within
    every = np.arange(len(x))
    others = (every[:, None] != every) & ~keeper[:, None]
    covered = (nearer & near & others[..., None]).any(axis=0).T
    past = np.where(goal_x > 0.0, ball[..., 0] - pos[..., 0], pos[..., 0] - ball[..., 0])
    passed = past + d.soon * np.where(goal_x > 0.0, comes, -comes) > ZERO
    cost = np.where(covered, ONE - d.covered, ONE)
    costs: Floats = np.where(passed, d.beaten, cost)
    return costs


def goes_in(odds: Floats, costs: Floats, keep: Floats, nerve: Floats) -> Bools:
    """Return who goes in: whose foot finds the ball with ``odds`` that outweigh what a miss ``costs``.

    A miss costs less where the ball isn't kept anyway; ``keep`` are the odds that it is. ``nerve``
    ``(viewers,)`` is how sure each wants to be.
    """
    loss = costs * (keep + _DUEL.passed_on * (ONE - keep))
    goes: Bools = odds * (ONE - nerve) > (ONE - odds) * nerve * loss
    return goes & (odds > SMALL)
