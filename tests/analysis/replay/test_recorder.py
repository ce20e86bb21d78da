"""Recording while somebody plays: what is kept, under which name, and what happens when that goes wrong."""

import json
import os
import signal
import subprocess
import sys
from datetime import datetime, timedelta, tzinfo
from pathlib import Path

import pytest

from game.analysis.replay import recorder as recorder_module
from game.analysis.replay.check import check
from game.analysis.replay.library import folder, glance, kept, shelf
from game.analysis.replay.model import read_replay
from game.analysis.replay.recorder import BEGINS_AFTER, KEEP, Recorder, name_of
from game.rules.level.session import Session
from game.scenario.level_paths import level_files
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
        "from game.analysis.replay.recorder import Recorder\n"
        "from game.rules.level.session import Session\n"
        "from game.scenario.load import load_level\n"
        "session = Session(load_level('back-to-goal'), 7)\n"
        "recorder = Recorder(session, into=Path(sys.argv[1]))\n"
        "for wish in somebodys_play():\n"
        "    recorder.observe(session.advance({0: wish}))\n"
        "    print(session.world.step, flush=True)\n"
    )
    root = Path(__file__).parents[3]
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


def record_one(steps: int = BEGINS_AFTER) -> Path:
    """A short replay in the folder."""
    recorder = Recorder(Session(load_level("wall-drill")))
    note_idly(recorder, steps)
    recorder.close()
    assert recorder.problem == ""
    assert recorder.path is not None
    return recorder.path


def earlier(number: int, contents: bytes) -> Path:
    """A replay as an earlier version kept it, the ``number``-th."""
    when = datetime(2026, 1, 1) + timedelta(hours=number)
    path = folder() / name_of(when, "The wall drill")
    path.write_bytes(contents)
    return path


def test_the_oldest_recorded_go_by_their_own_date_and_what_a_person_put_there_stays(tmp_path: Path) -> None:
    recorded(tmp_path / "sample.bhr", steps=60)
    sample = (tmp_path / "sample.bhr").read_bytes()
    folder().mkdir(parents=True)
    olds = [earlier(number, sample) for number in range(KEEP + 5)]
    for number, old in enumerate(olds):
        os.utime(old, (10_000 - number, 10_000 - number))  # copied from another disk: the dates lie
    mine = [folder() / name for name in ("my best.bhr", "a letter.txt", "2026-01-01 00.00.00 notes.bhr")]
    for path in mine:
        path.write_bytes(sample if path.name == "my best.bhr" else b"mine")
        os.utime(path, (1, 1))
    new = record_one()
    assert all(path.exists() for path in mine)
    assert [old.exists() for old in olds] == [False] * 6 + [True] * (KEEP - 1)
    assert kept()[0] == new
    friends = folder() / "2020-01-01 12.00.00 From a friend.bhr"
    friends.write_bytes(sample)
    record_one()
    assert friends.exists()
    assert [old.exists() for old in olds] == [False] * 7 + [True] * (KEEP - 2)


class Clock(datetime):
    """A clock that is a minute later whenever somebody looks."""

    shown = datetime(2026, 11, 1)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> "Clock":
        cls.shown += timedelta(minutes=1)
        return cls.fromisoformat(cls.shown.isoformat())


@pytest.mark.parametrize("wrong", [datetime(1999, 1, 1), datetime(2099, 1, 1)])
def test_a_wrong_clock_costs_no_new_replay(
    home: Path, monkeypatch: pytest.MonkeyPatch, wrong: datetime
) -> None:
    """Whatever the clock says, the last recorded comes first in the list, and goes last."""

    Clock.shown = datetime(2026, 11, 1)
    monkeypatch.setattr(recorder_module, "datetime", Clock)
    monkeypatch.setattr(recorder_module, "KEEP", 4)
    made = [record_one() for _ in range(3)]
    Clock.shown = wrong
    made += [record_one() for _ in range(3)]
    Clock.shown = datetime(2026, 11, 2)
    made += [record_one() for _ in range(3)]
    for path in made[-4:]:
        os.utime(path, (5, 5))
    assert kept() == made[:-5:-1]


def test_a_replay_that_cannot_be_deleted_stops_nothing(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(recorder_module, "datetime", Clock)
    monkeypatch.setattr(recorder_module, "KEEP", 3)
    made = [record_one() for _ in range(3)]
    unlink = Path.unlink

    def held_open(path: Path, missing_ok: bool = False) -> None:
        if path == made[0]:
            raise PermissionError(13, "in use by another program")
        unlink(path, missing_ok)

    monkeypatch.setattr(Path, "unlink", held_open)
    made += [record_one() for _ in range(2)]
    assert [path.exists() for path in made] == [True, False, True, True, True]
    monkeypatch.setattr(Path, "unlink", unlink)
    made.append(record_one())
    assert [path.exists() for path in made] == [False, False, False, True, True, True]


@pytest.mark.parametrize("spoil", ["garbage", "folder", "nothing"])
def test_a_register_that_is_lost_deletes_nothing_that_is_not_surely_ours(
    home: Path, monkeypatch: pytest.MonkeyPatch, spoil: str
) -> None:
    monkeypatch.setattr(recorder_module, "KEEP", 2)
    made = [record_one() for _ in range(2)]
    mine = folder() / "mine.bhr"
    mine.write_bytes(made[0].read_bytes())
    register = home / "replays.json"
    register.unlink()
    if spoil == "garbage":
        register.write_text("[1")
    elif spoil == "folder":
        register.mkdir()
    made.append(record_one())
    assert mine.exists()
    assert made[-1].exists()
    assert made[0].exists() == (spoil == "folder")
    if spoil == "garbage":
        assert (home / "replays.broken-1.json").read_text() == "[1"


def test_a_folder_that_holds_odd_things_is_listed_and_recorded_into(home: Path, root: Path) -> None:
    made = record_one()
    (folder() / "dangling.bhr").symlink_to("nothing")
    (folder() / "folder.bhr").mkdir()
    os.mkfifo(folder() / "pipe.bhr")
    for hidden in ("._x.bhr", ".#y.bhr"):
        (folder() / hidden).write_bytes(made.read_bytes())
    assert kept() == [made]
    rows, problem = shelf()
    assert problem == ""
    assert {row.path.name for row in rows} == {made.name, "dangling.bhr", "folder.bhr", "pipe.bhr"}
    assert all(row.problem for row in rows[1:])
    assert record_one().exists()
    code = [sys.executable, "main.py", "watch", "--json", "last"]
    last = subprocess.run(code, cwd=root, capture_output=True, text=True, timeout=60, check=True)
    assert json.loads(last.stdout)["file"] == str(kept()[0])
    code[-1] = str(folder() / "pipe.bhr")
    pipe = subprocess.run(code, cwd=root, capture_output=True, text=True, timeout=60, check=False)
    assert pipe.returncode == 2
    assert "expected a replay file (got a device or pipe)" in pipe.stderr


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
