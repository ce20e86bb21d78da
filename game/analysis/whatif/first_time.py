"""A ball that is struck first time, done another way.

Nobody carries a plan out before the ball is there. What the passer did is known wish by wish, and some of it
can be done another way: weight, receiver, technique and eyes.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from game.analysis.whatif.factors import Change
from game.core.intents import Intents, Technique
from game.core.maths import Bools, Floats, found, norm
from game.core.pitch import Pitch
from game.core.state import NOBODY, STEP_SECONDS, Phase, Rows, Squad, View
from game.mind.plan.aims import eyes_on, weight_to
from game.mind.plan.batch import PlanBatch
from game.mind.plan.sound_player import SOUND
from game.sim.feet import FEET, top_ball_speed

FIRST_TIME = ("speed", "look", "technique", "target", "surface")
"""Factors of a first-time ball. When the leg goes back the ball has left nothing to choose."""


@dataclass(slots=True)
class Instead:
    """What takes the place of the passer's recorded wishes, an entry a world of the whole batch."""

    passer: int
    pitch: Pitch
    orders: PlanBatch
    asks: dict[str, Bools]
    """By factor ``(worlds,)``: where it is done as the orders say."""
    looks_from: Floats
    """Steps from the moment to the look, ``(worlds,)``."""

    @classmethod
    def of(
        cls, changes: Sequence[Change], each: int, squad: Squad, passer: int, pitch: Pitch, contact: int
    ) -> "Instead":
        """For ``each`` worlds of every change; ``contact`` steps from the moment to the strike."""

        def asked(factor: str) -> Bools:
            whole = [_is_asked(change, factor) for change in changes]
            return np.repeat(np.array(whole, dtype=np.bool_), each)

        plans = PlanBatch.of([change.plan for change in changes], squad)
        orders = plans.take(np.repeat(np.arange(len(changes)), each))
        looks = np.where(np.isnan(orders.look_time), SOUND.look_time, orders.look_time) + SOUND.head_turn
        asks = {factor: asked(factor) for factor in ("speed", "look", "technique", "target")}
        return cls(passer, pitch, orders, asks, contact - looks / STEP_SECONDS)

    def write(self, number: int, view: View, intents: Intents, rows: Rows) -> None:
        """Write those of the n-th step over what was recorded, in the worlds ``rows``."""
        p, o = self.passer, self.orders
        swings = intents.swing[:, p] != Technique.NONE
        winds = swings | (view.bodies.phase[:, p] == Phase.BACK)  # what is wished as the leg is let go counts
        technique = self.asks["technique"][rows]
        some = found(swings & technique)
        if some.size:
            intents.swing[some, p] = o.technique[rows[some]]
            intents.foot[some, p] = 0
            intents.place[some, p] = np.nan
        target = self.asks["target"][rows]
        looks = self.asks["look"][rows] & (number >= self.looks_from[rows])
        to = found((winds & target) | looks)
        if to.size:
            aim = self._aim(view, rows, to)
            turns = winds[to] & target[to]
            intents.aim[to[turns], p] = aim[turns]
            eyes = looks[to]
            who = np.full(to.size, p)
            intents.look_at[to[eyes], p] = eyes_on(
                view.bodies.pos, view.bodies.hips, to, who, o, rows[to], aim
            )[eyes]
        some = found(winds & (self.asks["speed"][rows] | target | technique))
        if some.size:
            intents.speed[some, p] = self._weight(view, intents, rows, some)

    def _aim(self, view: View, rows: Rows, local: Rows) -> Floats:
        """Return where a ball to the receiver goes now, metres: to the feet, or into the run."""
        o, which, p = self.orders, rows[local], self.passer
        mate = np.maximum(o.target[which], 0)
        at, run = view.bodies.pos[local, mate], view.bodies.vel[local, mate]
        seconds = norm(at - view.bodies.pos[local, p]) / 7.0
        ahead = np.where(norm(run) > SOUND.leads_from, seconds, 0.0)
        point = at + ahead[:, None] * run
        return np.where((o.target[which] == NOBODY)[:, None], o.point[which], point)

    def _weight(self, view: View, intents: Intents, rows: Rows, local: Rows) -> Floats:
        """Return the weight asked for, m/s; another receiver or technique brings what suits the way."""
        o, which, p = self.orders, rows[local], self.passer
        speed = o.speed[which]
        open_ = np.isnan(speed)
        if open_.any():
            gap = intents.aim[local, p] - view.bodies.pos[local, p]
            distance = np.where(np.isnan(gap[:, 0]), 10.0, norm(gap))
            suits = weight_to(self.pitch.surface, distance)
            skill, stamina = view.squad.skill[p], view.bodies.stamina[local, p]
            for technique, surface in FEET.items():
                most = SOUND.share_of_top[technique] * top_ball_speed(surface, skill, stamina)
                theirs = intents.swing[local, p] == technique
                suits = np.where(theirs, np.minimum(suits, most), suits)
            speed = np.where(open_, suits, speed)
        return speed


def _is_asked(change: Change, factor: str) -> bool:
    """Return whether a change does this thing another way.

    Another pass altogether does all but its weight.
    """
    if change.factor == "whole":
        return factor != "speed"
    return factor in (change.factor, *(other.factor for other in change.also))
