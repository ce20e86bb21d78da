"""The people of a household: everybody kept, nothing of anybody lost."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from game.storage.people import (
    MOST_PEOPLE,
    Household,
    HouseholdMember,
    folder_of_player,
    keep_person,
    load_household,
    people_file,
    step_done,
    tidy_name,
    usual_folder,
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
    assert found.person == HouseholdMember("Kofi", 4, folder=usual_folder("Kofi"))
    keep_person(step_done(found.people[0], "first-pass"), found.people[0])
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
    [row] = kept["people"]
    assert (row["strength"], row["medals"]) == (5, 3)


def test_the_first_person_has_what_was_kept_before_and_each_other_a_folder_of_their_own(
    tmp_path: Path,
) -> None:
    people = [keep_person(HouseholdMember(name)) for name in ("Ada", "Kofi", "../x")]
    assert [p.home == tmp_path for p in people] == [True, False, False]
    assert len({p.home for p in people}) == 3
    assert all(p.home.is_relative_to(tmp_path) and ".." not in p.home.parts for p in people)
    assert folder_of_player() == people[-1].home
    keep_person(people[1])
    assert folder_of_player() == people[1].home, "and finds it again"


def test_a_file_of_before_there_were_folders_gives_the_first_person_the_home(tmp_path: Path) -> None:
    rows = [{"name": name, "strength": 2, "steps": []} for name in ("Ada", "Kofi")]
    people_file().write_text(json.dumps({"format": 1, "people": rows, "current": "Kofi"}))
    ada, kofi = load_household().people
    assert (ada.home, ada.colour, ada.aim) == (tmp_path, "gold", "")
    assert (
        keep_person(replace(kofi, colour="teal"), kofi).home == kofi.home == load_household().people[1].home
    )


def test_a_step_done_and_a_help_chosen_in_two_windows_are_both_kept() -> None:
    ada = keep_person(HouseholdMember("Ada"))
    keep_person(step_done(ada, "first-run"), ada)
    keep_person(replace(ada, aim="off"), ada)
    keep_person(step_done(ada, "first-pass"), ada)
    found = load_household().person
    assert found is not None
    assert (found.steps, found.aim) == (("first-run", "first-pass"), "off")


def test_nobody_is_pushed_out_by_a_new_name() -> None:
    rows = [{"name": f"P{n}", "strength": 2, "steps": []} for n in range(MOST_PEOPLE)]
    people_file().write_text(json.dumps({"format": 1, "people": rows, "current": "P1"}))
    with pytest.raises(OSError, match="are kept already"):
        keep_person(HouseholdMember("Ada"))
    assert len(load_household().people) == MOST_PEOPLE


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
