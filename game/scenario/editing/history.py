"""Every change can be taken back and made again."""

from typing import Final

from game.scenario.editing.draft import Draft, changed

MOST: Final = 500
"""Changes that can be taken back."""


class History:
    """A draft as it is now, what it was before, and what was taken back.

    >>> history = History({"title": "One"})
    >>> history.do({"title": "Two"})
    >>> history.undo(), history.now["title"]
    (True, 'One')
    >>> history.redo(), history.now["title"]
    (True, 'Two')
    """

    def __init__(self, draft: Draft, *, kept: bool = True) -> None:
        """``kept``: whether it is in a file already, or nothing would be lost with it."""
        self.now = changed(draft)
        self._saved = self.now if kept else None
        self._past: list[Draft] = []
        self._future: list[Draft] = []
        self._going_on = ""

    def do(self, draft: Draft, going_on: str = "") -> None:
        """Take a change. Changes of one ``going_on`` in a row (a drag, a word that is typed) are one."""
        if draft == self.now:
            return
        if not going_on or going_on != self._going_on:
            self._past.append(self.now)
            del self._past[:-MOST]
        self._future.clear()
        self.now, self._going_on = draft, going_on

    def pause(self) -> None:
        """End what was going on: the next change is one of its own."""
        self._going_on = ""

    def undo(self) -> bool:
        """Take back the last change; returns whether there was one."""
        return self._step(self._past, self._future)

    def redo(self) -> bool:
        """Make again what was taken back; returns whether there was anything."""
        return self._step(self._future, self._past)

    def _step(self, away: list[Draft], to: list[Draft]) -> bool:
        self._going_on = ""
        if not away:
            return False
        to.append(self.now)
        self.now = away.pop()
        return True

    @property
    def can_undo(self) -> bool:
        """Whether there is anything to take back."""
        return bool(self._past)

    @property
    def can_redo(self) -> bool:
        """Whether there is anything to make again."""
        return bool(self._future)

    @property
    def unsaved(self) -> bool:
        """Whether it isn't as it was kept last."""
        return self.now != self._saved

    def saved(self) -> None:
        """Note that it is kept as it is now."""
        self._saved = self.now
        self.pause()
