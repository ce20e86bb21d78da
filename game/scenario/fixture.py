"""A fixture says what a match or a rondo is played with: plain JSON or TOML, strictly checked."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import (
    Field,
    ModelWrapValidatorHandler,
    PlainValidator,
    Strict,
    StringConstraints,
    model_validator,
)
from pydantic_core import InitErrorDetails, PydanticCustomError

from game.core.surfaces import EXPECTED, SurfaceName
from game.scenario.errors import LevelError
from game.scenario.load import parse_as, read_toml, read_written
from game.scenario.tables import ONE_LINE, STYLES, Table, all_faults, fault
from game.scenario.words import path_words
from game.storage import strict_json

SideControl: TypeAlias = Literal["human1", "human2", "both", "cpu"]
Title: TypeAlias = Annotated[str, StringConstraints(max_length=24, pattern=ONE_LINE)]
Kit: TypeAlias = Annotated[str, StringConstraints(pattern=r"^[\w-]{1,24}$")]

PEOPLE: Final = ("human1", "human2")
MIXED: Final = "mixed"
SIDES: Final = ("red", "blue")


def _style(value: object) -> str:
    name = value.replace("-", "_") if isinstance(value, str) else value
    if name in (MIXED, *STYLES):
        return str(name)
    raise PydanticCustomError("backheel", "{expected}", {"expected": ""})


Style: TypeAlias = Annotated[str, PlainValidator(_style)]


PlayerName: TypeAlias = Annotated[
    str, StringConstraints(max_length=14, pattern=r"^[^\x00-\x1f\x7f-\x9f\x{2028}\x{2029}]*$")
]
LATER_KEYS: Final = {"limited_vision": False}
"""Keys that came later, with what they stood at before there were any: so they leave digests as they were."""


class Side(Table):
    """One of the two teams."""

    name: Title = Field(default="", description="a name of at most 24 letters")
    kit: Kit = Field(default="", description="a kit's name")
    control: SideControl = Field(default="cpu", description="human1, human2, both or cpu")
    strength: int = Field(default=3, ge=1, le=5, description="a whole number from 1 (weak) to 5 (strong)")
    players: Annotated[tuple[PlayerName, ...], Strict(False)] = Field(
        default=(), max_length=11, description="at most 11 names of at most 14 letters, by shirt number"
    )
    """Names of the players by shirt number from 1; empty where one has none, or they end early."""
    style: Style = Field(default=MIXED, description=f"mixed, {', '.join(STYLES[:-1])} or {STYLES[-1]}")

    @property
    def people(self) -> tuple[str, ...]:
        """The people at the controls of this side."""
        return PEOPLE if self.control == "both" else (self.control,) if self.control in PEOPLE else ()


def _side(name: str) -> Side:
    return Side(name=name.title(), kit=name)


class _Contest(Table):
    """What every contest of two sides has."""

    surface: SurfaceName = Field(default="dry", description=EXPECTED)
    red: Side = Field(default_factory=lambda: _side("red"), description="a table of a side's keys")
    blue: Side = Field(default_factory=lambda: _side("blue"), description="a table of a side's keys")

    @model_validator(mode="wrap")
    @classmethod
    def _together(cls, data: Any, handler: ModelWrapValidatorHandler["_Contest"]) -> "_Contest":
        return all_faults(cls, _named(data), handler, list(_people_faults(data)))

    @property
    def sides(self) -> tuple[Side, Side]:
        """Both sides, red first."""
        return (self.red, self.blue)

    @property
    def people(self) -> dict[str, int]:
        """``human1`` and ``human2`` to the number of their side, 0 red and 1 blue."""
        return {name: number for number, side in enumerate(self.sides) for name in side.people}

    @property
    def title(self) -> str:
        """The names of both sides, as ``Red v Blue``."""
        return f"{self.red.name} v {self.blue.name}"

    @property
    def digest(self) -> str:
        """SHA-256 of all that the fixture says, in hexadecimal."""
        data = self.model_dump(mode="json")
        data = {key: value for key, value in data.items() if LATER_KEYS.get(key, ...) != value}
        for name in SIDES:
            if not data[name]["players"]:
                del data[name]["players"]
        words = json.dumps(data, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(words.encode()).hexdigest()


def _named(data: Any) -> Any:
    """Call a side without a name or kit after its colour."""
    if not isinstance(data, Mapping):
        return data
    named = dict(data)
    for name in SIDES:
        side = named.get(name)
        if isinstance(side, Mapping):
            named[name] = {"name": name.title(), "kit": name, **side}
    return named


def _people_faults(data: Any) -> Iterator[InitErrorDetails]:
    if not isinstance(data, Mapping):
        return
    red, blue = (data[n].get("control") if isinstance(data.get(n), Mapping) else None for n in SIDES)
    both = isinstance(red, str) and isinstance(blue, str) and "cpu" not in (red, blue)
    if both and (red == blue or "both" in (red, blue)):
        yield fault(("blue", "control"), f"somebody who isn't playing for red ({red})", blue)


class Fixture(_Contest):
    """A small-sided match."""

    a_side: int = Field(default=5, ge=3, le=11, description="a whole number of players a side from 3 to 11")
    goals: Literal["keepers", "small"] = Field(default="keepers", description="keepers or small")
    minutes: float = Field(
        default=6.0, ge=0.5, le=90.0, description="minutes of both halves together, from 0.5 to 90"
    )
    offside: bool = Field(default=False, description="true or false")
    golden_goal: bool = Field(default=True, description="true or false")
    boards: bool = Field(default=False, description="true or false")
    """Whether boards stand all round, so that the ball never goes out."""
    quick: bool = Field(default=False, description="true or false")
    """Whether restarts are quick: short waits, and kick-ins that may be dribbled."""
    limited_vision: bool = Field(default=False, description="true or false")
    """Whether people see others only where their own player looks, as the computer's players always do."""

    @property
    def keepers(self) -> bool:
        """Whether each side has a player who may use the hands."""
        return self.goals == "keepers"


class RondoFixture(_Contest):
    """Keep-ball in a square: one side keeps it, two of the other hunt it, and then the other way round."""

    keepers: int = Field(default=4, ge=4, le=5, description="4 or 5 who keep the ball")
    size: float = Field(
        default=11.0, ge=6.0, le=20.0, description="metres a side of the square, from 6 to 20"
    )
    one_touch: bool = Field(default=False, description="true or false")
    heel_only: bool = Field(default=False, description="true or false")
    points: int = Field(default=10, ge=1, le=99, description="a whole number of points to win from 1 to 99")
    minutes: float = Field(default=4.0, ge=0.5, le=90.0, description="minutes at most, from 0.5 to 90")
    turn_passes: int = Field(
        20, ge=1, le=1000, description="a whole number of passes after which roles swap, from 1 to 1000"
    )


def parse_fixture(raw: Mapping[str, Any], where: str) -> Fixture:
    """Return a match from plain values; raises LevelError with a line a fault."""
    return parse_as(Fixture, raw, where)


def parse_rondo(raw: Mapping[str, Any], where: str) -> RondoFixture:
    """Return a rondo from plain values; raises LevelError with a line a fault."""
    return parse_as(RondoFixture, raw, where)


def load_table(path: Path | str, what: str = "a fixture") -> tuple[dict[str, Any], str]:
    """Return the plain values of a TOML or JSON file, and its name for messages."""
    file = Path(path)
    where = path_words(file)
    if file.suffix.lower() != ".json":
        return read_toml(file, what), where
    text = read_written(file, what)
    try:
        raw = strict_json.loads(text)
    except ValueError as error:
        raise LevelError([f"{where}: expected valid JSON (got: {error})"]) from None
    if not isinstance(raw, dict):
        raise LevelError([f"{where}: expected a JSON object"])
    return raw, where
