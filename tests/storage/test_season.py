"""Days of the challenge and longer counts: the first try counts, and nothing is lost."""

from pathlib import Path

import pytest

from game.storage.season import (
    DayPlayed,
    KeptSeason,
    add_portion,
    keep_day,
    load_season,
    merge_season,
    season_file,
)

DAY = "2026-11-27"


def test_the_first_try_of_a_day_counts(tmp_path: Path) -> None:
    assert keep_day(tmp_path, DAY, DayPlayed(0))
    assert not keep_day(tmp_path, DAY, DayPlayed(5, "five"))
    assert load_season(tmp_path).days == {DAY: DayPlayed(0)}


def test_portions_are_added_up_by_kind(tmp_path: Path) -> None:
    add_portion(tmp_path, "wall-tens", {"right": 8, "left": 6})
    add_portion(tmp_path, "wall-tens", {"right": 7, "left": 0})
    add_portion(tmp_path, "other", {"all": 1})
    assert load_season(tmp_path).portions == {"wall-tens": {"right": 15, "left": 6}, "other": {"all": 1}}


def test_what_comes_from_elsewhere_is_taken_in_once(tmp_path: Path) -> None:
    keep_day(tmp_path, DAY, DayPlayed(2))
    add_portion(tmp_path, "wall-tens", {"right": 9, "left": 1})
    found = KeptSeason(
        {DAY: DayPlayed(5), "2026-11-26": DayPlayed(3)}, {"wall-tens": {"right": 3, "left": 7}}
    )
    for _ in range(2):
        merge_season(tmp_path, found)
    assert load_season(tmp_path) == KeptSeason(
        {DAY: DayPlayed(2), "2026-11-26": DayPlayed(3)}, {"wall-tens": {"right": 9, "left": 7}}
    )


@pytest.mark.parametrize("text", ["{", "[]", '{"format": 1, "days": 3, "portions": {}}'])
def test_what_cannot_be_understood_is_moved_aside(tmp_path: Path, text: str) -> None:
    season_file(tmp_path).write_text(text)
    assert load_season(tmp_path) == KeptSeason()
    keep_day(tmp_path, DAY, DayPlayed(1))
    assert load_season(tmp_path).days == {DAY: DayPlayed(1)}
    assert [file.read_text() for file in tmp_path.glob("season.broken-*.json")] == [text]


def test_odd_rows_cost_only_themselves(tmp_path: Path) -> None:
    season_file(tmp_path).write_text(
        '{"format": 1, "days": {"2026-02-31": {"score": 1}, "2026-11-27": {"score": "x"}, '
        '"2026-11-26": {"score": 2}}, "portions": {"a": {"right": -1, "left": 2}, "b": 3}}'
    )
    assert load_season(tmp_path) == KeptSeason({"2026-11-26": DayPlayed(2)}, {"a": {"left": 2}})
