"""The editor's menu: everything it can do, in a list for keys and gamepads, and the way out."""

from __future__ import annotations

import pygame

from game.app.i18n import _
from game.app.input.buttons import Frame, Press
from game.app.render.theme import MUTED
from game.app.scenes.menus.menu_scene import MenuScene
from game.app.shell.context import Context
from game.app.widgets.focus_list import FocusItem, FocusList
from game.app.widgets.menu import draw_panel

WIDTH = 440
"""Layout units of the panel."""


class EditorMenu(MenuScene):
    """A panel over the editor."""

    name = "editor menu"
    covers = False

    def __init__(self, context: Context, head: str, told: str, entries: list[FocusItem]) -> None:
        super().__init__(context)
        self.head, self.told = head, told
        self.menu = FocusList(entries)

    def handle(self, frame: Frame) -> None:
        """Go back on P and Start as well."""
        if Press.PAUSE in frame.presses:
            self.back()
        else:
            super().handle(frame)

    def draw(self, screen: pygame.Surface) -> None:
        """Draw a panel in the middle."""
        type_ = self.context.type
        draw_panel(screen, type_, self.menu, type_.tx(WIDTH), _(self.head), ((self.told, MUTED),))


def draw_menu_of(context: Context, title: str, entries: list[FocusItem]) -> EditorMenu:
    """Return the menu that Esc opens."""
    return EditorMenu(context, _("Make a level"), title, entries)


def ask_before_leaving(context: Context, entries: list[FocusItem]) -> EditorMenu:
    """Return the question whether what isn't kept may go."""
    return EditorMenu(context, _("Keep it?"), _("There are changes that aren't kept yet."), entries)
