"""A moment of play becomes a level: everybody where they are, running and looking as they do."""

from collections.abc import Mapping
from typing import Any, Final

from game.core.maths import PI
from game.core.pitch import Pitch
from game.core.state import NOBODY, World
from game.scenario.checks import TOP_BALL, TOP_RUN, gap
from game.scenario.editing.draft import Draft, Point, changed, inside, pair, person, rows, set_apart

SLOW: Final = 0.3
"""m/s under which a player stands, and a ball lies."""
TURNED: Final = 8.0
"""Degrees by which trunk or gaze must differ from the hips to be worth a line of their own."""
GOES: Final = 5
_FROM_THE_START: Final = ("variant", "choice", "sound", "poor", "chapter", "coaching_point", "freeze")
"""What a level says of its own first moment, and not of a later one."""


def moment_of_level(level: Draft, world: World) -> Draft:
    """Return a level that begins where another one is now; its task and its ground stay.

    ``level`` is that level's values, its players in the order of the world's.
    """
    draft = {key: value for key, value in _as_lists(level).items() if key not in _FROM_THE_START}
    objective = draft.get("objective", {})
    if objective.get("kind") == "sentence":
        del objective["kind"]
    for number, row in enumerate(draft["player"]):
        row |= _body(world, number, draft)
        for key in ("hips", "velocity"):
            if key not in _body(world, number, draft):
                row.pop(key, None)
    return _with_ball(set_apart(draft), world)


def moment_of_play(
    world: World, pitch: Pitch, people: Mapping[str, int], words: tuple[str, str], *, offside: bool = False
) -> Draft:
    """Return a level that begins where a match or a rondo is now, and is played on as in a match.

    ``people``: ``human1`` and ``human2`` to player numbers; where nobody plays, the person gets the ball's
    holder. ``words``: the title, and what it teaches.
    """
    squad, ball = world.squad, world.ball
    draft: Draft = {"format": 1, "title": words[0], "teaches": words[1]}
    size = {"length": round(pitch.length, 1), "width": round(pitch.width, 1)}
    draft["pitch"] = {**size, "surface": pitch.surface.name}
    draft["player"] = []
    for number, name in enumerate(squad.ids):
        row: dict[str, Any] = {"id": name, "team": "blue" if int(squad.team[number]) else "red"}
        row |= _body(world, number, draft)
        if bool(squad.keeper[number]):
            row["keeper"] = True
        if abs(float(squad.skill[number]) - 0.7) > 0.005:
            row["skill"] = round(float(squad.skill[number]), 2)
        if int(squad.better_foot[number]) < 0:
            row["foot"] = "left"
        draft["player"].append(row)
    for name, number in people.items():
        draft["player"][number]["control"] = name
    if person(draft) is None:
        holder = int(ball.holder[0])
        draft["player"][holder if holder != NOBODY else 0]["control"] = "human1"
    draft = _with_ball(set_apart(draft), world)
    _ground(draft, pitch)
    draft["laws"] = {"play": "free"}
    if offside:
        draft["laws"]["offside"] = True
    draft["objective"] = usual_task(draft)
    return draft


def usual_task(draft: Draft) -> dict[str, Any]:
    """Return what counts where nobody has said it yet: a pass, or with the ball lost, to win it."""
    own = person(draft)
    side = own.get("team") if own is not None else "red"
    holder = next(
        (row for row in rows(draft, "player") if row["id"] == draft.get("ball", {}).get("holder")), None
    )
    theirs = holder is not None and holder.get("team") != side
    link = {"event": "win" if theirs else "pass"}
    return {"goes": GOES, "go_seconds": 10.0, "do": [link], "grades": {"done": 1, "good": 3, "masterly": 5}}


def _body(world: World, number: int, draft: Draft) -> dict[str, Any]:
    """Return where and how a player is, as a file says it."""
    bodies = world.bodies
    at = inside(draft, (float(bodies.pos[0, number, 0]), float(bodies.pos[0, number, 1])))
    hips = _degrees(float(bodies.hips[0, number]))
    row: dict[str, Any] = {"at": list(at), "facing": hips}
    for part in ("trunk", "gaze"):
        turn = _degrees(float(getattr(bodies, part)[0, number]))
        if abs((turn - hips + 180.0) % 360.0 - 180.0) > TURNED:
            row[part] = turn
    x, y = (float(value) for value in bodies.vel[0, number])
    speed = gap((x, y), (0.0, 0.0))
    if speed > SLOW:
        share = min(1.0, (TOP_RUN - 0.1) / speed)
        row["velocity"] = [round(x * share, 2) + 0.0, round(y * share, 2) + 0.0]
    stamina = round(float(bodies.stamina[0, number]), 2)
    if stamina < 0.995:
        row["stamina"] = max(stamina, 0.0)
    return row


def _degrees(radians: float) -> float:
    return round((radians * 180.0 / PI + 180.0) % 360.0 - 180.0) + 0.0


def _with_ball(draft: Draft, world: World) -> Draft:
    ball = world.ball
    holder = int(ball.holder[0])
    if holder != NOBODY:
        draft["ball"] = {"holder": draft["player"][holder]["id"]}
        return draft
    at = inside(draft, (float(ball.pos[0, 0]), float(ball.pos[0, 1])))
    draft["ball"] = {"at": list(at)}
    x, y = float(ball.vel[0, 0]), float(ball.vel[0, 1])
    speed = gap((x, y), (0.0, 0.0))
    if speed > SLOW:
        share = min(1.0, (TOP_BALL - 0.1) / speed)
        draft["ball"]["velocity"] = [round(x * share, 2) + 0.0, round(y * share, 2) + 0.0]
    return draft


def _ground(draft: Draft, pitch: Pitch) -> None:
    """Write what stands on the pitch: goals that can be reached, and boards that stand inside the lines."""
    for side, goal in zip(("red", "blue"), pitch.goals, strict=False):
        if abs(goal.x) <= 0.5 * pitch.length + 1.0:
            row = {"side": side, "width": round(goal.width, 2), "height": round(goal.height, 2)}
            draft.setdefault("goal", []).append({**row, "area": round(goal.area, 1)})
    walls = [{"from": list(wall.start), "to": list(wall.end)} for wall in pitch.walls]
    walls = [row for row in walls if all(_is_inside(draft, pair(row[key])) for key in ("from", "to"))]
    if walls:
        draft["wall"] = changed({"wall": walls})["wall"]


def _is_inside(draft: Draft, at: Point) -> bool:
    return gap(inside(draft, at), at) < 0.02


def _as_lists(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _as_lists(part) for key, part in value.items()}
    return [_as_lists(part) for part in value] if isinstance(value, list | tuple) else value
