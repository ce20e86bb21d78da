"""Options; each holds at once and is kept for next time."""

from __future__ import annotations

import pygame

from game.app.desk import Desk, Scene
from game.app.devices import Frame, Press
from game.app.focus import Entry, FocusList
from game.app.look import MUTED, PANEL, PAPER, Role
from game.app.menu import draw_rows, shade
from game.app.settings import changed
from game.app.signs import panel

_SIZES = {0.9: "Small", 1.0: "Normal", 1.15: "Large", 1.3: "Largest"}


class Options(Scene):
    """The options screen, over whatever it was opened from."""

    name = "options"
    covers = False

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)

        def option(label: str, name: str, note: str) -> Entry:
            def change(by: int) -> None:
                desk.change(changed(desk.settings, name, by))
                desk.trace.note("option", name=name, value=getattr(desk.settings, name))

            def onward() -> None:
                before = desk.settings
                change(1)
                if desk.settings == before:
                    # At the end of the choices, accepting starts over.
                    for _ in range(9):
                        change(-1)

            return Entry(label, onward, lambda: self._words(name), change, note)

        self.menu = FocusList(
            [
                option("Text size", "text_size", "Of everything that is written."),
                option("Game speed", "game_speed", "Slower play to practise the moment of letting go."),
                option("Gaze cone", "gaze_cone", "Show where your own player looks."),
                option(
                    "Reduced motion", "reduced_motion", "A slower camera, and nothing that moves in menus."
                ),
                option("Full screen", "fullscreen", "F11 does it anywhere."),
                option("Volume", "volume", "Kicks, boards and whistle."),
                Entry("Back", desk.pop),
            ]
        )

    def _words(self, name: str) -> str:
        value = getattr(self.desk.settings, name)
        if name == "text_size":
            return _SIZES[value]
        if isinstance(value, bool):
            return "On" if value else "Off"
        return f"{value * 100:.0f} %"

    def handle(self, frame: Frame) -> None:
        """Left and right change; back keeps."""
        if Press.BACK in frame.presses:
            self.desk.pop()
        elif self.menu.handle(frame):
            self.desk.sounds.play("tick")

    def draw(self, screen: pygame.Surface) -> None:
        """A panel in the middle."""
        type_ = self.desk.type
        shade(screen, 150)
        width, pad = type_.tx(620), type_.tx(26)
        rows = len(self.menu.entries) * (type_.tx(46) + type_.px(6))
        height = (
            2 * pad + type_.height(Role.TITLE) + type_.tx(14) + rows + type_.height(Role.SMALL) + type_.tx(8)
        )
        box = pygame.Rect(0, 0, width, height)
        box.center = screen.get_rect().center
        screen.blit(panel(box.size, type_.tx(18), PANEL, 250), box)
        x, y = box.x + pad, box.y + pad - type_.tx(8)
        screen.blit(type_.line("Options", Role.TITLE, PAPER), (x, y))
        y += type_.height(Role.TITLE) + type_.tx(14)
        y = draw_rows(screen, type_, self.menu, pygame.Rect(x, y, width - 2 * pad, 0)) + type_.tx(12)
        entry = self.menu.current
        note = self.desk.notice or (entry.note if entry is not None else "")
        screen.blit(type_.line(type_.fit(note, Role.SMALL, width - 2 * pad), Role.SMALL, MUTED), (x, y))
