"""An objective asks for passes to a team-mate, who has to bring them under control."""

from dataclasses import dataclass, field
from itertools import pairwise

from game.core.events import Kind
from game.core.intents import Technique
from game.rules.common.event_stream import StreamEvent
from game.rules.level.objective_base import Count, Objective, Spot, wrong_technique
from game.scenario.phrases import SILENCE, Phrase, phrase
from game.scenario.schema import Level


@dataclass(slots=True)
class AttemptedPass:
    """A pass that is under way."""

    passer: int
    technique: Technique
    path: list[Spot] = field(default_factory=list)
    """Places where the ball was struck and where it changed its way since."""


class CompletePassObjective(Objective):
    """An objective of some passes that a team-mate brings under control.

    Where the level asks for it they are by one technique, to one player, or through a gap.
    """

    def __init__(self, level: Level) -> None:
        super().__init__(level)
        self.names = [player.id for player in level.players]
        self.teams = [player.team for player in level.players]
        self.to = level.index(self.table.to) if self.table.to is not None else None
        if self.table.through is not None:
            first, second = (level.cones[number - 1].at for number in self.table.through)
            self.gates = ((first, second),)
        self.under_way: AttemptedPass | None = None

    def observe_one(self, stream_event: StreamEvent) -> None:
        """Follow each of the player's passes to its end."""
        if stream_event.kind is Kind.STRIKE:
            if self.under_way is not None:
                self.end_badly(phrase("played on before anybody had it under control"))
            if stream_event.player in self.passers:
                self.under_way = AttemptedPass(
                    stream_event.player, stream_event.technique, [stream_event.spot]
                )
        elif stream_event.kind is Kind.TACKLE and stream_event.other in self.passers:
            if self.team_of(stream_event.player) != self.team_of(stream_event.other):
                self.end_badly(phrase("tackled by {who}", who=self.name(stream_event.player)))
        elif self.under_way is not None:
            self.fly(stream_event, self.under_way)

    def fly(self, stream_event: StreamEvent, under_way: AttemptedPass) -> None:
        """Take in what may happen to a ball on its way."""
        who = stream_event.player
        if stream_event.kind in (Kind.WALL, Kind.POST, Kind.DEFLECTION):
            under_way.path.append(stream_event.spot)
        elif stream_event.kind is Kind.CONTROL:
            under_way.path.append(stream_event.spot)
            fault = self.received(under_way, who)
            if fault:
                self.end_badly(fault)
            else:
                self.under_way = None
                self.ended_well(phrase("{who} has it", who=self.name(who)))
        elif stream_event.kind is Kind.MISCONTROL and self.team_of(who) == self.team_of(under_way.passer):
            speed = stream_event.speed
            self.end_badly(
                phrase("{who} couldn't hold it, it came at {speed:.0f} m/s", who=self.name(who), speed=speed)
            )
        elif stream_event.kind is Kind.OUT:
            self.end_badly(phrase("out of play"))
        elif stream_event.kind is Kind.STOPPED:
            self.end_badly(phrase("too soft: it stopped on the way"))

    def received(self, under_way: AttemptedPass, who: int) -> Phrase:
        """Return what is wrong with a pass that ``who`` has under control, or silence."""
        if who == under_way.passer:
            return phrase("you took it back yourself")
        if self.team_of(who) != self.team_of(under_way.passer):
            return phrase("cut out by {who}", who=self.name(who))
        if self.to is not None and who != self.to:
            return phrase("it reached {who}, not {other}", who=self.name(who), other=self.name(self.to))
        if not self.asks_for(under_way.technique):
            return wrong_technique(under_way.technique, self.table.technique)
        if self.gates and not any(crosses(under_way.path, *gate) for gate in self.gates):
            return phrase("past the cones, not between them")
        return SILENCE

    def end_badly(self, said: Phrase) -> None:
        """Take in that the pass that was under way came to nothing."""
        self.under_way = None
        self.ended_badly(said)

    def receivers(self) -> frozenset[int]:
        """Return the one player to whom passes count, where only one does."""
        return frozenset() if self.to is None else frozenset({self.to})

    def given(self, player: int, spot: Spot) -> None:
        """Take in that whatever was under way is over."""
        self.under_way = None

    def name(self, player: int) -> str | Phrase:
        """Return a player's id."""
        return self.names[player] if 0 <= player < len(self.names) else phrase("somebody")

    def team_of(self, player: int) -> str | None:
        """Return a player's side."""
        return self.teams[player] if 0 <= player < len(self.teams) else None

    def goal(self) -> int | None:
        """Return the number of completed passes that wins."""
        count: int = self.table.count
        return count

    def tallies(self) -> tuple[Count, ...]:
        """Return completed passes, and how many in a row."""
        names = {
            "push": phrase("pushes completed"),
            "backheel": phrase("heels completed"),
            "any": phrase("passes completed"),
        }
        total = Count(names[self.table.technique], self.score, self.table.count)
        return (total,) if self.table.count == 1 else (total, Count(phrase("in a row"), self.streak))


def crosses(path: list[Spot], first: Spot, second: Spot) -> bool:
    """Return whether a path of straight pieces goes through the gap between two points.

    >>> straight = [(0.0, -1.0), (0.0, 1.0)]
    >>> crosses(straight, (-1.0, 0.0), (1.0, 0.0)), crosses(straight, (2.0, 0.0), (3.0, 0.0))
    (True, False)
    """

    def apart(a: Spot, b: Spot, one: Spot, other: Spot) -> bool:
        return side(a, b, one) * side(a, b, other) <= 0.0

    return any(apart(a, b, first, second) and apart(first, second, a, b) for a, b in pairwise(path))


def side(a: Spot, b: Spot, point: Spot) -> float:
    """Return a number that is positive where the point lies to the left of the way from a to b."""
    return (b[0] - a[0]) * (point[1] - a[1]) - (b[1] - a[1]) * (point[0] - a[0])
