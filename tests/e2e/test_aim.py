"""Point and tap with real keys: the ringed player gets the ball, and no press means nobody."""

import signal
from pathlib import Path

from tests.e2e.screen import Program, Start

LEVEL = """
format = 1
title = "Point and tap"
teaches = "The ring says whom."
pitch = { length = 26.0, width = 20.0, surface = "dry" }
player = [
  { id = "P", team = "red", at = [-6.0, 0.0], control = "human1" },
  { id = "A", team = "red", at = [4.0, 1.5], facing = 180.0 },
  { id = "B", team = "red", at = [-5.0, 8.0], facing = 270.0 },
]
ball = { holder = "P" }
objective = { kind = "complete_pass", count = 9 }
"""
A, B = 1, 2


def meant(program: Program) -> list[int]:
    """Whom each strike so far was for."""
    return [number for note in program.notes("step") for number in note["meant"].values()]


def tap(program: Program, direction: str) -> None:
    """Point, tap the push key, and wait until what came of it is told."""
    before = len(program.notes("attempt"))
    program.keys("keydown", direction, "sleep", "0.1", "keydown", "j", "sleep", "0.1", "keyup", "j")
    program.keys("sleep", "0.05", "keyup", direction)
    program.wait_for("the end of a pass", lambda: len(program.notes("attempt")) > before)


def test_point_and_tap_reaches_whom_the_ring_shows(start: Start, tmp_path: Path) -> None:
    file = tmp_path / "point.toml"
    file.write_text(LEVEL, encoding="utf-8")
    program = start("level", str(file))
    program.wait_for_scene("play")
    tap(program, "d")
    program.wait_for("the ball back", lambda: program.notes("step")[-1]["step"] > 0)
    assert meant(program) == [A]
    assert [note["said"] for note in program.notes("attempt")] == ["A has it"]
    program.press("r", 0.05)
    program.wait_for("a fresh start", lambda: program.notes("restart"))
    tap(program, "w")
    assert meant(program) == [A, B]
    assert program.notes("attempt")[-1]["said"] == "B has it"
    first = next(note for note in program.notes("step") if note["wishes"]["0"]["swing"])
    assert first["wishes"]["0"]["aim"] is not None
    program.process.terminate()
    assert program.ended() == 128 + signal.SIGTERM
    assert program.errors() == ""
