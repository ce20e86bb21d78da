from pathlib import Path

import numpy as np
import pygame
import pytest

from game.app.coaching.strike_card import best_corner
from game.app.render.camera import Camera, follow, scale_for
from game.app.render.kits import strip_of
from game.app.render.theme import Type
from game.app.shell.trace import Trace, seed_from_environment
from game.app.snapshot import BALL_RADIUS, spun
from game.app.widgets.scoreboard import draw_plate


def test_metres_to_pixels_and_back() -> None:
    camera = Camera((3.0, -2.0), 50.0, (1280, 720))
    assert camera.at(3.0, -2.0) == (640.0, 360.0)
    assert camera.at(4.0, -1.0) == (690.0, 310.0)
    assert camera.ground(*camera.at(-1.7, 5.3)) == pytest.approx((-1.7, 5.3))


def test_the_camera_goes_gently_and_arrives() -> None:
    box = (-30.0, -10.0, 30.0, 10.0)
    camera = Camera((0.0, 0.0), 50.0, (1280, 720))
    once = follow(camera, box, ((10.0, 0.0),), 1 / 60)
    assert 0.0 < once.centre[0] < 0.5
    for _ in range(600):
        camera = follow(camera, box, ((10.0, 0.0),), 1 / 60)
    assert camera.centre[0] == pytest.approx(10.0, abs=0.01)


def test_the_camera_stays_put_while_everything_is_in_the_picture() -> None:
    box = (-5.0, -3.0, 5.0, 3.0)
    camera = Camera((0.0, 0.0), 60.0, (1280, 720))
    assert follow(camera, box, ((4.0, 1.0),), 1.0).centre == pytest.approx((0.0, 0.0))


def test_the_own_player_never_leaves_the_picture() -> None:
    box = (-5.0, -3.0, 5.0, 3.0)
    camera = Camera((0.0, 0.0), 60.0, (1280, 720))
    for _ in range(600):
        camera = follow(camera, box, ((-14.0, 0.0), (14.0, 9.0)), 1 / 60)
    x, y = camera.at(14.0, 9.0)
    assert 0 < x < 1280
    assert 0 < y < 720


def test_the_scale_has_limits_in_which_feet_can_be_read() -> None:
    assert scale_for((-60, -40, 60, 40), (1280, 720), 1.0) == 36
    assert scale_for((-1, -1, 1, 1), (1280, 720), 1.0) == 92
    assert scale_for((-60, -40, 60, 40), (3840, 2160), 3.0) == 108


def test_a_rolling_ball_turns_once_in_its_circumference() -> None:
    turned = np.eye(3)
    way = 2 * np.pi * BALL_RADIUS
    for _ in range(100):
        turned = spun(turned, np.array([way, 0.0]), 0.01)
    assert turned == pytest.approx(np.eye(3), abs=1e-9)
    quarter = spun(np.eye(3), np.array([way / 4, 0.0]), 1.0)
    top = quarter @ np.array([0.0, 0.0, 1.0])
    assert top == pytest.approx([1.0, 0.0, 0.0], abs=1e-9)


def test_a_sliding_balls_panels_stand_still() -> None:
    assert (spun(np.eye(3), np.zeros(2), 0.1) == np.eye(3)).all()


def test_the_card_takes_the_corner_where_nothing_goes_on() -> None:
    screen, size = (1280, 720), (480, 300)
    assert best_corner(screen, size, [(640, 360)], 16, 16).bottomright == (1264, 704)
    assert best_corner(screen, size, [(1000, 600)], 16, 16).bottomleft == (16, 704)
    assert best_corner(screen, size, [(1000, 600), (100, 600)], 16, 16).topright == (1264, 16)
    everywhere = [(1000, 600), (1200, 650), (100, 600), (1000, 100), (1100, 50)]
    assert best_corner(screen, size, everywhere, 16, 16).bottomleft == (16, 704), "it hides one, and not two"


def test_a_plate_that_lies_over_ones_own_player_is_seen_through() -> None:
    pygame.font.init()
    screen, type_ = pygame.Surface((1280, 720)), Type((1280, 720))
    kit, red = strip_of("red", "blue").players[0], []
    for over in ((), ((60.0, 690.0),)):
        screen.fill((200, 0, 0))
        place = draw_plate(
            screen, type_, person=0, several=False, number="4", kit=kit, stamina=1.0, line="",
            right=False, over=over,
        )  # fmt: skip
        red.append(screen.get_at((place.right - 20, place.y + 30))[0])
    assert red[1] > red[0] + 50


def test_a_trace_file_that_cannot_be_written_is_no_trace(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("BACKHEEL_TRACE", str(tmp_path / "no" / "such" / "folder" / "t"))
    Trace.from_environment().note("scene", scene="x")


@pytest.mark.parametrize(("text", "seed"), [("", None), ("17", 17), ("abc", None), ("-3", None)])
def test_the_seed_of_the_environment(monkeypatch: pytest.MonkeyPatch, text: str, seed: int | None) -> None:
    monkeypatch.setenv("BACKHEEL_SEED", text)
    assert seed_from_environment() == seed
