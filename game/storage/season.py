"""What a person keeps of the season besides results: days of the challenge, and counts over many plays."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, Final

from game.storage.records import GarbledError, Record, read_record, update

FORMAT: Final = 1
WAIT: Final = 5.0
"""Seconds for which a count waits while other windows keep theirs."""
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MOST: Final = 1_000_000_000


@dataclass(frozen=True, slots=True)
class DayPlayed:
    """The try of a day's challenge that counted."""

    score: int
    line: str = ""
    """The line to share; "" where the try was left before its end."""


@dataclass(frozen=True, slots=True)
class KeptSeason:
    """All that is kept."""

    days: dict[str, DayPlayed] = field(default_factory=dict)
    """By the day, ``2026-11-27``."""
    portions: dict[str, dict[str, int]] = field(default_factory=dict)
    """What came off of a level's longer count, by the level's key and the kind."""


def is_day(text: str) -> bool:
    """Return whether a text is a day of the calendar, as 2026-11-27."""
    try:
        return _DAY.fullmatch(text) is not None and date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def season_file(folder: Path) -> Path:
    """Return the file in a person's folder; it needn't exist yet."""
    return folder / "season.json"


def load_season(folder: Path) -> KeptSeason:
    """Return what is kept; nothing where the file can't be read or understood."""
    try:
        return _understood(read_record(season_file(folder)))
    except (OSError, GarbledError):
        return KeptSeason()


def keep_day(folder: Path, day: str, played: DayPlayed) -> bool:
    """Keep a day's try, unless one is kept already: the first counts. Raises OSError."""
    first = False

    def keep(kept: Record | None) -> Record:
        nonlocal first
        data = kept or _EMPTY
        first = day not in data["days"]
        row = {"score": played.score, "line": played.line}
        return {**data, "days": {**data["days"], day: row}} if first else data

    update(season_file(folder), keep, check=_understood, wait=WAIT)
    return first


def add_portion(folder: Path, level: str, done: Mapping[str, int]) -> None:
    """Add what came off in a play to a level's longer count. Raises OSError."""

    def add(kept: Record | None) -> Record:
        data = kept or _EMPTY
        before = data["portions"].get(level)
        row = dict(before) if isinstance(before, dict) else {}
        known = _counts(row)
        row |= {kind: min(known.get(kind, 0) + more, _MOST) for kind, more in done.items()}
        return {**data, "portions": {**data["portions"], level: row}}

    update(season_file(folder), add, check=_understood, wait=WAIT)


def merge_season(folder: Path, found: KeptSeason) -> None:
    """Take in what was kept elsewhere: of a day the try that is here stays, of a count the greater.

    Taking the same in twice changes nothing. Raises OSError.
    """

    def merge(kept: Record | None) -> Record:
        data = kept or _EMPTY
        new = record_of(found)
        portions = dict(data["portions"])
        for level, done in found.portions.items():
            row = portions.get(level)
            here = dict(row) if isinstance(row, dict) else {}
            known = _counts(here)
            portions[level] = here | {kind: max(known.get(kind, 0), n) for kind, n in done.items()}
        return {**data, "days": {**new["days"], **data["days"]}, "portions": portions}

    update(season_file(folder), merge, check=_understood, wait=WAIT)


def record_of(season: KeptSeason) -> Record:
    """Return it as it stands in a file."""
    days = {day: {"score": one.score, "line": one.line} for day, one in sorted(season.days.items())}
    return {"format": FORMAT, "days": days, "portions": season.portions}


def season_of(data: Record) -> KeptSeason:
    """Return what such a record holds; raises :class:`GarbledError`."""
    return _understood(data)


_EMPTY: Final[Record] = {"format": FORMAT, "days": {}, "portions": {}}


def _understood(data: Record | None) -> KeptSeason:
    if data is None:
        return KeptSeason()
    days: Any = data.get("days")
    portions: Any = data.get("portions")
    if data.get("format") != FORMAT or not isinstance(days, dict) or not isinstance(portions, dict):
        raise GarbledError("expected days and portions")
    played = {day: one for day, row in days.items() if is_day(day) and (one := _played(row))}
    counts = {level: _counts(row) for level, row in portions.items() if isinstance(row, dict)}
    return KeptSeason(played, counts)


def _played(row: Any) -> DayPlayed | None:
    score = row.get("score") if isinstance(row, dict) else None
    if type(score) is not int or not 0 <= score <= _MOST:
        return None
    line = row.get("line")
    return DayPlayed(score, line if isinstance(line, str) else "")


def _counts(row: Mapping[str, Any]) -> dict[str, int]:
    return {kind: n for kind, n in row.items() if type(n) is int and 0 <= n <= _MOST}
