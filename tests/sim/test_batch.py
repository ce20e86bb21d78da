"""Ball, bodies and what stands fixed: a row's bits don't hang on the rows beside it."""

import numpy as np

from game.core.pitch import Goal, Pitch
from game.core.rng import seeds_of
from game.core.state import Ball, Bodies
from game.core.surfaces import DRY
from game.sim.ball import travel
from game.sim.obstacles import keep_off, reach_to

PITCH = Pitch(40.0, 25.0, DRY, goals=(Goal(-20.0, 3.0, 2.0, 6.0), Goal(20.0, 3.0, 2.0, 6.0)))


def test_how_far_a_ball_gets_is_the_same_alone_and_beside_one_at_a_net() -> None:
    """200 ways of up to a metre, in the field and about the goal: each by itself, and all in one go."""
    draw = np.random.default_rng(3)
    start = np.stack((draw.uniform(18.0, 21.5, 200), draw.uniform(-2.2, 2.2, 200)), axis=1)
    end = start + draw.uniform(-0.7, 0.7, (200, 2))
    together = reach_to(PITCH, start, end, 0.11)
    for row in range(200):
        one = slice(row, row + 1)
        assert reach_to(PITCH, start[one], end[one], 0.11).tobytes() == together[one].tobytes()
    assert (together != end).any(axis=1).sum() > 10
    assert (together == end).all(axis=1).sum() > 100


def test_a_ball_that_spins_on_the_spot_is_the_same_alone_and_beside_one_that_rolls() -> None:
    def after_a_step(worlds: int) -> Ball:
        ball = Ball.at_rest(worlds)
        ball.pos[0, :2], ball.roll[0] = (-0.0, 2.0), (1.5, 0.0)
        ball.vel[1:, 0] = 8.0
        travel(ball, PITCH, seeds_of(0, worlds), 0)
        return ball.take(np.array([0]))

    alone, beside = after_a_step(1), after_a_step(2)
    for name in ("pos", "vel", "roll"):
        assert getattr(alone, name).tobytes() == getattr(beside, name).tobytes()


def test_bodies_at_a_goal_are_the_same_alone_and_beside_one_who_meets_the_post() -> None:
    """To the sign of a nought: who stands there keeps a speed of minus nothing."""
    draw = np.random.default_rng(5)
    before = np.stack((draw.uniform(18.8, 21.8, (300, 1)), draw.uniform(-3.0, 3.0, (300, 1))), axis=2)

    def kept(rows: np.ndarray) -> Bodies:
        bodies = Bodies.standing(len(rows), 1)
        bodies.vel[...] = -0.0
        moved = before[rows] + 0.1 * np.cos(7.0 * before[rows])
        bodies.pos[...] = np.where((rows % 3 > 0)[:, None, None], moved, before[rows])
        keep_off(bodies, before[rows], PITCH)
        return bodies

    together = kept(np.arange(300))
    for row in range(300):
        alone = kept(np.array([row]))
        assert alone.pos.tobytes() == together.pos[row].tobytes()
        assert alone.vel.tobytes() == together.vel[row].tobytes()
