"""A world in somebody's head: begun from what can be seen, played on by the engine, shown as a view again."""

from game.core.batched import Batched, Shared
from game.core.events import Events
from game.core.intents import Intents
from game.core.pitch import Pitch
from game.core.rng import Seeds
from game.core.state import Intentions, View, World
from game.sim.step import step


class Imagined(Batched):
    """A batch of worlds with luck of their own, begun with nobody's intentions; it gives out what shows."""

    _stride: Shared[int]
    _world: World

    def __init__(self, view: View, seeds: Seeds, stride: int = 1) -> None:
        """``view`` is played on in place: give a copy; ``stride`` steps of the game are one of his."""
        self._stride = stride
        worlds, players = view.bodies.pos.shape[:2]
        none = Intentions.none(worlds, players)
        self._world = World(view.squad, seeds, view.ball, view.bodies, none, view.step)

    @property
    def view(self) -> View:
        """What shows of it."""
        return self._world.view()

    def step(self, pitch: Pitch, intents: Intents) -> list[Events]:
        """Play a step of his."""
        return step(self._world, pitch, intents, self._stride)
