"""A page of options: a panel with a list of entries over whatever it was opened from."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pygame

from game.app.i18n import _
from game.app.render.icons import panel
from game.app.render.theme import MUTED, PANEL, PAPER, Role
from game.app.scenes.menus.menu_scene import MenuScene
from game.app.shell.context import Context
from game.app.widgets.focus_list import FocusItem, FocusList
from game.app.widgets.menu import draw_rows, rows_height, shade


class Page(MenuScene):
    """A panel with a list of entries over whatever it was opened from."""

    name = "options"
    covers = False
    wide = 660

    def __init__(self, context: Context, title: str, rows: Callable[[], Sequence[FocusItem]]) -> None:
        super().__init__(context)
        self.title = title
        self._rows = rows
        self.menu = FocusList([*rows(), FocusItem(_("Back"), context.pop)])

    def refresh(self) -> None:
        """Make the entries again, as words may have changed; the focus stays."""
        self.menu = FocusList([*self._rows(), FocusItem(_("Back"), self.context.pop)], self.menu.focus)

    def resized(self) -> None:
        """Make the entries again: a new language resizes too."""
        self.refresh()

    def opened(self) -> None:
        """Make the entries again after another page."""
        self.refresh()

    def draw(self, screen: pygame.Surface) -> None:
        """Draw a panel in the middle."""
        type_ = self.context.type
        shade(screen, 150)
        width, pad = min(type_.tx(self.wide), screen.get_width() - 8), type_.tx(26)
        entry = self.menu.current
        note = self.context.notice or (entry.note if entry is not None else "")
        lines = type_.wrap(note, Role.SMALL, width - 2 * pad)[:2]
        around = (
            2 * pad + type_.height(Role.TITLE) + type_.tx(14) + 2 * type_.height(Role.SMALL) + type_.tx(8)
        )
        height = min(
            around + rows_height(type_, len(self.menu.entries)), screen.get_height() - 2 * type_.px(18)
        )
        box = pygame.Rect(0, 0, width, height)
        box.center = screen.get_rect().center
        screen.blit(panel(box.size, type_.tx(18), PANEL, 250), box)
        x, y = box.x + pad, box.y + pad - type_.tx(8)
        screen.blit(type_.line(_(self.title), Role.TITLE, PAPER), (x, y))
        y += type_.height(Role.TITLE) + type_.tx(14)
        area = pygame.Rect(x, y, width - 2 * pad, height - around)
        y = draw_rows(screen, type_, self.menu, area) + type_.tx(12)
        for text in lines:
            screen.blit(type_.line(text, Role.SMALL, MUTED), (x, y))
            y += type_.height(Role.SMALL)
        self.illustrate(screen, box)

    def illustrate(self, screen: pygame.Surface, box: pygame.Rect) -> None:
        """Show what an entry means, where words alone don't."""
