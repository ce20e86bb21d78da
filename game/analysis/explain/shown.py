"""A strike as it is shown."""

from dataclasses import dataclass, replace

from game.analysis.card.text import POWER, Card, Line
from game.analysis.explain.finding import Finding, FindingKind
from game.scenario.phrases import Phrase, phrase

_SAID = {
    FindingKind.TOO_SOFT: phrase("Softer than this pass wanted."),
    FindingKind.TOO_HARD: phrase("Harder than this pass wanted."),
}
"""Of a strike that did as it was asked, where the wrong thing was asked of it."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A strike as it is shown: its numbers, what the card says of them, and how it ended."""

    row: dict[str, float]
    card: Card
    finding: Finding | None = None
    """What the pass is told as; None while it is under way, or where it was none."""
    good: bool | None = None
    """Whether it did what the moment wanted; None while that isn't known."""

    @property
    def headline(self) -> Phrase:
        """The card's first line: the cause of how it ended, else how the foot did."""
        return self.card.headline if self.finding is None else self.finding.words

    @property
    def lines(self) -> tuple[Line, ...]:
        """The card's lines; praise only where the strike was what the moment wanted."""
        return tuple(self._judged(line) for line in self.card.lines)

    def _judged(self, line: Line) -> Line:
        said = None if self.finding is None else _SAID.get(self.finding.kind)
        if line.what is POWER and line.good is not False and said is not None:
            return replace(line, said=said, good=False)
        return replace(line, good=None) if line.good and not self.good else line
