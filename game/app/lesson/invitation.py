"""The screen before class that lets the teacher's own phone in, once."""

from __future__ import annotations

import pygame

from game.app.i18n import _
from game.app.lesson import boards
from game.app.lesson.boards import BACK
from game.app.lesson.qr import qr_code
from game.app.render.theme import GOLD, MUTED, PAPER, Role, Type


def draw_invitation(screen: pygame.Surface, type_: Type, address: str, digits: str, network: bool) -> None:
    """Draw address, digits and QR code, and what they are for; ``network``: whether a phone can reach it."""
    screen.fill(BACK)
    body = screen.get_rect().inflate(-2 * type_.tx(48), -2 * type_.tx(36))
    size = min(body.height, round(body.width * 0.4))
    page = f"{address}teacher"
    code = qr_code(f"{page}#{digits}", size)
    box = code.get_rect(midright=(body.right, body.centery))
    screen.blit(code, box)
    wide, y = box.x - body.x - type_.tx(40), body.y
    rows = (
        (_("Your own phone, before the class is in the room:"), Role.HEADING, MUTED),
        (page.removeprefix("http://"), Role.HEADING, PAPER),
        (f"{digits[:3]} {digits[3:]}", Role.DISPLAY, GOLD),
        (
            _("It shows notes, votes and advice, and has every key. The digits let one phone in, once."),
            Role.HEADING,
            PAPER,
        ),
        ("" if network else _("Open it to the room's network first: N."), Role.HEADING, GOLD),
        (_("Any key closes this."), Role.BODY, MUTED),
    )
    for text, role, ink in rows:
        lines = len(type_.wrap(text, role, wide)) if text else 0
        place = pygame.Rect(body.x, y, wide, lines * type_.height(role))
        if text:
            boards.text_block(screen, type_, text, place, (role,), ink)
        y += place.height + type_.tx(14)
