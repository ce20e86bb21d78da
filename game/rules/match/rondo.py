"""A rondo is keep-ball in a square, four or five against two, and then the other way round."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import Final

import numpy as np

from game.core.events import Events, Kind
from game.core.intents import Intents, Technique
from game.core.maths import Bools, found, heading, unit
from game.core.state import LONG_AGO, NOBODY, STEP_SECONDS, View, World
from game.mind.ai_team import AITeam
from game.mind.defence.belief import Habits
from game.rules.common.event_stream import StreamEvent, by_world
from game.rules.common.playable import BallStatus, SetUp
from game.rules.match.contest import Contest, score_words
from game.rules.match.laws import LAWS, MatchPhase, steps
from game.rules.match.report import MatchFigureCounts, MatchReport
from game.rules.match.restarts import still
from game.rules.match.rondo_passes import RondoPasses
from game.rules.match.steering import Steering
from game.scenario.fixture import RondoFixture, parse_rondo
from game.scenario.lineup import Lineup, ai_team_of, opening, rondo_lineup
from game.scenario.start import ball_to
from game.sim.carry import CARRY
from game.sim.step import step

SEE_IT_LOST: Final = 1.2
"""Seconds from the loss of the ball until the others begin."""
WARNING: Final = 1.0
"""Seconds at the beginning of a turn in which the hunters stand."""


class RondoPhase(IntEnum):
    """The phases of a rondo's turn."""

    READY = 0
    """The hunters wait a moment; the ball may be played."""
    PLAY = 1
    LOST = 2
    """The ball has been lost, or the turn is full: the roles are about to change."""
    DONE = 3


@dataclass(frozen=True, slots=True)
class RondoEntry:
    """A line of a rondo's log."""

    seconds: float
    clock: float
    """Seconds played."""
    kind: str
    """One of turn, through (a point), full_turn (a point), lost and done."""
    player: str | None
    side: str | None
    """Id of the side that keeps the ball, red or blue."""
    score: tuple[int, int]
    said: str = ""


class Rondo(Contest[RondoFixture]):
    """Keep-ball for two sides, in one world.

    A pass between the two hunters is worth a point, and so is a full turn of passes. When the ball is lost,
    or the turn full, the sides change roles. The side that first gets the points that are asked for wins, or
    the side with more when time is up.
    """

    kind = "rondo"

    def __init__(self, fixture: RondoFixture, seed: int) -> None:
        self.fixture, self.seed = fixture, seed
        self.score = (0, 0)
        self.log: list[RondoEntry] = []
        self.turns = 0
        """Turns that were begun; everybody was put in their place as often."""
        self.steps_played = 0
        self.most_passes = [0, 0]
        """Longest row of passes of each side."""
        self.keeping = seed & 1
        """Side that keeps the ball, 0 red and 1 blue: a coin decides at first."""
        self.phase = RondoPhase.READY
        self.tell = ""
        """A short line for the HUD."""
        self.passes_in_a_row = 0
        """Passes in this turn."""
        self._known: Habits | None = None
        self._known_ids: tuple[str, ...] = ()
        self._clock = 0
        self._next = 0
        """Step at which the next phase begins."""
        self._anchor = np.zeros(2)
        self._anchored = 0
        self._passer, self._through = NOBODY, False
        self.lineup: Lineup = rondo_lineup(fixture, self.keeping)
        self.book = MatchFigureCounts(self.lineup, 0)
        self._begin_turn()

    @classmethod
    def of(cls, set_up: SetUp) -> "Rondo":
        """Return the rondo of a set-up, at its beginning; raises LevelError where its data is no rondo's."""
        return cls(parse_rondo(set_up.data, set_up.name), set_up.seed)

    @property
    def clock(self) -> float:
        """Seconds left."""
        return max(60.0 * self.fixture.minutes - self.played, 0.0)

    @property
    def played(self) -> float:
        """Seconds played in all."""
        return self.steps_played * STEP_SECONDS

    @property
    def done(self) -> bool:
        """Whether it is over."""
        return self.phase == RondoPhase.DONE

    @property
    def outcome(self) -> str:
        """The score as ``2 : 1``."""
        return score_words(self.score)

    @property
    def ball_status(self) -> BallStatus:
        """Whether the ball may be played just now."""
        return BallStatus.IN_PLAY if self.phase is RondoPhase.PLAY else BallStatus.DEAD

    @property
    def set_ups(self) -> int:
        """Number of times that everybody was put in place.

        Where it grows bodies jump, and nothing is drawn in between.
        """
        return self.turns

    @property
    def report(self) -> MatchReport:
        """The figures of each side up to now; its goals are points."""
        return self.book.report(self.score)

    def _brief(self, steered: Bools) -> None:
        """Spare the computer's team the thoughts of the players who play by laws of their own."""
        self.ai_team.steered = steered | self.passes.plays_for(self.world.squad.players)

    def _rule(self, view: View, intents: Intents, steered: Bools) -> None:
        """Write what heels only, one touch and the beginning and end of a turn ask over the wishes."""
        self.passes.decide(view, steered[0], intents)
        self._hold_back(intents)

    def _hold_back(self, intents: Intents) -> None:
        """Make the hunters wait at first, and everybody after a loss."""
        if self.phase is RondoPhase.PLAY:
            return
        team = self.world.squad.team
        waits = team != self.keeping if self.phase is RondoPhase.READY else np.ones(len(team), dtype=np.bool_)
        intents.move[0, waits] = 0.0
        intents.tackle[0, waits] = False
        intents.swing[0, waits] = Technique.NONE
        intents.cancel[0, waits] = True

    def _carry_out(self, intents: Intents) -> list[Events]:
        self.intents = intents
        before = self.world.ball.pos[0, :2].copy()
        events = step(self.world, self.pitch, intents)
        self.observe(events, (float(before[0]), float(before[1])))
        return events

    def observe(self, events: Iterable[Events], before: tuple[float, float] | None = None) -> None:
        """Take in the step that has just been made; ``before`` is where the ball was before it."""
        if self.done:
            return
        seen = by_world(events).get(0, [])
        phase = MatchPhase.PLAY if self.phase in (RondoPhase.READY, RondoPhase.PLAY) else MatchPhase.GOAL
        self.book.observe(self.world, self.ai_team, phase, seen)
        self.book.observe_step(self.world, phase)
        if self.phase is RondoPhase.LOST:
            if self.world.step >= self._next:
                self.keeping = 1 - self.keeping
                self._begin_turn()
            return
        self._watch_the_middle(before)
        for stream_event in seen:
            self._happened(stream_event)
            if self.phase in (RondoPhase.LOST, RondoPhase.DONE):
                return
        self._in_time()
        self.steering.observe(self.world, None)

    def _in_time(self) -> None:
        """Judge what follows from the clock alone."""
        world = self.world
        if self.phase is RondoPhase.READY:
            if world.step >= self._next:
                self.phase = RondoPhase.PLAY
            return
        self.steps_played += 1
        ball = world.ball.pos[0, :2]
        if float(np.abs(ball - self._anchor).max()) > LAWS.lies_within:
            self._anchor, self._anchored = ball.copy(), world.step
        if self.clock <= 0.0 and int(world.ball.kicker[0]) == NOBODY:
            self._finish("Time")
        elif world.step - self._anchored >= steps(LAWS.take_within):
            self._lose(NOBODY, "Held too long")

    def _happened(self, stream_event: StreamEvent) -> None:
        """Take in one thing that a rondo is about."""
        kind, who = stream_event.kind, stream_event.player
        team = self.world.squad.team
        ours = who != NOBODY and int(team[who]) == self.keeping
        if kind is Kind.STRIKE:
            self.phase = RondoPhase.PLAY
            if not ours:
                self._lose(who, "Cleared")
            elif self.fixture.heel_only and stream_event.technique is not Technique.BACKHEEL:
                self._lose(who, "Heels only")
            else:
                if self._passer not in (NOBODY, who):
                    self._arrives(who)
                self._passer, self._through = who, False
        elif kind is Kind.OUT:
            self._lose(who, "Out")
        elif kind is Kind.CONTROL and not ours:
            self._lose(who, f"Won by {self._name(who)}")
        elif kind is Kind.CONTROL and self._passer != NOBODY:
            if self.fixture.one_touch:
                self._lose(who, "One touch only")
            elif who != self._passer:
                self._arrives(who)

    def _arrives(self, receiver: int) -> None:
        """Count a pass that has got to a team-mate."""
        through, self._through, self._passer = self._through, False, NOBODY
        self.passes_in_a_row += 1
        most = self.most_passes
        most[self.keeping] = max(most[self.keeping], self.passes_in_a_row)
        self.tell = f"{self.passes_in_a_row} passes"
        if through:
            self._point("through", receiver, "Through the middle!")
        if self.passes_in_a_row >= self.fixture.turn_passes and not self.done:
            self._point("full_turn", receiver, f"{self.passes_in_a_row} passes: a full turn")
            if not self.done:
                self._change("A full turn")

    def _watch_the_middle(self, before: tuple[float, float] | None) -> None:
        """Give a point where the ball passed between the two hunters in this step."""
        if self._passer == NOBODY or before is None:
            return
        world = self.world
        one, two = world.bodies.pos[0, world.squad.team != self.keeping]
        self._through = self._through or _crosses(np.array(before), world.ball.pos[0, :2], one, two)

    def _point(self, kind: str, player: int, said: str) -> None:
        red, blue = self.score
        self.score = (red + (self.keeping == 0), blue + (self.keeping == 1))
        self.tell = said
        self._note(kind, player, said)
        if self.score[self.keeping] >= self.fixture.points:
            self._finish(said)

    def _lose(self, who: int, said: str) -> None:
        if self.phase is RondoPhase.LOST or self.done:
            return
        self._note("lost", who, said)
        if int(self.world.ball.holder[0]) == NOBODY or who == NOBODY:
            self.book.lose("out" if said == "Out" else "foul")
        self._change(said)

    def _change(self, said: str) -> None:
        """Give the other side its turn in a moment."""
        self.phase, self.tell = RondoPhase.LOST, said
        self._next = self.world.step + steps(SEE_IT_LOST)
        if self.clock <= 0.0:
            self._finish(said)

    def _finish(self, said: str) -> None:
        self.phase, self.tell = RondoPhase.DONE, said
        self._note("done", NOBODY, said)

    def _begin_turn(self) -> None:
        """Put everybody in their place, the ball at a keeper's feet; the clock and the luck run on."""
        seed_of_turn = self.turns
        thinker = None
        if self.turns:
            self._remember()
            self._clock = self.world.step
            thinker = self.ai_team.thinker
        self.lineup = rondo_lineup(self.fixture, self.keeping)
        self.world: World = opening(self.lineup, self.seed, 1, seed_of_turn)
        self.world.step = self._clock
        self.world.ball.struck_step[:] = self._clock + LONG_AGO
        self.ai_team: AITeam = ai_team_of(self.lineup)
        self.ai_team.known = self._known_now()
        self.ai_team.thinker = thinker
        self.passes = RondoPasses(self.lineup, self.fixture, self.keeping)
        self.turns += 1
        team = self.world.squad.team
        bodies = self.world.bodies
        hunted = np.where((team == self.keeping)[:, None], -bodies.pos[0], 0.0)
        first = int(found(team == self.keeping)[(self.turns // 2) % self.fixture.keepers])
        hunted = np.where((team == self.keeping)[:, None], hunted, bodies.pos[0, first] - bodies.pos[0])
        for player, facing in enumerate(heading(hunted)):
            still(self.world, 0, player, float(facing))
        bodies.pos[0, first] -= CARRY.ahead * unit(bodies.hips[0])[first]
        ball_to(self.world, first)
        sides = self.fixture.people
        if self.turns == 1:
            self.intents = self._idle()
        self.steering = Steering(self.lineup, sides)
        self.book.take_over(self.lineup, self.keeping)
        self.phase = RondoPhase.READY
        self._next = self.world.step + steps(WARNING)
        self._anchor, self._anchored = self.world.ball.pos[0, :2].copy(), self.world.step
        self._passer, self._through = NOBODY, False
        self.passes_in_a_row = 0
        self.tell = f"{self.fixture.sides[self.keeping].name} keep the ball"
        self._note("turn", first, self.tell)
        self.steering.observe(self.world, None)

    def _remember(self) -> None:
        """Carry what everybody has shown into the next turn, by their names."""
        defenders = self.ai_team.defenders
        if defenders is not None:
            self._known, self._known_ids = defenders.habits, self.lineup.squad.ids

    def _known_now(self) -> Habits | None:
        if self._known is None:
            return None
        squad = self.lineup.squad
        habits = Habits.none(1, squad.players)
        old = [n for n, name in enumerate(self._known_ids) if name in squad.ids]
        new = [squad.index(self._known_ids[n]) for n in old]
        for name in ("truths", "lies", "pushes", "heels", "to"):
            kept, seen = getattr(habits, name), getattr(self._known, name)
            people = kept.ndim - 1
            kept[np.ix_([0], *([new] * people))] = seen[np.ix_([0], *([old] * people))]
        return habits

    def _name(self, player: int) -> str:
        return self.lineup.squad.ids[player]

    def _note(self, kind: str, player: int, said: str = "") -> None:
        self.log.append(
            RondoEntry(
                seconds=round(self.world.seconds, 3),
                clock=round(self.played, 3),
                kind=kind,
                player=self._name(player) if player != NOBODY else None,
                side=("red", "blue")[self.keeping],
                score=self.score,
                said=said,
            )
        )


def _crosses(start: np.ndarray, end: np.ndarray, one: np.ndarray, two: np.ndarray) -> bool:
    """Return whether a way crosses the line between two points, metres ``(2,)``.

    It leads from ``start`` to ``end``.
    """

    def side(a: np.ndarray, b: np.ndarray, c: np.ndarray) -> float:
        return float((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))

    return (side(one, two, start) > 0.0) != (side(one, two, end) > 0.0) and (side(start, end, one) > 0.0) != (
        side(start, end, two) > 0.0
    )
