"""A defender sees a pass on its way, and judges who of the others gets to it first, and how soon."""

from dataclasses import dataclass

import numpy as np

from game.core.maths import (
    SMALL,
    ZERO,
    Bools,
    Floats,
    Ints,
    as_arrays,
    constant,
    cross,
    dot,
    norm,
    pair,
    unit,
)
from game.core.state import NOBODY
from game.mind.meeting import Runners
from game.mind.perception.perceived import HIPS, VX, VY, Perceived
from game.sim.movement import CONSTANTS as MOVE


@dataclass(frozen=True, slots=True)
class LineJudgement:
    """How a pass's receiver is picked out at a glance. All numbers are priors."""

    keeps_speed: float = 0.85
    """Share of its speed that a pass keeps on its way."""
    pace: float = 5.5
    """m/s with which a player gets to a pass's line."""
    leg: float = 0.8
    """Metres beside the line at which a leg still meets the ball."""
    rolls: float = 2.0
    """m/s over which a ball is a pass on its way."""


LINE = LineJudgement()
_LINE = as_arrays(LINE)
_NOT_THEIRS = constant(1e3)


def receiver(seen: Perceived, others: Ints, ball: tuple[Floats, Floats, Floats]) -> tuple[Bools, Runners]:
    """Return whether a pass is on its way to one of the ``others``, and that one.

    They are ``(worlds, judges)``: where all see alike there is one judge. ``ball`` is its place and velocity,
    ``(worlds, viewers, 3)`` metres and m/s, and its turning, ``(worlds, viewers, 2)`` m/s, as each sees it.
    The passer isn't the receiver.
    """
    # Where all see alike there is one judgement for all.
    judges = slice(0, 1) if seen.alike else slice(None)
    place, rolls = ball[0][:, judges], ball[1][:, judges]
    flat, way = place[..., :2], rolls[..., :2]
    speed = norm(way)
    at, kicker = seen.now_at()[:, :, others], seen.kicker[:, judges]
    gap = at - flat[:, :, None]
    way = way / np.maximum(speed, SMALL)[..., None]
    along, aside = dot(gap, way[:, :, None]), np.abs(cross(way[:, :, None], gap))
    flies = np.maximum(along, ZERO) / np.maximum(_LINE.keeps_speed * speed, _LINE.rolls)[..., None]
    needs = np.maximum(np.where(along > ZERO, aside, norm(gap)) - _LINE.leg, ZERO) / _LINE.pace
    soon = np.maximum(flies, needs) + np.where(others == kicker[..., None], _NOT_THEIRS, ZERO)
    best = soon.argmin(axis=2)
    passed = (
        (kicker != NOBODY) & (speed > _LINE.rolls) & (seen.squad.team[kicker] == seen.squad.team[others[0]])
    )
    who, every = others[best], np.arange(best.shape[1])
    column = every if at.shape[1] > 1 else np.zeros_like(every)
    rows = np.arange(len(best))[:, None]
    o = seen.others
    vel = pair(o[VX][who, column, rows], o[VY][who, column, rows])
    hips = unit(o[HIPS][who, column, rows])
    runner = Runners(at[rows, column, best], vel, hips, np.full(best.shape, MOVE.top_speed))
    return passed, runner
