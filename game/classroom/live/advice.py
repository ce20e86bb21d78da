"""What the share of right first votes suggests (Crouch and Mazur 2001: talk where 35 to 70 % are right)."""

from game.classroom.words import N_

EXPLAIN = N_("Explain first: few have it.")
DISCUSS = N_("Let them talk in pairs.")
MOVE_ON = N_("Move on: most have it.")
NO_WRONG = N_("No wrong answer here: ask why.")
ASK_FEW = N_("Talking made it worse: ask the few first.")
LEAST, MOST = 0.35, 0.70
WORSE = 0.10
"""Fall of the share right after talking that the teacher is told of."""


def advice(first: float | None, second: float | None, alike: bool) -> str:
    """Return one of the sentences above, or nothing where there is nothing to say."""
    if alike:
        return NO_WRONG
    if first is None:
        return ""
    if second is not None:
        return ASK_FEW if second < first - WORSE else ""
    return EXPLAIN if first < LEAST else DISCUSS if first <= MOST else MOVE_ON
