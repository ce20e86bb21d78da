"""How good the computer is: what it sees and how well it weighs, never how fast it runs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Strength:
    """One of the five."""

    difficulty: float
    """Sharpness of its eyes (:meth:`game.mind.styles.Minds.of`)."""
    rollouts: int
    """How often it plays each thing it could do in its head before it does one."""
    slip: float
    """Goals: spread by which it misjudges what a thing is worth."""
    foresees: float
    """Seconds before a pass comes to it from which it can think of what to do with it: who looks round before
    the ball comes has decided when it does (the best look round most: Jordet 2020, recalled)."""


STRENGTHS: dict[int, Strength] = {
    1: Strength(0.35, 1, 0.040, 0.0),
    2: Strength(0.60, 2, 0.015, 0.4),
    3: Strength(1.00, 4, 0.002, 0.9),
    4: Strength(1.70, 8, 0.001, 0.9),
    5: Strength(2.60, 16, 0.000, 0.9),
}
"""The five strengths (priors; bench/matches.py has what they are worth)."""
USUAL_STRENGTH = 3
"""Whose eyes are as the styles have them."""
