"""Memory is looked through before play begins, and what isn't needed goes back to the system."""

from __future__ import annotations

import ctypes
import gc
from collections.abc import Callable
from functools import cache


def tidy_up() -> None:
    """Look through all of memory now, before play begins or goes on, and not at it again while it lasts.

    A whole collection takes 30 to 50 ms, three pictures; what play itself leaves behind takes one or two.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    give_back()


def give_back() -> None:
    """Return freed memory to the system, where the C library would keep it: pictures leave large holes."""
    trim = _trim()
    if trim is not None:
        trim(0)


@cache
def _trim() -> Callable[[int], int] | None:
    """Return the C library's own way; only GNU's has one, and needs one."""
    try:
        found: Callable[[int], int] = ctypes.CDLL(None).malloc_trim
    except (AttributeError, OSError, TypeError):
        return None
    return found
