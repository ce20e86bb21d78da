"""The last seconds of a game, kept while it is played or watched, and every pass of it as it ended.

A pass is kept with the moment it began from, so that it can be asked about afterwards.
"""

from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from game.analysis.passes.infer_plan import Carried, Track, carried_out
from game.analysis.passes.outcome import CAME_OFF, TOUCHES, Outcome, OutcomeCounts
from game.analysis.passes.rollout_limits import LONGEST_AGAIN
from game.analysis.passes.snapshot import Snapshot
from game.core.events import Events, Kind, Strike
from game.core.intents import Intents
from game.core.maths import Floats
from game.core.quantise import Wire, encode
from game.core.state import NOBODY, STEP_SECONDS, Phase, World
from game.rules.common.playable import BallStatus, Playable
from game.rules.match.fooled_defenders import PassReading, reading_of

KEY_EVERY, KEY_AT = 15, 8
"""Steps from one kept moment to the next, and in them where: not when a replay is written to its file."""
KEEPS = 240
"""Steps of the past in which a pass may begin."""
LASTS = round(LONGEST_AGAIN / STEP_SECONDS)
"""Steps for which a pass may go on: as long as it would be played again."""
BEFORE = 1.8
"""Seconds before contact from which a pass is told, if the passer had the ball that long."""
LUNGES = 12
"""Lunges in vain that are kept."""
LEAST_BEFORE = 0.25
"""Seconds before contact after which nothing could be done another way any more."""


@dataclass(frozen=True, slots=True)
class Touch:
    """How the ball met the player who ended a pass."""

    kind: Kind
    player: int
    speed: float
    """m/s, of the ball relative to the player."""
    lunged: bool = False
    """Whether the player had a leg thrown out."""


@dataclass(frozen=True, slots=True)
class VainLunge:
    """A leg thrown out at the passer's ball that didn't find it."""

    step: int
    player: int
    gap: float
    """Metres from the player to the ball then."""


@dataclass(frozen=True, slots=True)
class Pass:
    """One pass or shot, from a moment before it to its end."""

    number: int
    """Counted from 1."""
    moment: Snapshot
    begun: int
    """The step of the moment at which the pass is taken up."""
    struck: int
    """The step in which the foot met the ball; the next one is the first of the flight."""
    ended: int
    """The last step of the pass."""
    strike: Strike
    row: int
    carried: Carried
    outcome: Outcome
    by: int
    """Who won the ball off the passer's side, or NOBODY."""
    touch: Touch | None
    end: tuple[float, float]
    """Metres: where the ball was when it ended."""
    digest: str
    """Of the world at the end."""
    person: bool
    """Whether a person played it."""
    pos: Floats
    """``(steps, players, 2)`` metres: where everybody was after each step from the moment on."""
    ball: Floats
    """``(steps, 2)`` metres: where the ball was after each of these steps."""
    reading: PassReading
    """How the opponents read it as the foot met the ball."""
    lunges: tuple[VainLunge, ...] = ()
    """Those who lunged for the passer's ball in vain, from the moment on until contact."""

    @property
    def arrived(self) -> bool:
        """Whether a team-mate brought it under control; a shot, whether it went in."""
        return self.outcome in CAME_OFF

    @property
    def shot(self) -> bool:
        """Whether it was for goal."""
        return self.carried.shot

    @property
    def met_a_leg(self) -> bool:
        """Whether it ended at a leg that was thrown into its way."""
        return self.touch is not None and self.touch.lunged and self.touch.kind is Kind.DEFLECTION

    @property
    def passer(self) -> int:
        """Whose it was."""
        return self.moment.passer

    @property
    def first_time(self) -> bool:
        """Whether the passer swung before the ball was there: only some of it can be done another way."""
        return self.moment.first_time

    def seconds(self, step: int) -> float:
        """Return a step's time before (-) or after contact."""
        return (step - self.struck) * STEP_SECONDS


@dataclass(slots=True)
class _Frame:
    """What one step left."""

    step: int
    intents: Intents
    wire: Wire
    """The intents as whole numbers, made step by step: a whole pass at its end would be a late picture."""
    steered: frozenset[int]
    acting: frozenset[int]
    """Of those whom people steer, who did what they wished."""
    pos: Floats
    vel: Floats
    hips: Floats
    gaze: Floats
    ball: Floats
    phase: int
    """Of the holder."""


@dataclass(slots=True)
class _Open:
    """A pass that is under way."""

    moment: Snapshot
    begun: int
    struck: int
    strike: Strike
    row: int
    carried: Carried
    person: bool
    tally: OutcomeCounts
    reading: PassReading
    lunges: tuple[VainLunge, ...]
    touch: Touch | None = None


class PassLog:
    """Give it every step of a game; it keeps the passes."""

    def __init__(self, most: int | None = 8) -> None:
        """Begin with nothing kept; ``most`` passes are kept, the latest, or all for None."""
        self.passes: deque[Pass] = deque(maxlen=most)
        self.count = 0
        self._frames: deque[_Frame] = deque(maxlen=LASTS)
        self._keys: deque[tuple[int, Snapshot]] = deque(maxlen=KEEPS // KEY_EVERY + 6)
        self._open: _Open | None = None
        self._lunges: deque[tuple[int, VainLunge]] = deque(maxlen=LUNGES)
        """Who had the ball, and who lunged for it in vain."""
        self._ai_team: object = None
        self._step = -1
        self._holder = NOBODY
        self._since = 0

    @property
    def last(self) -> Pass | None:
        """The latest pass that has ended."""
        return self.passes[-1] if self.passes else None

    def observe(self, playable: Playable, events: Sequence[Events]) -> Pass | None:
        """Take in the step that ``playable`` has just made; the pass that ended with it, if one did."""
        world = playable.world
        dead = playable.ball_status is BallStatus.DEAD
        # What went out or in is over in the step in which the referee takes the ball.
        begins = not dead and not self._frames
        if (
            playable.ai_team is not self._ai_team
            or world.step != self._step + 1
            or (dead and self._open is None)
        ):
            begins = not dead
            self._cut(playable)
        self._step = world.step
        if dead and self._open is None:
            return None
        bodies, holder = world.bodies, int(world.ball.holder[0])
        steered = frozenset(playable.people.values())
        self._frames.append(
            _Frame(
                world.step,
                playable.intents,
                encode(playable.intents)[:, 0],
                steered,
                playable.acting,
                bodies.pos[0].copy(),
                bodies.vel[0].copy(),
                bodies.hips[0].copy(),
                bodies.gaze[0].copy(),
                world.ball.pos[0, :2].copy(),
                int(bodies.phase[0, holder]) if holder != NOBODY else 0,
            )
        )
        ended = self._follow(playable, events)
        if dead:
            self._cut(playable)
            return ended
        for event in events:
            if event.kind is Kind.BEATEN:
                self._lunged(event, world.step)
        for event in events:
            if isinstance(event, Strike):
                for row in range(len(event)):
                    self._begin(playable, event, row)
        fresh = holder != self._holder
        if fresh:
            self._holder, self._since = holder, world.step
        thinks = playable.ai_team.defenders is not None or playable.ai_team.cpu.size == 0
        if thinks and (fresh or begins or world.step % KEY_EVERY == KEY_AT):
            moment = Snapshot.of(world, playable.ai_team, playable.pitch, holder)
            self._keys.append((world.step, replace(moment, laws=playable.restart_laws)))
        return ended

    def _lunged(self, beaten: Events, step: int) -> None:
        for row in range(len(beaten)):
            lunge = VainLunge(step, int(beaten.player[row]), float(beaten.speed[row]))
            self._lunges.append((int(beaten.other[row]), lunge))

    def _cut(self, playable: Playable) -> None:
        """Forget what leads to now: everybody was put somewhere else."""
        self._open = None
        self._frames.clear()
        self._keys.clear()
        self._lunges.clear()
        self._ai_team = playable.ai_team
        self._holder = int(playable.world.ball.holder[0])
        self._since = playable.world.step

    def _begin(self, playable: Playable, strike: Strike, row: int) -> None:
        world, passer = playable.world, int(strike.player[row])
        struck = world.step
        key = self._key(passer, struck)
        if key is None:
            self._open = None
            return
        begun, moment = key
        frames = [f for f in self._frames if begun < f.step <= struck]
        track = Track(
            np.stack([f.pos for f in frames]),
            np.stack([f.vel for f in frames]),
            np.stack([f.hips for f in frames]),
            np.stack([f.gaze for f in frames]),
            np.stack([f.ball for f in frames]),
        )
        held = [f for f in frames if f.intents.swing[0, passer]]
        swung = held[-1] if held else frames[-1]
        aimed = swung.intents.aim[0, passer] if held else None
        carried = carried_out(world.squad, passer, playable.pitch, track, strike, row, aimed)
        team = world.squad.team
        if not carried.shot and (team == team[passer]).sum() == 1:
            self._open = None  # alone with a wall: a strike, and no pass to anybody
            return
        first_time = not moment.has_ball or int(moment.world.bodies.phase[0, passer]) != Phase.NONE
        moment = replace(moment, shot=carried.shot, first_time=first_time, contact=struck - begun)
        tally = OutcomeCounts.of(world.squad, passer, np.full(1, NOBODY), np.full(1, carried.shot))
        tally.observe([strike], np.zeros(1, dtype=np.intp), world.seconds, world.view(), None)
        self._open = _Open(
            moment,
            begun,
            struck,
            strike,
            row,
            carried,
            passer in swung.acting,
            tally,
            reading_of(world, playable.ai_team, 0, passer, float(strike.direction[row])),
            tuple(lunge for at, lunge in self._lunges if at == passer and lunge.step > begun),
        )

    def _key(self, passer: int, struck: int) -> tuple[int, Snapshot] | None:
        """Return the kept moment that a pass is told from: the passer has the ball, and the leg is down."""
        wanted = struck - round(BEFORE / STEP_SECONDS)
        usable = [
            (step, moment)
            for step, moment in self._keys
            if moment.has_ball
            and moment.passer == passer
            and step <= struck - round(LEAST_BEFORE / STEP_SECONDS)
            and int(moment.world.bodies.phase[0, passer]) == Phase.NONE
            and step >= min(self._since_of(passer), struck)
        ]
        early = [key for key in usable if key[0] <= wanted]
        if early:
            return early[-1]
        if usable:
            return usable[0]
        # Struck first time: from where the ball is on its way to them, before that it may go elsewhere.
        latest = struck - round(LEAST_BEFORE / STEP_SECONDS)
        coming = [key for key in self._keys if max(self._since, wanted) <= key[0] <= latest]
        before = coming[:1] or [key for key in self._keys if key[0] <= wanted] or list(self._keys)[:1]
        if not before or before[-1][0] >= struck:
            return None
        step, moment = before[-1]
        return step, replace(moment, passer=passer)

    def _since_of(self, passer: int) -> int:
        return self._since if self._holder == passer else 0

    def _follow(self, playable: Playable, events: Sequence[Events]) -> Pass | None:
        """Return what the step did to the pass that is under way; it, if it ended."""
        now, world = self._open, playable.world
        if now is None:
            return None
        self._touched(now, events, world)
        now.tally.observe(events, np.zeros(1, dtype=np.intp), world.seconds, world.view(), None)
        outcome = Outcome(int(now.tally.outcome[0]))
        if outcome is Outcome.OPEN:
            return None
        self._open = None
        frames = [f for f in self._frames if f.step > now.begun]
        if not frames or frames[0].step != now.begun + 1:
            return None  # a flight longer than the log
        self.count += 1
        x, y = (float(part) for part in world.ball.pos[0, :2])
        ended = Pass(
            self.count,
            now.moment.with_script([f.wire for f in frames], [f.steered for f in frames]),
            now.begun,
            now.struck,
            world.step,
            now.strike,
            now.row,
            now.carried,
            outcome,
            int(now.tally.by[0]),
            now.touch,
            (x, y),
            world.digest(),
            now.person,
            np.stack([f.pos for f in frames]),
            np.stack([f.ball for f in frames]),
            now.reading,
            now.lunges,
        )
        self.passes.append(ended)
        return ended

    @staticmethod
    def _touched(now: _Open, events: Sequence[Events], world: World) -> None:
        for event in events:
            if event.kind in (*TOUCHES, Kind.TACKLE) and len(event):
                player = int(event.player[0])
                lunged = bool(world.bodies.lunge[0, player] > 0.0)
                now.touch = Touch(event.kind, player, float(event.speed[0]), lunged)
