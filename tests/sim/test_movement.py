"""Bodies sprint, brake, turn and tire; who runs the wrong way is late."""

import numpy as np
import pytest

from bench.sim.bodies import five_o_five
from game.core.events import Kind
from game.core.intents import Technique
from game.core.maths import norm
from game.core.pitch import Pitch, Wall
from game.core.state import World
from game.core.surfaces import BUMPY, DRY, WET, Surface
from game.sim.movement import CONSTANTS, pivoted
from game.sim.step import step

from .grounds import WIDE, ground, idle, play, world_of


def going(world: World, direction: tuple[float, float], player: int = 0) -> object:
    intents = idle(world)
    intents.move[:, player] = direction
    return intents


def test_a_sprint_follows_the_exponential_curve() -> None:
    world = world_of([(0.0, 30.0)], holder=None)
    speeds = []
    for _ in range(180):
        step(world, WIDE, going(world, (1.0, 0.0)))
        speeds.append(float(world.bodies.vel[0, 0, 0]))
    seconds = np.arange(1, 181) / 60.0
    curve = CONSTANTS.top_speed * (1.0 - np.exp(-seconds / CONSTANTS.sprint_time))
    assert np.abs(np.array(speeds) - curve).max() < 0.35


def test_nobody_stops_at_once() -> None:
    world = world_of([(0.0, 30.0)], holder=None)  # far from the ball: with one it takes longer
    play(world, WIDE, 180, going(world, (1.0, 0.0)))
    fast, start = float(world.bodies.vel[0, 0, 0]), float(world.bodies.pos[0, 0, 0])
    steps = 0
    while norm(world.bodies.vel)[0, 0] > 0.1:
        step(world, WIDE, idle(world))
        steps += 1
    assert fast / CONSTANTS.braking < steps / 60.0 < fast / CONSTANTS.braking_fast * 1.1
    assert world.bodies.pos[0, 0, 0] - start > 4.0


def hardest_braking(speed: float, stamina: float = 1.0, surface: Surface = DRY) -> float:
    """m/s^2 in the first step of somebody who lets a run of ``speed`` m/s go."""
    world = world_of([(0.0, 0.0)], holder=None)
    world.bodies.vel[:, 0, 0] = speed
    world.bodies.stamina[:] = stamina
    step(world, ground(surface), idle(world))
    return (speed - float(world.bodies.vel[0, 0, 0])) * 60.0


def test_braking_is_as_hard_as_tracked_players_brake_and_less_hard_at_speed() -> None:
    """HawkEye, a professional match, 99.9th percentile: 9 to 10 m/s^2 below 5 m/s, 6.7 at 5 to 6."""
    assert all(8.5 < hardest_braking(speed) < 10.0 for speed in (1.0, 2.5, 4.0))
    assert all(6.2 < hardest_braking(speed) < 7.2 for speed in (5.5, 6.0, 8.0))


def test_tired_legs_and_slippery_or_uneven_ground_hold_less() -> None:
    fresh = hardest_braking(4.0)
    assert hardest_braking(4.0, stamina=0.0) < 0.9 * fresh
    assert hardest_braking(4.0, surface=WET) < hardest_braking(4.0, surface=BUMPY) < 0.95 * fresh


def test_a_505_turn_takes_as_long_as_people_need() -> None:
    """Elite players run it in 2.2 to 2.4 s (recalled)."""
    seconds, pace = five_o_five()
    assert 2.1 < seconds < 2.5
    assert pace > 6.5


def test_a_turn_at_speed_is_wide_and_costs_speed() -> None:
    world = world_of([(0.0, 30.0)], holder=None)
    play(world, WIDE, 180, going(world, (1.0, 0.0)))
    before, slowest = float(norm(world.bodies.vel)[0, 0]), np.inf
    corner = world.bodies.pos[0, 0].copy()
    for _ in range(120):
        step(world, WIDE, going(world, (0.0, 1.0)))
        slowest = min(slowest, float(norm(world.bodies.vel)[0, 0]))
    assert slowest < 0.8 * before
    assert world.bodies.pos[0, 0, 0] - corner[0] > 2.0


def test_running_backwards_is_slower() -> None:
    reached = []
    for direction in ((1.0, 0.0), (-1.0, 0.0)):
        world = world_of([(0.0, 0.0)], holder=None)
        intents = going(world, direction)
        intents.hips_to[...] = 0.0  # type: ignore[attr-defined]
        play(world, WIDE, 120, intents)
        reached.append(abs(float(world.bodies.pos[0, 0, 0])))
    assert reached[1] < 0.6 * reached[0]


def seconds_to_reach(y: float, run_first: float) -> float:
    """Run ``run_first`` (a wish along y) for 0.35 s, then go to (0, y)."""
    world = world_of([(0.0, 0.0)], holder=None)
    play(world, WIDE, 21, going(world, (0.0, run_first)))
    for number in range(300):
        if abs(float(world.bodies.pos[0, 0, 1]) - y) < 0.3:
            return number / 60.0
        step(world, WIDE, going(world, (0.0, 1.0 if y > 0 else -1.0)))
    raise AssertionError("never there")


def test_who_committed_the_wrong_way_is_later_than_who_stood_still() -> None:
    stood, wrong, right = (seconds_to_reach(3.0, run) for run in (0.0, -1.0, 1.0))
    assert right < stood - 0.15
    assert wrong > stood + 0.35


def test_hips_shoulders_and_eyes_turn_at_their_own_rates() -> None:
    world = world_of([(0.0, 0.0)], holder=None)
    intents = idle(world)
    intents.look_at[...] = (-5.0, 0.1)
    intents.hips_to[...] = 0.0
    play(world, WIDE, 60, intents)
    hips, trunk, gaze = (float(a[0, 0]) for a in (world.bodies.hips, world.bodies.trunk, world.bodies.gaze))
    assert hips == 0.0
    assert 0.2 < trunk <= CONSTANTS.trunk_limit
    assert trunk < gaze <= trunk + CONSTANTS.gaze_limit + 1e-9


def test_hips_turn_slower_at_speed() -> None:
    turned = []
    for steps_of_run in (0, 150):
        world = world_of([(0.0, 0.0)], holder=None)
        play(world, WIDE, steps_of_run, going(world, (1.0, 0.0)))
        intents = going(world, (1.0, 0.0))
        intents.hips_to[...] = 2.0  # type: ignore[attr-defined]
        play(world, WIDE, 10, intents)
        turned.append(float(world.bodies.hips[0, 0]))
    assert turned[1] < 0.6 * turned[0]


def test_nobody_spins_on_one_leg() -> None:
    """Who draws a leg back turns into the kick and hardly farther, however long they keep it there."""
    turned = []
    for swings in (Technique.NONE, Technique.PUSH):
        world = world_of([(0.0, 0.0)])
        intents = idle(world)
        intents.hips_to[...], intents.swing[...] = 3.0, swings
        turned.append([])
        for steps in (12, 12, 36):
            play(world, WIDE, steps, intents)
            turned[-1].append(float(world.bodies.hips[0, 0]))
    on_both, on_one = turned
    assert on_both[1] > 2.5
    assert 0.5 < on_one[0] < 0.8, "some 35 degrees in the quarter second of a kick"
    assert on_one[1] < 1.2
    assert on_one[2] < 1.6
    most = [float(pivoted(np.array(seconds))) for seconds in (0.2, 0.4, 1.0)]
    assert all(0.8 * limit < angle <= limit for angle, limit in zip(on_one, most, strict=True))


def test_sprinting_tires_and_a_tired_player_is_slower() -> None:
    world = world_of([(0.0, 30.0), (0.0, 35.0)], holder=None)
    world.bodies.stamina[0, 1] = 0.2
    intents = idle(world)
    intents.move[..., 0] = 1.0
    pitch = Pitch(4000.0, 100.0)
    play(world, pitch, 600, intents)
    assert world.bodies.stamina[0, 0] < 0.96
    assert world.bodies.vel[0, 1, 0] < 0.9 * world.bodies.vel[0, 0, 0]


def test_braking_leans_the_body_back() -> None:
    world = world_of([(0.0, 30.0)], holder=None)  # far from the ball: with one it takes longer
    play(world, WIDE, 120, going(world, (1.0, 0.0)))
    play(world, WIDE, 20)
    assert world.bodies.lean[0, 0] < -0.25


def test_bodies_don_t_walk_through_each_other_or_through_walls() -> None:
    world = world_of([(0.0, 0.0), (3.0, 0.05)], holder=None)
    intents = idle(world)
    intents.move[0, 0] = (1.0, 0.0)
    intents.move[0, 1] = (-1.0, 0.0)
    nearest, met = np.inf, False
    for _ in range(90):
        happened = step(world, WIDE, intents)
        met |= any(events.kind is Kind.COLLISION for events in happened)
        nearest = min(nearest, float(norm(world.bodies.pos[0, 1] - world.bodies.pos[0, 0])))
    assert met
    assert nearest > 0.3
    pitch = Pitch(40.0, 20.0, walls=(Wall((2.0, -5.0), (2.0, 5.0)),))
    world = world_of([(0.0, 0.0)], holder=None)
    world.ball.pos[:, :2] = (-10.0, 8.0)
    play(world, pitch, 120, going(world, (1.0, 0.0)))
    assert world.bodies.pos[0, 0, 0] == pytest.approx(2.0 - CONSTANTS.radius, abs=0.05)
