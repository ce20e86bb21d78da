"""What workers are given in tests of the pool."""

import os
import time
from collections.abc import Callable


def double(shared: int, number: int, *, stop: Callable[[], bool]) -> int:
    """The shared number times another."""
    return shared * number


def slow(shared: int, number: int, *, stop: Callable[[], bool]) -> int:
    """The same, after a moment."""
    time.sleep(0.3)
    return shared * number


def large(shared: bytes, number: int, *, stop: Callable[[], bool]) -> bytes:
    """More than a pipe holds."""
    return shared * number


def fatal(shared: int, number: int, *, stop: Callable[[], bool]) -> int:
    """The end of the worker."""
    os._exit(1)


def odd(shared: int, number: int, *, stop: Callable[[], bool]) -> int:
    """A fault whose words are two lines."""
    raise ValueError("no such\nthing")


def endless(shared: int, *, stop: Callable[[], bool]) -> int:
    """Work that takes far longer than anybody waits, and never looks up."""
    time.sleep(1000.0)
    return shared
