"""Boards that a room reads from eight metres. They draw what they are given and know no lesson."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import quantiles
from typing import Final

import pygame

from game.app.i18n import _
from game.app.render.icons import panel
from game.app.render.theme import GOLD, GOOD, INK, LINE, MUTED, PANEL, PANEL_RAISED, PAPER, Role, Type, mix
from game.app.render.vector import disc, stamp

LETTERS: Final = "ABCDEFGHI"
BACK: Final = mix(PANEL, INK, 0.3)
DOTS: Final = 100
ROOM: Final = (150, 196, 255)
"""Colour of what the room said, beside gold for what is so."""
GUESS_COLUMN: Final = 2.5
"""Of a hundred: guesses so near to each other are stacked."""
FEW: Final = 4
"""Guesses of which fewer have no middle half."""


@dataclass(frozen=True, slots=True)
class BoardRow:
    """An option as it stands on a board."""

    say: str
    votes: tuple[int, ...] = ()
    """By round; nothing while they are hidden."""
    value: float | None = None
    ci95: tuple[float, float] | None = None
    good: bool | None = None
    note: str = ""


def text_block(
    screen: pygame.Surface,
    type_: Type,
    text: str,
    area: pygame.Rect,
    roles: Sequence[Role] = (Role.TITLE, Role.FIGURE, Role.HEADING, Role.BODY),
    colour: tuple[int, int, int] = PAPER,
    *,
    middle: bool = False,
) -> int:
    """Draw a text in the largest of ``roles`` in which it fits; returns where it ends."""
    role = next(
        (r for r in roles if len(type_.wrap(text, r, area.width)) * type_.height(r) <= area.height), roles[-1]
    )
    lines = type_.wrap(text, role, area.width)
    y = area.y + (max(area.height - len(lines) * type_.height(role), 0) // 2 if middle else 0)
    for line in lines:
        picture = type_.line(line, role, colour)
        x = area.centerx - picture.get_width() // 2 if middle else area.x
        screen.blit(picture, (x, y))
        y += type_.height(role)
    return y


def badge(screen: pygame.Surface, type_: Type, number: int, size: int, at: tuple[float, float]) -> None:
    """Draw an option's letter in its own shape: disc, square, gate, framed square."""
    x, y = round(at[0]), round(at[1])
    box = pygame.Rect(0, 0, size, size)
    box.center = (x, y)
    kind = number % 4
    if kind == 0:
        stamp(screen, disc(size / 2, PAPER), (x, y))
    elif kind == 2:
        round_ = size // 2
        pygame.draw.rect(screen, PAPER, box, border_top_left_radius=round_, border_top_right_radius=round_)
    else:
        pygame.draw.rect(screen, PAPER, box)
        if kind == 3:
            pygame.draw.rect(screen, INK, box.inflate(-size * 0.16, -size * 0.16), max(1, size // 16))
    stamp(screen, type_.line(LETTERS[number], Role.STRONG, INK), (x, y))


def options(
    screen: pygame.Surface, type_: Type, answers: Sequence[BoardRow], area: pygame.Rect, voters: int = 0
) -> None:
    """Draw the options under each other; where votes may be shown, a bar of each round under its option."""
    gap, size = type_.tx(10), type_.tx(40)
    shown = any(answer.votes for answer in answers)
    room = (area.height - gap * (len(answers) - 1)) // max(len(answers), 1)
    wide = area.width - size - type_.tx(46)
    for role in (Role.HEADING, Role.BODY):
        lines = [type_.wrap(answer.say, role, wide) for answer in answers]
        bars = type_.tx(40) if shown else 0
        heights = [len(rows) * type_.height(role) + type_.tx(18) + bars for rows in lines]
        if sum(heights) + gap * (len(answers) - 1) <= area.height:
            break
    y = area.y
    for number, (answer, rows, high) in enumerate(zip(answers, lines, heights, strict=True)):
        rect = pygame.Rect(area.x, y, area.width, max(high, min(room, type_.tx(72))))
        screen.blit(panel(rect.size, type_.px(10), PANEL_RAISED, 255), rect)
        badge(screen, type_, number, size, (rect.x + type_.tx(14) + size / 2, rect.centery))
        x = rect.x + type_.tx(28) + size
        top = rect.centery - (len(rows) * type_.height(role) + bars) // 2
        for line in rows:
            screen.blit(type_.line(line, role, PAPER), (x, top))
            top += type_.height(role)
        if shown:
            _vote_bars(
                screen, type_, answer.votes, voters, pygame.Rect(x, top + type_.tx(4), wide, type_.tx(34))
            )
        y += rect.height + gap


def _vote_bars(
    screen: pygame.Surface, type_: Type, votes: Sequence[int], voters: int, area: pygame.Rect
) -> None:
    """Draw the first vote thin and quiet, the last one full."""
    high = area.height // max(len(votes), 1)
    figures = type_.width("000", Role.STRONG)
    for number, count in enumerate(votes):
        last = number == len(votes) - 1
        rect = pygame.Rect(area.x, area.y + number * high + 2, area.width - figures, high - 4)
        pygame.draw.rect(screen, LINE, rect, border_radius=3)
        rect.width = round(rect.width * count / max(voters, 1))
        pygame.draw.rect(screen, ROOM if last else MUTED, rect, border_radius=3)
        line = type_.line(str(count), Role.SMALL_STRONG, PAPER if last else MUTED)
        screen.blit(line, (area.right - line.get_width(), rect.centery - line.get_height() // 2))


def values(
    screen: pygame.Surface,
    type_: Type,
    answers: Sequence[BoardRow],
    area: pygame.Rect,
    voters: int,
    dealt: int = DOTS,
) -> None:
    """Draw each option's hundred dots with the interval of its thousand, beside what the group thought."""
    gap = type_.tx(12)
    heads = type_.height(Role.STRONG) + type_.tx(4)
    high = min((area.height - heads - gap * (len(answers) - 1)) // max(len(answers), 1), type_.tx(170))
    size, pad = type_.tx(40), type_.tx(14)
    right = type_.tx(250)
    head = type_.line(_("The group thought"), Role.STRONG, ROOM)
    screen.blit(head, (area.right - right + pad, area.y))
    screen.blit(
        type_.line(_("Of a hundred passes arrive"), Role.STRONG, GOLD), (area.x + 2 * pad + size, area.y)
    )
    y = area.y + heads
    # Readable from the back of a room, as long as the dots have their place.
    role = Role.HEADING if high >= 2 * type_.height(Role.HEADING) + type_.tx(52) else Role.STRONG
    tight = high < 2 * type_.height(role) + type_.tx(44)
    for number, answer in enumerate(answers):
        rect = pygame.Rect(area.x, y, area.width, high)
        rim = GOOD if answer.good and dealt >= DOTS else None
        screen.blit(panel(rect.size, type_.px(10), PANEL_RAISED, 255, rim), rect)
        badge(screen, type_, number, size, (rect.x + pad + size / 2, rect.centery))
        x = rect.x + 2 * pad + size
        wide = rect.right - right - x - pad
        words = value_words(answer)
        space = wide - (type_.width(words, role) + pad if tight else 0)
        screen.blit(type_.line(type_.fit(answer.say, role, space), role, PAPER), (x, rect.y + type_.tx(6)))
        top = rect.y + type_.tx(8) + type_.height(role)
        low = rect.bottom - (0 if tight else type_.tx(8) + type_.height(role))
        if answer.value is not None:
            _dots(screen, type_, answer, pygame.Rect(x, top, wide, low - top), dealt)
        if dealt >= DOTS or answer.value is None:
            if tight:
                line = type_.line(words, role, GOOD if answer.good else GOLD)
                screen.blit(line, (x + wide - line.get_width(), rect.y + type_.tx(6)))
            else:
                screen.blit(type_.line(words, role, GOLD), (x, low))
            if answer.good and not tight:
                line = type_.line(_("as good as the best"), role, GOOD)
                screen.blit(line, (x + wide - line.get_width(), low))
        room = pygame.Rect(rect.right - right + pad, rect.y + pad, right - 2 * pad, rect.height - 2 * pad)
        if answer.votes:
            tall = min(room.height, type_.tx(64))
            place = pygame.Rect(room.x, room.centery - tall // 2, room.width, tall)
            _vote_bars(screen, type_, answer.votes, voters, place)
        y += high + gap


def value_words(answer: BoardRow) -> str:
    """Return ``81 of 100 (78 to 84)``."""
    if answer.value is None:
        return _("no value: an opinion")
    count = f"{100 * answer.value:.0f}"
    if answer.ci95 is None:
        return _("{count} of 100", count=count)
    low, high = (f"{100 * end:.0f}" for end in answer.ci95)
    return _("{count} of 100 ({low} to {high})", count=count, low=low, high=high)


def _dots(screen: pygame.Surface, type_: Type, answer: BoardRow, area: pygame.Rect, dealt: int) -> None:
    """Draw a hundred dots in two rows of fifty, those that arrive first; under them the interval."""
    assert answer.value is not None
    full = round(100 * answer.value)
    pitch = area.width / (DOTS / 2)
    radius = max(2.0, min(pitch * 0.40, area.height * 0.18))
    whole, empty = disc(radius, GOLD), disc(radius, LINE)
    for number in range(min(dealt, DOTS)):
        column, row = divmod(number, 2)
        at = (area.x + (column + 0.5) * pitch, area.y + radius + 2 + row * (2 * radius + 3))
        stamp(screen, whole if number < full else empty, at)
    if dealt >= DOTS and answer.ci95 is not None:
        y = round(area.y + 4 * radius + 10)
        left, right = (round(area.x + area.width * end) for end in answer.ci95)
        thick, tick = max(2, type_.px(3)), type_.tx(5)
        pygame.draw.line(screen, PAPER, (left, y), (right, y), thick)
        for x in (left, right):
            pygame.draw.line(screen, PAPER, (x, y - tick), (x, y + tick), thick)


def middle_half(said: Sequence[float]) -> tuple[float, float, float] | None:
    """Return where the middle half of some guesses begins, its middle and its end; None for a few."""
    if len(said) < FEW:
        return None
    low, middle, high = quantiles(said, n=4, method="inclusive")
    return low, middle, high


def _column(guess: float) -> int:
    """Return over which place of the line a guess is stacked."""
    return round(guess / GUESS_COLUMN)


def guesses(
    screen: pygame.Surface,
    type_: Type,
    rounds: Sequence[Sequence[float]],
    area: pygame.Rect,
    answer: BoardRow | None,
) -> None:
    """Draw guesses as dots over a line from 0 to 100, their middle half below it, and the ``answer``."""
    left, right = area.x + type_.tx(20), area.right - type_.tx(20)
    y = area.bottom - type_.tx(64)
    pygame.draw.line(screen, PAPER, (left, y), (right, y), type_.px(3))
    for mark in range(0, 101, 10):
        x = left + (right - left) * mark / 100
        tall = type_.tx(12 if mark % 50 == 0 else 6)
        pygame.draw.line(screen, PAPER, (x, y - tall), (x, y + tall), type_.px(2))
        if mark % 50 == 0:
            stamp(screen, type_.line(str(mark), Role.STRONG, PAPER), (x, y + type_.tx(32)))
    tallest = max(Counter(_column(guess) for row in rounds for guess in row).values(), default=1)
    room = (y - type_.tx(24) - area.y - type_.tx(44)) / (1.9 * tallest)
    radius = max(min((right - left) * GUESS_COLUMN / 200, room), type_.tx(4))
    heights: dict[int, int] = {}
    for number, row in enumerate(rounds):
        last = number == len(rounds) - 1
        dot = disc(radius, ROOM if last else MUTED, INK, 2)
        for guess in sorted(row):
            level = heights[_column(guess)] = heights.get(_column(guess), -1) + 1
            up = type_.tx(12) + radius + level * 1.9 * radius
            stamp(screen, dot, (left + (right - left) * guess / 100, y - up))
    half = middle_half(rounds[-1]) if rounds else None
    if half is not None:
        low, middle, high = (left + (right - left) * guess / 100 for guess in half)
        below = y + type_.tx(14)
        pygame.draw.line(screen, ROOM, (low, below), (high, below), type_.px(8))
        pygame.draw.line(screen, ROOM, (middle, y), (middle, below + type_.tx(8)), type_.px(5))
    if answer is not None and answer.value is not None:
        x = left + (right - left) * answer.value
        pygame.draw.line(screen, GOLD, (x, area.y + type_.tx(44)), (x, y), type_.px(5))
        if answer.ci95 is not None:
            low, high = (left + (right - left) * end for end in answer.ci95)
            pygame.draw.line(screen, GOLD, (low, y), (high, y), type_.px(9))
        words = type_.line(value_words(answer), Role.HEADING, GOLD)
        at = min(max(x, left + words.get_width() / 2), right - words.get_width() / 2)
        stamp(screen, words, (at, area.y + type_.tx(22)))


def stops(
    screen: pygame.Surface, type_: Type, rows: Sequence[tuple[float, int, int]], area: pygame.Rect
) -> None:
    """Draw at each stop of a reading (seconds before contact) how many of the answers were right."""
    high = min(area.height // max(len(rows), 1), type_.tx(86))
    for number, (stop, right, answers) in enumerate(rows):
        rect = pygame.Rect(area.x, area.y + number * high, area.width, high - type_.tx(10))
        label = _("{s:.1f} s before the kick", s=-stop) if stop < 0 else _("at the kick")
        screen.blit(type_.line(label, Role.HEADING, PAPER), (rect.x, rect.y))
        bar = pygame.Rect(
            rect.x, rect.y + type_.height(Role.HEADING), rect.width - type_.tx(210), type_.tx(18)
        )
        pygame.draw.rect(screen, LINE, bar, border_radius=4)
        share = right / answers if answers else 0.0
        pygame.draw.rect(screen, GOLD, (bar.x, bar.y, round(bar.width * share), bar.height), border_radius=4)
        half = bar.x + bar.width // 2
        pygame.draw.line(screen, PAPER, (half, bar.y - 3), (half, bar.bottom + 3), type_.px(2))
        words = _("{right} of {answers} right", right=right, answers=answers)
        line = type_.line(words, Role.STRONG, PAPER)
        screen.blit(line, (rect.right - line.get_width(), bar.centery - line.get_height() // 2))


def big_number(screen: pygame.Surface, type_: Type, text: str, area: pygame.Rect) -> None:
    """Draw how many have voted, large."""
    text_block(screen, type_, text, area, (Role.TITLE, Role.FIGURE, Role.HEADING), GOLD)
