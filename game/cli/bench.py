"""The engine's own benchmark: how fast worlds step on this machine."""

import argparse
import os
import time
from collections.abc import Sequence
from typing import Any

import numpy as np

from game.cli.parser import whole
from game.core.intents import Intents
from game.scenario.load import parse_level
from game.scenario.start import StartedLevel, ball_to, start
from game.sim.step import step
from game.storage.console import say, say_json
from game.storage.workers import Pool, Stop

PLAYERS = 8
SIZES = (1, 64, 1024)
SECONDS_OF_PLAY = 4.0


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Fill the subcommand's parser."""
    parser.add_argument(
        "--rounds", type=whole(1, 100), default=3, metavar="N", help="how often each size is run (3)"
    )
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Measure and print."""
    rows = [measure(worlds, args.rounds) for worlds in SIZES]
    live = rows[0]["step_with_minds_ms"]
    ratio = rows[-1]["player_steps_per_second"] / rows[0]["player_steps_per_second"]
    shared = measure_shared(args.rounds)
    spread = shared["player_steps_per_second"] / rows[0]["player_steps_per_second"]
    report = {
        "players": PLAYERS,
        "rows": rows,
        "shared": shared,
        "live_step_ms": rows[0]["step_ms"],
        "live_step_with_minds_ms": live,
        "batch_gain": round(ratio, 1),
        "batch_gain_shared": round(spread, 1),
    }
    if args.json:
        say_json(report)
        return 0
    say(f"{PLAYERS} players, 4 against 4; medians over a round, of the quietest of {args.rounds}\n")
    say("worlds   step ms   with minds ms   steps/s   world-steps/s   player-steps/s")
    for row in rows:
        say(
            f"{row['worlds']:6,}  {row['step_ms']:8.3f}  {row['step_with_minds_ms']:14.3f}"
            f"  {row['steps_per_second']:8,.0f}  {row['world_steps_per_second']:14,.0f}"
            f"  {row['player_steps_per_second']:15,.0f}"
        )
    say(f"\none live step: {rows[0]['step_ms']:.3f} ms; with everybody's mind {live:.3f} ms")
    say(f"player-steps per second at {SIZES[-1]:,} worlds, of those of one world:")
    say(f"  {ratio:.0f} times in one process, {spread:.0f} times in {shared['processes']}")
    return 0


def measure_shared(rounds: int) -> dict[str, Any]:
    """Measure the largest size shared out among the cores, all at once, as ``rollout`` shares long work."""
    processes = os.cpu_count() or 1
    worlds = SIZES[-1] // processes
    pool = Pool(processes, nice=0)
    try:
        rows = [row for _, row in pool.map(_measured, None, [(worlds, rounds)] * processes)]
    finally:
        pool.close()
    total = sum(row["player_steps_per_second"] for row in rows)
    return {"processes": processes, "worlds": worlds * processes, "player_steps_per_second": round(total, 1)}


def _measured(_shared: None, worlds: int, rounds: int, *, stop: Stop) -> dict[str, Any]:
    """Measure in a worker."""
    return measure(worlds, rounds)


def scene(worlds: int) -> StartedLevel:
    """Return four against four around a ball, everybody thinking for themselves."""
    spots = [
        (-6.0, 0.0),
        (2.0, 6.0),
        (3.0, -6.0),
        (10.0, 1.0),
        (-3.0, 1.0),
        (3.0, 4.0),
        (4.0, -4.0),
        (8.0, 0.0),
    ]
    players = [
        {
            "id": f"{'R' if i < PLAYERS // 2 else 'B'}{i}",
            "team": "red" if i < PLAYERS // 2 else "blue",
            "at": list(spot),
            "facing": 0.0 if i < PLAYERS // 2 else 180.0,
            "control": "cpu",
        }
        for i, spot in enumerate(spots)
    ]
    level = {
        "format": 1,
        "title": "Bench",
        "teaches": "How fast the engine steps.",
        "pitch": {"length": 40.0, "width": 30.0, "surface": "dry"},
        "player": players,
        "ball": {"holder": "R0"},
        "objective": {"kind": "free"},
    }
    return start(parse_level(level, "bench"), seed=0, worlds=worlds, headless=True)


def measure(worlds: int, rounds: int) -> dict[str, Any]:
    """Step times of one batch size; the ball goes back to its first holder every few seconds of play.

    A round's figure is the median over its steps, and the quietest round counts: what else a machine does can
    only add to it.
    """
    alone = whole = float("inf")
    steps = round(SECONDS_OF_PLAY * 60) if worlds > 1 else round(SECONDS_OF_PLAY * 300)
    for _ in range(rounds):
        begun = scene(worlds)
        world = begun.world
        step_times: list[float] = []
        think_times: list[float] = []
        for number in range(steps):
            if number % 240 == 239:
                ball_to(world, 0)
            before = time.perf_counter()
            intents = Intents.idle(worlds, PLAYERS)
            begun.ai_team.think(world.view(), intents)
            between = time.perf_counter()
            step(world, begun.pitch, intents)
            after = time.perf_counter()
            step_times.append(after - between)
            think_times.append(after - before)
        alone, whole = min(alone, _median(step_times)), min(whole, _median(think_times))
    return {
        "worlds": worlds,
        "step_ms": round(1e3 * alone, 4),
        "step_with_minds_ms": round(1e3 * whole, 4),
        "steps_per_second": round(1.0 / alone, 1),
        "world_steps_per_second": round(worlds / alone, 1),
        "player_steps_per_second": round(worlds * PLAYERS / alone, 1),
    }


def _median(times: Sequence[float]) -> float:
    return float(np.median(np.asarray(times)))
