"""Command lines: each subcommand's own options thrown together, and odd words, files and variables."""

import argparse
import os
from functools import cache
from typing import Any, Final

from bench.fuzz.dice import Dice
from bench.fuzz.replays import LINES, recorded
from bench.fuzz.trial import Trial, options_of

CHEAP: Final = {
    "--n": ("1", "2", "3", "0", "-1"),
    "--minutes": ("0.5", "0.49", "0", "1e400", "nan"),
    "--rounds": ("0", "-1", "x"),
    "--worlds": ("0", "-1", "x"),
    "--set": ("technique=push", "target=A", "target=[1,2]", "technique", "=", "speed=nan"),
    "--sweep": ("look=target,away", "speed=1:3:1", "speed=0:1:0"),
    "--level-set": ("pitch.surface=wet", "player.P.at=[1e200,0]", "seed=3"),
    "--level-sweep": ("pitch.surface=wet,dry", "a=b"),
}
"""Values of options that would take long otherwise, or that have a form."""
ALWAYS: Final = {"export": ["--out"], "bench": ["--rounds"], "explain": ["--worlds"], "rollout": ["--n"]}
"""Options without which a command takes long, or does nothing."""


@cache
def options(name: str) -> tuple[argparse.Action, ...]:
    """A subcommand's own."""
    return tuple(options_of(name))


def trial(at: Trial) -> None:
    """One line."""
    from game.cli.program import COMMANDS

    dice = at.dice
    make_files(at)
    name = dice.one((*COMMANDS, *COMMANDS, *COMMANDS, "--help", "--version", "-h", "", dice.text(), "levles"))
    argv = [name]
    if name in COMMANDS:
        for action in options(name):
            needed = not action.option_strings or any(
                o in ALWAYS.get(name, ()) for o in action.option_strings
            )
            if dice.chance(0.95 if needed else 0.25):
                argv += given(dice, action, at)
        if name == "bench" and not {"--rounds", "--help"} & set(argv):
            argv += ["--rounds", "0"]
        if name == "explain" and "--worlds" not in argv:
            argv += ["--worlds", "0"]
        if name == "rollout" and "--n" not in argv:
            argv += ["--n", "2"]
    while dice.chance(0.15):
        argv.insert(
            dice.randint(1, len(argv)), dice.one((dice.text(), "--help", "--json", "--x", "-x", "--", "-"))
        )
    if at.real:
        # A real window would stay open.
        argv += ["--headless"] * (name in ("match", "rondo", "level")) + ["--info"] * (name == "watch")
        argv += ["--minutes", "0.5", "--n", "1"] * (name in ("match", "rondo"))
    at.command(*argv, lines=LINES, **environment(dice))
    at.look_after()


def make_files(at: Trial) -> None:
    """What an odd word may be the name of."""
    at.write("level.toml", (b"format = 1\n"))
    at.write("r.bhr", at.dice.one(recorded()))
    folder = at.folder
    (folder / "folder.toml").mkdir()
    os.mkfifo(folder / "pipe.bhr")
    (folder / "dangling.json").symlink_to("nowhere")
    (folder / "loop.toml").symlink_to("loop.toml")


def file(dice: Dice, at: Trial) -> str:
    """A path that somebody may give."""
    here = (
        "level.toml",
        "r.bhr",
        "r.bhr",
        "folder.toml",
        "pipe.bhr",
        "dangling.json",
        "loop.toml",
        "none.toml",
    )
    there = (
        "/dev/null",
        "/dev/full",
        "/dev/zero",
        "/dev/stdin",
        "/proc/self/mem",
        "~",
        "-",
        "",
        ".",
        "/",
        "a" * 300,
    )
    if dice.chance(0.7):
        return str(at.folder / dice.one(here))
    return dice.one((*there, "x\0y", "\udcff", "back-to-goal", "wall-drill", "back-to-gaol", "last"))


def given(dice: Dice, action: argparse.Action, at: Trial) -> list[str]:
    """An option with a value, mostly a good one; or an argument."""
    names = list(action.option_strings)
    if action.nargs == 0:
        return [dice.one(names) + ("=1" if dice.chance(0.02) else "")]
    many = dice.one((1, 1, 2, 0)) if action.nargs == "+" else 1
    values = [value(dice, action, at) for _ in range(many)]
    if not names:
        return values
    name = dice.one(names)
    if dice.chance(0.03):
        return [name]
    return [f"{name}={values[0]}"] if dice.chance(0.2) and values else [name, *values]


def value(dice: Dice, action: argparse.Action, at: Trial) -> str:
    """What stands after an option."""
    known = next((CHEAP[o] for o in action.option_strings if o in CHEAP), None)
    if known is not None and (
        dice.chance(0.9) or action.option_strings[0] in ("--n", "--rounds", "--worlds")
    ):
        return dice.one(known)
    if action.choices is not None and dice.chance(0.8):
        return str(dice.one(tuple(action.choices)))
    if action.type in (int, float) and dice.chance(0.8):
        return str(dice.one((0, 1, 2, 3, 4, 5, 6, 0.5, -1, 2**63, 1e308, 10**30)))
    if action.option_strings[:1] == ["--out"] and dice.chance(0.6):
        return str(at.folder / "out" / dice.one(("", "x", "y")))
    if action.option_strings[:1] == ["--png"] and dice.chance(0.8):
        return str(at.folder / "picture.png")
    words: tuple[Any, ...] = (
        "dry",
        "wet",
        "cpu",
        "human1",
        "human2",
        "both",
        "small",
        "keepers",
        "mixed",
        "novice",
    )
    if action.option_strings and "FILE" not in str(action.metavar) and dice.chance(0.7):
        return str(dice.one(words))
    return file(dice, at) if dice.chance(0.85) else dice.text()


def environment(dice: Dice) -> dict[str, str]:
    """Variables that steer the program, now and then odd."""
    odd = (
        "",
        " ",
        "0",
        "1",
        "-1",
        "²",
        "٣",
        "1e9",
        "nan",
        "inf",
        str(2**64),
        "/dev/full",
        "/",
        "/none/x",
        "\udcff",
        "x",
    )
    names = ("BACKHEEL_SEED", "BACKHEEL_TRACE", "BACKHEEL_PACE", "LANG", "LC_ALL", "COLUMNS", "NO_COLOR")
    return {name: dice.one(odd) for name in names if dice.chance(0.1)} if dice.chance(0.5) else {}
