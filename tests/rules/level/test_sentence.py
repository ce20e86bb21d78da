"""Objectives as sentences: what counts, what doesn't and why, and the grade it earns."""

import tomllib
from typing import Any

import pytest

from game.core.events import Kind
from game.core.intents import Technique
from game.core.state import STEP_SECONDS
from game.rules.level.conditions import CHECKS
from game.rules.level.sentence import SentenceObjective
from game.scenario.errors import LevelError
from game.scenario.links import KNOWS
from game.scenario.load import parse_level
from tests.rules.events import Told, event, strike

SCENE = """
format = 1
title = "A scene"
teaches = "One thing."
pitch = { length = 40.0, width = 26.0 }
player = [
    { id = "P", team = "red", at = [0.0, 0.0], control = "human1" },
    { id = "A", team = "red", at = [8.0, 0.0], facing = 180.0 },
    { id = "B", team = "red", at = [6.0, 6.0], facing = 180.0 },
    { id = "D", team = "blue", at = [4.0, -5.0], facing = 180.0 },
]
ball = { holder = "P" }
cone = [{ at = [4.0, 1.0] }, { at = [4.0, -1.0] }]
zone = [{ id = "box", from = [7.0, -2.0], to = [10.0, 2.0] }]
"""
P, A, B, D = range(4)


def told(links: list[dict[str, Any]], **objective: Any) -> Told:
    given = {"goes": 10, "grades": {"done": 5, "good": 7, "masterly": 9}, **objective}
    given = {key: value for key, value in given.items() if value is not None}
    raw = tomllib.loads(SCENE)
    return Told(parse_level({**raw, "objective": {"do": links, **given}}, "scene"), SentenceObjective)


def passed(
    one: Told, to: int = A, *, at: tuple[float, float] = (7.5, 0.0), speed: float = 5.0, **how: Any
) -> str:
    """P plays a pass that is received, and everybody goes back."""
    one.tell(strike(P, **how), event(Kind.CONTROL, to, at=at, speed=speed))
    said = one.said
    one.objective.given(P, (0.0, 0.0))
    return said


def test_a_pass_counts_that_a_team_mate_controls() -> None:
    one = told([{"event": "pass"}])
    assert passed(one) == "A has it"
    assert one.line("came off") == (1, 5)
    assert one.line("go") == (2, 10)


@pytest.mark.parametrize(
    ("link", "how", "said"),
    [
        ({"to": "B"}, {}, "it reached A, not B"),
        ({"not_to": "A"}, {}, "to anybody but A"),
        ({"technique": "backheel"}, {}, "that was a push, only a heel counts here"),
        ({"arrives": [4.0, 6.0]}, {"speed": 8.0}, "too hard: it came at 8.0 m/s"),
        ({"arrives": {"at_least": 6.0}}, {}, "too soft: it came at 5.0 m/s"),
        ({"at": "box"}, {"at": (5.0, 0.0)}, "outside the zone"),
        ({"beyond": 8.0}, {}, "not far enough forward"),
        ({"through": [1, 2]}, {"at": (7.5, 6.0)}, "past the cones, not between them"),
        ({"distance": {"at_least": 20.0}}, {}, "only 7.5 m, further away"),
        ({"ahead": 1.0}, {}, "to A's feet: play it ahead"),
        ({"space": 9.0}, {}, "no room there"),
        ({"foot": "left"}, {}, "with the left foot this time"),
        ({"looked_at": {"who": "B"}}, {}, "look at B first"),
        ({"pressed": {"within_m": 2.0}}, {}, "nobody was near: wait until you are pressed"),
        ({"fooled": 1}, {}, "it came through, but fooled nobody"),
        ({"between": ["B", "D"]}, {"at": (-7.5, 0.0)}, "not between B and D"),
    ],
)
def test_a_pass_that_misses_a_condition_says_which(
    link: dict[str, Any], how: dict[str, Any], said: str
) -> None:
    one = told([{"event": "pass", **link}])
    assert passed(one, **how) == said
    assert one.objective.score == 0
    assert one.objective.attempts == 1


def test_a_chain_follows_in_the_same_possession_and_in_time() -> None:
    links = [{"event": "pass", "to": "B"}, {"event": "pass", "by": "B", "to": "A", "within": 2.0}]
    one = told(links)
    one.tell(strike(P), event(Kind.CONTROL, B), strike(B), event(Kind.CONTROL, A))
    assert one.objective.score == 1
    one.objective.given(P, (0.0, 0.0))
    one.tell(strike(P), event(Kind.CONTROL, B))
    one.wait(2.5)
    one.tell(strike(B), event(Kind.CONTROL, A))
    assert (one.said, one.objective.score) == ("2.5 s: too late", 1)


def test_an_opponent_ends_the_chain() -> None:
    one = told([{"event": "pass"}, {"event": "pass", "by": "A"}])
    one.tell(strike(P), event(Kind.CONTROL, A), strike(A), event(Kind.CONTROL, D))
    assert (one.said, one.objective.attempts, one.objective.score) == ("cut out by D", 1, 0)


def test_feet_in_turn_and_by_halves() -> None:
    one = told([{"event": "pass", "foot": "in turn"}])
    assert passed(one, foot=1) == "A has it"
    assert passed(one, foot=1) == "with the left foot this time"
    assert passed(one, foot=-1) == "A has it"
    halves = told(
        [{"event": "pass", "foot": "by halves"}], goes=4, grades={"done": 1, "good": 2, "masterly": 3}
    )
    assert [passed(halves, foot=1) for _ in range(3)][-1] == "with the left foot this time"


def test_a_go_that_lasts_too_long_is_lost() -> None:
    one = told([{"event": "pass"}], go_seconds=3.0)
    one.tell(event(Kind.DRIBBLE, P))
    one.wait(3.1)
    assert (one.said, one.objective.attempts) == ("too slow: time is up", 1)


def test_ten_goes_end_the_level_with_the_grade_that_was_reached() -> None:
    one = told([{"event": "pass"}])
    for number in range(10):
        passed(one, to=A if number < 7 else D)
    progress = one.objective.progress
    assert (progress.done, progress.won, progress.grade, progress.score) == (True, True, "good", 7)


def test_a_level_that_is_not_won_says_what_cost_most() -> None:
    one = told([{"event": "pass"}])
    for _ in range(10):
        one.tell(strike(P), event(Kind.OUT))
        one.objective.given(P, (0.0, 0.0))
    progress = one.objective.progress
    assert (progress.won, progress.grade, progress.lost_by) == (False, None, "out")


def test_a_grade_may_ask_for_more_of_the_last_link() -> None:
    masterly = {"score": 2, "with": {"technique": "backheel"}, "at_least": 1}
    grades = {"done": 1, "good": 2, "masterly": masterly}
    one = told([{"event": "pass"}], goes=3, grades=grades)
    passed(one)
    passed(one)
    assert one.objective.grade == "good"
    passed(one, technique=Technique.BACKHEEL)
    assert one.objective.grade == "masterly"


def test_a_look_comes_before_the_pass() -> None:
    one = told([{"event": "look", "to": "B", "seconds": 0.2}, {"event": "pass"}])
    one.tell(strike(P), event(Kind.CONTROL, A))
    assert one.said == "look first"
    one.objective.given(P, (0.0, 0.0))
    one.world.bodies.gaze[0, P] = 0.785
    for _ in range(round(0.3 / STEP_SECONDS)):
        one.tell()
        one.wait(STEP_SECONDS)
    assert passed(one) == "A has it"


def test_a_called_player_is_called_as_often_as_the_others() -> None:
    one = told([{"event": "pass", "to": "called"}], called=["A", "B"])
    calls = []
    for _ in range(8):
        one.tell(event(Kind.DRIBBLE, P))
        assert isinstance(one.objective, SentenceObjective)
        calls.append(one.objective.called)
        passed(one)
    assert sorted(calls[:2]) == sorted(calls[2:4]) == ["A", "B"]
    assert calls.count("A") == 4


def test_who_defends_holds_the_other_side_off() -> None:
    raw = tomllib.loads(SCENE)
    for player, control in zip(raw["player"], ("cpu", "cpu", "cpu", "human1"), strict=True):
        player["control"] = control
    objective = {
        "goes": 2,
        "do": [{"event": "deny", "to": "A", "seconds": 1.0}],
        "grades": {"done": 1, "good": 2, "masterly": 2},
    }
    one = Told(parse_level({**raw, "objective": objective}, "scene"), SentenceObjective)
    one.tell(strike(P), event(Kind.CONTROL, A))
    assert (one.said, one.objective.score) == ("A got it", 0)
    one.objective.given(P, (0.0, 0.0))
    for _ in range(61):
        one.wait(STEP_SECONDS)
    assert (one.said, one.objective.score) == ("held off", 1)


def test_without_goes_one_plays_on_until_time_is_up() -> None:
    one = told([{"event": "pass"}], goes=None, time_limit=20.0, score="longest")
    for to in (A, A, D, A):
        one.tell(strike(P), event(Kind.CONTROL, to))
        one.tell(strike(to), event(Kind.CONTROL, P))
    assert one.objective.score == 2
    one.wait(20.0)
    assert one.objective.done
    assert not one.objective.won


def test_points_have_a_bonus() -> None:
    bonus = [{"worth": 2, "technique": "backheel"}]
    one = told([{"event": "pass"}], goes=3, score="points", bonus=bonus)
    passed(one)
    passed(one, technique=Technique.BACKHEEL)
    assert one.objective.score == 4


def test_every_condition_is_checked() -> None:
    """Those beside another are read with it; how long something lasts is counted by the sentence itself."""
    beside = {"within_m", "since"}
    counted = {"seconds", "close_to", "each"}
    every = {name for names in KNOWS.values() for name in names}
    assert every == set(CHECKS) | beside | counted


def test_a_goal_against_counts_for_the_others_though_nobody_of_theirs_plays() -> None:
    raw = tomllib.loads(SCENE)
    raw["player"] = [player for player in raw["player"] if player["team"] == "red"]
    objective = {"do": [{"event": "goal"}], "goes": 10, "grades": {"done": 5, "good": 7, "masterly": 9}}
    one = Told(parse_level({**raw, "objective": objective}, "scene"), SentenceObjective)
    one.tell(strike(P), event(Kind.GOAL, P, other=0))
    assert (one.said, one.objective.attempts, one.objective.score) == ("they scored", 1, 0)


def test_what_loses_the_level_ends_it_with_what_was_reached() -> None:
    one = told([{"event": "pass"}], lose_level=["out"], grades={"done": 1, "good": 2, "masterly": 3})
    assert passed(one) == "A has it"
    one.tell(strike(P), event(Kind.MISCONTROL, D, at=(4.0, 0.0)), event(Kind.CONTROL, D, at=(4.0, 0.0)))
    one.objective.given(P, (0.0, 0.0))
    assert not one.objective.done, "a lost ball ends the go alone"
    one.tell(strike(P), event(Kind.OUT, at=(20.0, 0.0)))
    assert one.objective.done
    assert one.objective.won
    assert one.objective.grade == "done"


@pytest.mark.parametrize(("dribbles", "said"), [(0, "A has it"), (1, "2 touches, at most 1 are allowed")])
def test_one_touch_too_many_ends_the_go(dribbles: int, said: str) -> None:
    raw = tomllib.loads(SCENE) | {"laws": {"touches": 1}}
    objective = {"do": [{"event": "pass"}], "goes": 3, "grades": {"done": 1, "good": 2, "masterly": 3}}
    one = Told(parse_level({**raw, "objective": objective}, "scene"), SentenceObjective)
    one.tell(*[event(Kind.DRIBBLE, P, at=(0.0, 0.0))] * dribbles)
    assert passed(one) == said


def test_touches_are_no_law_where_nothing_counts_them() -> None:
    with pytest.raises(LevelError, match=r"laws\.touches: expected no touches without"):
        parse_level(tomllib.loads(SCENE) | {"laws": {"touches": 1}}, "scene")
