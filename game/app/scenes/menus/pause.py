"""Play stands still: go on, start over, look at the last strike, or leave."""

from __future__ import annotations

import pygame

from game.app.i18n import _
from game.app.input.buttons import Frame, Press
from game.app.input.devices import KEYS, KEYS2
from game.app.render.theme import MUTED, PAPER, Role
from game.app.scenes.menus.menu_scene import MenuScene
from game.app.shell.context import Context
from game.app.shell.navigation import Pausable
from game.app.widgets.focus_list import FocusItem, FocusList
from game.app.widgets.menu import PANEL_PAD, draw_panel

WIDTH, WIDE = 420, 560
"""Layout units; an entry with a value takes more room."""


class Pause(MenuScene):
    """The pause menu, over a dimmed picture of the game."""

    name = "pause"
    covers = False

    def __init__(self, context: Context, play: Pausable, message: str = "", unplugged: str = "") -> None:
        """Begin; ``unplugged`` is the gamepad whose loss made the pause: plugging one in goes on."""
        super().__init__(context)
        self.play = play
        self.unplugged = bool(unplugged)
        self.message = message
        if unplugged:
            self.message = _(
                "The gamepad was unplugged ({name}). Plug it in again and play goes on, "
                "or resume with the keys.",
                name=unplugged,
            )
        self.menu = FocusList(
            [
                FocusItem(_("Resume"), self.back),
                *([FocusItem(_(play.again), self._restart)] if play.again else []),
                *play.pause_entries(),
                FocusItem(_("How to play"), self._how),
                FocusItem(_("Options"), self._options),
                FocusItem(_(play.leave_label), play.leave),
                FocusItem(_("Quit"), context.quit),
            ]
        )

    def back(self) -> None:
        """Play goes on."""
        self._take_keys()
        self.context.pop()

    def _take_keys(self) -> None:
        """Give the free keys to each person who lost a gamepad and goes on all the same."""
        devices = self.context.devices
        if devices.seats is None:
            return
        seats = list(devices.seats)
        for person in devices.missing:
            seats[person] = KEYS if KEYS not in seats else KEYS2
        if devices.missing:
            devices.sit(*seats)

    def _restart(self) -> None:
        self.play.restart()
        self._take_keys()
        self.context.pop()

    def _how(self) -> None:
        self.context.nav.how_to()

    def _options(self) -> None:
        self.context.nav.options()

    def update(self, seconds: float) -> None:
        """Play stands still; what may be asked next is looked into meanwhile."""
        self.play.coach.poll()

    def handle(self, frame: Frame) -> None:
        """Resume on Esc, P, B and Start as well, and when a gamepad is back."""
        if frame.unplugged is not None:
            self.unplugged = True
        if frame.plugged is not None and self.unplugged and not self.context.devices.missing:
            self.context.tell(_("{name} is back", name=frame.plugged))
            self.context.pop()
        elif Press.PAUSE in frame.presses:
            self.back()
        else:
            super().handle(frame)

    def draw(self, screen: pygame.Surface) -> None:
        """Draw a panel in the middle."""
        type_ = self.context.type
        wide = WIDE if any(entry.value for entry in self.menu.entries) else WIDTH
        width = type_.tx(wide)
        title = type_.fit(self.play.title, Role.SMALL, width - 2 * type_.tx(PANEL_PAD))
        draw_panel(screen, type_, self.menu, width, _("Paused"), ((title, MUTED), (self.message, PAPER)))
