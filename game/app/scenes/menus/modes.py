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
from game.app.widgets.menu import title_page

MODES: Final = ("quick", "match", "evening", "rondo", "levels", "steps", "practice", "editor")

COLUMNS: Final = 2


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
            columns=COLUMNS,
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
        """Draw two columns of cards, each with a drawing and what it is."""
        type_ = self.context.type
        self.context.backdrop()
        room = title_page(screen, type_, _("Play"), 1160)
        x, y, wide, height = room.x, room.y + type_.px(14), room.width, room.bottom
        rows, gap = -(-len(self.menu.entries) // COLUMNS), type_.px(12)
        card = ((wide - gap) // COLUMNS, min(type_.tx(138), (height - y - type_.px(14)) // rows - gap))
        y += max(0, height - y - rows * (card[1] + gap) - type_.px(40)) // 3
        self.menu.lift()
        for index, entry in enumerate(self.menu.entries):
            row, column = divmod(index, COLUMNS)
            rect = pygame.Rect((x + column * (card[0] + gap), y + row * (card[1] + gap)), card)
            self.menu.place(index, rect)
            self._draw_card(screen, entry, MODES[index], rect, focused=index == self.menu.focus)

    def _draw_card(
        self, screen: pygame.Surface, entry: FocusItem, mode: str, rect: pygame.Rect, *, focused: bool
    ) -> None:
        type_, settings = self.context.type, self.context.settings
        back, alpha = (GOLD, 255) if focused else (PANEL_RAISED, 226)
        screen.blit(panel(rect.size, type_.px(14), back, alpha), rect)
        strong, quiet = (INK, mix(INK, GOLD, 0.15)) if focused else (PAPER, MUTED)
        inset = type_.px(9)
        kind = {"quick": "match", "steps": "first"}.get(mode, mode)
        wide = min(round((rect.height - 2 * inset) * 1.7), round(rect.width * 0.30))
        strip = strip_for(settings.palette, settings.patterns)
        drawing = thumbnail(kind, (wide, round(wide / 1.7)), strip)
        screen.blit(drawing, drawing.get_rect(midleft=(rect.x + inset, rect.centery)))
        left = rect.x + inset + wide + type_.px(16)
        head = type_.line(entry.label, Role.HEADING, strong)
        room = rect.right - type_.px(14) - left
        notes = type_.wrap(entry.note, Role.SMALL, room)[:3]
        top = rect.centery - (head.get_height() + len(notes) * type_.height(Role.SMALL)) // 2
        screen.blit(head, (left, top))
        for n, note in enumerate(notes):
            below = top + head.get_height() + n * type_.height(Role.SMALL)
            screen.blit(type_.line(note, Role.SMALL, quiet), (left, below))
