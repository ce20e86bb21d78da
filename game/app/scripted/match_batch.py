"""Matches of one fixture side by side, with scripted people at the keys of each of them."""

from collections.abc import Callable, Iterable, Mapping, Sequence

import numpy as np

from game.app.input.surroundings import Point
from game.app.scripted.controls import ScriptedControls
from game.app.scripted.person import ScriptedPerson
from game.core.events import Events
from game.core.intents import Wish
from game.core.maths import Bools
from game.core.pitch import Pitch
from game.core.state import World
from game.rules.match.match import Match
from game.rules.match.restart_places import Restart
from game.rules.match.run_requests import Runs
from game.rules.match.steering import Steering
from game.scenario.fixture import Fixture


class MatchesWithPeople(Match):
    """A batch in which people play in every world, and not only in the first.

    Each world is the match that it would be alone.
    """

    def __init__(self, fixture: Fixture, seed: int, worlds: int, first: int = 0) -> None:
        super().__init__(fixture, seed, worlds, first)
        others = range(1, worlds)
        self.steerings = [self.steering, *(Steering(self.lineup, fixture.people, row) for row in others)]
        self.sent = [self.runs, *(Runs(self.lineup, row) for row in others)]
        self._watch()

    def _watch(self) -> None:
        for row, steering in enumerate(self.steerings[1:], 1):
            steering.observe(self.world, self.restart_of(row))

    def play(self, wishes: Sequence[Mapping[int, Wish]]) -> list[Events]:
        """Play one step of the wishes of each world's people; returns the events."""
        return self._advance(wishes)

    def observe(self, events: Iterable[Events]) -> None:
        """Let the referees, the assistants and everybody's controls take in the step."""
        super().observe(events)
        self._watch()

    def _sent(self) -> Bools:
        masks = [runs.mask(self.world) for runs in self.sent]
        marked: Bools = np.logical_or.reduce(masks)
        return marked

    def _peopled(self) -> Bools:
        steered = super()._peopled()
        for row, steering in enumerate(self.steerings):
            steered[row, list(steering.people.values())] = True
        return steered


class OneMatch:
    """One world of such a batch, as its people meet it."""

    def __init__(self, matches: MatchesWithPeople, row: int) -> None:
        self.matches, self.row = matches, row

    @property
    def world(self) -> World:
        """The batch's worlds."""
        return self.matches.world

    @property
    def pitch(self) -> Pitch:
        """The ground and what stands on it."""
        return self.matches.pitch

    @property
    def people(self) -> dict[str, int]:
        """Names of people to the numbers of the players they steer now."""
        return self.matches.steerings[self.row].people

    @property
    def restart(self) -> Restart | None:
        """The ball that is to be brought back into play."""
        return self.matches.restart_of(self.row)

    def switch(self, person: str, toward: Point | None = None) -> bool:
        """Give a person another player."""
        return self.matches.steerings[self.row].switch(self.world, person, toward, self.restart)

    def send_run(self, person: str, way: Point | None) -> int | None:
        """Send a team-mate on a run."""
        people = self.people
        return self.matches.sent[self.row].send(self.world, set(people.values()), people[person], way)

    def meant(self, person: str, player: int) -> None:
        """Note whom a pass is for."""
        self.matches.steerings[self.row].meant(person, player)

    def keep(self, person: str) -> None:
        """Keep the controls where they are in this step."""
        self.matches.steerings[self.row].keep(self.world, person)


class ScriptedMatches:
    """Scripted people in each match of a batch, a step at a time."""

    def __init__(
        self, matches: MatchesWithPeople, people: Callable[[int], Mapping[str, ScriptedPerson]]
    ) -> None:
        """Begin; ``people`` makes those of one match from its number."""
        self.matches = matches
        self.presses = [
            ScriptedControls(one, people(matches.first + row), sides=one, row=row)
            for row in range(matches.world.worlds)
            for one in [OneMatch(matches, row)]
        ]

    def step(self) -> list[Events]:
        """Let everybody look and press, and play a step on; where a match is over nobody presses."""
        referees = self.matches.referees
        pressed = [
            {} if referee.done else presses.wishes()
            for presses, referee in zip(self.presses, referees, strict=True)
        ]
        return self.matches.play(pressed)
