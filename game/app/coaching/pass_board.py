"""A pass on its piece of the pitch: the real ground and bodies, everybody's way, and the ball's."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import cos, hypot, sin

import numpy as np
import pygame

from game.analysis.explain.facts import Facts
from game.analysis.passes.pass_log import Pass
from game.analysis.passes.snapshot import Snapshot
from game.analysis.whatif.cone import Cone
from game.app.render.camera import Camera
from game.app.render.figure import Figures
from game.app.render.ground import Ground
from game.app.render.kits import Strip
from game.app.render.overlay import tag
from game.app.render.theme import BAD, GOLD, GOOD, INK, LINE, PAPER, Colour, Role, Type, mix
from game.app.render.vector import dashes, ring, stamp
from game.app.snapshot import Seen, see
from game.core.maths import Floats
from game.core.pitch import Pitch
from game.core.state import NOBODY, World

AROUND = 3.0
"""Metres shown around what matters."""
DOTS = 60
"""Ends of passes that are drawn."""
LEAST_SCALE, MOST_SCALE = 12, 64
"""Pixels a metre: whole numbers, so that the ground is laid once for each."""
SHIRT_LETTERS = 2
"""Letters of a name that fit on a shirt; a longer one stands beside the player."""
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Sketch:
    """What a board shows: everybody's ways, and the ball's."""

    moment: Snapshot
    ball: Floats
    """``(steps, 2)`` metres: where the ball is in each step."""
    pos: Floats
    """``(steps, players, 2)`` metres: where everybody is in each step."""
    contact: int
    """The step in which the foot meets the ball."""
    aim: Point | None
    near: tuple[Floats, ...]
    """Points ``(n, 2)`` that have to be on it."""
    end: Point | None = None
    """Metres: where the ball ended."""
    arrived: bool = False
    """Whether the ball ended with a team-mate."""
    bodies: World | None = None
    """The world in which the foot met the ball, where it is known: how everybody stood."""

    @classmethod
    def of(cls, played: Pass, facts: Facts) -> Sketch:
        """Sketch a pass that was played."""
        near = [facts.ball, facts.pos[:, played.passer], np.array([played.carried.aim])]
        if facts.receiver >= 0:
            near.append(facts.pos[:, facts.receiver])
        near += [facts.pos[:, w.player] for w in sorted(facts.watchers, key=lambda w: w.gap)[:2]]
        contact = max(int((facts.times <= 1e-9).sum()) - 1, 0)
        aim = played.carried.aim
        return cls(
            played.moment,
            facts.ball,
            facts.pos,
            contact,
            aim,
            tuple(near),
            played.end,
            played.arrived,
            facts.struck,
        )

    @classmethod
    def here(cls, moment: Snapshot, target: int) -> Sketch:
        """Sketch a moment with nothing played yet; ``target`` is whom a pass would go to, or NOBODY."""
        world = moment.world
        squad, pos, ball = world.squad, world.bodies.pos, world.ball.pos[:, :2]
        ours = pos[0, squad.team == squad.team[moment.passer]]
        gap = np.hypot(*(pos[0] - ball[0]).T)
        gap[squad.team == squad.team[moment.passer]] = np.inf
        foes = pos[0, np.argsort(gap)[:2]]
        aim = None if target == NOBODY else (float(pos[0, target, 0]), float(pos[0, target, 1]))
        return cls(moment, ball, pos, 0, aim, (ball, ours, foes))

    def seen(self) -> Seen:
        """Return everybody as they stood when the foot met the ball."""
        seen = see(self.bodies if self.bodies is not None else self.moment.world)
        pos = self.pos[self.contact]
        ball = np.array((*self.ball[self.contact], 0.0))
        return replace(seen, pos=pos.copy(), ball=ball)


def draw_board(
    screen: pygame.Surface,
    type_: Type,
    sketch: Sketch,
    area: pygame.Rect,
    cone: Cone | None = None,
    *,
    strip: Strip,
) -> None:
    """Draw everybody's way, the ball's, how they stood at contact, and a cone of what if over it."""
    moment, squad, contact = sketch.moment, sketch.moment.world.squad, sketch.contact
    camera = _camera(sketch, area, cone)
    sheet = screen.subsurface(area.clip(screen.get_rect()))
    _turf(moment.pitch, camera, sheet)
    seen = sketch.seen()
    start = sketch.ball[contact]
    width = max(2, type_.px(3))
    if sketch.aim is not None:
        for a, b in dashes(camera.at(*start), camera.at(*sketch.aim), type_.px(8), type_.px(6)):
            pygame.draw.line(sheet, PAPER, a, b, max(1, type_.px(2)))
    for player in range(squad.players):
        _trail(sheet, camera, sketch.pos[:, player], strip.mark(int(squad.team[player])), width)
    way = [camera.at(float(x), float(y)) for x, y in sketch.ball[contact:]]
    if cone is not None:
        _cone(sheet, type_, camera, cone)
    elif len(way) > 1:
        pygame.draw.lines(sheet, INK, False, way, width + 2)
        pygame.draw.lines(sheet, GOLD, False, way, width)
    _people(sheet, type_, camera, moment, seen, strip)
    at = camera.at(*start)
    pygame.draw.circle(sheet, INK, at, type_.px(5))
    pygame.draw.circle(sheet, PAPER, at, type_.px(4))
    if cone is None and sketch.end is not None:
        _cross(sheet, type_, camera.at(*sketch.end), GOOD if sketch.arrived else BAD)
    pygame.draw.rect(screen, LINE, area, 1)


def _camera(sketch: Sketch, area: pygame.Rect, cone: Cone | None) -> Camera:
    """Return a view that has all of it in the picture where the limits allow."""
    near = list(sketch.near)
    if cone is not None:
        near += [cone.left, cone.right]
    every = np.concatenate(near)
    low, high = every.min(axis=0) - AROUND, every.max(axis=0) + AROUND
    fit = min(area.width / float(high[0] - low[0]), area.height / float(high[1] - low[1]))
    scale = float(min(max(int(fit), LEAST_SCALE), MOST_SCALE))
    middle = (low + high) / 2
    centre = (round(float(middle[0]) * scale) / scale, round(float(middle[1]) * scale) / scale)
    return Camera(centre, scale, area.size)


@lru_cache(maxsize=2)
def _ground(pitch: Pitch, scale: float) -> Ground:
    return Ground(pitch, scale)


def _turf(pitch: Pitch, camera: Camera, sheet: pygame.Surface) -> None:
    ground = _ground(pitch, camera.scale)
    ground.draw(sheet, camera)
    ground.draw_over(sheet, camera)


@lru_cache(maxsize=6)
def _figures(scale: float, unit: float, strip: Strip) -> Figures:
    return Figures(scale, unit, strip)


def _people(
    sheet: pygame.Surface, type_: Type, camera: Camera, moment: Snapshot, seen: Seen, strip: Strip
) -> None:
    """Draw bodies as in play, the passer in a gold ring; a long name stands beside its player."""
    squad = moment.world.squad
    figures = _figures(camera.scale, type_.unit, strip)
    figures.forget()
    figures.pose(seen, 0.0)
    at = camera.at(float(seen.pos[moment.passer, 0]), float(seen.pos[moment.passer, 1]))
    stamp(sheet, ring(round(figures.k * 0.44), max(2.0, type_.unit * 2.4), GOLD, 230), at)
    for player in range(squad.players):
        figures.shadow(sheet, camera, seen, player)
    for player in range(squad.players):
        figures.legs(sheet, camera, seen, player)
    for player in sorted(range(squad.players), key=lambda p: -float(seen.pos[p, 1])):
        short = squad.ids[player][1:] if squad.called else squad.ids[player]
        fits = len(short) <= SHIRT_LETTERS
        figures.body(sheet, camera, seen, player, short if fits else "")
        if not fits:
            x, y = camera.at(float(seen.pos[player, 0]), float(seen.pos[player, 1]))
            tag(sheet, type_, short[:8], (x, y - figures.k * 0.5), role=Role.SMALL)


def _trail(sheet: pygame.Surface, camera: Camera, pos: Floats, kit: Colour, width: int) -> None:
    points = [camera.at(float(x), float(y)) for x, y in pos[::3]]
    end = camera.at(float(pos[-1, 0]), float(pos[-1, 1]))
    if len(points) > 1 and hypot(end[0] - points[0][0], end[1] - points[0][1]) > 2.0 * width:
        pygame.draw.lines(sheet, mix(kit, INK, 0.5), False, points, width + 2)
        pygame.draw.lines(sheet, mix(kit, PAPER, 0.25), False, points, width)
        pygame.draw.circle(sheet, mix(kit, INK, 0.5), end, width * 2 + 1)
        pygame.draw.circle(sheet, mix(kit, PAPER, 0.25), end, width * 2)


def _cone(sheet: pygame.Surface, type_: Type, camera: Camera, cone: Cone) -> None:
    """Draw nine of ten balls between its sides: a ring where a mate took one, a cross where it was lost."""
    outline = [camera.at(*p) for p in cone.left] + [camera.at(*p) for p in cone.right[::-1]]
    # No larger than it has to be: a picture of the whole window would cost five milliseconds.
    layer = pygame.Surface(sheet.get_size(), pygame.SRCALPHA)
    pygame.draw.polygon(layer, (*GOLD, 72), outline)
    sheet.blit(layer, (0, 0))
    middle = [camera.at(*p) for p in cone.middle]
    pygame.draw.lines(sheet, GOLD, False, middle, max(2, type_.px(2)))
    for x, y in cone.lost[:DOTS]:
        _cross(sheet, type_, camera.at(x, y), BAD, 4)
    for x, y in cone.won[:DOTS]:
        pygame.draw.circle(sheet, INK, camera.at(x, y), type_.px(5))
        pygame.draw.circle(sheet, GOOD, camera.at(x, y), type_.px(4))


def _cross(sheet: pygame.Surface, type_: Type, at: Point, colour: Colour, units: int = 7) -> None:
    size, width = type_.px(units), max(2, type_.px(units * 0.4))
    for turn in (0.785, 2.356):
        dx, dy = size * cos(turn), size * sin(turn)
        pygame.draw.line(sheet, INK, (at[0] - dx, at[1] - dy), (at[0] + dx, at[1] + dy), width + 2)
    for turn in (0.785, 2.356):
        dx, dy = size * cos(turn), size * sin(turn)
        pygame.draw.line(sheet, colour, (at[0] - dx, at[1] - dy), (at[0] + dx, at[1] + dy), width)
