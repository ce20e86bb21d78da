"""The bar under a replay: its timeline with marks, and a button for everything one can do."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import pygame

from game.analysis.replay.bookmarks import GOOD, Kick, Mark
from game.app.render.icons import cap, panel
from game.app.render.theme import BAD, GOLD, INK, LINE, MUTED, PANEL_RAISED, PAPER, Colour, Role, Type, mix
from game.app.render.theme import GOOD as GREEN
from game.app.render.vector import stamp
from game.core.events import Kind
from game.core.intents import Technique
from game.core.state import STEP_SECONDS

Point = tuple[float, float]
_FINE: Final = 4


@dataclass(frozen=True, slots=True)
class Control:
    """One button: a drawn sign or a word, its key and its gamepad button."""

    act: Callable[[], None]
    icon: Callable[[], str] | None = None
    words: Callable[[], str] | None = None
    keys: tuple[str, ...] = ()
    pad: tuple[str, ...] = ()
    on: Callable[[], bool] | None = None
    """Whether what it switches is on."""


def clock_words(step: int) -> str:
    """Return ``1:02.5``: minutes, seconds and tenths."""
    tenths = round(step * STEP_SECONDS * 10)
    return f"{tenths // 600}:{tenths // 10 % 60:02d}.{tenths % 10}"


def colour_of(kick: Kick) -> Colour:
    """Return the colour of completed, lost or unknown; the marks differ in height as well."""
    if kick.outcome == "open":
        return MUTED
    return GREEN if kick.outcome in GOOD else BAD


class Timeline:
    """Where everything on the bar lies in this window, and how it looks."""

    def __init__(self, type_: Type, size: tuple[int, int], controls: Sequence[Control]) -> None:
        self.type = type_
        self.controls = list(controls)
        inner, row = type_.tx(14), type_.tx(40)
        line = type_.tx(34)
        self._rows = self._rows_for(size[0])
        buttons = self._rows * row + (self._rows - 1) * type_.px(6)
        self.rect = pygame.Rect(0, 0, size[0], inner + line + type_.tx(6) + buttons + inner)
        self.rect.bottom = size[1]
        time = type_.width("00:00.0", Role.SMALL_STRONG) + type_.tx(26)
        self.line = pygame.Rect(time, self.rect.y + inner, size[0] - 2 * time, line)
        self._row = pygame.Rect(0, self.line.bottom + type_.tx(6), size[0], row)
        self.rects: list[pygame.Rect] = []

    # The timeline

    def x_of(self, step: float, length: int) -> float:
        """Return where a step is on the line, pixels."""
        return self.line.x + self.line.width * step / max(length, 1)

    def step_at(self, x: float, length: int) -> int:
        """Return the step under a place on the line."""
        return round(min(max((x - self.line.x) / max(self.line.width, 1), 0.0), 1.0) * length)

    def on_line(self, at: Point) -> bool:
        """Return whether a place is on the timeline, with a finger's width to spare."""
        return self.line.inflate(self.type.tx(20), self.type.tx(12)).collidepoint(at)

    def button_at(self, at: Point) -> int | None:
        """Return the button under a place."""
        return next((n for n, rect in enumerate(self.rects) if rect.collidepoint(at)), None)

    def near(self, at: Point, kicks: Sequence[Kick], length: int) -> Kick | None:
        """Return the kick whose mark is under a place."""
        if not self.on_line(at):
            return None
        best = min(kicks, key=lambda k: abs(self.x_of(k.step, length) - at[0]), default=None)
        if best is None or abs(self.x_of(best.step, length) - at[0]) > self.type.tx(7):
            return None
        return best

    # Drawing

    def draw(
        self,
        screen: pygame.Surface,
        at: int,
        ready: int,
        length: int,
        kicks: Sequence[Kick],
        marks: Sequence[Mark],
        pad: bool,
        hover: int | None,
    ) -> None:
        """Draw everything; up to ``ready`` one can jump quickly, ``hover`` is the button under the mouse."""
        screen.blit(panel(self.rect.size, 1, INK, 232), self.rect)
        self._draw_line(screen, at, ready, length, kicks, marks)
        self._draw_times(screen, at, length)
        self._draw_row(screen, pad, hover)

    def _draw_times(self, screen: pygame.Surface, at: int, length: int) -> None:
        now = self.type.line(clock_words(at), Role.SMALL_STRONG, PAPER)
        whole = self.type.line(clock_words(length), Role.SMALL, MUTED)
        y, gap = self.line.centery, self.type.tx(13)
        screen.blit(now, (self.line.x - gap - now.get_width(), y - now.get_height() // 2))
        screen.blit(whole, (self.line.right + gap, y - whole.get_height() // 2))

    def _draw_line(
        self,
        screen: pygame.Surface,
        at: int,
        ready: int,
        length: int,
        kicks: Sequence[Kick],
        marks: Sequence[Mark],
    ) -> None:
        unit, line = self.type, self.line
        thick = unit.tx(6)
        track = pygame.Rect(line.x, line.centery - thick // 2, line.width, thick)
        pygame.draw.rect(screen, mix(LINE, INK, 0.45), track, border_radius=thick)
        for share, colour in ((ready, LINE), (at, GOLD)):
            part = track.copy()
            part.width = round(self.x_of(share, length) - line.x)
            if part.width > 0:
                pygame.draw.rect(screen, colour, part, border_radius=thick)
        for kick in kicks:
            self._draw_kick(screen, kick, length)
        for mark in marks:
            if mark.kind is Kind.GOAL:
                stamp(screen, _star(unit.tx(16)), (self.x_of(mark.step, length), line.y + unit.tx(4)))
        knob = (self.x_of(at, length), float(line.centery))
        stamp(screen, _knob(unit.tx(18)), knob)

    def _draw_kick(self, screen: pygame.Surface, kick: Kick, length: int) -> None:
        """Draw a stroke: up for what came off, down for what didn't; a heel's has a ring at its end."""
        unit, x = self.type, round(self.x_of(kick.step, length))
        colour, wide = colour_of(kick), max(2, unit.tx(3))
        high = unit.tx(13)
        top = self.line.centery - high if kick.outcome in GOOD else self.line.centery
        if kick.outcome == "open":
            top, high = self.line.centery - unit.tx(8), unit.tx(16)
        pygame.draw.rect(screen, colour, (x - wide // 2, top, wide, high), border_radius=wide // 2)
        if kick.technique is Technique.BACKHEEL:
            end = top if kick.outcome in GOOD else top + high
            pygame.draw.circle(screen, colour, (x, end), unit.tx(5))
            pygame.draw.circle(screen, INK, (x, end), unit.tx(2))

    def _rows_for(self, width: int) -> int:
        """Return how many rows the buttons take, whatever names are on them and whichever device is used."""
        spare, gap = self.type.tx(70), self.type.px(6)
        whole = max(sum(self._width(c, pad) + gap for c in self.controls) for pad in (True, False))
        return -(-(whole + spare) // width)

    def _draw_row(self, screen: pygame.Surface, pad: bool, hover: int | None) -> None:
        gap, each = self.type.px(6), -(-len(self.controls) // self._rows)
        y = self._row.y
        self.rects = []
        for first in range(0, len(self.controls), each):
            row = self.controls[first : first + each]
            widths = [self._width(control, pad) for control in row]
            x = (self.rect.width - sum(widths) - gap * (len(widths) - 1)) // 2
            for number, (control, width) in enumerate(zip(row, widths, strict=True), first):
                rect = pygame.Rect(x, y, width, self._row.height)
                self.rects.append(rect)
                self._draw_button(screen, control, rect, pad, number == hover)
                x += width + gap
            y += self._row.height + gap

    def _width(self, control: Control, pad: bool) -> int:
        unit = self.type
        width = unit.tx(14)
        if control.icon is not None:
            width += unit.tx(20)
        if control.words is not None:
            width += unit.width(control.words(), Role.SMALL_STRONG) + (
                unit.tx(7) if control.icon is not None else 0
            )
        return width + sum(cap(unit, label, pad).get_width() + unit.tx(5) for label in _labels(control, pad))

    def _draw_button(
        self, screen: pygame.Surface, control: Control, rect: pygame.Rect, pad: bool, under: bool
    ) -> None:
        unit = self.type
        on = control.on is not None and control.on()
        back = GOLD if under else mix(PANEL_RAISED, GOLD, 0.25) if on else PANEL_RAISED
        ink = INK if under else PAPER
        screen.blit(panel(rect.size, unit.px(10), back, 255), rect)
        x = rect.x + unit.tx(7)
        if control.icon is not None:
            size = unit.tx(20)
            screen.blit(icon(control.icon(), size, ink), (x, rect.centery - size // 2))
            x += size + (unit.tx(7) if control.words is not None else 0)
        if control.words is not None:
            text = unit.line(control.words(), Role.SMALL_STRONG, ink)
            screen.blit(text, (x, rect.centery - text.get_height() // 2))
            x += text.get_width()
        for label in _labels(control, pad):
            sprite = cap(unit, label, pad)
            x += unit.tx(5)
            screen.blit(sprite, (x, rect.centery - sprite.get_height() // 2))
            x += sprite.get_width()


def _labels(control: Control, pad: bool) -> tuple[str, ...]:
    return control.pad if pad else control.keys


# Small drawn things


@lru_cache(maxsize=32)
def icon(name: str, size: int, colour: Colour) -> pygame.Surface:
    """Draw ``play``, ``pause``, ``step``, ``skip`` or a mirror image, ``step-back``, ``skip-back``."""
    n = size * _FINE
    big = pygame.Surface((n, n), pygame.SRCALPHA)
    big.fill((*colour, 0))

    def triangle(left: float, right: float) -> None:
        pygame.draw.polygon(big, colour, [(left * n, 0.14 * n), (right * n, 0.5 * n), (left * n, 0.86 * n)])

    def upright(left: float, wide: float) -> None:
        pygame.draw.rect(big, colour, (left * n, 0.14 * n, wide * n, 0.72 * n), border_radius=round(0.05 * n))

    what = name.removesuffix("-back")
    if what == "play":
        triangle(0.22, 0.88)
    elif what == "pause":
        upright(0.22, 0.2)
        upright(0.58, 0.2)
    elif what == "step":
        upright(0.18, 0.14)
        triangle(0.42, 0.9)
    elif what == "skip":
        triangle(0.08, 0.46)
        triangle(0.44, 0.82)
        upright(0.82, 0.12)
    if name.endswith("-back"):
        big = pygame.transform.flip(big, True, False)
    return pygame.transform.smoothscale(big, (size, size))


@lru_cache(maxsize=8)
def _knob(size: int) -> pygame.Surface:
    n = size * _FINE
    big = pygame.Surface((n, n), pygame.SRCALPHA)
    big.fill((*INK, 0))
    pygame.draw.circle(big, INK, (n / 2, n / 2), n / 2)
    pygame.draw.circle(big, PAPER, (n / 2, n / 2), n * 0.40)
    return pygame.transform.smoothscale(big, (size, size))


@lru_cache(maxsize=8)
def _star(size: int) -> pygame.Surface:
    """Return a goal: a ball in a net's colour."""
    n = size * _FINE
    big = pygame.Surface((n, n), pygame.SRCALPHA)
    big.fill((*GOLD, 0))
    pygame.draw.polygon(big, GOLD, [(n * 0.5, n), (0, n * 0.35), (n * 0.5, 0), (n, n * 0.35)])
    return pygame.transform.smoothscale(big, (size, size))
