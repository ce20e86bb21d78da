"""The referee of one match listens to events, keeps the score, and says what comes next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from game.core.events import Kind
from game.core.maths import norm
from game.core.state import NOBODY, STEP_SECONDS, World
from game.mind.attack.formation import ATTACKS
from game.rules.common.event_stream import StreamEvent
from game.rules.match.laws import WORDS, MatchPhase, steps
from game.rules.match.offside import Offside
from game.rules.match.restart_places import Restart, Spot, places_for, taker_of
from game.rules.match.restarts import DeadBalls, RestartStage
from game.scenario.fixture import Fixture
from game.scenario.lineup import Lineup

TOUCHES: Final = (
    Kind.STRIKE,
    Kind.CONTROL,
    Kind.MISCONTROL,
    Kind.DRIBBLE,
    Kind.DEFLECTION,
    Kind.TACKLE,
    Kind.CATCH,
    Kind.PARRY,
)
ROLLS_FROM: Final = 0.3
"""Metres inside the line from which a kick-in that may be dribbled is in play."""
PLAYS: Final = (Kind.STRIKE, Kind.CONTROL, Kind.DRIBBLE, Kind.MISCONTROL, Kind.CATCH)
"""Touches on purpose, for the law against touching one's own restart twice."""


@dataclass(frozen=True, slots=True)
class LogEntry:
    """A line of a match's log."""

    seconds: float
    """Seconds since the first whistle, stops included."""
    clock: float
    """Seconds played."""
    half: int
    kind: str
    """One of kick_off, kick_in, goal_kick, corner, free_pass, dropped_ball, goal, foul, offside,
    second_touch, held_too_long, half_time, golden_goal and full_time."""
    player: str | None
    """Id of the player who did it, took it or scored."""
    side: str | None
    """Side, red or blue, whose it is; a goal's is the side it counts for."""
    score: tuple[int, int]
    """Red's and blue's goals after it."""


class Referee:
    """The laws of one world.

    All that the referee does follows from events and from where bodies and ball are.
    """

    def __init__(self, fixture: Fixture, lineup: Lineup, dead: DeadBalls, world: World, number: int) -> None:
        self.fixture, self.lineup, self.dead, self.number = fixture, lineup, dead, number
        self.laws = dead.laws
        self.score = (0, 0)
        self.half = 1
        self.phase = MatchPhase.KICK_OFF
        self.log: list[LogEntry] = []
        self.tell = ""
        """A short line for the HUD about what was whistled last."""
        self.restart: Restart | None = None
        self.played = 0
        """Steps that the ball was in play in this half."""
        self.before = 0
        """Steps that the ball was in play in the halves before this one."""
        self.first_side = int(world.seeds[number]) & 1
        """Side that kicks off first: a coin decides."""
        self.offside = Offside(lineup) if fixture.offside else None
        self.given: tuple[int | None, bool] | None = None
        """Side that the ball was just given to (None: neither), and whether for an offence; the report clears
        it."""
        self._next: tuple[int, Restart | None] | None = None
        """Step at which the pause is over, and what then comes (None: the kick-off of a new half)."""
        self._alone: int | None = None
        """Player who took the last restart, while nobody else has touched the ball since."""
        self._kicked_in = False
        self._anchor: Spot = (0.0, 0.0)
        self._anchored_at = 0
        self._hands_since: int | None = None
        self._kick_off(world, self.first_side)

    @property
    def length(self) -> int:
        """Steps of the half that is being played."""
        minutes = self.fixture.minutes
        if self.half > 2:
            return steps(60.0 * max(self.laws.golden_share * minutes, self.laws.golden_least))
        return steps(0.5 * 60.0 * minutes)

    @property
    def done(self) -> bool:
        """Whether the match is over."""
        return self.phase is MatchPhase.FULL_TIME

    @property
    def alive(self) -> bool:
        """Whether the ball is in play."""
        return self.phase is MatchPhase.PLAY

    @property
    def lies_for(self) -> int:
        """The step since which the ball has been about one spot."""
        return self._anchored_at

    def observe(self, world: World, seen: Sequence[StreamEvent]) -> None:
        """Take in what happened in the step that has just been made."""
        if self.done:
            return
        if self.alive:
            goal = next((h for h in seen if h.kind is Kind.GOAL), None)
            if goal is not None:
                self._goal(world, goal)
                return
        for stream_event in seen:
            if self.phase is MatchPhase.PLAY:
                self._in_play(world, stream_event)
            elif stream_event.kind is Kind.STRIKE and self._taken_by(stream_event.player):
                self._taken(world, stream_event)

    def _taken_by(self, player: int) -> bool:
        ready = self.restart is not None and self.restart.ready
        return ready and self.restart is not None and self.restart.taker == player

    def _taken(self, world: World, strike: StreamEvent) -> None:
        """Note that the ball is back in play."""
        assert self.restart is not None
        self._note(world, self.phase.name.lower(), strike.player, self.restart.side)
        self._kicked_in = self.phase is MatchPhase.KICK_IN
        free_of_offside = self.phase in (MatchPhase.KICK_IN, MatchPhase.GOAL_KICK, MatchPhase.CORNER)
        self._alone = strike.player
        self.phase, self.restart, self.tell = MatchPhase.PLAY, None, ""
        self.dead.alive(self.number, world.step)
        self._lies_here(world)
        if self.offside is not None:
            self.offside.struck(world, self.number, strike.player, free=free_of_offside)

    def _in_play(self, world: World, stream_event: StreamEvent) -> None:
        kind, who = stream_event.kind, stream_event.player
        if kind is Kind.OUT:
            self._out(world, stream_event.spot, who)
            return
        if kind is Kind.FOUL:
            self._foul(world, stream_event)
            return
        if kind not in TOUCHES:
            return
        if self._alone is not None:
            if who != self._alone:
                self._alone, self._kicked_in = None, False
            elif kind in PLAYS:
                self._offence(world, "second_touch", who, stream_event.spot)
                return
        if self.offside is not None:
            if self.offside.plays(who):
                self._offence(world, "offside", who, stream_event.spot)
                return
            if kind is Kind.STRIKE:
                self.offside.struck(world, self.number, who)
            else:
                self.offside.touched(who)

    def observe_step(self, world: World) -> None:
        """Take in, once a step, what follows from time and place alone."""
        if self.done:
            return
        if self._next is not None and world.step >= self._next[0]:
            restart, self._next = self._next[1], None
            if restart is None:
                self._new_half(world)
            else:
                self._bring(world, restart)
        elif (
            self.restart is not None
            and not self.restart.ready
            and self.dead.stage[self.number] == RestartStage.READY
        ):
            self._may_be_taken(world)
        elif self.alive:
            self._in_time(world)

    def _in_time(self, world: World) -> None:
        """Judge half-time, a ball that slipped away, and one that nobody plays."""
        w = self.number
        self.played += 1
        ball = world.ball
        x, y = float(ball.pos[w, 0]), float(ball.pos[w, 1])
        if (x - self._anchor[0]) ** 2 + (y - self._anchor[1]) ** 2 > self.laws.lies_within**2:
            self._lies_here(world)
        holder = int(ball.holder[w])
        in_hands = bool(ball.hands[w]) and holder != NOBODY
        if not in_hands:
            self._hands_since = None
        elif self._hands_since is None:
            self._hands_since = world.step
        pitch, beyond = self.lineup.pitch, self.laws.over_the_line
        if self.played >= self.length and not self._flies(world):
            self._end_half(world)
        elif abs(x) > 0.5 * pitch.length + beyond or abs(y) > 0.5 * pitch.width + beyond:
            # It was laid on the line and played along it outside, or carried over in somebody's hands.
            self._out(world, (x, y), int(ball.last_touch[w]))
        elif self._hands_since is not None and world.step - self._hands_since > steps(self.laws.take_within):
            self._offence(world, "held_too_long", holder, (x, y))
        elif world.step - self._anchored_at >= steps(self.laws.take_within):
            self._nobody_plays(world, holder, (x, y))

    def _flies(self, world: World) -> bool:
        """Return whether a ball struck in time is still on its way."""
        ball, w = world.ball, self.number
        since = (world.step - int(ball.struck_step[w])) * STEP_SECONDS
        return int(ball.kicker[w]) != NOBODY and since < self.laws.let_fly

    def _lies_here(self, world: World) -> None:
        x, y = world.ball.pos[self.number, :2]
        self._anchor, self._anchored_at = (float(x), float(y)), world.step

    def _side_of(self, player: int) -> int:
        return int(self.lineup.squad.team[player])

    def _goal(self, world: World, goal: StreamEvent) -> None:
        """Count a ball in the net for the side whose goal it isn't."""
        side = 1 - goal.other
        if self._kicked_in and self._alone is not None:
            # Straight from a kick-in nothing counts.
            kind = MatchPhase.CORNER if self._side_of(self._alone) == goal.other else MatchPhase.GOAL_KICK
            self._end_line(world, kind, goal.other, goal.spot[1])
            return
        red, blue = self.score
        self.score = (red + (side == 0), blue + (side == 1))
        self._note(world, "goal", goal.player, side)
        self.phase = MatchPhase.GOAL
        own = goal.player != NOBODY and self._side_of(goal.player) != side
        scorer = f" {self.lineup.squad.ids[goal.player]}" if goal.player != NOBODY else ""
        self.tell = f"{'Own goal' if own else 'Goal'}!{scorer} {self.score[0]}-{self.score[1]}"
        if self.half > 2:
            self._wait(world, self.laws.cheer, None, 0)
        else:
            self._wait(world, self.laws.cheer, Restart(MatchPhase.KICK_OFF, 1 - side, NOBODY, (0.0, 0.0)), 0)

    def _out(self, world: World, spot: Spot, last: int) -> None:
        """Give a restart for a ball wholly over a line at ``spot``, last touched by ``last``."""
        pitch = self.lineup.pitch
        x, y = spot
        over_end = abs(x) - 0.5 * pitch.length > abs(y) - 0.5 * pitch.width
        touched_by = self._side_of(last) if last != NOBODY else (0 if x < 0.0 else 1)
        if not over_end:
            furthest = 0.5 * pitch.length - self.laws.kick_in_from
            at = min(max(x, -furthest), furthest)
            side, edge = 1 - touched_by, self._edge(y)
            if self.laws.kick_ins_roll:
                edge -= ROLLS_FROM if edge > 0.0 else -ROLLS_FROM
            self._whistle(world, Restart(MatchPhase.KICK_IN, side, NOBODY, (at, edge)))
            return
        owner = 0 if x * ATTACKS[0] < 0.0 else 1
        corner = touched_by == owner
        self._end_line(world, MatchPhase.CORNER if corner else MatchPhase.GOAL_KICK, owner, y)

    def _edge(self, y: float) -> float:
        half = 0.5 * self.lineup.pitch.width
        return half if y > 0.0 else -half

    def _end_line(self, world: World, kind: MatchPhase, owner: int, y: float) -> None:
        """Give a corner or a goal kick at side ``owner``'s end."""
        pitch = self.lineup.pitch
        if kind is MatchPhase.CORNER:
            x = -ATTACKS[owner] * (0.5 * pitch.length - self.laws.corner_in)
            edge = self._edge(y)
            at = (x, edge - (self.laws.corner_in if edge > 0.0 else -self.laws.corner_in))
            self._whistle(world, Restart(kind, 1 - owner, NOBODY, at))
        else:
            x = -ATTACKS[owner] * (0.5 * pitch.length - self.laws.goal_kick_from)
            self._whistle(world, Restart(kind, owner, NOBODY, (x, 0.0)))

    def _foul(self, world: World, foul: StreamEvent) -> None:
        """Give a free pass to the side of a player who was fouled from behind."""
        self._note(world, "foul", foul.player, self._side_of(foul.player))
        x, y = foul.spot
        at = (float(world.bodies.pos[self.number, foul.other, 0]), y) if foul.other != NOBODY else (x, y)
        self._whistle(
            world, self._free_pass(1 - self._side_of(foul.player), at), f"Foul on {self._name(foul.other)}"
        )

    def _offence(self, world: World, what: str, player: int, spot: Spot) -> None:
        """Give the other side a free pass for anything else against the laws."""
        side = self._side_of(player)
        self._note(world, what, player, side)
        self._whistle(world, self._free_pass(1 - side, spot), what.replace("_", " ").capitalize())

    def _free_pass(self, side: int, spot: Spot) -> Restart:
        """Return the free pass at ``spot``, inside the lines and outside of the other goal's area."""
        pitch = self.lineup.pitch
        end, side_line = (0.5 * size - self.laws.free_pass_in for size in (pitch.length, pitch.width))
        x, y = min(max(spot[0], -end), end), min(max(spot[1], -side_line), side_line)
        if pitch.goals:
            goal = pitch.goals[1 - side]
            inside = max(goal.area, self.laws.away + self.laws.free_pass_out)
            if abs(goal.x - x) < inside and abs(y) < inside + 0.5 * goal.width:
                x = goal.x - inside if goal.x > 0.0 else goal.x + inside
        return Restart(MatchPhase.FREE_PASS, side, NOBODY, (x, y))

    def _nobody_plays(self, world: World, holder: int, spot: Spot) -> None:
        """Give a dropped ball or a free pass: the ball has been about one spot too long."""
        if holder != NOBODY:
            self._offence(world, "held_too_long", holder, spot)
            return
        gap = norm(world.bodies.pos[self.number] - world.ball.pos[self.number, :2])
        side = self._side_of(int(gap.argmin()))
        at = self._free_pass(side, spot).spot
        self._whistle(world, Restart(MatchPhase.DROPPED_BALL, side, NOBODY, at))

    def _name(self, player: int) -> str:
        return self.lineup.squad.ids[player] if player != NOBODY else "?"

    def _whistle(self, world: World, restart: Restart, why: str = "") -> None:
        """Stop the game; after a moment the ball is brought for ``restart``."""
        self.phase = restart.kind
        words = WORDS[restart.kind]
        side = self.fixture.sides[restart.side].name
        self.tell = f"{why}: {words.lower()}, {side}" if why else f"{words}, {side}"
        self.given = (restart.side, bool(why))
        self._wait(world, self.laws.see_it_out, restart, restart.side)

    def _wait(self, world: World, seconds: float, restart: Restart | None, side: int) -> None:
        shown = restart or Restart(MatchPhase.KICK_OFF, side, NOBODY, (0.0, 0.0))
        self.restart = None
        self._hands_since = None
        self.dead.pause(self.number, world.step, places_for(self.lineup, shown, self.laws.away))
        self._next = (world.step + steps(seconds), restart)

    def _bring(self, world: World, restart: Restart) -> None:
        """Lay the ball on its spot; everybody goes to their place."""
        pos = world.bodies.pos[self.number]
        taker = taker_of(self.lineup, pos, restart.kind, restart.side, restart.spot)
        self.phase = restart.kind
        self.restart = Restart(restart.kind, restart.side, taker, restart.spot)
        self.dead.lay(self.number, world.step, self.restart, pos)

    def _may_be_taken(self, world: World) -> None:
        assert self.restart is not None
        r = self.restart
        if self.dead.rolls[self.number]:
            self._rolls_in(world, r)
            return
        self.restart = Restart(r.kind, r.side, r.taker, r.spot, ready=True)
        if self.phase is MatchPhase.KICK_OFF:
            self.tell = f"Kick-off, {self.fixture.sides[r.side].name}"

    def _rolls_in(self, world: World, restart: Restart) -> None:
        """Lay the ball in play at the taker's feet, to be passed or dribbled."""
        self._note(world, "kick_in", restart.taker, restart.side)
        self._kicked_in, self._alone = False, None
        self.phase, self.restart, self.tell = MatchPhase.PLAY, None, ""
        self.dead.alive(self.number, world.step)
        self._lies_here(world)

    def _kick_off(self, world: World, side: int) -> None:
        self._bring(world, Restart(MatchPhase.KICK_OFF, side, NOBODY, (0.0, 0.0)))
        self.tell = f"Kick-off, {self.fixture.sides[side].name}"

    def _end_half(self, world: World) -> None:
        """End the half: time is up."""
        self.given = (None, False)
        if self.half == 1:
            self.phase, self.tell = MatchPhase.HALF_TIME, "Half-time"
            self._note(world, "half_time", NOBODY, None)
            self._wait(world, self.laws.half_time, None, 1 - self.first_side)
        elif self.half == 2 and self.fixture.golden_goal and self.score[0] == self.score[1]:
            self.phase, self.tell = MatchPhase.HALF_TIME, "Golden goal: the next one wins"
            self._note(world, "golden_goal", NOBODY, None)
            self._wait(world, self.laws.half_time, None, 0)
        else:
            self._full_time(world)

    def _new_half(self, world: World) -> None:
        """Begin the next half after the pause, or end the match where a golden goal was scored."""
        if self.phase is MatchPhase.GOAL:
            self._full_time(world)
            return
        self.before += self.played
        self.played = 0
        self.half += 1
        stamina = world.bodies.stamina[self.number]
        stamina += self.laws.rest * (1.0 - stamina)
        second = self.half == 2
        # The golden goal's kick-off is tossed for again.
        side = 1 - self.first_side if second else int(world.seeds[self.number]) >> 1 & 1
        self._kick_off(world, side)

    def _full_time(self, world: World) -> None:
        self.phase, self.tell, self.restart, self._next = MatchPhase.FULL_TIME, "Full time", None, None
        self._note(world, "full_time", NOBODY, None)
        self.dead.over(self.number, world.step)

    def _note(self, world: World, kind: str, player: int, side: int | None) -> None:
        self.log.append(
            LogEntry(
                seconds=round(world.seconds, 3),
                clock=round((self.before + self.played) * STEP_SECONDS, 3),
                half=self.half,
                kind=kind,
                player=self._name(player) if player != NOBODY else None,
                side=("red", "blue")[side] if side is not None else None,
                score=self.score,
            )
        )
