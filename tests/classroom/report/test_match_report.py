"""A match's report says what its replay holds: every pass, every goal, in a page that needs nothing else."""

import csv
import re
from pathlib import Path

import pytest

from game.analysis.replay.model import read_replay
from game.analysis.replay.recorder import Recorder
from game.classroom.report.match_figures import MatchFigures, figures_of
from game.classroom.report.match_page import write_match_report
from game.cli import main
from game.rules.match.match import Match
from game.scenario.fixture import parse_fixture

SECONDS = 14


@pytest.fixture(scope="module")
def played(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The first seconds of a match, as a window that was closed leaves them."""
    side = {"strength": 1}
    raw = {"a_side": 3, "minutes": 0.5, "red": {**side, "name": "<Owls>"}, "blue": side}
    match = Match(parse_fixture(raw, "test"), 4)
    path = tmp_path_factory.mktemp("report") / "match.bhr"
    recorder = Recorder(match, into=path)
    for _ in range(60 * SECONDS):
        recorder.observe(match.advance({}))
    recorder.close()
    return path


@pytest.fixture(scope="module")
def figures(played: Path) -> MatchFigures:
    return figures_of(read_replay(played))


def rows(file: Path) -> list[dict[str, str]]:
    with file.open(newline="") as opened:
        return list(csv.DictReader(opened))


def test_the_command_writes_a_page_and_two_tables(played: Path, tmp_path: Path) -> None:
    out = tmp_path / "report"
    assert main(["report", str(played), "--out", str(out), "--language", "de"]) == 0
    page = (out / "report.html").read_text()
    assert "<Owls>" not in page
    assert re.search(r"&lt;Owls&gt; \d : \d Blau", page)
    assert not re.findall(r'(?:src|href)="', page), "it needs nothing from anywhere"
    assert page.count("<svg") == 2
    assert "Jeder Pass" in page
    passes = rows(out / "passes.csv")
    assert len(passes) == len(read_replay(played).kicks) > 0
    assert len(rows(out / "players.csv")) == 6


def test_every_pass_is_drawn_from_where_it_was_struck(figures: MatchFigures, tmp_path: Path) -> None:
    write_match_report(figures, tmp_path, names=True, language="en")
    page = (tmp_path / "report.html").read_text()
    assert page.count("<line ") == len(figures.passes)
    half_x, half_y = 0.5 * figures.pitch.length, 0.5 * figures.pitch.width
    for one in figures.passes:
        assert abs(one.start[0]) <= half_x + 1.0
        assert abs(one.start[1]) <= half_y + 1.0
    arrived = [one for one in figures.passes if one.kick.outcome == "completed"]
    assert sum(n for _one, _other, n in figures.pairs) == len(arrived)
    assert all(one.side == figures.replay.team[one.kick.to] for one in arrived)


def test_players_add_up_to_their_sides(figures: MatchFigures, tmp_path: Path) -> None:
    write_match_report(figures, tmp_path, names=True, language="en")
    players = rows(tmp_path / "players.csv")
    shots = sum(int(player["shots"]) for player in players)
    passes = sum(int(player["passes"]) for player in players)
    assert passes + shots == len(figures.passes)
    received = sum(int(player["received"]) for player in players)
    assert received == sum(n for _one, _other, n in figures.pairs)


def test_names_can_be_left_out(figures: MatchFigures, tmp_path: Path) -> None:
    write_match_report(figures, tmp_path, names=False, language="en")
    for file in tmp_path.iterdir():
        assert "Owls" not in file.read_text()


def test_a_level_s_replay_is_no_match_and_a_folder_that_is_a_file_is_told(
    played: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    taken = tmp_path / "taken"
    taken.write_text("")
    assert main(["report", str(played), "--out", str(taken)]) == 2
    assert "expected a folder" in capsys.readouterr().err
    assert main(["report", str(tmp_path / "none.bhr"), "--out", str(tmp_path / "out")]) == 2
    assert len(capsys.readouterr().err.strip().splitlines()) == 1
