"""The household's table adds up, keeps what it doesn't know, and loses nothing."""

import json

from game.storage.files import home
from game.storage.league import Standing, add_to_league, load_league


def test_matches_add_up_and_the_best_stands_first() -> None:
    add_to_league([Standing("Max", won=1, goals_for=2, goals_against=1, passes=9, completed=6)])
    add_to_league([Standing("Max", lost=1, goals_against=3), Standing("Tess", won=1, goals_for=3, fooled=2)])
    add_to_league([Standing("Tess", drawn=1, goals_for=1, goals_against=1)])
    table, aside = load_league()
    assert aside == ""
    assert [(row.name, row.played, row.points) for row in table] == [("Tess", 2, 4), ("Max", 2, 3)]
    assert table[0].fooled == 2
    assert (table[1].goals_for, table[1].goals_against, table[1].completed) == (2, 4, 6)


def test_equal_points_are_told_apart_by_goals() -> None:
    add_to_league([Standing("Ada", won=1, goals_for=1), Standing("Bo", won=1, goals_for=4)])
    assert [row.name for row in load_league()[0]] == ["Bo", "Ada"]


def test_what_a_newer_version_keeps_stays_and_an_odd_row_costs_itself() -> None:
    add_to_league([Standing("Ada", won=1)])
    file = home() / "league.json"
    data = json.loads(file.read_text())
    data["people"][0]["ran_most"] = 3
    data["people"].append({"name": "", "won": -1})
    file.write_text(json.dumps(data))
    add_to_league([Standing("Ada", lost=1)])
    data = json.loads(file.read_text())
    assert data["people"][0]["ran_most"] == 3
    assert len(data["people"]) == 2
    assert [row.played for row in load_league()[0]] == [2]


def test_a_garbled_file_is_put_aside() -> None:
    file = home() / "league.json"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("[]")
    table, aside = load_league()
    assert table == ()
    assert aside == "league.broken.json"
    assert (home() / aside).read_text() == "[]"


def test_goals_that_a_person_struck_are_kept_too() -> None:
    add_to_league([Standing("Ada", won=1, goals_for=4, scored=3)])
    add_to_league([Standing("Ada", lost=1, goals_for=1, scored=1)])
    [ada] = load_league()[0]
    assert (ada.goals_for, ada.scored) == (5, 4)
