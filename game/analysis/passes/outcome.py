"""What became of each pass: one outcome a world, told from events alone."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from game.analysis.passes.defender_log import DefenderLog
from game.core.events import Events, Kind, Strike
from game.core.maths import Floats, Ints, unit
from game.core.state import NOBODY, Rows, Squad, View
from game.mind.defence.defenders import Defenders


class Outcome(IntEnum):
    """How a pass ended."""

    OPEN = 0
    COMPLETED = 1
    COMPLETED_OTHER = 2
    INTERCEPTED = 3
    MISCONTROLLED = 4
    OUT = 5
    TACKLED = 6
    SHORT = 7


CAME_OFF = (Outcome.COMPLETED, Outcome.COMPLETED_OTHER)
"""A team-mate has it; of a shot, it is in."""
COUNTED = tuple(o for o in Outcome if o is not Outcome.OPEN)
FIGURES = (
    "speed_off_foot",
    "speed_on_arrival",
    "direction_error_deg",
    "loft_deg",
    "seconds_to_contact",
    "seconds_to_end",
)
HELD = (Kind.CONTROL, Kind.CATCH)
TOUCHES = (*HELD, Kind.MISCONTROL, Kind.DEFLECTION, Kind.PARRY)
DEGREES = 57.29577951308232


@dataclass(slots=True)
class OutcomeCounts:
    """The bookkeeping of a batch of passes, a row a world."""

    squad: Squad
    passer: int
    target: Ints
    """``(worlds,)`` player number, or NOBODY where the target is a point."""
    outcome: npt.NDArray[np.int64]
    by: Ints
    """Who won the ball off the passing side, or NOBODY."""
    struck: npt.NDArray[np.bool_]
    figures: dict[str, Floats]
    """NaN where a figure does not apply."""
    defender_log: DefenderLog
    shot: npt.NDArray[np.bool_]
    """``(worlds,)`` where a goal is what it is for: ``COMPLETED`` then means that it went in."""

    @classmethod
    def of(
        cls, squad: Squad, passer: int, target: Ints, shot: npt.NDArray[np.bool_] | None = None
    ) -> "OutcomeCounts":
        """Return counts of nothing yet; they are passes, unless ``shot`` says where it is for goal."""
        worlds = len(target)
        return cls(
            squad=squad,
            passer=passer,
            target=target,
            outcome=np.zeros(worlds, dtype=np.int64),
            by=np.full(worlds, NOBODY, dtype=np.int64),
            struck=np.zeros(worlds, dtype=np.bool_),
            figures={name: np.full(worlds, np.nan) for name in FIGURES},
            defender_log=DefenderLog.of(squad, passer, worlds),
            shot=np.zeros(worlds, dtype=np.bool_) if shot is None else shot,
        )

    def observe(
        self,
        happened: Sequence[Events],
        worlds: Rows,
        seconds: float,
        view: View,
        defenders: Defenders | None,
    ) -> None:
        """Take in a step's events; ``worlds`` maps the batch's rows to the tally's."""
        self.defender_log.observe(view, worlds, self.outcome[worlds] == Outcome.OPEN)
        for events in happened:
            rows = worlds[events.world]
            if isinstance(events, Strike):
                self._strike(events, rows, seconds, view, defenders)
            elif events.kind in TOUCHES:
                self._touch(events, rows, seconds)
            elif events.kind is Kind.GOAL:
                into = self.shot[rows] & self.struck[rows] & (events.other != self.squad.team[self.passer])
                self._end(rows[into], Outcome.COMPLETED, seconds)
            elif events.kind is Kind.TACKLE:
                lost = self.squad.team[events.player] != self.squad.team[self.passer]
                self._end(rows[lost], Outcome.TACKLED, seconds, events.player[lost])
            elif events.kind is Kind.OUT:
                self._end(rows, Outcome.OUT, seconds)
            elif events.kind is Kind.STOPPED:
                self._end(rows, Outcome.SHORT, seconds)

    def close(self, rows: Rows, seconds: float) -> None:
        """Note that time is up: what is still open went nowhere."""
        self._end(rows, Outcome.SHORT, seconds)

    def _strike(
        self, events: Strike, rows: Rows, seconds: float, view: View, defenders: Defenders | None
    ) -> None:
        first = (events.player == self.passer) & ~self.struck[rows] & (self.outcome[rows] == Outcome.OPEN)
        rows = rows[first]
        self.struck[rows] = True
        self.figures["speed_off_foot"][rows] = events.speed_off[first]
        self.figures["direction_error_deg"][rows] = DEGREES * events.direction_error[first]
        self.figures["loft_deg"][rows] = DEGREES * events.loft[first]
        self.figures["seconds_to_contact"][rows] = seconds
        origin, line = events.point[first, :2], unit(events.direction[first])
        self.defender_log.observe_contact(view, events.world[first], rows, origin, line, defenders)

    def _touch(self, events: Events, rows: Rows, seconds: float) -> None:
        team = self.squad.team
        ours = team[events.player] == team[self.passer]
        own = events.player == self.passer
        struck = self.struck[rows]
        control = events.kind in HELD
        target = self.target[rows]
        wanted = (target == NOBODY) | (events.player == target)
        shot = self.shot[rows]
        if control:
            self._end(rows[ours & struck & shot], Outcome.SHORT, seconds)
        grazed = shot & (ours | (events.kind is Kind.DEFLECTION))  # and may go in yet
        mates = ours & ~own & struck & ~shot & (self.outcome[rows] == Outcome.OPEN)
        self.figures["speed_on_arrival"][rows[mates]] = events.speed[mates]
        if control:
            self._end(rows[mates & wanted], Outcome.COMPLETED, seconds)
            self._end(rows[mates & ~wanted], Outcome.COMPLETED_OTHER, seconds)
            self._end(rows[own & struck], Outcome.SHORT, seconds)
        else:
            self._end(rows[mates], Outcome.MISCONTROLLED, seconds)
        theirs = ~ours & struck & ~grazed
        self._end(rows[theirs], Outcome.INTERCEPTED, seconds, events.player[theirs])
        early = ~ours & ~struck
        self._end(rows[early], Outcome.TACKLED, seconds, events.player[early])

    def _end(self, rows: Rows, outcome: Outcome, seconds: float, by: Ints | None = None) -> None:
        still = self.outcome[rows] == Outcome.OPEN
        rows = rows[still]
        self.outcome[rows] = outcome
        self.figures["seconds_to_end"][rows] = seconds
        if by is not None:
            self.by[rows] = by[still]
