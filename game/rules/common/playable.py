"""A level, a match and a rondo look alike to whatever plays, records or shows them."""

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
    """All that a game begins from. With the same set-up and intents it runs the same."""

    kind: str
    """One of ``level``, ``match`` and ``rondo``."""
    name: str
    """Name for people: a level's title, or which sides play."""
    data: dict[str, Any]
    """Plain JSON from which ``kind`` can be begun again."""
    seed: int
    world: int = 0
    """Number of the match among those of its seed: all those of a batch have the same seed."""


class BallStatus(Enum):
    """Whether the ball may be played just now."""

    IN_PLAY = "in play"
    DEAD = "dead"
    """Nobody may play the ball."""
    TO_BE_TAKEN = "to be taken"
    """The ball lies on its spot, and one player may take the restart."""


class RestartLaws(Protocol):
    """The laws that hold in some worlds while a restart is waited for."""

    def take(self, rows: Rows) -> Self:
        """Return a copy of some worlds' laws; the same world may be taken several times."""

    def ask(self, view: View, intents: Intents, steered: Bools) -> None:
        """Write what the laws ask over everybody's wishes; ``steered`` ``(worlds, players)`` are people's."""

    def hold(self, world: World, intents: Intents) -> None:
        """Before a step, turn the player who takes the restart about the ball."""

    def observe(self, world: World, happened: Sequence[Events]) -> None:
        """Take in a step: what was struck is in play, what wasn't lies where it lay."""


class Recordable(Protocol):
    """A game that is being played in one world, as a recorder sees it."""

    @property
    def set_up(self) -> SetUp:
        """The set-up that it began from."""

    @property
    def world(self) -> World:
        """The one world that is played."""

    @property
    def people(self) -> dict[str, int]:
        """``human1`` and ``human2`` to the numbers of the players they steer now."""

    @property
    def intents(self) -> Intents:
        """Everybody's wishes of the last step, as they were carried out and are recorded."""

    @property
    def outcome(self) -> str:
        """The state of play in a few words; "" where there is nothing to win."""


class Playable(Recordable, Protocol):
    """A game that is being played in one world: people's wishes in, events out, a step at a time."""

    @property
    def pitch(self) -> Pitch:
        """The ground and what stands on it."""

    @property
    def acting(self) -> frozenset[int]:
        """Players who did in the last step what their people wished, not what the computer did."""

    @property
    def ai_team(self) -> AITeam:
        """The minds of the players whom nobody steers."""

    @property
    def set_ups(self) -> int:
        """Number of times that everybody was put in place.

        Where it grows bodies jump, and nothing is drawn in between.
        """

    @property
    def ball_status(self) -> BallStatus:
        """Whether the ball may be played just now."""

    @property
    def restart_laws(self) -> RestartLaws | None:
        """A copy of the laws that hold until a restart is taken; None where none may be taken now."""

    def seat(self, people: Mapping[str, int]) -> None:
        """Say which player each person steers now (a replay knows, and nobody presses its buttons)."""

    def advance(self, wishes: Mapping[int, Wish]) -> list[Events]:
        """Play one step of people's ``wishes``, by player number; returns the events.

        The computer thinks for the other players.
        """

    @property
    def decided(self) -> Intents | None:
        """What the computer's players would have wanted in the last step, where that was asked for."""

    def play_back(self, intents: Intents, *, think: bool = False, decide: bool = False) -> list[Events]:
        """Play one recorded step; returns the events.

        With ``think`` the computer's players follow it, so that one can look into their heads. With
        ``decide`` they also make up their minds again, as when it was played: ``decided`` has the result.
        """
