"""A line of text that is typed in a menu: while it has the focus letters are letters."""

from __future__ import annotations

from typing import Final

import pygame

from game.app.input.buttons import Frame, Press

_KEYS: Final = {
    pygame.KSCAN_UP: Press.UP,
    pygame.KSCAN_DOWN: Press.DOWN,
    pygame.KSCAN_RETURN: Press.ACCEPT,
    pygame.KSCAN_KP_ENTER: Press.ACCEPT,
    pygame.KSCAN_TAB: Press.DOWN,
    pygame.KSCAN_ESCAPE: Press.BACK,
}
"""Keys that lead through the menu all the same."""


class TextField:
    """What is typed; the first letter takes the place of what was filled in."""

    def __init__(self, text: str, longest: int) -> None:
        self.text = text
        self.longest = longest
        self.fresh = True
        """Whether it is still what was filled in."""

    def clear(self) -> None:
        """Take what was filled in away: something else is to be typed."""
        self.text, self.fresh = "", False

    def type(self, frame: Frame) -> Frame:
        """Take in what was typed; returns the frame with what is left for the menu."""
        if frame.text:
            self.text = (("" if self.fresh else self.text) + frame.text)[: self.longest]
            self.fresh = False
        elif frame.raw_key == pygame.KSCAN_BACKSPACE:
            self.text, self.fresh = "" if self.fresh else self.text[:-1], False
        presses = frame.presses
        if frame.raw_key is not None:
            press = _KEYS.get(frame.raw_key)
            presses = () if press is None else (press,)
        return Frame(
            presses=presses, pointer=frame.pointer, click=frame.click, second_click=frame.second_click
        )

    def shown(self, now: float, *, focused: bool) -> str:
        """Return the text with a caret that blinks where it has the focus."""
        return f"{self.text}{'|' if focused and now % 1.0 < 0.6 else ' '}"
