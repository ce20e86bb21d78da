"""Why a pass ended as it did, in words a coach would use; every sentence from something measured."""

from collections.abc import Sequence
from dataclasses import dataclass

from game.analysis.explain.facts import Facts
from game.analysis.explain.finding import Finding, find
from game.analysis.explain.sentences import Sentence, Words
from game.analysis.passes.pass_log import Pass
from game.analysis.whatif.advice import what_to_do
from game.analysis.whatif.engine import Row
from game.analysis.whatif.factors import Change
from game.analysis.whatif.ranking import TURNS_AT, Turn, best_factor, smallest_turn
from game.core.plan import Plan
from game.scenario.phrases import SILENCE, Name, Phrase, names_of, phrase

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


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a pass ended as it did."""

    played: Pass
    facts: Facts
    finding: Finding
    """What it is told as, in a few words."""
    headline: Phrase
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
    def names(self) -> tuple[Name, ...]:
        """What people call the players."""
        return names_of(self.played.moment.world.squad)

    def short(self, most: int) -> list[Sentence]:
        """Return the sentences that matter most, in the order in which things happened."""
        chosen = sorted(self.sentences, key=lambda s: -s.weight)[:most]
        return sorted(chosen, key=lambda s: s.at)

    def what(self, change: Change) -> Phrase:
        """Return a change of this pass as a coach would put it."""
        return what_to_do(change, self.plan)

    def verdict(self) -> Phrase:
        """Return what would have changed it; silence while that isn't known."""
        if self.base is None:
            return SILENCE
        played = self.played
        if self.turn is not None:
            row = self.turn.row
            what = self.what(row.change)
            return turned(what, row.share, self.base.share, arrived=played.arrived, shot=played.shot)
        if played.arrived:
            return self._again_lucky() if self.base.share < TURNS_AT else self.again()
        better = self.causes[0] if self.causes and self.causes[0].gain >= WORTH_NAMING else None
        helps = SILENCE
        if better is not None:
            share, before = better.share, better.share - better.gain
            helps = turned(self.what(better.change), share, before, shot=played.shot)
        if self.base.share >= TURNS_AT:
            bad = self._again_unlucky()
            return phrase("{verdict} {advice}", verdict=bad, advice=helps) if helps else bad
        return helps or no_difference(self.base.share, shot=played.shot)

    def again(self) -> Phrase:
        """Return how often the same comes off."""
        share = 100.0 * self._base_share
        if self.played.shot:
            return phrase("The same shot goes in {share:.0f} % of the time.", share=share)
        return phrase("The same pass arrives {share:.0f} % of the time.", share=share)

    def _again_lucky(self) -> Phrase:
        share = 100.0 * self._base_share
        if self.played.shot:
            return phrase("Good luck: the same shot goes in only {share:.0f} % of the time.", share=share)
        return phrase("Good luck: the same pass arrives only {share:.0f} % of the time.", share=share)

    def _again_unlucky(self) -> Phrase:
        share = 100.0 * self._base_share
        if self.played.shot:
            return phrase("Bad luck: the same shot goes in {share:.0f} % of the time.", share=share)
        return phrase("Bad luck: the same pass arrives {share:.0f} % of the time.", share=share)

    @property
    def _base_share(self) -> float:
        return 0.0 if self.base is None else self.base.share


def turned(what: Phrase, share: float, base: float, *, arrived: bool = False, shot: bool = False) -> Phrase:
    """Return ``Hit it harder (11 m/s): 50 % arrive, not 0 %.``.

    Of one that arrived, what would have lost it.
    """
    share, base = 100.0 * share, 100.0 * base
    if arrived and shot:
        return phrase(
            "{what}: only {share:.0f} % go in, not {base:.0f} %.", what=what, share=share, base=base
        )
    if arrived:
        return phrase(
            "{what}: only {share:.0f} % arrive, not {base:.0f} %.", what=what, share=share, base=base
        )
    if shot:
        return phrase("{what}: {share:.0f} % go in, not {base:.0f} %.", what=what, share=share, base=base)
    return phrase("{what}: {share:.0f} % arrive, not {base:.0f} %.", what=what, share=share, base=base)


def no_difference(base: float, *, shot: bool = False) -> Phrase:
    """Return the phrase that no change asked about turns the outcome."""
    if shot:
        return phrase("None of these makes a difference: {base:.0f} % go in either way.", base=100.0 * base)
    return phrase("None of these makes a difference: {base:.0f} % arrive either way.", base=100.0 * base)


def explain(played: Pass, facts: Facts, plan: Plan, rows: Sequence[Row] = ()) -> Explanation:
    """Put the measured things into words; ``rows`` of a what-if, where there are any, rank the causes.

    Of ``rows`` the first is the pass wish by wish, the second the plan that it came to.
    """
    words = Words(played, facts)
    sentences = tuple(words.all())
    if not rows:
        return Explanation(played, facts, find(played, facts), words.headline(), sentences, plan)
    base = rows[min(1, len(rows) - 1)]
    causes = tuple(
        Cause(factor, gain, row.change, row.share, row.interval, row.n)
        for factor, row, gain in best_factor(rows, base)
        if gain > 0.0
    )
    turn = smallest_turn(rows, base, played.arrived)
    finding = find(played, facts)
    return Explanation(played, facts, finding, words.headline(), sentences, plan, base, causes, turn)
