"""From a set-up to the game that began from it: the one place that knows every kind of play."""

from collections.abc import Callable, Mapping
from typing import Final

from game.rules.common.playable import Playable, SetUp
from game.rules.level.session import Session
from game.rules.match.match import Match
from game.rules.match.rondo import Rondo


def _level(set_up: SetUp) -> Playable:
    return Session.of(set_up)


def _match(set_up: SetUp) -> Playable:
    return Match.of(set_up)


def _rondo(set_up: SetUp) -> Playable:
    return Rondo.of(set_up)


KINDS: Final[Mapping[str, Callable[[SetUp], Playable]]] = {"level": _level, "match": _match, "rondo": _rondo}


def begin(set_up: SetUp) -> Playable:
    """Return a game at its first moment; raises ValueError with one line where that can't be had."""
    if set_up.kind not in KINDS:
        raise ValueError(f"kind: expected one of {', '.join(KINDS)} (got {set_up.kind})")
    if set_up.world and set_up.kind != "match":
        raise ValueError(f"world: expected 0 in a {set_up.kind} (got {set_up.world})")
    try:
        return KINDS[set_up.kind](set_up)
    except ValueError as error:  # a level's or a fixture's faults
        raise ValueError(str(error).splitlines()[0]) from None
    except (KeyError, TypeError, AttributeError):
        raise ValueError(f"data: expected what a {set_up.kind} begins from") from None
