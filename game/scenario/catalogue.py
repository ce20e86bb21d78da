"""The catalogue lists the levels that come with the game, in the order in which they teach."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from game.scenario.errors import LevelError
from game.scenario.level_paths import level_files, levels_dir
from game.scenario.load import load_level
from game.scenario.schema import Level, SentenceTable
from game.scenario.words import path_words
from game.storage.files import listing


@dataclass(frozen=True, slots=True)
class LevelEntry:
    """A level that comes with the game."""

    name: str
    path: Path
    title: str
    teaches: str
    level: Level
    chapter: str | None = None
    """One of :data:`CHAPTERS`; None where it stands after them."""
    coaching_point: str | None = None
    grades: dict[str, Any] | None = None
    """What each grade asks for, as the file has it; None where there are none."""


def catalogue() -> tuple[LevelEntry, ...]:
    """Return every level of the game's own that can be read, in teaching order."""
    return _looked_through()[0]


def catalogue_faults() -> tuple[str, ...]:
    """Return what is in the levels' folder and can't be read as a level, a line each."""
    return _looked_through()[1]


def _grades(level: Level) -> dict[str, Any] | None:
    """Return what done, good and masterly ask for, or None.

    Reaching the count is done where a level counts.
    """
    table = level.objective
    if table.grades is None:
        return None
    found: dict[str, Any] = table.grades.model_dump(mode="json", by_alias=True, exclude_none=True)
    if isinstance(table, SentenceTable):
        return found
    count = table.needed
    return {"done": {"score": count}} | {name: {"score": count, **asked} for name, asked in found.items()}


@cache
def _looked_through() -> tuple[tuple[LevelEntry, ...], tuple[str, ...]]:
    entries: list[LevelEntry] = []
    faults: list[str] = []
    for name, path in level_files().items():
        try:
            level = load_level(path)
        except LevelError as error:
            faults.append(error.short)
        else:
            grades = _grades(level)
            entries.append(
                LevelEntry(
                    name, path, level.title, level.teaches, level, level.chapter, level.coaching_point, grades
                )
            )
    folder = listing(levels_dir(), ".toml")
    faults += [f"{path_words(path)}: expected a level file (got {why})" for path, why in folder.others]
    if folder.problem or not (entries or faults):
        why = folder.problem or "there is none in it"
        faults.append(f"{path_words(levels_dir())}: expected a folder with levels (got: {why})")
    return tuple(entries), tuple(faults)
