"""A match that is told what happened, so that its laws can be tested without waiting for it."""

import numpy as np

from game.core.events import Events, Kind
from game.core.intents import Intents, Technique
from game.core.state import NOBODY, STEP_SECONDS
from game.rules.match.laws import MatchPhase
from game.rules.match.match import Match
from game.scenario.fixture import parse_fixture
from tests.rules.events import event, strike


def fixture(**keys: object):  # type: ignore[no-untyped-def]
    """A small match against weak computers, so that tests are quick."""
    sides = {name: {"strength": 1, **dict(keys.pop(name, {}))} for name in ("red", "blue")}  # type: ignore[call-overload]
    return parse_fixture({"a_side": 3, "minutes": 0.5, **sides, **keys}, "test")


class Told:
    """One match, its events posted by hand and its time passed with nobody wanting anything."""

    def __init__(self, seed: int = 0, **keys: object) -> None:
        self.match = Match(fixture(**keys), seed)
        self.world = self.match.world
        self.squad = self.match.lineup.squad
        self.idle = Intents.idle(1, self.squad.players)

    @property
    def phase(self) -> MatchPhase:
        return self.match.phase

    @property
    def kinds(self) -> list[str]:
        return [entry.kind for entry in self.match.log]

    def number(self, name: str) -> int:
        return self.squad.index(name)

    def wait(self, seconds: float) -> list[Events]:
        """Time goes by; returns the last step's events."""
        events: list[Events] = []
        for _ in range(round(seconds / STEP_SECONDS)):
            events = self.match.play_back(self.idle)
        return events

    def until(self, *phases: MatchPhase, ready: bool = False, most: float = 12.0) -> None:
        """Time goes by until the referee is there."""
        for _ in range(round(most / STEP_SECONDS)):
            restart = self.match.restart
            if self.phase in phases and (not ready or (restart is not None and restart.ready)):
                return
            self.match.play_back(self.idle)
        raise AssertionError(f"still {self.phase.name} after {most} s")

    def put(self, name: str, x: float, y: float) -> None:
        self.world.bodies.pos[0, self.number(name)] = (x, y)

    def ball(self, x: float, y: float, vx: float = 0.0, vy: float = 0.0) -> None:
        """A free ball."""
        ball = self.world.ball
        ball.pos[0] = (x, y, 0.0)
        ball.vel[0] = (vx, vy, 0.0)
        ball.holder[0] = ball.kicker[0] = NOBODY
        ball.hands[0] = False

    def holds(self, name: str) -> None:
        """The ball is at somebody's feet."""
        number = self.number(name)
        self.ball(*self.world.bodies.pos[0, number])
        self.world.ball.holder[0] = self.world.ball.last_touch[0] = number

    def take(self) -> str:
        """The restart that is under way is taken; returns by whom."""
        self.until(self.phase, ready=True)
        restart = self.match.restart
        assert restart is not None
        self.post(strike(restart.taker, restart.spot))
        assert self.phase is MatchPhase.PLAY
        return self.squad.ids[restart.taker]

    def kick_off(self) -> None:
        """In play, the ball free and far from everybody, and last touched by the other side's keeper."""
        taker = self.take()
        self.tell(Kind.DEFLECTION, "B1" if taker.startswith("R") else "R1")
        self.ball(0.0, 8.5)

    def post(self, *events: Events) -> None:
        """One step in which these happened."""
        self.world.step += 1
        for rows in events:
            if rows.kind is Kind.STRIKE:
                ball = self.world.ball
                ball.holder[0] = NOBODY
                ball.kicker[0] = ball.last_touch[0] = rows.player[0]
                ball.struck_step[0] = self.world.step
            elif rows.kind is not Kind.OUT and rows.player[0] != NOBODY:
                self.world.ball.last_touch[0] = rows.player[0]
        self.match.observe(events)

    def tell(
        self, kind: Kind, name: str | None = None, at: tuple[float, ...] = (0.0, 0.0), other: int = -1
    ) -> None:
        """Something happened."""
        self.post(event(kind, NOBODY if name is None else self.number(name), other, at))

    def strikes(
        self,
        name: str,
        at: tuple[float, float] = (0.0, 0.0),
        technique: Technique = Technique.PUSH,
        direction: float = 0.0,
        speed: float = 8.0,
    ) -> None:
        rows = strike(self.number(name), at, technique)
        rows.direction[0], rows.speed_off[0] = direction, speed
        self.world.ball.pos[0, :2] = at
        self.post(rows)


def distances(told: Told, spot: tuple[float, float], side: int) -> np.ndarray:
    """Metres of a side's players from a spot."""
    off = told.world.bodies.pos[0, told.squad.team == side] - np.array(spot)
    return np.asarray(np.sqrt((off * off).sum(axis=1)))
