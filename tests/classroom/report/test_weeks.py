"""A word links a person's lessons over the weeks, for whoever wants it, and goes when it is told to."""

import csv
from pathlib import Path

import pytest

from game.classroom.live.keepsake import NOT_SAID, draw_word, read_word
from game.classroom.report.page import write_report
from game.classroom.session.kept_sessions import delete_session, old_sessions, sessions_dir
from game.classroom.session.log import Log
from game.classroom.session.steps import StepPhase
from tests.classroom.kit import CHOOSE, backheel
from tests.classroom.phones import Phone, lead, room
from tests.told import Told

PART = {**CHOOSE, "n": 20}


def week(file: Path, word: str | None, first: int, second: int) -> str | None:
    """One lesson with two people, of whom the first keeps a word; the word that their phone then knows."""
    with room(file, PART) as (given, server):
        otter, heron = Phone(server), Phone(server)
        otter.say(code=given.code, word=word or "")
        you = otter.hear("you")
        heron.join(given.code)
        if word is None:
            otter.say(t="word", keep=True)
            you = otter.hear("word")
        for number, own in ((1, first), (2, second)):
            lead(given, StepPhase.VOTE, number)
            otter.until(StepPhase.VOTE, number)
            assert otter.vote(own, number=number)["accepted"]
            heron.until(StepPhase.VOTE, number)
            assert heron.vote(2, number=number)["accepted"]
        lead(given, StepPhase.END)
        given.log.end()
        kept: str | None = you["word"]
    return kept


@pytest.fixture
def weeks(tmp_path: Path) -> tuple[Path, str]:
    word = week(tmp_path / "one.sqlite", None, 2, 2)
    assert word is not None
    assert week(tmp_path / "two.sqlite", word, 2, 1) == word
    return tmp_path, word


def report(session: Path, folder: Path, *, names: bool = True) -> dict[str, str]:
    log = Log.open(session, writes=False)
    files = write_report(log, folder, names)
    log.close()
    return {file.name: file.read_text(encoding="utf-8") for file in files}


def test_the_report_tells_the_weeks_of_whoever_keeps_a_word(weeks: tuple[Path, str]) -> None:
    folder, word = weeks
    texts = report(folder / "two.sqlite", folder / "report")
    rows = list(csv.DictReader(texts["weeks.csv"].splitlines()))
    assert [(row["word"], row["good_first"], row["good_second"]) for row in rows] == [
        (word, "0", "0"),
        (word, "0", "1"),
    ]
    assert texts["report.html"].count("Over the weeks") == 1, "the other one keeps no word"
    assert "weeks.csv" not in report(folder / "two.sqlite", folder / "nameless", names=False)
    assert word not in "".join(report(folder / "two.sqlite", folder / "nameless", names=False).values())


def test_deleting_a_word_deletes_its_person_from_every_lesson(weeks: tuple[Path, str], told: Told) -> None:
    folder, word = weeks
    done = backheel("forget", str(folder), "--word", word)
    assert done.returncode == 0, done.stderr
    for name in ("one", "two"):
        assert word.encode() not in (folder / f"{name}.sqlite").read_bytes()
        log = Log.open(folder / f"{name}.sqlite", writes=False)
        assert len(log.rows("SELECT * FROM voter")) == 1, "the other one's answers stay"
        log.close()
    again = told("forget", folder, "--word", word)
    assert (again.returncode, len(again.stderr.splitlines())) == (2, 1)
    assert "--word" in told("forget", folder, "--word", "<b>").stderr


def test_a_word_can_be_forgotten_on_the_phone(tmp_path: Path) -> None:
    with room(tmp_path / "s.sqlite", PART) as (given, server):
        phone = Phone(server)
        assert phone.join(given.code)["word"] is None
        phone.say(t="word", keep=True)
        word = phone.hear("word")["word"]
        phone.say(t="word", keep=False)
        assert phone.hear("word")["word"] is None
        assert given.log.words() == {}
        taken = Phone(server)
        taken.say(code=given.code, word=word)
        assert taken.hear("you")["word"] == word
        other = Phone(server)
        other.say(code=given.code, word=word)
        assert other.hear("you")["word"] is None, "nobody is two people"


def test_a_session_from_before_there_were_words_goes_on(tmp_path: Path) -> None:
    with room(tmp_path / "s.sqlite", PART) as (given, _server), given.log.change() as db:
        db.execute("ALTER TABLE voter DROP COLUMN word")
    old = Log.open(tmp_path / "s.sqlite", writes=False)
    assert old.words() == {}
    old.close()
    assert "report.html" in report(tmp_path / "s.sqlite", tmp_path / "report")
    with room(tmp_path / "s.sqlite", PART) as (given, server):
        phone = Phone(server)
        phone.say(code=given.code, word="TAFI")
        assert phone.hear("you")["word"] == "TAFI"


def test_words_are_drawn_until_all_are_taken() -> None:
    taken: set[str] = set()
    for _ in range(300):
        word = draw_word(taken)
        assert word is not None
        assert read_word(word.lower()) == word
        taken.add(word)
    assert not taken & NOT_SAID
    assert read_word("SADO") is None
    assert read_word(["TAFI"]) is None


def test_what_is_older_than_a_year_is_offered_and_deleted_with_its_report(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BACKHEEL_HOME", str(tmp_path))
    folder = sessions_dir()
    folder.mkdir(parents=True)
    for name, year in (("old", "2020"), ("new", "2900")):
        with room(folder / f"{name}.sqlite", PART) as (given, _server), given.log.change() as db:
            db.execute("UPDATE session SET started = ?", (f"{year}-01-01T10:00:00+00:00",))
        report(folder / f"{name}.sqlite", folder / name)
    assert [file.name for file in old_sessions()] == ["old.sqlite"]
    for file in old_sessions():
        delete_session(file)
    assert sorted(file.name for file in folder.iterdir()) == ["new", "new.sqlite"]
