"""A level is tried while it is made; from any moment of it one can go back, or go on making it from there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from game.app.i18n import N_, _
from game.app.scenes.play.level import Play
from game.app.shell.context import Context
from game.app.widgets.focus_list import FocusItem
from game.core.state import World
from game.scenario.schema import Level


class Trial(Play):
    """The level of the editor, played as anybody would play it; nothing of it is kept."""

    leave_label = N_("Back to the editor")
    goes_on = False
    keeps_replay = False

    def __init__(
        self, context: Context, level: Level, back: Callable[[], None], take: Callable[[World], None]
    ) -> None:
        """``back`` leads to the editor; ``take`` makes a moment the level's first one."""
        self._back, self._take = back, take
        super().__init__(context, Path("trial.toml"), level)
        self.source = None

    @property
    def keeps_result(self) -> bool:
        """A level that isn't finished has no best result."""
        return False

    def level_entry(self) -> FocusItem:
        """Return the way back with this moment as the first one."""
        return FocusItem(_("Begin the level here"), self._begin_here)

    def _begin_here(self) -> None:
        self._take(self.session.world)

    def leave(self) -> None:
        """Go back to the editor."""
        self._back()
