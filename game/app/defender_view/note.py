"""A small note about a defender's thoughts: how the belief went, and when they left their place."""

from collections.abc import Callable, Sequence
from itertools import pairwise
from math import hypot

import pygame

from game.app.defender_view.model import LEAST_CHANCE, LOOKS_BACK, NAMED, STYLE_WORDS, ShownBelief, verdict_on
from game.app.i18n import _
from game.app.render.camera import Point
from game.app.render.icons import cap, panel
from game.app.render.theme import GOLD, LINE, MUTED, PAPER, THOUGHT, Colour, Role, Type
from game.core.state import STEP_SECONDS

LOOKS_AFTER = 15
"""Steps after contact that the note has room for: that is when the defender learns of it."""


def draw_note(
    screen: pygame.Surface,
    type_: Type,
    top: int,
    past: Sequence[ShownBelief],
    names: Sequence[str],
    who: int,
    style: str,
    *,
    contact: bool,
    key: str,
    pad: bool,
    card: pygame.Rect | None = None,
) -> None:
    """Draw under the score how the belief went in the last moments, and when the defender left.

    ``key``: what hides it. The note stands beside a strike's ``card`` where that reaches so far up.
    """
    inner = type_.tx(14)
    line_h, small_h = type_.height(Role.STRONG), type_.height(Role.SMALL)
    box = pygame.Rect(type_.px(16), top, type_.tx(300), 0)
    word_w, chart_h = type_.tx(122), type_.tx(60)
    box.height = 2 * inner + line_h + chart_h + 2 * small_h - type_.tx(4)
    if card is not None:
        beside = box.copy()
        beside.bottomleft = (card.right + type_.px(10), screen.get_height() - type_.px(16))
        if box.colliderect(card) and beside.right < screen.get_width():
            box = beside
    screen.blit(panel(box.size, type_.tx(14), alpha=212), box)
    x, y = box.x + inner, box.y + inner - type_.tx(4)
    title = type_.line(
        _("{who} thought", who=names[who]) if contact else _("{who} thinks", who=names[who]),
        Role.STRONG,
        PAPER,
    )
    screen.blit(title, (x, y))
    shown = cap(type_, key, pad)
    screen.blit(shown, (box.right - inner - shown.get_width(), y + (line_h - shown.get_height()) // 2))
    room = box.right - inner - shown.get_width() - x - title.get_width() - type_.tx(16)
    kind = type_.line(type_.fit(_(STYLE_WORDS[style]), Role.SMALL, room), Role.SMALL, MUTED)
    screen.blit(kind, (x + title.get_width() + type_.tx(8), y + (line_h - kind.get_height()) // 2))
    y += line_h + type_.tx(6)
    chart = pygame.Rect(x, y, box.width - 2 * inner - word_w, chart_h)
    span = LOOKS_BACK + (LOOKS_AFTER if contact else 0)
    end = round(chart.right - chart.width * (span - LOOKS_BACK) / span)
    _chart(screen, type_, chart, past, names, end, word_w - type_.tx(6), contact)
    second = round(end - chart.width / (span * STEP_SECONDS))
    y = chart.bottom + type_.tx(1)
    pygame.draw.line(screen, LINE, (second, chart.bottom - type_.px(4)), (second, chart.bottom))
    for text, middle in ((_("\u22121 s"), second), (_("contact") if contact else _("now"), end)):
        line = type_.line(text, Role.SMALL, MUTED)
        screen.blit(line, (max(round(middle - line.get_width() / 2), x), y))
    y += small_h - type_.tx(1)
    if past:
        last, room = past[-1], box.right - x - inner // 2
        words = verdict_on(last, names, contact)
        if type_.width(words, Role.SMALL_STRONG) > room:
            words = verdict_on(last, names, contact, short=True)
        words = type_.fit(words, Role.SMALL_STRONG, room)
        colour = PAPER if last.left_for is None else GOLD
        screen.blit(type_.line(words, Role.SMALL_STRONG, colour), (x, y))
    else:
        screen.blit(type_.line(_("Nobody to read just now"), Role.SMALL, MUTED), (x, y))


def _chart(
    screen: pygame.Surface,
    type_: Type,
    box: pygame.Rect,
    past: Sequence[ShownBelief],
    names: Sequence[str],
    end: int,
    word_w: int,
    contact: bool,
) -> None:
    """Draw the chances over the last moments: the two likeliest passes, and a ball that is kept (dots)."""
    pygame.draw.line(screen, LINE, box.bottomleft, box.bottomright)
    pygame.draw.line(
        screen, PAPER if contact else LINE, (end, box.top), (end, box.bottom), type_.px(2) if contact else 1
    )
    if not past:
        return
    last = past[-1]

    def across(step: float) -> float:
        return end - (last.step - step) / LOOKS_BACK * (end - box.left)

    def curve(of: Callable[[ShownBelief], float]) -> list[Point]:
        return [(across(t.step), box.bottom - of(t) * box.height) for t in past if across(t.step) >= box.left]

    said: list[tuple[float, str, Colour]] = []
    keeps = curve(lambda t: t.keep)
    _stroke(screen, type_, keeps, MUTED, 2, 5)
    said.append((keeps[-1][1], _("{share:.0f} % keeps it", share=last.keep * 100), MUTED))
    for lane, colour in zip(last.lanes[:NAMED], (THOUGHT, PAPER), strict=False):
        if lane.chance < LEAST_CHANCE:
            continue
        points = curve(lambda t, lane=lane: t.chance(lane.heel, lane.to))  # type: ignore[misc]
        _stroke(screen, type_, points, colour, 8 if lane.heel else 0, 5)
        share, how = f"{lane.chance * 100:.0f} %", _("heel") if lane.heel else _("push")
        words = f"{share} {how} {names[lane.to]}"
        if type_.width(words, Role.SMALL) > word_w:
            words = f"{share} {names[lane.to]}"
        said.append((points[-1][1], words, colour))
    if last.left_step >= 0 and last.left_for is not None:
        at = min(max(across(last.left_step), box.left), box.right)
        pygame.draw.line(screen, GOLD, (at, box.top), (at, box.bottom), type_.px(2))
        size = type_.px(6)
        pygame.draw.polygon(
            screen,
            GOLD,
            [(at - size, box.top - size), (at + size, box.top - size), (at, box.top + size * 0.6)],
        )
    high = type_.height(Role.SMALL) * 0.92
    said.sort()
    at_y = -1e9
    lowest = box.bottom + type_.tx(6) - high * (len(said) - 0.5)
    for y, words, colour in said:
        at_y = max(min(y, lowest), at_y + high, box.top + type_.tx(2))
        lowest += high
        line = type_.line(type_.fit(words, Role.SMALL, word_w), Role.SMALL, colour)
        screen.blit(line, (box.right + type_.tx(10), round(at_y - line.get_height() / 2)))


def _stroke(
    screen: pygame.Surface, type_: Type, points: list[Point], colour: Colour, on: float, off: float
) -> None:
    """Draw a curve, full (``on`` 0) or in strokes."""
    wide = max(1, round(type_.unit * 2))
    along = 0.0
    for a, b in pairwise(points):
        if on == 0 or along % ((on + off) * type_.unit) < on * type_.unit:
            pygame.draw.aaline(screen, colour, a, b, wide)
        along += hypot(b[0] - a[0], b[1] - a[1])
