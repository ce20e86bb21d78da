"""Each level begins with a first moment, made from its file."""

from dataclasses import dataclass

import numpy as np

from game.core.maths import PI, Floats, vectors, wrap
from game.core.pitch import SURFACES, Pitch, Wall, cone
from game.core.rng import seeds_of
from game.core.state import NOBODY, Ball, Bodies, Intentions, Squad, World
from game.mind.ai_team import AITeam
from game.scenario.schema import Level, PlayerTable
from game.sim.carry import carry_spot

PEOPLE = ("human1", "human2")


@dataclass(frozen=True, slots=True)
class StartedLevel:
    """A level's first moment: the ground, everybody in place, and which mind thinks for which player."""

    level: Level
    pitch: Pitch
    world: World
    ai_team: AITeam
    people: dict[str, int]
    """``human1`` and ``human2`` to player numbers; empty in a headless scene."""


def start(
    level: Level,
    seed: int,
    worlds: int = 1,
    first: int = 0,
    headless: bool = False,
    eyes: float | Floats = 1.0,
) -> StartedLevel:
    """Return worlds ``first`` to ``first + worlds - 1`` of a seed, at the level's start.

    Where it is ``headless`` nobody sits at the controls, so people's players think for themselves. ``eyes``
    says how sharp those of the thinking players are, for all or ``(players,)``; 1 leaves them as their styles
    have them.
    """
    world = World(
        squad=squad_of(level),
        seeds=seeds_of(seed, worlds, first),
        ball=Ball.at_rest(worlds),
        bodies=_bodies(level, worlds),
        hidden=Intentions.none(worlds, len(level.players)),
    )
    place_ball(world, level)
    pitch = pitch_of(level)
    control: tuple[str, ...] = tuple(
        "cpu" if headless and p.control in PEOPLE else p.control for p in level.players
    )
    styles = tuple(p.style for p in level.players)
    ai_team = AITeam.of(world.squad, pitch, control, _runs_to(level), styles, eyes=eyes)
    people = {name: number for number, name in enumerate(control) if name in PEOPLE}
    return StartedLevel(level, pitch, world, ai_team, people)


def squad_of(level: Level) -> Squad:
    """Return the players of a level."""
    players = level.players
    return Squad(
        ids=tuple(p.id for p in players),
        team=np.array([0 if p.team == "red" else 1 for p in players], dtype=np.int8),
        skill=np.array([p.skill for p in players], dtype=np.float64),
        better_foot=np.array([1 if p.foot == "right" else -1 for p in players], dtype=np.int8),
        keeper=np.zeros(len(players), dtype=np.bool_),
    )


def pitch_of(level: Level) -> Pitch:
    """Return the ground and what stands on it."""
    return Pitch(
        length=level.pitch.length,
        width=level.pitch.width,
        surface=SURFACES[level.pitch.surface],
        walls=tuple(Wall(w.start, w.end) for w in level.walls),
        posts=tuple(cone(c.at) for c in level.cones),
    )


def ball_to(world: World, player: int) -> None:
    """Lay the ball at a player's feet, under their control, in every world."""
    bodies, ball = world.bodies, world.ball
    ball.pos[:, :2] = carry_spot(bodies.pos[:, player], bodies.hips[:, player])
    ball.pos[:, 2] = 0.0
    ball.vel[:, :2] = bodies.vel[:, player]
    ball.vel[:, 2] = 0.0
    ball.roll[:] = bodies.vel[:, player]
    ball.holder[:] = player
    ball.last_touch[:] = player
    ball.kicker[:] = NOBODY


def place_ball(world: World, level: Level) -> None:
    """Put the ball where the level has it. One that moves is already rolling."""
    if level.ball.holder is not None:
        ball_to(world, level.index(level.ball.holder))
    elif level.ball.at is not None:
        velocity = level.ball.velocity or (0.0, 0.0)
        world.ball.pos[:, :2] = level.ball.at
        world.ball.vel[:, :2] = velocity
        world.ball.roll[:] = velocity


def _bodies(level: Level, worlds: int) -> Bodies:
    bodies = Bodies.standing(worlds, len(level.players))
    for number, player in enumerate(level.players):
        bodies.pos[:, number] = player.at
        bodies.vel[:, number] = player.velocity
        bodies.hips[:, number] = _radians(player, player.hips)
        bodies.trunk[:, number] = _radians(player, player.trunk)
        bodies.gaze[:, number] = _radians(player, player.gaze)
        bodies.stamina[:, number] = player.stamina
    return bodies


def _radians(player: PlayerTable, own: float | None) -> Floats:
    degrees = player.facing if own is None else own
    return wrap(np.array(degrees * (PI / 180.0)))


def _runs_to(level: Level) -> Floats:
    spots = vectors(len(level.players))
    spots.fill(np.nan)
    for number, player in enumerate(level.players):
        if player.runs_to is not None:
            spots[number] = player.runs_to
    return spots
