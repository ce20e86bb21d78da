"""Replays of what was really played, played back: to the last bit, from anywhere, of every kind of game."""

from dataclasses import replace
from pathlib import Path

import pytest

from game.analysis.replay.bookmarks import Mark, kicks
from game.analysis.replay.check import check
from game.analysis.replay.model import read_replay
from game.analysis.replay.playback import KEY_EVERY, Playback
from game.analysis.replay.prefetch import play_ahead
from game.analysis.replay.recorder import BEGINS_AFTER, Recorder
from game.core.events import Kind
from game.core.intents import Technique
from game.rules.level.session import Session
from game.rules.match.match import Match
from game.rules.match.rondo import Rondo
from game.scenario.fixture import RondoFixture, parse_fixture
from game.scenario.level_paths import TEACHING_ORDER
from game.scenario.load import load_level
from game.sim import MODEL
from tests.analysis.replays import STEPS, recorded, somebodys_play


@pytest.mark.parametrize("think", [False, True])
def test_it_plays_back_to_the_last_bit_with_thoughts_and_without(
    whole_replay: tuple[Path, str], think: bool
) -> None:
    replay = read_replay(whole_replay[0])
    playback = Playback(replay, think=think)
    playback.go(replay.length)
    assert (replay.length, replay.faults, playback.differs) == (STEPS, (), None)
    assert playback.playable.world.digest() == whole_replay[1]


def test_moments_made_beside_are_those_that_one_comes_by(whole_replay: tuple[Path, str]) -> None:
    here, beside = Playback(read_replay(whole_replay[0])), Playback(read_replay(whole_replay[0]))
    moments, differs = play_ahead(whole_replay[0], 0, beside.moment(0), 60)
    assert (sorted(moments), differs) == ([15, 30, 45, 60], None)
    beside.take_in(moments, differs)
    assert beside.away(STEPS) == STEPS - 60
    beside.go(70)
    here.go(70)
    assert beside.playable.world.digest() == here.playable.world.digest()


def test_thoughts_on_playback_are_those_of_the_game(tmp_path: Path) -> None:
    def thoughts(session: Session) -> list[bytes]:
        assert session.ai_team.defenders is not None
        beliefs = [belief.choices for belief in session.ai_team.defenders.beliefs]
        assert any((choices.passes > 0.0).any() for choices in beliefs)
        return [part.tobytes() for c in beliefs for part in (c.keep, c.shoot, c.passes)]

    session = Session(load_level("back-to-goal"), 7)
    recorder = Recorder(session, into=tmp_path / "one.bhr")
    played = []
    for step, wish in zip(range(1, BEGINS_AFTER + 1), somebodys_play(), strict=False):
        recorder.observe(session.advance({0: wish}))
        if step == 35:
            played = thoughts(session)
    recorder.close()
    playback = Playback(read_replay(tmp_path / "one.bhr"))
    playback.go(35)
    assert isinstance(playback.playable, Session)
    assert thoughts(playback.playable) == played


@pytest.mark.parametrize("name", TEACHING_ORDER)
def test_every_level_can_be_recorded_and_played_back(name: str, tmp_path: Path) -> None:
    session = recorded(tmp_path / "level.bhr", name, 66)
    replay = read_replay(tmp_path / "level.bhr")
    assert check(replay).differences == ()
    playback = Playback(replay, think=False)
    playback.go(replay.length)
    assert playback.playable.world.digest() == session.world.digest()


def test_any_step_is_the_same_from_wherever_one_comes(whole_replay: tuple[Path, str]) -> None:
    replay = read_replay(whole_replay[0])
    straight, about = Playback(replay), Playback(replay)
    about.prepare(lambda: False)
    assert about.ready == replay.length // KEY_EVERY * KEY_EVERY
    for step in (130, 12, 61, 60, 75, 0, 140):
        about.go(step)
        straight.go(0)
        while straight.at < step:
            straight.forward()
        assert about.at == step
        assert about.playable.world.digest() == straight.playable.world.digest(), step


def test_kicks_are_listed_with_what_became_of_them(whole_replay: tuple[Path, str]) -> None:
    replay = read_replay(whole_replay[0])
    playback = Playback(replay)
    struck = []
    while playback.at < replay.length:
        for rows in playback.forward():
            if rows.kind is Kind.STRIKE:
                struck += [(playback.at, int(player)) for player in rows.player]
    assert struck
    assert [(kick.step, kick.player) for kick in replay.kicks] == struck


def test_a_pass_is_judged_by_the_sides_as_they_were() -> None:
    """In a rondo players change sides: the same two are together once and against each other later."""

    def mark(step: int, kind: Kind, player: int, side: int) -> Mark:
        return Mark(step, kind, player, -1, Technique.PUSH, side)

    together = [mark(10, Kind.STRIKE, 0, 0), mark(40, Kind.CONTROL, 3, 0)]
    apart = [mark(90, Kind.STRIKE, 0, 0), mark(120, Kind.CONTROL, 3, 1)]
    assert [kick.outcome for kick in kicks([*together, *apart])] == ["completed", "intercepted"]


def test_a_match_with_a_change_of_player_plays_back(tmp_path: Path) -> None:
    fixture = parse_fixture({"a_side": 3, "red": {"control": "human1"}}, "test")
    match = Match(fixture, 4)
    recorder = Recorder(match, into=tmp_path / "match.bhr")
    seated = []
    for step, wish in zip(range(150), somebodys_play(), strict=False):
        recorder.observe(match.advance({match.people["human1"]: wish}))
        seated.append(dict(match.people))
        if step == 80:
            match.switch("human1", (-1.0, 0.0))
    recorder.close()
    replay = read_replay(tmp_path / "match.bhr")
    assert replay.header["kind"] == "match"
    assert replay.outcome == "0 : 0"
    assert [replay.steered(step + 1) for step in range(150)] == seated
    assert len({tuple(people.values()) for people in seated}) > 1
    playback = Playback(replay)
    playback.go(150)
    assert playback.differs is None
    assert playback.playable.world.digest() == match.world.digest()
    assert playback.playable.people == match.people


def test_a_rondo_plays_back(tmp_path: Path) -> None:
    rondo = Rondo(RondoFixture(), 3)
    recorder = Recorder(rondo, into=tmp_path / "rondo.bhr")
    for _ in range(120):
        recorder.observe(rondo.advance({}))
    recorder.close()
    replay = read_replay(tmp_path / "rondo.bhr")
    assert replay.header["kind"] == "rondo"
    playback = Playback(replay, think=False)
    playback.go(120)
    assert playback.differs is None
    assert playback.playable.world.digest() == rondo.world.digest()


def test_a_replay_of_an_older_model_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same inputs played by other laws of motion: nobody should look for a fault of their machine."""
    recorded(tmp_path / "old.bhr", "back-to-goal", BEGINS_AFTER + 30)
    replay = read_replay(tmp_path / "old.bhr")
    assert replay.header["model"] == MODEL
    monkeypatch.setattr("game.analysis.replay.playback.MODEL", MODEL + 1)
    playback = Playback(replay, think=False)
    playback.go(replay.length)
    assert playback.difference == "", "as long as it plays on, it plays on"
    digests = {step: bytes(len(digest)) for step, digest in replay.digests.items()}
    playback = Playback(replace(replay, digests=digests), think=False)
    playback.go(replay.length)
    assert f"model of ball and bodies: expected {MODEL + 1} (got {MODEL}, written by" in playback.difference
