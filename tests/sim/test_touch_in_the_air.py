"""First touches that hang on time, stretch and height, and balls in the air that both sides contest."""

import numpy as np

from game.core.events import Kind
from game.core.maths import norm
from game.core.state import NOBODY, World
from game.sim.step import step

from .grounds import WIDE, idle, world_of


def touches(world: World, steps: int = 90) -> dict[Kind, dict[int, int]]:
    """Who touched the ball first in each world, by kind of touch."""
    first: dict[int, tuple[Kind, int]] = {}
    kinds = (Kind.CONTROL, Kind.MISCONTROL, Kind.DEFLECTION)
    wish = idle(world)
    wish.hips_to[...] = world.bodies.hips
    for _ in range(steps):
        for events in step(world, WIDE, wish):
            if events.kind in kinds:
                for row, player in zip(events.world, events.player, strict=True):
                    first.setdefault(int(row), (events.kind, int(player)))
    found: dict[Kind, dict[int, int]] = {kind: {} for kind in kinds}
    for row, (kind, player) in first.items():
        found[kind][row] = player
    return found


def pass_to_feet(speed: float, since: float, aside: float = 0.0, worlds: int = 800) -> float:
    """Share controlled of balls that come at ``speed``, struck ``since`` seconds before they are 3 m away."""
    world = world_of([(0.0, 0.0)], worlds=worlds, holder=None)
    world.ball.pos[:, :2] = (3.0, aside)
    world.ball.vel[:, 0] = world.ball.roll[:, 0] = -speed
    world.ball.struck_step[:] = world.step - round(60 * since)
    return len(touches(world)[Kind.CONTROL]) / worlds


def test_the_same_ball_is_harder_to_control_when_it_was_struck_just_now() -> None:
    assert pass_to_feet(13.0, since=2.0) > pass_to_feet(13.0, since=0.05) + 0.03


def test_an_outstretched_leg_controls_less_than_a_foot_the_ball_comes_to() -> None:
    """Of 800 each at 18 m/s .83 against .73, at 16 .93 against .87."""
    assert pass_to_feet(18.0, since=2.0) > pass_to_feet(18.0, since=2.0, aside=0.8) + 0.05


def falling(
    height: float, spots: list[tuple[float, float]], teams: list[int], at: float = 6.0, speed: float = 9.0
) -> World:
    """A ball struck long ago that comes down along +x, at ``height`` when ``at`` m before the origin."""
    world = world_of(spots, teams=teams, worlds=200, holder=None, facing=np.pi)
    world.ball.pos[:] = (-at, 0.0, height)
    world.ball.vel[:, 0] = speed
    return world


def test_with_time_a_player_lets_a_high_ball_drop_to_the_foot() -> None:
    found = touches(falling(2.2, [(0.0, 0.0)], [0]))
    assert not found[Kind.DEFLECTION]
    assert len(found[Kind.CONTROL]) > 120


def test_a_defender_in_the_way_heads_a_ball_that_would_fly_on() -> None:
    found = touches(falling(3.0, [(3.0, 0.0), (-2.5, 0.2)], [0, 1]))
    assert set(found[Kind.DEFLECTION].values()) == {1}
    assert len(found[Kind.DEFLECTION]) > 150


def test_nobody_heads_what_flies_over_or_past_them() -> None:
    over = touches(falling(4.5, [(3.0, 0.0), (-4.5, 0.2)], [0, 1]), steps=22)
    past = touches(falling(3.0, [(3.0, 0.0), (-2.5, 0.9)], [0, 1]), steps=30)
    for found in (over, past):
        assert not any(1 in players.values() for players in found.values())


def test_a_headed_ball_is_nobody_s_and_goes_roughly_where_it_is_meant() -> None:
    world = falling(3.0, [(-2.5, 0.0), (9.0, 9.0)], [0, 1])
    wish = idle(world)
    wish.touch_to[:, 0] = (-8.0, 6.0)
    wish.hips_to[:, 0] = np.pi
    world.bodies.pos[:, 1] = (-1.3, 0.0)
    headed = np.zeros(200, dtype=bool)
    ways = np.zeros((200, 2))
    for _ in range(40):
        for events in step(world, WIDE, wish):
            if events.kind is Kind.DEFLECTION:
                fresh = events.world[(events.player == 0) & ~headed[events.world]]
                headed[fresh] = True
                ways[fresh] = world.ball.vel[fresh, :2]
                assert (world.ball.holder[fresh] == NOBODY).all()
    assert headed.mean() > 0.8
    ways = ways[headed] / norm(ways[headed])[:, None]
    assert np.mean(ways @ (np.array((-5.5, 6.0)) / np.hypot(5.5, 6.0))) > 0.6
