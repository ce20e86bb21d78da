"""The ``rondo`` subcommand: read a rondo from the command line; without a window, play it and print."""

import argparse
from dataclasses import asdict
from functools import partial

from game.analysis.replay.format import LATEST
from game.cli.match import MatchProgress, Row, add_contest, as_options, contest_keys, say_played
from game.cli.parser import number, whole
from game.cli.recordings import Recordings, finish
from game.rules.match.laws import steps
from game.rules.match.rondo import Rondo
from game.scenario.errors import LevelError
from game.scenario.fixture import SIDES, RondoFixture, parse_rondo
from game.storage.console import say


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Fill the subcommand's parser."""
    add = parser.add_argument
    add("--keepers", type=whole(), metavar="N", help="how many keep the ball against two: 4 or 5 (4)")
    add("--size", type=number(), metavar="M", help="metres a side of the square (11)")
    add("--one-touch", action="store_true", help="nobody may touch the ball twice")
    add("--heel-only", action="store_true", help="only heels count")
    add("--points", type=whole(), metavar="N", help="points to win (10)")
    add("--turn-passes", type=whole(), metavar="N", help="passes after which roles change (20)")
    add("--minutes", type=number(), metavar="N", help="minutes at most (4)")
    add_contest(parser, "rondo")


def read(args: argparse.Namespace) -> RondoFixture:
    """Return the rondo that the arguments ask for; raises LevelError for anything wrong with them."""
    raw, where = contest_keys(args, ("keepers", "size", "points", "turn_passes", "minutes", "surface"))
    for key in ("one_touch", "heel_only"):
        if getattr(args, key):
            raw[key] = True
    try:
        return parse_rondo(raw, where)
    except LevelError as error:
        raise LevelError([as_options(line) for line in error.faults]) from None


def play(fixture: RondoFixture, args: argparse.Namespace) -> int:
    """Play without a window and print; returns the exit code."""
    seed = args.seed or 0
    kept = None
    if args.record is not None:
        if seed + args.n - 1 > LATEST:
            raise LevelError(
                [f"--seed: expected at most {LATEST - args.n + 1} with --n {args.n} (got {seed})"]
            )
        kept = Recordings(args.record, "rondo-seed", seed, args.n)
    return say_played("rondos", fixture, args, partial(_play_all, fixture, seed, args.n, kept), _print_row)


def _print_row(fixture: RondoFixture, row: Row) -> None:
    """Print one rondo's result as text."""
    red, blue = row["score"]
    say(f"{fixture.red.name} {red} - {blue} {fixture.blue.name}")
    for name, side, most in zip(SIDES, row["report"].values(), row["most_passes"], strict=True):
        say(
            f"  {name:<5} passes {side['completed']}/{side['passes']}, most in a row {most}, heels "
            f"{side['heels_completed']}/{side['heels']}, through disguise {side['disguised']}"
        )


def _play_all(
    fixture: RondoFixture, seed: int, n: int, kept: Recordings | None, shown: MatchProgress | None
) -> list[Row]:
    """Play one after the other; a row a rondo."""
    rows: list[Row] = []
    for played in range(n):
        rondo = Rondo(fixture, seed + played)
        recorder = None if kept is None else kept.of(rondo, seed + played)
        try:
            while not rondo.done:
                events = rondo.advance({})
                if recorder is not None and not recorder.observe(events):
                    break
                if shown is not None and rondo.world.step % steps(2.0) == 0:
                    shown.show(played, rondo.world.seconds)
        finally:
            if recorder is not None:
                finish([recorder])
        row = _row(rondo, seed + played)
        rows.append(row if kept is None else {**row, "replay": kept.path(seed + played).name})
    return rows


def _row(rondo: Rondo, seed: int) -> Row:
    report = rondo.report
    return {
        "seed": seed,
        "score": list(rondo.score),
        "seconds_played": round(rondo.played, 3),
        "turns": rondo.turns,
        "most_passes": list(rondo.most_passes),
        "report": {name: asdict(side) for name, side in zip(SIDES, report.sides, strict=True)},
        "log": [asdict(entry) for entry in rondo.log],
    }
