"""What eyes can see: how far to the side, how sharply, and what hides it."""

from dataclasses import dataclass

import numpy as np

from game.core.maths import SMALL, Bools, Floats, Ints, as_arrays, constant, sincos
from game.mind.perception.glimpse import GAZE, Glimpse
from game.mind.perception.perceived import VX, X, Y


@dataclass(frozen=True, slots=True)
class Sight:
    """What eyes can see.

    Priors, set by hand on how early people read an honest pass (docs/validation/reading.md).
    """

    half_field: float = 1.65
    """Radians to each side of the gaze within which anything is seen at all."""
    sharp: float = 0.5
    """Radians to each side of the gaze within which all is seen sharply."""
    edge_blur: float = 2.0
    """Times that the blur at the field's edge is that of a sharp look."""
    gaze_noise: float = 1.0
    """Radians, spread of a gaze direction seen at ``near`` metres: heads say little (Weigelt 2020)."""
    hips_noise: float = 0.88
    trunk_noise: float = 1.0
    plant_noise: float = 0.36
    """Radians, spread of the plant foot's heading seen at ``near`` metres: it is the honest cue that comes
    early enough (Lopes 2014)."""
    ball_noise: float = 0.10
    """Metres, spread of the ball's place by the foot, seen at ``near`` metres."""
    weight_noise: float = 0.8
    """Share of the whole weight, spread of which leg is seen to carry a body at ``near`` metres: up close it
    shows, across the pitch nobody tells."""
    near: float = 8.0
    """Metres at which the table's noises hold."""
    near_share: float = 0.15
    """Share of the noises that remains at no distance."""
    body_width: float = 0.30
    """Metres beside the line of sight within which a third body hides what is behind it."""
    place_noise: float = 0.03
    """Radians by which a good amateur misjudges where another player is."""
    runs_on: float = 1.0
    """Seconds for which a player out of sight is taken to run on as they did."""
    body_deep: float = 0.30
    """Metres from either end of the line of sight within which no third body hides anything."""

    def blur_at(self, metres: Floats) -> Floats:
        """Return the share of the table's noises with which a good amateur sees at some distance."""
        return _NEAR_SHARE + _BLUR_A_METRE * metres


SIGHT = Sight()
_NEAR_SHARE, _BLUR_A_METRE = constant(SIGHT.near_share), constant((1.0 - SIGHT.near_share) / SIGHT.near)
_SIGHT = as_arrays(SIGHT)
_EDGE = constant(-0.07912088881673385)
"""Cosine of ``half_field``, written out: the same bits on every machine."""


def before_eyes(then: Glimpse, viewers: Ints) -> Bools:
    """Return who of all was before the eyes of some viewers, ``(players, viewers, worlds)``."""
    places, own = then.facts[:VX], then.facts[:, viewers]
    s, c = sincos(own[GAZE])
    gap = places[:, :, None] - own[:VX, None]
    along = gap[X] * c
    along += gap[Y] * s
    gap *= gap
    far = gap[X]
    far += gap[Y]
    np.sqrt(far, out=far)
    far *= _EDGE
    before: Bools = along >= far
    return before


def screened(pos: Floats, viewers: Ints, who: Ints, eyes: Floats, gap: Floats, distance: Floats) -> Bools:
    """Return whether a third body hides the subject from each viewer, ``(viewers, worlds)``.

    ``pos`` ``(2, players, viewers, worlds)`` is where each viewer saw everybody, ``eyes`` ``(2, viewers,
    worlds)`` where the viewers are, ``gap`` ``(2, viewers, worlds)`` the way from there to the subject,
    ``distance`` its length; all in metres.
    """
    line, end = gap / np.maximum(distance, SMALL), distance - _SIGHT.body_deep
    x, y = pos - eyes[:, None]
    along = line[X] * x + line[Y] * y
    aside = np.abs(line[X] * y - line[Y] * x)
    between = (along > _SIGHT.body_deep) & (along < end) & (aside < _SIGHT.body_width)
    third = np.arange(len(x))[:, None, None]
    between &= (third != viewers[:, None]) & (third != who)
    covered: Bools = between.any(axis=0)
    return covered
