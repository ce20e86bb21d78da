"""What went wrong, in a line on the screen: no fault of a file or of one scene ends the program.

Whoever opens a file says what is the matter with it and stays. A scene that can't be drawn or can't go on (a
replay that is sound in form and absurd in content) is left for the title, which says so.
"""

import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from game.analysis.replay.format import ReplayError
from game.app.i18n import _
from game.app.shell.context import Context
from game.scenario.errors import LevelError
from game.storage.console import one_line, warn
from game.storage.files import TextError

FAULTS = (LevelError, ReplayError, TextError, OSError)
"""What opening a file may raise. Anything else is a fault of the program's."""
LONGEST = 200
"""Characters of a fault that are said."""


def fault_words(error: Exception) -> str:
    """Return one line for the screen."""
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


def leave_for_title(context: Context, error: Exception) -> None:
    """Leave everything that is open and say on the title screen what was the matter.

    A fault of the program's own is named on standard error too, with its place; the trace has all of it.
    Raises ``error`` again where the title itself is what fails, for there is nowhere left to go.
    """
    context.trace.note(
        "broken", said=fault_words(error), traceback="".join(traceback.format_exception(error))
    )
    if context.at_title:
        raise error
    context.window.screen.set_clip(None)
    context.nav.to_title()
    if isinstance(error, FAULTS):
        context.tell(_("That can't be opened. {why}", why=one_line(fault_words(error))))
        return
    last = traceback.extract_tb(error.__traceback__)[-1:]
    place = "".join(f" ({Path(frame.filename).name}, line {frame.lineno})" for frame in last)
    why = one_line(f"{type(error).__name__}: {error}")[:LONGEST]
    warn(f"left for the title screen: {why}{place}")
    context.tell(_("That can't be shown, so here is the menu. {why}", why=why))
