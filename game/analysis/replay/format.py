"""The replay file: how its bytes lie, written as the game goes on and read with care.

Magic, a header in JSON, then chunks of half a second, each with its length and checksum, so that a crash
loses no more than the last of them and a broken byte is found where it is.
docs/reference/replay-files.md has it in words.
"""

import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, BinaryIO, Final

import numpy as np
import numpy.typing as npt

from game.core.quantise import COLUMNS
from game.scenario.words import got, one_line, path_words
from game.storage import strict_json

MAGIC: Final = b"\x89BACKHEEL\r\n\x1a\n"
"""Not text, and the line ends show a file that was sent as if it were."""
FORMAT: Final = 1
SUFFIX: Final = ".bhr"
DIGEST_BYTES: Final = 16
MOST_PLAYERS: Final = 64
_LARGEST_HEADER: Final = 4_000_000
_LARGEST_CHUNK: Final = 16_000_000
_MOST_STEPS: Final = 36_000
"""Steps of one chunk: ten minutes; the game writes half a second."""
_LARGEST_NOTES: Final = 1_000_000
"""Bytes, unpacked, of what one chunk says beside its steps."""
LARGEST: Final = 400_000_000
"""Bytes of all steps of a file, unpacked: six hours of six against six."""
LARGEST_NOTES: Final = 16_000_000
"""Bytes of all notes of a file, unpacked; a match of 90 minutes has about half a million."""
LATEST: Final = 2**63 - 1
"""The largest seed."""
_LONGEST_TEXT: Final = 600
"""Letters of a title or an outcome."""
_BLOCK: Final = struct.Struct("<II")
"""Length and checksum of the header."""
_CHUNK: Final = struct.Struct("<4sII")
"""Kind, length and checksum (of kind and data)."""
_PLAY: Final = struct.Struct(f"<II{DIGEST_BYTES}s")
"""First step, number of steps, digest of the state after the last of them."""

Steps = npt.NDArray[np.int16]
"""``(steps, len(COLUMNS), players)``: one world's wishes as :mod:`game.core.quantise` encodes them."""


class ReplayError(ValueError):
    """A file of which nothing can be played: one line that names it and says what was expected."""


@dataclass(frozen=True, slots=True)
class Played:
    """A chunk of steps."""

    first: int
    steps: Steps
    digest: bytes
    """Of the state after the last step."""
    notes: dict[str, Any]
    """``marks``: what happened; ``people``: who steered whom from which step on."""


# Writing


def write_header(out: BinaryIO, header: dict[str, Any]) -> None:
    """Write the beginning of a file."""
    data = strict_json.dump_bytes(header, compact=True)
    out.write(MAGIC + _BLOCK.pack(len(data), zlib.crc32(data)) + data)


def write_steps(out: BinaryIO, played: Played, before: Steps) -> None:
    """Write some steps; ``before`` ``(1, columns, players)`` is the step before them, zeros at the start."""
    notes = strict_json.dump_bytes(played.notes, compact=True) if played.notes else b""
    body = zlib.compress(_squeezed(played.steps, before) + notes, 9)
    _write_chunk(out, b"PLAY", _PLAY.pack(played.first, len(played.steps), played.digest) + body)


def write_end(out: BinaryIO, summary: dict[str, Any]) -> None:
    """Write the last chunk: how long it is, and how it ended."""
    _write_chunk(out, b"DONE", strict_json.dump_bytes(summary, compact=True))


def _write_chunk(out: BinaryIO, kind: bytes, data: bytes) -> None:
    out.write(_CHUNK.pack(kind, len(data), zlib.crc32(kind + data)) + data)


def _squeezed(steps: Steps, before: Steps) -> bytes:
    """Return changes from step to step, small ones in the low bytes, each player's column by itself."""
    change = np.diff(steps, axis=0, prepend=before).transpose(1, 2, 0)
    folded = ((change << 1) ^ (change >> 15)).view(np.uint16)
    return (folded & 0xFF).astype(np.uint8).tobytes() + (folded >> 8).astype(np.uint8).tobytes()


def unsqueezed(data: bytes, before: Steps, count: int) -> Steps:
    """Undo the folding: ``count`` steps after ``before`` ``(1, columns, players)``, in few copies of them."""
    columns, players = before.shape[1:]
    size = columns * players * count
    folded = np.frombuffer(data, np.uint8, size, size).astype(np.uint16)
    folded <<= 8
    folded |= np.frombuffer(data, np.uint8, size)
    sign = folded & 1
    folded >>= 1
    folded ^= np.negative(sign, out=sign)
    change = folded.view(np.int16).reshape(columns, players, count)
    np.cumsum(change, axis=2, out=change)
    change += before[0][:, :, None]
    return change.transpose(2, 0, 1)


# Reading


def read_header(source: BinaryIO, path: Path) -> dict[str, Any]:
    """Return the header's values; raises :class:`ReplayError` where this is no replay that can be read."""
    where = path_words(path)
    begin = source.read(len(MAGIC))
    if begin != MAGIC:
        if begin and MAGIC.startswith(begin):
            raise ReplayError(f"{where}: expected a replay (got one cut off in its header)")
        if begin.startswith(MAGIC[:9]):
            raise ReplayError(
                f"{where}: expected a replay as it was written (got one changed as if it were text)"
            )
        raise ReplayError(f"{where}: expected a Backheel replay ({_foreign(begin)})")
    block = source.read(_BLOCK.size)
    data = b""
    if len(block) == _BLOCK.size:
        length, checksum = _BLOCK.unpack(block)
        if length > _LARGEST_HEADER:
            raise ReplayError(f"{where}: header: expected at most 4 MB (got {length} bytes)")
        data = source.read(length)
    if len(block) < _BLOCK.size or len(data) < length:
        raise ReplayError(f"{where}: expected a replay (got one cut off in its header)")
    if zlib.crc32(data) != checksum:
        raise ReplayError(f"{where}: header: expected its own checksum (got another, the file is damaged)")
    try:
        header = strict_json.loads(data)
    except ValueError as error:
        raise ReplayError(f"{where}: header: expected a JSON object (got: {one_line(str(error))})") from None
    if not isinstance(header, dict):
        raise ReplayError(f"{where}: header: expected a JSON object (got {got(header)})")
    _check(header, where)
    return {key: _printable(value) for key, value in header.items()}


def _printable(value: Any) -> Any:
    """Return a stranger's text on one line and of a sensible length, to be shown anywhere."""
    return one_line(value)[:_LONGEST_TEXT] if isinstance(value, str) else value


def _foreign(begin: bytes) -> str:
    if not begin:
        return "got an empty file"
    text = begin.decode("ascii", "backslashreplace")
    return f"got a file that begins with {got(text)}"


_SHAPE: Final[dict[str, type]] = {
    "game": str, "kind": str, "name": str, "data": dict, "seed": int, "digest": str, "python": str,
    "numpy": str, "created": str, "players": list, "columns": list,
}  # fmt: skip


def _check(header: dict[str, Any], where: str) -> None:
    version = header.get("format")
    by = one_line(str(header.get("game", "an unknown version")))[:40]
    if type(version) is not int or version < 1:
        raise ReplayError(f"{where}: format: expected {FORMAT} (got {got(version)})")
    if version > FORMAT:
        known = f"{FORMAT} or older" if FORMAT > 1 else f"{FORMAT}"
        raise ReplayError(f"{where}: format: expected {known} (got {version}, written by backheel {by})")
    model = header.get("model", 1)
    if type(model) is not int or model < 1:
        raise ReplayError(f"{where}: header: model: expected a whole number from 1 (got {got(model)})")
    for key, kind in _SHAPE.items():
        if type(header.get(key)) is not kind:
            raise ReplayError(f"{where}: header: {key}: expected {_WORDS[kind]} (got {got(header.get(key))})")
    seed = header["seed"]
    if not 0 <= seed <= LATEST:
        raise ReplayError(f"{where}: header: seed: expected a whole number from 0 (got {got(seed)})")
    world = header.get("world", 0)
    if type(world) is not int or not 0 <= world <= LATEST:
        raise ReplayError(f"{where}: header: world: expected a whole number from 0 (got {got(world)})")
    players = header["players"]
    if not 1 <= len(players) <= MOST_PLAYERS or not all(_is_player(player) for player in players):
        raise ReplayError(
            f"{where}: header: players: expected 1 to {MOST_PLAYERS}, each with an id and a team, 0 or 1"
        )
    columns = header["columns"]
    named = all(isinstance(name, str) and name in COLUMNS for name in columns)
    if not named or "flags" not in columns or len(set(columns)) != len(columns):
        raise ReplayError(f"{where}: header: columns: expected names of {', '.join(COLUMNS)}")


def _is_player(value: Any) -> bool:
    """Return whether an id and a team stand there; 1.0 and true are no teams."""
    return (
        isinstance(value, dict)
        and isinstance(value.get("id"), str)
        and 0 < len(value["id"]) <= 40
        and value["id"].isprintable()
        and type(value.get("team")) is int
        and value["team"] in (0, 1)
    )


_WORDS: Final = {str: "a text", dict: "an object", int: "a whole number", list: "a list"}


@dataclass(frozen=True, slots=True)
class Chunk:
    """A chunk as it lies in the file."""

    at: int
    """Byte at which it begins."""
    kind: bytes
    data: bytes


def chunks(source: BinaryIO) -> Iterator[Chunk]:
    """Yield chunk after chunk; raises :class:`DamageError` at the first that isn't whole."""
    while True:
        at = source.tell()
        head = source.read(_CHUNK.size)
        if not head:
            return
        if len(head) < _CHUNK.size:
            raise DamageError(at, "a chunk (got the file's end)", cut=True)
        kind, length, checksum = _CHUNK.unpack(head)
        if length > _LARGEST_CHUNK or not (kind.isalpha() and kind.isascii()):
            raise DamageError(at, "a chunk (got damaged bytes)")
        data = source.read(length)
        if len(data) < length:
            raise DamageError(at, "the whole of a chunk (got the file's end)", cut=True)
        if zlib.crc32(kind + data) != checksum:
            raise DamageError(at, "a chunk's own checksum (got another)")
        yield Chunk(at, kind, data)


class DamageError(Exception):
    """Where a file stops being readable, and what was expected there."""

    def __init__(self, at: int, expected: str, *, cut: bool = False) -> None:
        self.at, self.expected, self.cut = at, expected, cut
        super().__init__(f"byte {at}: expected {expected}")


class UnpackBudget:
    """How much more a file may unpack to: what is small on the disk may be a thousand times as large."""

    def __init__(self) -> None:
        self.steps, self.notes = LARGEST, LARGEST_NOTES
        """Bytes left."""

    def take(self, chunk: Chunk, steps: int) -> None:
        """Make room for ``steps`` bytes of steps; raises :class:`DamageError` where there isn't any."""
        self.steps -= steps
        if self.steps < 0:
            raise DamageError(chunk.at, "less play than this (got more than 400 MB, unpacked)")

    def take_notes(self, chunk: Chunk, notes: int) -> None:
        """Make room for ``notes`` bytes of what is said beside the steps; raises :class:`DamageError`."""
        self.notes -= notes
        if self.notes < 0:
            raise DamageError(chunk.at, "fewer marks than this (got more than 16 MB, unpacked)")


def played(chunk: Chunk, before: Steps, room: UnpackBudget | None = None) -> Played:
    """Return the steps of a PLAY chunk; ``before`` is the step that went before them."""
    room = UnpackBudget() if room is None else room
    try:
        first, count, digest = _PLAY.unpack_from(chunk.data)
        if not 1 <= count <= _MOST_STEPS:
            raise ValueError
        size = 2 * before.shape[1] * before.shape[2] * count
        room.take(chunk, 2 * len(COLUMNS) * before.shape[2] * count)
        opened = zlib.decompressobj()
        body = opened.decompress(body_of(chunk), size + _LARGEST_NOTES)
        if len(body) < size or not opened.eof:
            raise ValueError
        room.take_notes(chunk, len(body) - size)
        notes = strict_json.loads(body[size:]) if len(body) > size else {}
        if not isinstance(notes, dict):
            raise ValueError
    except (ValueError, struct.error, zlib.error):
        raise DamageError(chunk.at, "steps of play (got something else)") from None
    return Played(first, unsqueezed(body, before, count), digest, notes)


def body_of(chunk: Chunk) -> bytes:
    """Return the packed part of a PLAY chunk: its steps and, after them, its notes."""
    return chunk.data[_PLAY.size :]


def summary_of(chunk: Chunk) -> dict[str, Any]:
    """Return the values of a DONE chunk."""
    try:
        summary = strict_json.loads(chunk.data)
        if not isinstance(summary, dict):
            raise ValueError
    except ValueError:
        raise DamageError(chunk.at, "a summary (got something else)") from None
    return {key: _printable(value) for key, value in summary.items()}


def skim(source: BinaryIO) -> tuple[int, dict[str, Any] | None]:
    """Return number of steps and summary of the chunks that follow, none of them unpacked or checked."""
    steps = 0
    while len(head := source.read(_CHUNK.size)) == _CHUNK.size:
        kind, length, _ = _CHUNK.unpack(head)
        if kind == b"DONE" and length <= _LARGEST_HEADER:
            try:
                return steps, summary_of(Chunk(0, kind, source.read(length)))
            except DamageError:
                break
        begin = source.read(min(_PLAY.size, length))
        if kind == b"PLAY" and len(begin) == _PLAY.size:
            steps += _PLAY.unpack(begin)[1]
        source.seek(length - len(begin), 1)
    return steps, None
