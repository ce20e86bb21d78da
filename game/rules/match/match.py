"""A match takes everybody's wishes and gives football, a step at a time, in any number of worlds."""

from collections.abc import Iterable
from dataclasses import replace

import numpy as np

from game.core.events import Events
from game.core.intents import Intents
from game.core.maths import Bools, found, heading
from game.core.state import NOBODY, STEP_SECONDS, View, World
from game.mind.ai_team import AITeam
from game.rules.common.event_stream import by_world
from game.rules.common.playable import BallStatus, RestartLaws, SetUp
from game.rules.match.contest import Contest, score_words
from game.rules.match.laws import MatchPhase, laws_of, steps
from game.rules.match.referee import LogEntry, Referee
from game.rules.match.report import MatchFigureCounts, MatchReport
from game.rules.match.restart_laws import DeadBallLaws
from game.rules.match.restart_places import Restart
from game.rules.match.restarts import DeadBalls, RestartStage
from game.rules.match.run_requests import Runs
from game.rules.match.steering import Steering
from game.scenario.fixture import Fixture, parse_fixture
from game.scenario.lineup import ai_team_of, lineup_of, opening
from game.sim.step import step


class Match(Contest[Fixture]):
    """A small-sided match. With one world it can be played; with more it is as many, side by side.

    World i of seed s is the same match whether it is played alone or with others.
    """

    kind = "match"

    def __init__(self, fixture: Fixture, seed: int, worlds: int = 1, first: int = 0) -> None:
        self.fixture, self.seed, self.first = fixture, seed, first
        self.lineup = lineup_of(fixture)
        self.world: World = opening(self.lineup, seed, worlds, first)
        self.ai_team: AITeam = ai_team_of(self.lineup, fixture.offside)
        self.laws = laws_of(fixture)
        self.dead = DeadBalls(self.lineup, worlds, self.laws)
        self.referees = [Referee(fixture, self.lineup, self.dead, self.world, w) for w in range(worlds)]
        self._line_up()
        self.books = [MatchFigureCounts(self.lineup, w) for w in range(worlds)]
        self.steering = Steering(self.lineup, fixture.people)
        self.runs = Runs(self.lineup)
        self.intents = self._idle()
        self.steering.observe(self.world, self.restart)

    def _line_up(self) -> None:
        """Put everybody where the first kick-off wants them, looking at the ball."""
        bodies = self.world.bodies
        bodies.pos[:] = self.dead.places
        for headings in (bodies.hips, bodies.trunk, bodies.gaze):
            headings[:] = heading(-bodies.pos)
        self.dead.keep(self.world)

    @classmethod
    def of(cls, set_up: SetUp) -> "Match":
        """Return the match of a set-up, at its beginning; raises LevelError where it is no fixture's."""
        return cls(parse_fixture(set_up.data, set_up.name), set_up.seed, first=set_up.world)

    @property
    def set_up(self) -> SetUp:
        """The set-up that it began from; a batch's is its first world's."""
        return replace(super().set_up, world=self.first)

    @property
    def score(self) -> tuple[int, int]:
        """Red's and blue's goals."""
        return self.referees[0].score

    @property
    def half(self) -> int:
        """The half: 1, 2, and 3 while the next goal wins."""
        return self.referees[0].half

    @property
    def phase(self) -> MatchPhase:
        """The phase that the referee has going on."""
        return self.referees[0].phase

    @property
    def clock(self) -> float:
        """Seconds left of this half, 0 where a last ball still flies. It stands while the ball is dead."""
        referee = self.referees[0]
        return max(referee.length - referee.played, 0) * STEP_SECONDS

    @property
    def played(self) -> float:
        """Seconds played in all."""
        return (self.referees[0].before + self.referees[0].played) * STEP_SECONDS

    @property
    def restart(self) -> Restart | None:
        """The ball that is to be brought back into play, once it lies on its spot."""
        return self.restart_of(0)

    def restart_of(self, world: int) -> Restart | None:
        """Return the ball that is to be brought back into play in one of the worlds."""
        restart = self.referees[world].restart
        if restart is None:
            return None
        waited = self.world.step - int(self.dead.since[world])
        limit = self.laws.take_within if restart.ready else self.laws.walk
        left = max(limit - waited * STEP_SECONDS, 0.0)
        return Restart(restart.kind, restart.side, restart.taker, restart.spot, restart.ready, left)

    @property
    def outcome(self) -> str:
        """The score as ``2 : 1``."""
        return score_words(self.score)

    @property
    def ball_status(self) -> BallStatus:
        """Whether the ball may be played just now."""
        return self.ball_status_of(0)

    def ball_status_of(self, world: int) -> BallStatus:
        """Return whether the ball may be played just now in one of the worlds."""
        referee = self.referees[world]
        if referee.phase is MatchPhase.PLAY and referee.restart is None:
            return BallStatus.IN_PLAY
        ready = self.dead.stage[world] == RestartStage.READY
        return BallStatus.TO_BE_TAKEN if ready else BallStatus.DEAD

    @property
    def restart_laws(self) -> RestartLaws | None:
        """A copy of the laws that hold until a restart is taken; None where none may be taken now."""
        return self.restart_laws_of(0)

    def restart_laws_of(self, world: int) -> RestartLaws | None:
        """Return the same laws in one of the worlds."""
        if self.ball_status_of(world) is not BallStatus.TO_BE_TAKEN:
            return None
        return DeadBallLaws(self.dead.take(np.array([world])))

    @property
    def tell(self) -> str:
        """A short line about what the referee has given; "" while the ball is in play."""
        return self.referees[0].tell

    @property
    def log(self) -> list[LogEntry]:
        """The events of the match in their order; the score can be counted from its goals."""
        return self.referees[0].log

    @property
    def report(self) -> MatchReport:
        """The figures of each side up to now."""
        return self.books[0].report(self.score)

    @property
    def done(self) -> bool:
        """Whether the match is over."""
        return self.referees[0].done

    @property
    def all_done(self) -> bool:
        """Whether the matches of all worlds are over."""
        return all(referee.done for referee in self.referees)

    @property
    def set_ups(self) -> int:
        """Number of times that somebody was put in place.

        Where it grows bodies jump, and nothing is drawn in between.
        """
        return int(self.dead.jumps[0])

    def send_run(self, person: str, way: tuple[float, float] | None = None) -> int | None:
        """Send a team-mate of ``person`` ahead, in the direction ``way`` if one is given.

        Returns the team-mate's number, or None where nobody goes.
        """
        player = self.people.get(person)
        if player is None:
            return None
        return self.runs.send(self.world, set(self.people.values()), player, way)

    def _brief(self, steered: Bools) -> None:
        """Tell the computer's players what a whistle or a person's button changed for them."""
        dead = self.dead
        self.ai_team.steered = steered
        if self.people:
            self.ai_team.run_now = self._sent()
        begun = dead.since == self.world.step
        stopped = begun & ((dead.stage == RestartStage.PAUSE) | (dead.stage == RestartStage.WALK))
        if np.count_nonzero(stopped):
            self.ai_team.restart(stopped)
        ready = begun & (dead.stage == RestartStage.READY)
        if np.count_nonzero(ready):
            self.ai_team.takes(ready, dead.taker)

    def _sent(self) -> Bools:
        """Return the players on a run that people sent them on, ``(worlds, players)``."""
        return self.runs.mask(self.world)

    def _steered(self) -> Bools:
        """Return the players who do what people want, ``(worlds, players)``.

        A restart that isn't taken in time is the computer's.
        """
        steered = super()._steered()
        late = (self.dead.stage == RestartStage.READY) & (
            self.world.step - self.dead.since >= steps(self.laws.take_within)
        )
        rows = found(late)
        steered[rows, self.dead.taker[rows]] = False
        return steered

    def _rule(self, view: View, intents: Intents, steered: Bools) -> None:
        """Write what a dead ball, and a ball that nobody plays, ask over everybody's wishes."""
        self.dead.override(view, intents, steered)
        self._urge(view, intents, steered)

    def _urge(self, view: View, intents: Intents, steered: Bools) -> None:
        """Play the ball for the computer's players who don't."""
        world, dead = self.world, self.dead
        patient = min(referee.lies_for for referee in self.referees) + steps(self.laws.urged_after)
        if world.step < patient and not (dead.stage == RestartStage.READY).any():
            return
        since = np.zeros(world.worlds, dtype=np.int64)
        who = np.full(world.worlds, NOBODY, dtype=np.int64)
        taking = dead.stage == RestartStage.READY
        patience = np.full(world.worlds, steps(self.laws.take_within))
        for side in set(self.fixture.people.values()):
            # First the crew takes it for a person, and only then the referee.
            patience[dead.side == side] += steps(self.laws.helped_after)
        since[taking] = (world.step - dead.since - patience)[taking]
        who[taking] = dead.taker[taking]
        lying = np.array([referee.lies_for for referee in self.referees]) + steps(self.laws.urged_after)
        playing = (dead.stage == RestartStage.PLAY) & (world.ball.holder != NOBODY)
        since[playing] = (world.step - lying)[playing]
        who[playing] = world.ball.holder[playing]
        rows = found((who != NOBODY) & (since >= 0))
        rows = rows[~steered[rows, who[rows]]]
        dead.urge(view, intents, rows, who[rows], since[rows])

    def _carry_out(self, intents: Intents) -> list[Events]:
        """Carry out what everybody wants while the referee watches; returns the events."""
        world = self.world
        self.intents = intents
        self.dead.stand_by(world, intents)
        events = step(world, self.pitch, intents)
        self.observe(events)
        return events

    def observe(self, events: Iterable[Events]) -> None:
        """Let the referee and the assistants take in the step that has just been made."""
        world = self.world
        for w, seen in by_world(events).items():
            self.books[w].observe(world, self.ai_team, self.referees[w].phase, seen)
            self.referees[w].observe(world, seen)
            self.books[w].given(self.referees[w])
        for referee, book in zip(self.referees, self.books, strict=True):
            referee.observe_step(world)
            book.given(referee)
            book.observe_step(world, referee.phase)
        self.dead.keep(world)
        self.dead.go_on(world)
        self.steering.observe(world, self.restart)
