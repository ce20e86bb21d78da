"""What went wrong with a file, in a line over the scene that stays: no fault of a file ends the program."""

from collections.abc import Iterator
from contextlib import contextmanager

from game.analysis.replay.format import ReplayError
from game.app.i18n import _
from game.app.shell.context import Context
from game.scenario.errors import LevelError
from game.storage.files import TextError

FAULTS = (LevelError, ReplayError, TextError, OSError)
"""What opening a file may raise. Anything else is a fault of the program's."""


def fault_words(error: Exception) -> str:
    """One line for the screen."""
    if isinstance(error, LevelError):
        more = len(error.faults) - 1
        why = error.faults[0]
        return _("{why} (and {n} more)", why=why, n=more) if more else why
    if isinstance(error, OSError):
        named = f"{error.filename}: " if error.filename else ""
        return f"{named}{error.strerror or error}"
    return str(error)


@contextmanager
def told(context: Context) -> Iterator[None]:
    """Have a fault of a file said, and go on."""
    try:
        yield
    except FAULTS as error:
        context.tell(_("That can't be opened. {why}", why=fault_words(error)))
        context.trace.note("fault", said=fault_words(error))
