"""A side without the ball before its own goal: who presses, who covers, who marks; and how a shot is read."""

import numpy as np
import pytest

from game.core.intents import Intents
from game.core.maths import Floats
from game.core.pitch import Goal, Pitch
from game.core.state import World
from game.mind.defence.defenders import Defenders
from game.scenario.start import start
from game.sim.step import step
from tests.mind.scenes import Players, level_of, player

PITCH = Pitch(40.0, 26.0, goals=(Goal(-20.0, 3.0, 2.0, 6.0), Goal(20.0, 3.0, 2.0, 6.0)))
"""Blue defends the goal at positive x."""
ATTACKERS: Players = [
    player("P", "red", (4.0, 2.0), 0.0),
    player("A", "red", (9.0, 8.0), 180.0),
    player("B", "red", (11.0, -6.0), 180.0),
    player("C", "red", (-6.0, -3.0), 0.0),
]


def stood(spots: list[tuple[float, float]]) -> Players:
    return [player(f"D{i}", "blue", at, 180.0, style="veteran") for i, at in enumerate(spots)]


def begun(players: Players, n: int) -> tuple[World, Defenders]:
    scene = start(level_of(players, size=(40.0, 26.0)), 0, n, headless=True)
    world = scene.world
    blue = np.flatnonzero(world.squad.team == 1)
    return world, Defenders(world.squad, scene.ai_team.minds, blue, n, PITCH)


def goes_on(world: World, defenders: Defenders, steps: int, moves: bool = True) -> None:
    """The attackers stand; the defenders do as they think, or only watch."""
    for _ in range(steps):
        intents = Intents.idle(world.worlds, world.squad.players)
        defenders.defend(defenders.eyes.see(world.view()), intents)
        if not moves:
            intents = Intents.idle(world.worlds, world.squad.players)
        intents.tackle[:] = False
        step(world, PITCH, intents)


@pytest.mark.parametrize(
    "spots",
    [[(8.0, 0.0), (9.0, 1.0), (8.0, 2.0), (9.0, 3.0)], [(-3.0, 2.0), (-4.0, 0.0), (-5.0, 4.0), (0.0, 9.0)]],
    ids=["in a heap before the carrier", "all behind the ball"],
)
def test_one_presses_one_covers_and_the_others_mark_goal_side(spots: list[tuple[float, float]]) -> None:
    world, defenders = begun([*ATTACKERS, *stood(spots)], 12)
    goes_on(world, defenders, 300)
    presser, marks = defenders.defences[-1].shape.presser.copy(), defenders.defences[-1].shape.marks.copy()
    goes_on(world, defenders, 60)
    shape = defenders.defences[-1].shape
    assert (shape.presser == presser).all(), "nobody changes task for nothing"
    assert (shape.marks == marks).mean() > 0.95
    ball = world.ball.pos[:, None, :2]
    pos = world.bodies.pos[:, 4:]
    off = np.sort(np.linalg.norm(pos - ball, axis=2), axis=1)
    assert (off[:, 0] < 6.2).all()
    assert (off[:, 2] > 4.0).all(), "no more than two are about the ball"
    assert (pos[..., 0] > world.ball.pos[:, None, 0]).mean() > 0.9, "they are between the ball and their goal"
    for marked in (1, 2):
        here = world.bodies.pos[:, marked]
        marker = np.linalg.norm(pos - here[:, None], axis=2)
        nearest = pos[np.arange(len(pos)), marker.argmin(axis=1)]
        assert (marker.min(axis=1) < 5.0).all()
        assert (nearest[:, 0] > here[:, 0] - 0.3).all(), "on the goal's side of whom they mark"


def reading(at: tuple[float, float], aim: tuple[float, float], n: int = 300) -> tuple[Floats, Floats]:
    """How sure a veteran is of a shot, and where they read it, from a shooter whose hips point at ``aim``."""
    facing = float(np.degrees(np.arctan2(aim[1] - at[1], aim[0] - at[0])))
    players = [player("P", "red", at, facing), player("A", "red", (2.0, 9.0), 0.0)]
    world, defenders = begun([*players, player("D", "blue", (18.0, 0.0), 180.0, style="veteran")], n)
    goes_on(world, defenders, 40, moves=False)
    sure, where = defenders.shots(n)
    assert np.isnan(where[:, 0]).all()
    return sure[:, 2], where[:, 2]


def test_a_shot_is_feared_from_near_and_from_before_the_goal() -> None:
    near, far, wide = (reading(at, (20.0, 0.0))[0] for at in ((12.0, 0.0), (-4.0, 0.0), (19.0, 9.0)))
    assert near.mean() > far.mean() + 0.1
    assert near.mean() > wide.mean() + 0.1


def test_where_a_shot_goes_is_read_from_the_hips_and_read_badly() -> None:
    left, right = (reading((12.0, 0.0), (20.0, y))[1] for y in (3.5, -3.5))
    assert left.mean() > 0.05 > -0.05 > right.mean()
    assert (np.abs(left) <= 1.0).all()
    assert (left < right.mean()).any(), "they are fooled now and then: they see hips and no thoughts"


def test_where_there_is_no_goal_nobody_fears_a_shot() -> None:
    scene = start(level_of([*ATTACKERS, *stood([(8.0, 0.0)])]), 0, 3, headless=True)
    defenders = Defenders(scene.world.squad, scene.ai_team.minds, np.array([4]), 3)
    goes_on(scene.world, defenders, 20, moves=False)
    assert (defenders.shots(3)[0] == 0.0).all()


def test_who_calls_is_likelier_to_get_it() -> None:
    found = []
    for calls in (False, True):
        world, defenders = begun([*ATTACKERS, *stood([(9.0, 0.0)])], 20)
        for _ in range(20):
            world.bodies.calling[:, 1] = calls
            defenders.defend(defenders.eyes.see(world.view()), Intents.idle(20, world.squad.players))
            world.step += 1
        passes = defenders.beliefs[-1].choices.passes[:, 0].sum(axis=(1, 2))
        found.append(passes[:, 1] / passes.sum(axis=1))
    assert (found[1] > found[0]).all()
    assert (found[1] - found[0]).mean() > 0.05
