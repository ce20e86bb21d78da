"""Read a level strictly: every fault at once, a line each, naming file, key and what was expected."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from game.core.plan import Plan
from game.scenario.checks import plan_faults
from game.scenario.composed import composed
from game.scenario.errors import LevelError
from game.scenario.level_paths import find
from game.scenario.schema import Level, PlanTable
from game.scenario.words import LONGEST, did_you_mean, got, nearest, one_line, path_words
from game.storage.files import LARGEST_TEXT, SpecialFileError, TextError, TooLargeError, decode, read_given

MOST_FAULTS = 200
"""Lines of one report; nobody mends more of them at once."""
AnyModel = TypeVar("AnyModel", bound=BaseModel)


def load_level(path: Path | str) -> Level:
    """The level in a file, or of that name among the game's own; raises :class:`LevelError`."""
    file = find(path)
    return parse_level(read_toml(file), path_words(file))


def parse_level(raw: Mapping[str, Any], where: str) -> Level:
    """A level from a TOML document's values; ``where`` stands first in every fault."""
    return parse_as(Level, raw, where)


def parse_as(model: type[AnyModel], raw: Mapping[str, Any], where: str) -> AnyModel:
    """One of the game's strict tables from plain values; ``where`` stands first in every fault."""
    raw = composed(raw)
    try:
        return model.model_validate(dict(raw))
    except ValidationError as error:
        raise LevelError(_lines(error, model, raw, where)) from None


def parse_plan(
    raw: Mapping[str, Any], where: str, level: Level | None = None, holder: str | None = None
) -> Plan:
    """A plan from its keys; with a level, its players and points are looked up too.

    ``holder``: whose plan it is, if not the first holder's.

    >>> plan = parse_plan({"technique": "push", "target": "A", "speed": 9.0}, "plan")
    >>> plan.target, plan.speed, plan.look
    ('A', 9.0, None)
    """
    if not isinstance(raw, Mapping):
        raise LevelError([f"{where}: expected a table with technique and target (got {got(raw)})"])
    raw = composed(raw)
    faults: list[str] = []
    plan: Plan | None = None
    try:
        plan = PlanTable.model_validate(dict(raw)).plan()
    except ValidationError as error:
        faults = _lines(error, PlanTable, raw, where)
    if level is not None:
        ids = [player.id for player in level.players]
        pitch = {"length": level.pitch.length, "width": level.pitch.width}
        found = list(plan_faults(dict(raw), ids, pitch))
        found += _team_mate_faults(raw, level, holder or level.ball.holder)
        faults += [_line(where, str(loc[-1]), expected, value) for loc, expected, value in found]
    if plan is None or faults:
        raise LevelError(faults)
    return plan


def _team_mate_faults(
    raw: Mapping[str, Any], level: Level, holder: str | None
) -> list[tuple[tuple[str], str, object]]:
    target = raw.get("target")
    team = {player.id: player.team for player in level.players}
    if holder is None or not isinstance(target, str) or target not in team:
        return []
    if target != holder and team[target] == team[holder]:
        return []
    mates = [name for name in team if name != holder and team[name] == team[holder]]
    words = f"a team-mate of {holder} ({', '.join(mates) or 'he has none'}), or [x, y]"
    return [(("target",), words, target)]


def apply_level_set(level: Level, changes: Mapping[str, Any], where: str = "--level-set") -> Level:
    """Return the level with dotted keys changed (``pitch.surface``, ``player.D1.at``), checked again.

    Rows without an id are numbered from 1 (``cone.1.at``). ``ball.at`` replaces ``ball.holder`` and the other
    way round.

    >>> wet = apply_level_set(load_level("back-to-goal"), {"pitch.surface": "wet"})
    >>> wet.pitch.surface
    'wet'
    """
    raw = level.model_dump(by_alias=True, exclude_unset=True)
    faults: list[str] = []
    for key, value in composed(changes).items():
        fault = _set(raw, key, value)
        if fault:
            faults.append(f"{where}: {one_line(key)}: expected {fault}")
    if faults:
        raise LevelError(faults)
    return parse_level(raw, where)


def _set(raw: dict[str, Any], key: str, value: object) -> str | None:
    """Write one dotted key; returns what was expected instead where that can't be done."""
    parts = key.split(".")
    if "" in parts:
        return f"a dotted key such as pitch.surface or player.D1.at (got {got(key)})"
    here: Any = raw
    for depth, part in enumerate(parts[:-1]):
        if isinstance(here, list | tuple):
            row = _row(here, part)
            if row is None:
                return _rows_words(here, part)
            here = row
        elif part not in here and depth == 0 and part not in _keys(Level):
            return f"a known key{did_you_mean(part, _keys(Level))} (got {got(part)})"
        elif isinstance(here.get(part), dict):
            here = here[part]
        elif isinstance(here.get(part), list | tuple):
            here[part] = list(here[part])
            here = here[part]
        elif part not in here and depth == 0 and part in ("player", "wall", "cone", "freeze"):
            return f"no {part}, the level has none (got {got(key)})"
        elif part not in here:
            here[part] = {}
            here = here[part]
        else:
            return f"a key without further parts, {part} is no table (got {got(key)})"
    if not isinstance(here, dict):
        return f"the id or number of a row and one of its keys, as in player.D1.at (got {got(key)})"
    if parts == ["ball", "holder"]:
        here.pop("at", None)
        here.pop("velocity", None)
    elif parts == ["ball", "at"]:
        here.pop("holder", None)
    here[parts[-1]] = value
    return None


def _row(rows: list[Any] | tuple[Any, ...], part: str) -> Any:
    for row in rows:
        if isinstance(row, dict) and row.get("id") == part:
            return row
    number = int(part) if part.isascii() and part.isdigit() and len(part) < 6 else 0
    if 1 <= number <= len(rows) and isinstance(rows[number - 1], dict) and "id" not in rows[number - 1]:
        return rows[number - 1]
    return None


def _rows_words(rows: list[Any] | tuple[Any, ...], part: str) -> str:
    ids = [str(row["id"]) for row in rows if isinstance(row, dict) and "id" in row]
    if ids:
        return f"a player's id, one of {', '.join(ids)}{did_you_mean(part, ids)} (got {got(part)})"
    return f"a number from 1 to {len(rows)} (got {got(part)})"


def read_toml(file: Path, what: str = "a level") -> dict[str, Any]:
    """A TOML file's values; raises :class:`LevelError` with one line whatever is wrong with the file.

    ``what`` is what the file should hold.
    """
    where = path_words(file)
    text = read_written(file, what)
    if not text.strip():
        raise LevelError([f"{where}: expected {what} in TOML (got an empty file)"])
    return _toml(text, where)


def read_written(file: Path, what: str, most: int = LARGEST_TEXT) -> str:
    """The text of a file that a person wrote; raises :class:`LevelError` with one line."""
    where = path_words(file)
    try:
        return decode(read_given(file, most))
    except FileNotFoundError:
        raise LevelError([f"{where}: expected {what} file (there is none)"]) from None
    except (IsADirectoryError, SpecialFileError) as error:
        raise LevelError([f"{where}: expected {what} file (got {error.strerror})"]) from None
    except TooLargeError as error:
        raise LevelError(
            [f"{where}: expected a file below {most // 1_000_000} MB (got {error.size} bytes)"]
        ) from None
    except OSError as error:
        reason = one_line(error.strerror or str(error))
        raise LevelError([f"{where}: expected a file that can be read (got: {reason})"]) from None
    except TextError as error:
        raise LevelError([f"{where}: {error}"]) from None


def _toml(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        said, _, place = str(error).rpartition(" (at ")
        place = place.rstrip(")") or "end of document"
        what = one_line(said or str(error))
        raise LevelError([f"{where}: {place}: expected valid TOML (got: {what})"]) from None
    except RecursionError:
        raise LevelError([f"{where}: expected valid TOML (got brackets within brackets, too deep)"]) from None
    except ValueError as error:
        # A number of thousands of digits, a date that isn't one.
        raise LevelError([f"{where}: expected valid TOML (got: {one_line(str(error))})"]) from None


def _lines(error: ValidationError, model: type[BaseModel], raw: Mapping[str, Any], where: str) -> list[str]:
    """Pydantic's report as one line a fault; a key is reported once.

    A key that is missing because it was misspelt is told by the misspelt one alone.
    """
    seen: set[str] = set()
    lines: list[str] = []
    faults = error.errors(include_url=False)
    more = max(len(faults) - MOST_FAULTS, 0)
    faults = faults[:MOST_FAULTS]
    meant = {_meant(fault["loc"], model, raw) for fault in faults if fault["type"] == "extra_forbidden"}
    for fault in faults:
        key, value, field, siblings = _trace(fault["loc"], model, raw)
        if key not in seen and not (fault["type"] == "missing" and fault["loc"] in meant):
            seen.add(key)
            ours = str((fault.get("ctx") or {}).get("expected", "")) if "backheel" in fault["type"] else ""
            expected = ours or _expected(fault, field, siblings, value)
            lines.append(_line(where, key, expected, value))
    if more:
        lines.append(f"{where}: expected at most {MOST_FAULTS} faults (got {more} more)")
    return lines


def _meant(
    loc: tuple[str | int, ...], model: type[BaseModel], raw: Mapping[str, Any]
) -> tuple[str | int, ...]:
    """Where the key stands that an unknown one was perhaps meant to be."""
    siblings = _trace(loc, model, raw)[3]
    return (*loc[:-1], nearest(str(loc[-1]), siblings) or loc[-1])


def _line(where: str, key: str, expected: str, value: object) -> str:
    return f"{where}: {key}: expected {expected} (got {got(value)})"


def _expected(fault: Any, field: FieldInfo | None, siblings: list[str], value: object) -> str:
    kind = fault["type"]
    if kind == "extra_forbidden":
        name = str(fault["loc"][-1])
        return f"one of the keys {', '.join(siblings)}{did_you_mean(name, siblings)}"
    if field is not None:
        words = field.description or "another value"
        if isinstance(value, str):
            words += did_you_mean(value, _choices(field.annotation))
        return words
    return "a value of another kind"


def _choices(annotation: Any) -> list[str]:
    """The words of the Literals in a type."""
    if get_origin(annotation) is Literal:
        return [word for word in get_args(annotation) if isinstance(word, str)]
    return [word for part in get_args(annotation) for word in _choices(part)]


def _keys(model: type[BaseModel]) -> list[str]:
    return [field.alias or name for name, field in model.model_fields.items()]


def _models(annotation: Any) -> list[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return [annotation]
    return [model for part in get_args(annotation) for model in _models(part)]


def _trace(
    loc: tuple[str | int, ...], model: type[BaseModel], raw: Any
) -> tuple[str, object, FieldInfo | None, list[str]]:
    """Follow a fault's place through the raw values: key in words, value, field, and the keys beside it.

    Stops at a list of plain values: a point is reported whole.
    """
    words = ""
    here: Any = raw
    at: type[BaseModel] | None = model
    field: FieldInfo | None = None
    siblings: list[str] = []
    for part in loc:
        if isinstance(part, int):
            if not isinstance(here, list | tuple) or not any(isinstance(row, dict) for row in here):
                break
            here = here[part] if part < len(here) else None
            at = _model_of(field, here)
            name = here.get("id") if isinstance(here, dict) else None
            words += f" {got(name)}" if isinstance(name, str) and name else f" #{part + 1}"
            continue
        if isinstance(here, dict) and part not in here and part == here.get("kind"):
            continue  # the tag that pydantic puts into a tagged union's places
        if at is None:
            break
        words += ("." if words else "") + (
            part if part.isidentifier() and len(part) <= LONGEST else got(part)
        )
        siblings = _keys(at)
        field = next((f for name, f in at.model_fields.items() if (f.alias or name) == part), None)
        here = here.get(part) if isinstance(here, dict) else None
        at = _model_of(field, here)
    if field is not None and _tagged(field) and not _is_rows(here) and _model_of(field, here) is None:
        kinds = _kinds(field)
        value = here.get("kind") if isinstance(here, dict) else None
        near = did_you_mean(value, kinds) if isinstance(value, str) else ""
        words_field = FieldInfo(annotation=str, description=f"one of {', '.join(kinds)}{near}")
        return f"{words}.kind", value if isinstance(here, dict) else here, words_field, siblings
    return words, here, field, siblings


def _is_rows(here: Any) -> bool:
    """Whether this is a list of tables, of which each has a kind of its own."""
    return isinstance(here, list | tuple)


def _tagged(field: FieldInfo) -> bool:
    """Whether a field's tables, or the rows of its list, are told apart by their kind."""
    return len(_models(field.annotation)) > 1


def _kinds(field: FieldInfo) -> list[str]:
    return [str(get_args(m.model_fields["kind"].annotation)[0]) for m in _models(field.annotation)]


def _model_of(field: FieldInfo | None, here: Any) -> type[BaseModel] | None:
    """The table type of a field; of a tagged union, the one that the raw table's kind names."""
    models = _models(field.annotation) if field is not None else []
    if field is not None and _tagged(field):
        kind = here.get("kind") if isinstance(here, dict) else None
        models = [m for m, name in zip(models, _kinds(field), strict=True) if name == kind]
    return models[0] if models else None
