"""The level is done: what was reached, and again, next or the list."""

from __future__ import annotations

from dataclasses import replace

import pygame

from game.app.i18n import N_, _, n_
from game.app.input.devices import Frame, Press
from game.app.render.icons import medal, panel, verdict
from game.app.render.theme import GOLD, MUTED, PANEL, PAPER, Role
from game.app.scenes.menus.menu_scene import MenuScene
from game.app.shell.context import Context
from game.app.shell.navigation import PlayedLevel
from game.app.shell.settings import STRENGTH_WORDS
from game.app.widgets.focus_list import FocusItem, FocusList
from game.app.widgets.menu import draw_rows, rows_height, shade
from game.scenario.level_paths import find, level_files
from game.scenario.load import load_level

WIDE, PAD = 460, 28
"""Units of the panel's width, and of its edge."""
GRADE_WORDS = {"done": N_("Done!"), "good": N_("Good!"), "masterly": N_("Masterly!")}


class Complete(MenuScene):
    """The panel at the end of a level."""

    name = "complete"
    covers = False

    def __init__(self, context: Context, play: PlayedLevel, new_best: bool) -> None:
        super().__init__(context)
        self.play = play
        self.new_best = new_best
        self.progress = play.session.progress
        self._next = self._after(play.path.stem) if play.goes_on else None
        entries = [FocusItem(_("Again"), self._again)]
        if play.softer is not None:
            word = _(STRENGTH_WORDS[play.softer])
            entries.append(FocusItem(_("Again, opponents {strength}", strength=word), self._softer))
        if self._next is not None:
            title = load_level(find(self._next)).title
            entries.append(FocusItem(_("Next: {title}", title=_(title)), self._go_on))
        entries.append(FocusItem(_(play.leave_label), self.back))
        self.menu = FocusList(entries, 1 if self.progress.won and self._next is not None else 0)

    @staticmethod
    def _after(name: str) -> str | None:
        names = list(level_files())
        if name not in names or name == names[-1]:
            return None
        return names[names.index(name) + 1]

    def _again(self) -> None:
        self.play.restart()
        self.context.pop()

    def _softer(self) -> None:
        """Play it against opponents one weaker, as is offered after it was lost twice."""
        if self.play.softer is not None:
            self.context.change(replace(self.context.settings, strength=self.play.softer))
            self._again()

    def _go_on(self) -> None:
        if self._next is not None:
            self.context.nav.to_level(find(self._next))

    def back(self) -> None:
        """Go to the list."""
        self.play.leave()

    def handle(self, frame: Frame) -> None:
        """Begin again on R."""
        if Press.RESTART in frame.presses and self.listens:
            self._again()
        else:
            super().handle(frame)

    def _headline(self) -> str:
        """Return what the play was worth in a word."""
        progress = self.progress
        if progress.grade is not None:
            return _(GRADE_WORDS[progress.grade])
        if progress.won:
            return _("Won")
        late = progress.time_limit is not None and progress.seconds >= progress.time_limit
        return _("Time is up") if late or progress.lost_by is None else _("Not yet")

    def _title(self) -> list[str]:
        """Return what was played, and against whom, in lines."""
        title = self.play.title
        if self.play.session.opposed:
            title = f"{title} ({_(STRENGTH_WORDS[self.play.session.strength])})"
        return self.context.type.wrap(title, Role.BODY, self.context.type.tx(WIDE - 2 * PAD))

    def _remarks(self) -> list[str]:
        """Return what else there is to say of it, line by line."""
        type_, room = self.context.type, self.context.type.tx(WIDE - 2 * PAD)
        return [
            line
            for text in self.play.shared.split("\n")
            if text
            for line in type_.wrap(text, Role.SMALL, room)
        ]

    def draw(self, screen: pygame.Surface) -> None:
        """Draw a panel in the middle."""
        type_, progress = self.context.type, self.progress
        shade(screen, 110)
        width, pad = type_.tx(WIDE), type_.tx(PAD)
        height = (
            2 * pad
            + type_.height(Role.TITLE)
            + type_.height(Role.FIGURE)
            + type_.height(Role.BODY) * (1 + len(self._title()))
            + type_.tx(22)
            + type_.height(Role.SMALL) * len(self._remarks())
            + rows_height(type_, len(self.menu.entries))
        )
        box = pygame.Rect(0, 0, width, height)
        box.center = screen.get_rect().center
        screen.blit(panel(box.size, type_.tx(18), PANEL, 248), box)
        x, y = box.x + pad, box.y + pad - type_.tx(6)
        mark = type_.tx(36)
        sign = verdict(progress.won, mark) if progress.grade is None else medal(progress.grade, mark)
        screen.blit(sign, (x, y + type_.tx(8)))
        headline = self._headline()
        screen.blit(type_.line(headline, Role.TITLE, PAPER), (x + mark + type_.tx(14), y))
        y += type_.height(Role.TITLE) + type_.tx(4)
        for text in self._title():
            screen.blit(type_.line(text, Role.BODY, MUTED), (x, y))
            y += type_.height(Role.BODY)
        goal = f" / {progress.goal}" if progress.goal is not None else ""
        figure = type_.line(f"{progress.score}{goal}", Role.FIGURE, GOLD)
        screen.blit(figure, (x, y))
        said = type_.line(_("in {time}", time=clock(progress.seconds)), Role.BODY, PAPER)
        screen.blit(
            said,
            (
                x + figure.get_width() + type_.tx(12),
                y + figure.get_height() - said.get_height() - type_.tx(3),
            ),
        )
        y += type_.height(Role.FIGURE)
        best = _("Your best so far!") if self.new_best else n_("{n} try", "{n} tries", progress.attempts)
        screen.blit(type_.line(best, Role.BODY, GOLD if self.new_best else MUTED), (x, y))
        y += type_.height(Role.BODY) + type_.tx(18)
        for text in self._remarks():
            screen.blit(type_.line(text, Role.SMALL, PAPER), (x, y - type_.tx(12)))
            y += type_.height(Role.SMALL)
        draw_rows(screen, type_, self.menu, pygame.Rect(x, y, width - 2 * pad, 0))


def clock(seconds: float) -> str:
    """Return ``42 s`` or ``3:07``."""
    if seconds < 60:
        return f"{seconds:.0f} s"
    return f"{int(seconds) // 60}:{int(seconds) % 60:02d} min"
