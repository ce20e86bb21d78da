"""The verdict on a pass, on the grass where it happened: a few words, and what to do about it."""

from dataclasses import dataclass, replace
from math import hypot

import pygame

from game.app.render.camera import Camera
from game.app.render.icons import panel, verdict
from game.app.render.theme import GOLD, INK, PAPER, Colour, Role, Type, mix
from game.app.snapshot import Seen

AFTER = 0.15
"""Seconds from what happened to the words about it."""
LASTS = 1.0
"""Seconds for which the words stand."""
READS = 0.8
"""Seconds more for which they stand where there is a second line."""
FADES = 0.3
"""Seconds in which the words fade."""
LIGHTER = 0.6
"""Share of white in a person's colour: words have to be read on grass."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What is said."""

    words: str
    todo: str = ""
    good: bool | None = None
    label: str = ""
    """Whose pass it was, where that isn't plain."""


class VerdictSign:
    """One verdict at a time; another takes its place."""

    def __init__(self) -> None:
        self.shown: Verdict | None = None
        self.number = 0
        """Of the pass that it is about."""
        self._since = -1e9
        self._at = (0.0, 0.0)
        self._colour: Colour = PAPER
        self._picture: pygame.Surface | None = None
        self._off: tuple[float, float] | None = None

    def show(
        self, said: Verdict, at: tuple[float, float], colour: Colour, now: float, number: int = 0
    ) -> None:
        """Say it about ``at`` (metres) a moment from ``now`` on."""
        self.shown, self.number = said, number
        self._since, self._at, self._colour = now + AFTER, at, mix(colour, (255, 255, 255), LIGHTER)
        self._picture = self._off = None

    def refine(self, said: Verdict) -> None:
        """More is known of the same: other words in the same place."""
        if self.shown is not None and said != self.shown:
            self.shown = replace(said, label=self.shown.label)
            self._picture = None

    def drop(self) -> None:
        """Take in that something else begins."""
        self.shown = None

    def lost(self, now: float) -> bool:
        """Return whether it stands there that something was lost."""
        shown = self.shown
        return shown is not None and shown.good is False and now - self._since < LASTS + READS + FADES

    def resized(self) -> None:
        """Lay the words out again: they have another size."""
        self._picture = self._off = None

    def strength(self, now: float) -> float:
        """Return 0 before and after, and 1 while the words stand."""
        if self.shown is None or now < self._since:
            return 0.0
        lasts = LASTS + (READS if self.shown.todo else 0.0)
        return min(1.0, max(0.0, 1.0 - (now - self._since - lasts) / FADES))

    def draw(
        self,
        screen: pygame.Surface,
        type_: Type,
        camera: Camera,
        seen: Seen,
        k: float,
        now: float,
        signs: list[pygame.Rect],
    ) -> None:
        """Draw it where it covers neither bodies nor ``signs``; it stays where it came up."""
        strength = self.strength(now)
        if self.shown is None or strength <= 0.0:
            return
        if self._picture is None:
            self._picture = verdict_picture(type_, self.shown, self._colour)
        spot, size = camera.at(*self._at), self._picture.get_size()
        if self._off is None:
            bodies = [camera.at(float(x), float(y)) for x, y in seen.pos]
            self._off = _free_place(screen.get_size(), spot, size, bodies, k, signs)
        place = self._picture.get_rect(center=(spot[0] + self._off[0], spot[1] + self._off[1]))
        margin = type_.px(10)
        place.clamp_ip(screen.get_rect().inflate(-2 * margin, -2 * margin))
        self._picture.set_alpha(round(255 * strength))
        screen.blit(self._picture, place)


def verdict_picture(type_: Type, said: Verdict, colour: Colour) -> pygame.Surface:
    """Return the words with a dark rim, so that they are read on any grass."""
    head = outlined(type_, said.words, Role.HEADING, colour)
    rows = [outlined(type_, said.label, Role.SMALL_STRONG, PAPER)] if said.label else []
    mark = type_.tx(22)
    top = pygame.Surface((mark + type_.tx(9) + head.get_width(), head.get_height()), pygame.SRCALPHA)
    top.blit(verdict(said.good, mark), (0, (head.get_height() - mark) // 2 + type_.tx(2)))
    top.blit(head, (mark + type_.tx(9), 0))
    rows.append(top)
    if said.todo:
        rows.append(outlined(type_, said.todo, Role.STRONG, PAPER))
    tight = type_.tx(7)
    width = max(row.get_width() for row in rows)
    height = sum(row.get_height() for row in rows) - tight * (len(rows) - 1)
    picture, y = pygame.Surface((width, height), pygame.SRCALPHA), 0
    for row in rows:
        picture.blit(row, ((width - row.get_width()) // 2, y))
        y += row.get_height() - tight
    return picture


def draw_whisper(
    screen: pygame.Surface, type_: Type, said: Verdict, plate: pygame.Rect, *, right: bool, left: float
) -> None:
    """Draw a word about a person's pass, over the person's plate; ``left``: seconds that it still stands."""
    mark, inner = type_.tx(17), type_.tx(12)
    rows = [type_.line(said.words, Role.SMALL_STRONG, PAPER)]
    if said.label:
        rows.insert(0, type_.line(said.label, Role.SMALL, GOLD))
    width = max(row.get_width() for row in rows) + mark + type_.tx(8) + 2 * inner
    height = sum(row.get_height() for row in rows) + type_.tx(10)
    sign = pygame.Surface((width, height), pygame.SRCALPHA)
    sign.blit(panel((width, height), type_.tx(12), alpha=190), (0, 0))
    sign.blit(verdict(said.good, mark), (inner, (height - mark) // 2))
    y = type_.tx(5)
    for row in rows:
        sign.blit(row, (inner + mark + type_.tx(8), y))
        y += row.get_height()
    sign.set_alpha(round(255 * min(1.0, left / 0.3)))
    x = plate.right - width if right else plate.x
    screen.blit(sign, (x, plate.y - height - type_.px(8)))


def outlined(type_: Type, text: str, role: Role, colour: Colour) -> pygame.Surface:
    """Return a line of text with a dark rim."""
    rim = max(2, type_.px(2.2))
    inner, dark = type_.line(text, role, colour), type_.line(text, role, INK)
    picture = pygame.Surface((inner.get_width() + 2 * rim, inner.get_height() + 2 * rim), pygame.SRCALPHA)
    for dx in range(-rim, rim + 1):
        for dy in range(-rim, rim + 1):
            if hypot(dx, dy) <= rim + 0.4:
                picture.blit(dark, (rim + dx, rim + dy))
    picture.blit(inner, (rim, rim))
    return picture


def _free_place(
    screen: tuple[int, int],
    spot: tuple[float, float],
    size: tuple[int, int],
    bodies: list[tuple[float, float]],
    k: float,
    signs: list[pygame.Rect],
) -> tuple[float, float]:
    """Return the way from the spot to the middle of a free place beside it, pixels."""
    gap, (w, h) = 0.55 * k, size
    offs = [
        (side * (w / 2 + gap) if level == 0 else side * w * 0.3, level * (h / 2 + gap * far))
        for far in (1.0, 1.8)
        for level, side in ((-1, 0), (1, 0), (0, 1), (0, -1), (-1, 1), (-1, -1), (1, 1), (1, -1))
    ]
    body = 0.45 * k

    def covers(off: tuple[float, float]) -> float:
        place = pygame.Rect(0, 0, w, h)
        place.center = (round(spot[0] + off[0]), round(spot[1] + off[1]))
        cut = sum(place.inflate(2 * body, 2 * body).collidepoint(at) for at in bodies)
        cut += 3 * sum(place.colliderect(sign) for sign in signs)
        return cut + 2 * (not pygame.Rect((0, 0), screen).contains(place))

    return min(offs, key=covers)
