"""The ``export`` subcommand: a replay's steps, events and beliefs as files."""

import argparse
from pathlib import Path

from game.analysis.export import writers
from game.analysis.export.tables import export
from game.analysis.replay.model import ReplayError
from game.cli.parser import one_of
from game.cli.watch import HELP, WRONG, complain, faults_of, opened, progress_of
from game.scenario.words import one_line, path_words
from game.storage.console import say, say_json, watched


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Fill the subcommand's parser."""
    add = parser.add_argument
    add("replay", metavar="REPLAY", help=HELP)
    add("--out", metavar="DIR", required=True, help="the folder for the files; made where there is none")
    add("--format", type=one_of(writers.FORMS), default="csv", help="csv, parquet, npz or kloppy (csv)")
    add("--force", action="store_true", help="write over files of an earlier export")
    add("--json", action="store_true", help="print what was written as one JSON object")


def run(args: argparse.Namespace) -> int:
    """Play the replay back and write; what can be read of a damaged one is written, with exit code 2."""
    replay = opened(args.replay)
    out = Path(args.out)
    _check_folder(out, args)
    if not replay.length:
        return complain(list(replay.faults)) or WRONG
    try:
        told = progress_of(replay.length) if watched() else None
        whole = export(replay, told, think=args.format in writers.WITH_BELIEFS)
        files = writers.write(whole, out, args.format)
    except (ReplayError, writers.ExportError) as error:
        raise argparse.ArgumentTypeError(str(error)) from None
    except OSError as error:
        reason = one_line(error.strerror or str(error))
        raise argparse.ArgumentTypeError(
            f"--out: expected a folder that can be written, {path_words(out)} (got: {reason})"
        ) from None
    faults = faults_of(replay) + ([whole.difference] if whole.difference else [])
    rows = {name: len(next(iter(table.values()))) for name, table in whole.tables.items()}
    if args.json:
        say_json({"files": [str(file) for file in files], "rows": rows, "faults": faults})
    else:
        for file in files:
            say(f"{path_words(file)}  {file.stat().st_size / 1e6:.2f} MB")
    return complain(faults)


def _check_folder(out: Path, args: argparse.Namespace) -> None:
    try:
        if "\0" in str(out):
            raise ValueError
        there = [name for name in writers.names(args.format) if (out / name).exists()]
        if out.exists() and not out.is_dir():
            raise argparse.ArgumentTypeError(f"--out: expected a folder, {path_words(out)} (got a file)")
    except (OSError, ValueError):
        raise argparse.ArgumentTypeError("--out: expected a folder (got no name of one)") from None
    if there and not args.force:
        raise argparse.ArgumentTypeError(
            f"--out: expected a folder without {there[0]}, or --force ({path_words(out)} has it)"
        )
