"""The strike's card: a coach's words, the numbers, and a drawing of ball and plant foot."""

import itertools
from dataclasses import dataclass, replace
from math import atan2, cos, sin

import pygame

from game.analysis.card.text import Line
from game.analysis.explain.explanation import Explanation
from game.analysis.explain.sentences import Sentence
from game.analysis.explain.shown import Shown
from game.app.i18n import say
from game.app.render.icons import panel, verdict
from game.app.render.theme import BAD, GOLD, GOOD, INK, LINE, MUTED, PANEL, PAPER, Colour, Role, Type, mix

WIDTH = 492
WIDE = 640
"""Layout units, in the corner and opened."""
_PAD = 16
IN_CORNER = 3
"""Lines of the technique in the corner: whoever wants all of them opens the card."""


def card_picture(type_: Type, shown: Shown, *, whole: bool = False) -> pygame.Surface:
    """Return the card, ready to blit; made once a strike. ``whole``: with a sentence on every line."""
    pad, width = type_.tx(_PAD), type_.tx(WIDE if whole else WIDTH)
    drawing = type_.tx(150 if whole else 92)
    inner = width - 2 * pad
    role = Role.HEADING if whole else Role.STRONG
    beside = inner - drawing - type_.tx(14)
    head = [(text, PAPER) for text in type_.wrap(say(shown.headline), role, beside)]
    if shown.finding is not None and shown.finding.todo:
        head += [(text, GOLD) for text in type_.wrap(say(shown.finding.todo), role, beside)]
    head_h, line_h, small_h = type_.height(role), type_.height(Role.SMALL_STRONG), type_.height(Role.SMALL)
    if not whole:
        line_h, small_h = round(line_h * 0.92), round(small_h * 0.92)
    mark = type_.tx(17)
    text_x = pad + mark + type_.tx(9)
    y = pad + max(drawing, len(head) * head_h) + type_.tx(8)
    lines = shown.lines
    faults = sum(line.good is False for line in lines)
    if not whole:
        worst_first = sorted(lines, key=lambda line: line.good is not False)[:IN_CORNER]
        lines = tuple(line for line in lines if line in worst_first)
    rows: list[tuple[int, Line, bool, list[str]]] = []
    for line in lines:
        room = width - pad - text_x
        wide = type_.width(say(line.what), Role.SMALL_STRONG) + type_.width(
            say(line.number), Role.SMALL_STRONG
        )
        below = wide + type_.tx(8) > room
        # In the corner the headline speaks for several faults at once; a single one may add a sentence.
        speaks = whole or (line.good is False and faults == 1)
        said = type_.wrap(say(line.said), Role.SMALL, room) if speaks else []
        rows.append((y, line, below, said))
        y += line_h * (2 if below else 1) + len(said) * small_h + type_.tx(9 if whole else 1)
    height = y + pad - type_.tx(5)

    picture = pygame.Surface((width, height), pygame.SRCALPHA)
    picture.blit(panel((width, height), type_.tx(14), PANEL, 255 if whole else 238, LINE), (0, 0))
    for i, (text, colour) in enumerate(head):
        picture.blit(type_.line(text, role, colour), (pad, pad - type_.tx(3) + i * head_h))
    picture.blit(foot_drawing(shown, drawing), (width - pad - drawing, pad))
    for y, line, below, said in rows:
        picture.blit(verdict(line.good, mark), (pad, y + (line_h - mark) // 2))
        picture.blit(type_.line(say(line.what), Role.SMALL_STRONG, PAPER), (text_x, y))
        figure = type_.line(say(line.number), Role.SMALL_STRONG, BAD if line.good is False else GOLD)
        y += line_h if below else 0
        picture.blit(figure, (width - pad - figure.get_width(), y))
        for i, text in enumerate(said):
            picture.blit(type_.line(text, Role.SMALL, MUTED), (text_x, y + line_h + i * small_h))
    return picture


def foot_drawing(shown: Shown, size: int) -> pygame.Surface:
    """Draw the plant foot (toe up), the ball as it lay, and the sweet spot as a ring."""
    n = size * 3
    big = pygame.Surface((n, n), pygame.SRCALPHA)
    big.fill((*PANEL, 0))
    grass: Colour = (44, 84, 52)
    pygame.draw.rect(big, grass, big.get_rect(), border_radius=n // 9)
    pygame.draw.rect(big, mix(grass, (255, 255, 255), 0.06), (0, n // 3, n, n // 3))
    ground = _AroundFoot.of(shown, n)
    _draw_boot(big, ground)
    _draw_ball(big, ground, shown)
    _draw_way(big, shown.row["hips_to_aim"])
    return pygame.transform.smoothscale(big, (size, size))


@dataclass(frozen=True, slots=True)
class _AroundFoot:
    """Where things about the plant foot lie in its drawing."""

    middle: tuple[float, float]
    side: float
    per_metre: float

    @classmethod
    def of(cls, shown: Shown, pixels: int) -> "_AroundFoot":
        """Return a ground on which foot, ball and sweet spot all fit, the usual case as large as can be."""
        row = shown.row
        forwards = (-0.13, 0.15, row["offset_forward"] - 0.12, row["offset_forward"] + 0.12)
        laterals = (
            -0.06,
            row["sweet_lateral"] + 0.11,
            row["offset_lateral"] - 0.12,
            row["offset_lateral"] + 0.12,
        )
        side = 1.0 if row["foot"] >= 0 else -1.0
        high, wide = max(forwards) - min(forwards), max(laterals) - min(laterals)
        per_metre = pixels / (max(high, wide, 0.42) + 0.20)
        cx = pixels * 0.5 - side * (max(laterals) + min(laterals)) * 0.5 * per_metre
        cy = pixels * 0.5 + (max(forwards) + min(forwards)) * 0.5 * per_metre
        return cls((cx, cy), side, per_metre)

    def at(self, forward: float, lateral: float) -> tuple[float, float]:
        """Return the pixel of a place ``forward`` and ``lateral`` metres from the plant foot."""
        cx, cy = self.middle
        return (cx + self.side * lateral * self.per_metre, cy - forward * self.per_metre)


def _draw_boot(big: pygame.Surface, ground: _AroundFoot) -> None:
    """Draw the boot as it is seen from above: heel, waist, ball of the foot."""
    at, per_metre = ground.at, ground.per_metre
    boot = [(-0.12, 0.036), (-0.02, 0.030), (0.08, 0.048), (0.14, 0.026)]
    for grow, colour in ((0.012, INK), (0.0, PAPER)):
        for (f0, r0), (f1, r1) in itertools.pairwise(boot):
            for k in range(9):
                share = k / 8
                middle = at(f0 + (f1 - f0) * share, 0.0)
                pygame.draw.circle(big, colour, middle, (r0 + (r1 - r0) * share + grow) * per_metre)
    for f in (-0.01, 0.03, 0.07):
        pygame.draw.line(big, MUTED, at(f, -0.022), at(f, 0.022), max(1, round(0.009 * per_metre)))


def _draw_ball(big: pygame.Surface, ground: _AroundFoot, shown: Shown) -> None:
    """Draw the ball as it lay, the sweet spot, and how far the one was from the other."""
    row, per_metre = shown.row, ground.per_metre
    sweet = ground.at(row["sweet_forward"], row["sweet_lateral"])
    ball = ground.at(row["offset_forward"], row["offset_lateral"])
    off = ((ball[0] - sweet[0]) ** 2 + (ball[1] - sweet[1]) ** 2) ** 0.5 / per_metre
    tone = GOOD if off < 0.045 else BAD
    radius = 0.11 * per_metre
    pygame.draw.circle(big, INK, (ball[0] + 4, ball[1] + 5), radius)
    pygame.draw.circle(big, (250, 250, 246), ball, radius)
    for k in range(5):
        turn = k * 1.2566 - 1.5708
        spot = (ball[0] + cos(turn) * radius * 0.80, ball[1] + sin(turn) * radius * 0.80)
        pygame.draw.circle(big, (196, 200, 198), spot, radius * 0.20)
    pygame.draw.circle(big, INK, ball, radius, max(1, round(0.006 * per_metre)))
    pygame.draw.circle(big, GOLD, sweet, radius * 1.0, max(2, round(0.014 * per_metre)))
    pygame.draw.line(big, tone, sweet, ball, max(2, round(0.016 * per_metre)))
    pygame.draw.circle(big, GOLD, sweet, 0.019 * per_metre)
    pygame.draw.circle(big, tone, ball, 0.022 * per_metre)


def _draw_way(big: pygame.Surface, way: float) -> None:
    """Draw an arrow at the edge for which way the pass was to go, ``way`` radians off the hips."""
    n = big.get_width()
    start = (n * 0.5 + 0.36 * n * -sin(way), n * 0.5 - 0.36 * n * cos(way))
    tip = (n * 0.5 + 0.45 * n * -sin(way), n * 0.5 - 0.45 * n * cos(way))
    pygame.draw.line(big, GOLD, start, tip, max(2, round(n * 0.018)))
    head = atan2(tip[1] - start[1], tip[0] - start[0])
    corners = [
        (tip[0] + cos(head + turn) * n * 0.045, tip[1] + sin(head + turn) * n * 0.045)
        for turn in (0.0, 2.3, -2.3)
    ]
    pygame.draw.polygon(big, GOLD, corners)


def best_corner(
    screen: tuple[int, int], size: tuple[int, int], busy: list[tuple[float, float]], margin: int, top: int
) -> pygame.Rect:
    """Return the corner where a card hides least of what is going on; the top left belongs to the score.

    Fewest places under it count first, then how near the nearest is.
    """
    w, h = screen
    corners = [
        pygame.Rect(w - size[0] - margin, h - size[1] - margin, *size),
        pygame.Rect(margin, h - size[1] - margin, *size),
        pygame.Rect(w - size[0] - margin, top, *size),
    ]

    def room(rect: pygame.Rect) -> float:
        nearest = 1e9
        for x, y in busy:
            dx = max(rect.left - x, 0.0, x - rect.right)
            dy = max(rect.top - y, 0.0, y - rect.bottom)
            nearest = min(nearest, (dx * dx + dy * dy) ** 0.5)
        return nearest

    # The first corner is as good as another unless something is really in its way.
    hidden = [sum(rect.collidepoint(place) for place in busy) for rect in corners]
    rooms = [min(room(rect), 140.0) for rect in corners]
    return corners[max(range(len(corners)), key=lambda i: (-hidden[i], rooms[i], -i))]


TOLD = 4
"""Sentences of an explanation that fit in the corner."""


def told_picture(type_: Type, shown: Shown, told: Explanation) -> pygame.Surface:
    """Return the card once the pass is over: how it ended, what mattered, and what would have changed it."""
    pad, width = type_.tx(_PAD), type_.tx(WIDTH)
    drawing, mark = type_.tx(64), type_.tx(17)
    inner, indent = width - 2 * pad, mark + type_.tx(9)
    beside = inner - drawing - type_.tx(14)
    finding = told.finding
    head = [(text, Role.HEADING, PAPER) for text in type_.wrap(say(finding.words), Role.HEADING, beside)]
    if finding.todo:
        head += [(t, Role.STRONG, GOLD) for t in type_.wrap(say(finding.todo), Role.STRONG, beside)]
    head += [(text, Role.SMALL, MUTED) for text in type_.wrap(say(told.headline), Role.SMALL, beside)]
    small_h = round(type_.height(Role.SMALL) * 0.96)
    rows: list[tuple[Sentence, list[str]]] = [
        (s, type_.wrap(say(s.said), Role.SMALL, inner - indent)) for s in told.short(TOLD)
    ]
    verdict_lines = type_.wrap(say(told.verdict()), Role.SMALL_STRONG, inner) if told.verdict() else []
    top = pad + max(drawing, sum(type_.height(role) for _t, role, _c in head)) + type_.tx(6)
    body = sum(len(lines) * small_h + type_.tx(4) for _, lines in rows)
    tail = len(verdict_lines) * type_.height(Role.SMALL_STRONG) + type_.tx(8)
    picture = pygame.Surface((width, top + body + tail + pad - type_.tx(4)), pygame.SRCALPHA)
    picture.blit(panel(picture.get_size(), type_.tx(14), PANEL, 238, LINE), (0, 0))
    y = pad - type_.tx(5)
    for text, role, colour in head:
        picture.blit(type_.line(text, role, colour), (pad, y))
        y += type_.height(role)
    picture.blit(foot_drawing(shown, drawing), (width - pad - drawing, pad))
    y = top
    for sentence, lines in rows:
        picture.blit(verdict(sentence.good, mark), (pad, y + (small_h - mark) // 2))
        for text in lines:
            picture.blit(type_.line(text, Role.SMALL, PAPER), (pad + indent, y))
            y += small_h
        y += type_.tx(4)
    y += type_.tx(2)
    for text in verdict_lines:
        picture.blit(type_.line(text, Role.SMALL_STRONG, GOLD), (pad, y))
        y += type_.height(Role.SMALL_STRONG)
    return picture


class CornerCard:
    """The last strike's card in its corner: there for a while, then fading."""

    SECONDS = 6.0
    READS = 2.5
    """Seconds more for who has sentences to read."""
    FADE = 0.5

    def __init__(self) -> None:
        self.shown: Shown | None = None
        self.told: Explanation | None = None
        """Why the pass ended as it did, once that is known."""
        self.since = -1e9
        self._picture: pygame.Surface | None = None
        self._rect = pygame.Rect(0, 0, 0, 0)
        self._gave_way = False

    def show(self, shown: Shown, now: float) -> None:
        """Show a new strike."""
        self.shown, self.since, self._picture, self.told = shown, now, None, None
        self._gave_way = False

    def tell(self, told: Explanation) -> None:
        """Tell that the pass of this strike is over, and why it ended as it did."""
        first = self.told is None
        self.told, self._picture = told, None
        if self.shown is not None:
            self.shown = replace(self.shown, finding=told.finding, good=told.finding.good)
        if first and not self._gave_way:
            self.since += self.READS

    def judge(self, *, good: bool | None) -> None:
        """Take in what the drill says: praise for the foot stands only where it did what was wanted."""
        if self.shown is not None:
            self.shown, self._picture = replace(self.shown, good=good), None

    def give_way(self, now: float) -> None:
        """Fade: the next strike is on its way, and needs the grass."""
        self.since, self._gave_way = min(self.since, now - self.SECONDS), True

    def resized(self) -> None:
        """Make the picture again."""
        self._picture = None

    def strength(self, now: float) -> float:
        """Return 1 while the strike is fresh, then less, down to 0."""
        return min(1.0, max(0.0, 1.0 - (now - self.since - self.SECONDS) / self.FADE))

    def place(self, now: float) -> pygame.Rect | None:
        """Return where it is to be seen; None where it isn't."""
        return self._rect if self._picture is not None and self.strength(now) > 0.0 else None

    def draw(self, screen: pygame.Surface, type_: Type, now: float, busy: list[tuple[float, float]]) -> None:
        """Draw it in the corner where nothing was going on when it came up; it doesn't wander afterwards."""
        strength = self.strength(now)
        if self.shown is None or strength <= 0.0:
            return
        if self._picture is None:
            told = self.told
            self._picture = (
                card_picture(type_, self.shown) if told is None else told_picture(type_, self.shown, told)
            )
            margin = type_.px(16)
            self._rect = best_corner(screen.get_size(), self._picture.get_size(), busy, margin, margin)
        self._picture.set_alpha(round(255 * strength))
        screen.blit(self._picture, self._rect)
