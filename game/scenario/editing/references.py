"""A level names its players, zones and cones in many places; a name that changes or goes, does so in all."""

from collections.abc import Callable
from typing import Any

from game.scenario.editing.draft import Draft, rows

NAMES: frozenset[str] = frozenset(
    {
        *("holder", "returns_to", "by", "to", "not_to", "who", "between", "called", "target", "look"),
        *("fake", "run", "press", "cover", "served_by", "follows_line"),
    }
)
"""Keys whose words are players' names, wherever they stand."""
_NEEDED = frozenset({"target", "fake", "look", "run", "press", "cover"})
"""Of these, keys that may say a place on the pitch as well."""


def rename_player(draft: Draft, old: str, new: str) -> None:
    """Call a player something else, in the draft that is given."""
    for row in rows(draft, "player"):
        if row.get("id") == old:
            row["id"] = new
    _each_name(draft, lambda name: new if name == old else name)
    for variant in rows(draft, "variant"):
        variant["set"] = {
            _renamed_key(key, old, new): new if value == old and key.rpartition(".")[2] in NAMES else value
            for key, value in variant["set"].items()
        }
    for choice in rows(draft, "choice"):
        choice["key"] = _renamed_key(choice["key"], old, new)


def _renamed_key(key: str, old: str, new: str) -> str:
    start = f"player.{old}."
    return f"player.{new}.{key.removeprefix(start)}" if key.startswith(start) else key


def rename_zone(draft: Draft, old: str, new: str) -> None:
    """Call a zone something else, in the draft that is given."""
    for row in rows(draft, "zone"):
        if row.get("id") == old:
            row["id"] = new
    for link in _links(draft):
        for key in ("from", "at"):
            if link.get(key) == old:
                link[key] = new


def _each_name(table: Any, change: Callable[[str], str]) -> None:
    """Change every player's name under some tables."""
    if isinstance(table, list):
        for part in table:
            _each_name(part, change)
    elif isinstance(table, dict):
        for key, value in table.items():
            if key in NAMES and isinstance(value, str):
                table[key] = change(value)
            elif key in NAMES and isinstance(value, list) and all(isinstance(part, str) for part in value):
                table[key] = [change(part) for part in value]
            else:
                _each_name(value, change)


def forget_player(draft: Draft, gone: dict[str, Any]) -> None:
    """Take a player out of everything that names them; a pass to them goes to where they stood."""
    name, at = gone["id"], list(gone["at"])
    ball = draft.get("ball", {})
    if name in (ball.get("holder"), ball.get("served_by")):
        draft["ball"] = {"at": at}
    for key in ("passer", "variant", "choice"):
        if key in draft:
            draft[key] = [row for row in draft[key] if not _is_about(row, name)]
            if not draft[key]:
                del draft[key]
    for row in draft.get("passer", []):
        if row["plan"]["target"] == name:
            row.pop("onside_by", None)  # nobody is left to wait for
    _forget(draft, name, at)
    if draft.get("objective", {}).get("called") == []:
        del draft["objective"]["called"]
        for link in _links(draft):
            for key in [key for key in ("by", "to", "not_to") if link.get(key) == "called"]:
                del link[key]


def _is_about(row: dict[str, Any], name: str) -> bool:
    start = f"player.{name}."
    varied = any(key.startswith(start) or value == name for key, value in row.get("set", {}).items())
    return varied or row.get("by") == name or str(row.get("key", "")).startswith(start)


def _forget(table: Any, name: str, at: list[float]) -> None:
    if isinstance(table, list):
        for part in table:
            _forget(part, name, at)
        return
    if not isinstance(table, dict):
        return
    for key, value in list(table.items()):
        if key in NAMES and value == name:
            if key in _NEEDED:
                table[key] = at
            else:
                del table[key]
        elif key in NAMES and isinstance(value, list) and name in value:
            left = [part for part in value if part != name]
            if key == "between" or (not left and key != "called"):
                del table[key]
            else:
                table[key] = left
        elif (
            isinstance(value, dict)
            and key in ("looked_at", "unseen", "close_to")
            and value.get("who") == name
        ):
            del table[key]
        else:
            _forget(value, name, at)


def forget_cone(draft: Draft, gone: int) -> None:
    """Count the cones without one; what led past it no longer does."""
    for link in _links(draft):
        through = link.get("through")
        if isinstance(through, list):
            if gone in through:
                del link["through"]
            else:
                link["through"] = [number - (number > gone) for number in through]


def forget_zone(draft: Draft, gone: object) -> None:
    """Take a zone out of every condition that names it."""
    for link in _links(draft):
        for key in ("from", "at"):
            if link.get(key) == gone:
                del link[key]


def _links(draft: Draft) -> list[dict[str, Any]]:
    """Return every table of conditions of the objective."""
    objective = draft.get("objective", {})
    found = [objective, *objective.get("do", []), *objective.get("bonus", [])]
    grades = objective.get("grades", {})
    found += [grade["with"] for grade in grades.values() if isinstance(grade, dict) and "with" in grade]
    return found
