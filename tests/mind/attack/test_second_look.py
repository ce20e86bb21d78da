"""A carrier looks once more before the leg comes through."""

import numpy as np
import pytest

from game.core.events import Kind
from game.core.plan import Plan
from game.core.state import World
from game.mind.attack.second_look import lane_shut
from game.mind.perception.perceived import PlanSurroundings
from game.mind.plan.batch import PlanBatch
from game.mind.plan.executor import Executor
from tests.mind.games import PITCH, ai_team_of, game, play

MATE = (9.0, 0.0)


def shut(foe: tuple[float, float]) -> bool:
    """Whether an opponent there shuts the lane to a mate 9 m ahead."""
    world = game([(0.0, 0.0), MATE], [foe])
    player = np.array([0])
    around = PlanSurroundings.of_screen(world.view(), player)
    return bool(lane_shut(around, player, np.array([MATE]))[0])


def test_a_lane_is_shut_by_a_body_in_it_and_not_beside_behind_or_at_its_end() -> None:
    assert shut((3.0, 0.3))
    assert not shut((3.0, 0.7))
    assert not shut((-1.0, 0.0))
    assert not shut((8.8, 0.1)), "the receiver's own opponent is the receiver's to deal with"


@pytest.mark.parametrize(("aside", "strikes"), [(0.1, False), (2.5, True)])
def test_who_sees_the_lane_shut_breaks_off(aside: float, strikes: bool) -> None:
    """An opponent steps into the lane, or stays beside it, while the passer's leg goes back."""
    world: World = game([(0.0, 0.0), MATE], [(3.5, 2.5)], worlds=4)
    ai_team = ai_team_of(world, strength=5, still=(1, 2))
    play(world, ai_team, 8)
    assert ai_team.free_play is not None
    ai_team.free_play.passer.restart(np.ones(4, dtype=np.bool_))
    plans = ai_team.free_play.passer.plans
    orders = PlanBatch.of([Plan("push", "R1", backswing=0.5)] * 4, world.squad)
    plans.overwrite(np.arange(4), Executor(world.view(), PITCH, 0, orders, hurried=True))
    play(world, ai_team, 6)
    world.bodies.pos[:, 2] = (3.5, aside)
    happened = [events.kind for _, events in play(world, ai_team, 40)]
    assert (Kind.STRIKE in happened) == strikes
    assert (Kind.CANCEL in happened) != strikes
