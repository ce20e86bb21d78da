"""Small drawn things that text can't give: ticks, arrows, key caps, pad buttons, panels. All are kept."""

import itertools
from collections.abc import Iterable
from math import cos, pi, sin

import pygame

from game.app.picture_cache import kept
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
    Colour,
    Role,
    Type,
)
from game.app.render.vector import stamp

_FINE = 4


@kept(24.0)
def panel(
    size: tuple[int, int], radius: int, colour: Colour = PANEL, alpha: int = 226, rim: Colour | None = None
) -> pygame.Surface:
    """Return a rounded plate, translucent."""
    width, height = size
    radius = max(1, min(radius, width // 2, height // 2))
    plate = pygame.Surface(size, pygame.SRCALPHA)
    plate.fill((*colour, alpha))
    if rim is not None:
        pygame.draw.rect(plate, (*rim, alpha), plate.get_rect(), 1)
    corners = _corners(radius, colour, alpha, rim)
    clear = pygame.BLEND_RGBA_MULT
    for x, cx in ((0, 0), (width - radius, radius)):
        for y, cy in ((0, 0), (height - radius, radius)):
            plate.fill((0, 0, 0, 0), (x, y, radius, radius), clear)
            plate.blit(corners, (x, y), (cx, cy, radius, radius), special_flags=pygame.BLEND_RGBA_ADD)
    return plate


SIGN = 205
"""How opaque the signs beside play are."""
SIGN_OVER = 96
"""How opaque they are while somebody is under them: who is played must be seen."""


def sign_alpha(place: pygame.Rect, busy: Iterable[tuple[float, float]]) -> int:
    """Return how opaque a sign is where ``busy`` points of the play, pixels, may lie under it."""
    near = place.inflate(30, 30)
    return SIGN_OVER if any(near.collidepoint(point) for point in busy) else SIGN


@kept(2.0)
def _corners(radius: int, colour: Colour, alpha: int, rim: Colour | None) -> pygame.Surface:
    """Return the four rounded corners, side by side: all of a plate that needs smoothing."""
    n = 2 * radius * _FINE
    big = pygame.Surface((n, n), pygame.SRCALPHA)
    big.fill((*(rim or colour), 0))
    pygame.draw.circle(big, (*(rim or colour), alpha), (n / 2, n / 2), n / 2)
    if rim is not None:
        pygame.draw.circle(big, (*colour, alpha), (n / 2, n / 2), n / 2 - _FINE)
    return pygame.transform.smoothscale(big, (2 * radius, 2 * radius))


@kept(1.0)
def verdict(good: bool | None, size: int) -> pygame.Surface:
    """Return a tick on a disc for good, a bar on a diamond for bad, else a small dot."""
    n = size * _FINE
    big = pygame.Surface((n, n), pygame.SRCALPHA)
    colour = GOOD if good else BAD if good is False else MUTED
    big.fill((*colour, 0))
    c = n / 2
    if good:
        pygame.draw.circle(big, colour, (c, c), c)
        points = [(0.27, 0.53), (0.44, 0.69), (0.74, 0.34)]
        for a, b in itertools.pairwise(points):
            pygame.draw.line(big, INK, (a[0] * n, a[1] * n), (b[0] * n, b[1] * n), max(2, round(n * 0.115)))
        for p in points:
            pygame.draw.circle(big, INK, (p[0] * n, p[1] * n), n * 0.055)
    elif good is False:
        pygame.draw.polygon(big, colour, [(c, 0), (n, c), (c, n), (0, c)])
        pygame.draw.rect(big, INK, (n * 0.45, n * 0.25, n * 0.10, n * 0.32))
        pygame.draw.circle(big, INK, (c, n * 0.70), n * 0.065)
    else:
        pygame.draw.circle(big, colour, (c, c), c * 0.36)
    return pygame.transform.smoothscale(big, (size, size))


MEDALS: dict[str, Colour] = {"done": (196, 128, 84), "good": (196, 204, 212), "masterly": GOLD}


@kept(1.0)
def medal(grade: str | None, size: int) -> pygame.Surface:
    """Return a disc with one, two or three dots for done, good and masterly.

    A ring where there is none yet.
    """
    n = size * _FINE
    big = pygame.Surface((n, n), pygame.SRCALPHA)
    colour = MEDALS.get(grade or "", MUTED)
    big.fill((*colour, 0))
    c = n / 2
    if grade not in MEDALS:
        pygame.draw.circle(big, colour, (c, c), c * 0.8, max(2, round(n * 0.06)))
        return pygame.transform.smoothscale(big, (size, size))
    pygame.draw.circle(big, colour, (c, c), c)
    spots = {
        "done": [(0.5, 0.5)],
        "good": [(0.35, 0.5), (0.65, 0.5)],
        "masterly": [(0.5, 0.32), (0.32, 0.63), (0.68, 0.63)],
    }
    for x, y in spots[grade or ""]:
        pygame.draw.circle(big, INK, (x * n, y * n), n * 0.10)
    return pygame.transform.smoothscale(big, (size, size))


@kept(1.0)
def arrow(way: float, size: int, colour: Colour = PAPER) -> pygame.Surface:
    """Return an arrow; ``way`` in quarter turns counter-clockwise from right."""
    n = size * _FINE
    big = pygame.Surface((n, n), pygame.SRCALPHA)
    big.fill((*colour, 0))
    turn = way * pi / 2
    c, s = cos(turn), sin(turn)

    def at(x: float, y: float) -> tuple[float, float]:
        return (n / 2 + (x * c - y * s) * n, n / 2 - (x * s + y * c) * n)

    pygame.draw.polygon(big, colour, [at(-0.34, 0.05), at(0.06, 0.05), at(0.06, -0.05), at(-0.34, -0.05)])
    pygame.draw.polygon(big, colour, [at(0.36, 0.0), at(0.02, 0.24), at(0.02, -0.24)])
    return pygame.transform.smoothscale(big, (size, size))


_ARROWS = {"RIGHT": 0.0, "UP": 1.0, "LEFT": 2.0, "DOWN": 3.0}
_PAD_COLOURS: dict[str, Colour] = {
    "A": (116, 198, 108),
    "B": (232, 98, 88),
    "X": (96, 158, 236),
    "Y": (240, 196, 72),
}


@kept(6.0, least=40)
def _cap(label: str, height: int, pad: bool, unit: float, text_size: float) -> pygame.Surface:
    type_ = Type((round(1280 * unit), round(720 * unit)), text_size)
    if label in _ARROWS:
        mark = arrow(_ARROWS[label], round(height * 0.62), PAPER)
    elif pad and label in _PAD_COLOURS:
        mark = type_.line(label, Role.SMALL_STRONG, _PAD_COLOURS[label])
    else:
        mark = type_.line(label, Role.SMALL_STRONG, PAPER)
    width = max(height, mark.get_width() + round(height * 0.62))
    radius = height // 2 if pad else round(height * 0.24)
    cap = panel((width, height), radius, PANEL_RAISED, 255, LINE).copy()
    stamp(cap, mark, (width / 2, height / 2))
    return cap


def cap(type_: Type, label: str, pad: bool = False) -> pygame.Surface:
    """Return a key (square) or a pad's button (round) with its name. UP, DOWN, LEFT and RIGHT are arrows."""
    return _cap(label, type_.tx(27), pad, type_.unit, type_.text_size)


def big_cap(type_: Type, label: str, *, pad: bool = False) -> pygame.Surface:
    """Return a large key or button, for who sees it for the first time."""
    return _cap(label, type_.tx(46), pad, type_.unit, type_.text_size * 1.5)


def pressed(cap: pygame.Surface) -> pygame.Surface:
    """Return a key that is down: light, with dark letters."""
    return pygame.transform.grayscale(pygame.transform.invert(cap))


def caps(screen: pygame.Surface, type_: Type, labels: tuple[str, ...], at: tuple[int, int], pad: bool) -> int:
    """Draw several caps in a row, middle line at ``at[1]``; returns where the row ends."""
    x = at[0]
    for label in labels:
        sprite = cap(type_, label, pad)
        screen.blit(sprite, (x, at[1] - sprite.get_height() // 2))
        x += sprite.get_width() + type_.px(5)
    return x


def bar(
    screen: pygame.Surface, rect: pygame.Rect, share: float, colour: Colour = GOLD, back: Colour = LINE
) -> None:
    """Draw a thin progress bar."""
    radius = max(1, rect.height // 2)
    pygame.draw.rect(screen, back, rect, border_radius=radius)
    if share > 0.0:
        full = pygame.Rect(rect.x, rect.y, max(rect.height, round(rect.width * min(share, 1.0))), rect.height)
        pygame.draw.rect(screen, colour, full, border_radius=radius)
