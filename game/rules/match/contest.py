"""What a match and a rondo share: who is steered by whom, and the way from wishes to a step."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
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
from game.rules.match.restarts import Restart
from game.rules.match.steering import Steering
from game.scenario.fixture import Fixture, RondoFixture
from game.scenario.lineup import Lineup

Rules = TypeVar("Rules", Fixture, RondoFixture)


class Contest(ABC, Generic[Rules]):
    """Two sides, computers and people among them, in as many worlds as it has; people play in the first."""

    kind: ClassVar[str]
    """As a set-up names it."""

    fixture: Rules
    seed: int
    lineup: Lineup
    world: World
    ai_team: AITeam
    steering: Steering
    intents: Intents
    """What everybody wanted in the last step, as it was carried out."""
    acting: frozenset[int] = frozenset()
    """Players who did in the last step what people wished. A restart left too long is the computer's."""
    decided: Intents | None = None
    """What the computer would have wanted in the last step of a playback."""

    @property
    def set_up(self) -> SetUp:
        """What it began from."""
        return SetUp(self.kind, self.fixture.title, self.fixture.model_dump(mode="json"), self.seed)

    @property
    def pitch(self) -> Pitch:
        """The ground."""
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
        """Whether one may play the ball just now."""

    @property
    def restart_laws(self) -> RestartLaws | None:
        """A copy of the laws that hold until a restart is taken; None where none may be taken just now."""
        return None

    def switch(self, person: str, toward: tuple[float, float] | None = None) -> bool:
        """``person`` wants another player: the next best, or one in the direction ``toward``.

        Returns whether they got one. The ball is never taken out of their hands.
        """
        return self.steering.switch(self.world, person, toward, self.restart)

    def seat(self, people: Mapping[str, int]) -> None:
        """Say who is steered by whom now."""
        self.steering.seat(people)

    def advance(self, wishes: Mapping[int, Wish]) -> list[Events]:
        """One step: ``wishes`` of people by player number, the crew thinks for the rest."""
        steered, view, intents = self._steered(), self.world.view(), self._idle()
        self.acting = _first_worlds(steered)
        self._brief(steered)
        self.ai_team.think(view, intents)
        for player, wish in wishes.items():
            if steered[0, player]:
                intents.put(0, player, wish)
        self._rule(view, intents, steered)
        return self._carry_out(quantise(intents))

    def play_back(self, intents: Intents, *, think: bool = False, decide: bool = False) -> list[Events]:
        """One recorded step; with ``think`` the crew follows it, so that one can look into heads.

        Without it nobody believes anything, and the report doesn't know what went through disguise. With
        ``decide`` everybody makes up their minds again: ``decided`` has what they would have wanted.
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
        """``(worlds, players)`` who does what people want."""
        steered = np.zeros((self.world.worlds, self.world.squad.players), dtype=np.bool_)
        steered[0, list(self.people.values())] = True
        return steered

    @abstractmethod
    def _brief(self, steered: Bools) -> None:
        """Tell the crew what it has to know before it thinks, first of all who is steered."""

    @abstractmethod
    def _rule(self, view: View, intents: Intents, steered: Bools) -> None:
        """Write what the laws ask over everybody's wishes."""

    @abstractmethod
    def _carry_out(self, intents: Intents) -> list[Events]:
        """Carry out what everybody wants; the laws watch."""


def _first_worlds(steered: Bools) -> frozenset[int]:
    return frozenset(int(player) for player in np.flatnonzero(steered[0]))


def score_words(score: tuple[int, int]) -> str:
    """``2 : 1``."""
    return f"{score[0]} : {score[1]}"
