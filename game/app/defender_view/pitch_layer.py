"""How a defender's thoughts look on the grass: what they see, what they believe, for whom they left."""

from collections.abc import Sequence
from functools import lru_cache
from math import atan2, ceil, cos, hypot, pi, sin

import numpy as np
import pygame

from game.app.defender_view.model import LEAST_CHANCE, NAMED, ShownBelief, ShownLane
from game.app.i18n import N_, _
from game.app.render.arrows import arrow_head, dashed, fill, ribbon, split
from game.app.render.camera import Camera, Point
from game.app.render.overlay import tag
from game.app.render.theme import INK, PAPER, THOUGHT, Role, Type
from game.app.render.vector import ring, stamp
from game.app.snapshot import Seen
from game.mind.perception.sight import SIGHT

SIGHT_REACH = 15.0
"""Metres at which the drawn field of view has faded; real eyes have no such end."""
_GRAIN = 8.0
"""Layout units of a cell of the field of view: its soft edges need no more."""
_STRENGTH = 218
"""Of 255: grass and lines shine through an arrow a little."""
_BODY = 0.5
"""Metres by which an arrow ends short of a player."""


# What the defender sees


def draw_sight(screen: pygame.Surface, camera: Camera, type_: Type, seen: Seen, viewer: int) -> None:
    """Draw the field of view, its sharp part brighter; a player who stands in it hides what lies behind."""
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


# What the defender believes


class BeliefLayer:
    """Arrows and labels on a sheet of their own, so that they fade as one."""

    def __init__(self) -> None:
        self._sheet: pygame.Surface | None = None

    def draw(
        self,
        screen: pygame.Surface,
        camera: Camera,
        type_: Type,
        thought: ShownBelief,
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
        players = [camera.at(float(x), float(y)) for x, y in seen.pos]
        carrier, ball = players[thought.carrier], camera.at(*thought.ball)
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
        taken = [body.move(round(x - body.width / 2), round(y - body.height / 2)) for x, y in players]
        _keeps_label(sheet, type_, thought, carrier, clear, [way[-1] for _, way in ways], avoid, taken)
        for lane in lanes[:NAMED]:
            _label(sheet, type_, ball, players[lane.to], lane, names, k, taken)
        for box in taken[len(players) :]:
            screen.blit(sheet, box, box)
            sheet.fill((*INK, 0), box)


def _arrow(sheet: pygame.Surface, type_: Type, lane: ShownLane, way: list[Point]) -> None:
    """Draw an arrow, full for a push, dashed and bowed for a heel; its width is the chance."""
    width = type_.unit * (2.5 + 25.0 * lane.chance)
    head = type_.unit * 7.0 + width * 1.25
    rim = type_.unit * 1.4
    line, tip = split(way, head)
    pieces = dashed(line, type_.unit * 15, type_.unit * 9) if lane.heel else [line]
    for grow, colour in ((rim, (*INK, 170)), (0.0, (*THOUGHT, 255))):
        shapes = [ribbon(piece, width * 0.5 + grow, grow) for piece in pieces]
        fill(sheet, colour, *shapes, arrow_head(line[-1], tip, head * 0.62, grow))


def _way(a: Point, b: Point, carrier: Point, clear: float, k: float, bowed: bool) -> list[Point]:
    """Return the pixels from ball to receiver, clear of both rings; a heel's way is bowed."""
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


def _label(
    sheet: pygame.Surface,
    type_: Type,
    a: Point,
    b: Point,
    lane: ShownLane,
    names: Sequence[str],
    k: float,
    taken: list[pygame.Rect],
) -> None:
    """Name a pass from pixel ``a`` beside the receiver at ``b``, on the far side if there is room."""
    length = max(hypot(b[0] - a[0], b[1] - a[1]), 1.0)
    how = _("heel") if lane.heel else _("push")
    where = N_("{how} ahead of {who}") if lane.space else N_("{how} to {who}")
    text = f"{_(where, how=how, who=names[lane.to])}  {lane.chance * 100:.0f} %"
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
    """Draw a ring round the carrier that closes with the belief in a kept ball; returns its reach, pixels."""
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
        fill(sheet, colour, out)
    return radius + width * 0.5 + type_.unit * 4.0


def _keeps_label(
    sheet: pygame.Surface,
    type_: Type,
    thought: ShownBelief,
    at: Point,
    clear: float,
    tips: Sequence[Point],
    avoid: float | None,
    taken: list[pygame.Rect],
) -> None:
    """Draw it above or below the carrier, where fewer other signs are."""
    words = _("keeps it  {share:.0f} %", share=thought.keep * 100)
    if thought.shoot >= 0.05:
        words += ", " + _("shoots  {share:.0f} %", share=thought.shoot * 100)
    busy = [atan2(at[1] - y, x - at[0]) for x, y in tips]
    if avoid is not None:
        busy += [avoid - 1.0, avoid, avoid + 1.0]

    def room(up: float) -> float:
        return min((abs((turn - up * pi / 2 + pi) % (2 * pi) - pi) for turn in busy), default=pi)

    up = 1.0 if room(1.0) > room(-1.0) - 0.2 else -1.0
    _place(sheet, type_, words, at, clear, ((0.0, -up), (0.0, up)), taken)


# What the defender has made up their mind to


def draw_chosen(screen: pygame.Surface, camera: Camera, type_: Type, at: Point, k: float) -> None:
    """Draw a quiet ring on the grass under the defender whose thoughts are shown."""
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
    screen: pygame.Surface, camera: Camera, type_: Type, at: Point, thought: ShownBelief, k: float
) -> None:
    """Draw a bold ring at the defender's feet, and two chevrons toward the line to be closed."""
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
            fill(screen, colour, [place(*p) for p in points])
