"""The list of lessons, in the room's language, which can be changed here."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pygame

from game.app.i18n import LANGUAGES, N_, _
from game.app.render.icons import panel
from game.app.render.theme import MUTED, PANEL_RAISED, PAPER, Role
from game.app.render.vector import stamp
from game.app.scenes.menus.scrolling import ScrollingList
from game.app.shell.context import Context
from game.app.shell.settings import changed
from game.app.widgets.focus_list import FocusItem, FocusList
from game.classroom.lesson.catalogue import lesson_faults, lessons
from game.classroom.words import WordBook


class Lessons(ScrollingList):
    """All lessons."""

    name = "lessons"
    head = N_("Class")
    row_units = 86

    def __init__(self, context: Context, focus: str | None = None) -> None:
        super().__init__(context)
        self.lessons = lessons()
        self.faults = lesson_faults()
        names = [lesson.name for lesson in self.lessons]
        self.words = WordBook(context.settings.language)
        self.menu = FocusList(
            [
                FocusItem(self.words(lesson.table.title), self._opener(lesson.path), change=self._speak)
                for lesson in self.lessons
            ],
            names.index(focus) if focus in names else 0,
        )

    def _opener(self, path: Path) -> Callable[[], None]:
        def opener() -> None:
            self.context.nav.lesson(path)

        return opener

    def _speak(self, by: int) -> None:
        """Speak the program's language in the room."""
        self.context.change(changed(self.context.settings, "language", by))

    def resized(self) -> None:
        """Build the rows again: the language may have changed."""
        self.words = WordBook(self.context.settings.language)

    def opened(self) -> None:
        """Say what is wrong with lesson files."""
        super().opened()
        if self.faults:
            self.context.tell(self.faults[0])

    def instead(self) -> str:
        """Return what is wrong, where no lesson can be read."""
        return self.faults[0] if self.faults and not self.lessons else ""

    def foot(self) -> str:
        """Return what the buttons do."""
        if self.context.pad_in_use:
            return _("A: choose    Left, right: the room's language    B: back")
        return _("Enter: choose    Left, right: the room's language    Esc: back")

    def draw(self, screen: pygame.Surface) -> None:
        """Draw the list and the room's language."""
        super().draw(screen)
        type_, area = self.context.type, self.geometry()[0]
        own = type_.line(LANGUAGES[self.context.settings.language], Role.STRONG, PAPER)
        box = pygame.Rect(0, 0, own.get_width() + type_.tx(36), type_.tx(38))
        box.midright = (area.right, area.y - type_.px(30))
        screen.blit(panel(box.size, type_.px(10), PANEL_RAISED, 255), box)
        stamp(screen, own, box.center)
        label = type_.line(_("The room's language"), Role.BODY, MUTED)
        screen.blit(label, (box.x - label.get_width() - type_.tx(12), box.centery - label.get_height() // 2))

    def draw_row(self, screen: pygame.Surface, index: int, rect: pygame.Rect) -> None:
        """Draw number, title, what it is about, age and minutes."""
        lesson, type_ = self.lessons[index], self.context.type
        pad, column = type_.tx(18), type_.tx(46)
        inks = self.draw_plate(screen, index, rect)
        figure = type_.line(str(index + 1), Role.HEADING, inks[0] if index == self.menu.focus else MUTED)
        stamp(screen, figure, (rect.x + (pad + column) / 2, rect.centery))
        minutes = _("{minutes:g} min", minutes=lesson.table.minutes)
        age = _("Age {age}", age=lesson.table.age) if lesson.table.age else ""
        right = rect.right - pad
        for n, text in enumerate(filter(None, (minutes, age))):
            line = type_.line(text, Role.SMALL_STRONG, inks[0] if n == 0 else inks[1])
            y = (
                rect.centery
                + (n - 1) * type_.height(Role.SMALL)
                + (0 if age else type_.height(Role.SMALL) // 2)
            )
            screen.blit(line, (right - line.get_width(), y))
        x = rect.x + pad + column
        between = pygame.Rect(x, rect.y, right - type_.tx(110) - x, rect.height)
        self.draw_title(
            screen, between, (self.words(lesson.table.title), self.words(lesson.table.about)), inks
        )
