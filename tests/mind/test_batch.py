"""What outlives a step in the minds of one world doesn't hang on the worlds beside it."""

from dataclasses import fields

import numpy as np

from game.core.state import World
from game.mind.ai_team import AITeam
from game.mind.defence.belief import Choices
from game.mind.defence.defenders import Defenders
from tests.mind.games import ai_team_of, game, give, play

RED, BLUE = [(-8.0, 0.0), (-9.0, 4.0)], [(1.0, 0.5), (1.2, -0.6)]


def free_ball(worlds: int) -> tuple[World, AITeam]:
    """A ball on the centre spot with blue at it, but in a second world blue is far away."""
    world = game(RED, BLUE, worlds, holder=None)
    world.ball.last_touch[:] = 0
    if worlds > 1:
        world.bodies.pos[1, 2:] += (9.0, 5.0)
    return world, ai_team_of(world)


def readers_after(steps: int, world: World, ai_team: AITeam) -> Defenders:
    play(world, ai_team, steps)
    assert ai_team.defenders is not None
    return ai_team.defenders


def test_who_goes_for_a_free_ball_and_who_marks_whom_is_the_same_beside_others() -> None:
    """Where all go for it, as much as where somebody stays."""
    beside = readers_after(12, *free_ball(2)).defences[1].shape
    alone = readers_after(12, *free_ball(1)).defences[1].shape
    assert (alone.presser[:, 0] >= 0).all()
    assert (beside.presser[:, 0] == alone.presser[:, 0]).all()
    assert (beside.marks[..., 0] == alone.marks[..., 0]).all()


def test_beliefs_about_nobody_are_the_same_beside_a_world_with_a_carrier() -> None:
    """In the second world a red player has it: its readers believe things, the first world's rest."""

    def choices(worlds: int) -> Choices:
        world = game(RED, BLUE, worlds, holder=None)
        if worlds > 1:
            give(world, 0)
            world.ball.holder[0] = world.ball.last_touch[0] = -1
            world.ball.pos[0] = 0.0
        return readers_after(3, world, ai_team_of(world)).beliefs[1].choices.take(np.array([0]))

    beside, alone = choices(2), choices(1)
    for f in fields(Choices):
        one, other = getattr(beside, f.name), getattr(alone, f.name)
        assert np.asarray(one).tobytes() == np.asarray(other).tobytes(), f.name


def test_what_a_marker_is_used_to_is_the_same_beside_a_carrier_who_keeps_the_ball() -> None:
    """The ball is at red's feet, rolls free for a third of a second, and is at red's feet again."""

    def stood(worlds: int) -> float:
        world = game(RED, [(-6.9, 0.3), (5.0, 6.0)], worlds)
        ai_team = ai_team_of(world, still=(0,))
        for step in range(60):
            give(world, 0)
            world.bodies.hips[0, 0] = 0.03 * step
            if 20 <= step < 40:
                world.ball.holder[0] = -1
            play(world, ai_team, 1)
        assert ai_team.defenders is not None
        return float(ai_team.defenders.defences[1].shirt.stood[0, 0])

    assert stood(2) == stood(1)
