"""The editor's menu: everything it can do, in a list for keys and gamepads, and the way out."""

from __future__ import annotations

import pygame

from game.app.i18n import _
from game.app.input.buttons import Frame, Press
from game.app.render.icons import panel
from game.app.render.theme import MUTED, PANEL, PAPER, Role
from game.app.scenes.menus.menu_scene import MenuScene
from game.app.shell.context import Context
from game.app.widgets.focus_list import FocusItem, FocusList
from game.app.widgets.menu import draw_rows, rows_height, shade


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
        shade(screen, 130)
        width, pad = type_.tx(440), type_.tx(26)
        told = type_.wrap(self.told, Role.SMALL, width - 2 * pad)
        head = type_.height(Role.TITLE) + len(told) * type_.height(Role.SMALL) + type_.tx(14)
        height = min(
            2 * pad + head + rows_height(type_, len(self.menu.entries)), screen.get_height() - type_.px(16)
        )
        box = pygame.Rect(0, 0, width, height)
        box.center = screen.get_rect().center
        screen.blit(panel(box.size, type_.tx(18), PANEL, 246), box)
        x, y = box.x + pad, box.y + pad - type_.tx(8)
        screen.blit(type_.line(_(self.head), Role.TITLE, PAPER), (x, y))
        y += type_.height(Role.TITLE)
        for text in told:
            screen.blit(type_.line(text, Role.SMALL, MUTED), (x, y))
            y += type_.height(Role.SMALL)
        y += type_.tx(14)
        draw_rows(screen, type_, self.menu, pygame.Rect(x, y, width - 2 * pad, box.bottom - pad - y))


def draw_menu_of(context: Context, title: str, entries: list[FocusItem]) -> EditorMenu:
    """Return the menu that Esc opens."""
    return EditorMenu(context, _("Make a level"), title, entries)


def ask_before_leaving(context: Context, entries: list[FocusItem]) -> EditorMenu:
    """Return the question whether what isn't kept may go."""
    return EditorMenu(context, _("Keep it?"), _("There are changes that aren't kept yet."), entries)
