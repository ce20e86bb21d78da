"""A plan is one pass that is decided in advance, as plain data.

Every key but technique and target may be None, and then takes the value that a sound player would choose.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

Point: TypeAlias = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Plan:
    """One pass, decided in advance: keys, units and ranges are those of docs/reference/plans.md."""

    technique: Literal["push", "backheel", "shot"]
    target: str | Point
    """The pass goes to a team-mate, named by id, or to a point in metres."""
    aim: Literal["feet", "far_foot", "lead"] | None = None
    look: str | Point | None = None
    """The passer looks at the ``target``, ``away`` from it, at the player with an id, or at a point in
    metres."""
    look_time: float | None = None
    """Seconds for which the passer looks there."""
    hips: Literal["natural", "square"] | float | None = None
    """The body shows this in the run-up; a number is a heading in degrees."""
    backswing: float | None = None
    """Seconds from the start of the backswing to contact."""
    speed: float | None = None
    """m/s of the ball off the foot."""
    delay: float | None = None
    """Seconds before the motion starts."""
    timing: float | None = None
    """Seconds from the sweet moment to contact; negative is before it."""
    ball_offset: Point | None = None
    """Metres: wished ball centre relative to the plant foot, in place of ``timing``."""
    lean: float | None = None
    """Lean of the body, -1 (back) to 1 (over the ball)."""
    follow_through: float | None = None
    """Follow-through, 0 (cut short) to 1 (full) to 2 (too far)."""
    foot: Literal["left", "right"] | None = None
