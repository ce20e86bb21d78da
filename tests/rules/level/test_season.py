"""Chapters open as levels are done; medals are kept by strength."""

import re
from pathlib import Path

import pytest

from game.rules.level.best_results import Best, load_results, record_result
from game.rules.level.objective_base import Progress
from game.rules.level.season import OPEN_FROM_THE_START, chapters
from game.rules.level.session import Session
from game.rules.level.steps import Steps
from game.scenario.catalogue import catalogue
from game.scenario.schema import CHAPTERS, SentenceTable


def won(*names: str) -> dict[str, Best]:
    return {name: Best(True, 5, 5, 60.0) for name in names}


def opened(best: dict[str, Best], *, all_open: bool = False) -> set[str]:
    return {c.name for c in chapters(catalogue(), best, all_open=all_open) if c.open}


def of(chapter: str) -> list[str]:
    return [entry.name for entry in catalogue() if entry.chapter == chapter]


def test_there_are_ten_chapters_with_forty_five_levels_and_three_grades_each() -> None:
    names = [c.name for c in chapters(catalogue(), {})]
    assert [name for name in CHAPTERS if name != "first steps"] == [
        name for name in names if name not in ("first steps", "")
    ]
    season = [entry for entry in catalogue() if entry.chapter]
    assert len(season) >= 45
    for entry in season:
        assert entry.grades is not None, entry.name
        assert set(entry.grades) == {"done", "good", "masterly"}
        assert entry.coaching_point, entry.name


def test_some_chapters_are_open_at_first_and_a_switch_opens_all() -> None:
    assert opened({}) - {"", "first steps"} == set(OPEN_FROM_THE_START) - {"first steps"}
    assert opened({}, all_open=True) >= {"picture", "moments", "games"}


def test_a_chapter_that_is_finished_but_for_two_opens_the_next() -> None:
    assert "picture" not in opened(won(*of("weight")[:3]))
    assert "picture" in opened(won(*of("weight")[:4]))
    assert "pressed" not in opened(won(*of("weight")))
    assert "pressed" in opened(won(*of("weight"), *of("push")))


def test_the_last_chapters_open_by_number() -> None:
    every = [entry.name for entry in catalogue() if entry.chapter]
    assert "moments" not in opened(won(*every[:23]))
    assert "moments" in opened(won(*every[:24]))
    assert "games" in opened(won(*every[:30]))


def test_medals_are_kept_against_each_strength() -> None:
    def played(grade: str, strength: int, seconds: float = 60.0) -> bool:
        progress = Progress(done=True, won=True, score=7, goal=5, seconds=seconds, grade=grade)
        return record_result("thread-it", progress, strength)

    assert played("done", 5)
    played("masterly", 2)
    played("good", 2)
    best = load_results().best["thread-it"]
    assert (best.strength, best.medals) == (5, {"2": "masterly", "5": "done"})
    assert best.medal == "masterly"


POINTS = {
    "H what": 1, "H why": 4, "H when": 4, "H how": 6, "H drill": 4, "H mistake": 3, "H moment": 3,
    "H beside": 1, "P beginning": 1, "P technique": 3, "P mental": 8, "P practice": 5, "P end": 1,
}  # fmt: skip
"""How many points the two coaching texts have of each sort."""


def test_every_point_of_the_texts_has_a_level(root: Path) -> None:
    page = (root / "docs" / "validation" / "season.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([HP] \w+)[ :].*? \| (.*) \|$", page.partition("## Which point")[2], re.MULTILINE)
    found = {sort: [levels for one, levels in rows if one == sort] for sort in POINTS}
    assert {sort: len(levels) for sort, levels in found.items()} == POINTS
    assert all("`" in levels for every in found.values() for levels in every)


def test_the_table_of_the_texts_names_levels_that_there_are(root: Path) -> None:
    page = (root / "docs" / "validation" / "season.md").read_text(encoding="utf-8")
    table = page.partition("## Which point")[2]
    named = set(re.findall(r"`([\w-]+)`", table)) - {"coaching_point"}
    names = {entry.name for entry in catalogue()}
    assert named <= names
    season = {entry.name for entry in catalogue() if entry.chapter not in (None, "first steps")}
    assert season == named, "and every level of the season stands there"


@pytest.mark.parametrize(
    ("name", "goes"), [("wall-tens", 4), ("the-keepers-hands", 3), ("third-man", 2), ("read-the-heel", 4)]
)
def test_the_sound_way_comes_off_more_often_than_the_poor_one(name: str, goes: int) -> None:
    """Some goes of some levels; bench/rules/season.py has all of them."""
    entry = next(entry for entry in catalogue() if entry.name == name)
    came_off = {}
    for way in ("sound", "poor"):
        session = Session(entry.level, seed=0)
        steps = Steps(session, session.player, way)
        while session.progress.attempts < goes:
            session.advance(steps.wishes())
        came_off[way] = session.progress.score
    assert came_off["sound"] >= goes - 1
    assert came_off["poor"] < came_off["sound"]


def test_every_level_has_a_sound_and_a_poor_way_and_ends_by_itself() -> None:
    for entry in catalogue():
        if entry.chapter in (None, "first steps"):
            continue
        level = entry.level
        assert level.sound, entry.name
        assert level.poor, entry.name
        table = level.objective
        if isinstance(table, SentenceTable):
            assert table.goes is not None or table.time_limit is not None, entry.name
