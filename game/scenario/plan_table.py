"""A plan as a file has it: one pass, decided in advance."""

from typing import Any, Literal

from pydantic import Field, ModelWrapValidatorHandler, model_validator
from pydantic_core import InitErrorDetails

from game.core.plan import Plan
from game.scenario.checks import is_point
from game.scenario.tables import Hips, NameOrPoint, PassTechnique, Point, Table, all_faults, fault


class PlanTable(Table):
    """One pass, decided in advance."""

    technique: PassTechnique = Field(description="push or backheel")
    """Inside of the foot, or heel."""
    target: NameOrPoint = Field(description="a team-mate's id, or [x, y] in metres")
    """For whom, or where to."""
    aim: Literal["feet", "far_foot", "lead"] | None = Field(None, description="feet, far_foot or lead")
    """Where at a team-mate: to their feet, to the foot away from their marker, or into their run."""
    look: NameOrPoint | None = Field(None, description="target, away, a player's id, or [x, y] in metres")
    """Where the gaze rests before contact."""
    look_time: float | None = Field(None, ge=0.0, le=10.0, description="seconds from 0 to 10")
    """How long the gaze rests there before contact."""
    hips: Hips | None = Field(None, description="natural, square, or degrees from -360 to 360")
    """What the body shows during the run-up."""
    backswing: float | None = Field(None, gt=0.0, le=2.0, description="seconds above 0, at most 2")
    """Time from the start of the backswing to contact; it bounds the ball's speed."""
    speed: float | None = Field(None, gt=0.0, le=40.0, description="m/s above 0, at most 40")
    """Ball speed off the foot that the player tries for."""
    delay: float | None = Field(None, ge=0.0, le=30.0, description="seconds from 0 to 30")
    """How long the player holds the ball before the motion starts."""
    timing: float | None = Field(None, ge=-1.0, le=1.0, description="seconds from -1 to 1")
    """Contact before (-) or after (+) the sweet moment."""
    ball_offset: Point | None = Field(
        None, description="[forward, lateral], two numbers of metres from -1 to 1"
    )
    """Instead of `timing`: the ball's centre relative to the plant foot at contact, forward along the hips,
    lateral toward the kicking foot. The push's sweet spot is about [0.0, 0.17], the heel's lies behind the
    plant foot."""
    lean: float | None = Field(None, ge=-1.0, le=1.0, description="from -1 (back) to 1 (over the ball)")
    """How the body leans at contact."""
    follow_through: float | None = Field(
        None, ge=0.0, le=2.0, description="a number from 0 (cut short) to 2 (too far)"
    )
    """How far the leg goes on after contact; 1 is full."""
    foot: Literal["left", "right"] | None = Field(None, description="left or right")
    """The kicking foot."""

    @model_validator(mode="wrap")
    @classmethod
    def _together(cls, data: Any, handler: ModelWrapValidatorHandler["PlanTable"]) -> "PlanTable":
        faults: list[InitErrorDetails] = []
        if isinstance(data, dict):
            if data.get("timing") is not None and data.get("ball_offset") is not None:
                faults.append(fault(("timing",), "timing or ball_offset, not both", data["timing"]))
            offset = data.get("ball_offset")
            if is_point(offset) and not all(-1.0 <= part <= 1.0 for part in offset):
                expected = "[forward, lateral], two numbers of metres from -1 to 1"
                faults.append(fault(("ball_offset",), expected, offset))
        return all_faults(cls, data, handler, faults)

    def plan(self) -> Plan:
        """Return the plan as core data."""
        return Plan(**{name: getattr(self, name) for name in type(self).model_fields})
