"""From bodies to cues: what one player can see of another, late, blurred, from the front of his eyes.

Everything after this module knows the passer by these cues alone. They are made from the visible part of the
world, are copies, and can't be written to.
"""

from dataclasses import dataclass, fields

import numpy as np

from game.core import luck
from game.core.intents import Codes
from game.core.luck import Stream
from game.core.maths import Bools, Floats, Ints, cross, dot, heading, norm, sincos, wrap
from game.core.state import NOBODY, STEP_SECONDS, Phase, Rows, View
from game.mind.styles import Minds

MEMORY = 24
"""Steps of the past that are kept: the slowest eye's delay and some more."""
BLOCK = 24
"""Steps for which a misjudgement lasts: errors go with the moment and not with the frame. Everybody has his
own time, or all would see anew at once."""


@dataclass(frozen=True, slots=True)
class Sight:
    """Eyes. Priors, calibrated by hand on how early people read an honest pass (docs/mind.md)."""

    half_field: float = 1.65
    """Radians to each side of the gaze that are seen at all."""
    sharp: float = 0.5
    """Radians to each side of the gaze that are seen sharply ..."""
    edge_blur: float = 2.0
    """... and how much worse it is at the field's edge."""
    gaze_noise: float = 1.0
    """Radians, spread of a gaze direction seen at ``near`` metres: heads say little (Weigelt 2020)."""
    hips_noise: float = 0.66
    trunk_noise: float = 0.65
    plant_noise: float = 0.36
    """Radians: the plant foot is the honest cue that comes early enough (Lopes 2014)."""
    ball_noise: float = 0.10
    """Metres, spread of the ball's place by the foot."""
    near: float = 8.0
    """Metres at which the noises above hold ..."""
    near_share: float = 0.5
    """... of which this share remains at no distance."""
    body_width: float = 0.30
    """Metres beside the line of sight within which a third body hides what is behind him."""


SIGHT = Sight()


_NOISE = (
    ("gaze", SIGHT.gaze_noise),
    ("hips", SIGHT.hips_noise),
    ("trunk", SIGHT.trunk_noise),
    ("plant", SIGHT.plant_noise),
)
_STREAMS = (
    Stream.SIGHT_GAZE,
    Stream.SIGHT_HIPS,
    Stream.SIGHT_TRUNK,
    Stream.SIGHT_PLANT,
    Stream.SIGHT_BALL,
)


@dataclass(frozen=True, slots=True)
class Cues:
    """What each viewer sees of the man with the ball, ``(worlds, viewers)``; read-only."""

    seen: Bools
    """Whether he sees him at all just now."""
    gaze: Floats
    """Heading, radians."""
    hips: Floats
    trunk: Floats
    plant: Floats
    """Heading of the plant foot; meaningful where ``planted``."""
    planted: Bools
    """The plant foot is down and the leg comes through."""
    winding: Bools
    """A leg is back."""
    lift: Floats
    """How far it is back, 0 to 1."""
    run: Floats
    """Heading of his run."""
    pace: Floats
    """m/s."""
    foot: Floats
    """Which leg swings: 1 right, -1 left, 0 none yet."""
    ball_ahead: Floats
    """Metres from his body to the ball along his hips."""
    at: Floats
    """``(worlds, viewers, 2)`` metres: where he is."""
    ball: Floats
    """``(worlds, viewers, 2)`` metres."""
    ball_vel: Floats
    """``(worlds, viewers, 2)`` m/s."""


@dataclass(slots=True)
class Moment:
    """One step's visible things, kept; shapes as in the state."""

    pos: Floats
    vel: Floats
    hips: Floats
    trunk: Floats
    gaze: Floats
    phase: Codes
    foot: Codes
    lift: Floats
    plant_angle: Floats
    ball: Floats
    ball_vel: Floats
    holder: Ints
    side: Ints

    def take(self, rows: Rows) -> "Moment":
        """A copy of some worlds."""
        return Moment(**{f.name: getattr(self, f.name)[rows] for f in fields(self)})


def _side_with_ball(view: View) -> Ints:
    """The team with the ball, or of the last who touched it, ``(worlds,)``; -1 before anybody did."""
    has = np.where(view.ball.holder == NOBODY, view.ball.last_touch, view.ball.holder)
    side: Ints = np.where(has == NOBODY, -1, view.squad.team[np.maximum(has, 0)]).astype(np.int64)
    return side


class Eyes:
    """The last moments of a batch, and what viewers make of them."""

    def __init__(self, minds: Minds) -> None:
        self.minds = minds
        self._moments: list[Moment] = []

    def take(self, rows: Rows) -> "Eyes":
        """Eyes that go on in some worlds."""
        other = Eyes(self.minds)
        other._moments = [moment.take(rows) for moment in self._moments]
        return other

    def remember(self, view: View) -> None:
        """Take in this step."""
        b = view.bodies
        self._moments.append(
            Moment(
                pos=b.pos.copy(order="K"),
                vel=b.vel.copy(order="K"),
                hips=b.hips.copy(),
                trunk=b.trunk.copy(),
                gaze=b.gaze.copy(),
                phase=b.phase.copy(),
                foot=b.foot.copy(),
                lift=b.lift.copy(),
                plant_angle=b.plant_angle.copy(),
                ball=view.ball.pos[:, :2].copy(),
                ball_vel=view.ball.vel[:, :2].copy(),
                holder=view.ball.holder.copy(),
                side=_side_with_ball(view),
            )
        )
        if len(self._moments) > MEMORY:
            self._moments.pop(0)

    def _ago(self, seconds: float) -> Moment:
        steps = max(round(seconds / STEP_SECONDS), 0)
        return self._moments[max(len(self._moments) - 1 - steps, 0)]

    def moment(self, viewers: Ints) -> "Moment":
        """Where everybody was when the slowest of some viewers last saw them."""
        return self._ago(float(self.minds.delay[viewers].max()))

    def possession(self) -> tuple[Ints, Ints]:
        """Who holds the ball and which team has it, as each player knows it: ``(worlds, players)``.

        NOBODY and -1 where there is none. A player learns of a strike when his eyes have told him.
        """
        delays = self.minds.delay
        first = self._moments[0]
        holder = np.empty((len(first.holder), len(delays)), dtype=np.int64)
        side = np.empty_like(holder)
        for delay in np.unique(delays):
            group = np.flatnonzero(delays == delay)
            then = self._ago(float(delay))
            holder[:, group], side[:, group] = then.holder[:, None], then.side[:, None]
        return holder, side

    def look(self, view: View, viewers: Ints, subject: Ints) -> Cues:
        """Cues of the players ``viewers`` ``(viewers,)`` about one subject a world ``(worlds,)``.

        ``subject`` NOBODY gives cues that are not seen.
        """
        worlds = len(view.seeds)
        shape = (worlds, len(viewers))
        out = {f.name: np.zeros(shape) for f in fields(Cues) if f.name not in ("at", "ball", "ball_vel")}
        at, ball, ball_vel = (np.zeros((*shape, 2)) for _ in range(3))
        who = np.maximum(subject, 0)
        rows = np.arange(worlds)
        delays = self.minds.delay[viewers]
        for delay in np.unique(delays):
            group = np.flatnonzero(delays == delay)
            then = self._ago(float(delay))
            for name in ("gaze", "hips", "trunk", "lift", "foot"):
                out[name][:, group] = getattr(then, name)[rows, who][:, None]
            out["plant"][:, group] = then.plant_angle[rows, who][:, None]
            phase = then.phase[rows, who]
            out["planted"][:, group] = (phase == Phase.FORWARD)[:, None]
            out["winding"][:, group] = (phase == Phase.BACK)[:, None]
            vel = then.vel[rows, who]
            out["run"][:, group] = heading(vel)[:, None]
            out["pace"][:, group] = norm(vel)[:, None]
            s, c = sincos(then.hips[rows, who])
            to_ball = then.ball - then.pos[rows, who]
            out["ball_ahead"][:, group] = (c * to_ball[:, 0] + s * to_ball[:, 1])[:, None]
            at[:, group] = then.pos[rows, who][:, None]
            ball[:, group] = then.ball[:, None]
            ball_vel[:, group] = then.ball_vel[:, None]
        self._blur(view, viewers, who, out)
        out["seen"] = self._sees(view, viewers, who) & (subject != NOBODY)[:, None]
        for name in ("planted", "winding"):
            out[name] = out[name].astype(np.bool_)
        cues = Cues(**out, at=at, ball=ball, ball_vel=ball_vel)  # type: ignore[arg-type]
        for f in fields(cues):
            getattr(cues, f.name).setflags(write=False)
        return cues

    def _blur(self, view: View, viewers: Ints, who: Ints, out: dict[str, Floats]) -> None:
        """Directions are seen with an error that lasts a moment and grows with distance and off the gaze."""
        rows = np.arange(len(who))
        gap = view.bodies.pos[rows, who][:, None, :] - view.bodies.pos[:, viewers]
        distance = norm(gap)
        off = np.abs(wrap(heading(gap) - view.bodies.gaze[:, viewers]))
        edge = np.minimum(np.maximum(off - SIGHT.sharp, 0.0) / (SIGHT.half_field - SIGHT.sharp), 1.0)
        far = SIGHT.near_share + (1.0 - SIGHT.near_share) * distance / SIGHT.near
        blur = self.minds.blur[viewers] * far * (1.0 + (SIGHT.edge_blur - 1.0) * edge)
        seeds = view.seeds[:, None]
        own_time = np.floor(BLOCK * luck.uniform(seeds, 0, viewers[None, :], Stream.SIGHT_BALL))
        counter = (view.step + own_time.astype(np.int64)) // BLOCK + 1
        errors = luck.normals(seeds, counter, viewers[None, :], _STREAMS)
        for (name, noise), error in zip(_NOISE, errors[:4], strict=True):
            own = self.minds.late[viewers] if name == "plant" else 1.0
            out[name] = wrap(out[name] + noise * blur * own * error)
        out["ball_ahead"] = out["ball_ahead"] + SIGHT.ball_noise * blur * errors[4]

    def _sees(self, view: View, viewers: Ints, who: Ints) -> Bools:
        """In front of the eyes, and nobody stands between."""
        rows = np.arange(len(who))
        eyes = view.bodies.pos[:, viewers]
        line = view.bodies.pos[rows, who][:, None, :] - eyes
        length = norm(line)
        off = np.abs(wrap(heading(line) - view.bodies.gaze[:, viewers]))
        seen: Bools = off < SIGHT.half_field
        unit_line = (line / np.maximum(length, 1e-6)[..., None])[:, :, None, :]
        third = np.arange(view.bodies.pos.shape[1])
        gap = view.bodies.pos[:, None] - eyes[:, :, None, :]
        along = dot(gap, unit_line)
        aside = np.abs(cross(unit_line, gap))
        between = (along > 0.3) & (along < length[..., None] - 0.3) & (aside < SIGHT.body_width)
        others = (viewers[:, None] != third) & (who[:, None, None] != third)
        seen &= ~(between & others).any(axis=2)
        return seen
