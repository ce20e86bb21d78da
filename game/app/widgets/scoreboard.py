"""The quiet signs of a match: score and clock, what comes next, who is steered, and where they are."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import atan2, cos, hypot, pi, sin

import pygame

from game.app.i18n import _
from game.app.picture_cache import kept
from game.app.render.camera import Camera, Point
from game.app.render.icons import bar, cap, panel
from game.app.render.kits import Kit
from game.app.render.theme import BAD, GOLD, INK, MUTED, PAPER, Colour, Role, Type, mix
from game.app.render.vector import stamp
from game.app.snapshot import Seen

_FINE = 4
LOW_STAMINA = 0.35
SEEN_THROUGH = 150
"""How much, of 255, of what a plate lies over shows where that must be seen."""
TOP, HEIGHT = 12, 48
"""Layout units from the window's edge to the scoreboard, and from its top to its foot."""
EDGE = 34
"""Layout units from the window's edge at which an arrow stands for a player outside the picture."""


@dataclass(frozen=True, slots=True)
class Board:
    """What the scoreboard says."""

    names: tuple[str, str]
    kits: tuple[Kit, Kit]
    score: tuple[int, int]
    clock: str
    half: str
    tell: str = ""
    """A short line below: what was given, and for how long."""
    share: float | None = None
    """How much is left of the time for it, 0 to 1."""


def clock_words(seconds: float) -> str:
    """``2:07``; whole seconds, rounded up, so that it says 0:00 only when nothing is left.

    >>> clock_words(127.0), clock_words(0.2), clock_words(0.0)
    ('2:07', '0:01', '0:00')
    """
    whole = max(0, -int(-seconds // 1))
    return f"{whole // 60}:{whole % 60:02d}"


def draw_board(screen: pygame.Surface, type_: Type, board: Board) -> int:
    """Draw it in the top middle; returns where it ends."""
    inner, top = type_.tx(16), type_.px(TOP)
    height = type_.tx(HEIGHT)
    score = type_.line(f"{board.score[0]} : {board.score[1]}", Role.HEADING, PAPER)
    room = type_.tx(176)
    names = [type_.line(type_.fit(name, Role.STRONG, room), Role.STRONG, PAPER) for name in board.names]
    size = type_.tx(22)
    gap = type_.tx(12)
    red, blue = (name.get_width() + size + gap for name in names)
    middle = max(score.get_width(), type_.width("00 : 00", Role.HEADING)) + 2 * gap
    clock = type_.line(board.clock, Role.STRONG, GOLD)
    half = type_.line(board.half, Role.SMALL, MUTED)
    right = max(clock.get_width(), type_.width("00:00", Role.STRONG)) + gap + half.get_width()
    width = 2 * inner + red + blue + middle + right + 2 * gap
    left = (screen.get_width() - width) // 2
    screen.blit(panel((width, height), type_.tx(14), alpha=214), (left, top))
    y = top + height // 2
    # Names stand next to the score, shirts beyond them.
    x = left + inner + red
    stamp_left(screen, names[0], (x - names[0].get_width(), y))
    _swatch(screen, board.kits[0], (x - names[0].get_width() - gap - size, y - size // 2), size)
    stamp(screen, score, (x + middle / 2, y))
    x += middle
    stamp_left(screen, names[1], (x, y))
    _swatch(screen, board.kits[1], (x + names[1].get_width() + gap, y - size // 2), size)
    x += blue + gap
    pygame.draw.line(screen, mix(INK, PAPER, 0.3), (x, top + type_.tx(11)), (x, top + height - type_.tx(11)))
    x += gap
    stamp_left(screen, clock, (x, y))
    stamp_left(screen, half, (left + width - inner - half.get_width(), y + type_.px(1)))
    bottom = top + height
    if board.tell:
        bottom = _draw_tell(screen, type_, board, bottom + type_.px(6))
    return bottom


def _draw_tell(screen: pygame.Surface, type_: Type, board: Board, top: int) -> int:
    line = type_.line(board.tell, Role.SMALL_STRONG, PAPER)
    timed = board.share is not None
    size = (line.get_width() + type_.tx(28), line.get_height() + type_.tx(14 if timed else 8))
    left = (screen.get_width() - size[0]) // 2
    screen.blit(panel(size, type_.tx(12), alpha=205), (left, top))
    screen.blit(line, (left + type_.tx(14), top + type_.tx(4)))
    if board.share is not None:
        place = pygame.Rect(0, 0, size[0] - type_.tx(28), type_.px(3))
        place.midbottom = (screen.get_width() // 2, top + size[1] - type_.tx(5))
        bar(screen, place, board.share, BAD if board.share < 0.34 else GOLD)
    return top + size[1]


def stamp_left(screen: pygame.Surface, sprite: pygame.Surface, at: tuple[float, float]) -> None:
    """Blit with the middle of the left edge at a place."""
    screen.blit(sprite, (round(at[0]), round(at[1] - sprite.get_height() / 2)))


def _swatch(screen: pygame.Surface, kit: Kit, at: tuple[int, int], size: int) -> None:
    screen.blit(swatch(kit, size), at)


@kept(2.0)
def swatch(kit: Kit, size: int) -> pygame.Surface:
    """Return a little shirt in a side's colours, so that score and kits belong together in grey as well."""
    n = size * _FINE
    big = pygame.Surface((n, n), pygame.SRCALPHA)
    big.fill((*kit.shirt, 0))
    shirt = [(0.28, 0.10), (0.72, 0.10), (1.0, 0.30), (0.88, 0.50), (0.76, 0.43), (0.76, 0.94)]
    shirt += [(0.24, 0.94), (0.24, 0.43), (0.12, 0.50), (0.0, 0.30)]
    points = [(x * n, y * n) for x, y in shirt]
    pygame.draw.polygon(big, kit.shirt, points)
    mask = pygame.mask.from_surface(big, 100)
    cloth = pygame.Surface((n, n), pygame.SRCALPHA)
    name = kit.pattern.name
    if name == "HOOPS":
        for k in range(3):
            pygame.draw.rect(cloth, kit.second, (0, n * (0.18 + 0.28 * k), n, n * 0.13))
    elif name == "STRIPES":
        for k in range(3):
            pygame.draw.rect(cloth, kit.second, (n * (0.27 + 0.2 * k), 0, n * 0.09, n))
    elif name == "SASH":
        pygame.draw.polygon(
            cloth, kit.second, [(n * 0.2, n * 0.1), (n * 0.42, n * 0.1), (n * 0.8, n), (n * 0.58, n)]
        )
    elif name == "HALVES":
        pygame.draw.rect(cloth, kit.second, (n * 0.5, 0, n * 0.5, n))
    cut = mask.to_surface(setcolor=(255, 255, 255, 255), unsetcolor=(255, 255, 255, 0))
    cloth.blit(cut, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    big.blit(cloth, (0, 0))
    pygame.draw.polygon(big, mix(kit.shirt, INK, 0.55), points, max(2, n // 22))
    return pygame.transform.smoothscale(big, (size, size))


def draw_plate(
    screen: pygame.Surface,
    type_: Type,
    *,
    person: int,
    several: bool,
    number: str,
    kit: Kit,
    stamina: float,
    line: str,
    right: bool,
    keys: tuple[tuple[str, str], ...] = (),
    pad: bool = False,
    over: Sequence[tuple[float, float]] = (),
) -> pygame.Rect:
    """Draw a person's plate in a bottom corner: their player, the stamina, a line; returns its place.

    ``keys``: what stands on the strike keys and what each does now; ``pad``: whether they are a gamepad's;
    ``over``: pixels of what must be seen through it where it lies over them, the ball and who is steered.
    """
    inner, edge = type_.tx(12), type_.px(16)
    row = strike_keys(type_, keys, pad) if keys else None
    width, height = type_.tx(218), type_.tx(62)
    if row is not None:
        width, height = max(width, row.get_width() + 2 * inner), height + row.get_height() + type_.tx(2)
    place = pygame.Rect(edge, screen.get_height() - height - edge, width, height)
    if right:
        place.right = screen.get_width() - edge
    near = place.inflate(type_.px(30), type_.px(30))
    behind = screen.subsurface(place).copy() if any(near.collidepoint(at) for at in over) else None
    screen.blit(panel(place.size, type_.tx(14), alpha=205), place)
    x, y = place.x + inner, place.y + inner
    size = type_.tx(26)
    screen.blit(swatch(kit, size), (x, y - type_.tx(2)))
    name = _("No. {number}", number=number)
    if several:
        name = _("{person}: no. {number}", person=person + 1, number=number)
    head = type_.line(name, Role.STRONG, PAPER)
    stamp_left(screen, head, (x + size + type_.tx(9), y + size / 2 - type_.tx(2)))
    words = type_.line(line, Role.SMALL, MUTED)
    stamp_left(screen, words, (place.right - inner - words.get_width(), y + size / 2 - type_.tx(2)))
    if row is not None:
        screen.blit(row, (x, y + size + type_.tx(4)))
    colour = GOLD if stamina > LOW_STAMINA else BAD
    low = pygame.Rect(x, place.bottom - inner - type_.px(5), width - 2 * inner, type_.px(6))
    bar(screen, low, stamina, colour)
    if behind is not None:
        behind.set_alpha(SEEN_THROUGH)
        screen.blit(behind, place)
    return place


@lru_cache(maxsize=6)
def strike_keys(type_: Type, keys: tuple[tuple[str, str], ...], pad: bool) -> pygame.Surface:
    """Return a row of keys, each with a word for what it does now."""
    parts = [(cap(type_, label, pad), type_.line(word, Role.SMALL, PAPER)) for label, word in keys if label]
    gap, beside = type_.tx(12), type_.tx(5)
    width = sum(key.get_width() + beside + word.get_width() + gap for key, word in parts) - gap
    high = max((max(key.get_height(), word.get_height()) for key, word in parts), default=1)
    row = pygame.Surface((max(width, 1), high), pygame.SRCALPHA)
    x = 0
    for key, word in parts:
        row.blit(key, (x, (high - key.get_height()) // 2))
        x += key.get_width() + beside
        row.blit(word, (x, (high - word.get_height()) // 2))
        x += word.get_width() + gap
    return row


def draw_markers(
    screen: pygame.Surface,
    type_: Type,
    camera: Camera,
    seen: Seen,
    k: float,
    steered: list[tuple[int, str, Kit]],
) -> None:
    """Draw a mark with the person's number over each steered player; an arrow at the edge if out of sight."""
    width, height = screen.get_size()
    margin = type_.px(EDGE)
    for player, label, kit in steered:
        x, y = camera.at(float(seen.pos[player, 0]), float(seen.pos[player, 1]))
        if -0.2 * k <= x <= width + 0.2 * k and -0.2 * k <= y <= height + 0.2 * k:
            mark = _mark(round(type_.px(17)), kit.shirt)
            at = (x, max(y - 0.62 * k - type_.px(8), type_.px(12)))
            stamp(screen, mark, at)
            if label:
                word = type_.line(label, Role.SMALL_STRONG, PAPER)
                stamp(screen, _halo(word), (at[0], at[1] - type_.px(17)))
            continue
        edge = (min(max(x, margin), width - margin), min(max(y, margin), height - margin))
        turn = atan2(-(y - edge[1]), x - edge[0]) if hypot(x - edge[0], y - edge[1]) > 1.0 else 0.0
        stamp(screen, _edge_arrow(round(type_.px(22)), kit.shirt, round(turn * 16 / pi)), edge)
        if label:
            back = (edge[0] - cos(turn) * type_.px(30), edge[1] + sin(turn) * type_.px(30))
            stamp(screen, _halo(type_.line(label, Role.SMALL_STRONG, PAPER)), back)


@lru_cache(maxsize=8)
def _halo(word: pygame.Surface) -> pygame.Surface:
    """Return a word that can be read on grass."""
    size = (word.get_width() + word.get_height() // 2, word.get_height())
    plate = panel(size, size[1] // 2, alpha=190).copy()
    plate.blit(word, ((size[0] - word.get_width()) // 2, 0))
    return plate


@kept(1.0)
def _mark(size: int, colour: Colour) -> pygame.Surface:
    return _shape(size, colour, [(0.06, 0.12), (0.94, 0.12), (0.5, 0.88)])


@kept(1.0)
def _edge_arrow(size: int, colour: Colour, sixteenth: int) -> pygame.Surface:
    turn = sixteenth * pi / 16
    c, s = cos(turn), sin(turn)
    points = [(0.45, 0.0), (-0.30, 0.36), (-0.14, 0.0), (-0.30, -0.36)]
    turned = [(0.5 + x * c - y * s, 0.5 - (x * s + y * c)) for x, y in points]
    return _shape(size, colour, turned)


def _shape(size: int, colour: Colour, points: list[Point]) -> pygame.Surface:
    """Return a filled shape with a light rim inside a dark one: it stands out on grass, lines and kits."""
    n = size * _FINE
    big = pygame.Surface((n, n), pygame.SRCALPHA)
    big.fill((*INK, 0))
    corners = [(x * n, y * n) for x, y in points]
    pygame.draw.polygon(big, INK, corners)
    pygame.draw.polygon(big, INK, corners, max(2, n // 7))
    middle = (sum(p[0] for p in corners) / len(corners), sum(p[1] for p in corners) / len(corners))
    for share, ink in ((0.80, PAPER), (0.52, colour)):
        inner = [
            (middle[0] + (x - middle[0]) * share, middle[1] + (y - middle[1]) * share) for x, y in corners
        ]
        pygame.draw.polygon(big, ink, inner)
    return pygame.transform.smoothscale(big, (size, size))


def draw_banner(
    screen: pygame.Surface,
    type_: Type,
    head: str,
    line: str,
    colour: Colour,
    strength: float,
    top: float = 0.30,
) -> None:
    """Draw a band across the picture: a goal, whose turn it is; ``top``: its place, a share of the height."""
    if strength <= 0.02:
        return
    words = (type_.line(head, Role.TITLE, PAPER), type_.line(line, Role.STRONG, PAPER))
    band = _band((screen.get_width(), type_.tx(128)), type_.px(4), colour, words)
    band.set_alpha(round(255 * min(strength, 1.0)))
    screen.blit(band, (0, round(screen.get_height() * top)))


@lru_cache(maxsize=1)
def _band(
    size: tuple[int, int], edge: int, colour: Colour, words: tuple[pygame.Surface, pygame.Surface]
) -> pygame.Surface:
    """Make once what the banner shows for two seconds."""
    width, height = size
    band = pygame.Surface(size, pygame.SRCALPHA)
    band.fill((*mix(colour, INK, 0.55), 226))
    for y in (0, height - edge):
        pygame.draw.rect(band, colour, (0, y, width, edge))
    for line, share in zip(words, (0.38, 0.76), strict=True):
        stamp(band, line, (width / 2, height * share))
    return band
