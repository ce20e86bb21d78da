"""In a free game players support, meet the ball, keep the goal, defend, and decide on the ball."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.core import rng
from game.core.batched import Batched, Dropped, Shared
from game.core.intents import Intents
from game.core.maths import Bools, Floats, Ints, found, norm, pair, places
from game.core.pitch import Pitch
from game.core.rng import Stream
from game.core.state import NOBODY, STEP_SECONDS, Rows, Squad, View
from game.mind.attack.carrier import Coming, Passer, Thinker
from game.mind.attack.support import Support
from game.mind.defence.defenders import Defenders
from game.mind.defence.keeper import KEEPER, Keepers
from game.mind.meeting import Runners, meet, run
from game.mind.perception.delayed_ball import DelayedBall, run_on
from game.mind.traits.schedule import keepers_turn, support_turn
from game.mind.traits.strength import Strength
from game.mind.traits.styles import Minds

SOON = 0.4
"""Seconds by which those without the ball are ahead of a carrier who runs with it."""
PASS_SPEED = 2.0
"""m/s from which a free ball that a foot has struck is a pass on its way."""
PLACE_BLUR = 0.03
"""Radians by which a good amateur misjudges where another player is (prior)."""
GLANCE = 30
"""Steps for which a player goes on with what they misjudged, until they look again (prior)."""
GETS_WITHIN = 3.0
"""Metres from a free ball within which a player thinks of where to set it."""
OWN_PASS = 0.5
"""Seconds in which a passer leaves their own pass to the others."""
STANDS_UNDER = 0.12
"""Share of top speed of a wish under which a player stands, and opens the body (prior)."""
KEEPS_SPEED = 0.85
"""Share of its speed now that a pass keeps on average until it is met (prior)."""
OFF_THE_BALL = ("move", "hips_to", "look_at", "touch_to")
KEEPING = ("move", "hips_to", "look_at", "tackle", "dive_to")
"""Intents that a keeper's thought settles."""

_NOBODYS = 1e3
"""Seconds of cost of a ball that isn't a player's to go for."""


@dataclass(slots=True)
class _Idea(Batched):
    """What the outfield players wanted when they last thought, by world."""

    move: Floats
    hips_to: Floats
    look_at: Floats
    touch_to: Floats
    """``(worlds, players, 2)`` float64, metres: where each would set a ball, as in :class:`Intents`."""
    comes: Bools
    """``(worlds, players)`` bool: the players who go to meet a free ball."""
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
    thinks: Shared[Bools]
    """``(players,)`` bool: the computer's players."""
    steered: Bools
    """``(worlds, players)`` bool: the players whom people steer now."""
    _slips: Dropped[tuple[int, Floats] | None]
    """The glance and its misjudgements, ``(worlds, players, 2)``; a copy may go on with luck of its own."""
    _idea: _Idea | None
    _keeping: Intents | None

    def __init__(
        self,
        view: View,
        pitch: Pitch,
        cpu: Rows,
        minds: Minds,
        strengths: Sequence[Strength],
        *,
        offside: bool = False,
        thinker: Thinker | None = None,
    ) -> None:
        self.squad = view.squad
        self.pitch, self.cpu, self.minds = pitch, cpu, minds
        self.support = Support(view, pitch, cpu, offside=offside)
        self.keepers = Keepers(view.squad, pitch, cpu, minds)
        self.passer = Passer(view, pitch, cpu, minds, strengths, thinker)
        self.thinks = np.isin(np.arange(view.squad.players), cpu)
        self.steered = np.zeros(view.bodies.hips.shape, dtype=np.bool_)
        self._slips, self._idea, self._keeping = None, None, None

    def restart(self, view: View, rows: Bools) -> None:
        """Take in a whistle in the worlds of a mask."""
        self.support.restart(view, rows)
        self.passer.restart(rows)

    def think(
        self, view: View, recall: DelayedBall, side: Ints, defenders: Defenders, intents: Intents
    ) -> None:
        """Write everybody's wishes.

        ``side`` ``(worlds, players)`` is the team that has the ball, as each player knows it.
        """

        def seen() -> Floats:
            return self._seen(view, defenders)

        if self._idea is None or support_turn(view.step):
            self._idea = self._off_the_ball(view, side, defenders, seen())
        idea, cpu = self._idea, self.cpu
        for name in OFF_THE_BALL:
            getattr(intents, name)[:, cpu] = getattr(idea, name)[:, cpu]
        intents.tackle[:, cpu] = False
        defenders.defend(view, side, intents)
        if self.keepers.men.size:
            wanted = self._keep(view, recall, defenders)
            for man in self.keepers.men:
                meets = idea.comes[:, man] & (view.ball.holder == NOBODY)
                free = found((view.ball.holder != man) & ~meets)
                for name in KEEPING:
                    getattr(intents, name)[free, man] = getattr(wanted, name)[free, man]
        self.passer.decide(view, self.steered, defenders, seen, idea.coming, intents)

    def _off_the_ball(self, view: View, side: Ints, defenders: Defenders, seen: Floats) -> _Idea:
        """Return what players would do whose side has the ball, or could get it.

        ``seen`` is what :meth:`_seen` gives.
        """
        squad = self.squad
        everybody = np.arange(squad.players)
        ball, vel = run_on(*defenders.eyes.ball(everybody), self.minds.delay)
        flat, flat_vel = ball[..., :2], vel[..., :2]
        ours = side == squad.team
        comes, point, going, turned = self._receivers(view, defenders, ball, vel, ours)
        busy = comes | (view.ball.holder[:, None] == everybody)
        wish = self.support.wish(view, self._soon(flat, flat_vel, comes, point), seen, busy)
        still = norm(wish) < STANDS_UNDER
        wish = np.where(comes[..., None], going, wish)
        move = np.where(ours[..., None], wish, 0.0)
        hips_to = np.where(comes, turned, np.nan)
        waits = ours & still & self.thinks & ~comes
        hips_to[waits] = self.support.half_turn(view, flat, seen, places(waits))
        touch_to = np.full_like(wish, np.nan)
        gets = self.thinks & (view.ball.holder == NOBODY)[:, None]
        gets &= norm(view.bodies.pos - view.ball.pos[:, None, :2]) < GETS_WITHIN
        touch_to[gets] = self.support.first_touch(view, seen, places(gets))
        coming = self._coming(view, flat, flat_vel, comes, point)
        return _Idea(move, hips_to, self.support.look(view, flat, comes), touch_to, comes, coming)

    @staticmethod
    def _soon(ball: Floats, vel: Floats, comes: Bools, point: Floats) -> Floats:
        """Return where each expects the ball in a moment, ``(worlds, players, 2)`` metres.

        It is where the ball will be met, or where a carrier takes it in some steps.
        """
        meets = point[np.arange(len(ball)), np.argmax(comes, axis=1)]
        is_met: Bools = np.logical_or.reduce(comes, axis=1)
        return np.where(is_met[:, None, None], meets[:, None], ball + SOON * vel)

    def _coming(self, view: View, ball: Floats, vel: Floats, comes: Bools, point: Floats) -> Coming:
        """Return the pass that is on its way to a player in each world."""
        every = np.arange(len(ball))
        man = np.argmax(comes, axis=1)
        speed = norm(vel[every, man])
        passed = comes.any(axis=1) & (view.ball.kicker != NOBODY) & (speed > PASS_SPEED)
        meets = point[every, man]
        passed &= np.abs(meets[:, 0]) < 0.5 * self.pitch.length
        passed &= np.abs(meets[:, 1]) < 0.5 * self.pitch.width
        seconds = norm(meets - ball[every, man]) / np.maximum(KEEPS_SPEED * speed, PASS_SPEED)
        return Coming(np.where(passed, man, NOBODY), meets, seconds)

    def _seen(self, view: View, defenders: Defenders) -> Floats:
        """Return where each side believes people to be, ``(2, worlds, players, 2)`` metres.

        The slowest of its eyes saw them, and they are run on since; the farther from the ball, the less
        exactly.
        """
        slip, ball, sides = self._slip(view), view.ball.pos[:, None, :2], []
        for team in (0, 1):
            men = self.cpu[self.squad.team[self.cpu] == team]
            if men.size == 0:
                sides.append(view.bodies.pos)
                continue
            at = self._run_on(defenders, men)
            blur = PLACE_BLUR * float(self.minds.blur[men].mean())
            sides.append(at + blur * norm(at - ball)[..., None] * slip)
        return np.array(sides)

    def _run_on(self, defenders: Defenders, men: Ints) -> Floats:
        """Return where everybody should be, ``(worlds, players, 2)`` metres.

        The slowest eye of some players saw them, and they are run on since.
        """
        then = defenders.eyes.moment(men)
        return then.pos + float(self.minds.delay[men].max()) * then.vel

    def _receivers(
        self, view: View, defenders: Defenders, ball: Floats, vel: Floats, ours: Bools
    ) -> tuple[Bools, Floats, Floats, Floats]:
        """Return which players of the side with a free ball go to it: the one who meets it best.

        Returns ``(worlds, players)`` who they are, where everybody would meet it, metres, and how those who
        go wish to move and to turn the hips.
        """
        comes: Bools = np.zeros(ours.shape, dtype=np.bool_)
        point, wish, hips = view.bodies.pos, np.zeros_like(view.bodies.pos), np.full(ours.shape, np.nan)
        rows = found(view.ball.holder == NOBODY)
        if rows.size == 0:
            return comes, point, wish, hips
        who = Runners.of(view.bodies, rows)
        turns = defenders.eyes.turning(np.arange(self.squad.players))[rows]
        meeting = meet(who, ball[rows], vel[rows], turns, self.pitch.surface)
        point = point.copy(order="K")
        point[rows] = meeting.point
        wish[rows], hips[rows] = run(who, meeting, ball[rows][..., :2])
        recent = (view.step - view.ball.struck_step[rows]) * STEP_SECONDS < OWN_PASS
        own = (np.arange(self.squad.players) == view.ball.kicker[rows, None]) & recent[:, None]
        stays = np.zeros(own.shape, dtype=np.bool_)
        for man in self.keepers.men:
            stays[:, man] = ~self._keepers_ball(view, rows, int(man), point[rows, man])
        cost = np.where(own | ~ours[rows] | stays, _NOBODYS, meeting.cost)
        for team in (0, 1):
            men = found(self.squad.team == team)
            if men.size == 0:
                continue
            best = men[np.argmin(cost[:, men], axis=1)]
            goes = cost[np.arange(rows.size), best] < 0.9 * _NOBODYS
            comes[rows[goes], best[goes]] = True
        return comes, point, wish, hips

    def _keepers_ball(self, view: View, rows: Rows, man: int, point: Floats) -> Bools:
        """Return whether a ball is a mate's pass near the goal that a keeper may meet, ``(rows,)``."""
        goal, kicker = self.pitch.goals[int(self.squad.team[man])], view.ball.kicker[rows]
        mates = (kicker != NOBODY) & (self.squad.team[kicker] == self.squad.team[man])
        far = norm(point - np.array((goal.x, 0.0)))
        near: Bools = mates & (far < KEEPER.meets_within * goal.area)
        return near

    def _slip(self, view: View) -> Floats:
        """Return how places are misjudged in this glance, ``(worlds, players, 2)`` standard normal."""
        glance = view.step // GLANCE
        if self._slips is None or self._slips[0] != glance:
            every = np.arange(self.squad.players)
            drawn = rng.normals(view.seeds[:, None], glance, every, (Stream.PLACE_X, Stream.PLACE_Y))
            self._slips = glance, pair(*drawn)
        return self._slips[1]

    def _keep(self, view: View, recall: DelayedBall, defenders: Defenders) -> Intents:
        """Return what keepers want, renewed in their turn.

        They see the ball late, and know to which side it goes later still.
        """
        men = self.keepers.men
        if self._keeping is None:
            self._keeping = Intents.idle(*self.steered.shape)
        else:
            men = men[[keepers_turn(view.step, int(self.squad.team[m])) for m in men]]
        if men.size == 0:
            return self._keeping
        shape = (*self.steered.shape, 3)
        ball, vel, turns = np.empty(shape), np.empty(shape), np.empty((*shape[:2], 2))
        for man in men:
            late = float(self.minds.reacts[man]) + KEEPER.choice
            ball[:, man], vel[:, man] = recall.seen(late)
            turns[:, man] = recall.turning(late)
        seen = self._run_on(defenders, men)
        sure, where = defenders.shots(len(view.seeds))
        self.keepers.keep(view, men, ball, vel, turns, seen, self._keeping, sure, where)
        return self._keeping
