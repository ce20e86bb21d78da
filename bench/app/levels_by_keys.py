"""Levels played at the keyboard: what a level teaches against not doing it, the share of tries that count.

python bench/app/levels_by_keys.py                            # every level, both ways
python bench/app/levels_by_keys.py --levels dont-stare --n 6 --seconds 60

One scripted person (eight directions, tenths of a second, 0.2 s of reaction) plays the level in both ways
with the same luck. A level of so many goes is played whole, n plays side by side. Of the others the clocks
don't end a play: each runs for the seconds that are asked for.
"""

import argparse
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from statistics import mean

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from drilled import Drilled, Way
from level_ways import LEVELS

from game.analysis.passes.rollout import wilson
from game.app.scripted.controls import ScriptedGame
from game.app.scripted.level_batch import play_level_batch
from game.core.state import STEP_SECONDS
from game.rules.level.session import Session
from game.scenario.load import apply_level_set, load_level
from game.scenario.schema import SentenceTable


def for_so_long(name: str, way: Way, n: int, seconds: float, strength: int) -> tuple[int, int]:
    """Return how many tries counted, and how many there were, in ``n`` plays of so long each, s."""
    level = load_level(name)
    changes: dict[str, float] = {"count": 1000, "each_foot": 1000, "time_limit": 7000.0}
    for key, value in changes.items():
        if getattr(level.objective, key, None) is not None:
            level = apply_level_set(level, {f"objective.{key}": value})
    counted = tried = 0
    for seed in range(n):
        session = Session(level, seed, strength, {"human2"})
        scripted = ScriptedGame(session, {"human1": Drilled(session, seed, way)}, session.objective.marks)
        for _ in range(round(seconds / STEP_SECONDS)):
            scripted.step()
            if session.done:
                break
        counted, tried = counted + session.progress.score, tried + session.progress.attempts
    return counted, tried


def whole(name: str, seeds: Sequence[int], strength: int) -> list[list[int]]:
    """Return the scores of whole plays each way, all side by side."""
    ways = {str(number): partial(Drilled, way=way) for number, way in enumerate(LEVELS[name])}
    every = [(by, seed) for by in ways for seed in seeds]
    plays, n = play_level_batch(load_level(name), every, strength, ways), len(seeds)
    return [[play.score for play in plays[k * n : (k + 1) * n]] for k in range(len(ways))]


def share(done: int, tried: int) -> tuple[str, float, float]:
    """Return a share as the page says it, and its interval."""
    low, high = wilson(done, tried) if tried else (0.0, 1.0)
    words = f"{done} of {tried}, {100 * done / max(tried, 1):.0f} % ({100 * low:.0f}-{100 * high:.0f})"
    return words, low, high


def row(name: str, seeds: Sequence[int], seconds: float, strength: int) -> str:
    """Return one level's row: both ways, and whether they can be told apart."""
    objective, ways = load_level(name).objective, LEVELS[name]
    goes = getattr(objective, "goes", None)
    if isinstance(objective, SentenceTable):
        does, doesnt = whole(name, seeds, strength)
        if goes is None:
            told = [f"{mean(one):.1f} ({min(one)}-{max(one)}), {len(one)} plays" for one in (does, doesnt)]
            apart = min(does) > max(doesnt)
            return _row(name, ways, told, apart)
        counts = [(sum(one), goes * len(seeds)) for one in (does, doesnt)]
    else:
        counts = [for_so_long(name, way, len(seeds), seconds, strength) for way in ways]
    (first, low, _), (second, _, high) = (share(*count) for count in counts)
    return _row(name, ways, [first, second], low > high)


def _row(name: str, ways: tuple[Way, Way], told: Sequence[str], apart: bool) -> str:
    cells = [name, ways[0].words, told[0], ways[1].words, told[1], "yes" if apart else "**no**"]
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Play and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--levels", nargs="+", default=list(LEVELS), choices=list(LEVELS))
    parser.add_argument("--n", type=int, default=4)
    parser.add_argument("--seed", type=int, default=0, help="the first of n seeds")
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--strength", type=int, default=3)
    args = parser.parse_args()
    print("| level | doing it | | not doing it | | apart |\n|---|---|---|---|---|---|", flush=True)
    for name in args.levels:
        seeds = range(args.seed, args.seed + args.n)
        print(row(name, seeds, args.seconds, args.strength), flush=True)


if __name__ == "__main__":
    main()
