"""A match and a rondo share the way from wishes to a step, and which player each person steers."""

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from typing import ClassVar, Generic, TypeVar

import numpy as np

from game.core.events import Events
from game.core.intents import Intents, Wish
from game.core.maths import Bools
from game.core.pitch import Pitch
from game.core.quantise import quantise
from game.core.state import View, World
from game.mind.ai_team import AITeam
from game.rules.common.playable import BallStatus, RestartLaws, SetUp
from game.rules.match.restart_places import Restart
from game.rules.match.steering import Steering
from game.scenario.fixture import Fixture, RondoFixture
from game.scenario.lineup import Lineup

Rules = TypeVar("Rules", Fixture, RondoFixture)


class Contest(ABC, Generic[Rules]):
    """Two sides, computers and people among them, in one or more worlds; people play in the first."""

    kind: ClassVar[str]
    """Name of the kind in a set-up."""

    fixture: Rules
    seed: int
    lineup: Lineup
    world: World
    ai_team: AITeam
    steering: Steering
    intents: Intents
    """Everybody's wishes of the last step, as they were carried out."""
    acting: frozenset[int] = frozenset()
    """Players who did in the last step what people wished. A restart that is left too long is the
    computer's."""
    decided: Intents | None = None
    """What the computer would have wanted in the last step of a playback."""

    @property
    def set_up(self) -> SetUp:
        """The set-up that it began from."""
        return SetUp(self.kind, self.fixture.title, self.fixture.model_dump(mode="json"), self.seed)

    @property
    def pitch(self) -> Pitch:
        """The ground and what stands on it."""
        return self.lineup.pitch

    @property
    def people(self) -> dict[str, int]:
        """``human1`` and ``human2`` to the numbers of the players they steer now."""
        return self.steering.people

    @property
    def restart(self) -> Restart | None:
        """The ball that is to be brought back into play, once it lies on its spot."""
        return None

    @property
    @abstractmethod
    def ball_status(self) -> BallStatus:
        """Whether the ball may be played just now."""

    @property
    def restart_laws(self) -> RestartLaws | None:
        """A copy of the laws that hold until a restart is taken; None where none may be taken now."""
        return None

    def switch(self, person: str, toward: tuple[float, float] | None = None) -> bool:
        """Give ``person`` another player: the next best, or one in the direction ``toward``.

        Returns whether they got one. The ball is never taken out of their hands.
        """
        return self.steering.switch(self.world, person, toward, self.restart)

    def next_for(self, person: str, toward: tuple[float, float] | None = None) -> int:
        """Return the number of the player whom the button would give ``person`` now, or -1."""
        return self.steering.next_for(self.world, person, toward)

    def meant(self, person: str, player: int) -> None:
        """Note that ``person`` has let a pass go that is for ``player`` (-1: for nobody)."""
        self.steering.meant(person, player)

    def keep(self, person: str) -> None:
        """Keep the controls of ``person`` with the player they steer in this step."""
        self.steering.keep(self.world, person)

    def seat(self, people: Mapping[str, int]) -> None:
        """Say which player each person steers now."""
        self.steering.seat(people)

    def advance(self, wishes: Mapping[int, Wish]) -> list[Events]:
        """Play one step of people's ``wishes``, by player number; returns the events.

        The computer thinks for the other players.
        """
        return self._advance((wishes,))

    def _advance(self, wishes: Sequence[Mapping[int, Wish]]) -> list[Events]:
        """Play one step of people's wishes, those of the first worlds in their order; returns the events."""
        steered, view, intents = self._steered(), self.world.view(), self._idle()
        self.acting = _first_worlds(steered)
        self._brief(steered)
        self.ai_team.think(view, intents)
        for world, wished in enumerate(wishes):
            for player, wish in wished.items():
                if steered[world, player]:
                    intents.put(world, player, wish)
        self._rule(view, intents, steered)
        return self._carry_out(quantise(intents))

    def play_back(self, intents: Intents, *, think: bool = False, decide: bool = False) -> list[Events]:
        """Play one recorded step; returns the events.

        With ``think`` the computer's players follow it, so that one can look into their heads. Without it
        nobody believes anything, and the report doesn't know what went through disguise. With ``decide``
        everybody makes up their minds again: ``decided`` has what they would have wanted.
        """
        self.decided, self.acting = None, _first_worlds(self._steered())
        if decide:
            steered, view, wanted = self._steered(), self.world.view(), self._idle()
            self._brief(steered)
            self.ai_team.think(view, wanted)
            self._rule(view, wanted, steered)
            self.decided = quantise(wanted)
        elif think:
            self._brief(np.ones_like(self._steered()))
            self.ai_team.think(self.world.view(), self._idle())
        return self._carry_out(intents)

    def _idle(self) -> Intents:
        return Intents.idle(self.world.worlds, self.world.squad.players)

    def _steered(self) -> Bools:
        """Return the players who do what people want, ``(worlds, players)``."""
        return self._peopled()

    def _peopled(self) -> Bools:
        """Return the players whom people steer, ``(worlds, players)``."""
        steered = np.zeros((self.world.worlds, self.world.squad.players), dtype=np.bool_)
        steered[0, list(self.people.values())] = True
        return steered

    @abstractmethod
    def _brief(self, steered: Bools) -> None:
        """Tell the computer's players what they have to know before they think, such as who is steered."""

    @abstractmethod
    def _rule(self, view: View, intents: Intents, steered: Bools) -> None:
        """Write what the laws ask over everybody's wishes."""

    @abstractmethod
    def _carry_out(self, intents: Intents) -> list[Events]:
        """Carry out what everybody wants while the laws watch; returns the events."""


def _first_worlds(steered: Bools) -> frozenset[int]:
    return frozenset(int(player) for player in np.flatnonzero(steered[0]))


def score_words(score: tuple[int, int]) -> str:
    """Return the score as ``2 : 1``.

    >>> score_words((2, 1))
    '2 : 1'
    """
    return f"{score[0]} : {score[1]}"
