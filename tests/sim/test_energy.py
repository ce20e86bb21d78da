"""No ball gains energy but from a foot: not off bodies, hands, heads, boards, posts, nets or the ground."""

import numpy as np
import pytest

from game.core.events import Events, Kind
from game.core.intents import Intents
from game.core.maths import Floats, dot
from game.core.pitch import Goal, Pitch, Wall, cone
from game.core.rng import seeds_of
from game.core.state import Ball, World
from game.core.surfaces import SURFACES, Surface
from game.rules.match import match as match_module
from game.rules.match.match import Match
from game.sim.ball import CONSTANTS, travel
from game.sim.sizes import GRAVITY
from game.sim.step import step
from tests.rules.matches import fixture

from . import test_determinism as busy

FEET = {Kind.STRIKE, Kind.DRIBBLE, Kind.TACKLE, Kind.CONTROL, Kind.MISCONTROL}
"""A foot put something into the ball. Hard balls at a ready foot: test_hard_balls.py."""
SPARED = 1e-5
"""J/kg, a ball of 4 mm/s: near the top of a flight the pull of the air and the fall are put together by
halves of a step, which was seen to add 1e-7."""


def energy(ball: Ball, moving: Floats | float = 0.0) -> Floats:
    """J/kg ``(worlds,)`` of the balls' run, rise, turning and height, as ``moving`` sees them."""
    flat = ball.vel[:, :2] - moving
    run = 0.5 * (dot(flat, flat) + ball.vel[:, 2] * ball.vel[:, 2])
    turning = 0.5 * CONSTANTS.hollowness * dot(ball.roll, ball.roll)
    total: Floats = run + turning + GRAVITY * ball.pos[:, 2]
    return total


class Watch:
    """A step that notes what balls gained in it, seen from the body that they met."""

    def __init__(self) -> None:
        self.most = -np.inf
        self.by: dict[Kind, int] = {}

    def __call__(self, world: World, pitch: Pitch, intents: Intents) -> list[Events]:
        before, held = world.ball.copy(), world.ball.hands.copy()
        happened = step(world, pitch, intents)
        moving = np.zeros((world.worlds, 2))
        free = ~held & ~world.ball.hands
        for events in happened:
            self.by[events.kind] = self.by.get(events.kind, 0) + len(events)
            if events.kind in FEET:
                free[events.world] = False
            elif events.kind in (Kind.DEFLECTION, Kind.PARRY):
                moving[events.world] = world.bodies.vel[events.world, events.player]
        gained = energy(world.ball, moving) - energy(before, moving)
        self.most = max(self.most, float(gained[free].max(initial=-np.inf)))
        return happened


def shots(count: int, speeds: tuple[float, float], spread: float, seed: int) -> Ball:
    """Balls all over the place, any way, in the air and on the ground, some turning, some slow."""
    dice = np.random.default_rng(seed)
    ball = Ball.at_rest(count)
    way = dice.uniform(-np.pi, np.pi, count)
    speed = dice.uniform(*speeds, count)
    ball.pos[:, :2] = dice.uniform(-spread, spread, (count, 2))
    ball.pos[:, 2] = dice.uniform(0.0, 2.5, count) * (dice.uniform(size=count) < 0.6)
    ball.vel[:, 0], ball.vel[:, 1] = speed * np.cos(way), speed * np.sin(way)
    ball.vel[:, 2] = dice.normal(0.0, 6.0, count) * (dice.uniform(size=count) < 0.5)
    ball.vel[::4] *= 0.05
    ball.roll[...] = dice.uniform(0.0, 1.2, count)[:, None] * ball.vel[:, :2]
    return ball


@pytest.mark.parametrize("surface", SURFACES.values(), ids=SURFACES)
def test_boards_cones_posts_nets_and_ground_add_nothing(surface: Surface) -> None:
    pitch = Pitch(
        24.0,
        16.0,
        surface,
        walls=(Wall((4.0, -3.0), (4.3, 3.0)), Wall((4.3, 3.0), (6.0, 3.0)), Wall((-3.0, 2.0), (-3.1, 6.0))),
        posts=(cone((0.0, 1.0)), cone((0.3, 1.0)), cone((-2.0, -2.0))),
        goals=(Goal(-9.0, 3.0, 2.0, 6.0), Goal(9.0, 3.0, 2.0, 6.0)),
    )
    ball = shots(4000, (0.0, 40.0), 8.0, seed=3)
    seeds, most, met = seeds_of(1, 4000), -np.inf, set()
    for number in range(150):
        before = energy(ball)
        met |= {events.kind for events in travel(ball, pitch, seeds, number)}
        most = max(most, float((energy(ball) - before).max()))
    assert {Kind.WALL, Kind.POST, Kind.BOUNCE, Kind.GOAL} <= met
    assert most < SPARED


def test_whoever_runs_kicks_and_lunges_about_only_feet_add_to_the_ball(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    watch = Watch()
    monkeypatch.setattr(busy, "step", watch)
    busy.played(busy.begin(24), list(range(24)))
    busy.match_played(busy.begin_match(24), list(range(24)))
    assert {Kind.DEFLECTION, Kind.PARRY, Kind.POST, Kind.STRIKE} <= set(watch.by)
    assert watch.most < SPARED


def test_in_a_match_only_feet_add_to_the_ball(monkeypatch: pytest.MonkeyPatch) -> None:
    watch = Watch()
    monkeypatch.setattr(match_module, "step", watch)
    match = Match(fixture(), seed=0)
    for _ in range(1500):
        match.advance({})
    assert {Kind.STRIKE, Kind.DRIBBLE, Kind.CONTROL} <= set(watch.by)
    assert watch.most < SPARED
