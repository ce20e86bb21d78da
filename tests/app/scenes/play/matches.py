"""Small matches of people and computers that the tests of play share."""

from typing import Any

from game.app.scenes.play.match import MatchScene
from game.mind.attack.worker import InWorker
from game.rules.match.laws import MatchPhase
from game.scenario.fixture import Fixture, Side
from tests.app.drive import Drive

FRAME = 1 / 60
"""Seconds of a frame."""
COUNTED = 2.0
"""Seconds after which the count before play is over."""
BEGIN = InWorker.__init__
"""How a thinker begins that has a process of its own."""


def sides(red: str = "human1", blue: str = "human2") -> dict[str, Side]:
    return {
        "red": Side(name="Red", kit="red", control=red, strength=1),  # type: ignore[arg-type]
        "blue": Side(name="Blue", kit="blue", control=blue, strength=1),  # type: ignore[arg-type]
    }


def small(red: str = "human1", blue: str = "human2", **more: Any) -> Fixture:
    return Fixture(a_side=3, goals="small", minutes=1.0, **sides(red, blue), **more)


def nobody_beside(self: InWorker) -> None:
    """Begin as a thinker without a process of its own."""
    self._pool, self._pending, self._answers, self._lives = None, {}, {}, 0


def score(match: MatchScene, drive: Drive) -> None:
    """Let the ball roll over blue's line."""
    drive(COUNTED)
    match.match.dead.stage[0] = 0
    match.match.referees[0].phase = MatchPhase.PLAY
    match.match.referees[0].restart = None
    ball = match.match.world.ball
    ball.holder[0] = -1
    ball.pos[0] = (match.match.pitch.goals[1].x - 0.4, 0.0, 0.0)
    ball.vel[0] = (9.0, 0.0, 0.0)
    ball.last_touch[0] = ball.kicker[0] = 1
    for _ in range(60):
        drive(0.02)
        if match.match.score != (0, 0):
            return
