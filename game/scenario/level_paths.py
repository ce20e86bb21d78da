"""Level paths say where the levels of the game lie, and which file a name means."""

from functools import cache
from pathlib import Path

from game.scenario.composed import composed
from game.scenario.errors import LevelError
from game.scenario.words import did_you_mean, got, path_words
from game.storage.files import home, listing
from game.storage.resources import resource_folder

TEACHING_ORDER = (
    "first-run",
    "first-pass",
    "first-weight",
    "first-look",
    "first-heel",
    "first-fake",
    "wall-tens",
    "wall-drill",
    "dribble-pass-receive",
    "partners",
    "both-feet",
    "first-time",
    "lead-the-runner",
    "dead-at-the-feet",
    "the-keepers-hands",
    "thread-it",
    "wet-night",
    "bumpy-field",
    "heel-wall",
    "heel-partner-corridor",
    "light-or-flying",
    "one-touch-circle",
    "heel-and-go",
    "back-to-goal",
    "heel-on-the-counter",
    "dont-stare",
    "no-look",
    "eyes-and-hips",
    "fake-and-go",
    "two-markers-one-lie",
    "he-knows-you-by-now",
    "who-is-free-behind-me",
    "look-before-you-receive",
    "blind-side-marker",
    "switch-of-play",
    "back-foot",
    "shield",
    "give-and-go",
    "third-man",
    "out-of-the-corner",
    "85th-minute",
    "jockey",
    "cover-shadow",
    "read-the-passer",
    "read-the-heel",
    "two-against-two",
    "set-the-offside-trap",
    "crowded-box",
    "counter-in-three",
    "close-quarters",
    "break-the-offside-trap",
    "rondo-targets",
    "five-passes",
    "heels-count-double",
    "one-touch-game",
    "partner-05-dry",
    "partner-15-dry",
    "partner-25-dry",
    "partner-05-wet",
    "partner-15-wet",
    "partner-25-wet",
    "partner-05-bumpy",
    "partner-15-bumpy",
    "partner-25-bumpy",
)
"""The levels from the first lesson on; one that isn't named here follows after these, by name."""


def levels_dir() -> Path:
    """Return the folder of the level files: the source checkout's, or the installed package's."""
    return resource_folder("levels")


def own_folder() -> Path:
    """Return where a person's own levels lie; it needn't exist yet."""
    return home() / "levels"


@cache
def level_files() -> dict[str, Path]:
    """Return the game's own level files by name, in teaching order."""
    place = {name: number for number, name in enumerate(TEACHING_ORDER)}
    files = {composed(file.stem): file for file in listing(levels_dir(), ".toml").files}
    return {name: files[name] for name in sorted(files, key=lambda name: (place.get(name, len(place)), name))}


def find(name_or_path: Path | str) -> Path:
    """Return the file of a level's name, or the path itself; raises LevelError for an unknown name.

    A name is that of one of the game's own levels, or of a file among the person's own.
    """
    text = str(name_or_path)
    path = Path(name_or_path)
    if isinstance(name_or_path, str) and composed(text) in level_files():
        return level_files()[composed(text)]
    looks_like_a_path = len(path.parts) != 1 or path.suffix == ".toml" or text in (".", "..")
    if isinstance(name_or_path, Path) or looks_like_a_path or _exists(path):
        return path
    own = own_folder() / f"{text}.toml"
    if _exists(own):
        return own
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
