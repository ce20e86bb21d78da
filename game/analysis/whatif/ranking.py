"""What of many changes matters: the smallest that turns the outcome, the factor that makes the most of it."""

from collections.abc import Sequence
from dataclasses import dataclass

from game.analysis.whatif.engine import Row
from game.analysis.whatif.factors import NOT_CHOSEN

TURNS_AT = 0.5
"""Share of worlds from which a pass counts as one that arrives."""
TURNS_BY = 0.1
"""Least rise of that share which counts as a change and not as chance."""


@dataclass(frozen=True, slots=True)
class Turn:
    """The smallest change that turns the outcome."""

    row: Row
    gain: float
    """What it adds to the completion of the plan that was carried out."""
    sure: bool
    """Whether its interval lies on the other side too."""


def smallest_turn(rows: Sequence[Row], base: Row, arrived: bool) -> Turn | None:
    """Return the change nearest to what was played that turns the outcome more often than not.

    Of changes a player can make; equally near ones are told apart by how much they change. ``arrived``: what
    was played arrived, and the question is what would have lost it. Where it went against the odds, nothing
    has to be turned: that was luck.
    """
    sign = -1.0 if arrived else 1.0
    if not base.n or sign * (base.share - TURNS_AT) > 0.0:
        return None
    found: list[tuple[float, float, Row]] = []
    for row in rows:
        if not row.n or row.change.factor == "" or row.change.distance >= NOT_CHOSEN:
            continue
        gain = row.share - base.share
        if sign * (row.share - TURNS_AT) > 0.0 and sign * gain >= TURNS_BY:
            found.append((row.change.distance, -sign * gain, row))
    if not found:
        return None
    _, _, best = min(found, key=lambda item: item[:2])
    low, high = best.interval
    return Turn(best, best.share - base.share, high < TURNS_AT if arrived else low > TURNS_AT)


def best_factor(rows: Sequence[Row], base: Row) -> list[tuple[str, Row, float]]:
    """Return ``(factor, its best row, gain)`` of every factor a player has, the largest gain first.

    Who was let go on in a race comes before who was dropped. A gain is over the same worlds of the base.
    """
    best: dict[str, Row] = {}
    for row in rows:
        factor = row.change.factor
        if factor == "" or row.change.distance >= NOT_CHOSEN or not row.n:
            continue
        if factor not in best or (row.n, row.share) > (best[factor].n, best[factor].share):
            best[factor] = row
    ranked = [(factor, row, row.share - base.share_of(row.n)) for factor, row in best.items()]
    return sorted(ranked, key=lambda item: (-item[1].n, -item[2], item[1].change.distance))
