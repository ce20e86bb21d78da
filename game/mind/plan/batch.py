"""Plans as arrays, one row a plan, are what an executor carries out in every world of a batch."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum
from typing import Self

import numpy as np
import numpy.typing as npt

from game.core.batched import Batched
from game.core.intents import Technique
from game.core.maths import PI, Floats, Ints, wrap
from game.core.plan import Plan
from game.core.state import NOBODY, Squad


class Aim(IntEnum):
    """The point at a team-mate to which a pass goes."""

    FEET = 0
    FAR_FOOT = 1
    LEAD = 2
    SUITABLE = 3


class Look(IntEnum):
    """The point on which the eyes rest before contact."""

    TARGET = 0
    AWAY = 1
    PLAYER = 2
    POINT = 3


class Hips(IntEnum):
    """The heading that the hips show before the swing."""

    NATURAL = 0
    SQUARE = 1
    HEADING = 2


Codes = npt.NDArray[np.int64]

_AIMS = {"feet": Aim.FEET, "far_foot": Aim.FAR_FOOT, "lead": Aim.LEAD, None: Aim.SUITABLE}
_TECHNIQUES = {"push": Technique.PUSH, "backheel": Technique.BACKHEEL, "shot": Technique.SHOT}
_FEET = {"left": -1, "right": 1, None: 0}


@dataclass(slots=True)
class PlanBatch(Batched):
    """Plans as arrays ``(worlds, ...)``; NaN where a plan says nothing."""

    technique: Codes
    target: Ints
    """``(worlds,)`` int64: number of the player to pass to, or NOBODY where the target is a point."""
    point: Floats
    aim: Codes
    look: Codes
    look_player: Ints
    look_point: Floats
    look_time: Floats
    hips: Codes
    hips_heading: Floats
    backswing: Floats
    speed: Floats
    delay: Floats
    timing: Floats
    place: Floats
    lean: Floats
    follow: Floats
    foot: Codes

    @classmethod
    def of(cls, plans: Sequence[Plan], squad: Squad) -> Self:
        """Return one row a plan; raises KeyError for an unknown id."""
        n = len(plans)
        number = {plan: i for i, plan in enumerate(dict.fromkeys(plans))}
        if len(number) < n:
            # Worlds mostly share a few plans.
            return cls.of(list(number), squad).take(np.array([number[plan] for plan in plans]))

        targets = [NOBODY if isinstance(p.target, tuple) else squad.index(p.target) for p in plans]
        headed = [p.hips if isinstance(p.hips, (int, float)) else None for p in plans]
        hips = [
            Hips.HEADING if h is not None else Hips.SQUARE if p.hips == "square" else Hips.NATURAL
            for p, h in zip(plans, headed, strict=True)
        ]
        looks = [_look_of(plan, squad) for plan in plans]
        return cls(
            technique=np.array([_TECHNIQUES[p.technique] for p in plans], dtype=np.int64),
            target=np.array(targets, dtype=np.int64),
            point=_points([p.target if isinstance(p.target, tuple) else None for p in plans]),
            aim=np.array([_AIMS[p.aim] for p in plans], dtype=np.int64),
            look=np.array([look for look, _ in looks], dtype=np.int64),
            look_player=np.array([player for _, player in looks], dtype=np.int64),
            look_point=_points([p.look if isinstance(p.look, tuple) else None for p in plans]),
            look_time=_numbers([p.look_time for p in plans]),
            hips=np.array(hips, dtype=np.int64),
            hips_heading=wrap(_numbers(headed) * (PI / 180.0)),
            backswing=_numbers([p.backswing for p in plans]),
            speed=_numbers([p.speed for p in plans]),
            delay=_numbers([p.delay for p in plans]),
            timing=_numbers([p.timing for p in plans]),
            place=_points([p.ball_offset for p in plans]),
            lean=_numbers([p.lean for p in plans]),
            follow=_numbers([p.follow_through for p in plans]),
            foot=np.array([_FEET[p.foot] for p in plans], dtype=np.int64),
        )


def _numbers(values: Sequence[float | None]) -> Floats:
    """Return numbers, NaN where a plan says none, ``(plans,)``."""
    return np.array([np.nan if v is None else v for v in values], dtype=np.float64)


def _points(values: Sequence[tuple[float, float] | None]) -> Floats:
    """Return points, NaN where a plan says none, ``(plans, 2)``."""
    rows = [(np.nan, np.nan) if v is None else v for v in values]
    return np.array(rows, dtype=np.float64).reshape(len(rows), 2)


def _look_of(plan: Plan, squad: Squad) -> tuple[Look, int]:
    """Return what a plan's eyes rest on, and the number of the player where it is one, else NOBODY."""
    value = plan.look
    if value is None:
        value = "away" if plan.technique == "backheel" else "target"
    if isinstance(value, tuple):
        return Look.POINT, NOBODY
    if value == "target":
        return Look.TARGET, NOBODY
    if value == "away":
        return Look.AWAY, NOBODY
    return Look.PLAYER, squad.index(value)
