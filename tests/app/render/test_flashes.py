"""Nothing flashes more than three times a second: measured on the pictures, patch by patch."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pygame
import pytest

from game.app.scenes.menus.options import Options
from game.app.scenes.menus.title import Title
from game.app.scenes.play.match import MatchScene
from game.app.shell.context import Context
from game.scenario.fixture import Fixture

PATCHES = (16, 9)
RATE = 30
LEAST = 0.10
"""A flash is a pair of opposing changes of a tenth of the full light or more (WCAG 2.3.1)."""


def lights(context: Context, seconds: float, step: Callable[[], None]) -> np.ndarray:
    """``(pictures, 16, 9)`` how bright each patch of the picture is, 0 to 1."""
    found = []
    for _ in range(round(seconds * RATE)):
        step()
        context.draw()
        small = pygame.transform.smoothscale(context.window.screen, PATCHES)
        found.append(pygame.surfarray.array3d(small) @ np.array([0.2126, 0.7152, 0.0722]) / 255.0)
    return np.array(found)


def flashes(light: np.ndarray) -> int:
    """The most pairs of opposing changes within any second, of any patch."""
    worst = 0
    for patch in light.reshape(len(light), -1).T:
        turns, anchor, way = [], patch[0], 0
        for k, level in enumerate(patch):
            if way == 0 and abs(level - anchor) >= LEAST:
                way = 1 if level > anchor else -1
                turns.append(k)
                anchor = level
            elif way and (level - anchor) * way > 0:
                anchor = level
            elif way and (anchor - level) * way >= LEAST:
                way, anchor = -way, level
                turns.append(k)
        for k in turns:
            worst = max(worst, sum(k <= other < k + RATE for other in turns) // 2)
    return worst


def test_a_lamp_is_counted() -> None:
    lamp = np.tile(np.repeat([0.0, 1.0], 3), 10)[:, None, None]
    assert flashes(lamp) >= 4
    assert flashes(np.zeros((60, 2, 2))) == 0


def test_title_and_menus_do_not_flash(context: Context) -> None:
    title = Title(context)
    context.home(title)
    assert flashes(lights(context, 4.0, lambda: title.update(1 / RATE))) <= 3
    options = Options(context)
    context.push(options)

    def walk() -> None:
        options.menu.focus = (options.menu.focus + 1) % len(options.menu.entries)

    assert flashes(lights(context, 0.5, walk)) <= 3


@pytest.mark.parametrize("reduced", [False, True])
def test_play_and_a_shaken_camera_do_not_flash(context: Context, reduced: bool) -> None:
    context.change(replace(context.settings, reduced_motion=reduced, record_replays=False))
    scene = MatchScene(context, Fixture(), 3)
    context.home(scene)
    scene.count = 0.0
    shaken = False

    def step() -> None:
        nonlocal shaken
        if not shaken and scene.stage.follow_camera is not None:
            scene.stage.follow_camera.shake(1.0, 0.4)
            shaken = True
        scene.update(1 / RATE)

    assert flashes(lights(context, 1.5, step)) <= 3
