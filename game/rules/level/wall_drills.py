"""Drills against a board ask for clean contacts at a mark, or to dribble, pass and receive."""

from dataclasses import dataclass

from game.core.events import Kind
from game.core.intents import Technique
from game.rules.common.event_stream import StreamEvent
from game.rules.level.objective_base import Count, Objective, Spot, wrong_technique
from game.scenario.checks import wall_distance
from game.scenario.phrases import SILENCE, Phrase, phrase
from game.scenario.schema import Level
from game.sim.sizes import GRAVITY

LOW = 0.30
"""Metres of a ball's height: one whose lowest point rises above shin height has not been kept down."""

LOST = {
    Kind.WALL: phrase("missed the board"),
    Kind.OUT: phrase("missed the board"),
    Kind.STOPPED: phrase("short of the board"),
    Kind.CONTROL: phrase("touched again before it reached the board"),
    Kind.DRIBBLE: phrase("touched again before it reached the board"),
}
"""What to say of a ball that never reached the board."""

FEET = {1: phrase("right foot"), -1: phrase("left foot")}


@dataclass(slots=True)
class Struck:
    """A strike on its way to the board."""

    technique: Technique
    foot: int
    start: Spot
    top: float = 0.0
    """Metres: the greatest height that the ball is known to have reached."""


class BoardDrill(Objective):
    """Base of the drills against a board: what a strike makes of the mark."""

    def __init__(self, level: Level) -> None:
        super().__init__(level)
        self.mark: Spot = self.table.mark
        self.marks = (self.mark,)
        walls = [(w.start, w.end) for w in level.walls]
        self.wall = min(range(len(walls)), key=lambda number: wall_distance(self.mark, *walls[number]))
        """The number of the wall that the mark is on."""
        start, end = walls[self.wall]
        length = distance(start, end)
        self.along: Spot = ((end[0] - start[0]) / length, (end[1] - start[1]) / length)
        self.struck: Struck | None = None

    def observe_ball(self, stream_event: StreamEvent) -> Phrase | None:
        """Follow the ball from a strike to the board.

        Returns None while nothing is decided, silence where the mark was hit, else what was wrong.
        """
        if stream_event.kind is Kind.STRIKE:
            before = self.struck
            self.struck = None
            if stream_event.player in self.passers:
                self.struck = Struck(stream_event.technique, stream_event.foot, stream_event.spot)
            return phrase("hit again before it reached the board") if before else None
        if self.struck is None:
            return None
        if stream_event.kind is Kind.BOUNCE:
            # What comes down at v has fallen v^2 / 2g.
            self.struck.top = max(self.struck.top, stream_event.speed * stream_event.speed / (2.0 * GRAVITY))
        elif stream_event.kind is Kind.WALL and stream_event.other == self.wall:
            return self.judge(stream_event, self.struck)
        else:
            return LOST.get(stream_event.kind)
        return None

    def judge(self, wall: StreamEvent, struck: Struck) -> Phrase:
        """Return what was wrong with a strike that reached the board, or silence."""
        wide = self.wide(wall.spot)
        away = distance(struck.start, self.mark)
        if away < self.table.min_distance:
            least = self.table.min_distance
            return phrase("from {m:.1f} m, too near: stand at least {least:.1f} m off", m=away, least=least)
        if not self.asks_for(struck.technique):
            return wrong_technique(struck.technique, self.table.technique)
        top = max(struck.top, float(wall.point[2]))
        if top > LOW:
            return phrase("{m:.1f} m off the ground, keep it down", m=top)
        if abs(wide) > self.table.within:
            return phrase("{m:.1f} m wide of the mark", m=abs(wide))
        return SILENCE

    def wide(self, spot: Spot) -> float:
        """Return the signed metres from the mark, along the board."""
        return (spot[0] - self.mark[0]) * self.along[0] + (spot[1] - self.mark[1]) * self.along[1]

    def given(self, player: int, spot: Spot) -> None:
        """Take in that the ball is back at the feet: no strike is on its way any more."""
        self.struck = None


class WallPassesObjective(BoardDrill):
    """An objective of clean contacts at the mark, in all or with each foot.

    They are clean with the technique asked for, kept low, within the tolerance of the mark, from far enough
    away.
    """

    def __init__(self, level: Level) -> None:
        super().__init__(level)
        self.clean = {1: 0, -1: 0}
        self.best_streak = 0

    def observe_one(self, stream_event: StreamEvent) -> None:
        """Judge every strike once, at the board or where it was lost."""
        before = self.struck
        fault = self.observe_ball(stream_event)
        if fault is None or before is None:
            return
        if stream_event.kind is not Kind.STRIKE:
            self.struck = None
        if fault:
            self.ended_badly(fault)
            return
        self.clean[before.foot] += 1
        self.ended_well(phrase("clean, {m:.1f} m from the mark", m=abs(self.wide(stream_event.spot))))
        self.best_streak = max(self.best_streak, self.streak)

    def ended_well(self, said: Phrase) -> None:
        """Count a clean contact; with a number for each foot, a foot that is done counts no further."""
        super().ended_well(said)
        if self.table.each_foot is not None:
            self.score = sum(min(count, self.table.each_foot) for count in self.clean.values())
            self.done = self.won = self.score >= (self.goal() or 0)

    def goal(self) -> int | None:
        """Return the number of clean contacts in all that wins."""
        each: int | None = self.table.each_foot
        count: int | None = self.table.count
        return count if each is None else 2 * each

    def tallies(self) -> tuple[Count, ...]:
        """Return a line for each foot, or one for both."""
        in_a_row = Count(phrase("clean in a row"), self.streak)
        if self.table.each_foot is None:
            return (Count(phrase("clean contacts"), self.score, self.table.count), in_a_row)
        feet = tuple(Count(name, self.clean[foot], self.table.each_foot) for foot, name in FEET.items())
        return (*feet, in_a_row)


class DribblePassReceiveObjective(BoardDrill):
    """Dribble a few yards, hit the mark, take the rebound before it stops; and again."""

    def __init__(self, level: Level) -> None:
        super().__init__(level)
        self.last: Spot | None = None
        """Place where the ball was touched last, on this dribble."""
        self.dribbled = 0.0
        self.rebound: int | None = None
        """Player who has a good pass to receive."""
        self.fault = SILENCE

    def observe_one(self, stream_event: StreamEvent) -> None:
        """Follow the dribble, the strike, the board and the rebound."""
        before = self.struck
        if stream_event.kind is Kind.DRIBBLE and stream_event.player in self.passers:
            self.carry_to(stream_event.spot)
        if stream_event.kind is Kind.STRIKE and stream_event.player in self.passers:
            self.carry_to(stream_event.spot)
            missed_rebound = self.rebound is not None
            self.rebound = None
            self.fault = self.too_short()
            self.dribbled, self.last = 0.0, None
            self.observe_ball(stream_event)
            if missed_rebound:
                self.ended_badly(phrase("struck again without taking the rebound"))
            elif before:
                self.ended_badly(phrase("struck again before it reached the board"))
            return
        if self.rebound is not None:
            self.receive(stream_event, self.rebound)
        elif stream_event.kind is Kind.CONTROL and self.struck is None:
            self.carry_to(stream_event.spot)
        fault = self.observe_ball(stream_event)
        if fault is None or before is None:
            return
        self.struck = None
        if fault or self.fault:
            self.ended_badly(fault or self.fault)
            if stream_event.kind is Kind.CONTROL:
                self.given(stream_event.player, stream_event.spot)
        else:
            self.rebound = min(self.passers) if len(self.passers) == 1 else -1
            self.said = phrase("now take the rebound")

    def receive(self, stream_event: StreamEvent, receiver: int) -> None:
        """Take in that a good pass is on its way back."""
        if stream_event.kind is Kind.CONTROL:
            self.rebound = None
            if receiver in (-1, stream_event.player):
                self.ended_well(phrase("dribbled, passed and received"))
            else:
                self.ended_badly(phrase("somebody else took the rebound"))
            self.given(stream_event.player, stream_event.spot)
        elif stream_event.kind in (Kind.STOPPED, Kind.OUT):
            self.rebound = None
            self.ended_badly(phrase("the rebound got away: move to meet it"))

    def too_short(self) -> Phrase:
        """Return what was wrong with the dribble, or silence."""
        if self.dribbled >= self.table.dribble:
            return SILENCE
        return phrase(
            "dribbled {m:.1f} m before the pass, {least:.1f} m are asked for",
            m=self.dribbled, least=self.table.dribble,
        )  # fmt: skip

    def carry_to(self, spot: Spot) -> None:
        """Take in a touch of the dribble at ``spot``."""
        if self.last is not None:
            self.dribbled += distance(self.last, spot)
        self.last = spot

    def given(self, player: int, spot: Spot) -> None:
        """Begin a new dribble here."""
        super().given(player, spot)
        self.rebound = None
        self.dribbled, self.last = 0.0, spot

    def goal(self) -> int | None:
        """Return the number of rounds that wins."""
        count: int = self.table.count
        return count

    def tallies(self) -> tuple[Count, ...]:
        """Return rounds, and rounds in a row."""
        return (Count(phrase("rounds"), self.score, self.table.count), Count(phrase("in a row"), self.streak))


def distance(a: Spot, b: Spot) -> float:
    """Return the metres between two points."""
    dx, dy = a[0] - b[0], a[1] - b[1]
    result: float = (dx * dx + dy * dy) ** 0.5
    return result
