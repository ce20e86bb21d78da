"""What a lesson file may say. docs/reference/lessons.md is made of it.

A field's description completes the sentence "expected ...", as in :mod:`game.scenario.schema`.
"""

from collections.abc import Iterator
from typing import Annotated, Any, Literal, TypeAlias, TypeVar

from pydantic import (
    Field,
    ModelWrapValidatorHandler,
    PlainValidator,
    Strict,
    StringConstraints,
    model_validator,
)
from pydantic_core import PydanticCustomError

from game.scenario.checks import Loc, is_number, is_point
from game.scenario.plan_table import PlanTable
from game.scenario.tables import ONE_LINE, Table, Text, all_faults, fault

Line: TypeAlias = Annotated[str, StringConstraints(max_length=160, pattern=ONE_LINE)]
"""A question or an answer: a line that a room reads from the back."""
Seconds: TypeAlias = Annotated[float, Field(gt=0.0, le=3600.0)]

_AnyPart = TypeVar("_AnyPart", bound="PartTable")
_SET = 'a table of dotted level keys, as in { "player.D1.style" = "patient" }'
_AT = "seconds from the level's start, 0 to 600"
_LINE = "a line of text, at most 160 letters"
_TEXT = "a line of text"


def _level_set(value: object) -> dict[str, Any]:
    if isinstance(value, dict) and all(isinstance(key, str) for key in value):
        return dict(value)
    raise PydanticCustomError("backheel", "{expected}", {"expected": _SET})


WHERE = ("player", "meets")
"""What may stand before a player's id in a point's truth."""


def _point_truth(value: object) -> str | tuple[float, float]:
    if isinstance(value, str) and (value in ("rest", "value") or value.split(":")[0] in WHERE):
        return value
    if is_point(value):
        return (float(value[0]), float(value[1]))
    raise PydanticCustomError("backheel", "{expected}", {"expected": ""})


def _right(value: object) -> tuple[str, ...] | tuple[float, float]:
    if is_point(value):
        return (float(value[0]), float(value[1]))
    if isinstance(value, list | tuple) and value and all(isinstance(name, str) and name for name in value):
        return tuple(value)
    raise PydanticCustomError("backheel", "{expected}", {"expected": ""})


LevelSet: TypeAlias = Annotated[dict[str, Any], PlainValidator(_level_set)]
PointTruth: TypeAlias = Annotated[str | tuple[float, float], PlainValidator(_point_truth)]
Right: TypeAlias = Annotated[tuple[str, ...] | tuple[float, float], PlainValidator(_right)]


class LessonOption(Table):
    """One answer to choose."""

    say: Line = Field(description=_LINE)
    plan: PlanTable | None = Field(None, description="a plan: { technique = ..., target = ... }")
    level_set: LevelSet = Field(default_factory=dict, description=_SET)


class PartTable(Table):
    """What every part may have."""

    reveal: Text | None = Field(None, description=_TEXT)
    minutes: float | None = Field(None, gt=0.0, le=120.0, description="minutes above 0, at most 120")
    optional: bool = Field(False, description="true or false: may be left out where time is short")

    @model_validator(mode="wrap")
    @classmethod
    def _together(cls: type[_AnyPart], data: Any, handler: ModelWrapValidatorHandler[_AnyPart]) -> _AnyPart:
        raw = data if isinstance(data, dict) else {}
        return all_faults(cls, data, handler, [fault(*found) for found in cls.crossing(raw)])

    @classmethod
    def crossing(cls, raw: dict[str, Any]) -> Iterator[tuple[Loc, str, object]]:
        """Return what doesn't hold between the keys of the raw table."""
        yield from ()


class MomentPart(PartTable):
    """A part that shows a moment of a level."""

    level: str = Field(min_length=1, max_length=200, description="a level's name, or a level file's path")
    at: float = Field(0.0, ge=0.0, le=600.0, description=_AT)
    freeze: int | None = Field(
        None, ge=1, le=50, description="the number of one of the level's [[freeze]] tables"
    )
    level_set: LevelSet = Field(default_factory=dict, description=_SET)
    n: int = Field(1000, ge=1, le=100_000, description="a whole number of worlds from 1 to 100000")
    seed: int = Field(0, ge=0, lt=2**63, description="a whole number from 0")

    @classmethod
    def crossing(cls, raw: dict[str, Any]) -> Iterator[tuple[Loc, str, object]]:
        """Yield the faults of moments: each is named once."""
        if "at" in raw and "freeze" in raw:
            yield ("freeze",), "at or freeze, not both", raw["freeze"]


class AskingPart(MomentPart):
    """A part with a question that everybody answers."""

    ask: Line | None = Field(None, description=_LINE)
    seconds: Seconds | None = Field(None, description="seconds above 0, at most 3600")
    discuss: bool = Field(False, description="true or false: vote, discuss, vote again")
    between: Literal["look"] | None = Field(
        None, description="look: the picture is whole before the second vote"
    )
    reveal_after: int | None = Field(None, ge=1, le=200, description="the number of a later part")
    because: Annotated[tuple[Line, ...], Strict(False)] = Field(
        (), max_length=5, description="a list of 2 to 5 reasons"
    )

    @property
    def rounds(self) -> int:
        """How often everybody votes."""
        return 2 if self.discuss or self.between else 1

    @classmethod
    def crossing(cls, raw: dict[str, Any]) -> Iterator[tuple[Loc, str, object]]:
        """Yield the faults of a question's words: it has its own, or the freeze's."""
        yield from super().crossing(raw)
        if "ask" not in raw and "freeze" not in raw:
            yield ("ask",), "a line of text, the question", None
        because = raw.get("because")
        if isinstance(because, list | tuple) and len(because) == 1:
            yield ("because",), "a list of 2 to 5 reasons", because


class TextPart(PartTable):
    """Words alone."""

    kind: Literal["text"]
    text: Text = Field(description=_TEXT)


class WatchPart(MomentPart):
    """A moment that is played."""

    kind: Literal["watch"]
    text: Text | None = Field(None, description=_TEXT)
    plan: PlanTable | None = Field(None, description="a plan: { technique = ..., target = ... }")
    plans: Annotated[tuple[PlanTable, ...], Strict(False)] = Field(
        (), max_length=4, description="a list of at most 4 plans, played with the same luck"
    )
    world: int = Field(0, ge=0, lt=100_000, description="the number of a world, from 0")
    deal: Annotated[tuple[int, int], Strict(False)] | None = Field(
        None, description="[tries, times], two whole numbers from 1 to 100"
    )
    fresh: bool = Field(False, description="true or false: with luck that nobody has seen")

    @classmethod
    def crossing(cls, raw: dict[str, Any]) -> Iterator[tuple[Loc, str, object]]:
        """Yield faults unless there are one plan or several, and numbers that can be dealt."""
        yield from super().crossing(raw)
        if raw.get("plan") is not None and raw.get("plans"):
            yield ("plans",), "plan or plans, not both", raw["plans"]
        deal = raw.get("deal")
        whole = isinstance(deal, list | tuple) and all(type(part) is int for part in deal)
        if whole and not all(1 <= part <= 100 for part in deal or ()):
            yield ("deal",), "[tries, times], two whole numbers from 1 to 100", deal


class ChoosePart(AskingPart):
    """One of several plans, or of several ways to stand against them."""

    kind: Literal["choose"]
    options: Annotated[tuple[LessonOption, ...], Strict(False)] = Field(
        (), max_length=9, description="a list of 2 to 9 options { say = ..., plan = ... }"
    )
    want: Literal["most", "fewest"] = Field("most", description="most or fewest")
    against: Annotated[tuple[PlanTable, ...], Strict(False)] = Field(
        (), max_length=40, description="a list of at most 40 plans, of which the passer takes the best"
    )
    replies: int | None = Field(None, ge=1, le=2000, description="a whole number from 1 to 2000")
    opinion: bool = Field(False, description="true or false: nothing is right or wrong")
    from_write: bool = Field(False, description="true or false: the options are what the room wrote before")

    @classmethod
    def crossing(cls, raw: dict[str, Any]) -> Iterator[tuple[Loc, str, object]]:
        """Options come from one place, and each has a value unless it is an opinion."""
        yield from super().crossing(raw)
        options, given = raw.get("options"), "options" in raw
        if raw.get("from_write") is True:
            if given:
                yield ("options",), "options or from_write, not both", options
            return
        if not given and "freeze" not in raw:
            yield ("options",), "a list of 2 to 9 options { say = ..., plan = ... }", None
        if isinstance(options, list | tuple) and len(options) < 2:
            yield ("options",), "a list of 2 to 9 options { say = ..., plan = ... }", options
        if raw.get("against") and raw.get("replies") is not None:
            yield ("replies",), "against or replies, not both", raw["replies"]
        yield from cls._values(raw)

    @classmethod
    def _values(cls, raw: dict[str, Any]) -> Iterator[tuple[Loc, str, object]]:
        answered = bool(raw.get("against")) or raw.get("replies") is not None
        options = raw.get("options")
        for number, option in enumerate(options if isinstance(options, list | tuple) else ()):
            if not isinstance(option, dict):
                continue
            has, place = option.get("plan") is not None, ("options", number, "plan")
            if raw.get("opinion") is True and has:
                yield place, "no plan, it is an opinion", option["plan"]
            elif answered and has:
                yield place, "no plan: the passer's are in against, or found for replies", option["plan"]
            elif not answered and not has and raw.get("opinion") is not True:
                yield place, "a plan, or opinion = true in the part", None


class PointPart(AskingPart):
    """A place on the pitch, or a player."""

    kind: Literal["point"]
    right: Right | None = Field(None, description="a list of players' ids, or [x, y] in metres")
    within: float = Field(2.0, gt=0.0, le=50.0, description="metres above 0, at most 50")
    truth: PointTruth | None = Field(None, description='"player:ID", "rest", "meets:ID", or [x, y] in metres')
    as_pass: bool = Field(
        False, description='true or false: the point is where a pass goes (the same as truth = "value")'
    )
    plan: PlanTable | None = Field(None, description="a plan: { technique = ..., target = ... }")

    @classmethod
    def crossing(cls, raw: dict[str, Any]) -> Iterator[tuple[Loc, str, object]]:
        """Yield the faults of what is right: one thing is."""
        yield from super().crossing(raw)
        given = [key for key in ("right", "truth") if raw.get(key) is not None]
        given += ["as_pass"] * (raw.get("as_pass") is True and raw.get("truth") != "value")
        if len(given) != 1:
            yield (
                ((given or ["right"])[-1],),
                "one of right, truth and as_pass",
                raw.get((given or ["right"])[-1]),
            )
        truth = raw.get("truth")
        needs_plan = raw.get("as_pass") is True or (
            isinstance(truth, str) and not truth.startswith("player:")
        )
        if needs_plan and raw.get("plan") is None:
            yield ("plan",), "a plan: { technique = ..., target = ... }", None


class EstimatePart(AskingPart):
    """How many of a hundred arrive."""

    kind: Literal["estimate"]
    plan: PlanTable | None = Field(None, description="a plan: { technique = ..., target = ... }")
    truth: float | None = Field(None, ge=0.0, le=100.0, description="a number from 0 to 100")
    replies: int | None = Field(None, ge=1, le=2000, description="a whole number from 1 to 2000")
    own: bool = Field(False, description="true or false: everybody guesses what they wrote before")

    @classmethod
    def crossing(cls, raw: dict[str, Any]) -> Iterator[tuple[Loc, str, object]]:
        """Yield the faults of where the truth comes from: it comes from one place."""
        yield from super().crossing(raw)
        given = [key for key in ("plan", "truth", "replies") if raw.get(key) is not None]
        given += ["own"] * (raw.get("own") is True)
        if len(given) != 1:
            key = (given or ["plan"])[-1]
            yield (key,), "one of plan, truth, replies and own", raw.get(key)


class ReadPart(MomentPart):
    """The motion stops: where will the ball go?"""

    kind: Literal["read"]
    text: Text | None = Field(None, description=_TEXT)
    ask: Line | None = Field(None, description=_LINE)
    seconds: Seconds = Field(6.0, description="seconds above 0, at most 3600")
    stops: Annotated[tuple[float, ...], Strict(False)] = Field(
        min_length=1, max_length=12, description="a list of 1 to 12 different seconds from -3 to 0"
    )
    trials: int = Field(ge=1, le=1000, description="a whole number from 1 to 1000")
    targets: Annotated[tuple[str, str], Strict(False)] = Field(description="two team-mates' ids")
    plans: Annotated[tuple[PlanTable, ...], Strict(False)] = Field(
        (), description="two plans, one to each of the targets"
    )
    training: bool = Field(False, description="true or false: everybody is told after each")

    @classmethod
    def crossing(cls, raw: dict[str, Any]) -> Iterator[tuple[Loc, str, object]]:
        """Yield the faults of words, of stops that can't be, and of anything but two targets."""
        yield from super().crossing(raw)
        if raw.get("text") is None and raw.get("ask") is None:
            yield ("ask",), "a line of text, the question", None
        stops = raw.get("stops")
        if isinstance(stops, list | tuple) and all(is_number(stop) for stop in stops):
            early = not all(-3.0 <= stop <= 0.0 for stop in stops)
            if early or len(set(stops)) < len(stops):
                yield ("stops",), "a list of 1 to 12 different seconds from -3 to 0", stops
        targets = raw.get("targets")
        if isinstance(targets, list | tuple) and len(targets) == 2 and targets[0] == targets[1]:
            yield ("targets",), "two different team-mates' ids", targets
        plans = raw.get("plans")
        if isinstance(plans, list | tuple) and plans and isinstance(targets, list | tuple):
            to = [plan.get("target") for plan in plans if isinstance(plan, dict)]
            if to != list(targets):
                yield ("plans",), "two plans, one to each of the targets, in their order", plans


class PlayPart(PartTable):
    """A level is played."""

    kind: Literal["play"]
    level: str = Field(min_length=1, max_length=200, description="a level's name, or a level file's path")
    level_set: LevelSet = Field(default_factory=dict, description=_SET)
    text: Text | None = Field(None, description=_TEXT)


class WritePart(AskingPart):
    """A plan or a line of one's own."""

    kind: Literal["write"]
    level: str | None = Field(  # type: ignore[assignment]
        None, min_length=1, max_length=200, description="a level's name, or a level file's path"
    )
    tries: int = Field(1, ge=1, le=9, description="a whole number from 1 to 9")

    @property
    def rounds(self) -> int:
        """How often everybody may write."""
        return self.tries


Part: TypeAlias = (
    TextPart | WatchPart | ChoosePart | PointPart | EstimatePart | ReadPart | PlayPart | WritePart
)
AnyPart: TypeAlias = Annotated[Part, Field(discriminator="kind")]


class LessonTable(Table):
    """A lesson file."""

    format: int = Field(ge=1, le=1, description="1")
    title: Text = Field(description=_TEXT)
    about: Text = Field(description=_TEXT)
    minutes: float = Field(gt=0.0, le=600.0, description="minutes above 0, at most 600")
    age: Text | None = Field(None, description=_TEXT)
    aim: Text | None = Field(None, description=_TEXT)
    misconceptions: Text | None = Field(None, description=_TEXT)
    takeaway: Text | None = Field(None, description=_TEXT)
    homework: Text | None = Field(None, description=_TEXT)
    watch_for: Annotated[tuple[Text, ...], Strict(False)] = Field(
        (), max_length=9, description="a list of at most 9 lines of text"
    )
    questions: Annotated[tuple[Text, ...], Strict(False)] = Field(
        (), max_length=9, description="a list of at most 9 lines of text"
    )
    parts: Annotated[tuple[AnyPart, ...], Strict(False)] = Field(
        alias="part", min_length=1, max_length=200, description="1 to 200 tables [[part]]"
    )
