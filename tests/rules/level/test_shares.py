"""What counts is shared out, added up, held for seconds; a ball is served, and a line is kept."""

import tomllib
from typing import Any

import pytest

from game.app.scripted.levels import play_level
from game.core.events import Kind
from game.core.intents import Wish
from game.core.state import NOBODY, STEP_SECONDS
from game.rules.level.sentence import SentenceObjective
from game.rules.level.session import Session
from game.scenario.load import apply_level_set, load_level, parse_level
from tests.rules.events import Told, event
from tests.rules.level.test_sentence import SCENE, A, B, D, P, passed, told

GRADES = {"done": 2, "good": 4, "masterly": 6}


def test_each_foot_has_to_come_off_as_often_as_the_other() -> None:
    one = told([{"event": "pass", "each": "foot"}], grades=GRADES)
    for foot in (1, 1, 1, 1, -1):
        passed(one, foot=foot)
    assert (one.objective.score, one.objective.grade) == (5, "done")
    assert (one.line("right foot"), one.line("left foot")) == ((4, 1), (1, 1))
    passed(one, foot=-1)
    assert one.objective.grade == "good"


def test_a_grade_may_ask_for_so_many_of_each() -> None:
    masterly = {"score": 4, "with": {"each": "mate"}, "at_least": 1}
    one = told([{"event": "pass"}], grades={"done": 1, "good": 2, "masterly": masterly})
    for to in (A, A, A, A):
        passed(one, to=to)
    assert one.objective.grade == "good"
    passed(one, to=B)
    assert one.objective.grade == "masterly"


def test_each_gate_counts_apart() -> None:
    raw = tomllib.loads(SCENE)
    raw["cone"] += [{"at": [4.0, 3.0]}, {"at": [4.0, 5.0]}]
    objective = {"goes": 10, "do": [{"event": "pass", "through": "any", "each": "gate"}], "grades": GRADES}
    one = Told(parse_level({**raw, "objective": objective}, "scene"), SentenceObjective)
    passed(one)
    passed(one)
    assert (one.objective.score, one.objective.grade) == (2, None)
    passed(one, to=B, at=(8.0, 8.0))
    assert (one.line("gate 1"), one.line("gate 2"), one.objective.grade) == ((2, 1), (1, 1), "done")


def test_a_portion_goes_on_where_the_last_one_ended() -> None:
    links = [{"event": "pass", "each": "foot", "portion": 4}]
    one = told(links, grades=GRADES)
    assert isinstance(one.objective, SentenceObjective)
    one.objective.shares.kept = {"right": 3, "left": 4}
    assert (one.line("right foot in all"), one.line("left foot in all")) == ((3, 4), (4, 4))
    assert passed(one, foot=1) == "the whole count of 4 is full"
    assert one.objective.shares.done == {"right": 1, "left": 0}
    assert (one.line("right foot in all"), one.line("left foot in all")) == ((0, 4), (0, 4))


def held(seconds: float, **objective: Any) -> Told:
    grades = {"done": 2, "good": 4, "masterly": 6}
    links = [{"event": "keep", "seconds": 1.0}]
    one = told(links, score="seconds", grades=grades, go_seconds=9.0, **objective)
    hold(one, seconds)
    return one


def hold(one: Told, seconds: float) -> None:
    one.world.ball.holder[0] = P
    for _ in range(round(seconds / STEP_SECONDS)):
        one.wait(STEP_SECONDS)


def test_seconds_are_counted_until_the_ball_is_lost() -> None:
    one = held(2.5)
    assert (one.objective.score, one.objective.grade) == (2, "done")
    one.tell(event(Kind.TACKLE, D, other=P))
    assert (one.said, one.objective.attempts) == ("2.5 s", 1)
    one.objective.given(P, (0.0, 0.0))
    hold(one, 0.5)
    one.tell(event(Kind.TACKLE, D, other=P))
    assert (one.said, one.objective.score) == ("tackled by D", 2), "shorter than it has to last"
    one.objective.given(P, (0.0, 0.0))
    hold(one, 1.6)
    assert (one.objective.score, one.line("seconds")) == (4, (4, 2))


def test_what_lasts_until_the_time_is_up_counts() -> None:
    one = held(3.2, goes=None, time_limit=3.0)
    assert (one.objective.done, one.objective.won, one.objective.score) == (True, True, 3)


def test_who_believes_the_eyes_wins_none_of_the_lies() -> None:
    raw = load_level("read-the-passer").model_dump(mode="json", by_alias=True, exclude_unset=True)
    each = {"score": 1, "with": {"each": "plan"}, "at_least": 1}
    raw["objective"] |= {"goes": 5, "grades": {"done": each, "good": each, "masterly": each}}
    eyes = play_level(parse_level(raw, "five goes"), "poor", 0, 3)
    assert eyes.score >= 1
    assert not eyes.won


def test_the_computer_serves_the_ball_to_the_person() -> None:
    level = apply_level_set(load_level("first-pass"), {"ball.served_by": "A"})
    session = Session(level, 0)
    assert int(session.world.ball.holder[0]) == level.index("A")
    for _ in range(240):
        session.advance({})
        if int(session.world.ball.holder[0]) == session.player:
            break
    assert int(session.world.ball.holder[0]) == session.player
    assert session.progress.score == 0, "a serve is nobody's pass but the server's"


def test_a_line_goes_with_whom_it_follows_until_the_kick() -> None:
    raw = tomllib.loads(SCENE)
    raw["player"][3] |= {"control": "human1", "velocity": [-2.0, 0.0]}
    raw["player"][0]["control"] = "cpu"
    raw["player"].append({"id": "E", "team": "blue", "at": [5.0, 8.0], "follows_line": "D"})
    session = Session(parse_level(raw, "scene"), 0)
    gaps = []
    for _ in range(150):
        session.advance({D: Wish(move=(-0.5, 0.0))})
        if int(session.world.ball.kicker[0]) != NOBODY:
            break
        pos = session.world.bodies.pos[0]
        gaps.append(float(pos[4, 0] - pos[D, 0]))
    where = session.world.bodies.pos[0]
    assert gaps[0] == pytest.approx(1.0, abs=0.1)
    assert max(gaps) < 3.5, "late, as eyes and legs are, but with the line"
    assert float(where[4, 0]) < 2.0
    assert float(where[4, 1]) == pytest.approx(8.0, abs=0.5)
