"""Why a pass ended as it did, in words a coach would use; every sentence from something measured."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from game.analysis.explain.facts import Facts
from game.analysis.explain.sentences import Sentence, Words, percent
from game.analysis.passes.pass_log import Pass
from game.analysis.whatif.engine import Row
from game.analysis.whatif.factors import NAMES, Change
from game.analysis.whatif.ranking import TURNS_AT, Turn, best_factor, smallest_turn
from game.core.plan import Plan

WORTH_NAMING = 0.08
"""Completion that a change has to add before its factor is called a cause."""


@dataclass(frozen=True, slots=True)
class Cause:
    """A factor, what doing it another way adds to the completion, and where that is best."""

    factor: str
    gain: float
    change: Change
    share: float
    interval: tuple[float, float]
    n: int

    def said(self) -> str:
        """In words: what would have helped, and how much."""
        before = percent(self.share - self.gain)
        return f"{what_to_do(self.change)}: {percent(self.share)} instead of {before}"


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a pass ended as it did."""

    played: Pass
    facts: Facts
    headline: str
    sentences: tuple[Sentence, ...]
    plan: Plan
    """What it came to, as a plan."""
    base: Row | None = None
    """The plan that was carried out, over many worlds."""
    causes: tuple[Cause, ...] = ()
    """The first one is named; empty while it isn't known or where nothing stands out."""
    turn: Turn | None = None
    """The smallest change that turns the outcome."""

    @property
    def names(self) -> tuple[str, ...]:
        """What people call the players."""
        return self.played.moment.world.squad.names

    def short(self, most: int) -> list[Sentence]:
        """The sentences that matter most, in the order in which things happened."""
        chosen = sorted(self.sentences, key=lambda s: -s.weight)[:most]
        return sorted(chosen, key=lambda s: s.at)

    def verdict(self) -> str:
        """What would have changed it; "" while that isn't known."""
        if self.base is None:
            return ""
        if self.turn is not None:
            row, before = self.turn.row, percent(self.base.share)
            only = "only " if self.played.arrived else ""
            return f"{what_to_do(row.change)}: {only}{percent(row.share)} {self.arrive}, as it was {before}."
        share = percent(self.base.share)
        if self.played.arrived:
            luck = "Good luck: t" if self.base.share < TURNS_AT else "T"
            return f"{luck}he same {self.again} {share}."
        if self.base.share >= TURNS_AT:
            better = self.causes[0] if self.causes and self.causes[0].gain >= WORTH_NAMING else None
            more = f"; {in_a_sentence(better.said())}" if better is not None else ""
            return f"Bad luck: the same {self.again} {share}{more}."
        if self.causes and self.causes[0].gain >= WORTH_NAMING:
            return self.causes[0].said() + "."
        return f"No one change saves it; as it was, {share} {self.arrive}."

    @property
    def arrive(self) -> str:
        """What becomes of those that come off."""
        return "go in" if self.played.shot else "arrive"

    @property
    def again(self) -> str:
        """``pass arrives in``, before a share."""
        return "shot goes in in" if self.played.shot else "pass arrives in"


def explain(played: Pass, facts: Facts, plan: Plan, rows: Sequence[Row] = ()) -> Explanation:
    """Put the measured things into words; ``rows`` of a what-if, where there are any, rank the causes.

    Of ``rows`` the first is the pass wish by wish, the second the plan that it came to.
    """
    words = Words(played, facts)
    sentences = tuple(words.all())
    if not rows:
        return Explanation(played, facts, words.headline(), sentences, plan)
    base = rows[min(1, len(rows) - 1)]
    causes = tuple(
        Cause(factor, gain, row.change, row.share, row.interval, row.n)
        for factor, row, gain in best_factor(rows, base)
        if gain > 0.0
    )
    turn = smallest_turn(rows, base, played.arrived)
    return Explanation(played, facts, words.headline(), sentences, plan, base, causes, turn)


def in_a_sentence(said: str) -> str:
    """Words that begin a sentence elsewhere, within one."""
    return said[:1].lower() + said[1:]


def what_to_do(change: Change) -> str:
    """A change as a coach would put it."""
    value = change.words
    words = {
        "look": {
            "target": "Eyes on the man",
            "away": "Eyes off the man",
        }.get(str(change.value), f"Eyes on {value}"),
        "look_time": f"A look of {value}",
        "backswing": f"A backswing of {value}",
        "timing": f"Contact {abs(change.value):.2f} s {'later' if _positive(change.value) else 'earlier'}"
        if change.factor == "timing" and change.value
        else "Contact at the sweet moment",
        "speed": f"A weight of {value}",
        "delay": f"Waiting {value}" if _positive(change.value) else "At once",
        "aim": {"feet": "To his feet", "far_foot": "To his far foot", "lead": "Into his run"}.get(
            str(change.value), f"To the {value}"
        ),
        "technique": {"backheel": "A heel", "push": "A push"}.get(str(change.value), "The instep"),
        "target": f"To {value}",
        "surface": f"On {value} ground",
        "whole": value,
    }
    return words.get(change.factor, "As it was")


def _positive(value: Any) -> bool:
    return isinstance(value, int | float) and value > 0.0


def factor_words(factor: str) -> str:
    """A factor's name for people."""
    return NAMES[factor]
