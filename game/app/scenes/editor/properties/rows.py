"""A row of the property panel: what it is called, what it stands at, and what can be done with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TypedText:
    """Words that are typed."""

    text: str
    take: Callable[[str], bool]
    """Take what was typed; returns whether it will do."""
    longest: int = 300
    name: bool = False
    """Whether only letters, digits, - and _ are taken, as in names."""


@dataclass(frozen=True, slots=True)
class PanelRow:
    """A line of the panel."""

    label: str
    value: str = ""
    change: Callable[[int], None] | None = None
    """Left (-1) and right (1)."""
    act: Callable[[], None] | None = None
    """Enter or a click; where there is none, it steps to the next value."""
    typed: TypedText | None = None
    remove: Callable[[], None] | None = None
    note: bool = False
    """Whether it only says something; the focus passes it by."""
    strong: bool = False
    """Whether it is something to press, without a value."""

    @property
    def takes_focus(self) -> bool:
        """Whether anything can be done with it."""
        return not self.note


def among(values: Sequence[object], now: object, by: int) -> object:
    """Return the value that many places further, around at the ends; the first where ``now`` is none of them.

    >>> among("abc", "a", -1), among("abc", "x", 1)
    ('c', 'a')
    """
    if now not in values:
        return values[0]
    return values[(list(values).index(now) + by) % len(values)]


def stepped(now: float, by: int, step: float, low: float, high: float) -> float:
    """Return a number a step further, on the steps and within its ends.

    >>> stepped(0.72, 1, 0.1, 0.0, 1.0), stepped(1.0, 1, 0.1, 0.0, 1.0)
    (0.8, 1.0)
    """
    moved = round(round(now / step) * step + by * step, 4)
    return min(max(moved, low), high) + 0.0


def shown(value: float, digits: int = 1) -> str:
    """Return a number without needless noughts.

    >>> shown(8.0), shown(8.25, 2)
    ('8', '8.25')
    """
    text = f"{value:.{digits}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text
