"""What the editor works on: the draft, its history and file, what is chosen, what is put down next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from game.app.shell.context import Context
from game.scenario.editing.draft import Draft, Item, Point, changed, is_there, row_of
from game.scenario.editing.history import History
from game.scenario.editing.own import LevelFile
from game.scenario.editing.settled import settled

GRID = 0.5
"""Metres of the grid that things snap to."""


@dataclass(frozen=True, slots=True)
class Pick:
    """A place that is being asked for."""

    label: str
    take: Callable[[Point], Draft]
    """Return the draft with this place taken."""


class EditorState:
    """All that the editor's parts share."""

    def __init__(self, context: Context, draft: Draft, file: LevelFile, *, kept: bool) -> None:
        self.context = context
        self.history = History(draft, kept=kept)
        self.file = file
        self.tool = "move" if draft["player"] else "mate"
        self.chosen: Item | None = None
        self.page = ""
        """What the panel shows: ``level``, ``task``, ``stops``, ``stop 2``; "" for the chosen thing."""
        self.pick: Pick | None = None
        self.snaps = True
        self.given_up = False
        """Whether what isn't saved may go."""
        self.refresh: Callable[[], None] = lambda: None
        """Called when anything has changed that is drawn."""

    @property
    def draft(self) -> Draft:
        """The level as it is now. Nobody changes it: every change is another one."""
        return self.history.now

    @property
    def grid(self) -> float:
        """Metres that things snap to; 0 for none."""
        return GRID if self.snaps else 0.0

    def do(self, draft: Draft, going_on: str = "") -> None:
        """Take a change."""
        self.history.do(draft if draft is self.draft else settled(draft), going_on)
        if not is_there(self.draft, self.chosen):
            self.chosen = None
        self.refresh()

    def set(self, thing: Item, key: str, value: object, going_on: str = "") -> None:
        """Set a key of a thing's table, or take it out where the value is None."""
        after = changed(self.draft)
        row = row_of(after, thing)
        if value is None:
            row.pop(key, None)
        else:
            row[key] = value
        self.do(after, going_on)

    def choose(self, thing: Item | None) -> None:
        """Show a thing in the panel."""
        self.chosen, self.page = thing, ""
        self.history.pause()
        self.refresh()

    def show(self, page: str) -> None:
        """Show a page in the panel."""
        self.page, self.chosen = page, None
        self.history.pause()
        self.refresh()

    def ask_for(self, label: str, take: Callable[[Point], Draft]) -> None:
        """Ask for a place on the pitch."""
        self.pick = Pick(label, take)
        self.refresh()
