"""A plan: one pass, decided in advance. What INTERFACES calls a plan, as data.

Every key but technique and target may be None, and then takes the value that a sound player would choose.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Plan:
    """Keys, units and ranges as the level format documents them (docs/reference/plans.md)."""

    technique: Literal["push", "backheel", "shot"]
    target: str | Point
    """A team-mate's id or a point, metres."""
    aim: Literal["feet", "far_foot", "lead"] | None = None
    look: str | Point | None = None
    """``target``, ``away``, an id, or a point."""
    look_time: float | None = None
    """Seconds."""
    hips: Literal["natural", "square"] | float | None = None
    """What the body shows in the run-up; a number is a heading in degrees."""
    backswing: float | None = None
    """Seconds from backswing start to contact."""
    speed: float | None = None
    """m/s off the foot."""
    delay: float | None = None
    """Seconds before the motion starts."""
    timing: float | None = None
    """Seconds after the sweet moment (negative: before)."""
    ball_offset: Point | None = None
    """Metres, instead of timing: wished ball centre relative to the plant foot."""
    lean: float | None = None
    """-1 to 1."""
    follow_through: float | None = None
    """0 to 2."""
    foot: Literal["left", "right"] | None = None
