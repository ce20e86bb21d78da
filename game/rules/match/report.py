"""The report counts what each side did: passes, heels, disguise, shots, and how it lost the ball."""

from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from typing import Final

import numpy as np

from game.core.events import Kind
from game.core.intents import Technique
from game.core.maths import norm
from game.core.state import NOBODY, World
from game.mind.ai_team import AITeam
from game.mind.attack.formation import ATTACKS
from game.rules.common.event_stream import StreamEvent
from game.rules.match.fooled_defenders import PassReading, reading_of
from game.rules.match.laws import MatchPhase
from game.rules.match.referee import Referee
from game.scenario.lineup import Lineup

LOST_TO: Final = ("intercepted", "tackled", "miscontrolled", "out", "foul")
"""Ways to lose the ball. ``foul`` is to a law (offside, a second touch, held too long)."""
SHOT_WITHIN: Final = 20.0
"""Metres from the goal within which a hard ball at it is a shot."""
SHOT_SPEED: Final = 9.0
"""m/s off the foot from which a ball at the goal is a shot."""
LEAST_SLOPE: Final = 0.05
"""Least share of a ball's way that leads toward the goal line, for it to fly at the goal."""
MOUTH: Final = 0.4
"""Metres beside the posts that a shot's line may point."""


@dataclass(slots=True)
class BallFigures:
    """What was done with the ball, by one side or by both."""

    passes: int = 0
    completed: int = 0
    heels: int = 0
    """Passes that were played with the heel."""
    heels_completed: int = 0
    disguised: int = 0
    """Passes that got there through disguise (:mod:`game.rules.match.fooled_defenders`)."""
    shots: int = 0
    on_target: int = 0
    """Goals, and shots that a keeper had to stop."""
    saves: int = 0
    fouls: int = 0
    lost: dict[str, int] = field(default_factory=lambda: dict.fromkeys(LOST_TO, 0))
    """Times that the ball was lost, by the way in which it was."""

    def add(self, other: "BallFigures") -> None:
        """Add the figures of another side, or of another match."""
        for f in fields(BallFigures):
            if f.name != "lost":
                setattr(self, f.name, getattr(self, f.name) + getattr(other, f.name))
        for cause, times in other.lost.items():
            self.lost[cause] = self.lost.get(cause, 0) + times


@dataclass(slots=True)
class SideReport(BallFigures):
    """The figures of one side."""

    goals: int = 0
    """Goals for this side, others' own goals among them."""
    possession: float = 0.0
    """Share of the time in which the side had the ball; both together are 1."""


@dataclass(frozen=True, slots=True)
class MatchReport:
    """The figures of both sides."""

    red: SideReport
    blue: SideReport

    @property
    def sides(self) -> tuple[SideReport, SideReport]:
        """Red's and blue's figures."""
        return (self.red, self.blue)


@dataclass(slots=True)
class _Flight:
    """A ball that was struck and not touched since by anybody who counts."""

    passer: int
    heel: bool
    shot: bool
    at_goal: bool
    """Whether the ball flies between the posts."""
    start: tuple[float, float]
    reading: PassReading
    saved: bool = False
    """Whether a keeper has had the hands on the ball."""


class MatchFigureCounts:
    """The figures of one world, kept from its events."""

    def __init__(self, lineup: Lineup, number: int) -> None:
        self.lineup, self.number = lineup, number
        self.sides = (SideReport(), SideReport())
        self._had = [0, 0]
        self._side: int | None = None
        """The side that has the ball, or had it last."""
        self._cause = "miscontrolled"
        """The way in which the ball will have been lost, if the others get it now."""
        self._flight: _Flight | None = None
        self._scored = False

    def report(self, score: tuple[int, int]) -> MatchReport:
        """Return the figures so far."""
        total = max(sum(self._had), 1)
        for side, goals, had in zip(self.sides, score, self._had, strict=True):
            side.goals, side.possession = goals, had / total
        return MatchReport(*self.sides)

    def observe_step(self, world: World, phase: MatchPhase) -> None:
        """Take in, once a step, which side has the ball."""
        holder = int(world.ball.holder[self.number])
        if phase is MatchPhase.PLAY and holder != NOBODY:
            self._had[self._team(holder)] += 1

    def observe(self, world: World, ai_team: AITeam, phase: MatchPhase, seen: Sequence[StreamEvent]) -> None:
        """Take in a step's events; ``phase`` is what it was before them."""
        alive = phase is MatchPhase.PLAY
        for stream_event in seen:
            kind = stream_event.kind
            if kind is Kind.STRIKE and (alive or self._may_strike(world, stream_event)):
                alive = True
                self._struck(world, ai_team, stream_event)
            elif alive and kind is Kind.GOAL:
                self._goal(stream_event)
                alive = False
            elif alive:
                self._happened(world, stream_event)
                alive = kind not in (Kind.OUT, Kind.FOUL)

    def given(self, referee: Referee) -> None:
        """Take in that the referee has stopped the game, and to whom the ball was given."""
        if referee.given is None:
            return
        (restart_side, foul), referee.given = referee.given, None
        flight, self._flight = self._flight, None
        if restart_side is None:
            self._side = None
            return
        if self._side is not None and self._side != restart_side and not (flight and flight.shot):
            self.sides[self._side].lost["foul" if foul else "out"] += 1
        self._side, self._cause = restart_side, "miscontrolled"

    def lose(self, cause: str) -> None:
        """Take in that the side with the ball has just lost it to a law or a line."""
        if self._side is not None:
            self.sides[self._side].lost[cause] += 1
        self._side, self._flight = None, None

    def take_over(self, lineup: Lineup, side: int) -> None:
        """Take in that other players play from now on; ``side`` has the ball."""
        self.lineup, self._side, self._flight = lineup, side, None

    def _may_strike(self, world: World, strike: StreamEvent) -> bool:
        return int(world.ball.kicker[self.number]) == strike.player

    def _team(self, player: int) -> int:
        return int(self.lineup.squad.team[player])

    def _struck(self, world: World, ai_team: AITeam, strike: StreamEvent) -> None:
        """Take in that a foot met the ball: a pass played at once is a pass received."""
        side = self._team(strike.player)
        self._gets(world, strike.player, at_once=True)
        at_goal, shot = self._at_goal(strike, side)
        heel = strike.technique is Technique.BACKHEEL
        reading = reading_of(world, ai_team, self.number, strike.player, strike.direction)
        self._flight = _Flight(strike.player, heel, shot, at_goal, strike.spot, reading)
        report = self.sides[side]
        if shot:
            report.shots += 1
        else:
            report.passes += 1
            report.heels += heel
        self._cause = "intercepted"

    def _at_goal(self, strike: StreamEvent, side: int) -> tuple[bool, bool]:
        """Return whether a strike points between the posts, and whether it is a shot."""
        goals = self.lineup.pitch.goals
        if not goals:
            return False, False
        goal, way = goals[1 - side], ATTACKS[side]
        x, y = strike.spot
        ahead = (goal.x - x) * way
        slope = np.cos(strike.direction) * way
        if ahead <= 0.0 or slope <= LEAST_SLOPE:
            return False, strike.technique is Technique.SHOT
        at = y + ahead * np.sin(strike.direction) / slope
        half = 0.5 * goal.width
        shot = ahead < SHOT_WITHIN and abs(at) < half + MOUTH and strike.speed_off > SHOT_SPEED
        return bool(abs(at) < half), bool(shot or strike.technique is Technique.SHOT)

    def _happened(self, world: World, stream_event: StreamEvent) -> None:
        kind, who = stream_event.kind, stream_event.player
        if kind in (Kind.CONTROL, Kind.CATCH, Kind.DRIBBLE):
            self._gets(world, who)
        elif kind is Kind.PARRY:
            self._saved(who)
        elif kind is Kind.MISCONTROL:
            if self._side == self._team(who):
                self._cause = "miscontrolled"
        elif kind is Kind.DEFLECTION:
            if self.lineup.squad.keeper[who]:
                self._saved(who)
        elif kind is Kind.TACKLE:
            if self._side != self._team(who):
                self._cause = "tackled"
        elif kind is Kind.FOUL:
            self.sides[self._team(who)].fouls += 1

    def _gets(self, world: World, player: int, at_once: bool = False) -> None:
        """Take in that ``player`` has the ball, or strikes it ``at_once``."""
        side = self._team(player)
        flight, self._flight = self._flight, None
        if flight is not None and flight.passer != player:
            mates = self._team(flight.passer) == side
            if mates and not flight.shot:
                self._completed(world, flight, player, side)
            elif not mates and flight.at_goal and self.lineup.squad.keeper[player] and not at_once:
                self._save(flight, side)
        if self._side is not None and side != self._side and not (flight is not None and flight.shot):
            self.sides[self._side].lost[self._cause] += 1
        self._side, self._cause = side, "miscontrolled"

    def _completed(self, world: World, flight: _Flight, player: int, side: int) -> None:
        report = self.sides[side]
        report.completed += 1
        report.heels_completed += flight.heel
        start = np.array(flight.start)
        length = float(norm(world.ball.pos[self.number, :2] - start))
        report.disguised += flight.reading.along.size > 0 and flight.reading.fooled(player, length)

    def _saved(self, keeper: int) -> None:
        flight = self._flight
        if flight is not None and flight.at_goal and self._team(flight.passer) != self._team(keeper):
            self._save(flight, self._team(keeper))

    def _save(self, flight: _Flight, side: int) -> None:
        if not flight.saved:
            flight.saved = True
            self.sides[side].saves += 1
            self._on_target(flight, 1 - side)

    def _on_target(self, flight: _Flight, side: int) -> None:
        """Count a ball that went in, or that only a keeper kept out, as a shot, whatever it was meant for."""
        report = self.sides[side]
        report.on_target += 1
        if not flight.shot:
            flight.shot = True
            report.shots += 1
            report.passes -= 1
            report.heels -= flight.heel

    def _goal(self, goal: StreamEvent) -> None:
        """Count a goal for the side whose goal it isn't; an own goal is nobody's shot."""
        side, flight = 1 - goal.other, self._flight
        self._flight, self._side = None, None
        if flight is None:
            if goal.player != NOBODY and self._team(goal.player) == side:
                self.sides[side].shots += 1  # carried over the line
                self.sides[side].on_target += 1
        elif self._team(flight.passer) == side:
            if flight.saved:
                self.sides[1 - side].saves -= 1  # the keeper didn't, after all
            else:
                self._on_target(flight, side)
