"""Moments of a replay that one wants to jump to: passes with what became of them, goals, fouls."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final, Literal, TypeAlias

from game.core.events import Events, Kind
from game.core.intents import Technique
from game.rules.common.event_stream import event_stream

KEPT: Final = frozenset(
    {
        *(Kind.STRIKE, Kind.MISS, Kind.CONTROL, Kind.MISCONTROL, Kind.TACKLE, Kind.WALL, Kind.OUT),
        *(Kind.STOPPED, Kind.GOAL, Kind.CATCH, Kind.PARRY, Kind.FOUL),
    }
)
"""Kinds of event that a replay lists."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One thing that happened."""

    step: int
    """Steps that had been made when it had happened."""
    kind: Kind
    player: int
    other: int
    technique: Technique
    side: int = -1
    """The player's team then (0 red, 1 blue): in a rondo players change sides. -1: nobody did it."""


Outcome: TypeAlias = Literal[
    "completed", "intercepted", "tackled", "miscontrolled", "out", "goal", "kept", "open"
]
"""What became of a ball struck: ``kept`` is brought under control by the kicker, ``open`` is unknown."""
GOOD: Final[frozenset[Outcome]] = frozenset({"completed", "goal", "kept"})

_HAS_IT: Final[frozenset[Outcome]] = frozenset(
    {"completed", "kept", "intercepted", "tackled", "miscontrolled"}
)


@dataclass(frozen=True, slots=True)
class Kick:
    """A ball struck, pass or shot, and what became of it."""

    step: int
    end: int
    """The step in which that was clear."""
    player: int
    technique: Technique
    outcome: Outcome
    to: int
    """Who had it then, or -1."""


def marks_of(step: int, events: Iterable[Events], team: Sequence[int]) -> list[Mark]:
    """Return what is worth keeping of one step's events; ``team`` by player number."""
    return [
        Mark(
            step,
            seen.kind,
            seen.player,
            seen.other,
            seen.technique,
            team[seen.player] if seen.player >= 0 else -1,
        )
        for seen in event_stream(events)
        if seen.kind in KEPT
    ]


def as_row(mark: Mark) -> list[int]:
    """Return the row that stands for it in the file."""
    return [mark.step, int(mark.kind), mark.player, mark.other, int(mark.technique), mark.side]


def from_row(row: Any, players: int) -> Mark | None:
    """Read a mark from a row of the file; None where the row makes no sense."""
    if not isinstance(row, list) or len(row) < 6 or any(type(part) is not int for part in row[:6]):
        return None
    step, kind, player, other, technique, side = row[:6]
    if not 0 <= step < 2**31 or not -1 <= player < players or not -1 <= other < 2**31:
        return None
    if side not in (0, 1) and player >= 0:
        return None
    try:
        return Mark(step, Kind(kind), player, other, Technique(technique), side)
    except ValueError:
        return None


def kicks(marks: Sequence[Mark]) -> list[Kick]:
    """Return every ball struck, in order, with what became of it."""
    found: list[Kick] = []
    struck: Mark | None = None
    end = 0

    def ended(outcome: Outcome, to: int = -1) -> None:
        if struck is not None:
            found.append(Kick(struck.step, end, struck.player, struck.technique, outcome, to))

    for mark in marks:
        if struck is not None:
            end = mark.step
            said = _end(struck, mark)
            if said is not None:
                ended(said, mark.player if said in _HAS_IT else -1)
                struck = None
        if mark.kind is Kind.STRIKE and mark.player >= 0:
            struck, end = mark, mark.step
    ended("open")
    return found


def _end(struck: Mark, later: Mark) -> Outcome | None:
    """Return what a later mark makes of a ball struck; None: nothing yet."""
    if later.kind is Kind.STRIKE:
        return "open"
    if later.kind in (Kind.OUT, Kind.GOAL):
        return "out" if later.kind is Kind.OUT else "goal"
    if later.kind is Kind.TACKLE:
        return "tackled"
    if later.kind in (Kind.CONTROL, Kind.CATCH, Kind.MISCONTROL) and later.player >= 0:
        if later.player == struck.player:
            return "kept" if later.kind is not Kind.MISCONTROL else "miscontrolled"
        if later.side != struck.side:
            return "intercepted"
        return "miscontrolled" if later.kind is Kind.MISCONTROL else "completed"
    return None
