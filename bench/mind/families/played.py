"""How a scene's worlds are played: as ``rollout`` plays plans, or with another mind or memory."""

from collections.abc import Sequence

import numpy as np

from bench.mind.families.scenes import Given, Scene
from game.analysis.passes.outcome import CAME_OFF, Outcome, OutcomeCounts
from game.analysis.passes.rollout_limits import LONGEST_ROLLOUT
from game.analysis.passes.simulate import PassSimulation
from game.api import Case, Plan, parse_plan, rollout, start
from game.mind.perception.habits import Habits
from game.mind.plan.batch import PlanBatch
from game.mind.plan.executor import Executor

PASSER = 0
"""The passer's number: every drawing begins with them."""


def plays(scene: Scene, style: str | None, plans: Sequence[Given], n: int) -> list[OutcomeCounts]:
    """Return what each plan comes to in the same ``n`` worlds."""
    level = scene.level(style)
    there = [scene.plan(given) for given in plans]
    cases = [Case(plan, parse_plan(plan, "plan", level), {}, level) for plan in there]
    return [result.tally for result in rollout(cases, n, scene.luck)]


def plays_known(
    scene: Scene,
    style: str | None,
    plans: Sequence[Given],
    *,
    habits: Habits | None = None,
    blind: bool = False,
) -> OutcomeCounts:
    """Return what becomes of one plan a world, against defenders who know the passer by ``habits``.

    Whoever is ``blind`` has the same eyes and legs, but nothing that they believe moves them before they see
    the strike.
    """
    level = scene.level(style)
    parsed: dict[str, Plan] = {}
    for given in plans:
        if repr(given) not in parsed:
            parsed[repr(given)] = parse_plan(scene.plan(given), "plan", level)
    n = len(plans)
    begun = start(level, scene.luck, n, headless=True)
    if habits is not None:
        begun.ai_team.known = habits
    if blind:
        begun.ai_team.minds.nerve[:], begun.ai_team.minds.lead[:] = 9.0, 0.0
    orders = PlanBatch.of([parsed[repr(given)] for given in plans], begun.world.squad)
    executor = Executor(begun.world.view(), begun.pitch, PASSER, orders)
    tally = OutcomeCounts.of(begun.world.squad, PASSER, orders.target)
    PassSimulation(begun.world, begun.ai_team, begun.pitch, tally, executor).play(LONGEST_ROLLOUT)
    return tally


def arrived(tally: OutcomeCounts) -> np.ndarray:
    """Return which passes a team-mate brought under control."""
    return np.isin(tally.outcome, CAME_OFF)


def lost(tally: OutcomeCounts) -> np.ndarray:
    """Return which balls the other side won: cut out, or taken off the foot."""
    return np.isin(tally.outcome, (Outcome.INTERCEPTED, Outcome.TACKLED))


def left_early(tally: OutcomeCounts) -> np.ndarray:
    """Return in which worlds the first defender was on the way to the ball's path before contact.

    It is NaN where the ball was never struck.
    """
    starts = tally.defender_log.head_start[:, 0]
    return np.where(tally.struck, (starts > 0.0).astype(np.float64), np.nan)


def belief_in(tally: OutcomeCounts, target: int) -> np.ndarray:
    """Return what the first defender gave a target of all passes at contact; NaN where nothing was struck."""
    log = tally.defender_log
    passes = log.push[:, 0] + log.heel[:, 0]
    total = passes.sum(axis=1)
    share = passes[:, target] / np.maximum(total, 1e-12)
    return np.where(tally.struck, share, np.nan)
