"""What counts as a pass that got there through disguise."""

import numpy as np

from game.core.intents import Intents
from game.rules.match.fooled_defenders import PassReading, reading_of
from game.rules.match.match import Match
from tests.rules.matches import fixture


def reading(elsewhere: list[float], started: list[float], along: list[float]) -> PassReading:
    """Opponents in order of their distance from the ball's line; the receiver is player 1."""
    beliefs = np.zeros((len(elsewhere), 3))
    beliefs[:, 1] = elsewhere
    return PassReading(beliefs, np.array(started), np.array(along), np.arange(len(along)), beliefs)


def test_who_believed_in_another_pass_and_stood_still_was_fooled() -> None:
    assert reading([0.8], [0.0], [4.0]).fooled(1, 8.0)


def test_who_read_the_pass_was_not() -> None:
    assert not reading([0.3], [0.0], [4.0]).fooled(1, 8.0)


def test_who_was_on_the_way_already_was_not_fooled_whatever_they_believed() -> None:
    assert not reading([0.8, 0.9], [0.0, 1.5], [4.0, 5.0]).fooled(1, 8.0)


def test_the_nearest_to_the_line_counts_and_not_one_behind_the_receiver() -> None:
    assert reading([0.2, 0.8], [0.0, 0.0], [12.0, 4.0]).fooled(1, 8.0)
    assert not reading([0.2, 0.8], [0.0, 0.0], [4.0, 12.0]).fooled(1, 8.0)


def test_a_pass_that_nobody_could_have_had_fooled_nobody() -> None:
    assert not reading([0.9], [0.0], [12.0]).fooled(1, 8.0)


def test_heads_are_looked_into_and_running_at_the_ball_is_no_head_start() -> None:
    match = Match(fixture(a_side=4), 0)
    squad, world = match.lineup.squad, match.world
    passer, mate, near, far = (squad.index(name) for name in ("R2", "R4", "B3", "B2"))
    match.ai_team.steered = np.ones((1, squad.players), dtype=np.bool_)
    for player in range(squad.players):
        world.bodies.pos[0, player] = (-15.0, -9.0 + 2.0 * player)
    world.bodies.pos[0, passer], world.bodies.pos[0, mate] = (0.0, 0.0), (8.0, 0.0)
    world.bodies.pos[0, near], world.bodies.pos[0, far] = (4.0, 1.5), (5.0, -3.0)
    world.ball.pos[0] = (0.3, 0.0, 0.0)
    world.ball.holder[0] = passer
    for _ in range(40):
        match.ai_team.think(world.view(), Intents.idle(1, squad.players))
        world.step += 1
    world.bodies.vel[0, near] = (-3.0, -1.2)  # straight at the ball
    world.bodies.vel[0, far] = (0.0, 2.0)  # into the lane
    seen = reading_of(world, match.ai_team, 0, passer, 0.0)
    assert len(seen.along) == 2
    assert seen.along[0] < seen.along[1]
    assert abs(seen.started[0]) < 0.3
    assert seen.started[1] > 1.0
    assert ((seen.elsewhere >= -1e-9) & (seen.elsewhere <= 1.0 + 1e-9)).all()
