"""The last strike's card, opened to be read at leisure."""

import pygame

from game.analysis.explain.shown import Shown
from game.app.coaching.strike_card import card_picture
from game.app.i18n import _
from game.app.input.devices import Frame, Press
from game.app.render.overlay import tag
from game.app.render.theme import Role
from game.app.shell.context import Context, Scene
from game.app.widgets.menu import shade


class StrikeScene(Scene):
    """The whole card in the middle of the screen."""

    name = "strike"
    covers = False

    def __init__(self, context: Context, shown: Shown) -> None:
        super().__init__(context)
        self.shown = shown
        self._picture: pygame.Surface | None = None

    def resized(self) -> None:
        """Make the picture again."""
        self._picture = None

    def handle(self, frame: Frame) -> None:
        """Go back on anything that is pressed."""
        if {Press.BACK, Press.ACCEPT, Press.PAUSE} & set(frame.presses) or frame.click is not None:
            self.context.pop()

    def draw(self, screen: pygame.Surface) -> None:
        """Draw the card, shrunk where a small window can't hold it."""
        type_ = self.context.type
        shade(screen, 170)
        if self._picture is None:
            picture = card_picture(type_, self.shown, whole=True)
            room = (screen.get_width() - type_.px(20), screen.get_height() - type_.px(76))
            shrink = min(1.0, room[0] / picture.get_width(), room[1] / picture.get_height())
            if shrink < 1.0:
                picture = pygame.transform.smoothscale_by(picture, shrink)
            self._picture = picture
        rect = self._picture.get_rect(
            center=(screen.get_width() // 2, (screen.get_height() - type_.px(40)) // 2)
        )
        screen.blit(self._picture, rect)
        back = _("B: back") if self.context.pad_in_use else _("Esc: back")
        tag(
            screen, type_, back, (screen.get_width() / 2, screen.get_height() - type_.px(28)), role=Role.SMALL
        )
