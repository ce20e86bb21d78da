"""Cues are what one player can see of another: late, blurred, and only in front of the eyes.

Everything after this module knows the passer by these cues alone. They are made from the visible part of the
world, are copies, and can't be written to.
"""

from dataclasses import dataclass, fields, replace

import numpy as np

from game.core import rng
from game.core.batched import Batched, Shared, WorldsLast
from game.core.maths import Bools, Floats, Ints, found, heading, norm, sincos, wrap
from game.core.rng import Seeds, Stream
from game.core.state import NOBODY, STEP_SECONDS, Phase, Rows, View
from game.mind.traits.styles import Minds

BLOCK = 24
"""Steps for which a misjudgement lasts: errors go with the moment and not with the frame. Everybody has a
time of their own, or all would look afresh at once."""


@dataclass(frozen=True, slots=True)
class Sight:
    """What eyes can see.

    Priors, set by hand on how early people read an honest pass (docs/validation/reading.md).
    """

    half_field: float = 1.65
    """Radians to each side of the gaze within which anything is seen at all."""
    sharp: float = 0.5
    """Radians to each side of the gaze within which all is seen sharply."""
    edge_blur: float = 2.0
    """Times that the blur at the field's edge is that of a sharp look."""
    gaze_noise: float = 1.0
    """Radians, spread of a gaze direction seen at ``near`` metres: heads say little (Weigelt 2020)."""
    hips_noise: float = 0.88
    trunk_noise: float = 1.0
    plant_noise: float = 0.36
    """Radians, spread of the plant foot's heading seen at ``near`` metres: it is the honest cue that comes
    early enough (Lopes 2014)."""
    ball_noise: float = 0.10
    """Metres, spread of the ball's place by the foot, seen at ``near`` metres."""
    near: float = 8.0
    """Metres at which the table's noises hold."""
    near_share: float = 0.15
    """Share of the noises that remains at no distance."""
    body_width: float = 0.30
    """Metres beside the line of sight within which a third body hides what is behind it."""
    body_deep: float = 0.30
    """Metres from either end of the line of sight within which no third body hides anything."""


SIGHT = Sight()


_NOISE = {
    "gaze": SIGHT.gaze_noise,
    "hips": SIGHT.hips_noise,
    "trunk": SIGHT.trunk_noise,
    "plant": SIGHT.plant_noise,
}
_STREAMS = (
    Stream.SIGHT_GAZE,
    Stream.SIGHT_HIPS,
    Stream.SIGHT_TRUNK,
    Stream.SIGHT_PLANT,
    Stream.SIGHT_BALL,
)


@dataclass(frozen=True, slots=True)
class Cues(Batched):
    """What each viewer sees of the player with the ball, ``(worlds, viewers)``; read-only."""

    seen: Bools
    """``(worlds, viewers)`` bool: whether the viewer sees the player at all just now."""
    gaze: Floats
    """``(worlds, viewers)`` float64, radians: heading of the eyes."""
    hips: Floats
    trunk: Floats
    plant: Floats
    """``(worlds, viewers)`` float64, radians: heading of the plant foot; it has a meaning where
    ``planted``."""
    planted: Bools
    """``(worlds, viewers)`` bool: whether the plant foot is down and the leg comes through."""
    winding: Bools
    """``(worlds, viewers)`` bool: whether a leg is back."""
    lift: Floats
    """``(worlds, viewers)`` float64, 0 to 1: how far the leg is back."""
    run: Floats
    """``(worlds, viewers)`` float64, radians: heading of the player's run."""
    pace: Floats
    """``(worlds, viewers)`` float64, m/s: speed of the player's run."""
    foot: Floats
    """``(worlds, viewers)`` float64: the leg that swings, 1 right, -1 left, 0 none yet."""
    ball_ahead: Floats
    """``(worlds, viewers)`` float64, metres from the player's body to the ball along the hips."""
    at: Floats
    """``(worlds, viewers, 2)`` float64, metres: where the player is."""
    ball: Floats
    """``(worlds, viewers, 2)`` float64, metres: where the ball is."""
    ball_vel: Floats
    """``(worlds, viewers, 2)`` float64, m/s: velocity of the ball."""

    def later(self, seconds: float) -> "Cues":
        """Return the cues as if ``seconds`` had passed: the ball has rolled on, and nothing else is new."""
        return replace(self, ball=self.ball + seconds * self.ball_vel)


_FACTS = ("x", "y", "vx", "vy", "hips", "trunk", "gaze", "phase", "foot", "lift", "plant_angle", "calling")
_AT = {name: place for place, name in enumerate(_FACTS)}
X, Y, VX, VY, HIPS, GAZE, CALLING = (_AT[name] for name in ("x", "y", "vx", "vy", "hips", "gaze", "calling"))


@dataclass(slots=True)
class Glimpse(Batched):
    """What was visible in one step, kept; numbers of all worlds lie together, so that batches are quick."""

    facts: WorldsLast[Floats]
    """``(facts, players, worlds)`` float64: what was seen of bodies, in the order of ``_FACTS``."""
    rolls: WorldsLast[Floats]
    """``(8, worlds)`` float64: the ball's place, metres (the height is that of its centre above rest), its
    velocity, m/s, and the speed with which it turns over the ground, m/s."""
    holder: Ints
    """``(worlds,)`` int64: the player with the ball, or NOBODY."""
    side: Ints
    """``(worlds,)`` int64: the team with the ball, or of the last who touched it; -1 before anybody did."""

    @classmethod
    def of(cls, view: View) -> "Glimpse":
        """Return what is visible in this step."""
        b, ball = view.bodies, view.ball
        facts = np.empty((len(_FACTS), b.pos.shape[1], len(view.seeds)))
        facts[0:2], facts[2:4] = b.pos.transpose(2, 1, 0), b.vel.transpose(2, 1, 0)
        for name in _FACTS[4:]:
            facts[_AT[name]] = getattr(b, name).T
        rolls = np.empty((8, len(view.seeds)))
        rolls[:3], rolls[3:6], rolls[6:] = ball.pos.T, ball.vel.T, ball.roll.T
        has = np.where(ball.holder == NOBODY, ball.last_touch, ball.holder)
        side = np.where(has == NOBODY, -1, view.squad.team[np.maximum(has, 0)]).astype(np.int64)
        return cls(facts, rolls, ball.holder.copy(), side)

    @property
    def pos(self) -> Floats:
        """Where everybody was, ``(worlds, players, 2)`` float64, metres."""
        return self.facts[0:2].transpose(2, 1, 0)

    @property
    def vel(self) -> Floats:
        """Everybody's velocity, ``(worlds, players, 2)`` float64, m/s."""
        return self.facts[2:4].transpose(2, 1, 0)

    @property
    def hips(self) -> Floats:
        """Heading of everybody's hips, ``(worlds, players)`` float64, radians."""
        hips: Floats = self.facts[HIPS].T
        return hips

    @property
    def ball(self) -> Floats:
        """Where the ball was, ``(worlds, 2)`` float64, metres."""
        return self.rolls[0:2].T

    @property
    def ball_vel(self) -> Floats:
        """The ball's velocity, ``(worlds, 2)`` float64, m/s."""
        return self.rolls[3:5].T


@dataclass(slots=True)
class _Errors(Batched):
    """How some viewers misjudge just now, ``(viewers, worlds)``; drawn again when a moment is over."""

    seeds: Seeds
    own_time: WorldsLast[Ints]
    counter: WorldsLast[Ints]
    drawn: WorldsLast[Floats]
    """``(streams, viewers, worlds)`` float64: standard normal numbers."""


@dataclass(frozen=True, slots=True)
class _Moment(Batched):
    """A moment that is remembered, and which of its worlds are still looked at.

    It is cut down only when it is looked at: most are not, before the next worlds end.
    """

    glimpse: Glimpse
    rows: Rows | None = None
    """Worlds that are still looked at; None stands for all of them."""

    def take(self, rows: Rows) -> "_Moment":
        """Return the moment with a note of which worlds are left."""
        return _Moment(self.glimpse, rows if self.rows is None else self.rows[rows])

    def cut_down(self) -> "_Moment":
        """Return the moment with no more than the worlds that are looked at."""
        return self if self.rows is None else _Moment(self.glimpse.take(self.rows))


class Eyes(Batched):
    """The last moments of a batch, and what viewers make of them."""

    minds: Shared[Minds]
    stride: Shared[int]
    """Steps of the game from one moment to the next."""
    steps: Shared[Ints]
    """``(players,)`` int64: steps by which each player sees late."""
    lates: Shared[list[int]]
    """Steps by which anybody sees late: each delay once, the shortest first."""
    _moments: list[_Moment]
    """The moments that are remembered, the latest last."""
    _errors: dict[bytes, _Errors]
    """Misjudgements by the viewers who share a draw."""

    def __init__(self, minds: Minds, stride: int = 1) -> None:
        """Begin with nothing seen; ``stride`` is the number of steps from one moment to the next."""
        self.minds, self.stride = minds, stride
        self._moments = []
        self._errors = {}
        seconds = stride * STEP_SECONDS
        self.steps = np.array([stride * max(round(float(d) / seconds), 0) for d in minds.delay])
        self.lates = sorted(set(self.steps.tolist()))

    def remember(self, view: View) -> None:
        """Take in this step."""
        self._moments.append(_Moment(Glimpse.of(view)))
        if len(self._moments) > int(self.steps.max()) // self.stride + 1:
            self._moments.pop(0)

    def _ago(self, steps: int) -> Glimpse:
        place = max(len(self._moments) - 1 - steps // self.stride, 0)
        self._moments[place] = self._moments[place].cut_down()
        return self._moments[place].glimpse

    def _late(self, viewers: Ints) -> list[tuple[Rows, Glimpse]]:
        """Return groups of equally quick viewers (their places among ``viewers``), and what these see now."""
        steps = self.steps[viewers]
        return [(found(steps == late), self._ago(late)) for late in sorted(set(steps.tolist()))]

    def moment(self, viewers: Ints) -> "Glimpse":
        """Return where everybody was when the slowest of some viewers last saw them."""
        return self._ago(int(self.steps[viewers].max()))

    def seen_by(self, viewer: int) -> "Glimpse":
        """Return what one player sees now."""
        return self._ago(int(self.steps[viewer]))

    def possession(self) -> tuple[Ints, Ints]:
        """Return who holds the ball and which team has it, as each player knows it, ``(worlds, players)``.

        They are NOBODY and -1 where there is none. A player learns of a strike when their eyes have told
        them.
        """
        known = np.array([(then.holder, then.side) for then in map(self._ago, self.steps)])
        return known[:, 0].T, known[:, 1].T

    def ball(self, viewers: Ints) -> tuple[Floats, Floats]:
        """Return the ball's place, metres, and velocity, m/s, as viewers see it, ``(worlds, viewers, 3)``."""
        seen = np.array([self._ago(self.steps[viewer]).rolls for viewer in viewers])
        return seen[:, :3].transpose(2, 0, 1), seen[:, 3:6].transpose(2, 0, 1)

    def turning(self, viewers: Ints) -> Floats:
        """Return the ball's turning as some viewers see it, ``(worlds, viewers, 2)`` m/s.

        It tells whether the ball skids.
        """
        return np.array([self._ago(self.steps[viewer]).rolls[6:] for viewer in viewers]).transpose(2, 0, 1)

    def look(self, view: View, viewers: Ints, subject: Ints) -> Cues:
        """Return cues of the players ``viewers`` ``(viewers,)`` about one subject a world ``(worlds,)``.

        A ``subject`` NOBODY gives cues that are not seen.
        """
        who, rows = np.maximum(subject, 0), np.arange(len(view.seeds))
        told = np.empty((len(_FACTS), len(viewers), len(rows)))
        rolls = np.empty((8, len(viewers), len(rows)))
        for group, then in self._late(viewers):
            told[:, group] = then.facts[:, who, rows][:, None]
            rolls[:, group] = then.rolls[:, None]
        x, y, vx, vy = told[:4]
        s, c = sincos(told[_AT["hips"]])
        out = {name: told[_AT[name]] for name in ("gaze", "hips", "trunk", "lift", "foot")}
        out["plant"] = told[_AT["plant_angle"]]
        out["ball_ahead"] = c * (rolls[0] - x) + s * (rolls[1] - y)
        out["run"], out["pace"] = heading(told[2:4].transpose(1, 2, 0)), np.sqrt(vx * vx + vy * vy)
        eyes = np.ascontiguousarray(view.bodies.pos[:, viewers].T)
        gap = told[:2] - eyes
        distance = norm(gap.transpose(1, 2, 0))
        gaze = view.bodies.gaze[:, viewers].T
        off = np.abs(wrap(heading(gap.transpose(1, 2, 0)) - gaze))
        phase = told[_AT["phase"]]
        self._blur(view, viewers, distance, off, phase == Phase.NONE.value, out)
        seen = (off < SIGHT.half_field) & (subject != NOBODY)
        seen &= ~_screened(view, viewers, who, eyes, gap, distance)
        flags = {"planted": phase == Phase.FORWARD.value, "winding": phase == Phase.BACK.value, "seen": seen}
        cues = Cues(
            **{name: value.T for name, value in (out | flags).items()},
            at=told[:2].transpose(2, 1, 0),
            ball=rolls[:2].transpose(2, 1, 0),
            ball_vel=rolls[3:5].transpose(2, 1, 0),
        )
        for f in fields(cues):
            getattr(cues, f.name).setflags(write=False)
        return cues

    def _blur(
        self,
        view: View,
        viewers: Ints,
        distance: Floats,
        off: Floats,
        stands: Bools,
        out: dict[str, Floats],
    ) -> None:
        """Give directions an error that lasts a moment and grows with distance and off the gaze."""
        edge = np.minimum(np.maximum(off - SIGHT.sharp, 0.0) / (SIGHT.half_field - SIGHT.sharp), 1.0)
        far = SIGHT.near_share + (1.0 - SIGHT.near_share) / SIGHT.near * distance
        blur = self.minds.blur[viewers][:, None] * far * (1.0 + (SIGHT.edge_blur - 1.0) * edge)
        early = self.minds.early[viewers]
        if (early != 1.0).any():
            blur = blur * np.where(stands, early[:, None], 1.0)
        errors = self._misjudged(view, viewers)
        for (name, noise), error in zip(_NOISE.items(), errors[:4], strict=True):
            out[name] = wrap(out[name] + noise * blur * error)
        out["ball_ahead"] = out["ball_ahead"] + SIGHT.ball_noise * blur * errors[4]

    def _misjudged(self, view: View, viewers: Ints) -> Floats:
        """Return standard normal errors ``(streams, viewers, worlds)`` of this moment."""
        key, seeds, owner = viewers.tobytes(), view.seeds[None, :], viewers[:, None]
        known = self._errors.get(key)
        if known is None or not np.array_equal(known.seeds, view.seeds):
            own_time = np.floor(BLOCK * rng.uniform(seeds, 0, owner, Stream.SIGHT_BALL)).astype(np.int64)
            counter = (view.step + own_time) // BLOCK + 1
            drawn = np.array(rng.normals(seeds, counter, owner, _STREAMS))
            self._errors[key] = _Errors(view.seeds.copy(), own_time, counter, drawn)
            return drawn
        counter = (view.step + known.own_time) // BLOCK + 1
        who, where = np.nonzero(counter != known.counter)
        if where.size:
            fresh = rng.normals(view.seeds[where], counter[who, where], viewers[who], _STREAMS)
            known.drawn[:, who, where] = np.array(fresh)
            known.counter = counter
        return known.drawn


def _screened(view: View, viewers: Ints, who: Ints, eyes: Floats, gap: Floats, distance: Floats) -> Bools:
    """Return whether a third body hides the subject from each viewer, ``(viewers, worlds)``.

    ``eyes`` ``(2, viewers, worlds)`` is where the viewers are, ``gap`` ``(2, viewers, worlds)`` the way from
    there to the subject, ``distance`` its length; all in metres.
    """
    line = gap / np.maximum(distance, 1e-6)
    pos = view.bodies.pos.transpose(2, 1, 0)
    screened = np.zeros(distance.shape, dtype=np.bool_)
    end = distance - SIGHT.body_deep
    for third in range(pos.shape[1]):
        x, y = pos[0, third] - eyes[0], pos[1, third] - eyes[1]
        along = line[0] * x + line[1] * y
        aside = np.abs(line[0] * y - line[1] * x)
        between = (along > SIGHT.body_deep) & (along < end) & (aside < SIGHT.body_width)
        screened |= between & (viewers != third)[:, None] & (who != third)
    return screened
