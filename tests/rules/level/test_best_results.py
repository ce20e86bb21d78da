"""Best results, kept in a folder of the person's own."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from game.rules.level.best_results import Best, load_results, record_result, result_key
from game.rules.level.objectives import Progress
from game.scenario.level_paths import find
from game.storage.people import HouseholdMember, keep_person, load_household

HALF = Progress(score=50, goal=100, seconds=60.0)
WON = Progress(score=100, goal=100, seconds=300.0, won=True, done=True)


def test_nothing_is_kept_at_first() -> None:
    results = load_results()
    assert (results.best, results.notice) == ({}, None)


def test_the_better_result_is_kept() -> None:
    assert record_result("wall-drill", HALF)
    assert not record_result("wall-drill", Progress(score=49, goal=100, seconds=10.0))
    assert record_result("wall-drill", Progress(score=50, goal=100, seconds=59.0))
    assert record_result("wall-drill", WON)
    assert not record_result("wall-drill", Progress(score=100, goal=100, seconds=301.0, won=True))
    assert record_result("heel-wall", HALF)
    best = load_results().best
    assert best == {"wall-drill": Best(True, 100, 100, 300.0), "heel-wall": Best(False, 50, 100, 60.0)}
    assert [best[name].words() for name in ("wall-drill", "heel-wall")] == ["won in 300.0 s", "50 of 100"]


def test_a_level_of_ones_own_with_a_shipped_name_keeps_its_own_result(tmp_path: Path) -> None:
    shipped = find("wall-drill")
    own, other = tmp_path / "a" / "wall-drill.toml", tmp_path / "b" / "wall-drill.toml"
    assert result_key(shipped) == "wall-drill"
    assert result_key(Path(os.path.relpath(shipped))) == "wall-drill"
    assert len({result_key(shipped), result_key(own), result_key(other)}) == 3
    assert result_key(own) == result_key(own.parent / ".." / "a" / own.name)
    assert record_result(own, WON)
    assert "wall-drill" not in load_results().best
    assert record_result(shipped, HALF)
    assert load_results().best["wall-drill"] == Best(False, 50, 100, 60.0)


def test_nothing_done_is_no_result() -> None:
    assert not record_result("wall-drill", Progress(goal=100, seconds=60.0))
    assert not record_result("free", Progress(seconds=60.0))
    assert load_results().best == {}


def test_no_scrap_is_left_beside_the_file(home: Path) -> None:
    record_result("wall-drill", HALF)
    assert [file.name for file in home.iterdir()] == ["progress.json"]


@pytest.mark.parametrize(
    "text",
    ["", "{", "[]", "null", '{"format": 2, "levels": {}}', '{"format": 1, "levels": {"a": 3}}', "\udcff"],
)
def test_a_file_that_is_not_understood_is_moved_aside_and_told_once(home: Path, text: str) -> None:
    home.mkdir()
    (home / "progress.json").write_bytes(text.encode("utf-8", "surrogateescape"))
    (home / "progress.broken-1.json").write_text("an older one")
    notice = load_results().notice
    assert notice is not None
    assert "progress.broken-2.json" in notice
    assert load_results().notice is None
    assert record_result("wall-drill", HALF)
    assert (home / "progress.broken-2.json").read_bytes() == text.encode("utf-8", "surrogateescape")


def test_a_folder_that_cannot_be_written_raises_and_harms_nothing(home: Path) -> None:
    home.write_text("a file where the folder should be")
    with pytest.raises(OSError, match=r"progress|home"):
        record_result("wall-drill", HALF)
    assert load_results().notice is not None


def test_what_is_written_is_json_with_its_format(home: Path) -> None:
    record_result("wall-drill", HALF)
    assert json.loads((home / "progress.json").read_text())["format"] == 1


def test_a_win_against_stronger_opponents_is_the_better_one() -> None:
    assert record_result("dont-stare", WON)
    assert record_result("dont-stare", Progress(score=100, goal=100, seconds=500.0, won=True), strength=4)
    assert not record_result("dont-stare", WON, strength=3)
    assert load_results().best["dont-stare"] == Best(True, 100, 100, 500.0, 4)
    assert load_results().best["dont-stare"].words() == "won in 500.0 s, strength 4"
    assert record_result("eyes-and-hips", HALF, strength=1)
    assert not record_result("eyes-and-hips", Progress(score=49, goal=100, seconds=1.0), strength=5)
    assert record_result("eyes-and-hips", HALF, strength=2)


def test_results_of_before_there_were_strengths_are_of_the_usual_one(home: Path) -> None:
    record_result("wall-drill", HALF)
    file = home / "progress.json"
    data = json.loads(file.read_text())
    del data["levels"]["wall-drill"]["strength"]
    file.write_text(json.dumps(data))
    assert load_results().best["wall-drill"] == Best(False, 50, 100, 60.0, 3)


def test_results_that_cannot_be_read_are_never_written_over(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    record_result("wall-drill", WON)
    before = (home / "progress.json").read_bytes()
    with monkeypatch.context() as patched:
        real = os.open

        def refused(path: object, *rest: int, **more: int) -> int:
            if str(path).endswith("progress.json"):
                raise OSError(5, "Input/output error")
            return real(path, *rest, **more)  # type: ignore[arg-type]

        patched.setattr(os, "open", refused)
        results = load_results()
        assert (results.best, results.unreadable) == ({}, True)
        with pytest.raises(OSError, match="Input/output"):
            record_result("heel-wall", HALF)
    assert (home / "progress.json").read_bytes() == before
    assert [file.name for file in home.iterdir()] == ["progress.json"]


@pytest.mark.parametrize("make", [os.mkfifo, os.mkdir])
def test_what_is_no_file_stays_where_it_is(home: Path, make: Callable[[Path], None]) -> None:
    home.mkdir()
    make(home / "progress.json")
    assert load_results().unreadable
    with pytest.raises(OSError):  # noqa: PT011
        record_result("wall-drill", HALF)
    assert [file.name for file in home.iterdir()] == ["progress.json"]


def test_a_file_of_another_user_is_not_written_over(home: Path, root: Path) -> None:
    """By a program without root's rights, in a folder in which it may write."""
    if os.geteuid() != 0:
        pytest.skip("needs another user")
    record_result("wall-drill", WON)
    (home / "progress.json").chmod(0o600)
    home.chmod(0o777)
    for parent in home.parents[:4]:
        parent.chmod(parent.stat().st_mode | 0o055)
    code = (
        "import os\n"
        "from game.rules.level.best_results import load_results, record_result\n"
        "from game.rules.level.objective_base import Progress\n"
        "os.setgid(65534)\nos.setuid(65534)\n"
        "print(load_results().notice)\n"
        "try:\n    record_result('heel-wall', Progress(score=5, goal=10, seconds=1.0))\n"
        "except PermissionError as error:\n    print(error.strerror)\n"
    )
    before = (home / "progress.json").read_bytes()
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=True)
    assert done.stdout.count("Permission denied") == 2
    assert (home / "progress.json").read_bytes() == before


PLAYS = """
import sys
from game.rules.level.best_results import record_result
from game.rules.level.objective_base import Progress
for number in range(60):
    assert record_result(f"{sys.argv[1]}-{number}", Progress(score=5, goal=10, seconds=1.0))
"""


def test_of_results_that_two_programs_keep_at_once_none_is_lost(home: Path, root: Path) -> None:
    children = [subprocess.Popen([sys.executable, "-c", PLAYS, name], cwd=root) for name in ("a", "b")]
    assert [child.wait(120) for child in children] == [0, 0]
    assert set(load_results().best) == {f"{name}-{number}" for name in "ab" for number in range(60)}
    assert [file.name for file in home.iterdir()] == ["progress.json"]


TAKES_TURNS = """
import sys
from game.rules.level.best_results import record_result
from game.rules.level.objective_base import Progress
from game.storage.people import HouseholdMember, keep_person, step_done
for number in range(60):
    person = HouseholdMember(("Ada", "Kofi")[number % 2])
    person = keep_person(step_done(person, f"{sys.argv[1]}-{number}"), person)
    play = Progress(score=5, goal=10, seconds=1.0)
    assert record_result(f"{sys.argv[1]}-{number}", play, folder=person.home)
"""


def test_two_programs_in_which_two_people_take_turns_lose_nothing(home: Path, root: Path) -> None:
    children = [subprocess.Popen([sys.executable, "-c", TAKES_TURNS, name], cwd=root) for name in ("a", "b")]
    assert [child.wait(120) for child in children] == [0, 0]
    people = {person.name: person for person in load_household().people}
    assert set(people) == {"Ada", "Kofi"}
    kept = {name: set(load_results(person.home).best) for name, person in people.items()}
    for odd, name in enumerate(("Ada", "Kofi")):
        mine = {f"{who}-{number}" for who in "ab" for number in range(odd, 60, 2)}
        assert kept[name] == mine
        assert set(people[name].steps) == mine
    assert sum(map(len, kept.values())) == 120


def test_the_old_results_are_the_first_persons_and_nobody_elses(home: Path) -> None:
    record_result("wall-drill", WON)
    ada, kofi = keep_person(HouseholdMember("Ada")), keep_person(HouseholdMember("Kofi"))
    assert load_results().best == load_results(kofi.home).best == {}
    assert set(load_results(ada.home).best) == {"wall-drill"}
    record_result("heel-wall", HALF)
    assert set(load_results(kofi.home).best) == {"heel-wall"}
    assert set(load_results(ada.home).best) == {"wall-drill"}


def test_what_a_newer_version_keeps_beside_is_kept(home: Path) -> None:
    record_result("wall-drill", HALF)
    file = home / "progress.json"
    data = json.loads(file.read_text())
    data["stars"] = {"wall-drill": 3}
    data["levels"]["wall-drill"]["mood"] = "good"
    data["levels"]["new-level"] = {"won": True, "score": 1, "goal": 1, "seconds": 1.0, "by": "heel"}
    file.write_text(json.dumps(data))
    record_result("heel-wall", WON)
    record_result("wall-drill", WON)
    kept = json.loads(file.read_text())
    assert kept["stars"] == {"wall-drill": 3}
    assert kept["levels"]["wall-drill"]["mood"] == "good"
    assert kept["levels"]["new-level"]["by"] == "heel"
    assert set(load_results().best) == {"wall-drill", "new-level", "heel-wall"}


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("score", "1e400"), ("score", "NaN"), ("score", "-1"), ("score", "1" + "0" * 400), ("score", '"12"'),
        ("score", "true"), ("score", "2.5"), ("goal", "-3"), ("goal", "[]"), ("seconds", "Infinity"),
        ("seconds", "-1e-9"), ("seconds", "1e300"), ("won", '"yes"'), ("won", "1"), ("strength", "0"),
        ("strength", "6"), ("strength", "null"),
    ],
)  # fmt: skip
def test_a_number_beyond_all_bounds_costs_its_row_alone(home: Path, key: str, value: str) -> None:
    record_result("wall-drill", HALF)
    record_result("heel-wall", WON)
    file = home / "progress.json"
    data = json.loads(file.read_text())
    data["levels"]["wall-drill"][key] = "HERE"
    text = json.dumps(data).replace('"HERE"', value)
    file.write_text(text)
    results = load_results()
    assert set(results.best) == {"heel-wall"}
    assert "progress.broken-1.json" in (results.notice or "")
    assert (home / "progress.broken-1.json").read_text() == text
    assert load_results().notice is None
    assert record_result("wall-drill", HALF)
    assert set(load_results().best) == {"wall-drill", "heel-wall"}
