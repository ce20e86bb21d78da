"""Hard balls at bodies: they come off them slower than they came, and none goes through."""

import numpy as np
import pytest

from bench.sim.blocked_balls import blocked
from game.core.events import Kind
from game.core.maths import norm
from game.core.state import World
from game.sim.legs.stance import STANCE, WIDEST
from game.sim.step import step

from .grounds import WIDE, idle, world_of


@pytest.mark.parametrize("run", [0.0, 3.0, 7.0])
@pytest.mark.parametrize("speed", [15.0, 20.0, 25.0, 30.0, 35.0, 40.0])
def test_none_comes_off_faster_than_it_came_and_none_goes_through(speed: float, run: float) -> None:
    """From all sides, up to chest height, before anybody can lift a foot."""
    balls = blocked(4000, speed, run)
    assert balls.hit > 3800, "a body that brakes short is missed by a few"
    assert balls.faster == 0.0
    assert balls.most < 1.0
    assert balls.through == 0.0
    assert balls.onward < 0.25, "but glancing ones, off the side"


def at_a_ready_player(speed: float, worlds: int = 2000) -> World:
    """Balls struck long ago that come straight at them, in the height of their feet."""
    world = world_of([(0.0, 0.0)], worlds=worlds, holder=None)
    rng = np.random.default_rng(int(speed))
    world.ball.pos[:, 0] = rng.uniform(2.0, 3.0, worlds)
    world.ball.pos[:, 1] = rng.uniform(-0.8, 0.8, worlds) * WIDEST
    world.ball.vel[:, 0] = -speed
    world.ball.struck_step[:] = world.step - 60
    return world


@pytest.mark.parametrize("speed", [25.0, 32.0, 40.0])
def test_a_touch_that_fails_doesn_t_let_the_ball_through_the_body_either(speed: float) -> None:
    world = at_a_ready_player(speed)
    lost, has = np.zeros((2, world.worlds), dtype=np.bool_)
    nearest = np.full(world.worlds, np.inf)
    for _ in range(30):
        start = world.ball.pos[:, :2] - world.bodies.pos[:, 0]
        came = norm(world.ball.vel[:, :2] - world.bodies.vel[:, 0])
        for events in step(world, WIDE, idle(world)):
            if events.kind is Kind.CONTROL:
                has[events.world] = True
            if events.kind is Kind.MISCONTROL:
                lost[events.world] = True
                goes = norm(world.ball.vel[:, :2] - world.bodies.vel[:, 0])
                assert (goes[events.world] < came[events.world]).all()
        way = world.ball.pos[:, :2] - world.bodies.pos[:, 0] - start
        share = -(start * way).sum(axis=1) / np.maximum((way * way).sum(axis=1), 1e-12)
        nearest = np.minimum(nearest, norm(start + share.clip(0.0, 1.0)[:, None] * way))
    assert lost.mean() > 0.2
    assert (nearest[lost & ~has] > 0.9 * STANCE.narrow).all()


def test_a_ball_is_met_before_the_body_and_not_behind_it() -> None:
    """However the steps fall: at 40 m/s one carries a ball from before a player to well behind them."""
    world = world_of([(0.0, 0.0)], worlds=200, holder=None)
    world.ball.pos[:, 0] = np.linspace(2.0, 2.7, 200)
    world.ball.vel[:, 0] = -40.0
    world.ball.struck_step[:] = world.step
    for _ in range(4):
        for events in step(world, WIDE, idle(world)):
            if events.kind is Kind.DEFLECTION:
                assert norm(events.point[:, :2]) == pytest.approx(WIDEST, abs=1e-3)
    assert (world.ball.vel[:, 0] > 0.0).all()
