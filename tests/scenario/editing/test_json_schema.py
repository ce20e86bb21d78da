"""A text editor that knows the schema says the same of a level as the game, as far as one key goes."""

import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from jsonschema import Draft7Validator

from game.scenario.editing.json_schema import level_schema
from game.scenario.editing.toml_text import written
from game.scenario.errors import LevelError
from game.scenario.level_paths import level_files
from game.scenario.load import parse_level
from tests.scenario.editing.test_drafts import made

SCHEMA = Draft7Validator(level_schema())


def faults(raw: object) -> list[str]:
    return [error.message for error in SCHEMA.iter_errors(raw)]


def test_it_is_a_schema() -> None:
    Draft7Validator.check_schema(SCHEMA.schema)


@pytest.mark.parametrize("name", sorted(level_files()))
def test_every_level_of_the_game_suits_it(name: str) -> None:
    assert faults(tomllib.loads(level_files()[name].read_text(encoding="utf-8"))) == []


def test_what_the_editor_writes_suits_it() -> None:
    assert faults(tomllib.loads(written(made()))) == []


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("pitch", {"length": 40.0, "width": 25.0, "surfce": "dry"}),
        ("pitch", {"length": 400.0, "width": 25.0}),
        ("title", 3),
        ("title", "  "),
        ("player", [{"id": "P", "team": "green", "at": [0.0, 0.0]}]),
        ("player", [{"id": "P", "team": "red", "at": [0.0]}]),
        ("player", [{"id": "P", "team": "red", "at": [0.0, 0.0], "style": "wild"}]),
        (
            "player",
            [{"id": "P", "team": "red", "at": [0.0, 0.0], "run": {"to": [1.0, 1.0], "when": "later"}}],
        ),
        ("ball", {}),
        ("ball", {"holder": "P", "at": [0.0, 0.0]}),
        ("objective", {"do": [{"event": "pas"}], "grades": {"done": 1, "good": 1, "masterly": 1}}),
        ("objective", {"do": [{"event": "pass"}], "grades": {"done": 0, "good": 1, "masterly": 1}}),
        (
            "objective",
            {"do": [{"event": "pass", "low": "high"}], "grades": {"done": 1, "good": 1, "masterly": 1}},
        ),
        ("objective", {"kind": "complete_pass", "counts": 3}),
        (
            "freeze",
            [
                {
                    "at": 1.0,
                    "ask": "?",
                    "options": [{"say": "x", "plan": {"technique": "kick", "target": "A"}}],
                }
            ],
        ),
        ("weather", "fine"),
    ],
)
def test_what_the_game_refuses_in_a_key_it_underlines(key: str, value: object) -> None:
    raw = made() | {key: value}
    with pytest.raises(LevelError):
        parse_level(raw, "level")
    assert faults(raw) != []


def test_each_key_says_what_is_expected_and_what_it_means() -> None:
    player = level_schema()["definitions"]["PlayerTable"]["properties"]
    assert player["control"]["description"].startswith("Expected: human1, human2, cpu or still. `human1` and")
    assert "null" not in json.dumps(level_schema())


def test_the_command_prints_it_or_writes_it(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "game", "schema"]
    printed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert json.loads(printed) == json.loads(json.dumps(level_schema()))
    file = tmp_path / "level.schema.json"
    subprocess.run([*command, "--out", str(file)], check=True, capture_output=True)
    assert file.read_text(encoding="utf-8") == printed
    wrong = subprocess.run([*command, "--out", "/"], capture_output=True, text=True, check=False)
    assert wrong.returncode == 2
    assert wrong.stderr.count("\n") == 1
    assert "--out" in wrong.stderr
