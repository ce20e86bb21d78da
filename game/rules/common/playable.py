"""What a level, a match and a rondo have in common for whoever plays, records or shows them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from typing import Any, Protocol, Self

from game.core.events import Events
from game.core.intents import Intents, Wish
from game.core.maths import Bools
from game.core.pitch import Pitch
from game.core.state import Rows, View, World
from game.mind.ai_team import AITeam


@dataclass(frozen=True, slots=True)
class SetUp:
    """All that a bout begins from. With the same set-up and intents it runs the same."""

    kind: str
    """``level``, ``match`` or ``rondo``."""
    name: str
    """For people: a level's title, or who plays whom."""
    data: dict[str, Any]
    """Plain JSON: what ``kind`` needs to be begun again."""
    seed: int
    world: int = 0
    """Which of the seed's matches: those of a batch have the same seed."""


class BallStatus(Enum):
    """Whether one may play the ball just now."""

    IN_PLAY = "in play"
    DEAD = "dead"
    """Nobody may play it."""
    TO_BE_TAKEN = "to be taken"
    """It lies on its spot, and one player may take the restart."""


class RestartLaws(Protocol):
    """What a referee asks while a restart is waited for, in some worlds."""

    def take(self, rows: Rows) -> Self:
        """A copy of some worlds'; the same world may be taken several times."""

    def ask(self, view: View, intents: Intents, steered: Bools) -> None:
        """Write what they ask over everybody's wishes; ``steered`` ``(worlds, players)`` are people's."""

    def hold(self, world: World, intents: Intents) -> None:
        """Before a step: who takes it turns about the ball."""

    def observe(self, world: World, happened: Sequence[Events]) -> None:
        """Take in a step: what was struck is in play, what wasn't lies where it lay."""


class Recordable(Protocol):
    """What a recorder sees of something that is being played in one world."""

    @property
    def set_up(self) -> SetUp:
        """What it began from."""

    @property
    def world(self) -> World:
        """The one world that is played."""

    @property
    def people(self) -> dict[str, int]:
        """``human1`` and ``human2`` to the numbers of the players they steer now."""

    @property
    def intents(self) -> Intents:
        """What everybody wanted in the last step, as it was carried out and is recorded."""

    @property
    def outcome(self) -> str:
        """How it stands, in a few words; "" where there is nothing to win."""


class Playable(Recordable, Protocol):
    """Something being played in one world: people's wishes in, events out, a step at a time."""

    @property
    def pitch(self) -> Pitch:
        """The ground."""

    @property
    def acting(self) -> frozenset[int]:
        """Players who did in the last step what their people wished, not what the computer did."""

    @property
    def ai_team(self) -> AITeam:
        """The minds of the players whom nobody steers."""

    @property
    def set_ups(self) -> int:
        """How often everybody was put in place: bodies jump where it grows, draw nothing in between."""

    @property
    def ball_status(self) -> BallStatus:
        """Whether one may play the ball just now."""

    @property
    def restart_laws(self) -> RestartLaws | None:
        """A copy of the laws that hold until a restart is taken; None where none may be taken just now."""

    def seat(self, people: Mapping[str, int]) -> None:
        """Say who is steered by whom now (a replay knows, and nobody presses its buttons)."""

    def advance(self, wishes: Mapping[int, Wish]) -> list[Events]:
        """One step: ``wishes`` of people by player number, the crew thinks for the rest."""

    @property
    def decided(self) -> Intents | None:
        """What the computer's players would have wanted in the last step, where that was asked for."""

    def play_back(self, intents: Intents, *, think: bool = False, decide: bool = False) -> list[Events]:
        """One recorded step; with ``think`` the crew follows it, so that one can look into heads.

        With ``decide`` it also makes up its mind again, as when it was played: ``decided`` has the result.
        """
