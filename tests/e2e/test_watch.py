"""A replay in a real window, watched with real keys."""

from pathlib import Path

from tests.analysis.replays import recorded
from tests.e2e.screen import Note, Program, Start

SCREEN = (854, 480)


def did(program: Program, key: str, what: str) -> Note:
    """Press a key; what the trace then says."""
    before = len(program.notes("watch"))
    program.press(key, 0.05)
    program.wait_for(what, lambda: len(program.notes("watch")) > before)
    note: Note = program.notes("watch")[before]
    assert note["did"] == what
    return note


def test_watching_with_keys(start: Start, tmp_path: Path) -> None:
    path = tmp_path / "seen.bhr"
    steps = 500
    recorded(path, steps=steps)
    program = start("watch", str(path))
    program.wait_for_scene("watch")
    stopped = did(program, "space", "play")
    assert not stopped["playing"]
    # A jump to a far moment waits until that one has been made; once the last one is there, none does.
    program.wait_for("the last moment", lambda: did(program, "End", "end")["at"] == steps)
    assert did(program, "Home", "begin")["at"] == 0
    later = did(program, "Next", "later")
    assert later["at"] > 60
    assert did(program, "period", "on")["at"] == later["at"] + 1
    assert did(program, "comma", "back")["at"] == later["at"]
    did(program, "m", "mind")
    assert did(program, "End", "end")["at"] == steps
    program.press("Escape", 0.05)
    program.wait_for_scene("replays")
    program.press("Escape", 0.05)
    program.wait_for_scene("title")
    program.press("Up", 0.05)
    program.press("Return", 0.05)
    assert program.ended() == 0
