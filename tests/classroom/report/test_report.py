"""The report says what the log says, to whom it should, and nothing of those who are left out."""

import csv
import html
import re
import sqlite3
from pathlib import Path

import pytest

from game.classroom.live.lesson import Class
from game.classroom.report.page import write_report
from game.classroom.session.headless import open_or_create
from game.classroom.session.log import Log
from game.classroom.session.steps import StepPhase
from tests.classroom.kit import CHOOSE, ESTIMATE, POINT, READ, VALUES, WRITE, backheel, given, lesson
from tests.told import Told

ROWS = [
    (1, 1, "Quick Otter", 1, 4),
    (1, 1, "<script>alert(1)</script>", 2, 5),
    (1, 1, "Heron", 2, 6),
    (1, 2, "Quick Otter", 1, 2),
    (1, 2, "<script>alert(1)</script>", 1, 2),
    (1, 2, "Heron", 2, 2),
    (1, 2, "Heron", 1, 3),
    (2, 1, "Quick Otter", 40, 9),
    (2, 1, "Heron", 90, 9),
    (3, 1, "Heron", "0;0", 9),
    (4, 1, "Heron", "=HYPERLINK(1)", 9),
    *((5, 1, "Heron", "AB"[k % 2], 1) for k in range(16)),
]


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    given(folder, lesson(CHOOSE, ESTIMATE, POINT, WRITE, READ, homework="Play it."), ROWS)
    return folder / "out.sqlite"


def report(session: Path, folder: Path, **keys: bool) -> dict[str, str]:
    log = Log.open(session, writes=False)
    files = write_report(log, folder, **keys)
    log.close()
    return {file.name: file.read_text(encoding="utf-8") for file in files}


def test_the_numbers_are_the_log_s(session: Path, tmp_path: Path) -> None:
    texts = report(session, tmp_path)
    rows = list(csv.DictReader(texts["votes.csv"].splitlines()))
    assert len(rows) == len(ROWS)
    with sqlite3.connect(session) as db:
        kept = db.execute("SELECT part, round, answer, accepted FROM vote ORDER BY id").fetchall()
    db.close()
    assert [(int(r["part"]), int(r["round"]), r["accepted"]) for r in rows] == [
        (p, r, str(a)) for p, r, _, a in kept
    ]
    assert sum(row["accepted"] == "0" for row in rows) == 1
    assert next(row for row in rows if row["accepted"] == "0")["why_not"] == "doubled"
    counts = re.findall(r'<td class="n">(\d+)</td>', texts["report.html"])
    assert counts[:4] == ["1", "2", "2", "1"]
    assert "Before talking 33 of 100 answers were right, after it 67." in texts["report.html"]
    assert ">A, B</text>" in texts["report.html"], "both passes go to A: one arrow"
    stop_by_stop = re.findall(r"<tr><td>Heron</td><td>(-?[\d.]+)</td>", texts["report.html"])
    assert stop_by_stop == ["-0.2", "0.0"]


def test_a_person_s_row_counts_what_they_did(session: Path, tmp_path: Path) -> None:
    people = list(csv.DictReader(report(session, tmp_path)["people.csv"].splitlines()))
    otter, script, heron = people
    assert [p["nick"] for p in people] == ["Quick Otter", "<script>alert(1)</script>", "Heron"]
    assert (otter["good_first"], otter["good_second"], otter["to_good"]) == ("1", "1", "0")
    assert (script["good_first"], script["good_second"], script["to_good"]) == ("0", "1", "1")
    assert float(otter["given_away_first"]) == 0.0
    assert float(heron["given_away_first"]) > 15.0
    assert heron["read_trials"] == "16"
    assert float(heron["d_lo"]) < float(heron["d_prime"]) < float(heron["d_hi"])


def test_names_are_escaped_and_cells_are_no_formulas(session: Path, tmp_path: Path) -> None:
    texts = report(session, tmp_path)
    assert "<script>alert" not in texts["report.html"]
    assert html.escape("<script>alert(1)</script>") in texts["report.html"]
    assert "'=HYPERLINK(1)" in texts["votes.csv"]


def test_without_names_no_file_knows_who_it_was(session: Path, tmp_path: Path) -> None:
    texts = report(session, tmp_path, names=False)
    for text in texts.values():
        assert "Otter" not in text
        assert "Heron" not in text
    named = list(csv.DictReader(report(session, tmp_path / "named")["people.csv"].splitlines()))
    anonymous = list(csv.DictReader(texts["people.csv"].splitlines()))
    assert sorted(row["given_away_first"] for row in anonymous) == sorted(
        row["given_away_first"] for row in named
    )
    assert {row["voter"] for row in anonymous} == {"1", "2", "3"}


def test_the_page_needs_nothing_but_itself(session: Path, tmp_path: Path) -> None:
    page = report(session, tmp_path)["report.html"]
    assert re.findall(r"""(?:src|href)\s*=|url\(|https?://|@import""", page) == []


def test_who_is_forgotten_is_gone_from_the_bytes(session: Path, tmp_path: Path, told: Told) -> None:
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(session.read_bytes())
    assert b"Quick Otter" in copy.read_bytes()
    done = backheel("forget", str(copy), "--voter", "Quick Otter")
    assert done.returncode == 0, done.stderr
    assert b"Quick Otter" not in copy.read_bytes()
    assert len(list(csv.DictReader(report(copy, tmp_path)["people.csv"].splitlines()))) == 2
    missing = told("forget", copy, "--voter", "Quick Oter")
    assert missing.returncode == 2
    assert missing.stderr.startswith("backheel: --voter: expected one of the session's voters")
    assert told("forget", copy, "--all").returncode == 0
    assert not copy.exists()


def test_report_tells_what_it_wrote_and_what_is_no_session(session: Path, tmp_path: Path, told: Told) -> None:
    done = backheel("report", str(session), "--out", str(tmp_path / "new"), "--no-names", "--language", "de")
    assert done.returncode == 0, done.stderr
    assert {p.name for p in (tmp_path / "new").iterdir()} == {"report.html", "votes.csv", "people.csv"}
    other = tmp_path / "other.sqlite"
    other.write_text("not a database, only some text that is long enough")
    done = told("report", other, "--out", tmp_path)
    assert done.returncode == 2
    assert "expected a lesson's session" in done.stderr
    assert "Traceback" not in done.stderr


def test_a_team_s_line_takes_its_people_together_and_hands_have_no_persons(tmp_path: Path) -> None:
    log = open_or_create(tmp_path / "t.sqlite", lesson(CHOOSE), VALUES, "phones", "en")
    room = Class(log, VALUES)
    room.keep(teams=2)
    joined = [room.join() for _ in range(5)]
    names = [one[0] for one in joined if one is not None]
    while room.step.phase is not StepPhase.VOTE:
        room.next()
    for k, name in enumerate(names):
        assert room.cast(name, {"part": 1, "round": 1, "answer": str(1 + k % 2), "seconds": 1.0}).accepted
    room.remove(names.pop())
    room.finish()
    text = report_text(tmp_path / "t.sqlite", tmp_path / "t")
    assert len((tmp_path / "t" / "people.csv").read_text("utf-8").splitlines()) == 1 + len(names)
    assert "taken out by the teacher: 1" in text
    assert re.search(r"4 answered(?! · \d+ refused)", text)
    assert "Team 1" in text
    assert "Right at first: 2 of 2." in text
    assert "Right at first: 0 of 2." in text

    log = open_or_create(tmp_path / "h.sqlite", lesson(CHOOSE), VALUES, "hands", "en")
    room = Class(log, VALUES)
    while room.step.phase is not StepPhase.VOTE:
        room.next()
    room.count_hands([("1", 3), ("2", 4)])
    room.finish()
    text = report_text(tmp_path / "h.sqlite", tmp_path / "h")
    assert "7 took part" in text
    assert "hand 1.1" not in text
    assert len((tmp_path / "h" / "people.csv").read_text("utf-8").splitlines()) == 1


def report_text(session: Path, folder: Path) -> str:
    log = Log.open(session, writes=False)
    write_report(log, folder)
    log.close()
    return (folder / "report.html").read_text("utf-8")
