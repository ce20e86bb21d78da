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
from game.core.state import NOBODY, Rows, Squad
from game.mind.defence.evidence import EASE, GAZE_FREE, OPEN, PLANT_FREE, READING, RUN_FREE
from game.mind.defence.lanes import Lanes
from game.mind.perception.habits import Habits as Habits
from game.mind.perception.observe import Cues, of_subjects
from game.mind.perception.perceived import HIPS, VX, VY, Perceived, X, Y
from game.mind.traits.styles import Minds

PUSH, HEEL = 0, 1
GOAL_PARTS = (-0.33, 0.0, 0.33)
"""Shares of the goal's width off its middle at which a shot may go."""


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
        """Take in ``dt`` seconds of cues about ``subject`` ``(worlds,)`` and renew the choices.

        ``habits`` are of all worlds, the rest is of those of ``seen``.
        """
        changed = subject != self.subject
        others = np.count_nonzero(changed)
        if others:
            self._evidence[..., changed] = 0.0
            self._busy[:, changed] = 0.0
            self.subject = subject.copy()
        who = np.maximum(subject, 0)
        if others or self._knows is None or self._knows[0] is not habits or self._knows[1] != habits.version:
            self._knows = habits, habits.version, self._known(habits, who, seen.rows)
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

    def told(self, rows: Rows) -> "Belief":
        """Return what is believed in the worlds ``rows``, without the evidence for it: to be read alone."""
        part = object.__new__(Belief)
        part.__dict__.update(self.__dict__)
        part.subject, part.choices = self.subject.take(rows), self.choices.take(rows)
        part._evidence, part._busy, part._knows = self._evidence[..., :0], self._busy[:, :0], None
        return part

    def rest(self, rows: Bools) -> None:
        """Take in that nobody has the ball in the worlds of a mask: there is nothing more to believe."""
        stale = found(rows & (self.subject != NOBODY))
        if stale.size:
            nothing = self.take(stale)
            nothing.subject[:], nothing._evidence[:], nothing._busy[:] = NOBODY, 0.0, 0.0
            nothing.choices = self._nothing(stale.size)
            self.renew(stale, nothing)

    def renew(self, rows: Rows, part: "Belief") -> None:
        """Take over what ``part`` says of the worlds ``rows``; who holds earlier choices keeps them."""
        self.choices = self.choices.take(np.arange(len(self.subject)))
        self._knows = None
        self.overwrite(rows, part)

    def _trait(self, name: str) -> Floats:
        """Return a trait of the viewers, ``(viewers, 1)``."""
        values: Floats = getattr(self.minds, name)[self.viewers][:, None]
        return values

    def _known(self, habits: Habits, who: Ints, rows: Rows | None) -> Known:
        """Return what the viewers have learnt of the passers ``who``, one in each of ``rows``, or in all."""
        r, learning = _READING, self._trait("learning")
        rows = np.arange(len(who)) if rows is None else rows
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
        opens, aside = np.where(foot == ZERO, ONE, OPEN[0]), foot * OPEN[1]
        # The inside of the foot looks ``open_side`` off the hips: turn the lines back by as much.
        across, along = hips[1], hips[0]
        push = (body * r.hips_rate) * _off(
            along * opens + across * aside, across * opens - along * aside, *EASE
        )
        heel = (body * r.hips_rate) * _off(-along, across, *EASE)
        sines, cosines = sincos(np.array((cues.trunk.T, cues.gaze.T, cues.run.T)))
        along, across = _against(lines, sines[0], cosines[0])
        push += (body * r.trunk_rate) * _off(along, across, *EASE)
        heel += (body * r.trunk_rate) * _off(-along, across, *EASE)
        if np.count_nonzero(cues.planted):
            down = np.where(cues.planted.T, late * r.plant_rate, ZERO)
            along, across = _against(lines, *sincos(cues.plant.T))
            push += down * _off(along, across, *PLANT_FREE)
            heel += down * _off(-along, across, *PLANT_FREE)
        along, across = _against(lines, sines[1], cosines[1])
        shown = exp(r.gaze_sharp * _off(along, across, *GAZE_FREE))
        true = ONE - false
        usual = false + true * r.gaze_mean
        eyes = log(false + true * shown + r.least) - log(usual + r.least)
        eyes *= _HALF_GAZE_RATE * gaze
        push += eyes
        heel += np.maximum(eyes, ZERO)
        if np.count_nonzero(cues.pace):
            along, across = _against(lines, sines[2], cosines[2])
            push += (r.run_rate * cues.pace.T) * _off(along, across, *RUN_FREE)
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
        here_x, here_y = of_subjects(f[:VX], who, rows)
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
