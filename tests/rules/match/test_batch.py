"""A match doesn't know what runs beside it: alone and in a batch it is the same to the last bit."""

import numpy as np

from game.rules.match.match import Match
from tests.rules.matches import fixture


def digests(a_side: int, worlds: int, first: int, steps: int, only: list[int]) -> list[list[str]]:
    """By world of ``only``, the state's digest after every step of a match played as people meet it."""
    strength = {name: {"strength": 3} for name in ("red", "blue")}
    match = Match(fixture(a_side=a_side, **strength), 0, worlds, first)
    told: list[list[str]] = [[] for _ in only]
    for _ in range(steps):
        match.advance({})
        for told_of, world in zip(told, only, strict=True):
            told_of.append(match.world.take(np.array([world])).digest())
    return told


def test_a_thought_that_was_dropped_stays_dropped_whatever_runs_beside_it() -> None:
    """The same man asks again while another world keeps his first thought alive: world 0 at step 186."""
    beside = digests(3, 4, 0, 240, [0])
    assert digests(3, 1, 0, 240, [0]) == beside
