"""Where a step's time goes: each part of `game.sim.step.step`, at one world and at 1,024."""

import argparse
import sys
import time
from collections import defaultdict
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.cli.bench import PLAYERS, scene
from game.core.intents import Intents
from game.scenario.start import ball_to
from game.sim import ball, carry, contact, movement, obstacles, step, strike, swing
from game.sim.legs import lunge

PARTS = (
    (step, "_goals"), (movement, "turn"), (movement, "run"), (movement, "collide"), (swing, "swing"),
    (swing, "step_in"), (strike, "strike"), (ball, "travel"), (contact, "meet"),
    (lunge, "lunge"), (obstacles, "keep_off"), (carry, "follow_ball"), (carry, "carry"),
)  # fmt: skip
STEPS = {1: 1200, 1024: 236}


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    spent = {worlds: play(worlds, steps) for worlds, steps in STEPS.items()}
    print("part                 1 world, ms  1,024 worlds, ms  times")
    for name in spent[1]:
        alone, batch = spent[1][name], spent[1024][name]
        print(f"{name:20s} {alone:11.4f}  {batch:16.4f}  {1024 * alone / batch:5.0f}")
    print(
        "\nMeans over all steps. `times`: player-steps per second of the batch, as a multiple of one world's."
    )


def play(worlds: int, steps: int) -> dict[str, float]:
    """Milliseconds a step of every part and of the whole, in the benchmark's own four against four."""
    clock: dict[str, float] = defaultdict(float)
    undo = [(module, name, getattr(module, name)) for module, name in PARTS]
    try:
        for module, name, part in undo:
            setattr(module, name, timed(part, f"{module.__name__.split('.')[-1]}.{name.strip('_')}", clock))
        begun = scene(worlds)
        whole = timed(step.step, "the whole step", clock)
        for number in range(steps):
            if number % 240 == 239:
                ball_to(begun.world, 0)
            intents = Intents.idle(worlds, PLAYERS)
            begun.ai_team.think(begun.world.view(), intents)
            whole(begun.world, begun.pitch, intents)
    finally:
        for module, name, part in undo:
            setattr(module, name, part)
    in_order = sorted(clock, key=lambda name: -clock[name])
    return {name: float(np.float64(clock[name]) * 1e3 / steps) for name in in_order}


def timed(part: Callable[..., Any], name: str, clock: dict[str, float]) -> Callable[..., Any]:
    def call(*args: Any, **more: Any) -> Any:
        before = time.perf_counter()
        result = part(*args, **more)
        clock[name] += time.perf_counter() - before
        return result

    return call


if __name__ == "__main__":
    main()
