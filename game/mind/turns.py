"""Who thinks at which step: every mind twenty times a second, one after the other.

A step in which everybody thought would take three times as long as the two beside it, and be seen as a late
picture. Between two thoughts everybody wants what he wanted. The man with the ball has a pace of his own
(game/mind/passer.py), and what somebody imagines is thought of in coarser steps (game/mind/imagine.py).
"""

THINK_EVERY = 3
"""Steps from one thought to the next (50 ms: a prior, shorter than any reaction)."""


def readers_turn(step: int, team: int, every: int = THINK_EVERY) -> bool:
    """Whether the side ``team`` reads the man with the ball at this step."""
    return (step + team) % every == 0


def keepers_turn(step: int, team: int) -> bool:
    """Whether the keeper of the side ``team`` thinks: while the other side reads."""
    return readers_turn(step, 1 - team)


def support_turn(step: int) -> bool:
    """Whether those without the ball think whose side has it, or could get it."""
    return step % THINK_EVERY == 1
