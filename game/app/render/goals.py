"""Goals from above: posts, a bar, and a net that hangs back from it in folds."""

from collections.abc import Sequence
from math import copysign, sqrt

import numpy as np
import pygame

from game.app.render.camera import Camera
from game.app.render.theme import Colour
from game.app.render.vector import Brush, to_screen
from game.core.pitch import Goal

DEPTH_SHARE = 0.62
"""A net's depth on the ground as a share of the goal's height."""
ROOF_SHARE = 0.30
"""How far the net's roof goes back before it falls."""
BAR_METRES = 0.11
MESH_METRES = 0.16
RISE = 0.10
"""Metres up the picture for a metre of height: as the ball is drawn."""
WHITE: Colour = (250, 250, 248)


def depth(goal: Goal) -> float:
    """Return metres that the net reaches behind the line."""
    return max(goal.height * DEPTH_SHARE, 0.7)


def goal_floor(brush: Brush, goal: Goal) -> None:
    """Under the net: shaded grass, and the frame that lies on it."""
    way = copysign(1.0, goal.x)
    half, back = goal.width * 0.5, goal.x + way * depth(goal)
    x0, x1 = goal.x, back
    for k in range(3):
        off = 0.06 * k
        brush.shade([(x0, half), (x1 + off, half - off), (x1 + off, -half - off), (x0, -half - off)], 34)
    grey = (176, 184, 182)
    for a, b in (((x0, half), (x1, half)), ((x0, -half), (x1, -half)), ((x1, half), (x1, -half))):
        brush.polygon(grey, _stroke(a, b, 0.045))


def _stroke(a: tuple[float, float], b: tuple[float, float], half: float) -> list[tuple[float, float]]:
    dx, dy = b[0] - a[0], b[1] - a[1]
    far = max((dx * dx + dy * dy) ** 0.5, 1e-9)
    nx, ny = -dy / far * half, dx / far * half
    return [(a[0] + nx, a[1] + ny), (b[0] + nx, b[1] + ny), (b[0] - nx, b[1] - ny), (a[0] - nx, a[1] - ny)]


class GoalFrames:
    """Bar, posts and net of each goal, laid over what is in and before it."""

    def __init__(self, goals: Sequence[Goal]) -> None:
        self.goals = tuple(goals)
        self._kept: dict[tuple[int, float], tuple[pygame.Surface, tuple[float, float]]] = {}

    def draw(self, screen: pygame.Surface, camera: Camera, sharp: float) -> None:
        """Lay them on the picture; they are drawn for a camera of scale ``sharp`` and fitted to another."""
        for number, goal in enumerate(self.goals):
            x, y = camera.at(goal.x, 0.0)
            if not -500 < x < camera.size[0] + 500:
                continue
            key = (number, sharp)
            found = self._kept.get(key)
            if found is None:
                found = self._kept[key] = _frame(goal, sharp)
            sprite, (dx, dy) = found
            if sharp != camera.scale:
                share = camera.scale / sharp
                size = (round(sprite.get_width() * share), round(sprite.get_height() * share))
                sprite, dx, dy = pygame.transform.smoothscale(sprite, size), dx * share, dy * share
            screen.blit(sprite, (round(x + dx), round(y + dy)))


def _frame(goal: Goal, scale: float) -> tuple[pygame.Surface, tuple[float, float]]:
    """Return the sprite, and where its corner is from the middle of the goal line, pixels."""
    fine = 3 if scale < 120 else 2
    z = scale * fine
    way = copysign(1.0, goal.x)
    deep, half, rise = depth(goal), goal.width * 0.5, goal.height * RISE
    pad = 0.25
    size = (round((deep + 2 * pad) * z), round((goal.width + rise + 2 * pad) * z))
    big = pygame.Surface(size, pygame.SRCALPHA)
    big.fill((*WHITE, 0))
    left = -pad if way > 0 else -deep - pad

    def px(back: float, across: float, height: float) -> tuple[float, float]:
        """Turn metres behind the line, along it and up into pixels."""
        return ((way * back - left) * z, (half + rise + pad - across - height * RISE) * z)

    def net_height(back: float) -> float:
        roof = goal.height * ROOF_SHARE
        return goal.height * sqrt(min(max((deep - back) / max(deep - roof, 0.1), 0.0), 1.0))

    thread = max(1, round(0.016 * z))
    steps = np.linspace(0.0, deep, 9)
    # Threads from bar to ground, hanging a little between the posts.
    for across in np.linspace(-half, half, max(2, round(goal.width / MESH_METRES)) + 1):
        points = [px(float(b), float(across), net_height(float(b))) for b in steps]
        pygame.draw.lines(big, (*WHITE, 120), False, points, thread)
    for back in np.arange(MESH_METRES, deep, MESH_METRES):
        sag = net_height(float(back))
        points = [px(float(back), a, sag - 0.25 * (1 - (a / half) ** 2)) for a in np.linspace(-half, half, 9)]
        pygame.draw.lines(big, (*WHITE, 120), False, points, thread)
    bar = max(2, round(BAR_METRES * z))
    post = bar * 0.62
    for across in (-half, half):
        pygame.draw.line(big, (30, 40, 38, 255), px(0, across, 0), px(0, across, goal.height), bar + 2 * fine)
        pygame.draw.circle(big, (30, 40, 38, 255), px(0, across, 0), post + fine)
        pygame.draw.line(big, (*WHITE, 255), px(0, across, 0), px(0, across, goal.height), bar)
        pygame.draw.circle(big, (*WHITE, 255), px(0, across, 0), post)
    a, b = px(0, -half, goal.height), px(0, half, goal.height)
    pygame.draw.line(big, (30, 40, 38, 255), a, b, bar + 2 * fine)
    for end in (a, b):
        pygame.draw.circle(big, (30, 40, 38, 255), end, bar * 0.5 + fine)
        pygame.draw.circle(big, (*WHITE, 255), end, bar * 0.5)
    pygame.draw.line(big, (*WHITE, 255), a, b, bar)
    pygame.draw.line(
        big,
        (208, 216, 216, 255),
        (a[0] + way * bar * 0.3, a[1]),
        (b[0] + way * bar * 0.3, b[1]),
        max(1, bar // 4),
    )
    small = pygame.transform.smoothscale(big, (max(1, size[0] // fine), max(1, size[1] // fine)))
    return to_screen(small), (left * scale, -(half + rise + pad) * scale)
