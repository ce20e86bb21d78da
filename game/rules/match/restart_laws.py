"""In a restart of many worlds, the laws hold the ball and everybody in place until it is struck."""

from collections.abc import Sequence
from dataclasses import dataclass

from game.core.batched import Batched
from game.core.events import Events, Strike
from game.core.intents import Intents
from game.core.maths import Bools
from game.core.state import View, World
from game.rules.match.restarts import DeadBalls


@dataclass(slots=True)
class DeadBallLaws(Batched):
    """The laws that hold while a restart is waited for, and not once it is taken."""

    dead: DeadBalls

    def ask(self, view: View, intents: Intents, steered: Bools) -> None:
        """Write what the laws ask over everybody's wishes; ``steered`` ``(worlds, players)`` are people's."""
        self.dead.override(view, intents, steered)

    def hold(self, world: World, intents: Intents) -> None:
        """Before a step, turn the player who takes the restart about the ball."""
        self.dead.stand_by(world, intents)

    def observe(self, world: World, happened: Sequence[Events]) -> None:
        """Take in a step: what was struck is in play, what wasn't lies where it lay."""
        for events in happened:
            if isinstance(events, Strike):
                taken = events.world[events.player == self.dead.taker[events.world]]
                for row in taken:
                    self.dead.alive(int(row), world.step)
        self.dead.keep(world)
