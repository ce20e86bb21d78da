"""The ``level`` subcommand: a level in a window, or played without one and told in figures."""

import argparse
from pathlib import Path
from typing import Any, Final

from game.cli.parser import one_of, whole
from game.mind.traits.strength import USUAL_STRENGTH
from game.scenario.errors import LevelError
from game.scenario.level_paths import find
from game.scenario.load import load_level
from game.scenario.schema import Level
from game.storage.console import progress, say, say_json, watched

LARGEST_SEED: Final = 2**63 - 1
MOST: Final = 10_000
USUAL_PLAYS: Final = 20
ONLY_HEADLESS: Final = ("by", "n", "seed")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Fill the subcommand's parser."""
    from game.app.scripted.levels import BY

    add = parser.add_argument
    add("level", metavar="NAME-or-PATH", help="a level's name, or a level file's path")
    add("--strength", type=whole(1, 5), metavar="1..5",
        help="how sharp the opponents' eyes are; left out: as chosen last in the options, "
        "3 at first and with --headless")  # fmt: skip
    add("--headless", action="store_true", help="no window: play it and print what became of it")
    add("--by", type=one_of(BY), metavar="WHO",
        help="with --headless: who steers the person: cpu, sound, poor (steps of the level's file), idle or "
        "beginner (cpu)")  # fmt: skip
    add("--n", type=whole(1, MOST), metavar="N", help=f"with --headless: how many plays ({USUAL_PLAYS})")
    add("--seed", type=whole(0, LARGEST_SEED), metavar="N", help="with --headless: the seed of the luck (0)")
    add("--json", action="store_true", help="with --headless: print one JSON object")


def read(args: argparse.Namespace) -> tuple[Path, Level]:
    """Return the level that the arguments ask for; raises LevelError for anything wrong with them."""
    from game.app.scripted.levels import check_steps

    path = find(args.level)
    level = load_level(path)
    if not args.headless:
        for name in (*ONLY_HEADLESS, "json"):
            if getattr(args, name) not in (None, False):
                raise LevelError([f"--{name}: expected only with --headless (got it without)"])
    else:
        try:
            check_steps(level, args.by)
        except LevelError as error:
            raise LevelError([f"{args.level}: {line}" for line in error.faults]) from None
    return path, level


def play(level: Level, args: argparse.Namespace) -> int:
    """Play without a window and print; returns the exit code."""
    from game.app.scripted.levels import LevelPlay, play_level, summary

    by, seed, strength = args.by or "cpu", args.seed or 0, args.strength or USUAL_STRENGTH
    n = args.n or USUAL_PLAYS
    plays: list[LevelPlay] = []
    shown = watched()
    for number in range(n):
        if shown:
            progress(f"\r{number} of {n} plays")
        plays.append(play_level(level, by, (seed + number) % (LARGEST_SEED + 1), strength))
    if shown:
        progress("\r" + " " * 40 + "\r")
    report = summary(args.level, by, seed, strength, plays)
    if args.json:
        say_json(report)
    else:
        say(table(level, report))
    return 0


def table(level: Level, report: dict[str, Any]) -> str:
    """Return the report for people."""
    low, high = report["won_ci95"]
    lines = [
        f"{level.title}: {report['n']} plays by {report['by']}, seed {report['seed']}, "
        f"strength {report['strength']}",
        f"won {100 * report['won']:.0f} % ({100 * low:.0f} to {100 * high:.0f}); "
        + ", ".join(f"{grade} {count}" for grade, count in report["grades"].items()),
    ]
    for number, one in enumerate(report["plays"], 1):
        end = one["grade"] if one["won"] else f"lost by {one['lost_by']}"
        lines.append(f"  {number:>3}  {end}, score {one['score']}, {one['seconds']:.1f} s")
    return "\n".join(lines)
