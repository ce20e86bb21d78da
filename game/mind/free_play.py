"""In a free game players support, meet the ball, keep the goal, defend, and decide on the ball."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from game.core.batched import Batched, Shared
from game.core.intents import Intents
from game.core.maths import UNKNOWN, ZERO, Bools, Floats, Ints, constant, found, norm, places, side_by_side
from game.core.pitch import Goal, Pitch
from game.core.state import NOBODY, STEP_SECONDS, Rows, Squad
from game.mind.attack.carrier import Coming, Passer, Thinker
from game.mind.attack.reading import KnownBall, LegReaders
from game.mind.attack.support import Support
from game.mind.defence.defenders import Defenders
from game.mind.defence.keeper import KEEPER, Keepers, write_one
from game.mind.meeting import run
from game.mind.perception.delayed_ball import DelayedBall
from game.mind.perception.perceived import Own, Perceived, Picture
from game.mind.perception.scanning import look_around
from game.mind.traits.schedule import keepers_turn, support_turn
from game.mind.traits.strength import Strength
from game.mind.traits.styles import Minds
from game.mind.whose_ball import WhoseBall, mates_of, whose_ball

SOON = 0.4
"""Seconds by which those without the ball are ahead of a carrier who runs with it."""
PASS_SPEED = 2.0
"""m/s from which a free ball that a foot has struck is a pass on its way."""
GETS_WITHIN = 3.0
"""Metres from a free ball within which a player thinks of where to set it."""
OWN_PASS = 0.5
"""Seconds in which a passer leaves their own pass to the others."""
STANDS_UNDER = 0.12
"""Share of top speed of a wish under which a player stands, and opens the body (prior)."""
KEEPS_SPEED = 0.85
"""Share of its speed now that a pass keeps on average until it is met (prior)."""
_STANDS_UNDER, _GETS_WITHIN = constant(STANDS_UNDER), constant(GETS_WITHIN)
OFF_THE_BALL = ("move", "hips_to", "look_at", "touch_to")


@dataclass(slots=True)
class _Idea(Batched):
    """What the computer's players wanted when they last thought, ``(worlds, cpu, ...)``."""

    move: Floats
    hips_to: Floats
    look_at: Floats
    touch_to: Floats
    """``(worlds, cpu, 2)`` float64, metres: where each would set a ball, as in :class:`Intents`."""
    comes: Bools
    """``(worlds, cpu)`` bool: the players who go to meet a free ball."""
    coming: Coming


class FreePlay(Batched):
    """The free play of a batch's computer players."""

    squad: Shared[Squad]
    pitch: Shared[Pitch]
    cpu: Shared[Rows]
    minds: Shared[Minds]
    support: Support
    keepers: Shared[Keepers]
    passer: Passer
    reading: LegReaders
    _at_cpu: Shared[Rows | slice]
    """The computer's players, as a slice where they follow each other."""
    thinks: Shared[Bools]
    """``(players,)`` bool: the computer's players."""
    steered: Bools
    """``(worlds, players)`` bool: the players whom people steer now."""
    _mates: Shared[Ints]
    _idea: _Idea | None
    _keeping: Intents | None

    def __init__(
        self,
        squad: Squad,
        own: Own,
        pitch: Pitch,
        minds: Minds,
        strengths: Sequence[Strength],
        offside: bool = False,
        thinker: Thinker | None = None,
    ) -> None:
        cpu, players = own.viewers, np.arange(squad.players)
        self.squad, self.pitch, self.cpu, self.minds = squad, pitch, cpu, minds
        self.support = Support(squad, own, pitch, offside=offside)
        self.keepers = Keepers(squad, pitch, cpu, minds)
        self.passer = Passer(squad, own.worlds, pitch, cpu, minds, strengths, thinker)
        self.reading = LegReaders(squad, cpu, minds, own.worlds)
        self._at_cpu = side_by_side(cpu)
        self.thinks = np.isin(players, cpu)
        self.steered = np.zeros((own.worlds, squad.players), dtype=np.bool_)
        self._mates = mates_of(squad, cpu, players)
        self._idea, self._keeping = None, None

    def restart(self, seen: Perceived, rows: Bools) -> None:
        """Take in a whistle in the worlds of a mask."""
        self.support.restart(seen, rows)
        self.passer.restart(rows)
        self.reading.restart(rows)

    def think(
        self,
        seen: Perceived,
        recall: DelayedBall,
        defenders: Defenders,
        picture: Callable[[Rows, Ints], Picture],
        intents: Intents,
    ) -> None:
        """Write everybody's wishes; ``picture`` gives some players' mental pictures."""
        if self._idea is None or support_turn(seen.step):
            self.reading.read(seen, defenders.eyes)
            self._idea = self._off_the_ball(seen, self.reading.known(seen, recall))
        idea, cpu, at_cpu = self._idea, self.cpu, self._at_cpu
        for name in OFF_THE_BALL:
            getattr(intents, name)[:, at_cpu] = getattr(idea, name)
        intents.tackle[:, at_cpu] = False
        defenders.defend(seen, intents)
        if self.keepers.players.size:
            wanted, has = self._keep(seen, recall, defenders), seen.own.has
            for keeper in self.keepers.players:
                at = int(np.searchsorted(cpu, keeper))
                meets = idea.comes[:, at] & (seen.holder[:, at] == NOBODY)
                write_one(intents, int(keeper), wanted, ~has[:, at] & ~meets)
        self.passer.decide(seen, self.steered, defenders.habits, picture, idea.coming, intents)

    def _off_the_ball(self, seen: Perceived, known: KnownBall) -> _Idea:
        """Return what players would do whose side has the ball, or could get it."""
        flat = known.pos[..., :2]
        ours = seen.side == self.squad.team[self.cpu]
        free = known.holder == NOBODY
        comes, point, soon, going, turned = self._receivers(seen, known, ours, free)
        busy = comes | seen.own.has
        wish = self.reading.waits(seen, known, self.support.wish(seen, soon, busy))
        still = norm(wish) < _STANDS_UNDER
        wish = np.where(comes[..., None], going, wish)
        move = np.where(ours[..., None], wish, ZERO)
        hips_to = np.where(comes, turned, UNKNOWN)
        waits = ours & still & ~comes
        if np.count_nonzero(waits):
            hips_to[waits] = self.support.half_turn(seen, flat, places(waits))
        touch_to = np.full_like(wish, np.nan)
        gets = free & (norm(seen.own.pos - flat) < _GETS_WITHIN)
        if np.count_nonzero(gets):
            touch_to[gets] = self.support.first_touch(seen, places(gets))
        coming = self._coming(known, comes, point)
        return _Idea(move, hips_to, look_around(seen, flat, comes), touch_to, comes, coming)

    def _coming(self, known: KnownBall, comes: Bools, point: Floats) -> Coming:
        """Return the pass that is on its way to a player in each world."""
        ball, vel = known.pos[..., :2], known.vel[..., :2]
        every = np.arange(len(ball))
        at = comes.argmax(axis=1)
        speed = norm(vel[every, at])
        passed = comes.any(axis=1) & (known.kicker[every, at] != NOBODY) & (speed > PASS_SPEED)
        meets = point[every, at]
        passed &= np.abs(meets[:, 0]) < 0.5 * self.pitch.length
        passed &= np.abs(meets[:, 1]) < 0.5 * self.pitch.width
        seconds = norm(meets - ball[every, at]) / np.maximum(KEEPS_SPEED * speed, PASS_SPEED)
        return Coming(np.where(passed, self.cpu[at], NOBODY), meets, seconds)

    def _receivers(
        self, seen: Perceived, known: KnownBall, ours: Bools, free: Bools
    ) -> tuple[Bools, Floats, Floats, Floats, Floats]:
        """Return which players of the side with a free ball go to it: who thinks they meet it best.

        Returns ``(worlds, cpu)`` who they are, where each would meet it, where each expects the ball in a
        moment (where it will be met, or where a carrier takes it), metres, and how those who go wish to move
        and to turn the hips.
        """
        comes: Bools = np.zeros(ours.shape, dtype=np.bool_)
        ball, vel = known.pos, known.vel
        point, soon = seen.own.pos, ball[..., :2] + SOON * vel[..., :2]
        wish, hips = np.zeros_like(point), np.full(ours.shape, np.nan)
        rows = found(np.any(free & ours, axis=1))
        if rows.size == 0:
            return comes, point, soon, wish, hips
        balls = ball[rows], vel[rows], known.turns[rows]
        whose = whose_ball(seen, self._mates, balls, self.pitch.surface, rows)
        point[rows] = whose.meeting.point
        wish[rows], hips[rows] = run(whose.who, whose.meeting, ball[rows][..., :2])
        mine = whose.mine(*self._barred(seen.step, known, rows, whose, ours[rows] & free[rows]))
        comes[rows] = mine
        there, met = whose.met_at(mine)
        soon[rows] = np.where((met & free[rows])[..., None], there, soon[rows])
        return comes, point, soon, wish, hips

    def _barred(
        self, step: int, known: KnownBall, rows: Rows, whose: WhoseBall, goes: Bools
    ) -> tuple[Bools, Bools]:
        """Return whose ball it can't be of the viewers and of their mates, ``(rows, cpu)`` and with mates.

        A passer leaves their own pass to the others, and a keeper all but a mate's pass near the goal.
        """
        kicker, struck = known.kicker[rows], known.struck[rows]
        recent = (step - struck) * STEP_SECONDS < OWN_PASS
        mates = self._mates
        own = (self.cpu == kicker) & recent
        theirs = (mates == kicker[..., None]) & recent[..., None]
        for keeper in self.keepers.players:
            goal = self.pitch.goals[int(self.squad.team[keeper])]
            passed = (kicker != NOBODY) & (self.squad.team[kicker] == self.squad.team[keeper])
            at = int(np.searchsorted(self.cpu, keeper))
            own[:, at] |= ~(passed[:, at] & self._near(whose.meeting.point[:, at], goal))
            theirs |= (mates == keeper) & ~(passed[..., None] & self._near(whose.point, goal))
        return own | ~goes, theirs | ~goes[..., None]

    @staticmethod
    def _near(point: Floats, goal: Goal) -> Bools:
        """Return whether a keeper may meet a pass at ``point``, so near to the goal."""
        near: Bools = norm(point - np.array((goal.x, 0.0))) < KEEPER.meets_within * goal.area
        return near

    def _keep(self, seen: Perceived, recall: DelayedBall, defenders: Defenders) -> Intents:
        """Return what keepers want, renewed in their turn.

        They see the ball late, and know to which side it goes later still.
        """
        keepers = self.keepers.players
        if self._keeping is None:
            self._keeping = Intents.idle(*self.steered.shape)
        else:
            keepers = keepers[[keepers_turn(seen.step, int(self.squad.team[m])) for m in keepers]]
        if keepers.size == 0:
            return self._keeping
        shape = (*self.steered.shape, 3)
        ball, vel, turns = np.empty(shape), np.empty(shape), np.empty((*shape[:2], 2))
        for keeper in keepers:
            late = float(self.minds.reacts[keeper]) + KEEPER.choice
            ball[:, keeper], vel[:, keeper] = recall.seen(late)
            turns[:, keeper] = recall.turning(late)
        sure, where = defenders.shots(seen.worlds)
        self.keepers.keep(seen, keepers, ball, vel, turns, self._keeping, sure, where)
        return self._keeping
