"""A match between computers, played to its end without a window, in a worker."""

from collections.abc import Callable

from game.rules.match.match import Match
from game.scenario.fixture import Fixture


def play_out(
    _shared: object, fixture: Fixture, seed: int, *, stop: Callable[[], bool]
) -> tuple[int, int] | None:
    """Return red's and blue's goals; None where it was called off."""
    match = Match(fixture, seed)
    while not match.all_done:
        if match.world.step % 60 == 0 and stop():
            return None
        match.advance({})
    return match.score
