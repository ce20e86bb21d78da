"""A pass explained, as one picture: the board, what each defender believed over time, and a coach's words."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pygame

from game.analysis.explain.explanation import Explanation
from game.analysis.explain.facts import OpponentInPass
from game.analysis.explain.sentences import Sentence, percent
from game.app.coaching.pass_board import Sketch, draw_board
from game.app.i18n import _, name_shown, p_, say
from game.app.render.icons import panel, verdict
from game.app.render.kits import Strip, strip_for
from game.app.render.theme import (
    BAD,
    GOLD,
    GOOD,
    INK,
    LINE,
    MUTED,
    PANEL,
    PANEL_RAISED,
    PAPER,
    THOUGHT,
    Colour,
    Role,
    Type,
    mix,
)

PICTURE = (1600, 900)
Point = tuple[float, float]


def why_png(explanation: Explanation, title: str) -> bytes:
    """Return the picture as a PNG's bytes; needs no display."""
    pygame.font.init()
    surface = pygame.Surface(PICTURE)
    draw_why(surface, Type(PICTURE), explanation, title, strip_for(), asked=False)
    out = io.BytesIO()
    pygame.image.save(surface, out, "why.png")
    return out.getvalue()


def draw_why(
    screen: pygame.Surface,
    type_: Type,
    explanation: Explanation,
    title: str,
    strip: Strip,
    below: int = 0,
    failed: str = "",
    asked: bool = True,
) -> None:
    """Fill the screen, ``below`` pixels at the bottom left free.

    ``failed``: what is said where what would have changed it won't be known. ``asked``: whether it is being
    worked out, where it isn't there yet.
    """
    screen.fill(PANEL)
    width, height = screen.get_size()
    pad = type_.px(22)
    y = pad - type_.px(6)
    screen.blit(type_.line(type_.fit(title, Role.SMALL, width - 2 * pad), Role.SMALL, MUTED), (pad, y))
    y += type_.height(Role.SMALL)
    head = type_.wrap(say(explanation.headline), Role.HEADING, width - 2 * pad)[:2]
    for text in head:
        screen.blit(type_.line(text, Role.HEADING, PAPER), (pad, y))
        y += type_.height(Role.HEADING)
    y += type_.px(6)
    bottom = height - pad - below
    left = pygame.Rect(pad, y, round(width * 0.46) - pad, bottom - y)
    board_h = round(left.height * 0.56)
    board = pygame.Rect(left.x, left.y, left.width, board_h)
    draw_board(screen, type_, Sketch.of(explanation.played, explanation.facts), board, strip=strip)
    chart_y = left.y + board_h + type_.px(12)
    draw_chart(screen, type_, explanation, pygame.Rect(left.x, chart_y, left.width, left.bottom - chart_y))
    right = pygame.Rect(left.right + pad, y, width - left.right - 2 * pad, bottom - y)
    _words(screen, type_, explanation, right, failed, asked)


def draw_chart(screen: pygame.Surface, type_: Type, e: Explanation, area: pygame.Rect) -> None:
    """Draw how sure each defender was of this pass over time, and the surest one's cues below the line."""
    facts = e.facts
    label_h = type_.height(Role.SMALL)
    watched = [w for w in facts.watchers if not np.isnan(w.belief).all()]
    title = _("How sure they were of this pass")
    if e.played.shot:
        title = _("How sure they were of a shot")
    elif facts.receiver >= 0:
        title = _("How sure they were of a pass to {who}", who=name_shown(e.names[facts.receiver]))
    screen.blit(type_.line(type_.fit(title, Role.SMALL_STRONG, area.width), Role.SMALL_STRONG, PAPER), area)
    beside = type_.width(percent(1.0), Role.SMALL) + type_.px(6)
    box = pygame.Rect(area.x + beside, area.y + label_h + type_.px(4), 0, 0)
    box.width, box.height = area.right - box.x, area.bottom - box.y - label_h - type_.px(2)
    pygame.draw.rect(screen, mix(PANEL, INK, 0.35), box)
    if box.height < type_.px(40) or not facts.times.size:
        return
    first, last = float(facts.times[0]), max(float(facts.times[-1]), 0.1)

    def at(t: float, share: float) -> Point:
        return (
            box.x + (t - first) / (last - first) * box.width,
            box.bottom - share * (box.height - 2) - 1,
        )

    for share in (0.0, 0.5, 1.0):
        y = at(first, share)[1]
        pygame.draw.line(screen, LINE, (box.x, y), (box.right, y))
        text = type_.line(percent(share), Role.SMALL, MUTED)
        screen.blit(text, (box.x - text.get_width() - type_.px(5), y - text.get_height() / 2))
    x0 = at(0.0, 0.0)[0]
    pygame.draw.line(screen, GOLD, (x0, box.y), (x0, box.bottom), max(1, type_.px(2)))
    _ticks(screen, type_, box, first, last, at)
    if not watched:
        text = type_.line(_("Nobody read this pass."), Role.BODY, MUTED)
        screen.blit(text, text.get_rect(center=box.center))
        return
    foremost = max(watched, key=lambda w: (w.player == e.played.by, _sure(w)))
    for watcher in sorted(watched, key=lambda w: w is foremost):
        colour = THOUGHT if watcher is foremost else mix(PANEL, THOUGHT, 0.45)
        seen = ~np.isnan(watcher.belief)
        points = [
            at(float(t), float(b)) for t, b in zip(watcher.times[seen], watcher.belief[seen], strict=True)
        ]
        if len(points) > 1:
            pygame.draw.lines(
                screen, colour, False, points, max(2, type_.px(3 if watcher is foremost else 2))
            )
        if watcher.left is not None and first <= watcher.left <= last:
            index = int(np.searchsorted(watcher.times, watcher.left - 1e-9))
            level = watcher.belief[min(index, len(watcher.belief) - 1)]
            spot = at(watcher.left, float(level) if level == level else 0.0)
            pygame.draw.circle(screen, INK, spot, type_.px(7))
            pygame.draw.circle(screen, colour, spot, type_.px(5))
    label = _("{who} (dot: first step)", who=name_shown(e.names[foremost.player]))
    text = type_.line(type_.fit(label, Role.SMALL, box.width - type_.px(16)), Role.SMALL, THOUGHT)
    # Where the line isn't that it names: high or low at the left.
    early = foremost.belief[: max(len(foremost.belief) // 2, 1)]
    is_high = not np.isnan(early).all() and float(np.nanmax(early)) > 0.7
    y = box.bottom - text.get_height() - type_.px(4) if is_high else box.y + type_.px(4)
    place = text.get_rect(topleft=(box.x + type_.px(8), y))
    pygame.draw.rect(screen, PANEL, place.inflate(type_.px(4), 0))
    screen.blit(text, place)


def _sure(w: OpponentInPass) -> float:
    sure = w.at_contact(w.belief)
    return sure if sure == sure else 0.0


def _ticks(
    screen: pygame.Surface,
    type_: Type,
    box: pygame.Rect,
    first: float,
    last: float,
    at: Callable[[float, float], Point],
) -> None:
    step = 0.5 if last - first < 3.5 else 1.0
    t = np.ceil(first / step) * step
    while t <= last + 1e-9:
        x = at(float(t), 0.0)[0]
        said = _("contact") if abs(t) < 1e-9 else _("{s:+.1f} s", s=float(t))
        text = type_.line(said, Role.SMALL, GOLD if abs(t) < 1e-9 else MUTED)
        left = min(max(x - text.get_width() / 2, box.x), box.right - text.get_width())
        screen.blit(text, (left, box.bottom + type_.px(1)))
        t += step


def _words(
    screen: pygame.Surface, type_: Type, e: Explanation, area: pygame.Rect, failed: str, asked: bool
) -> None:
    """Draw the sentences with their numbers, then what would have changed it."""
    y = area.y
    causes_h = _causes_height(type_, e, area.width)
    room = area.height - causes_h
    most = len(e.sentences)
    while most > 1 and sentences_height(type_, e.short(most), area.width) > room:
        most -= 1
    y = draw_sentences(screen, type_, e.short(most), area.x, y, area.width)
    _causes(
        screen, type_, e, pygame.Rect(area.x, area.bottom - causes_h, area.width, causes_h), failed, asked
    )


def sentences_height(type_: Type, sentences: list[Sentence], width: int) -> int:
    """Return pixels that :func:`draw_sentences` takes."""
    text = width - type_.tx(26)
    lines = sum(len(type_.wrap(say(s.said), Role.BODY, text)) for s in sentences)
    return lines * type_.height(Role.BODY) + len(sentences) * (type_.height(Role.SMALL) + type_.px(6))


def draw_sentences(
    screen: pygame.Surface, type_: Type, sentences: list[Sentence], x: int, y: int, width: int
) -> int:
    """Draw what happened, line by line, each with its number below; returns where it ends."""
    mark, indent = type_.tx(17), type_.tx(26)
    for s in sentences:
        screen.blit(verdict(s.good, mark), (x, y + (type_.height(Role.BODY) - mark) // 2))
        for text in type_.wrap(say(s.said), Role.BODY, width - indent):
            screen.blit(type_.line(text, Role.BODY, PAPER), (x + indent, y))
            y += type_.height(Role.BODY)
        screen.blit(type_.line(say(s.number), Role.SMALL, BAD if s.good is False else MUTED), (x + indent, y))
        y += type_.height(Role.SMALL) + type_.px(6)
    return y


def _causes_height(type_: Type, e: Explanation, width: int) -> int:
    if e.base is None:
        return type_.height(Role.SMALL)
    lines = len(type_.wrap(say(e.verdict()), Role.STRONG, width))
    rows = min(len(e.causes), 4) + 1
    return lines * type_.height(Role.STRONG) + rows * type_.tx(30) + type_.px(20)


def _causes(
    screen: pygame.Surface, type_: Type, e: Explanation, area: pygame.Rect, failed: str, asked: bool
) -> None:
    if e.base is None:
        said = failed or (_("Trying other ways...") if asked else "")
        said = type_.fit(said, Role.SMALL, area.width)
        screen.blit(type_.line(said, Role.SMALL, BAD if failed else MUTED), area)
        return
    y = area.y
    pygame.draw.line(screen, LINE, (area.x, y), (area.right, y))
    y += type_.px(8)
    for text in type_.wrap(say(e.verdict()), Role.STRONG, area.width):
        screen.blit(type_.line(text, Role.STRONG, GOLD), (area.x, y))
        y += type_.height(Role.STRONG)
    y += type_.px(4)
    rows = [(p_("pass", "As it was"), e.base.share, e.base.interval, e.base.n)]
    rows += [(say(e.what(c.change)), c.share, c.interval, c.n) for c in e.causes[:4]]
    label = max(type_.width(name, Role.SMALL_STRONG) for name, *rest in rows) + type_.px(12)
    label = min(label, area.width // 2)
    for number, (name, share, interval, _n) in enumerate(rows):
        draw_share(
            screen,
            type_,
            pygame.Rect(area.x, y, area.width, type_.tx(26)),
            name,
            share,
            interval,
            label,
            MUTED if number == 0 else GOOD,
        )
        y += type_.tx(30)


def draw_share(
    screen: pygame.Surface,
    type_: Type,
    area: pygame.Rect,
    name: str,
    share: float,
    interval: tuple[float, float],
    label: int,
    colour: Colour,
) -> None:
    """Draw one row: what, a bar of how often it arrives, its interval as a whisker, the number."""
    text = type_.line(type_.fit(name, Role.SMALL_STRONG, label - type_.px(6)), Role.SMALL_STRONG, PAPER)
    screen.blit(text, (area.x, area.centery - text.get_height() // 2))
    figure = type_.line(percent(share) if share == share else "...", Role.SMALL_STRONG, PAPER)
    high = max(area.height - type_.px(10), 4)
    bar = pygame.Rect(area.x + label, area.centery - high // 2, 0, high)
    bar.width = max(area.right - bar.x - type_.width("100 %", Role.SMALL_STRONG) - type_.px(10), 10)
    screen.blit(panel(bar.size, bar.height // 3, PANEL_RAISED, 255), bar)
    if share == share:
        filled = pygame.Rect(bar.x, bar.y, max(round(bar.width * share), 1), bar.height)
        pygame.draw.rect(screen, colour, filled, border_radius=bar.height // 3)
        low, high = (bar.x + round(bar.width * v) for v in interval)
        pygame.draw.line(screen, PAPER, (low, bar.centery), (high, bar.centery), max(1, type_.px(2)))
    screen.blit(figure, (area.right - figure.get_width(), area.centery - figure.get_height() // 2))
