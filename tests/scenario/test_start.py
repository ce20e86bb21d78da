"""From a level file to its first moment."""

import math

import numpy as np
import pytest

from game.core.rng import seeds_of
from game.core.state import NOBODY
from game.scenario.level_paths import TEACHING_ORDER
from game.scenario.load import apply_level_set, load_level
from game.scenario.start import start
from game.sim.carry import carry_spot


def test_everybody_stands_where_the_file_says_and_faces_that_way() -> None:
    scene = start(load_level("partner-15-dry"), seed=3)
    bodies = scene.world.bodies
    assert scene.world.squad.ids == ("P", "A")
    np.testing.assert_allclose(bodies.pos[0], [[-6.858, 0.0], [6.858, 0.0]])
    for part in (bodies.hips, bodies.trunk, bodies.gaze):
        np.testing.assert_allclose(np.abs(part[0]), [0.0, math.pi], atol=1e-12)


def test_hips_trunk_and_gaze_can_be_given_on_their_own() -> None:
    level = apply_level_set(load_level("wall-drill"), {"player.P.gaze": 90, "player.P.trunk": -45})
    bodies = start(level, 0).world.bodies
    assert bodies.hips[0, 0] == 0.0
    assert bodies.gaze[0, 0] == pytest.approx(math.pi / 2)
    assert bodies.trunk[0, 0] == pytest.approx(-math.pi / 4)


def test_the_holders_ball_lies_at_their_feet_under_control() -> None:
    world = start(load_level("heel-wall"), 0, worlds=3).world
    spot = carry_spot(world.bodies.pos[:, 0], world.bodies.hips[:, 0])
    np.testing.assert_array_equal(world.ball.pos[:, :2], spot)
    assert (world.ball.holder == 0).all()
    assert (world.ball.last_touch == 0).all()


def test_a_ball_of_nobodys_rolls_where_the_file_sends_it() -> None:
    level = apply_level_set(load_level("wall-drill"), {"ball.at": [1, 1], "ball.velocity": [2, -1]})
    ball = start(level, 0).world.ball
    assert ball.holder[0] == NOBODY
    np.testing.assert_array_equal(ball.pos[0], [1.0, 1.0, 0.0])
    np.testing.assert_array_equal(ball.vel[0], [2.0, -1.0, 0.0])
    np.testing.assert_array_equal(ball.roll[0], [2.0, -1.0])


def test_skill_foot_and_stamina_come_from_the_file() -> None:
    changes = {"player.P.skill": 0.9, "player.P.foot": "left", "player.P.stamina": 0.3}
    scene = start(apply_level_set(load_level("wall-drill"), changes), 0)
    assert scene.world.squad.skill[0] == 0.9
    assert scene.world.squad.better_foot[0] == -1
    assert scene.world.bodies.stamina[0, 0] == 0.3


def test_walls_and_cones_stand_on_the_pitch() -> None:
    assert len(start(load_level("wall-drill"), 0).pitch.walls) == 1
    assert len(start(load_level("heel-partner-corridor"), 0).pitch.posts) == 4
    assert start(load_level("partner-05-wet"), 0).pitch.surface.name == "wet"


def test_without_a_window_people_think_for_themselves() -> None:
    level = load_level("partner-15-dry")
    assert start(level, 0).people == {"human1": 0}
    assert start(level, 0, headless=True).people == {}


def test_a_world_of_a_batch_begins_as_it_would_alone() -> None:
    level = load_level("partner-15-dry")
    batch = start(level, 7, worlds=20).world
    alone = start(level, 7, first=17).world
    assert (batch.seeds == seeds_of(7, 20)).all()
    assert batch.take(np.array([17])).digest() == alone.digest()


@pytest.mark.parametrize("name", TEACHING_ORDER)
def test_every_level_starts_with_the_ball_and_everybody_on_the_pitch(name: str) -> None:
    scene = start(load_level(name), 0)
    half = [0.5 * scene.pitch.length, 0.5 * scene.pitch.width]
    assert (np.abs(scene.world.bodies.pos[0]) <= half).all()
    assert (np.abs(scene.world.ball.pos[0, :2]) <= half).all()
