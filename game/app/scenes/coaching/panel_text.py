"""What the panel says of its rows: their names, and what they come to."""

from collections.abc import Sequence
from typing import Any

from game.analysis.explain.explanation import WORTH_NAMING, no_difference, turned
from game.analysis.explain.sentences import percent
from game.analysis.passes.outcome import Outcome
from game.analysis.whatif.advice import what_to_do
from game.analysis.whatif.engine import RECORDED, Row
from game.analysis.whatif.factors import played
from game.analysis.whatif.ranking import Turn
from game.app.i18n import N_, _, p_, say
from game.core.plan import Plan

WHOLE = "whole"
"""Instead of a factor: other passes altogether."""
ENDS = {
    Outcome.COMPLETED_OTHER: N_("to another team-mate"),
    Outcome.INTERCEPTED: N_("intercepted"),
    Outcome.MISCONTROLLED: N_("miscontrolled"),
    Outcome.OUT: N_("out of play"),
    Outcome.TACKLED: N_("tackled"),
    Outcome.SHORT: N_("too short"),
}
"""What becomes of those that don't arrive where they were meant to."""
FAILURES = (N_("the workers were ended from outside"), N_("no workers can be started"))
"""Why workers may fail; anything else is an error's own words."""


def failure_words(why: str) -> str:
    """Return what is said in the place of an answer that didn't come."""
    return _("No answer came ({why}). Ask again.", why=_(why))


def unanswered(rows: Sequence[Row], failed: str, stopped: bool) -> str:
    """Return what is said while some rows weren't played yet; "" once all were."""
    if rows and all(row.n for row in rows):
        return ""
    if failed:
        return failure_words(failed)
    if stopped:
        return _("Stopped before there was an answer.")
    return _("The first answer comes in a moment.")


def verdict_words(
    rows: Sequence[Row], turn: Turn | None, factor: str, *, arrived: bool, shot: bool = False
) -> str:
    """Return what the rows, all of them played, come to; the second is the plan that was carried out."""
    base = rows[min(1, len(rows) - 1)]
    if factor == WHOLE:
        best = max(rows[2:], key=lambda row: row.share if row.n else -1.0, default=None)
        if best is not None and best.n:
            return best_words(best)
    if turn is not None:
        what = what_to_do(turn.row.change, base.change.plan)
        said = say(turned(what, turn.row.share, base.share, arrived=arrived, shot=shot))
        return said if turn.sure else _("Perhaps this: {what}", what=said)
    if arrived == (base.share >= 0.5):
        sign = -1.0 if arrived else 1.0
        best = max(rows[2:], key=lambda row: sign * row.share, default=base)
        if sign * (best.share - base.share) < WORTH_NAMING:
            return say(no_difference(base.share, shot=shot))
        what = what_to_do(best.change, base.change.plan)
        return say(turned(what, best.share, base.share, arrived=arrived, shot=shot))
    share, (low, high) = 100.0 * base.share, base.interval
    if low < 0.5 < high:
        if shot:
            return _("It was a close call: {base:.0f} % go in.", base=share)
        return _("It was a close call: {base:.0f} % arrive.", base=share)
    return (
        _("That was luck: {base:.0f} % go in.", base=share)
        if shot
        else _("That was luck: {base:.0f} % arrive.", base=share)
    )


def best_words(best: Row, named: str = "") -> str:
    """Return which row comes off most often."""
    return _(
        "Best: {what}. {share:.0f} % arrive.", what=named or say(best.change.words), share=100.0 * best.share
    )


def row_name(row: Row, now: str) -> str:
    """Return a row's name; ``now``: what was played of the one factor asked about, or ""."""
    change = row.change
    if change.factor == "":
        if change.value == RECORDED:
            return p_("pass", "As it was")
        return _("The same plan ({value})", value=now) if now else _("The same plan")
    if change.also:
        return f"{say(change.name)}, {say(change.also[0].name)}"
    return say(change.words)


def result_words(row: Row) -> str:
    """Return how often it comes off, with whom else, and what becomes of the others."""
    counts = row.counts()
    lost = sorted(((counts[end.name.lower()], end) for end in ENDS), key=lambda item: -item[0])
    ends = ", ".join(f"{_(ENDS[end])} {n}" for n, end in lost if n)
    return f"{percent(row.share)}; {ends}" if ends else percent(row.share)


def played_of(plan: Plan, factor: str, ground: str) -> Any:
    """Return what was played of a factor, the ground included."""
    return ground if factor == "surface" else played(plan, factor)


def place_of(values: list[Any], value: Any) -> int:
    """Return where a value stands in a list; the first place where it isn't in it."""
    return values.index(value) if value in values else 0
