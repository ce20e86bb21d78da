"""A screen of the test's own, the program started on it, and fingers on its keyboard."""

import json
import os
import struct
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

ROOT = Path(__file__).resolve().parents[2]
PATIENCE = 90.0
"""Seconds after which something that should have happened is given up; usually it takes a fraction of one."""

Note = dict[str, Any]


def command() -> list[str]:
    """The installed program, or ``main.py`` where only the packages it needs are installed."""
    script = Path(sys.executable).with_name("backheel")
    return [str(script)] if script.exists() else [sys.executable, str(ROOT / "main.py")]


@dataclass(frozen=True)
class Screen:
    """An X server without a monitor."""

    display: str
    frame_buffer: Path

    def pixels(self) -> npt.NDArray[np.uint8]:
        """``(height, width, 3)``, what a person would see, read from the server's XWD file."""
        data = self.frame_buffer.read_bytes()
        header = struct.unpack(">25I", data[:100])
        size, width, height, bits, line, colours = (header[i] for i in (0, 4, 5, 11, 12, 19))
        assert bits == 32
        begin = size + 12 * colours
        rows = np.frombuffer(data[begin : begin + line * height], dtype=np.uint8).reshape(height, line)
        return rows[:, : 4 * width].reshape(height, width, 4)[..., :3]


@dataclass
class Program:
    """The running program, seen from outside: its window, its trace, its end."""

    screen: Screen
    process: subprocess.Popen[bytes]
    trace: Path
    stderr: Path

    def notes(self, event: str | None = None) -> list[Note]:
        """What the trace says so far."""
        if not self.trace.exists():
            return []
        lines = self.trace.read_text(encoding="utf-8").split("\n")[:-1]
        notes = [json.loads(line) for line in lines]
        return [note for note in notes if event in (None, note["event"])]

    def wait_for(self, what: str, condition: Callable[[], Any]) -> Any:
        """The condition's value once it is true."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            value = condition()
            if value:
                return value
            assert self.process.poll() is None, f"it ended with {self.process.returncode}: {self.errors()}"
            time.sleep(0.02)
        raise AssertionError(f"{what} did not come; notes: {self.notes()[-3:]}")

    def wait_for_scene(self, name: str) -> None:
        """Until a scene is on top and a picture was shown."""

        def there() -> bool:
            scenes = self.notes("scene")
            return bool(scenes) and scenes[-1]["scene"] == name and bool(self.notes("first_frame"))

        self.wait_for(f"scene {name}", there)

    def keys(self, *words: str) -> None:
        """Real key events, as xdotool says them: ``keys("keydown", "j")``."""
        subprocess.run(["xdotool", *words], env={**os.environ, "DISPLAY": self.screen.display}, check=True)

    def press(self, key: str, seconds: float = 0.1) -> None:
        """Hold a key for a time."""
        self.keys("keydown", key, "sleep", str(seconds), "keyup", key)

    def ended(self) -> int:
        """The exit code, once the program has ended by itself."""
        return self.process.wait(timeout=PATIENCE)

    def errors(self) -> str:
        """What it wrote to stderr."""
        return self.stderr.read_text(encoding="utf-8")


Start = Callable[..., Program]
