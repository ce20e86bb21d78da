"""Somebody new gives a name and a colour with real keys, and is kept in a folder of their own."""

import json
from pathlib import Path

from tests.e2e.screen import Start


def test_a_second_person_types_a_name_and_plays_with_results_of_their_own(start: Start, home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    ada = {"name": "Ada", "strength": 3, "steps": ["first-run"]}
    (home / "people.json").write_text(json.dumps({"format": 1, "people": [ada], "current": "Ada"}))
    program = start()
    program.wait_for_scene("title")

    def tap(*keys: str) -> None:
        for key in keys:
            program.keys("key", key, "sleep", "0.25")

    tap("Down", "Return")
    program.wait_for_scene("options")
    tap("Down", "Return")
    program.wait_for_scene("first start")
    tap("Up", "Up", "Up", "z", "o", "e", "Return")
    tap("Up", "Up", "Right", "Down", "Down", "Down", "Down", "Return")
    program.wait_for_scene("modes")
    program.process.terminate()
    program.ended()
    assert program.errors() == ""
    kept = json.loads((home / "people.json").read_text())
    first, second = kept["people"]
    assert kept["current"] == second["name"] == "zoe"
    assert second["colour"] == "orange", "one beyond the first that nobody has"
    assert first["steps"] == ["first-run"]
    assert first["folder"] == "" != second["folder"]
