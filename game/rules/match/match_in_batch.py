"""One match of a batch can be written down as if it were alone: a world, its wishes and its events."""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import Any

import numpy as np

from game.core.events import Events
from game.core.intents import Intents
from game.core.state import Rows, World
from game.rules.common.playable import SetUp
from game.rules.match.contest import score_words
from game.rules.match.match import Match


class OneOfMany:
    """The match of one world; it is played by playing the batch."""

    def __init__(self, match: Match, number: int) -> None:
        self.match, self.number = match, number
        self._row: Rows = np.array([number])
        self._world: World | None = None

    @property
    def set_up(self) -> SetUp:
        """The set-up that it began from: begun again, it is played alone."""
        return replace(self.match.set_up, world=self.match.first + self.number)

    @property
    def world(self) -> World:
        """A copy of its world as it is now."""
        if self._world is None or self._world.step != self.match.world.step:
            self._world = self.match.world.take(self._row)
        return self._world

    @property
    def people(self) -> dict[str, int]:
        """No people: they play in matches of one world."""
        return {}

    @property
    def intents(self) -> Intents:
        """Everybody's wishes of the last step."""
        return self.match.intents.take(self._row)

    @property
    def score(self) -> tuple[int, int]:
        """Red's and blue's goals."""
        return self.match.referees[self.number].score

    @property
    def outcome(self) -> str:
        """The score as ``2 : 1``."""
        return score_words(self.score)

    @property
    def done(self) -> bool:
        """Whether it is over; the others of the batch may go on."""
        return self.match.referees[self.number].done

    def happened(self, events: Iterable[Events]) -> list[Events]:
        """Return what of a step's events happened in this world, as if it were the only one."""
        return [mine for rows in events if len(mine := _of_world(rows, self.number))]


def _of_world(events: Events, number: int) -> Events:
    """Return the rows of one world, whose number is 0 then."""
    here = events.world == number
    told = {f.name: getattr(events, f.name) for f in fields(events)}
    chosen: dict[str, Any] = {k: value[here] for k, value in told.items() if isinstance(value, np.ndarray)}
    return replace(events, **{**chosen, "world": np.zeros(int(here.sum()), dtype=events.world.dtype)})
