"""What the panel says of its rows: their names, and what they come to."""

from collections.abc import Sequence
from typing import Any

from game.analysis.explain.explanation import in_a_sentence, what_to_do
from game.analysis.explain.sentences import percent
from game.analysis.whatif.engine import RECORDED, Row
from game.analysis.whatif.factors import NAMES, played
from game.analysis.whatif.ranking import Turn
from game.app.i18n import N_, _
from game.core.plan import Plan

WHOLE = "whole"
"""Instead of a factor: other passes altogether."""
FAILURES = (N_("the workers were ended from outside"), N_("no workers can be started"))
"""Why workers may fail; anything else is an error's own words."""


def failure_words(why: str) -> str:
    """What is said in the place of an answer that didn't come."""
    return _("No answer came ({why}). Ask again.", why=_(why))


def unanswered(rows: Sequence[Row], failed: str, stopped: bool) -> str:
    """What is said while some rows weren't played, as nothing can be made of them yet; "" once all were."""
    if rows and all(row.n for row in rows):
        return ""
    if failed:
        return failure_words(failed)
    if stopped:
        return _("Stopped before there was an answer.")
    return _("The first answer comes in a moment.")


def verdict_words(rows: Sequence[Row], turn: Turn | None, factor: str, *, arrived: bool) -> str:
    """What the rows, all of them played, come to; the second is the plan that was carried out."""
    base = rows[min(1, len(rows) - 1)]
    if factor == WHOLE:
        best = max(rows[2:], key=lambda row: row.share if row.n else -1.0, default=None)
        if best is not None and best.n:
            return _("{what}, arrives in {share}.", what=best.change.value, share=percent(best.share))
    if turn is not None:
        sure = "" if turn.sure else _(", perhaps")
        return _(
            "The smallest change that turns it{sure}: {what} ({share}, as it was {base}).",
            sure=sure,
            what=in_a_sentence(what_to_do(turn.row.change)),
            share=percent(turn.row.share),
            base=percent(base.share),
        )
    if arrived == (base.share >= 0.5):
        return _("Nothing of this turns it; as it was, {base} arrive.", base=percent(base.share))
    low, high = base.interval
    if low < 0.5 < high:
        return _("It can go either way: as it was, {base} arrive.", base=percent(base.share))
    return _("That was luck: as it was, {base} arrive.", base=percent(base.share))


def row_name(row: Row, now: str) -> str:
    """A row's name; ``now``: what was played of the one factor that is asked about, "" where it isn't one."""
    change = row.change
    if change.factor == "":
        if change.value == RECORDED:
            return _("As it was")
        return _("The same plan ({value})", value=now) if now else _("The same plan")
    if change.also:
        other = change.also[0]
        first, second = change.words, other.words
        return f"{_(NAMES[change.factor]).capitalize()} {first}, {_(NAMES[other.factor])} {second}"
    return change.words


def result_words(row: Row) -> str:
    """How often it comes off, how many of these with another man, and what becomes of the others."""
    counts = {_(name): n for name, n in row.counts().items() if not name.startswith("completed")}
    counts[_("with another man")] = row.counts()["completed_other"]
    lost = ", ".join(f"{name} {n}" for name, n in sorted(counts.items(), key=lambda item: -item[1]) if n)
    return f"{percent(row.share)}; {lost}" if lost else percent(row.share)


def played_of(plan: Plan, factor: str, ground: str) -> Any:
    """What was played of a factor, the ground included."""
    return ground if factor == "surface" else played(plan, factor)
