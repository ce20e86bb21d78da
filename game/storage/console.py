"""What the program says on standard output and standard error, whatever these are today.

Either may be closed (``>&-``), missing (a program without a console), full (``/dev/full``), or of an
encoding that lacks a letter. Text that came out of files may hold terminal escapes. All of it is dealt with
here, so that a command can say what it has to say and nothing else.
"""

import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any, Final, TextIO, cast

from game.storage import strict_json

FAILED: Final = 1
"""Exit code where the work was done and the result could not be handed over."""


class OutputError(Exception):
    """Standard output takes no more: one line that says why."""


def one_line(text: str) -> str:
    r"""Return text in which whatever would break a line, or steer a terminal, is written as an escape.

    >>> print(one_line("red\x1b[31m\n"))
    red\x1b[31m\n
    """
    if text.isprintable():
        return text
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def say(text: str = "", *, flush: bool = False) -> None:
    """Print text for people, escapes written out; a line feed begins a line. Raises :class:`OutputError`."""
    _put("\n".join(one_line(line) for line in text.split("\n")) + "\n", flush=flush)


def say_json(value: Any) -> None:
    """Print one value as a line of ASCII JSON, whatever the locale. Raises :class:`OutputError`."""
    line = strict_json.dumps(value) + "\n"
    raw = getattr(sys.stdout, "buffer", None)
    if raw is None:
        _put(line)
        return
    try:
        sys.stdout.flush()
        raw.write(line.encode("ascii"))
        raw.flush()
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        raise OutputError(_reason(error)) from None


def warn(text: str) -> None:
    """Print a line on standard error with the program's name before it; where that is gone, nothing."""
    progress(f"backheel: {one_line(text)}\n")


def progress(text: str) -> None:
    """Print a piece of a line on standard error, as it is; where that is gone, nothing."""
    if sys.stderr is None:
        return
    with suppress(OSError, ValueError):
        sys.stderr.write(text)
        sys.stderr.flush()


def watched() -> bool:
    """Return whether somebody reads standard error as it comes: a terminal."""
    try:
        return sys.stderr is not None and sys.stderr.isatty()
    except ValueError:
        return False


def _put(text: str, *, flush: bool = False) -> None:
    if sys.stdout is None:
        raise OutputError("it is closed")
    try:
        sys.stdout.write(text)
        if flush:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except (OSError, ValueError) as error:
        raise OutputError(_reason(error)) from None


def flush() -> None:
    """Hand over what was said. Raises :class:`OutputError`; BrokenPipeError where nobody reads any more."""
    _put("", flush=True)


def _reason(error: Exception) -> str:
    if isinstance(error, OSError):
        return (error.strerror or str(error)).lower()
    return "it is closed"


class _NoOutputStream(io.TextIOBase):
    """Stands in for a standard output that isn't there; remembers nothing, and says so when written to."""

    def write(self, text: str) -> int:
        if text:
            raise OutputError("it is closed")
        return 0


class _NoErrorStream(io.TextIOBase):
    """Stands in for a standard error that isn't there or can fail: a complaint about that helps nobody."""

    def __init__(self, to: TextIO | None) -> None:
        self._to = to

    def write(self, text: str) -> int:
        if self._to is not None:
            with suppress(OSError, ValueError):
                self._to.write(text)
        return len(text)

    def flush(self) -> None:
        if self._to is not None:
            with suppress(OSError, ValueError):
                self._to.flush()

    def isatty(self) -> bool:
        with suppress(OSError, ValueError):
            return self._to is not None and self._to.isatty()
        return False

    def fileno(self) -> int:
        if self._to is None:
            raise OSError("standard error is closed")
        return self._to.fileno()


@contextmanager
def standard_streams() -> Iterator[None]:
    """Make both streams fit to be written to while a command runs, and put them back after it."""
    hold_places()
    out, err = sys.stdout, sys.stderr
    for stream in (out, err):
        with suppress(AttributeError, OSError, ValueError):
            cast(io.TextIOWrapper, stream).reconfigure(errors="backslashreplace")
    if out is None:
        sys.stdout = cast(TextIO, _NoOutputStream())
    sys.stderr = cast(TextIO, _NoErrorStream(err))
    try:
        yield
    finally:
        sys.stdout, sys.stderr = out, err


def hold_places() -> None:
    """Open nowhere in the place of a closed standard stream, so that no file of ours gets its number.

    Otherwise the first file that is opened would be what a library, or a child process, takes for standard
    output.
    """
    for number in (0, 1, 2):
        try:
            os.fstat(number)
        except OSError:
            with suppress(OSError):
                os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)


def give_up() -> None:
    """Let what is still held back for standard output go nowhere, so that the end of the program is quiet."""
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue
        try:
            stream.flush()
        except (OSError, ValueError, OutputError):
            with suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
                os.close(nowhere)
                stream.flush()
