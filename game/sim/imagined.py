"""A player imagines how play goes on: begun from what can be seen and played by the engine."""

from game.core.batched import Batched, Shared
from game.core.events import Events
from game.core.intents import Intents
from game.core.pitch import Pitch
from game.core.rng import Seeds
from game.core.state import Ball, Bodies, Intentions, Squad, View, World
from game.sim.step import step


class Imagined(Batched):
    """A batch of worlds with luck of their own, begun with nobody's intentions.

    It gives out only what shows.
    """

    _stride: Shared[int]
    _world: World

    def __init__(
        self, squad: Squad, ball: Ball, bodies: Bodies, begins: int, seeds: Seeds, stride: int = 1
    ) -> None:
        """Begin from what shows at the step ``begins``, which is played on in place: give copies.

        One step here moves the worlds on by ``stride`` steps of the game.
        """
        self._stride = stride
        worlds, players = bodies.pos.shape[:2]
        none = Intentions.none(worlds, players)
        self._world = World(squad, seeds, ball, bodies, none, begins)

    @property
    def view(self) -> View:
        """The visible part of these worlds."""
        return self._world.view()

    def step(self, pitch: Pitch, intents: Intents) -> list[Events]:
        """Move every imagined world on by one step, in place; returns what happened."""
        return step(self._world, pitch, intents, self._stride)
