"""Small worlds for the tests of the simulation."""

import numpy as np

from game.core import rng
from game.core.events import Events, Kind, Strike
from game.core.intents import Intents, Technique
from game.core.pitch import Pitch
from game.core.state import NOBODY, Ball, Bodies, Intentions, Squad, World
from game.core.surfaces import DRY, Surface
from game.sim.carry import carry_spot
from game.sim.feet import SWEET
from game.sim.step import step

WIDE = Pitch(400.0, 400.0)


def ground(surface: Surface = DRY) -> Pitch:
    return Pitch(400.0, 400.0, surface)


def world_of(
    spots: list[tuple[float, float]],
    teams: list[int] | None = None,
    worlds: int = 1,
    holder: int | None = 0,
    skill: float = 0.7,
    seed: int = 0,
    first: int = 0,
    facing: float = 0.0,
) -> World:
    players = len(spots)
    squad = Squad(
        ids=tuple("ABCDEFGH"[:players]),
        team=np.array(teams or [0] * players, dtype=np.int8),
        skill=np.full(players, skill),
        better_foot=np.ones(players, dtype=np.int8),
        keeper=np.zeros(players, dtype=np.bool_),
    )
    world = World(
        squad,
        rng.seeds_of(seed, worlds, first),
        Ball.at_rest(worlds),
        Bodies.standing(worlds, players),
        Intentions.none(worlds, players),
    )
    for number, spot in enumerate(spots):
        world.bodies.pos[:, number] = spot
    for heading in (world.bodies.hips, world.bodies.trunk, world.bodies.gaze):
        heading[...] = facing
    if holder is not None:
        world.ball.pos[:, :2] = carry_spot(world.bodies.pos[:, holder], world.bodies.hips[:, holder])
        world.ball.holder[:] = holder
        world.ball.last_touch[:] = holder
    return world


def rolling_ball(speeds: np.ndarray, rolls: bool, at: float = 0.0) -> Ball:
    ball = Ball.at_rest(len(speeds))
    ball.pos[:, 0] = at
    ball.vel[:, 0] = speeds
    if rolls:
        ball.roll[:, 0] = speeds
    return ball


def idle(world: World) -> Intents:
    return Intents.idle(world.worlds, world.squad.players)


def kick(
    world: World,
    pitch: Pitch = WIDE,
    technique: Technique = Technique.PUSH,
    aim: tuple[float, float] = (30.0, 0.0),
    hold: int = 18,
    settle: int = 40,
    **wishes: object,
) -> Strike:
    """Player 0 sets the feet, winds up for ``hold`` steps and strikes; returns the strike."""
    for number in range(settle + hold + 12):
        intents = idle(world)
        intents.aim[:, 0] = aim
        for name, value in wishes.items():
            getattr(intents, name)[:, 0] = value
        if np.isnan(intents.place[:, 0]).any():
            intents.place[:, 0] = SWEET[technique]
        if settle <= number < settle + hold:
            intents.swing[:, 0] = technique
        for events in step(world, pitch, intents):
            if isinstance(events, Strike):
                return events
    raise AssertionError("no strike")


def play(world: World, pitch: Pitch, steps: int, intents: Intents | None = None) -> list[Events]:
    happened: list[Events] = []
    for _ in range(steps):
        happened += step(world, pitch, intents if intents is not None else idle(world))
    return happened


def kinds(happened: list[Events]) -> list[Kind]:
    return [events.kind for events in happened]


__all__ = ["NOBODY", "WIDE", "ground", "idle", "kick", "kinds", "play", "rolling_ball", "world_of"]
