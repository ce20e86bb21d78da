"""The same level, seed and intents give the same bits: alone, in any batch, again, and after a pause."""

import numpy as np
import pytest

from game.core.events import Kind
from game.core.intents import Intents
from game.core.pitch import Goal, Pitch, Wall, cone
from game.core.state import World
from game.core.surfaces import BUMPY, DRY
from game.sim import MODEL
from game.sim.ball import place
from game.sim.step import step

from .grounds import world_of

PITCH = Pitch(40.0, 30.0, BUMPY, walls=(Wall((12.0, -8.0), (12.0, 8.0)),), posts=(cone((5.0, 1.0)),))
SPOTS = [(0.0, 0.0), (5.0, 3.0), (-4.0, 2.0), (3.0, -5.0), (1.6, 0.4), (-3.0, -3.0)]
TEAMS = [0, 0, 0, 1, 1, 1]

# The digests of 300 steps of one world, by the number of the model. With a deliberate change to the model
# comes a new number (game.sim.MODEL) and a line in CHANGELOG: replays made before won't play on.
PINNED = {7: "679843ce1d1cb93e02c1cac0b71df17ae5cd2d323016c90c7128e883b3e70299"}

# The same with goals, keepers who dive, catch and kick, shots and lobs.
GOALS = Pitch(24.0, 16.0, DRY, goals=(Goal(-12.0, 3.0, 2.0, 6.0), Goal(12.0, 3.0, 2.0, 6.0)))
PINNED_WITH_GOALS = {7: "dcde80155e3bdfe4f83daee6ea2afb5fef9aa504e2a8e874a033a44c9c716752"}


def begin(worlds: int, first: int = 0) -> World:
    return world_of(SPOTS, TEAMS, worlds=worlds, seed=7, first=first)


def wishes(number: int, which: np.ndarray) -> Intents:
    """Busy intents that hang on the world's own number: everybody runs, kicks, lunges, looks about."""
    intents = Intents.idle(len(which), len(SPOTS))
    for row, world in enumerate(which):
        rng = np.random.default_rng([int(world), number // 20])
        intents.move[row] = rng.uniform(-1, 1, (len(SPOTS), 2))
        intents.aim[row] = rng.uniform(-12, 12, (len(SPOTS), 2))
        intents.swing[row] = rng.integers(0, 3, len(SPOTS)) * (number % 20 < 14)
        intents.tackle[row] = rng.uniform(size=len(SPOTS)) < 0.3
        intents.shield[row] = rng.uniform(size=len(SPOTS)) < 0.3
        intents.look_at[row] = rng.uniform(-9, 9, (len(SPOTS), 2))
    return intents


def played(world: World, which: list[int], steps: int = 300) -> World:
    numbers = np.array(which)
    for number in range(world.step, world.step + steps):
        step(world, PITCH, wishes(number, numbers))
    return world


def digest_of(world: World, row: int) -> str:
    return world.take(np.array([row])).digest()


def test_twice_in_a_row_gives_the_same_bits() -> None:
    assert played(begin(3), [0, 1, 2]).digest() == played(begin(3), [0, 1, 2]).digest()


def test_a_world_is_the_same_alone_and_in_a_batch() -> None:
    together = played(begin(37), list(range(37)))
    for number in (0, 5, 17, 36):
        alone = played(begin(1, first=number), [number])
        assert digest_of(together, number) == alone.digest()


def test_worlds_can_be_reordered_and_dropped_on_the_way() -> None:
    whole = played(begin(9), list(range(9)))
    part = played(begin(9), list(range(9)), steps=120)
    kept = [7, 2, 4]
    rest = played(part.take(np.array(kept)), kept, steps=180)
    for row, number in enumerate(kept):
        assert digest_of(rest, row) == digest_of(whole, number)


def test_a_copy_is_independent_of_its_original() -> None:
    world = played(begin(2), [0, 1], steps=60)
    before, copy = world.digest(), world.copy()
    played(copy, [0, 1], steps=30)
    assert world.digest() == before
    assert copy.digest() != before


def test_different_seeds_differ() -> None:
    world = played(begin(2), [0, 0])
    assert digest_of(world, 0) != digest_of(world, 1)


@pytest.mark.parametrize("steps", [300])
def test_the_pinned_digest(steps: int) -> None:
    assert played(begin(1), [0], steps=steps).digest() == PINNED[MODEL]


def begin_match(worlds: int, first: int = 0) -> World:
    """Keepers at both ends (players 2 and 5) and four who run about between."""
    spots = [(0.0, 0.0), (5.0, 3.0), (-11.2, 0.0), (3.0, -5.0), (-4.0, 1.5), (11.2, 0.0)]
    world = world_of(spots, TEAMS, worlds=worlds, seed=11, first=first)
    world.squad.keeper[[2, 5]] = True
    return world


def match_wishes(world: World, which: np.ndarray) -> Intents:
    """Everybody shoots at a goal when they can, runs to the ball when they can't; keepers dive."""
    intents = Intents.idle(len(which), len(SPOTS))
    ball = world.ball.pos
    for row, number in enumerate(which):
        rng = np.random.default_rng([int(number), world.step // 20])
        towards = ball[row, :2] - world.bodies.pos[row]
        intents.move[row] = towards / np.maximum(np.abs(towards).max(axis=1, keepdims=True), 1e-6)
        intents.move[row, [2, 5]] *= 0.2
        intents.aim[row, :3] = (12.0, rng.uniform(-1.8, 1.8))
        intents.aim[row, 3:] = (-12.0, rng.uniform(-1.8, 1.8))
        intents.lean[row] = rng.uniform(-1, 0.5)
        intents.speed[row] = rng.uniform(8, 25)
        intents.swing[row] = rng.integers(1, 4, len(SPOTS)) * (world.step % 20 < 13)
        intents.tackle[row] = rng.uniform(size=len(SPOTS)) < 0.2
        intents.calling[row] = rng.uniform(size=len(SPOTS)) < 0.3
        near = np.abs(towards).sum(axis=1) < 4.0
        dives = near & (rng.uniform(size=len(SPOTS)) < 0.4) & (world.step % 20 > 13)
        intents.dive_to[row, dives] = ball[row, :2]
        intents.swing[row, [2, 5]] *= world.ball.hands[row]
    return intents


def match_played(world: World, which: list[int], steps: int = 400) -> tuple[World, set[Kind]]:
    numbers, seen = np.array(which), set()
    for _ in range(steps):
        if world.step % 100 == 0:
            taker = (0, 3, 1, 4)[world.step // 100 % 4]
            side = 1.0 if taker < 3 else -1.0
            world.bodies.pos[:, taker] = (5.0 * side, 1.0)
            for row in range(world.worlds):
                place(world.ball, row, (5.3 * side, 1.0), taker)
        seen |= {events.kind for events in step(world, GOALS, match_wishes(world, numbers))}
    return world, seen


def test_goals_hands_and_dives_are_the_same_alone_in_a_batch_and_as_pinned() -> None:
    together, seen = match_played(begin_match(24), list(range(24)))
    assert {Kind.GOAL, Kind.CATCH, Kind.PARRY, Kind.DIVE, Kind.STRIKE, Kind.DEFLECTION, Kind.POST} <= seen
    assert together.digest() == PINNED_WITH_GOALS[MODEL]
    for number in (0, 23):
        alone, _ = match_played(begin_match(1, first=number), [number])
        assert digest_of(together, number) == alone.digest()
