"""A match doesn't know what runs beside it: alone and in a batch it is the same to the last bit."""

import hashlib
from dataclasses import fields

import numpy as np
import pytest

from game.rules.match.match import Match
from tests.rules.matches import fixture

STEPS, EVERY = 420, 10
ALONE = {3: 0, 4: 1, 5: 0, 6: 2}
"""By players a side, the world that is also played alone: where a thought that was dropped came back once."""


def played(a_side: int, worlds: int, first: int, which: list[int]) -> list[list[str]]:
    """Of some worlds, a digest of state, wishes and books after every tenth step of a match."""
    strength = {name: {"strength": 3} for name in ("red", "blue")}
    match = Match(fixture(a_side=a_side, **strength), 0, worlds, first)
    told: list[list[str]] = [[] for _ in which]
    for made in range(1, STEPS + 1):
        match.advance({})
        if made % EVERY == 0:
            for digests, world in zip(told, which, strict=True):
                digests.append(digest(match, world))
    return told


def digest(match: Match, world: int) -> str:
    """Of one world of a match: every bit of its state, everybody's wishes, the log and the report."""
    row = np.array([world])
    h = hashlib.sha256(match.world.take(row).digest().encode())
    wishes = match.intents.take(row)
    for f in fields(wishes):
        h.update(np.ascontiguousarray(getattr(wishes, f.name)).tobytes())
    referee = match.referees[world]
    h.update(repr((referee.log, match.books[world].report(referee.score))).encode())
    return h.hexdigest()


@pytest.mark.parametrize(("a_side", "worlds"), [(3, 32), (4, 12), (5, 12), (6, 32)])
def test_a_match_alone_is_the_match_beside_3_and_beside_many_others(a_side: int, worlds: int) -> None:
    """Seven seconds with thoughts: one world alone, the first four by themselves, and many in one batch."""
    world = ALONE[a_side]
    four, many = played(a_side, 4, 0, [0, 1, 2, 3]), played(a_side, worlds, 0, [0, 1, 2, 3])
    assert four == many
    assert played(a_side, 1, world, [0]) == [many[world]]
