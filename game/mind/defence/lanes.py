"""A lane says where a defender would meet each pass they can think of, and whether they would be in time.

Arrays run over lanes first and worlds last. A lane is a target: the feet and the space before them are
weighed together, and the ball is expected to end between the two, nearer to the one believed more. Where
there is a goal, the last lane is the shot.
"""

from dataclasses import dataclass

import numpy as np

from game.core.maths import HALF, LEAST, ONE, SMALL, ZERO, Floats, Ints, as_arrays, constant, of_each
from game.sim.touch_constants import TOUCH


@dataclass(frozen=True, slots=True)
class Reach:
    """What a defender expects of balls and legs. All numbers are priors but where derived."""

    pass_speed: float = 9.0
    """m/s: mean speed of a pass on its way."""
    shot_speed: float = 17.0
    """m/s: mean speed of a shot on its way."""
    pace: float = 5.5
    """m/s that a defender makes good over a few metres."""
    leg: float = 0.8
    """Metres that a defender reaches without a step, once the leg is out."""
    sees: float = 0.16
    """Seconds from a strike to setting off."""
    top: float = 8.0
    """m/s at which a defender would run in the end."""
    gathers: float = 1.0
    """Seconds of gathering speed (the body's own: v = top (1 - exp(-t / gathers)))."""
    spread: float = 0.5
    """Metres short or over within which a defender may get to a ball or not."""
    angle: float = 0.77
    """Metres down the lane that a defender goes for each metre across it: the best for 5.5 m/s against a ball
    at 9 (derived: the tangent of the arc sine of 5.5 / 9)."""
    turns: float = 0.20
    """Seconds that a step the other way costs more, for braking."""
    first: float = 0.15
    """Share of a lane before which no defender meets its ball."""
    last: float = 0.95
    """Share of a lane beyond which no defender meets its ball."""


REACH = Reach()
_REACH, _TOUCH = as_arrays(REACH), as_arrays(TOUCH)
_OUT_IN, _BY_SPREAD = constant(1.0 / TOUCH.stretch_out), constant(0.5 / REACH.spread)
_LEG_MORE = constant(REACH.leg - TOUCH.body)
_START, _GATHERS = constant(0.5 * REACH.top * REACH.gathers), constant(1.0 / REACH.gathers)
_THREE = constant(3.0)


@dataclass(slots=True)
class Lanes:
    """All lanes as some viewers see them, ``(lanes, viewers, worlds)``."""

    odds: Floats
    ux: Floats
    uy: Floats
    """``(lanes, viewers, worlds)`` float64: y of the unit vectors along the lanes, whose x is ``ux``."""
    length: Floats
    speed: Floats
    """``(lanes, 1, 1)`` float64: m/s of the ball on each lane."""
    ball: Floats
    """``(2, viewers, worlds)`` float64, metres: where the ball is, as it is seen."""
    first: Floats
    """``(lanes, viewers, worlds)`` float64, metres down a lane before which no defender meets its ball."""
    last: Floats
    """``(lanes, viewers, worlds)`` float64, metres down a lane beyond which no defender meets its ball."""

    @classmethod
    def of(
        cls,
        told: Floats,
        aims: tuple[Floats, Floats],
        ball: Floats,
        shoot: Floats,
        goal: tuple[float, Floats] | None,
    ) -> "Lanes":
        """Return the lanes from the odds of feet and of space, ``told`` ``(2, targets, viewers, worlds)``.

        ``aims`` ``(aims, viewers or 1, worlds)`` are a belief's; ``goal`` is its x and where a shot, whose
        odds are ``shoot``, is read to cross it.
        """
        feet, space = told
        t, odds = len(feet), feet + space
        share = space / np.maximum(odds, LEAST)
        x, y = ((a[:t] + share * (a[t : 2 * t] - a[:t])) for a in aims)
        speed = np.full((t, 1, 1), REACH.pass_speed)
        if goal is not None:
            there = np.ones((1, *odds.shape[1:]))
            x = np.concatenate((x, goal[0] * there))
            y = np.concatenate((y, np.nan_to_num(goal[1])[None]))
            odds = np.concatenate((odds, shoot[None]))
            speed = np.concatenate((speed, [[[REACH.shot_speed]]]))
        x -= ball[0]
        y -= ball[1]
        length = np.sqrt(x * x + y * y)
        scale = ONE / np.maximum(length, SMALL)
        x *= scale
        y *= scale
        return cls(odds, x, y, length, speed, ball, _REACH.first * length, _REACH.last * length)

    def of_some(self, viewer: Ints, world: Ints) -> "Lanes":
        """Return the lanes as some viewers see them in some worlds, ``(lanes, 1, chosen)``."""
        odds, ux, uy, length, ball, first, last = (
            of_each(table, viewer, world)[:, None]
            for table in (self.odds, self.ux, self.uy, self.length, self.ball, self.first, self.last)
        )
        return Lanes(odds, ux, uy, length, self.speed, ball, first, last)

    def meeting(self, x: Floats, y: Floats) -> tuple[Floats, Floats, Floats, Floats]:
        """Return where defenders at x and y ``(viewers, worlds)`` would meet each lane's ball.

        It is the way there from each (x, y, metres), its length, and the seconds that the ball takes.
        """
        rel_x, rel_y = x - self.ball[0], y - self.ball[1]
        along = self.ux * rel_x
        along += self.uy * rel_y
        aside = self.ux * rel_y
        aside -= self.uy * rel_x
        np.abs(aside, out=aside)
        aside -= _REACH.leg
        np.maximum(aside, ZERO, out=aside)
        aside *= _REACH.angle
        along += aside
        np.maximum(along, self.first, out=along)
        np.minimum(along, self.last, out=along)
        to_x, to_y = along * self.ux, along * self.uy
        to_x -= rel_x
        to_y -= rel_y
        gap = to_x * to_x
        gap += to_y * to_y
        np.sqrt(gap, out=gap)
        along /= self.speed
        return to_x, to_y, gap, along


def in_time(flight: Floats, gap: Floats, late: Floats | float) -> Floats:
    """Return how sure defenders are of balls, 0 to 1.

    A ball flies ``flight`` seconds and comes within ``gap`` metres of a defender. They set off ``late``
    seconds after the strike.
    """
    out = flight - _TOUCH.reaction
    out *= _OUT_IN
    np.maximum(out, ZERO, out=out)
    np.minimum(out, ONE, out=out)
    out *= _LEG_MORE
    out += _TOUCH.body
    margin = covered(flight - late)
    margin -= gap
    margin += out
    margin *= _BY_SPREAD
    margin += HALF
    np.maximum(margin, ZERO, out=margin)
    return np.minimum(margin, ONE, out=margin)


def covered(seconds: Floats) -> Floats:
    """Return the metres that a player runs from rest in some seconds.

    t - 1 + exp(-t) is close to t^2 / (2 + 2 t / 3) within 3 s.

    >>> covered(np.array([0.5, 1.0])).round(2).tolist()
    [0.86, 3.0]
    """
    t = np.maximum(seconds, ZERO)
    t *= _GATHERS
    metres: Floats = _START * t
    metres *= t
    t /= _THREE
    t += ONE
    metres /= t
    return metres


def picked(table: Floats, lane: Ints) -> Floats:
    """Return ``table[lane[v, w], v, w]`` for ``lane`` ``(viewers, worlds)``."""
    lanes, viewers, worlds = table.shape
    at = lane * (viewers * worlds)
    at += np.arange(viewers * worlds).reshape(viewers, worlds)
    result: Floats = table.reshape(lanes * viewers * worlds).take(at)
    return result
