"""Team-mates read their own passer's leg: they wait for the ball, and know sooner that it comes."""

import numpy as np
import pytest

from game.core.intents import Intents
from game.core.maths import Floats
from game.core.state import NOBODY, Phase, World
from game.mind.ai_team import AITeam
from tests.mind.games import ai_team_of, game, give

RED = [(-8.0, 0.0), (-2.0, 0.0), (-8.0, 6.0)]
"""A passer, a mate before them, another beside them."""
BLUE = [(15.0, -9.0)]
MATE, ASIDE = 1, 2


def shows_leg(world: World, leg: bool, toward: float) -> None:
    """The passer turns to a place, with the leg back or not."""
    world.bodies.hips[:, 0] = world.bodies.trunk[:, 0] = world.bodies.gaze[:, 0] = toward
    world.bodies.phase[:, 0] = Phase.BACK if leg else Phase.NONE
    world.bodies.lift[:, 0] = 0.5 if leg else 0.0
    give(world, 0)


def watched(
    leg: bool, toward: float = 0.0, strength: int = 3, gaze: float | None = None, worlds: int = 1
) -> tuple[World, AITeam]:
    """Half a second of the passer before everybody's eyes; nobody moves."""
    world = game(RED, BLUE, worlds)
    for player in (MATE, ASIDE):
        gap = world.bodies.pos[0, 0] - world.bodies.pos[0, player]
        for name in ("hips", "trunk", "gaze"):
            getattr(world.bodies, name)[:, player] = np.arctan2(gap[1], gap[0])
    if gaze is not None:
        world.bodies.gaze[:, MATE] = gaze
    ai_team = ai_team_of(world, still=(3,), strength=strength)
    for step in range(36):
        shows_leg(world, leg and step >= 6, toward)
        wishes(ai_team, world)
    return world, ai_team


def wishes(ai_team: AITeam, world: World) -> Floats:
    """What everybody wants to do with their legs; a step passes."""
    intents = Intents.idle(world.worlds, world.squad.players)
    ai_team.steered = np.zeros((world.worlds, world.squad.players), dtype=np.bool_)
    ai_team.steered[:, 0] = True
    ai_team.think(world.view(), intents)
    world.step += 1
    return intents.move[0]


def known_after(world: World, ai_team: AITeam, player: int) -> float:
    """Seconds from a strike two metres past a player until they want to run to the ball's line."""
    ball = world.ball
    ball.holder[:], ball.kicker[:], ball.struck_step[:] = NOBODY, 0, world.step
    world.bodies.phase[:, 0] = Phase.NONE
    line = world.bodies.pos[0, player] + (0.0, 2.0) - ball.pos[0, :2]
    way = line / np.hypot(*line)
    ball.vel[0, :2] = 12.0 * way
    for step in range(60):
        if wishes(ai_team, world)[player, 1] > 0.2:
            return step / 60.0
        ball.pos[0, :2] += 12.0 / 60.0 * way
    return 1.0


def test_who_has_read_the_leg_goes_to_the_ball_sooner() -> None:
    """Half a second of a leg drawn back: the ball is known as soon as anything that flies at one."""
    read, not_read = (known_after(*watched(leg), MATE) for leg in (True, False))
    assert read < not_read - 0.05
    assert 0.15 < read < 0.3, "nobody knows of a strike before a simple reaction"


def test_worse_eyes_know_later_but_a_read_pass_helps_them_most() -> None:
    gain = {s: known_after(*watched(False, strength=s), MATE) for s in (1, 3)}
    for strength in gain:
        gain[strength] -= known_after(*watched(True, strength=strength), MATE)
    assert gain[1] > gain[3] + 0.03


def share_ready(toward: float, gaze: float | None = None) -> float:
    """In what share of worlds the mate takes the pass for theirs."""
    _, ai_team = watched(True, toward, strength=5, gaze=gaze, worlds=24)
    assert ai_team.free_play is not None
    return float((ai_team.free_play.reading.passer[:, MATE] == 0).mean())


def test_a_leg_that_is_turned_to_another_or_not_seen_tells_nothing() -> None:
    assert share_ready(0.0) > 0.75
    assert share_ready(0.5 * np.pi) < 0.5
    assert share_ready(0.0, gaze=0.0) == 0.0


@pytest.mark.parametrize("runs", [True, False])
def test_for_a_leg_that_goes_back_one_keeps_to_the_run_or_stands(runs: bool) -> None:
    """The passer has them on that run, or in that place; without a leg they go where it is freer."""
    world, ai_team = watched(True)
    world.bodies.vel[:, MATE] = (0.0, 4.0 if runs else 0.4)
    for _ in range(6):
        shows_leg(world, True, 0.0)
        move = wishes(ai_team, world)[MATE]
    if runs:
        assert move[1] == pytest.approx(4.0 / 8.8, abs=0.08)
        assert abs(move[0]) < 0.01
    else:
        assert np.hypot(*move) < 0.05


def test_a_leg_that_is_put_down_again_sends_nothing() -> None:
    world, ai_team = watched(True)
    assert ai_team.free_play is not None
    assert ai_team.free_play.reading.passer[0, MATE] == 0
    for _ in range(40):
        shows_leg(world, False, 0.0)
        wishes(ai_team, world)
    assert ai_team.free_play.reading.passer[0, MATE] == NOBODY
