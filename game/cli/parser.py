"""Arguments, and one clear line for each mistake: what it is about, what was expected, what was there."""

import argparse
import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Final, NoReturn

from game.scenario.words import LONGEST, did_you_mean, got

_ENDLESS: Final = 1e15
"""A bound that nobody need be told."""


class UsageError(Exception):
    """A wrong argument: one line that names it and says what was expected."""


def whole(low: int | None = None, high: int | None = None) -> Callable[[str], int]:
    """Return the type of an argument that is a whole number, within bounds where they are given.

    >>> whole(1, 5)("3")
    3
    """

    def read(text: str) -> int:
        try:
            value = int(text) if len(text) < 40 else None
        except ValueError:
            value = None
        if value is None or not _within(value, low, high):
            there = _there(text, value)
            raise argparse.ArgumentTypeError(f"expected a whole number{_bounds(low, high)} (got {there})")
        return value

    return read


def number(low: float | None = None, high: float | None = None) -> Callable[[str], float]:
    """Return the type of an argument that is a finite number, within bounds where they are given.

    >>> number()("2.5")
    2.5
    """

    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = math.nan
        if not math.isfinite(value) or not _within(value, low, high):
            there = _there(text, None if math.isnan(value) else value)
            raise argparse.ArgumentTypeError(f"expected a number{_bounds(low, high)} (got {there})")
        return value

    return read


def one_of(words: Iterable[str]) -> Callable[[str], str]:
    """Return the type of an argument that is one of some words.

    >>> one_of(["csv", "npz"])("npz")
    'npz'
    """
    known = list(words)

    def read(text: str) -> str:
        if text not in known:
            expected = f"one of {', '.join(known)}{did_you_mean(text, known)}"
            raise argparse.ArgumentTypeError(f"expected {expected} (got {got(text)})")
        return text

    return read


def _there(text: str, value: float | None) -> str:
    """Return what was typed: a number as it is, anything else in quotes."""
    return got(text) if value is None else text.strip()[:LONGEST]


def _within(value: float, low: float | None, high: float | None) -> bool:
    return (low is None or value >= low) and (high is None or value <= high)


def _bounds(low: float | None, high: float | None) -> str:
    if low is None:
        return ""
    least = f"{low:d}" if isinstance(low, int) else f"{low:g}"
    if high is None or high > _ENDLESS:
        return f" from {least}"
    return f" from {least} to {high:d}" if isinstance(high, int) else f" from {least} to {high:g}"


class Parser(argparse.ArgumentParser):
    """Argparse, with one clear line in place of the usage text. Nothing is read out of its messages.

    What must be there is looked for after parsing, and so are words that nobody asked for: argparse has no
    structured error for either. All its other errors name their argument.
    """

    def __init__(self, prog: str, description: str) -> None:
        self._needed: list[argparse.Action] = []
        super().__init__(prog=prog, description=description, allow_abbrev=False, exit_on_error=False)

    def add_argument(self, *args: Any, **more: Any) -> argparse.Action:
        """Add an argument; a required one is looked for after parsing."""
        action = super().add_argument(*args, **more)
        if action.required:
            action.required = False
            self._needed.append(action)
        return action

    def format_help(self) -> str:
        """Return the help, in which what is required is shown as such."""
        for action in self._needed:
            action.required = True
        try:
            return super().format_help()
        finally:
            for action in self._needed:
                action.required = False

    def read(self, words: Sequence[str]) -> argparse.Namespace:
        """Return the arguments' values; raises :class:`UsageError`."""
        try:
            args, rest = self.parse_known_args(list(words))
        except argparse.ArgumentError as error:
            raise UsageError(self.told(error)) from None
        if rest:
            raise UsageError(self._strange(rest))
        for action in self._needed:
            if getattr(args, action.dest) in (None, []):
                name = action.option_strings[0] if action.option_strings else action.metavar or action.dest
                raise UsageError(f"{name}: expected {action.help} (got nothing)")
        return args

    @staticmethod
    def told(error: argparse.ArgumentError | argparse.ArgumentTypeError) -> str:
        """Return the line of an error: the argument, and what is the matter with it."""
        if isinstance(error, argparse.ArgumentError) and error.argument_name:
            return f"{error.argument_name}: {error.message}"
        return str(error)

    def error(self, message: str) -> NoReturn:
        """Raise instead of printing and leaving."""
        raise UsageError(message)

    def _strange(self, rest: list[str]) -> str:
        options = [name for action in self._actions for name in action.option_strings]
        word = next((word for word in rest if word.startswith("-") and len(word) > 1), rest[0])
        name = word.split("=")[0]
        known = ", ".join(sorted(option for option in options if option.startswith("--")))
        what = f"one of {known}" if name.startswith("-") else "no further argument"
        return f"{word}: expected {what}{did_you_mean(name, options)}"
