"""One pass among six bodies, played to its end in 1,000 worlds: how long that takes."""

import argparse
import sys
import time
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.analysis.passes.rollout import Case, rollout
from game.scenario.load import parse_level, parse_plan

SPOTS = {
    "R1": ("red", [-8.0, 0.0], 0.0),
    "R2": ("red", [6.0, 3.0], 180.0),
    "R3": ("red", [4.0, -6.0], 150.0),
    "B1": ("blue", [-2.0, -5.0], 180.0),
    "B2": ("blue", [2.0, 9.0], 180.0),
    "B3": ("blue", [10.5, 3.0], 180.0),
}
LEVEL = {
    "format": 1,
    "title": "Bench",
    "teaches": "How fast a pass is played to its end.",
    "pitch": {"length": 40.0, "width": 30.0, "surface": "dry"},
    "player": [
        {"id": name, "team": team, "at": at, "facing": facing, "control": "cpu"}
        for name, (team, at, facing) in SPOTS.items()
    ],
    "ball": {"holder": "R1"},
    "objective": {"kind": "free"},
}
PLAN = {"technique": "push", "target": "R2", "speed": 13.0}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=1000, help="worlds (1000)")
    parser.add_argument("--rounds", type=int, default=5, help="how often (5)")
    args = parser.parse_args()
    level = parse_level(LEVEL, "bench")
    case = Case(PLAN, parse_plan(PLAN, "bench", level), {}, level)
    rollout([case], 8, 0)  # the table of ball speeds is made once, not once a rollout
    seconds = []
    for number in range(args.rounds):
        before = time.perf_counter()
        (result,) = rollout([case], args.n, number)
        seconds.append(time.perf_counter() - before)
    ends = result.tally.figures["seconds_to_end"]
    print(f"{args.n:,} worlds, six bodies, {np.nanmedian(ends):.1f} s of play at the median")
    print(f"outcomes: { {name: count for name, count in result.summary()['outcomes'].items() if count} }")
    print(f"median of {args.rounds}: {np.median(seconds):.2f} s, {args.n / np.median(seconds):,.0f} worlds/s")


if __name__ == "__main__":
    main()
