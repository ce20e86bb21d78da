"""Players remember the others' passes in this match: to whom, how, and whether the eyes lied.

Everybody counts for themselves, when they learn of the strike, from what they saw of the passer.
"""

from dataclasses import dataclass

import numpy as np

from game.core import rng
from game.core.batched import Batched, Shared
from game.core.maths import PI, Floats, Ints, atan2, found, wrap
from game.core.rng import Stream
from game.core.state import NOBODY, Rows
from game.mind.perception.glimpse import GAZE, Glimpse
from game.mind.perception.observe import Eyes
from game.mind.perception.perceived import HIPS, KICKER, STRUCK, Perceived, X, Y
from game.mind.perception.sight import SIGHT
from game.mind.traits.styles import Minds


@dataclass(frozen=True, slots=True)
class Noting:
    """How passes are judged once they are struck. All numbers are priors."""

    looked_at: float = 0.40
    """Radians between gaze and pass within which the passer's eyes told the truth."""
    whole_look: float = 0.25
    """Share of a glance's blur that is left when a whole look is judged by where the ball then went."""
    heel_from: float = 0.5 * PI + 0.2
    """Radians between hips and pass from which it was a heel."""
    meant: float = 0.45
    """Radians off the ball's line within which the team-mate nearest to the line was meant."""


NOTING = Noting()


@dataclass(slots=True)
class Habits(Batched):
    """Counts ``(worlds, passers, viewers)``: what each viewer has seen of each passer so far."""

    truths: Floats
    lies: Floats
    pushes: Floats
    heels: Floats
    to: Floats
    """``(worlds, passers, viewers, targets)`` float64: how many passes went to each target."""
    version: Shared[int] = 0
    """Number that grows with every pass that somebody takes in."""

    @classmethod
    def none(cls, worlds: int, players: int) -> "Habits":
        """Return the habits of players of whom nobody has passed yet."""
        shape = (worlds, players, players)
        truths, lies, pushes, heels = (np.zeros(shape) for _ in range(4))
        return cls(truths, lies, pushes, heels, np.zeros((*shape, players)))

    def observe(self, seen: Perceived, eyes: Eyes) -> None:
        """Let everybody take in the pass of which they learn just now."""
        for late in eyes.lates:
            then = eyes.ago(late)
            # At the beginning the same moment is seen for a while.
            if then.step != seen.step - late:
                continue
            rows = found((then.told[STRUCK] == then.step - 1) & (then.told[KICKER] != NOBODY))
            if rows.size:
                viewers = eyes.viewers[eyes.steps[eyes.viewers] == late]
                self.version += 1
                self._learn(seen.of(viewers), then, rows, eyes.minds)

    def _learn(self, seen: Perceived, then: Glimpse, rows: Rows, minds: Minds) -> None:
        """Let equally quick viewers learn of the passes struck in some worlds; arrays ``(viewers, rows)``."""
        n, who, team, viewers = NOTING, then.told[KICKER, rows], seen.squad.team, seen.viewers
        x, y, hips, gaze = (then.facts[fact, who, rows] for fact in (X, Y, HIPS, GAZE))
        vx, vy = then.rolls[3, rows], then.rolls[4, rows]
        here = seen.own.pos[rows].transpose(2, 1, 0)
        gap_x, gap_y = x - here[0], y - here[1]
        distance = np.sqrt(gap_x * gap_x + gap_y * gap_y)
        off = np.abs(wrap(atan2(gap_y, gap_x) - seen.own.gaze[rows].T))
        saw = (off < SIGHT.half_field) & (team[who] != team[viewers][:, None])
        if not np.count_nonzero(saw):
            return
        blur = n.whole_look * minds.blur[viewers][:, None]
        blur = blur * (SIGHT.near_share + (1.0 - SIGHT.near_share) / SIGHT.near * distance)
        streams = (Stream.SIGHT_GAZE, Stream.SIGHT_HIPS)
        errors = rng.normals(seen.luck[rows], then.told[STRUCK, rows], viewers[:, None], streams)
        went = atan2(vy, vx)
        true = np.abs(wrap(went - gaze - SIGHT.gaze_noise * blur * errors[0])) < n.looked_at
        heel = np.abs(wrap(went - hips - SIGHT.hips_noise * blur * errors[1])) > n.heel_from
        cell = rows[None, :], who[None, :], viewers[:, None]
        self.truths[cell] += saw & true
        self.lies[cell] += saw & ~true
        self.heels[cell] += saw & heel
        self.pushes[cell] += saw & ~heel
        mate = self._meant(seen, rows, who, x, y, vx, vy)
        meant = saw & (mate != NOBODY)
        self.to[(*cell, np.maximum(mate, 0))] += meant

    @staticmethod
    def _meant(
        seen: Perceived, rows: Rows, who: Ints, from_x: Floats, from_y: Floats, vx: Floats, vy: Floats
    ) -> Ints:
        """Return the player a pass seems to each to have been meant for, ``(viewers, rows)``, or NOBODY.

        It is the team-mate nearest to the pass's line.
        """
        others = seen.others[..., rows]
        x, y = others[X] - from_x, others[Y] - from_y
        ahead, aside = x * vx + y * vy, np.abs(x * vy - y * vx)
        angle = atan2(aside, ahead)
        team = seen.squad.team
        mates = (team[:, None] == team[who]) & (np.arange(len(team))[:, None] != who)
        angle = np.where(mates[:, None], angle, np.inf)
        best: Ints = np.argmin(angle, axis=0)
        return np.where(angle.min(axis=0) < NOTING.meant, best, NOBODY)
