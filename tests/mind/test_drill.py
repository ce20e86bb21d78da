"""A partner in a drill: what he knows of the ball, and when."""

import numpy as np

from game.core.state import STEP_SECONDS
from game.mind.drill import HABITS
from game.mind.traits.schedule import THINK_EVERY
from tests.mind.scenes import Moment, level_of, plan_of, player


def test_a_partner_goes_to_a_pass_beside_him_once_he_knows_to_which_side_and_not_before() -> None:
    """A choice of two sides takes a man a third of a second, and nobody tells him that the ball has left."""
    level = level_of(
        [player("P", "red", (-8.0, 0.0), 0.0), player("A", "red", (6.0, 0.0), 180.0, control="cpu")]
    )
    moment = Moment(level, [plan_of(level, target=[6.0, 1.5], speed=12.0)] * 8)
    a, moves = level.index("A"), np.zeros(8)
    for number, _ in enumerate(moment.play(240)):
        starts = (moves == 0) & (np.abs(moment.world.bodies.vel[:, a, 1]) > 0.05)
        moves[starts] = number
    seconds = (moves - moment.contact) * STEP_SECONDS
    assert (moment.contact > 0).all()
    assert seconds.min() >= HABITS.goes_after
    # One in a while comes so near to his feet that he needs no step for it.
    assert np.median(seconds) <= HABITS.goes_after + (THINK_EVERY + 3) * STEP_SECONDS
