"""Read a lesson strictly: every fault at once, a line each, naming file, key and what was expected."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from game.classroom.lesson.schema import (
    AskingPart,
    ChoosePart,
    EstimatePart,
    LessonOption,
    LessonTable,
    MomentPart,
    Part,
    PartTable,
    PlayPart,
    PointPart,
    ReadPart,
    TextPart,
    WatchPart,
)
from game.scenario.errors import LevelError
from game.scenario.level_paths import find
from game.scenario.load import apply_level_set, load_level, parse_as, parse_level, parse_plan, read_toml
from game.scenario.schema import Level, PlanTable
from game.scenario.words import got, path_words


@dataclass(frozen=True, slots=True)
class Option:
    """An answer to choose, with the level it is played on."""

    say: str
    plan: dict[str, Any] | None
    level_set: dict[str, Any]
    """The part's changes and the option's own together."""
    level: Level | None


@dataclass(frozen=True, slots=True)
class LoadedPart:
    """A part with what it refers to."""

    number: int
    """From 1."""
    table: Part
    level_name: str
    level: Level | None
    """With the part's changes."""
    at: float
    ask: str
    options: tuple[Option, ...]

    @property
    def kind(self) -> str:
        """The kind of part."""
        return self.table.kind

    @property
    def rounds(self) -> int:
        """How many votes there are."""
        return self.table.rounds if isinstance(self.table, AskingPart) else int(self.kind == "read")

    @property
    def asks(self) -> bool:
        """Whether everybody answers."""
        return self.rounds > 0


@dataclass(frozen=True, slots=True)
class Lesson:
    """A lesson that can be given."""

    name: str
    path: Path
    table: LessonTable
    raw: dict[str, Any]
    parts: tuple[LoadedPart, ...]


def is_lesson(raw: Mapping[str, Any]) -> bool:
    """Return whether a TOML document is a lesson and not a level."""
    return "part" in raw


def load_lesson(path: Path) -> Lesson:
    """Return the lesson in a file; raises :class:`LevelError`."""
    return parse_lesson(read_toml(path, "a lesson"), path)


def check_file(path: Path) -> None:
    """Read a level or a lesson and look into every part of it; raises :class:`LevelError`."""
    raw = read_toml(path)
    if is_lesson(raw):
        parse_lesson(raw, path)
    else:
        parse_level(raw, path_words(path))


def parse_lesson(raw: Mapping[str, Any], path: Path) -> Lesson:
    """Return a lesson from a TOML document's values; levels are looked for beside ``path``."""
    where = path_words(path)
    if not is_lesson(raw):
        raise LevelError([f"{where}: part: expected 1 to 200 tables [[part]] (got nothing)"])
    table = parse_as(LessonTable, raw, where)
    faults: list[str] = []
    parts: list[LoadedPart] = []
    for number, part in enumerate(table.parts, 1):
        try:
            parts.append(_part(number, part, path, where, table))
        except LevelError as error:
            faults += error.faults
    if faults:
        raise LevelError(list(dict.fromkeys(faults)))
    return Lesson(path.stem, path, table, dict(raw), tuple(parts))


def _part(number: int, part: Part, path: Path, where: str, table: LessonTable) -> LoadedPart:
    here = f"{where}: part #{number}"
    name: str | None = None
    level: Level | None = None
    if isinstance(part, MomentPart | PlayPart) and part.level is not None:
        name = part.level
        level = level_named(name, path, here)
        if part.level_set:
            level = apply_level_set(level, part.level_set, f"{here}.level_set")
    at, ask = 0.0, (part.ask if isinstance(part, AskingPart | ReadPart) else None) or text_of(part) or ""
    options: tuple[Option, ...] = ()
    if isinstance(part, MomentPart):
        at = part.at
        if part.freeze is not None:
            at, ask, options = _frozen(part, level, here, ask)
    if isinstance(part, ChoosePart) and part.options:
        options = tuple(
            _option(row, part, level, f"{here}.options #{k}") for k, row in enumerate(part.options, 1)
        )
    loaded = LoadedPart(number, part, name or "", level, at, ask, options)
    faults = [*_plans(loaded, here), *_ids(loaded, here), *_order(loaded, table, here)]
    if faults:
        raise LevelError(faults)
    return loaded


def level_named(name: str, path: Path, here: str) -> Level:
    """Load the level of a name, or of a path that starts at the lesson."""
    if "/" in name or name.endswith(".toml"):
        beside = path.parent / name
        if not beside.is_file():
            raise LevelError([f"{here}.level: expected a level file's path (got {got(name)}: there is none)"])
        return load_level(beside)
    try:
        file = find(name)
    except LevelError as error:
        said = error.faults[0].partition(": ")[2]
        raise LevelError([f"{here}.level: {said} (got {got(name)})"]) from None
    return load_level(file)


def _frozen(
    part: MomentPart, level: Level | None, here: str, ask: str
) -> tuple[float, str, tuple[Option, ...]]:
    """Return moment, question and answers of one of the level's own freezes."""
    freezes = () if level is None else level.freezes
    wanted = part.freeze or 0
    if wanted > len(freezes):
        has = f"the level has {len(freezes)}" if freezes else "the level has none"
        raise LevelError(
            [f"{here}.freeze: expected one of the level's [[freeze]] tables, {has} (got {wanted})"]
        )
    freeze = freezes[wanted - 1]
    options = tuple(
        Option(row.say, row.plan.model_dump(exclude_unset=True), dict(part.level_set), level)
        for row in freeze.options
    )
    return freeze.at, ask or freeze.ask, options


def _option(row: LessonOption, part: ChoosePart, level: Level | None, here: str) -> Option:
    own = level
    if row.level_set and level is not None:
        own = apply_level_set(level, row.level_set, f"{here}.level_set")
    plan = None if row.plan is None else row.plan.model_dump(exclude_unset=True)
    return Option(row.say, plan, {**part.level_set, **row.level_set}, own)


def _plans(part: LoadedPart, here: str) -> Iterator[str]:
    """Faults of every plan: players and points that the level doesn't have."""
    table = part.table
    given: list[tuple[str, PlanTable | dict[str, Any], Level | None]] = []
    for k, option in enumerate(part.options, 1):
        if option.plan is not None:
            given.append((f"options #{k}.plan", option.plan, option.level))
    if isinstance(table, WatchPart | PointPart | EstimatePart) and table.plan is not None:
        given.append(("plan", table.plan, part.level))
    if isinstance(table, WatchPart | ReadPart):
        given += [(f"plans #{k}", plan, part.level) for k, plan in enumerate(table.plans, 1)]
    if isinstance(table, ChoosePart):
        given += [(f"against #{k}", plan, part.level) for k, plan in enumerate(table.against, 1)]
    for key, plan, level in given:
        raw = plan if isinstance(plan, dict) else plan.model_dump(exclude_unset=True)
        try:
            parse_plan(raw, f"{here}.{key}", None if part.at else level)
        except LevelError as error:
            yield from error.faults


def _ids(part: LoadedPart, here: str) -> Iterator[str]:
    """Faults of players that the level doesn't have, and of a moment at which nobody has the ball."""
    table, level = part.table, part.level
    if level is None or isinstance(table, PlayPart):
        return
    ids = [player.id for player in level.players]
    known = f"a player's id, one of {', '.join(ids[:30])}"
    named: list[tuple[str, object]] = []
    if isinstance(table, PointPart):
        if isinstance(table.truth, str) and ":" in table.truth:
            named.append(("truth", table.truth.partition(":")[2]))
        named += [("right", name) for name in table.right or () if isinstance(name, str)]
    if isinstance(table, ReadPart):
        named += [("targets", name) for name in table.targets]
    for key, name in named:
        if name not in ids:
            yield f"{here}.{key}: expected {known} (got {got(name)})"
    holder = level.ball.carrier
    if isinstance(table, ReadPart) and holder is not None:
        mates = [p.id for p in level.players if p.id != holder and p.team == _team(level, holder)]
        for name in table.targets:
            if name in ids and name not in mates:
                expected = f"a team-mate of {holder} ({', '.join(mates)})"
                yield f"{here}.targets: expected {expected} (got {got(name)})"
    if isinstance(table, AskingPart | ReadPart) and holder is None and not part.at and table.kind != "point":
        yield f"{here}.level: expected a level in which somebody has the ball (got {got(part.level_name)})"


def text_of(part: PartTable) -> str | None:
    """Return the text that a part shows beside its question; None where its kind or its file has none."""
    return part.text if isinstance(part, TextPart | WatchPart | ReadPart | PlayPart) else None


def _team(level: Level, name: str) -> str:
    return level.players[level.index(name)].team


def _order(part: LoadedPart, table: LessonTable, here: str) -> Iterator[str]:
    """Faults of parts that refer to others."""
    own = part.table
    after = own.reveal_after if isinstance(own, AskingPart) else None
    last = len(table.parts)
    if after is not None and not part.number < after <= last:
        yield f"{here}.reveal_after: expected the number of a later part, at most {last} (got {after})"
    earlier = [p.kind for p in table.parts[: part.number - 1]]
    needs = (
        ("from_write", isinstance(own, ChoosePart) and own.from_write),
        ("own", isinstance(own, EstimatePart) and own.own),
    )
    for key, needed in needs:
        if needed and "write" not in earlier:
            yield f"{here}.{key}: expected a part of the kind write before it (got true)"
