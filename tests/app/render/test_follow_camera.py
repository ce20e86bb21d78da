"""The camera breathes with play: it keeps what matters in the picture, and never jerks."""

from itertools import pairwise
from math import hypot
from typing import Any

import numpy as np
import pytest

from game.app.render.camera import Camera
from game.app.render.follow_camera import NEARER_AFTER, FollowCamera, rest_scales

BOX = (-20.0, -12.5, 20.0, 12.5)
SIZE = (1280, 720)


def follow_camera(**kw: Any) -> FollowCamera:
    return FollowCamera(BOX, SIZE, 1.0, nearest=46.0, farthest=20.0, **kw)


def inside(camera: Camera, point: tuple[float, float], edge: float = 20.0) -> bool:
    x, y = camera.at(*point)
    return edge < x < camera.size[0] - edge and edge < y < camera.size[1] - edge


def settle(
    follow_camera: FollowCamera, ball: tuple[float, float], *keep: tuple[float, float], seconds: float = 8.0
) -> Camera:
    camera = follow_camera.camera
    for _ in range(round(seconds * 60)):
        camera = follow_camera.follow(ball, (0.0, 0.0), keep, 1 / 60)
    return camera


def test_the_farthest_rest_shows_the_whole_pitch_and_the_nearest_is_asked_for() -> None:
    scales = rest_scales(BOX, SIZE, 1.0, 46.0, 20.0)
    assert scales[0] * (BOX[2] - BOX[0]) < SIZE[0]
    assert scales[0] * (BOX[3] - BOX[1]) < SIZE[1]
    assert scales[-1] == 46.0
    assert all(1.1 < b / a < 1.35 for a, b in pairwise(scales))


def test_a_pitch_that_fits_has_one_scale() -> None:
    assert rest_scales((-3.0, -2.0, 3.0, 2.0), SIZE, 1.0, 46.0, 20.0) == [46.0]


def test_it_comes_near_where_play_is_close_and_shows_everybody_where_it_is_wide() -> None:
    one = follow_camera()
    near = settle(one, (5.0, 3.0), (4.0, 2.0), (6.0, 5.0))
    assert near.scale == one.scales[-1]
    wide = settle(one, (5.0, 3.0), (-18.0, -9.0), (17.0, 9.0))
    assert wide.scale == one.scales[0]
    for point in ((5.0, 3.0), (-18.0, -9.0), (17.0, 9.0)):
        assert inside(wide, point)


def test_ball_and_people_stay_in_the_picture_while_a_ball_flies() -> None:
    one = follow_camera()
    settle(one, (-15.0, 0.0), (-14.0, 1.0))
    ball = [-15.0, 0.0]
    for _ in range(90):
        ball[0] += 20.0 / 60
        camera = one.follow((ball[0], ball[1]), (20.0, 0.0), ((-14.0, 1.0),), 1 / 60)
        assert inside(camera, (ball[0], ball[1]), 0.0)


def test_it_goes_smoothly_without_swinging_beyond() -> None:
    one = follow_camera()
    settle(one, (-10.0, 0.0), (-10.0, 0.0))
    xs, zooms = [], []
    for _ in range(300):
        camera = one.follow((6.0, 0.0), (0.0, 0.0), ((6.0, 0.0),), 1 / 60)
        xs.append(camera.centre[0] * camera.scale)
        zooms.append(camera.scale)
    way = np.diff([x / z for x, z in zip(xs, zooms, strict=True)])
    assert (way > -0.03).all(), "never back"
    assert np.abs(np.diff(way)).max() < 0.11, "no jerk, even to a place 16 m away"
    assert abs(xs[-1] / zooms[-1] - 6.0) < 0.3
    assert abs(way[-30:]).max() < 1e-9, "it comes to rest"


@pytest.mark.parametrize("rate", [30, 144, 240])
def test_any_frame_rate_gives_the_same_way(rate: int) -> None:
    def after(rate: int) -> Camera:
        one = follow_camera()
        for _ in range(rate):
            camera = one.follow((8.0, 4.0), (3.0, 0.0), ((7.0, 4.0),), 1 / rate)
        return camera

    slow, fast = after(60), after(rate)
    assert hypot(slow.centre[0] - fast.centre[0], slow.centre[1] - fast.centre[1]) < 0.25
    assert slow.scale == pytest.approx(fast.scale, rel=0.02)


def test_the_zoom_waits_before_it_comes_nearer() -> None:
    one = follow_camera()
    settle(one, (0.0, 0.0), (-18.0, 9.0), (18.0, -9.0))
    for _ in range(round(NEARER_AFTER * 60) - 6):
        camera = one.follow((0.0, 0.0), (0.0, 0.0), ((1.0, 1.0),), 1 / 60)
    assert camera.scale == one.scales[0]


def test_a_shake_is_short_and_small_and_can_be_switched_off() -> None:
    def thrown(one: FollowCamera) -> list[float]:
        rest = settle(one, (0.0, 0.0), (1.0, 0.0))
        one.shake(1.0, 0.5)
        away = []
        for _ in range(40):
            camera = one.follow((0.0, 0.0), (0.0, 0.0), ((1.0, 0.0),), 1 / 60)
            away.append(
                hypot(camera.centre[0] - rest.centre[0], camera.centre[1] - rest.centre[1]) * camera.scale
            )
        return away

    on = thrown(follow_camera())
    assert 1.0 < max(on) < 14.0
    assert max(on[-10:]) == 0.0
    assert max(thrown(follow_camera(shakes=False))) == 0.0
    assert max(thrown(follow_camera(calm=True))) == 0.0


def test_with_reduced_motion_it_never_zooms() -> None:
    one = follow_camera(calm=True)
    scales = set()
    for k in range(300):
        scales.add(one.follow((k / 20 - 7.5, 0.0), (3.0, 0.0), ((0.0, 0.0),), 1 / 60).scale)
    assert scales == {one.scales[0]}


def test_its_middle_lies_on_whole_pixels() -> None:
    one = follow_camera()
    for k in range(120):
        camera = one.follow((k / 10, k / 30), (6.0, 2.0), ((0.0, 0.0),), 1 / 60)
        for value in camera.centre:
            assert value * camera.scale == pytest.approx(round(value * camera.scale), abs=1e-6)


def test_a_ball_on_the_upper_line_lies_below_the_signs_that_cover_the_top() -> None:
    covered, top = 60.0, (0.0, BOX[3])

    def height(head: float) -> float:
        moving = follow_camera(head=head)
        return settle(moving, top, top).at(*top)[1]

    # The body of whoever takes a kick-in stands outside the line, and takes a metre above it.
    assert height(0.0) < covered + 40.0 < height(covered)
