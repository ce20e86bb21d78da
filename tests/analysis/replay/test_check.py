"""A replay that was forged, or that unpacks without end: found when it is played again, or before."""

import struct
import tracemalloc
import zlib
from io import BytesIO
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from game.analysis.replay import format as file
from game.analysis.replay.bookmarks import Mark, kicks
from game.analysis.replay.check import DECISIONS, OUTCOME, check
from game.analysis.replay.model import digest_of, read_replay
from game.analysis.replay.recorder import Recorder
from game.cli import main
from game.core.events import Kind
from game.core.intents import Technique
from game.core.quantise import COLUMNS
from game.rules.match.match import Match
from game.rules.match.rondo import Rondo
from game.scenario.fixture import parse_fixture, parse_rondo


def pieces(path: Path) -> tuple[dict[str, Any], list[file.Chunk]]:
    """Header and chunks of a file."""
    with path.open("rb") as source:
        return file.read_header(source, path), list(file.chunks(source))


def put_together(path: Path, header: dict[str, Any], chunks: list[tuple[bytes, bytes]]) -> None:
    with path.open("wb") as out:
        file.write_header(out, header)
        for kind, data in chunks:
            out.write(struct.pack("<4sII", kind, len(data), zlib.crc32(kind + data)) + data)


def forged(path: Path, *, end: dict[str, Any] | None = None, **changes: Any) -> None:
    """The same steps under another header, or with another end."""
    header, chunks = pieces(path)
    header.update(changes)
    if "data" in changes:
        header["digest"] = digest_of(changes["data"])
    parts = [(c.kind, c.data) for c in chunks if c.kind != b"DONE"]
    summary = {**file.summary_of(chunks[-1]), **(end or {})}
    put_together(path, header, parts)
    with path.open("ab") as out:
        file.write_end(out, summary)


def without_one_mark(chunks: list[file.Chunk], players: int) -> list[tuple[bytes, bytes]]:
    """The chunks, the first thing that happened left out."""
    out, before, taken = [], np.zeros((1, len(COLUMNS), players), dtype=np.int16), False
    for chunk in chunks:
        data = chunk.data
        if chunk.kind == b"PLAY":
            played = file.played(chunk, before)
            if played.notes.get("marks") and not taken:
                taken = True
                notes = {**played.notes, "marks": played.notes["marks"][1:]}
                room = BytesIO()
                file.write_steps(room, file.Played(played.first, played.steps, played.digest, notes), before)
                data = room.getvalue()[12:]
            before = played.steps[-1:]
        out.append((chunk.kind, data))
    assert taken
    return out


def test_a_true_replay_agrees_in_all_that_is_compared(whole_replay: tuple[Path, str]) -> None:
    checked = check(read_replay(whole_replay[0]))
    assert checked.differences == ()
    assert {OUTCOME, DECISIONS} <= set(checked.compared)
    assert checked.left_out == ()


def test_matches_and_rondos_of_computers_are_decided_again(tmp_path: Path) -> None:
    match = Match(parse_fixture({"a_side": 3, "minutes": 0.5}, ""), 4)
    rondo = Rondo(parse_rondo({}, ""), 4)
    for name, playable in (("match", match), ("rondo", rondo)):
        recorder = Recorder(playable, into=tmp_path / f"{name}.bhr")
        for _ in range(240):
            recorder.observe(playable.advance({}))
        recorder.close()
        checked = check(read_replay(tmp_path / f"{name}.bhr"))
        assert checked.differences == ()
        assert DECISIONS in checked.compared


def test_where_people_called_for_runs_the_decisions_are_left_out_and_it_is_said(tmp_path: Path) -> None:
    match = Match(parse_fixture({"a_side": 3, "red": {"control": "human1"}}, ""), 4)
    recorder = Recorder(match, into=tmp_path / "one.bhr")
    for _ in range(120):
        recorder.observe(match.advance({}))
    recorder.close()
    checked = check(read_replay(tmp_path / "one.bhr"))
    assert checked.differences == ()
    assert "isn't written down" in checked.left_out[0]


FORGERIES: dict[str, tuple[dict[str, Any], str]] = {
    "the outcome": ({"end": {"outcome": "won in 3.0 s"}}, "outcome: expected"),
    "the length": ({"end": {"seconds": 1.0}}, "seconds: expected"),
    "the digest of the set-up": ({"digest": "0" * 64}, "digest: expected"),
    "the name": ({"name": "A harder level"}, "name: expected"),
    "the teams": ({"players": "SWAPPED"}, "players: expected"),
    "who steered": ({"people": {}}, "people: expected"),
}


@pytest.mark.parametrize("what", list(FORGERIES))
def test_what_was_forged_is_found(what: str, copied_replay: Path, capsys) -> None:
    changes, said = FORGERIES[what]
    if changes.get("players"):
        players = pieces(copied_replay)[0]["players"]
        changes = {"players": [{**p, "team": 1 - p["team"]} for p in players]}
    forged(copied_replay, **changes)
    assert main(["watch", str(copied_replay), "--check"]) == 2
    told = capsys.readouterr().err
    assert said in told
    assert all(line.startswith("backheel: ") for line in told.splitlines())


@pytest.fixture(scope="module")
def ten_seconds(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    """A match of computers of the usual strength."""
    path = tmp_path_factory.mktemp("match") / "one.bhr"
    match = Match(parse_fixture({"a_side": 3, "minutes": 0.5}, ""), 4)
    recorder = Recorder(match, into=path)
    for _ in range(600):
        recorder.observe(match.advance({}))
    recorder.close()
    return path.read_bytes()


@pytest.mark.parametrize("strength", [1, 5])
def test_another_strength_is_found_by_what_the_computer_wanted(
    strength: int, ten_seconds: bytes, tmp_path: Path
) -> None:
    (tmp_path / "one.bhr").write_bytes(ten_seconds)
    data = pieces(tmp_path / "one.bhr")[0]["data"]
    data["red"]["strength"] = strength
    forged(tmp_path / "one.bhr", data=data)
    assert any(
        "the computer's wishes" in line for line in check(read_replay(tmp_path / "one.bhr")).differences
    )


def test_a_pass_that_was_taken_out_is_found(copied_replay: Path) -> None:
    header, chunks = pieces(copied_replay)
    put_together(copied_replay, header, without_one_mark(chunks, len(header["players"])))
    (line,) = check(read_replay(copied_replay)).differences
    assert "marks: expected" in line


# What unpacks to a thousand times its size


def bomb(path: Path, header: dict[str, Any], chunks: int, steps: int, notes: bytes = b"") -> None:
    size = 2 * len(header["columns"]) * len(header["players"]) * steps
    body = zlib.compress(bytes(size) + notes, 9)
    parts = [
        (b"PLAY", struct.pack("<II16s", number * steps, steps, bytes(16)) + body) for number in range(chunks)
    ]
    put_together(path, header, parts)


@pytest.mark.parametrize("columns", [list(COLUMNS), ["flags"]])
def test_a_small_file_that_unpacks_to_gigabytes_ends_at_the_limit(
    columns: list[str], copied_replay: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(file, "LARGEST", 20_000_000)
    header = pieces(copied_replay)[0]
    header["columns"] = columns
    header["players"] = [{"id": f"P{n}", "team": n % 2} for n in range(64)]
    bomb(copied_replay, header, 40, 36_000)
    tracemalloc.start()
    replay = read_replay(copied_replay)
    most = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert most < 250_000_000
    assert "unpacked" in replay.faults[-1]


def test_notes_that_unpack_to_gigabytes_end_at_the_limit(copied_replay: Path) -> None:
    header = pieces(copied_replay)[0]
    bomb(copied_replay, header, 3, 1, b'{"marks":[' + b"[0]," * 4_500_000 + b"[0]]}")
    assert "steps of play (got something else" in read_replay(copied_replay).faults[-1]
    note = b'{"marks":[' + b"[0]," * 200_000 + b"[0]]}"
    bomb(copied_replay, header, 40, 1, note)
    replay = read_replay(copied_replay)
    assert replay.length == 16_000_000 // len(note)
    assert "unpacked" in replay.faults[-1]


def test_many_marks_are_gone_through_once() -> None:
    def mark(step: int, kind: Kind) -> Mark:
        return Mark(step, kind, 0, -1, Technique.PUSH, 0)

    many = [mark(n, Kind.STRIKE) for n in range(50_000)] + [mark(n, Kind.MISS) for n in range(50_000)]
    found = kicks(many)
    assert len(found) == 50_000
    assert found[-1].end == 49_999
