"""A scene that is a menu: accepting acts, back leads away."""

from __future__ import annotations

from game.app.input.buttons import Frame, Press
from game.app.shell.context import Scene
from game.app.widgets.focus_list import FocusList


class MenuScene(Scene):
    """A list of entries, one with the focus. How it is drawn is the subclass's."""

    menu: FocusList

    def back(self) -> None:
        """Go to where one came from."""
        self.context.pop()

    def moved(self) -> None:
        """Take in that another entry has the focus, or that one was changed."""

    def handle(self, frame: Frame) -> None:
        """Go back, or let the list have the input."""
        if Press.BACK in frame.presses:
            self.back()
        elif self.menu.handle(frame):
            self.moved()
            self.context.sounds.play("tick")
