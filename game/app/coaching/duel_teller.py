"""Duels are told: a lunge that found no ball, to both, and what to do after one's ball was taken."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from game.app.coaching.verdict_sign import Verdict, VerdictSign
from game.app.i18n import _, name_shown
from game.app.input.thumb import Thumb
from game.app.render.theme import Colour
from game.core.events import Events, Kind
from game.core.intents import Technique
from game.core.state import Squad
from game.rules.common.event_stream import event_stream
from game.scenario.phrases import names_of


class SteeringPerson(Protocol):
    """A person, the player they steer, and what their controls remember."""

    @property
    def thumb(self) -> Thumb:
        """What is being done with the ball."""

    @property
    def person(self) -> int:
        """The first (0) or second person."""

    @property
    def player(self) -> int:
        """The player's number."""


@dataclass(frozen=True, slots=True)
class ToldDuel:
    """What is said of a lunge or a tackle, to whom, and where it was."""

    person: int
    said: Verdict
    at: tuple[float, float]
    player: int
    """Number of the player whom the person steers."""


def lunges_in_vain(events: Iterable[Events], seats: Sequence[SteeringPerson], squad: Squad) -> list[ToldDuel]:
    """Return what a step's lunges in vain are told as, to the people who sit there."""
    told: list[ToldDuel] = []
    for one in event_stream(e for e in events if e.kind is Kind.BEATEN):
        for seat in seats:
            if seat.player == one.other:
                words = _("{who} lunged past you", who=name_shown(names_of(squad)[one.player]))
                said = Verdict(words, _("Now is the moment"), True)
            elif seat.player == one.player:
                said = Verdict(_("You lunged past it"), _("Tackle when the ball is off the foot"), False)
            else:
                continue
            told.append(ToldDuel(seat.person, said, one.spot, seat.player))
    return told


def kicks_taken_away(
    events: Iterable[Events], seats: Sequence[SteeringPerson], squad: Squad
) -> list[ToldDuel]:
    """Return what those are told whose ball a step's tackles took while the kick was on its way."""
    told: list[ToldDuel] = []
    for one in event_stream(e for e in events if e.kind is Kind.TACKLE):
        for seat in seats:
            if seat.player == one.other and seat.thumb.technique is not Technique.NONE:
                words = _("Tackled by {who}", who=name_shown(names_of(squad)[one.player]))
                said = Verdict(words, after_a_tackle([seat]), False)
                told.append(ToldDuel(seat.person, said, one.spot, seat.player))
    return told


def after_a_tackle(seats: Iterable[SteeringPerson]) -> str:
    """Return what to do another time: who had to turn under a marker first is late however soon they pass."""
    if any(seat.thumb.turns for seat in seats):
        return _("First a step the other way, or heel it")
    return _("Pass sooner, or shield it")


def show_lunges(
    sign: VerdictSign,
    events: Iterable[Events],
    seats: Sequence[SteeringPerson],
    squad: Squad,
    colour: Callable[[int], Colour],
    now: float,
) -> None:
    """Say on the grass what a step's lunges in vain are told as; ``colour`` gives a player's colour."""
    for told in lunges_in_vain(events, seats, squad):
        sign.show(told.said, told.at, colour(told.player), now)
