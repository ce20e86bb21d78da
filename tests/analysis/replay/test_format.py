"""The replay's file: small, and what is said of one that is cut, damaged, foreign, newer or older."""

import os
import struct
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.analysis.replay import format as file
from game.analysis.replay import playback
from game.analysis.replay.check import check
from game.analysis.replay.model import Replay, ReplayError, read_replay
from game.analysis.replay.playback import Playback, changed_level
from game.analysis.replay.recorder import EVERY, Recorder
from game.cli import main
from game.rules.level.session import Session
from game.scenario.level_paths import level_files
from game.scenario.load import load_level
from tests.analysis.replays import STEPS, note_idly


def test_a_busy_half_minute_takes_little_room(whole_replay: tuple[Path, str]) -> None:
    assert whole_replay[0].stat().st_size < 20_000


def readable(path: Path) -> tuple[Replay | None, str]:
    """What can be read of a file, and what is said of it."""
    try:
        replay = read_replay(path)
    except ReplayError as error:
        return None, str(error)
    return replay, "; ".join(replay.faults)


def test_a_cut_file_plays_up_to_the_cut(whole_replay: tuple[Path, str], copied_replay: Path) -> None:
    data = whole_replay[0].read_bytes()
    lengths = set()
    for cut in range(len(data) - 1, 0, -211):
        copied_replay.write_bytes(data[:cut])
        replay, said = readable(copied_replay)
        assert said.startswith(str(copied_replay))
        if replay is None:
            continue
        (fault,) = replay.faults
        assert fault.startswith(f"{copied_replay}: ")
        assert "\n" not in fault
        assert f"{replay.seconds:.1f} s of play can be watched" in fault
        lengths.add(replay.length)
    assert len(lengths) > 5
    assert max(lengths) == STEPS


def test_a_flipped_byte_anywhere_is_found(whole_replay: tuple[Path, str], copied_replay: Path) -> None:
    data = whole_replay[0].read_bytes()
    for place in range(0, len(data), 97):
        copied_replay.write_bytes(data[:place] + bytes([data[place] ^ 0x10]) + data[place + 1 :])
        replay, said = readable(copied_replay)
        assert said, place
        assert "\n" not in said
        assert replay is None or replay.length < STEPS or replay.summary is None


def test_what_is_before_a_flipped_byte_plays_as_it_was(
    whole_replay: tuple[Path, str], copied_replay: Path
) -> None:
    data = bytearray(whole_replay[0].read_bytes())
    data[-800] ^= 1
    copied_replay.write_bytes(data)
    replay = read_replay(copied_replay)
    assert 0 < replay.length < STEPS
    assert check(replay).differences == ()


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "expected a Backheel replay (got an empty file)"),
        (b"\x89PNG\r\n\x1a\n" + bytes(99), "expected a Backheel replay (got a file that begins with"),
        (b"title = 'no replay'\n", "expected a Backheel replay (got a file that begins with"),
        (file.MAGIC.replace(b"\r\n", b"\n") + bytes(9), "got one changed as if it were text"),
        (file.MAGIC, "cut off in its header"),
        (file.MAGIC + b"\xff" * 8, "header: expected at most 4 MB"),
        (file.MAGIC + bytes(8), "header: expected a JSON object"),
    ],
)
def test_a_foreign_file_is_named_in_one_line(data: bytes, said: str, tmp_path: Path, capsys) -> None:
    path = tmp_path / "foreign.bhr"
    path.write_bytes(data)
    with pytest.raises(ReplayError, match=r"foreign\.bhr: ") as caught:
        read_replay(path)
    assert said in str(caught.value)
    assert main(["watch", str(path), "--info"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert said in told.err


def header_in(path: Path) -> dict[str, Any]:
    """The header of a file."""
    with path.open("rb") as source:
        return file.read_header(source, path)


def rewritten(path: Path, **changes: object) -> None:
    """The same chunks under a changed header."""
    with path.open("rb") as source:
        header = file.read_header(source, path)
        rest = source.read()
    with path.open("wb") as out:
        file.write_header(out, {**header, **changes})
        out.write(rest)


@pytest.mark.parametrize("value", ['"\\ud800"', "NaN", "1e400", "-Infinity", "1" + 500 * "0", 9000 * "["])
def test_a_header_that_is_no_strict_json_is_refused(value: str, tmp_path: Path, capsys) -> None:
    data = f'{{"format": 1, "extra": {value}}}'.encode()
    path = tmp_path / "odd.bhr"
    path.write_bytes(file.MAGIC + struct.pack("<II", len(data), zlib.crc32(data)) + data)
    assert main(["watch", str(path), "--info"]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "header: expected a JSON object" in told


def test_a_newer_format_names_the_version_that_wrote_it(copied_replay: Path, capsys) -> None:
    rewritten(copied_replay, format=9, game="7.1")
    assert main(["watch", str(copied_replay), "--info"]) == 2
    said = capsys.readouterr().err
    assert said == f"backheel: {copied_replay}: format: expected 1 (got 9, written by backheel 7.1)\n"


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"format": True}, "format: expected 1"),
        ({"seed": "x"}, "header: seed: expected a whole number"),
        ({"seed": -1}, "header: seed: expected a whole number"),
        ({"seed": 2**63}, "header: seed: expected a whole number"),
        ({"players": [{"id": "P", "team": 1.0}]}, "header: players: expected 1 to 64"),
        ({"players": [{"id": "P", "team": True}]}, "header: players: expected 1 to 64"),
        ({"players": [{"id": "P\x1b[31m", "team": 1}]}, "header: players: expected 1 to 64"),
        ({"players": []}, "header: players: expected 1 to 64"),
        ({"players": [{"id": "P", "team": 7}]}, "header: players: expected 1 to 64"),
        ({"columns": ["flags", "nonsense"]}, "header: columns: expected names of"),
        ({"columns": [["flags"]]}, "header: columns: expected names of"),
        ({"columns": ["move_x"]}, "header: columns: expected names of"),
        ({"data": []}, "header: data: expected an object"),
    ],
)
def test_a_header_with_a_wrong_value_is_named(changes: dict, said: str, copied_replay: Path, capsys) -> None:
    rewritten(copied_replay, **changes)
    assert main(["watch", str(copied_replay), "--info"]) == 2
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert said in told


@pytest.mark.parametrize(
    "changes", [{"kind": "tennis"}, {"data": {}}, {"data": {"level": {"format": 1}}}, {"data": {"level": 3}}]
)
def test_a_set_up_that_nothing_can_begin_from_is_named(changes: dict, copied_replay: Path, capsys) -> None:
    rewritten(copied_replay, **changes)
    assert main(["watch", str(copied_replay), "--check"]) == 2
    told = capsys.readouterr().err
    assert "Traceback" not in told
    assert all(line.startswith("backheel: ") for line in told.splitlines())


def test_a_step_that_differs_is_named_with_both_versions(copied_replay: Path, capsys) -> None:
    # The same wishes on other ground: as if another version of the game played it back.
    header = header_in(copied_replay)
    header["data"]["level"]["pitch"]["surface"] = "wet"
    rewritten(copied_replay, game="0.0.1", python="3.99.0", source=None, data=header["data"])
    replay = read_replay(copied_replay)
    playback = Playback(replay, think=False)
    playback.go(replay.length)
    assert playback.differs is not None
    assert playback.differs % EVERY == 0
    assert main(["watch", str(copied_replay), "--check"]) == 2
    said = capsys.readouterr().err
    assert f"step {playback.differs} (" in said
    assert "backheel 0.0.1, Python 3.99.0" in said


def test_a_level_that_has_changed_is_named_and_plays_all_the_same(
    tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "ours.bhr"
    recorder = Recorder(Session(load_level("wall-drill")), level_files()["wall-drill"], into=path)
    note_idly(recorder, 100)
    recorder.close()
    assert changed_level(read_replay(path)) == ""
    level = tmp_path / "changed.toml"
    text = level_files()["wall-drill"].read_text(encoding="utf-8")
    level.write_text(text.replace("title = ", 'title = "Another" # ', 1), encoding="utf-8")
    monkeypatch.setattr(playback, "level_files", lambda: {"wall-drill": level})
    assert main(["watch", str(path), "--info"]) == 2
    told = capsys.readouterr()
    assert "The wall drill" in told.out
    assert told.err.count("\n") == 1
    assert "wall-drill as it was played (got a changed one)" in told.err
    assert check(read_replay(path)).differences == ()


@pytest.mark.parametrize(
    "source",
    ["FIFO", "~/mine.toml", "//stranger/share/level.toml", "../../etc/passwd", "\\\\stranger\\l.toml"],
)
def test_what_a_stranger_names_as_the_source_is_never_opened(
    source: str, copied_replay: Path, tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    if source == "FIFO":
        source = str(tmp_path / "pipe.toml")
        os.mkfifo(source)  # whoever opened it would wait for ever
    rewritten(copied_replay, source=source)
    opened = Path.open

    def watched(self: Path, *args, **kwargs):
        assert self == copied_replay or "levels" in self.parts
        return opened(self, *args, **kwargs)

    monkeypatch.setattr(Path, "open", watched)
    monkeypatch.setattr(Path, "stat", lambda self, **_: pytest.fail(f"looked at {self}"))
    assert changed_level(read_replay(copied_replay)) == ""


def test_an_older_file_without_a_newer_column_plays(copied_replay: Path) -> None:
    header = header_in(copied_replay)
    columns = header["columns"]
    replay = read_replay(copied_replay)
    keep = [n for n, name in enumerate(columns) if not name.startswith("dive_to")]
    path = copied_replay.with_name("old.bhr")
    with path.open("wb") as out:
        file.write_header(out, {**header, "columns": [columns[n] for n in keep]})
        steps = np.stack([replay.steps[n] for n in range(replay.length)])[:, keep]
        digest = replay.digests[replay.length]
        file.write_steps(out, file.Played(0, steps, digest, {}), steps[:1] * 0)
        file.write_end(out, {"steps": len(steps)})
    old = read_replay(path)
    assert old.faults == ()
    assert len(old.steps) == replay.length
    assert all((old.steps[n] == replay.steps[n]).all() for n in range(replay.length))


@pytest.mark.skipif(sys.platform != "linux", reason="the peak of memory is read as Linux counts it")
def test_hours_in_a_small_file_are_not_unpacked_all_at_once(copied_replay: Path) -> None:
    """At the limit of 400 MB of steps a replay is read in a third of that, in a process of its own."""
    header = header_in(copied_replay)
    columns, players = len(header["columns"]), len(header["players"])
    still = np.zeros((6_000, columns, players), dtype=np.int16)
    path = copied_replay.with_name("hours.bhr")
    many = file.LARGEST // still.nbytes
    with path.open("wb") as out:
        file.write_header(out, header)
        for number in range(many):
            file.write_steps(out, file.Played(number * len(still), still, bytes(16), {}), still[:1])
        file.write_end(out, {"steps": many * len(still)})
    assert path.stat().st_size < 1_000_000
    script = (
        "import resource, sys; from pathlib import Path\n"
        "from game.analysis.replay.model import read_replay\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "replay = read_replay(Path(sys.argv[1])); replay.intents(replay.length - 1); replay.intents(0)\n"
        "print(replay.length, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before)"
    )
    ran = subprocess.run([sys.executable, "-c", script, path], capture_output=True, text=True, check=True)
    length, kilobytes = map(int, ran.stdout.split())
    assert length == many * len(still)
    assert kilobytes < 133_000
