"""The people of a household: everybody kept, nothing of anybody lost."""

import json
from pathlib import Path

import pytest

from game.storage.people import (
    Household,
    HouseholdMember,
    keep_person,
    load_household,
    people_file,
    step_done,
    tidy_name,
)


@pytest.fixture(autouse=True)
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("BACKHEEL_HOME", str(tmp_path))


def test_several_people_are_kept_and_the_last_one_plays() -> None:
    assert load_household() == Household()
    keep_person(HouseholdMember("Ada", 2, ("first-run",)))
    keep_person(HouseholdMember("Kofi", 4))
    found = load_household()
    assert [p.name for p in found.people] == ["Ada", "Kofi"]
    assert found.person == HouseholdMember("Kofi", 4)
    keep_person(step_done(found.people[0], "first-pass"))
    assert load_household().person == HouseholdMember("Ada", 2, ("first-run", "first-pass"))
    assert len(load_household().people) == 2


def test_what_a_newer_version_wrote_stays() -> None:
    keep_person(HouseholdMember("Ada"))
    data = json.loads(people_file().read_text())
    data["people"][0]["medals"] = 3
    data["club"] = "Owls"
    people_file().write_text(json.dumps(data))
    keep_person(HouseholdMember("Ada", 5))
    kept = json.loads(people_file().read_text())
    assert kept["club"] == "Owls"
    assert kept["people"] == [{"name": "Ada", "strength": 5, "steps": [], "medals": 3}]


@pytest.mark.parametrize("text", ["{", "[]", '{"format": 9, "people": []}', '{"format": 1}'])
def test_what_cannot_be_understood_is_kept_under_another_name(text: str) -> None:
    people_file().write_text(text)
    found = load_household()
    assert found.people == ()
    assert found.notice.startswith("people.broken")
    assert (people_file().parent / found.notice).read_text() == text
    keep_person(HouseholdMember("Ada"))
    assert load_household().person == HouseholdMember("Ada")


def test_one_odd_row_costs_only_itself() -> None:
    rows = [
        {"name": "Ada", "strength": 2, "steps": []},
        {"name": "", "strength": 2},
        {"name": "B", "strength": 9},
    ]
    people_file().write_text(json.dumps({"format": 1, "people": rows, "current": "Ada"}))
    assert load_household() == Household((HouseholdMember("Ada"),), "Ada")


def test_names_are_tidy() -> None:
    assert tidy_name("\t Zoë\u2028 von  Ast ") == "Zoë von Ast"
    assert tidy_name("  ") == ""
