"""The household's league table: a row for every name that has played."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import pygame

from game.app.i18n import N_, _, p_
from game.app.render.icons import panel
from game.app.render.theme import GOLD, LINE, MUTED, PANEL, PAPER, Role
from game.app.scenes.menus.menu_scene import MenuScene
from game.app.shell.context import Context
from game.app.widgets.focus_list import FocusItem, FocusList
from game.app.widgets.menu import draw_rows, title_page
from game.storage.league import Standing, load_league

HEADS: Final = (
    N_("Played"),
    N_("Won"),
    N_("Drawn"),
    N_("Lost"),
    N_("Goals"),
    N_("Points"),
    N_("Scored"),
    N_("Passes"),
    N_("Fooled"),
)
LEAST_GAP: Final = 8
"""Layout units between two columns, below which their heads are said short."""
_NAME_SHARE: Final = 0.24
"""Of the table's width that the names take."""


class LeagueTable(MenuScene):
    """Read only; one way back."""

    name = "league"

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.menu = FocusList([FocusItem(_("Back"), context.pop)])
        self.rows: tuple[Standing, ...] = ()
        self.told = ""
        try:
            self.rows, aside = load_league()
            if aside:
                self.told = _("The table couldn't be understood: kept as {file}.", file=aside)
        except OSError as error:
            self.told = _("The table can't be read ({why}).", why=error.strerror or str(error))

    def draw(self, screen: pygame.Surface) -> None:
        """Draw heads, and a row a name; as many as there is room for, the best first."""
        type_ = self.context.type
        self.context.backdrop()
        room = title_page(screen, type_, _("League table"), 1120)
        x, y, wide = room.x, room.y + type_.px(14), room.width
        button = type_.tx(46)
        foot = room.bottom - type_.px(22) - button
        if not self.rows:
            said = self.told or _("Nobody has played a match to its end yet. Every match with a name counts.")
            for text in type_.wrap(said, Role.BODY, wide):
                screen.blit(type_.line(text, Role.BODY, PAPER), (x, y))
                y += type_.height(Role.BODY)
        else:
            self._draw_table(screen, pygame.Rect(x, y, wide, foot - y - type_.px(14)))
        draw_rows(screen, type_, self.menu, pygame.Rect(x, foot, type_.tx(220), button))

    def _draw_table(self, screen: pygame.Surface, area: pygame.Rect) -> None:
        type_, pad = self.context.type, self.context.type.tx(16)
        head, tall = type_.height(Role.SMALL) + type_.px(12), type_.tx(38)
        shown = self.rows[: max(1, (area.height - head - pad) // tall)]
        box = pygame.Rect(area.x, area.y, area.width, head + tall * len(shown) + pad)
        screen.blit(panel(box.size, type_.px(12), PANEL, 244), box)
        heads = [_(word) for word in HEADS]
        middles, gap = self._middles(area, shown, heads)
        if gap < type_.tx(LEAST_GAP):
            heads = short_heads()
            middles, gap = self._middles(area, shown, heads)
        for middle, word in zip(middles, heads, strict=True):
            said = type_.line(word, Role.SMALL, MUTED)
            screen.blit(said, said.get_rect(midtop=(middle, area.y + type_.px(8))))
        y = area.y + head
        for place, row in enumerate(shown):
            pygame.draw.line(screen, LINE, (area.x + pad, y), (area.right - pad, y))
            mine = row.name == self.context.household.current
            name = type_.fit(f"{place + 1}  {row.name}", Role.STRONG, round(area.width * _NAME_SHARE) - pad)
            said = type_.line(name, Role.STRONG, GOLD if mine else PAPER)
            screen.blit(said, said.get_rect(midleft=(area.x + pad, y + tall // 2)))
            for middle, text in zip(middles, _cells(row), strict=True):
                figure = type_.line(text, Role.BODY, PAPER)
                screen.blit(figure, figure.get_rect(center=(middle, y + tall // 2)))
            y += tall

    def _middles(
        self, area: pygame.Rect, shown: Sequence[Standing], heads: Sequence[str]
    ) -> tuple[list[int], float]:
        """Return the middles of the columns, each as wide as what stands in it wants, and the gap between."""
        type_ = self.context.type
        wants = [type_.width(word, Role.SMALL) for word in heads]
        for row in shown:
            cells = [type_.width(text, Role.BODY) for text in _cells(row)]
            wants = [max(pair) for pair in zip(wants, cells, strict=True)]
        left = area.x + round(area.width * _NAME_SHARE)
        gap = (area.right - left - sum(wants)) / (len(wants) + 0.5)
        middles, x = [], left + 0.5 * gap
        for want in wants:
            middles.append(round(x + 0.5 * want))
            x += want + gap
        return middles, gap


def short_heads() -> list[str]:
    """Return the heads as a newspaper's table has them."""
    short = (p_("table", "P"), p_("table", "W"), p_("table", "D"), p_("table", "L"))
    return [*short, _("Goals"), p_("table", "Pts"), _("Scored"), _("Passes"), _("Fooled")]


def _cells(row: Standing) -> tuple[str, ...]:
    """Return what stands in a row behind its name."""
    goals = f"{row.goals_for} : {row.goals_against}"
    passes = f"{row.completed} / {row.passes}"
    if row.passes:
        passes += f" ({100 * row.completed / row.passes:.0f} %)"
    counts = (str(row.played), str(row.won), str(row.drawn), str(row.lost))
    return (*counts, goals, str(row.points), str(row.scored), passes, str(row.fooled))
