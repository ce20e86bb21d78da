"""A scene that is a menu: accepting acts, back leads away."""

from __future__ import annotations

from typing import Self

from game.app.input.buttons import Frame, Press
from game.app.shell.context import Scene
from game.app.widgets.focus_list import FocusList

AFTER_PLAY = 0.5
"""Seconds for which a menu that comes up by itself takes nothing in."""


class MenuScene(Scene):
    """A list of entries, one with the focus. How it is drawn is the subclass's."""

    menu: FocusList
    deaf_until = -1e9
    """Until when presses are still meant for what was played: who hammers the pass button skips nothing."""

    def comes_by_itself(self) -> Self:
        """Take nothing in for a moment; returns itself."""
        self.deaf_until = self.context.now + AFTER_PLAY
        return self

    @property
    def listens(self) -> bool:
        """Whether presses are meant for it."""
        return self.context.now >= self.deaf_until

    def back(self) -> None:
        """Go to where one came from."""
        self.context.pop()

    def moved(self) -> None:
        """Take in that another entry has the focus, or that one was changed."""

    def handle(self, frame: Frame) -> None:
        """Go back, or let the list have the input."""
        if not self.listens:
            return
        if Press.BACK in frame.presses:
            self.back()
        elif self.menu.handle(frame):
            self.moved()
            self.context.sounds.play("tick")
