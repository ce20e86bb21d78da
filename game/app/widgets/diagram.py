"""A level's little diagram, drawn from its file: who stands where, the ball, boards, cones, goals, runs."""

from __future__ import annotations

from math import cos, hypot, radians, sin

import pygame

from game.app.picture_cache import kept
from game.app.render.kits import Strip
from game.app.render.theme import GOLD, PAPER, Colour
from game.scenario.schema import Level, PlayerTable

_FINE = 3
"""Drawn so many times as large, and made smaller: smooth edges."""
_GRASS: Colour = (46, 96, 58)
_LINE: Colour = (150, 184, 150)
_CONE: Colour = (240, 140, 40)
_MARGIN = 1.2
"""Metres around what is shown."""
_LEAST = 8.0
"""Metres across that are shown at least."""


@kept(16.0, least=60)
def diagram(level: Level, size: tuple[int, int], strip: Strip) -> pygame.Surface:
    """Return the level from above, fitted into ``size`` pixels."""
    width, height = size[0] * _FINE, size[1] * _FINE
    board = pygame.Surface((width, height))
    board.fill(_GRASS)
    view = _View(level, width, height)
    _ground(board, level, view)
    for player in level.players:
        _run(board, player, view)
    for player in level.players:
        _player(board, player, view, strip)
    _ball(board, level, view)
    return pygame.transform.smoothscale(board, size)


class _View:
    """From metres to pixels."""

    def __init__(self, level: Level, width: int, height: int) -> None:
        spots = [player.at for player in level.players] + [cone.at for cone in level.cones]
        spots += [end for wall in level.walls for end in (wall.start, wall.end)]
        spots += [player.runs_to for player in level.players if player.runs_to is not None]
        spots += [player.run.to for player in level.players if player.run is not None]
        half = 0.5 * level.pitch.length
        spots += [(half if goal.side == "blue" else -half, 0.0) for goal in level.goals]
        xs, ys = [x for x, _ in spots], [y for _, y in spots]
        self.middle = (0.5 * (min(xs) + max(xs)), 0.5 * (min(ys) + max(ys)))
        across = max(max(xs) - min(xs), _LEAST) + 2 * _MARGIN
        down = max(max(ys) - min(ys), _LEAST * height / width) + 2 * _MARGIN
        self.scale = min(width / across, height / down)
        self.size = (width, height)

    def at(self, x: float, y: float) -> tuple[float, float]:
        return (
            self.size[0] / 2 + (x - self.middle[0]) * self.scale,
            self.size[1] / 2 - (y - self.middle[1]) * self.scale,
        )

    def px(self, metres: float, least: float = 1.0) -> int:
        return max(round(metres * self.scale), round(least * _FINE))


def _ground(board: pygame.Surface, level: Level, view: _View) -> None:
    half, wide = 0.5 * level.pitch.length, 0.5 * level.pitch.width
    (x0, y0), (x1, y1) = view.at(-half, wide), view.at(half, -wide)
    pygame.draw.rect(board, _LINE, pygame.Rect(x0, y0, x1 - x0, y1 - y0), view.px(0.08))
    for goal in level.goals:
        way = 1.0 if goal.side == "blue" else -1.0
        ends = view.at(way * half, 0.5 * goal.width), view.at(way * half, -0.5 * goal.width)
        pygame.draw.line(board, PAPER, *ends, view.px(0.35, 2.0))
    for wall in level.walls:
        pygame.draw.line(board, PAPER, view.at(*wall.start), view.at(*wall.end), view.px(0.3, 1.5))
    for cone in level.cones:
        pygame.draw.circle(board, _CONE, view.at(*cone.at), view.px(0.25, 1.5))


def _run(board: pygame.Surface, player: PlayerTable, view: _View) -> None:
    to = player.runs_to if player.run is None else player.run.to
    if to is None:
        return
    start, end = view.at(*player.at), view.at(*to)
    pygame.draw.line(board, PAPER, start, end, view.px(0.1))
    gap = hypot(end[0] - start[0], end[1] - start[1]) or 1.0
    ux, uy, head = (end[0] - start[0]) / gap, (end[1] - start[1]) / gap, view.px(0.8, 3.0)
    left = (end[0] - head * ux + 0.5 * head * uy, end[1] - head * uy - 0.5 * head * ux)
    right = (end[0] - head * ux - 0.5 * head * uy, end[1] - head * uy + 0.5 * head * ux)
    pygame.draw.polygon(board, PAPER, [end, left, right])


def _player(board: pygame.Surface, player: PlayerTable, view: _View, strip: Strip) -> None:
    shirt = strip.of(0 if player.team == "red" else 1, player.keeper).shirt
    at, radius = view.at(*player.at), view.px(0.6, 3.8)
    turn = radians(player.facing)
    tip = (at[0] + 1.7 * radius * cos(turn), at[1] - 1.7 * radius * sin(turn))
    pygame.draw.line(board, shirt, at, tip, max(radius // 2, 1))
    if player.control in ("human1", "human2"):
        pygame.draw.circle(board, GOLD, at, radius + max(radius // 2, 2))
    pygame.draw.circle(board, shirt, at, radius)


def _ball(board: pygame.Surface, level: Level, view: _View) -> None:
    spot = level.ball.at
    if level.ball.carrier is not None:
        holder = level.players[level.index(level.ball.carrier)]
        turn = radians(holder.facing)
        spot = (holder.at[0] + 0.75 * cos(turn), holder.at[1] + 0.75 * sin(turn))
    if spot is not None:
        radius = view.px(0.28, 2.0)
        pygame.draw.circle(board, (20, 24, 28), view.at(*spot), radius + _FINE)
        pygame.draw.circle(board, (250, 250, 250), view.at(*spot), radius)
