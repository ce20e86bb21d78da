"""Going to a ball: of rolling balls within reach of the body's own law nearly all are touched."""

import numpy as np
import pytest

from bench.mind.meeting import family, played, reachable
from game.core.state import Ball
from game.core.surfaces import DRY, SURFACES
from game.mind.meeting import NEVER, Runners, course, meet, run
from game.sim import ball as engine


@pytest.mark.parametrize("minds", ["match", "level"])
@pytest.mark.parametrize("surface", ["dry", "bumpy"])
def test_a_ball_that_the_body_can_reach_is_touched(minds: str, surface: str) -> None:
    """At 6 to 20 m/s, 0 to 4 m off the line, from any run and any heading; 95 of 100 are asked for."""
    some = family(SURFACES[surface], 80, 7)
    within = reachable(some)
    touched, _ = played(some, minds)
    assert within.sum() > 50
    assert touched[within].mean() > 0.93


@pytest.mark.parametrize("surface", list(SURFACES))
@pytest.mark.parametrize("rolls", [True, False])
def test_people_know_how_a_ball_slows_down(surface: str, rolls: bool) -> None:
    """Where it will be in a second and a half is known within a step's length, sliding or rolling."""
    speeds = np.array((6.0, 10.0, 15.0, 20.0))
    ball = Ball.at_rest(speeds.size)
    ball.vel[:, 0] = speeds
    ball.roll[:, 0] = speeds * rolls
    some = family(SURFACES[surface], speeds.size, 0)
    known = course(ball.pos.copy(), ball.vel.copy(), ball.roll.copy(), SURFACES[surface])
    expected = known.after(np.full(speeds.size, 1.5))
    for number in range(90):
        engine.travel(ball, some.pitch, some.world.seeds, number)
    assert np.abs(expected - ball.pos[:, 0]).max() < 1.0


def at(x: float, y: float, vel: tuple[float, float] = (0.0, 0.0), hips: float = 0.0) -> Runners:
    ahead = np.array([[[np.cos(hips), np.sin(hips)]]])
    return Runners(np.array([[[x, y]]]), np.array([[vel]]), ahead, np.full((1, 1), 8.8))


BALL, ROLLS = np.zeros((1, 1, 3)), np.array([[[12.0, 0.0, 0.0]]])


def test_who_runs_the_wrong_way_meets_it_later_than_who_stands_and_who_runs_there_sooner() -> None:
    met = [
        float(meet(at(9.0, 3.0, (0.0, vy)), BALL, ROLLS, ROLLS[..., :2], DRY).cost[0, 0])
        for vy in (5.0, 0.0, -5.0)
    ]
    assert met[0] > met[1] + 0.2
    assert met[2] < met[1]


def test_a_ball_out_of_reach_is_known_to_be() -> None:
    fast = np.array([[[24.0, 0.0, 0.0]]])
    assert meet(at(2.0, 30.0), BALL, fast, fast[..., :2], DRY).cost[0, 0] > NEVER
    assert meet(at(8.0, 0.5), BALL, ROLLS, ROLLS[..., :2], DRY).cost[0, 0] < 2.0


def test_a_meeting_point_stands_while_one_runs_to_it() -> None:
    """From thought to thought the point moves by less than a step."""
    who, ball, vel = at(9.0, 1.5), BALL.copy(), ROLLS.copy()
    points = []
    for _ in range(12):
        there = meet(who, ball, vel, vel[..., :2], DRY)
        points.append(there.point[0, 0].copy())
        wish, _ = run(who, there, ball[..., :2])
        going = who.vel + (8.8 * wish - who.vel) * 0.05
        who = Runners(who.pos + 0.05 * going, going, who.ahead, who.top)
        ball = ball + 0.05 * vel
        vel = vel * (1.0 - 0.05 * 4.1 / 12.0)
    steps = np.linalg.norm(np.diff(points, axis=0), axis=1)
    assert steps.max() < 0.6
