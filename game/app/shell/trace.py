"""A witness for tests and tools: one JSON line per event of interest, if BACKHEEL_TRACE names a file."""

import json
import os
from pathlib import Path
from typing import Any

TRACE_VARIABLE = "BACKHEEL_TRACE"
SEED_VARIABLE = "BACKHEEL_SEED"
PACE_VARIABLE = "BACKHEEL_PACE"
SLOWEST, FASTEST = 0.25, 4.0


class Trace:
    """Appends lines and flushes each at once. Without a file it does nothing; it never changes play."""

    def __init__(self, file: Path | None) -> None:
        self._out = file.open("a", encoding="utf-8") if file is not None else None

    @classmethod
    def from_environment(cls) -> "Trace":
        """As BACKHEEL_TRACE says; a file that can't be written is as good as none."""
        name = os.environ.get(TRACE_VARIABLE)
        try:
            return cls(Path(name) if name else None)
        except OSError:
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
            self._out.write(json.dumps({"event": event, **facts}, ensure_ascii=False) + "\n")
            self._out.flush()
        except OSError:
            self.close()

    def close(self) -> None:
        """No more lines."""
        if self._out is not None:
            self._out.close()
            self._out = None


def seed_from_environment() -> int | None:
    """The seed that BACKHEEL_SEED fixes, or None."""
    text = os.environ.get(SEED_VARIABLE, "").strip()
    return int(text) if text.isdigit() else None


def pace_from_environment() -> float:
    """How many times as fast as usual BACKHEEL_PACE wants play to run, 0.25 to 4; 1 where it says nothing."""
    try:
        pace = float(os.environ.get(PACE_VARIABLE, "1"))
    except ValueError:
        return 1.0
    return min(max(pace, SLOWEST), FASTEST) if pace == pace else 1.0
