"""The level list: title, what it teaches, best result."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.app.desk import Desk
from game.app.focus import Entry, FocusList
from game.app.look import MUTED, Role
from game.app.scenes.scrolling import ScrollingList
from game.app.signs import verdict
from game.app.vector import stamp
from game.app.words import N_, _
from game.rules.progress import Best, load_results
from game.scenario.catalogue import Entry as LevelEntry
from game.scenario.catalogue import catalogue
from game.scenario.load import LevelError


class Levels(ScrollingList):
    """All levels."""

    name = "levels"
    head = N_("Levels")
    row_units = 74

    def __init__(self, desk: Desk, focus: str | None = None) -> None:
        super().__init__(desk)
        try:
            self.levels: tuple[LevelEntry, ...] = catalogue()
            self.fault = ""
        except LevelError as error:
            self.levels, self.fault = (), error.faults[0]
        names = [level.name for level in self.levels]
        at = names.index(focus) if focus in names else None
        self.best: dict[str, Best] = {}
        self.menu = FocusList([Entry(level.title, self._opener(level)) for level in self.levels], at or 0)
        self._asked = at is not None

    def _opener(self, level: LevelEntry) -> Callable[[], None]:
        def opener() -> None:
            from game.app.scenes.play import Play

            self.desk.push(Play(self.desk, level.path))

        return opener

    def opened(self) -> None:
        """Read the results again: there may be a new best."""
        results = load_results()
        self.best = results.best
        if results.notice:
            self.desk.notice = "Earlier results couldn't be understood and were put aside."
        if not self._asked:
            # The first level that isn't won yet is where one goes on.
            self._asked = True
            for index, level in enumerate(self.levels):
                best = self.best.get(level.name)
                if best is None or not best.won:
                    self.menu.focus = index
                    break
        super().opened()

    def instead(self) -> str:
        """What is wrong with the level files."""
        return self.fault

    def foot(self) -> str:
        """What the buttons do, or what happened to the results."""
        keys = _("A: play    B: back") if self.desk.pad_in_use else _("Enter: play    Esc: back")
        return self.desk.notice or keys

    def draw(self, screen: pygame.Surface) -> None:
        """The list, and how many are won."""
        super().draw(screen)
        type_, area = self.desk.type, self.geometry()[0]
        won = sum(1 for level in self.levels if (best := self.best.get(level.name)) and best.won)
        count = type_.line(_("{won} of {all} won", won=won, all=len(self.levels)), Role.BODY, MUTED)
        screen.blit(count, (area.right - count.get_width(), type_.px(34) + type_.tx(18)))

    def draw_row(self, screen: pygame.Surface, index: int, rect: pygame.Rect) -> None:
        """Its number, title, what it teaches, and the best result."""
        level, type_ = self.levels[index], self.desk.type
        pad, column = type_.tx(18), type_.tx(46)
        inks = self.draw_plate(screen, index, rect)
        figure = type_.line(str(index + 1), Role.HEADING, inks[0] if index == self.menu.focus else MUTED)
        stamp(screen, figure, (rect.x + (pad + column) / 2, rect.centery))
        best = self.best.get(level.name)
        right = rect.right - pad
        if best is not None:
            words = type_.line(best.words(), Role.SMALL_STRONG, inks[0])
            mark = type_.tx(20)
            screen.blit(words, (right - words.get_width(), rect.centery - words.get_height() // 2))
            right -= words.get_width() + mark + type_.tx(10)
            screen.blit(verdict(True if best.won else None, mark), (right, rect.centery - mark // 2))
            right -= type_.tx(14)
        x = rect.x + pad + column
        between = pygame.Rect(x, rect.y, right - x, rect.height)
        self.draw_title(screen, between, (level.title, level.teaches), inks)
