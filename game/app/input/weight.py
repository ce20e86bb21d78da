"""How hard: what a held key asks for, and the weight that would suit the pass that is chosen."""

from enum import StrEnum
from functools import lru_cache
from typing import Final

import numpy as np

from game.core.intents import Technique
from game.core.state import STEP_SECONDS
from game.core.surfaces import Surface
from game.sim.feet import FEET, backswing_for, top_ball_speed
from game.sim.flight import flight_table


class WeightHelp(StrEnum):
    """How much the weight is helped: an aim's help, never an outcome's. The foot errs as always."""

    AUTO = "auto"
    """Never less than what suits: a tap is right, a longer hold is firmer."""
    MARK = "mark"
    """What the hold asks, drawn beside a mark for what suits; inside its band exactly that."""
    PURE = "pure"
    """What the hold asks, and no mark."""


LEAST: Final = 0.10
"""Seconds of a hold under which it is a tap."""
BAND: Final = (-0.04, 0.08)
"""Seconds about the mark within which the weight is exactly what suits: too soft fails off a cliff, too firm
hardly."""
ARRIVES: Final = 5.3
ARRIVES_AHEAD: Final = 4.3
"""m/s with which a pass that suits reaches the feet, and a place ahead of a runner."""
SHARE_OF_TOP: Final = {Technique.PUSH: 0.95, Technique.BACKHEEL: 0.75}
"""Most of the leg's top speed that is ever suggested."""
SKILL: Final = 0.7
"""Of the leg whose top speed is meant: a usual player's."""
SHOT: Final = (14.0, 27.0)
SHOT_HOLD: Final = 0.8
"""m/s of a shot's tap and full hold, and the full hold's seconds."""
LONGEST: Final = {Technique.PUSH: 1.0, Technique.BACKHEEL: 0.6, Technique.SHOT: SHOT_HOLD}
"""Return the seconds of a hold that ask for the most."""


def weight_of(technique: Technique, seconds: float) -> float:
    """Return the m/s off the foot that a hold asks for, by its seconds.

    >>> weight_of(Technique.PUSH, 0.0), weight_of(Technique.PUSH, 0.8), weight_of(Technique.PUSH, 3.0)
    (8.0, 16.0, 20.0)
    """
    t = max(seconds, LEAST)
    if technique is Technique.SHOT:
        return SHOT[0] + (SHOT[1] - SHOT[0]) * min(max(seconds, 0.0) / SHOT_HOLD, 1.0)
    if technique is Technique.BACKHEEL:
        return float(6.0 + 4.5 * min((t - LEAST) / 0.5, 1.0) ** 0.9)
    if t <= 0.8:
        return float(8.0 + 8.0 * ((t - LEAST) / 0.7) ** 0.9)
    return 16.0 + 4.0 * min((t - 0.8) / 0.2, 1.0)


def hold_for(technique: Technique, speed: float) -> float:
    """Return the seconds of a hold that ask for a speed: the mark's place on the charge."""
    low, high = 0.0, LONGEST[technique]
    for _ in range(20):
        middle = 0.5 * (low + high)
        low, high = (middle, high) if weight_of(technique, middle) < speed else (low, middle)
    return high


def suits(technique: Technique, metres: float, surface: Surface, *, ahead: bool = False) -> float:
    """Return the m/s with which a ball arrives as it is taken best, within what the leg has."""
    arrival = ARRIVES_AHEAD if ahead else ARRIVES
    most = SHARE_OF_TOP[technique] * float(top_ball_speed(FEET[technique], SKILL, 1.0))
    return min(_weight_for(surface, round(metres * 4.0), arrival), most)


@lru_cache(maxsize=4096)
def _weight_for(surface: Surface, quarters: int, arrival: float) -> float:
    return float(flight_table(surface).weight_for(np.array([quarters * 0.25]), arrival)[0])


@lru_cache(maxsize=1024)
def _reach(surface: Surface, tenths: int) -> float:
    table = flight_table(surface)
    row = int(np.argmin(np.abs(table.speeds - tenths * 0.1)))
    slow = np.flatnonzero(table.speed[row] <= ARRIVES)
    return float(table.distance[row, slow[0] if slow.size else -1])


def reach_of(speed: float, surface: Surface) -> float:
    """Return the metres over which a ball of so many m/s off the foot slows to what is taken well."""
    return _reach(surface, round(speed * 10.0))


def asked(help_: WeightHelp, technique: Technique, seconds: float, suited: float | None) -> float:
    """Return the m/s off the foot that a hold asks for, with the help that was chosen."""
    own = weight_of(technique, seconds)
    if suited is None or technique is Technique.SHOT or help_ is WeightHelp.PURE:
        return own
    if help_ is WeightHelp.AUTO:
        return max(suited, own)
    early, late = BAND
    mark = hold_for(technique, suited)
    return suited if mark + early <= max(seconds, LEAST) <= mark + late else own


def leg_steps(technique: Technique, speed: float) -> int:
    """Return the steps for which a sound player's leg goes back before a strike, by its speed in m/s."""
    seconds = float(backswing_for(technique, speed, SKILL, 1.0)) - FEET[technique].forward_swing
    return max(round(seconds / STEP_SECONDS), 1)
