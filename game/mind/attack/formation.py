"""A formation says which way each side plays, and the shape in which its players stand."""

from functools import lru_cache
from typing import Final

ATTACKS: Final = (1.0, -1.0)
"""Direction along x in which each side attacks: red toward +x and blue toward -x, in both halves."""

BACK, FRONT = -0.55, 0.30
"""Shares of half the length at which the last line and the first line of a shape stand."""
WIDE, NARROW = 0.70, 0.35
"""Shares of half the width at which a line's outer players stand; two alone in defence or attack stand
narrower."""
ALONE: Final = 0.4
"""Share of half the width by which a player alone in a line stands aside of one before them."""


@lru_cache
def lines(outfield: int) -> tuple[int, int, int]:
    """Return how many of some outfield players defend, play in midfield, and attack: 10 are 4, 4, 2.

    >>> lines(10)
    (4, 4, 2)
    >>> lines(4)
    (1, 2, 1)
    """
    if outfield < 3:
        return (outfield - 1, 0, 1)
    back, front = max(2 * outfield // 5, 1), max(outfield // 5, 1)
    return (back, outfield - back - front, front)


@lru_cache
def shape_of(outfield: int) -> tuple[tuple[float, float], ...]:
    """Return the places of some outfield players, from the last defender to the furthest forward.

    Each is a share of half the length toward the other goal, and of half the width. Lines are spread evenly
    between back and front; players who are alone in their line stand by turns left and right of the middle,
    so that nobody hides behind another.

    >>> shape_of(1)
    ((0.0, 0.0),)
    >>> len(shape_of(10))
    10
    """
    if outfield == 1:
        return ((0.0, 0.0),)
    filled = [(number, count) for number, count in enumerate(lines(outfield)) if count]
    places: list[tuple[float, float]] = []
    alone = sum(count == 1 for _, count in filled)
    side = 1.0
    for number, count in filled:
        x = BACK + 0.5 * number * (FRONT - BACK)
        if count == 1:
            # The last and the first of a shape with a line of several between them stand in the middle.
            aside = 0.0 if number != 1 and any(n > 1 for _, n in filled) else ALONE * side * (alone > 1)
            places.append((x, aside))
            side = -side
            continue
        wide = NARROW if number != 1 and count == 2 else WIDE
        places += [(x, wide * (1.0 - 2.0 * place / (count - 1))) for place in range(count)]
    return tuple(places)
