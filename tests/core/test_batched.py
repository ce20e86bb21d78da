"""Whatever holds something of every world goes on in some of them, in any order, and shares the rest."""

from dataclasses import dataclass
from typing import get_type_hints

import numpy as np
import pytest

from game.core.batched import Batched, Dropped, Shared, WorldItems, WorldsLast
from game.core.maths import Floats
from game.mind.ai_team import AITeam
from game.rules.match.match import Match
from game.scenario.fixture import parse_fixture


@dataclass
class Inner(Batched):
    facts: WorldsLast[Floats]


@dataclass
class Outer(Batched):
    name: Shared[str]
    seconds: Floats
    inner: Inner | None
    many: list[tuple[Floats, Floats]]
    said: WorldItems[tuple[str, ...]]
    known: Dropped[int | None] = 7


def outer() -> Outer:
    column = np.arange(6.0).reshape(2, 3).T
    return Outer(
        "both", column, Inner(np.arange(12.0).reshape(4, 3)), [(column, column[:, 0])], ("a", "b", "c")
    )


def test_every_kind_of_field_goes_on_in_the_chosen_worlds() -> None:
    whole, rows = outer(), np.array([2, 0, 2])
    some = whole.take(rows)
    assert some.name is whole.name
    assert np.array_equal(some.seconds, whole.seconds[rows])
    assert some.inner is not None
    assert whole.inner is not None
    assert np.array_equal(some.inner.facts, whole.inner.facts[:, rows])
    assert np.array_equal(some.many[0][1], whole.many[0][1][rows])
    assert some.said == ("c", "a", "c")
    assert some.known is None
    some.seconds[:] = -1.0
    assert whole.seconds.min() == 0.0
    # A component's numbers lie together, as in the whole.
    assert whole.take(rows).seconds.strides == (8, 24)


def test_parts_joined_and_written_back_are_the_whole() -> None:
    whole = outer()
    parts = [whole.take(np.array([0])), whole.take(np.array([1, 2]))]
    for part in parts:
        part.many = []
    again = Outer.join([Outer(p.name, p.seconds, p.inner, None, p.said) for p in parts])  # type: ignore[arg-type]
    assert np.array_equal(again.seconds, whole.seconds)
    assert again.said == whole.said
    assert again.inner is not None
    assert whole.inner is not None
    assert np.array_equal(again.inner.facts, whole.inner.facts)
    inner = Inner(np.zeros((4, 3)))
    inner.overwrite(np.array([1, 2, 0]), whole.inner.take(np.array([1, 2, 0])))
    assert np.array_equal(inner.facts, whole.inner.facts)


def test_a_value_without_worlds_has_to_be_declared() -> None:
    whole = outer()
    whole.seconds = 3.0  # type: ignore[assignment]
    with pytest.raises(TypeError, match="declare"):
        whole.take(np.array([0]))


def undeclared(thing: object, seen: set[int]) -> set[str]:
    """What batched things reachable from one hold that no declaration names."""
    if id(thing) in seen:
        return set()
    seen.add(id(thing))
    if isinstance(thing, list | tuple):
        return set().union(*(undeclared(part, seen) for part in thing))
    if isinstance(thing, dict):
        return undeclared(list(thing.values()), seen)
    if not isinstance(thing, Batched):
        return set()
    declared = get_type_hints(type(thing)).keys()
    held = getattr(thing, "__dict__", {}).keys() - {"passes"}  # counted from the others when asked for
    missing = {f"{type(thing).__name__}.{name}" for name in held - declared}
    return missing.union(*(undeclared(getattr(thing, name), seen) for name in declared))


def test_minds_that_were_copied_know_all_that_they_knew() -> None:
    match = Match(parse_fixture({"a_side": 3, "minutes": 1.0}, "test"), 1, worlds=2)
    for _ in range(80):
        match.advance({})
    assert undeclared([match.ai_team, match.dead, match.world], set()) == set()
    rows = np.array([1, 1])
    part: AITeam = match.ai_team.take(rows)
    assert undeclared(part, set()) == set()
    assert part.free_play is not None
    assert match.ai_team.free_play is not None
    assert np.array_equal(part.free_play.support._spot, match.ai_team.free_play.support._spot[rows])
