"""When somebody at work counts as hanging: by the work that is done, not by the clock of a busy machine."""

import contextlib
import os
import time
from pathlib import Path
from typing import Final

LIMIT: Final = 120.0
"""Seconds of processor time for a trial."""
WAITS: Final = 20.0
"""Seconds without any work at all."""


class Patience:
    """With a process and its children."""

    def __init__(self, process: int) -> None:
        self.process = process
        self._begun = self._spent = seconds(process)
        self._worked_at = time.monotonic()

    def over(self) -> str:
        """Why nobody waits any longer; empty as long as one does."""
        spent, now = seconds(self.process), time.monotonic()
        if spent != self._spent:
            self._spent, self._worked_at = spent, now
        if spent - self._begun > LIMIT:
            return f"busy for {spent - self._begun:.0f} s"
        idle = now - self._worked_at
        return f"hangs: waits for {idle:.0f} s" if idle > WAITS else ""


def seconds(process: int) -> float:
    """The processor time that a process and its children have had."""
    spent = 0.0
    with contextlib.suppress(OSError):
        here = Path(f"/proc/{process}")
        words = (here / "stat").read_text().rsplit(")", 1)[1].split()
        # Its own, and of children that have ended.
        spent = sum(int(ticks) for ticks in words[11:15]) / os.sysconf("SC_CLK_TCK")
        for child in (here / "task" / str(process) / "children").read_text().split():
            spent += seconds(int(child))
    return spent
