"""The passer's best reply to a way of defending, searched among seeded plans and some that always stand.

The reply is named, so that ``rollout`` gives the same value for it.
"""

from typing import Any, Final

import numpy as np

from game.analysis.passes.rollout import Case, rollout
from game.analysis.passes.rollout_at import moment_at
from game.scenario.load import parse_plan
from game.scenario.schema import Level

FIRST: Final = 40
"""Worlds in which every plan is tried."""
SECOND: Final = 500
"""Worlds in which the best of the plans are tried again, with other luck."""
KEPT: Final = 14
"""Plans that are tried a second time."""
DELAYS: Final = tuple(round(0.2 * k, 1) for k in range(11))
"""Seconds after which a turn and push is always tried."""
HEELS: Final = (9.0, 11.0)
"""m/s of the firm heels to the far foot that are always tried."""


def plans_of(level: Level, holder: str, count: int, seed: int) -> list[dict[str, Any]]:
    """Return ``count`` drawn plans and those that always stand, in one order for a seed."""
    team = level.players[level.index(holder)].team
    mates = [p.id for p in level.players if p.team == team and p.id != holder]
    standing: list[dict[str, Any]] = []
    for mate in mates:
        standing += [{"technique": "push", "target": mate, "delay": delay} for delay in DELAYS]
        standing += [
            {"technique": "backheel", "target": mate, "aim": "far_foot", "speed": speed} for speed in HEELS
        ]
    if not mates:
        return standing
    draw = np.random.Generator(np.random.PCG64(seed))
    return standing + [_drawn(draw, mates) for _ in range(count)]


def _drawn(draw: np.random.Generator, mates: list[str]) -> dict[str, Any]:
    def one_of(values: list[Any]) -> Any:
        return values[int(draw.integers(len(values)))]

    def between(low: float, high: float) -> float:
        return round(float(draw.uniform(low, high)), 2)

    plan: dict[str, Any] = {
        "technique": one_of(["push", "backheel"]),
        "target": one_of(mates),
        "aim": one_of(["feet", "far_foot", "lead"]),
        "look": one_of(["target", "away", *mates]),
        "look_time": between(0.1, 1.2),
        "speed": between(6.0, 15.0),
        "delay": one_of([0.0, 0.0, between(0.0, 2.0)]),
    }
    if draw.random() < 0.5:
        plan["backswing"] = between(0.22, 0.6)
    return plan


def best_reply(level: Level, at: float, count: int, seed: int, processes: int) -> dict[str, Any]:
    """Return the plan that arrives most often: all of them in a few worlds, the best again in many."""
    holder = level.ball.carrier or ""
    if at:
        moment = moment_at(level, at, "at")
        holder = moment.world.squad.ids[moment.passer]
    plans = plans_of(level, holder, count, seed)
    cases = [Case(plan, parse_plan(plan, "reply", level, holder), {}, level) for plan in plans]
    first = _shares(cases, FIRST, seed, at, processes)
    kept = np.argsort(-first, kind="stable")[:KEPT]
    second = _shares([cases[k] for k in kept], SECOND, seed + 1, at, processes)
    return plans[int(kept[int(np.argmax(second))])]


def _shares(cases: list[Case], n: int, seed: int, at: float, processes: int) -> np.ndarray:
    results = rollout(cases, n, seed, processes=processes, at=at)
    return np.array([result.summary()["completed"] for result in results])
