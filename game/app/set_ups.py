"""The last set-up of a match and of a rondo, kept for next time. A broken file costs nothing but itself."""

import json
from typing import Any

from game.rules.progress import home, write_atomically

FILE = "set-ups.json"


def last_set_up(kind: str) -> dict[str, Any]:
    """The choices made last for ``match`` or ``rondo``; empty where there are none."""
    found = _read().get(kind)
    return found if isinstance(found, dict) else {}


def keep_set_up(kind: str, choices: dict[str, Any]) -> None:
    """Keep them; a full or read-only disk must not stop play."""
    try:
        write_atomically(home() / FILE, json.dumps({**_read(), kind: choices}, indent=1))
    except OSError:
        return


def _read() -> dict[str, Any]:
    try:
        data = json.loads((home() / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return data if isinstance(data, dict) else {}
