"""One way through every menu for keyboard, gamepad and mouse: a list of entries, one with the focus."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import pygame

from game.app.input.devices import Frame, Press


@dataclass(frozen=True, slots=True)
class FocusItem:
    """A line of a menu."""

    label: str
    act: Callable[[], None]
    """What accepting it does."""
    value: Callable[[], str] | None = None
    """What it stands at, for an option."""
    change: Callable[[int], None] | None = None
    """Left (-1) and right (1) on it, for an option."""
    note: str = ""
    badge: tuple[str, str] | None = None
    """Somebody's name and colour, whose badge stands before the label."""


class FocusList:
    """Entries, the one with the focus, and where each was drawn. Knows nothing of how they look."""

    def __init__(self, entries: Sequence[FocusItem], focus: int = 0, columns: int = 1) -> None:
        self.entries = list(entries)
        self.focus = min(max(focus, 0), max(len(self.entries) - 1, 0))
        self.columns = columns
        self._rects: dict[int, pygame.Rect] = {}

    def place(self, index: int, rect: pygame.Rect) -> None:
        """Remember where an entry is on the screen now, for the mouse."""
        self._rects[index] = rect

    def lift(self) -> None:
        """Forget where everything was, before it is drawn again."""
        self._rects.clear()

    @property
    def current(self) -> FocusItem | None:
        """The entry with the focus."""
        return self.entries[self.focus] if self.entries else None

    def handle(self, frame: Frame) -> bool:
        """Move the focus and act; returns whether anything happened."""
        if not self.entries:
            return False
        before = self.focus
        if frame.pointer is not None:
            self.focus = self._under(frame.pointer, self.focus)
        for press in frame.presses:
            if press is Press.UP:
                self._step(-self.columns)
            elif press is Press.DOWN:
                self._step(self.columns)
            elif press in (Press.LEFT, Press.RIGHT):
                by = -1 if press is Press.LEFT else 1
                change = self.entries[self.focus].change
                if change is not None:
                    change(by)
                    return True
                if self.columns > 1:
                    self._step(by)
            elif press is Press.ACCEPT:
                self._accept()
                return True
        if frame.click is not None:
            hit = self._under(frame.click, -1)
            if hit >= 0:
                self.focus = hit
                self._accept()
                return True
        return self.focus != before

    def _accept(self) -> None:
        entry = self.entries[self.focus]
        entry.act()

    def _step(self, by: int) -> None:
        self.focus = (self.focus + by) % len(self.entries)

    def _under(self, at: tuple[float, float], otherwise: int) -> int:
        for index, rect in self._rects.items():
            if rect.collidepoint(at):
                return index
        return otherwise
