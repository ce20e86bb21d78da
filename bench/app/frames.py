"""What a picture of a full match costs: simulation and drawing of twelve bodies, without a window.

``python bench/app/frames.py``; ``--size 3840x2160`` for another size, ``--steps 1200`` for how long. CPU
milliseconds, so that other programs on the machine count less.
"""

import argparse
import os
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pygame

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.app.audio.mixer import Sounds
from game.app.input.devices import Devices
from game.app.scenes.navigator import SceneNavigator
from game.app.scenes.play.match import MatchScene
from game.app.shell.context import Context
from game.app.shell.settings import Settings
from game.app.shell.trace import Trace
from game.app.shell.window import Window
from game.scenario.fixture import Fixture

WARM = 120
"""Pictures before measuring: sprites and grass are made in them."""


def measure(
    size: tuple[int, int], steps: int, seed: int, surface: str
) -> tuple[np.ndarray, np.ndarray, float]:
    """``(steps,)`` milliseconds of the simulation and of drawing, and of the first picture."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["BACKHEEL_HOME"] = folder
        settings = Settings(record_replays=False)
        context = Context(Window("bench", False), settings, Devices(), Sounds(0.0), Trace(None), seed=seed)
        context.nav = SceneNavigator(context)
        context.window.screen = pygame.display.set_mode(size)
        context.resize()
        scene = MatchScene(context, Fixture(a_side=6, surface=surface), seed)
        context.home(scene)
        scene.count = 0.0
        start = time.process_time()
        scene.draw(context.window.screen)
        first = (time.process_time() - start) * 1000.0
        sim, drawn = np.zeros(steps + WARM), np.zeros(steps + WARM)
        for k in range(steps + WARM):
            a = time.process_time()
            scene.update(1.0 / 60.0)
            b = time.process_time()
            scene.draw(context.window.screen)
            sim[k], drawn[k] = (b - a) * 1000.0, (time.process_time() - b) * 1000.0
        context.shut()
    return sim[WARM:], drawn[WARM:], first


def main() -> None:
    """Print medians and 99th percentiles."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--size", action="append", help="WIDTHxHEIGHT, as often as wanted")
    parser.add_argument("--steps", type=int, default=600)
    parser.add_argument("--seed", type=int, default=3)
    parser.add_argument("--surface", default="wet")
    args = parser.parse_args()
    os.environ["SDL_VIDEODRIVER"] = os.environ["SDL_AUDIODRIVER"] = "dummy"
    pygame.init()
    print("size        simulation        drawing           both         first picture (ms: median, 99 %)")
    for text in args.size or ["1280x720", "1920x1080", "3840x2160"]:
        width, _, height = text.partition("x")
        sim, drawn, first = measure((int(width), int(height)), args.steps, args.seed, args.surface)
        cells = "".join(
            f"{np.median(values):7.2f} {np.percentile(values, 99):7.2f}   "
            for values in (sim, drawn, sim + drawn)
        )
        print(f"{text:10s}{cells}{first:9.1f}")


if __name__ == "__main__":
    main()
