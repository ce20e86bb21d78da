"""Write docs/reference from the source: file formats, commands, JSON, exports and every table of constants.

    python docs/make_reference.py            # write the pages that have changed
    python docs/make_reference.py --check    # name them instead; exit 1 where there are any

The words come from where the facts are: a schema's descriptions and docstrings, the parsers' help, the
docstrings of constants. Keys of JSON objects and columns of exports have theirs in docs/reference/words.toml.
"""

import argparse
import dataclasses
import importlib
import pkgutil
import sys
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any, Literal, get_args, get_origin

from pydantic import BaseModel

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "docs")]

from field_docs import field_docs, module_docs, one_line  # noqa: E402

import game  # noqa: E402
from game.classroom.lesson import schema as lesson  # noqa: E402
from game.cli.parser import Parser  # noqa: E402
from game.cli.program import COMMANDS  # noqa: E402
from game.core.events import Kind, Strike  # noqa: E402
from game.core.surfaces import Surface  # noqa: E402
from game.scenario import fixture, links, objective_tables, plays, schema  # noqa: E402

FOLDER = ROOT / "docs" / "reference"
WORDS = FOLDER / "words.toml"
MADE = "<!-- Made by docs/make_reference.py; change the source, not this page. -->"
ROOMS = ("core", "sim", "mind", "rules")
"""Folders whose constants decide what happens in the game."""


def table(head: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    """Return a Markdown table."""
    head = list(head)
    lines = ["| " + " | ".join(head) + " |", "|" + "---|" * len(head)]
    lines += ["| " + " | ".join(row) + " |" for row in rows]
    return "\n".join(lines)


def code(text: object) -> str:
    """Return ``text`` as code."""
    return f"`{text}`"


# Formats of files


def keys(model: type[BaseModel], skip: type[BaseModel] | None = None) -> str:
    """Return the table of a TOML table's keys."""
    docs = field_docs(model)
    rows = []
    for name, field in model.model_fields.items():
        if (name == "kind" and get_origin(field.annotation) is Literal) or (
            skip is not None and name in skip.model_fields
        ):
            continue
        default = (
            "required" if field.is_required() else _left_out(field.get_default(call_default_factory=True))
        )
        rows.append(
            [code(field.alias or name), one_line(field.description or ""), default, docs.get(name, "")]
        )
    return table(("key", "expected", "left out", "meaning"), rows)


def _left_out(value: object) -> str:
    if value is None or value == () or value == {} or value == "":
        return "none"
    if isinstance(value, BaseModel):
        return "see there"
    if isinstance(value, bool):
        return code(str(value).lower())
    if isinstance(value, float):
        return code(f"{value:.6g}")
    return code(list(value) if isinstance(value, tuple) else value)


def section(title: str, model: type[BaseModel], skip: type[BaseModel] | None = None) -> str:
    """Return a heading, what the table is, and its keys but those of ``skip``, which another section has."""
    said = one_line((model.__doc__ or "").strip())
    return f"## {title}\n\n{said}\n\n{keys(model, skip)}"


def kind_of(model: type[BaseModel]) -> str:
    """Return the word that ``kind`` has in a table of one of several kinds."""
    return str(get_args(model.model_fields["kind"].annotation)[0])


def levels(words: Mapping[str, Any]) -> str:
    """Return the page of the level format."""
    parts = [
        words["levels"],
        section("The file", schema.Level),
        section("`pitch`", schema.PitchTable),
        section("`[[player]]`", schema.PlayerTable),
        section("`[ball]`", schema.BallTable),
        section("`[[wall]]`", schema.WallTable),
        section("`[[cone]]`", schema.ConeTable),
    ]
    parts += [
        section(f'`[objective]` with `kind = "{kind_of(model)}"`', model)
        for model in get_args(objective_tables.ObjectiveTable)
    ]
    parts += [
        section("`grades` of these kinds", objective_tables.PaceGradesTable),
        section("Such a grade", objective_tables.PaceTable),
        section("A link: `[[objective.do]]`", links.LinkTable),
        "Which conditions each event knows; another one is refused:\n\n" + _known(),
        section("Ranges", links.RangeTable),
        section("`looked_at`", links.LookedAt),
        section("`unseen`", links.Unseen),
        section("`pressed`", links.Pressed),
        section("`close_to`", links.CloseTo),
        section("Grades: `[objective.grades]`", links.GradesTable),
        section("A grade", links.GradeTable),
        section(
            "`[[objective.bonus]]`: a link's conditions, and", links.BonusTable, skip=links.LinkConditions
        ),
        section("`[[zone]]`", plays.ZoneTable),
        section("`[[goal]]`", plays.GoalTable),
        section("`[laws]`", plays.LawsTable),
        section("`run` of a player", plays.RunTable),
        section("`[[passer]]`", plays.PasserTable),
        section("`[[variant]]`", plays.VariantTable),
        section("`[[choice]]`", plays.ChoiceTable),
        section("`[[sound]]` and `[[poor]]`", plays.StepTable),
        section("`[vision]`", schema.VisionTable),
        section("`[[freeze]]`", schema.FreezeTable),
        section("An option of a freeze", schema.OptionTable),
    ]
    return "\n\n".join(parts)


def _known() -> str:
    """Return the table of the conditions of each event."""
    rows = [[code(event), ", ".join(code(name) for name in names)] for event, names in links.KNOWS.items()]
    return table(("event", "conditions"), rows)


def plans(words: Mapping[str, Any]) -> str:
    """Return the page of plans."""
    return "\n\n".join([words["plans"], section("The keys", schema.PlanTable)])


def fixtures(words: Mapping[str, Any]) -> str:
    """Return the page of what a match or a rondo is played with."""
    return "\n\n".join(
        [
            words["fixtures"],
            section("A match", fixture.Fixture),
            section("A rondo", fixture.RondoFixture),
            section("A side: `[red]`, `[blue]`", fixture.Side),
        ]
    )


def lessons(words: Mapping[str, Any]) -> str:
    """Return the page of the lesson format."""
    parts = [words["lessons"], section("The file", lesson.LessonTable)]
    parts += [
        section(f'`[[part]]` with `kind = "{kind_of(model)}"`', model) for model in get_args(lesson.Part)
    ]
    parts.append(section("An option", lesson.LessonOption))
    return "\n\n".join(parts)


# Commands


def commands(words: Mapping[str, Any]) -> str:
    """Return the page of every command and its arguments."""
    parts = [words["commands"]]
    for name, command in COMMANDS.items():
        parser = Parser(prog=name, description=command.help)
        command.load()[0](parser)
        rows = []
        for action in parser._actions:
            if isinstance(action, argparse._HelpAction):
                continue
            shown = action.option_strings[0] if action.option_strings else ""
            metavar = action.metavar if isinstance(action.metavar, str) else action.dest.upper()
            if not shown:
                shown = f"{metavar}{'...' if action.nargs == '+' else ''}"
            elif action.nargs != 0:
                shown = f"{shown} {metavar}"
            rows.append([code(shown), one_line((action.help or "").replace("%%", "%"))])
        parts.append(f"## `{name}`\n\n{_sentence(command.help)}\n\n" + table(("argument", "meaning"), rows))
    return "\n\n".join(parts)


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}" + ("" if text.endswith(".") else ".")


def json_output(words: Mapping[str, Any]) -> str:
    """Return the page of every key of what ``--json`` prints."""
    parts = [words["json_page"]]
    for name, described in words["json"].items():
        rows = [[code(key), meaning] for key, meaning in described.items()]
        parts.append(f"## `{name}`\n\n" + table(("key", "meaning"), rows))
    return "\n\n".join(parts)


def exports(words: Mapping[str, Any]) -> str:
    """Return the page of the export's tables and columns."""
    parts = [words["exports"]]
    for name, described in words["columns"].items():
        rows = [[code(key), meaning] for key, meaning in described.items()]
        parts.append(f"## {name}\n\n" + table(("column", "meaning"), rows))
    docs = field_docs(Strike)
    rows = [[code(f.name), docs.get(f.name, "")] for f in dataclasses.fields(Strike)][6:]
    parts.append(
        "## What a strike's row has besides\n\n"
        + words["strike"]
        + "\n\n"
        + table(("field", "meaning"), rows)
    )
    docs = field_docs(Kind)
    rows = [[code(kind.name.lower()), docs.get(kind.name, "")] for kind in Kind]
    parts.append("## Kinds of event\n\n" + table(("kind", "meaning"), rows))
    return "\n\n".join(parts)


# Constants


def modules(room: str) -> Iterator[ModuleType]:
    """Yield the modules of a folder of ``game``, by name."""
    folder = ROOT / "game" / room
    for found in sorted(pkgutil.walk_packages([str(folder)], f"game.{room}."), key=lambda m: m.name):
        if not found.ispkg:
            yield importlib.import_module(found.name)


def constants(room: str) -> str:
    """Return the page of a folder's constants: tables, families of tables and single numbers."""
    parts = []
    for module in modules(room):
        told = list(_told(module))
        if told:
            said = one_line((module.__doc__ or "").split("\n\n")[0])
            place = module.__name__.replace(".", "/") + ".py"
            parts += [f"## `{place}`\n\n{said}", *told]

    head = (
        "Every table of constants, as the source has it: name, value, unit and source. *Prior* marks a guess."
    )
    return "\n\n".join([f"# Constants of `game/{room}`", head, *parts])


def _told(module: ModuleType) -> Iterator[str]:
    docs = module_docs(module)
    numbers = []
    for name in docs:
        value = getattr(module, name, None)
        if isinstance(value, bool | Enum) or name.startswith("_"):
            continue
        if isinstance(value, int | float) and docs[name]:
            numbers.append([code(name), _number(value), docs[name]])
        elif _is_table(value, module):
            yield f"### `{name}`\n\n{_first(type(value))}\n\n" + _columns(type(value), {"value": value})
        elif isinstance(value, dict) and value and all(_is_table(v, module) for v in value.values()):
            family = {str(getattr(key, "name", key)).lower(): item for key, item in value.items()}
            cls = type(next(iter(value.values())))
            yield f"### `{name}`\n\n{_first(cls)}\n\n" + _columns(cls, family)
    if numbers:
        yield "### Single numbers\n\n" + table(("name", "value", "meaning"), numbers)


def _is_table(value: object, module: ModuleType) -> bool:
    """Whether ``value`` is a constants table of this module, and not one that it imports."""
    if isinstance(value, type) or not dataclasses.is_dataclass(value):
        return False
    cls = type(value)
    return cls.__module__ == module.__name__ and (
        cls.__name__ in ("FootSurface", "Style", "Strength")
        or isinstance(value, Surface)
        or all(_has_default(f) for f in dataclasses.fields(value))
    )


def _has_default(field: "dataclasses.Field[Any]") -> bool:
    missing = dataclasses.MISSING
    return field.default is not missing or field.default_factory is not missing


def _first(cls: type) -> str:
    return one_line((cls.__doc__ or "").split("\n\n")[0])


def _columns(cls: type, family: Mapping[str, object]) -> str:
    docs = field_docs(cls)
    names = [f.name for f in dataclasses.fields(cls)]
    rows = [
        [code(n), *(_number(getattr(item, n)) for item in family.values()), docs.get(n, "")] for n in names
    ]
    return table(("name", *family, "meaning"), rows)


def _number(value: object) -> str:
    if isinstance(value, Mapping):
        inside = ", ".join(f"{str(getattr(k, 'name', k)).lower()} {_number(v)}" for k, v in value.items())
        return inside.replace("|", "\\|")
    if isinstance(value, tuple):
        return "(" + ", ".join(_number(part) for part in value) + ")"
    if isinstance(value, Enum):
        return value.name.lower()
    if isinstance(value, float):
        return f"{value:.6g}"
    return str(value)


def pages() -> dict[Path, str]:
    """Return every page of the reference that is made, by its file."""
    words = tomllib.loads(WORDS.read_text(encoding="utf-8"))
    made = {
        "levels.md": levels(words),
        "plans.md": plans(words),
        "fixtures.md": fixtures(words),
        "lessons.md": lessons(words),
        "commands.md": commands(words),
        "json.md": json_output(words),
        "exports.md": exports(words),
    }
    made |= {f"constants-{room}.md": constants(room) for room in ROOMS}
    return {FOLDER / name: f"{MADE}\n\n{text.strip()}\n" for name, text in made.items()}


def main() -> int:
    """Write the pages, or name those that are out of date."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "--check", action="store_true", help="write nothing; exit 1 where a page is out of date"
    )
    check = parser.parse_args().check
    stale = [
        path
        for path, text in pages().items()
        if not path.is_file() or path.read_text(encoding="utf-8") != text
    ]
    for path in stale:
        print(path.relative_to(ROOT))
        if not check:
            path.write_text(pages()[path], encoding="utf-8")
    return int(check and bool(stale))


if __name__ == "__main__":
    assert game.__version__
    sys.exit(main())
