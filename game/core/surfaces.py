"""A surface is one kind of ground. All that a new one needs stands here, but for its German.

A new surface takes a name in :data:`SurfaceName` and a row in :data:`SURFACES`. Levels, fixtures, menus,
what-if questions and the picture of the grass read it from here; ``assets/words/de.po`` has its words in
German, and tests/core/test_surfaces.py says what is still missing.
"""

from dataclasses import dataclass
from typing import Literal, TypeAlias

SurfaceName: TypeAlias = Literal["dry", "wet", "bumpy", "artificial"]
"""Names of the surfaces, as level files, fixtures and the command line write them."""
Colour: TypeAlias = tuple[int, int, int]
"""Red, green and blue, 0 to 255."""


@dataclass(frozen=True, slots=True)
class Turf:
    """How a surface looks from above."""

    base: Colour
    """Colour of the dark stripes."""
    band: Colour
    """Colour of the light stripes."""
    beyond: Colour
    """Colour of the ground outside the lawn."""
    grain: int
    """Strength of the fine texture, 0 to 255."""
    cloud: float
    """Strength of the slow unevenness, in colour levels."""
    bands: float = 1.0
    """Share of their whole contrast with which the stripes show."""
    hummock: float = 0.0
    """Strength of light and shade on an uneven ground, 0 to 1."""
    worn: float = 0.0
    """Share of the ground that is bare, most of all before the goals."""
    earth: Colour = (150, 122, 82)
    """Colour of bare ground."""
    sheen: float = 0.0
    """Strength of the light on standing water, 0 to 1."""
    chalk: float = 0.88
    """Strength of the lines' white, 0 to 1."""
    seams: bool = False
    """Whether it lies in rolls whose seams show."""


@dataclass(frozen=True, slots=True)
class Surface:
    """How a ball slides, rolls and bounces on one kind of ground, how it looks and what people call it."""

    name: SurfaceName
    called: str
    """What a menu calls it, in English."""
    short: str
    """What a table calls it beside the word ground, in English."""
    advice: str
    """How a coach says that a pass would have gone another way on it, in English."""
    turf: Turf
    """How it looks from above."""
    sliding_friction: float
    """Coefficient of kinetic friction while the ball still slips, usual 0.3 to 0.6."""
    rolling_deceleration: float
    """m/s^2 lost to the ground while rolling, air drag not included, usual 0.4 to 1.6."""
    bounce: float
    """Restitution of a drop at a few m/s, usual 0.5 to 0.7 on turf."""
    bobble: float
    """Radians per square root of a metre rolled: spread of the rolling heading, usual 0.002 to 0.03."""
    hop: float
    """m/s per m/s of ball speed and root metre: spread of the upward kicks of unevenness, usual 0 to 0.05."""
    grip: float = 1.0
    """Share of what studs hold on dry turf when a body brakes, turns or sets off, usual 0.8 to 1."""


# Sliding friction of turf is 0.3 to 0.6 and lower when wet (recalled); dry's 0.43 is what makes the ball's
# deceleration at 8 to 12 m/s agree with tracked passes of a professional match (docs/validation/ball.md).
# Rolling decelerations keep the FIFA and EN 12234 roll test: 4 to 8 m (Pro), 4 to 10 m (Quality), 5 to 12 m
# (EN). Bounce, bobble and grip are priors: studs slip sooner on wet grass and find no even hold on bumps.
DRY = Surface(
    name="dry",
    called="Dry grass",
    short="dry",
    advice="On dry grass",
    turf=Turf(
        base=(86, 138, 64),
        band=(106, 158, 76),
        beyond=(70, 110, 58),
        grain=17,
        cloud=10.0,
        worn=0.14,
        earth=(146, 148, 84),
    ),
    sliding_friction=0.43,
    rolling_deceleration=0.70,
    bounce=0.58,
    bobble=0.004,
    hop=0.0,
)
WET = Surface(
    name="wet",
    called="Wet grass",
    short="wet",
    advice="On wet grass",
    turf=Turf(base=(40, 96, 62), band=(52, 114, 74), beyond=(36, 80, 56), grain=13, cloud=9.0, sheen=1.0),
    sliding_friction=0.30,
    rolling_deceleration=0.48,
    bounce=0.52,
    bobble=0.003,
    hop=0.0,
    grip=0.85,
)
BUMPY = Surface(
    name="bumpy",
    called="Bumpy grass",
    short="bumpy",
    advice="On bumpy grass",
    turf=Turf(
        base=(108, 130, 62),
        band=(116, 140, 68),
        beyond=(92, 110, 58),
        grain=27,
        cloud=16.0,
        bands=0.45,
        hummock=1.0,
        worn=0.5,
        chalk=0.62,
    ),
    sliding_friction=0.52,
    rolling_deceleration=1.15,
    bounce=0.52,
    bobble=0.022,
    hop=0.035,
    grip=0.90,
)
ARTIFICIAL = Surface(
    name="artificial",
    called="Artificial turf",
    short="artificial",
    advice="On artificial turf",
    turf=Turf(
        base=(38, 128, 74),
        band=(50, 146, 88),
        beyond=(40, 92, 84),
        grain=9,
        cloud=3.0,
        chalk=0.96,
        seams=True,
    ),
    sliding_friction=0.45,
    rolling_deceleration=0.55,
    bounce=0.64,
    bobble=0.002,
    hop=0.0,
)
SURFACES: dict[str, Surface] = {s.name: s for s in (DRY, WET, BUMPY, ARTIFICIAL)}
"""Every surface by its name."""
_FIRST, _LAST = list(SURFACES)[:-1], list(SURFACES)[-1]
EXPECTED = f"{', '.join(_FIRST)} or {_LAST}"
"""The names in words, as a fault says what was expected."""
