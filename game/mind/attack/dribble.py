"""A run with the ball stays on the pitch: a dribbler sees the lines come, and slows down before them."""

from dataclasses import dataclass

import numpy as np

from game.core.maths import ONE, ZERO, Floats, as_arrays, constant
from game.core.pitch import Pitch
from game.sim.movement import CONSTANTS as MOVE


@dataclass(frozen=True, slots=True)
class DribbleHabits:
    """How a dribbler minds the lines."""

    inside: float = 0.9
    """Metres inside a line at which the ball should be stopped at the latest (prior)."""
    stops_with: float = 2.5
    """m/s^2 with which a dribbler counts on slowing down with the ball (measured: 5 out of a sprint)."""
    next_touch: float = 0.45
    """Seconds until the next touch, for which the ball rolls on as it does (prior)."""
    turns_back: float = 0.3
    """Share of top speed at most with which a dribbler turns in from a line (prior)."""
    inside_post: float = 0.3
    """Metres inside a post at which the ball can be run into the goal (prior)."""


HABITS = DribbleHabits()
_HABITS = as_arrays(HABITS)
_STOPS_TWICE, _TOP_SPEED = constant(2.0 * HABITS.stops_with), constant(MOVE.top_speed)


def kept_in(pitch: Pitch, ball: Floats, vel: Floats, way: Floats) -> Floats:
    """Return wished runs ``(n, 2)``, a share of top speed, with what leads over a line taken off.

    ``way`` ``(n, 2)`` are the runs before, ``ball`` ``(n, 2)`` is in metres and ``vel`` ``(n, 2)`` in m/s.
    Toward each line nobody runs faster than the ball can still be stopped before it, but into a goal anybody
    may run.
    """
    if way.size == 0:
        return way.copy()
    half = np.array((0.5 * pitch.length, 0.5 * pitch.width)) - HABITS.inside
    soon = ball + _HABITS.next_touch * vel
    kept = np.maximum(np.minimum(way, _most(half - soon)), -_most(half + soon))
    for goal in pitch.goals:
        ahead = goal.x - ball[:, 0]
        into = ahead * way[:, 0] > ZERO
        if not np.count_nonzero(into):
            continue
        at = ball[:, 1] + way[:, 1] * ahead / np.where(into, way[:, 0], ONE)
        into &= np.abs(at) < 0.5 * goal.width - HABITS.inside_post
        np.copyto(kept, way, where=into[:, None])
    return kept


def _most(room: Floats) -> Floats:
    """Return the share of top speed at which a line ``room`` metres away may be run toward, or back from."""
    speed = np.sqrt(_STOPS_TWICE * np.abs(room)) / _TOP_SPEED
    most: Floats = np.where(room > ZERO, speed, -np.minimum(speed, _HABITS.turns_back))
    return most
