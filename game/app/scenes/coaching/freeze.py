"""A level's freeze: play stops and asks, what was chosen is played, and its thousand is shown."""

from __future__ import annotations

from collections.abc import Callable

import pygame

from game.analysis.passes.snapshot import Snapshot
from game.analysis.whatif.factors import Change
from game.analysis.whatif.query import Query
from game.app.i18n import _
from game.app.input.buttons import Frame
from game.app.render.icons import panel
from game.app.render.theme import GOLD, MUTED, PANEL, PANEL_RAISED, PAPER, Role
from game.app.scenes.menus.menu_scene import MenuScene
from game.app.shell.context import Context
from game.app.widgets.focus_list import FocusItem, FocusList
from game.app.widgets.menu import draw_rows, rows_height, shade
from game.scenario.schema import FreezeTable
from game.storage.workers import shared_pool

WIDTH = 640
"""Layout units."""
WORLDS = 1000
"""How often each answer is played."""


class FreezeQuestion:
    """A question that was asked in play: its moment, what was chosen, and what is known of each answer."""

    def __init__(self, freeze: FreezeTable, moment: Snapshot) -> None:
        self.freeze = freeze
        self.moment = moment
        self.chosen: int | None = None
        changes = [
            Change("", str(number), option.plan.plan()) for number, option in enumerate(freeze.options)
        ]
        self.query = Query(moment, changes, shared_pool(), rounds=(64, 256, WORLDS))

    def cancel(self) -> None:
        """Forget the rest: nobody waits for it."""
        self.query.cancel()


class FreezeScene(MenuScene):
    """The panel over the play that stands still; ``go_on`` is told which answer was chosen."""

    name = "freeze"
    covers = False

    def __init__(self, context: Context, asked: FreezeQuestion, go_on: Callable[[], None]) -> None:
        super().__init__(context)
        self.asked = asked
        self.go_on = go_on
        options = asked.freeze.options
        if self.answers:
            self.menu = FocusList([FocusItem(_("Go on"), self.back)])
        else:
            self.menu = FocusList(
                [
                    FocusItem(f"{number + 1}   {_(option.say)}", self._chooser(number))
                    for number, option in enumerate(options)
                ]
            )

    @property
    def answers(self) -> bool:
        """Whether something was chosen, and it is shown what each would have come to."""
        return self.asked.chosen is not None

    def _chooser(self, number: int) -> Callable[[], None]:
        def choose() -> None:
            self.asked.chosen = number
            self.context.pop()
            self.go_on()

        return choose

    def back(self) -> None:
        """Out of the answers, on with play; out of the question one comes by an answer only."""
        if self.answers:
            self.asked.cancel()
            self.context.pop()
            self.go_on()

    def handle(self, frame: Frame) -> None:
        """Choose at once where a number is pressed."""
        key = frame.raw_key
        if not self.answers and key is not None:
            number = key - pygame.KSCAN_1
            if 0 <= number < len(self.asked.freeze.options):
                self.menu.entries[number].act()
                return
        super().handle(frame)

    def update(self, seconds: float) -> None:
        """Take in what the workers have played."""
        self.asked.query.poll()

    def draw(self, screen: pygame.Surface) -> None:
        """Draw the question and its answers; afterwards what each comes to."""
        type_ = self.context.type
        shade(screen, 60)
        width, pad = min(type_.tx(WIDTH), screen.get_width() - type_.px(32)), type_.tx(24)
        question = type_.wrap(_(self.asked.freeze.ask), Role.STRONG, width - 2 * pad)
        line = type_.height(Role.STRONG)
        rows = rows_height(type_, len(self.menu.entries))
        bars = len(self.asked.freeze.options) * self._bar_height() if self.answers else 0
        height = 2 * pad + len(question) * line + type_.tx(14) + bars + rows
        box = pygame.Rect(0, 0, width, min(height, screen.get_height() - type_.px(24)))
        box.midbottom = (screen.get_width() // 2, screen.get_height() - type_.px(20))
        screen.blit(panel(box.size, type_.tx(18), PANEL, 244), box)
        x, y = box.x + pad, box.y + pad
        for text in question:
            screen.blit(type_.line(text, Role.STRONG, PAPER), (x, y))
            y += line
        y += type_.tx(14)
        if self.answers:
            for number in range(len(self.asked.freeze.options)):
                self._draw_bar(screen, number, pygame.Rect(x, y, width - 2 * pad, self._bar_height()))
                y += self._bar_height()
        draw_rows(screen, type_, self.menu, pygame.Rect(x, y, width - 2 * pad, box.bottom - pad - y))

    def _bar_height(self) -> int:
        type_ = self.context.type
        return type_.height(Role.BODY) + type_.tx(26)

    def _draw_bar(self, screen: pygame.Surface, number: int, area: pygame.Rect) -> None:
        """Draw an answer, and how many of its thousand arrive."""
        type_, row = self.context.type, self.asked.query.rows[number]
        mine = number == self.asked.chosen
        ink = GOLD if mine else PAPER
        told = _("{hits} of {n} arrive", hits=row.hits, n=row.n) if row.n else _("playing it ...")
        figure = type_.line(told, Role.STRONG if mine else Role.BODY, ink if row.n else MUTED)
        say = _(self.asked.freeze.options[number].say)
        label = type_.fit(say, Role.BODY, area.width - figure.get_width() - type_.tx(16))
        screen.blit(type_.line(label, Role.BODY, ink), area.topleft)
        screen.blit(figure, (area.right - figure.get_width(), area.y))
        bar = pygame.Rect(area.x, area.y + type_.height(Role.BODY) + type_.tx(2), area.width, type_.tx(10))
        screen.blit(panel(bar.size, bar.height // 2, PANEL_RAISED, 255), bar)
        if row.n:
            bar.width = max(round(bar.width * row.hits / row.n), bar.height)
            screen.blit(panel(bar.size, bar.height // 2, ink, 255), bar)
