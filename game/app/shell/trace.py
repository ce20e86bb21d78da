"""A witness for tests and tools: one JSON line per event of interest, if BACKHEEL_TRACE names a file."""

import os
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from game.storage import strict_json

TRACE_VARIABLE = "BACKHEEL_TRACE"
SEED_VARIABLE = "BACKHEEL_SEED"
PACE_VARIABLE = "BACKHEEL_PACE"
SLOWEST, FASTEST = 0.25, 4.0


class Trace:
    """Appends lines and flushes each at once. Without a file it does nothing; it never changes play."""

    def __init__(self, file: Path | None) -> None:
        self._out = _appended(file) if file is not None else None

    @classmethod
    def from_environment(cls) -> "Trace":
        """Open the file that BACKHEEL_TRACE names; one that can't be written is as good as none."""
        name = os.environ.get(TRACE_VARIABLE)
        try:
            return cls(Path(name) if name else None)
        except (OSError, ValueError):
            return cls(None)

    @property
    def on(self) -> bool:
        """Whether anybody reads."""
        return self._out is not None

    def note(self, event: str, **facts: Any) -> None:
        """Write one line: ``{"event": ..., ...}``."""
        if self._out is None:
            return
        try:
            self._out.write(strict_json.dump_bytes({"event": event, **facts}) + b"\n")
        except OSError:
            self.close()

    def close(self) -> None:
        """Write no more lines."""
        out, self._out = self._out, None
        if out is not None:
            with suppress(OSError):
                out.close()


def _appended(file: Path) -> BinaryIO:
    """Return a file to append to, each piece at once; a pipe that nobody reads is an OSError, not a wait."""
    flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
    return cast(BinaryIO, os.fdopen(os.open(file, flags, 0o666), "ab", buffering=0))


def seed_from_environment() -> int | None:
    """Return the seed that BACKHEEL_SEED fixes, or None where it names no whole number from 0 to 2^63 - 1."""
    text = os.environ.get(SEED_VARIABLE, "").strip()
    if not (text.isascii() and text.isdigit() and len(text) < 20):
        return None
    seed = int(text)
    return seed if seed < 2**63 else None


def pace_from_environment() -> float:
    """Return how many times as fast as usual BACKHEEL_PACE wants play to run, 0.25 to 4; 1 by default."""
    try:
        pace = float(os.environ.get(PACE_VARIABLE, "1"))
    except ValueError:
        return 1.0
    return min(max(pace, SLOWEST), FASTEST) if pace == pace else 1.0
