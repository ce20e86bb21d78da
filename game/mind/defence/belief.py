"""A defender believes what the carrier will do: a recursive Bayesian filter over the choices.

Choices are to keep the ball, to shoot, and for every team-mate a push or a heel, to the feet or into the
space before them. The log odds of each choice are those of the context (who is open, who can be reached, what
this opponent has done before) plus the evidence of the body, gathered over time: each cue adds the logarithm
of how much likelier it is under one choice than under another, weighted by how far this mind trusts it.
Evidence fades, since people change their minds.

Inside, arrays run over aims first and worlds last, so that a batch's numbers lie together: an aim is a
team-mate's feet, the space before them, or a part of the goal.
"""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import TypeAlias

import numpy as np

from game.core.batched import Batched, Dropped, Shared, WorldsLast
from game.core.maths import (
    HALF,
    LEAST,
    ONE,
    PI,
    SMALL,
    ZERO,
    Bools,
    Floats,
    Ints,
    as_arrays,
    atan2,
    constant,
    exp,
    found,
    log,
    sincos,
)
from game.core.pitch import Goal, Pitch
from game.core.state import NOBODY, Squad
from game.mind.defence.lanes import Lanes
from game.mind.perception.habits import Habits as Habits
from game.mind.perception.observe import Cues
from game.mind.perception.perceived import HIPS, VX, VY, Perceived, X, Y
from game.mind.traits.styles import Minds

PUSH, HEEL = 0, 1
GOAL_PARTS = (-0.33, 0.0, 0.33)
"""Shares of the goal's width off its middle at which a shot may go."""


@dataclass(frozen=True, slots=True)
class ReadingConstants:
    """How evidence is weighed; rates are per second of seeing.

    Priors, docs/explanation/minds.md has what they give.
    """

    fades: float = 1.2
    """Seconds in which evidence loses two thirds of its weight."""
    gaze_rate: float = 7.0
    """Rate at which a gaze speaks for the aims it is turned to, usual 3 to 10."""
    hips_rate: float = 7.0
    """Rate at which hips speak against the aims they don't serve, usual 3 to 10."""
    trunk_rate: float = 3.0
    """Rate at which a trunk speaks against the aims it doesn't serve."""
    run_rate: float = 0.5
    """Rate per m/s at which a run speaks against the aims it doesn't lead to."""
    plant_rate: float = 62.0
    """Rate of the plant foot, which is down for little more than a tenth of a second, and says most."""
    ease: float = 0.35
    """Radians by which hips and trunk may be off a line and still serve it with ease."""
    open_side: float = 0.30
    """Radians from the hips to where the inside of a foot looks."""
    gaze_free: float = 0.15
    """Radians by which a gaze may be off a line and still be a look along it."""
    run_free: float = 0.30
    """Radians by which a run may be off a line without speaking against it."""
    plant_free: float = 0.05
    """Radians by which the plant foot may be off a line without speaking against it."""
    gaze_sharp: float = 3.0
    """How sharply a gaze points: exp of this times (cosine of the angle - 1), usual 2 to 5."""
    gaze_mean: float = 0.22
    """Mean of that sharpness for a gaze to anywhere, about."""
    idle: float = -0.5
    """Rate at which a body without a swing speaks for keeping the ball."""
    wind_up: float = 5.0
    """Rate at which a leg going back speaks against keeping the ball."""
    plant_up: float = 20.0
    """Rate at which a plant foot that is down speaks against keeping the ball."""
    least_busy: float = -4.0
    """Log odds under which no idle body makes a pass less likely."""
    most_busy: float = 6.0
    """Log odds beyond which no busy body makes a pass more likely."""
    high_lift: float = 0.66
    """Lift, 0 to 1, beyond which a leg can't be going to heel."""
    lift_rate: float = 60.0
    """Rate per unit of lift beyond ``high_lift`` at which a leg speaks against a heel."""
    under_foot: float = 0.10
    """Metres ahead of the body at which the ball lies between where a push and where a heel want it."""
    under_rate: float = 45.0
    """Rate per metre at which the ball's place speaks for a push or a heel while a leg is back."""
    most_under: float = 6.0
    """Rate beyond which the ball's place doesn't speak."""
    keep: float = 0.45
    """Context's share of keeping the ball at any moment."""
    heel_share: float = 0.12
    """Share of passes that are heels, before this opponent has shown otherwise."""
    heel_known: float = 6.0
    """Passes that the first guess about heels is worth."""
    honest_known: float = 5.0
    """Passes that the first guess about the passer's eyes is worth."""
    honest_share: float = 0.75
    """Share of passes that go where the passer looks, before they have shown otherwise."""
    mate_known: float = 6.0
    """Passes that the first guess about a passer's favourite is worth: all team-mates alike."""
    space: float = 3.0
    """Metres ahead of a player that a pass into space goes."""
    runs_from: float = 1.0
    """m/s from which the space before a player is where they run, and not where their hips point."""
    feet_ahead: float = 0.4
    """Seconds ahead of a running player that a pass to the feet is expected."""
    space_ahead: float = 0.6
    """Seconds ahead of a running player from which the space before them is counted."""
    into_space: float = -0.7
    """Log weight of a pass into space against one to the feet."""
    far: float = 14.0
    """Metres over which a team-mate becomes less likely by a factor e."""
    near: float = 2.0
    """Metres under which a team-mate is too near for a pass."""
    too_near: float = -1.0
    """Log weight of a team-mate who is too near."""
    marked: float = 2.0
    """Metres: an opponent nearer than this to a player makes them less likely."""
    marking: float = 1.2
    """Log weight that an opponent at a player's shirt takes from them."""
    behind: float = 1.6
    """How much an aim outside what hips and surface serve takes from a choice, per radian."""
    push_serves: float = 0.9
    """Radians from the hips within which a push serves an aim."""
    heel_serves: float = 0.7
    """Radians from straight behind within which a heel serves an aim."""
    calls: float = 0.7
    """Log weight that a call for the ball, which everybody hears, adds to a player (twice as likely)."""
    goal_near: float = 0.3
    """Metres to the goal line that count at least for how wide the goal is seen."""
    goal_seen: float = 0.30
    """Radians between the posts, as the passer sees them, at which a shot is as likely as a pass to a
    team-mate's feet; it grows with the square."""
    least: float = 1e-4
    """Floor under a cue's likelihood."""


READING = ReadingConstants()
_READING = as_arrays(READING)
_DIM, _MOST, _DIVISOR = constant(-60.0), constant(1e-300), constant(1e-12)
_HALF_GAZE_RATE, _NO_AIM = constant(0.5 * READING.gaze_rate), constant(-1e9)
_HEEL_BEYOND = constant(PI)
_ODDS_OF_ACTING = constant((1.0 - READING.keep) / READING.keep)
_HONEST_LIES, _HEELS_AT_FIRST = (
    constant(READING.honest_known * (1.0 - READING.honest_share)),
    constant(READING.heel_known * READING.heel_share),
)
_TWO, _LOG_OF_A_PART = constant(2.0), log(np.array([1.0 / len(GOAL_PARTS)]))
_MARKED_SQUARED = READING.marked * READING.marked
_PARTS = np.array(GOAL_PARTS)[:, None, None]


def _cos_sin(angle: float) -> tuple[float, float]:
    """Return the cosine and sine of an angle, radians, rounded correctly: the same bits on every machine."""
    cos, sin, term = Fraction(0), Fraction(0), Fraction(1)
    for n in range(1, 30):
        if n % 2:
            cos += term if n % 4 == 1 else -term
        else:
            sin += term if n % 4 == 2 else -term
        term *= Fraction(angle) / n
    return float(cos), float(sin)


def _free(angle: float) -> tuple[Floats, Floats]:
    cosine, sine = _cos_sin(angle)
    return constant(cosine), constant(sine)


_EASE, _OPEN = _free(READING.ease), _free(READING.open_side)
_GAZE, _RUN = _free(READING.gaze_free), _free(READING.run_free)
_PLANT = _free(READING.plant_free)
"""Cosines and sines of how far off a line each cue may be without speaking against it."""


Known: TypeAlias = tuple[Floats, Floats, Floats, Floats]
"""What viewers know of passers: the share of lying eyes, log share of pushes and of heels ``(viewers,
worlds)``, and the log weight of each target ``(targets, viewers, worlds)``."""


@dataclass(frozen=True)
class Choices(Batched):
    """Beliefs of some viewers, as probabilities that add up to 1."""

    keep: Floats
    """``(worlds, viewers)`` float64: probability that the carrier keeps the ball."""
    shoot: Floats
    """``(worlds, viewers)`` float64: probability of a shot; 0 where there is no goal."""
    shoot_at: Floats
    """``(worlds, viewers)`` float64, metres: y on the goal line to which a shot is read to go; NaN without a
    goal."""
    shares: WorldsLast[Floats]
    """``(2, 2, targets, viewers, worlds)`` float64: probability of a push or heel, to feet or into space, to
    each target."""
    targets: Shared[Ints]
    """``(targets,)`` int64: player numbers of the carrier's side."""
    players: Shared[int]

    @cached_property
    def passes(self) -> Floats:
        """Probability of each pass, ``(worlds, viewers, 2, 2, players)``: push or heel, feet or space."""
        every = np.zeros((*self.keep.shape, 2, 2, self.players))
        every[..., self.targets] = self.shares.transpose(4, 3, 0, 1, 2)
        return every


class Belief(Batched):
    """The evidence of a team's defenders about the carrier."""

    squad: Shared[Squad]
    minds: Shared[Minds]
    viewers: Shared[Ints]
    """``(viewers,)`` int64: player numbers of the defenders."""
    targets: Shared[Ints]
    """``(targets,)`` int64: player numbers of the other side."""
    goal: Shared[Goal | None]
    """The goal that these viewers defend."""
    aims: Shared[int]
    """Number of aims: feet and space of each target, and the goal's parts."""
    subject: Ints
    """``(worlds,)`` int64: the player whom the evidence is about, or NOBODY."""
    choices: Choices
    _own: Shared[Ints]
    _evidence: WorldsLast[Floats]
    """``(2, aims, viewers, worlds)`` float64: log odds of a push and of a heel."""
    _busy: WorldsLast[Floats]
    """``(viewers, worlds)`` float64: log odds that the carrier does anything."""
    _knows: Dropped[tuple[Habits, int, Known] | None]

    def __init__(
        self, squad: Squad, minds: Minds, viewers: Ints, worlds: int, pitch: Pitch | None = None
    ) -> None:
        self.squad, self.minds, self.viewers = squad, minds, viewers
        team = int(squad.team[viewers[0]])
        self.targets = found(squad.team != team)
        self._own = found(squad.team == team)
        self.goal = pitch.goals[team] if pitch is not None and pitch.goals else None
        parts = 0 if self.goal is None else len(GOAL_PARTS)
        self.aims = 2 * len(self.targets) + parts
        self._evidence = np.zeros((2, self.aims, len(viewers), worlds))
        self._busy = np.zeros((len(viewers), worlds))
        self.subject = np.full(worlds, NOBODY, dtype=np.int64)
        self._knows = None
        self.choices = self._nothing(worlds)

    def _nothing(self, worlds: int) -> Choices:
        """Return the choices of a carrier who surely keeps the ball."""
        shape = (worlds, len(self.viewers))
        shares = np.zeros((2, 2, len(self.targets), *shape[::-1]))
        where = np.full(shape, np.nan if self.goal is None else 0.0)
        return Choices(np.ones(shape), np.zeros(shape), where, shares, self.targets, self.squad.players)

    def update(self, seen: Perceived, cues: Cues, subject: Ints, habits: Habits, dt: float) -> None:
        """Take in ``dt`` seconds of cues about ``subject`` ``(worlds,)`` and renew the choices."""
        changed = subject != self.subject
        others = np.count_nonzero(changed)
        if others:
            self._evidence[..., changed] = 0.0
            self._busy[:, changed] = 0.0
            self.subject = subject
        who = np.maximum(subject, 0)
        if others or self._knows is None or self._knows[0] is not habits or self._knows[1] != habits.version:
            self._knows = habits, habits.version, self._known(habits, who)
        known = self._knows[2]
        x, y = self._aim_points(seen)
        lines = _directions(x, y, cues)
        hips = _against(lines, *sincos(cues.hips.T))
        gains = self._rates(cues, lines, hips, known)
        planted = np.where(cues.planted, _READING.plant_up, _READING.idle)
        busy = np.where(cues.winding, _READING.wind_up, planted).T
        seconds, kept = np.where(cues.seen, dt, ZERO).T, 1.0 - dt / READING.fades
        self._evidence *= kept
        self._evidence += seconds * gains
        self._busy = self._busy * kept + busy * seconds
        self._read_out(seen, x, y, who, hips, cues.seen.T, known, subject != NOBODY)

    def rest(self) -> None:
        """Take in that nobody has the ball in any world: :meth:`update` would come to the same, for more."""
        if np.count_nonzero(self.subject != NOBODY):
            worlds = len(self.subject)
            self.subject = np.full_like(self.subject, NOBODY)
            self._evidence = np.zeros_like(self._evidence)
            self._busy = np.zeros_like(self._busy)
            self.choices = self._nothing(worlds)

    def _trait(self, name: str) -> Floats:
        """Return a trait of the viewers, ``(viewers, 1)``."""
        values: Floats = getattr(self.minds, name)[self.viewers][:, None]
        return values

    def _known(self, habits: Habits, who: Ints) -> Known:
        """Return what the viewers have learnt of the passers ``who`` ``(worlds,)``."""
        r, rows, learning = _READING, np.arange(len(who)), self._trait("learning")
        cell = rows[:, None], who[:, None], self.viewers[None, :]
        lies, truths = habits.lies[cell].T * learning, habits.truths[cell].T * learning
        false = (lies + _HONEST_LIES) / (lies + truths + r.honest_known)
        heels, pushes = habits.heels[cell].T * learning, habits.pushes[cell].T * learning
        share = (heels + _HEELS_AT_FIRST) / (heels + pushes + r.heel_known)
        to = habits.to[rows[:, None, None], who[:, None, None], self.viewers[:, None], self.targets]
        to = to.transpose(2, 1, 0) * learning
        passes = np.zeros_like(false)
        for one in to:
            passes = passes + one
        likes = log((to * max(len(self.targets) - 1, 1) + r.mate_known) / (passes + r.mate_known))
        return false, log(ONE - share), log(share), likes

    def _aim_points(self, seen: Perceived) -> tuple[Floats, Floats]:
        """Return where passes and shots may go, x and y, ``(aims, viewers or 1, worlds)`` metres."""
        f, t = seen.others, self.targets
        x, y = spots(f[X, t], f[Y, t], f[VX, t], f[VY, t], f[HIPS, t])
        if self.goal is None:
            return x, y
        parts = _PARTS * self.goal.width
        there = np.ones(x.shape[1:])
        return np.concatenate((x, self.goal.x + 0.0 * parts * there)), np.concatenate((y, parts * there))

    def lanes(self, seen: Perceived, ball: Floats) -> Lanes:
        """Return the lanes of these choices from a ball ``(2, viewers, worlds)`` metres as it is seen."""
        goal = None if self.goal is None else (self.goal.x, self.choices.shoot_at.T)
        c = self.choices
        return Lanes.of(c.shares[PUSH] + c.shares[HEEL], self._aim_points(seen), ball, c.shoot.T, goal)

    def _rates(
        self,
        cues: Cues,
        lines: tuple[Floats, Floats],
        hips: tuple[Floats, Floats],
        known: Known,
    ) -> Floats:
        """Return log-likelihood rates of a push and of a heel at each aim, ``(2, aims, viewers, worlds)``."""
        r, false = _READING, known[0]
        gaze, body, late = self._trait("gaze"), self._trait("body"), self._trait("plant")
        foot = cues.foot.T
        opens, aside = np.where(foot == ZERO, ONE, _OPEN[0]), foot * _OPEN[1]
        # The inside of the foot looks ``open_side`` off the hips: turn the lines back by as much.
        across, along = hips[1], hips[0]
        push = (body * r.hips_rate) * _off(
            along * opens + across * aside, across * opens - along * aside, *_EASE
        )
        heel = (body * r.hips_rate) * _off(-along, across, *_EASE)
        sines, cosines = sincos(np.array((cues.trunk.T, cues.gaze.T, cues.run.T)))
        along, across = _against(lines, sines[0], cosines[0])
        push += (body * r.trunk_rate) * _off(along, across, *_EASE)
        heel += (body * r.trunk_rate) * _off(-along, across, *_EASE)
        if np.count_nonzero(cues.planted):
            down = np.where(cues.planted.T, late * r.plant_rate, ZERO)
            along, across = _against(lines, *sincos(cues.plant.T))
            push += down * _off(along, across, *_PLANT)
            heel += down * _off(-along, across, *_PLANT)
        along, across = _against(lines, sines[1], cosines[1])
        shown = exp(r.gaze_sharp * _off(along, across, *_GAZE))
        true = ONE - false
        usual = false + true * r.gaze_mean
        eyes = log(false + true * shown + r.least) - log(usual + r.least)
        eyes *= _HALF_GAZE_RATE * gaze
        push += eyes
        heel += np.maximum(eyes, ZERO)
        if np.count_nonzero(cues.pace):
            along, across = _against(lines, sines[2], cosines[2])
            push += (r.run_rate * cues.pace.T) * _off(along, across, *_RUN)
        lift = r.lift_rate * np.maximum(cues.lift.T - r.high_lift, ZERO)
        acts = (cues.winding | cues.planted).T
        under = np.where(acts, r.under_rate * (r.under_foot - cues.ball_ahead.T), ZERO)
        under = np.minimum(np.maximum(under, -r.most_under), r.most_under)
        speaks = HALF * late * (HALF * under - lift)
        return np.array((push - speaks, heel + speaks))

    def _read_out(
        self,
        seen: Perceived,
        x: Floats,
        y: Floats,
        who: Ints,
        hips: tuple[Floats, Floats],
        sees: Bools,
        known: Known,
        held: Bools,
    ) -> None:
        r, t = _READING, len(self.targets)
        _, pushes, heels, likes = known
        weight, context = self._evidence.copy(), self._context(seen, x, y, who)
        weight += self._trait("context") * context
        weight[:, :t] += likes
        weight[:, t : 2 * t] += likes
        turned = atan2(np.abs(hips[1]), hips[0])
        # A body that is hidden says nothing of what it could serve.
        behind = np.where(sees, r.behind, ZERO)
        weight[PUSH] += pushes - behind * np.maximum(turned - r.push_serves, ZERO)
        weight[HEEL] += heels - behind * np.maximum(_HEEL_BEYOND - turned - r.heel_serves, ZERO)
        mates = (self.targets[:, None] != who) & (self.squad.team[who] == self.squad.team[self.targets[0]])
        open_aim = np.ones((self.aims, 1, len(who)), dtype=np.bool_)
        open_aim[: 2 * t, 0] = np.concatenate((mates, mates))
        weight = np.where(open_aim, weight, _NO_AIM)
        mass = exp(np.minimum(np.maximum(weight - weight.max(axis=(0, 1)), _DIM), ZERO))
        mass *= open_aim
        total = _sum(mass.reshape(-1, *mass.shape[2:]))
        odds = _ODDS_OF_ACTING * exp(np.minimum(np.maximum(self._busy, r.least_busy), r.most_busy))
        anybody = held & (mates.any(axis=0) | (self.goal is not None))
        acts = np.where(anybody, odds / (ONE + odds), ZERO)
        mass *= acts / np.maximum(total, _MOST)
        shares = mass[:, : 2 * t].reshape(2, 2, t, *acts.shape)
        shoot, at = np.zeros_like(acts), np.full_like(acts, np.nan)
        if self.goal is not None:
            parts = mass[PUSH, 2 * t :] + mass[HEEL, 2 * t :]
            shoot = _sum(parts)
            lean = (parts[2] - parts[0]) / np.maximum(shoot, _DIVISOR)
            at = np.where(shoot > LEAST, GOAL_PARTS[2] * self.goal.width * lean, ZERO)
        self.choices = Choices((ONE - acts).T, shoot.T, at.T, shares, self.targets, self.squad.players)

    def _context(self, seen: Perceived, x: Floats, y: Floats, who: Ints) -> Floats:
        """Return log weights of the aims ``(aims, viewers or 1, worlds)`` from the game alone.

        Near, unmarked and calling players are likely, and so is a goal that is wide before the carrier.
        """
        r, t, f, rows = _READING, len(self.targets), seen.others, np.arange(len(who))
        here_x, here_y = f[X][who, :, rows].T, f[Y][who, :, rows].T
        distance = np.sqrt((x - here_x) ** 2 + (y - here_y) ** 2)
        nearest = np.full((2 * t, *x.shape[1:]), _MARKED_SQUARED)
        for foe in self._own:
            gap_x, gap_y = x[: 2 * t] - f[X, foe], y[: 2 * t] - f[Y, foe]
            np.minimum(nearest, gap_x * gap_x + gap_y * gap_y, out=nearest)
        weight = -distance / r.far
        receivers = weight[: 2 * t]
        pressed = r.marking * (np.sqrt(nearest) / r.marked - ONE)
        receivers += np.where(distance[: 2 * t] < r.near, r.too_near, ZERO) + pressed
        calls = r.calls * seen.calling[self.targets]
        receivers[:t] += calls
        receivers[t:] += calls + r.into_space
        if self.goal is not None:
            away = np.maximum(np.abs(here_x - self.goal.x), r.goal_near)
            half = 0.5 * self.goal.width
            wide = atan2(half - here_y, away) - atan2(-half - here_y, away)
            weight[2 * t :] = _TWO * log(wide / r.goal_seen + SMALL) + _LOG_OF_A_PART
        result: Floats = weight
        return result


def _sum(parts: Floats) -> Floats:
    """Return the sum over the first axis, one by one: the same bits in a batch of any size."""
    total: Floats = parts[0].copy()
    for part in parts[1:]:
        total += part
    return total


def _directions(x: Floats, y: Floats, cues: Cues) -> tuple[Floats, Floats]:
    """Return unit vectors from the ball, as each viewer sees it, to each aim.

    They are x and y, ``(aims, viewers, worlds)``.
    """
    ball = cues.ball.transpose(2, 1, 0)
    gap_x, gap_y = x - ball[0], y - ball[1]
    length = np.maximum(np.sqrt(gap_x * gap_x + gap_y * gap_y), LEAST)
    gap_x /= length
    gap_y /= length
    return gap_x, gap_y


def _against(lines: tuple[Floats, Floats], s: Floats, c: Floats) -> tuple[Floats, Floats]:
    """Return cosine and sine of the angles from cues' headings to the lines.

    ``s`` and ``c`` ``(viewers, worlds)`` are the sine and the cosine of the headings.
    """
    return lines[0] * c + lines[1] * s, lines[1] * c - lines[0] * s


def _off(along: Floats, across: Floats, free_cos: Floats, free_sin: Floats) -> Floats:
    """Return cos(max(|d| - free, 0)) - 1 of angles d, given by their cosines and sines."""
    beyond: Floats = np.abs(across)
    beyond *= free_sin
    beyond += free_cos * along
    beyond -= ONE
    np.copyto(beyond, ZERO, where=along > free_cos)
    return beyond


def spots(x: Floats, y: Floats, vx: Floats, vy: Floats, hips: Floats) -> tuple[Floats, Floats]:
    """Return where passes to players ``(players, ...)`` may go, x and y ``(2 players, ...)``, metres.

    First come the feet of each, then the space before each.
    """
    speed = np.sqrt(vx * vx + vy * vy)
    s, c = sincos(hips)
    runs, share = speed > _READING.runs_from, _READING.space / np.maximum(speed, SMALL)
    ahead_x = np.where(runs, share * vx, _READING.space * c)
    ahead_y = np.where(runs, share * vy, _READING.space * s)
    feet, space = _READING.feet_ahead, _READING.space_ahead
    return (
        np.concatenate((x + feet * vx, x + space * vx + ahead_x)),
        np.concatenate((y + feet * vy, y + space * vy + ahead_y)),
    )
