"""From a key to what is seen of it: real keys (xdotool) in a real window (Xvfb), frame after frame.

``python bench/app/reaction.py --kicks 10``: the push key goes down with the ball at the feet and up 0.25 s
later. Counted are pictures from the one that takes the key in to the leg that goes back (1: the same), steps
from the key's going up to the foot on the ball, and milliseconds from the key to the picture of the leg.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path[:0] = [str(ROOT), str(Path(__file__).resolve().parent)]

LEVEL = "wall-drill"
HOLD = 0.25
"""Seconds for which the key is down."""
REST = 1.2
"""Seconds with the ball at the feet before the next key."""
PATIENCE = 60.0
"""Seconds of the clock for each kick."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kicks", type=int, default=10, help="that are measured (10)")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ["BACKHEEL_HOME"] = home
        from window import screen

        server = screen((1280, 720))
        try:
            show(measured(args.kicks))
        finally:
            server.terminate()
            server.wait()


def key(way: str, name: str) -> float:
    """Press or let go of a key; returns when the X server had it."""
    subprocess.run(["xdotool", f"key{way}", name], check=True)
    return time.perf_counter()


def measured(kicks: int) -> dict[str, list[float]]:
    """Return for each kick: ``wind-up`` pictures, ``contact`` steps, ``seen`` milliseconds."""
    import pygame

    from game.app.audio.mixer import Sounds
    from game.app.input.actions import Action
    from game.app.input.devices import Devices
    from game.app.input.keys import key_label
    from game.app.main import one_frame
    from game.app.scenes.navigator import SceneNavigator
    from game.app.scenes.play.level import Play
    from game.app.shell.context import Context
    from game.app.shell.frame_pacing import FramePacing
    from game.app.shell.settings import Settings
    from game.app.shell.trace import Trace
    from game.app.shell.window import Window
    from game.core.state import Phase
    from game.scenario.level_paths import find

    pygame.font.init()
    alone = Settings(aim_help_1="off", weight_1="pure")  # help would let a leg go on back after the key
    context = Context(Window("bench", fullscreen=False), alone, Devices(), Sounds(0.0), Trace(None), seed=1)
    context.nav = SceneNavigator(context)
    name = key_label(context.devices.bindings.solo.of(Action.PUSH)[0]).lower()
    found: dict[str, list[float]] = {"wind-up": [], "contact": [], "seen": []}
    pacing = FramePacing(60.0)
    passed, down_at, up_at, had = pacing.usual, 0.0, 0.0, 0.0
    taken = freed = -1
    pictures = 0
    scene = Play(context, find(LEVEL))
    context.home(scene)
    begun = time.perf_counter()
    while len(found["contact"]) < kicks and time.perf_counter() - begun < PATIENCE * kicks:
        me, now = scene.seats[0].player, scene.now
        had = time.perf_counter() if now.holder != me else had
        if not down_at and now.holder == me and time.perf_counter() - had > REST:
            down_at, taken, freed = key("down", name), -1, -1
        if down_at and not up_at and time.perf_counter() - down_at > HOLD:
            up_at = key("up", name)
        frame = replace(context.devices.poll(passed), lost_focus=False)
        step, push = now.step, frame.people[0].push
        taken = step if taken < 0 and down_at and push else taken
        freed = step if freed < 0 and up_at and not push else freed
        struck = int(scene.playable.world.ball.struck_step[0])
        one_frame(context, frame, passed)
        context.window.show()
        pictures = pictures + 1 if taken >= 0 else 0
        back = int(scene.now.phase[me]) == Phase.BACK
        if taken >= 0 and back and len(found["seen"]) == len(found["contact"]):
            found["wind-up"].append(pictures)
            found["seen"].append(1e3 * (time.perf_counter() - down_at))
        after = int(scene.playable.world.ball.struck_step[0])
        if after > struck and after > freed >= 0:
            found["contact"].append(after - freed)
            taken = freed = -1
            down_at = up_at = 0.0
            had = time.perf_counter()
        passed = pacing.wait()
    print(f"load of the machine {os.getloadavg()[0]:.1f}")
    context.shut()
    context.devices.close()
    pygame.quit()
    return found


def show(found: dict[str, list[float]]) -> None:
    """Say what it came to."""
    wound, struck = np.array(found["wind-up"]), np.array(found["contact"])
    print(f"pictures until the leg goes back: {np.median(wound):.0f}, {wound.min():.0f} to {wound.max():.0f}")
    middle = np.median(struck)
    ms = 1e3 * middle / 60.0
    print(f"key up to contact: {middle:.0f} steps ({ms:.0f} ms), {struck.min():.0f} to {struck.max():.0f}")
    seen = np.array(found["seen"])
    print(f"key down to its picture: {np.median(seen):.0f} ms, {seen.min():.0f} to {seen.max():.0f}")


if __name__ == "__main__":
    main()
