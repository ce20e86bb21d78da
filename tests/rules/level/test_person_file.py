"""A person's progress goes to another machine and back: all of it, or one clear line."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from game.cli.program import main
from game.rules.level.best_results import load_results, record_result
from game.rules.level.objectives import Progress
from game.rules.level.person_file import (
    PersonFileError,
    read_person_file,
    save_person,
    saved_files,
    saved_folder,
    take_in,
    understood,
    written,
)
from game.storage.ghosts import Ghost, Sample, keep_ghost, load_ghost
from game.storage.league import Standing, add_to_league, load_league
from game.storage.passing_by_day import add_passing, load_passing
from game.storage.people import HouseholdMember, keep_person, load_household
from game.storage.season import DayPlayed, add_portion, keep_day, load_season

WON = Progress(score=10, goal=10, seconds=50.0, won=True, done=True, grade="good")
GO = Ghost({0: (Sample(0.0, 1.0, 0.5, 0.0, 1.0),)})


@pytest.fixture
def zoe(home: Path) -> HouseholdMember:
    """Somebody who isn't the first person here, with something of everything."""
    keep_person(HouseholdMember("Ada"))
    zoe = keep_person(HouseholdMember("Zoë", 4, ("first-run",), "pink", "angle", "mark", ("mark",)))
    record_result("thread-it", WON, 4, zoe.home)
    keep_ghost(zoe.home, "thread-it", GO)
    keep_day(zoe.home, "2026-11-27", DayPlayed(4, "a line"))
    add_portion(zoe.home, "wall-tens", {"right": 8, "left": 6})
    add_passing(zoe.home, "2026-11-27", {"all": (20, 15), "foot.left": (4, 2)})
    return zoe


def elsewhere(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """From now on this is another machine."""
    monkeypatch.setenv("BACKHEEL_HOME", str(tmp_path / "another"))


def test_everything_arrives_on_another_machine(
    zoe: HouseholdMember, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = written(zoe)
    best, days = load_results(zoe.home).best, load_passing(zoe.home)
    season = load_season(zoe.home)
    elsewhere(monkeypatch, tmp_path)
    keep_person(HouseholdMember("Kofi"))
    new = take_in(understood(text))
    assert load_household().current == "Kofi", "whoever plays goes on"
    assert (new.name, new.strength, new.steps, new.colour) == ("Zoë", 4, ("first-run",), "pink")
    assert (new.aim, new.weight, new.offered) == ("angle", "mark", ("mark",))
    for _again in range(2):
        assert load_results(new.home).best == best
        assert load_passing(new.home) == days
        assert load_ghost(new.home, "thread-it") == GO
        assert load_season(new.home) == season
        take_in(understood(text))


def test_what_is_better_here_stays(
    zoe: HouseholdMember, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    text = written(zoe)
    elsewhere(monkeypatch, tmp_path)
    here = keep_person(HouseholdMember("Zoë", 2, ("first-pass",), "gold", "off", "pure"))
    faster = Progress(score=10, goal=10, seconds=40.0, won=True, done=True, grade="masterly")
    record_result("thread-it", faster, 5, here.home)
    mine = Ghost({1: GO.goes[0]})
    keep_ghost(here.home, "thread-it", mine)
    record_result("heel-wall", WON, 3, here.home)
    new = take_in(understood(text))
    assert (new.strength, new.aim, new.colour) == (2, "off", "gold")
    assert set(new.steps) == {"first-run", "first-pass"}
    best = load_results(new.home).best
    assert (best["thread-it"].grade, best["thread-it"].strength) == ("masterly", 5)
    assert best["thread-it"].medals == {"4": "good", "5": "masterly"}
    assert best["heel-wall"].won
    assert load_ghost(new.home, "thread-it") == mine


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda t: t[: len(t) // 2], "JSON"),
        (lambda t: "", "JSON"),
        (lambda t: t.replace('"good"', '"masterly"'), "sha256"),
        (lambda t: t.replace('"won": true', '"won": false', 1), "sha256"),
        (lambda t: t.replace("backheel person", "backheel replay"), "kind"),
        (lambda t: t.replace('"format": 1', '"format": 2', 1), "format"),
        (lambda t: "{}", "kind"),
    ],
)
def test_a_damaged_file_is_refused_in_one_line_and_changes_nothing(
    zoe: HouseholdMember, tmp_path: Path, change: object, told: str
) -> None:
    file = tmp_path / "zoe.backheel.json"
    file.write_text(change(written(zoe)))  # type: ignore[operator]
    before = sorted(path.read_bytes() for path in zoe.home.rglob("*.json"))
    with pytest.raises(PersonFileError, match=told) as caught:
        read_person_file(file)
    assert "\n" not in str(caught.value)
    assert sorted(path.read_bytes() for path in zoe.home.rglob("*.json")) == before


def test_a_saved_file_never_takes_the_place_of_somebody_elses(home: Path) -> None:
    one, other = keep_person(HouseholdMember("A?")), keep_person(HouseholdMember("A!"))
    files = [save_person(person, "2026-11-27") for person in (one, other, one)]
    assert files[0] == files[2] != files[1]
    assert {read_person_file(file).person.name for file in files} == {"A?", "A!"}
    assert set(saved_files((saved_folder(), saved_folder() / "none"))) == set(files)


def test_the_command_saves_and_loads_between_two_homes(
    zoe: HouseholdMember, home: Path, tmp_path: Path, root: Path
) -> None:
    def backheel(*words: str, at: Path) -> subprocess.CompletedProcess[str]:
        env = {**os.environ, "BACKHEEL_HOME": str(at)}
        command = [sys.executable, "main.py", "people", *words]
        return subprocess.run(command, cwd=root, env=env, capture_output=True, text=True, check=False)

    file, other = tmp_path / "zoe.backheel.json", tmp_path / "other"
    assert backheel("--save", "Zoë", "--out", str(file), at=home).returncode == 0
    assert backheel("--load", str(file), at=other).returncode == 0
    told = json.loads(backheel("--json", at=other).stdout)
    [row] = told["people"]
    assert (row["name"], row["won"], row["passes"], row["completed"]) == ("Zoë", 1, 20, 15)
    file.write_text(file.read_text().replace("pink", "blue"))
    refused = backheel("--load", str(file), at=other)
    assert (refused.returncode, refused.stdout) == (2, "")
    assert refused.stderr.count("\n") == 1
    assert "zoe.backheel.json: sha256: expected" in refused.stderr


def test_the_command_deletes_once_it_is_told_twice(
    zoe: HouseholdMember, capsys: pytest.CaptureFixture[str]
) -> None:
    add_to_league([Standing("Zoë", won=1), Standing("Ada", won=2)])
    assert main(["people", "--delete", "Zoë"]) == 2
    refused = capsys.readouterr().err
    assert refused.count("\n") == 1
    assert "--delete: expected --yes with it: 1 results and 1 days of passing of Zoë" in refused
    assert zoe.home.exists()
    assert main(["people", "--delete", "Zoë", "--yes", "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"deleted": "Zoë", "levels": 1, "days": 1}
    assert [p.name for p in load_household().people] == ["Ada"]
    assert [row.name for row in load_league()[0]] == ["Ada"]
    assert main(["people", "--delete", "Zoë", "--yes"]) == 2
    assert main(["people", "--yes"]) == 2
