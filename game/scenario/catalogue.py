"""The levels that come with the game, in the order in which they teach."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from game.scenario.load import LevelError, composed, load_level
from game.scenario.words import did_you_mean, got, path_words
from game.storage.files import listing
from game.storage.resources import resource_folder

TEACHING_ORDER = (
    "wall-drill",
    "dribble-pass-receive",
    "partner-05-dry",
    "partner-15-dry",
    "partner-25-dry",
    "partner-05-wet",
    "partner-15-wet",
    "partner-25-wet",
    "partner-05-bumpy",
    "partner-15-bumpy",
    "partner-25-bumpy",
    "heel-wall",
    "heel-partner-corridor",
    "dont-stare",
    "eyes-and-hips",
    "back-to-goal",
    "he-knows-you-by-now",
)
"""From the first lesson on; a level that isn't named here follows after these, by name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A level of the game's own."""

    name: str
    path: Path
    title: str
    teaches: str


def levels_dir() -> Path:
    """The folder of the level files: the source checkout's, or the installed package's."""
    return resource_folder("levels")


@cache
def level_files() -> dict[str, Path]:
    """Name to file, in teaching order."""
    place = {name: number for number, name in enumerate(TEACHING_ORDER)}
    files = {composed(file.stem): file for file in listing(levels_dir(), ".toml").files}
    return {name: files[name] for name in sorted(files, key=lambda name: (place.get(name, len(place)), name))}


def catalogue() -> tuple[Entry, ...]:
    """Every level of the game's own that can be read, in teaching order."""
    return _looked_through()[0]


def catalogue_faults() -> tuple[str, ...]:
    """What stands in the levels' folder and can't be read as a level, a line each."""
    return _looked_through()[1]


@cache
def _looked_through() -> tuple[tuple[Entry, ...], tuple[str, ...]]:
    entries: list[Entry] = []
    faults: list[str] = []
    for name, path in level_files().items():
        try:
            level = load_level(path)
        except LevelError as error:
            faults.append(error.short)
        else:
            entries.append(Entry(name, path, level.title, level.teaches))
    folder = listing(levels_dir(), ".toml")
    faults += [f"{path_words(path)}: expected a level file (got {why})" for path, why in folder.others]
    if folder.problem or not (entries or faults):
        why = folder.problem or "there is none in it"
        faults.append(f"{path_words(levels_dir())}: expected a folder with levels (got: {why})")
    return tuple(entries), tuple(faults)


def find(name_or_path: Path | str) -> Path:
    """The file of a level's name, or the path itself; raises LevelError for a name that nothing has."""
    text = str(name_or_path)
    path = Path(name_or_path)
    if isinstance(name_or_path, str) and composed(text) in level_files():
        return level_files()[composed(text)]
    looks_like_a_path = len(path.parts) != 1 or path.suffix == ".toml" or text in (".", "..")
    if isinstance(name_or_path, Path) or looks_like_a_path or _exists(path):
        return path
    raise LevelError(
        [
            f"{path_words(text) or got(text)}: expected a level's name (`backheel levels` lists them) "
            f"or a level file's path{did_you_mean(text, level_files())}"
        ]
    )


def _exists(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):
        return False
