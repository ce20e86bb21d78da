"""Small games to look into: a pitch with goals, a few people, and the crew that plays them."""

import numpy as np

from game.core.events import Events
from game.core.intents import Intents
from game.core.pitch import Goal, Pitch
from game.core.rng import seeds_of
from game.core.state import NOBODY, Ball, Bodies, Intentions, Squad, World
from game.core.surfaces import DRY
from game.mind.ai_team import AITeam
from game.sim.carry import carry_spot
from game.sim.step import step

Spot = tuple[float, float]
PITCH = Pitch(40.0, 25.0, DRY, goals=(Goal(-20.0, 3.0, 2.0, 6.0), Goal(20.0, 3.0, 2.0, 6.0)))


def game(
    red: list[Spot],
    blue: list[Spot],
    worlds: int = 1,
    holder: int | None = 0,
    keepers: tuple[int, ...] = (),
    seed: int = 0,
    first: int = 0,
) -> World:
    """Red players first, looking along their attack; the holder has the ball at their feet."""
    spots = red + blue
    players = len(spots)
    squad = Squad(
        ids=tuple([f"R{i}" for i in range(len(red))] + [f"B{i}" for i in range(len(blue))]),
        team=np.array([0] * len(red) + [1] * len(blue), dtype=np.int8),
        skill=np.full(players, 0.7),
        better_foot=np.ones(players, dtype=np.int8),
        keeper=np.isin(np.arange(players), keepers),
    )
    world = World(
        squad,
        seeds_of(seed, worlds, first),
        Ball.at_rest(worlds),
        Bodies.standing(worlds, players),
        Intentions.none(worlds, players),
    )
    for number, spot in enumerate(spots):
        world.bodies.pos[:, number] = spot
    facing = np.where(squad.team == 0, 0.0, np.pi)
    for name in ("hips", "trunk", "gaze"):
        getattr(world.bodies, name)[...] = facing
    if holder is not None:
        give(world, holder)
    return world


def give(world: World, player: int) -> None:
    """The ball at a player's feet in every world."""
    ball, bodies = world.ball, world.bodies
    ball.pos[:, :2] = carry_spot(bodies.pos[:, player], bodies.hips[:, player])
    ball.pos[:, 2] = 0.0
    ball.vel[...] = 0.0
    ball.roll[...] = 0.0
    ball.holder[:] = player
    ball.last_touch[:] = player
    ball.kicker[:] = NOBODY


def ai_team_of(world: World, pitch: Pitch = PITCH, strength: int = 3, still: tuple[int, ...] = ()) -> AITeam:
    """Everybody plays freely but those who keep still."""
    players = world.squad.players
    control = tuple("still" if i in still else "cpu" for i in range(players))
    return AITeam.of(world.squad, pitch, control, strength=(strength,) * players)


def play(world: World, ai_team: AITeam, steps: int, pitch: Pitch = PITCH) -> list[tuple[int, Events]]:
    """Some steps of it; returns what happened and at which step."""
    happened: list[tuple[int, Events]] = []
    for _ in range(steps):
        intents = Intents.idle(world.worlds, world.squad.players)
        ai_team.think(world.view(), intents)
        happened += [(world.step, events) for events in step(world, pitch, intents)]
    return happened


def settle(world: World, ai_team: AITeam, steps: int, holder: int, pitch: Pitch = PITCH) -> None:
    """The others move; the holder keeps the ball where it is."""
    for _ in range(steps):
        intents = Intents.idle(world.worlds, world.squad.players)
        steered = np.zeros((world.worlds, world.squad.players), dtype=np.bool_)
        steered[:, holder] = True
        ai_team.steered = steered
        ai_team.think(world.view(), intents)
        intents.move[:, holder] = 0.0
        step(world, pitch, intents)
