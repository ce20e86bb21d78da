"""Files as people name them on a command line: one, a folder of them, a pattern that no shell expanded."""

import glob
import os
from pathlib import Path
from typing import Final

from game.scenario.errors import LevelError
from game.scenario.words import path_words
from game.storage.files import listing

MOST: Final = 10_000
"""Files of one name; whoever names more means another folder."""


def named_files(name: str, suffix: str, what: str) -> list[Path]:
    """Return the files that a word names, sorted; raises :class:`LevelError` where there is none.

    A folder stands for all files of the kind in it and in the folders below it, hidden ones apart. A pattern
    (``*``, ``?``, ``[...]``, ``**``) is expanded here, since not every shell does it; a file that is really
    called so comes first. Any other word is returned as it is, for whoever opens it to complain.
    """
    path = Path(name)
    if os.path.isdir(name):  # noqa: PTH112 (False for a name that is none)
        return _below(path, suffix, what)
    try:
        if not glob.has_magic(name) or os.path.lexists(path):
            return [path]
        found = sorted(Path(each) for each in glob.iglob(name, recursive=True))  # noqa: PTH207 (any pattern)
    except (OSError, ValueError):
        return [path]
    files = [each for each in found if not each.is_dir()]
    if not files:
        raise LevelError([f"{path_words(name)}: expected a {what} file (no file fits the pattern)"])
    return files[:MOST]


def _below(folder: Path, suffix: str, what: str) -> list[Path]:
    files: list[Path] = []
    for place, folders, _ in os.walk(folder):
        folders[:] = sorted(each for each in folders if not each.startswith("."))
        found = listing(Path(place), suffix)
        files += sorted([*found.files, *(path for path, _ in found.others)])
        if found.problem and not files:
            raise LevelError([f"{path_words(place)}: expected a folder of files (got: {found.problem})"])
        if len(files) > MOST:
            raise LevelError([f"{path_words(folder)}: expected at most {MOST:,} {what} files (got more)"])
    if not files:
        raise LevelError([f"{path_words(folder)}: expected a folder with {what} files (no *{suffix} in it)"])
    return files
