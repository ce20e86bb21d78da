"""``level --headless`` as a person runs it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from game.cli import main
from tests.cli.test_program import run

LEVEL = """
format = 1
title = "Near"
teaches = "Play it."
pitch = { length = 20.0, width = 12.0, surface = "dry" }
player = [
  { id = "P", team = "red", at = [-3.0, 0.0], control = "human1" },
  { id = "A", team = "red", at = [3.0, 0.0], facing = 180.0 },
]
ball = { holder = "P" }
objective = { kind = "complete_pass", count = 2, time_limit = 20.0 }
"""


def test_a_level_without_a_window_is_one_object(
    root: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "near.toml"
    file.write_text(LEVEL, encoding="utf-8")
    args = ("level", str(file), "--headless", "--by", "beginner", "--n", "3", "--seed", "4", "--json")
    done = run(root, *args)
    assert (done.returncode, done.stderr) == (0, "")
    told = json.loads(done.stdout)
    assert set(told) == {"level", "by", "n", "seed", "strength", "plays", "won", "won_ci95", "grades"}
    assert (told["by"], told["n"], told["seed"], told["strength"]) == ("beginner", 3, 4, 3)
    assert set(told["grades"]) == {"none", "done", "good", "masterly"}
    assert sum(told["grades"].values()) == len(told["plays"]) == 3
    assert told["won"] == sum(play["won"] for play in told["plays"]) / 3
    assert told["won_ci95"][0] <= told["won"] <= told["won_ci95"][1]
    for play in told["plays"]:
        assert set(play) == {"won", "grade", "score", "seconds", "lost_by"}
        assert (play["lost_by"] is None) is play["won"]
    assert main([*args]) == 0
    assert capsys.readouterr().out == done.stdout, "in another process too"


def test_what_a_level_without_a_window_cannot_do_is_one_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "near.toml"
    file.write_text(LEVEL, encoding="utf-8")
    for args, word in (
        (("--headless", "--by", "sound"), "sound"),
        (("--headless", "--by", "nobody"), "--by"),
        (("--by", "idle"), "--headless"),
        (("--headless", "--n", "0"), "--n"),
    ):
        assert main(["level", str(file), *args]) == 2
        told = capsys.readouterr()
        assert told.out == ""
        assert word in told.err
        assert told.err.count("\n") == 1


def test_a_level_without_a_window_needs_no_window_library(root: Path) -> None:
    code = (
        "import sys; from game.cli import main; "
        "main(['level', 'partner-05-dry', '--headless', '--by', 'beginner', '--n', '1', '--json']); "
        "sys.exit('pygame' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, check=False)
    assert done.returncode == 0, done.stderr
