"""What the two sides wear: four palettes whose kits differ in grey and pattern as well as in colour."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import Enum, auto
from typing import Final

from game.app.i18n import N_
from game.app.render.theme import Colour


class Pattern(Enum):
    """How the second colour lies on a shirt, as one sees it from above."""

    PLAIN = auto()
    HOOPS = auto()
    """Bands from arm to arm."""
    STRIPES = auto()
    """Bands from back to chest."""
    SASH = auto()
    HALVES = auto()


@dataclass(frozen=True, slots=True)
class Kit:
    """One player's clothes."""

    shirt: Colour
    second: Colour
    pattern: Pattern
    shorts: Colour
    socks: Colour
    number: Colour
    keeper: bool = False


@dataclass(frozen=True, slots=True)
class Strip:
    """What everybody on a pitch wears, by team: 0 red, 1 blue."""

    players: tuple[Kit, Kit]
    keepers: tuple[Kit, Kit]

    def of(self, team: int, keeper: bool = False) -> Kit:
        """Return a player's kit."""
        return (self.keepers if keeper else self.players)[team]

    def mark(self, team: int) -> Colour:
        """Return a side's colour on signs and scoreboards."""
        return self.players[team].shirt


_WHITE: Final[Colour] = (250, 248, 240)
_BLACK: Final[Colour] = (24, 26, 30)
_NAVY: Final[Colour] = (18, 30, 66)
_GLOVED: Final = (
    Kit((252, 226, 76), _BLACK, Pattern.HALVES, _BLACK, (252, 226, 76), _WHITE, keeper=True),
    Kit((255, 138, 48), _NAVY, Pattern.HALVES, _NAVY, (255, 138, 48), _WHITE, keeper=True),
)
_GLOVED_COOL: Final = (
    Kit((120, 232, 214), _BLACK, Pattern.HALVES, _BLACK, (120, 232, 214), _WHITE, keeper=True),
    Kit((255, 150, 190), _BLACK, Pattern.HALVES, _BLACK, (255, 150, 190), _WHITE, keeper=True),
)
_GLOVED_LIME: Final = (
    _GLOVED_COOL[0],
    Kit((216, 246, 122), _BLACK, Pattern.HALVES, _BLACK, (216, 246, 122), _WHITE, keeper=True),
)


@dataclass(frozen=True, slots=True)
class Palette:
    """A choice of kits with a name for people."""

    name: str
    sides: tuple[str, str]
    """What the two sides are called by."""
    strip: Strip


PALETTES: Final[Mapping[str, Palette]] = {
    "classic": Palette(
        N_("Red and sky blue"),
        (N_("Red"), N_("Sky blue")),
        Strip(
            (
                Kit((178, 20, 34), (104, 8, 22), Pattern.PLAIN, _WHITE, (178, 20, 34), _WHITE),
                Kit((128, 200, 255), _WHITE, Pattern.HOOPS, _NAVY, (128, 200, 255), _NAVY),
            ),
            _GLOVED,
        ),
    ),
    "orange": Palette(
        N_("Orange and navy"),
        (N_("Orange"), N_("Navy")),
        Strip(
            (
                Kit((255, 156, 44), _WHITE, Pattern.SASH, _WHITE, (255, 156, 44), _BLACK),
                Kit((22, 36, 104), (74, 92, 176), Pattern.STRIPES, (22, 36, 104), _WHITE, _WHITE),
            ),
            _GLOVED_LIME,
        ),
    ),
    "yellow": Palette(
        N_("Purple and yellow"),
        (N_("Purple"), N_("Yellow")),
        Strip(
            (
                Kit((88, 26, 128), (140, 84, 184), Pattern.STRIPES, _WHITE, (88, 26, 128), _WHITE),
                Kit((252, 222, 70), (255, 246, 190), Pattern.HOOPS, _BLACK, (252, 222, 70), _BLACK),
            ),
            _GLOVED_COOL,
        ),
    ),
    "mono": Palette(
        N_("Black and white"),
        (N_("Black"), N_("White")),
        Strip(
            (
                Kit((26, 27, 32), (150, 30, 40), Pattern.SASH, (26, 27, 32), (26, 27, 32), _WHITE),
                Kit((248, 247, 242), (150, 176, 214), Pattern.STRIPES, _WHITE, _WHITE, _BLACK),
            ),
            (_GLOVED[1], _GLOVED_COOL[1]),
        ),
    ),
}
"""By the word that is kept in the settings."""


KITS: Final[Mapping[str, tuple[str, int]]] = {
    "red": ("classic", 0),
    "sky": ("classic", 1),
    "orange": ("orange", 0),
    "navy": ("orange", 1),
    "purple": ("yellow", 0),
    "yellow": ("yellow", 1),
    "black": ("mono", 0),
    "white": ("mono", 1),
}
"""Every kit by the word that a team keeps: its palette, and which side of it. Each palette has a dark kit and
a light one."""
_DARK: Final = frozenset({"red", "navy", "purple", "black"})


PATTERNS: Final[Mapping[str, tuple[Pattern, str]]] = {
    "plain": (Pattern.PLAIN, N_("Plain")),
    "hoops": (Pattern.HOOPS, N_("Hoops")),
    "stripes": (Pattern.STRIPES, N_("Stripes")),
    "sash": (Pattern.SASH, N_("Sash")),
    "halves": (Pattern.HALVES, N_("Halves")),
}
"""Shirts by the word that stands behind a kit's, as in ``red-hoops``, and what they are called."""


def split_kit(word: str) -> tuple[str, str]:
    """Return a kit's colours and its shirt's pattern; "" where it has the one that belongs to the colours.

    >>> split_kit("red-hoops"), split_kit("sky"), split_kit("red-spots")
    (('red', 'hoops'), ('sky', ''), ('red-spots', ''))
    """
    colours, _dash, pattern = word.rpartition("-")
    return (colours, pattern) if colours in KITS and pattern in PATTERNS else (word, "")


def kit_of(word: str, patterns: bool = True) -> Kit:
    """Return a kit by its word; the first palette's red one where there is no such kit."""
    colours, pattern = split_kit(word)
    palette, side = KITS.get(colours, ("classic", 0))
    kit = strip_for(palette, patterns).players[side]
    return replace(kit, pattern=PATTERNS[pattern][0]) if pattern and patterns else kit


def kit_called(word: str) -> str:
    """Return what a kit's colour is called, in English: for the words of a screen."""
    palette, side = KITS[word]
    return PALETTES[palette].sides[side]


def worn_by(red: str, blue: str) -> tuple[str, str]:
    """Return the kits in which two teams play: where both are dark or both light, blue wears its other one.

    >>> worn_by("red", "white"), worn_by("red", "navy"), worn_by("sky", "sky")
    (('red', 'white'), ('red', 'orange'), ('sky', 'red'))
    """
    if (red in _DARK) != (blue in _DARK):
        return red, blue
    palette, side = KITS[blue]
    return red, next(word for word, place in KITS.items() if place == (palette, 1 - side))


def strip_of(red: str, blue: str, palette: str = "classic", patterns: bool = True) -> Strip:
    """Return what two sides with kits of their own wear; the palette's clothes where they have none."""
    (red, red_pattern), (blue, blue_pattern) = split_kit(red), split_kit(blue)
    if red not in KITS or blue not in KITS:
        return strip_for(palette, patterns)
    worn = worn_by(red, blue)
    cut = [
        f"{word}-{pattern}" if pattern else word
        for word, pattern in zip(worn, (red_pattern, blue_pattern), strict=True)
    ]
    players = [kit_of(word, patterns) for word in cut]
    # A dark shirt is like no keeper's: the keepers are those that suit the light one.
    light = next(KITS[word][0] for word in worn if word not in _DARK)
    return Strip((players[0], players[1]), strip_for(light).keepers)


def sides_worn(palette: str) -> tuple[str, str]:
    """Return what the two sides are called by what they wear, in English: for the words of a screen."""
    return PALETTES.get(palette, PALETTES["classic"]).sides


def strip_for(palette: str = "classic", patterns: bool = True) -> Strip:
    """Return a palette's clothes.

    Without ``patterns`` the sides' shirts are plain (keepers keep their halves).
    """
    strip = PALETTES.get(palette, PALETTES["classic"]).strip
    if patterns:
        return strip
    red, blue = (replace(kit, pattern=Pattern.PLAIN) for kit in strip.players)
    return Strip((red, blue), strip.keepers)
