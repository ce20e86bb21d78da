"""Cards of strikes that were really played: the fault that was played is the one that is named."""

from collections import Counter

import pytest

from game.analysis.card.text import Card, describe
from game.core.events import Kind, Strike
from game.core.intents import Intents
from game.core.plan import Plan
from game.mind.plan.batch import PlanBatch
from game.mind.plan.executor import Executor
from game.scenario.level_paths import find
from game.scenario.load import load_level
from game.scenario.start import start
from game.sim.step import step

WORLDS = 60
STEPS = 360


def played(plan: Plan) -> list[tuple[dict[str, float], Card]]:
    """The first strike of each of 60 worlds of a two-player level, and its card."""
    scene = start(load_level(find("partner-15-dry")), seed=7, worlds=WORLDS, headless=True)
    world, passer = scene.world, int(scene.world.ball.holder[0])
    executor = Executor(world.view(), scene.pitch, passer, PlanBatch.of([plan] * WORLDS, world.squad))
    rows: dict[int, dict[str, float]] = {}
    for _ in range(STEPS):
        intents = Intents.idle(WORLDS, world.squad.players)
        scene.ai_team.think(world.view(), intents)
        executor.decide(world.view(), intents)
        for events in step(world, scene.pitch, intents):
            if isinstance(events, Strike) and events.kind is Kind.STRIKE:
                for i in range(len(events)):
                    if events.player[i] == passer:
                        rows.setdefault(int(events.world[i]), events.row(i))
        if len(rows) == WORLDS:
            break
    assert len(rows) > 0.9 * WORLDS, "the plan was hardly ever carried out"
    return [(row, describe(row)) for row in rows.values()]


def mate() -> str:
    level = load_level(find("partner-15-dry"))
    holder = level.ball.holder
    return next(p.id for p in level.players if p.id != holder)


def share(cards: list[tuple[dict[str, float], Card]], word: str) -> float:
    return sum(word in str(card.headline) for _, card in cards) / len(cards)


@pytest.mark.parametrize(
    ("wrong", "word"),
    [
        (Plan("push", mate(), ball_offset=(0.16, 0.17)), "scooped"),
        (Plan("push", mate(), lean=-1.0), "leaning back"),
        (Plan("push", mate(), speed=20.0, backswing=0.24), "leg was back for only"),
        (Plan("push", mate(), ball_offset=(0.0, 0.40)), "too far away"),
    ],
    ids=["ball ahead", "leaning back", "short backswing", "ball too far to the side"],
)
def test_a_played_fault_is_named_most_often_and_seldom_without_it(wrong: Plan, word: str) -> None:
    with_fault, without = played(wrong), played(Plan("push", mate()))
    headlines = Counter(str(card.headline) for _, card in with_fault).most_common(4)
    assert share(with_fault, word) > 0.6, headlines
    assert share(without, word) < 0.1


def test_sound_pushes_are_mostly_praised() -> None:
    cards = played(Plan("push", mate()))
    praised = sum(str(card.headline).startswith(("Clean", "A true", "Nearly")) for _, card in cards)
    assert praised > 0.6 * WORLDS, Counter(str(card.headline) for _, card in cards).most_common(5)
