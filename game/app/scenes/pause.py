"""Play stands still: go on, start over, look at the last strike, or leave."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pygame

from game.app.desk import Desk, Scene
from game.app.devices import Frame, Press
from game.app.focus import Entry, FocusList
from game.app.look import MUTED, PANEL, PAPER, Role
from game.app.menu import draw_rows, shade
from game.app.signs import panel

if TYPE_CHECKING:
    from game.app.scenes.play import Play


WIDTH, WIDE = 420, 560
"""Layout units; an entry with a value takes more room."""


class Pause(Scene):
    """The pause menu, over a dimmed picture of the game."""

    name = "pause"
    covers = False

    def __init__(self, desk: Desk, play: Play, message: str = "") -> None:
        super().__init__(desk)
        self.play = play
        self.message = message
        entries = [Entry("Resume", desk.pop), Entry("Restart", self._restart)]
        if play.card.shown is not None:
            entries.append(Entry("Last strike", self._card))
        if play.onlooker.readers:
            mind = play.onlooker
            entries.append(
                Entry("Show what a defender thinks", mind.turn, lambda: mind.name, lambda by: mind.turn(by))
            )
        entries += [
            Entry("How to play", self._how),
            Entry("Options", self._options),
            Entry("Level list", self._list),
            Entry("Quit", desk.quit),
        ]
        self.menu = FocusList(entries)

    def _restart(self) -> None:
        self.play.restart()
        self.desk.pop()

    def _card(self) -> None:
        from game.app.scenes.strike import StrikeScene

        if self.play.card.shown is not None:
            self.desk.push(StrikeScene(self.desk, self.play.card.shown))

    def _how(self) -> None:
        from game.app.scenes.howto import HowTo

        self.desk.push(HowTo(self.desk))

    def _options(self) -> None:
        from game.app.scenes.options import Options

        self.desk.push(Options(self.desk))

    def _list(self) -> None:
        from game.app.scenes.levels import Levels
        from game.app.scenes.title import Title

        self.desk.home(Title(self.desk), Levels(self.desk, self.play.path.stem))

    def handle(self, frame: Frame) -> None:
        """Esc, P, B and Start resume as well."""
        if frame.plugged is not None:
            self.message = f"Gamepad ready: {frame.plugged}."
        if Press.BACK in frame.presses or Press.PAUSE in frame.presses:
            self.desk.pop()
        elif self.menu.handle(frame):
            self.desk.sounds.play("tick")

    def draw(self, screen: pygame.Surface) -> None:
        """A panel in the middle."""
        type_ = self.desk.type
        shade(screen, 130)
        width, pad = type_.tx(WIDE if self.play.onlooker.readers else WIDTH), type_.tx(26)
        note = type_.wrap(self.message, Role.SMALL, width - 2 * pad) if self.message else []
        height = (
            pad * 2
            + type_.height(Role.TITLE)
            + type_.height(Role.SMALL) * (len(note) + 1)
            + type_.tx(16)
            + len(self.menu.entries) * (type_.tx(46) + type_.px(6))
            - type_.px(6)
        )
        box = pygame.Rect(0, 0, width, height)
        box.center = screen.get_rect().center
        screen.blit(panel(box.size, type_.tx(18), PANEL, 246), box)
        x, y = box.x + pad, box.y + pad - type_.tx(8)
        screen.blit(type_.line("Paused", Role.TITLE, PAPER), (x, y))
        y += type_.height(Role.TITLE)
        title = type_.fit(self.play.level.title, Role.SMALL, width - 2 * pad)
        screen.blit(type_.line(title, Role.SMALL, MUTED), (x, y))
        y += type_.height(Role.SMALL)
        for text in note:
            screen.blit(type_.line(text, Role.SMALL, PAPER), (x, y))
            y += type_.height(Role.SMALL)
        y += type_.tx(16)
        draw_rows(screen, type_, self.menu, pygame.Rect(x, y, width - 2 * pad, 0))
