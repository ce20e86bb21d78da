"""A level made in a real window with real keys: put in place, given a task, tried, kept, and played."""

import tomllib
from pathlib import Path

from tests.e2e.screen import Program, Start


def press(program: Program, *keys: str) -> None:
    for key in keys:
        program.press(key, 0.03)


def test_a_level_is_made_kept_and_played_with_keys_alone(start: Start, tmp_path: Path) -> None:
    home = tmp_path / "home"
    home.mkdir()
    program = start()
    program.wait_for_scene("title")
    press(program, "Return")
    program.wait_for_scene("first start")
    press(program, "Down", "Down", "Return")  # known by a name, on to what there is to play
    program.wait_for_scene("modes")
    press(program, "Right", "Up", "Return")  # from the quick match across and around to the last entry
    program.wait_for_scene("editor")
    press(program, "2", "Left", "Left", "Left", "Left", "Return")  # you
    press(program, "Right", "Right", "Right", "Right", "Right", "Right", "Right", "Return")  # a team-mate
    press(program, "4", "Left", "Left", "Left", "Left", "Left", "Left", "Left", "Return")  # the ball is yours
    program.wait_for("two players", lambda: program.notes("draft")[-1]["players"] == 2)
    press(program, "o", "Return")  # the task: choose one
    program.wait_for("the tasks", lambda: program.notes("draft")[-1]["page"] == "task kinds")
    press(program, "Down", "Return", "Escape")  # a pass to a team-mate
    press(program, "t")
    program.wait_for_scene("play")
    press(program, "Escape")
    program.wait_for_scene("pause")
    press(program, "Up", "Up", "Return")  # back to the editor
    program.wait_for_scene("editor")
    program.keys("keydown", "ctrl", "key", "s", "keyup", "ctrl")
    program.wait_for("the file", lambda: program.notes("kept"))
    kept = home / "levels" / "my-level.toml"
    raw = tomllib.loads(kept.read_text(encoding="utf-8"))
    assert [row["id"] for row in raw["player"]] == ["P", "A"]
    assert raw["ball"] == {"holder": "P"}
    assert raw["objective"]["do"] == [{"event": "pass"}]
    program.process.terminate()
    program.ended()
    assert program.errors() == ""
    again = start("level", str(kept))
    again.wait_for("the level", lambda: again.notes("level"))
    assert again.notes("level")[-1]["title"] == "My level"
    again.process.terminate()
    again.ended()
    assert again.errors() == ""
