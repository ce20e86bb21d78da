"""The last set-up of a match and of a rondo, kept for next time. A broken file costs nothing but itself."""

from pathlib import Path
from typing import Any

from game.app.i18n import _
from game.storage.files import home
from game.storage.records import GarbledError, Record, read_record, update


def _file() -> Path:
    return home() / "set-ups.json"


def last_set_up(kind: str) -> dict[str, Any]:
    """Return the choices made last for ``match`` or ``rondo``; empty where there are none."""
    try:
        found = (read_record(_file()) or {}).get(kind)
    except (OSError, GarbledError):
        return {}
    return found if isinstance(found, dict) else {}


def keep_set_up(kind: str, choices: dict[str, Any]) -> str:
    """Keep them; returns what is to be told. A full or read-only disk must not stop play.

    What another window chose for another kind stays; a file that can't be read is not written over.
    """

    def change(kept: Record | None) -> Record:
        before = (kept or {}).get(kind)
        return {**(kept or {}), kind: {**(before if isinstance(before, dict) else {}), **choices}}

    try:
        aside = update(_file(), change)
    except OSError as error:
        return _("The set-up can't be kept ({why})", why=error.strerror or str(error))
    if aside is None:
        return ""
    return _("The last set-ups couldn't be understood: kept as {file}", file=aside.name)
