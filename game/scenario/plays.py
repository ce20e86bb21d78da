"""A level has more than its first picture: who passes how, what is drawn for each go, what is sound."""

from typing import Annotated, Any, Final, Literal

from pydantic import Field, ModelWrapValidatorHandler, PlainValidator, WithJsonSchema, model_validator
from pydantic_core import InitErrorDetails, PydanticCustomError

from game.scenario.links import Seconds
from game.scenario.plan_table import PlanTable
from game.scenario.tables import NameOrPoint, Point, Table, all_faults, fault

MOMENTS = ("start", "strike", "receive")
ACTS = ("pass", "fake", "look", "run", "wait", "shield", "read", "press", "cover")


def _moment(value: object) -> str | float:
    if value in MOMENTS:
        return str(value)
    if isinstance(value, int | float) and not isinstance(value, bool) and 0.0 <= value <= 60.0:
        return float(value)
    raise PydanticCustomError("backheel", "{expected}", {"expected": ""})


_MOMENT_FORM: Final[dict[str, Any]] = {
    "anyOf": [{"enum": list(MOMENTS)}, {"type": "number", "minimum": 0, "maximum": 60}]
}


class RunTable(Table):
    """Where a computer's player sets off for, and when."""

    to: Point = Field(description="[x, y], two numbers of metres")
    when: Annotated[str | float, PlainValidator(_moment), WithJsonSchema(_MOMENT_FORM)] = Field(
        "start", description="start, strike, receive or seconds from 0 to 60"
    )
    """`strike`: with the first kick. `receive`: when somebody else gets it after that."""


class PasserTable(Table):
    """A pass that a computer's player gives, drawn for each go among those with the same `by`."""

    by: str = Field(description="a player's id")
    weight: int = Field(1, ge=1, le=100, description="a whole number from 1 to 100")
    """Weight with which it is drawn, against the others."""
    plan: PlanTable = Field(description="a plan: { technique = ..., target = ... }")
    kind: str | None = Field(None, min_length=1, max_length=30, description="a word of at most 30 letters")
    """The kind of pass that it is, for `each = "plan"`; left out, its technique."""
    onside_by: float | None = Field(None, gt=0.0, le=20.0, description="metres above 0, at most 20")
    """It isn't given until its receiver is about to be onside by less than this at the kick; never to one who
    is offside by then."""

    @property
    def kind_of_pass(self) -> str:
        """The word that tells it from passes of other kinds."""
        return self.kind or self.plan.technique


class VariantTable(Table):
    """One is drawn for each go."""

    changes: dict[str, Any] = Field(alias="set", description="a table of dotted keys, as in --level-set")
    """Of players, ball, passers, `sound` and `poor`: `"player.D1.at" = [2.0, 1.0]`."""

    def __hash__(self) -> int:
        """Return a hash of what it changes, in order: a level is looked up by its hash."""
        return hash(repr(sorted(self.changes.items(), key=lambda item: item[0])))


class ChoiceTable(Table):
    """Something that the person chooses before the level; the best is kept for each."""

    key: str = Field(description="a dotted key, as in --level-set")
    values: Annotated[tuple[str | int | float, ...], Field(strict=False)] = Field(
        min_length=2, max_length=9, description="a list of 2 to 9 words or numbers"
    )
    """The first is what the file has."""


class ZoneTable(Table):
    """A part of the pitch: a rectangle, or a circle."""

    id: Annotated[str, Field(pattern=r"^[\w-]{1,12}$")] = Field(
        description="a short name of letters, digits, - and _, at most 12"
    )
    start: Point | None = Field(None, alias="from", description="[x, y], two numbers of metres")
    """One corner."""
    end: Point | None = Field(None, alias="to", description="[x, y], two numbers of metres")
    """The corner opposite."""
    at: Point | None = Field(None, description="[x, y], two numbers of metres")
    """A circle's middle."""
    circle: float | None = Field(None, gt=0.0, le=100.0, description="metres above 0, at most 100")
    """Metres of the circle's radius. Either `from` and `to`, or `at` and `circle`."""

    @model_validator(mode="wrap")
    @classmethod
    def _together(cls, data: Any, handler: ModelWrapValidatorHandler["ZoneTable"]) -> "ZoneTable":
        faults: list[InitErrorDetails] = []
        if isinstance(data, dict):
            corners, round_ = {"from", "to"} & set(data), {"at", "circle"} & set(data)
            if (len(corners), len(round_)) not in ((2, 0), (0, 2)):
                expected = "from and to of a rectangle, or at and circle of a round one"
                faults.append(fault(("from",), expected, data.get("from")))
        return all_faults(cls, data, handler, faults)

    def holds(self, x: float, y: float) -> bool:
        """Return whether a point lies inside."""
        if self.at is not None and self.circle is not None:
            dx, dy = x - self.at[0], y - self.at[1]
            return dx * dx + dy * dy <= self.circle * self.circle
        if self.start is None or self.end is None:
            return False
        (x0, y0), (x1, y1) = self.start, self.end
        return min(x0, x1) <= x <= max(x0, x1) and min(y0, y1) <= y <= max(y0, y1)


class GoalTable(Table):
    """A goal on the end line of the side that defends it: red's at negative x, blue's at positive x."""

    side: Literal["red", "blue"] = Field(description="red or blue")
    width: float = Field(ge=0.5, le=20.0, description="metres from 0.5 to 20")
    height: float = Field(1.83, ge=0.5, le=5.0, description="metres from 0.5 to 5")
    area: float = Field(6.0, ge=0.0, le=40.0, description="metres from 0 to 40")
    """From its middle, within which its keeper may use the hands."""


class LawsTable(Table):
    """What holds besides the objective."""

    offside: bool = Field(False, description="true or false")
    """Whether an attacker who was offside at the strike may not play the ball: that ends the go."""
    play: Literal["drill", "free"] = Field("drill", description="drill or free")
    """`drill`: the computer's team-mates keep their places and give the ball back. `free`: they play as in a
    match, offer themselves, run with the ball, pass and shoot."""
    touches: int | None = Field(None, ge=1, le=20, description="a whole number from 1 to 20")
    """Touches that the person may have before somebody else touches the ball, the pass among them; one more
    ends the go. Only where the objective is made of links."""
    memory: bool = Field(True, description="true or false")
    """Whether opponents remember from go to go how the person plays."""
    given_back: bool = Field(False, description="true or false")
    """Whether everybody is put back once the other side has won the ball and kept it for a moment, as in a
    rondo. Only where the objective is made of links and has no `goes`: a go ends there by itself."""


class StepTable(Table):
    """One thing that the person does in the sound or the poor way to play a level; one act in each."""

    called: str | None = Field(None, description="a player's id")
    """Only while this player is called."""
    pass_: PlanTable | None = Field(
        None, alias="pass", description="a plan: { technique = ..., target = ... }"
    )
    """Carried out as soon as the person has the ball; a ball that comes is struck first time where the plan
    says `delay = 0`."""
    fake: NameOrPoint | None = Field(None, description="a player's id, or [x, y] in metres")
    """Begin a kick at this one and break it off after `seconds`."""
    look: NameOrPoint | None = Field(None, description="a player's id, or [x, y] in metres")
    """Look there for `seconds`."""
    run: NameOrPoint | None = Field(None, description="a player's id, or [x, y] in metres")
    """Run there, for `seconds` at most; with the ball at the feet, carry it."""
    wait: Seconds | None = Field(None, description="seconds from 0 to 600")
    """Seconds to stand."""
    shield: Seconds | None = Field(None, description="seconds from 0 to 600")
    """Seconds to keep the body between opponent and ball."""
    read: Literal["body", "eyes", "late", "push", "backheel"] | None = Field(
        None, description="body, eyes, late, push or backheel"
    )
    """Wait for a pass and go for it: trusting hips and plant foot, trusting the eyes, only once it is on its
    way, or guessing that technique."""
    press: NameOrPoint | None = Field(None, description="a player's id, or [x, y] in metres")
    """Close down this player, over a point `by_way_of` where that is given."""
    cover: NameOrPoint | None = Field(None, description="a player's id, or [x, y] in metres")
    """Stay between the ball and this, two metres from the ball."""
    by_way_of: Point | None = Field(None, description="[x, y], two numbers of metres")
    seconds: Seconds | None = Field(None, description="seconds from 0 to 600")
    """Seconds that the act lasts at most."""
    first_time: bool = Field(False, description="true or false")
    """Of a pass: strike a ball that comes without taking it first."""

    @model_validator(mode="wrap")
    @classmethod
    def _together(cls, data: Any, handler: ModelWrapValidatorHandler["StepTable"]) -> "StepTable":
        faults: list[InitErrorDetails] = []
        if isinstance(data, dict):
            acts = [name for name in ACTS if data.get(name) is not None]
            if len(acts) != 1:
                expected = f"one of {', '.join(ACTS)} in each step"
                faults.append(fault((acts[1] if len(acts) > 1 else "pass",), expected, None))
            elif data.get("by_way_of") is not None and acts != ["press"]:
                faults.append(fault(("by_way_of",), "no by_way_of without press", data["by_way_of"]))
            elif data.get("seconds") is not None and acts[0] in ("pass", "wait", "shield"):
                faults.append(fault(("seconds",), f"no seconds beside {acts[0]}", data["seconds"]))
            elif data.get("first_time") and acts != ["pass"]:
                faults.append(fault(("first_time",), "no first_time without pass", True))
        return all_faults(cls, data, handler, faults)

    @property
    def act(self) -> str:
        """The one of :data:`ACTS` that it is."""
        return next(name for name in ACTS if getattr(self, "pass_" if name == "pass" else name) is not None)


__all__ = ["ACTS", "MOMENTS", "ChoiceTable", "GoalTable", "LawsTable", "PasserTable", "RunTable",
           "StepTable", "VariantTable", "ZoneTable"]  # fmt: skip
