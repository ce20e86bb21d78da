"""``match`` and ``rondo`` on the command line: what they say, and what they say of a wrong argument."""

import json
import re
import tomllib
from pathlib import Path

import pytest

from game.cli import main, match, rondo
from game.rules.match.match import Match
from game.rules.match.rondo import Rondo
from game.scenario.fixture import Fixture, RondoFixture, Side, parse_fixture


class LastSeconds(Match):
    """A match whose second half is all but over."""

    def __init__(self, fixture: Fixture, seed: int, worlds: int = 1, first: int = 0) -> None:
        super().__init__(fixture, seed, worlds, first)
        for referee in self.referees:
            referee.half, referee.played = 2, referee.length - 5


class LastPasses(Rondo):
    """A rondo whose time is all but up."""

    def __init__(self, fixture: RondoFixture, seed: int) -> None:
        super().__init__(fixture, seed)
        self.steps_played = round(60 * 60 * fixture.minutes) - 5


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("match --a-side 9", "--a-side: expected a whole number of players a side from 3 to 6 (got 9)"),
        ("match --red human1 --blue human1", "--blue: expected somebody who isn't playing for red (human1)"),
        ("match --minutes long", "--minutes: expected a number"),
        ("match --headless --n 0", "--n: expected a whole number from 1 to 10000 (got 0)"),
        ("match --json", "--json: expected together with --headless"),
        ("match --seed -1", "--seed: expected a whole number from 0 (got -1)"),
        ("match --blue-strength 6", "--blue-strength: expected a whole number from 1 (weak) to 5 (strong)"),
        ("match --surface mud", '--surface: expected dry, wet, bumpy or artificial (got "mud")'),
        ("match --fixture nowhere.toml", "nowhere.toml: expected a fixture file (there is none)"),
        ("match --stregth 3", "--stregth: expected one of"),
        ("rondo --keepers 3", "--keepers: expected 4 or 5 who keep the ball (got 3)"),
        ("rondo --size 30", "--size: expected metres a side of the square, from 6 to 20 (got 30"),
    ],
)
def test_a_wrong_argument_is_one_line_and_exit_2(
    words: str, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(words.split()) == 2
    shown = capsys.readouterr()
    assert shown.out == ""
    assert shown.err.startswith(f"backheel: {said}")
    assert shown.err.count("\n") == 1


def test_a_match_without_a_window_is_one_json_object(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(match, "Match", LastSeconds)
    words = (
        "match --headless --json --n 2 --a-side 3 --minutes 0.5 --no-golden-goal --red human1 --strength 1"
    )
    assert main(words.split()) == 0
    shown = capsys.readouterr()
    assert shown.err == ""
    told = json.loads(shown.out)
    assert told["fixture"]["red"]["control"] == "cpu"  # nobody sits there
    assert [row["world"] for row in told["matches"]] == [0, 1]
    for row in told["matches"]:
        goals = [entry["side"] for entry in row["log"] if entry["kind"] == "goal"]
        assert row["score"] == [goals.count("red"), goals.count("blue")]
        assert row["log"][-1]["kind"] == "full_time"
        assert set(row["report"]["red"]["lost"]) == {
            "intercepted",
            "tackled",
            "miscontrolled",
            "out",
            "foul",
        }


def test_a_rondo_without_a_window_tells_who_won(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(rondo, "Rondo", LastPasses)
    assert main(["rondo", "--headless", "--minutes", "0.5", "--strength", "1"]) == 0
    assert capsys.readouterr().out.startswith("Red 0 - 0 Blue\n")


def test_options_come_over_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    file = tmp_path / "cup.toml"
    file.write_text('a_side = 7\nred = { name = "Owls", strength = 2 }\n')
    assert main(["match", "--fixture", str(file)]) == 2
    assert capsys.readouterr().err.startswith(f"backheel: {file}: a_side: expected a whole number")


def test_the_page_about_matches_has_a_sound_example(root: Path) -> None:
    page = (root / "docs" / "reference" / "fixtures.md").read_text(encoding="utf-8")
    (example,) = re.findall(r"```toml\n(.*?)```", page, re.DOTALL)
    fixture = parse_fixture(tomllib.loads(example), "fixtures.md")
    assert fixture.title == "Owls v Foxes"
    words = set(re.findall(r"\w+", page))
    for table in (Fixture, RondoFixture, Side):
        assert set(table.model_fields) <= words
