"""The slim bar over the pitch: what to put down on the left, what to do with the level on the right."""

from __future__ import annotations

from typing import Final

import pygame

from game.app.i18n import N_, _
from game.app.render.icons import panel
from game.app.render.kits import Strip
from game.app.render.overlay import tag
from game.app.render.theme import GOLD, INK, LINE, MUTED, PANEL, PANEL_RAISED, PAPER, Role, Type, mix
from game.app.render.vector import stamp
from game.app.scenes.editor.tool_icons import tool_icon
from game.app.shell.context import Context

TOOLS: Final = ("move", "mate", "opponent", "ball", "cone", "wall", "zone", "goal")
TOOL_WORDS: Final = {
    "move": N_("Move"),
    "mate": N_("Team-mate"),
    "opponent": N_("Opponent"),
    "ball": N_("Ball"),
    "cone": N_("Cone"),
    "wall": N_("Wall"),
    "zone": N_("Zone"),
    "goal": N_("Goal"),
}
DEEDS: Final = ("undo", "redo", "level", "task", "stops", "save", "try")
DEED_WORDS: Final = {
    "undo": N_("Undo"),
    "redo": N_("Redo"),
    "level": N_("Level"),
    "task": N_("Task"),
    "stops": N_("Questions"),
    "save": N_("Save"),
    "try": N_("Try it"),
}
HEIGHT: Final = 64
"""Layout units."""


class Toolbar:
    """Where each tool was drawn last, and drawing them."""

    def __init__(self) -> None:
        self.places: dict[str, pygame.Rect] = {}
        self._bare = False
        """Whether there was no room for words."""

    def draw_word(self, screen: pygame.Surface, type_: Type, pixel: tuple[float, float] | None) -> None:
        """Say what the picture under the mouse is, where the bar has no room for words."""
        name = self.at(pixel) if pixel is not None and self._bare else None
        if name is not None:
            rect = self.places[name]
            words = {**TOOL_WORDS, **DEED_WORDS}[name]
            tag(screen, type_, _(words), (rect.centerx, rect.bottom + type_.tx(20)))

    @staticmethod
    def room(type_: Type) -> int:
        """Return pixels that it takes from the picture's top."""
        return type_.tx(HEIGHT)

    def at(self, spot: tuple[float, float]) -> str | None:
        """Return the tool or deed that is drawn there, or None."""
        return next((name for name, rect in self.places.items() if rect.collidepoint(spot)), None)

    def draw(
        self, screen: pygame.Surface, context: Context, tool: str, idle: frozenset[str], strip: Strip
    ) -> None:
        """``tool``: what is put down; ``idle``: deeds that there is nothing to do for."""
        type_, width = context.type, screen.get_width()
        height = self.room(type_)
        screen.blit(panel((width, height), 1, PANEL, 236), (0, 0))
        self.places = {}
        every = [*TOOLS, *DEEDS]
        words = {**TOOL_WORDS, **DEED_WORDS}
        gap, edge = type_.px(4), type_.px(8)
        widths = {
            name: max(type_.width(_(words[name]), Role.SMALL) + type_.tx(14), type_.tx(54)) for name in every
        }
        spare = width - 2 * edge - sum(widths.values()) - gap * len(every)
        bare = self._bare = spare < 0  # too narrow for words: pictures alone
        if bare:
            wide = (width - 2 * edge - gap * len(every)) // len(every)
            widths = dict.fromkeys(every, min(wide, type_.tx(54)))
            spare = width - 2 * edge - sum(widths.values()) - gap * len(every)
        x = edge
        for number, name in enumerate(every):
            if name == DEEDS[0]:
                x += max(spare, 0)
            rect = pygame.Rect(x, type_.px(5), widths[name], height - type_.px(10))
            self.places[name] = rect
            key = str(number + 1) if name in TOOLS and not context.pad_in_use else ""
            self._tile(screen, type_, rect, name, "" if bare else _(words[name]), key, tool, idle, strip)
            x = rect.right + gap

    @staticmethod
    def _tile(
        screen: pygame.Surface,
        type_: Type,
        rect: pygame.Rect,
        name: str,
        word: str,
        key: str,
        tool: str,
        idle: frozenset[str],
        strip: Strip,
    ) -> None:
        lit = name in (tool, "try")
        back = GOLD if lit else PANEL_RAISED
        screen.blit(panel(rect.size, type_.px(9), back, 255 if lit else 200), rect)
        ink = INK if lit else LINE if name in idle else PAPER
        size = type_.tx(24)
        y = rect.centery - (type_.height(Role.SMALL) // 2 if word else 0)
        stamp(screen, tool_icon(name, size, ink, strip), (rect.centerx, y))
        if word:
            line = type_.line(word, Role.SMALL, ink)
            stamp(screen, line, (rect.centerx, rect.bottom - type_.height(Role.SMALL) // 2 - type_.px(1)))
        if key:
            digit = type_.line(key, Role.SMALL, mix(INK, GOLD, 0.2) if lit else MUTED)
            screen.blit(digit, (rect.x + type_.px(5), rect.y))
