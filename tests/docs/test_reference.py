"""The reference says what the source says: made pages are up to date, no key and no column is missing."""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from game.analysis.export.tables import export
from game.analysis.replay.model import read_replay
from game.cli import main
from game.scenario.load import parse_level, parse_plan
from tests.analysis.replays import recorded

WORDS = "docs/reference/words.toml"


def test_the_reference_is_up_to_date(root: Path) -> None:
    """After a change: python docs/make_reference.py."""
    done = subprocess.run(
        [sys.executable, str(root / "docs" / "make_reference.py"), "--check"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.returncode) == ("", 0), done.stderr


def blocks(page: Path) -> list[str]:
    return re.findall(r"```toml\n(.*?)```", page.read_text(encoding="utf-8"), re.DOTALL)


def test_the_examples_are_sound(root: Path) -> None:
    (level,) = blocks(root / "docs" / "reference" / "levels.md")
    assert parse_level(tomllib.loads(level), "levels.md").title == "Ten to a partner"
    (plan,) = blocks(root / "docs" / "reference" / "plans.md")
    assert parse_plan(tomllib.loads(plan), "plans.md").technique == "backheel"


def described(root: Path, what: str, name: str) -> set[str]:
    words = tomllib.loads((root / WORDS).read_text(encoding="utf-8"))
    return set(words[what][name])


def paths(value: Any, described: set[str], at: str = "") -> Iterator[str]:
    """Every key of an object, as far down as it is described."""
    if at in described:
        yield at
    elif isinstance(value, dict):
        for key, part in value.items():
            yield from paths(part, described, f"{at}.{key}" if at else key)
    elif isinstance(value, list) and value and isinstance(value[0], dict):
        yield from paths(value[0], described, f"{at}[]")
    else:
        yield at


def printed(words: list[str], capsys: pytest.CaptureFixture[str]) -> Any:
    capsys.readouterr()
    assert main(words) == 0
    return json.loads(capsys.readouterr().out)


@pytest.fixture(scope="module")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    file = tmp_path_factory.mktemp("replays") / "one.bhr"
    recorded(file, steps=150)
    return file


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("levels", ["levels", "--json"]),
        ("lessons", ["lessons", "--json"]),
        (
            "rollout",
            [
                "rollout",
                "back-to-goal",
                "--set",
                "technique=backheel",
                "--set",
                "target=A",
                "--n",
                "2",
                "--json",
            ],
        ),
        ("watch", ["watch", "{replay}", "--json"]),
        ("explain", ["explain", "{replay}", "--worlds", "0", "--json"]),
        ("export", ["export", "{replay}", "--out", "{folder}", "--format", "npz", "--json"]),
    ],
)
def test_every_key_of_json_is_described(
    name: str,
    words: list[str],
    root: Path,
    replay: Path,
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = [word.format(replay=replay, folder=tmp_path / "out") for word in words]
    known = described(root, "json", name)
    assert set(paths(printed(words, capsys), known)) == known


def test_every_column_of_an_export_is_described(root: Path, replay: Path) -> None:
    struck = {"offset", "sweet"}
    whole = export(read_replay(replay))
    for name, table in whole.tables.items():
        known = described(root, "columns", name)
        columns = {re.sub(r"(feet|space)_\w+$", r"\1_ID", column) for column in table}
        if name == "events":
            page = (root / "docs" / "reference" / "exports.md").read_text(encoding="utf-8")
            strikes = columns - known
            assert all(f"`{column}`" in page for column in strikes), strikes
            assert struck.isdisjoint(columns)
            columns -= strikes
        assert columns == known, name
