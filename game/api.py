"""What students and analysts call from Python. These names stay here whatever moves inside.

>>> from game.api import load_level, rollout_plans
>>> level = load_level("back-to-goal")
>>> (row,) = rollout_plans(level, [{"technique": "backheel", "target": "A"}], n=2)
>>> sum(row["outcomes"].values())
2
"""

from collections.abc import Mapping, Sequence
from typing import Any

from game.analysis.explain.explanation import explain
from game.analysis.export.tables import export
from game.analysis.passes.rollout import Case, rollout, wilson
from game.analysis.replay.model import read_replay
from game.analysis.replay.playback import Playback
from game.core.intents import Intents, Technique, Wish
from game.core.plan import Plan
from game.core.state import World
from game.rules.level.session import Session
from game.rules.match.match import Match
from game.scenario.catalogue import catalogue
from game.scenario.errors import LevelError
from game.scenario.fixture import Fixture
from game.scenario.load import apply_level_set, load_level, parse_level, parse_plan
from game.scenario.schema import Level
from game.scenario.start import start
from game.sim.step import step

__all__ = [
    "Case",
    "Fixture",
    "Intents",
    "Level",
    "LevelError",
    "Match",
    "Plan",
    "Playback",
    "Session",
    "Technique",
    "Wish",
    "World",
    "apply_level_set",
    "catalogue",
    "explain",
    "export",
    "load_level",
    "parse_level",
    "parse_plan",
    "read_replay",
    "rollout",
    "rollout_plans",
    "start",
    "step",
    "wilson",
]


def rollout_plans(
    level: Level, plans: Sequence[Mapping[str, Any]], n: int = 1000, seed: int = 0, at: float = 0.0
) -> list[dict[str, Any]]:
    """Play each plan in the same ``n`` worlds of a level, from ``at`` seconds on, and return a row for each.

    A row has the keys of ``rollout --json``: ``completed``, ``completed_ci95``, ``outcomes`` and the rest.
    Raises LevelError where a plan doesn't fit the level.
    """
    cases = [Case(dict(plan), parse_plan(plan, "plan", level), {}, level) for plan in plans]
    return [result.summary() for result in rollout(cases, n, seed, at=at)]
