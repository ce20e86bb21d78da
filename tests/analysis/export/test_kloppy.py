"""What kloppy makes of an export: sides, ends, periods, dead balls, places and passes as they were."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import lru_cache
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from kloppy import statsbomb, tracab
from kloppy.domain import (
    BallState,
    BodyPart,
    BodyPartQualifier,
    EventDataset,
    Orientation,
    PassEvent,
    PositionType,
    SetPieceQualifier,
    SetPieceType,
    ShotEvent,
    ShotResult,
    TrackingDataset,
)

from game.analysis.export.course import sizes
from game.analysis.export.tables import Export, export
from game.analysis.export.writers import write
from game.analysis.replay.model import read_replay
from game.analysis.replay.recorder import Recorder
from game.core.intents import Technique
from game.core.pitch import Pitch
from game.core.quantise import quantise
from game.rules.level.session import Session
from game.rules.match.match import Match
from game.rules.match.rondo import Rondo
from game.scenario.fixture import parse_fixture, parse_rondo
from game.scenario.level_paths import level_files
from game.scenario.load import load_level
from tests.analysis.replays import note_idly, recorded

# Its files aren't closed until they are collected.
pytestmark = pytest.mark.filterwarnings(
    "ignore::pytest.PytestUnraisableExceptionWarning", "ignore::ResourceWarning"
)
NEAR = 2e-5
"""Metres: what the feed rounds off."""


def golden(path: Path) -> Match:
    """A match of three periods that nobody thinks in: the laws alone have the ball played."""
    match = Match(parse_fixture({"a_side": 3, "minutes": 0.5}, ""), 0)
    recorder = Recorder(match, into=path)
    while not match.done:
        intents = match._idle()
        match._rule(match.world.view(), intents, match._steered())
        recorder.observe(match.play_back(quantise(intents)))
    recorder.close()
    assert match.half == 3
    return match


@pytest.fixture(scope="module")
def match(tmp_path_factory: pytest.TempPathFactory) -> tuple[Match, Export, Path]:
    folder = tmp_path_factory.mktemp("golden")
    played = golden(folder / "golden.bhr")
    whole = export(read_replay(folder / "golden.bhr"), think=False)
    assert whole.difference == ""
    write(whole, folder / "feed", "kloppy")
    return played, whole, folder / "feed"


@pytest.fixture(scope="module")
def level(tmp_path_factory: pytest.TempPathFactory) -> tuple[Export, Path]:
    """Heels and pushes, in a level in which red begins to the right of blue."""
    folder = tmp_path_factory.mktemp("level")
    recorded(folder / "level.bhr", steps=700)
    whole = export(read_replay(folder / "level.bhr"), think=False)
    write(whole, folder / "feed", "kloppy")
    return whole, folder / "feed"


@lru_cache
def tracking(feed: Path) -> TrackingDataset:
    return tracab.load(
        meta_data=str(feed / "metadata.json"),
        raw_data=str(feed / "tracking.json"),
        coordinates="secondspectrum",
    )


@lru_cache
def events(feed: Path) -> EventDataset:
    return statsbomb.load(
        event_data=str(feed / "events.json"),
        lineup_data=str(feed / "lineups.json"),
        coordinates="statsbomb",
    )


def was_struck(event: Any) -> bool:
    """Whether a foot struck the ball: a goal can be walked in, too."""
    return isinstance(event, PassEvent) or (
        isinstance(event, ShotEvent) and "foot" in event.raw_event.get("shot", ())
    )


def places(dataset: TrackingDataset, whole: Export, step: int) -> Iterator[tuple[Any, tuple[float, float]]]:
    """Of everybody in a frame: what kloppy has, and what the table has."""
    frame = dataset.records[step]
    at = {player.player_id: (point.x, point.y) for player, point in frame.players_coordinates.items()}
    players = len(whole.replay.ids)
    here = slice(step * players, (step + 1) * players)
    assert len(at) == players
    for name, x, y in zip(*(whole.bodies[column][here] for column in ("player", "x", "y")), strict=True):
        yield at[name], (x, y)


@pytest.mark.parametrize("name", ["back-to-goal", "dont-stare", "eyes-and-hips", "partner-05-dry"])
def test_no_level_loads_mirrored(name: str, tmp_path: Path) -> None:
    recorder = Recorder(Session(load_level(name), 7), level_files()[name], into=tmp_path / "one.bhr")
    note_idly(recorder, 61)
    recorder.close()
    whole = export(read_replay(tmp_path / "one.bhr"), think=False)
    write(whole, tmp_path / "feed", "kloppy")
    dataset = tracking(tmp_path / "feed")
    assert dataset.metadata.orientation is Orientation.HOME_AWAY
    for seen in (dataset, dataset.transform(to_orientation="STATIC_HOME_AWAY")):
        ball = seen.records[30].ball_coordinates
        expected = (whole.steps["ball_x"][30], whole.steps["ball_y"][30])
        assert (ball.x, ball.y) == pytest.approx(expected, abs=NEAR)
        for there, here in places(seen, whole, 30):
            assert there == pytest.approx(here, abs=NEAR)


def test_a_golden_goal_is_the_third_period(match: tuple[Match, Export, Path]) -> None:
    played, whole, feed = match
    dataset = tracking(feed)
    assert [period.id for period in dataset.metadata.periods] == [1, 2, 3]
    assert len(dataset.records) == len(whole.steps["step"])
    found = Counter(frame.period.id for frame in dataset.records)
    assert found == Counter(whole.steps["period"].tolist())
    for before, after in pairwise(dataset.records):
        if before.period.id != after.period.id:
            assert after.timestamp == timedelta(0)
    assert whole.steps["clock"].max() == pytest.approx(played.referees[0].played / 60, abs=20.0)
    assert [period.id for period in events(feed).metadata.periods] == [1, 2, 3]


def test_in_every_period_red_attacks_to_the_right_once_it_is_asked_for(
    match: tuple[Match, Export, Path],
) -> None:
    _, whole, feed = match
    dataset = tracking(feed)
    turned = dataset.transform(to_orientation="STATIC_HOME_AWAY")
    for period in whole.about["periods"]:
        step = period["first_step"] + 200
        for there, here in places(turned, whole, step):
            assert there == pytest.approx(here, abs=NEAR)
        way = -1.0 if period["number"] == 2 else 1.0
        assert dataset.records[step].ball_coordinates.x == pytest.approx(
            way * whole.steps["ball_x"][step], abs=NEAR
        )


def test_restarts_are_dead_and_the_ball_is_the_side_s_that_takes_them(
    match: tuple[Match, Export, Path],
) -> None:
    _, whole, feed = match
    states = [frame.ball_state is BallState.ALIVE for frame in tracking(feed).records]
    assert states == whole.steps["live"].tolist()
    assert 0.1 < 1.0 - sum(states) / len(states) < 0.9
    assert set(whole.steps["phase"]) >= {"kick_off", "play", "half_time", "full_time"}


def test_keepers_are_keepers_and_others_what_the_formation_says(match: tuple[Match, Export, Path]) -> None:
    _, whole, feed = match
    for dataset in (tracking(feed), events(feed)):
        for team in dataset.metadata.teams:
            by_id = {player.player_id: player.starting_position for player in team.players}
            assert len(by_id) == 3
            for name, position in by_id.items():
                assert (position is PositionType.Goalkeeper) == (name in ("R1", "B1"))
            assert all(player.starting for player in team.players)
    assert [player["position"] for player in whole.about["players"]] == ["GK", "D", "A", "GK", "D", "A"]


def test_the_score_is_that_of_the_referee(match: tuple[Match, Export, Path]) -> None:
    played, whole, feed = match
    assert tuple(whole.about["score"].values()) == played.score
    shots = [event for event in events(feed).records if isinstance(event, ShotEvent)]
    goals = Counter(event.team.team_id for event in shots if event.result is ShotResult.GOAL)
    own = Counter(event.team.team_id for event in shots if event.result is ShotResult.OWN_GOAL)
    assert (goals["red"] + own["blue"], goals["blue"] + own["red"]) == played.score


def test_every_ball_struck_is_an_event_with_its_outcome_place_and_part_of_the_body(
    match: tuple[Match, Export, Path], level: tuple[Export, Path]
) -> None:
    for whole, feed in (match[1:], level):
        loaded = [e for e in events(feed).records if was_struck(e)]
        struck = whole.course.struck()
        assert len(loaded) == len(struck) >= 3
        length, width = whole.pitch["length"], whole.pitch["width"]
        for event, ball in zip(loaded, struck, strict=True):
            assert (event.player.player_id, event.team.team_id) == (ball.player, ("red", "blue")[ball.team])
            if isinstance(event, PassEvent):
                assert (event.result is not None and event.result.is_success) == ball.completed
                assert event.receiver_player is None or event.receiver_player.player_id == ball.to
            # The acting side attacks to the right: blue's places are turned around.
            way = (1.0, -1.0)[ball.team]
            x = way * (event.coordinates.x / 120.0 - 0.5) * length
            y = way * (0.5 - event.coordinates.y / 80.0) * width
            assert (x, y) == pytest.approx(ball.at, abs=1e-3)
            expected = BodyPart.LEFT_FOOT if ball.foot < 0 else BodyPart.RIGHT_FOOT
            if ball.technique is Technique.BACKHEEL:
                expected = BodyPart.OTHER
            assert event.get_qualifier_value(BodyPartQualifier) is expected
    heels = [ball for ball in level[0].course.struck() if ball.technique is Technique.BACKHEEL]
    assert heels
    raw = json.loads((level[1] / "events.json").read_bytes())
    assert sum(bool(row.get("pass", {}).get("backheel")) for row in raw) == len(heels)


def test_kick_offs_say_that_they_are(match: tuple[Match, Export, Path]) -> None:
    kinds = [event.get_qualifier_value(SetPieceQualifier) for event in events(match[2]).records]
    assert kinds.count(SetPieceType.KICK_OFF) == 3


def test_events_turn_into_the_frame_of_the_tables(match: tuple[Match, Export, Path]) -> None:
    _, whole, feed = match
    turned = events(feed).transform(to_orientation="STATIC_HOME_AWAY")
    loaded = [e for e in turned.records if was_struck(e)]
    for event, ball in zip(loaded, whole.course.struck(), strict=True):
        x = (event.coordinates.x / 120.0 - 0.5) * whole.pitch["length"]
        y = (0.5 - event.coordinates.y / 80.0) * whole.pitch["width"]
        assert (x, y) == pytest.approx(ball.at, abs=1e-3)


def test_players_of_a_rondo_stay_with_their_team_when_roles_change(tmp_path: Path) -> None:
    rondo = Rondo(parse_rondo({"minutes": 0.5}, ""), 4)
    recorder = Recorder(rondo, into=tmp_path / "rondo.bhr")
    turns = set()
    for _ in range(1500):
        intents = rondo._idle()
        recorder.observe(rondo.play_back(quantise(intents)))
        turns.add(rondo.keeping)
        if len(turns) == 2 and rondo.turns > 2:
            break
    recorder.close()
    whole = export(read_replay(tmp_path / "rondo.bhr"), think=False)
    write(whole, tmp_path / "feed", "kloppy")
    for frame in tracking(tmp_path / "feed").records[::60]:
        assert len(frame.players_coordinates) == 6
        for player in frame.players_coordinates:
            assert player.team.team_id == {"R": "red", "B": "blue"}[player.player_id[0]]
    assert turns == {0, 1}


@pytest.mark.parametrize("created", ["", "yesterday", "2026-13-45"])
def test_a_replay_without_a_date_is_exported_without_one(
    created: str, level: tuple[Export, Path], tmp_path: Path
) -> None:
    whole = level[0]
    header = {**whole.replay.header, "created": created}
    write(replace(whole, replay=replace(whole.replay, header=header)), tmp_path, "kloppy")
    assert tracking(tmp_path).metadata.date is None


def test_a_small_pitch_has_goals_and_boxes_of_its_own(match: tuple[Match, Export, Path]) -> None:
    small = match[1].about["pitch"]["sizes"]
    assert (small["goal_width"], small["goal_height"]) == (3.66, 1.83)
    assert (small["penalty_area_length"], small["penalty_area_width"]) == (6.0, 12.0)
    full = sizes(Pitch(105.0, 68.0))
    assert full["penalty_area_width"] == pytest.approx(40.32)
    for pitch in (Pitch(4.0, 4.0), Pitch(30.0, 20.0)):
        own = sizes(pitch)
        assert 0 < own["goal_width"] < own["six_yard_width"] < own["penalty_area_width"] < pitch.width
        assert own["six_yard_length"] < own["penalty_area_length"] < 0.5 * pitch.length


def test_the_lines_of_the_page_run_as_they_stand(
    root: Path, match: tuple[Match, Export, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(match[2].parent)
    page = (root / "docs" / "how-to" / "analyse-an-export.md").read_text(encoding="utf-8")
    blocks = re.findall(r"(?:^(?:    .*)?\n)+", page, flags=re.MULTILINE)
    code = "\n".join(re.sub(r"^    ", "", block, flags=re.M) for block in blocks if ".load(\n" in block)
    names: dict[str, Any] = {}
    exec(code, names)
    own = names["tracking"].metadata.pitch_dimensions
    assert (own.goal_width, own.pitch_length) == (3.66, 30.0)
    assert (names["tracking"].metadata.score.home, names["tracking"].metadata.score.away) == match[0].score
    assert names["heels"] == []
    ball = match[1].course.struck()[0]
    assert names["passes"][0][1:3] == pytest.approx(ball.at, abs=1e-3)
