"""The subcommands, each imported when it is asked for: ``levels`` doesn't wait for a window library."""

import argparse
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from game import __version__
from game.cli.parser import Parser, UsageError
from game.scenario.errors import LevelError
from game.scenario.words import did_you_mean, path_words
from game.storage.console import (
    FAILED,
    OutputError,
    flush,
    give_up,
    say,
    say_json,
    standard_streams,
    warn,
)
from game.storage.endings import EndedError, asked_to_end, raise_ended
from game.storage.workers import WorkError

WRONG = 2
"""Exit code for a wrong argument, file or key."""


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand: what it does in a line, and how to fill its parser and run it."""

    help: str
    load: Callable[[], tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]]


def _level() -> tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]:
    from game.cli import level

    def run(args: argparse.Namespace) -> int:
        path, found = level.read(args)
        if args.headless:
            return level.play(found, args)

        from game.app.main import run as show

        return show(path, strength=args.strength)

    return level.add_arguments, run


def _levels() -> tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]:
    def add_arguments(parser: Parser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def run(args: argparse.Namespace) -> int:
        from game.rules.level.best_results import load_results
        from game.scenario.catalogue import catalogue, catalogue_faults

        results = load_results()
        if results.notice:
            warn(results.notice)
        entries, faults = catalogue(), catalogue_faults()
        for fault in faults:
            warn(fault)
        code = WRONG if faults else 0
        if args.json:
            rows = []
            for entry in entries:
                best = results.best.get(entry.name)
                row: dict[str, Any] = {"name": entry.name, "title": entry.title, "teaches": entry.teaches}
                row |= {
                    "chapter": entry.chapter,
                    "coaching_point": entry.coaching_point,
                    "grades": entry.grades,
                }
                kept = None
                if best is not None:
                    kept = asdict(best)
                rows.append({**row, "best": kept})
            say_json({"levels": rows})
            return code
        width = max((len(entry.name) for entry in entries), default=0)
        for entry in entries:
            best = results.best.get(entry.name)
            say(f"{entry.name:<{width}}  {entry.title}  [best: {best.words() if best else 'none yet'}]")
            say(f"{'':<{width}}  {entry.teaches}")
        return code

    return add_arguments, run


def _schema() -> tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]:
    from game.cli import schema

    return schema.add_arguments, schema.run


def _check() -> tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]:
    def add_arguments(parser: Parser) -> None:
        parser.add_argument(
            "paths",
            metavar="PATH",
            nargs="+",
            help="a level or lesson file, a folder of them, or a pattern such as levels/*.toml",
        )

    def run(args: argparse.Namespace) -> int:
        from game.classroom.lesson.load import check_file
        from game.cli.named_files import named_files

        faults = 0
        for name in args.paths:
            try:
                files = named_files(name, ".toml", "level or lesson")
            except LevelError as error:
                faults += len(error.faults)
                say("\n".join(error.faults))
                continue
            for file in files:
                try:
                    check_file(file)
                except LevelError as error:
                    faults += len(error.faults)
                    say("\n".join(error.faults))
                else:
                    say(f"{path_words(file)}: ok")
        return 1 if faults else 0

    return add_arguments, run


def _rollout() -> tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]:
    from game.cli import rollout

    return rollout.add_arguments, rollout.run


def _match() -> tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]:
    from game.cli import match

    def run(args: argparse.Namespace) -> int:
        fixture = match.read(args)
        if args.headless:
            return match.play(fixture, args)

        from game.app.main import run as show

        return show(match=fixture, seed=args.seed)

    return match.add_arguments, run


def _rondo() -> tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]:
    from game.cli import rondo

    def run(args: argparse.Namespace) -> int:
        fixture = rondo.read(args)
        if args.headless:
            return rondo.play(fixture, args)

        from game.app.main import run as show

        return show(rondo=fixture, seed=args.seed)

    return rondo.add_arguments, run


def _bench() -> tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]:
    from game.cli import bench

    return bench.add_arguments, bench.run


def _export() -> tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]:
    from game.cli import export

    return export.add_arguments, export.run


def _watch() -> tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]:
    from game.cli import watch

    def run(args: argparse.Namespace) -> int:
        if args.info or args.check or args.json:
            return watch.run(args)
        replay = watch.opened(args.replay)
        code = watch.complain(watch.faults_of(replay))
        if not replay.length:
            return WRONG

        from game.app.main import run as play
        from game.app.scenes.navigator import replay_scenes

        return play(lambda context: replay_scenes(context, replay)) or code

    return watch.add_arguments, run


def _explain() -> tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]:
    from game.cli import explain

    def picture(explanation: Any, title: str) -> bytes:
        from game.app.coaching.explanation_board import why_png

        return why_png(explanation, title)

    return explain.add_arguments, lambda args: explain.run(args, picture)


def _lesson() -> tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]:
    from game.cli import lesson

    return lesson.add_arguments, lesson.run


def _lessons() -> tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]:
    from game.cli import lesson

    return lesson.add_list_arguments, lesson.run_list


def _report() -> tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]:
    from game.cli import report

    return report.add_arguments, report.run


def _forget() -> tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]:
    from game.cli import report

    return report.add_forget_arguments, report.run_forget


def _people() -> tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]:
    from game.cli import people

    return people.add_arguments, people.run


COMMANDS = {
    "match": Command("a small-sided match: sides, surface, length, who plays with what", _match),
    "rondo": Command("keep-ball for two sides, four or five against two; roles swap", _rondo),
    "level": Command("play one level, in a window or without", _level),
    "levels": Command("list the levels: name, title, what each teaches, best result", _levels),
    "check": Command("check level and lesson files; exit 1 and one line per fault", _check),
    "rollout": Command(
        "play a moment many times without a window and count what becomes of the pass", _rollout
    ),
    "schema": Command("print the level format as a JSON schema, for text editors that know TOML", _schema),
    "watch": Command("watch a replay, step through it, see what each defender believed", _watch),
    "explain": Command("why each pass of a replay ended as it did, and what would have changed it", _explain),
    "lesson": Command("a lesson for a class; --headless runs it from given votes", _lesson),
    "lessons": Command("list the lessons: name, title, minutes, what each is about", _lessons),
    "report": Command("a lesson's or a match's report as one HTML file with pictures, and CSV", _report),
    "forget": Command("delete a person, or all, from a lesson's session", _forget),
    "export": Command("a replay as tables for analysis: CSV, Parquet, NPZ, kloppy", _export),
    "people": Command("who plays on this machine; a person's progress to a file and back", _people),
    "bench": Command("measure the engine's speed on this machine", _bench),
}


def main(argv: list[str] | None = None) -> int:
    """Run the program; returns the exit code."""
    if getattr(sys, "frozen", False):
        # A frozen program's worker is this program again: it works and leaves here.
        from multiprocessing import freeze_support

        freeze_support()
    with standard_streams():
        return _told(sys.argv[1:] if argv is None else argv)


def _told(argv: list[str]) -> int:
    """Run, and say in one line what went wrong."""
    try:
        with asked_to_end(raise_ended):
            code = run(argv)
        flush()
    except UsageError as error:
        return _failed(str(error), WRONG)
    except LevelError as error:
        return _failed(error.short, WRONG)
    except KeyboardInterrupt:
        return 130
    except EndedError as ended:
        return ended.code
    except BrokenPipeError:
        # Whoever read our output has enough of it (`backheel levels | head -1`).
        give_up()
        return 0
    except WorkError as error:
        return _failed(f"expected the work to be carried out (got: {error})", FAILED)
    except OutputError as error:
        give_up()
        return _failed(f"standard output: expected room for what there is to say (got: {error})", FAILED)
    except OSError as error:
        give_up()
        where = path_words(error.filename) if error.filename else "a file or a device"
        reason = error.strerror or str(error)
        return _failed(f"{where}: expected it to be readable and to have room (got: {reason})", FAILED)
    return code


def _failed(line: str, code: int) -> int:
    warn(line)
    return code


def run(argv: list[str]) -> int:
    """Run the title screen, or the subcommand that ``argv`` names."""
    if not argv:
        from game.app.main import run as play

        return play("title")
    name, rest = argv[0], argv[1:]
    if name in ("-h", "--help"):
        say(overview())
        return 0
    if name == "--version":
        say(f"backheel {__version__}")
        return 0
    if name not in COMMANDS:
        known = [*COMMANDS, "--help", "--version"]
        raise UsageError(f"{name}: expected one of {', '.join(known)}{did_you_mean(name, known)}")
    command = COMMANDS[name]
    add_arguments, carry_out = command.load()
    parser = Parser(prog=f"backheel {name}", description=command.help)
    add_arguments(parser)
    try:
        args = parser.read(rest)
    except SystemExit as leaving:  # --help
        return int(leaving.code or 0)
    try:
        return carry_out(args)
    except (argparse.ArgumentTypeError, argparse.ArgumentError) as error:
        raise UsageError(parser.told(error)) from None


def overview() -> str:
    """Return what ``--help`` prints."""
    width = max(len(name) for name in COMMANDS)
    lines = [f"  {name:<{width}}  {command.help}" for name, command in COMMANDS.items()]
    head = [
        "usage: backheel [COMMAND ...]",
        "",
        "Without a command the title screen opens. Each has --help.",
        "",
    ]
    return "\n".join([*head, *lines])
