"""Files as they come: with marks, as pipes, broken, beside strange neighbours; by real commands."""

import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from game.scenario.level_paths import levels_dir
from tests.told import Told

LEVEL = levels_dir() / "dont-stare.toml"
ROLLOUT = ("rollout", "dont-stare", "--n", "1", "--json")
PLAN = 'technique = "push"\ntarget = "A"\n'
MATCH = ("match", "--headless", "--json")

Run = Callable[..., "subprocess.CompletedProcess[str]"]


@pytest.fixture
def run(root: Path) -> Run:
    def run(*args: str | Path, here: Path = root, **options: object) -> "subprocess.CompletedProcess[str]":
        return subprocess.run(  # type: ignore[call-overload, no-any-return]
            [sys.executable, here / "main.py", *args],
            capture_output=True,
            text=True,
            encoding="utf-8",
            cwd=here,
            timeout=120,
            check=False,
            **options,
        )

    return run


def refused(done: "subprocess.CompletedProcess[str]", words: str) -> None:
    """One line, exit code 2."""
    assert (done.returncode, done.stdout) == (2, "")
    assert len(done.stderr.splitlines()) == 1
    assert words in done.stderr


@pytest.mark.parametrize("coding", ["utf-8-sig", "utf-16", "utf-16-be+"])
def test_level_plan_and_fixture_are_read_as_notepad_and_powershell_write_them(
    told: Told, tmp_path: Path, coding: str
) -> None:
    def written(name: str, text: str) -> Path:
        mark = "\ufeff" if coding.endswith("+") else ""
        (tmp_path / name).write_bytes((mark + text).encode(coding.removesuffix("+")))
        return tmp_path / name

    level = written("level.toml", LEVEL.read_text(encoding="utf-8"))
    done = told("check", level)
    assert done.stdout == f"{level}: ok\n"
    plain, odd = tmp_path / "plain.toml", written("plan.toml", PLAN)
    plain.write_text(PLAN)
    rows = [json.loads(told(*ROLLOUT, "--plan", plan).stdout)["rows"] for plan in (plain, odd)]
    assert rows[0] == rows[1]
    for name, text in (("x.json", '{"a_side": 99}'), ("x.toml", "a_side = 99\n")):
        # Understood as far as its one fault: nothing need be played.
        refused(told(*MATCH, "--fixture", written(name, text)), f"{name}: a_side: expected")


@pytest.fixture
def in_a_minute() -> Iterator[None]:
    """Whoever waits for a pipe's other end is ended."""
    signal.alarm(60)
    yield
    signal.alarm(0)


@pytest.mark.usefixtures("in_a_minute")
def test_a_pipe_with_a_name_and_a_device_are_refused_at_once(told: Told, tmp_path: Path) -> None:
    for name in ("x.toml", "x.json", "x.bhr"):
        os.mkfifo(tmp_path / name)
    pipe = tmp_path / "x.toml"
    refused(told(*ROLLOUT, "--plan", pipe), "expected a plan file (got a device or pipe)")
    refused(told(*MATCH, "--fixture", pipe), "expected a fixture file (got a device or pipe)")
    refused(told(*MATCH, "--fixture", tmp_path / "x.json"), "expected a fixture file (got a device or pipe)")
    refused(told("level", pipe), "expected a level file (got a device or pipe)")
    for command in (
        ("watch", "--info"),
        ("watch", "--check"),
        ("export", "--out", tmp_path / "out"),
        ("explain",),
    ):
        refused(told(*command, tmp_path / "x.bhr"), "expected a replay file (got a device or pipe)")
    (tmp_path / "endless.json").symlink_to("/dev/zero")
    refused(told(*MATCH, "--fixture", tmp_path / "endless.json"), "device or pipe")
    assert told("check", pipe).returncode == 1


def test_a_plan_comes_through_a_pipe_of_the_shell(run: Run) -> None:
    done = run(*ROLLOUT, "--plan", "/dev/stdin", input=PLAN)
    assert json.loads(done.stdout)["rows"][0]["plan"] == {"technique": "push", "target": "A"}
    refused(run(*ROLLOUT, "--plan", "/dev/stdin", input=""), "got an empty file")
    refused(run(*ROLLOUT, "--plan", "/dev/stdin", stdin=subprocess.DEVNULL), "device or pipe")


@pytest.fixture
def checkout(tmp_path: Path, root: Path) -> Iterator[Path]:
    """A source tree of the test's own."""
    place = tmp_path / "checkout"
    place.mkdir()
    for name in ("game", "levels", "assets"):
        shutil.copytree(root / name, place / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("main.py", "pyproject.toml"):
        shutil.copy(root / name, place / name)
    yield place
    shutil.rmtree(place)


def test_a_folder_of_levels_is_listed_as_far_as_it_can_be(run: Run, checkout: Path) -> None:
    levels = checkout / "levels"
    number = len(list(levels.glob("*.toml")))
    (levels / "._heel-wall.toml").write_bytes(b"\0\5\26\7")
    (levels / ".#heel-wall.toml").symlink_to("coach@club.4711")
    done = run("levels", "--json", here=checkout)
    assert (done.returncode, done.stderr, len(json.loads(done.stdout)["levels"])) == (0, "", number)
    with_mark = levels / "back-to-goal.toml"
    with_mark.write_text(with_mark.read_text(encoding="utf-8"), encoding="utf-8-sig")
    broken = levels / "heel-wall.toml"
    broken.write_text(broken.read_text(encoding="utf-8").replace("format", "fromat"))
    (levels / "gone.toml").symlink_to("nothing")
    (levels / "folder.toml").mkdir()
    os.mkfifo(levels / "pipe.toml")
    done = run("levels", "--json", here=checkout)
    names = [row["name"] for row in json.loads(done.stdout)["levels"]]
    assert len(names) == number - 1
    assert "back-to-goal" in names
    assert "heel-wall" not in names
    told = done.stderr.splitlines()
    odd = ("heel-wall", "gone", "folder", "pipe")
    assert all(any(f"{name}.toml: " in line for line in told) for name in odd)
    assert len(told) == 4
    assert done.returncode == 2
    listed = run("levels", here=checkout)
    assert "wall-drill" in listed.stdout
    refused(run("level", "heel-wall", here=checkout), "did you mean format?")


def test_a_folder_of_lessons_likewise(run: Run, checkout: Path) -> None:
    lessons = checkout / "levels" / "lessons"
    number = len(list(lessons.glob("*.toml")))
    (lessons / "._x.toml").write_bytes(b"\0\5\26\7")
    (lessons / "broken.toml").write_text("[[part]]\nkind = 3\n")
    os.mkfifo(lessons / "pipe.toml")
    done = run("lessons", "--json", here=checkout)
    assert len(json.loads(done.stdout)["lessons"]) == number
    assert done.returncode == 2
    assert sorted(line.split(".toml")[0].rpartition("/")[2] for line in done.stderr.splitlines()) == [
        "broken",
        "pipe",
    ]


@pytest.mark.parametrize("odd", ["pipe", "folder", "garbage", "huge"])
def test_results_that_are_odd_stop_no_list(run: Run, home: Path, odd: str) -> None:
    home.mkdir()
    file = home / "progress.json"
    if odd == "pipe":
        os.mkfifo(file)
    elif odd == "folder":
        file.mkdir()
    else:
        row = {"won": True, "score": "1e400", "goal": 3, "seconds": "NaN"} if odd == "huge" else 3
        text = json.dumps({"format": 1, "levels": {"wall-drill": row}}).replace('"1e400"', "1e400")
        file.write_text(text.replace('"NaN"', "NaN"))
    done = run("levels", "--json")
    assert done.returncode == 0
    assert all(row["best"] is None for row in json.loads(done.stdout)["levels"])
    assert len(done.stderr.splitlines()) == 1
    assert "results" in done.stderr
