"""A level can say how its partners play, where they don't play as usual: whom to, when, how."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias

import numpy as np

from game.core import rng
from game.core.maths import Floats, Ints
from game.core.plan import Plan
from game.core.rng import Seeds, Stream

When: TypeAlias = Literal["strike", "receive"] | float
"""What sets a run off: the first kick, another player who gets it after that, or seconds from the start."""


@dataclass(frozen=True, slots=True)
class LateRun:
    """A run that doesn't begin with the drill."""

    to: tuple[float, float]
    when: When


@dataclass(frozen=True, slots=True)
class Partners:
    """What a level says of its partners, by player number; one that isn't named plays as usual."""

    first_time: frozenset[int] = frozenset()
    """Players who give the ball back with the first touches."""
    keeps: frozenset[int] = frozenset()
    """Players who keep the ball."""
    returns_to: Mapping[int, int] = field(default_factory=dict)
    """Players to whom another gives the ball back, where that isn't the nearest."""
    runs: Mapping[int, LateRun] = field(default_factory=dict)
    passers: Mapping[int, tuple[tuple[Plan, int], ...]] = field(default_factory=dict)
    """Plans and their weights: one is drawn for each world."""
    kinds: Mapping[int, tuple[str, ...]] = field(default_factory=dict)
    """The kind of pass that each of a passer's plans is."""
    onside: Mapping[int, tuple[tuple[int, float] | None, ...]] = field(default_factory=dict)
    """Of a passer's plans those that wait: for whom, and by how many metres that player may be onside."""
    lines: Mapping[int, tuple[int, float]] = field(default_factory=dict)
    """Players who keep another's line: who that is, and metres along the pitch that they are further on."""

    def drawn(self, seeds: Seeds, player: int) -> Ints:
        """Return which of a passer's plans each world has, ``(worlds,)``: one draw for every asking."""
        weights = np.array([weight for _, weight in self.passers[player]], dtype=np.float64)
        luck: Floats = rng.uniform(seeds, 0, player, Stream.PASSER)
        edges = np.cumsum(weights) / weights.sum()
        found: Ints = np.minimum((luck[:, None] > edges).sum(axis=1), len(weights) - 1).astype(np.int64)
        return found


USUAL = Partners()
