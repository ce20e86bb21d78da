"""Legs carry a body, block a ball, and miss: what close quarters are made of."""

import numpy as np

from game.core.events import Kind
from game.core.state import World
from game.sim.legs.stance import STANCE
from game.sim.step import step

from .grounds import WIDE, idle, world_of


def shot_at(
    weight: float = 0.0, *, aside: float = 0.0, hips: float = np.pi, throws: float | None = None, off: int = 0
) -> float:
    """Share of 100 balls at 13 m/s that a player 2.5 m off stops.

    The ball goes by ``aside`` metres to the left of someone who faces it with the ``weight`` given, and
    throws a leg that way ``throws`` seconds before the strike.
    """
    world = world_of([(2.5, 0.0), (-9.0, 9.0)], teams=[0, 1], worlds=100, holder=None, facing=hips)
    world.ball.pos[:, :2] = (0.0, -aside)
    lead = 0 if throws is None else round(60 * throws)
    stopped = np.zeros(100, dtype=np.bool_)
    for number in range(lead + 25):
        if number == lead:
            world.ball.vel[:, 0] = world.ball.roll[:, 0] = 13.0
            world.ball.kicker[:], world.ball.struck_step[:] = 1, world.step
        wish = idle(world)
        wish.weight[:, 0] = weight
        wish.hips_to[:, 0] = hips
        if number == 0:
            world.bodies.weight[:, 0] = weight
        wish.aim[:, 0] = (2.5, -aside)
        wish.tackle[:, 0] = throws is not None and number == 0
        if number < lead:
            world.ball.vel[...] = 0.0
        for events in step(world, WIDE, wish):
            if events.kind in (Kind.DEFLECTION, Kind.CONTROL, Kind.MISCONTROL):
                stopped[events.world] = True
    return float(stopped.mean())


def test_a_leg_thrown_into_the_lane_in_time_stops_the_ball_and_one_too_late_does_not() -> None:
    assert shot_at(aside=0.8, throws=0.2) > 0.9
    assert shot_at(aside=0.8, throws=0.0) < 0.4
    assert shot_at(aside=0.8) == 0.0, "nobody reaches it after the strike"


def test_the_leg_that_carries_the_weight_is_late() -> None:
    """They face the ball, which goes by on their left (-y): with the left leg free they are there."""
    free, wrong = (shot_at(weight, aside=0.8, throws=0.1) for weight in (-1.0, 1.0))
    assert free > 0.8
    assert wrong < 0.2


def test_a_square_body_is_wide_and_one_turned_sideways_narrow() -> None:
    assert shot_at(aside=0.28) == 1.0
    assert shot_at(aside=0.28, hips=np.pi / 2.0) < 0.3


def test_weight_takes_its_time_to_go_over_and_whoever_stands_on_the_wrong_leg_starts_late() -> None:
    def goes(weight: float) -> World:
        world = world_of([(0.0, 0.0)], holder=None)
        world.bodies.weight[:] = weight
        wish = idle(world)
        wish.move[:, 0], wish.hips_to[:] = (0.0, 1.0), 0.0
        for _ in range(round(60 * 0.3)):
            step(world, WIDE, wish)
        return world

    right, wrong = goes(-1.0), goes(1.0)
    assert right.bodies.pos[0, 0, 1] > wrong.bodies.pos[0, 0, 1] + 0.05
    still = world_of([(0.0, 0.0)], holder=None)
    wish = idle(still)
    wish.weight[:] = 1.0
    for _ in range(round(60 * STANCE.goes_over / 4.0)):
        step(still, WIDE, wish)
    assert 0.4 < still.bodies.weight[0, 0] < 0.6


def test_a_foot_aimed_at_the_ball_wins_it_where_it_lies_and_not_where_it_has_been_moved_to() -> None:
    """The carrier moves the ball aside when the leg is on its way; a missed lunge is told, and costs time."""
    won, missed = [], []
    for moved in (0.0, 3.5):
        world = world_of([(0.0, 0.0), (1.2, 0.0)], teams=[0, 1], worlds=100)
        world.bodies.hips[:, 1] = world.bodies.gaze[:, 1] = np.pi
        world.hidden.rest[:, 0] = 1.0
        count = {Kind.TACKLE: 0, Kind.BEATEN: 0}
        for number in range(30):
            wish = idle(world)
            wish.hips_to[:, 0], wish.tackle[:, 1] = 0.0, number == 0
            if number == 2:
                world.ball.vel[:, 1] = moved
            for events in step(world, WIDE, wish):
                if events.kind in count:
                    count[events.kind] += len(events)
        assert (world.bodies.lunge[:, 1] > 0.0).all(), "half a second later they are not up yet"
        won.append(count[Kind.TACKLE])
        missed.append(count[Kind.BEATEN])
    assert won[0] > 90
    assert won[1] < 40
    assert missed[1] > 40
