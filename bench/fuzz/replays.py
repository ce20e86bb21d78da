"""Replays: damaged, cut, forged with right checksums, and packed so that they burst."""

import contextlib
import io
import json
import struct
import tempfile
import zlib
from functools import cache
from pathlib import Path
from typing import Any, Final

from bench.fuzz import mutate
from bench.fuzz.dice import Dice, Raw
from bench.fuzz.trial import Trial

STEPS: Final = 72
LINES: Final = 4
"""Faults that may be told of a replay, a line each, and no more."""

Parts = tuple[dict[str, Any], list[tuple[bytes, bytes]]]
"""A header, and chunks: kind and data."""


@cache
def recorded() -> tuple[bytes, ...]:
    """A level, a match and a rondo, each played for some seconds."""
    from game.analysis.replay.recorder import Recorder
    from game.core.intents import Technique, Wish
    from game.rules.level.session import Session
    from game.rules.match.match import Match
    from game.rules.match.rondo import Rondo
    from game.scenario.fixture import Fixture, RondoFixture
    from game.scenario.level_paths import level_files
    from game.scenario.load import load_level

    playables: list[tuple[Any, Path | None]] = [
        (Session(load_level("back-to-goal"), 7), level_files()["back-to-goal"]),
        (Session(load_level("wall-drill"), 7), level_files()["wall-drill"]),
        (Match(Fixture(a_side=3, goals="small"), 7), None),
        (Rondo(RondoFixture(), 7), None),
    ]
    found = []
    with tempfile.TemporaryDirectory() as folder:
        for number, (playable, source) in enumerate(playables):
            file = Path(folder) / f"{number}.bhr"
            recorder = Recorder(playable, source, into=file)
            for step in range(STEPS):
                swing = Technique.PUSH if 20 <= step < 42 else Technique.NONE
                person = {p: Wish(swing=swing, aim=(8.0, 3.0)) for p in playable.people.values()}
                recorder.observe(playable.advance(person))
            recorder.close()
            found.append(file.read_bytes())
    return tuple(found)


def trial(at: Trial) -> None:
    """One odd file, and everything that reads one."""
    dice = at.dice
    data = odd(dice)
    if dice.chance(0.15):
        in_the_folder(at, data)
        return
    file = str(at.write(dice.one(("r.bhr", "r", "ä ö.bhr", "\u202ex.bhr", "a\x1b[31m.bhr")), data))
    for _ in range(dice.one((1, 1, 2))):
        at.command(*asked(at, file), lines=LINES)
    at.look_after()


def asked(at: Trial, file: str) -> list[str]:
    """A command that reads a replay."""
    dice = at.dice
    as_json = ["--json"] if dice.chance(0.5) else []
    throw = dice.random()
    if throw < 0.91:
        return ["watch", file, *dice.one((["--info"], ["--json"], ["--info", "--json"]))]
    if throw < 0.94:
        return ["watch", file, "--check", *as_json]
    if throw < 0.98:
        form = dice.one(("csv", "npz", "kloppy"))
        return [
            "export",
            file,
            "--out",
            str(at.folder / f"out{len(at.commands)}"),
            "--format",
            form,
            *as_json,
        ]
    which = ["--pass", dice.one(("1", "2", "0", "99"))] if dice.chance(0.3) else []
    return ["explain", file, "--worlds", "0", *which, *as_json]


def in_the_folder(at: Trial, data: bytes) -> None:
    """The file lies where replays are kept, beside a good one, and is looked at by name and in the list."""
    dice = at.dice
    odd_name = dice.one(("2026-01-01 x.bhr", "x.bhr", "._x.bhr", ".x.bhr", "e\u0301.bhr", "\x1b[2J.bhr"))
    at.write(f"home/replays/{odd_name}", data)
    at.write("home/replays/2020-01-01 good.bhr", recorded()[0])
    if dice.chance(0.3):
        (at.home / "replays" / "dangling.bhr").symlink_to("nowhere")
    if dice.chance(0.3):
        (at.home / "replays" / "folder.bhr").mkdir()
    if dice.chance(0.3):
        import os

        os.mkfifo(at.home / "replays" / "pipe.bhr")
    name = dice.one(("last", "x", "good", odd_name, odd_name[:-4], "2020-01-01 good"))
    at.command("watch", name, "--info", lines=LINES)
    from bench.fuzz.window import look_around

    look_around(at, "replays")
    at.look_after()


# Files


def odd(dice: Dice) -> bytes:
    """A replay with something wrong in it."""
    whole = dice.one(recorded())
    throw = dice.random()
    if throw < 0.3:
        return mutate.data(dice, whole)
    header, chunks = taken_apart(whole)
    if throw < 0.6:
        # Half of the time within the data: it is the part that plays.
        if dice.chance(0.5):
            header = {**header, "data": mutate.tree(dice, header["data"])}
        else:
            header = mutate.tree(dice, header)
        chunks = [] if dice.chance(0.1) else chunks
    else:
        for _ in range(dice.one((1, 1, 2))):
            with contextlib.suppress(
                ValueError, IndexError, RecursionError, struct.error, zlib.error
            ):  # forged already
                chunks = forged(dice, chunks, header)
    data = put_together(header, chunks)
    return mutate.data(dice, data) if dice.chance(0.05) else data


def taken_apart(whole: bytes) -> Parts:
    """The header and the chunks of a file of ours."""
    from game.analysis.replay import format as file

    source = io.BytesIO(whole)
    header = file.read_header(source, Path("ours"))
    return header, [(chunk.kind, chunk.data) for chunk in file.chunks(source)]


def put_together(header: dict[str, Any], chunks: list[tuple[bytes, bytes]]) -> bytes:
    """A file with right lengths and checksums, whatever it says."""
    from game.analysis.replay.format import MAGIC

    words = mutate.encoded(mutate.json_text(header))
    data = [MAGIC, struct.pack("<II", len(words), zlib.crc32(words)), words]
    for kind, body in chunks:
        data += [struct.pack("<4sII", kind, len(body), zlib.crc32(kind + body)), body]
    return b"".join(data)


def forged(
    dice: Dice, chunks: list[tuple[bytes, bytes]], header: dict[str, Any]
) -> list[tuple[bytes, bytes]]:
    """Chunks of which one is another, goes missing, comes twice, or bursts."""
    chunks = list(chunks)
    if not chunks:
        return chunks
    at = dice.randrange(len(chunks))
    kind, data = chunks[at]
    if dice.chance(0.2):
        other = dice.randrange(len(chunks))
        chunks[at], chunks[other] = chunks[other], chunks[at]
        return chunks
    if dice.chance(0.1):
        chunks[at : at + dice.one((0, 1))] = [
            (dice.one((kind, b"NEWS", b"\0\0\0\0", b"PLAY", b"DONE")), data)
        ]
        return chunks
    if kind == b"DONE":
        words = (
            mutate.json_text(mutate.tree(dice, json.loads(data))) if dice.chance(0.8) else str(dice.value())
        )
        chunks[at] = (kind, mutate.encoded(words))
    elif kind == b"PLAY":
        chunks[at:] = [(kind, _play(dice, data, header))] * dice.one((1, 1, 1, 20)) + chunks[at + 1 :]
    return chunks


def _play(dice: Dice, data: bytes, header: dict[str, Any]) -> bytes:
    first, count, digest = struct.unpack_from("<II16s", data)
    body = zlib.decompress(data[24:])
    size = 2 * len(header["columns"]) * len(header["players"]) * count
    throw = dice.random()
    if throw < 0.25:
        steps = bytearray(body[:size])
        for _ in range(dice.one((1, 5, 200))):
            steps[dice.randrange(size)] = dice.randrange(256)
        body = bytes(steps) + body[size:]
    elif throw < 0.65:
        body = body[:size] + mutate.encoded(mutate.json_text(_notes(dice, body[size:])))
    elif throw < 0.75:
        first, count = dice.one(
            ((first, count + 1), (first + 1, count), (0, 0), (2**32 - 1, count), (first, 2**32 - 1))
        )
    elif throw < 0.95:
        digest = dice.randbytes(16)
    elif throw < 0.98:
        count = dice.one((1_000, 1_000, 20_000, 100_000, 100_001))
        body = bytes(2 * len(header["columns"]) * len(header["players"]) * count)
    else:
        body += dice.one((b"[" * 1_000_000, b" " * 5_000_000, b'"' + b"a" * 17_000_000, b"{}" * 1000))
    return struct.pack("<II16s", first, count, digest) + zlib.compress(body, 1)


def _notes(dice: Dice, found: bytes) -> Any:
    notes = json.loads(found) if found else {"marks": [[3, 1, 0, -1, 1, 0]], "people": [[2, {"human1": 0}]]}
    throw = dice.random()
    if throw < 0.6:
        return mutate.tree(dice, notes)
    many = dice.one((100, 100, 3_000, 30_000))
    row = dice.one(([3, dice.randint(0, 20), 0, 1, 1, 0], [3, 2, 0, 2**80, 1, 0], [2**70, 1, 0, -1, 1, 0]))
    key, row = ("marks", row) if throw < 0.9 else ("people", [2, {"human1": 1}])
    return {key: Raw("[" + ",".join([mutate.json_text(row)] * many) + "]")}
