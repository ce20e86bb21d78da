"""Recording while somebody plays: what is kept, under which name, and what happens when that goes wrong."""

import os
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from game.analysis.replay import read_replay
from game.analysis.replay_check import check
from game.analysis.replay_record import BEGINS_AFTER, KEEP, Recorder, name_of
from game.analysis.replay_shelf import folder, glance, kept
from game.rules.session import Session
from game.scenario.catalogue import level_files
from game.scenario.load import load_level
from tests.analysis.replays import STEPS, note_idly, recorded, somebodys_play


def test_recording_changes_nothing(tmp_path: Path) -> None:
    session = recorded(tmp_path / "with.bhr", steps=120)
    without = Session(load_level("back-to-goal"), 7)
    for _, wish in zip(range(120), somebodys_play(), strict=False):
        without.advance({0: wish})
    assert without.world.digest() == session.world.digest()


def test_a_process_that_is_killed_loses_a_second_at_most(tmp_path: Path) -> None:
    """Another process plays and is killed without warning; what it had played a second ago is in the file."""
    path = tmp_path / "killed.bhr"
    code = (
        "import sys; sys.path.insert(0, sys.argv[2])\n"
        "from pathlib import Path\n"
        "from tests.analysis.replays import somebodys_play\n"
        "from game.analysis.replay_record import Recorder\n"
        "from game.rules.session import Session\n"
        "from game.scenario.load import load_level\n"
        "session = Session(load_level('back-to-goal'), 7)\n"
        "recorder = Recorder(session, into=Path(sys.argv[1]))\n"
        "for wish in somebodys_play():\n"
        "    recorder.note(session.advance({0: wish}))\n"
        "    print(session.world.step, flush=True)\n"
    )
    root = Path(__file__).parents[2]
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path), str(root)], stdout=subprocess.PIPE, text=True, cwd=root
    )
    assert process.stdout is not None
    played = 0
    while played < 200:
        played = int(process.stdout.readline())
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    rest = process.stdout.read().splitlines()
    process.stdout.close()
    played = max(played, *(int(line) for line in rest[:-1] or [0]))
    replay = read_replay(path)
    assert replay.summary is None
    assert replay.length >= played - 60
    assert len(replay.faults) == 1
    assert check(replay).differences == ()


def test_a_level_begun_again_gets_a_file_of_its_own(home: Path) -> None:
    session = Session(load_level("wall-drill"))
    recorder = Recorder(session, level_files()["wall-drill"])
    note_idly(recorder, BEGINS_AFTER + 5)
    session.restart()
    note_idly(recorder, BEGINS_AFTER + 40)
    session.restart()
    note_idly(recorder, BEGINS_AFTER - 1)
    recorder.close()
    replays = [read_replay(path) for path in kept()]
    assert sorted(replay.length for replay in replays) == [BEGINS_AFTER + 5, BEGINS_AFTER + 40]
    assert all(replay.faults == () and replay.path.parent == home / "replays" for replay in replays)


def test_the_oldest_replays_go(home: Path) -> None:
    folder().mkdir(parents=True)
    for number in range(KEEP + 5):
        old = folder() / f"old {number}.bhr"
        old.write_bytes(b"")
        os.utime(old, (number, number))
    (folder() / "a letter.txt").write_text("mine")
    session = Session(load_level("wall-drill"))
    recorder = Recorder(session)
    note_idly(recorder, BEGINS_AFTER)
    recorder.close()
    names = [path.name for path in kept()]
    assert len(names) == KEEP
    assert recorder.path is not None
    assert names[0] == recorder.path.name
    assert "old 6.bhr" in names
    assert "old 5.bhr" not in names
    assert (folder() / "a letter.txt").exists()


def test_a_disk_that_takes_nothing_ends_the_recording_and_not_the_play(home: Path) -> None:
    home.mkdir(parents=True, exist_ok=True)
    (home / "replays").write_text("in the way")
    session = Session(load_level("wall-drill"))
    recorder = Recorder(session)
    note_idly(recorder, BEGINS_AFTER * 2)
    recorder.close()
    assert recorder.problem
    assert session.world.step == BEGINS_AFTER * 2


def test_a_file_is_named_for_people_and_for_every_disk() -> None:
    when = datetime(2026, 11, 21, 18, 5, 9)
    assert name_of(when, "Back to goal") == "2026-11-21 18.05.09 Back to goal.bhr"
    assert name_of(when, 'a/b\\c: "?*<|>. ') == "2026-11-21 18.05.09 a b c.bhr"
    assert name_of(when, "///") == "2026-11-21 18.05.09 play.bhr"


def test_no_header_reveals_whose_machine_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    level = tmp_path / "mine.toml"
    level.write_text(level_files()["wall-drill"].read_text(encoding="utf-8"), encoding="utf-8")
    session = Session(load_level(level))
    recorder = Recorder(session, level, into=tmp_path / "x.bhr")
    note_idly(recorder, BEGINS_AFTER)
    recorder.close()
    assert read_replay(tmp_path / "x.bhr").header["source"] == str(Path("~") / "mine.toml")
    assert str(tmp_path).encode() not in (tmp_path / "x.bhr").read_bytes()


def test_a_glance_tells_what_a_list_shows(whole_replay: tuple[Path, str], copied_replay: Path) -> None:
    seen = glance(whole_replay[0])
    assert (seen.title, seen.kind, seen.problem) == ("Back to goal", "level", "")
    assert seen.seconds == pytest.approx(STEPS / 60)
    assert seen.outcome == read_replay(whole_replay[0]).outcome
    copied_replay.write_bytes(copied_replay.read_bytes()[:-500])
    assert glance(copied_replay).problem == "broken off"
    copied_replay.write_bytes(b"not at all")
    assert "expected a Backheel replay" in glance(copied_replay).problem
    assert glance(copied_replay).title == "copy"
