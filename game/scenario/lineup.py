"""A lineup turns a fixture into the ground, the squad and everybody's places."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from game.core.maths import PI, Floats, vectors
from game.core.pitch import GOAL_POST, Goal, Pitch, Wall
from game.core.rng import seeds_of
from game.core.state import Ball, Bodies, Intentions, Squad, World
from game.core.surfaces import SURFACES
from game.mind.ai_team import AITeam
from game.mind.attack.formation import ATTACKS, shape_of
from game.scenario.fixture import MIXED, Fixture, RondoFixture, Side

SIZES: Final = {
    3: (30.0, 20.0),
    4: (36.0, 22.0),
    5: (40.0, 25.0),
    6: (46.0, 30.0),
    7: (55.0, 37.0),
    8: (64.0, 42.0),
    9: (73.0, 46.0),
    10: (90.0, 58.0),
    11: (105.0, 68.0),
}
"""Metres of length and width by players a side, keeper included: small-sided football's usual grounds, the
FA's for seven and nine a side, and a professional pitch."""
BIG_GOALS: Final = ((11, 7.32, 2.44, 16.5), (8, 4.88, 2.13, 10.0), (3, 3.66, 1.83, 6.0))
"""Players a side from which a goal has a size: metres between the posts and under the bar (the FA's, by age
and number), and from the middle of the goal to the end of its keeper's area."""
SMALL_GOAL: Final = (1.6, 1.0)
"""Metres between the posts and under the bar of a goal without a keeper."""
AROUND: Final = 1.5
"""Metres around a rondo's square on which the ball is still in play: the players who keep it stand on its
lines."""
SKILL: Final = 0.7
HUNTERS: Final = ((0.0, 0.18), (0.0, -0.18))
"""Places of a rondo's hunters, as shares of half the ground."""
FOUR: Final = ((-1.0, 0.0), (0.0, -1.0), (1.0, 0.0), (0.0, 1.0))
FIVE: Final = ((-1.0, -0.30), (-0.20, -1.0), (0.95, -0.50), (0.75, 0.80), (-0.55, 1.0))
"""Places of those who keep the ball in a rondo, as shares of half the square."""
MIXTURE: Final = ("patient", "veteran", "gambler", "patient", "veteran", "gambler")
"""Styles of a mixed side, the keeper's first."""


@dataclass(frozen=True, slots=True)
class Lineup:
    """The players of a contest, its ground and their shape."""

    pitch: Pitch
    squad: Squad
    styles: tuple[str, ...]
    strength: tuple[int, ...]
    """Strength of each player's eyes, 1 to 5, by player number."""
    shape: Floats
    """``(players, 2)`` places as the formation has them, x toward +x for both sides; keepers stand on their
    lines."""
    forward: tuple[int, int]
    """Numbers of the players furthest forward, red's and blue's."""
    keepers: tuple[int | None, int | None]

    def members(self, side: int) -> list[int]:
        """Return the numbers of a side's players."""
        return [int(p) for p in np.flatnonzero(self.squad.team == side)]

    def outfield(self, side: int) -> list[int]:
        """Return the numbers of a side's players but its keeper."""
        return [p for p in self.members(side) if not self.squad.keeper[p]]


def lineup_of(fixture: Fixture) -> Lineup:
    """Return the lineup of a match: red first, each side's keeper first of all."""
    length, width = SIZES[fixture.a_side]
    big = next((wide, high, area) for least, wide, high, area in BIG_GOALS if fixture.a_side >= least)
    wide, high, area = big if fixture.keepers else (*SMALL_GOAL, 0.0)
    goals = tuple(Goal(-way * 0.5 * length, wide, high, area) for way in ATTACKS)
    walls = boards_round(length, width, wide) if fixture.boards else ()
    pitch = Pitch(length, width, SURFACES[fixture.surface], walls=walls, goals=goals)
    outfield = fixture.a_side - fixture.keepers
    own = [(-1.0, 0.0)] * fixture.keepers + list(shape_of(outfield))
    shape = np.array([(way * x, way * y) for way in ATTACKS for x, y in own])
    ids = tuple(f"{letter}{n + 1}" for letter in "RB" for n in range(fixture.a_side))
    squad = _squad(ids, fixture.a_side, fixture.sides)
    squad.keeper[:: fixture.a_side] = fixture.keepers
    return Lineup(
        pitch=pitch,
        squad=squad,
        styles=tuple(style for side in fixture.sides for style in _styles(side, fixture.a_side)),
        strength=tuple(side.strength for side in fixture.sides for _ in range(fixture.a_side)),
        shape=shape,
        forward=(fixture.a_side - 1, 2 * fixture.a_side - 1),
        keepers=(0, fixture.a_side) if fixture.keepers else (None, None),
    )


def boards_round(length: float, width: float, mouth: float) -> tuple[Wall, ...]:
    """Return the boards on all four lines of a pitch, with a gap for each goal's ``mouth``, metres.

    >>> [wall.start for wall in boards_round(30.0, 20.0, 3.66)][:2]
    [(-15.0, 10.0), (-15.0, -10.0)]
    """
    x, y, post = 0.5 * length, 0.5 * width, 0.5 * mouth + GOAL_POST
    sides = [Wall((-x, way * y), (x, way * y)) for way in (1.0, -1.0)]
    ends = [Wall((end * x, way * y), (end * x, way * post)) for end in (-1.0, 1.0) for way in (1.0, -1.0)]
    return (*sides, *ends)


def _squad(ids: tuple[str, ...], first_side: int, sides: tuple[Side, Side]) -> Squad:
    players = len(ids)
    number = np.where(np.arange(players) < first_side, np.arange(players), np.arange(players) - first_side)
    return Squad(
        ids=ids,
        team=(np.arange(players) >= first_side).astype(np.int8),
        skill=np.full(players, SKILL),
        # One left foot in three, the same players on both sides.
        better_foot=np.where(number % 3 == 2, -1, 1).astype(np.int8),
        keeper=np.zeros(players, dtype=np.bool_),
        called=called(ids, (sides[0].name, sides[1].name), (sides[0].players, sides[1].players)),
    )


def called(
    ids: tuple[str, ...],
    sides: tuple[str, str],
    players: tuple[tuple[str, ...], tuple[str, ...]] = ((), ()),
) -> tuple[str, ...]:
    """Return what people call the players of a contest (R1, B2, ...): their names, else side and number.

    >>> called(("R1", "B1", "B2"), ("Red", "Orange"), ((), ("", "Mia")))
    ('Red 1', 'Orange 1', 'Mia')
    """
    words = []
    for name in ids:
        side, number = int(name[0] == "B"), int(name[1:])
        own = players[side][number - 1 : number]
        words.append(own[0] if own and own[0] else f"{sides[side]} {number}")
    return tuple(words)


def _styles(side: Side, players: int) -> tuple[str, ...]:
    if side.style == MIXED:
        return tuple(MIXTURE[n % len(MIXTURE)] for n in range(players))
    return (side.style,) * players


def rondo_lineup(fixture: RondoFixture, keeping: int) -> Lineup:
    """Return the lineup of a rondo while side ``keeping`` has the ball: red first."""
    counts = (fixture.keepers, 2) if keeping == 0 else (2, fixture.keepers)
    half = 0.5 * fixture.size + AROUND
    inside = 0.5 * fixture.size / half
    ids = tuple(f"{letter}{n + 1}" for letter, many in zip("RB", counts, strict=True) for n in range(many))
    corners = [(inside * x, inside * y) for x, y in _round(fixture.keepers)]
    spots = (*corners, *HUNTERS) if keeping == 0 else (*HUNTERS, *corners)
    styles = tuple(
        style
        for side, many in zip(fixture.sides, counts, strict=True)
        for style in _styles(side, many + 1)[1:]
    )
    return Lineup(
        pitch=Pitch(2.0 * half, 2.0 * half, SURFACES[fixture.surface]),
        squad=_squad(ids, counts[0], fixture.sides),
        styles=styles,
        strength=tuple(
            side.strength for side, many in zip(fixture.sides, counts, strict=True) for _ in range(many)
        ),
        shape=np.array(spots),
        forward=(0, counts[0]),
        keepers=(None, None),
    )


def _round(players: int) -> tuple[tuple[float, float], ...]:
    """Return places around the square: the middles of its sides, and with a fifth player one in a corner."""
    return FOUR if players == len(FOUR) else FIVE


def opening(lineup: Lineup, seed: int, worlds: int = 1, first: int = 0) -> World:
    """Return worlds with everybody in their place, in their own half, the ball on the centre spot."""
    players = lineup.squad.players
    bodies = Bodies.standing(worlds, players)
    half = np.array((0.5 * lineup.pitch.length, 0.5 * lineup.pitch.width))
    bodies.pos[:] = lineup.shape * half
    facing = np.where(lineup.squad.team == 0, 0.0, PI)
    for headings in (bodies.hips, bodies.trunk, bodies.gaze):
        headings[:] = facing
    return World(lineup.squad, seeds_of(seed, worlds, first), Ball.at_rest(worlds), bodies,
                 Intentions.none(worlds, players))  # fmt: skip


def nowhere(players: int) -> Floats:
    """Return wished velocities ``(players, 2)`` of players who run nowhere."""
    spots = vectors(players)
    spots.fill(np.nan)
    return spots


def ai_team_of(lineup: Lineup, offside: bool = False) -> AITeam:
    """Return a team in which everybody thinks for themselves; what people want is put over it."""
    players = lineup.squad.players
    control = ("cpu",) * players
    ai_team = AITeam.of(
        lineup.squad, lineup.pitch, control, nowhere(players), lineup.styles, strength=lineup.strength
    )
    ai_team.offside = offside
    return ai_team
