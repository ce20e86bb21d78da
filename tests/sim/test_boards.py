"""Boards, nets and cones stop balls, bodies, feet and hands, from both sides and at any speed."""

import numpy as np
import pytest

from game.core.events import Kind
from game.core.intents import Technique
from game.core.maths import Floats
from game.core.pitch import Goal, Pitch, Wall, cone
from game.core.rng import seeds_of
from game.core.state import NOBODY, Ball, World
from game.core.surfaces import DRY
from game.sim.ball import RADIUS, travel
from game.sim.sizes import BODY_RADIUS
from game.sim.step import step

from .grounds import idle, world_of

HALF = 2.0
CORNERS = ((-HALF, -HALF), (HALF, -HALF), (HALF, HALF), (-HALF, HALF))
PEN = Pitch(
    40.0, 30.0, DRY, walls=tuple(Wall(a, b) for a, b in zip(CORNERS, CORNERS[1:] + CORNERS[:1], strict=True))
)
TWO = Pitch(80.0, 40.0, DRY, walls=(Wall((5.0, -8.0), (5.0, 8.0)), Wall((5.3, -8.0), (5.3, 8.0))))
BOARD = Pitch(40.0, 30.0, DRY, walls=(Wall((2.0, -6.0), (2.0, 6.0)),))


def struck(pitch: Pitch, pos: Floats, way: Floats, speed: float, steps: int) -> tuple[Ball, Floats]:
    """Balls from ``pos`` along headings ``way``; returns them and where each was after every step."""
    ball = Ball.at_rest(len(pos))
    ball.pos[:, :2] = pos
    ball.vel[:, 0], ball.vel[:, 1] = speed * np.cos(way), speed * np.sin(way)
    seeds, track = seeds_of(1, len(pos)), []
    for number in range(steps):
        travel(ball, pitch, seeds, number)
        track.append(ball.pos[:, :2].copy())
    return ball, np.array(track)


@pytest.mark.parametrize("speed", [15.0, 25.0, 40.0])
def test_two_boards_close_together_let_none_through(speed: float) -> None:
    dice = np.random.default_rng(0)
    pos = np.stack((dice.uniform(2.0, 4.0, 4000), dice.uniform(-3.0, 3.0, 4000)), axis=1)
    _, track = struck(TWO, pos, dice.uniform(-0.9, 0.9, 4000), speed, 60)
    before_them = np.abs(track[..., 1]) < 8.0
    assert (track[..., 0][before_them] <= 5.0 - RADIUS + 1e-9).all()


@pytest.mark.parametrize("speed", [15.0, 25.0, 40.0])
def test_between_two_boards_the_ball_stays_between_them(speed: float) -> None:
    dice = np.random.default_rng(1)
    pos = np.stack((np.full(2000, 5.15), dice.uniform(-3.0, 3.0, 2000)), axis=1)
    _, track = struck(TWO, pos, dice.uniform(-np.pi, np.pi, 2000), speed, 8)
    inside = np.abs(track[..., 1]) < 7.5
    assert inside.mean() > 0.8
    assert (np.abs(track[..., 0][inside] - 5.15) <= 0.15 - RADIUS + 1e-9).all()


def test_a_ball_comes_off_as_many_boards_in_a_step_as_its_way_leads_to() -> None:
    ball = Ball.at_rest(1)
    ball.pos[0, 0], ball.vel[0, 0] = 5.15, 40.0
    walls = [events for events in travel(ball, TWO, seeds_of(1, 1), 0) if events.kind is Kind.WALL]
    assert len(walls) > 3
    speeds = [float(events.speed[0]) for events in walls]
    assert speeds == sorted(speeds, reverse=True)


@pytest.mark.parametrize("speed", [8.0, 25.0, 40.0])
def test_nothing_leaves_a_pen_by_its_corners(speed: float) -> None:
    dice = np.random.default_rng(2)
    pos = dice.uniform(-1.5, 1.5, (4000, 2))
    corner = np.array(CORNERS)[dice.integers(0, 4, 4000)] - pos
    way = np.arctan2(corner[:, 1], corner[:, 0]) + dice.normal(0.0, 0.1, 4000)
    _, track = struck(PEN, pos, way, speed, 60)
    assert np.abs(track).max() <= HALF - RADIUS + 1e-9


@pytest.mark.parametrize("speed", [15.0, 25.0, 40.0])
def test_no_speed_and_no_offset_carries_a_ball_through_a_cone(speed: float) -> None:
    at, wide = np.array((3.0, 0.0)), 0.9 * (cone((0.0, 0.0)).radius + RADIUS)
    pos = np.stack((np.linspace(0.0, 1.0, 1000), np.random.default_rng(3).uniform(-wide, wide, 1000)), axis=1)
    _, track = struck(Pitch(80.0, 40.0, DRY, posts=(cone((3.0, 0.0)),)), pos, np.zeros(1000), speed, 30)
    off = track - at
    assert (np.sqrt((off * off).sum(axis=2)) >= cone((0.0, 0.0)).radius + RADIUS - 1e-9).all()
    middle = np.abs(pos[:, 1]) < 0.35 * wide
    assert (track[-1, middle, 0] < 3.0).all()


def test_nets_stop_hard_balls_from_behind_and_beside() -> None:
    goal = Goal(10.0, 3.0, 2.0, 6.0)
    pitch = Pitch(40.0, 30.0, DRY, goals=(Goal(-10.0, 3.0, 2.0, 6.0), goal))
    dice = np.random.default_rng(4)
    pos = np.stack((dice.uniform(11.3, 14.0, 4000), dice.uniform(-4.0, 4.0, 4000)), axis=1)
    to_goal = np.stack((dice.uniform(10.1, 10.9, 4000), dice.uniform(-1.4, 1.4, 4000)), axis=1) - pos
    ball, _ = struck(pitch, pos, np.arctan2(to_goal[:, 1], to_goal[:, 0]), 40.0, 40)
    inside = (ball.pos[:, 0] > 10.0) & (ball.pos[:, 0] < 11.0) & (np.abs(ball.pos[:, 1]) < 1.5)
    assert not inside.any()


def push(world: World, pitch: Pitch, way: tuple[float, float], steps: int) -> None:
    intents = idle(world)
    intents.move[...] = way
    for _ in range(steps):
        step(world, pitch, intents)


def test_nobody_is_shoved_through_a_board_by_those_behind() -> None:
    dice = np.random.default_rng(5)
    world = world_of(
        [(1.7, 0.0), (1.2, 0.05), (0.7, -0.05), (0.2, 0.0), (-0.4, 0.1), (-1.0, 0.0)], worlds=300, holder=None
    )
    world.bodies.pos += dice.normal(0.0, 0.08, world.bodies.pos.shape)
    world.bodies.pos[..., 0] = np.minimum(world.bodies.pos[..., 0], 2.0 - BODY_RADIUS)
    world.bodies.vel[:, 1:, 0] = 8.0
    for _ in range(90):
        push(world, BOARD, (1.0, 0.0), 1)
        within = np.abs(world.bodies.pos[..., 1]) < 6.0
        assert (world.bodies.pos[..., 0][within] <= 2.0 - BODY_RADIUS + 1e-9).all()


@pytest.mark.parametrize("way", [0.0, 0.7, 1.2])
def test_no_sprint_and_no_dive_carries_a_body_through_a_board(way: float) -> None:
    world = world_of([(0.0, 0.0)], worlds=400, holder=None, facing=way)
    world.bodies.pos[:, 0, 0] = np.linspace(-1.0, 1.7, 400)
    world.bodies.vel[:, 0] = 8.8 * np.cos(way), 8.8 * np.sin(way)
    for _ in range(60):
        push(world, BOARD, (np.cos(way), np.sin(way)), 1)
        within = np.abs(world.bodies.pos[:, 0, 1]) < 6.0
        assert (world.bodies.pos[within, 0, 0] <= 2.0 - BODY_RADIUS + 1e-9).all()


def test_a_crowd_in_a_pen_s_corner_stays_in_the_pen() -> None:
    dice = np.random.default_rng(6)
    world = world_of([(0.0, 0.0)] * 8, worlds=200, holder=None)
    world.bodies.pos[...] = dice.uniform(-1.6, 1.6, world.bodies.pos.shape)
    world.bodies.vel[...] = dice.uniform(-8.0, 8.0, world.bodies.vel.shape)
    for _ in range(90):
        push(world, PEN, (1.0, 0.9), 1)
        assert np.abs(world.bodies.pos).max() <= HALF - BODY_RADIUS + 1e-9


def beside_a_board(speed: float, holder: int | None = None) -> World:
    """A ready player close to one face of the board, the ball at the other."""
    world = world_of([(2.0 - BODY_RADIUS, 0.0)], worlds=100, holder=holder)
    world.ball.pos[:, 0] = 2.0 + RADIUS + np.linspace(0.0, 0.1, 100)
    world.ball.pos[:, 1] = np.linspace(-0.2, 0.2, 100)
    world.ball.vel[:, :2] = 0.0, speed
    world.ball.struck_step[:] = world.step - 60
    return world


@pytest.mark.parametrize("speed", [0.0, 6.0])
def test_nobody_takes_a_ball_through_a_board(speed: float) -> None:
    world = beside_a_board(speed)
    happened = [events.kind for _ in range(40) for events in step(world, BOARD, idle(world))]
    assert not {Kind.CONTROL, Kind.MISCONTROL, Kind.DEFLECTION} & set(happened)
    assert (world.ball.holder == NOBODY).all()


def test_nobody_holds_or_kicks_or_tackles_a_ball_through_a_board() -> None:
    world = beside_a_board(0.0, holder=0)
    intents = idle(world)
    intents.swing[:, 0] = Technique.PUSH
    intents.aim[:, 0] = 30.0, 0.0
    happened = []
    for number in range(40):
        if number > 15:
            intents.swing[:, 0] = Technique.NONE
        happened += [events.kind for events in step(world, BOARD, intents)]
    assert (world.ball.holder == NOBODY).all()
    assert Kind.MISS in happened
    assert Kind.STRIKE not in happened
    world = world_of(
        [(2.0 - BODY_RADIUS, 0.0), (2.0 + BODY_RADIUS + 0.1, 0.0)], [0, 1], worlds=100, holder=1, facing=np.pi
    )
    world.ball.pos[:, 0] = 2.0 + RADIUS
    intents = idle(world)
    intents.tackle[:, 0] = True
    happened = [events.kind for _ in range(20) for events in step(world, BOARD, intents)]
    assert Kind.TACKLE not in happened


def test_a_dribbler_who_runs_at_a_board_keeps_the_ball_on_this_side() -> None:
    world = world_of([(-2.0, 0.0)], worlds=200, facing=0.0)
    world.bodies.pos[:, 0, 1] = np.linspace(-3.0, 3.0, 200)
    world.ball.pos[:, 1] = world.bodies.pos[:, 0, 1]
    for number in range(240):
        push(world, BOARD, (1.0, 0.4 * np.sin(0.05 * number)), 1)
        before_it = np.abs(world.ball.pos[:, 1]) < 6.0
        assert before_it.any()
        assert (world.ball.pos[before_it, 0] <= 2.0 - RADIUS + 1e-9).all()


def test_a_net_keeps_feet_off_a_ball_in_the_goal() -> None:
    pitch = Pitch(40.0, 30.0, DRY, goals=(Goal(-10.0, 3.0, 2.0, 6.0), Goal(10.0, 3.0, 2.0, 6.0)))
    world = world_of([(11.0 + BODY_RADIUS, 0.0)], worlds=1, holder=None, facing=np.pi)
    world.ball.pos[0, :2] = 11.0 - RADIUS, 0.0
    world.ball.struck_step[:] = world.step - 60
    for _ in range(30):
        step(world, pitch, idle(world))
    assert world.ball.holder[0] == NOBODY
