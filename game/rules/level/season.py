"""The season is chapters of levels: which of them are open, and how far a person is in each."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from game.rules.level.best_results import Best
from game.scenario.catalogue import LevelEntry
from game.scenario.schema import CHAPTERS

OPEN_FROM_THE_START: Final = ("first steps", "push", "weight", "heel", "disguise")
"""Chapters that are open from the start: among them all whose levels could be played before there were
chapters."""
OPENS_IN_TURN: Final = ("picture", "pressed", "defend")
"""Chapters of which one more opens as another chapter is finished."""
OPENS_AFTER: Final = {"moments": 24, "games": 30}
"""Levels done that open each of these chapters."""
MAY_WAIT: Final = 2
"""Levels of a chapter that may be left for later: it is finished all the same."""


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the level list."""

    name: str
    """Name of the chapter, one of :data:`CHAPTERS`, or "" for what stands after them."""
    levels: tuple[LevelEntry, ...]
    done: int
    """Number of its levels that are won."""
    open: bool

    @property
    def finished(self) -> bool:
        """Whether all but a few of its levels are won."""
        return self.done >= max(len(self.levels) - MAY_WAIT, 1)


def chapters(
    levels: Sequence[LevelEntry], best: Mapping[str, Best], *, all_open: bool = False
) -> tuple[Chapter, ...]:
    """Return every chapter that has levels, in order, and whether it is open by what was won so far.

    What belongs to no chapter is always open and comes last.
    """
    members = {name: tuple(e for e in levels if (e.chapter or "") == name) for name in (*CHAPTERS, "")}
    won = {name: sum(_won(best, e.name) for e in entries) for name, entries in members.items()}
    opened = {*OPEN_FROM_THE_START, ""}
    waiting = list(OPENS_IN_TURN)
    counted: set[str] = set()
    while True:
        ready = [
            name
            for name in (*OPEN_FROM_THE_START[1:], *OPENS_IN_TURN)
            if name in opened and name not in counted and _finished(len(members[name]), won[name])
        ]
        if not ready:
            break
        counted |= set(ready)
        for _ in ready:
            if waiting:
                opened.add(waiting.pop(0))
    every = sum(won[name] for name in CHAPTERS)
    opened |= {name for name, least in OPENS_AFTER.items() if every >= least}
    return tuple(
        Chapter(name, members[name], won[name], all_open or name in opened)
        for name in (*CHAPTERS, "")
        if members[name]
    )


def opening_words(name: str) -> int | None:
    """Return how many levels must be done for a chapter to open; None where a finished chapter opens it."""
    return OPENS_AFTER.get(name)


def _finished(levels: int, won: int) -> bool:
    return levels > 0 and won >= max(levels - MAY_WAIT, 1)


def _won(best: Mapping[str, Best], name: str) -> bool:
    found = best.get(name)
    return found is not None and found.won
