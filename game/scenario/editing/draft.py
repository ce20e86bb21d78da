"""A draft is a level while it is made: plain values, as in its file, of which some may be missing still."""

import copy
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Final, TypeAlias

from game.scenario.checks import SAME_PLACE, gap, is_number, is_point
from game.scenario.load import parse_level
from game.scenario.phrases import SILENCE, Phrase, phrase
from game.scenario.schema import Level

Draft: TypeAlias = dict[str, Any]
Point: TypeAlias = tuple[float, float]

LENGTH, WIDTH = 40.0, 25.0
"""Metres of an empty pitch."""
MOST: Final = {"player": 30, "cone": 100, "wall": 50, "zone": 20, "goal": 2, "freeze": 50}
"""Rows of each kind that a level has at most."""
APART: Final = 0.5
"""Metres that two players keep from each other while they are put in place."""
WORDS_OF_PLANS: Final = ("target", "away", "person", "mate", "called", "anybody", "to")
"""Names that mean something else where a player is named."""


@dataclass(frozen=True, slots=True)
class Item:
    """Something on the pitch: a row of the file by its kind and place in the file's order, or the ball."""

    kind: str
    """``player``, ``cone``, ``wall``, ``zone``, ``goal``, ``ball``, or ``mark`` for the objective's."""
    number: int = 0


@dataclass(frozen=True, slots=True)
class Spot:
    """A point of a thing that can be taken hold of."""

    thing: Item
    part: str
    """The key that it moves, or ``middle`` for the whole of a wall or a zone."""
    at: Point


def empty_pitch(title: str, teaches: str) -> Draft:
    """Return a level with nobody on it yet."""
    return {
        "format": 1,
        "title": title,
        "teaches": teaches,
        "pitch": {"length": LENGTH, "width": WIDTH, "surface": "dry"},
        "player": [],
    }


def rows(draft: Draft, kind: str) -> list[dict[str, Any]]:
    """Return the rows of a kind, none where the file has none."""
    found = draft.get(kind)
    return found if isinstance(found, list) else []


def row_of(draft: Draft, thing: Item) -> dict[str, Any]:
    """Return the table of a thing. Raises KeyError where it isn't there any more."""
    if thing.kind in ("ball", "mark"):
        found: dict[str, Any] = draft["ball" if thing.kind == "ball" else "objective"]
        return found
    every = rows(draft, thing.kind)
    if not 0 <= thing.number < len(every):
        raise KeyError(thing)
    return every[thing.number]


def is_there(draft: Draft, thing: Item | None) -> bool:
    """Return whether a thing is on the pitch."""
    if thing is None:
        return False
    if thing.kind == "mark":
        return "mark" in draft.get("objective", {})
    return "ball" in draft if thing.kind == "ball" else 0 <= thing.number < len(rows(draft, thing.kind))


def ids(draft: Draft, team: str | None = None) -> list[str]:
    """Return the players' names in the file's order, of one side where it is given."""
    return [row["id"] for row in rows(draft, "player") if team is None or row.get("team") == team]


def player_named(draft: Draft, name: str) -> int:
    """Return the number of the player of this name; -1 where there is none."""
    names = ids(draft)
    return names.index(name) if name in names else -1


def person(draft: Draft) -> dict[str, Any] | None:
    """Return the player whom the first person steers, or None."""
    return next((row for row in rows(draft, "player") if row.get("control") == "human1"), None)


def inside(draft: Draft, at: Point) -> Point:
    """Return the nearest point on the pitch, to the centimetre."""
    x, y = 0.5 * draft["pitch"]["length"], 0.5 * draft["pitch"]["width"]
    return (round(min(max(at[0], -x), x), 2) + 0.0, round(min(max(at[1], -y), y), 2) + 0.0)


def snapped(at: Point, grid: float) -> Point:
    """Return the nearest point of a grid, metres; the point itself where ``grid`` is 0.

    >>> snapped((1.3, -0.2), 0.5)
    (1.5, 0.0)
    """
    if grid <= 0.0:
        return at
    return (round(at[0] / grid) * grid + 0.0, round(at[1] / grid) * grid + 0.0)


def ball_at(draft: Draft) -> Point | None:
    """Return where the ball lies, metres: at its holder's, or where the file says; None without a ball."""
    ball = draft.get("ball")
    if not isinstance(ball, dict):
        return None
    number = player_named(draft, str(ball.get("holder", ball.get("served_by"))))
    if number >= 0:
        return pair(draft["player"][number]["at"])
    return pair(ball["at"]) if is_point(ball.get("at")) else None


def pair(value: object) -> Point:
    """Return two numbers of a file as a point."""
    assert is_point(value)
    return (float(value[0]), float(value[1]))


def spots(draft: Draft) -> Iterator[Spot]:
    """Yield every point that can be taken hold of; what lies on top first."""
    ball = draft.get("ball")
    if isinstance(ball, dict) and is_point(ball.get("at")):
        yield Spot(Item("ball"), "at", pair(ball["at"]))
    for number, row in enumerate(rows(draft, "player")):
        yield Spot(Item("player", number), "at", pair(row["at"]))
    for number, row in enumerate(rows(draft, "player")):
        run = run_of(row)
        if run is not None:
            yield Spot(Item("player", number), "run", run)
    for number, row in enumerate(rows(draft, "cone")):
        yield Spot(Item("cone", number), "at", pair(row["at"]))
    for kind in ("wall", "zone"):
        for number, row in enumerate(rows(draft, kind)):
            thing = Item(kind, number)
            if "circle" in row:
                yield Spot(thing, "middle", pair(row["at"]))
                continue
            start, end = pair(row["from"]), pair(row["to"])
            yield Spot(thing, "from", start)
            yield Spot(thing, "to", end)
            yield Spot(thing, "middle", (0.5 * (start[0] + end[0]), 0.5 * (start[1] + end[1])))
    for number, row in enumerate(rows(draft, "goal")):
        side = -1.0 if row.get("side") == "red" else 1.0
        yield Spot(Item("goal", number), "middle", (side * 0.5 * draft["pitch"]["length"], 0.0))
    mark = draft.get("objective", {}).get("mark")
    if is_point(mark):
        yield Spot(Item("mark"), "at", pair(mark))


def run_of(row: dict[str, Any]) -> Point | None:
    """Return where a player sets off for, or None."""
    if is_point(row.get("runs_to")):
        return pair(row["runs_to"])
    run = row.get("run")
    return pair(run["to"]) if isinstance(run, dict) and is_point(run.get("to")) else None


def spot_near(draft: Draft, at: Point, within: float) -> Spot | None:
    """Return the nearest point to take hold of within some metres; of equal ones what lies on top."""
    best, least = None, within
    for spot in spots(draft):
        # A middle is a large target that must not hide the ends and players on it.
        far = gap(spot.at, at) + (0.2 if spot.part == "middle" else 0.0)
        if far < least:
            best, least = spot, far
    return best


def free_name(draft: Draft, team: str, *, you: bool) -> str:
    """Return a name for a new player: P for the person, letters for team-mates, D1, D2 ... for opponents.

    >>> free_name({"player": [{"id": "P", "team": "red"}]}, "red", you=False)
    'A'
    """
    taken = set(ids(draft))
    if you and "P" not in taken:
        return "P"
    ours = [chr(65 + n) for n in range(15)] + [f"M{n}" for n in range(1, 40)]
    theirs = [f"D{n}" for n in range(1, 40)]
    own = person(draft)
    mate = own is None or own.get("team") == team
    return next(name for name in (ours if mate else theirs) if name not in taken)


def set_apart(draft: Draft) -> Draft:
    """Move players who stand on another a little, in the draft that is given."""
    taken: list[Point] = []
    for row in rows(draft, "player"):
        at = pair(row["at"])
        while any(gap(at, other) < 2 * SAME_PLACE for other in taken):
            at = inside(draft, (at[0] + 0.2 * (1.0 if at[0] < 0.0 else -1.0), at[1] + 0.05))
        row["at"] = list(at)
        taken.append(at)
    return draft


def changed(draft: Draft) -> Draft:
    """Return a copy that may be changed."""
    return copy.deepcopy(draft)


def what_is_missing(draft: Draft) -> Phrase:
    """Return what has to be put on the pitch before it can be played; nothing where all is there."""
    if not rows(draft, "player"):
        return phrase("Put a player on the pitch.")
    if person(draft) is None:
        return phrase("Nobody here is you. Choose a player and make it you.")
    if ball_at(draft) is None:
        return phrase("Put the ball down, or give it to a player.")
    return SILENCE


def level_of(draft: Draft, where: str) -> Level:
    """Return the level that the draft is; raises :class:`LevelError` with every fault."""
    return parse_level(changed(draft), where)


def number(value: object, otherwise: float) -> float:
    """Return a number of a file, or another one where it is none."""
    return float(value) if is_number(value) else otherwise
