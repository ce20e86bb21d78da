"""The ``match`` subcommand: read a fixture from the command line; without a window, play it and print."""

import argparse
from collections.abc import Callable, Sequence
from dataclasses import asdict
from functools import partial
from typing import Any, Final, TypeVar

from game.cli.parser import number, whole
from game.cli.recordings import RecordError, Recordings, finish
from game.core.events import Events
from game.core.state import STEP_SECONDS
from game.rules.match.laws import steps
from game.rules.match.match import Match
from game.rules.match.match_in_batch import OneOfMany
from game.rules.match.report import LOST_TO
from game.scenario.errors import LevelError
from game.scenario.fixture import SIDES, Fixture, RondoFixture, load_table, parse_fixture
from game.storage.console import FAILED, progress, say, say_json, warn, watched

LARGEST_SEED: Final = 2**63 - 1
MOST: Final = 10_000
BATCH: Final = 32
"""Matches side by side: beyond that nothing gets faster."""

IN_WINDOW: Final = 6
"""Players a side at most in a window: more are too small to tell apart there."""
WINDOW_FAULT: Final = f"expected a whole number of players a side from 3 to {IN_WINDOW}"


def add_contest(parser: argparse.ArgumentParser, what: str) -> None:
    """Add the arguments that a match and a rondo share."""
    add = parser.add_argument
    add("--fixture", metavar="FILE", help=f"a TOML or JSON file with the {what}'s keys; options come over it")
    add("--surface", metavar="NAME", help="dry, wet, bumpy or artificial (dry)")
    for side in SIDES:
        add(f"--{side}", metavar="WHO", help=f"who plays {side}: human1, human2, both or cpu")
    add("--strength", type=whole(), metavar="N", help="the computer's strength, 1 to 5 (3)")
    for side in SIDES:
        add(f"--{side}-strength", type=whole(), metavar="N", help=f"the same for {side} alone")
    for side in SIDES:
        add(f"--{side}-style", metavar="STYLE", help=f"how {side} defends: mixed, patient, gambler, ...")
    add(
        "--seed",
        type=whole(0, LARGEST_SEED),
        metavar="N",
        help="the seed of the luck (0; in a window: another every time)",
    )
    add("--headless", action="store_true", help="no window: computer against computer")
    add(
        "--n", type=whole(1, MOST), default=1, metavar="N", help=f"how many, with --headless: 1 to {MOST} (1)"
    )
    add("--json", action="store_true", help="with --headless: print one JSON object")
    add("--record", metavar="DIR", help=f"with --headless: keep a replay of each {what} in this folder")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Fill the subcommand's parser."""
    add = parser.add_argument
    add(
        "--a-side",
        type=whole(),
        metavar="N",
        help="players a side, a keeper included: 3 to 6, with --headless to 11 (5)",
    )
    add("--goals", metavar="KIND", help="keepers, or small: small goals and nobody in them (keepers)")
    add("--minutes", type=number(), metavar="N", help="minutes of both halves together, from 0.5 (6)")
    add("--offside", action="store_true", help="with the offside law")
    add("--boards", action="store_true", help="boards all round: the ball never goes out")
    add("--quick", action="store_true", help="quick restarts, and kick-ins that may be dribbled")
    add("--limited-vision", action="store_true", help="people see only what their own player looks at")
    add("--no-golden-goal", action="store_true", help="a draw stays a draw")
    add_contest(parser, "match")


def contest_keys(args: argparse.Namespace, keys: tuple[str, ...]) -> tuple[dict[str, Any], str]:
    """Return the values of a file and of the options over it, and what to name in a fault."""
    if args.json and not args.headless:
        raise LevelError(["--json: expected together with --headless"])
    if args.record is not None and not args.headless:
        raise LevelError(["--record: expected together with --headless"])
    raw: dict[str, Any] = {}
    where = ""
    if args.fixture is not None:
        raw, where = load_table(args.fixture)
    given = {key: getattr(args, key) for key in keys if getattr(args, key) is not None}
    raw.update(given)
    for side in SIDES:
        strength = getattr(args, f"{side}_strength")
        own = {
            "control": getattr(args, side),
            "strength": args.strength if strength is None else strength,
            "style": getattr(args, f"{side}_style"),
        }
        table = raw.get(side, {})
        if isinstance(table, dict):
            raw[side] = {**table, **{key: value for key, value in own.items() if value is not None}}
    seat_people(raw, args.headless)
    return raw, where


def seat_people(raw: dict[str, Any], headless: bool) -> None:
    """Nobody sits there without a window; with one, somebody plays red unless it is said who plays."""
    tables = [raw[side] for side in SIDES if isinstance(raw.get(side), dict)]
    if headless:
        for table in tables:
            table["control"] = "cpu"
    elif not any("control" in table for table in tables) and isinstance(raw.get("red"), dict):
        raw["red"]["control"] = "human1"


def read(args: argparse.Namespace) -> Fixture:
    """Return the fixture that the arguments ask for; raises LevelError for anything wrong with them."""
    raw, where = contest_keys(args, ("a_side", "goals", "minutes", "surface"))
    if args.offside:
        raw["offside"] = True
    if args.boards:
        raw["boards"] = True
    if args.quick:
        raw["quick"] = True
    if args.limited_vision:
        raw["limited_vision"] = True
    if args.no_golden_goal:
        raw["golden_goal"] = False
    try:
        fixture = parse_fixture(raw, where)
        if not args.headless and fixture.a_side > IN_WINDOW:
            raise LevelError([f"{where}: a_side: {WINDOW_FAULT} (got {fixture.a_side})"])
    except LevelError as error:
        raise LevelError([as_options(line) for line in error.faults]) from None
    return fixture


def as_options(fault: str) -> str:
    """Return a fault without a file as one of the options: named as the person typed it."""
    if not fault.startswith(": "):
        return fault
    key, _, rest = fault[2:].partition(": ")
    return f"--{key.replace('.control', '').replace('.', '-').replace('_', '-')}: {rest}"


def play(fixture: Fixture, args: argparse.Namespace) -> int:
    """Play without a window and print; returns the exit code."""
    seed = args.seed or 0
    kept = None if args.record is None else Recordings(args.record, f"match-seed-{seed}-world", 0, args.n)
    return say_played("matches", fixture, args, partial(_play_all, fixture, seed, args.n, kept), print_row)


Row = dict[str, Any]
"""What became of one match or rondo, as plain JSON."""
AnyFixture = TypeVar("AnyFixture", Fixture, RondoFixture)


def say_played(
    what: str,
    fixture: AnyFixture,
    args: argparse.Namespace,
    play_all: Callable[["MatchProgress | None"], list[Row]],
    print_one: Callable[[AnyFixture, Row], None],
) -> int:
    """Play with a line about how far it is, and print every row; returns the exit code.

    The JSON names the rows ``what``. A replay that can't be kept ends it with one line.
    """
    shown = MatchProgress(args.n) if watched() else None
    try:
        rows = play_all(shown)
    except RecordError as error:
        warn(str(error))
        return FAILED
    finally:
        if shown is not None:
            shown.clear()
    if args.json:
        data, seed = fixture.model_dump(mode="json"), args.seed or 0
        say_json({"fixture": data, "digest": fixture.digest, "seed": seed, "n": args.n, what: rows})
        return 0
    for row in rows:
        print_one(fixture, row)
    return 0


def _play_all(
    fixture: Fixture, seed: int, n: int, kept: Recordings | None, shown: "MatchProgress | None"
) -> list[dict[str, Any]]:
    """Play batch after batch; yields a row for each match."""
    rows: list[dict[str, Any]] = []
    for first in range(0, n, BATCH):
        match = Match(fixture, seed, min(BATCH, n - first), first)
        cameras = None if kept is None else Cameras(match, kept)
        try:
            while not match.all_done:
                events = match.advance({})
                if cameras is not None:
                    cameras.observe(events)
                if shown is not None and match.world.step % steps(2.0) == 0:
                    shown.show(first, match.world.step * STEP_SECONDS)
        finally:
            if cameras is not None:
                cameras.close()
        for one in range(match.world.worlds):
            row = row_of(match, one, first + one)
            rows.append(row if kept is None else {**row, "replay": kept.path(first + one).name})
    return rows


class Cameras:
    """Records every match of a batch in a file of its own, each to its own end."""

    def __init__(self, match: Match, kept: Recordings) -> None:
        ones = [OneOfMany(match, number) for number in range(match.world.worlds)]
        self._running = [(one, kept.of(one, match.first + one.number)) for one in ones]

    def observe(self, events: Sequence[Events]) -> None:
        """Take in a step of all of them; raises :class:`RecordError` where one can't be written."""
        for one, recorder in self._running:
            recorder.observe(one.happened(events))
        over = [recorder for one, recorder in self._running if one.done or recorder.problem]
        if over:
            self._running = [pair for pair in self._running if pair[1] not in over]
            finish(over)

    def close(self) -> None:
        """No more is played: what isn't over ends here."""
        running, self._running = self._running, []
        finish([recorder for _, recorder in running])


def row_of(match: Match, number: int, world: int) -> dict[str, Any]:
    """Return one match's result as plain JSON."""
    referee, book = match.referees[number], match.books[number]
    report = book.report(referee.score)
    return {
        "world": world,
        "score": list(referee.score),
        "halves": referee.half,
        "seconds_played": round((referee.before + referee.played) * STEP_SECONDS, 3),
        "report": {name: _rounded(asdict(side)) for name, side in zip(SIDES, report.sides, strict=True)},
        "log": [asdict(entry) for entry in referee.log],
    }


def _rounded(side: dict[str, Any]) -> dict[str, Any]:
    side["possession"] = round(side["possession"], 4)
    return side


def print_row(fixture: Fixture, row: dict[str, Any]) -> None:
    """Print one match's result as text."""
    red, blue = row["score"]
    golden = ", golden goal" if row["halves"] > 2 and red != blue else ""
    say(f"{fixture.red.name} {red} - {blue} {fixture.blue.name}{golden}")
    for name, side in row["report"].items():
        lost = ", ".join(f"{side['lost'][cause]} {cause}" for cause in LOST_TO)
        say(
            f"  {name:<5} passes {side['completed']}/{side['passes']}, heels {side['heels_completed']}/"
            f"{side['heels']}, through disguise {side['disguised']}, shots {side['shots']} "
            f"({side['on_target']} on target), saves {side['saves']}, "
            f"possession {100 * side['possession']:.0f} %"
        )
        say(f"        lost: {lost}")


class MatchProgress:
    """A line on a terminal about how far it is."""

    def __init__(self, total: int) -> None:
        self.total = total

    def show(self, done: int, seconds: float) -> None:
        """Some are done, and those that are being played are at ``seconds``."""
        progress(f"\r{done}/{self.total} done, {seconds:.0f} s of the next  ")

    def clear(self) -> None:
        """Leave nothing behind."""
        progress("\r" + 50 * " " + "\r")
