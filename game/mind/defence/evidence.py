"""How defenders weigh what a carrier's body says: every cue's rate, and how far off a line it may point."""

from dataclasses import dataclass
from fractions import Fraction

from game.core.maths import Floats, constant


@dataclass(frozen=True, slots=True)
class ReadingConstants:
    """How evidence is weighed; rates are per second of seeing.

    Priors, docs/explanation/minds.md has what they give.
    """

    fades: float = 1.2
    """Seconds in which evidence loses two thirds of its weight."""
    gaze_rate: float = 7.0
    """Rate at which a gaze speaks for the aims it is turned to, usual 3 to 10."""
    hips_rate: float = 7.0
    """Rate at which hips speak against the aims they don't serve, usual 3 to 10."""
    trunk_rate: float = 3.0
    """Rate at which a trunk speaks against the aims it doesn't serve."""
    run_rate: float = 0.5
    """Rate per m/s at which a run speaks against the aims it doesn't lead to."""
    plant_rate: float = 62.0
    """Rate of the plant foot, which is down for little more than a tenth of a second, and says most."""
    ease: float = 0.35
    """Radians by which hips and trunk may be off a line and still serve it with ease."""
    open_side: float = 0.30
    """Radians from the hips to where the inside of a foot looks."""
    gaze_free: float = 0.15
    """Radians by which a gaze may be off a line and still be a look along it."""
    run_free: float = 0.30
    """Radians by which a run may be off a line without speaking against it."""
    plant_free: float = 0.05
    """Radians by which the plant foot may be off a line without speaking against it."""
    gaze_sharp: float = 3.0
    """How sharply a gaze points: exp of this times (cosine of the angle - 1), usual 2 to 5."""
    gaze_mean: float = 0.22
    """Mean of that sharpness for a gaze to anywhere, about."""
    idle: float = -0.5
    """Rate at which a body without a swing speaks for keeping the ball."""
    wind_up: float = 5.0
    """Rate at which a leg going back speaks against keeping the ball."""
    plant_up: float = 20.0
    """Rate at which a plant foot that is down speaks against keeping the ball."""
    least_busy: float = -4.0
    """Log odds under which no idle body makes a pass less likely."""
    most_busy: float = 6.0
    """Log odds beyond which no busy body makes a pass more likely."""
    high_lift: float = 0.66
    """Lift, 0 to 1, beyond which a leg can't be going to heel."""
    lift_rate: float = 60.0
    """Rate per unit of lift beyond ``high_lift`` at which a leg speaks against a heel."""
    under_foot: float = 0.10
    """Metres ahead of the body at which the ball lies between where a push and where a heel want it."""
    under_rate: float = 45.0
    """Rate per metre at which the ball's place speaks for a push or a heel while a leg is back."""
    most_under: float = 6.0
    """Rate beyond which the ball's place doesn't speak."""
    keep: float = 0.45
    """Context's share of keeping the ball at any moment."""
    heel_share: float = 0.12
    """Share of passes that are heels, before this opponent has shown otherwise."""
    heel_known: float = 6.0
    """Passes that the first guess about heels is worth."""
    honest_known: float = 5.0
    """Passes that the first guess about the passer's eyes is worth."""
    honest_share: float = 0.75
    """Share of passes that go where the passer looks, before they have shown otherwise."""
    mate_known: float = 6.0
    """Passes that the first guess about a passer's favourite is worth: all team-mates alike."""
    space: float = 3.0
    """Metres ahead of a player that a pass into space goes."""
    runs_from: float = 1.0
    """m/s from which the space before a player is where they run, and not where their hips point."""
    feet_ahead: float = 0.4
    """Seconds ahead of a running player that a pass to the feet is expected."""
    space_ahead: float = 0.6
    """Seconds ahead of a running player from which the space before them is counted."""
    into_space: float = -0.7
    """Log weight of a pass into space against one to the feet."""
    far: float = 14.0
    """Metres over which a team-mate becomes less likely by a factor e."""
    near: float = 2.0
    """Metres under which a team-mate is too near for a pass."""
    too_near: float = -1.0
    """Log weight of a team-mate who is too near."""
    marked: float = 2.0
    """Metres: an opponent nearer than this to a player makes them less likely."""
    marking: float = 1.2
    """Log weight that an opponent at a player's shirt takes from them."""
    behind: float = 1.6
    """How much an aim outside what hips and surface serve takes from a choice, per radian."""
    push_serves: float = 0.9
    """Radians from the hips within which a push serves an aim."""
    heel_serves: float = 0.7
    """Radians from straight behind within which a heel serves an aim."""
    calls: float = 0.7
    """Log weight that a call for the ball, which everybody hears, adds to a player (twice as likely)."""
    goal_near: float = 0.3
    """Metres to the goal line that count at least for how wide the goal is seen."""
    goal_seen: float = 0.30
    """Radians between the posts, as the passer sees them, at which a shot is as likely as a pass to a
    team-mate's feet; it grows with the square."""
    least: float = 1e-4
    """Floor under a cue's likelihood."""


READING = ReadingConstants()


def _cos_sin(angle: float) -> tuple[float, float]:
    """Return the cosine and sine of an angle, radians, rounded correctly: the same bits on every machine."""
    cos, sin, term = Fraction(0), Fraction(0), Fraction(1)
    for n in range(1, 30):
        if n % 2:
            cos += term if n % 4 == 1 else -term
        else:
            sin += term if n % 4 == 2 else -term
        term *= Fraction(angle) / n
    return float(cos), float(sin)


def _free(angle: float) -> tuple[Floats, Floats]:
    cosine, sine = _cos_sin(angle)
    return constant(cosine), constant(sine)


EASE, OPEN = _free(READING.ease), _free(READING.open_side)
GAZE_FREE, RUN_FREE = _free(READING.gaze_free), _free(READING.run_free)
PLANT_FREE = _free(READING.plant_free)
"""Cosines and sines of how far off a line each cue may be without speaking against it."""
