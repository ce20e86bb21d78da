"""What ``watch`` does without a window: find the file, say what is in it, play it through and compare."""

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from game.analysis.replay.check import Checked, check
from game.analysis.replay.library import folder, kept
from game.analysis.replay.model import Replay, ReplayError, read_replay
from game.analysis.replay.playback import changed_level
from game.core.state import STEP_SECONDS
from game.scenario.words import did_you_mean, one_line, path_words
from game.storage.console import progress, say, say_json, warn

WRONG = 2
"""Exit code where something is the matter with the file, though some of it could be used."""
HELP = "a replay's file, a name in the folder of replays, or: last"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Fill the subcommand's parser."""
    add = parser.add_argument
    add("replay", metavar="REPLAY", help=HELP)
    add("--info", action="store_true", help="say what it holds, without a window")
    add("--check", action="store_true", help="play it through without a window and compare its digests")
    add("--json", action="store_true", help="like --info, as one JSON object")


def opened(name: str) -> Replay:
    """Return the replay that an argument names; a wrong one is an ``argparse.ArgumentTypeError``."""
    try:
        return read_replay(_find(name))
    except ReplayError as error:
        raise argparse.ArgumentTypeError(str(error)) from None


def _find(name: str) -> Path:
    path = Path(name)
    if name == "last":
        files = kept()
        if not files:
            raise ReplayError(f"last: expected a replay in {path_words(folder())} (there is none)")
        return files[0]
    try:
        if not path.exists() and len(path.parts) == 1:
            names = {file.name: file for file in kept()} | {file.stem: file for file in kept()}
            if name in names:
                return names[name]
            raise ReplayError(
                f"{path_words(name)}: expected a replay file (there is none){did_you_mean(name, names)}"
            )
    except (OSError, ValueError) as error:
        if isinstance(error, ReplayError):
            raise
        raise ReplayError(f"{path_words(name)}: expected a replay file (got no name of a file)") from None
    return path


def complain(faults: list[str]) -> int:
    """Print the faults on stderr, a line each; returns the exit code."""
    for fault in faults:
        warn(fault)
    return WRONG if faults else 0


def progress_of(length: int) -> Callable[[int], None]:
    """Return what tells how far a replay of ``length`` steps is played back."""

    def told(step: int) -> None:
        if step % 60 == 0 or step == length:
            end = "\n" if step == length else ""
            progress(f"\r{step * 100 // length} %{end}")

    return told


def faults_of(replay: Replay) -> list[str]:
    """Return what is the matter with a replay, as far as that can be seen without playing it."""
    changed = changed_level(replay)
    return [*replay.faults, *([changed] if changed else [])]


def run(args: argparse.Namespace) -> int:
    """``--info``, ``--check`` and ``--json``; returns the exit code."""
    replay = opened(args.replay)
    faults = faults_of(replay)
    checked = None
    if args.check:
        try:
            checked = check(replay)
        except ReplayError as error:
            faults.append(str(error))
        else:
            faults += checked.differences
    if args.json:
        say_json(report(replay, faults, checked))
    else:
        say(words(replay))
        if checked is not None:
            say(checked_words(replay, checked))
    return complain(faults)


def checked_words(replay: Replay, checked: Checked) -> str:
    """Return what a check compared, a line a thing."""
    wrong = len(checked.differences)
    end = f"{wrong} of it {'differs' if wrong == 1 else 'differ'}" if wrong else "all of it is as written"
    lines = [f"played again from its inputs, {len(replay.digests)} digests; {end}"]
    lines += [f"  compared: {what}" for what in checked.compared]
    lines += [f"  not compared: {what}" for what in checked.left_out]
    return "\n".join(lines)


def report(replay: Replay, faults: list[str], checked: Checked | None = None) -> dict[str, Any]:
    """Return the object that ``--json`` prints."""
    header = replay.header
    return {
        "file": str(replay.path),
        "format": header["format"],
        "game": header["game"],
        "model": header.get("model"),
        "python": header["python"],
        "numpy": header["numpy"],
        "created": header["created"],
        "kind": header["kind"],
        "name": header["name"],
        "seed": header["seed"],
        "world": replay.set_up.world,
        "digest": header["digest"],
        "players": header["players"],
        "people": replay.people[0][1],
        "steps": replay.length,
        "seconds": round(replay.seconds, 3),
        "finished": replay.summary is not None,
        "outcome": replay.outcome,
        "digests": len(replay.digests),
        "kicks": [
            {
                "step": kick.step,
                "seconds": round(kick.step * STEP_SECONDS, 3),
                "player": replay.ids[kick.player],
                "technique": kick.technique.name.lower(),
                "outcome": kick.outcome,
                "to": replay.ids[kick.to] if kick.to >= 0 else None,
            }
            for kick in replay.kicks
        ],
        "marks": [
            {"step": mark.step, "kind": mark.kind.name.lower(), "player": _name(replay, mark.player)}
            for mark in replay.marks
        ],
        "faults": faults,
        "checked": checked is not None,
        "compared": [] if checked is None else list(checked.compared),
        "not_compared": [] if checked is None else list(checked.left_out),
    }


def _name(replay: Replay, player: int) -> str | None:
    return replay.ids[player] if player >= 0 else None


def words(replay: Replay) -> str:
    """Return for people what a check's JSON says, a line a thing."""
    header = replay.header
    end = f", {replay.outcome}" if replay.outcome else ""
    lines = [
        f"{one_line(header['name'])} ({header['kind']}), {header['created'][:16].replace('T', ' ')}, "
        f"{replay.seconds:.1f} s{end}",
        f"written by backheel {header['game']}, Python {header['python']}, numpy {header['numpy']}; "
        f"{luck_of(replay)}, set-up {header['digest'][:12]}",
    ]
    for kick in replay.kicks:
        to = f" {replay.ids[kick.to]}" if kick.to >= 0 else ""
        what = f"{replay.ids[kick.player]} {kick.technique.name.lower()}"
        lines.append(f"{kick.step * STEP_SECONDS:8.2f} s  {what:<16} {kick.outcome}{to}")
    return one_line_each(lines)


def luck_of(replay: Replay) -> str:
    """Return where its luck comes from: the seed, and which of the seed's matches it is, if not the first."""
    world = f", world {replay.set_up.world}" if replay.set_up.world else ""
    return f"seed {replay.set_up.seed}{world}"


def one_line_each(lines: list[str]) -> str:
    """Return lines that hold no more than a line each, whatever names are in them."""
    return "\n".join(one_line(line) for line in lines)
