"""What in a strike did how much: the kick's own mechanisms, read backwards from the measured numbers.

A cause's size is what :mod:`game.sim.foot_contact`, by which the strike was played, makes of the measured
number, in the unit of its outcome: radians of line, radians of height, or the share of the asked speed that
was lost. What no mechanism accounts for is the contact's own spread, and then the causes are what widened it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from math import sqrt
from typing import Any

import numpy as np

from game.core.intents import Technique
from game.core.maths import wrap
from game.sim.feet import FEET, KICK, FootSurface, strain_of
from game.sim.foot_contact import (
    Conditions,
    bound_of,
    drift_spread,
    force_of,
    gather_of,
    misplaced_by,
    scoop_by,
    spread_of,
    tilt_by,
)


class SpreadCause(Enum):
    """A mechanism of the kick, or a state of the kicker that widens its spread."""

    TOO_FAR_ON = auto()
    """The foot was past the lowest point of its arc: it came up under the ball."""
    TOO_EARLY = auto()
    """The foot was short of the lowest point: it came down on the ball with little behind it."""
    TOO_WIDE = auto()
    TOO_CLOSE = auto()
    LEAN_BACK = auto()
    OUT_OF_REACH = auto()
    """The aim was where this surface of the foot can't send a ball."""
    SHORT_BACKSWING = auto()
    FULL_SWING = auto()
    """More was asked than a full swing of this leg gives."""
    LOOSE_ANKLE = auto()
    TOO_MUCH_POWER = auto()
    CUT_SHORT = auto()
    OVERSWING = auto()
    STRAIN = auto()
    PRESSURE = auto()
    TIRED = auto()
    RUNNING = auto()
    LATE_FAKE = auto()
    """The hips had only just turned: a fake costs its maker who strikes at once."""
    MOVING_BALL = auto()
    OTHER_FOOT = auto()
    CHANCE = auto()
    """Nothing much: a clean contact wanders a little."""


# What a sound strike is measured against, all as the coach would have it.
SOUND_POWER = {Technique.PUSH: 0.85, Technique.BACKHEEL: 0.6, Technique.SHOT: 0.85}
"""Share of what the backswing allows: a push may be firm, a heel wants a light touch."""
SOUND_FIRMNESS = 0.9


@dataclass(frozen=True, slots=True)
class Foot:
    """A strike's numbers in the foot's own terms."""

    technique: Technique
    surface: FootSurface
    side: float
    conditions: Conditions
    along: float
    """Metres by which contact came past (+) or short of (-) the lowest point of the foot's arc."""
    aside: float
    """Metres by which the ball was too far from (+) or too close to (-) the plant foot."""
    power: float
    """Share of what this backswing allows that was put in, 0 to 1."""

    @classmethod
    def of(cls, strike: Mapping[str, float]) -> "Foot":
        """Read a foot from :meth:`game.core.events.Strike.row`."""
        technique = Technique(int(strike["technique"]))
        surface = FEET[technique]
        forward = strike["offset_forward"] - strike["sweet_forward"]
        along = -forward if surface.behind else forward
        aside = strike["offset_lateral"] - strike["sweet_lateral"]
        own = ("skill", "stamina", "pressure", "firmness", "body_speed", "turned", "follow", "backswing")
        return cls(
            technique=technique,
            surface=surface,
            side=strike["foot"],
            conditions=Conditions(
                technique,
                along=along,
                aside=aside,
                strain=strike["strain"],
                **{key: strike[key] for key in own},
            ),
            along=along,
            aside=aside,
            power=min(strike["speed_asked"] / strike["speed_bound"], 1.0),
        )


Causes = list[tuple[SpreadCause, float]]
"""Causes and their sizes, the largest first."""


def _ordered(causes: Causes) -> Causes:
    return sorted(((c, size) for c, size in causes if size > 0.0), key=lambda item: -item[1])


def of_height(strike: Mapping[str, float]) -> Causes:
    """Why the ball rose, radians of loft each."""
    foot = Foot.of(strike)
    scoop = float(scoop_by(foot.conditions))
    tilt = max(float(tilt_by(foot.conditions, strike["lean"])), 0.0)
    hop = -scoop - tilt
    if hop > 0.0:
        # Pressed into the turf, the ball hops; the whole of its loft comes from that.
        share = min(KICK.ground_bounce * hop, strike["loft"])
        return _ordered([(SpreadCause.TOO_EARLY, share), (SpreadCause.CHANCE, strike["loft"] - share)])
    rest = strike["loft"] - max(scoop, 0.0) - tilt
    return _ordered(
        [(SpreadCause.TOO_FAR_ON, scoop), (SpreadCause.LEAN_BACK, tilt), (SpreadCause.CHANCE, rest)]
    )


def of_weakness(strike: Mapping[str, float]) -> Causes:
    """Why the ball came off slower than asked, as shares of the asked speed."""
    foot = Foot.of(strike)
    asked = strike["speed_asked"]
    gather = gather_of(foot.conditions)
    short, long, beside = (1.0 - float(kept) for kept in (gather.early, gather.late, gather.beside))
    limit = max(1.0 - strike["speed_bound"] / asked, 0.0)
    rest = 1.0 - strike["speed_off"] / asked - limit - short - long - beside
    loose = strike["firmness"] < 0.75
    return _ordered(
        [
            (
                SpreadCause.FULL_SWING
                if strike["backswing"] >= foot.surface.wind
                else SpreadCause.SHORT_BACKSWING,
                limit,
            ),
            (SpreadCause.TOO_EARLY, short),
            (SpreadCause.TOO_FAR_ON, long),
            (SpreadCause.TOO_WIDE if foot.aside > 0.0 else SpreadCause.TOO_CLOSE, beside),
            (SpreadCause.LOOSE_ANKLE if loose else SpreadCause.CHANCE, rest),
        ]
    )


def of_line(strike: Mapping[str, float]) -> Causes:
    """Why the ball left the line to the aim, radians each."""
    foot = Foot.of(strike)
    error = strike["direction_error"]
    way = 1.0 if error >= 0.0 else -1.0
    misplaced = float(misplaced_by(foot.conditions, foot.side))
    side, hips_to_aim = np.array([foot.side]), np.array([strike["hips_to_aim"]])
    _, can = strain_of(foot.surface, side, hips_to_aim)
    unreached = float(wrap(can - hips_to_aim)[0])
    causes: Causes = [
        (SpreadCause.TOO_WIDE if foot.aside > 0.0 else SpreadCause.TOO_CLOSE, misplaced * way),
        (SpreadCause.OUT_OF_REACH, unreached * way),
    ]
    rest = (error - misplaced - unreached) * way
    if rest > 0.0:
        widened = widening(strike)
        total = sum(share for _, share in widened)
        causes += [(cause, rest * share) for cause, share in widened]
        causes.append((SpreadCause.CHANCE, rest * (1.0 - total)))
    return _ordered(causes)


def _variance(foot: Foot, power: float, arriving: float, off: float, **changed: Any) -> float:
    """Return the variance of the line, radians squared, as the kick makes it from these conditions.

    ``power`` is the share of what the swing allows, ``arriving`` and ``off`` the ball's m/s before and after.
    """
    conditions = replace(foot.conditions, **changed)
    bound = bound_of(conditions)
    spread = spread_of(conditions, force_of(conditions, power * bound, bound))
    drift = drift_spread(arriving, off)
    return float(spread.glance * spread.glance + spread.face * spread.face + drift * drift)


def widening(strike: Mapping[str, float]) -> Causes:
    """Return which shares of the contact's spread (of its variance) are whose, the largest first.

    Each cause is put right alone, and what the spread then loses is its share; shares that overlap are scaled
    so that together with chance they make one.
    """
    foot = Foot.of(strike)
    now = _now(strike, foot)
    sound = {
        SpreadCause.TOO_MUCH_POWER: ("power", min(foot.power, SOUND_POWER[foot.technique])),
        SpreadCause.LOOSE_ANKLE: ("firmness", max(strike["firmness"], SOUND_FIRMNESS)),
        SpreadCause.TIRED: ("stamina", 1.0),
        SpreadCause.PRESSURE: ("pressure", 0.0),
        SpreadCause.RUNNING: ("body_speed", 0.0),
        SpreadCause.LATE_FAKE: ("turned", 0.0),
        SpreadCause.OTHER_FOOT: ("skill", strike["skill"] + KICK.weak_foot * (1.0 - strike["better_foot"])),
        SpreadCause.CUT_SHORT: ("follow", max(strike["follow"], 1.0)),
        SpreadCause.OVERSWING: ("follow", min(strike["follow"], 1.0)),
        SpreadCause.STRAIN: ("strain", 0.0),
        SpreadCause.TOO_EARLY: ("along", max(foot.along, 0.0)),
        SpreadCause.TOO_FAR_ON: ("along", min(foot.along, KICK.reach_free)),
        SpreadCause.MOVING_BALL: ("arriving", 0.0),
    }
    whole = _variance(foot, **now)
    gains = [(cause, 1.0 - _variance(foot, **now | {key: to}) / whole) for cause, (key, to) in sound.items()]
    at_best = _variance(foot, **now | dict(sound.values()) | {"follow": 1.0, "along": 0.0}) / whole
    total = sum(gain for _, gain in gains)
    scale = (1.0 - at_best) / total if total > 0.0 else 0.0
    return _ordered([(cause, gain * scale) for cause, gain in gains])


def _now(strike: Mapping[str, float], foot: Foot) -> dict[str, float]:
    return {"power": foot.power, "arriving": strike["speed"], "off": strike["speed_off"]}


def usual_spread(strike: Mapping[str, float]) -> float:
    """Return the standard deviation, radians, of the line under these conditions, as the engine draws it."""
    foot = Foot.of(strike)
    return sqrt(_variance(foot, **_now(strike, foot)))
