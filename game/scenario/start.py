"""Each level begins with a first moment, made from its file."""

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np

from game.core.maths import PI, Floats, vectors, wrap
from game.core.pitch import Goal, Pitch, Wall, cone
from game.core.plan import Plan
from game.core.rng import seeds_of
from game.core.state import NOBODY, Ball, Bodies, Intentions, Squad, World
from game.core.surfaces import SURFACES
from game.mind.ai_team import AITeam
from game.mind.plan.partners import LateRun, Partners, When
from game.mind.traits.strength import USUAL_STRENGTH
from game.scenario.plays import GoalTable
from game.scenario.schema import Level, PlayerTable
from game.sim.carry import carry_spot

PEOPLE = ("human1", "human2")
NOWHERE = 200.0
"""Metres behind the end line at which a goal stands that a level doesn't have."""


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
    strength: int = USUAL_STRENGTH,
    away: Collection[str] = (),
) -> StartedLevel:
    """Return worlds ``first`` to ``first + worlds - 1`` of a seed, at the level's start.

    Where it is ``headless`` nobody sits at the controls, so people's players think for themselves; so do
    those of the people who are ``away``. ``eyes`` says how sharp those of the thinking players are, for all
    or ``(players,)``; 1 leaves them as their styles have them. ``strength``, 1 to 5, is how well the side
    against the person thinks where play is free.
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
    people: dict[str, int] = {}
    if not headless:
        here = [name for name in PEOPLE if name not in away]
        people = {p.control: n for n, p in enumerate(level.players) if p.control in here}
    ai_team = _ai_team(level, world, pitch, people, eyes, strength)
    return StartedLevel(level, pitch, world, ai_team, people)


def _ai_team(
    level: Level, world: World, pitch: Pitch, people: dict[str, int], eyes: float | Floats, strength: int
) -> AITeam:
    """Return the minds of a drill's players, or of free play's, where all think whom nobody steers."""
    styles = tuple(p.style for p in level.players)
    if level.laws.play == "free":
        control = ("cpu",) * len(level.players)
        own = next((p.team for p in level.players if p.control == "human1"), "red")
        strengths = [USUAL_STRENGTH if p.team == own else strength for p in level.players]
        ai_team = AITeam.of(world.squad, pitch, control, _runs_to(level), styles, strengths)
        ai_team.offside = level.laws.offside
        ai_team.steered = np.zeros((world.worlds, len(level.players)), dtype=np.bool_)
        ai_team.steered[:, list(people.values())] = True
        return ai_team
    seated = set(people.values())
    control = tuple(
        "cpu" if p.control in PEOPLE and n not in seated else p.control for n, p in enumerate(level.players)
    )
    ai_team = AITeam.of(world.squad, pitch, control, _runs_to(level), styles, eyes=eyes)
    ai_team.partners = _partners(level)
    return ai_team


def _partners(level: Level) -> Partners:
    """Return what the level says of its partners."""
    players = list(enumerate(level.players))
    passers: dict[int, list[tuple[Plan, int]]] = {}
    kinds: dict[int, list[str]] = {}
    onside: dict[int, list[tuple[int, float] | None]] = {}
    for row in level.passers:
        waits = None if row.onside_by is None else (level.index(str(row.plan.target)), row.onside_by)
        onside.setdefault(level.index(row.by), []).append(waits)
        passers.setdefault(level.index(row.by), []).append((row.plan.plan(), row.weight))
        kinds.setdefault(level.index(row.by), []).append(row.kind_of_pass)
    if level.ball.served_by is not None:
        server = level.index(level.ball.served_by)
        served = next(p.id for p in level.players if p.control in PEOPLE)
        passers.setdefault(server, [(Plan("push", served), 1)])
        kinds.setdefault(server, ["push"])
    runs = {}
    for number, player in players:
        if player.run is not None and player.run.when != "start":
            when: When = player.run.when if isinstance(player.run.when, float) else _event(player.run.when)
            runs[number] = LateRun(player.run.to, when)
    return Partners(
        first_time=frozenset(n for n, p in players if p.returns == "first time"),
        keeps=frozenset(n for n, p in players if p.returns == "keeps"),
        returns_to={n: level.index(p.returns_to) for n, p in players if p.returns_to is not None},
        runs=runs,
        passers={number: tuple(plans) for number, plans in passers.items()},
        kinds={number: tuple(words) for number, words in kinds.items()},
        onside={number: tuple(rows) for number, rows in onside.items() if any(rows)},
        lines={
            n: (level.index(p.follows_line), p.at[0] - level.players[level.index(p.follows_line)].at[0])
            for n, p in players
            if p.follows_line is not None
        },
    )


def _event(when: str) -> When:
    return "strike" if when == "strike" else "receive"


def squad_of(level: Level) -> Squad:
    """Return the players of a level."""
    players = level.players
    return Squad(
        ids=tuple(p.id for p in players),
        team=np.array([0 if p.team == "red" else 1 for p in players], dtype=np.int8),
        skill=np.array([p.skill for p in players], dtype=np.float64),
        better_foot=np.array([1 if p.foot == "right" else -1 for p in players], dtype=np.int8),
        keeper=np.array([p.keeper for p in players], dtype=np.bool_),
    )


def pitch_of(level: Level) -> Pitch:
    """Return the ground and what stands on it."""
    return Pitch(
        length=level.pitch.length,
        width=level.pitch.width,
        surface=SURFACES[level.pitch.surface],
        walls=tuple(Wall(w.start, w.end) for w in level.walls),
        posts=tuple(cone(c.at) for c in level.cones),
        goals=_goals(level),
    )


def _goals(level: Level) -> tuple[Goal, ...]:
    """Return red's own goal and blue's own, or none.

    A side that has none is given one that nobody can reach.
    """
    if not level.goals:
        return ()
    half = 0.5 * level.pitch.length
    by_side: dict[str, GoalTable] = {goal.side: goal for goal in level.goals}
    goals = []
    for side, way in (("red", -1.0), ("blue", 1.0)):
        goal = by_side.get(side)
        if goal is None:
            goals.append(Goal(way * (half + NOWHERE), 0.5, 0.5, 0.0))
        else:
            goals.append(Goal(way * half, goal.width, goal.height, goal.area))
    return tuple(goals)


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
    if level.ball.carrier is not None:
        ball_to(world, level.index(level.ball.carrier))
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
        elif player.run is not None and player.run.when == "start":
            spots[number] = player.run.to
    return spots
