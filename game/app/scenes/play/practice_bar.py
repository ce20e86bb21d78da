"""The bar below the practice pitch: what to put, what the buttons do, the menu, and the way into play."""

from __future__ import annotations

from typing import Final

import pygame

from game.app.i18n import N_, _
from game.app.input.actions import Action
from game.app.render.icons import cap, panel
from game.app.render.kits import strip_for
from game.app.render.theme import GOLD, INK, MUTED, PANEL_RAISED, PAPER, Colour, Role, Type
from game.app.scenes.play.practice_layout import ItemKind
from game.app.shell.context import Context
from game.app.widgets.scoreboard import stamp_left, swatch

HEIGHT, EDGE = 58, 14
"""Layout units: how high it is, and how far it stands off the window's edge."""
KINDS: Final = (ItemKind.MATE, ItemKind.DEFENDER, ItemKind.CONE)
WORDS: Final = {
    ItemKind.YOU: N_("You"),
    ItemKind.MATE: N_("Team-mate"),
    ItemKind.DEFENDER: N_("Defender"),
    ItemKind.CONE: N_("Cone"),
}
ORANGE: Final[Colour] = (255, 138, 48)


class PracticeBar:
    """Where everything on it was drawn last, and drawing it."""

    def __init__(self) -> None:
        self.kinds: dict[ItemKind, pygame.Rect] = {}
        self.menu = pygame.Rect(0, 0, 0, 0)
        self.go = pygame.Rect(0, 0, 0, 0)

    @staticmethod
    def room(type_: Type) -> int:
        """Return pixels that it takes from the picture's foot."""
        return type_.tx(HEIGHT) + type_.px(2 * EDGE)

    def draw(self, screen: pygame.Surface, context: Context, kind: ItemKind, mouse: bool) -> None:
        """Draw it; ``kind`` is what is put next, ``mouse`` whether the mouse moved the cursor last."""
        type_, pad = context.type, context.pad_in_use
        height, edge = type_.tx(HEIGHT), type_.px(EDGE)
        area = pygame.Rect(edge, screen.get_height() - height - edge, screen.get_width() - 2 * edge, height)
        screen.blit(panel(area.size, type_.tx(14), alpha=226), area)
        left = self._draw_kinds(screen, context, kind, area)
        fake = _label(context, Action.FAKE)
        right = area.right - type_.tx(10)
        self.go = _button(screen, type_, right, area.centery, _("Play from here"), fake, pad, GOLD)
        right = self.go.x - type_.px(8)
        key = _("Start") if pad else _("Esc")
        self.menu = _button(screen, type_, right, area.centery, _("Menu"), key, pad, PANEL_RAISED)
        room = (left + type_.px(14), self.menu.x - type_.px(10))
        _draw_help(screen, context, room, area.centery, mouse and not pad)

    def _draw_kinds(
        self, screen: pygame.Surface, context: Context, chosen: ItemKind, area: pygame.Rect
    ) -> int:
        """Draw the kinds to choose from; returns where they end."""
        type_ = context.type
        strip = strip_for(context.settings.palette, context.settings.patterns)
        x, middle = area.x + type_.tx(12), area.centery
        self.kinds = {}
        for kind in KINDS:
            word = type_.line(_(WORDS[kind]), Role.SMALL_STRONG, INK if kind is chosen else PAPER)
            size = type_.tx(22)
            rect = pygame.Rect(x, 0, word.get_width() + size + type_.tx(30), type_.tx(40))
            rect.centery = middle
            if kind is chosen:
                screen.blit(panel(rect.size, type_.px(10), GOLD, 255), rect)
            at = (rect.x + type_.tx(8), middle - size // 2)
            if kind is ItemKind.CONE:
                foot = at[1] + size
                corners = [(at[0] + size // 2, at[1]), (at[0] + size, foot), (at[0], foot)]
                pygame.draw.polygon(screen, ORANGE, corners)
            else:
                screen.blit(swatch(strip.players[0 if kind is ItemKind.MATE else 1], size), at)
            stamp_left(screen, word, (rect.x + size + type_.tx(16), middle))
            self.kinds[kind] = rect
            x = rect.right + type_.px(6)
        return x


def _label(context: Context, action: Action) -> str:
    """Return what stands on the key or button of the one person who practises."""
    bindings = context.devices.bindings
    return (bindings.pads[0] if context.pad_in_use else bindings.solo).label(action)


def _button(
    screen: pygame.Surface,
    type_: Type,
    right: int,
    middle: int,
    words: str,
    key: str,
    pad: bool,
    back: Colour,
) -> pygame.Rect:
    """Draw words and the key that does the same, ending at ``right``; returns where it is."""
    line = type_.line(words, Role.STRONG, INK if back == GOLD else PAPER)
    sprite = cap(type_, key, pad)
    rect = pygame.Rect(0, 0, line.get_width() + sprite.get_width() + type_.tx(40), type_.tx(42))
    rect.midright = (right, middle)
    screen.blit(panel(rect.size, type_.px(10), back, 255), rect)
    stamp_left(screen, line, (rect.x + type_.tx(16), middle))
    screen.blit(sprite, sprite.get_rect(midright=(rect.right - type_.tx(12), middle)))
    return rect


def _draw_help(
    screen: pygame.Surface, context: Context, room: tuple[int, int], middle: int, mouse: bool
) -> None:
    """Draw what the mouse, the keys or the gamepad do; as much of it as there is room for."""
    type_, pad = context.type, context.pad_in_use
    left, right = room
    if mouse:
        said = (_("Click: put or take.  Right click: remove.  Wheel: turn"), _("Click: put or take"))
        text = next((text for text in said if type_.width(text, Role.SMALL) <= right - left), "")
        stamp_left(screen, type_.line(text, Role.SMALL, MUTED), (left, middle))
        return
    hints = (
        ("A" if pad else _("Enter"), _("take, put")),
        ("X" if pad else _("Del"), _("remove")),
        (_label(context, Action.SWITCH), _("what to put")),
    )
    x = left
    for label, words in hints:
        key, line = cap(type_, label, pad), type_.line(words, Role.SMALL, MUTED)
        if x + key.get_width() + line.get_width() + type_.px(20) > right:
            return
        screen.blit(key, key.get_rect(midleft=(x, middle)))
        x += key.get_width() + type_.px(6)
        stamp_left(screen, line, (x, middle))
        x += line.get_width() + type_.px(16)
