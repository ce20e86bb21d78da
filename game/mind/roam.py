"""A free game: who supports, who meets the ball, who keeps the goal, who defends, who has the ball."""

import numpy as np

from game.core.intents import Intents
from game.core.maths import Bools, Floats, Ints, norm
from game.core.pitch import Pitch
from game.core.state import NOBODY, STEP_SECONDS, Rows, Squad, View
from game.mind.anticipate import chase_point, go
from game.mind.keeper import KEEPER, Keepers
from game.mind.passer import Coming, Passer, Thinker
from game.mind.read import Readers
from game.mind.recall import Recall
from game.mind.styles import Minds
from game.mind.support import Support

SEES_AFTER = 0.20
"""Seconds by which a team-mate sees the ball late (simple reaction, recalled)."""
SOON = 0.4
"""Seconds by which those without the ball are ahead of a man who runs with it."""
PASS_SPEED = 2.0
"""m/s from which a free ball that a foot has struck is a pass on its way."""
OWN_PASS = 0.5
"""Seconds in which a passer leaves his own pass to the others."""


class Roam:
    """The free play of a batch's computer players."""

    def __init__(
        self,
        view: View,
        pitch: Pitch,
        cpu: Rows,
        minds: Minds,
        rollouts: Ints,
        *,
        offside: bool = False,
        thinker: Thinker | None = None,
    ) -> None:
        self.squad: Squad = view.squad
        self.pitch, self.cpu, self.minds = pitch, cpu, minds
        self.support = Support(view, pitch, cpu, offside=offside)
        self.keepers = Keepers(view.squad, pitch, cpu, minds)
        self.passer = Passer(view, pitch, cpu, minds, rollouts, thinker)
        self.steered: Bools = np.zeros(view.bodies.hips.shape, dtype=np.bool_)

    def take(self, rows: Rows) -> "Roam":
        """A copy that goes on in some worlds."""
        other = object.__new__(Roam)
        for name in ("squad", "pitch", "cpu", "minds", "keepers"):
            setattr(other, name, getattr(self, name))
        other.support, other.passer = self.support.take(rows), self.passer.take(rows)
        other.steered = self.steered[rows]
        return other

    def restart(self, view: View, rows: Bools) -> None:
        """A whistle in the worlds of a mask."""
        self.support.restart(view, rows)
        self.passer.restart(rows)

    def think(self, view: View, recall: Recall, side: Ints, readers: Readers, intents: Intents) -> None:
        """Write everybody's wishes; ``side`` ``(worlds, players)`` is who has the ball as each knows it."""
        cpu, squad = self.cpu, self.squad
        seen = self._seen(view, readers)
        flat, flat_vel = (part[:, :2] for part in recall.seen(SEES_AFTER))
        ours = side == squad.team
        comes, point = self._receivers(view, flat, flat_vel, ours)
        busy = comes | (view.ball.holder[:, None] == np.arange(squad.players))
        wish = self.support.wish(view, self._soon(flat, flat_vel, comes, point), seen, busy)
        still = norm(wish) < 0.12
        wish = np.where(comes[..., None], go(view.bodies.pos, point, 1.0), wish)
        hips, look = self.support.bearing(view, flat, seen, comes)
        intents.move[:, cpu] = np.where(ours[..., None], wish, 0.0)[:, cpu]
        intents.hips_to[:, cpu] = np.where(ours & still, hips, np.nan)[:, cpu]
        intents.look_at[:, cpu] = look[:, cpu]
        intents.touch_to[:, cpu] = self.support.first_touch(view, seen)[:, cpu]
        intents.tackle[:, cpu] = False
        readers.defend(view, side, intents)
        if self.keepers.men.size:
            self._keep(view, recall, seen, readers, intents)
        coming = self._coming(view, flat, flat_vel, comes, point)
        self.passer.decide(view, self.steered, readers, seen, coming, intents)

    @staticmethod
    def _soon(ball: Floats, vel: Floats, comes: Bools, point: Floats) -> Floats:
        """Where the ball will be in a moment: where it will be met, or a few steps of him who runs with it."""
        meets = point[np.arange(len(ball)), np.argmax(comes, axis=1)]
        return np.where(comes.any(axis=1)[:, None], meets, ball + SOON * vel)

    def _coming(self, view: View, ball: Floats, vel: Floats, comes: Bools, point: Floats) -> Coming:
        """The pass that is on its way to a man in each world."""
        every = np.arange(len(ball))
        man = np.argmax(comes, axis=1)
        speed = norm(vel)
        passed = comes.any(axis=1) & (view.ball.kicker != NOBODY) & (speed > PASS_SPEED)
        meets = point[every, man]
        passed &= np.abs(meets[:, 0]) < 0.5 * self.pitch.length
        passed &= np.abs(meets[:, 1]) < 0.5 * self.pitch.width
        seconds = norm(meets - ball) / np.maximum(0.85 * speed, PASS_SPEED)
        return Coming(np.where(passed, man, NOBODY), meets, seconds)

    def _seen(self, view: View, readers: Readers) -> Floats:
        """Where people are as the slowest eye reckons: seen a moment ago, run on since."""
        then = readers.eyes.moment(self.cpu)
        late = float(self.minds.delay[self.cpu].max())
        return then.pos + late * then.vel

    def _receivers(self, view: View, ball: Floats, vel: Floats, ours: Bools) -> tuple[Bools, Floats]:
        """Who of the side with a free ball goes to it, and where they first reach it."""
        pos = view.bodies.pos
        comes: Bools = np.zeros(ours.shape, dtype=np.bool_)
        rows = np.flatnonzero(view.ball.holder == NOBODY)
        if rows.size == 0:
            return comes, pos
        point = pos.copy()
        shape = pos[rows].shape
        point[rows] = chase_point(
            pos[rows],
            view.bodies.vel[rows],
            np.broadcast_to(ball[rows, None], shape),
            np.broadcast_to(vel[rows, None], shape),
        )
        far = norm(point[rows] - pos[rows])
        recent = (view.step - view.ball.struck_step[rows]) * STEP_SECONDS < OWN_PASS
        own = (np.arange(self.squad.players) == view.ball.kicker[rows, None]) & recent[:, None]
        far = np.where(own | ~ours[rows] | self.squad.keeper, 1e3, far)
        for team in (0, 1):
            men = np.flatnonzero(self.squad.team == team)
            if men.size == 0:
                continue
            best = men[np.argmin(far[:, men], axis=1)]
            goes = far[np.arange(rows.size), best] < 100.0
            comes[rows[goes], best[goes]] = True
        return comes, point

    def _keep(self, view: View, recall: Recall, seen: Floats, readers: Readers, intents: Intents) -> None:
        """Keepers see the ball with their own delay, and need a moment more to know to which side it goes."""
        shape = (*intents.swing.shape, 3)
        ball, vel = np.empty(shape), np.empty(shape)
        for man in self.keepers.men:
            ball[:, man], vel[:, man] = recall.seen(float(self.minds.delay[man]) + KEEPER.choice)
        sure, where = readers.shots(len(view.seeds))
        self.keepers.keep(view, ball, vel, seen, intents, sure, where)
