"""Which replays of the folder this game recorded, in which order: the only ones that make room for new ones.

A date isn't enough: the clock may have been wrong, the file system's dates change when files are copied, and
a replay that a person put into the folder is that person's to delete.
"""

import re
from datetime import datetime
from pathlib import Path
from typing import Any, Final

from game.analysis.replay import format as file
from game.storage.files import home, listing, open_regular
from game.storage.records import GarbledError, Record, read_record, update

FORMAT: Final = 1
_NAME: Final = re.compile(r"(\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d) .+?(?: \((\d{1,3})\))?\.bhr", re.DOTALL)
"""Date, title, and a number where there are several of one second."""


def folder() -> Path:
    """Return where replays are kept; it needn't exist yet."""
    return home() / "replays"


def date_in_name(name: str) -> datetime | None:
    """Return when a replay was recorded, as the name says that this game gave it; None for any other name."""
    match = _NAME.fullmatch(name)
    try:
        return datetime.strptime(match[1], "%Y-%m-%d %H.%M.%S") if match else None
    except ValueError:
        return None


def recorded() -> list[str]:
    """Return the names of what this game recorded here, the oldest first."""
    try:
        kept = read_record(_file())
        return _names(kept) if kept is not None else _adopted()
    except (OSError, GarbledError):
        return []


def register(name: str, most: int) -> None:
    """Note a new replay, and delete the oldest of more than ``most``. Never raises OSError.

    One that can't be deleted stays, and is tried again next time.
    """
    too_many: list[str] = []

    def change(kept: Record | None) -> Record:
        there = listing(folder(), file.SUFFIX)
        names = _adopted() if kept is None else _names(kept)
        if not there.problem:
            present = {path.name for path in there.files} | {name}
            names = [each for each in names if each in present]
        names = [*(each for each in names if each != name), name]
        too_many[:] = names[:-most]
        return {**(kept or {"format": FORMAT}), "recorded": names}

    try:
        update(_file(), change, check=_names)
    except OSError:
        return  # unknown what is ours: nothing is deleted
    for old in too_many:
        try:
            (folder() / old).unlink(missing_ok=True)
        except OSError:
            continue


def _file() -> Path:
    return home() / "replays.json"


def _names(kept: Record) -> list[str]:
    names: Any = kept.get("recorded")
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise GarbledError("expected names of replays")
    return [name for name in names if name == Path(name).name and name.endswith(file.SUFFIX)]


def _adopted() -> list[str]:
    """Return what an earlier version recorded, which kept no register.

    They are replays with this game's kind of name.
    """
    found = []
    for path in listing(folder(), file.SUFFIX).files:
        date = date_in_name(path.name)
        if date is not None and _begins_as_ours(path):
            found.append((date, _number(path.name), path.name))
    return [name for _, _, name in sorted(found)]


def _number(name: str) -> int:
    match = _NAME.fullmatch(name)
    return int((match and match[2]) or 1)


def _begins_as_ours(path: Path) -> bool:
    try:
        with open_regular(path) as source:
            return file.MAGIC.startswith(source.read(len(file.MAGIC)))
    except OSError:
        return False
