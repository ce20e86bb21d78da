"""A lesson from given votes: which count, and that an answer is worth what ``rollout`` says."""

import sqlite3
from pathlib import Path

import pytest

from game.classroom.lesson.values import Values
from game.classroom.session.headless import run_headless
from game.classroom.session.votes_file import read_votes
from game.scenario.errors import LevelError
from tests.classroom.kit import (
    CHOOSE,
    ESTIMATE,
    PLACE,
    PLAY,
    POINT,
    QUICK,
    READ,
    STARE,
    TEXT,
    WATCH,
    WRITE,
    given,
    lesson,
    printed,
    votes_file,
)

LESSON = """
format = 1
title = "Thin"
about = "One question."
minutes = 5
[[part]]
kind = "choose"
level = "dont-stare"
at = 0.5
level_set = { "player.D1.at" = [-1.0, 0.5] }
ask = "Where to look?"
discuss = true
n = 120
seed = 3
options = [ { say = "At A", plan = { technique = "push", target = "A", look = "target" } },
            { say = "At B", plan = { technique = "push", target = "A", look = "B", look_time = 0.8 } } ]
"""


def test_an_option_is_worth_what_rollout_gives_to_the_last_digit(tmp_path: Path) -> None:
    file = tmp_path / "thin.toml"
    file.write_text(LESSON)
    votes = votes_file(tmp_path / "votes.csv", [(1, 1, "Otter", 1, 3.5)])
    out = tmp_path / "out.sqlite"
    said = printed("lesson", str(file), "--headless", "--votes", str(votes), "--session", str(out), "--json")
    plan = ["--set", "technique=push", "--set", "target=A", "--set", "look=B", "--set", "look_time=0.8"]
    moment = ["--at", "0.5", "--level-set", "player.D1.at=[-1.0, 0.5]", "--n", "120", "--seed", "3", "--json"]
    (row,) = printed("rollout", "dont-stare", *plan, *moment)["rows"]
    option = said["parts"][0]["options"][1]
    assert option["value"] == row["completed"]
    assert option["value_ci95"] == row["completed_ci95"]
    assert option["outcomes"] == row["outcomes"]
    assert said["parts"][0]["options"][0]["votes"] == [1, 0]
    assert said["session"] == str(out)
    assert out.is_file()
    assert not list(tmp_path.glob("*-wal"))


def test_a_voter_s_first_valid_answer_in_a_round_counts(tmp_path: Path) -> None:
    rows = [
        (1, 1, "Otter", "x", ""),  # no answer: the next one is the first valid one
        (1, 1, "Otter", 2, "4.0"),
        (1, 1, "Otter", 1, "5.0"),
        (1, 2, "Otter", 1, "2.0"),
        (1, 1, "Heron", 1, "-1"),
        (1, 1, "Heron", 3, ""),
        (1, 3, "Heron", 1, ""),
        (1, 1, "", 1, ""),
        (1, 1, "H" * 61, 1, ""),
        (2, 1, "Heron", 1, ""),
        (1, 1, "Heron", 1, ""),
    ]
    part = given(tmp_path, lesson(CHOOSE, TEXT), rows)["parts"][0]
    assert [option["votes"] for option in part["options"]] == [[1, 1], [1, 0]]
    assert part["voters"] == 2
    assert part["refused"] == 7


def test_every_part_stands_in_the_answer(tmp_path: Path) -> None:
    whole = lesson(TEXT, WATCH, CHOOSE, POINT, PLACE, ESTIMATE, READ, PLAY, WRITE)
    parts = given(tmp_path, whole, [(1, 1, "Otter", 1, ""), (8, 1, "Otter", 1, "")])["parts"]
    assert [part["kind"] for part in parts] == [p.kind for p in whole.parts]
    assert [part["part"] for part in parts] == list(range(1, 10))
    assert all(part["voters"] == 0 for part in parts)
    assert parts[0]["refused"] == parts[7]["refused"] == 1


def test_points_estimates_and_lines(tmp_path: Path) -> None:
    d1 = next(p for p in lesson(POINT).parts[0].level.players if p.id == "D1").at  # type: ignore[union-attr]
    rows = [
        (1, 1, "Otter", f"{d1[0] + 0.5};{d1[1]}", ""),
        (1, 1, "Heron", "900;0", ""),
        (1, 1, "Heron", "0", ""),
        (2, 1, "Otter", "2.5;1.0", ""),
        (2, 1, "Heron", "8.0;1.0", ""),
        (3, 1, "Otter", "30", ""),
        (3, 1, "Heron", "101", ""),
        (3, 1, "Heron", "nan", ""),
        (4, 1, "Otter", "technique=push target=A look_time=0.1 backswing=0.22", ""),
        (4, 2, "Otter", "Be quick!", ""),
    ]
    point, place, estimate, write = given(tmp_path, lesson(POINT, PLACE, ESTIMATE, WRITE), rows)["parts"]
    assert point["players"][0]["D1"] == 1
    assert (point["hits"], point["refused"]) == ([1], 2)
    assert (place["hits"], place["median_m"]) == ([1], [3.25])
    assert estimate["refused"] == 2
    assert estimate["lean"] == [pytest.approx(30.0 - 100.0 * estimate["value"])]
    assert [row["plan"] for row in write["answers"]] == [QUICK, None]
    assert write["answers"][0]["value"] > 0.5


def test_what_was_written_is_what_the_room_is_asked_about(tmp_path: Path) -> None:
    asked = {k: v for k, v in CHOOSE.items() if k != "options"}
    whole = lesson(
        WRITE,
        {**asked, "from_write": True},
        {"kind": "estimate", "level": "dont-stare", "ask": "?", "own": True},
    )
    rows = [
        (1, 1, "Otter", "technique=push target=A look_time=0.1 backswing=0.22", ""),
        (1, 1, "Heron", "technique=push target=A look_time=1.2", ""),
        (2, 1, "Otter", 2, ""),
        (2, 1, "Heron", 3, ""),
        (3, 1, "Otter", 50, ""),
    ]
    write, choose, own = given(tmp_path, whole, rows)["parts"]
    assert [option["votes"] for option in choose["options"]] == [[0, 0], [1, 0]]
    assert choose["refused"] == 1
    assert [option["good"] for option in choose["options"]] == [True, False]
    assert choose["options"][1]["say"] == "Push to A, a look of 1.2 s"
    assert own["lean"] == [pytest.approx(50.0 - 100.0 * write["answers"][0]["value"])]


def test_an_opinion_has_no_value_and_is_never_scored(tmp_path: Path) -> None:
    opinion = {**CHOOSE, "opinion": True, "options": [{"say": "Yes"}, {"say": "No"}]}
    (part,) = given(tmp_path, lesson(opinion), [(1, 1, "Otter", 1, "")])["parts"]
    assert [option["value"] for option in part["options"]] == [None, None]
    assert part["share_right"] == [None, None]


def test_where_fewest_is_best_an_option_is_worth_the_passer_s_best_plan(tmp_path: Path) -> None:
    stands = [
        {"say": "On the line", "level_set": {"player.D1.at": [-4.0, 0.6]}},
        {"say": "Far off", "level_set": {"player.D1.at": [8.0, -6.0]}},
    ]
    part = {**CHOOSE, "want": "fewest", "against": [QUICK, STARE], "options": stands}
    (said,) = given(tmp_path, lesson(part), [])["parts"]
    near, far = said["options"]
    assert near["value"] < far["value"]
    assert near["good"]
    assert not far["good"]
    assert near["reply"] in (QUICK, STARE)


def test_a_lesson_that_was_broken_off_goes_on_with_the_votes_it_has(tmp_path: Path) -> None:
    rows = [(1, 1, f"Voter {k}", 1 + k % 2, "") for k in range(40)]
    whole = lesson(CHOOSE)
    expected = given(tmp_path, whole, rows, "whole")["parts"]
    given(tmp_path, whole, rows, "broken")
    with sqlite3.connect(tmp_path / "broken.sqlite") as db:  # as if the program had ended after 25 votes
        db.execute("DELETE FROM vote WHERE id > 25")
        db.execute("UPDATE session SET ended = NULL")
    db.close()
    again = run_headless(
        whole, read_votes(tmp_path / "broken.csv"), tmp_path / "broken.sqlite", Values(), lambda b, r: None
    )
    assert again["parts"] == expected


def test_another_lesson_s_session_is_never_written_over(tmp_path: Path) -> None:
    given(tmp_path, lesson(CHOOSE), [(1, 1, "Otter", 1, "")])
    before = (tmp_path / "out.sqlite").read_bytes()
    with pytest.raises(LevelError, match="expected a new file, or this lesson's own session"):
        given(tmp_path, lesson(CHOOSE, TEXT), [(1, 1, "Otter", 1, "")])
    assert (tmp_path / "out.sqlite").read_bytes() == before


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", r"part: expected the columns part, round, voter, answer, seconds \(got an empty file\)"),
        ("part,round,voter,anser,seconds\n", "answer: expected the columns .*, did you mean anser?"),
        ("part,part,round,voter,answer,seconds\n", '"part": expected each column once'),
    ],
)
def test_a_votes_file_that_is_none_is_told_in_one_line(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "v.csv").write_text(text)
    with pytest.raises(LevelError, match=said):
        read_votes(tmp_path / "v.csv")


def test_a_votes_file_from_a_spreadsheet_is_read(tmp_path: Path) -> None:
    (tmp_path / "v.csv").write_bytes(
        b"\xef\xbb\xbfvoter;part;round;answer;seconds\r\nOtter;1;1;2;3\r\n;;;;\r\n"
    )
    (ballot,) = read_votes(tmp_path / "v.csv").ballots
    assert (ballot.voter, ballot.answer, ballot.line) == ("Otter", "2", 2)
