"""How strong the opponents of a level are: what they see and when, and nothing else."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pytest

from game.analysis.replay.check import check
from game.analysis.replay.model import read_replay
from game.analysis.replay.recorder import Recorder
from game.analysis.replay.restore import begin
from game.core.intents import Technique, Wish
from game.rules.common.playable import SetUp
from game.rules.level.session import Session
from game.scenario.load import load_level

LEVEL = "dont-stare"
PASS = Wish(swing=Technique.PUSH, aim=(6.0, 3.0), speed=11.0)


def keeps(session: Session, wish: Wish) -> Iterator[float]:
    """How sure the opponent is, step by step, that a player who wants this keeps the ball."""
    while True:
        session.advance({0: wish})
        defenders = session.ai_team.defenders
        assert defenders is not None
        yield float(defenders.beliefs[defenders.teams.index(1)].choices.keep[0, 0])


def seen_after(strength: int) -> int:
    """Steps from the first of a swing until the opponent thinks otherwise for it."""
    swings, stands = (Session(load_level(LEVEL), 5, strength) for _ in range(2))
    both = zip(keeps(swings, PASS), keeps(stands, Wish()), strict=True)
    return next(step for step, (sure, else_) in enumerate(both) if abs(sure - else_) > 0.01)


def test_stronger_opponents_see_a_swing_sooner() -> None:
    after = [seen_after(strength) for strength in (1, 3, 5)]
    assert after[0] > after[1] > after[2] > 0


def test_team_mates_see_the_same_whoever_is_against_them() -> None:
    level = load_level(LEVEL)
    mates = np.array([player.team == "red" for player in level.players])
    weak, strong = (Session(level, 5, strength).ai_team.minds for strength in (1, 5))
    assert (weak.delay[mates] == strong.delay[mates]).all()
    assert (weak.delay[~mates] > strong.delay[~mates]).all()
    assert (weak.blur[~mates] > strong.blur[~mates]).all()


def test_the_usual_strength_is_the_level_as_it_is_written() -> None:
    plain, usual, strong = Session(load_level(LEVEL), 5), *(Session(load_level(LEVEL), 5, s) for s in (3, 5))
    for _ in range(90):
        for session in (plain, usual, strong):
            session.advance({0: PASS})
    assert plain.world.digest() == usual.world.digest() != strong.world.digest()


def test_where_nobody_is_against_the_player_strength_is_nothing() -> None:
    assert Session(load_level("wall-drill"), 5, 1).strength == 3


@pytest.mark.parametrize("strength", [1, 5])
def test_a_replay_knows_how_strong_they_were(tmp_path: Path, strength: int) -> None:
    session = Session(load_level(LEVEL), 5, strength)
    recorder = Recorder(session, into=tmp_path / "one.bhr")
    for _ in range(120):
        recorder.observe(session.advance({0: PASS}))
    recorder.close()
    replay = read_replay(tmp_path / "one.bhr")
    assert check(replay).differences == ()
    again = begin(replay.set_up)
    assert isinstance(again, Session)
    assert again.strength == strength


def test_a_replay_of_before_there_were_strengths_has_the_usual_one() -> None:
    now = Session(load_level(LEVEL), 5).set_up
    old = begin(SetUp(now.kind, now.name, {"level": now.data["level"]}, now.seed))
    assert isinstance(old, Session)
    assert old.strength == 3
    with pytest.raises(ValueError, match="level"):
        begin(SetUp(now.kind, now.name, {**now.data, "strength": 9}, now.seed))
