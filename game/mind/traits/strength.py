"""Strength says how good the computer is: what it sees and how well it weighs, never how fast it runs."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Strength:
    """One of the five strengths."""

    difficulty: float
    """Sharpness of its eyes (:meth:`game.mind.traits.styles.Minds.of`)."""
    rollouts: int
    """Times that the player plays each thing they could do in their head before they do one."""
    slip: float
    """Goals, spread by which the player misjudges what a pass to a team-mate or a run is worth."""
    foresees: float
    """Seconds before a pass comes from which the player can think of what to do with it: a player who looks
    round before the ball comes has decided when it does (the best look round most: Jordet 2020, recalled)."""
    decides: float
    """Seconds from what a player sees to what they do: 0.20, and 0.15 more for each doubling of the choices
    (Hick, recalled), are 0.35 for two and 0.50 for four."""
    tricks: bool = True
    """Whether the player thinks of looking elsewhere, of the far foot and of the heel."""


STRENGTHS: dict[int, Strength] = {
    1: Strength(0.35, 1, 0.110, foresees=0.0, decides=0.80, tricks=False),
    2: Strength(0.45, 2, 0.070, foresees=0.2, decides=0.65),
    3: Strength(0.52, 2, 0.057, foresees=0.3, decides=0.57),
    4: Strength(0.80, 6, 0.030, foresees=0.55, decides=0.47),
    5: Strength(1.40, 12, 0.000, foresees=0.9, decides=0.40),
}
"""The five strengths (priors; bench/rules/matches.py has what they are worth)."""
USUAL_STRENGTH = 3
"""The strength whose eyes, in a level, are as the styles have them; the others' are sharper or blunter by as
much as here."""
