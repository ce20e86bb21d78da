"""The wall drill: what counts as a clean contact."""

from math import radians, tan

import pytest

from game.analysis.card.text import PUSH
from game.app.scripted.levels import begin
from game.core.events import Events, Kind
from game.core.intents import Technique
from game.core.state import STEP_SECONDS
from game.rules.level.objectives import WallPassesObjective
from game.scenario.load import apply_level_set, load_level
from game.scenario.tables import YARD
from tests.rules.events import Told, event, strike


@pytest.fixture
def drill() -> Told:
    return Told("wall-drill", WallPassesObjective)


def board(y: float = 0.0, z: float = 0.0) -> Events:
    return event(Kind.WALL, player=0, other=0, at=(8.9, y, z), speed=9.0)


def clean(foot: int = 1) -> list[Events]:
    return [strike(foot=foot), board(), event(Kind.CONTROL, 0, at=(4.0, 0.0))]


def test_a_clean_contact_counts_for_its_foot(drill: Told) -> None:
    drill.tell(*clean(1), *clean(1), *clean(-1))
    assert drill.line("right foot") == (2, 50)
    assert drill.line("left foot") == (1, 50)
    assert drill.line("clean in a row") == (3, None)
    assert drill.said == "clean, 0.0 m from the mark"


def test_fifty_with_each_foot_win_and_not_a_hundred_with_one(drill: Told) -> None:
    for _ in range(100):
        drill.tell(*clean(1))
    progress = drill.objective.progress
    assert (progress.done, progress.score, progress.goal) == (False, 50, 100)
    for _ in range(50):
        assert not drill.objective.done
        drill.tell(*clean(-1))
    progress = drill.objective.progress
    assert (progress.done, progress.won, progress.score) == (True, True, 100)


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([strike(), board(y=1.0)], "1.0 m wide of the mark"),
        ([strike(), board(y=-0.8)], "0.8 m wide of the mark"),
        ([strike(), board(z=0.6)], "0.6 m off the ground"),
        ([strike(), event(Kind.BOUNCE, at=(4.0, 0.0), speed=4.0), board()], "0.8 m off the ground"),
        ([strike(technique=Technique.BACKHEEL), board()], "that was a heel, only a push counts here"),
        ([strike(at=(5.0, 0.0)), board()], "from 4.0 m, too near"),
        ([strike(), event(Kind.OUT, at=(11.0, 5.0))], "missed the board"),
        ([strike(), event(Kind.WALL, other=1)], "missed the board"),
        ([strike(), event(Kind.STOPPED, at=(5.0, 0.0))], "short of the board"),
        ([strike(), event(Kind.CONTROL, 0, at=(1.0, 0.0))], "touched again"),
        ([strike(), strike(at=(1.0, 0.0))], "hit again"),
    ],
)
def test_what_is_not_clean_breaks_the_streak_and_says_why(
    drill: Told, steps: list[Events], said: str
) -> None:
    drill.tell(*clean(), *steps)
    assert said in drill.said
    assert drill.line("clean in a row") == (0, None)
    assert drill.line("right foot") == (1, 50)
    assert drill.objective.progress.good is False
    assert drill.objective.progress.attempts == 2


def test_what_the_card_calls_wide_is_not_clean_and_what_it_calls_true_is(drill: Told) -> None:
    away = 10.0 * YARD
    drill.tell(strike(), board(y=away * tan(radians(5.0))))
    assert drill.line("right foot") == (0, 50)
    drill.tell(strike(), board(y=away * tan(PUSH.wide)))
    assert drill.line("right foot") == (1, 50)


def test_a_low_bounce_on_the_way_is_still_on_the_deck(drill: Told) -> None:
    drill.tell(strike(), event(Kind.BOUNCE, at=(4.0, 0.0), speed=1.0), board())
    assert drill.line("right foot") == (1, 50)


def test_one_strike_is_judged_once_however_often_it_hits_the_board(drill: Told) -> None:
    drill.tell(strike(), board(), board(), event(Kind.OUT))
    assert drill.objective.progress.attempts == 1


def test_a_one_touch_return_counts_as_well(drill: Told) -> None:
    drill.tell(strike(foot=1), board())
    drill.tell(strike(foot=-1), board())
    assert drill.line("clean in a row") == (2, None)


def test_a_swing_past_the_ball_is_told_and_costs_nothing(drill: Told) -> None:
    drill.tell(*clean(), event(Kind.MISS, 0))
    assert drill.said == "you swung past the ball"
    assert drill.line("clean in a row") == (1, None)
    assert drill.objective.progress.attempts == 1


def test_a_ball_without_a_strike_counts_for_nothing(drill: Told) -> None:
    drill.tell(event(Kind.DRIBBLE, 0), board(), event(Kind.OUT))
    assert drill.objective.progress.attempts == 0


def test_what_follows_the_last_contact_changes_nothing() -> None:
    drill = Told(apply_level_set(load_level("heel-wall"), {"objective.count": 1}), WallPassesObjective)
    drill.tell(
        strike(at=(-2.0, 0.0), technique=Technique.BACKHEEL), event(Kind.WALL, other=0, at=(-5.9, 0.2))
    )
    seconds = drill.objective.progress.seconds
    drill.tell(strike(), event(Kind.OUT))
    drill.wait(10.0)
    assert drill.objective.progress.won
    assert drill.objective.progress.attempts == 1
    assert drill.objective.progress.seconds == seconds


def test_a_time_limit_that_runs_out_loses() -> None:
    drill = Told(
        apply_level_set(load_level("wall-drill"), {"objective.time_limit": 30.0}), WallPassesObjective
    )
    drill.tell(*clean())
    drill.wait(29.0)
    assert not drill.objective.done
    drill.wait(1.0)
    progress = drill.objective.progress
    assert (progress.done, progress.won, progress.score) == (True, False, 1)


@pytest.mark.parametrize("seed", [2, 4])
def test_a_sound_player_steps_across_to_what_the_board_gives_back(seed: int) -> None:
    # A player who stands and waits gets through 11 in this time: balls roll past, and the next comes late.
    session, wishes = begin(load_level("wall-drill"), "sound", seed, 3)
    for _ in range(round(80.0 / STEP_SECONDS)):
        session.advance(wishes())
    assert session.progress.attempts >= 18
    assert session.set_ups <= 3
