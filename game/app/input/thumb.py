"""What one person's controls remember between steps, and what the person wants help with."""

from dataclasses import dataclass
from typing import Final

from game.app.input.defending import LaneGuess
from game.app.input.gaze import EyeKeys
from game.app.input.receivers import NOBODY, AimHelp, MeantBy
from game.app.input.surroundings import Point
from game.app.input.weight import WeightHelp
from game.core.intents import Technique
from game.core.state import STEP_SECONDS

OPEN_EYES: Final = EyeKeys()


@dataclass(frozen=True, slots=True)
class Helps:
    """What one person wants help with."""

    aim: AimHelp = AimHelp.FULL
    weight: WeightHelp = WeightHelp.AUTO


HELPED: Final = Helps()
UNHELPED: Final = Helps(AimHelp.OFF, WeightHelp.PURE)


@dataclass(frozen=True, slots=True)
class Thumb:
    """What one person's controls remember between steps."""

    technique: Technique = Technique.NONE
    held: int = 0
    """Steps for which the strike's key has been down: the charge."""
    leg: int = 0
    """Steps for which the leg has been back."""
    base: float = 0.0
    """Radians: where the strike goes while no direction was held."""
    way: float | None = None
    """Radians: where the pass points, kept when the direction is let go before the kick."""
    pressed: float | None = None
    """Radians: the direction that was held a step ago; None: none."""
    apart: int = 0
    """Steps since the direction was let go."""
    fading: int = 0
    """Steps for which a narrower direction than before has been held."""
    choice: MeantBy = NOBODY
    """Whom the direction means: shown by a ring."""
    kept: bool = False
    """The choice was made by a tap and stays until the kick."""
    first: int | None = None
    """Place in :attr:`Around.mates` of the first receiver chosen in this wind-up: the eyes' and the hips'."""
    first_for: int = 0
    """Steps since the first one was chosen."""
    first_hips: float | None = None
    """Radians: the hips as they were when another was chosen."""
    free: bool = False
    """Into space: nobody draws the aim."""
    spent: bool = False
    """The swing was broken off; its key counts again once it was up."""
    waited: int = 0
    """Steps since the key came up with the strike still to come."""
    blocked: int = 0
    """Those of them in which the ball was out of reach."""
    short: bool = False
    """The follow-through is cut."""
    ahead: bool = False
    """The pass goes ahead of the receiver."""
    far_foot: bool = False
    """The pass goes to the foot that is farther from their opponent."""
    aim: Point | None = None
    """Of this strike, and after it of the last one."""
    speed: float | None = None
    meets: Point | None = None
    """Where a pass to the choice would be met, before and in the wind-up."""
    sent: int = -1
    """Number of the player whom the last strike was for; -1 where it was nobody."""
    suited: float | None = None
    """m/s that would suit the choice; None where there is none."""
    turns: bool = False
    """The foot can't serve the aim: the hips must turn first."""
    out_of_reach: bool = False
    """A strike is wanted and the ball isn't there."""
    foot: int = 0
    """Foot preference: 1 right, -1 left, 0 whichever suits."""
    guess: LaneGuess | None = None
    busy: frozenset[str] = frozenset()
    """Buttons that were pressed for something else: a press that wins the ball must not kick it away."""
    armed: Technique = Technique.NONE
    """The strike that waits until the ball is near or on its way."""
    armed_left: int = 0
    """Steps for which it still waits."""
    eyes: EyeKeys = OPEN_EYES
    coast: Point = (0.0, 0.0)
    """Where the legs go while a direction is the eyes'."""

    @property
    def seconds(self) -> float:
        """The charge's hold."""
        return self.held * STEP_SECONDS


@dataclass(frozen=True, slots=True)
class ButtonOrders:
    """What a person asks of their side rather than of their own player."""

    switch: bool = False
    """Give me the next player."""
    run: bool = False
    """A team-mate should set off."""
    passed_to: int | None = None
    """Number of the player whom a strike that has just been let go is for, -1 for nobody; None: no strike."""
    keep: bool = False
    """The player has gone for a guess: leave the controls with this one."""
