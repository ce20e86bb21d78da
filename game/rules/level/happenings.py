"""Events become what a sentence speaks of: passes, carries, looks, and the moment of each."""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from game.core.events import Events, Kind
from game.core.intents import Technique
from game.core.maths import Bools, Floats, dot, heading, norm, unit, wrap
from game.core.state import NOBODY, World
from game.mind.ai_team import AITeam
from game.mind.attack.formation import ATTACKS
from game.rules.common.event_stream import StreamEvent, event_stream
from game.rules.match.fooled_defenders import BEHIND, MOVES_AT, SHARE, PassReading, reading_of
from game.rules.match.offside import second_last

Spot = tuple[float, float]

LOOKS_WITHIN = 0.30
"""Radians off the gaze within which a player is looked at: the sharp middle of the eyes."""
OFF_THE_BALL = 1.05
"""Radians off the ball from which the eyes are away from it."""
REMEMBERED = 361
"""Steps for which looks are kept: three seconds before a strike, and its flight."""
GONE_PAST = 0.4
"""Metres behind an opponent from which the carrier has gone past."""
WITHIN_REACH = 2.0
"""Metres from an opponent within which the carrier passes, and doesn't just run elsewhere."""


@dataclass(slots=True)
class StrikeMoment:
    """A strike, and how everything stood."""

    step: int
    player: int
    technique: Technique
    foot: int
    spot: Spot
    speed: float
    swing: float
    body_speed: float
    touches: int
    pos: Floats
    vel: Floats
    offside: frozenset[int]
    reading: PassReading | None
    led_by: "StrikeMoment | None"
    """The team-mate's pass that the strike followed."""
    moved: float
    """Metres by which the opponent who was drawn furthest was drawn."""
    top: float = 0.0
    path: list[Spot] = field(default_factory=list)

    def fooled(self, receiver: int, length: float) -> int:
        """Return how many opponents by the ball's way believed in something else and hadn't set off."""
        reading = self.reading
        if reading is None or not len(reading.along):
            return 0
        near = (reading.along < length + 1.0) & (reading.along > -BEHIND)
        wrong = reading.elsewhere[:, receiver] >= SHARE
        return int((near & wrong & (reading.started <= MOVES_AT)).sum())


@dataclass(slots=True)
class Happening:
    """An event that a sentence may count, or the end of a chain.

    ``ends`` is one of lost, out, short, tackled and heavy.
    """

    event: str
    step: int
    by: int = NOBODY
    to: int = NOBODY
    spot: Spot = (0.0, 0.0)
    strike: StrikeMoment | None = None
    arrives: float = 0.0
    """m/s of the ball at the first touch."""
    wall: int = NOBODY
    ends: str = ""
    side: int = -1
    """The team for which a goal counts."""


class GoWatch:
    """The watch over what goes on in one world, told a step at a time."""

    def __init__(self, teams: np.ndarray, passers: frozenset[int]) -> None:
        self.teams, self.passers = teams, passers
        self.looked: deque[tuple[Bools, Bools]] = deque(maxlen=REMEMBERED)
        """Each step's looks, the newest last: ``(players, players)`` who looked at whom, and ``(players,)``
        whose eyes were off the ball."""
        self.begin()

    def begin(self) -> None:
        """Begin a new go: nothing has been struck."""
        self.under_way: StrikeMoment | None = None
        self.last_pass: StrikeMoment | None = None
        self.touches = (NOBODY, 0)
        self.side: int | None = None
        self.places: Floats | None = None
        self.before: set[tuple[int, int]] = set()
        self.looked.clear()

    def observe(self, world: World, events: Sequence[Events], ai_team: AITeam | None) -> list[Happening]:
        """Return what happened in the step that has just been made, in order."""
        if self.places is None:
            self.places = world.bodies.pos[0].copy()
        self._look(world)
        found: list[Happening] = []
        if self.under_way is not None:
            self.under_way.top = max(self.under_way.top, float(world.ball.pos[0, 2]))
        for stream in event_stream(events):
            found += self._one(world, stream, ai_team)
        holder = int(world.ball.holder[0])
        if holder != NOBODY:
            self.side = int(self.teams[holder])
            found += self._gone_past(world, holder)
        return found

    def _look(self, world: World) -> None:
        bodies, ball = world.bodies, world.ball.pos[0, :2]
        pos, gaze = bodies.pos[0], bodies.gaze[0]
        to = heading(pos[None] - pos[:, None])
        seen = np.abs(wrap(to - gaze[:, None])) < LOOKS_WITHIN
        np.fill_diagonal(seen, False)
        away = np.abs(wrap(heading(ball - pos) - gaze)) > OFF_THE_BALL
        self.looked.append((seen, away))

    def _one(self, world: World, stream: StreamEvent, ai_team: AITeam | None) -> list[Happening]:
        kind, who, step = stream.kind, stream.player, world.step
        if kind is Kind.STRIKE:
            return self._struck(world, stream, ai_team)
        if kind is Kind.CANCEL:
            return [Happening("fake", step, who, self._aimed_at(world, who), stream.spot)]
        if kind is Kind.GOAL:
            return [self._goal(stream, step)]
        if kind is Kind.DRIBBLE:
            self._touch(who)
        elif kind in (Kind.CONTROL, Kind.CATCH):
            self._touch(who)
            return self._got(world, stream)
        elif kind is Kind.MISCONTROL:
            self._touch(who)
            if self.under_way is not None and self._mates(who, self.under_way.player):
                return [Happening("", step, who, spot=stream.spot, arrives=stream.speed, ends="heavy")]
        elif kind is Kind.TACKLE and stream.other != NOBODY and not self._mates(who, stream.other):
            self.under_way, self.last_pass, self.side = None, None, int(self.teams[who])
            lost = Happening("", step, stream.other, who, stream.spot, ends="tackled")
            return [lost, Happening("win", step, who, spot=stream.spot)]
        elif kind in (Kind.WALL, Kind.POST, Kind.DEFLECTION):
            return self._on_its_way(stream, step)
        elif kind is Kind.OUT:
            self.under_way = None
            return [Happening("", step, who, spot=stream.spot, ends="out")]
        elif kind is Kind.STOPPED and self.under_way is not None:
            return [Happening("", step, who, spot=stream.spot, ends="short")]
        return []

    def _on_its_way(self, stream: StreamEvent, step: int) -> list[Happening]:
        strike = self.under_way
        if strike is None:
            return []
        strike.path.append(stream.spot)
        strike.top = max(strike.top, stream.point[2])
        if stream.kind is not Kind.WALL:
            return []
        return [Happening("board", step, strike.player, spot=stream.spot, strike=strike, wall=stream.other)]

    def _struck(self, world: World, stream: StreamEvent, ai_team: AITeam | None) -> list[Happening]:
        who, found = stream.player, []
        before = self.under_way
        if before is not None and before.player != who:
            # Played on first time: whoever struck it had received it.
            found += self._arrived(world, who, stream.spot, stream.speed, before)
        self._touch(who)
        led_by = self.last_pass if self.last_pass and self._mates(self.last_pass.player, who) else None
        strike = StrikeMoment(
            step=world.step,
            player=who,
            technique=stream.technique,
            foot=stream.foot,
            spot=stream.spot,
            speed=stream.speed_off,
            swing=stream.backswing,
            body_speed=float(norm(world.bodies.vel[0, who])),
            touches=self.touches[1],
            pos=world.bodies.pos[0].copy(),
            vel=world.bodies.vel[0].copy(),
            offside=self._offside(world, who),
            reading=None if ai_team is None else reading_of(world, ai_team, 0, who, stream.direction),
            led_by=led_by,
            moved=self.moved_now(world, who),
            path=[stream.spot],
        )
        self.under_way, self.side = strike, int(self.teams[who])
        return [*found, Happening("strike", world.step, who, spot=stream.spot, strike=strike)]

    def _got(self, world: World, stream: StreamEvent) -> list[Happening]:
        who, strike, step = stream.player, self.under_way, world.step
        side, self.side = self.side, int(self.teams[who])
        if strike is None:
            if side is not None and side != self.side:
                lost = Happening("", step, who, who, stream.spot, ends="lost")
                return [lost, Happening("win", step, who, spot=stream.spot)]
            return [Happening("receive", step, who, spot=stream.spot, arrives=stream.speed)]
        return self._arrived(world, who, stream.spot, stream.speed, strike)

    def _arrived(
        self, world: World, who: int, spot: Spot, speed: float, strike: StrikeMoment
    ) -> list[Happening]:
        """Return that a ball which was struck has come to a player."""
        step, self.under_way = world.step, None
        strike.path.append(spot)
        if not self._mates(who, strike.player):
            self.last_pass = None
            lost = Happening("", step, strike.player, who, spot, strike, ends="lost")
            return [lost, Happening("win", step, who, spot=spot, strike=strike)]
        found = []
        if who in strike.offside:
            found.append(Happening("offside", step, who, who, spot, strike))
        if who != strike.player:
            self.last_pass = strike
            found.append(Happening("pass", step, strike.player, who, spot, strike, speed))
        return [*found, Happening("receive", step, who, who, spot, strike, speed)]

    def _goal(self, stream: StreamEvent, step: int) -> Happening:
        side = 1 - stream.other
        strike = self.under_way
        by = stream.player
        if strike is not None and int(self.teams[strike.player]) == side:
            by = strike.player
        if by == NOBODY or int(self.teams[by]) != side:
            players = np.flatnonzero(self.teams == side)
            by = int(players[0]) if players.size else NOBODY
        return Happening("goal", step, by, spot=stream.spot, strike=strike, side=side)

    def _gone_past(self, world: World, holder: int) -> list[Happening]:
        """Return the opponents whom the carrier has gone past."""
        pos, way = world.bodies.pos[0], ATTACKS[int(self.teams[holder])]
        gap = pos - pos[holder]
        near = np.flatnonzero((self.teams != self.teams[holder]) & (norm(gap) < WITHIN_REACH))
        found = []
        for other in near:
            key = (holder, int(other))
            ahead = float(gap[other, 0]) * way
            if ahead > 0.0:
                self.before.add(key)
            elif ahead < -GONE_PAST and key in self.before:
                self.before.discard(key)
                spot = (float(pos[holder, 0]), float(pos[holder, 1]))
                found.append(Happening("beat", world.step, holder, int(other), spot))
        return found

    def _touch(self, who: int) -> None:
        last, count = self.touches
        self.touches = (who, count + 1 if last == who else 1)

    def _mates(self, one: int, other: int) -> bool:
        return bool(self.teams[one] == self.teams[other])

    def _aimed_at(self, world: World, who: int) -> int:
        """Return the team-mate whom a kick was most nearly for."""
        aim = world.hidden.aim[0, who]
        ball = world.ball.pos[0, :2]
        mates = [n for n in range(len(self.teams)) if n != who and self._mates(n, who)]
        if not mates or np.isnan(aim).any():
            return NOBODY
        way = heading((aim - ball)[None])
        off = np.abs(wrap(heading(world.bodies.pos[0, mates] - ball) - way))
        return mates[int(np.argmin(off))]

    def moved_now(self, world: World, who: int) -> float:
        """Return the metres by which an opponent was drawn since the go began, the furthest of all."""
        if self.places is None:
            return 0.0
        others = self.teams != self.teams[who]
        return float(norm(world.bodies.pos[0] - self.places)[others].max()) if others.any() else 0.0

    def _offside(self, world: World, passer: int) -> frozenset[int]:
        side = int(self.teams[passer])
        ahead = world.bodies.pos[0, :, 0] * ATTACKS[side]
        line = second_last(ahead[self.teams != side])
        ball = float(world.ball.pos[0, 0]) * ATTACKS[side]
        beyond = (self.teams == side) & (ahead > line) & (ahead > ball) & (ahead > 0.0)
        return frozenset(int(p) for p in np.flatnonzero(beyond) if p != passer)


def along_run(strike: StrikeMoment, receiver: int, team: int, spot: Spot) -> float:
    """Return the metres that a ball was received ahead of where the receiver stood.

    They count along the receiver's run or attack.
    """
    run, at = strike.vel[receiver], strike.pos[receiver]
    way = unit(heading(run[None]))[0] if norm(run) > 1.0 else np.array((ATTACKS[team], 0.0))
    return float(dot(np.array(spot) - at, way))
