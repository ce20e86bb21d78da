"""Fingers on the keyboard: keys held and let go in a real X server, through one xdotool that stays open."""

import os
import subprocess
from collections.abc import Iterable

from tests.e2e.screen import Screen


class Fingers:
    """Holds exactly the keys that it was told to hold last."""

    def __init__(self, screen: Screen) -> None:
        environment = {**os.environ, "DISPLAY": screen.display}
        self._tool = subprocess.Popen(["xdotool", "-"], stdin=subprocess.PIPE, env=environment)
        self._down: set[str] = set()

    def hold(self, keys: Iterable[str]) -> None:
        """These keys and no others."""
        wanted = set(keys)
        for key in sorted(self._down - wanted):
            self._say(f"keyup {key}")
        for key in sorted(wanted - self._down):
            self._say(f"keydown {key}")
        self._down = wanted

    def tap(self, key: str) -> None:
        """Down and up again."""
        self._say(f"key {key}")

    def close(self) -> None:
        """Let everything go."""
        self.hold(())
        assert self._tool.stdin is not None
        self._tool.stdin.close()
        self._tool.wait(timeout=10)

    def _say(self, words: str) -> None:
        assert self._tool.stdin is not None
        self._tool.stdin.write(words.encode() + b"\n")
        self._tool.stdin.flush()
