"""A glimpse is what was visible in one step, kept until it has reached a viewer's mind."""

from dataclasses import dataclass

import numpy as np

from game.core.batched import Batched, Shared, WorldsLast
from game.core.maths import Floats, Ints
from game.core.state import NOBODY, Bodies, Rows, View
from game.mind.perception.perceived import HIPS, HOLDER

FACTS = ("x", "y", "vx", "vy", "hips", "trunk", "gaze", "phase", "foot", "lift", "plant_angle", "calling")
AT = {name: place for place, name in enumerate(FACTS)}
GAZE, CALLING = AT["gaze"], AT["calling"]
KEPT = HIPS + 1
"""Number of facts, the first ones, that a viewer keeps of players out of sight."""


@dataclass(slots=True)
class Glimpse(Batched):
    """What was visible in one step, kept; numbers of all worlds lie together, so that batches are quick."""

    step: Shared[int]
    facts: WorldsLast[Floats]
    """``(facts, players, worlds)`` float64: what was seen of bodies, in the order of ``FACTS``."""
    rolls: WorldsLast[Floats]
    """``(8, worlds)`` float64: the ball's place, metres (the height is that of its centre above rest), its
    velocity, m/s, and the speed with which it turns over the ground, m/s."""
    told: WorldsLast[Ints]
    """``(4, worlds)`` int64: the player with the ball, or NOBODY; the team with the ball, or of the last who
    touched it, -1 before anybody did; who struck it last, and the step of that."""
    bodies: Bodies | None
    """Everything that shows of bodies, where somebody may want to imagine how play goes on from here."""

    @classmethod
    def of(cls, view: View, whole: bool = False) -> "Glimpse":
        """Return what is visible in this step."""
        b, ball = view.bodies, view.ball
        facts = np.empty((len(FACTS), b.pos.shape[1], len(view.luck)))
        facts[0:2], facts[2:4] = b.pos.transpose(2, 1, 0), b.vel.transpose(2, 1, 0)
        for name in FACTS[4:]:
            facts[AT[name]] = getattr(b, name).T
        rolls = np.empty((8, len(view.luck)))
        rolls[:3], rolls[3:6], rolls[6:] = ball.pos.T, ball.vel.T, ball.roll.T
        has = np.where(ball.holder == NOBODY, ball.last_touch, ball.holder)
        side = np.where(has == NOBODY, -1, view.squad.team[np.maximum(has, 0)]).astype(np.int64)
        told = np.array((ball.holder, side, ball.kicker, ball.struck_step))
        return cls(view.step, facts, rolls, told, b.copy() if whole else None)

    @property
    def holder(self) -> Ints:
        """``(worlds,)`` int64: the player with the ball, or NOBODY."""
        holder: Ints = self.told[HOLDER]
        return holder


@dataclass(frozen=True, slots=True)
class KeptMoment(Batched):
    """A moment that is remembered, and which of its worlds are still looked at.

    It is cut down only when it is looked at: most are not, before the next worlds end.
    """

    glimpse: Glimpse
    rows: Rows | None = None
    """Worlds that are still looked at; None stands for all of them."""

    def take(self, rows: Rows) -> "KeptMoment":
        """Return the moment with a note of which worlds are left."""
        return KeptMoment(self.glimpse, rows if self.rows is None else self.rows[rows])

    def cut_down(self) -> "KeptMoment":
        """Return the moment with no more than the worlds that are looked at."""
        return self if self.rows is None else KeptMoment(self.glimpse.take(self.rows))
