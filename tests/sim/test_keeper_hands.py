"""A keeper's hands: catching, turning away, diving, holding and releasing, and where they may not."""

import numpy as np
import pytest

from game.core.events import Events, Kind
from game.core.intents import Intents, Technique
from game.core.maths import norm
from game.core.pitch import Goal, Pitch
from game.core.state import NOBODY, World
from game.core.surfaces import DRY
from game.sim.keeper.dive import DIVE, dive_time
from game.sim.keeper.hands import HANDS, standing_reach
from game.sim.step import step

from .grounds import idle, world_of

LINE = 20.0
PITCH = Pitch(40.0, 25.0, DRY, goals=(Goal(-LINE, 3.0, 2.0, 6.0), Goal(LINE, 3.0, 2.0, 6.0)))
FAR = (-10.0, 8.0)


def facing_a_shot(
    y: float = 0.0,
    speed: float = 14.0,
    rise: float = 0.0,
    worlds: int = 300,
    since: int = 0,
    keeper: tuple[float, float] = (19.4, 0.0),
    start: float = 10.0,
    hands: bool = True,
) -> World:
    """Blue's keeper (player 0) faces a ball struck ``since`` steps ago that will cross the line at ``y``."""
    world = world_of([keeper, FAR], teams=[1, 0], worlds=worlds, holder=None, facing=np.pi)
    world.squad.keeper[0] = hands
    world.ball.pos[:, 0] = start
    world.ball.last_touch[:] = 1
    way = np.array((LINE - start, y))
    world.ball.vel[:, :2] = speed * way / np.hypot(*way)
    world.ball.roll[:] = world.ball.vel[:, :2]
    world.ball.vel[:, 2] = rise
    world.ball.struck_step[:] = world.step - since
    return world


def outcome(
    world: World, steps: int = 70, dive_to: tuple[float, float] | None = None, after: int = 15
) -> dict[Kind, float]:
    """Share of worlds in which each kind of event happened; a dive starts ``after`` steps, with reaction."""
    seen: dict[Kind, set[int]] = {}
    for number in range(steps):
        intents = idle(world)
        intents.hips_to[:, 0] = np.pi
        if dive_to is not None and number >= after:
            intents.dive_to[:, 0] = dive_to
        for events in step(world, PITCH, intents):
            seen.setdefault(events.kind, set()).update(int(w) for w in events.world)
    return {kind: len(seen.get(kind, ())) / world.worlds for kind in Kind}


def test_a_soft_shot_at_the_keeper_is_caught_and_held() -> None:
    world = facing_a_shot(speed=10.0)
    shares = outcome(world, steps=130)
    assert shares[Kind.CATCH] > 0.97
    assert shares[Kind.GOAL] == 0.0
    held = world.ball.hands
    assert (world.ball.holder[held] == 0).all()
    gap = norm(world.ball.pos[held, :2] - world.bodies.pos[held, 0])
    assert (gap < 0.5).all()
    assert (np.abs(world.ball.pos[held, 2] - HANDS.carried_height) < 0.1).all()


def test_a_harder_shot_is_turned_away_more_and_caught_less() -> None:
    results = [outcome(facing_a_shot(speed=speed, start=4.0), steps=100) for speed in (14.0, 20.0, 27.0)]
    caught = [r[Kind.CATCH] for r in results]
    parried = [r[Kind.PARRY] for r in results]
    assert caught[0] > caught[1] + 0.1 > caught[2] + 0.2
    assert parried[0] < parried[1] < parried[2]


def test_without_hands_or_outside_the_area_nobody_catches() -> None:
    for world in (facing_a_shot(hands=False), facing_a_shot(keeper=(13.0, 0.0), start=4.0)):
        shares = outcome(world, steps=50)
        assert shares[Kind.CATCH] == shares[Kind.PARRY] == 0.0


def test_the_other_side_s_area_is_not_the_keeper_s() -> None:
    world = facing_a_shot()
    world.squad.team[:] = (0, 1)
    assert outcome(world)[Kind.CATCH] == 0.0


def test_a_shot_just_struck_close_by_leaves_the_hands_no_time() -> None:
    near = outcome(facing_a_shot(y=0.8, speed=24.0, start=15.0))
    far = outcome(facing_a_shot(y=0.8, speed=24.0, start=2.0))
    assert near[Kind.GOAL] > 0.9
    assert far[Kind.GOAL] < 0.5


def test_a_corner_needs_a_dive_and_a_dive_needs_time() -> None:
    stands = outcome(facing_a_shot(y=1.25, speed=17.0, start=6.0))
    dives = outcome(facing_a_shot(y=1.25, speed=17.0, start=6.0), dive_to=(19.4, 1.25))
    late = outcome(facing_a_shot(y=1.25, speed=17.0, start=6.0), dive_to=(19.4, 1.25), after=44)
    assert stands[Kind.GOAL] > 0.9
    assert dives[Kind.GOAL] < 0.4
    assert late[Kind.GOAL] > 0.8
    assert dives[Kind.DIVE] == 1.0


def test_a_dive_the_wrong_way_saves_nothing() -> None:
    assert outcome(facing_a_shot(y=1.25, speed=17.0, start=6.0), dive_to=(19.4, -1.25))[Kind.GOAL] > 0.9


def test_who_lies_on_the_ground_can_t_run() -> None:
    world = facing_a_shot(worlds=1)
    world.ball.pos[:, :2] = FAR
    world.ball.vel[:] = 0.0
    runs = idle(world)
    runs.dive_to[:, 0] = (19.4, 3.0)
    step(world, PITCH, runs)
    runs = idle(world)
    runs.move[:, 0] = (-1.0, 0.0)
    x = []
    for _ in range(round(60 * DIVE.time) - 2):
        step(world, PITCH, runs)
        x.append(world.bodies.pos[0, 0, 0])
    assert max(x) - min(x) < 0.3
    assert world.bodies.pos[0, 0, 1] > 1.0
    for _ in range(30):
        step(world, PITCH, runs)
    assert world.bodies.vel[0, 0, 0] < -1.5


def test_only_keepers_dive() -> None:
    world = facing_a_shot(worlds=1)
    wants = idle(world)
    wants.dive_to[...] = (0.0, 0.0)
    step(world, PITCH, wants)
    assert world.bodies.dive[0, 0] > 0.0
    assert world.bodies.dive[0, 1] == 0.0


def test_low_into_the_corner_takes_longer_to_get_to_than_at_the_waist() -> None:
    distance, low, waist = np.array([1.7]), np.array([0.11]), np.array([0.9])
    assert dive_time(distance, low)[0] > dive_time(distance, waist)[0]
    assert np.isinf(dive_time(np.array([5.0]), waist))[0]
    assert dive_time(np.array([0.6]), waist)[0] < dive_time(np.array([1.5]), waist)[0]
    assert standing_reach(np.array([2.2]))[0] > 0.2
    assert standing_reach(np.array([2.5]))[0] == 0.0


def with_the_ball(worlds: int = 50) -> World:
    world = facing_a_shot(worlds=worlds)
    world.ball.pos[:] = (19.0, 0.0, 1.0)
    world.ball.vel[:] = 0.0
    world.ball.holder[:] = 0
    world.ball.hands[:] = True
    return world


def go_on(world: World, intents: Intents, steps: int) -> list[Events]:
    happened: list[Events] = []
    for _ in range(steps):
        happened += step(world, PITCH, intents)
    return happened


def test_a_held_ball_rides_with_the_keeper_and_nobody_can_tackle_it() -> None:
    world = with_the_ball()
    world.bodies.pos[:, 1] = (17.8, 0.0)
    runs = idle(world)
    runs.move[:, 0] = (0.0, 0.3)
    runs.tackle[:, 1] = True
    happened = go_on(world, runs, 60)
    assert not any(e.kind in (Kind.TACKLE, Kind.FOUL, Kind.BOUNCE) for e in happened)
    assert world.ball.hands.all()
    assert (norm(world.ball.pos[:, :2] - world.bodies.pos[:, 0]) < 0.6).all()
    assert (world.ball.pos[:, 2] > 0.7).all()


def test_a_keeper_throws_it_out_along_the_ground() -> None:
    world = with_the_ball()
    throw = idle(world)
    throw.aim[:, 0] = (8.0, 3.0)
    throw.speed[:, 0] = 11.0
    throw.hips_to[:, 0] = 2.9
    go_on(world, throw, 20)
    throw.swing[:, 0] = Technique.PUSH
    go_on(world, throw, 18)
    throw.swing[:, 0] = Technique.NONE
    happened = go_on(world, throw, 40)
    assert any(e.kind is Kind.STRIKE for e in happened)
    assert not world.ball.hands.any()
    assert (world.ball.holder == NOBODY).all()
    assert (world.ball.pos[:, 0] < 17.0).mean() > 0.95
    assert np.median(world.ball.pos[:, 2]) < 0.05


def test_a_drop_kick_flies_far() -> None:
    world = with_the_ball()
    kick = idle(world)
    kick.aim[:, 0] = (-10.0, 0.0)
    kick.hips_to[:, 0] = np.pi
    kick.swing[:, 0] = Technique.SHOT
    go_on(world, kick, 30)
    kick.swing[:, 0] = Technique.NONE
    highest = np.zeros(world.worlds)
    for _ in range(90):
        step(world, PITCH, kick)
        highest = np.maximum(highest, world.ball.pos[:, 2])
    assert np.median(highest) > 1.5
    assert np.median(world.ball.pos[:, 0]) < 5.0


@pytest.mark.parametrize("leaves", [False, True])
def test_a_keeper_puts_it_down_at_will_or_on_leaving_the_area(leaves: bool) -> None:
    world = with_the_ball()
    wish = idle(world)
    wish.cancel[:, 0] = not leaves
    wish.move[:, 0] = (-0.5 * leaves, 0.0)
    go_on(world, wish, 110 if leaves else 30)
    assert not world.ball.hands.any()
    assert (world.ball.holder == 0).mean() > 0.9
    assert (world.ball.pos[:, 2] < 0.3).all()


def test_a_keeper_takes_the_ball_off_a_dribbler_s_feet_by_diving_at_it() -> None:
    world = facing_a_shot(worlds=100)
    world.bodies.pos[:, 1] = (17.0, 0.0)
    world.bodies.hips[:, 1] = 0.0
    world.ball.pos[:] = (17.4, 0.0, 0.0)
    world.ball.vel[:] = 0.0
    world.ball.roll[:] = 0.0
    world.ball.holder[:] = 1
    shares = outcome(world, steps=30, dive_to=(17.4, 0.0), after=0)
    assert shares[Kind.CATCH] + shares[Kind.PARRY] > 0.9
