"""A pitch is the ground and what stands on it: size, surface, walls, cones and posts."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from game.core.maths import Floats
from game.core.surfaces import DRY, Surface


@dataclass(frozen=True, slots=True)
class Wall:
    """An upright board from one point to another; the ball comes back from both of its faces."""

    start: tuple[float, float]
    end: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Post:
    """An upright round thing: a goal post (hard) or a training cone (soft)."""

    at: tuple[float, float]
    radius: float
    height: float
    bounce: float


CONE_RADIUS = 0.11
CONE_HEIGHT = 0.30
CONE_BOUNCE = 0.30


def cone(at: tuple[float, float]) -> Post:
    """Return a training cone that stands ``at`` a point in metres.

    >>> cone((3.0, 1.0)).at
    (3.0, 1.0)
    >>> cone((3.0, 1.0)).radius
    0.11
    """
    return Post(at, CONE_RADIUS, CONE_HEIGHT, CONE_BOUNCE)


GOAL_POST = 0.06
"""Metres: radius of posts and bar (the laws allow 12 cm across)."""
NET_DEPTH = 1.0
"""Metres from the line to the back net (prior)."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal on a goal line: number 0 is red's own, at negative x, and 1 is blue's."""

    x: float
    """Metres along the pitch from its middle to the goal line."""
    width: float
    """Metres between the posts; the middle is at y = 0."""
    height: float
    """Metres from the ground to the bar."""
    area: float
    """Metres from the goal's middle within which its keeper may use the hands."""

    @property
    def nets(self) -> tuple[tuple[float, float, float, float], ...]:
        """The goal's upright nets, x0, y0, x1, y1 in metres: both sides and the back."""
        half, back = 0.5 * self.width + GOAL_POST, self.x + (NET_DEPTH if self.x >= 0.0 else -NET_DEPTH)
        return (self.x, half, back, half), (self.x, -half, back, -half), (back, -half, back, half)


@dataclass(frozen=True)
class Pitch:
    """One piece of ground, the same for every world of a batch.

    The origin is its centre, x runs along its length.
    """

    length: float
    width: float
    surface: Surface = DRY
    walls: tuple[Wall, ...] = field(default=())
    posts: tuple[Post, ...] = field(default=())
    goals: tuple[Goal, ...] = field(default=())
    """Either no goals, or red's own and blue's own."""

    @cached_property
    def wall_array(self) -> Floats:
        """The walls, ``(walls, 4)`` float64, metres: x0, y0, x1, y1."""
        return np.array([(*w.start, *w.end) for w in self.walls], dtype=np.float64).reshape(-1, 4)

    @cached_property
    def post_array(self) -> Floats:
        """The posts, ``(posts, 5)`` float64: x, y, radius and height in metres, restitution."""
        rows = [(*p.at, p.radius, p.height, p.bounce) for p in self.posts]
        return np.array(rows, dtype=np.float64).reshape(-1, 5)

    @cached_property
    def board_array(self) -> Floats:
        """All that neither feet nor hands reach through, ``(walls and nets, 4)`` float64, metres."""
        rows = [*self.wall_array.tolist(), *(net for goal in self.goals for net in goal.nets)]
        return np.array(rows, dtype=np.float64).reshape(-1, 4)

    @cached_property
    def board_ends(self) -> Floats:
        """Both ends of each board, ``(2 boards, 4)`` metres: x, y, radius 0 and a height without limit."""
        return _ends(self.board_array)

    @cached_property
    def ball_rounds(self) -> Floats:
        """Round things that a ball comes off, ``(2 walls and posts, 4)`` metres: x, y, radius, height."""
        return np.concatenate((_ends(self.wall_array), self.post_array[:, :4]))

    @cached_property
    def ball_boxes(self) -> Floats:
        """Boxes of what a ball comes off, ``(walls and posts, 4)`` metres: least x, y, most x, y."""
        return _boxes(self.wall_array, self.post_array)

    @cached_property
    def body_rounds(self) -> Floats:
        """Round things that keep bodies off (cones do not), ``(2 boards and goal posts, 4)`` metres."""
        posts = [(net[0], net[1], GOAL_POST, np.inf) for goal in self.goals for net in goal.nets[:2]]
        return np.concatenate((self.board_ends, np.array(posts, dtype=np.float64).reshape(-1, 4)))

    @cached_property
    def body_boxes(self) -> Floats:
        """Boxes of what keeps bodies off, ``(boards and goal posts, 4)`` metres: least x, y, most x, y."""
        return _boxes(self.board_array, self.body_rounds)

    @cached_property
    def clear_x(self) -> float:
        """Metres from the middle within which, along x, no board, net or goal post stands."""
        if self.walls:
            return -1.0
        return min((abs(goal.x) - GOAL_POST for goal in self.goals), default=np.inf)


def _ends(boards: Floats) -> Floats:
    points = boards.reshape(-1, 2)
    return np.column_stack((points, np.zeros(len(points)), np.full(len(points), np.inf)))


def _boxes(boards: Floats, rounds: Floats) -> Floats:
    x0, y0, x1, y1 = boards.T
    lines = np.column_stack((np.minimum(x0, x1), np.minimum(y0, y1), np.maximum(x0, x1), np.maximum(y0, y1)))
    x, y, radius = rounds[:, :3].T
    return np.concatenate((lines, np.column_stack((x - radius, y - radius, x + radius, y + radius))))
