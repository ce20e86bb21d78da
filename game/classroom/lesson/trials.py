"""The trials of a reading: at every stop as many to each target and as many honest as lying, mixed."""

from collections.abc import Mapping, Sequence
from typing import Any, Final

import numpy as np

LOOKS: Final = 0.6
"""Seconds for which the eyes rest where they rest."""
IN_A_ROW: Final = 3
"""Trials to one target that may follow each other."""
TRIES: Final = 1000
"""Orders drawn until one has no longer row."""


def schedule(
    stops: Sequence[float],
    trials: int,
    targets: Sequence[str],
    seed: int,
    plans: Sequence[Mapping[str, Any]] = (),
) -> list[dict[str, Any]]:
    """Return ``trials`` rows: stop, target, honest, where the eyes rest, plan and the number of its world."""
    draw = np.random.Generator(np.random.PCG64(seed))
    rows: list[tuple[float, int, bool]] = []
    for k in range(trials):
        turn, place = divmod(k, len(stops))
        # Whose turn it is goes round, so that a spare trial of one stop is made up for by the next one's, and
        # lies are a sign of neither target.
        rows.append((stops[place], (turn + place) % 2, (turn // 2 + place // 2 + turn) % 2 == 0))
    order = _order(rows, draw)
    return [_trial(k, *rows[number], targets, plans) for k, number in enumerate(order, 1)]


def _order(rows: Sequence[tuple[float, int, bool]], draw: np.random.Generator) -> list[int]:
    best, longest = list(range(len(rows))), len(rows) + 1
    for _ in range(TRIES):
        order = [int(k) for k in draw.permutation(len(rows))]
        row = _longest([rows[k][1] for k in order])
        if row < longest:
            best, longest = order, row
        if longest <= IN_A_ROW:
            break
    return best


def _longest(targets: Sequence[int]) -> int:
    longest, row, before = 0, 0, -1
    for target in targets:
        row = row + 1 if target == before else 1
        longest, before = max(longest, row), target
    return longest


def _trial(
    number: int,
    stop: float,
    target: int,
    honest: bool,
    targets: Sequence[str],
    plans: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    to = targets[target]
    eyes = to if honest else targets[1 - target]
    plan = dict(plans[target]) if plans else {"technique": "push", "target": to}
    plan = {"look_time": LOOKS, **plan, "look": "target" if honest else eyes}
    return {"trial": number, "stop": stop, "target": to, "honest": honest, "eyes_at": eyes, "plan": plan,
            "world": number}  # fmt: skip
