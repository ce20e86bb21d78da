"""Levels are read strictly: every fault at once, a line each, naming file, key and what was expected."""

import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Literal, TypeVar, get_args, get_origin

from pydantic import BaseModel, ValidationError
from pydantic.fields import FieldInfo

from game.core.plan import Plan
from game.scenario.changes import set_key
from game.scenario.checks import plan_faults
from game.scenario.composed import composed
from game.scenario.errors import LevelError
from game.scenario.level_paths import find
from game.scenario.plan_table import PlanTable
from game.scenario.schema import Level
from game.scenario.words import LONGEST, did_you_mean, got, nearest, one_line, path_words
from game.storage.files import LARGEST_TEXT, SpecialFileError, TextError, TooLargeError, decode, read_given

MOST_FAULTS = 200
"""Lines of one report: nobody mends more of them at once."""
AnyModel = TypeVar("AnyModel", bound=BaseModel)


def load_level(path: Path | str) -> Level:
    """Return the level in a file, or of that name among the game's own; raises :class:`LevelError`."""
    file = find(path)
    return parse_level(read_toml(file), path_words(file))


def parse_level(raw: Mapping[str, Any], where: str) -> Level:
    """Return a level from a TOML document's values; ``where`` stands first in every fault."""
    level = parse_as(Level, raw, where)
    for number, variant in enumerate(level.variants):
        version_of(level, variant.changes, f"{where}: variant #{number + 1}.set")
    for number, choice in enumerate(level.choices):
        for value in choice.values:
            version_of(level, {choice.key: value}, f"{where}: choice #{number + 1}")
    return level


def version_of(level: Level, changes: Mapping[str, Any], where: str) -> Level:
    """Return the level with dotted keys changed, and no variants and choices of its own any more."""
    plain = level.model_copy(update={"variants": (), "choices": ()})
    raw = plain.model_dump(by_alias=True, exclude_unset=True)
    for name in ("variant", "choice"):
        raw.pop(name, None)
    return parse_as(Level, _changed(raw, changes, where), where)


def parse_as(model: type[AnyModel], raw: Mapping[str, Any], where: str) -> AnyModel:
    """Return one of the game's strict tables from plain values; ``where`` stands first in every fault."""
    raw = _with_kind(composed(raw)) if model is Level else composed(raw)
    try:
        return model.model_validate(dict(raw))
    except ValidationError as error:
        raise LevelError(_lines(error, model, raw, where)) from None


def _with_kind(raw: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a level whose objective says no kind and has links, with the kind that this is."""
    objective = raw.get("objective")
    if not isinstance(objective, dict) or "kind" in objective or "do" not in objective:
        return raw
    return {**raw, "objective": {"kind": "sentence", **objective}}


def parse_plan(
    raw: Mapping[str, Any], where: str, level: Level | None = None, holder: str | None = None
) -> Plan:
    """Return a plan from its keys; with a level, its players and points are looked up too.

    The plan is that of ``holder``, or of the first holder where none is named.

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
        found += _team_mate_faults(raw, level, holder or level.ball.carrier)
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
    words = f"a team-mate of {holder} ({', '.join(mates) or 'they have none'}), or [x, y]"
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
    return parse_level(_changed(raw, changes, where), where)


def _changed(raw: dict[str, Any], changes: Mapping[str, Any], where: str) -> dict[str, Any]:
    """Return plain values with dotted keys written; raises :class:`LevelError` where one can't be."""
    faults: list[str] = []
    for key, value in composed(changes).items():
        fault = set_key(raw, key, value, _keys(Level))
        if fault:
            faults.append(f"{where}: {one_line(key)}: expected {fault}")
    if faults:
        raise LevelError(faults)
    return raw


def read_toml(file: Path, what: str = "a level") -> dict[str, Any]:
    """Return a TOML file's values; raises :class:`LevelError` with one line for whatever is wrong with it.

    ``what`` is what the file should hold.
    """
    where = path_words(file)
    text = read_written(file, what)
    if not text.strip():
        raise LevelError([f"{where}: expected {what} in TOML (got an empty file)"])
    return _toml(text, where)


def read_written(file: Path, what: str, most: int = LARGEST_TEXT) -> str:
    """Return the text of a file that a person wrote; raises :class:`LevelError` with one line."""
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
    """Return pydantic's report as one line a fault; a key is reported once.

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
    """Return the place of the key that an unknown one was perhaps meant to be."""
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
    """Return the words of the Literals in a type."""
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

    It stops at a list of plain values: a point is reported whole.
    """
    words = ""
    here: Any = raw
    at: type[BaseModel] | None = model
    field: FieldInfo | None = None
    siblings: list[str] = []
    tag_next = False
    for part in loc:
        if isinstance(part, int):
            if not isinstance(here, list | tuple) or not any(isinstance(row, dict) for row in here):
                break
            here = here[part] if part < len(here) else None
            at = _model_of(field, here)
            name = here.get("id") if isinstance(here, dict) else None
            words += f" {got(name)}" if isinstance(name, str) and name else f" #{part + 1}"
            tag_next = field is not None and _tagged(field)
            continue
        if tag_next and isinstance(here, dict) and part == here.get("kind"):
            # Pydantic puts the kind of a table into the place; a table may have a key of that name too.
            tag_next = False
            continue
        if at is None:
            break
        words += ("." if words else "") + (
            part if part.isidentifier() and len(part) <= LONGEST else got(part)
        )
        siblings = _keys(at)
        field = next((f for name, f in at.model_fields.items() if (f.alias or name) == part), None)
        here = here.get(part) if isinstance(here, dict) else None
        at = _model_of(field, here)
        tag_next = field is not None and _tagged(field)
    if field is not None and _tagged(field) and not _is_rows(here) and _model_of(field, here) is None:
        kinds = _kinds(field)
        value = here.get("kind") if isinstance(here, dict) else None
        near = did_you_mean(value, kinds) if isinstance(value, str) else ""
        words_field = FieldInfo(annotation=str, description=f"one of {', '.join(kinds)}{near}")
        return f"{words}.kind", value if isinstance(here, dict) else here, words_field, siblings
    return words, here, field, siblings


def _is_rows(here: Any) -> bool:
    """Return whether this is a list of tables, of which each has a kind of its own."""
    return isinstance(here, list | tuple)


def _tagged(field: FieldInfo) -> bool:
    """Return whether a field's tables, or the rows of its list, are told apart by their kind."""
    return len(_models(field.annotation)) > 1


def _kinds(field: FieldInfo) -> list[str]:
    return [str(get_args(m.model_fields["kind"].annotation)[0]) for m in _models(field.annotation)]


def _model_of(field: FieldInfo | None, here: Any) -> type[BaseModel] | None:
    """Return the table type of a field; of a tagged union, the one that the raw table's kind names."""
    models = _models(field.annotation) if field is not None else []
    if field is not None and _tagged(field):
        kind = here.get("kind") if isinstance(here, dict) else None
        models = [m for m, name in zip(models, _kinds(field), strict=True) if name == kind]
    return models[0] if models else None
