"""Twelve bodies in a real window (Xvfb, software): what a picture costs, and how soon the first is there.

``python bench/app/window.py``; ``--seconds 60`` of play at 60 pictures a second. Milliseconds of the clock,
and of the processor: on a busy machine only the latter say something about the program.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

WARM_SECONDS = 3.0
"""Not measured: the count before kick-off, the first pieces of grass, the second process."""
STARTS = 5


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=60.0, help="of play that are measured (60)")
    parser.add_argument("--a-side", type=int, default=6, help="players a side, 3 to 6 (6)")
    parser.add_argument("--size", default="1280x720", help="of the window, WIDTHxHEIGHT (1280x720)")
    args = parser.parse_args()
    size = tuple(int(n) for n in args.size.split("x"))
    with tempfile.TemporaryDirectory() as home:
        os.environ["BACKHEEL_HOME"] = home
        server = screen(size)
        try:
            starts = sorted(first_picture() for _ in range(STARTS))
            middle = starts[len(starts) // 2]
            print(f"start to first picture: median {middle:.2f} s, slowest {starts[-1]:.2f} s of {STARTS}")
            show(play(args.seconds, args.a_side, size))
        finally:
            server.terminate()
            server.wait()


def screen(size: tuple[int, ...]) -> subprocess.Popen[bytes]:
    """An X server without a monitor; this process's windows go there."""
    reads, writes = os.pipe()
    geometry = f"{size[0]}x{size[1]}x24"
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(writes), "-screen", "0", geometry, "-nolisten", "tcp"],
        pass_fds=[writes],
        stderr=subprocess.DEVNULL,
    )
    os.close(writes)
    with os.fdopen(reads) as answer:
        os.environ["DISPLAY"] = f":{answer.readline().strip()}"
    os.environ |= {"SDL_VIDEODRIVER": "x11", "SDL_AUDIODRIVER": "dummy", "PYGAME_HIDE_SUPPORT_PROMPT": "1"}
    return server


def first_picture() -> float:
    """Seconds from the program's start to the title's first picture on the screen, interpreter included."""
    with tempfile.TemporaryDirectory() as folder:
        trace = Path(folder) / "trace"
        began = time.perf_counter()
        program = subprocess.Popen(
            [sys.executable, str(ROOT / "main.py")], env={**os.environ, "BACKHEEL_TRACE": str(trace)}
        )
        try:
            while True:
                text = trace.read_text() if trace.exists() else ""
                if any(json.loads(line)["event"] == "first_frame" for line in text.split("\n")[:-1]):
                    return time.perf_counter() - began
                time.sleep(0.005)
        finally:
            program.terminate()
            program.wait()


def play(seconds: float, a_side: int, size: tuple[int, ...]) -> dict[str, Any]:
    """Computer against computer, picture after picture as the program makes them; milliseconds of each."""
    import pygame

    from game.app.audio.mixer import Sounds
    from game.app.input.devices import Devices
    from game.app.main import one_frame
    from game.app.scenes.navigator import SceneNavigator
    from game.app.scenes.play.match import MatchScene
    from game.app.shell.context import Context
    from game.app.shell.frame_pacing import FramePacing
    from game.app.shell.settings import Settings
    from game.app.shell.trace import Trace
    from game.app.shell.window import Window
    from game.scenario.fixture import Fixture

    pygame.font.init()
    window = Window("bench", fullscreen=False)
    window.screen = pygame.display.set_mode(size)
    context = Context(window, Settings(), Devices(), Sounds(0.5, 0.5), Trace(None), seed=1)
    context.nav = SceneNavigator(context)
    context.resize()
    scene = MatchScene(context, Fixture(a_side=a_side, minutes=20.0), 1)
    context.home(scene)
    pacing = FramePacing(60.0)
    wall: list[float] = []
    own: list[float] = []
    shown: list[float] = []
    made_steps: list[int] = []
    passed = pacing.usual
    warm = time.perf_counter() + WARM_SECONDS
    until = warm + seconds
    while time.perf_counter() < until:
        # Nobody manages windows here, so the focus comes and goes; that must not pause.
        frame = replace(context.devices.poll(passed), lost_focus=False)
        before = scene.now.step
        begin, thread = time.perf_counter(), time.thread_time()
        one_frame(context, frame, passed)
        made, spent = time.perf_counter(), time.thread_time()
        context.window.show()
        if begin > warm:
            wall.append(1e3 * (made - begin))
            own.append(1e3 * (spent - thread))
            shown.append(1e3 * (time.perf_counter() - made))
            made_steps.append(scene.now.step - before)
        passed = pacing.wait()
    steps = scene.now.step
    context.shut()
    context.devices.close()
    pygame.quit()
    single = [ms for ms, n in zip(own, made_steps, strict=True) if n == 1]
    measured = {"wall": wall, "own": own, "single": single, "shown": shown}
    return {**measured, "steps": steps, "load": os.getloadavg()[0]}


def show(measured: dict[str, Any]) -> None:
    """Percentiles of what was measured."""
    pictures = len(measured["wall"])
    print(f"{pictures} pictures, {measured['steps']} steps, load of the machine {measured['load']:.1f}")
    print("                                        mean   50 %   95 %   99 %    max, ms")
    for name, words in (
        ("wall", "simulation + drawing, by the clock"),
        ("own", "... the processor's time of this thread"),
        ("single", "... of pictures with one step"),
        ("shown", "handing the picture over"),
    ):
        values = np.array(measured[name])
        marks = np.percentile(values, [50, 95, 99, 100])
        print(f"{words:38s}" + "".join(f"{v:7.2f}" for v in (values.mean(), *marks)))


if __name__ == "__main__":
    main()
