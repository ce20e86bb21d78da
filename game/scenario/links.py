"""Objectives as sentences: a chain of links, each an event and the conditions that must hold with it.

Which conditions an event knows stands in :data:`KNOWS`; another one is refused, so that none is ignored.
"""

from typing import Annotated, Any, Final, Literal, TypeAlias

from pydantic import BeforeValidator, Field, PlainValidator, Strict, WithJsonSchema
from pydantic_core import PydanticCustomError

from game.scenario.checks import is_number, is_point
from game.scenario.tables import AS_PLAIN, NAME_OR_POINT_FORM, POINT_FORM, AnyTechnique, AskedStrike, Table

Event: TypeAlias = Literal[
    "pass", "strike", "board", "receive", "carry", "keep", "look", "fake", "win", "beat", "offside",
    "goal", "deny",
]  # fmt: skip
EVENTS: Final[tuple[str, ...]] = (
    "pass", "strike", "board", "receive", "carry", "keep", "look", "fake", "win", "beat", "offside",
    "goal", "deny",
)  # fmt: skip
Metres: TypeAlias = Annotated[float, Field(ge=0.0, le=200.0)]
Seconds: TypeAlias = Annotated[float, Field(ge=0.0, le=600.0)]
WORDS: Final = ("person", "mate", "called", "anybody")
"""Words that `by` and `to` may say besides players' ids."""
AWAY: Final = "away"
"""Word for a look anywhere but at the ball."""


class RangeTable(Table):
    """Values from a least to a most, both included; either may be left out."""

    at_least: float | None = Field(None, description="a number")
    at_most: float | None = Field(None, description="a number")

    def holds(self, value: float) -> bool:
        """Return whether a value lies inside.

        >>> RangeTable(at_least=4.0, at_most=6.0).holds(5.0), RangeTable(at_most=6.0).holds(7.0)
        (True, False)
        """
        low = self.at_least is None or value >= self.at_least
        return low and (self.at_most is None or value <= self.at_most)


def _pair(value: object) -> object:
    if is_point(value):
        return {"at_least": float(value[0]), "at_most": float(value[1])}
    if isinstance(value, list | tuple):
        raise PydanticCustomError("backheel", "{expected}", {"expected": ""})
    return value


def _who(value: object) -> str | tuple[str, ...]:
    if isinstance(value, str) and value:
        return value
    if isinstance(value, list | tuple) and value and all(isinstance(part, str) and part for part in value):
        return tuple(value)
    raise PydanticCustomError("backheel", "{expected}", {"expected": ""})


def _place(value: object) -> str | tuple[float, float]:
    if isinstance(value, str) and value:
        return value
    if is_point(value):
        return (float(value[0]), float(value[1]))
    raise PydanticCustomError("backheel", "{expected}", {"expected": ""})


def _cones(value: object) -> str | tuple[int, int]:
    if value == "any":
        return "any"
    whole = isinstance(value, list | tuple) and all(type(part) is int for part in value)
    if whole and isinstance(value, list | tuple) and len(value) == 2:
        return (value[0], value[1])
    raise PydanticCustomError("backheel", "{expected}", {"expected": ""})


_NAME: Final[dict[str, Any]] = {"type": "string", "minLength": 1}
_RANGE_FORM: Final[dict[str, Any]] = {
    "anyOf": [
        POINT_FORM,
        {
            "type": "object",
            "properties": {"at_least": {"type": "number"}, "at_most": {"type": "number"}},
            "additionalProperties": False,
        },
    ]
}
_CONES_FORM: Final[dict[str, Any]] = {
    "anyOf": [
        {"const": "any"},
        {"type": "array", "items": {"type": "integer", "minimum": 1}, "minItems": 2, "maxItems": 2},
    ]
}
Range: TypeAlias = Annotated[RangeTable, BeforeValidator(_pair), WithJsonSchema(_RANGE_FORM)]
Who: TypeAlias = Annotated[
    str | tuple[str, ...],
    PlainValidator(_who),
    AS_PLAIN,
    WithJsonSchema({"anyOf": [_NAME, {"type": "array", "items": _NAME, "minItems": 1}]}),
]
Place: TypeAlias = Annotated[
    str | tuple[float, float], PlainValidator(_place), AS_PLAIN, WithJsonSchema(NAME_OR_POINT_FORM)
]
Cones: TypeAlias = Annotated[
    tuple[int, int] | str, PlainValidator(_cones), AS_PLAIN, WithJsonSchema(_CONES_FORM)
]
Between: TypeAlias = Annotated[tuple[str, str], Strict(False)]

_RANGE = "[least, most], { at_least = x } or { at_most = x }"
_WHO = "a player's id, a list of ids, person, mate, called or anybody"


class LookedAt(Table):
    """A condition: the person looked at somebody before."""

    who: str = Field(description="a player's id, or away")
    """Whom they looked at; `away` is anywhere but at the ball."""
    in_last: Seconds = Field(3.0, description="seconds from 0 to 3")
    """Seconds before, within which the looks count."""
    times: int = Field(1, ge=1, le=10, description="a whole number from 1 to 10")
    """Number of looks, each after the eyes had been elsewhere."""
    seconds: Seconds | None = Field(None, description="seconds from 0 to 3")
    """Seconds that the looks lasted together, at least."""


class Unseen(Table):
    """A condition: the person hardly looked at somebody before."""

    who: str = Field(description="a player's id, or to")
    """Whom they hardly looked at; `to` is the player who gets the pass."""
    in_last: Seconds = Field(0.6, description="seconds from 0 to 3")
    """Seconds before, within which looks count."""
    seconds: Seconds = Field(0.0, description="seconds from 0 to 3")
    """Seconds that the eyes may have rested there in that time."""


class Pressed(Table):
    """A condition: opponents are near."""

    within_m: Metres = Field(description="metres from 0 to 200")
    how_many: int = Field(1, ge=1, le=22, description="a whole number from 1 to 22")


class CloseTo(Table):
    """A condition: one player is near another."""

    who: str = Field(description="a player's id")
    within_m: Metres = Field(description="metres from 0 to 200")


class LinkConditions(Table):
    """What has to hold with an event; any of them, and then all."""

    to: Who | None = Field(None, description=_WHO)
    """The player who gets the ball; of a look, whom the eyes rest on (or `away`, off the ball); of a stopped
    kick, for whom it was aimed; of `beat`, who is passed; of `deny`, who mustn't get a pass."""
    not_to: Who | None = Field(None, description=_WHO)
    """The player who mustn't be the one."""
    technique: AnyTechnique | None = Field(None, description="push, backheel or any")
    """The technique of the strike; of a goal, that of the pass before it."""
    foot: Literal["right", "left", "in turn", "by halves"] | None = Field(
        None, description="right, left, in turn or by halves"
    )
    """`in turn`: another foot than the last that counted. `by halves`: the right in the first half of the
    goes, the left in the second."""
    touches: int | None = Field(None, ge=1, le=100, description="a whole number from 1 to 100")
    """Touches of the ball at most, the strike included, since the player got it."""
    low: Metres | None = Field(None, description="metres from 0 to 200")
    """Metres that the ball may rise on its way, at most."""
    off_foot: Range | None = Field(None, description=_RANGE)
    """m/s of the ball off the foot."""
    swing: Range | None = Field(None, description=_RANGE)
    """Seconds of the backswing."""
    by_speed: Range | None = Field(None, description=_RANGE)
    """m/s at which the player runs at that moment."""
    start: Place | None = Field(None, alias="from", description="a zone's id, or [x, y] in metres")
    """The place where the ball was struck; a point needs `within_m`."""
    at: str | None = Field(None, description="a zone's id")
    """The zone where the ball was received."""
    beyond: float | None = Field(None, ge=-100.0, le=100.0, description="metres along x, from -100 to 100")
    """Further on than this line, in the way that the player's side attacks (red toward +x)."""
    distance: Range | None = Field(None, description=_RANGE)
    """Metres from the strike to where it was received; of a carry, its length."""
    through: Cones | None = Field(
        None, description="any, or the numbers of two different cones, counted from 1 in the file's order"
    )
    """Two cones between which the ball passes; `any` is between the first and second, the third and fourth,
    and so on."""
    between: Between | None = Field(None, description="the ids of two players")
    """Two players between whom the ball passes, as they stood when it was struck."""
    mark: tuple[float, float] | None = Field(
        None, strict=False, description="[x, y] of a point on a wall, two numbers of metres"
    )
    """Where the ball must meet the board; needs `within_m`."""
    within_m: Metres | None = Field(None, description="metres from 0 to 200")
    """Metres from `mark` or `from` at most."""
    ahead: float | None = Field(None, ge=-50.0, le=50.0, description="metres from -50 to 50")
    """Metres ahead of where the receiver stood at the strike, at least; they count along the receiver's run,
    or the way their side attacks."""
    lines: int | None = Field(None, ge=1, le=22, description="a whole number from 1 to 22")
    """Opponents that the ball passes: they stood between ball and receiver along the length of the pitch."""
    arrives: Range | None = Field(None, description=_RANGE)
    """m/s of the ball at the first touch."""
    side: Literal["far", "near"] | None = Field(None, description="far or near")
    """The side of the receiver on which the ball came, seen from their nearest opponent."""
    space: Metres | None = Field(None, description="metres from 0 to 200")
    """Metres from the receiver to the nearest opponent, at least."""
    stride: Range | None = Field(None, description=_RANGE)
    """m/s at which the receiver runs as the ball comes."""
    within: Seconds | None = Field(None, description="seconds from 0 to 600")
    """Seconds after the link before, or after what `since` names, at most."""
    since: Literal["start", "receive", "win", "look"] | None = Field(
        None, description="start, receive, win or look"
    )
    """The moment from which `within` counts: the go's start, or the last time the player received, won or
    looked."""
    looked_at: LookedAt | None = Field(None, description="a table with who, in_last, times or seconds")
    unseen: Unseen | None = Field(None, description="a table with who, in_last and seconds")
    pressed: Pressed | None = Field(None, description="a table with within_m and how_many")
    """The condition that opponents are near the player."""
    fooled: int | None = Field(None, ge=0, le=22, description="a whole number from 0 to 22")
    """Opponents, at least, who believed in something else and hadn't set off."""
    onside: bool | None = Field(None, description="true or false")
    """Whether the receiver was onside at the strike."""
    moved: Metres | None = Field(None, description="metres from 0 to 200")
    """Metres by which an opponent was drawn out of place since the go began, at least."""
    seconds: Seconds | None = Field(None, description="seconds from 0 to 600")
    """Seconds that it lasts, at least."""
    close_to: CloseTo | None = Field(None, description="a table with who and within_m")
    """The condition that the person is near this player at the end."""
    not_twice: Literal["gate", "mate", "technique"] | None = Field(
        None, description="gate, mate or technique"
    )
    """What must differ from the last time that counted: the gate, the team-mate or the technique."""
    assist: AnyTechnique | None = Field(None, description="push, backheel or any")
    """A team-mate's pass of this technique led to it."""
    each: Literal["foot", "gate", "mate", "plan"] | None = Field(None, description="foot, gate, mate or plan")
    """What must be among those that count equally often: each foot, each gate, each team-mate, or each kind
    of pass that the computer's passers have. Of each at least the grade's score shared out evenly, rounded
    down; in a grade's `with`, at least its `at_least`. Only in the last link."""


class LinkTable(LinkConditions):
    """An event and its conditions; the next link must follow while the side keeps the ball."""

    event: Event = Field(description=", ".join(EVENTS[:-1]) + " or " + EVENTS[-1])
    """`pass`: struck, and brought under control by a team-mate. `strike`: the ball was hit. `board`: it met
    a wall. `receive`: somebody brought it under control. `carry`: it was taken along at the feet. `keep`: it
    was held. `look`: the eyes rested on somebody. `fake`: a kick was broken off. `win`: the ball was taken
    off the other side. `beat`: the carrier went past an opponent. `offside`: an attacker who was offside
    played the ball. `goal`: it is in. `deny`: so long nothing came of the other side's attack."""
    by: Who | None = Field(None, description=_WHO)
    """The one who does it; left out, the person (of a goal, the person's side)."""
    count: int = Field(1, ge=1, le=100, description="a whole number from 1 to 100")
    """Number of such events, one after the other."""
    never: bool = Field(False, description="true or false")
    """This must not happen from here to the end of the chain."""
    portion: int | None = Field(None, ge=1, le=1000, description="a whole number from 1 to 1000")
    """Number of which this level's goes are a portion: what comes off is kept for each person and added up
    from play to play. With `each = "foot"` it is the number for each foot. Only in the last link."""

    @property
    def least_distance(self) -> float:
        """The metres that it covers at least, 0 where that is open."""
        return (self.distance.at_least if self.distance is not None else None) or 0.0


_ARRIVAL: Final = ("at", "beyond", "arrives", "side", "space", "stride", "ahead", "lines")
_STRIKE: Final = ("technique", "foot", "touches", "off_foot", "swing", "by_speed", "from", "within_m")
_MOMENT: Final = ("looked_at", "unseen", "pressed", "moved", "within", "since")
KNOWS: Final[dict[str, tuple[str, ...]]] = {
    "pass": (
        "to", "not_to", *_STRIKE, "low", "distance", "through", "between", *_ARRIVAL, *_MOMENT, "fooled",
        "onside", "not_twice", "each",
    ),
    "strike": (*_STRIKE, *_MOMENT, "fooled", "each"),
    "board": (*_STRIKE, *_MOMENT, "low", "mark", "distance", "each"),
    "receive": ("at", "beyond", "arrives", "stride", "pressed", "looked_at", "space", "within", "since"),
    "carry": ("distance", "through", "beyond", "pressed", "within", "since"),
    "keep": ("seconds", "pressed", "within", "since"),
    "look": ("to", "seconds", "within", "since"),
    "fake": ("to", "pressed", "moved", "within", "since"),
    "win": ("beyond", "within", "since", "each"),
    "beat": ("to", "within", "since"),
    "offside": ("to", "within", "since", "each"),
    "goal": ("technique", "assist", "within", "since"),
    "deny": ("to", "seconds", "close_to", "pressed", "each"),
}  # fmt: skip
"""The conditions that each event knows."""
EACH: Final[dict[str, tuple[str, ...]]] = {
    "pass": ("foot", "gate", "mate"),
    "strike": ("foot",),
    "board": ("foot",),
    **dict.fromkeys(("win", "offside", "deny"), ("plan",)),
}
"""What `each` may share out of each event that knows it."""
LASTING: Final = ("carry", "keep", "look", "deny")
"""Events that come about by lasting; all others happen at one step."""


def _thresholds(value: object) -> object:
    return {"score": value} if is_number(value) else value


class GradeTable(Table):
    """What a grade asks for."""

    score: int = Field(ge=1, le=1000, description="a whole number from 1 to 1000")
    extra: LinkConditions | None = Field(
        None, alias="with", description="a table of conditions of the last link"
    )
    """Only goes count whose last link met these conditions too."""
    at_least: int | None = Field(None, ge=1, le=1000, description="a whole number from 1 to 1000")
    """Goes that must meet `with`; left out, as many as `score`. Where `with` has `each`, so many of each."""
    in_a_row: int | None = Field(None, ge=1, le=1000, description="a whole number from 1 to 1000")
    """Chains that come off one after the other."""
    seconds: Seconds | None = Field(None, description="seconds from 0 to 600")
    """Seconds within which the score is reached."""


Grade: TypeAlias = Annotated[
    GradeTable,
    BeforeValidator(_thresholds, json_schema_input_type=Annotated[int, Field(ge=1, le=1000)] | GradeTable),
]
_GRADE = "a whole number from 1 to 1000, or a table with score"


class GradesTable(Table):
    """Thresholds of the score: *done* wins the level."""

    done: Grade = Field(description=_GRADE)
    good: Grade = Field(description=_GRADE)
    masterly: Grade = Field(description=_GRADE)


class BonusTable(LinkConditions):
    """Points that a chain is worth besides, where its last link meets these conditions."""

    worth: int = Field(ge=1, le=100, description="a whole number from 1 to 100")


class SentenceTable(Table):
    """What counts, said in links: the first, then the next, while the side keeps the ball.

    Where there is a `[[objective.do]]` the `kind` may be left out.
    """

    kind: Literal["sentence"]
    goes: int | None = Field(None, ge=1, le=100, description="a whole number from 1 to 100")
    """Number of tries; everybody goes back to their place after each. Without it one plays on."""
    go_seconds: float = Field(8.0, gt=0.0, le=120.0, description="seconds above 0, at most 120")
    """Seconds that a try lasts at most."""
    time_limit: float | None = Field(None, gt=0.0, le=600.0, description="seconds above 0, at most 600")
    """The level's end. Without it and without `goes` it ends with the masterly grade."""
    score: Literal["chains", "longest", "points", "seconds"] = Field(
        "chains", description="chains, longest, points or seconds"
    )
    """What counts: the chains that came off, the most of them one after the other, what they were worth, or
    the whole seconds that the last link lasted in all the goes. That is a carry, keep, look or deny; it goes
    on until it is lost or time is up, and one shorter than its own `seconds` counts nothing."""
    called: Annotated[tuple[str, ...], Strict(False)] = Field(
        (), max_length=9, description="a list of at most 9 players' ids"
    )
    """One of them is called out for each go: `to = "called"`."""
    lose: Annotated[tuple[Literal["pass", "beaten", "offside", "goal"], ...], Strict(False)] = Field(
        (), description="a list of pass, beaten, offside, goal"
    )
    """What ends a go besides a lost ball, a ball that goes out or stops short, and time: the other side's
    pass, an opponent who goes past the person, a team-mate's offside, a goal against."""
    lose_level: Annotated[tuple[Literal["lost", "out", "time", "offside"], ...], Strict(False)] = Field(
        (), description="a list of lost, out, time, offside"
    )
    """What ends the whole level, and not only the go; what was reached by then is the result."""
    links: Annotated[tuple[LinkTable, ...], Strict(False)] = Field(
        alias="do", max_length=9, description="1 to 9 tables [[objective.do]]"
    )
    bonus: Annotated[tuple[BonusTable, ...], Strict(False)] = Field(
        (), max_length=9, description="at most 9 tables [[objective.bonus]]"
    )
    """Only with `score = "points"`."""
    grades: GradesTable = Field(description="a table with done, good and masterly")

    @property
    def asked(self) -> AskedStrike:
        """What is asked of the person's first strike, and of the way with the ball before it."""
        strikes = [
            link for link in self.links if link.event in ("pass", "strike", "board") and not link.never
        ]
        mine = next((link for link in strikes if link.by in (None, "person")), None)
        carry = next((link for link in self.links if link.event == "carry"), None)
        carried = carry.least_distance if carry is not None else 0.0
        if mine is None:
            return AskedStrike(carried=carried)
        to = (mine.to,) if isinstance(mine.to, str) else mine.to or ()
        return AskedStrike(mine.technique or "any", to, carried, mine.least_distance)


def conditions_of(table: LinkConditions) -> dict[str, Any]:
    """Return the conditions that a table sets, by the name they have in a file.

    >>> conditions_of(LinkConditions(low=0.3))
    {'low': 0.3}
    """
    fields = LinkConditions.model_fields
    values = {fields[name].alias or name: getattr(table, name) for name in fields}
    return {name: value for name, value in values.items() if value is not None}
