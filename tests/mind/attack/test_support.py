"""Team-mates without the ball: lanes, runs, half turns and first touches."""

import numpy as np
import pytest

from game.core.intents import Intents
from game.core.maths import wrap
from game.core.state import NOBODY, World
from game.core.surfaces import DRY
from game.mind.ai_team import AITeam
from game.mind.meeting import Runners, meet, run
from game.mind.perception.perceived import Perceived
from game.mind.perception.scanning import look_around
from game.sim.movement import CONSTANTS as MOVE
from game.sim.step import step
from tests.mind.games import PITCH, ai_team_of, game, play, settle


def lane_gap(world: World, mate: int, foe: int) -> float:
    """Metres from an opponent to the line from the ball to a team-mate, on average."""
    ball, to = world.ball.pos[:, :2], world.bodies.pos[:, mate]
    line = to - ball
    unit = line / np.hypot(line[:, :1], line[:, 1:])
    gap = world.bodies.pos[:, foe] - ball
    return float(np.abs(unit[:, 0] * gap[:, 1] - unit[:, 1] * gap[:, 0]).mean())


def test_a_team_mate_leaves_the_cover_shadow() -> None:
    world = game([(-6.0, 0.0), (6.0, 0.0)], [(0.0, 0.0)], worlds=4)
    settle(world, ai_team_of(world, still=(2,)), 150, holder=0)
    assert lane_gap(world, mate=1, foe=2) > 1.5


ONE = (np.array([0]), np.array([1]))
"""The second player of the first world."""


def seen_by(ai_team: AITeam, world: World) -> Perceived:
    """What the computer's players perceive when they open their eyes now."""
    assert ai_team.defenders is not None
    return ai_team.defenders.eyes.see(world.view())


def test_team_mates_spread() -> None:
    world = game([(-6.0, 0.0), (2.0, 0.3), (2.0, -0.3)], [(15.0, 8.0)], worlds=4)
    settle(world, ai_team_of(world, still=(3,)), 150, holder=0)
    gap = world.bodies.pos[:, 1] - world.bodies.pos[:, 2]
    assert np.hypot(gap[:, 0], gap[:, 1]).min() > 4.0


def test_who_has_passed_runs_on() -> None:
    """Give-and-go: the same player, the same moment, with and without having just passed."""
    where = {}
    for passed in (False, True):
        world = game([(-4.0, 3.0), (0.0, -3.0)], [(12.0, 0.0)], worlds=4, holder=1)
        ai_team = ai_team_of(world, still=(2,))
        ai_team.wake(world.view())
        if passed:
            assert ai_team.free_play is not None
            ai_team.free_play.support._passed[:, 0] = 0
        settle(world, ai_team, 75, holder=1)
        where[passed] = float(world.bodies.pos[:, 0, 0].mean())
    assert where[True] > where[False] + 1.0


def test_a_mate_sent_on_a_run_goes_in_behind() -> None:
    world = game([(-8.0, 0.0), (-2.0, 5.0)], [(6.0, 0.0), (7.0, 4.0)], worlds=2)
    ai_team = ai_team_of(world, still=(2, 3))
    ai_team.run_now = np.tile(np.array([False, True, False, False]), (2, 1))
    settle(world, ai_team, 200, holder=0)
    assert (world.bodies.pos[:, 1, 0] > world.bodies.pos[:, 2:, 0].max()).all()


def test_nobody_stands_offside_where_there_is_such_a_law() -> None:
    stands = {}
    for law in (False, True):
        world = game([(-2.0, 0.0), (4.0, 6.0)], [(4.0, 0.0), (4.5, 3.0), (4.2, -3.0)], worlds=2)
        ai_team = ai_team_of(world, still=(2, 3, 4))
        ai_team.offside = law
        ai_team.run_now = np.tile(np.array([False, True, False, False, False]), (2, 1))
        settle(world, ai_team, 120, holder=0)
        stands[law] = float(world.bodies.pos[:, 1, 0].max())
    assert stands[True] < 4.5 < 6.0 < stands[False]


@pytest.mark.parametrize("side", [1.0, -1.0])
def test_the_back_foot_is_shown_away_from_the_marker(side: float) -> None:
    """The hips open to the side on which the marker is not."""
    world = game([(-8.0, 0.0), (0.0, 0.0)], [(0.6, 1.2 * side)], worlds=1)
    ai_team = ai_team_of(world, still=(2,))
    play(world, ai_team, 1)
    assert ai_team.free_play is not None
    ball = np.repeat(world.ball.pos[:, None, :2], 2, axis=1)
    hips = ai_team.free_play.support.half_turn(seen_by(ai_team, world), ball, ONE)
    to_ball = np.arctan2(0.0, -1.0)
    opened = float(wrap(np.array(hips[0] - to_ball)))
    # Seen from them the ball is straight along -x: turning left means turning toward -y.
    marker = float(wrap(np.arctan2(1.2 * side, 0.6) - np.array(to_ball)))
    assert opened * marker < 0.0
    assert abs(opened) > 0.3


def test_a_first_touch_goes_out_of_the_markers_reach_and_to_the_feet_without_one() -> None:
    near = game([(-8.0, 0.0), (0.0, 0.0)], [(0.0, 1.4)])
    ai_team = ai_team_of(near)
    ai_team.wake(near.view())
    assert ai_team.free_play is not None
    touch = ai_team.free_play.support.first_touch(seen_by(ai_team, near), ONE)[0]
    assert touch[1] < -0.5
    far = game([(-8.0, 0.0), (0.0, 0.0)], [(0.0, 9.0)])
    ai_team = ai_team_of(far)
    ai_team.wake(far.view())
    assert ai_team.free_play is not None
    assert np.isnan(ai_team.free_play.support.first_touch(seen_by(ai_team, far), ONE)[0]).all()


def test_the_nearest_in_time_meets_a_pass_and_the_others_go_on() -> None:
    world = game([(-6.0, 0.0), (4.0, 1.0), (-2.0, 8.0)], [(15.0, -9.0)], worlds=4)
    ai_team = ai_team_of(world, still=(3,))
    play(world, ai_team, 2)
    world.ball.holder[:] = NOBODY
    world.ball.kicker[:] = 0
    world.ball.vel[:, :2] = (9.0, 0.0)
    world.ball.struck_step[:] = world.step
    settle(world, ai_team, 100, holder=0)
    assert (world.ball.holder == 1).all()


def test_people_look_around_but_not_while_the_ball_comes() -> None:
    """0.44 looks a second (27 Premier League players): here between 0.2 and 0.8."""
    world = game([(-8.0, 0.0), (0.0, 0.0)], [(9.0, 9.0)], worlds=40)
    ai_team = ai_team_of(world)
    ai_team.wake(world.view())
    assert ai_team.free_play is not None
    looks = 0
    for slot in range(20):
        world.step = 27 * slot
        ball = np.repeat(world.ball.pos[:, None, :2], 3, axis=1)
        seen = seen_by(ai_team, world)
        at = look_around(seen, ball, np.zeros((40, 3), dtype=np.bool_))
        looks += int((np.hypot(*(at[:, 1] - world.ball.pos[:, :2]).T) > 1.0).sum())
        kept = look_around(seen, ball, np.ones((40, 3), dtype=np.bool_))
        assert np.allclose(kept, ball)
    assert 0.2 < looks / 40 / (20 * 27 / 60) < 0.8


def test_a_steered_player_gets_no_plan() -> None:
    world = game([(-6.0, 0.0), (4.0, 1.0)], [(15.0, 0.0)])
    ai_team = ai_team_of(world)
    ai_team.steered = np.array([[True, False, False]])
    for _ in range(60):
        intents = Intents.idle(1, 3)
        ai_team.think(world.view(), intents)
        assert intents.swing[0, 0] == 0
        step(world, PITCH, Intents.idle(1, 3))


def test_who_runs_after_a_ball_is_faster_than_it_and_than_who_meets_one() -> None:
    """A metre from the ball: running after one at 3 m/s, and before one that comes at 3 m/s."""
    rest = np.zeros((1, 1, 2))
    who = Runners(rest, np.array([[[3.0, 0.0]]]), np.array([[[1.0, 0.0]]]), np.full((1, 1), MOVE.top_speed))
    speeds = []
    for vx in (3.0, -3.0):
        ball, vel = np.array([[[1.0, 0.0, 0.0]]]), np.array([[[vx, 0.0, 0.0]]])
        wish, _ = run(who, meet(who, ball, vel, vel[..., :2], DRY), ball[..., :2])
        speeds.append(float(wish[0, 0, 0]) * MOVE.top_speed)
    after, meets = speeds
    assert after > 4.0
    assert meets < after - 0.8


def test_who_is_free_stays_to_be_found_while_the_carrier_looks() -> None:
    """A mate with an open lane, seven metres off; with an opponent in the lane they don't stay."""
    moved = {}
    for shadow in (False, True):
        world = game([(-6.0, 0.0), (1.0, 2.0)], [(-2.5, 1.0) if shadow else (14.0, -9.0)], worlds=4)
        ai_team = ai_team_of(world, still=(2,))
        settle(world, ai_team, 12, holder=0)
        before = world.bodies.pos[:, 1].copy()
        settle(world, ai_team, 60, holder=0)
        gap = world.bodies.pos[:, 1] - before
        moved[shadow] = float(np.hypot(gap[:, 0], gap[:, 1]).mean())
    assert moved[False] < 1.0 < 2.0 < moved[True]


def test_a_far_mate_comes_toward_a_carrier_who_looks() -> None:
    world = game([(-14.0, 0.0), (4.0, 5.0)], [(17.0, -9.0)], worlds=4)
    settle(world, ai_team_of(world, still=(2,)), 120, holder=0)
    gap = world.bodies.pos[:, 1] - world.bodies.pos[:, 0]
    assert np.hypot(gap[:, 0], gap[:, 1]).max() < 15.0
