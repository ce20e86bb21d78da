"""The people of a household: everybody kept, nothing of anybody lost."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from game.storage.people import (
    MOST_PEOPLE,
    OF_ONE_PERSON,
    Household,
    HouseholdMember,
    delete_person,
    folder_of_player,
    keep_person,
    load_household,
    people_file,
    rename_person,
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


def filled(*names: str) -> list[HouseholdMember]:
    """People who have something in each of their files and folders."""
    people = [keep_person(HouseholdMember(name)) for name in names]
    for person in people:
        for name in OF_ONE_PERSON:
            place = person.home / name
            place.parent.mkdir(parents=True, exist_ok=True)
            file = place if place.suffix else place / "one.json"
            file.parent.mkdir(exist_ok=True)
            file.write_text(person.name)
    return people


def owned(person: HouseholdMember) -> list[str]:
    """What is in somebody's files."""
    files = [f for name in OF_ONE_PERSON for f in (person.home / name, person.home / name / "one.json")]
    return [file.read_text() for file in files if file.is_file()]


@pytest.mark.parametrize("name", ["Ada", "Kofi"])
def test_who_is_deleted_is_gone_with_all_that_was_theirs_and_nobody_else_loses_anything(
    name: str, tmp_path: Path
) -> None:
    people = filled("Ada", "Kofi", "Mia")
    (tmp_path / "settings.toml").write_text("# everybody's")
    assert delete_person(name)
    left = load_household().people
    assert [(p.name, p.home) for p in left] == [(p.name, p.home) for p in people if p.name != name]
    assert [owned(p) for p in left] == [[p.name] * 4 for p in left]
    assert not any(file.is_file() and file.read_text() == name for file in tmp_path.rglob("*"))
    assert (tmp_path / "settings.toml").exists()
    again = keep_person(HouseholdMember(name))
    assert owned(again) == []
    assert not delete_person("Nobody")


def test_another_plays_where_the_one_who_played_is_deleted() -> None:
    filled("Ada", "Kofi")
    delete_person("Kofi")
    assert load_household().current == "Ada"
    delete_person("Ada")
    assert load_household() == Household()
    assert keep_person(HouseholdMember("Mia")).folder == "", "the first one again"


def test_where_it_cannot_be_written_nobody_is_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    ada, kofi = filled("Ada", "Kofi")

    def full(file: Path, text: str) -> None:
        raise OSError(28, "no space left")

    monkeypatch.setattr("game.storage.records.write_atomically", full)
    with pytest.raises(OSError, match="no space left"):
        delete_person("Kofi")
    assert [owned(ada), owned(kofi)] == [["Ada"] * 4, ["Kofi"] * 4]
    assert len(load_household().people) == 2


def test_a_window_that_knows_somebody_deleted_does_not_bring_them_back() -> None:
    _ada, kofi = filled("Ada", "Kofi")
    delete_person("Kofi")
    keep_person(replace(kofi, offered=("mark",)), kofi, plays=False)
    assert [p.name for p in load_household().people] == ["Ada"]


def test_a_name_that_somebody_had_before_gets_a_folder_of_its_own() -> None:
    keep_person(HouseholdMember("Ada"))
    kofi = keep_person(HouseholdMember("Kofi"))
    assert rename_person("Kofi", "Eva")
    assert keep_person(HouseholdMember("Kofi")).home != kofi.home
