"""Team-mates read their own passer's leg as defenders do, and are ready for the ball that it sends them.

Whoever sees the leg go back, and finds that the pass may well be theirs, no longer wonders what comes: they
keep to the run on which the passer has them, or stand and turn to the passer, and know of the ball as soon
as of anything that flies at them. Those who didn't read it follow play, and know of it later.
"""

from dataclasses import dataclass

import numpy as np

from game.core.batched import Batched, Shared
from game.core.maths import PI, Bools, Floats, Ints, found, heading, log, norm, places, wrap
from game.core.state import NOBODY, STEP_SECONDS, Phase, Rows, Squad
from game.mind.defence.evidence import READING
from game.mind.meeting import top_speed
from game.mind.perception.delayed_ball import DelayedBall
from game.mind.perception.glimpse import AT
from game.mind.perception.observe import Cues, Eyes
from game.mind.perception.perceived import Perceived
from game.mind.perception.sight import SIGHT
from game.mind.traits.styles import Minds

_BACK, _FORWARD = Phase.BACK.value, Phase.FORWARD.value


@dataclass(frozen=True, slots=True)
class LegReading:
    """How a team-mate reads whom a leg that goes back will play to. All numbers are priors."""

    seen_for: float = 0.20
    """Seconds for which a leg is seen back when it is read: the body's cues weigh as much as they do to a
    defender in that time."""
    down_for: float = 0.10
    """Seconds for which a plant foot is seen down when it is read."""
    half: float = 0.7
    """How far under the likeliest, in log odds, a pass may be and still be taken for one's own (one half)."""
    ready_for: float = 0.5
    """Seconds for which a player stays ready after the last sign of a leg: longer than it takes to come
    through, and than eyes are late."""
    runs: float = 1.5
    """m/s of one's own run from which a player who may get the ball keeps to it."""
    settles_with: float = 0.25
    """Share of the own run that is left, at each thought, to a player who settles for a pass to the feet."""


LEG = LegReading()


@dataclass(slots=True)
class KnownBall:
    """What the viewers know of the ball, ``(worlds, viewers, ...)``."""

    pos: Floats
    vel: Floats
    turns: Floats
    """``(worlds, viewers, 2)`` float64, m/s: how it turns over the ground."""
    holder: Ints
    kicker: Ints
    struck: Ints

    @classmethod
    def of(cls, seen: Perceived) -> "KnownBall":
        """Return what those know who follow play."""
        pos, vel = seen.ball_now()
        told = seen.holder.copy(), seen.kicker.copy(), seen.struck.copy()
        return cls(pos, vel, seen.turning().copy(), *told)


class LegReaders(Batched):
    """What the team-mates of the carriers of a batch read of their legs."""

    squad: Shared[Squad]
    minds: Shared[Minds]
    cpu: Shared[Rows]
    passer: Ints
    """``(worlds, cpu)`` int64: the player whose leg each has read as sending the ball to them, or NOBODY."""
    _until: Ints
    """``(worlds, cpu)`` int64: the step up to which each is ready for it."""

    def __init__(self, squad: Squad, cpu: Rows, minds: Minds, worlds: int) -> None:
        self.squad, self.cpu, self.minds = squad, cpu, minds
        self.passer = np.full((worlds, len(cpu)), NOBODY, dtype=np.int64)
        self._until = np.zeros((worlds, len(cpu)), dtype=np.int64)

    def restart(self, rows: Bools) -> None:
        """Take in a whistle in the worlds of a mask: nobody is ready for what was to come."""
        self.passer[rows] = NOBODY

    def waits(self, seen: Perceived, known: KnownBall, wish: Floats) -> Floats:
        """Return wishes to move of everybody, with those of players who are ready for a pass made steady.

        ``wish`` ``(worlds, cpu, 2)`` is a share of top speed. A runner is met on the run that the passer has
        seen, and whoever stands is found where they stand.
        """
        ready = (self.passer != NOBODY) & (known.holder == self.passer)
        if not np.count_nonzero(ready):
            return wish
        vel = seen.own.vel
        kept = np.where(norm(vel) < LEG.runs, LEG.settles_with, 1.0) / top_speed(seen.own.stamina)
        return np.where(ready[..., None], kept[..., None] * vel, wish)

    def known(self, seen: Perceived, recall: DelayedBall) -> KnownBall:
        """Return what everybody knows of the ball: those who are ready for it see it leave at once."""
        known = KnownBall.of(seen)
        if not np.count_nonzero(self.passer != NOBODY):
            return known
        reacts = self.minds.reacts[self.cpu]
        for late in sorted(set(reacts.tolist())):
            at = found(reacts == late)
            passer, holder, kicker = self.passer[:, at], recall.holder(late), recall.kicker(late)
            flies = (passer != NOBODY) & (holder == NOBODY)[:, None] & (kicker[:, None] == passer)
            rows, who = places(flies)
            if rows.size == 0:
                continue
            cell = rows, at[who]
            pos, vel = recall.seen(late)
            known.pos[cell], known.vel[cell] = pos[rows], vel[rows]
            known.turns[cell] = recall.turning(late)[rows]
            known.holder[cell], known.kicker[cell] = NOBODY, kicker[rows]
            struck = seen.step - round(late / STEP_SECONDS)
            known.struck[cell] = np.maximum(known.struck[cell], struck)
        return known

    def read(self, seen: Perceived, eyes: Eyes) -> None:
        """Take in what everybody sees of the leg of their own side's carrier."""
        team = self.squad.team[self.cpu]
        for side in (0, 1):
            at = found(team == side)
            if at.size < 2:
                continue
            viewers = self.cpu[at]
            holder = seen.holder[:, at]
            slowest = int(self.minds.delay[viewers].argmax())
            whose = holder[:, slowest]
            subject = np.where((whose != NOBODY) & (self.squad.team[np.maximum(whose, 0)] == side), whose, -1)
            self.passer[:, at] = np.where(self._until[:, at] > seen.step, self.passer[:, at], NOBODY)
            ready = np.count_nonzero(self.passer[:, at] != NOBODY)
            if not (ready or self._leg_shows(eyes, viewers, subject)):
                continue
            part = seen.of(viewers)
            cues = eyes.look(part, viewers, subject)
            other = viewers != subject[:, None]
            signs = (cues.winding | cues.planted) & other
            if np.count_nonzero(signs):
                signs &= self._may_be_mine(part, cues, subject)
            # A leg that was put down again, with the ball still there, sends nothing.
            still = cues.seen & ~(cues.winding | cues.planted) & (subject != NOBODY)[:, None]
            passer = np.where(still, NOBODY, self.passer[:, at])
            self.passer[:, at] = np.where(signs, subject[:, None], passer)
            until = seen.step + round(LEG.ready_for / STEP_SECONDS)
            self._until[:, at] = np.where(signs, until, self._until[:, at])

    @staticmethod
    def _leg_shows(eyes: Eyes, viewers: Ints, subject: Ints) -> bool:
        """Return whether a carrier's leg is back, or comes through, in what reaches any of the viewers."""
        who, rows = np.maximum(subject, 0), np.arange(len(subject))
        for late in sorted(set(eyes.steps[viewers].tolist())):
            first = int(viewers[np.argmax(eyes.steps[viewers] == late)])
            phase = eyes.seen_by(first).facts[AT["phase"], who, rows]
            moves = (phase == _BACK) | (phase == _FORWARD)
            if np.count_nonzero(moves & (subject != NOBODY)):
                return True
        return False

    def _may_be_mine(self, seen: Perceived, cues: Cues, subject: Ints) -> Bools:
        """Return whether each viewer takes the pass for one that may be theirs, ``(worlds, viewers)``."""
        r, squad, viewers = READING, self.squad, seen.viewers
        side = int(squad.team[viewers[0]])
        mates = found(squad.team == side)
        at = seen.now_at()[:, :, mates]
        if at.shape[1] == 1:
            at = np.broadcast_to(at, (at.shape[0], len(viewers), *at.shape[2:])).copy()
        every, mine = np.arange(len(viewers)), np.searchsorted(mates, viewers)
        at[:, every, mine] = seen.own.pos
        gap = at - cues.ball[:, :, None]
        line, far = heading(gap), norm(gap)
        # A cue that is hardly seen tells hardly anything.
        blur = SIGHT.blur_at(norm(cues.at - seen.own.pos)) * self.minds.blur[viewers]
        late = self.minds.plant[viewers] * _told(SIGHT.plant_noise * blur)
        body = self.minds.body[viewers] * _told(SIGHT.hips_noise * blur)
        gaze = self.minds.gaze[viewers] * _told(SIGHT.gaze_noise * blur)
        hips = np.abs(wrap(line - cues.hips[..., None]))
        plant = np.abs(wrap(line - cues.plant[..., None]))
        looks = np.abs(wrap(line - cues.gaze[..., None]))
        down = np.where(cues.planted, late * r.plant_rate * LEG.down_for, 0.0)[..., None]
        square = (body * r.hips_rate * LEG.seen_for)[..., None]
        push = -square * np.maximum(hips - r.push_serves, 0.0) - down * np.maximum(plant - r.plant_free, 0.0)
        turned = PI - hips
        heel = -square * np.maximum(turned - r.heel_serves, 0.0)
        heel = heel - down * np.maximum(PI - plant - r.plant_free, 0.0) + log(np.array(r.heel_share))
        eyes = (0.5 * gaze * r.gaze_rate * LEG.seen_for)[..., None]
        weight = np.maximum(push, heel) - eyes * np.minimum(looks, 1.0) - far / r.far
        weight = np.where(mates == subject[:, None, None], -1e9, weight)
        own = weight[:, every, mine]
        result: Bools = own >= weight.max(axis=2) - LEG.half
        return result


def _told(noise: Floats) -> Floats:
    """Return how much of a heading gets through, 0 to 1, where it is seen with ``noise``, radians."""
    told: Floats = 1.0 / (1.0 + noise * noise)
    return told
