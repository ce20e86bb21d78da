"""Some rules of a level hold between its keys: ids, places on the pitch, plans, marks.

These checks look at the file's raw values and pass over whatever isn't of the right type (the schema reports
that), so that a file with faults of both sorts has all of them reported at once.
"""

import math
from collections.abc import Iterator
from typing import Any, TypeAlias, TypeGuard

from game.scenario.words import did_you_mean

Loc: TypeAlias = tuple[str | int, ...]
Fault: TypeAlias = tuple[Loc, str, object]
"""A fault as its place, what was expected there, and what was there."""

MARK_TO_WALL = 0.05
"""Metres by which a mark may lie beside the line of its wall."""

TOP_RUN = 12.0
SAME_PLACE = 0.05
"""Metres between two players under which they stand on one another."""
SHORTEST_WALL = 0.1
"""Metres of the shortest wall."""
MOST_NAMED = 30
"""Names that one fault lists at most."""
TOP_BALL = 45.0
"""m/s at which no ball in a level may roll: more than anybody runs and kicks."""


def is_number(value: object) -> TypeGuard[float]:
    """Return whether a value is a finite number; True and False are none.

    >>> is_number(2.5), is_number(True), is_number(float("nan"))
    (True, False, False)
    """
    if not isinstance(value, int | float) or isinstance(value, bool):
        return False
    try:
        return math.isfinite(value)
    except OverflowError:
        return False


def is_point(value: object) -> TypeGuard[tuple[float, float]]:
    """Return whether a value is two finite numbers.

    >>> is_point([1.0, 2.0]), is_point([1.0]), is_point("ab")
    (True, False, False)
    """
    return isinstance(value, list | tuple) and len(value) == 2 and all(is_number(part) for part in value)


def wall_distance(point: tuple[float, float], start: tuple[float, float], end: tuple[float, float]) -> float:
    """Return the metres from a point to a wall from ``start`` to ``end``.

    >>> wall_distance((1.0, 3.0), (0.0, 0.0), (4.0, 0.0))
    3.0
    """
    dx, dy = float(end[0]) - float(start[0]), float(end[1]) - float(start[1])
    squared = dx * dx + dy * dy
    along = 0.0
    if squared > 0.0:
        along = ((point[0] - start[0]) * dx + (point[1] - start[1]) * dy) / squared
        along = min(max(along, 0.0), 1.0)
    return gap(point, (start[0] + along * dx, start[1] + along * dy))


def gap(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Return the metres between two points; inf where that is beyond all bounds, as a file may have it.

    It multiplies, because a power of a huge number is an error and a product is infinite.

    >>> gap((0, 3), (4, 0)), gap((1e200, 0.0), (0.0, 10**300))
    (5.0, inf)
    """
    dx, dy = float(a[0]) - float(b[0]), float(a[1]) - float(b[1])
    return math.sqrt(dx * dx + dy * dy)


def crossing_faults(raw: dict[str, Any]) -> Iterator[Fault]:
    """Yield everything that is wrong between keys."""
    players = _tables(raw, "player")
    if raw.get("player") in ([], ()):
        yield ("player",), "1 to 30 tables [[player]]", raw["player"]
    yield from _names(players)
    yield from _people(players)
    yield from _on_the_pitch(raw, players)
    yield from _apart(players)
    yield from _speeds(raw, players)
    yield from _ball(raw, players)
    yield from _walls(raw)
    yield from _objective(raw, players)
    yield from _freezes(raw, players)
    yield from _plays(raw, players)


def _plays(raw: dict[str, Any], players: list[tuple[int, dict[str, Any]]]) -> Iterator[Fault]:
    """Yield what is wrong with the players and points named by passers, `sound` and `poor`."""
    for number, row in _tables(raw, "passer"):
        yield from plan_faults(row.get("plan"), _ids(players), raw.get("pitch"), ("passer", number, "plan"))
    for name in ("sound", "poor"):
        for number, row in _tables(raw, name):
            yield from plan_faults(row.get("pass"), _ids(players), raw.get("pitch"), (name, number, "pass"))


def plan_faults(raw: object, ids: list[str], pitch: object, at: Loc = ()) -> Iterator[Fault]:
    """Yield what is wrong with whom and where a plan names.

    Players must exist, and points must lie on the pitch.
    """
    if not isinstance(raw, dict):
        return
    for key, words in (("target", ()), ("look", ("target", "away"))):
        value = raw.get(key)
        if isinstance(value, str) and value not in words and value not in ids:
            expected = _one_of([*words, *ids], "a player's id", value)
            yield (*at, key), expected, value
        elif is_point(value) and key == "target" and not _inside(value, pitch):
            yield (*at, key), _pitch_words(pitch), value


def _tables(raw: dict[str, Any], key: str) -> list[tuple[int, dict[str, Any]]]:
    rows = raw.get(key)
    if not isinstance(rows, list | tuple):
        return []
    return [(number, row) for number, row in enumerate(rows) if isinstance(row, dict)]


def _table(raw: dict[str, Any], key: str) -> dict[str, Any]:
    value = raw.get(key)
    return value if isinstance(value, dict) else {}


def _ids(players: list[tuple[int, dict[str, Any]]]) -> list[str]:
    return [row["id"] for _, row in players if isinstance(row.get("id"), str)]


def _one_of(known: list[str], what: str, got: str) -> str:
    return f"{what}, one of {', '.join(known[:MOST_NAMED])}{did_you_mean(got, known)}" if known else what


def _names(players: list[tuple[int, dict[str, Any]]]) -> Iterator[Fault]:
    seen: set[str] = set()
    for number, row in players:
        name = row.get("id")
        if isinstance(name, str):
            if name in seen:
                yield ("player", number, "id"), "an id that no other player has", name
            elif name in ("target", "away"):
                yield (
                    ("player", number, "id"),
                    "a name that isn't a word of plans",
                    name,
                )
            seen.add(name)


def _people(players: list[tuple[int, dict[str, Any]]]) -> Iterator[Fault]:
    for person in ("human1", "human2"):
        rows = [number for number, row in players if row.get("control") == person]
        for number in rows[1:]:
            yield ("player", number, "control"), f"at most one player with {person}", person


def _inside(point: tuple[float, float], pitch: object) -> bool:
    if not isinstance(pitch, dict):
        return True
    length, width = pitch.get("length"), pitch.get("width")
    if not is_number(length) or not is_number(width):
        return True
    return abs(point[0]) <= 0.5 * length and abs(point[1]) <= 0.5 * width


def _pitch_words(pitch: object) -> str:
    size = pitch if isinstance(pitch, dict) else {}
    x, y = 0.5 * size.get("length", 0.0), 0.5 * size.get("width", 0.0)
    return f"a point on the pitch, x from {-x:g} to {x:g} and y from {-y:g} to {y:g}"


def _on_the_pitch(raw: dict[str, Any], players: list[tuple[int, dict[str, Any]]]) -> Iterator[Fault]:
    places: list[tuple[Loc, object]] = []
    for number, row in players:
        places += [(("player", number, key), row.get(key)) for key in ("at", "runs_to")]
    places.append((("ball", "at"), _table(raw, "ball").get("at")))
    for number, row in _tables(raw, "wall"):
        places += [(("wall", number, key), row.get(key)) for key in ("from", "to")]
    places += [(("cone", number, "at"), row.get("at")) for number, row in _tables(raw, "cone")]
    for number, row in players:
        run = row.get("run")
        places.append((("player", number, "run", "to"), run.get("to") if isinstance(run, dict) else None))
    for number, row in _tables(raw, "zone"):
        places += [(("zone", number, key), row.get(key)) for key in ("from", "to", "at")]
    pitch = raw.get("pitch")
    for loc, value in places:
        if is_point(value) and not _inside(value, pitch):
            yield loc, _pitch_words(pitch), value


def _apart(players: list[tuple[int, dict[str, Any]]]) -> Iterator[Fault]:
    placed: list[tuple[tuple[float, float], object]] = []
    for number, row in players:
        at = row.get("at")
        if is_point(at):
            for other, name in placed:
                if gap(at, other) < SAME_PLACE:
                    yield ("player", number, "at"), f"a place of their own, {name} stands there", at
                    break
            placed.append((at, row.get("id")))


def _speeds(raw: dict[str, Any], players: list[tuple[int, dict[str, Any]]]) -> Iterator[Fault]:
    moving: list[tuple[Loc, object, float]] = [
        (("player", number, "velocity"), row.get("velocity"), TOP_RUN) for number, row in players
    ]
    moving.append((("ball", "velocity"), _table(raw, "ball").get("velocity"), TOP_BALL))
    for loc, value, top in moving:
        if is_point(value) and gap(value, (0.0, 0.0)) > top:
            yield loc, f"[vx, vy], at most {top:g} m/s together", value


def _ball(raw: dict[str, Any], players: list[tuple[int, dict[str, Any]]]) -> Iterator[Fault]:
    if not isinstance(raw.get("ball"), dict):
        return
    ball = raw["ball"]
    holder, at, server = ball.get("holder"), ball.get("at"), ball.get("served_by")
    if holder is None and at is None and server is None:
        yield ("ball", "holder"), "holder or served_by (a player's id), or at = [x, y]", None
    elif server is not None:
        yield from _served(ball, server, players)
    elif holder is not None and at is not None:
        yield ("ball", "at"), "holder or at, not both", at
    elif holder is not None and ball.get("velocity") is not None:
        yield (
            ("ball", "velocity"),
            "no velocity beside a holder, the holder carries the ball",
            ball["velocity"],
        )
    if isinstance(holder, str) and holder not in _ids(players):
        yield ("ball", "holder"), _one_of(_ids(players), "a player's id", holder), holder


def _served(
    ball: dict[str, Any], server: object, players: list[tuple[int, dict[str, Any]]]
) -> Iterator[Fault]:
    """Yield a fault where this player can't serve the ball to a person."""
    for key in ("holder", "at", "velocity"):
        if ball.get(key) is not None:
            yield ("ball", key), f"served_by or {key}, not both", ball[key]
    if not isinstance(server, str):
        return
    rows = {row["id"]: row for _, row in players if isinstance(row.get("id"), str)}
    people = [row for row in rows.values() if row.get("control") in ("human1", "human2")]
    if server not in rows:
        yield ("ball", "served_by"), _one_of(list(rows), "a player's id", server), server
    elif not people:
        yield ("ball", "served_by"), "a player with human1, to whom the ball is served", server
    elif rows[server].get("control", "cpu") != "cpu":
        yield ("ball", "served_by"), "a player of the computer's", server
    elif rows[server].get("team") != people[0].get("team"):
        yield ("ball", "served_by"), "a team-mate of the person", server


def _walls(raw: dict[str, Any]) -> Iterator[Fault]:
    for number, row in _tables(raw, "wall"):
        start, end = row.get("from"), row.get("to")
        if is_point(start) and is_point(end) and wall_distance(start, end, end) < SHORTEST_WALL:
            yield ("wall", number, "to"), "a point at least 0.1 m from the wall's other end", end


def _objective(raw: dict[str, Any], players: list[tuple[int, dict[str, Any]]]) -> Iterator[Fault]:
    objective = _table(raw, "objective")
    kind = objective.get("kind")
    if kind in ("wall_passes", "dribble_pass_receive") and is_point(objective.get("mark")):
        mark = objective["mark"]
        walls = [
            (row["from"], row["to"])
            for _, row in _tables(raw, "wall")
            if is_point(row.get("from")) and is_point(row.get("to"))
        ]
        if not any(wall_distance(mark, *wall) <= MARK_TO_WALL for wall in walls):
            yield ("objective", "mark"), f"a point on a wall (within {MARK_TO_WALL:g} m of it)", mark
    if kind == "wall_passes":
        each, count = objective.get("each_foot"), objective.get("count")
        if each is None and count is None:
            yield ("objective", "each_foot"), "each_foot or count, how many clean contacts", None
        elif each is not None and count is not None:
            yield ("objective", "count"), "each_foot or count, not both", count
    if kind == "complete_pass":
        yield from _receiver_and_gate(raw, objective, players)


def _receiver_and_gate(
    raw: dict[str, Any], objective: dict[str, Any], players: list[tuple[int, dict[str, Any]]]
) -> Iterator[Fault]:
    to = objective.get("to")
    if isinstance(to, str) and to not in _ids(players):
        yield ("objective", "to"), _one_of(_ids(players), "a player's id", to), to
    through = objective.get("through")
    cones = len(_tables(raw, "cone"))
    if isinstance(through, list | tuple) and len(through) == 2:
        whole = all(isinstance(number, int) and not isinstance(number, bool) for number in through)
        if whole and (through[0] == through[1] or not all(1 <= number <= cones for number in through)):
            yield (
                ("objective", "through"),
                f"the numbers of two different cones, from 1 to {cones} (the file has {cones})",
                through,
            )


def _freezes(raw: dict[str, Any], players: list[tuple[int, dict[str, Any]]]) -> Iterator[Fault]:
    for number, freeze in _tables(raw, "freeze"):
        if freeze.get("options") in ([], ()):
            expected = "a list of 1 to 9 options { say = ..., plan = ... }"
            yield ("freeze", number, "options"), expected, freeze["options"]
        for choice, option in _tables(freeze, "options"):
            at = ("freeze", number, "options", choice, "plan")
            yield from plan_faults(option.get("plan"), _ids(players), raw.get("pitch"), at)
            yield from _to_an_opponent(raw, option.get("plan"), players, at)


def _to_an_opponent(
    raw: dict[str, Any], plan: object, players: list[tuple[int, dict[str, Any]]], at: Loc
) -> Iterator[Fault]:
    """Yield a fault where a freeze's pass goes to an opponent.

    A freeze asks the side that the level begins with: the holder's, or where nobody has the ball, people's. A
    pass back to the first holder is no fault: by then a team-mate may have the ball.
    """
    target = plan.get("target") if isinstance(plan, dict) else None
    rows = {row["id"]: row for _, row in players if isinstance(row.get("id"), str)}
    holder = _table(raw, "ball").get("holder")
    if isinstance(holder, str):
        sides = {rows[holder].get("team")} if holder in rows else set()
    else:
        sides = {row.get("team") for _, row in players if row.get("control") in ("human1", "human2")}
    if len(sides) != 1 or not isinstance(target, str) or target not in rows:
        return
    (side,) = sides
    if rows[target].get("team") != side:
        mates = [name for name, row in rows.items() if row.get("team") == side]
        yield (
            (*at, "target"),
            f"a player of the {side} side ({', '.join(mates[:MOST_NAMED])}), or [x, y]",
            target,
        )
