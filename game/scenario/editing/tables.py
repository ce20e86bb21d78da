"""Tables that stand in no picture: the computer's passes, versions, choices, and how a level is played."""

import tomllib
from typing import Any, Final, TypeAlias

from game.scenario.editing.draft import Draft, changed, ids, person, rows
from game.scenario.editing.settled import settled
from game.scenario.plays import ACTS

Path: TypeAlias = tuple[str | int, ...]
MOST_ROWS: Final = {"passer": 20, "variant": 20, "choice": 3, "sound": 20, "poor": 20}
"""Kinds of such tables, and how many of each a level has at most."""
GROUNDS: Final = ("dry", "wet", "bumpy", "artificial")


def table_at(draft: Draft, path: Path) -> dict[str, Any]:
    """Return the table at a path of keys and places in lists. Raises KeyError where there is none."""
    here: Any = draft
    for part in path:
        here = here[part]
    if not isinstance(here, dict):
        raise KeyError(path)
    return here


def with_key(draft: Draft, path: Path, key: str, value: object) -> Draft:
    """Return the draft with a key of a table set, or taken out where the value is None."""
    after = changed(draft)
    table = table_at(after, path)
    if value is None:
        table.pop(key, None)
    else:
        table[key] = value
        for other in _INSTEAD.get(key, ()):
            table.pop(other, None)
    return settled(after)


_INSTEAD: Final = {"timing": ("ball_offset",), "ball_offset": ("timing",)}
"""Keys of a plan that don't stand beside another."""


def with_row(draft: Draft, kind: str, number: int | None) -> Draft:
    """Return the draft with one more row of a kind, where ``number`` is None, or without one of them.

    It is the same where the level has nothing that such a row could be about.
    """
    after = changed(draft)
    if number is not None:
        del after[kind][number]
        if not after[kind]:
            del after[kind]
        return settled(after)
    fresh = _fresh(draft, kind)
    if fresh is None or len(rows(draft, kind)) >= MOST_ROWS[kind]:
        return draft
    after.setdefault(kind, []).append(fresh)
    return after


def _fresh(draft: Draft, kind: str) -> dict[str, Any] | None:
    """Return a row that says something, or None where there is nothing to say."""
    if kind == "passer":
        holder = draft.get("ball", {}).get("served_by") or draft.get("ball", {}).get("holder")
        computers = [row["id"] for row in rows(draft, "player") if row.get("control", "cpu") == "cpu"]
        who = holder if holder in computers else next((n for n in computers if mates_of(draft, n)), None)
        mates = mates_of(draft, who)
        if who is None or not mates:
            return None
        return {"by": who, "plan": {"technique": "push", "target": mates[0]}}
    if kind == "variant":
        others = [row for row in rows(draft, "player") if row.get("control") != "human1"]
        row = next(iter(others), None) or next(iter(rows(draft, "player")), None)
        return None if row is None else {"set": {f"player.{row['id']}.at": list(row["at"])}}
    if kind == "choice":
        now = draft["pitch"].get("surface", "dry")
        taken = [row["key"] for row in rows(draft, "choice")]
        surfaces = {"key": "pitch.surface", "values": [now, *(g for g in GROUNDS[:3] if g != now)]}
        return surfaces if "pitch.surface" not in taken else _of_person(draft, taken)
    mates = mates_of(draft, _own(draft))
    if mates:
        return {"pass": {"technique": "push", "target": mates[0]}}
    return {"wait": 1.0}


def _of_person(draft: Draft, taken: list[str]) -> dict[str, Any] | None:
    own = _own(draft)
    for key, values in (("stamina", [1.0, 0.3]), ("skill", [0.7, 0.4])):
        name = f"player.{own}.{key}"
        if own is not None and name not in taken:
            return {"key": name, "values": values}
    return None


def _own(draft: Draft) -> str | None:
    own = person(draft)
    return None if own is None else str(own["id"])


def mates_of(draft: Draft, name: str | None) -> list[str]:
    """Return the players to whom somebody may pass; none for nobody."""
    row = next((row for row in rows(draft, "player") if row["id"] == name), None)
    if row is None:
        return []
    return [mate for mate in ids(draft, row.get("team")) if mate != name]


ACT_VALUES: Final[dict[str, Any]] = {"wait": 1.0, "shield": 1.0, "read": "body"}


def with_act(draft: Draft, path: Path, act: str) -> Draft:
    """Return the draft with another act in a step; what that act doesn't know goes."""
    after = changed(draft)
    step = table_at(after, path)
    names = [row["id"] for row in rows(draft, "player") if row["id"] != _own(draft)]
    kept = {key: value for key, value in step.items() if key == "called"}
    if act == "pass":
        mates = mates_of(draft, _own(draft))
        value: Any = {"technique": "push", "target": mates[0] if mates else [0.0, 0.0]}
    elif act in ACT_VALUES:
        value = ACT_VALUES[act]
    else:
        value = names[0] if names else [0.0, 0.0]
    step.clear()
    step.update({**kept, act: value})
    return settled(after)


def act_of(step: dict[str, Any]) -> str:
    """Return what a step does."""
    return next((act for act in ACTS if act in step), "wait")


def from_text(text: str) -> object:
    """Return a value as a file writes it; None where it is none.

    >>> from_text("[1, 2.5]"), from_text('"wet"'), from_text("wet")
    ([1, 2.5], 'wet', 'wet')
    """
    for said in (text, f'"{text}"'):
        try:
            return tomllib.loads(f"x = {said}")["x"]
        except tomllib.TOMLDecodeError:
            continue
    return None
