"""Every table of a file written by people shares types, strictness, and faults in our own words.

A field's description completes the sentence "expected ...", so that every fault of that field reads well.
"""

from dataclasses import dataclass
from typing import Annotated, Any, Final, Literal, TypeAlias, TypeVar

from pydantic import (
    BaseModel,
    ConfigDict,
    Field,
    ModelWrapValidatorHandler,
    PlainSerializer,
    PlainValidator,
    Strict,
    StringConstraints,
    ValidationError,
    WithJsonSchema,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from game.scenario.checks import is_number, is_point

YARD = 0.9144
"""Metres of a yard."""

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


AS_PLAIN: Final = PlainSerializer(
    lambda value: list(value) if isinstance(value, tuple) else value, return_type=Any
)
"""A serializer that writes values as TOML and JSON have them: what is no list in either is one there."""


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
POINT_FORM: Final[dict[str, Any]] = {
    "type": "array",
    "items": {"type": "number"},
    "minItems": 2,
    "maxItems": 2,
}
"""Two numbers, as a JSON schema says it."""
NAME_OR_POINT_FORM: Final[dict[str, Any]] = {"anyOf": [{"type": "string", "minLength": 1}, POINT_FORM]}
Style: TypeAlias = Annotated[str, PlainValidator(_style), WithJsonSchema({"enum": list(STYLES)})]
NameOrPoint: TypeAlias = Annotated[
    str | tuple[float, float],
    PlainValidator(_name_or_point),
    AS_PLAIN,
    WithJsonSchema(NAME_OR_POINT_FORM),
]
Hips: TypeAlias = Annotated[
    Literal["natural", "square"] | float,
    PlainValidator(_hips),
    WithJsonSchema(
        {"anyOf": [{"enum": ["natural", "square"]}, {"type": "number", "minimum": -360, "maximum": 360}]}
    ),
]


_AnyTable = TypeVar("_AnyTable", bound="Table")


@dataclass(frozen=True, slots=True)
class AskedStrike:
    """What a level asks of the strike that its person makes first."""

    technique: AnyTechnique = "any"
    to: tuple[str, ...] = ()
    """Players' ids, or words that stand for players, to whom the ball should go; empty where that is open."""
    carried: float = 0.0
    """Metres that the person carries the ball before it, at least."""
    distance: float = 0.0
    """Metres that the ball goes, at least."""


class Table(BaseModel):
    """A TOML table: strict, frozen, without unknown keys or NaN."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True, allow_inf_nan=False)


def fault(loc: tuple[str | int, ...], expected: str, value: object) -> InitErrorDetails:
    """Return a fault of ours, as pydantic reports its own."""
    return InitErrorDetails(type=_wrong(expected), loc=loc, input=value)


def all_faults(
    cls: type[_AnyTable],
    data: Any,
    handler: ModelWrapValidatorHandler[_AnyTable],
    faults: list[InitErrorDetails],
) -> _AnyTable:
    """Return pydantic's own faults and ours in one report, so that an author sees them all at once."""
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
    """Return what our own faults say; pydantic's are worded by the field's description."""
    context = line.get("ctx") or {}
    return str(context.get("expected", "")) if line["type"] == "backheel" else ""
