"""Everything that can be done on the pitch: each returns a changed copy, or the same where it can't."""

from typing import Any

import numpy as np

from game.core.maths import PI, heading, unit
from game.scenario.checks import TOP_RUN, gap, is_point
from game.scenario.editing.draft import (
    APART,
    MOST,
    Draft,
    Item,
    Point,
    Spot,
    ball_at,
    changed,
    free_name,
    ids,
    inside,
    pair,
    person,
    row_of,
    rows,
    run_of,
    set_apart,
)
from game.scenario.editing.references import forget_cone, forget_player, forget_zone
from game.scenario.editing.settled import settled

_PLACES = frozenset({"at", "from", "to", "runs_to", "target", "run", "cover", "press", "by_way_of", "fake"})
"""Keys of places on the pitch."""
WALL, ZONE = 4.0, 3.0
"""Metres of a wall and of a zone's half side as they are put down."""


def add_player(draft: Draft, team: str, at: Point) -> Draft:
    """Put a player: the first one is the person, with the ball where nobody has it yet."""
    at = inside(draft, at)
    if len(rows(draft, "player")) >= MOST["player"] or not _is_free(draft, at):
        return draft
    after = changed(draft)
    you = person(draft) is None
    row: dict[str, Any] = {"id": free_name(draft, team, you=you), "team": team, "at": list(at)}
    facing = _towards_ball(draft, at)
    row["facing"] = facing if facing is not None else 0.0 if team == "red" else 180.0
    if you:
        row["control"] = "human1"
    after["player"].append(row)
    return after


def _is_free(draft: Draft, at: Point, without: int = -1) -> bool:
    return all(
        number == without or gap(pair(row["at"]), at) >= APART
        for number, row in enumerate(rows(draft, "player"))
    )


def _towards_ball(draft: Draft, at: Point) -> float | None:
    """Return the way to the ball, degrees in steps of 15; None where there is none to face."""
    ball = ball_at(draft)
    if ball is None or gap(ball, at) < APART:
        return None
    return angle(at, ball, 15.0)


def angle(at: Point, to: Point, step: float = 1.0) -> float:
    """Return the way from one point to another, degrees from -180 to 180 in steps.

    >>> angle((0.0, 0.0), (0.0, 2.0)), angle((0.0, 0.0), (3.0, 0.1), 15.0)
    (90.0, 0.0)
    """
    radians = float(heading(np.array([to[0] - at[0], to[1] - at[1]], dtype=np.float64)))
    return round(radians * 180.0 / PI / step) * step + 0.0


def put_ball(draft: Draft, at: Point) -> Draft:
    """Lay the ball on the grass, or give it to the player who stands there."""
    near = [
        (gap(pair(row["at"]), at), row["id"])
        for row in rows(draft, "player")
        if gap(pair(row["at"]), at) < 2 * APART
    ]
    if near:
        return give_ball(draft, min(near)[1])
    after = changed(draft)
    after["ball"] = {"at": list(inside(draft, at))}
    return after


def give_ball(draft: Draft, name: str) -> Draft:
    """Give a player the ball."""
    after = changed(draft)
    after["ball"] = {"holder": name}
    return after


def add(draft: Draft, kind: str, at: Point) -> Draft:
    """Put a cone, a wall, a zone or a goal."""
    at = inside(draft, at)
    if len(rows(draft, kind)) >= MOST[kind]:
        return draft
    after = changed(draft)
    row: dict[str, Any]
    if kind == "cone":
        row = {"at": list(at)}
    elif kind == "wall":
        row = {"from": _pair(draft, at, 0.0, -0.5 * WALL), "to": _pair(draft, at, 0.0, 0.5 * WALL)}
    elif kind == "zone":
        taken = {row.get("id") for row in rows(draft, "zone")}
        name = next(f"Z{n}" for n in range(1, 40) if f"Z{n}" not in taken)
        row = {"id": name, "from": _pair(draft, at, -ZONE, -ZONE), "to": _pair(draft, at, ZONE, ZONE)}
    else:
        side = "red" if at[0] < 0.0 else "blue"
        if any(goal.get("side") == side for goal in rows(draft, "goal")):
            return draft
        row = {"side": side, "width": 5.0}
    after.setdefault(kind, []).append(row)
    return with_both_goals(after) if kind == "goal" else after


def with_both_goals(draft: Draft) -> Draft:
    """Give a side that has none a goal like the other's, in the draft that is given, where play is free."""
    goals = rows(draft, "goal")
    if len(goals) == 1 and draft.get("laws", {}).get("play") == "free":
        goals.append({**goals[0], "side": "blue" if goals[0].get("side") == "red" else "red"})
    return draft


def _pair(draft: Draft, at: Point, dx: float, dy: float) -> list[float]:
    return list(inside(draft, (at[0] + dx, at[1] + dy)))


def move(draft: Draft, spot: Spot, to: Point) -> Draft:
    """Move what was taken hold of; nobody stands on another's feet."""
    to, thing = inside(draft, to), spot.thing
    after = changed(draft)
    row = row_of(after, thing)
    if spot.part == "run":
        _set_run(row, to)
    elif thing.kind == "goal":
        row["width"] = round(min(max(2.0 * abs(to[1]), 0.5), 20.0), 1)
    elif thing.kind == "mark":
        row["mark"] = list(to)
    elif spot.part == "middle" and "circle" not in row:
        dx, dy = to[0] - spot.at[0], to[1] - spot.at[1]
        for key in ("from", "to"):
            x, y = row[key]
            if inside(draft, (x + dx, y + dy)) != (round(x + dx, 2), round(y + dy, 2)):
                return draft
            row[key] = [round(x + dx, 2), round(y + dy, 2)]
    elif thing.kind == "player":
        if not _is_free(draft, to, thing.number):
            return draft
        row["at"] = list(to)
    else:
        row["at" if spot.part == "middle" else spot.part] = list(to)
        if thing.kind == "wall" and gap(pair(row["from"]), pair(row["to"])) < 2 * APART:
            return draft
    return after


def _set_run(row: dict[str, Any], to: Point) -> None:
    if isinstance(row.get("run"), dict):
        row["run"]["to"] = list(to)
    else:
        row["runs_to"] = list(to)


def run_to(draft: Draft, number: int, to: Point | None) -> Draft:
    """Have a player run somewhere, or stay."""
    after = changed(draft)
    row = after["player"][number]
    if to is None:
        row.pop("run", None)
        row.pop("runs_to", None)
    else:
        _set_run(row, inside(draft, to))
    return settled(after)


def run_when(draft: Draft, number: int, when: str | float) -> Draft:
    """Say when a player sets off: ``start``, ``strike``, ``receive`` or seconds."""
    after = changed(draft)
    row = after["player"][number]
    to = run_of(row)
    if to is None:
        return draft
    row.pop("run", None)
    row.pop("runs_to", None)
    if when == "start":
        row["runs_to"] = list(to)
    else:
        row["run"] = {"to": list(to), "when": when}
    return settled(after)


def turn(draft: Draft, number: int, degrees: float) -> Draft:
    """Have a player face another way, with all of the body."""
    after = changed(draft)
    row = after["player"][number]
    row["facing"] = round((degrees + 180.0) % 360.0 - 180.0, 1) + 0.0
    for part in ("hips", "trunk", "gaze"):
        row.pop(part, None)
    return after


def running(draft: Draft, number: int, speed: float) -> Draft:
    """Have a player run from the first moment, the way they face; m/s, 0 for standing."""
    after = changed(draft)
    row = after["player"][number]
    row.pop("velocity", None)
    if speed > 0.0:
        way = unit(np.array(float(row.get("facing", 0.0)) * PI / 180.0)) * min(speed, TOP_RUN)
        row["velocity"] = [round(float(way[0]), 2) + 0.0, round(float(way[1]), 2) + 0.0]
    return after


def remove(draft: Draft, thing: Item) -> Draft:
    """Take something off the pitch, and out of whatever named it."""
    after = changed(draft)
    if thing.kind == "ball":
        after.pop("ball", None)
        return after
    if thing.kind == "mark":
        return draft
    if thing.kind == "player":
        forget_player(after, after["player"][thing.number])
    elif thing.kind == "cone":
        forget_cone(after, thing.number + 1)
    elif thing.kind == "zone":
        forget_zone(after, after["zone"][thing.number].get("id"))
    elif thing.kind == "goal":
        _forget_goal(after, after["goal"][thing.number].get("side"))
    del after[thing.kind][thing.number]
    if thing.kind != "player" and not after[thing.kind]:
        del after[thing.kind]
    return settled(after)


def _forget_goal(draft: Draft, side: object) -> None:
    """Take a goal's keeper's gloves off; where one goal is left, play is a drill."""
    for row in draft["player"]:
        if row.get("team") == side:
            row.pop("keeper", None)
    if len(draft["goal"]) == 2 and draft.get("laws", {}).get("play") == "free":
        draft["laws"].pop("play")
        if not draft["laws"]:
            del draft["laws"]


def copy_of(draft: Draft, thing: Item) -> tuple[Draft, Item | None]:
    """Put a second one beside something; returns which it is, or None where it can't be."""
    if thing.kind in ("ball", "mark", "goal") or len(rows(draft, thing.kind)) >= MOST[thing.kind]:
        return draft, None
    after = changed(draft)
    row = changed(row_of(draft, thing))
    shift = next(
        (
            (dx, dy)
            for dx, dy in ((1.0, -1.0), (-1.0, -1.0), (1.0, 1.0), (-1.0, 1.0), (2.0, 0.0), (0.0, 2.0))
            if thing.kind != "player"
            or _is_free(draft, inside(draft, (row["at"][0] + dx, row["at"][1] + dy)))
        ),
        None,
    )
    if shift is None:
        return draft, None
    for key in ("at", "from", "to", "runs_to"):
        if key in row:
            row[key] = _pair(draft, pair(row[key]), *shift)
    if thing.kind == "player":
        row["id"] = free_name(draft, row["team"], you=False)
        if row.get("control") in ("human1", "human2"):
            del row["control"]
    elif thing.kind == "zone":
        taken = {zone.get("id") for zone in rows(draft, "zone")}
        row["id"] = next(f"Z{n}" for n in range(1, 40) if f"Z{n}" not in taken)
    after[thing.kind].append(row)
    return after, Item(thing.kind, len(after[thing.kind]) - 1)


def steer(draft: Draft, number: int, control: str) -> Draft:
    """Say who plays a player; a person plays one only, so whoever was theirs is the computer's."""
    after = changed(draft)
    for row in after["player"]:
        if control in ("human1", "human2") and row.get("control") == control:
            row.pop("control")
    row = after["player"][number]
    row.pop("control", None)
    if control != "cpu":
        row["control"] = control
    return settled(after)


def resize(draft: Draft, length: float, width: float) -> Draft:
    """Give the pitch another size; what would lie outside is brought in."""
    after = changed(draft)
    after["pitch"]["length"], after["pitch"]["width"] = length, width
    for kind in ("player", "cone", "wall", "zone", "ball"):
        _bring_in(after, after.get(kind))
    for kind in ("freeze", "passer", "sound", "poor"):
        _bring_in(after, after.get(kind))
    for number in reversed(range(len(rows(after, "wall")))):
        start, end = (pair(after["wall"][number][key]) for key in ("from", "to"))
        if gap(start, end) < APART:
            after = remove(after, Item("wall", number))
    return set_apart(after)


def _bring_in(draft: Draft, value: Any) -> None:
    """Bring every place under some tables onto the pitch."""
    if isinstance(value, list):
        for part in value:
            _bring_in(draft, part)
    elif isinstance(value, dict):
        for key, part in value.items():
            if key in _PLACES and is_point(part):
                value[key] = list(inside(draft, pair(part)))
            else:
                _bring_in(draft, part)


def names_beside(draft: Draft, number: int) -> list[str]:
    """Return the names of a player's team-mates."""
    row = draft["player"][number]
    return [name for name in ids(draft, row.get("team")) if name != row["id"]]
