"""What to play: a match, keep-ball, a level, the first steps, or practice on a free pitch."""

from __future__ import annotations

from typing import Final

import pygame

from game.app.i18n import _
from game.app.render.icons import panel
from game.app.render.kits import strip_for
from game.app.render.scenery.thumbnails import thumbnail
from game.app.render.theme import GOLD, INK, MUTED, PANEL_RAISED, PAPER, Role, mix
from game.app.scenes.menus.menu_scene import MenuScene
from game.app.shell.context import Context
from game.app.widgets.focus_list import FocusItem, FocusList

MODES: Final = ("quick", "match", "evening", "rondo", "levels", "steps", "practice", "editor")


class Modes(MenuScene):
    """The screen after Play."""

    name = "modes"

    def __init__(self, context: Context, mode: str = MODES[0]) -> None:
        """Begin; ``mode`` says which of :data:`MODES` has the focus."""
        super().__init__(context)
        self.menu = FocusList(
            [
                FocusItem(
                    _("Quick match"),
                    self._quick,
                    note=_("You against the computer, at once: three minutes, boards all round."),
                ),
                FocusItem(
                    _("Match"),
                    self._match,
                    note=_("Three to six a side: against a friend, against the computer, or to watch."),
                ),
                FocusItem(
                    _("Cup"),
                    self._evening,
                    note=_("First to two, or a cup of four or eight: people and computers mixed."),
                ),
                FocusItem(
                    _("Rondo"),
                    self._rondo,
                    note=_("Keep the ball in a square against two who hunt it; then swap."),
                ),
                FocusItem(
                    _("Levels"),
                    self._levels,
                    note=_("One idea at a time, from the first push to lying eyes."),
                ),
                FocusItem(
                    _("First steps"),
                    self._steps,
                    note=_("Run, pass, weight, look, heel, fake: two minutes, then a short match."),
                ),
                FocusItem(
                    _("Practice"),
                    self._practice,
                    note=_("Put players where you like, on any ground, and play on from there."),
                ),
                FocusItem(
                    _("Make a level"),
                    self._make,
                    note=_("Put everybody in place, say what counts, try it at once, and keep it."),
                ),
            ],
            MODES.index(mode),
        )

    def _quick(self) -> None:
        self.context.nav.quick_match()

    def _match(self) -> None:
        self.context.nav.match_setup()

    def _evening(self) -> None:
        self.context.nav.evening()

    def _rondo(self) -> None:
        self.context.nav.rondo_setup()

    def _levels(self) -> None:
        self.context.nav.levels()

    def _steps(self) -> None:
        self.context.nav.to_first_step(0)

    def _practice(self) -> None:
        self.context.nav.practice()

    def _make(self) -> None:
        self.context.nav.make_level()

    def draw(self, screen: pygame.Surface) -> None:
        """Large rows, each with a drawing and what it is."""
        type_ = self.context.type
        self.context.backdrop()
        width, height = screen.get_size()
        wide, gap = min(round(width * 0.86), type_.tx(820)), type_.px(10)
        x, y = (width - wide) // 2, type_.px(24)
        screen.blit(type_.line(_("Play"), Role.TITLE, PAPER), (x, y))
        y += type_.height(Role.TITLE) + type_.px(16)
        row = min(type_.tx(104), (height - y - type_.px(14)) // len(self.menu.entries) - gap)
        y += max(0, height - y - len(self.menu.entries) * (row + gap) - type_.px(60)) // 3
        self.menu.lift()
        strip = strip_for(self.context.settings.palette, self.context.settings.patterns)
        for index, entry in enumerate(self.menu.entries):
            rect = pygame.Rect(x, y, wide, row)
            self.menu.place(index, rect)
            focused = index == self.menu.focus
            screen.blit(
                panel(rect.size, type_.px(14), GOLD if focused else PANEL_RAISED, 255 if focused else 226),
                rect,
            )
            strong, quiet = (INK, mix(INK, GOLD, 0.15)) if focused else (PAPER, MUTED)
            inset = type_.px(9)
            kind = {"quick": "match", "steps": "first"}.get(MODES[index], MODES[index])
            drawing = thumbnail(kind, (round((row - 2 * inset) * 1.7), row - 2 * inset), strip)
            screen.blit(drawing, (x + inset, y + inset))
            left = x + inset + drawing.get_width() + type_.tx(20)
            head = type_.line(entry.label, Role.HEADING, strong)
            notes = type_.wrap(entry.note, Role.SMALL, x + wide - type_.tx(20) - left)[:2]
            top = rect.centery - (head.get_height() + len(notes) * type_.height(Role.SMALL)) // 2
            screen.blit(head, (left, top))
            for n, note in enumerate(notes):
                below = top + head.get_height() + n * type_.height(Role.SMALL)
                screen.blit(type_.line(note, Role.SMALL, quiet), (left, below))
            y += row + gap
