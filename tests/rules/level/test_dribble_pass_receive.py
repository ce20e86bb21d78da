"""Dribble a few yards, push against the board, move to receive the rebound, repeat."""

import pytest

from game.core.events import Events, Kind
from game.core.intents import Technique
from game.rules.level.objectives import DribblePassReceiveObjective
from tests.rules.events import Told, event, strike


@pytest.fixture
def drill() -> Told:
    told = Told("dribble-pass-receive", DribblePassReceiveObjective)
    told.objective.given(0, (-3.0, 0.0))
    return told


def dribble(*xs: float) -> list[Events]:
    return [event(Kind.DRIBBLE, 0, at=(x, 0.0)) for x in xs]


BOARD = event(Kind.WALL, other=0, at=(8.9, 0.0))
TAKEN = event(Kind.CONTROL, 0, at=(-3.0, 0.0))


def test_dribble_pass_and_receive_make_a_round(drill: Told) -> None:
    drill.tell(*dribble(-2.0, -1.0), strike(at=(0.0, 0.0)), BOARD, TAKEN)
    drill.tell(*dribble(-1.0), strike(at=(0.0, 0.0)), BOARD, TAKEN)
    assert drill.line("rounds") == (2, 10)
    assert drill.line("in a row") == (2, None)


def test_ten_rounds_win(drill: Told) -> None:
    for _ in range(10):
        drill.tell(*dribble(-1.0), strike(at=(0.0, 0.0)), BOARD, TAKEN)
    assert drill.objective.progress.won


@pytest.mark.parametrize(
    ("steps", "said"),
    [
        ([strike(at=(-2.0, 0.0)), BOARD], "dribbled 1.0 m before the pass"),
        ([*dribble(-1.0), strike(at=(0.0, 0.0)), event(Kind.OUT)], "missed the board"),
        ([*dribble(2.0), strike(at=(5.0, 0.0)), BOARD], "from 4.0 m, too near"),
        (
            [*dribble(-1.0), strike(at=(0.0, 0.0)), event(Kind.WALL, other=0, at=(8.9, 3.0))],
            "3.0 m wide of the mark",
        ),
        (
            [*dribble(-1.0), strike(at=(0.0, 0.0), technique=Technique.BACKHEEL), BOARD],
            "that was a heel",
        ),
        ([*dribble(-1.0), strike(at=(0.0, 0.0)), BOARD, event(Kind.STOPPED)], "move to meet it"),
        ([*dribble(-1.0), strike(at=(0.0, 0.0)), BOARD, event(Kind.OUT)], "move to meet it"),
        ([*dribble(-1.0), strike(at=(0.0, 0.0)), BOARD, strike()], "without taking the rebound"),
    ],
)
def test_a_round_that_misses_a_part_says_which(drill: Told, steps: list[Events], said: str) -> None:
    drill.tell(*steps)
    assert said in drill.said
    assert drill.line("rounds") == (0, 10)
    assert drill.objective.progress.attempts == 1


def test_after_a_failed_round_the_next_one_counts_again(drill: Told) -> None:
    drill.tell(strike(at=(-2.0, 0.0)), BOARD, TAKEN)
    drill.tell(*dribble(-1.0), strike(at=(0.0, 0.0)), BOARD, TAKEN)
    assert drill.line("rounds") == (1, 10)


def test_a_dribble_that_is_lost_and_taken_up_again_goes_on(drill: Told) -> None:
    drill.tell(*dribble(-1.5), event(Kind.CONTROL, 0, at=(-0.5, 0.0)), strike(at=(0.0, 0.0)), BOARD, TAKEN)
    assert drill.line("rounds") == (1, 10)
