"""A cup is drawn from a seed; whoever wins a tie goes on. Two sides alone play until one has won twice.

A tie that stands level after its golden goal is played once more, with other luck.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final, Self

import numpy as np
from pydantic import BaseModel, ConfigDict, Field, model_validator

from game.core.rng import seeds_of
from game.core.surfaces import SurfaceName
from game.scenario.fixture import Fixture

SIZES: Final = (2, 4, 8)
"""Numbers of sides that a cup may have; two alone play first to two."""
FIRST_TO: Final = 2
"""Matches that win it where only two sides play."""
NOBODY_YET: Final = -1
"""In the place of a side that isn't known yet."""
_LUCK: Final = 16
"""First world number of the matches' luck; the draw takes the numbers below."""


class _Kept(BaseModel):
    """Part of a cup as it stands in its file."""

    model_config = ConfigDict(frozen=True, extra="ignore")


class Entrant(_Kept):
    """One side of a cup."""

    name: Annotated[str, Field(min_length=1, max_length=24, pattern=r"^[^\x00-\x1f\x7f]+$")]
    person: bool = False
    """Whether somebody at the controls plays it."""
    strength: Annotated[int, Field(ge=1, le=5)] = 3
    """The computer's players' strength; a person's team-mates have it too."""
    kit: str = ""
    """A kit by its word."""
    team: Annotated[str, Field(max_length=24, pattern=r"^[^\x00-\x1f\x7f]*$")] = ""
    """What its team is called, where it plays as one that is kept."""
    players: tuple[Annotated[str, Field(max_length=14, pattern=r"^[^\x00-\x1f\x7f]*$")], ...] = ()
    """The team's players by shirt number."""

    @property
    def called(self) -> str:
        """What the side is called on a scoreboard."""
        return self.team or self.name


class Game(_Kept):
    """A match that was played."""

    tie: Annotated[int, Field(ge=0)]
    """Number of the tie, counted over all rounds."""
    score: tuple[Annotated[int, Field(ge=0)], Annotated[int, Field(ge=0)]]
    """Goals of the tie's first and second side."""


@dataclass(frozen=True, slots=True)
class Tie:
    """Two sides of which one goes on."""

    number: int
    sides: tuple[int, int]
    """Numbers of the entrants, :data:`NOBODY_YET` where a tie before it decides."""
    scores: tuple[tuple[int, int], ...]
    """Of each match that was played."""
    winner: int

    @property
    def ready(self) -> bool:
        """Whether it can be played now."""
        return NOBODY_YET not in self.sides and self.winner == NOBODY_YET


class Cup(_Kept):
    """Sides, the draw's seed, and the matches played so far: all else follows from these."""

    entrants: tuple[Entrant, ...]
    seed: Annotated[int, Field(ge=0, lt=2**62)]
    minutes: Annotated[float, Field(ge=0.5, le=90.0)] = 2.0
    a_side: Annotated[int, Field(ge=3, le=6)] = 4
    surface: SurfaceName = "dry"
    boards: bool = True
    """Whether boards stand all round."""
    games: tuple[Game, ...] = ()

    @model_validator(mode="after")
    def _possible(self) -> Self:
        if len(self.entrants) not in SIZES:
            raise ValueError(f"expected {', '.join(map(str, SIZES))} sides")
        for number, game in enumerate(self.games):
            if game.tie not in {tie.number for tie in _ties(self, self.games[:number]) if tie.ready}:
                raise ValueError(f"tie {game.tie} could not be played then")
        return self

    @property
    def to_win(self) -> int:
        """Matches that win a tie."""
        return FIRST_TO if len(self.entrants) == SIZES[0] else 1

    @property
    def draw(self) -> tuple[int, ...]:
        """The entrants in the order in which they were drawn; two alone stay as they came."""
        number = len(self.entrants)
        if number == SIZES[0]:
            return (0, 1)
        return tuple(int(n) for n in np.argsort(seeds_of(self.seed, number), kind="stable"))

    @property
    def ties(self) -> tuple[Tie, ...]:
        """All ties, round after round."""
        return _ties(self, self.games)

    @property
    def rounds(self) -> tuple[tuple[Tie, ...], ...]:
        """The ties of each round; the last is the final."""
        ties, made, wide = self.ties, [], len(self.entrants) // 2
        while wide:
            made.append(ties[:wide])
            ties, wide = ties[wide:], wide // 2
        return tuple(made)

    @property
    def winner(self) -> int:
        """Number of the entrant who has won it; :data:`NOBODY_YET` before."""
        return self.ties[-1].winner

    @property
    def next_tie(self) -> Tie | None:
        """The tie that people play next; None where they wait, or it is over."""
        return next((tie for tie in self.ties if tie.ready and self.with_people(tie)), None)

    @property
    def computer_ties(self) -> tuple[Tie, ...]:
        """The ties between computers that can be played now."""
        return tuple(tie for tie in self.ties if tie.ready and not self.with_people(tie))

    def with_people(self, tie: Tie) -> bool:
        """Return whether a person plays in it."""
        return any(side != NOBODY_YET and self.entrants[side].person for side in tie.sides)

    def fixture(self, tie: Tie) -> Fixture:
        """Return the match that the tie asks for next: its first side plays red."""
        home, away = (self.entrants[side] for side in tie.sides)
        red = "human1" if home.person else "cpu"
        blue = ("human2" if home.person else "human1") if away.person else "cpu"
        sides = {
            colour: {
                "name": one.called,
                "kit": one.kit or colour,
                "control": by,
                "strength": one.strength,
                "players": one.players,
            }
            for colour, one, by in (("red", home, red), ("blue", away, blue))
        }
        return Fixture.model_validate(
            {
                "a_side": self.a_side,
                "minutes": self.minutes,
                "surface": self.surface,
                "boards": self.boards,
                "quick": True,
                **sides,
            }
        )

    def seed_of(self, tie: Tie) -> int:
        """Return the luck of the tie's next match."""
        number = _LUCK + tie.number + len(self.entrants) * len(tie.scores)
        return int(seeds_of(self.seed, 1, number)[0]) >> 2

    def played(self, tie: Tie, score: tuple[int, int]) -> Cup:
        """Return the cup after a match of ``tie``; raises ValueError where that can't be played now."""
        return Cup.model_validate({**dict(self), "games": (*self.games, Game(tie=tie.number, score=score))})


def _ties(cup: Cup, games: tuple[Game, ...]) -> tuple[Tie, ...]:
    """Return all ties as they stand after some matches: 0 and 1 lead to the first tie of the next round."""
    drawn, first = cup.draw, len(cup.entrants) // 2
    made: list[Tie] = []
    for number in range(len(cup.entrants) - 1):
        if number < first:
            sides = (drawn[2 * number], drawn[2 * number + 1])
        else:
            before = 2 * (number - first)
            sides = (made[before].winner, made[before + 1].winner)
        scores = tuple(game.score for game in games if game.tie == number)
        made.append(Tie(number, sides, scores, _winner(sides, scores, cup.to_win)))
    return tuple(made)


def _winner(sides: tuple[int, int], scores: tuple[tuple[int, int], ...], to_win: int) -> int:
    """Return who has won so many matches."""
    for side, other in ((0, 1), (1, 0)):
        if sum(score[side] > score[other] for score in scores) >= to_win:
            return sides[side]
    return NOBODY_YET
