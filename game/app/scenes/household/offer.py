"""An offer that is made once: after a hundred passes that arrived one's own hand may choose the weight."""

from __future__ import annotations

from dataclasses import replace
from typing import Final

import pygame

from game.app.i18n import N_, _
from game.app.render.icons import panel
from game.app.render.theme import GOLD, PANEL, PAPER, Role
from game.app.scenes.menus.menu_scene import MenuScene
from game.app.shell.context import Context
from game.app.widgets.focus_list import FocusItem, FocusList
from game.app.widgets.menu import draw_rows, rows_height, shade
from game.storage.passing_by_day import load_passing, summed

MARK: Final = "mark"
"""Name of the offer, as it is kept."""
AFTER: Final = 100
"""Passes that have arrived after which it is made."""
HEAD: Final = N_("{n} of your passes have arrived")
WORDS: Final = N_(
    "Until now a tap was always right. Choose the weight yourself: how long you hold it counts, and a notch "
    "on the charge shows what is right. Options, Help with aim, changes it back."
)


def is_due(context: Context) -> bool:
    """Return whether whoever plays has passed so much, has the automatic weight, and wasn't asked yet."""
    person = context.household.person
    if person is None or MARK in person.offered or context.settings.weight_1 != "auto":
        return False
    return summed(load_passing(context.folder)).get("all", (0, 0))[1] >= AFTER


class MarkOffer(MenuScene):
    """A panel over the result; either answer is kept, and it isn't asked again."""

    name = "offer"
    covers = False

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.menu = FocusList(
            [FocusItem(_("Try it"), self._take), FocusItem(_("Not now"), self.back)],
        )
        context.offered(MARK)

    def _take(self) -> None:
        self.context.change(replace(self.context.settings, weight_1=MARK))
        self.context.trace.note("option", name="weight_1", value=MARK)
        self.back()

    def draw(self, screen: pygame.Surface) -> None:
        """Draw what it is about, and the two answers."""
        type_ = self.context.type
        shade(screen, 130)
        width, pad = min(type_.tx(620), screen.get_width() - 8), type_.tx(28)
        head = type_.wrap(_(HEAD, n=AFTER), Role.HEADING, width - 2 * pad)
        lines = type_.wrap(_(WORDS), Role.BODY, width - 2 * pad)
        height = 2 * pad + len(head) * type_.height(Role.HEADING) + len(lines) * type_.height(Role.BODY)
        height += type_.tx(30) + rows_height(type_, len(self.menu.entries))
        box = pygame.Rect(0, 0, width, height)
        box.center = screen.get_rect().center
        screen.blit(panel(box.size, type_.tx(18), PANEL, 250), box)
        x, y = box.x + pad, box.y + pad - type_.tx(6)
        for text in head:
            screen.blit(type_.line(text, Role.HEADING, GOLD), (x, y))
            y += type_.height(Role.HEADING)
        y += type_.tx(8)
        for text in lines:
            screen.blit(type_.line(text, Role.BODY, PAPER), (x, y))
            y += type_.height(Role.BODY)
        draw_rows(screen, type_, self.menu, pygame.Rect(x, y + type_.tx(18), width - 2 * pad, 0))
