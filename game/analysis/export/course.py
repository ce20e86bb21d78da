"""The course of a game for exports: periods, clock, phase, score, positions, what became of each ball."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Final

from game.analysis.replay.bookmarks import GOOD, Kick, Mark, Outcome, kicks, marks_of
from game.core.events import Events, Kind
from game.core.intents import Technique
from game.core.pitch import Pitch
from game.core.state import NOBODY, STEP_SECONDS, World
from game.mind.attack.formation import ATTACKS
from game.rules.common.event_stream import StreamEvent, event_stream
from game.rules.common.playable import Playable
from game.rules.match.laws import MatchPhase
from game.rules.match.match import Match
from game.rules.match.rondo import Rondo, RondoPhase

Team = tuple[tuple[str, ...], tuple[int, ...]]
"""Ids and sides (0 red, 1 blue) of everybody on the pitch, by number."""

IFAB: Final = {
    "goal_width": 7.32, "goal_height": 2.44, "six_yard_width": 18.32, "six_yard_length": 5.5,
    "penalty_area_width": 40.32, "penalty_area_length": 16.5, "circle_radius": 9.15, "corner_radius": 1.0,
    "penalty_spot_distance": 11.0, "penalty_arc_radius": 9.15,
}  # fmt: skip
"""Metres, on a pitch of 105 by 68."""
_FULL: Final = (105.0, 68.0)
_CIRCLE: Final = (3.0, 0.14)
"""The centre circle as the game draws it: metres at most, and share of the width."""
_DEEP, _HIGH = -0.25, 0.15
"""Shares of half the length, toward the other goal: behind is defence, beyond is attack."""


@dataclass(frozen=True, slots=True)
class Moment:
    """How a game stands after a step."""

    period: int
    """1 and 2 are a match's halves, 3 its golden goal."""
    clock: float
    """Seconds played in this period: it stands while the ball is dead."""
    phase: str
    """``play``, or what is there instead: a restart's name, ``goal``, ``half_time`` and the like."""
    live: bool
    """Whether the ball is in play."""
    score: tuple[int, int]
    """Red's and blue's goals; a rondo's points; nothing in a level."""
    side: int
    """Whose ball it is, 0 or 1."""
    taker: int
    """Who may take the restart now, or NOBODY."""


@dataclass(frozen=True, slots=True)
class StruckBall:
    """A ball that was struck, and what became of it."""

    step: int
    end: int
    player: str
    team: int
    technique: Technique
    foot: int
    """1 right, -1 left."""
    at: tuple[float, float]
    outcome: Outcome
    to: str
    """Who had it then; empty for nobody."""
    restart: str
    """The restart that it took, ``corner`` and so on; empty in open play."""
    saved: bool
    """Whether a keeper's hands met it."""
    frame: bool
    """Whether it met the frame of the goal."""
    blocked: bool
    """Whether an opponent's body met it."""
    own_goal: bool
    goal: bool
    """Whether a goal was given for it."""

    @property
    def completed(self) -> bool:
        """Whether a team-mate had it next."""
        return self.outcome == "completed"

    @property
    def came_off(self) -> bool:
        """Whether it did what it was for."""
        return self.outcome in GOOD


@dataclass
class Course:
    """Grows step by step while a replay is played back."""

    moments: list[Moment] = field(default_factory=list)
    """After each step, the first before any."""
    teams: list[Team] = field(default_factory=list)
    marks: list[Mark] = field(default_factory=list)
    seen: list[tuple[int, Team, StreamEvent]] = field(default_factory=list)
    """Everything that happened: its step, who was who, and what."""
    offside: set[int] = field(default_factory=set)
    """Steps in which offside was given."""

    def state(self, playable: Playable) -> None:
        """Take in how the match stands now."""
        before = self.moments[-1].side if self.moments else 0
        self.moments.append(moment_of(playable, before))
        squad = playable.world.squad
        team = (squad.ids, tuple(int(side) for side in squad.team))
        self.teams.append(self.teams[-1] if self.teams and self.teams[-1] == team else team)
        if isinstance(playable, Match) and len(playable.log) and playable.log[-1].kind == "offside":
            self.offside.add(round(playable.log[-1].seconds / STEP_SECONDS))

    def events(self, events: Sequence[Events], step: int) -> None:
        """Take in what happened in the step before which :meth:`state` was asked last."""
        team = self.teams[-1]
        self.marks += marks_of(step, events, team[1])
        self.seen += [(step, team, one) for one in event_stream(events)]

    @property
    def periods(self) -> list[dict[str, Any]]:
        """First and last step of each period, both included."""
        found: list[dict[str, Any]] = []
        for step, moment in enumerate(self.moments):
            if not found or found[-1]["number"] != moment.period:
                found.append({"number": moment.period, "first_step": step, "last_step": step})
            found[-1]["last_step"] = step
            found[-1]["seconds_played"] = round(moment.clock, 4)
        return found

    def struck(self) -> list[StruckBall]:
        """Return every ball struck in play or to take a restart, in order."""
        feet = {(step, one.player): (team, one) for step, team, one in self.seen if one.kind is Kind.STRIKE}
        out = []
        for kick in kicks(self.marks):
            team, foot = feet[kick.step, kick.player]
            before = self.moments[kick.step - 1]
            if before.live or before.taker == kick.player:
                out.append(self._one(kick, team, foot, "" if before.live else before.phase))
        return out

    def _one(self, kick: Kick, team: Team, foot: StreamEvent, restart: str) -> StruckBall:
        side = team[1][kick.player]
        met = self._between(kick.step, kick.end)
        bodies = [one.player for one in met if one.kind is Kind.DEFLECTION and one.player >= 0]
        goal = kick.outcome == "goal" and self.scored(kick.end) >= 0
        return StruckBall(
            step=kick.step,
            end=kick.end,
            player=team[0][kick.player],
            team=side,
            technique=kick.technique,
            foot=foot.foot,
            at=foot.spot,
            outcome=kick.outcome if kick.outcome != "goal" or goal else "out",
            to=team[0][kick.to] if kick.to >= 0 else "",
            restart=restart,
            saved=any(one.kind in (Kind.CATCH, Kind.PARRY) for one in met),
            frame=any(one.kind is Kind.POST for one in met),
            blocked=any(team[1][player] != side for player in bodies),
            own_goal=goal and self.scored(kick.end) != side,
            goal=goal and self.scored(kick.end) == side,
        )

    def _between(self, step: int, end: int) -> list[StreamEvent]:
        """Return what happened after a step, up to another and in it."""
        first = bisect_right(self.seen, step, key=lambda row: row[0])
        last = bisect_right(self.seen, end, key=lambda row: row[0])
        return [one for _, _, one in self.seen[first:last]]

    def scored(self, step: int) -> int:
        """Return the side that a goal was given to in a step, or -1."""
        if not 0 < step < len(self.moments):
            return -1
        before, after = self.moments[step - 1].score, self.moments[step].score
        return next((side for side in (0, 1) if after[side] > before[side]), -1)


def moment_of(playable: Playable, before: int = 0) -> Moment:
    """Return how a game stands; ``before`` is whose ball it was."""
    world = playable.world
    side = _side(world, before)
    if isinstance(playable, Match):
        restart, live = playable.restart, playable.phase is MatchPhase.PLAY
        taker = restart.taker if restart is not None and restart.ready else NOBODY
        side = restart.side if restart is not None and not live else side
        clock = playable.referees[0].played * STEP_SECONDS
        return Moment(playable.half, clock, playable.phase.name.lower(), live, playable.score, side, taker)
    if isinstance(playable, Rondo):
        live = playable.phase in (RondoPhase.READY, RondoPhase.PLAY)
        return Moment(1, playable.played, playable.phase.name.lower(), live, playable.score, side, NOBODY)
    x, y = (float(part) for part in world.ball.pos[0, :2])
    inside = abs(x) <= 0.5 * playable.pitch.length and abs(y) <= 0.5 * playable.pitch.width
    return Moment(1, world.seconds, "play" if inside else "out", inside, (0, 0), side, NOBODY)


def _side(world: World, before: int) -> int:
    for player in (int(world.ball.holder[0]), int(world.ball.last_touch[0])):
        if player != NOBODY:
            return int(world.squad.team[player])
    return before


def positions(playable: Playable) -> dict[str, str]:
    """Return where everybody plays, by id: GK, D, M or A.

    They are empty where nobody says so, as in a level or a rondo.
    """
    squad = playable.world.squad
    if not isinstance(playable, Match):
        return dict.fromkeys(squad.ids, "")
    out = {}
    for player, name in enumerate(squad.ids):
        forward = ATTACKS[int(squad.team[player])] * float(playable.lineup.shape[player, 0])
        line = "D" if forward < _DEEP else "A" if forward > _HIGH else "M"
        out[name] = "GK" if squad.keeper[player] else line
    return out


def sizes(pitch: Pitch) -> dict[str, float]:
    """Return goals, boxes and circle of a pitch in metres, under the names that kloppy has for them.

    The goal and the area in which its keeper may use the hands are the pitch's own; lines that this game
    doesn't know stand in proportion to them, and without goals all of it in proportion to the pitch.
    """
    along, across = pitch.length / _FULL[0], pitch.width / _FULL[1]
    out = {}
    for name, metres in IFAB.items():
        out[name] = metres * (across if name.endswith("width") else along)
    if pitch.goals:
        goal = pitch.goals[0]
        out["goal_width"], out["goal_height"] = goal.width, goal.height
        if goal.area > 0.0:
            share = goal.area / IFAB["penalty_area_length"]
            for name in ("six_yard_length", "penalty_area_length", "penalty_spot_distance"):
                out[name] = share * IFAB[name]
            out["penalty_area_width"] = min(2.0 * goal.area, pitch.width)
            out["penalty_arc_radius"] = share * IFAB["penalty_arc_radius"]
        between = (IFAB["six_yard_width"] - IFAB["goal_width"]) / (
            IFAB["penalty_area_width"] - IFAB["goal_width"]
        )
        out["six_yard_width"] = out["goal_width"] + between * (out["penalty_area_width"] - out["goal_width"])
    out["circle_radius"] = min(_CIRCLE[0], _CIRCLE[1] * pitch.width)
    return {name: round(metres, 4) for name, metres in out.items()}
