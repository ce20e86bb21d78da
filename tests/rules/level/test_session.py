"""A level being played, with the real simulation."""

from typing import get_args

import numpy as np
import pytest

from game.core.events import Events, Kind
from game.core.intents import Technique, Wish
from game.core.state import NOBODY, STEP_SECONDS
from game.rules.level.ball_return import LYING, PAUSE, ROLLING, WON
from game.rules.level.objectives import KINDS
from game.rules.level.session import Session
from game.scenario.errors import LevelError
from game.scenario.level_paths import TEACHING_ORDER
from game.scenario.load import apply_level_set, load_level
from game.scenario.objective_tables import ObjectiveTable


def play(session: Session, seconds: float, wish: Wish | None = None) -> list[Kind]:
    seen = []
    for _ in range(round(seconds / STEP_SECONDS)):
        events = session.advance({0: wish or Wish()})
        seen += [rows.kind for rows in events for _ in range(len(rows))]
    return seen


def push(session: Session, aim: tuple[float, float], speed: float) -> None:
    play(session, 0.5, Wish(swing=Technique.PUSH, aim=aim, speed=speed))
    play(session, 0.5, Wish(aim=aim, speed=speed))


def test_every_kind_of_objective_has_its_class() -> None:
    asked = {get_args(table.model_fields["kind"].annotation)[0] for table in get_args(ObjectiveTable)}
    assert set(KINDS) == asked


@pytest.mark.parametrize("name", TEACHING_ORDER)
def test_every_level_can_be_played(name: str) -> None:
    level = load_level(name)
    session = Session(level)
    ids, teams = [player.id for player in level.players], [player.team for player in level.players]
    person = next(n for n, player in enumerate(level.players) if player.control == "human1")
    assert session.people == {"human1": person}
    play(session, 1.0)
    assert not session.done
    assert session.progress.seconds == pytest.approx(1.0)
    # Nobody wins the ball within a second: one has a moment to look round in every level.
    holder = int(session.world.ball.holder[0])
    if level.ball.holder is not None and holder != NOBODY:
        assert teams[holder] == teams[ids.index(level.ball.holder)]


def test_the_first_strike_of_the_wall_drill_reaches_the_board() -> None:
    session = Session(load_level("wall-drill"))
    push(session, (9.0, 0.0), 12.0)
    play(session, 1.0)
    assert session.progress.attempts == 1


def test_a_session_plays_the_same_twice_and_after_a_restart() -> None:
    def digest(session: Session) -> str:
        push(session, (9.0, 1.0), 12.0)
        play(session, 2.0, Wish(move=(0.4, 0.1)))
        return session.world.digest()

    session = Session(load_level("wall-drill"), seed=5)
    first = digest(session)
    session.restart()
    assert session.progress.attempts == 0
    assert digest(session) == first
    assert digest(Session(load_level("wall-drill"), seed=5)) == first


def test_a_ball_that_went_out_is_back_at_the_feet_after_a_pause() -> None:
    session = Session(load_level("wall-drill"))
    push(session, (0.0, 7.0), 14.0)
    for _ in range(600):
        if any(rows.kind is Kind.OUT for rows in session.advance({0: Wish()})):
            break
    else:
        pytest.fail("the ball stayed on the pitch")
    assert session.world.ball.holder[0] == NOBODY
    play(session, PAUSE - 0.1)
    assert session.world.ball.holder[0] == NOBODY
    clock = session.world.seconds
    play(session, 0.2)
    assert session.world.ball.holder[0] == 0
    assert session.world.seconds == pytest.approx(clock + 0.2)
    assert session.set_ups == 1
    assert session.progress.attempts == 1


def test_a_rebound_that_lies_on_the_pitch_is_left_to_be_fetched() -> None:
    session = Session(load_level("wall-drill"))
    push(session, (3.0, 0.0), 3.0)
    seen: list[Kind] = []
    while Kind.STOPPED not in seen:
        seen += play(session, 0.1)
        assert session.world.seconds < ROLLING
    play(session, LYING - 0.5)
    assert session.set_ups == 0
    play(session, 0.6)
    assert session.set_ups == 1


def test_nobody_is_put_back_in_the_middle_of_a_swing() -> None:
    session = Session(load_level("wall-drill"))
    push(session, (0.0, 7.0), 14.0)
    play(session, 10.0, Wish(swing=Technique.PUSH))
    assert session.set_ups == 0
    play(session, 2.0)
    assert session.set_ups == 1


def test_a_partner_passes_the_ball_back() -> None:
    session = Session(load_level("partner-05-dry"))
    push(session, (2.286, 0.0), 8.0)
    seen = play(session, 5.0)
    assert session.progress.score == 1
    assert seen.count(Kind.STRIKE) == 1
    assert session.world.ball.holder[0] == 0


def test_without_an_end_there_is_no_result() -> None:
    level = load_level("wall-drill")
    raw = level.model_dump(by_alias=True, exclude_unset=True)
    free = type(level).model_validate({**raw, "objective": {"kind": "free"}})
    session = Session(free)
    push(session, (9.0, 0.0), 12.0)
    play(session, 5.0)
    assert (session.done, session.progress.goal, session.progress.lines) == (False, None, ())


def test_against_opponents_everybody_is_put_back_after_an_attempt() -> None:
    raw = load_level("partner-15-dry").model_dump(by_alias=True, exclude_unset=True)
    defender = {"id": "D", "team": "blue", "at": [0.0, 6.0], "facing": 0.0, "control": "still"}
    level = type(load_level("wall-drill")).model_validate({**raw, "player": [*raw["player"], defender]})
    session = Session(level)
    push(session, (6.858, 0.0), 11.0)
    while session.progress.attempts == 0:
        play(session, 0.1)
        assert session.world.seconds < 20.0
    assert session.set_ups == 0
    play(session, 1.5)
    assert session.set_ups == 1
    assert session.world.ball.holder[0] == 0


def test_opponents_remember_over_the_attempts_of_a_session() -> None:
    session = Session(load_level("he-knows-you-by-now"))

    def known() -> float:
        defenders = session.scene.ai_team.defenders
        assert defenders is not None
        return float((defenders.habits.pushes + defenders.habits.heels)[0, 0].max())

    for attempt in (1, 2):
        push(session, (5.0, 6.0), 10.0)
        while session.set_ups < attempt:
            play(session, 0.1)
            assert session.world.seconds < 30.0
        play(session, 0.1)
        assert known() == attempt
    session.restart()
    play(session, 0.1)
    assert known() == 0.0


def test_a_time_limit_ends_a_session() -> None:
    session = Session(apply_level_set(load_level("wall-drill"), {"objective.time_limit": 2.0}))
    play(session, 2.1)
    assert session.done
    assert not session.progress.won


def test_a_go_that_is_broken_off_costs_one_go_and_not_those_after_it() -> None:
    session = Session(load_level("jockey"))
    play(session, 0.2)
    none, own_goal = np.zeros(1, dtype=np.int64), np.array([[-15.1, 0.0, 0.0]])
    session.take_in([Events(Kind.GOAL, none, none, none, own_goal, np.zeros(1))])
    play(session, PAUSE + 0.1)
    assert (session.progress.attempts, session.set_ups) == (1, 1)
    play(session, 1.5)
    assert (session.progress.attempts, session.set_ups) == (1, 1), "nobody is put back again for it"


def test_in_a_rondo_a_ball_that_is_won_comes_back_and_in_a_game_it_is_theirs() -> None:
    level = load_level("rondo-targets")
    theirs = apply_level_set(level, {"ball.holder": "D1"})
    kept = apply_level_set(theirs, {"laws.given_back": False})
    seen = {}
    for name, one in (("given back", theirs), ("kept", kept)):
        session = Session(one)
        play(session, WON + 0.5)
        seen[name] = session.set_ups
    assert seen == {"given back": 1, "kept": 0}
    with pytest.raises(LevelError, match=r"laws\.given_back"):
        apply_level_set(load_level("five-passes"), {"laws.given_back": True})
