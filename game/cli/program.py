"""The subcommands, each imported when it is asked for: ``levels`` doesn't wait for a window library."""

import argparse
import json
import os
import re
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, NoReturn

from game import __version__
from game.scenario.load import LevelError
from game.scenario.words import did_you_mean, one_line, path_words
from game.storage.endings import EndedError, asked_to_end, raise_ended

WRONG = 2
"""Exit code for a wrong argument, file or key."""


class UsageError(Exception):
    """A wrong argument: one line that names it and says what was expected."""


class Parser(argparse.ArgumentParser):
    """Argparse, with one clear line in place of the usage text."""

    words: tuple[str, ...] = ()
    """What is being parsed."""

    def is_strange(self, word: str) -> bool:
        """Whether a word looks like an option and is none."""
        known = [name for action in self._actions for name in action.option_strings]
        return word.startswith("--") and len(word) > 2 and word.split("=")[0] not in known

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing and leaving."""
        raise UsageError(self.reword(message))

    def reword(self, message: str) -> str:
        """Argparse's message in our form: what, what was expected, what was there."""
        unknown = re.match(r"unrecognized arguments: (\S+)", message)
        if unknown:
            options = [name for action in self._actions for name in action.option_strings]
            name = unknown[1].split("=")[0]
            known = ", ".join(sorted({o for o in options if o.startswith("--")}))
            what = f"one of {known}" if name.startswith("-") else "no further argument"
            return f"{unknown[1]}: expected {what}{did_you_mean(name, options)}"
        missing = re.match(r"the following arguments are required: (.*)", message)
        if missing:
            strange = next((word for word in self.words if self.is_strange(word)), None)
            if strange:
                return self.reword(f"unrecognized arguments: {strange}")
            helps = [a.help for a in self._actions if missing[1].split(", ")[0] in (a.metavar, a.dest)]
            return f"{missing[1]}: expected {(helps and helps[0]) or 'an argument'} (got nothing)"
        kinds = {"int": "a whole number", "float": "a number"}
        invalid = re.match(r"argument (.+?): invalid (\w+) value: (.*)", message)
        if invalid:
            return f"{invalid[1]}: expected {kinds.get(invalid[2], invalid[2])} (got {invalid[3]})"
        choice = re.match(r"argument (.+?): invalid choice: (.+?) \(choose from (.*)\)", message)
        if choice:
            return f"{choice[1]}: expected one of {choice[3]} (got {choice[2]})"
        return message.removeprefix("argument ")


@dataclass(frozen=True, slots=True)
class Command:
    """A subcommand: what it does in a line, and how to fill its parser and run it."""

    help: str
    load: Callable[[], tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]]


def _level() -> tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]:
    def add_arguments(parser: Parser) -> None:
        parser.add_argument("level", metavar="NAME-or-PATH", help="a level's name, or a level file's path")
        parser.add_argument(
            "--strength",
            type=int,
            choices=range(1, 6),
            metavar="1..5",
            help="how sharp the opponents' eyes are; left out: as chosen last in the options, 3 at first",
        )

    def run(args: argparse.Namespace) -> int:
        from game.scenario.catalogue import find
        from game.scenario.load import load_level

        path = find(args.level)
        load_level(path)

        from game.app.main import run as play

        return play(path, strength=args.strength)

    return add_arguments, run


def _levels() -> tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]:
    def add_arguments(parser: Parser) -> None:
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def run(args: argparse.Namespace) -> int:
        from game.rules.level.best_results import load_results
        from game.scenario.catalogue import catalogue, catalogue_faults

        results = load_results()
        if results.notice:
            print(f"backheel: {one_line(results.notice)}", file=sys.stderr)
        entries, faults = catalogue(), catalogue_faults()
        for fault in faults:
            print(f"backheel: {fault}", file=sys.stderr)
        code = WRONG if faults else 0
        if args.json:
            rows = []
            for entry in entries:
                best = results.best.get(entry.name)
                row = {"name": entry.name, "title": entry.title, "teaches": entry.teaches}
                kept = None
                if best is not None:
                    kept = asdict(best)
                rows.append({**row, "best": kept})
            print(json.dumps({"levels": rows}, ensure_ascii=False))
            return code
        width = max((len(entry.name) for entry in entries), default=0)
        for entry in entries:
            best = results.best.get(entry.name)
            print(f"{entry.name:<{width}}  {entry.title}  [best: {best.words() if best else 'none yet'}]")
            print(f"{'':<{width}}  {entry.teaches}")
        return code

    return add_arguments, run


def _check() -> tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]:
    def add_arguments(parser: Parser) -> None:
        parser.add_argument("paths", metavar="PATH", nargs="+", help="a level or lesson file")

    def run(args: argparse.Namespace) -> int:
        from game.classroom.load import check_file

        faults = 0
        for name in args.paths:
            try:
                check_file(Path(name))
            except LevelError as error:
                faults += len(error.faults)
                print("\n".join(error.faults))
            else:
                print(f"{path_words(name)}: ok")
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
        from game.app.scenes.replay.player import scenes

        return play(lambda desk: scenes(desk, replay)) or code

    return watch.add_arguments, run


def _explain() -> tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]:
    from game.cli import explain

    def picture(explanation: Any, title: str) -> bytes:
        from game.app.coaching.explanation_board import why_png

        return why_png(explanation, title)

    return explain.add_arguments, lambda args: explain.run(args, picture)


def _lesson() -> tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]:
    from game.classroom import lesson_command

    return lesson_command.add_arguments, lesson_command.run


def _lessons() -> tuple[Callable[[Parser], None], Callable[[argparse.Namespace], int]]:
    from game.classroom import lesson_command

    return lesson_command.add_list_arguments, lesson_command.run_list


COMMANDS = {
    "match": Command("a small-sided match: sides, surface, length, who plays with what", _match),
    "rondo": Command("keep-ball for two sides, four or five against two; roles swap", _rondo),
    "level": Command("play one level", _level),
    "levels": Command("list the levels: name, title, what each teaches, best result", _levels),
    "check": Command("check level and lesson files; exit 1 and one line per fault", _check),
    "rollout": Command(
        "play a moment many times without a window and count what becomes of the pass", _rollout
    ),
    "watch": Command("watch a replay, step through it, see what each defender believed", _watch),
    "explain": Command("why each pass of a replay ended as it did, and what would have changed it", _explain),
    "lesson": Command("a lesson for a class; --headless runs it from given votes", _lesson),
    "lessons": Command("list the lessons: name, title, minutes, what each is about", _lessons),
    "export": Command("a replay as tables for analysis: CSV, Parquet, NPZ, kloppy", _export),
    "bench": Command("measure the engine's speed on this machine", _bench),
}


def main(argv: list[str] | None = None) -> int:
    """Run the program; returns the exit code."""
    if getattr(sys, "frozen", False):
        # A frozen program's worker is this program again: it works and leaves here.
        from multiprocessing import freeze_support

        freeze_support()
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")
    try:
        with asked_to_end(raise_ended):
            code = run(sys.argv[1:] if argv is None else argv)
        sys.stdout.flush()
    except UsageError as error:
        print(f"backheel: {one_line(str(error))}", file=sys.stderr)
        return WRONG
    except LevelError as error:
        more = len(error.faults) - 1
        rest = f" (and {more} more)" if more else ""
        print(f"backheel: {error.faults[0]}{rest}", file=sys.stderr)
        return WRONG
    except KeyboardInterrupt:
        return 130
    except EndedError as ended:
        return ended.code
    except BrokenPipeError:
        # Whoever read our output has enough of it (`backheel levels | head -1`).
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    return code


def run(argv: list[str]) -> int:
    """The title screen, or the subcommand that ``argv`` names."""
    if not argv:
        from game.app.main import run as play

        return play("title")
    name, rest = argv[0], argv[1:]
    if name in ("-h", "--help"):
        print(overview())
        return 0
    if name == "--version":
        print(f"backheel {__version__}")
        return 0
    if name not in COMMANDS:
        known = [*COMMANDS, "--help", "--version"]
        raise UsageError(f"{name}: expected one of {', '.join(known)}{did_you_mean(name, known)}")
    command = COMMANDS[name]
    add_arguments, carry_out = command.load()
    parser = Parser(prog=f"backheel {name}", description=command.help, allow_abbrev=False)
    add_arguments(parser)
    parser.words = tuple(rest)
    try:
        args = parser.parse_args(rest)
    except SystemExit as leaving:  # --help
        return int(leaving.code or 0)
    try:
        return carry_out(args)
    except (argparse.ArgumentTypeError, argparse.ArgumentError) as error:
        raise UsageError(parser.reword(str(error))) from None


def overview() -> str:
    """What ``--help`` prints."""
    width = max(len(name) for name in COMMANDS)
    lines = [f"  {name:<{width}}  {command.help}" for name, command in COMMANDS.items()]
    head = [
        "usage: backheel [COMMAND ...]",
        "",
        "Without a command the title screen opens. Each has --help.",
        "",
    ]
    return "\n".join([*head, *lines])
