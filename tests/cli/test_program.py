"""``levels``, ``check`` and ``level`` as a person runs them: in a process of their own."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from game import cli
from game.rules.level.best_results import record_result
from game.rules.level.objectives import Progress
from game.scenario.catalogue import catalogue
from game.scenario.level_paths import TEACHING_ORDER
from game.scenario.words import path_words


def run(root: Path, *args: str | bytes, **env: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, str(root / "main.py"), *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        errors="backslashreplace",
        cwd=root,
        env={**os.environ, **env},
        timeout=60,
        check=False,
    )


def test_levels_lists_every_level_and_what_it_teaches(root: Path) -> None:
    done = run(root, "levels")
    assert done.returncode == 0
    assert done.stderr == ""
    for entry in catalogue():
        assert f"\n{entry.name} " in "\n" + done.stdout
        assert entry.teaches in done.stdout


def test_levels_as_json_is_one_object_with_the_best_results(root: Path) -> None:
    record_result("wall-drill", Progress(score=12, goal=100, seconds=80.0))
    done = run(root, "levels", "--json")
    rows = json.loads(done.stdout)["levels"]
    assert [row["name"] for row in rows] == list(TEACHING_ORDER)
    by_name = {row["name"]: row for row in rows}
    assert by_name["wall-drill"]["best"] == {
        "won": False,
        "score": 12,
        "goal": 100,
        "seconds": 80.0,
        "strength": 3,
        "grade": None,
        "medals": {},
    }
    assert by_name["heel-wall"]["best"] is None
    assert set(rows[0]) == {"name", "title", "teaches", "chapter", "coaching_point", "grades", "best"}
    thread = by_name["thread-it"]
    assert thread["chapter"] == "weight"
    assert thread["coaching_point"]
    assert thread["grades"]["done"] == {"score": 5}
    assert by_name["wall-drill"]["grades"]["masterly"] == {"score": 100, "tries": 120}
    assert "12 of 100" in run(root, "levels").stdout


def test_levels_needs_no_window_library(root: Path) -> None:
    code = "import sys; from game.cli import main; main(['levels']); sys.exit('pygame' in sys.modules)"
    assert (
        subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=False).returncode
        == 0
    )


def test_broken_results_are_kept_aside_and_told_once(root: Path, home: Path) -> None:
    home.mkdir()
    (home / "progress.json").write_text("{ broken")
    first, second = run(root, "levels"), run(root, "levels")
    assert (first.returncode, second.returncode) == (0, 0)
    assert first.stderr.count("\n") == 1
    assert "progress.broken-1.json" in first.stderr
    assert second.stderr == ""
    assert (home / "progress.broken-1.json").read_text() == "{ broken"


def test_check_passes_every_level(root: Path) -> None:
    files = [f"levels/{name}.toml" for name in TEACHING_ORDER]
    done = run(root, "check", *files)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [f"{file}: ok" for file in files]


def test_check_gives_a_line_a_fault_and_1(root: Path, tmp_path: Path) -> None:
    broken = tmp_path / "broken.toml"
    text = (root / "levels" / "wall-drill.toml").read_text()
    broken.write_text(text.replace("surface", "surfce").replace('holder = "P"', 'holder = "Q"'))
    folder = tmp_path / "empty"
    folder.mkdir()
    done = run(root, "check", str(broken), str(folder), "levels/wall-drill.toml", str(tmp_path / "no.toml"))
    assert done.returncode == 1
    assert done.stderr == ""
    lines = done.stdout.splitlines()
    assert len(lines) == 5
    assert lines[0].startswith(f"{broken}: pitch.surfce: expected ")
    assert lines[1].startswith(f"{broken}: ball.holder: expected ")
    assert lines[2] == f"{folder}: expected a folder with level or lesson files (no *.toml in it)"
    assert lines[3] == "levels/wall-drill.toml: ok"
    assert lines[4].endswith("no.toml: expected a level file (there is none)")


def test_half_a_surrogate_in_a_path_is_written_as_an_escape() -> None:
    assert path_words("a\ud800\udcff.toml").isprintable()
    assert path_words("a\udcff.toml") == "a\\xff.toml"


def test_check_prints_a_path_that_is_no_text(root: Path, tmp_path: Path) -> None:
    done = run(root, "check", os.fsencode(tmp_path) + b"/\xff.toml", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "xff.toml: expected a level file" in done.stdout


NEST = 2000 * "[" + 2000 * "]"

WRONG = {
    ("lvels",): "backheel: lvels: expected one of match, rondo, level, levels, check, rollout",
    ("--jsn",): "backheel: --jsn: expected one of",
    ("levels", "--jsn"): "backheel: --jsn: expected one of --help, --json, did you mean --json?",
    ("levels", "extra"): "backheel: extra: expected no further argument",
    ("check",): "backheel: PATH: expected a level or lesson file, a folder of them",
    ("check", "--all"): "backheel: --all: expected one of --help",
    ("level",): "backheel: NAME-or-PATH: expected a level's name, or a level file's path (got nothing)",
    ("level", "wal-drill"): "backheel: wal-drill: expected a level's name",
    ("level", "levels"): "backheel: levels: expected a level file (got a directory)",
    ("level", "no/such.toml"): "backheel: no/such.toml: expected a level file (there is none)",
    ("rollout", "partner-15-dry", "--set", "technique=push", "--set", "target=A", "--set", f"speed={NEST}"): (
        "backheel: plan: speed: expected m/s above 0"
    ),
    ("two\nlines",): "backheel: two\\nlines: expected one of",
}


@pytest.mark.parametrize("args", list(WRONG))
def test_a_wrong_argument_gets_one_line_and_2(
    args: tuple[str, ...], root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(root)
    assert cli.main(list(args)) == 2
    out, err = capsys.readouterr()
    assert out == ""
    assert err.startswith(WRONG[args])
    assert err.count("\n") == 1


def test_a_wrong_argument_in_a_process_of_its_own(root: Path) -> None:
    done = run(root, "lvels")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.count("\n") == 1


def test_a_broken_level_is_named_with_its_first_fault(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    broken = tmp_path / "broken.toml"
    text = (root / "levels" / "wall-drill.toml").read_text()
    broken.write_text(text.replace("surface", "surfce").replace('holder = "P"', 'holder = "Q"'))
    assert cli.main(["level", str(broken)]) == 2
    err = capsys.readouterr().err
    assert err.count("\n") == 1
    assert "pitch.surfce" in err
    assert "and 1 more" in err


def test_help_and_version_go_to_stdout(root: Path) -> None:
    for args in (["--help"], ["check", "--help"], ["--version"]):
        done = run(root, *args)
        assert done.returncode == 0
        assert done.stdout
        assert done.stderr == ""


def test_a_reader_that_has_had_enough_is_no_error(root: Path) -> None:
    process = subprocess.Popen(
        [sys.executable, str(root / "main.py"), "levels"],
        cwd=root,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    assert process.wait() == 0
