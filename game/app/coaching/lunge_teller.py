"""A lunge that found no ball is told: to whom it went past, and to whose it was."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from game.app.coaching.verdict_sign import Verdict, VerdictSign
from game.app.i18n import _, name_shown
from game.app.render.theme import Colour
from game.core.events import Events, Kind
from game.core.state import Squad
from game.rules.common.event_stream import event_stream
from game.scenario.phrases import names_of


class Steers(Protocol):
    """A person, and the player they steer."""

    @property
    def person(self) -> int:
        """The first (0) or second person."""

    @property
    def player(self) -> int:
        """The player's number."""


@dataclass(frozen=True, slots=True)
class ToldLunge:
    """What is said of a lunge, to whom, and where it was."""

    person: int
    said: Verdict
    at: tuple[float, float]
    player: int
    """Number of the player whom the person steers."""


def lunges_in_vain(events: Iterable[Events], seats: Sequence[Steers], squad: Squad) -> list[ToldLunge]:
    """Return what a step's lunges in vain are told as, to the people who sit there."""
    told: list[ToldLunge] = []
    for one in event_stream(e for e in events if e.kind is Kind.BEATEN):
        for seat in seats:
            if seat.player == one.other:
                words = _("{who} lunged past you", who=name_shown(names_of(squad)[one.player]))
                said = Verdict(words, _("Now is the moment"), True)
            elif seat.player == one.player:
                said = Verdict(_("You lunged past it"), _("Tackle when the ball is off the foot"), False)
            else:
                continue
            told.append(ToldLunge(seat.person, said, one.spot, seat.player))
    return told


def show_lunges(
    sign: VerdictSign,
    events: Iterable[Events],
    seats: Sequence[Steers],
    squad: Squad,
    colour: Callable[[int], Colour],
    now: float,
) -> None:
    """Say on the grass what a step's lunges in vain are told as; ``colour`` of a player's words."""
    for told in lunges_in_vain(events, seats, squad):
        sign.show(told.said, told.at, colour(told.player), now)
