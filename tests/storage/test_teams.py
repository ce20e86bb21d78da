"""Teams are kept, changed and forgotten, whatever else stands in the file."""

import json

import pytest

from game.storage.teams import Team, drop_team, keep_team, load_teams, teams_file

OWLS = Team("0123abcd", "Owls", "navy-hoops", ("Mia", "", "Lena"))
NORTH = Team("00000001", "north", "sky")


def test_a_team_is_kept_changed_and_forgotten() -> None:
    assert load_teams() == ((), "")
    keep_team(OWLS)
    keep_team(NORTH)
    assert load_teams()[0] == (NORTH, OWLS), "by name"
    renamed = Team(OWLS.key, "Zebras", "black", ("Tom",))
    keep_team(renamed)
    assert load_teams()[0] == (NORTH, renamed)
    drop_team(NORTH.key)
    drop_team("ffffffff")
    assert load_teams()[0] == (renamed,)


@pytest.mark.parametrize("text", ["{", "[]", '{"format": 9, "teams": []}', '{"format": 1}'])
def test_a_file_that_cannot_be_understood_is_put_aside(text: str) -> None:
    teams_file().parent.mkdir(parents=True)
    teams_file().write_text(text)
    teams, aside = load_teams()
    assert teams == ()
    assert (teams_file().parent / aside).read_text() == text
    keep_team(OWLS)
    assert load_teams() == ((OWLS,), "")


def test_an_odd_team_costs_only_itself_and_what_a_newer_version_wrote_stays() -> None:
    keep_team(OWLS)
    data = json.loads(teams_file().read_text())
    data["club"] = "x"
    data["teams"][0]["song"] = "tu-whit"
    odd = [{"key": "0000000a", "name": name, "kit": kit} for name, kit in (("", "sky"), ("a\x1bb", "sky"))]
    data["teams"] += [*odd, {"key": "0000000b", "name": "x" * 40, "kit": "sky"}, 3]
    teams_file().write_text(json.dumps(data))
    assert load_teams()[0] == (OWLS,)
    keep_team(OWLS)
    kept = json.loads(teams_file().read_text())
    assert (kept["club"], kept["teams"][0]["song"], len(kept["teams"])) == ("x", "tu-whit", 5)
