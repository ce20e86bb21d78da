"""Challenges that go through the player, and those that don't."""

import numpy as np
import pytest

from game.core.events import Kind
from game.core.maths import norm
from game.core.state import World
from game.sim.legs.lunge import FOUL
from game.sim.reach import carrier_between
from game.sim.step import step

from .grounds import WIDE, idle, world_of


def challenged(
    defender: tuple[float, float], steps: int = 20, run: tuple[float, float] = (0.0, 0.0), first: int = 0
) -> tuple[World, dict[Kind, float], dict[Kind, int]]:
    """Player 0 faces +x with the ball; player 1 lunges after ``first`` steps of running."""
    world = world_of([(0.0, 0.0), defender], teams=[0, 1], worlds=100)
    count: dict[Kind, set[int]] = {}
    rows: dict[Kind, int] = {}
    for number in range(steps + first):
        wish = idle(world)
        wish.hips_to[:, 0] = 0.0
        wish.move[:, 1] = run
        wish.tackle[:, 1] = number >= first
        for events in step(world, WIDE, wish):
            count.setdefault(events.kind, set()).update(int(w) for w in events.world)
            rows[events.kind] = rows.get(events.kind, 0) + len(events)
            if events.kind is Kind.FOUL:
                assert (events.player == 1).all()
                assert (events.other == 0).all()
    return world, {kind: len(count.get(kind, ())) / 100 for kind in Kind}, rows


def test_through_the_back_is_a_foul_once_and_wins_no_ball() -> None:
    world, shares, rows = challenged((-0.6, 0.0))
    assert shares[Kind.FOUL] == 1.0
    assert rows[Kind.FOUL] == 100
    assert shares[Kind.TACKLE] == 0.0
    assert (world.ball.holder == 0).all()


def test_a_lunge_that_falls_short_of_the_carrier_is_no_foul() -> None:
    _, shares, _ = challenged((-1.1, 0.0))
    assert shares[Kind.FOUL] == shares[Kind.TACKLE] == 0.0


def test_running_into_a_back_with_a_lunge_is_a_foul() -> None:
    _, shares, _ = challenged((-3.0, 0.0), run=(1.0, 0.0), first=40, steps=40)
    assert shares[Kind.FOUL] > 0.9


def test_from_the_front_or_the_side_it_is_a_tackle() -> None:
    for spot in ((1.0, 0.0), (0.45, 0.7)):
        _, shares, _ = challenged(spot)
        assert shares[Kind.FOUL] == 0.0
        assert shares[Kind.TACKLE] > 0.8


def test_a_ball_between_the_feet_is_open_from_the_front_and_not_from_the_side() -> None:
    won = []
    for spot in ((0.7, 0.0), (0.0, 0.7)):
        world = world_of([(0.0, 0.0), spot], teams=[0, 1], worlds=1)
        world.ball.pos[:, 0] = 0.05 * spot[0] / 0.7
        world.ball.pos[:, 1] = 0.05 * spot[1] / 0.7
        rows = np.zeros(1, dtype=np.intp)
        won.append(not carrier_between(world, rows, rows + 1, rows)[0])
    assert won == [True, False]


@pytest.mark.parametrize(
    ("degrees", "opens"), [(0.0, True), (60.0, True), (100.0, False), (135.0, False), (180.0, False)]
)
def test_a_ball_before_the_toes_is_hidden_from_beside_and_behind_alone(degrees: float, opens: bool) -> None:
    angle = np.deg2rad(degrees)
    world = world_of([(0.0, 0.0), (0.8 * np.cos(angle), 0.8 * np.sin(angle))], teams=[0, 1], worlds=1)
    world.ball.pos[:, 0] = 0.2
    rows = np.zeros(1, dtype=np.intp)
    assert carrier_between(world, rows, rows + 1, rows)[0] != opens


def test_the_fouled_can_t_play_on_at_once() -> None:
    world, _, _ = challenged((-0.6, 0.0), steps=6)
    assert (world.hidden.rest[:, 0] > FOUL.stagger - 0.15).all()
    assert (world.hidden.shaken[:, 0] > 0.85).all()
    assert (norm(world.bodies.vel[:, 0]) < 1.0).all()


def test_a_call_is_heard_while_it_is_made() -> None:
    world = world_of([(0.0, 0.0), (5.0, 0.0)])
    calls = idle(world)
    calls.calling[:, 1] = True
    step(world, WIDE, calls)
    assert world.bodies.calling.tolist() == [[False, True]]
    step(world, WIDE, idle(world))
    assert not world.bodies.calling.any()
    assert isinstance(world.bodies.calling, np.ndarray)


def test_a_leg_that_meets_a_body_from_the_side_is_blocked_but_no_foul() -> None:
    _, shares, _ = challenged((-0.15, -0.57), steps=3)
    assert shares[Kind.FOUL] == shares[Kind.TACKLE] == 0.0
