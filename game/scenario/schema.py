"""What a level file may say. docs/reference/levels.md and plans.md are made of it.

A field's description completes the sentence "expected ...", so that every fault of that field reads well.
"""

from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PlainValidator,
    Strict,
    StringConstraints,
    ValidationError,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from game.core.plan import Plan
from game.scenario.checks import crossing_faults, is_number, is_point

YARD = 0.9144
"""Metres."""

Point: TypeAlias = Annotated[tuple[float, float], Strict(False)]
"""Metres. TOML gives lists, hence not strict about the container; its numbers are."""

_NO_CONTROL = r"\x00-\x1f\x7f-\x9f\x{2028}\x{2029}"
ONE_LINE = rf"^[^{_NO_CONTROL}]*[^\s{_NO_CONTROL}][^{_NO_CONTROL}]*$"
"""A line that says something and holds no control characters: these steer terminals, and no font has them."""

Text: TypeAlias = Annotated[str, StringConstraints(max_length=300, pattern=ONE_LINE)]
Name: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[\w-]{1,12}$")]
Share: TypeAlias = Annotated[float, Field(ge=0.0, le=1.0)]
Degrees: TypeAlias = Annotated[float, Field(ge=-360.0, le=360.0)]
PassTechnique: TypeAlias = Literal["push", "backheel"]
AnyTechnique: TypeAlias = Literal["push", "backheel", "any"]
Control: TypeAlias = Literal["human1", "human2", "cpu", "still"]


def _wrong(expected: str) -> PydanticCustomError:
    return PydanticCustomError("backheel", "{expected}", {"expected": expected})


def _name_or_point(value: object) -> str | tuple[float, float]:
    if isinstance(value, str) and value:
        return value
    if is_point(value):
        return (float(value[0]), float(value[1]))
    raise _wrong("")


def _hips(value: object) -> Literal["natural", "square"] | float:
    if value == "natural":
        return "natural"
    if value == "square":
        return "square"
    if is_number(value) and -360.0 <= value <= 360.0:
        return float(value)
    raise _wrong("")


def _style(value: object) -> str:
    name = value.replace("-", "_") if isinstance(value, str) else value
    if name in STYLES:
        return str(name)
    raise _wrong("")


STYLES = ("novice", "patient", "gambler", "ball_watcher", "veteran")
Style: TypeAlias = Annotated[str, PlainValidator(_style)]
NameOrPoint: TypeAlias = Annotated[str | tuple[float, float], PlainValidator(_name_or_point)]
Hips: TypeAlias = Annotated[Literal["natural", "square"] | float, PlainValidator(_hips)]


_AnyTable = TypeVar("_AnyTable", bound="Table")


class Table(BaseModel):
    """A TOML table: strict, frozen, no unknown keys, no NaN."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)


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
        """The same as core data."""
        return Plan(**{name: getattr(self, name) for name in type(self).model_fields})


class PitchTable(Table):
    """The ground."""

    length: float = Field(ge=4.0, le=130.0, description="metres along x, from 4 to 130")
    width: float = Field(ge=4.0, le=100.0, description="metres along y, from 4 to 100")
    surface: Literal["dry", "wet", "bumpy", "artificial"] = Field(
        "dry", description="dry, wet, bumpy or artificial"
    )
    """The ground under the ball."""


class PlayerTable(Table):
    """Somebody on the pitch."""

    id: Name = Field(description="a short name of letters, digits, - and _, at most 12")
    """No two are the same; `target` and `away` are words of plans and no ids."""
    team: Literal["red", "blue"] = Field(description="red or blue")
    at: Point = Field(description="[x, y], two numbers of metres")
    """A place on the pitch, nobody else's."""
    facing: Degrees = Field(0.0, description="degrees from -360 to 360, counter-clockwise from +x")
    """Where hips, trunk and gaze point."""
    hips: Degrees | None = Field(None, description="degrees from -360 to 360")
    """The heading of the hips alone."""
    trunk: Degrees | None = Field(None, description="degrees from -360 to 360")
    """The heading of the trunk alone."""
    gaze: Degrees | None = Field(None, description="degrees from -360 to 360")
    """The heading of the gaze alone."""
    velocity: Point = Field((0.0, 0.0), description="[vx, vy], two numbers of m/s")
    """At most 12 m/s."""
    control: Control = Field("cpu", description="human1, human2, cpu or still")
    """`human1` and `human2` are people, each at most once; without a window they think for themselves. `cpu`
    thinks for itself. `still` keeps its place, turns to the ball and takes it within reach."""
    skill: Share = Field(0.7, description="a number from 0 to 1")
    """Of the better foot."""
    foot: Literal["right", "left"] = Field("right", description="right or left")
    """The better foot."""
    stamina: Share = Field(1.0, description="a number from 0 (spent) to 1 (fresh)")
    style: Style | None = Field(None, description="novice, patient, gambler, ball_watcher or veteran")
    """How a defender reads and when they leave their place."""
    runs_to: Point | None = Field(None, description="[x, y], two numbers of metres")
    """Where a computer team-mate sets off for at the start."""


class BallTable(Table):
    """Where the ball is at the start, either `holder` or `at`."""

    holder: str | None = Field(None, description="a player's id")
    """The ball lies at this player's feet, under control, and moves as they do. Either this or `at`."""
    at: Point | None = Field(None, description="[x, y], two numbers of metres")
    """Nobody has the ball, and it lies here."""
    velocity: Point | None = Field(None, description="[vx, vy], two numbers of m/s")
    """At most 45 m/s, only with `at`: the ball is already rolling."""


class WallTable(Table):
    """A board that sends the ball back."""

    start: Point = Field(alias="from", description="[x, y], two numbers of metres")
    """The ball comes back from both faces."""
    end: Point = Field(alias="to", description="[x, y], two numbers of metres")
    """At least 0.1 m from the other end."""


class ConeTable(Table):
    """A training cone."""

    at: Point = Field(description="[x, y], two numbers of metres")


TimeLimit: TypeAlias = Annotated[float, Field(gt=0.0, le=7200.0)]
Count: TypeAlias = Annotated[int, Field(ge=1, le=1000)]
_COUNT = "a whole number from 1 to 1000"
_LIMIT = "seconds above 0, at most 7200"
_TECHNIQUE = "push, backheel or any"
_MARK = "[x, y] of a point on a wall, two numbers of metres"
_WITHIN = "metres above 0, at most 20"


class CompletePass(Table):
    """Passes that a team-mate brings under control."""

    kind: Literal["complete_pass"]
    technique: AnyTechnique = Field("any", description=_TECHNIQUE)
    """The pass that counts."""
    count: Count = Field(1, description=_COUNT)
    """How many passes."""
    time_limit: TimeLimit | None = Field(None, description=_LIMIT)
    """The level is lost when it runs out."""
    to: str | None = Field(None, description="a player's id")
    """Only passes to this player count."""
    through: Annotated[tuple[int, int], Strict(False)] | None = Field(
        None, description="the numbers of two different cones, counted from 1 in the file's order"
    )
    """Only passes between these two cones count."""


class WallPasses(Table):
    """Clean contacts against a marked board."""

    kind: Literal["wall_passes"]
    technique: AnyTechnique = Field("any", description=_TECHNIQUE)
    """The strike that counts."""
    mark: Point = Field(description=_MARK)
    """Where the ball must meet the board."""
    within: float = Field(gt=0.0, le=20.0, description=_WITHIN)
    """How far from the mark along the wall it may be."""
    each_foot: Count | None = Field(None, description=_COUNT)
    """Clean contacts with the right foot, and as many with the left. Either this or `count`."""
    count: Count | None = Field(None, description=_COUNT)
    """Clean contacts in all."""
    min_distance: float = Field(0.0, ge=0.0, le=100.0, description="metres from 0 to 100")
    """From the mark; nearer strikes don't count."""
    time_limit: TimeLimit | None = Field(None, description=_LIMIT)
    """The level is lost when it runs out."""


class DribblePassReceive(Table):
    """Dribble, push against a marked board, take the rebound, and again."""

    kind: Literal["dribble_pass_receive"]
    technique: AnyTechnique = Field("push", description=_TECHNIQUE)
    """The strike that counts."""
    mark: Point = Field(description=_MARK)
    """Where the ball must meet the board."""
    within: float = Field(gt=0.0, le=20.0, description=_WITHIN)
    """How far from the mark along the wall it may be."""
    min_distance: float = Field(0.0, ge=0.0, le=100.0, description="metres from 0 to 100")
    """From the mark; nearer strikes don't count."""
    dribble: float = Field(3.0 * YARD, ge=0.0, le=50.0, description="metres from 0 to 50")
    """From touch to touch before the pass; 3 yards where it is left out."""
    count: Count = Field(1, description=_COUNT)
    """How many rounds."""
    time_limit: TimeLimit | None = Field(None, description=_LIMIT)
    """The level is lost when it runs out."""


class Free(Table):
    """No end and no score."""

    kind: Literal["free"]

    @property
    def time_limit(self) -> None:
        """None: it goes on for as long as one likes."""


ObjectiveTable: TypeAlias = CompletePass | WallPasses | DribblePassReceive | Free


class VisionTable(Table):
    """What the person at the controls gets to see."""

    limited: bool = Field(False, description="true or false")
    """Players outside the view cone fade to where they were last seen."""


class OptionTable(Table):
    """One answer to a freeze's question."""

    say: Text = Field(description="a line of text")
    plan: PlanTable = Field(description="a plan: { technique = ..., target = ... }")
    """Its players are in the level, and its target isn't an opponent of the ball's holder."""


class FreezeTable(Table):
    """Stop here and ask."""

    at: float = Field(ge=0.0, le=600.0, description="seconds from the start, 0 to 600")
    ask: Text = Field(description="a line of text")
    options: Annotated[tuple[OptionTable, ...], Strict(False)] = Field(
        max_length=9, description="a list of 1 to 9 options { say = ..., plan = ... }"
    )


class Level(Table):
    """A level file."""

    format: int = Field(ge=1, le=1, description="1")
    title: Text = Field(description="a line of text")
    teaches: Text = Field(description="a line of text")
    """In a coach's words."""
    pitch: PitchTable = Field(description="a table with length, width and surface")
    seed: int = Field(0, ge=0, lt=2**63, description="a whole number from 0")
    """The luck of the level when nobody asks for another."""
    players: Annotated[tuple[PlayerTable, ...], Strict(False)] = Field(
        alias="player", max_length=30, description="1 to 30 tables [[player]]"
    )
    ball: BallTable = Field(description="a table with holder, or with at")
    walls: Annotated[tuple[WallTable, ...], Strict(False)] = Field(
        (), alias="wall", max_length=50, description="at most 50 tables [[wall]]"
    )
    cones: Annotated[tuple[ConeTable, ...], Strict(False)] = Field(
        (), alias="cone", max_length=100, description="at most 100 tables [[cone]]"
    )
    objective: ObjectiveTable = Field(
        Free(kind="free"), discriminator="kind", description="a table with kind and its keys"
    )
    """What ends and scores the level; free play where it is left out."""
    vision: VisionTable = Field(VisionTable(limited=False), description="a table with limited")
    freezes: Annotated[tuple[FreezeTable, ...], Strict(False)] = Field(
        (), alias="freeze", max_length=50, description="at most 50 tables [[freeze]]"
    )

    @model_validator(mode="wrap")
    @classmethod
    def _together(cls, data: Any, handler: ModelWrapValidatorHandler["Level"]) -> "Level":
        raw = data if isinstance(data, dict) else {}
        faults = [fault(*found) for found in crossing_faults(raw)]
        return all_faults(cls, data, handler, faults)

    def index(self, name: str) -> int:
        """The number of the player with this id; raises KeyError where there is none."""
        for number, player in enumerate(self.players):
            if player.id == name:
                return number
        raise KeyError(name)


def fault(loc: tuple[str | int, ...], expected: str, value: object) -> InitErrorDetails:
    """A fault of ours, as pydantic reports its own."""
    return InitErrorDetails(type=_wrong(expected), loc=loc, input=value)


def all_faults(
    cls: type[_AnyTable],
    data: Any,
    handler: ModelWrapValidatorHandler[_AnyTable],
    faults: list[InitErrorDetails],
) -> _AnyTable:
    """Pydantic's own faults and ours in one report, so that a file's author sees them all at once."""
    try:
        model: _AnyTable = handler(data)
    except ValidationError as error:
        own: list[InitErrorDetails] = []
        for line in error.errors(include_url=False):
            kind = PydanticCustomError(line["type"], "{expected}", {"expected": _expectation(line)})
            own.append(InitErrorDetails(type=kind, loc=line["loc"], input=line["input"]))
        raise ValidationError.from_exception_data(cls.__name__, own + faults) from None
    if faults:
        raise ValidationError.from_exception_data(cls.__name__, faults)
    return model


def _expectation(line: Any) -> str:
    """What our own faults say; pydantic's are worded by the field's description."""
    context = line.get("ctx") or {}
    return str(context.get("expected", "")) if line["type"] == "backheel" else ""
