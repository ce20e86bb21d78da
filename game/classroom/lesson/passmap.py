"""What a pass to each place of the pitch is worth: the map behind a question that is answered by a point."""

from collections.abc import Callable, Mapping
from typing import Any, Final

import numpy as np

from game.analysis.passes.rollout import Case, rollout
from game.analysis.passes.rollout_at import moment_at
from game.classroom.lesson.moments import plan_to
from game.scenario.load import parse_plan
from game.scenario.schema import Level

CELL: Final = 2.0
"""Metres, at least."""
MOST: Final = 240
"""Cells of a map: on a larger pitch they are larger."""
WORLDS: Final = 100
"""Worlds a cell."""
BEST: Final = 3
"""Cells whose mean, with other luck, is the best there is."""
AGAIN: Final = 500
"""Worlds of those."""


def pass_map(
    level: Level,
    at: float,
    plan: Mapping[str, Any],
    seed: int,
    processes: int,
    tell: Callable[[int], None] | None = None,
) -> dict[str, Any]:
    """Return cells' middles and values, and what the best of them make with other luck.

    ``tell`` hears how many worlds were played since it was last told.
    """
    length, width = level.pitch.length, level.pitch.width
    cell = max(CELL, float(np.sqrt(length * width / MOST)))
    columns, rows = max(round(length / cell), 2), max(round(width / cell), 2)
    xs = [round((k + 0.5) * length / columns - 0.5 * length, 3) for k in range(columns)]
    ys = [round((k + 0.5) * width / rows - 0.5 * width, 3) for k in range(rows)]
    holder = level.ball.carrier or ""
    if at:
        moment = moment_at(level, at, "at")
        holder = moment.world.squad.ids[moment.passer]
    cases = [_case(level, plan_to((x, y), plan), holder) for y in ys for x in xs]
    shares = _shares(cases, WORLDS, seed, at, processes, tell)
    best = np.argsort(-shares, kind="stable")[:BEST]
    again = _shares([cases[k] for k in best], AGAIN, seed + 1, at, processes, tell)
    return {
        "xs": xs,
        "ys": ys,
        "values": [round(float(value), 4) for value in shares],
        "n": WORLDS,
        "seed": seed,
        "best": float(again.mean()),
        "best_at": [[xs[int(k) % columns], ys[int(k) // columns]] for k in best],
    }


def _case(level: Level, plan: dict[str, Any], holder: str) -> Case:
    return Case(plan, parse_plan(plan, "plan", level, holder), {}, level)


def _shares(
    cases: list[Case],
    n: int,
    seed: int,
    at: float,
    processes: int,
    tell: Callable[[int], None] | None,
) -> np.ndarray:
    results = rollout(cases, n, seed, tell, processes, at)
    return np.array([result.summary()["completed"] for result in results])


def value_at(found: Mapping[str, Any], x: float, y: float) -> float:
    """Return the map's value at a place: bilinear between the cells' middles, outside the nearest cell's.

    >>> found = {"xs": [0.0, 2.0], "ys": [0.0, 2.0], "values": [0.0, 1.0, 0.0, 1.0]}
    >>> value_at(found, 1.0, 1.0)
    0.5
    >>> value_at(found, 9.0, 0.0)
    1.0
    """
    xs, ys = np.array(found["xs"]), np.array(found["ys"])
    grid = np.array(found["values"]).reshape(len(ys), len(xs))
    left, share_x = _between(xs, x)
    low, share_y = _between(ys, y)
    near = (1.0 - share_x) * grid[low, left] + share_x * grid[low, left + 1]
    far = (1.0 - share_x) * grid[low + 1, left] + share_x * grid[low + 1, left + 1]
    return float((1.0 - share_y) * near + share_y * far)


def _between(middles: np.ndarray, value: float) -> tuple[int, float]:
    left = int(np.clip(np.searchsorted(middles, value) - 1, 0, len(middles) - 2))
    share = (value - middles[left]) / (middles[left + 1] - middles[left])
    return left, float(np.clip(share, 0.0, 1.0))
