"""Opponents of a pass on its way: who may be first runs to it, who can't be goes to press the receiver."""

import numpy as np

from game.core.intents import Intents
from game.core.maths import Floats
from game.core.state import NOBODY, World
from game.mind.ai_team import AITeam
from game.mind.traits.styles import STYLES, Minds
from tests.mind.games import ai_team_of, game, play

RED = [(-10.0, 0.0), (6.0, 0.0)]
SPEED = 11.0


def passed(defender: tuple[float, float]) -> tuple[World, AITeam]:
    """The first plays to the second along the middle; a defender somewhere."""
    world = game(RED, [defender, (18.0, 0.0)], keepers=(3,))
    to_ball = np.arctan2(-defender[1], -10.0 - defender[0])
    for name in ("hips", "trunk", "gaze"):
        getattr(world.bodies, name)[:, 1] = np.pi
        getattr(world.bodies, name)[:, 2] = to_ball
    ai_team = ai_team_of(world, still=(0, 1, 3))
    play(world, ai_team, 2)
    ball = world.ball
    ball.holder[:], ball.kicker[:], ball.struck_step[:] = NOBODY, 0, world.step
    ball.vel[:, :2] = (SPEED, 0.0)
    return world, ai_team


def wish_after(world: World, ai_team: AITeam, seconds: float) -> Floats:
    """What the defender, who is kept where they are, wants to do after a while of the ball's way."""
    for _ in range(round(seconds * 60.0)):
        intents = Intents.idle(world.worlds, world.squad.players)
        ai_team.think(world.view(), intents)
        world.ball.pos[:, 0] += SPEED / 60.0
        world.step += 1
    return intents.move[0, 2]


def test_who_can_not_be_first_goes_to_the_receiver() -> None:
    world, ai_team = passed((0.0, 7.0))
    wish = wish_after(world, ai_team, 0.9)
    to_receiver = np.array((6.0 + 1.5, 0.0)) - (0.0, 7.0)
    assert np.hypot(*wish) > 0.5
    assert wish @ to_receiver / np.hypot(*wish) / np.hypot(*to_receiver) > 0.97


def test_who_stands_by_the_line_goes_for_the_ball() -> None:
    world, ai_team = passed((1.0, 1.6))
    wish = wish_after(world, ai_team, 0.6)
    assert wish[1] < -0.1


def test_it_takes_a_while_to_be_sure() -> None:
    """A pass just seen to leave may still be theirs; a moment later it isn't any more."""
    world, ai_team = passed((2.0, 4.0))
    early, late = (wish_after(world, ai_team, seconds) for seconds in (0.42, 0.4))
    turned = early @ late / np.hypot(*early) / np.hypot(*late)
    assert turned < 0.95


def test_who_sees_late_gives_more_room() -> None:
    """A beginner stands off, and nobody nearer than their style says."""
    room = [float(Minds.of(["patient"], sharp).press[0]) for sharp in (0.35, 0.45, 1.0, 1.4)]
    assert room[0] > room[1] > room[2] == room[3] == STYLES["patient"].press
