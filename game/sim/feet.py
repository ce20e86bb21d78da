"""The foot is a tool: its surfaces, what each of them serves, and how a stride brings it to the ball."""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np
import numpy.typing as npt

from game.core.intents import Codes, Technique
from game.core.maths import PI, Floats, Ints, pair, unit, wrap
from game.core.state import STEP_SECONDS

Numbers: TypeAlias = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class FootSurface:
    """One technique's part of the foot. The source of the numbers stands with the table ``FEET``."""

    sweet: tuple[float, float]
    """Metres from the plant foot to where the surface wants the ball's centre: forward along the hips, and
    lateral to the kicking side."""
    behind: bool
    """Whether the surface looks backward, so that the ball goes behind."""
    forward_swing: float
    """Seconds from letting go to contact, usual 0.1 to 0.2."""
    wind: float
    """Seconds of backswing and forward swing together that give full speed."""
    dead_time: float
    """Seconds of the motion that give no speed: the leg has to turn round."""
    slowest_top: float
    """m/s off the foot at full swing with no skill."""
    skill_top: float
    """m/s that full skill adds."""
    easy: tuple[float, float]
    """Radians from the surface's own line that it serves with ease: outward, and across the body."""
    farthest: tuple[float, float]
    """Radians from the surface's own line beyond which it can't send the ball at all: outward, and across the
    body."""
    arc: float
    """Metres from the hanging foot to the joint that it swings about; a foot further along the arc rises."""
    stroke: float
    """Metres of forward swing in which the foot gathers speed."""
    curvature: float
    """Metres: radius of the surface where it meets the ball. A round surface throws the ball off its line."""
    overswing: float
    """Metres of contact noise per unit of follow-through beyond full."""
    lean_tilt: float
    """Radians by which leaning fully back tilts the surface under the ball."""
    shortest_reach: float
    """Metres from the sweet spot at which the foot no longer meets the ball."""


# The push's numbers: 23.4 +- 1.7 m/s full (Nunome 2002), 16.0 +- 1.0 unskilled and 21.4 +- 1.5 skilled along
# the ground (Kawamoto 2007); plant foot 6 to 8 inches beside the ball. The heel's 5 to 12 m/s, both surfaces'
# curvatures, arcs and serving angles are priors.
FEET: dict[Technique, FootSurface] = {
    Technique.PUSH: FootSurface(
        sweet=(0.0, 0.17),
        behind=False,
        forward_swing=8 * STEP_SECONDS,
        wind=0.48,
        dead_time=0.10,
        slowest_top=15.5,
        skill_top=6.5,
        easy=(0.40, 1.05),
        farthest=(0.70, 1.75),
        arc=0.85,
        stroke=0.50,
        curvature=0.22,
        overswing=0.006,
        lean_tilt=0.24,
        shortest_reach=0.45,
    ),
    Technique.BACKHEEL: FootSurface(
        sweet=(-0.13, 0.10),
        behind=True,
        forward_swing=6 * STEP_SECONDS,
        wind=0.36,
        dead_time=0.06,
        slowest_top=10.0,
        skill_top=3.5,
        easy=(0.60, 0.60),
        farthest=(1.35, 1.35),
        arc=0.50,
        stroke=0.32,
        curvature=0.035,
        overswing=0.016,
        lean_tilt=0.06,
        shortest_reach=0.35,
    ),
    # The instep: 28.0 +- 2.1 m/s full (Nunome 2002, recalled), 28.6 to 34.5 with a free run-up and 25.6 to
    # 32.3 with a straight one (Andersen and Dorge 2011, read); the unskilled's 20 and the rest are priors.
    # The bony instep is rounder than the inside of the foot: nearly twice its error. A whole swing takes
    # people 0.3 to 0.45 s (0.16 s back: F-MARC, read; 0.20 to 0.25 back, 0.1 to 0.2 forward: recalled); 0.50
    # keeps it just above the push.
    Technique.SHOT: FootSurface(
        sweet=(0.0, 0.20),
        behind=False,
        forward_swing=9 * STEP_SECONDS,
        wind=0.50,
        dead_time=0.12,
        slowest_top=20.0,
        skill_top=9.0,
        easy=(0.35, 0.55),
        farthest=(0.60, 1.10),
        arc=0.80,
        stroke=0.60,
        curvature=0.04,
        overswing=0.010,
        lean_tilt=0.30,
        shortest_reach=0.42,
    ),
}
SWEET: dict[Technique, tuple[float, float]] = {t: s.sweet for t, s in FEET.items()}


@dataclass(frozen=True, slots=True)
class Serving:
    """The directions that one surface serves, or arrays ``(...,)`` of them for players of many techniques."""

    own_line: Numbers | float
    """Radians from the hips to the surface's own line: 0, or pi for a surface that looks backward."""
    easy_out: Numbers | float
    easy_across: Numbers | float
    farthest_out: Numbers | float
    farthest_across: Numbers | float


# By the technique's number, the push's in the place of none.
_OF_EACH = tuple(FEET.get(t, FEET[Technique.PUSH]) for t in Technique)
FORWARD_SWING = np.array([s.forward_swing for s in _OF_EACH])
SWEET_SPOT = np.array([s.sweet for s in _OF_EACH])
FOOT_REACH = np.array([s.shortest_reach for s in _OF_EACH])
_SERVES = np.array([(PI if s.behind else 0.0, *s.easy, *s.farthest) for s in _OF_EACH]).T


def serving(technique: Codes | Ints) -> Serving:
    """Return what the surfaces of these techniques serve, as arrays in the shape of ``technique``."""
    return Serving(*_SERVES[:, technique])


@dataclass(frozen=True, slots=True)
class KickConstants:
    """The constants that all techniques share. A number without a source is a prior."""

    stride_ahead: float = 0.17
    """Metres from the body's centre forward to where the plant foot lands in an easy stride."""
    stride_aside: float = 0.09
    """Metres from the body's centre sideways to where the plant foot lands."""
    stride_slack: float = 0.05
    """Metres by which a player of no skill can stretch or shorten the last stride to fit the ball."""
    stride_slack_skill: float = 0.07
    """Metres that full skill adds to ``stride_slack``. A ball beyond both is not where the foot wants it."""
    stride_gain: float = 9.0
    """1/s at which a stride is adjusted to the ball."""
    stride_speed: float = 1.8
    """m/s by which adjusting a stride to the ball changes the run at most."""
    stride_follow: float = 7.0
    """m/s up to which a player with the leg back goes along with a rolling ball."""
    plant_noise: float = 0.013
    """Metres, spread of where the plant foot of a good player at rest lands."""
    timing_noise: float = 0.012
    """Metres by which the plant foot is off for each m/s at which the ball moves past the body: the spread,
    in seconds, of when it is expected."""
    foot_noise: float = 0.0085
    """Metres, spread of where on its surface the foot meets the ball, still and fresh. With the face's noise
    it gives the 2 to 3 degrees of an inside-of-foot pass from a stand, 4 to 6 running and pressed."""
    force_noise: float = 2.2
    """Growth of the foot's noise with the share of the leg's force in use: noise depends on the signal
    (Harris and Wolpert 1998), and accuracy brings a full kick down to 85 % (Andersen and Dorge 2011)."""
    face_noise: float = 0.024
    """Radians, spread of the face's angle with a locked ankle."""
    face_noise_loose: float = 0.060
    """Radians that a wholly loose ankle adds to ``face_noise``."""
    tilt_noise: float = 0.022
    """Radians, spread of the face's tilt with a locked ankle."""
    speed_noise: float = 0.022
    """Relative spread of ball speed with a locked ankle at little force."""
    turn_noise: float = 0.9
    """Share by which the foot's noise grows for each radian that the hips have just turned."""
    cut_noise: float = 0.011
    """Metres of contact noise when the follow-through is cut to nothing: the leg brakes before contact."""
    reach_noise: float = 2.0
    """Share by which the foot's noise grows for each metre, over ``reach_free``, that the ball lies before or
    behind the sweet spot: a leg at its reach is steered less well."""
    reach_free: float = 0.05
    """Metres before or behind the sweet spot at which a ball costs no accuracy yet."""
    lateral_gain: float = 0.55
    """Radians per metre by which a ball too near or too far from the plant foot leaves the line."""
    lean_forward_tilt: float = 0.05
    """Radians by which leaning fully over the ball closes the face."""
    stretch_lean: float = 0.35
    """Metres of stretch for the ball that lean the body fully back."""
    natural_lean: float = 0.3
    """Lean, -1 (back) to 1 (over the ball), of a sound player who doesn't ask for another."""
    weak_foot: float = 0.25
    """Skill, 0 to 1, that a player's other foot lacks."""
    ground_bounce: float = 0.35
    """Restitution of a ball that is trodden into the turf at contact."""
    absorbed: float = 0.15
    """Share of an arriving ball's sideways speed that the strike doesn't take out of it."""
    recovery: float = 0.18
    """Seconds after contact until the leg is free, with the follow-through cut short."""
    recovery_follow: float = 0.16
    """Seconds that each unit of follow-through adds to ``recovery``."""
    fake_recovery: float = 0.12
    """Seconds until the leg is free after a swing was broken off."""
    drop_ahead: float = 0.30
    """Metres further before the plant foot than a shot's sweet spot at which a keeper drops the ball for a
    drop kick: it rises (prior)."""
    firm_tired: float = 0.35
    """Firmness of the ankle, of 1, that a spent body lacks."""
    firm_pressed: float = 0.25
    """Firmness of the ankle, of 1, that full pressure takes."""
    firm_shaken: float = 0.30
    """Firmness of the ankle, of 1, that being shaken by a lunge takes."""
    firm_unskilled: float = 0.20
    """Firmness of the ankle, of 1, that a player of no skill lacks."""
    loosest: float = 0.15
    """Firmness of the ankle, of 1, that is always left."""
    loose_speed: float = 0.12
    """Share of the leg's speed that a wholly loose ankle loses."""
    strain_speed: float = 0.30
    """Share of the leg's speed lost per radian of strain."""
    most_strain: float = 0.7
    """Radians up to which strain counts."""
    skill_noise: float = 1.75
    """Multiple of ``foot_noise`` that a foot of no skill has; full skill takes 1 off it."""
    pressed_noise: float = 0.6
    """Share by which the foot's noise grows under full pressure."""
    tired_noise: float = 0.8
    """Share by which the foot's noise grows for a spent body."""
    running_noise: float = 0.10
    """Share by which the foot's noise grows for each m/s of the kicker's run."""
    strain_noise: float = 1.5
    """Share by which the foot's noise grows for each radian of strain."""
    loose_speed_noise: float = 0.06
    """Relative spread of ball speed that a wholly loose ankle adds."""
    force_speed_noise: float = 0.03
    """Relative spread of ball speed that full force adds."""
    slowest_slip: float = 0.2
    """Least share of its speed that a ball keeps, however badly the spread of ball speed falls."""
    early_speed: float = 0.06
    """Least share of its squared speed that a foot has which meets the ball too early."""
    late_speed: float = 0.6
    """Share of the speed lost by a foot that meets the ball one stroke beyond the lowest point; it grows with
    the square of the way."""
    latest: float = 0.9
    """Strokes beyond the lowest point up to which the loss grows."""
    beside_speed: float = 0.8
    """Share of the speed lost on a ball that is ``beside`` metres off the sweet line; it grows with the
    square of that distance."""
    beside: float = 0.4
    """Metres off the sweet line at which a ball loses the whole of ``beside_speed``."""
    stub_from: float = 0.05
    """Metres short of the lowest point from which the foot stubs the ball."""
    stub_noise: float = 6.0
    """Share by which the line of a stubbed ball wanders more for each metre beyond ``stub_from``."""
    widest_glance: float = 0.9
    """Radians by which a round surface throws a ball off at most."""
    loose_tilt_noise: float = 1.5
    """Share by which the tilt's spread grows with a wholly loose ankle."""
    steepest: tuple[float, float] = (-0.9, 1.1)
    """Radians down and up within which a foot can send a ball."""
    trodden_speed: float = 0.15
    """Share of its speed that a ball trodden into the turf keeps along it."""
    tired_top: float = 0.2
    """Share of the foot's top speed that a spent body lacks."""
    least_motion: float = 0.01
    """Least share of the motion for full speed that counts: the shortest swing still moves the ball."""
    sound_force: float = 0.75
    """Share of the leg's force that a sound player uses: some is left for accuracy."""
    least_backswing: float = 4 * STEP_SECONDS
    """Seconds for which a sound player's leg goes back at least."""
    sound_ease: float = 0.8
    """Share of what a foot serves with ease that a player uses, and turns the hips no further."""
    strain_counts: float = 2.0
    """Weight of a radian of strain in the choice of the foot."""
    other_foot: float = 0.35
    """Weight of not using the better foot in the choice of the foot."""
    ball_side: float = 1.2
    """Weight of a metre that the ball lies to the foot's side in the choice of the foot."""
    strike_height: float = 0.55
    """Metres of the ball's height below which a swinging foot meets it."""
    stretch_free: float = 0.10
    """Metres of stretch for the ball that don't move the lean yet."""
    firm_share: float = 0.82
    """Share of what the backswing allows that the ball gets when no speed is asked for."""


KICK = KickConstants()
ROLLS_ON = 0.93
"""Share of its speed that a ball keeps on average until it is met, as somebody who sets their feet for it
counts."""


def top_ball_speed(surface: FootSurface, skill: Numbers | float, stamina: Numbers | float) -> Numbers:
    """Return the ball's speed off the foot with a full swing, m/s, in the shape of skill and stamina."""
    return np.asarray(
        (surface.slowest_top + surface.skill_top * skill) * (1.0 - KICK.tired_top + KICK.tired_top * stamina)
    )


def speed_bound(
    technique: Technique, backswing: Numbers | float, skill: Numbers | float, stamina: Numbers | float
) -> Numbers:
    """Return the ball's speed off the foot, m/s, that a motion of ``backswing`` seconds can give.

    Acceleration is even over a path that grows with time, so speed goes with the root of the time.

    >>> speed_bound(Technique.PUSH, np.array([0.2, 0.48]), skill=0.7, stamina=1.0).round(1).tolist()
    [10.3, 20.0]
    """
    surface = FEET[technique]
    share = (np.asarray(backswing) - surface.dead_time) / (surface.wind - surface.dead_time)
    return top_ball_speed(surface, skill, stamina) * np.sqrt(
        np.minimum(np.maximum(share, KICK.least_motion), 1.0)
    )


def backswing_for(
    technique: Technique, speed: Numbers | float, skill: Numbers | float, stamina: Numbers | float
) -> Numbers:
    """Return the seconds of backswing that a sound player takes for a ball speed in m/s."""
    surface = FEET[technique]
    share = np.asarray(speed) / top_ball_speed(surface, skill, stamina)
    share = np.minimum(share * share / KICK.sound_force, 1.0)
    least = surface.forward_swing + KICK.least_backswing
    return np.maximum(surface.dead_time + share * (surface.wind - surface.dead_time), least)


def strain_of(surface: FootSurface, side: Numbers, hips_to_aim: Numbers) -> tuple[Numbers, Numbers]:
    """Return how far an aim lies outside what a foot serves with ease, and the angle it can really send.

    ``side`` is 1 for the right foot and -1 for the left, ``hips_to_aim`` the radians from the hips to the
    aim. The strain is 0 or more radians; the angle counts from the hips. Both have the shape of the
    arguments.

    >>> strain, can = strain_of(FEET[Technique.PUSH], np.array(1.0), np.array([0.2, 2.0]))
    >>> strain.round(2).tolist(), can.round(2).tolist()
    ([0.0, 0.95], [0.2, 1.75])
    """
    return strain_with(_serving_of(surface), side, hips_to_aim)


def _serving_of(surface: FootSurface) -> Serving:
    return Serving(PI if surface.behind else 0.0, *surface.easy, *surface.farthest)


def strain_with(serves: Serving, side: Numbers, hips_to_aim: Numbers) -> tuple[Numbers, Numbers]:
    """Return what :func:`strain_of` does, for players of different techniques."""
    across = wrap(hips_to_aim - serves.own_line) * side
    easy = np.minimum(np.maximum(across, -serves.easy_out), serves.easy_across)
    can = np.minimum(np.maximum(across, -serves.farthest_out), serves.farthest_across)
    return np.abs(across - easy), wrap(serves.own_line + can * side)


def hips_for(
    serves: Serving, side: Numbers, hips: Numbers, aim: Numbers, ease: Numbers | float = KICK.sound_ease
) -> Numbers:
    """Return the heading nearest to ``hips`` from which a foot serves heading ``aim``, radians."""
    across = wrap(aim - hips - serves.own_line) * side
    easy = np.minimum(np.maximum(across, -ease * serves.easy_out), ease * serves.easy_across)
    return wrap(hips + (across - easy) * side)


def toward_foot(ahead: Floats, foot: Numbers) -> Floats:
    """Return unit vectors across ``ahead`` ``(..., 2)`` to the side of the foot (1 right, -1 left).

    >>> toward_foot(np.array([[1.0, 0.0]]), np.array([1.0])).tolist()
    [[0.0, -1.0]]
    """
    aside: Floats = pair(ahead[..., 1], -ahead[..., 0]) * foot[..., None]
    return aside


def natural_foot(
    squad_foot: Codes, technique: Codes, hips_to_aim: Numbers, ball_aside: Numbers, skill: Numbers
) -> Codes:
    """Return the foot that a player would choose, 1 right or -1 left.

    It serves the aim without strain, is near the ball, and is rather the better one. ``ball_aside`` is the
    way from the body to the ball, in metres, positive to the right; ``hips_to_aim`` is in radians.
    """
    side = np.array(((1.0,), (-1.0,)))
    strain, _ = strain_with(serving(technique), side, hips_to_aim)
    k = KICK
    against = k.strain_counts * strain + k.other_foot * (squad_foot != side)
    right, left = against - k.ball_side * ball_aside * side
    return np.where(right <= left, 1, -1).astype(np.int8)


def stance(ball: Floats, hips: Numbers, foot: Numbers, place: Floats) -> Floats:
    """Return where the body's centre should be at contact, ``(..., 2)`` metres.

    ``ball`` ``(..., 2)`` metres, ``hips`` radians, ``foot`` 1 right or -1 left; ``place`` ``(..., 2)`` metres
    is where the ball is wished, seen from the plant foot.
    """
    return stance_along(ball, unit(hips), foot, place)


def stance_along(ball: Floats, ahead: Floats, foot: Numbers, place: Floats) -> Floats:
    """Return :func:`stance` for hips that point along the unit vectors ``ahead`` ``(..., 2)``."""
    aside = toward_foot(ahead, foot)
    point: Floats = (
        ball - ahead * (place[..., :1] + KICK.stride_ahead) - aside * (place[..., 1:] - KICK.stride_aside)
    )
    return point


def stances_as_it_comes(
    ball: Floats, velocity: Floats, times: Floats, ahead: Floats, foot: int, technique: Technique
) -> Floats:
    """Return where the body's centre should be to strike a rolling ball after each of ``times``, ``(n, 2)``.

    ``ball`` ``(2,)`` metres and ``velocity`` ``(2,)`` m/s are the ball's now, ``times`` ``(n,)`` seconds,
    ``ahead`` ``(2,)`` the unit vector along the hips at contact; ``foot`` is 1 right or -1 left.
    """
    spots = ball + times[:, None] * (ROLLS_ON * velocity)
    along, place = (np.broadcast_to(row, spots.shape) for row in (ahead, np.array(FEET[technique].sweet)))
    return stance_along(spots, along, np.full(len(times), float(foot)), place)


def foot_meets(
    technique: Technique,
    relative: Floats,
    closing: Floats,
    ahead: Floats,
    skill: Numbers | float,
    within: float = 1.0,
) -> npt.NDArray[np.bool_]:
    """Return whether a foot let go now finds the ball where its stride takes it, ``(...,)``.

    ``relative`` ``(..., 2)`` metres is the ball seen from the body, ``closing`` its velocity less the body's,
    ``ahead`` unit vectors along the hips. The foot on the ball's side is the one that swings. ``within`` is
    the share of its reach that counts: a foot misses some balls at the end of it.
    """
    surface = FEET[technique]
    then = relative + surface.forward_swing * closing
    forward = then[..., 0] * ahead[..., 0] + then[..., 1] * ahead[..., 1] - KICK.stride_ahead
    aside = np.abs(then[..., 0] * ahead[..., 1] - then[..., 1] * ahead[..., 0]) + KICK.stride_aside
    slack = KICK.stride_slack + KICK.stride_slack_skill * np.asarray(skill)
    off = [
        np.maximum(np.abs(have - want) - slack, 0.0)
        for have, want in zip((forward, aside), surface.sweet, strict=True)
    ]
    reach = within * surface.shortest_reach
    meets: npt.NDArray[np.bool_] = np.sqrt(off[0] * off[0] + off[1] * off[1]) < reach
    return meets
