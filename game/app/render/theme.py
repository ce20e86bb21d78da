"""How everything looks: the palette and the type. Sizes are given for a window 720 pixels high."""

from enum import Enum
from typing import Final, TypeAlias

import pygame

from game.app.fonts import Face, load_font
from game.app.picture_cache import PictureStore

Colour: TypeAlias = tuple[int, int, int]

INK: Final[Colour] = (16, 27, 31)
PANEL: Final[Colour] = (20, 34, 38)
PANEL_RAISED: Final[Colour] = (33, 52, 56)
LINE: Final[Colour] = (72, 96, 98)
PAPER: Final[Colour] = (246, 243, 233)
MUTED: Final[Colour] = (171, 187, 182)
GOLD: Final[Colour] = (255, 205, 74)
AMBER: Final[Colour] = (255, 166, 62)
GOOD: Final[Colour] = (120, 214, 150)
BAD: Final[Colour] = (255, 150, 118)
CHALK: Final[Colour] = (238, 242, 232)
THOUGHT: Final[Colour] = (222, 200, 255)
"""What a defender sees and believes. Lighter than grass and both kits, so it stands out in grey as well."""

SKINS: Final[tuple[Colour, ...]] = ((233, 190, 158), (160, 108, 74), (204, 150, 112), (112, 74, 52))
HAIRS: Final[tuple[Colour, ...]] = ((66, 44, 32), (28, 24, 24), (150, 104, 52), (38, 28, 24))

MOST_LETTERS: Final = 24
"""Letters of a word that stays whole however narrow its line is: longer than any that people write."""


class Role(Enum):
    """What a text is for: its cut and its size in a window 720 high."""

    DISPLAY = (Face.BOLD, 104)
    TITLE = (Face.BOLD, 44)
    HEADING = (Face.BOLD, 27)
    BODY = (Face.REGULAR, 21)
    STRONG = (Face.SEMIBOLD, 21)
    SMALL = (Face.REGULAR, 17.5)
    SMALL_STRONG = (Face.SEMIBOLD, 17.5)
    FIGURE = (Face.BOLD, 34)


def mix(a: Colour, b: Colour, share: float) -> Colour:
    """Return ``a`` with ``share`` of ``b`` in it."""
    r, g, bl = (round(x + (y - x) * share) for x, y in zip(a, b, strict=True))
    return (r, g, bl)


_LINES: Final[PictureStore[pygame.Surface]] = PictureStore(24.0, least=150)
"""Rendered lines of every size: windows and texts of other sizes come and go, and leave theirs here."""


class Type:
    """Text at one window size. Rendered lines are kept, because most of them stay on screen."""

    KEEP = 600
    """Broken texts."""

    def __init__(self, window: tuple[int, int], text_size: float = 1.0) -> None:
        # A narrow window must not get text that a wide one of its height would.
        height = min(float(window[1]), window[0] * 0.68)
        self.unit = max(height, 240.0) / 720.0
        """Pixels per layout unit."""
        self.text_size = text_size
        self._fonts: dict[tuple[Face, int], pygame.font.Font] = {}
        self._broken: dict[tuple[str, Role, int], list[str]] = {}

    def px(self, units: float) -> int:
        """Return layout units as whole pixels, at least one."""
        return max(1, round(units * self.unit))

    def tx(self, units: float) -> int:
        """Return what :meth:`px` does, for things that must grow with the text."""
        return max(1, round(units * self.unit * self.text_size))

    def font(self, role: Role) -> pygame.font.Font:
        """Return the font of a role at this size."""
        key = self._size(role)
        if key not in self._fonts:
            self._fonts[key] = load_font(*key)
        return self._fonts[key]

    def _size(self, role: Role) -> tuple[Face, int]:
        face, size = role.value
        return face, max(8, round(size * self.unit * self.text_size))

    def forget(self) -> None:
        """Let go of fonts and broken texts: another type takes the place of this one."""
        self._fonts.clear()
        self._broken.clear()

    def height(self, role: Role) -> int:
        """Pixels from one line to the next."""
        return round(self.font(role).get_linesize() * 1.04)

    def width(self, text: str, role: Role) -> int:
        """Pixels that a line takes."""
        return self.font(role).size(text)[0]

    def line(self, text: str, role: Role, colour: Colour = PAPER) -> pygame.Surface:
        """Return one line of text."""
        key = (self._size(role), text, colour)
        found = _LINES.get(key)
        return _LINES.put(key, self.font(role).render(text, True, colour)) if found is None else found

    def wrap(self, text: str, role: Role, width: int) -> list[str]:
        """Break a text into lines no wider than ``width`` where its words allow. Kept like rendered lines."""
        key = (text, role, width)
        found = self._broken.get(key)
        if found is None:
            if len(self._broken) >= self.KEEP:
                self._broken.clear()
            found = self._broken[key] = self._break(text, self.font(role), width)
        return found.copy()

    @staticmethod
    def _break(text: str, font: pygame.font.Font, width: int) -> list[str]:
        lines, line = [], ""
        for word in (part for whole in text.split() for part in _parts(whole, font, width)):
            longer = f"{line} {word}".strip()
            if line and font.size(longer)[0] > width:
                lines.append(line)
                line = word
            else:
                line = longer
        return [*lines, line] if line else lines

    def fit(self, text: str, role: Role, width: int) -> str:
        """Return the text, or its beginning and an ellipsis where it is too wide."""
        font = self.font(role)
        if font.size(text)[0] <= width:
            return text
        while text and font.size(text + "…")[0] > width:
            text = text[:-1]
        return text.rstrip() + "…"


def _parts(word: str, font: pygame.font.Font, width: int) -> list[str]:
    """Return a word, or pieces of one that is wider than a line: the path of a file."""
    parts = []
    while len(word) > MOST_LETTERS and font.size(word)[0] > width:
        cut = len(word) - 1
        while cut > MOST_LETTERS and font.size(word[:cut])[0] > width:
            cut -= 1
        parts.append(word[:cut])
        word = word[cut:]
    return [*parts, word]
