"""Disguise is what the other side believed when a foot met the ball, and who was already on the way."""

from dataclasses import dataclass
from typing import Final

import numpy as np

from game.core.maths import Floats, Ints, cross, dot, found, norm, unit
from game.core.state import World
from game.mind.ai_team import AITeam

COVERS: Final = 5.0
"""Metres from the ball's line within which an opponent could have had it with perfect knowledge."""
BEHIND: Final = 0.5
"""Metres that an opponent may be behind the ball and still count."""
MOVES_AT: Final = 0.4
"""m/s toward the ball's line from which an opponent is on the way: that is a head start."""
SHARE: Final = 0.5
"""Share of an opponent's belief in what would be played that lay elsewhere if they were fooled."""


@dataclass(frozen=True, slots=True)
class PassReading:
    """How the opponents who could have had it read a strike, a row each, the nearest to its line first."""

    elsewhere: Floats
    """``(opponents, players)`` float64: share of each opponent's belief that was in somebody else."""
    started: Floats
    """``(opponents,)`` float64, m/s at which each ran toward the ball's line."""
    along: Floats
    """``(opponents,)`` float64, metres along the line at which each stood."""
    players: Ints
    """``(opponents,)`` their player numbers."""
    misled: Floats
    """``(opponents, players)`` of the passes that each thought of, the share that went to somebody else."""

    def fooled(self, receiver: int, length: float) -> bool:
        """Return whether a pass of ``length`` metres to ``receiver`` got there through disguise.

        The opponent nearest to its line believed at least half in something else, and none of those who could
        have reached it was on the way before the foot met the ball.
        """
        return self.best_fooled(receiver, length) is not None

    def best_fooled(self, receiver: int, length: float) -> tuple[int, float] | None:
        """Return the number of the opponent whom such a pass fooled, and the share of their belief elsewhere.

        None where it didn't get there through disguise.
        """
        near = (self.along < length + 1.0) & (self.along > -BEHIND)
        if not near.any():
            return None
        first = int(np.argmax(near))
        elsewhere = float(self.elsewhere[first, receiver])
        if elsewhere < SHARE or bool((self.started[near] > MOVES_AT).any()):
            return None
        return int(self.players[first]), elsewhere


NOBODY_LOOKED: Final = PassReading(
    np.zeros((0, 0)), np.zeros(0), np.zeros(0), np.zeros(0, dtype=np.int64), np.zeros((0, 0))
)


def reading_of(world: World, ai_team: AITeam, number: int, passer: int, direction: float) -> PassReading:
    """Return what the passer's opponents in one world believed at the step of the strike."""
    defenders = ai_team.defenders
    team = world.squad.team
    if defenders is None:
        return NOBODY_LOOKED
    side = int(team[passer])
    for own, belief in zip(defenders.teams, defenders.beliefs, strict=True):
        if own == side:
            continue
        viewers = belief.viewers
        ball = world.ball.pos[number, :2]
        line = unit(np.array([direction]))[0]
        off = world.bodies.pos[number, viewers] - ball
        along = dot(off, line)
        aside = cross(line[None], off)
        close = found((np.abs(aside) < COVERS) & (along > -BEHIND))
        order = close[np.argsort(np.abs(aside[close]), kind="stable")]
        choices = belief.choices
        to = choices.passes[number][order].sum(axis=(1, 2))
        acts = np.maximum(1.0 - choices.keep[number][order], 1e-9)
        elsewhere = 1.0 - to / acts[:, None]
        # Who believes that the ball will be kept doesn't expect this pass either.
        misled = elsewhere
        elsewhere = np.where((acts < 1.0 - SHARE)[:, None], 1.0, elsewhere)
        velocity = world.bodies.vel[number, viewers][order]
        sight = -off[order] / np.maximum(norm(off[order]), 1e-6)[:, None]
        toward = np.where(aside[order] > 0.0, -1.0, 1.0)[:, None] * np.array([-line[1], line[0]])
        # Running straight at the player with the ball is no head start on any line.
        across = velocity - dot(velocity, sight)[:, None] * sight
        return PassReading(elsewhere, dot(across, toward), along[order], viewers[order], misled)
    return NOBODY_LOOKED
