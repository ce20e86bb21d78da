"""For how many days in a row somebody has played the daily challenge."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from pathlib import Path
from typing import Final

from game.app.i18n import n_
from game.rules.level.best_results import load_results
from game.storage.season import is_day, load_season

FORGIVEN: Final = 7
"""Days of which one may be missed without an end to the streak."""


def streak(days: Collection[str], today: str) -> int:
    """Return how many days were played in a row up to today, or to yesterday where today is still to come.

    One missed day in a week is forgiven; it isn't counted.

    >>> streak({"2026-11-23", "2026-11-24", "2026-11-26", "2026-11-27"}, "2026-11-27")
    4
    >>> streak({"2026-11-21", "2026-11-24", "2026-11-26", "2026-11-27"}, "2026-11-27")
    3
    """
    played = {date.fromisoformat(day).toordinal() for day in days}
    here = date.fromisoformat(today).toordinal()
    number, missed = 0, here + FORGIVEN
    here -= here not in played
    while True:
        if here in played:
            number += 1
        elif missed - here < FORGIVEN or here - 1 not in played:
            return number
        else:
            missed = here
        here -= 1


def days_played(folder: Path) -> set[str]:
    """Return the days whose challenge a person has played."""
    before = (key.removeprefix("daily:") for key in load_results(folder).best if key.startswith("daily:"))
    return {*load_season(folder).days, *filter(is_day, before)}


def streak_words(folder: Path, today: str) -> str:
    """Return for how many days in a row the challenge was played; "" for none."""
    days = streak(days_played(folder), today)
    return n_("{n} day in a row", "{n} days in a row", days) if days else ""
