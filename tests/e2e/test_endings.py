"""Asked to end while somebody plays: the replay is whole, nothing is left behind, and stderr is empty."""

import os
import signal
import time
from pathlib import Path

import pytest

from game.analysis.replay.model import read_replay
from tests.e2e.screen import Program, Start

SCREEN = (854, 480)


def steps(program: Program) -> int:
    """How far it has played, as its trace says."""
    return max([note["step"] for note in program.notes() if note["event"] in ("step", "state")], default=0)


def played(start: Start, *arguments: str) -> Program:
    """The program when it has played more than a second."""
    program = start(*arguments)
    if arguments[0] == "level":
        program.wait_for_scene("play")
        program.press("d")  # the first go waits for it
    program.wait_for("a second of play", lambda: steps(program) > 80)
    return program


def replays(tmp_path: Path) -> list[Path]:
    return sorted((tmp_path / "home" / "replays").glob("*.bhr"))


@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM", "SIGINT"])
def test_a_signal_ends_the_replay_and_then_the_program(start: Start, tmp_path: Path, name: str) -> None:
    number = getattr(signal, name)
    before = signal.signal(number, signal.SIG_DFL)  # a suite that was begun by nohup hands its deafness on
    try:
        program = played(start, "match", "--red", "cpu", "--blue", "cpu", "--a-side", "3")
    finally:
        signal.signal(number, before)
    program.process.send_signal(number)
    time.sleep(0.05)
    program.process.send_signal(number)  # closing a terminal asks twice
    assert program.ended() == 128 + number
    assert program.errors() == ""
    (path,) = replays(tmp_path)
    replay = read_replay(path)
    assert (replay.faults, replay.summary is not None) == ((), True)
    assert 0 <= replay.length - steps(program) < 30  # a match notes its state now and then
    assert program.notes()[-1]["event"] == "quit"
    assert [file.name for file in (tmp_path / "home").rglob(".*")] == []


def test_what_a_killed_window_left_goes_when_the_next_one_opens(start: Start, tmp_path: Path) -> None:
    program = played(start, "level", "wall-drill")
    os.kill(program.process.pid, signal.SIGKILL)
    program.process.wait()
    home = tmp_path / "home"
    left = [
        ".settings.json.0a1b2c3d.backheel-part",
        ".progress.json.backheel-lock",
        ".progress.json.ab12cd34",
    ]
    for name in left:
        (home / name).write_text("{")
    (home / ".mine").write_text("mine")
    start().wait_for_scene("title")
    assert [file.name for file in home.rglob(".*")] == [".mine"]
