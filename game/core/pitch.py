"""The ground and what stands on it: size, surface, walls, cones and posts."""

from dataclasses import dataclass, field
from functools import cached_property

import numpy as np

from game.core.maths import Floats


@dataclass(frozen=True, slots=True)
class Surface:
    """How a ball slides, rolls and bounces on one kind of ground."""

    name: str
    sliding_friction: float
    """Coefficient of kinetic friction while the ball still slips, usual 0.3 to 0.6."""
    rolling_deceleration: float
    """m/s^2 lost to the ground while rolling, air drag not included, usual 0.4 to 1.6."""
    bounce: float
    """Restitution of a drop at a few m/s, usual 0.5 to 0.7 on turf."""
    bobble: float
    """Spread of the rolling heading, radians per square root of a metre rolled."""
    hop: float
    """Spread of the small upward kicks that unevenness gives, m/s per m/s of ball speed and root metre."""


# Sliding friction of turf is 0.3 to 0.6 and lower when wet (recalled); dry's 0.43 is what makes the ball's
# deceleration at 8 to 12 m/s agree with tracked passes of a professional match (docs/model.md). Rolling
# decelerations keep the FIFA and EN 12234 roll test: 4 to 8 m (Pro), 4 to 10 m (Quality), 5 to 12 m (EN).
# Bounce and bobble are priors.
DRY = Surface("dry", sliding_friction=0.43, rolling_deceleration=0.70, bounce=0.58, bobble=0.004, hop=0.0)
WET = Surface("wet", sliding_friction=0.30, rolling_deceleration=0.48, bounce=0.52, bobble=0.003, hop=0.0)
BUMPY = Surface(
    "bumpy", sliding_friction=0.52, rolling_deceleration=1.15, bounce=0.52, bobble=0.022, hop=0.035
)
ARTIFICIAL = Surface(
    "artificial", sliding_friction=0.45, rolling_deceleration=0.55, bounce=0.64, bobble=0.002, hop=0.0
)
SURFACES: dict[str, Surface] = {s.name: s for s in (DRY, WET, BUMPY, ARTIFICIAL)}


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
    """A training cone."""
    return Post(at, CONE_RADIUS, CONE_HEIGHT, CONE_BOUNCE)


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal on a goal line: number 0 is red's own, at negative x, and 1 is blue's."""

    x: float
    """Metres: where its line is."""
    width: float
    """Metres between the posts, the middle at y = 0."""
    height: float
    """Metres under the bar."""
    area: float
    """Metres from its middle within which its keeper may use his hands."""


@dataclass(frozen=True)
class Pitch:
    """One piece of ground, the same for every world of a batch. Origin at the centre, x along the length."""

    length: float
    width: float
    surface: Surface = DRY
    walls: tuple[Wall, ...] = field(default=())
    posts: tuple[Post, ...] = field(default=())
    goals: tuple[Goal, ...] = field(default=())
    """None, or red's own and blue's own."""

    @cached_property
    def wall_array(self) -> Floats:
        """``(walls, 4)`` metres: x0, y0, x1, y1."""
        return np.array([(*w.start, *w.end) for w in self.walls], dtype=np.float64).reshape(-1, 4)

    @cached_property
    def post_array(self) -> Floats:
        """``(posts, 5)``: x, y, radius, height in metres, restitution."""
        rows = [(*p.at, p.radius, p.height, p.bounce) for p in self.posts]
        return np.array(rows, dtype=np.float64).reshape(-1, 5)
