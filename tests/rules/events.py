"""Hand-made events, so that objectives can be tested without a simulation."""

import numpy as np

from game.core.events import Events, Kind, Strike
from game.core.intents import Technique
from game.core.maths import Floats
from game.core.state import STEP_SECONDS
from game.rules.level.objective_base import Objective
from game.scenario.load import load_level
from game.scenario.schema import Level
from game.scenario.start import start


def event(
    kind: Kind, player: int = -1, other: int = -1, at: tuple[float, ...] = (0.0, 0.0), speed: float = 0.0
) -> Events:
    x, y, z = (*at, 0.0)[:3]
    return Events(
        kind,
        np.array([0]),
        np.array([player]),
        np.array([other]),
        np.array([[x, y, z]]),
        np.array([speed]),
    )


def strike(
    player: int = 0,
    at: tuple[float, ...] = (0.0, 0.0),
    technique: Technique = Technique.PUSH,
    foot: int = 1,
) -> Strike:
    x, y, z = (*at, 0.0)[:3]

    def number() -> Floats:
        return np.zeros(1)

    return Strike(
        kind=Kind.STRIKE,
        world=np.array([0]),
        player=np.array([player]),
        other=np.array([-1]),
        point=np.array([[x, y, z]]),
        speed=number(),
        technique=np.array([technique], dtype=np.int8),
        foot=np.array([foot], dtype=np.int8),
        better_foot=np.array([True]),
        skill=number(),
        offset=np.zeros((1, 2)),
        sweet=np.zeros((1, 2)),
        lean=number(),
        firmness=number(),
        pressure=number(),
        stamina=number(),
        turned=number(),
        backswing=number(),
        follow=number(),
        speed_asked=number(),
        speed_off=number(),
        speed_bound=number(),
        aim_angle=number(),
        direction=number(),
        loft=number(),
        hips_to_aim=number(),
        strain=number(),
        body_speed=number(),
    )


class Told:
    """An objective that is told one step's events after the other."""

    def __init__(self, level: str | Level, kind: type[Objective]) -> None:
        self.level = load_level(level) if isinstance(level, str) else level
        self.objective = kind(self.level)
        self.world = start(self.level, 0).world
        self.objective.luck = self.world.seeds[:1]

    def tell(self, *steps: Events) -> None:
        """Each in a step of its own."""
        for happened in steps:
            self.world.step += 1
            self.objective.observe(self.world, [happened])

    def wait(self, seconds: float) -> None:
        """Nothing happens."""
        self.world.step += round(seconds / STEP_SECONDS)
        self.objective.observe(self.world, [])

    @property
    def said(self) -> str:
        return str(self.objective.progress.said)

    def line(self, label: str) -> tuple[int, int | None]:
        """Value and goal of a line of the HUD."""
        (tally,) = (tally for tally in self.objective.progress.lines if str(tally.label) == label)
        return tally.value, tally.goal
