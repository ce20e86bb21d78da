"""A strike as it is shown."""

from dataclasses import dataclass

from game.analysis.card.text import Card


@dataclass(frozen=True, slots=True)
class Shown:
    """A strike as it is shown: its numbers and what the card says of them."""

    row: dict[str, float]
    card: Card
