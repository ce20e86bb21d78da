"""A foot gives a ball what these pure functions say, from how things were when they met.

The strike (:mod:`game.sim.strike`) draws its luck and plays by them; the card after a strike reads the same
functions backwards. Everything here works on numbers or on arrays ``(rows,)``, one technique at a time.
"""

from dataclasses import dataclass

import numpy as np

from game.core.intents import Technique
from game.sim.feet import FEET, KICK, Numbers, speed_bound, top_ball_speed
from game.sim.sizes import BALL_RADIUS

Given = Numbers | float


@dataclass(frozen=True, slots=True)
class Conditions:
    """How things are when the foot meets the ball."""

    technique: Technique
    skill: Given
    """Skill of the foot that kicks, 0 to 1."""
    stamina: Given
    """Stamina of the kicker, 0 (spent) to 1 (fresh)."""
    pressure: Given
    """Pressure by opponents, 0 (alone) to 1 (an opponent at the shirt)."""
    firmness: Given
    """Firmness of the ankle, 0 (loose) to 1 (locked)."""
    body_speed: Given
    """m/s at which the kicker runs."""
    turned: Given
    """Radians that the hips have just turned."""
    follow: Given
    """Follow-through, 0 (cut short) to 1 (full) to 2 (too far)."""
    backswing: Given
    """Seconds from the leg's going back to contact."""
    along: Given
    """Metres by which the foot meets the ball past (+) or short of (-) the lowest point of its arc."""
    aside: Given
    """Metres by which the ball is too far from (+) or too close to (-) the plant foot."""
    strain: Given
    """Radians by which the aim lies outside what the foot serves with ease."""


@dataclass(frozen=True, slots=True)
class ContactLosses:
    """Shares of the leg's speed that are left where the foot meets the ball; they multiply."""

    early: Given
    """Share left to a foot that meets the ball short of the lowest point of its arc, 1 beyond it."""
    late: Given
    """Share left to a foot that meets the ball past the lowest point of its arc, 1 short of it."""
    beside: Given
    """Share left to a foot that meets the ball off its sweet line."""


@dataclass(frozen=True, slots=True)
class Spread:
    """How much a contact wanders, as standard deviations."""

    foot: Given
    """Metres on the foot's surface by which the place of contact wanders."""
    glance: Given
    """Radians by which the line wanders because of the place of contact."""
    face: Given
    """Radians by which the line wanders because of the angle of the face."""
    tilt: Given
    """Radians by which the height wanders because of the tilt of the face."""
    speed: Given
    """Share by which the ball's speed wanders."""


def skill_of(skill: Given, better: Given) -> Given:
    """Return the skill of the foot that kicks: ``skill``, less some where it isn't the ``better`` one."""
    return np.maximum(skill - np.where(better, 0.0, KICK.weak_foot), 0.0)


def firmness_of(stamina: Given, pressure: Given, shaken: Given, skill: Given) -> Given:
    """Return how locked the ankle is, 0 to 1.

    A player who is tired, pressed, ``shaken`` by a lunge or unskilled has it looser.
    """
    k = KICK
    firm = 1.0 - k.firm_tired * (1.0 - stamina) - k.firm_pressed * pressure
    firm = firm - k.firm_shaken * shaken - k.firm_unskilled * (1.0 - skill)
    return np.minimum(np.maximum(firm, k.loosest), 1.0)


def bound_of(c: Conditions) -> Given:
    """Return the fastest ball that this motion can give, m/s off the foot."""
    most = speed_bound(c.technique, c.backswing, c.skill, c.stamina)
    return most * (1.0 - KICK.loose_speed * (1.0 - c.firmness)) * (1.0 - KICK.strain_speed * _strain(c))


def gather_of(c: Conditions) -> ContactLosses:
    """Return what is left of the leg's speed at contact.

    Short of the lowest point the foot is not yet fast; beyond it, and beside the line, it is slower again.
    """
    k, past = KICK, c.along / FEET[c.technique].stroke
    return ContactLosses(
        early=np.sqrt(np.minimum(np.maximum(1.0 + past, k.early_speed), 1.0)),
        late=1.0 - k.late_speed * np.minimum(np.maximum(past, 0.0), k.latest) ** 2,
        beside=1.0 - k.beside_speed * np.minimum(np.abs(c.aside) / k.beside, 1.0) ** 2,
    )


def force_of(c: Conditions, tried: Given, bound: Given) -> Given:
    """Return the share of the leg's force in use for ``tried`` m/s, 0 to 1.

    Half of it goes by what this motion can give (``bound``, m/s), half by what a full swing can.
    """
    top = top_ball_speed(FEET[c.technique], c.skill, c.stamina)
    return 0.5 * (tried / bound) ** 2 + 0.5 * (tried / top) ** 2


def spread_of(c: Conditions, force: Given) -> Spread:
    """Return how much a contact under these conditions wanders.

    Noise grows with the force in use (Harris and Wolpert 1998), with hurry, with strain, with a ball off the
    sweet spot and with a follow-through that is cut or overdone.
    """
    k, surface = KICK, FEET[c.technique]
    loose = 1.0 - c.firmness
    effort = np.sqrt(1.0 + (k.force_noise * force) ** 2)
    hurry = (1.0 + k.pressed_noise * c.pressure) * (1.0 + k.tired_noise * (1.0 - c.stamina))
    hurry = hurry * (1.0 + k.running_noise * c.body_speed)
    hurry = hurry * (1.0 + k.turn_noise * c.turned)
    foot = k.foot_noise * (k.skill_noise - c.skill) * effort * hurry * (1.0 + k.strain_noise * _strain(c))
    foot = foot * (1.0 + k.reach_noise * np.maximum(np.abs(c.along) - k.reach_free, 0.0))
    cut = k.cut_noise * np.maximum(1.0 - c.follow, 0.0)
    over = surface.overswing * np.maximum(c.follow - 1.0, 0.0)
    foot = np.sqrt(foot * foot + cut * cut + over * over)
    return Spread(
        foot=foot,
        glance=foot / _lever(c) * _stub(c),
        face=k.face_noise + k.face_noise_loose * loose,
        tilt=k.tilt_noise * (1.0 + k.loose_tilt_noise * loose),
        speed=k.speed_noise + k.loose_speed_noise * loose + k.force_speed_noise * force,
    )


def glance_by(c: Conditions, off_centre: Given) -> Given:
    """Return the radians off the line of a ball met ``off_centre`` metres off a round surface's middle."""
    most = KICK.widest_glance
    return np.minimum(np.maximum(off_centre / _lever(c), -most), most) * _stub(c)


def misplaced_by(c: Conditions, side: Given) -> Given:
    """Return the radians off the line of a ball too near or too far from the plant foot.

    ``side`` is 1 for the right foot and -1 for the left.
    """
    return -side * KICK.lateral_gain * c.aside * (-1.0 if FEET[c.technique].behind else 1.0)


def scoop_by(c: Conditions) -> Given:
    """Return the radians of height from a foot past the lowest point of its arc, negative short of it."""
    return c.along / FEET[c.technique].arc


def tilt_by(c: Conditions, lean: Given) -> Given:
    """Return the radians of height by the lean: leaning back opens the face, over the ball closes it."""
    back = -FEET[c.technique].lean_tilt * lean
    return np.where(np.less(lean, 0.0), back, -KICK.lean_forward_tilt * lean)


def drift_spread(arriving: Given, off: Given) -> Given:
    """Return the radians by which an arriving ball's own way carries it off its line.

    It came with ``arriving`` m/s, from any side, and leaves the foot with ``off`` m/s.
    """
    return 0.5 * KICK.absorbed * arriving / np.maximum(off, 1.0)


def _strain(c: Conditions) -> Given:
    return np.minimum(c.strain, KICK.most_strain)


def _stub(c: Conditions) -> Given:
    return 1.0 + KICK.stub_noise * np.maximum(-c.along - KICK.stub_from, 0.0)


def _lever(c: Conditions) -> float:
    return FEET[c.technique].curvature + BALL_RADIUS
