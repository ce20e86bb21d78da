"""Cues are what one player can see of another: late, blurred, and only in front of the eyes.

Everything after this module knows the passer by these cues alone. They are made from the visible part of the
world, are copies, and can't be written to.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from game.core import rng
from game.core.batched import Batched, Dropped, Shared, WorldsLast
from game.core.maths import (
    ONE,
    ZERO,
    Bools,
    Floats,
    Ints,
    as_arrays,
    atan2,
    constant,
    found,
    length,
    of_each,
    pair,
    side_by_side,
    sincos,
    wrap,
)
from game.core.rng import Stream
from game.core.state import NOBODY, STEP_SECONDS, Ball, Bodies, Phase, Rows, View
from game.mind.perception.glimpse import AT, CALLING, FACTS, KEPT, Glimpse, KeptMoment
from game.mind.perception.misjudging import Misjudgements, misjudged
from game.mind.perception.perceived import (
    EVERYBODY,
    FEW,
    HIPS,
    HOLDER,
    KICKER,
    SIDE,
    STRUCK,
    VX,
    VY,
    Own,
    Perceived,
    Picture,
    X,
    Y,
)
from game.mind.perception.sight import SIGHT, before_eyes, screened
from game.mind.traits.schedule import THINK_EVERY
from game.mind.traits.styles import Minds

T = TypeVar("T", bound=np.generic)

_SIGHT, _STEP = as_arrays(SIGHT), constant(STEP_SECONDS)
_EDGE_BLURS, _EDGE_WIDE = constant(SIGHT.edge_blur - 1.0), constant(SIGHT.half_field - SIGHT.sharp)
GLANCE = 30
"""Steps for which a player goes on with what they misjudged of a place, until they look again (prior)."""


_NOISE = np.array((SIGHT.gaze_noise, SIGHT.hips_noise, SIGHT.trunk_noise, SIGHT.plant_noise)).reshape(4, 1, 1)
_ANGLES = [AT[name] for name in ("gaze", "hips", "trunk", "plant_angle", "vx")]
_STILL = [AT[name] for name in ("lift", "foot", "vx")]
_RUN, _PACE = 4, 2
"""Places among these of the run, which is made from the velocity."""
_PARTS = (
    "gaze", "hips", "trunk", "plant", "run",
    "lift", "foot", "pace",
    "planted", "winding", "ball_ahead", "seen",
)  # fmt: skip
"""Names of cues in the order in which a look makes them."""
_NONE, _BACK, _FORWARD = (phase.value for phase in (Phase.NONE, Phase.BACK, Phase.FORWARD))


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


@dataclass(frozen=True, slots=True)
class _EyesMemory:
    """What eyes have kept up to one step."""

    eyes: "Eyes"
    view: View

    def recall(self, some: Rows | slice, rows: Rows | None) -> tuple[Floats, Bools]:
        """Return what :meth:`Eyes.recall` does."""
        return self.eyes.recall(self.view, some, rows)

    def recall_each(self, at: Ints, rows: Rows) -> Floats:
        """Return what :meth:`Eyes.recall_each` does."""
        return self.eyes.recall_each(self.view, at, rows)


def _there(table: npt.NDArray[T], rows: Rows | None) -> npt.NDArray[T]:
    """Return some worlds of a table ``(..., worlds)``, or all of them."""
    return table if rows is None else table.take(rows, axis=-1)


def of_subjects(others: Floats, who: Ints, rows: Ints) -> Floats:
    """Return one player a world of what viewers keep of all, ``(facts, viewers or 1, worlds)``."""
    kept, players, viewers, worlds = others.shape
    at = (who * viewers + np.arange(viewers)[:, None]) * worlds + rows
    of_each_viewer: Floats = others.reshape(kept, players * viewers * worlds).take(at, axis=1)
    return of_each_viewer


class Eyes(Batched):
    """The last moments of a batch, and what viewers make of them."""

    minds: Shared[Minds]
    viewers: Shared[Ints]
    """``(viewers,)`` int64: the players whose eyes these are, in rising order."""
    stride: Shared[int]
    """Steps of the game from one moment to the next."""
    all_round: Shared[bool]
    """Whether everybody sees everybody, exactly and equally late: so a player imagines others' eyes."""
    whole: Shared[bool]
    """Whether everything that shows of bodies is remembered."""
    steps: Shared[Ints]
    """``(players,)`` int64: steps by which each player sees late."""
    _most: Shared[int]
    """Number of moments that are remembered."""
    lates: Shared[list[int]]
    """Steps by which any viewer sees late: each delay once, the shortest first."""
    _own: Shared[Rows | slice]
    """The viewers' places among all players."""
    _own_steps: Shared[Ints]
    """``(viewers, 1)`` int64: steps by which each viewer sees late."""
    _own_blur: Shared[Floats]
    """``(viewers, 1)`` float64, radians: how much each viewer misjudges where another player is."""
    _groups: Shared[dict[bytes, list[tuple[Rows | slice, int]]]]
    """Groups of equally quick viewers (their places), and steps by which these see late."""
    _moments: list[KeptMoment]
    """The moments that are remembered, the latest last."""
    _errors: dict[bytes, Misjudgements]
    """Misjudgements by the viewers who share a draw."""
    _kept: WorldsLast[Floats | None]
    """``(5, players, viewers, worlds)`` float64: each player as each viewer saw them last."""
    _when: WorldsLast[Ints | None]
    """``(players, viewers, worlds)`` int64: the step in which that was so."""
    _looks_round: Bools | None
    """``(worlds,)`` bool: where everybody looks round until the next glimpse."""
    _slips: Dropped[tuple[int, Floats] | None]
    """The glance and how places are misjudged in it; a copy may go on with luck of its own."""

    def __init__(
        self,
        minds: Minds,
        viewers: Ints | None = None,
        stride: int = 1,
        *,
        all_round: bool = False,
        whole: bool = False,
    ) -> None:
        """Begin with nothing seen; ``stride`` is the number of steps from one moment to the next."""
        self.minds, self.stride, self.all_round, self.whole = minds, stride, all_round, whole
        self.viewers = np.arange(len(minds.delay)) if viewers is None else np.asarray(viewers, np.int64)
        self._moments = []
        self._errors = {}
        seconds = stride * STEP_SECONDS
        self.steps = np.array([stride * max(round(float(d) / seconds), 0) for d in minds.delay])
        self._most = int(self.steps.max()) // stride + 1
        self.lates = sorted(set(self.steps[self.viewers].tolist()))
        self._kept, self._when, self._looks_round, self._slips = None, None, None, None
        self._own, self._groups = side_by_side(self.viewers), {}
        self._own_steps = self.steps[self.viewers][:, None]
        self._own_blur = SIGHT.place_noise * minds.blur[self.viewers][:, None]

    def see(self, view: View) -> Perceived:
        """Take in this step; returns what the viewers perceive now."""
        self._moments.append(KeptMoment(Glimpse.of(view, self.whole)))
        if len(self._moments) > self._most:
            self._moments.pop(0)
        if self._looks_round is None:
            self._looks_round = np.ones(len(view.luck), dtype=np.bool_)
        if not self.all_round and (self._kept is None or view.step % THINK_EVERY == 0):
            self._glance(view)
        return self.perceived(view)

    def perceived(self, view: View) -> Perceived:
        """Return what the viewers perceive in the moment that was taken in last."""
        who, delay = self.viewers, self.minds.delay[self.viewers]
        groups = self._late(who)
        if len(groups) == 1 and len(view.luck) > FEW:
            shape = len(who), len(view.luck)
            then = groups[0][1]
            ball = np.broadcast_to(then.rolls[:, None], (8, *shape))
            told = np.broadcast_to(then.told[:, None], (4, *shape))
        else:
            ball = np.empty((8, len(who), len(view.luck)))
            told = np.empty((4, len(who), len(view.luck)), dtype=np.int64)
            for group, then in groups:
                ball[:, group], told[:, group] = then.rolls[:, None], then.told[:, None]
            ball.flags.writeable = told.flags.writeable = False
        others_late = delay[[int(delay.argmax())]] if self.all_round and len(who) else delay
        own, memory = Own(who, view.bodies, view.ball, self._own), _EyesMemory(self, view)
        return Perceived(
            view.squad, view.step, view.luck, who, own, delay, others_late, ball, told, memory, EVERYBODY
        )

    def look_round(self, rows: Bools) -> None:
        """Let everybody look round in the worlds of a mask, as players do while the ball is dead."""
        if self._looks_round is not None:
            self._looks_round |= rows

    def _glance(self, view: View) -> None:
        """Keep whom each viewer had before their eyes in the moment that reaches them now."""
        shape = (len(view.squad.ids), len(self.viewers), len(view.luck))
        if self._kept is None or self._when is None:
            self._kept = np.zeros((KEPT, *shape))
            self._when = np.zeros(shape, dtype=np.int64)
        assert self._looks_round is not None
        groups = self._late(self.viewers)
        for group, then in groups:
            seen = before_eyes(then, self.viewers[group]) | self._looks_round
            if len(groups) == 1:
                np.copyto(self._kept, then.facts[:KEPT, :, None], where=seen)
                np.copyto(self._when, then.step, where=seen)
                continue
            self._kept[:, :, group] = np.where(seen, then.facts[:KEPT, :, None], self._kept[:, :, group])
            self._when[:, group] = np.where(seen, then.step, self._when[:, group])
        self._looks_round = np.zeros_like(self._looks_round)

    def recall(self, view: View, some: Rows | slice, rows: Rows | None) -> tuple[Floats, Bools]:
        """Return others as some viewers have them, as they were when these eyes' delay began.

        They are of the worlds ``rows``, or of all.
        """
        if self.all_round or self._kept is None or self._when is None:
            facts = _there(self.moment(self.viewers).facts, rows)
            return facts[:KEPT, :, None], facts[CALLING][:, None] > ZERO
        kept, when, slip = self._kept[:, :, some], self._when[:, some], self._slip(view)[:, :, some]
        own = np.ascontiguousarray(view.bodies.pos[:, self._own].transpose(2, 1, 0)[:, some])
        kept = kept.copy() if rows is None else kept.take(rows, axis=-1)
        when, slip, own = _there(when, rows), _there(slip, rows), _there(own, rows)
        late, blur = self._own_steps[some], self._own_blur[some]
        others = self._by_now(view.step, kept, when, late, own, blur, slip)
        groups = self._late(self.viewers)
        if len(groups) == 1:
            heard = (_there(groups[0][1].facts[CALLING], rows) > ZERO)[:, None]
            return others, np.broadcast_to(heard, others.shape[1:]).copy()
        calling = np.empty((len(others[0]), len(self.viewers), others.shape[-1]), dtype=np.bool_)
        for group, then in groups:
            calling[:, group] = (_there(then.facts[CALLING], rows) > ZERO)[:, None]
        return others, calling[:, some]

    def recall_each(self, view: View, at: Ints, rows: Rows) -> Floats:
        """Return others as one viewer, by place, has them in each of ``rows``, ``(5, players, rows)``."""
        if self.all_round or self._kept is None or self._when is None:
            return self.moment(self.viewers).facts[:KEPT].take(rows, axis=-1)
        kept, when = of_each(self._kept, at, rows), of_each(self._when, at, rows)
        slip = of_each(self._slip(view), at, rows)
        own = view.bodies.pos[rows, self.viewers[at]].T
        return self._by_now(view.step, kept, when, self._own_steps[at, 0], own, self._own_blur[at, 0], slip)

    @staticmethod
    def _by_now(
        step: int, others: Floats, when: Ints, late: Ints, own: Floats, blur: Floats, slip: Floats
    ) -> Floats:
        """Return ``others`` ``(5, players, ...)``, run on since viewers had them before their eyes.

        ``when`` ``(players, ...)`` is the step of that, ``late`` the steps by which these viewers see late,
        ``own`` ``(2, ...)`` where they are, ``blur`` and ``slip`` ``(2, players, ...)`` what they misjudge.
        """
        places, runs = others[:VX], others[VX:HIPS]
        ago = (step - late) - when
        np.maximum(ago, 0, out=ago)
        # Who is out of sight is expected to run on for a while, and then to be anywhere near.
        since = _STEP * ago
        np.minimum(since, _SIGHT.runs_on, out=since)
        places += since * runs
        runs *= since < _SIGHT.runs_on
        gap = places - own[:, None]
        gap *= gap
        far = gap[X]
        far += gap[Y]
        np.sqrt(far, out=far)
        far *= blur
        places += far * slip
        return others

    def _slip(self, view: View) -> Floats:
        """Return how each viewer misjudges places in this glance, ``(2, players, viewers, worlds)``."""
        glance = view.step // GLANCE
        if self._slips is None or self._slips[0] != glance:
            players = np.arange(view.bodies.pos.shape[1])[:, None, None]
            # Each viewer has glances of their own, and of each player they see.
            counter = glance * rng.OWNERS + self.viewers[:, None]
            drawn = rng.normals(view.luck, counter, players, (Stream.PLACE_X, Stream.PLACE_Y))
            self._slips = glance, np.array(drawn)
        return self._slips[1]

    def picture(self, view: View, seen: Perceived, rows: Rows, players: Ints) -> Picture:
        """Return the mental pictures of some worlds' ``players``, viewers, one in each of ``rows``.

        They have themselves as they are, others as last seen: who isn't before their eyes neither swings
        nor lunges, as far as they know.
        """
        at, pick = np.searchsorted(seen.viewers, players), np.arange(len(rows))
        bodies = Bodies.standing(len(rows), view.bodies.pos.shape[1])
        ball, shown = Ball.at_rest(len(rows)), np.zeros(bodies.hips.shape, dtype=np.bool_)
        for late in sorted(set(self.steps[players].tolist())):
            then, mine = self.ago(late), found(self.steps[players] == late)
            assert then.bodies is not None
            shown[mine] = before_eyes(then, self.viewers)[:, at[mine], rows[mine]].T
            for name in Bodies.__slots__:
                getattr(bodies, name)[mine] = getattr(then.bodies, name)[rows[mine]]
        fresh = Bodies.standing(len(rows), bodies.hips.shape[1])
        for name in Bodies.__slots__:
            # A call is heard.
            if name != "calling":
                getattr(bodies, name)[~shown] = getattr(fresh, name)[~shown]
        late = seen.others_late[at][:, None]
        bodies.lunge, bodies.dive = (np.maximum(left - late, 0.0) for left in (bodies.lunge, bodies.dive))
        x, y = seen.now()
        o = seen.others
        bodies.pos[...] = pair(x[:, at, rows].T, y[:, at, rows].T)
        bodies.vel[...] = pair(o[VX][:, at, rows].T, o[VY][:, at, rows].T)
        bodies.hips[...] = o[HIPS][:, at, rows].T
        bodies.weight = self._weights(view, bodies, rows, players)
        for heading_ in (bodies.trunk, bodies.gaze):
            np.copyto(heading_, bodies.hips, where=~shown)
        rolls = seen.ball[:, at, rows].T
        ball.pos[...], ball.vel[...], ball.roll[...] = rolls[:, :3], rolls[:, 3:6], rolls[:, 6:]
        ball.holder, ball.kicker = seen.told[HOLDER, at, rows], seen.told[KICKER, at, rows]
        ball.struck_step = seen.told[STRUCK, at, rows]
        # Who has the ball feels it.
        mine = found(view.ball.holder[rows] == players)
        for name in Ball.__slots__:
            getattr(ball, name)[mine] = getattr(view.ball, name)[rows[mine]]
        for name in Bodies.__slots__:
            getattr(bodies, name)[pick, players] = getattr(view.bodies, name)[rows, players]
        return Picture(view.squad, view.luck[rows], ball, bodies, view.step)

    def _weights(self, view: View, bodies: Bodies, rows: Rows, players: Ints) -> Floats:
        """Return which legs carry others, as one viewer in each of ``rows`` sees it, ``(rows, players)``."""
        gap = bodies.pos - view.bodies.pos[rows, players][:, None]
        far = np.sqrt(gap[..., 0] * gap[..., 0] + gap[..., 1] * gap[..., 1])
        far = SIGHT.near_share + (1.0 - SIGHT.near_share) / SIGHT.near * far
        counter = view.step // GLANCE * rng.OWNERS + players[:, None]
        every = np.arange(bodies.pos.shape[1])
        slip = rng.normal(view.luck[rows][:, None], counter, every, Stream.SIGHT_WEIGHT)
        blur = SIGHT.weight_noise * self.minds.blur[players][:, None] * far
        return (bodies.weight + blur * slip).clip(-1.0, 1.0)

    def ago(self, steps: int) -> Glimpse:
        """Return what was to be seen some steps ago, or in the first moment that is remembered."""
        place = max(len(self._moments) - 1 - steps // self.stride, 0)
        self._moments[place] = self._moments[place].cut_down()
        return self._moments[place].glimpse

    def may_have(self, team: Sequence[int], within: int) -> Bools:
        """Return whose side ``team`` ``(viewers,)`` has the ball, as they know now or will soon.

        It is ``(worlds, viewers)``: what reaches them in ``within`` steps has happened already, unless
        their eyes are quicker than that.
        """
        columns = []
        for viewer, side in zip(self.viewers, team, strict=True):
            late = int(self.steps[viewer])
            sides = [self.ago(max(late - ahead, 0)).told[SIDE] for ahead in range(within + 1)]
            columns.append(np.any(np.array(sides) == side, axis=0) | (late < within))
        return np.array(columns).T

    def _late(self, viewers: Ints) -> list[tuple[Rows | slice, Glimpse]]:
        """Return groups of equally quick viewers (their places among ``viewers``), and what these see now."""
        key = viewers.tobytes()
        groups = self._groups.get(key)
        if groups is None:
            steps = self.steps[viewers]
            groups = [(side_by_side(found(steps == late)), late) for late in sorted(set(steps.tolist()))]
            self._groups[key] = groups
        return [(group, self.ago(late)) for group, late in groups]

    def moment(self, viewers: Ints) -> "Glimpse":
        """Return where everybody was when the slowest of some viewers last saw them."""
        return self.ago(int(self.steps[viewers].max()))

    def seen_by(self, viewer: int) -> "Glimpse":
        """Return what came before one player's eyes in the moment that reaches them now."""
        return self.ago(int(self.steps[viewer]))

    def look(self, seen: Perceived, viewers: Ints, subject: Ints) -> Cues:
        """Return cues of the players ``viewers`` ``(viewers,)`` about one subject a world ``(worlds,)``.

        A ``subject`` NOBODY gives cues that are not seen. They are of the worlds of ``seen``.
        """
        seen, worlds = seen.of(viewers), seen.worlds
        every, rows = np.arange(worlds), seen.rows
        here = every if rows is None else rows
        who = np.maximum(subject, 0)
        told = np.empty((len(FACTS), len(viewers), worlds))
        rolls = np.empty((8, len(viewers), worlds))
        pos = np.empty((2, len(seen.squad.ids), len(viewers), worlds))
        for group, then in self._late(viewers):
            told[:, group] = of_each(then.facts, who, here)[:, None]
            rolls[:, group] = _there(then.rolls, rows)[:, None]
            pos[:, :, group] = _there(then.facts[:2], rows)[:, :, None]
        own = seen.own
        eyes = np.ascontiguousarray(own.pos.T)
        # The ways to the subject, and how they run.
        ways = told[:HIPS].reshape(2, 2, *told.shape[1:]).copy()
        ways[0] -= eyes
        gap = ways[0]
        distance = length(gap)
        way, run = atan2(ways[:, Y], ways[:, X])
        off = np.abs(wrap(way - own.gaze.T))
        sees = (off < _SIGHT.half_field) & (subject != NOBODY)
        sees &= ~screened(pos, viewers, who, eyes, gap, distance)
        phase = told[AT["phase"]]
        blur = self._blur(viewers, distance, off, phase == _NONE)
        errors = _there(misjudged(self._errors, seen.whole, viewers), rows)
        angles, ahead = told[_ANGLES], self._ahead(told, rolls) + _SIGHT.ball_noise * blur * errors[4]
        angles[:4] = wrap(angles[:4] + _NOISE * blur * errors[:4])
        angles[_RUN] = run
        still = told[_STILL]
        still[_PACE] = length(told[VX:HIPS])
        # Of whom a viewer doesn't see now they have the place and the heading that they saw last.
        last = of_subjects(seen.others, who, every)
        place = np.where(sees, told[:VX], last[:VX])
        angles = np.where(sees, angles, last[HIPS])
        still = np.where(sees, still, ZERO)
        phase = np.where(sees, phase, _NONE)
        parts = *angles, *still, phase == _FORWARD, phase == _BACK, ahead, sees
        cues = Cues(
            **{name: part.T for name, part in zip(_PARTS, parts, strict=True)},
            at=place.transpose(2, 1, 0),
            ball=rolls[:2].transpose(2, 1, 0),
            ball_vel=rolls[3:5].transpose(2, 1, 0),
        )
        for name in Cues.__slots__:
            getattr(cues, name).setflags(write=False)
        return cues

    @staticmethod
    def _ahead(told: Floats, rolls: Floats) -> Floats:
        """Return how far before the subject the ball is along the hips, ``(viewers, worlds)`` metres."""
        s, c = sincos(told[HIPS])
        ahead: Floats = c * (rolls[X] - told[X]) + s * (rolls[Y] - told[Y])
        return ahead

    def _blur(self, viewers: Ints, distance: Floats, off: Floats, stands: Bools) -> Floats:
        """Return how blurred each sees the subject, ``(viewers, worlds)``: more far away and off the gaze."""
        edge = np.minimum(np.maximum(off - _SIGHT.sharp, ZERO) / _EDGE_WIDE, ONE)
        eyes = self.minds.blur[viewers][:, None]
        blur: Floats = eyes * SIGHT.blur_at(distance) * (ONE + _EDGE_BLURS * edge)
        early = self.minds.early[viewers]
        if np.count_nonzero(early != ONE):
            blur = blur * np.where(stands, early[:, None], 1.0)
        return blur
