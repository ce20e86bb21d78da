"""Ghosts: where somebody and the ball went in the best play of a level, ten times a second, go by go."""

import base64
import binascii
import hashlib
import zlib
from array import array
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final, NamedTuple

from game.storage.files import listing
from game.storage.records import GarbledError, read_record, update

FORMAT: Final = 1
PER_SECOND: Final = 10
MOST_SAMPLES: Final = 900
"""Of a go: a minute and a half."""
MOST_GOES: Final = 40
_FOLDER: Final = "ghosts"
_SCALE: Final = (100.0, 100.0, 1000.0, 100.0, 100.0)
"""Centimetres and thousandths of a radian."""
_FARTHEST: Final = 32_000


class Sample(NamedTuple):
    """Where somebody stood and looked, and where the ball was: metres and radians."""

    x: float
    y: float
    heading: float
    ball_x: float
    ball_y: float


@dataclass(frozen=True, slots=True)
class Ghost:
    """The goes of a play that came off."""

    goes: Mapping[int, tuple[Sample, ...]] = field(default_factory=dict)
    """By the go's number, counted from 0."""


def encode(samples: tuple[Sample, ...]) -> str:
    """Return a go as text: differences from sample to sample, packed.

    >>> decode(encode((Sample(1.0, -2.5, 3.1, 0.25, 0.0),)))[0]
    Sample(x=1.0, y=-2.5, heading=3.1, ball_x=0.25, ball_y=0.0)
    """
    values = array("i")
    before = [0] * len(_SCALE)
    for sample in samples[:MOST_SAMPLES]:
        now = [
            max(-_FARTHEST, min(_FARTHEST, round(value * scale)))
            for value, scale in zip(sample, _SCALE, strict=True)
        ]
        values.extend(a - b for a, b in zip(now, before, strict=True))
        before = now
    packed = b"".join(value.to_bytes(4, "little", signed=True) for value in values)
    return base64.b64encode(zlib.compress(packed, 9)).decode()


def decode(text: str) -> tuple[Sample, ...]:
    """Return the go that a text holds; raises :class:`GarbledError`."""
    width = 4 * len(_SCALE)
    try:
        packed = base64.b64decode(text, validate=True)
        unpacker = zlib.decompressobj()
        raw = unpacker.decompress(packed, MOST_SAMPLES * width + 1)
    except (binascii.Error, ValueError, zlib.error):
        raise GarbledError("expected a ghost's go") from None
    if len(raw) % width or len(raw) > MOST_SAMPLES * width or not unpacker.eof:
        raise GarbledError("expected a ghost's go")
    now, samples = [0] * len(_SCALE), []
    for at in range(0, len(raw), width):
        for n in range(len(_SCALE)):
            now[n] += int.from_bytes(raw[at + 4 * n : at + 4 * n + 4], "little", signed=True)
        samples.append(Sample(*(value / scale for value, scale in zip(now, _SCALE, strict=True))))
    return tuple(samples)


def ghost_file(folder: Path, key: str) -> Path:
    """Return the file of a level's ghost, by the name under which its results are kept."""
    return folder / _FOLDER / f"{hashlib.sha256(key.encode()).hexdigest()[:16]}.json"


def keep_ghost(folder: Path, key: str, ghost: Ghost) -> None:
    """Keep a ghost in the place of the one before. Raises OSError."""
    record = ghost_record(key, ghost)
    update(ghost_file(folder, key), lambda kept: {**(kept or {}), **record})


def load_ghost(folder: Path, key: str) -> Ghost | None:
    """Return a level's ghost; None where there is none that can be understood."""
    try:
        return _understood(read_record(ghost_file(folder, key)), key)
    except (OSError, GarbledError):
        return None


def kept_ghosts(folder: Path) -> dict[str, Ghost]:
    """Return every ghost that a person keeps, by its level's key; what can't be understood is left out."""
    found: dict[str, Ghost] = {}
    for file in listing(folder / _FOLDER, ".json").files:
        try:
            key, ghost = ghost_of(read_record(file))
        except (OSError, GarbledError):
            continue
        found[key] = ghost
    return found


def ghost_record(key: str, ghost: Ghost) -> dict[str, Any]:
    """Return a ghost as it stands in its file."""
    goes = dict(sorted(ghost.goes.items())[:MOST_GOES])
    return {"format": FORMAT, "level": key, "goes": {str(n): encode(samples) for n, samples in goes.items()}}


def ghost_of(record: Any) -> tuple[str, Ghost]:
    """Return the level's key and the ghost that a record holds; raises :class:`GarbledError`."""
    key = record.get("level") if isinstance(record, dict) else None
    ghost = _understood(record, key) if isinstance(key, str) else None
    if ghost is None or not isinstance(key, str):
        raise GarbledError("expected a ghost")
    return key, ghost


def _understood(data: Any, key: str) -> Ghost | None:
    if not isinstance(data, dict):
        return None
    goes = data.get("goes")
    if data.get("format") != FORMAT or data.get("level") != key or not isinstance(goes, dict):
        raise GarbledError("expected a ghost")
    found: dict[int, tuple[Sample, ...]] = {}
    for number, text in goes.items():
        if not number.isdecimal() or not isinstance(text, str):
            raise GarbledError("expected a ghost's go")
        found[int(number)] = decode(text)
    return Ghost(found)
