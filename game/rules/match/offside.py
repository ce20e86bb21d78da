"""Offside is judged at the strike, and punished when a player who was offside plays the ball."""

import numpy as np

from game.core.state import World
from game.mind.attack.formation import ATTACKS
from game.scenario.lineup import Lineup


class Offside:
    """The players of the passing side who may not play the ball that is on its way, in one world."""

    def __init__(self, lineup: Lineup) -> None:
        self.lineup = lineup
        self.marked: frozenset[int] = frozenset()
        """Numbers of the players who may not play the ball."""
        self._side = 0

    def struck(self, world: World, number: int, passer: int, free: bool = False) -> None:
        """Mark the passer's team-mates nearer to the goal line than the ball and the second last opponent.

        From a restart that is ``free`` nobody is offside. The ball lies where the foot met it, within a step.
        """
        team = self.lineup.squad.team
        self._side = int(team[passer])
        self.marked = frozenset()
        if free:
            return
        way = ATTACKS[self._side]
        ahead = world.bodies.pos[number, :, 0] * way
        line = second_last(ahead[team != self._side])
        ball = float(world.ball.pos[number, 0]) * way
        beyond = (team == self._side) & (ahead > line) & (ahead > ball) & (ahead > 0.0)
        self.marked = frozenset(int(p) for p in np.flatnonzero(beyond) if p != passer)

    def touched(self, player: int) -> None:
        """Free everybody: an opponent has played the ball, or a team-mate who was onside."""
        self.marked = frozenset()

    def plays(self, player: int) -> bool:
        """Return whether ``player`` may not touch this ball."""
        return player in self.marked


def second_last(ahead: np.ndarray) -> float:
    """Return how far up the second last of the defending side stands, metres along the attack.

    >>> second_last(np.array([18.0, 4.0, 11.0]))
    11.0
    """
    return float(np.sort(ahead)[-2]) if len(ahead) > 1 else float("-inf")
