"""A list that is longer than the screen: it glides to where the focus is in sight."""

from __future__ import annotations

from abc import ABC, abstractmethod

import pygame

from game.app.i18n import _
from game.app.input.buttons import Frame
from game.app.render.icons import panel
from game.app.render.overlay import tag
from game.app.render.theme import GOLD, INK, MUTED, PANEL_RAISED, PAPER, Colour, Role, mix
from game.app.scenes.menus.menu_scene import MenuScene
from game.app.shell.context import Context
from game.app.widgets.focus_list import FocusList


class ScrollingList(MenuScene, ABC):
    """Rows under a head, one of them in focus, and a line at the foot. What a row shows is the subclass's."""

    head: str
    row_units: float
    """A row's height in layout units."""

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.menu = FocusList([])
        self.scroll = 0.0
        """Pixels of the list above what is shown."""
        self._settled = False

    @abstractmethod
    def draw_row(self, screen: pygame.Surface, index: int, rect: pygame.Rect) -> None:
        """Draw one entry of the menu."""

    @abstractmethod
    def instead(self) -> str:
        """Return what is said in the place of rows; nothing where there are some."""

    @abstractmethod
    def foot(self) -> str:
        """Return what the buttons do, or what there is to tell."""

    def opened(self) -> None:
        """Bring the focus into sight at once."""
        self._settled = False

    def handle(self, frame: Frame) -> None:
        """Scroll with the wheel."""
        rows = len(self.menu.entries)
        if frame.wheel and rows:
            self.menu.focus = min(max(self.menu.focus + (-1 if frame.wheel > 0 else 1), 0), rows - 1)
            self.moved()
        super().handle(frame)

    def geometry(self) -> tuple[pygame.Rect, int, int]:
        """Return where rows are shown, a row's height, and the gap below it; pixels."""
        type_ = self.context.type
        width, height = self.context.window.size
        wide = min(round(width * 0.86), type_.tx(1000))
        top = type_.px(34) + type_.height(Role.TITLE) + type_.px(18)
        area = pygame.Rect((width - wide) // 2, top, wide, height - top - type_.px(52))
        return area, type_.tx(self.row_units), type_.px(8)

    def headroom(self, index: int) -> int:
        """Pixels above a row for a heading of its own."""
        return 0

    def draw_heading(self, screen: pygame.Surface, index: int, rect: pygame.Rect) -> None:
        """Draw what stands above a row that has headroom."""

    def tops(self) -> list[int]:
        """Pixels from the list's beginning to each row, and to where one more would begin."""
        _area, row, gap = self.geometry()
        tops, y = [], 0
        for index in range(len(self.menu.entries)):
            y += self.headroom(index)
            tops.append(y)
            y += row + gap
        return [*tops, y]

    def update(self, seconds: float) -> None:
        """Glide to where the focus is in sight."""
        area, row, gap = self.geometry()
        tops = self.tops()
        most = max(0.0, tops[-1] - gap - area.height)
        here = tops[self.menu.focus] if self.menu.entries else 0
        want = min(max(here - (area.height - row) / 2.0, 0.0), most)
        # From the top of a row, or of its heading: no half line at the upper edge.
        starts = [top - self.headroom(index) for index, top in enumerate(tops[:-1])]
        seen = [start for start in starts if here + row - area.height <= start <= here]
        if want < most:
            want = min(min(seen, key=lambda start: abs(start - want), default=want), most)
        if not self._settled or self.context.settings.reduced_motion:
            self.scroll, self._settled = want, True
        self.scroll += (want - self.scroll) * min(1.0, seconds * 12.0)

    def draw(self, screen: pygame.Surface) -> None:
        """Draw the head, the rows that are in sight, and the foot."""
        type_ = self.context.type
        self.context.backdrop()
        area, row, _gap = self.geometry()
        screen.blit(type_.line(_(self.head), Role.TITLE, PAPER), (area.x, type_.px(30)))
        for n, text in enumerate(type_.wrap(self.instead(), Role.BODY, area.width)):
            screen.blit(type_.line(text, Role.BODY, PAPER), (area.x, area.y + n * type_.height(Role.BODY)))
        screen.set_clip(area)
        self.menu.lift()
        for index, top in enumerate(self.tops()[:-1]):
            rect = pygame.Rect(area.x, round(area.y + top - self.scroll), area.width, row)
            room = self.headroom(index)
            head = pygame.Rect(area.x, rect.y - room, area.width, room)
            if room and head.clip(area).height > 0:
                self.draw_heading(screen, index, head)
            seen = rect.clip(area)
            if seen.height > 0:
                self.menu.place(index, seen)
                self.draw_row(screen, index, rect)
        screen.set_clip(None)
        middle = (screen.get_width() / 2, screen.get_height() - type_.px(26))
        tag(screen, type_, self.foot(), middle, role=Role.SMALL)

    def draw_plate(
        self, screen: pygame.Surface, index: int, rect: pygame.Rect, back: Colour | None = None
    ) -> tuple[Colour, Colour]:
        """Draw a row's plate, in ``back`` where given; returns the inks for strong and quiet words."""
        focused = index == self.menu.focus
        colour = back or (GOLD if focused else PANEL_RAISED)
        screen.blit(panel(rect.size, self.context.type.px(12), colour, 255), rect)
        return (INK, mix(INK, GOLD, 0.15)) if focused else (PAPER, MUTED)

    def draw_title(
        self,
        screen: pygame.Surface,
        rect: pygame.Rect,
        words: tuple[str, str],
        inks: tuple[Colour, Colour],
    ) -> None:
        """Draw a row's title and, under it, what else is said of it, in ``rect``, a part of the row."""
        type_ = self.context.type
        (title, below), (strong, quiet) = words, inks
        x, right = rect.x, rect.right
        wide, title_h, below_h = right - x, type_.height(Role.STRONG), type_.height(Role.SMALL)
        lines = type_.wrap(below, Role.SMALL, wide)
        if len(lines) > 1 and title_h + len(lines) * below_h > rect.height:
            lines = [type_.fit(below, Role.SMALL, wide)]
        y = rect.centery - (title_h + len(lines) * below_h) // 2
        screen.blit(type_.line(type_.fit(title, Role.STRONG, wide), Role.STRONG, strong), (x, y))
        for n, text in enumerate(lines):
            screen.blit(type_.line(text, Role.SMALL, quiet), (x, y + title_h + n * below_h))
