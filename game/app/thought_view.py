"""How a defender's thoughts look: what he sees, what he believes, and when he made up his mind."""

from collections.abc import Callable, Sequence
from functools import lru_cache
from itertools import pairwise
from math import atan2, ceil, cos, hypot, pi, sin

import numpy as np
import pygame
from pygame import gfxdraw

from game.app.camera import Camera, Point
from game.app.look import GOLD, INK, LINE, MUTED, PAPER, THOUGHT, Colour, Role, Type
from game.app.overlay import tag
from game.app.signs import cap, panel
from game.app.thought import LOOKS_BACK, Lane, Thought, verdict_on
from game.app.vector import ring, stamp
from game.app.visible import Seen
from game.core.state import STEP_SECONDS
from game.mind.observe import SIGHT

LEAST_CHANCE = 0.04
"""Passes less likely than this are left out."""
NAMED = 2
"""How many are named."""
SIGHT_REACH = 15.0
"""Metres at which the drawn field of view has faded; his eyes have no such end."""
_GRAIN = 8.0
"""Layout units of a cell of the field of view: its soft edges need no more."""
LOOKS_AFTER = 15
"""Steps after contact that the note has room for: he learns of it about so much later."""
_STRENGTH = 218
"""Of 255: grass and lines shine through an arrow a little."""
_BODY = 0.5
"""Metres that a body takes (shares of a figure's scale)."""


# What he sees


def draw_sight(screen: pygame.Surface, camera: Camera, type_: Type, seen: Seen, viewer: int) -> None:
    """His field of view, its sharp part brighter; who stands in it hides what lies behind him."""
    eye = (float(seen.pos[viewer, 0]), float(seen.pos[viewer, 1]))
    cell = type_.unit * _GRAIN
    x0, y0, x1, y1 = camera.view
    box = (
        max(x0, eye[0] - SIGHT_REACH),
        max(y0, eye[1] - SIGHT_REACH),
        min(x1, eye[0] + SIGHT_REACH),
        min(y1, eye[1] + SIGHT_REACH),
    )
    if box[2] <= box[0] or box[3] <= box[1]:
        return
    left, top = camera.at(box[0], box[3])
    size = (round((box[2] - box[0]) * camera.scale), round((box[3] - box[1]) * camera.scale))
    cells = (max(2, ceil(size[0] / cell)), max(2, ceil(size[1] / cell)))
    x = np.linspace(box[0], box[2], cells[0])[:, None] - eye[0]
    y = np.linspace(box[3], box[1], cells[1])[None, :] - eye[1]
    far = np.hypot(x, y)
    off = np.abs(np.mod(np.arctan2(y, x) - seen.gaze[viewer] + pi, 2 * pi) - pi)
    light = 20.0 * np.clip((SIGHT.half_field - off) / 0.05 + 0.5, 0.0, 1.0)
    light = light + 26.0 * np.clip((SIGHT.sharp - off) / 0.05 + 0.5, 0.0, 1.0)
    light = light * np.clip((1.0 - far / SIGHT_REACH) * 1.6, 0.0, 1.0)
    for other in range(len(seen.pos)):
        if other == viewer:
            continue
        ox, oy = float(seen.pos[other, 0]) - eye[0], float(seen.pos[other, 1]) - eye[1]
        reach = hypot(ox, oy)
        aside = np.abs(x * oy - y * ox) / np.maximum(far, 1e-6)
        behind = (far > reach) & (x * ox + y * oy > 0.0)
        light = np.where(behind, light * np.clip((aside - SIGHT.body_width) / 0.15 + 0.5, 0.0, 1.0), light)
    field = pygame.Surface(cells, depth=32)
    tint = np.array(THOUGHT) / 255.0
    pygame.surfarray.blit_array(field, (light[:, :, None] * tint).astype(np.uint8))
    # Light is added to the grass: on software surfaces that costs a third of blending it.
    spot = (round(left), round(top))
    screen.blit(pygame.transform.smoothscale(field, size), spot, special_flags=pygame.BLEND_RGB_ADD)


# What he believes


class BeliefLayer:
    """Arrows and labels on a sheet of their own, so that they fade as one."""

    def __init__(self) -> None:
        self._sheet: pygame.Surface | None = None

    def draw(
        self,
        screen: pygame.Surface,
        camera: Camera,
        type_: Type,
        thought: Thought,
        names: Sequence[str],
        seen: Seen,
        k: float,
        strength: float,
        avoid: float | None = None,
    ) -> None:
        """Draw a thought, ``k`` a figure's pixels a metre.

        ``avoid``: heading from the carrier in which other signs stand.
        """
        if strength <= 0.02:
            return
        if self._sheet is None or self._sheet.get_size() != screen.get_size():
            self._sheet = pygame.Surface(screen.get_size(), pygame.SRCALPHA)
            # Transparent ink: smooth edges then blend to a dark rim and not to a light one.
            self._sheet.fill((*INK, 0))
        sheet = self._sheet
        men = [camera.at(float(x), float(y)) for x, y in seen.pos]
        carrier, ball = men[thought.carrier], camera.at(*thought.ball)
        lanes = [lane for lane in thought.lanes if lane.chance >= LEAST_CHANCE]
        clear = _keeps(sheet, type_, thought.keep, carrier, k)
        ways = [(lane, _way(ball, camera.at(*lane.spot), carrier, clear, k, lane.heel)) for lane in lanes]
        ways = [(lane, way) for lane, way in ways if len(way) > 2]
        area = pygame.Rect(0, 0, 2 * ceil(clear), 2 * ceil(clear))
        area.center = (round(carrier[0]), round(carrier[1]))
        for lane, way in reversed(ways):
            _arrow(sheet, type_, lane, way)
            xs, ys = [x for x, _ in way], [y for _, y in way]
            box = pygame.Rect(min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
            area.union_ip(box.inflate(type_.px(90), type_.px(90)))
        area = area.clip(sheet.get_rect())
        sheet.set_alpha(round(_STRENGTH * strength))
        screen.blit(sheet, area, area)
        sheet.fill((*INK, 0), area)

        sheet.set_alpha(round(255 * strength))
        body = pygame.Rect(0, 0, round(0.62 * k), round(0.62 * k))
        taken = [body.move(round(x - body.width / 2), round(y - body.height / 2)) for x, y in men]
        _keeps_label(sheet, type_, thought, carrier, clear, [way[-1] for _, way in ways], avoid, taken)
        for lane in lanes[:NAMED]:
            _label(sheet, type_, ball, men[lane.to], lane, names, k, taken)
        for box in taken[len(men) :]:
            screen.blit(sheet, box, box)
            sheet.fill((*INK, 0), box)


def _arrow(sheet: pygame.Surface, type_: Type, lane: Lane, way: list[Point]) -> None:
    """Full for a push, dashed and bowed for a heel; its width is the chance."""
    width = type_.unit * (2.5 + 25.0 * lane.chance)
    head = type_.unit * 7.0 + width * 1.25
    rim = type_.unit * 1.4
    line, tip = _split(way, head)
    pieces = _dashed(line, type_.unit * 15, type_.unit * 9) if lane.heel else [line]
    for grow, colour in ((rim, (*INK, 170)), (0.0, (*THOUGHT, 255))):
        shapes = [_ribbon(piece, width * 0.5 + grow, grow) for piece in pieces]
        _fill(sheet, colour, *shapes, _arrow_head(line[-1], tip, head * 0.62, grow))


def _way(a: Point, b: Point, carrier: Point, clear: float, k: float, bowed: bool) -> list[Point]:
    """The pixels from a ball to a man, free of him and of the carrier's ring; a heel's is bowed."""
    length = max(hypot(b[0] - a[0], b[1] - a[1]), 1e-6)
    tx, ty = (b[0] - a[0]) / length, (b[1] - a[1]) / length
    bow = 0.36 if bowed else 0.0
    out = []
    for i in range(41):
        along = max(length - _BODY * k, 0.0) * i / 40
        aside = bow * along * (1.0 - along / length)
        x, y = a[0] + tx * along - ty * aside, a[1] + ty * along + tx * aside
        if hypot(x - carrier[0], y - carrier[1]) > clear:
            out.append((x, y))
    return out


def _split(way: list[Point], head: float) -> tuple[list[Point], Point]:
    """The shaft's points and the tip, ``head`` pixels beyond the shaft."""
    tip = way[-1]
    shaft = [p for p in way if hypot(p[0] - tip[0], p[1] - tip[1]) >= head]
    return (shaft if len(shaft) > 1 else way[:2]), tip


def _dashed(line: list[Point], on: float, off: float) -> list[list[Point]]:
    """Strokes along a curve; the last one ends where it ends."""
    strokes: list[list[Point]] = [[]]
    gone = 0.0
    for a, b in pairwise(reversed(line)):
        gap = hypot(b[0] - a[0], b[1] - a[1])
        steps = max(1, ceil(gap / 3.0))
        for i in range(steps):
            if gone % (on + off) < on:
                share = i / steps
                strokes[-1].append((a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share))
            elif strokes[-1]:
                strokes.append([])
            gone += gap / steps
    return [stroke for stroke in strokes if len(stroke) > 1]


def _ribbon(line: list[Point], half: float, longer: float) -> list[Point]:
    """The outline of a line so wide, a little longer at both ends."""
    left, right = [], []
    last = len(line) - 1
    for i, (x, y) in enumerate(line):
        a, b = line[max(i - 1, 0)], line[min(i + 1, last)]
        far = max(hypot(b[0] - a[0], b[1] - a[1]), 1e-6)
        tx, ty = (b[0] - a[0]) / far, (b[1] - a[1]) / far
        push = longer * (-1.0 if i == 0 else 1.0 if i == last else 0.0)
        x, y = x + tx * push, y + ty * push
        left.append((x - ty * half, y + tx * half))
        right.append((x + ty * half, y - tx * half))
    return left + right[::-1]


def _arrow_head(base: Point, tip: Point, half: float, grow: float) -> list[Point]:
    far = max(hypot(tip[0] - base[0], tip[1] - base[1]), 1e-6)
    tx, ty = (tip[0] - base[0]) / far, (tip[1] - base[1]) / far
    # A little of the head lies on the shaft, or a seam would show.
    bx, by = base[0] - tx * (grow + 1.5), base[1] - ty * (grow + 1.5)
    half += grow * 1.6
    return [
        (bx - ty * half, by + tx * half),
        (tip[0] + tx * grow * 2.0, tip[1] + ty * grow * 2.0),
        (bx + ty * half, by - tx * half),
    ]


def _fill(sheet: pygame.Surface, colour: tuple[int, int, int, int], *shapes: list[Point]) -> None:
    """Smooth polygons of one colour; the rims come first, or they would show where two shapes meet."""
    pixels = [[(round(x), round(y)) for x, y in shape] for shape in shapes]
    for shape in pixels:
        gfxdraw.aapolygon(sheet, shape, colour)
    for shape in pixels:
        gfxdraw.filled_polygon(sheet, shape, colour)


def _label(
    sheet: pygame.Surface,
    type_: Type,
    a: Point,
    b: Point,
    lane: Lane,
    names: Sequence[str],
    k: float,
    taken: list[pygame.Rect],
) -> None:
    """Names a pass from pixel ``a`` beside the man at ``b``: beyond him if there is room."""
    length = max(hypot(b[0] - a[0], b[1] - a[1]), 1.0)
    how = "heel" if lane.heel else "push"
    where = "ahead of" if lane.space else "to"
    text = f"{how} {where} {names[lane.to]}  {lane.chance * 100:.0f} %"
    beyond = ((b[0] - a[0]) / length, (b[1] - a[1]) / length)
    up = -1.0 if b[1] < a[1] else 1.0
    ways = (beyond, (0.0, up), (0.0, -up), (beyond[0], 0.0), (-beyond[0], 0.0))
    _place(sheet, type_, text, b, 0.55 * k, ways, taken)


def _place(
    sheet: pygame.Surface,
    type_: Type,
    text: str,
    at: Point,
    clear: float,
    ways: Sequence[Point],
    taken: list[pygame.Rect],
) -> None:
    """Write a word ``clear`` pixels from a point, the first way that lies free and in the picture."""
    box = pygame.Rect(0, 0, type_.width(text, Role.SMALL_STRONG) + type_.tx(18), 0)
    box.height = type_.height(Role.SMALL_STRONG) + type_.tx(6)
    inside = sheet.get_rect().inflate(-8, -8)
    for out in (0, 1, 2):
        for x, y in ways:
            far = clear + abs(x) * box.width * 0.5 + abs(y) * box.height * (0.5 + out * 1.15)
            box.center = (round(at[0] + x * far), round(at[1] + y * far))
            if inside.contains(box) and box.collidelist(taken) < 0:
                taken.append(box.inflate(4, 4).clip(sheet.get_rect()))
                tag(sheet, type_, text, (float(box.centerx), float(box.centery)), THOUGHT)
                return


def _keeps(sheet: pygame.Surface, type_: Type, keep: float, at: Point, k: float) -> float:
    """A ring round the carrier that closes as far as he is believed to keep the ball; returns its reach."""
    (x, y), radius, width = at, 0.68 * k, type_.unit * 5.0
    rim = type_.unit * 1.4
    for grow, colour, share in (
        (0.0, (*THOUGHT, 80), 1.0),
        (rim, (*INK, 170), keep),
        (0.0, (*THOUGHT, 255), keep),
    ):
        half, more = width * 0.5 + grow, grow / radius
        steps = max(2, ceil(60 * share))
        # From the top clockwise, as a clock goes.
        begin, sweep = pi * 0.5 + more, 2.0 * pi * share + 2.0 * more
        turns = [begin - sweep * i / steps for i in range(steps + 1)]
        out = [(x + (radius + half) * cos(t), y - (radius + half) * sin(t)) for t in turns]
        out += [(x + (radius - half) * cos(t), y - (radius - half) * sin(t)) for t in reversed(turns)]
        _fill(sheet, colour, out)
    return radius + width * 0.5 + type_.unit * 4.0


def _keeps_label(
    sheet: pygame.Surface,
    type_: Type,
    thought: Thought,
    at: Point,
    clear: float,
    tips: Sequence[Point],
    avoid: float | None,
    taken: list[pygame.Rect],
) -> None:
    """Above or below the carrier, where fewer other signs are."""
    words = f"keeps it  {thought.keep * 100:.0f} %"
    if thought.shoot >= 0.05:
        words += f", shoots  {thought.shoot * 100:.0f} %"
    busy = [atan2(at[1] - y, x - at[0]) for x, y in tips]
    if avoid is not None:
        busy += [avoid - 1.0, avoid, avoid + 1.0]

    def room(up: float) -> float:
        return min((abs((turn - up * pi / 2 + pi) % (2 * pi) - pi) for turn in busy), default=pi)

    up = 1.0 if room(1.0) > room(-1.0) - 0.2 else -1.0
    _place(sheet, type_, words, at, clear, ((0.0, -up), (0.0, up)), taken)


# What he has made up his mind to


def draw_chosen(screen: pygame.Surface, camera: Camera, type_: Type, at: Point, k: float) -> None:
    """A quiet ring on the grass under him whose thoughts are shown."""
    stamp(screen, _broken_ring(round(0.52 * k), max(1.5, type_.unit * 2.2)), camera.at(*at))


@lru_cache(maxsize=8)
def _broken_ring(radius: int, width: float) -> pygame.Surface:
    fine = 4
    size = 2 * radius + 9
    big = pygame.Surface((size * fine, size * fine), pygame.SRCALPHA)
    big.fill((*THOUGHT, 0))
    box = pygame.Rect(0, 0, 2 * radius * fine, 2 * radius * fine)
    box.center = big.get_rect().center
    for i in range(12):
        pygame.draw.arc(big, (*THOUGHT, 220), box, i * pi / 6, i * pi / 6 + pi / 10, round(width * fine))
    return pygame.transform.smoothscale(big, (size, size))


def draw_commitment(
    screen: pygame.Surface, camera: Camera, type_: Type, at: Point, thought: Thought, k: float
) -> None:
    """Bold at his feet: a full ring, and two chevrons toward the line that he means to close."""
    goes_to = thought.meets(at)
    if goes_to is None:
        return
    x, y = camera.at(*at)
    width = max(2.5, type_.unit * 4.0)
    stamp(screen, ring(0.52 * k, width + type_.unit * 2.4, INK, 150), (x, y))
    stamp(screen, ring(0.52 * k - type_.unit * 1.2, width, PAPER), (x, y))
    bx, by = camera.at(*goes_to)
    far = hypot(bx - x, by - y)
    if far < 0.5 * k:
        return
    tx, ty = (bx - x) / far, (by - y) / far
    half, deep = 0.20 * k, 0.15 * k
    for start in (0.62 * k, 0.62 * k + deep * 1.15):
        for grow, colour in ((type_.unit * 1.6, (*INK, 190)), (0.0, (*PAPER, 255))):
            bold = deep * 0.55 + grow * 2.0

            def place(along: float, aside: float, start: float = start, grow: float = grow) -> Point:
                along += start - grow
                return (x + tx * along - ty * aside, y + ty * along + tx * aside)

            wide = half + grow
            points = [(0.0, wide), (deep, 0.0), (0.0, -wide), (bold, -wide), (bold + deep, 0.0), (bold, wide)]
            _fill(screen, colour, [place(*p) for p in points])


# The note


def draw_note(
    screen: pygame.Surface,
    type_: Type,
    top: int,
    past: Sequence[Thought],
    names: Sequence[str],
    who: int,
    style: str,
    *,
    contact: bool,
    pad: bool,
    card: pygame.Rect | None = None,
) -> None:
    """How the belief went in the last moments, and when he left his place: under the score.

    Beside a strike's ``card`` where that reaches so far up.
    """
    inner = type_.tx(14)
    line_h, small_h = type_.height(Role.STRONG), type_.height(Role.SMALL)
    box = pygame.Rect(type_.px(16), top, type_.tx(300), 0)
    word_w, chart_h = type_.tx(122), type_.tx(60)
    box.height = 2 * inner + line_h + chart_h + 2 * small_h - type_.tx(4)
    if card is not None:
        beside = box.copy()
        beside.bottomleft = (card.right + type_.px(10), screen.get_height() - type_.px(16))
        if box.colliderect(card) and beside.right < screen.get_width():
            box = beside
    screen.blit(panel(box.size, type_.tx(14), alpha=212), box)
    x, y = box.x + inner, box.y + inner - type_.tx(4)
    title = type_.line(f"{names[who]} {'thought' if contact else 'thinks'}", Role.STRONG, PAPER)
    screen.blit(title, (x, y))
    key = cap(type_, "UP" if pad else "M", pad)
    screen.blit(key, (box.right - inner - key.get_width(), y + (line_h - key.get_height()) // 2))
    room = box.right - inner - key.get_width() - x - title.get_width() - type_.tx(16)
    kind = type_.line(type_.fit(style.replace("_", " "), Role.SMALL, room), Role.SMALL, MUTED)
    screen.blit(kind, (x + title.get_width() + type_.tx(8), y + (line_h - kind.get_height()) // 2))
    y += line_h + type_.tx(6)
    chart = pygame.Rect(x, y, box.width - 2 * inner - word_w, chart_h)
    span = LOOKS_BACK + (LOOKS_AFTER if contact else 0)
    end = round(chart.right - chart.width * (span - LOOKS_BACK) / span)
    _chart(screen, type_, chart, past, names, end, word_w - type_.tx(6), contact)
    second = round(end - chart.width / (span * STEP_SECONDS))
    y = chart.bottom + type_.tx(1)
    pygame.draw.line(screen, LINE, (second, chart.bottom - type_.px(4)), (second, chart.bottom))
    for text, middle in (("\u22121 s", second), ("contact" if contact else "now", end)):
        line = type_.line(text, Role.SMALL, MUTED)
        screen.blit(line, (max(round(middle - line.get_width() / 2), x), y))
    y += small_h - type_.tx(1)
    if past:
        last, room = past[-1], box.right - x - inner // 2
        words = verdict_on(last, names, contact)
        words = words[:1].upper() + words[1:]
        if last.left_for is not None and type_.width(words, Role.SMALL_STRONG) > room:
            words = words.replace(f" for {names[last.left_to]}", "", 1)
        words = type_.fit(words, Role.SMALL_STRONG, room)
        colour = PAPER if last.left_for is None else GOLD
        screen.blit(type_.line(words, Role.SMALL_STRONG, colour), (x, y))
    else:
        screen.blit(type_.line("Nobody to read just now", Role.SMALL, MUTED), (x, y))


def _chart(
    screen: pygame.Surface,
    type_: Type,
    box: pygame.Rect,
    past: Sequence[Thought],
    names: Sequence[str],
    end: int,
    word_w: int,
    contact: bool,
) -> None:
    """Chances over the last moments: the two likeliest passes, and that he keeps it (dots)."""
    pygame.draw.line(screen, LINE, box.bottomleft, box.bottomright)
    pygame.draw.line(
        screen, PAPER if contact else LINE, (end, box.top), (end, box.bottom), type_.px(2) if contact else 1
    )
    if not past:
        return
    last = past[-1]

    def across(step: float) -> float:
        return end - (last.step - step) / LOOKS_BACK * (end - box.left)

    def curve(of: Callable[[Thought], float]) -> list[Point]:
        return [(across(t.step), box.bottom - of(t) * box.height) for t in past if across(t.step) >= box.left]

    said: list[tuple[float, str, Colour]] = []
    keeps = curve(lambda t: t.keep)
    _stroke(screen, type_, keeps, MUTED, 2, 5)
    said.append((keeps[-1][1], f"{last.keep * 100:.0f} % keeps it", MUTED))
    for lane, colour in zip(last.lanes[:NAMED], (THOUGHT, PAPER), strict=False):
        if lane.chance < LEAST_CHANCE:
            continue
        points = curve(lambda t, lane=lane: t.chance(lane.heel, lane.to))  # type: ignore[misc]
        _stroke(screen, type_, points, colour, 8 if lane.heel else 0, 5)
        share, how = f"{lane.chance * 100:.0f} %", "heel" if lane.heel else "push"
        words = f"{share} {how} {names[lane.to]}"
        if type_.width(words, Role.SMALL) > word_w:
            words = f"{share} {names[lane.to]}"
        said.append((points[-1][1], words, colour))
    if last.left_step >= 0 and last.left_for is not None:
        at = min(max(across(last.left_step), box.left), box.right)
        pygame.draw.line(screen, GOLD, (at, box.top), (at, box.bottom), type_.px(2))
        size = type_.px(6)
        pygame.draw.polygon(
            screen,
            GOLD,
            [(at - size, box.top - size), (at + size, box.top - size), (at, box.top + size * 0.6)],
        )
    high = type_.height(Role.SMALL) * 0.92
    said.sort()
    at_y = -1e9
    lowest = box.bottom + type_.tx(6) - high * (len(said) - 0.5)
    for y, words, colour in said:
        at_y = max(min(y, lowest), at_y + high, box.top + type_.tx(2))
        lowest += high
        line = type_.line(type_.fit(words, Role.SMALL, word_w), Role.SMALL, colour)
        screen.blit(line, (box.right + type_.tx(10), round(at_y - line.get_height() / 2)))


def _stroke(
    screen: pygame.Surface, type_: Type, points: list[Point], colour: Colour, on: float, off: float
) -> None:
    """A curve, full (``on`` 0) or in strokes."""
    wide = max(1, round(type_.unit * 2))
    along = 0.0
    for a, b in pairwise(points):
        if on == 0 or along % ((on + off) * type_.unit) < on * type_.unit:
            pygame.draw.aaline(screen, colour, a, b, wide)
        along += hypot(b[0] - a[0], b[1] - a[1])
