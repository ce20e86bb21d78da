"""A marker at the shirt comes with the carrier's turn, from whichever side of the back they stood.

They don't wait until the carrier has come round: half a turn is enough to play the ball past a marker who
still stands behind the back. What a turn is they know from where the carrier has faced until then.
"""

import numpy as np

from game.core.batched import Batched
from game.core.maths import ONE, Bools, Floats, Ints, heading, norm, unit, wrap
from game.core.state import NOBODY, STEP_SECONDS
from game.mind.defence.judgement import JUDGEMENT
from game.mind.perception.observe import Cues


class AtTheShirt(Batched):
    """What some viewers are used to of a carrier whom they mark, in every world of a batch."""

    stood: Floats
    """``(worlds, viewers)`` float64, radians: the heading from the carrier at which each has mostly stood."""
    _faced: Floats
    """``(worlds, viewers)`` float64, radians: where the carrier has mostly faced, as each saw it; NaN
    before."""
    _subject: Ints
    """``(worlds,)`` int64: the carrier, or NOBODY."""
    _step: Ints
    """``(worlds,)`` int64: the step at which this was renewed last."""

    def __init__(self, worlds: int, viewers: int) -> None:
        self.stood = np.full((worlds, viewers), np.nan)
        self._faced = np.full((worlds, viewers), np.nan)
        self._subject = np.full(worlds, NOBODY, dtype=np.int64)
        self._step = np.zeros(worlds, dtype=np.int64)

    def renew(self, step: int, pos: Floats, cues: Cues, subject: Ints) -> None:
        """Take in what viewers at ``pos`` ``(worlds, viewers, 2)`` metres see of a ``subject`` ``(worlds,)``.

        ``step`` is the present one.
        """
        here = heading(pos - cues.at)
        fresh = np.isnan(self._faced) | (subject != self._subject)[:, None]
        share = np.minimum((step - self._step) * STEP_SECONDS / JUDGEMENT.used_to, ONE)[:, None]
        faced = wrap(self._faced + share * wrap(cues.hips - self._faced))
        stood = wrap(self.stood + share * wrap(here - self.stood))
        self._faced, self.stood = np.where(fresh, cues.hips, faced), np.where(fresh, here, stood)
        self._subject, self._step = subject.copy(), np.full_like(self._step, step)

    def spot(
        self, pos: Floats, ball: Floats, cues: Cues, back: Bools, behind: Floats, press: Floats
    ) -> Floats:
        """Return where markers at the shirt go, ``(worlds, viewers, 2)`` metres: to where the ball comes out.

        They come round with the turn and stand before the ball. While the ``back`` ``(worlds, viewers)`` is
        still turned to them they go as far round as the hips have just come, from where they stand ``behind``
        it, a heading from the carrier. ``pos`` and ``ball`` ``(worlds, viewers, 2)`` are where they are and
        where they see the ball; ``press`` ``(1, viewers)`` is how close each likes to stand.
        """
        j = JUDGEMENT
        out, mine = ball + j.steps_in * cues.ball_vel - cues.at, heading(pos - cues.at)
        to_ball = wrap(heading(out) - mine).clip(-j.comes_round, j.comes_round)
        turned = wrap(cues.hips - self._faced)
        begins, whole = j.half_turn
        share = ((np.abs(turned) - begins) / (whole - begins)).clip(0.0, 1.0)
        with_turn = np.where(turned > 0.0, -j.comes_round, j.comes_round) * share
        bearing = np.where(back, behind + with_turn, mine + to_ball)
        tight = j.tight * press
        far = norm(out) + j.at_ball
        far = np.where(back, tight + share * (far - tight), far)
        spot: Floats = cues.at + far[..., None] * unit(bearing)
        return spot
