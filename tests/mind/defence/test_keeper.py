"""The keeper's mind: where they stand, when they dive, what they leave alone."""

import numpy as np
import pytest

from game.core.events import Kind
from game.core.maths import norm
from game.core.state import NOBODY, World
from game.mind.traits.styles import Minds
from tests.mind.games import ai_team_of, game, play, settle


def shoot(world: World, speed: float, at_y: float, up: float = 0.0) -> None:
    """A ball struck at blue's goal from where it lies."""
    x, y = world.ball.pos[0, :2]
    line = np.array((20.0 - x, at_y - y))
    world.ball.vel[:, :2] = speed * line / np.hypot(*line)
    world.ball.vel[:, 2] = up
    world.ball.holder[:] = NOBODY
    world.ball.kicker[:] = 0
    world.ball.last_touch[:] = 0
    world.ball.struck_step[:] = world.step


def kinds(world: World, steps: int, ai_team: object) -> dict[Kind, int]:
    counted: dict[Kind, int] = {}
    for _, events in play(world, ai_team, steps):  # type: ignore[arg-type]
        counted[events.kind] = counted.get(events.kind, 0) + len(events)
    return counted


def test_a_keeper_stands_between_the_ball_and_the_goal() -> None:
    world = game([(8.0, 7.0)], [(19.5, -1.0), (0.0, 9.0)], keepers=(1,))
    settle(world, ai_team_of(world, still=(2,)), 120, holder=0)
    ball, keeper = world.ball.pos[0, :2], world.bodies.pos[0, 1]
    line = ball - (20.0, 0.0)
    out = keeper - (20.0, 0.0)
    across = abs(line[0] * out[1] - line[1] * out[0]) / np.hypot(*line)
    assert across < 0.4
    assert 0.5 < np.hypot(*out) < 4.0


def test_a_keeper_comes_out_to_an_attacker_who_is_alone() -> None:
    out = {}
    for helper in (False, True):
        mate = (15.0, 0.3) if helper else (0.0, 9.0)
        world = game([(13.0, 0.0)], [(19.3, 0.0), mate], keepers=(1,))
        settle(world, ai_team_of(world, still=(2,)), 60, holder=0)
        out[helper] = 20.0 - float(world.bodies.pos[0, 1, 0])
    assert out[False] > out[True] + 0.7


def test_a_shot_near_the_keeper_is_held_and_no_dive_wasted_on_it() -> None:
    world = game([(8.0, 0.0)], [(19.0, 0.0), (0.0, 9.0)], worlds=40, keepers=(1,))
    ai_team = ai_team_of(world, still=(0, 2))
    settle(world, ai_team, 30, holder=0)
    shoot(world, 14.0, 0.4)
    seen = kinds(world, 90, ai_team)
    assert seen.get(Kind.GOAL, 0) <= 1
    assert seen.get(Kind.CATCH, 0) >= 30
    assert seen.get(Kind.DIVE, 0) == 0


def test_a_keeper_dives_for_the_corner_and_saves_fewer_the_harder_it_is_struck() -> None:
    goals, dives = {}, {}
    for speed in (14.0, 22.0):
        world = game([(8.0, 0.0)], [(19.0, 0.0), (0.0, 9.0)], worlds=40, keepers=(1,))
        ai_team = ai_team_of(world, still=(0, 2))
        ai_team.minds = Minds.of((None, None, None))
        settle(world, ai_team, 30, holder=0)
        shoot(world, speed, 1.25)
        seen = kinds(world, 90, ai_team)
        dives[speed] = seen.get(Kind.DIVE, 0)
        goals[speed] = seen.get(Kind.GOAL, 0)
    assert goals[22.0] > goals[14.0] + 10
    assert dives[22.0] > dives[14.0] + 10


def test_a_keeper_does_not_dive_at_a_ball_that_goes_wide() -> None:
    world = game([(8.0, 0.0)], [(19.0, 0.0), (0.0, 9.0)], worlds=10, keepers=(1,))
    ai_team = ai_team_of(world, still=(0, 2))
    settle(world, ai_team, 30, holder=0)
    shoot(world, 18.0, 4.0)
    assert Kind.DIVE not in kinds(world, 60, ai_team)


def test_a_keeper_fetches_a_ball_that_they_reach_first() -> None:
    world = game([(4.0, 0.0)], [(19.0, 0.0), (0.0, 9.0)], worlds=4, keepers=(1,))
    ai_team = ai_team_of(world, still=(0, 2))
    settle(world, ai_team, 10, holder=0)
    world.ball.pos[:, :2] = (16.0, 1.0)
    world.ball.holder[:] = NOBODY
    play(world, ai_team, 150)
    assert (world.ball.last_touch == 1).all()


def test_a_keeper_gives_the_ball_on_to_a_free_mate() -> None:
    world = game([(-12.0, 0.0)], [(18.0, 0.0), (9.0, 6.0), (8.0, -7.0)], worlds=4, holder=1, keepers=(1,))
    ai_team = ai_team_of(world, still=(0,))
    struck = [events for _, events in play(world, ai_team, 360) if events.kind is Kind.STRIKE]
    assert {int(player) for events in struck for player in events.player} >= {1}


def test_sharper_eyes_save_more_of_what_comes_quickly() -> None:
    """22 m/s from 11 m, beside the post: 0.5 s. Who knows of it 0.16 s later doesn't get there."""
    goals = {}
    for sharp in (0.35, 2.2):
        world = game([(8.0, 0.0)], [(19.0, 0.0), (0.0, 9.0)], worlds=100, keepers=(1,))
        ai_team = ai_team_of(world, still=(0, 2))
        ai_team.minds = Minds.of((None, None, None), sharp)
        settle(world, ai_team, 30, holder=0)
        shoot(world, 22.0, 1.3)
        goals[sharp] = kinds(world, 80, ai_team).get(Kind.GOAL, 0)
    assert goals[0.35] > goals[2.2] + 20


@pytest.mark.parametrize(("speed", "away"), [(6.0, 9.0), (9.0, 15.0)])
@pytest.mark.parametrize("beside", [0.0, 1.5])
def test_a_keeper_meets_a_pass_that_a_mate_plays_back(speed: float, away: float, beside: float) -> None:
    """At the keeper and beside, with an opponent who goes for it too."""
    world = game([(-19.0, 0.0), (-19.0 + away, 3.0)], [(-5.0, -6.0)], worlds=8, keepers=(0,), holder=1)
    ai_team = ai_team_of(world, still=(1,))
    settle(world, ai_team, 30, holder=1)
    line = world.bodies.pos[:, 0] + (0.0, beside) - world.ball.pos[:, :2]
    world.ball.vel[:, :2] = speed * line / norm(line)[:, None]
    world.ball.holder[:] = NOBODY
    world.ball.kicker[:] = world.ball.last_touch[:] = 1
    world.ball.struck_step[:] = world.step
    first = np.full(8, NOBODY)
    for _, events in play(world, ai_team, 120):
        if events.kind in (Kind.CONTROL, Kind.CATCH, Kind.MISCONTROL, Kind.DEFLECTION):
            fresh = first[events.world] == NOBODY
            first[events.world[fresh]] = events.player[fresh]
    assert (first == 0).mean() > 0.9
