"""The panel beside the pitch: what is chosen, row by row, with keys, mouse or gamepad."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pygame

from game.app.input.buttons import Frame, Press
from game.app.render.icons import arrow, panel
from game.app.render.theme import GOLD, INK, MUTED, PANEL, PANEL_RAISED, PAPER, Role, Type
from game.app.render.vector import stamp
from game.app.scenes.editor.panel_drawing import draw_cross, draw_value, draw_words
from game.app.scenes.editor.properties.rows import PanelRow, TypedText
from game.app.shell.context import Context

WIDTH: Final = 326
"""Layout units."""
_ENDS: Final = (pygame.KSCAN_RETURN, pygame.KSCAN_KP_ENTER, pygame.KSCAN_TAB)


@dataclass(frozen=True, slots=True)
class RowPlace:
    """Where a row was drawn, and what in it can be clicked."""

    number: int
    rect: pygame.Rect
    left: pygame.Rect
    right: pygame.Rect
    cross: pygame.Rect


class PropertyPanel:
    """Rows, one of them in focus, and what is being typed into one."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.title = ""
        self.rows: list[PanelRow] = []
        self.focus = 0
        self.active = False
        """Whether keys go to it."""
        self.typing: str | None = None
        """What was typed so far; None while nothing is typed."""
        self._places: list[RowPlace] = []
        self.area = pygame.Rect(0, 0, 0, 0)
        self._first = 0

    @property
    def is_open(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.rows)

    def fill(self, title: str, rows: list[PanelRow], *, fresh: bool) -> None:
        """Show other rows; ``fresh``: of another thing, so that the focus begins at the top."""
        self.title, self.rows = title, rows
        self._places = []  # what was drawn are other rows
        if fresh:
            self.stop_typing()
            self.focus = self._first = 0
        self.focus = min(self.focus, max(len(rows) - 1, 0))
        if rows and not rows[self.focus].takes_focus:
            self._step(1)
        if not rows:
            self.active = False

    def _step(self, by: int) -> None:
        for _try in range(len(self.rows)):
            self.focus = (self.focus + by) % len(self.rows)
            if self.rows[self.focus].takes_focus:
                return

    # Typing

    def type(self, fresh: bool = True) -> None:
        """Begin to type into the row in focus."""
        typed = self.rows[self.focus].typed
        if typed is not None:
            self.active = True
            self.typing = typed.text
            self._all_marked = fresh
            pygame.key.start_text_input()

    _all_marked = False
    """Whether what is typed first takes the place of what stands there."""

    def stop_typing(self, take: bool = False) -> bool:
        """End typing; returns whether what was typed will do."""
        if self.typing is None:
            return True
        said, self.typing = self.typing, None
        pygame.key.stop_text_input()
        row = self.rows[self.focus] if self.focus < len(self.rows) else None
        if take and row is not None and row.typed is not None:
            return row.typed.take(said.strip())
        return True

    def _typed(self, frame: Frame, typed: TypedText) -> None:
        for key in frame.keys:
            if key == pygame.KSCAN_ESCAPE:
                self.stop_typing()
                return
            if key in _ENDS:
                self.stop_typing(take=True)
                return
            if key == pygame.KSCAN_BACKSPACE:
                self.typing = "" if self._all_marked else (self.typing or "")[:-1]
                self._all_marked = False
            elif key in (pygame.KSCAN_LEFT, pygame.KSCAN_RIGHT, pygame.KSCAN_END, pygame.KSCAN_HOME):
                self._all_marked = False
        if frame.text:
            text = frame.text
            if typed.name:
                text = "".join(c for c in text if c.isalnum() or c in "-_")
            self.typing = (("" if self._all_marked else self.typing or "") + text)[: typed.longest]
            self._all_marked = False
        if frame.click is not None:
            self.stop_typing(take=True)

    # Input

    def handle(self, frame: Frame) -> None:
        """Take in a frame while something is typed."""
        typed = self.rows[self.focus].typed if self.focus < len(self.rows) else None
        if typed is None:
            self.stop_typing()
        else:
            self._typed(frame, typed)

    def press(self, press: Press) -> None:
        """Go through the rows, change one, or do what it is there for."""
        if not self.rows:
            self.active = False
            return
        row = self.rows[self.focus]
        if press in (Press.UP, Press.DOWN):
            self._step(-1 if press is Press.UP else 1)
        elif press in (Press.LEFT, Press.RIGHT) and row.change is not None:
            row.change(-1 if press is Press.LEFT else 1)
        elif press is Press.ACCEPT:
            self._accept(row)
        elif press is Press.DELETE and row.remove is not None:
            row.remove()
        else:
            return
        self.context.sounds.play("tick", 0.5)

    def _accept(self, row: PanelRow) -> None:
        if row.act is not None:
            row.act()
        elif row.typed is not None:
            self.type()
        elif row.change is not None:
            row.change(1)

    def click(self, at: tuple[float, float], after: Callable[[], None]) -> bool:
        """Take a click; returns whether it was on the panel. ``after`` is called before a row acts."""
        if not (self.is_open and self.area.collidepoint(at)):
            return False
        for place in self._places:
            if not place.rect.collidepoint(at) or not self.rows[place.number].takes_focus:
                continue
            after()
            self.focus, row = place.number, self.rows[place.number]
            if row.remove is not None and place.cross.collidepoint(at):
                row.remove()
            elif row.change is not None and place.left.collidepoint(at):
                row.change(-1)
            elif row.change is not None and place.right.collidepoint(at):
                row.change(1)
            else:
                self._accept(row)
            break
        return True

    def wheel(self, at: tuple[float, float] | None, by: float) -> bool:
        """Go through the rows with the wheel; returns whether the pointer is over the panel."""
        if at is None or not (self.is_open and self.area.collidepoint(at)):
            return False
        self._step(-1 if by > 0 else 1)
        return True

    # Drawing

    @staticmethod
    def room(type_: Type) -> int:
        """Return pixels that it takes from the picture's right."""
        return type_.tx(WIDTH)

    def draw(self, screen: pygame.Surface, top: int, foot: int) -> None:
        """Draw it between the bar and the line at the foot."""
        type_ = self.context.type
        self._places = []
        if not self.is_open:
            self.area = pygame.Rect(0, 0, 0, 0)
            return
        width, pad = self.room(type_) - type_.px(10), type_.tx(12)
        room = screen.get_height() - top - foot - type_.px(12)
        heights = [self._height(row, width - 2 * pad) for row in self.rows]
        head = type_.height(Role.HEADING) + type_.px(6)
        high = min(head + sum(heights) + 2 * pad, room)
        self.area = pygame.Rect(screen.get_width() - width - type_.px(6), top + type_.px(6), width, high)
        rim = GOLD if self.active else None
        screen.blit(panel(self.area.size, type_.tx(12), PANEL, 240, rim), self.area)
        title = type_.fit(self.title, Role.HEADING, width - 2 * pad)
        screen.blit(
            type_.line(title, Role.HEADING, PAPER), (self.area.x + pad, self.area.y + pad - type_.px(6))
        )
        y, bottom = self.area.y + pad + head - type_.px(6), self.area.bottom - pad // 2
        self._scroll(heights, bottom - y)
        for number in range(self._first, len(self.rows)):
            if y + heights[number] > bottom + pad:
                stamp(
                    screen,
                    arrow(3.0, type_.tx(16), PAPER),
                    (self.area.centerx, self.area.bottom - type_.px(7)),
                )
                break
            rect = pygame.Rect(self.area.x + pad // 2, y, width - pad, heights[number])
            self._row(screen, number, rect)
            y += heights[number]
        if self._first:
            stamp(screen, arrow(1.0, type_.tx(16), PAPER), (self.area.right - pad, self.area.y + pad))

    def _height(self, row: PanelRow, width: int) -> int:
        type_ = self.context.type
        if row.note:
            return len(type_.wrap(row.label, Role.SMALL, width)) * type_.height(Role.SMALL) + type_.px(6)
        tall = row.typed is not None and not row.typed.name and row.typed.longest > 20
        return type_.tx(32) + (type_.height(Role.SMALL) if tall else 0)

    def _scroll(self, heights: list[int], room: int) -> None:
        """Have the row in focus in sight."""
        self._first = min(self._first, self.focus)
        while sum(heights[self._first : self.focus + 1]) > room and self._first < self.focus:
            self._first += 1
        while self._first > 0 and sum(heights[self._first - 1 :]) <= room:
            self._first -= 1

    def _row(self, screen: pygame.Surface, number: int, rect: pygame.Rect) -> None:
        type_, row = self.context.type, self.rows[number]
        inner = rect.inflate(-type_.px(12), 0)
        if row.note:
            for n, text in enumerate(type_.wrap(row.label, Role.SMALL, inner.width)):
                screen.blit(
                    type_.line(text, Role.SMALL, MUTED), (inner.x, rect.y + n * type_.height(Role.SMALL))
                )
            return
        lit = self.active and number == self.focus
        plate = rect.inflate(0, -type_.px(3))
        if lit or row.strong:
            screen.blit(panel(plate.size, type_.px(8), GOLD if lit else PANEL_RAISED, 255), plate)
        ink, quiet = (INK, INK) if lit else (PAPER, MUTED)
        typing = self.typing if number == self.focus else None
        none = pygame.Rect(0, 0, 0, 0)
        cross = none
        if row.remove is not None:
            cross = pygame.Rect(inner.right - type_.tx(16), rect.y, type_.tx(22), rect.height)
            draw_cross(screen, type_, (inner.right - type_.tx(6), plate.centery), ink if lit else quiet)
            inner.width -= type_.tx(20)
        if self._height(row, inner.width) > type_.tx(32):
            said = row.value if typing is None else self._caret(typing)
            draw_words(screen, type_, row.label, inner, said, (ink, quiet), end=typing is not None)
            self._places.append(RowPlace(number, rect, none, none, cross))
            return
        said = row.value if typing is None else self._caret(typing)
        left, right = draw_value(screen, type_, row, inner, said, (ink, quiet), lit=lit)
        self._places.append(RowPlace(number, rect, left, right, cross))

    def _caret(self, typing: str) -> str:
        if self._all_marked:
            return f"[{typing}]"
        return f"{typing}{'|' if self.context.now % 1.0 < 0.6 else ' '}"
