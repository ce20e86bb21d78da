"""Every line of text that a screen draws, where it lands, and what is wrong with it."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pygame
import pytest

from game.app.render.theme import Role, Type

INKED = 0.30
"""Of a line's height above and below its letters: leading, which may overlap."""
COVERED = 0.35
"""Share of a line's area under something drawn later from which it counts as covered."""


class _Lines(list[str]):
    """What a text was broken into; a part of it that isn't taken is missed."""

    def __init__(self, lines: list[str], missed: list[str]) -> None:
        super().__init__(lines)
        self.missed = missed

    def __getitem__(self, key: Any) -> Any:
        taken = super().__getitem__(key)
        if isinstance(key, slice) and len(taken) < len(self) and key.start in (None, 0):
            self.missed.append(" ".join(self[len(taken) :]) if taken else " ".join(self))
        return taken

    def copy(self) -> "_Lines":
        return _Lines(list(self), self.missed)


class WatchedScreen(pygame.Surface):
    """A screen that knows which lines were drawn on it, and what was drawn over them."""

    lines: dict[int, tuple[str, Any]]

    def begin(self, lines: dict[int, tuple[str, Any]]) -> None:
        self.lines = lines
        """By a rendered line's identity: its words, and the surface, so that no other takes its place."""
        self.drawn: list[tuple[str, pygame.Rect]] = []
        self.faults: list[str] = []

    def subsurface(self, *area: Any) -> "WatchedScreen":
        """A part of it, whose lines are the whole's."""
        part: WatchedScreen = super().subsurface(*area)  # type: ignore[assignment]
        part.lines, part.drawn, part.faults = self.lines, self.drawn, self.faults
        return part

    @property
    def window(self) -> pygame.Rect:
        """Where it lies on the whole screen."""
        return self.get_rect().move(self.get_abs_offset())

    def blit(self, source: pygame.Surface, dest: Any = (0, 0), *rest: Any, **more: Any) -> pygame.Rect:
        place = super().blit(source, dest, *rest, **more)
        known = self.lines.get(id(source))
        at = dest.topleft if isinstance(dest, pygame.Rect) else (round(dest[0]), round(dest[1]))
        area = pygame.Rect(at, source.get_size()).move(self.get_abs_offset())
        if known is not None:
            self._line(known[0], area)
        elif not (source.get_flags() & pygame.SRCALPHA) or _solid(source):
            self._over(area)
        return place

    def _line(self, words: str, area: pygame.Rect) -> None:
        if not words.strip():
            return
        ink = area.inflate(0, -round(2 * INKED * area.height))
        ink = (
            ink.clip(self.get_clip().move(self.get_abs_offset()))
            if self.get_clip() != self.get_rect()
            else ink
        )
        if ink.height < 3:
            return  # a row that is scrolled out of its list
        if not self.window.contains(ink):
            self.faults.append(f"beyond the window: {words}")
        for other, place in self.drawn:
            if other != words and place.colliderect(ink):
                shared = place.clip(ink)
                if shared.width > 3 and shared.height > 3:
                    self.faults.append(f"on one another: {other} / {words}")
        self.drawn.append((words, ink))

    def _over(self, area: pygame.Rect) -> None:
        """Something solid hides what it covers."""
        for words, ink in self.drawn:
            shared = ink.clip(area)
            if 0 < shared.width * shared.height > COVERED * ink.width * ink.height and area != self.window:
                self.faults.append(f"covered: {words}")


def _solid(surface: pygame.Surface) -> bool:
    """Return whether one sees nothing through its middle."""
    width, height = surface.get_size()
    alpha = surface.get_alpha()
    return (alpha is None or alpha > 200) and surface.get_at((width // 2, height // 2)).a > 190


@contextmanager
def watched(monkeypatch: pytest.MonkeyPatch, size: tuple[int, int]) -> Iterator[WatchedScreen]:
    """A screen to draw on, on which every line is measured."""
    lines: dict[int, tuple[str, Any]] = {}
    cut: list[str] = []
    line, fit, wrap = Type.line, Type.fit, Type.wrap

    def measured_line(self: Type, text: str, role: Role, *colour: Any, **more: Any) -> pygame.Surface:
        picture = line(self, text, role, *colour, **more)
        lines[id(picture)] = (text, picture)
        return picture

    def measured_fit(self: Type, text: str, role: Role, width: int) -> str:
        found = fit(self, text, role, width)
        if found != text:
            cut.append(f"cut to {found!r}: {text}")
        return found

    def measured_wrap(self: Type, text: str, role: Role, width: int) -> list[str]:
        missed = _Missed(cut, text)
        broken = wrap(self, text, role, width)
        wide = [one for one in broken if self.width(one, role) > width]
        cut.extend(f"wider than its {width} pixels: {one}" for one in wide)
        return _Lines(broken, missed)

    with monkeypatch.context() as patch:
        patch.setattr(Type, "line", measured_line)
        patch.setattr(Type, "fit", measured_fit)
        patch.setattr(Type, "wrap", measured_wrap)
        screen = WatchedScreen(size)
        screen.begin(lines)
        yield screen
        screen.faults += cut


class _Missed(list[str]):
    def __init__(self, cut: list[str], text: str) -> None:
        super().__init__()
        self.cut, self.text = cut, text

    def append(self, lost: str) -> None:
        self.cut.append(f"lines left out ({lost}) of: {self.text}")
