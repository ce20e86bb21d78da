"""The lessons that come with the game, in the order in which they teach."""

from functools import cache
from pathlib import Path

from game.classroom.lesson.load import Lesson, load_lesson
from game.scenario.errors import LevelError
from game.scenario.level_paths import levels_dir
from game.scenario.words import did_you_mean, got, path_words
from game.storage.files import listing

TEACHING_ORDER = (
    "where-your-eyes-go",
    "the-right-weight",
    "the-moment",
    "look-before-you-need-it",
    "heel-or-push",
    "defending-the-heel",
    "pressed",
    "a-good-decision-that-failed",
    "build-your-own",
)
"""From the first on; a lesson that isn't named here follows after these, by name."""


def lessons_dir() -> Path:
    """Return the folder of the lesson files."""
    return levels_dir() / "lessons"


@cache
def lesson_files() -> dict[str, Path]:
    """Return each lesson's file by its name, in teaching order."""
    place = {name: number for number, name in enumerate(TEACHING_ORDER)}
    files = {file.stem: file for file in listing(lessons_dir(), ".toml").files}
    return {name: files[name] for name in sorted(files, key=lambda name: (place.get(name, len(place)), name))}


def lessons() -> tuple[Lesson, ...]:
    """Return every lesson of the game's own that can be read, in teaching order."""
    return _looked_through()[0]


def lesson_faults() -> tuple[str, ...]:
    """Return what stands in the lessons' folder and can't be read as a lesson, a line each."""
    return _looked_through()[1]


@cache
def _looked_through() -> tuple[tuple[Lesson, ...], tuple[str, ...]]:
    found: list[Lesson] = []
    faults: list[str] = []
    for path in lesson_files().values():
        try:
            found.append(load_lesson(path))
        except LevelError as error:
            faults.append(error.short)
    others = listing(lessons_dir(), ".toml").others
    faults += [f"{path_words(path)}: expected a lesson file (got {why})" for path, why in others]
    return tuple(found), tuple(faults)


def find_lesson(name_or_path: str) -> Path:
    """Return the file of a lesson's name, or the path itself.

    Raises LevelError for a name that nothing has.
    """
    if name_or_path in lesson_files():
        return lesson_files()[name_or_path]
    path = Path(name_or_path)
    if len(path.parts) != 1 or path.suffix == ".toml" or _exists(path):
        return path
    raise LevelError(
        [
            f"{path_words(name_or_path) or got(name_or_path)}: expected a lesson's name (`backheel lessons` "
            f"lists them) or a lesson file's path{did_you_mean(name_or_path, lesson_files())}"
        ]
    )


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
