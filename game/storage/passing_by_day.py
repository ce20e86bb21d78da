"""A person's own passing by the day: how many passes of each sort, and how many of these came off.

A file a month, so that what is written after a pass is small however many years are kept.
"""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final, TypeAlias

from game.storage.files import listing
from game.storage.records import GarbledError, Record, read_record, update

FORMAT: Final = 1
WAIT: Final = 5.0
"""Seconds for which a day's counts wait while other windows write theirs."""
Counts: TypeAlias = dict[str, tuple[int, int]]
"""A sort of pass to how many there were, and how many of these came off."""
_FOLDER: Final = "passing"
_MONTH: Final = re.compile(r"\d{4}-\d\d")
_DAY: Final = re.compile(r"\d{4}-\d\d-\d\d")
_MOST: Final = 1_000_000_000


def add_passing(folder: Path, day: str, counts: Mapping[str, tuple[int, int]]) -> None:
    """Add to what is kept of ``day``, as 2026-11-27; ``folder`` is the person's. Raises OSError."""

    def add(kept: Record | None) -> Record:
        data: dict[str, Any] = kept or {"format": FORMAT, "days": {}}
        row = data["days"].get(day)
        old = row if isinstance(row, dict) else {}
        return {**data, "days": {**data["days"], day: {**old, **_as_lists(_plus(_counts(old), counts))}}}

    update(month_file(folder, day), add, check=days_of, wait=WAIT)


def put_passing(folder: Path, days: Mapping[str, Mapping[str, tuple[int, int]]]) -> None:
    """Take in days that were kept elsewhere: of a day in both places the one with more passes stays.

    Taking the same days in twice changes nothing. Raises OSError.
    """
    for month in sorted({day[:7] for day in days}):

        def put(kept: Record | None, month: str = month) -> Record:
            data: dict[str, Any] = kept or {"format": FORMAT, "days": {}}
            rows = dict(data["days"])
            for day, counts in days.items():
                row = rows.get(day)
                here = _counts(row) if isinstance(row, dict) else {}
                if day[:7] == month and counts.get("all", (0, 0)) > here.get("all", (0, 0)):
                    rows[day] = _as_lists(counts)
            return {**data, "days": rows}

        update(month_file(folder, month), put, check=days_of, wait=WAIT)


def load_passing(folder: Path) -> dict[str, Counts]:
    """Return every day that is kept, in order; a file that can't be read or understood is left out."""
    days: dict[str, Counts] = {}
    for file in listing(folder / _FOLDER, ".json").files:
        if not _MONTH.fullmatch(file.stem):
            continue
        try:
            days |= days_of(read_record(file))
        except (OSError, GarbledError):
            continue
    return dict(sorted(days.items()))


def summed(days: Mapping[str, Counts], first: str = "", last: str = "9999-99-99") -> Counts:
    """Return the sum of the days from ``first`` to ``last``, both included.

    >>> summed({"2026-11-01": {"all": (3, 2)}, "2026-11-02": {"all": (2, 2)}})
    {'all': (5, 4)}
    """
    total: Counts = {}
    for day, counts in days.items():
        if first <= day <= last:
            total = _plus(total, counts)
    return total


def month_file(folder: Path, day: str) -> Path:
    """Return the file in which a day is kept; it needn't exist yet."""
    return folder / _FOLDER / f"{day[:7]}.json"


def _plus(one: Mapping[str, tuple[int, int]], other: Mapping[str, tuple[int, int]]) -> Counts:
    total = dict(one)
    for key, (number, good) in other.items():
        before = total.get(key, (0, 0))
        total[key] = (before[0] + number, before[1] + good)
    return total


def _as_lists(counts: Mapping[str, tuple[int, int]]) -> dict[str, list[int]]:
    return {key: list(pair) for key, pair in counts.items()}


def days_of(data: Record | None) -> dict[str, Counts]:
    """Return the days of a file; what can't be understood of a day is left out, and stays in the file.

    Raises :class:`GarbledError`.
    """
    if data is None:
        return {}
    days: Any = data.get("days")
    if data.get("format") != FORMAT or not isinstance(days, dict):
        raise GarbledError("expected a month of passing")
    return {day: _counts(row) for day, row in days.items() if _DAY.fullmatch(day) and isinstance(row, dict)}


def _counts(row: Mapping[str, Any]) -> Counts:
    good: Counts = {}
    for key, pair in row.items():
        if isinstance(pair, list) and len(pair) == 2 and all(type(n) is int for n in pair):
            number, hits = pair
            if 0 <= hits <= number <= _MOST:
                good[key] = (number, hits)
    return good
