"""A partner in a drill: what they know of the ball, and when."""

import numpy as np
import pytest

from game.core.intents import Intents
from game.core.state import STEP_SECONDS
from game.mind.ai_team import AITeam
from game.mind.drill import HABITS
from game.mind.plan.executor import Executor
from game.mind.traits.schedule import THINK_EVERY
from game.sim.step import step
from tests.mind.games import PITCH, game, give
from tests.mind.scenes import Moment, level_of, plan_of, player


def test_a_partner_goes_to_a_pass_beside_them_once_they_know_the_side_and_not_before() -> None:
    """A choice of two sides takes a player a third of a second, and nobody tells that the ball has left."""
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
    # One in a while comes so near to their feet that they need no step for it.
    assert np.median(seconds) <= HABITS.goes_after + (THINK_EVERY + 3) * STEP_SECONDS


def plans_of(ai_team: AITeam) -> Executor:
    if ai_team.drill is not None:
        return ai_team.drill._plans
    assert ai_team.free_play is not None
    return ai_team.free_play.passer.plans


@pytest.mark.parametrize("strength", [None, 3], ids=["in a drill", "in free play"])
@pytest.mark.parametrize("taker", [1, 2], ids=["a team-mate", "an opponent"])
def test_who_lost_the_ball_before_the_kick_gives_up_the_pass(strength: int | None, taker: int) -> None:
    """Even where another player of the computer has it at once: their having it isn't one's own."""
    world = game([(0.0, 0.0), (6.0, 3.0)], [(0.0, -6.0)])
    ai_team = AITeam.of(
        world.squad, PITCH, ("cpu",) * 3, strength=None if strength is None else (strength,) * 3
    )
    for _ in range(300):
        intents = Intents.idle(1, 3)
        ai_team.think(world.view(), intents)
        if plans_of(ai_team).busy.any():
            break
        step(world, PITCH, intents)
    assert plans_of(ai_team).busy.all()
    assert plans_of(ai_team).player[0] == 0
    give(world, taker)
    intents = Intents.idle(1, 3)
    ai_team.think(world.view(), intents)
    assert not plans_of(ai_team).busy.any()
