"""For how many days in a row somebody has played the daily challenge."""

from __future__ import annotations

from pathlib import Path

from game.app.i18n import n_
from game.rules.level.best_results import load_results
from game.rules.level.daily import streak
from game.storage.season import is_day, load_season


def days_played(folder: Path) -> set[str]:
    """Return the days whose challenge a person has played."""
    before = (key.removeprefix("daily:") for key in load_results(folder).best if key.startswith("daily:"))
    return {*load_season(folder).days, *filter(is_day, before)}


def streak_words(folder: Path, today: str) -> str:
    """Return for how many days in a row the challenge was played."""
    days = streak(days_played(folder), today)
    return n_("{n} day in a row", "{n} days in a row", days)
