"""Votes without phones: hands that the teacher types, or people who answer in turn on this machine."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import pygame

from game.app.i18n import _
from game.app.input.buttons import Frame, Press
from game.app.lesson.boards import LETTERS, ROOM
from game.app.render.icons import panel
from game.app.render.theme import GOLD, INK, MUTED, PANEL_RAISED, PAPER, Role, Type

BANDS: Final = ((0, 20), (20, 40), (40, 60), (60, 80), (80, 100))
"""Guesses that hands are counted for."""
MOST_HANDS: Final = 250
STEP, LEAP = 1.0, 10.0
"""Of a hundred, by which a guess moves up and down, left and right."""
_DIGITS: Final = {
    **{pygame.KSCAN_1 + k: (k + 1) % 10 for k in range(10)},
    **{pygame.KSCAN_KP_1 + k: (k + 1) % 10 for k in range(10)},
}
_MORE: Final = {pygame.KSCAN_KP_PLUS: 1, pygame.KSCAN_MINUS: -1, pygame.KSCAN_KP_MINUS: -1}
_ERASES: Final = frozenset({pygame.KSCAN_BACKSPACE, pygame.KSCAN_DELETE})
_ACROSS: Final = {Press.LEFT: (-1, 0), Press.RIGHT: (1, 0), Press.UP: (0, 1), Press.DOWN: (0, -1)}


def answers_of(document: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Return what hands can be counted for in a part: a label, and the answer that is written down."""
    kind = document["kind"]
    if kind == "choose":
        return [(LETTERS[k], str(k + 1)) for k in range(len(document["options"]))]
    if kind == "estimate":
        return [(f"{low}-{high}", str((low + high) // 2)) for low, high in BANDS]
    if kind == "read":
        return [(name, name) for name in document["targets"]]
    if kind == "point":
        players = document["scene"]["players"]
        return [(p["id"], f"{p['at'][0]:.2f};{p['at'][1]:.2f}") for p in players]
    return []


class HandCount:
    """How many hands there were for each answer, as they are typed."""

    def __init__(
        self, document: Mapping[str, Any], counted: Callable[[Sequence[str]], list[int]] | None = None
    ) -> None:
        """``counted``: what was typed for these answers before the vote was opened once more."""
        self.labels = [label for label, _answer in answers_of(document)]
        self._answers = [answer for _label, answer in answers_of(document)]
        self.counts = counted(self._answers) if counted is not None else [0] * len(self.labels)
        self.focus = 0
        self._fresh = True

    @property
    def given(self) -> list[tuple[str, int]]:
        """Each answer and how many hands it had."""
        return list(zip(self._answers, self.counts, strict=True))

    def key(self, code: int) -> bool:
        """Take a digit, one more or one less, or the way to the next answer; returns whether it was one."""
        if not self.labels:
            return False
        count = self.counts[self.focus]
        if code in _DIGITS:
            before = 0 if self._fresh else count
            self.counts[self.focus] = min(10 * before + _DIGITS[code], MOST_HANDS)
            self._fresh = False
        elif code in _MORE:
            self.add(self.focus, _MORE[code])
        elif code in _ERASES and count:
            self.counts[self.focus], self._fresh = count // 10, False
        elif code in (pygame.KSCAN_DOWN, pygame.KSCAN_UP, pygame.KSCAN_TAB):
            by = -1 if code == pygame.KSCAN_UP else 1
            self.focus, self._fresh = (self.focus + by) % len(self.labels), True
        else:
            return False
        return True

    def add(self, number: int, more: int = 1) -> None:
        """Count one more hand, or one less."""
        self.focus, self._fresh = number, True
        self.counts[number] = min(max(self.counts[number] + more, 0), MOST_HANDS)

    def draw(self, screen: pygame.Surface, type_: Type, area: pygame.Rect) -> None:
        """Boxes in a row: the number that is typed shows, the others don't."""
        gap = type_.tx(8)
        wide = min((area.width - gap * (len(self.labels) - 1)) // max(len(self.labels), 1), type_.tx(120))
        high = type_.tx(74)
        for number, label in enumerate(self.labels):
            rect = pygame.Rect(area.x + number * (wide + gap), area.bottom - high, wide, high)
            here = number == self.focus
            screen.blit(panel(rect.size, type_.px(8), GOLD if here else PANEL_RAISED, 255), rect)
            ink = INK if here else PAPER
            count = str(self.counts[number]) if here else "•" if self.counts[number] else ""
            top = type_.line(label, Role.SMALL_STRONG, ink)
            screen.blit(top, (rect.centerx - top.get_width() // 2, rect.y + type_.tx(4)))
            low = type_.line(count, Role.HEADING, ink)
            screen.blit(low, (rect.centerx - low.get_width() // 2, rect.y + type_.tx(28)))


class SeatTurns:
    """People who answer one after the other; nobody sees what the one before chose."""

    def __init__(self, document: Mapping[str, Any], waiting: Sequence[str], nicks: Mapping[str, str]) -> None:
        """Begin; ``waiting`` are the voters who haven't answered yet, in the order of their seats."""
        self._document, self._nicks = document, nicks
        self.waiting = list(waiting)
        self.ready = False
        """Whether the one whose turn it is has the machine, so that the question shows."""
        self._begin()

    def _begin(self) -> None:
        self.ready = False
        self.choice = 0
        self.guess = 50.0
        ball = (self._document.get("scene") or {}).get("ball", [0.0, 0.0])
        self.place = (float(ball[0]), float(ball[1]))

    @property
    def who(self) -> str | None:
        """Whose turn it is."""
        return self.waiting[0] if self.waiting else None

    @property
    def nick(self) -> str:
        """What they are called."""
        return self._nicks.get(self.waiting[0], self.waiting[0]) if self.waiting else ""

    def answer(self) -> str:
        """Return what they say now."""
        kind = self._document["kind"]
        if kind == "estimate":
            return f"{self.guess:g}"
        if kind == "point":
            return f"{self.place[0]:.2f};{self.place[1]:.2f}"
        return answers_of(self._document)[self.choice][1]

    def handle(self, frame: Frame) -> str | None:
        """Arrows or a gamepad move the answer; accepting gives it: the answer, or None."""
        for press in frame.presses:
            if press is Press.ACCEPT:
                if self.ready:
                    return self.answer()
                self.ready = True
            elif self.ready and press in _ACROSS:
                self._move(*_ACROSS[press])
        return None

    def point(self, place: tuple[float, float]) -> None:
        """Note that the mouse pointed at a place."""
        if self.ready:
            self.place = place

    def _move(self, across: int, up: int) -> None:
        kind = self._document["kind"]
        if kind == "estimate":
            self.guess = min(max(self.guess + LEAP * across + STEP * up, 0.0), 100.0)
        elif kind == "point":
            scene = self._document["scene"]
            x, y = self.place[0] + 0.5 * across, self.place[1] + 0.5 * up
            half_x, half_y = 0.5 * scene["length"], 0.5 * scene["width"]
            self.place = (min(max(x, -half_x), half_x), min(max(y, -half_y), half_y))
        else:
            self.choice = (self.choice + across - up) % max(len(answers_of(self._document)), 1)

    def accepted(self) -> None:
        """Take the answer in: it is the next one's turn."""
        self.waiting.pop(0)
        self._begin()

    def draw(self, screen: pygame.Surface, type_: Type, area: pygame.Rect) -> None:
        """Whose turn it is; and the answer that is moved, where it isn't on the picture."""
        if self.who is None:
            return
        high = type_.tx(96)
        rect = pygame.Rect(area.x, area.bottom - high, area.width, high)
        screen.blit(panel(rect.size, type_.px(10), PANEL_RAISED, 255), rect)
        x, y = rect.x + type_.tx(16), rect.y + type_.tx(8)
        if not self.ready:
            text = _("{who}'s turn: press Enter or A. The others look away.", who=self.nick)
            for line in type_.wrap(text, Role.STRONG, rect.width - type_.tx(32)):
                screen.blit(type_.line(line, Role.STRONG, GOLD), (x, y))
                y += type_.height(Role.STRONG)
            return
        screen.blit(type_.line(_("{who}: arrows, then Enter or A", who=self.nick), Role.SMALL, MUTED), (x, y))
        y += type_.height(Role.SMALL)
        kind = self._document["kind"]
        if kind == "estimate":
            screen.blit(type_.line(_("{count} of 100", count=f"{self.guess:g}"), Role.FIGURE, ROOM), (x, y))
        elif kind != "point":
            for number, (label, _answer) in enumerate(answers_of(self._document)):
                here = number == self.choice
                word = type_.line(label, Role.FIGURE, INK if here else PAPER)
                box = word.get_rect(topleft=(x, y)).inflate(type_.tx(20), 0)
                if here:
                    screen.blit(panel(box.size, type_.px(8), ROOM, 255), box)
                screen.blit(word, (x, y))
                x = box.right + type_.tx(18)
