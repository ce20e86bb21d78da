"""The ``schema`` subcommand: the level format as a JSON schema, for text editors that know TOML."""

import argparse
import json
from pathlib import Path

from game.scenario.errors import LevelError
from game.scenario.words import one_line, path_words
from game.storage.console import say
from game.storage.files import write_atomically


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Fill the subcommand's parser."""
    parser.add_argument("--out", metavar="FILE.json", help="write it into this file instead of printing it")


def run(args: argparse.Namespace) -> int:
    """Print the schema, or write it into a file; returns the exit code."""
    from game.scenario.editing.json_schema import level_schema

    text = json.dumps(level_schema(), indent=2, ensure_ascii=False) + "\n"
    if args.out is None:
        say(text.rstrip("\n"))
        return 0
    name = path_words(args.out)
    try:
        write_atomically(Path(args.out), text)
    except (OSError, ValueError) as error:
        why = one_line(getattr(error, "strerror", None) or str(error))
        raise LevelError([f"--out: expected a file that can be written, {name} (got: {why})"]) from None
    say(f"{name}: written")
    return 0
