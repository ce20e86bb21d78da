"""Being asked to end: the terminal is closed, the machine shuts down, somebody says ``kill``.

Left to itself, Python dies of these at once: a replay has no end, half-written files stay, and the workers'
semaphores are said to leak.
"""

import contextlib
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

NAMES: Final = ("SIGTERM", "SIGHUP", "SIGBREAK")
PATIENCE: Final = 2.0
"""Seconds after which being asked once more ends the program at once."""


class EndedError(BaseException):
    """Somebody asked the program to end; what it holds is let go of on the way out."""

    def __init__(self, number: int) -> None:
        self.number = number
        super().__init__(f"signal {number}")

    @property
    def code(self) -> int:
        """The exit code by which a shell knows it."""
        return 128 + self.number


@dataclass(slots=True)
class Asked:
    """Which signal asked the program to end; 0 as long as none has."""

    number: int = 0


def raise_ended(number: int) -> None:
    """Leave from wherever the program is just now."""
    raise EndedError(number)


@contextlib.contextmanager
def asked_to_end(tell: Callable[[int], object], *more: str) -> Iterator[Asked]:
    """Call ``tell`` with the signal's number where one of them comes, ``more`` such as ``SIGINT`` besides.

    Signals that are ignored (``nohup``) go on being ignored. While the program is ending, being asked again
    changes nothing for a moment: closing a terminal asks twice.
    """
    asked, since = Asked(), 0.0

    def handle(number: int, frame: object) -> None:
        nonlocal since
        if not asked.number:
            asked.number, since = number, time.monotonic()
            tell(number)
        elif time.monotonic() - since > PATIENCE:
            signal.signal(number, signal.SIG_DFL)
            os.kill(os.getpid(), number)

    before: dict[int, Any] = {}
    if threading.current_thread() is threading.main_thread():
        for name in (*NAMES, *more):
            number = getattr(signal, name, None)
            if number is not None and signal.getsignal(number) not in (signal.SIG_IGN, None):
                before[number] = signal.signal(number, handle)
    try:
        yield asked
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
