"""People can send team-mates on a run."""

from typing import Final

import numpy as np

from game.core.maths import Bools, Ints, dot, norm
from game.core.state import NOBODY, World
from game.mind.attack.formation import ATTACKS
from game.rules.match.laws import steps
from game.scenario.lineup import Lineup

STANDS: Final = steps(3.0)
"""Steps for which the word stands, unless the ball is lost before."""
FAR: Final = 18.0
"""Metres beyond which a team-mate no longer hears it."""

NEARNESS: Final = 0.02
"""Cosine of the wished direction that each metre to a team-mate costs."""
THAT_WAY: Final = 0.2
"""Least such worth of a team-mate who is sent in a direction."""
_NEVER: Final = 1e3


class Runs:
    """The players who were sent in one match; ``row`` is its world in the batch."""

    def __init__(self, lineup: Lineup, row: int = 0) -> None:
        self.lineup, self.row = lineup, row
        self._until: Ints = np.zeros(lineup.squad.players, dtype=np.int64)

    def send(
        self, world: World, steered: set[int], player: int, way: tuple[float, float] | None
    ) -> int | None:
        """Send a team-mate of ``player`` toward ``way``, or the one furthest forward within hearing.

        Returns their number, or None where nobody can go.
        """
        side = int(self.lineup.squad.team[player])
        players = [p for p in self.lineup.outfield(side) if p != player and p not in steered]
        if not players or not self._has_ball(world, side):
            return None
        off = world.bodies.pos[self.row, players] - world.bodies.pos[self.row, player]
        far = np.maximum(norm(off), 1e-6)
        line = np.array((ATTACKS[side], 0.0) if way is None else way)
        line = line / max(float(norm(line)), 1e-6)
        worth = np.where(far < FAR, dot(off, line) / far - NEARNESS * far, -_NEVER)
        best = int(np.argmax(worth))
        if worth[best] < (-1.0 if way is None else THAT_WAY):
            return None
        self._until[players[best]] = world.step + STANDS
        return players[best]

    def mask(self, world: World) -> Bools:
        """Return the players on a run that they were sent on, ``(worlds, players)``."""
        asked = np.zeros((world.worlds, self.lineup.squad.players), dtype=np.bool_)
        if not (self._until > world.step).any():
            return asked
        for side in (0, 1):
            if not self._has_ball(world, side):
                self._until[self.lineup.members(side)] = 0
        asked[self.row] = self._until > world.step
        return asked

    def _has_ball(self, world: World, side: int) -> bool:
        last = int(world.ball.holder[self.row])
        last = int(world.ball.last_touch[self.row]) if last == NOBODY else last
        return last != NOBODY and int(self.lineup.squad.team[last]) == side
