"""Moments as pictures need them: where everybody stands, and frames of what then happens."""

from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from game.analysis.passes.outcome import Outcome, OutcomeCounts
from game.analysis.passes.rollout import Batch
from game.analysis.passes.rollout_at import moment_at
from game.analysis.passes.rollout_limits import LONGEST_ROLLOUT
from game.analysis.passes.simulate import PassSimulation, Paths
from game.core.pitch import Pitch
from game.core.state import STEP_SECONDS, World
from game.mind.ai_team import AITeam
from game.mind.plan.batch import PlanBatch
from game.mind.plan.executor import Executor
from game.scenario.load import apply_level_set, parse_level, parse_plan
from game.scenario.schema import Level
from game.scenario.start import start

FRAME_EVERY: Final = 3
"""Steps from one recorded frame to the next: twenty a second."""
AFTERWARDS: Final = 0.8
"""Seconds that are recorded after it is known what became of the pass."""
WORLDS: Final = 200
"""Worlds in which a ball's place is looked for."""
DEGREES: Final = 57.29577951308232


def scene_of(level: Level, at: float) -> dict[str, Any]:
    """Return where everybody stands at a moment, rounded to a centimetre and a degree."""
    world = moment_at(level, at, "at").world if at else start(level, level.seed).world
    return {
        "length": level.pitch.length,
        "width": level.pitch.width,
        "surface": level.pitch.surface,
        "players": [
            {
                "id": player.id,
                "team": player.team,
                "at": _metres(world.bodies.pos[0, k]),
                "facing": round(float(world.bodies.hips[0, k]) * DEGREES),
                "velocity": _metres(world.bodies.vel[0, k]),
            }
            for k, player in enumerate(level.players)
        ],
        "holder": _holder(level, world),
        "ball": _metres(world.ball.pos[0, :2]),
        "walls": [[list(wall.start), list(wall.end)] for wall in level.walls],
        "cones": [list(cone.at) for cone in level.cones],
    }


def remembered(now: Mapping[str, Any], before: Mapping[str, Any]) -> dict[str, Any]:
    """Return a scene as its passer has it in mind: who is out of sight stands where they stood before.

    >>> here = {"id": "P", "at": [0.0, 0.0], "facing": 180}
    >>> now = {"holder": "P", "players": [here, {"id": "D", "at": [4.0, 1.0], "facing": 0}]}
    >>> before = {"holder": "P", "players": [here, {"id": "D", "at": [9.0, 0.0], "facing": 0}]}
    >>> found = remembered(now, before)
    >>> found["unseen"], found["players"][1]["at"]
    (['D'], [9.0, 0.0])
    """
    holder = next((p for p in now["players"] if p["id"] == now["holder"]), None)
    last = {player["id"]: player["at"] for player in before["players"]}
    players, unseen = [], []
    for player in now["players"]:
        if holder is not None and player is not holder and not _in_sight(holder, player):
            unseen.append(player["id"])
            players.append({**player, "at": last.get(player["id"], player["at"])})
        else:
            players.append(player)
    return {**now, "players": players, "unseen": unseen}


def _in_sight(viewer: Mapping[str, Any], player: Mapping[str, Any]) -> bool:
    """Return whether somebody stands in the half plane that a player faces."""
    facing = float(viewer["facing"]) / DEGREES
    dx, dy = (player["at"][k] - viewer["at"][k] for k in (0, 1))
    return bool(dx * np.cos(facing) + dy * np.sin(facing) >= 0.0)


def _holder(level: Level, world: World) -> str | None:
    holder = int(world.ball.holder[0])
    return level.players[holder].id if holder >= 0 else None


def _metres(values: Any) -> list[float]:
    return [round(float(value), 2) for value in values]


def begun(level: Level, at: float, plan: Mapping[str, Any], seed: int, numbers: np.ndarray) -> PassSimulation:
    """Return some worlds of a seed, by number, with a plan that begins at the moment."""
    moment = moment_at(level, at, "at") if at else None
    batch = Batch([], level, int(numbers.max()) + 1, seed, 0, 0, moment)
    world, ai_team, pitch = batch.worlds(numbers)
    return _course(world, ai_team, pitch, level, plan)


def _course(
    world: World, ai_team: AITeam, pitch: Pitch, level: Level, plan: Mapping[str, Any]
) -> PassSimulation:
    passer = int(world.ball.holder[0])
    whole = parse_plan(plan, "plan", level, level.players[passer].id)
    orders = PlanBatch.of([whole], world.squad).take(np.zeros(world.worlds, dtype=np.intp))
    executor = Executor(world.view(), pitch, passer, orders)
    tally = OutcomeCounts.of(world.squad, passer, orders.target)
    return PassSimulation(world, ai_team, pitch, tally, executor, since=world.seconds)


def frames_of(
    level: Level, at: float, plan: Mapping[str, Any], seed: int, number: int, until: float | None = None
) -> dict[str, Any]:
    """Return one world played and recorded: every player and the ball, twenty times a second.

    With ``until`` it stops so many seconds before (negative) or after contact, for a reading.
    """
    course = begun(level, at, plan, seed, np.array([number]))
    rows: list[list[float]] = []
    ended, contact = 0.0, None
    for step in range(round(LONGEST_ROLLOUT / STEP_SECONDS)):
        if step % FRAME_EVERY == 0:
            rows.append(_frame(course.world))
        course.step()
        now = (step + 1) * STEP_SECONDS
        if contact is None and bool(course.tally.struck[0]):
            contact = now
        over = course.tally.outcome[0] != Outcome.OPEN
        ended = ended or (now if over else 0.0)
        if ended and now >= ended + AFTERWARDS:
            break
    if until is not None and contact is not None:
        rows = rows[: max(int((contact + until) / (FRAME_EVERY * STEP_SECONDS)) + 1, 1)]
    return {
        "every": FRAME_EVERY * STEP_SECONDS,
        "outcome": Outcome(int(course.tally.outcome[0])).name.lower(),
        "contact": contact,
        "ids": [player.id for player in level.players],
        "teams": [player.team for player in level.players],
        "frames": rows,
    }


def _frame(world: World) -> list[float]:
    """Return ball x, y, z, then x, y, hips and gaze of each player: metres and radians to two places."""
    row = [*world.ball.pos[0]]
    for k in range(world.squad.players):
        row += [*world.bodies.pos[0, k], world.bodies.hips[0, k], world.bodies.gaze[0, k]]
    return [round(float(value), 2) for value in row]


def rest_of(level: Level, at: float, plan: Mapping[str, Any], seed: int) -> list[float]:
    """Return where the ball of a plan stops if nobody touches it: the mean of some worlds, metres."""
    scene = scene_of(level, at)
    holder = next(p for p in scene["players"] if p["id"] == scene["holder"])
    target = plan["target"]
    if isinstance(target, str):
        target = next(p["at"] for p in scene["players"] if p["id"] == target)
    raw = level.model_dump(by_alias=True, exclude_unset=True)
    raw["player"] = [
        {**row, "at": holder["at"], "facing": float(holder["facing"]), "control": "still"}
        for row in raw["player"]
        if row["id"] == holder["id"]
    ]
    raw["ball"] = {"holder": holder["id"]}
    for key in ("objective", "freeze"):
        raw.pop(key, None)
    alone = parse_level(raw, "level")
    whole = {**plan, "target": list(target), "aim": "feet"}
    if isinstance(whole.get("look"), str) and whole["look"] not in ("target", "away"):
        whole.pop("look")
    course = begun(alone, 0.0, whole, seed, np.arange(WORLDS))
    return _ends(course, np.ones(WORLDS, dtype=bool))


def meets_of(level: Level, at: float, plan: Mapping[str, Any], seed: int, who: str) -> list[float] | None:
    """Return where somebody gets to the ball of a plan, metres.

    It is the mean of the worlds in which they have it.
    """
    course = begun(level, at, plan, seed, np.arange(WORLDS))
    number = level.index(who)
    paths = course.paths = Paths.of(WORLDS, LONGEST_ROLLOUT)
    course.play(LONGEST_ROLLOUT)
    tally = course.tally
    to_mate = (tally.target == number) & (tally.outcome == Outcome.COMPLETED)
    there = to_mate | (tally.by == number)
    return _metres(paths.end[there].mean(axis=0)) if there.any() else None


def _ends(course: PassSimulation, which: np.ndarray) -> list[float]:
    paths = course.paths = Paths.of(course.world.worlds, LONGEST_ROLLOUT)
    course.play(LONGEST_ROLLOUT)
    return _metres(paths.end[which].mean(axis=0))


def changed(level: Level, level_set: Mapping[str, Any]) -> Level:
    """Return the level with some keys changed."""
    return apply_level_set(level, level_set, "level_set") if level_set else level


def plan_to(point: tuple[float, float], plan: Mapping[str, Any]) -> dict[str, Any]:
    """Return the plan, but to a point."""
    return {**{k: v for k, v in plan.items() if k != "aim"}, "target": [point[0], point[1]]}
