"""A restart in many worlds: until the ball is struck, the laws hold it and everybody where they belong."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.core.events import Events, Strike
from game.core.intents import Intents
from game.core.maths import Bools
from game.core.state import Rows, View, World
from game.rules.restarts import DeadBalls, Stage

KEPT = ("stage", "since", "taker", "side", "ball", "away", "own_half", "places", "facing", "jumps")


@dataclass(slots=True)
class Laws:
    """What a referee asks while a restart is waited for, and nothing once it is taken."""

    dead: DeadBalls

    @classmethod
    def of(cls, dead: DeadBalls, rows: Rows) -> "Laws":
        """A copy of some worlds'; the same world may be taken several times."""
        copy = DeadBalls(dead.lineup, len(rows))
        for name in KEPT:
            setattr(copy, name, getattr(dead, name)[rows])
        return cls(copy)

    def take(self, rows: Rows) -> "Laws":
        """A copy of some worlds'."""
        return Laws.of(self.dead, rows)

    def ask(self, view: View, intents: Intents, steered: Bools) -> None:
        """Write what they ask over everybody's wishes; ``steered`` ``(worlds, players)`` are people's."""
        self.dead.override(view, intents, steered)

    def hold(self, world: World, intents: Intents) -> None:
        """Before a step: who takes it turns about the ball."""
        self.dead.stand_by(world, intents)

    def follow(self, world: World, happened: Sequence[Events]) -> None:
        """After a step: what was struck is in play, what wasn't lies where it lay."""
        for events in happened:
            if isinstance(events, Strike):
                taken = events.world[events.player == self.dead.taker[events.world]]
                for row in taken:
                    self.dead.alive(int(row), world.step)
        self.dead.keep(world)


def laws_of(bout: object, number: int = 0) -> Laws | None:
    """The laws of a bout's world, if a restart may be taken in it just now."""
    dead = getattr(bout, "dead", None)
    if not isinstance(dead, DeadBalls) or dead.stage[number] != Stage.READY:
        return None
    return Laws.of(dead, np.array([number]))
