"""How a lesson went by the clock: the minutes that each part took, from the keys that the teacher pressed."""

from collections.abc import Mapping, Sequence

from game.classroom.session.results import Row
from game.classroom.words import WordBook

MOVES = ("next", "back", "reveal")
"""Keys after which the lesson stands elsewhere: ``next: PART PHASE``."""


def minutes_of(keys: Sequence[Row]) -> dict[int, float]:
    """Return the minutes that the lesson stood at each part, in the order of the parts.

    >>> rows = [(1.0, "next: 1 scene"), (31.0, "next: 1 vote"), (61.0, "next: 2 scene"), (91.0, "next: 0")]
    >>> minutes_of([{"t": t, "what": what} for t, what in rows])
    {1: 1.0, 2: 0.5}
    """
    found: dict[int, float] = {}
    part, since = 0, 0.0
    for key in keys:
        what, _, to = key["what"].partition(": ")
        if part:
            # The clock begins again when a lesson is taken up again: nobody knows how long it stood still.
            found[part] = found.get(part, 0.0) + max(key["t"] - since, 0.0) / 60.0
        since = key["t"]
        if what in MOVES:
            part = int(to.split()[0])
    return dict(sorted(found.items()))


def course_words(keys: Sequence[Row], voters: Sequence[Mapping[str, object]], words: WordBook) -> list[str]:
    """Return how the lesson went, a phrase each; nothing where nobody pressed a key."""
    said = [
        words("Part {part}: {minutes} min", part=part, minutes=words.number(minutes, 1))
        for part, minutes in minutes_of(keys).items()
    ]
    out = sum(bool(voter.get("removed")) for voter in voters)
    if out:
        said.append(words("taken out by the teacher: {count}", count=out))
    return said
