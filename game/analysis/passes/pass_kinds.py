"""What sorts of pass a pass is, and which of them came off: for the figures that a person keeps."""

from math import dist
from typing import Final

import numpy as np

from game.analysis.passes.outcome import CAME_OFF
from game.analysis.passes.pass_log import Pass
from game.core.intents import Technique

SHORT, LONG = 9.0, 18.0
"""Metres to whom a pass is meant for, below and above which it is short and long: between the coaching
texts' 5, 15 and 25 yards."""
PRESSED, FREE = 2.0, 4.0
"""Metres to the nearest opponent at contact within which a passer is pressed, and beyond which free."""
WEIGHT: Final = (4.0, 6.0)
"""m/s relative to the receiver's body between which a ball arrives well."""


def fooled(ended: Pass) -> bool:
    """Return whether a pass got there because a defender believed in something else."""
    if ended.shot or ended.outcome not in CAME_OFF or ended.touch is None:
        return False
    reading = ended.reading
    return bool(reading.along.size) and reading.fooled(ended.touch.player, dist(_start(ended), ended.end))


def sorts_of(ended: Pass) -> dict[str, bool]:
    """Return each sort that a pass belongs to, and whether it came off as such; empty for a shot.

    ``all``, ``distance.*``, ``foot.*``, ``technique.*`` and ``pressure.*`` say whether it arrived,
    ``fooled`` (where an opponent could have had it) whether one was fooled, ``weight`` (where a team-mate met
    it) whether it came at a good speed.
    """
    if ended.shot:
        return {}
    strike, row = ended.strike, ended.row
    foot = "right" if int(strike.foot[row]) >= 0 else "left"
    technique = "heel" if int(strike.technique[row]) == Technique.BACKHEEL else "push"
    kinds = ["all", f"distance.{_distance(ended)}", f"foot.{foot}", f"technique.{technique}"]
    pressure = _pressure(ended)
    if pressure:
        kinds.append(f"pressure.{pressure}")
    found = dict.fromkeys(kinds, ended.arrived)
    if ended.reading.along.size:
        found["fooled"] = fooled(ended)
    if ended.arrived and ended.touch is not None:
        found["weight"] = WEIGHT[0] <= ended.touch.speed <= WEIGHT[1]
    return found


def _start(ended: Pass) -> tuple[float, float]:
    spot = ended.ball[min(ended.moment.contact, len(ended.ball) - 1)]
    return float(spot[0]), float(spot[1])


def _distance(ended: Pass) -> str:
    """Return how far the pass was meant to go: to whom it was for, or as far as it was aimed."""
    receiver = ended.carried.receiver
    there = ended.carried.aim
    if receiver >= 0:
        at = ended.pos[min(ended.moment.contact, len(ended.pos) - 1), receiver]
        there = (float(at[0]), float(at[1]))
    length = dist(_start(ended), there)
    return "short" if length < SHORT else "long" if length > LONG else "middle"


def _pressure(ended: Pass) -> str:
    """Return how near the nearest opponent was at contact; empty where there are none."""
    team = ended.moment.world.squad.team
    others = team != team[ended.passer]
    if not others.any():
        return ""
    at = ended.pos[min(ended.moment.contact, len(ended.pos) - 1)]
    gap = float(np.hypot(*(at[others] - at[ended.passer]).T).min())
    return "pressed" if gap < PRESSED else "free" if gap > FREE else "near"
