"""Where a plan's ball and eyes should go: how fast a pass, how far ahead of a run, which point to look at."""

import numpy as np

from game.core.maths import ZERO, Floats, Ints, as_arrays, exp, heading, unit, wrap
from game.core.state import Rows
from game.core.surfaces import Surface
from game.mind.plan.batch import Look, PlanBatch
from game.mind.plan.sound_player import SOUND
from game.sim.flight import flight_table

_SOUND = as_arrays(SOUND)
_TARGET, _PLAYER, _POINT = Look.TARGET.value, Look.PLAYER.value, Look.POINT.value


def runs_on(seconds: Floats, lasts: float) -> Floats:
    """Return the seconds of its velocity by which a run is expected to lead on within ``seconds``.

    Runs end: of many, the share ``exp(-t / lasts)`` still goes on after t seconds.
    """
    if lasts == np.inf:
        return seconds
    on: Floats = lasts * (1.0 - exp(seconds * (-1.0 / lasts)))
    return on


def weight_to(surface: Surface, distance: Floats) -> Floats:
    """Return the m/s off the foot with which balls arrive as a sound player's do, ``(worlds,)``.

    ``distance`` ``(worlds,)`` is how far they run, in metres.
    """
    values, index = np.unique(
        np.rint(distance * (1.0 / SOUND.weight_grain)) * SOUND.weight_grain, return_inverse=True
    )
    weight: Floats = flight_table(surface).weight_for(values, SOUND.arrival)[index]
    return weight


def eyes_on(
    pos: Floats, hips_of: Floats, rows: Rows, player: Ints, orders: PlanBatch, which: Rows, aim: Floats
) -> Floats:
    """Return the points at which ``player`` looks in the worlds ``rows``, ``(rows, 2)`` metres.

    ``pos`` ``(worlds, players, 2)``, metres, and ``hips_of`` ``(worlds, players)``, radians, are everybody's.
    ``which`` of the ``orders`` is each one's, and ``aim`` ``(rows, 2)`` metres where their ball should go.
    """
    here = pos[rows, player]
    hips = hips_of[rows, player]
    aside = wrap(heading(aim - here) - hips)
    behind = np.abs(aside) > _SOUND.behind
    turn = np.where(behind, ZERO, np.where(aside > ZERO, -_SOUND.aside, _SOUND.aside))
    away = here + _SOUND.looks_far * unit(hips + turn)
    other = pos[rows, np.maximum(orders.look_player[which], 0)]
    look = orders.look[which]
    point = np.where((look == _TARGET)[:, None], aim, away)
    point = np.where((look == _PLAYER)[:, None], other, point)
    return np.where((look == _POINT)[:, None], orders.look_point[which], point)
