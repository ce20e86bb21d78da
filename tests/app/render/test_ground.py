"""The ground under a large picture is made coarser, and lies where the fine one lies."""

import numpy as np
import pygame
import pytest

from game.app.render.camera import Camera
from game.app.render.ground import Ground
from game.core.pitch import Pitch
from game.core.surfaces import DRY

SIZE = (960, 540)


@pytest.fixture
def display() -> None:
    pygame.display.init()
    pygame.display.set_mode(SIZE)


@pytest.mark.usefixtures("display")
@pytest.mark.parametrize("centre", [(0.0, 0.0), (3.37, -2.21)])
@pytest.mark.parametrize("scale", [41.0, 50.0])
def test_a_coarse_ground_shows_the_same_lines_in_the_same_places(
    centre: tuple[float, float], scale: float
) -> None:
    pitch, camera = Pitch(40.0, 25.0, DRY), Camera(centre, scale, SIZE)
    pictures = []
    for coarse in (1, 2):
        screen = pygame.Surface(SIZE).convert()
        ground = Ground(pitch, (40.0, 50.0), coarse=coarse)
        ground.draw(screen, camera)
        pictures.append(pygame.surfarray.array3d(screen).astype(float).mean(axis=2))
        pictures[-1] /= pictures[-1].mean()
    fine, rough = pictures
    assert abs(fine - rough).mean() < 0.08
    # The halfway line: brightest column, from the top to the bottom.
    columns = [int(np.argmax(picture[:, 10:60].mean(axis=1))) for picture in pictures]
    assert abs(columns[0] - columns[1]) <= 6, "a chalk line is five pixels wide here"


@pytest.mark.usefixtures("display")
@pytest.mark.parametrize("centre", [(60.0, 0.0), (0.0, -45.0), (60.0, 40.0)])
def test_far_outside_the_ground_goes_on_as_the_edge_of_the_map(centre: tuple[float, float]) -> None:
    """No seam shows where a wide window or the editor looks beyond what is mown and planted."""
    screen = pygame.Surface(SIZE).convert()
    Ground(Pitch(40.0, 25.0, DRY), 20.0).draw(screen, Camera(centre, 20.0, SIZE))
    picture = pygame.surfarray.array3d(screen).astype(float)
    blocks = picture[:, :536].reshape(120, 8, 67, 8, 3).mean(axis=(1, 3))
    # 4 to 6 of 255 between neighbours; 9 to 38 where whole pieces beyond the map were filled with one colour.
    for axis in (0, 1):
        assert abs(np.diff(blocks, axis=axis)).max() < 7.0


@pytest.mark.usefixtures("display")
def test_a_coarse_ground_is_made_of_fewer_pieces() -> None:
    pitch, camera = Pitch(40.0, 25.0, DRY), Camera((0.0, 0.0), 45.0, (1920, 1080))
    screen, made = pygame.Surface((1920, 1080)).convert(), []
    for coarse in (1, 2):
        ground = Ground(pitch, (40.0, 50.0), coarse=coarse)
        ground.draw(screen, camera)
        made.append(len(ground._pieces))
    assert made[1] < made[0] / 2
