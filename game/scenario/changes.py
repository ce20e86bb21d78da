"""Levels are changed by dotted keys, as ``--level-set`` and a file's variants and choices have them."""

from typing import Any

from game.scenario.words import did_you_mean, got

ROWS = ("player", "wall", "cone", "freeze", "zone", "goal", "passer", "variant", "choice", "sound", "poor")
"""Keys of a level that are lists of tables."""


def set_key(raw: dict[str, Any], key: str, value: object, known: list[str]) -> str | None:
    """Write one dotted key; returns what was expected instead where that can't be done.

    ``known`` are the keys of a level.
    """
    parts = key.split(".")
    if "" in parts:
        return f"a dotted key such as pitch.surface or player.D1.at (got {got(key)})"
    here: Any = raw
    for depth, part in enumerate(parts[:-1]):
        if isinstance(here, list | tuple):
            row = _row(here, part)
            if row is None:
                return _rows_words(here, part)
            here = row
        elif part not in here and depth == 0 and part not in known:
            return f"a known key{did_you_mean(part, known)} (got {got(part)})"
        elif isinstance(here.get(part), dict):
            here = here[part]
        elif isinstance(here.get(part), list | tuple):
            here[part] = list(here[part])
            here = here[part]
        elif part not in here and depth == 0 and part in ROWS:
            return f"no {part}, the level has none (got {got(key)})"
        elif part not in here:
            here[part] = {}
            here = here[part]
        else:
            return f"a key without further parts, {part} is no table (got {got(key)})"
    if not isinstance(here, dict):
        return f"the id or number of a row and one of its keys, as in player.D1.at (got {got(key)})"
    if parts in (["ball", "holder"], ["ball", "served_by"], ["ball", "at"]):
        for other in ("holder", "served_by", "at"):
            if other != parts[1]:
                here.pop(other, None)
        if parts[1] != "at":
            here.pop("velocity", None)
    here[parts[-1]] = value
    return None


def _row(rows: list[Any] | tuple[Any, ...], part: str) -> Any:
    for row in rows:
        if isinstance(row, dict) and row.get("id") == part:
            return row
    number = int(part) if part.isascii() and part.isdigit() and len(part) < 6 else 0
    if 1 <= number <= len(rows) and isinstance(rows[number - 1], dict) and "id" not in rows[number - 1]:
        return rows[number - 1]
    return None


def _rows_words(rows: list[Any] | tuple[Any, ...], part: str) -> str:
    ids = [str(row["id"]) for row in rows if isinstance(row, dict) and "id" in row]
    if ids:
        return f"a player's id, one of {', '.join(ids)}{did_you_mean(part, ids)} (got {got(part)})"
    return f"a number from 1 to {len(rows)} (got {got(part)})"
