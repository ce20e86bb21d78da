"""What the levels against defenders teach is what happens in them: small rollouts, wide margins."""

from typing import Any

from game.analysis.passes.rollout import Case, rollout
from game.mind.defence.belief import Habits
from game.scenario.load import load_level, parse_plan
from tests.mind.scenes import Moment, arrived, plan_of

N = 120


def completed(name: str, *plans: dict[str, Any]) -> list[float]:
    level = load_level(name)
    cases = [Case(plan, parse_plan(plan, "plan", level), {}, level) for plan in plans]
    return [result.summary()["completed"] for result in rollout(cases, N, seed=0)]


def test_a_long_look_gives_the_pass_away_and_a_look_elsewhere_does_not() -> None:
    to_a = {"technique": "push", "target": "A"}
    glance, longer, stare, elsewhere = completed(
        "dont-stare",
        {**to_a, "look_time": 0.2},
        {**to_a, "look_time": 0.6},
        {**to_a, "look_time": 1.2},
        {**to_a, "look_time": 1.2, "look": "B"},
    )
    assert glance > longer + 0.05 > stare + 0.13
    assert elsewhere > stare + 0.25


def test_eyes_lie_a_little_and_hips_lie_more() -> None:
    to_a = {"technique": "push", "target": "A", "look_time": 0.8}
    true, eyes, hips, both = completed(
        "eyes-and-hips",
        {**to_a, "hips": "square", "look": "target"},
        {**to_a, "hips": "square", "look": "B"},
        {**to_a, "hips": -16.0, "look": "target"},
        {**to_a, "hips": -16.0, "look": "B"},
    )
    assert true + 0.05 < eyes < hips
    assert both > hips


def test_with_the_back_to_goal_a_light_heel_beats_the_turn_and_a_hard_one() -> None:
    heel, turn, hard = completed(
        "back-to-goal",
        {"technique": "backheel", "target": "A", "speed": 9.5},
        {"technique": "push", "target": "A"},
        {"technique": "backheel", "target": "A", "speed": 12.0},
    )
    assert heel > turn + 0.3
    assert heel > hard


def test_who_sees_only_heels_waits_for_the_next_and_the_push_is_free() -> None:
    """What a defender has seen eight times they expect: that fails more often, and the other less."""
    level, worlds = load_level("he-knows-you-by-now"), 60
    passer, b = level.index("P"), level.index("B")

    def arrivals(heels: float, **plan: Any) -> float:
        habits = Habits.none(worlds, len(level.players))
        habits.heels[:, passer] = habits.to[:, passer, :, b] = heels
        moment = Moment(level, [plan_of(level, **plan)] * worlds, seed=3, habits=habits)
        return float(arrived(moment.play_out(420)).mean())

    heel = {"technique": "backheel", "target": "B", "look": "away"}
    push = {"technique": "push", "target": "A", "look": "away"}
    assert arrivals(0.0, **heel) > arrivals(8.0, **heel) + 0.3
    assert arrivals(8.0, **push) > arrivals(0.0, **push) + 0.15
    assert arrivals(8.0, **push) > arrivals(8.0, **heel) + 0.3
