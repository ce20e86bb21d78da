"""The schedule says who thinks at which step: every mind twenty times a second, one after the other.

A step in which everybody thought would take three times as long as its neighbours, and be seen as a late
picture. So defenders believe in one step and decide in the next, and those whose side has the ball think in
the third; between two thoughts everybody wants what they wanted. The carrier has a pace of their own
(game/mind/attack/carrier.py), and what a player imagines is thought of in coarser steps
(game/mind/attack/lookahead.py).
"""

THINK_EVERY = 3
"""Steps from one thought to the next (50 ms: a prior, shorter than any reaction)."""
DECIDE_AFTER = 1
"""Steps from what defenders believe to what they do about it."""


def defenders_turn(step: int, every: int = THINK_EVERY) -> bool:
    """Return whether defenders look at the carrier at this step, and renew what they believe.

    >>> [defenders_turn(step) for step in range(4)]
    [True, False, False, True]
    """
    return step % every == 0


def deciders_turn(step: int, every: int = THINK_EVERY, after: int = DECIDE_AFTER) -> bool:
    """Return whether defenders decide at this step what to do about what they believe."""
    return step % every == after


def keepers_turn(step: int, team: int) -> bool:
    """Return whether the keeper of the side ``team`` thinks: not both in one step.

    >>> [(keepers_turn(step, 0), keepers_turn(step, 1)) for step in range(3)]
    [(False, True), (False, False), (True, False)]
    """
    return defenders_turn(step) if team else support_turn(step)


def support_turn(step: int) -> bool:
    """Return whether those without the ball think whose side has it, or could get it."""
    return step % THINK_EVERY == 2
