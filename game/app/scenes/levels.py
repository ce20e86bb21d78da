"""The level list: title, what it teaches, best result."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.app.desk import Desk, Scene
from game.app.devices import Frame, Press
from game.app.focus import Entry, FocusList
from game.app.look import GOLD, INK, MUTED, PANEL, PANEL_RAISED, PAPER, Role, mix
from game.app.overlay import tag
from game.app.signs import panel, verdict
from game.app.words import _
from game.rules.progress import Best, load_results
from game.scenario.catalogue import Entry as LevelEntry
from game.scenario.catalogue import catalogue
from game.scenario.load import LevelError


class Levels(Scene):
    """All levels, scrolling."""

    name = "levels"

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
        self.scroll = 0.0
        self._settled = False

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
        self._settled = False

    def handle(self, frame: Frame) -> None:
        """Back leads to the title; the wheel scrolls."""
        if Press.BACK in frame.presses:
            self.desk.pop()
            return
        if frame.wheel:
            step = -1 if frame.wheel > 0 else 1
            self.menu.focus = min(max(self.menu.focus + step, 0), len(self.levels) - 1)
        if self.menu.handle(frame):
            self.desk.sounds.play("tick")

    def _geometry(self) -> tuple[pygame.Rect, int, int]:
        type_ = self.desk.type
        width, height = self.desk.window.size
        wide = min(round(width * 0.86), type_.tx(1000))
        top = type_.px(34) + type_.height(Role.TITLE) + type_.px(18)
        area = pygame.Rect((width - wide) // 2, top, wide, height - top - type_.px(52))
        return area, type_.tx(74), type_.px(8)

    def update(self, seconds: float) -> None:
        """Glide to where the focus is in sight."""
        area, row, gap = self._geometry()
        pitch = row + gap
        most = max(0.0, len(self.levels) * pitch - gap - area.height)
        want = min(max(self.menu.focus * pitch - (area.height - row) / 2.0, 0.0), most)
        if not self._settled or self.desk.settings.reduced_motion:
            self.scroll, self._settled = want, True
        self.scroll += (want - self.scroll) * min(1.0, seconds * 12.0)

    def draw(self, screen: pygame.Surface) -> None:
        """The list."""
        type_ = self.desk.type
        screen.fill(mix(PANEL, INK, 0.3))
        area, row, gap = self._geometry()
        screen.blit(type_.line(_("Levels"), Role.TITLE, PAPER), (area.x, type_.px(30)))
        won = sum(1 for level in self.levels if (best := self.best.get(level.name)) and best.won)
        count = type_.line(_("{won} of {all} won", won=won, all=len(self.levels)), Role.BODY, MUTED)
        screen.blit(count, (area.right - count.get_width(), type_.px(34) + type_.tx(18)))
        if self.fault:
            for i, text in enumerate(type_.wrap(self.fault, Role.BODY, area.width)):
                screen.blit(
                    type_.line(text, Role.BODY, PAPER), (area.x, area.y + i * type_.height(Role.BODY))
                )
        screen.set_clip(area)
        self.menu.lift()
        for index, level in enumerate(self.levels):
            rect = pygame.Rect(area.x, round(area.y + index * (row + gap) - self.scroll), area.width, row)
            seen = rect.clip(area)
            if seen.height <= 0:
                continue
            self.menu.place(index, seen)
            self._row(screen, level, rect, index == self.menu.focus, index + 1)
        screen.set_clip(None)
        keys = _("A: play    B: back") if self.desk.pad_in_use else _("Enter: play    Esc: back")
        note = self.desk.notice or keys
        tag(
            screen, type_, note, (screen.get_width() / 2, screen.get_height() - type_.px(26)), role=Role.SMALL
        )

    def _row(
        self, screen: pygame.Surface, level: LevelEntry, rect: pygame.Rect, focused: bool, number: int
    ) -> None:
        type_ = self.desk.type
        pad = type_.tx(18)
        screen.blit(panel(rect.size, type_.px(12), GOLD if focused else PANEL_RAISED, 255), rect)
        strong, quiet = (INK, mix(INK, GOLD, 0.15)) if focused else (PAPER, MUTED)
        figure = type_.line(str(number), Role.HEADING, strong if focused else MUTED)
        column = type_.tx(46)
        screen.blit(
            figure,
            (
                rect.x + pad + (column - pad - figure.get_width()) // 2,
                rect.centery - figure.get_height() // 2,
            ),
        )
        best = self.best.get(level.name)
        right = rect.right - pad
        if best is not None:
            words = type_.line(best.words(), Role.SMALL_STRONG, strong)
            mark = type_.tx(20)
            screen.blit(words, (right - words.get_width(), rect.centery - words.get_height() // 2))
            right -= words.get_width() + mark + type_.tx(10)
            screen.blit(verdict(True if best.won else None, mark), (right, rect.centery - mark // 2))
            right -= type_.tx(14)
        x = rect.x + pad + column
        top = rect.centery - (type_.height(Role.STRONG) + type_.height(Role.SMALL)) // 2
        screen.blit(type_.line(type_.fit(level.title, Role.STRONG, right - x), Role.STRONG, strong), (x, top))
        teaches = type_.fit(level.teaches, Role.SMALL, right - x)
        screen.blit(type_.line(teaches, Role.SMALL, quiet), (x, top + type_.height(Role.STRONG)))
