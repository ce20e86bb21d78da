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
from game.core.maths import PI, Bools, Floats, Ints, atan2, exp, found, log, sincos
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


_EASE, _OPEN = _cos_sin(READING.ease), _cos_sin(READING.open_side)
_GAZE, _RUN = _cos_sin(READING.gaze_free), _cos_sin(READING.run_free)
_PLANT = _cos_sin(READING.plant_free)
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
        if changed.any():
            self._evidence[..., changed] = 0.0
            self._busy[:, changed] = 0.0
            self.subject = subject
        who = np.maximum(subject, 0)
        if (
            changed.any()
            or self._knows is None
            or self._knows[0] is not habits
            or self._knows[1] != habits.version
        ):
            self._knows = habits, habits.version, self._known(habits, who)
        known = self._knows[2]
        x, y = self._aim_points(seen)
        lines = _directions(x, y, cues)
        hips = _against(lines, cues.hips)
        gains = self._rates(cues, lines, hips, known)
        planted = np.where(cues.planted, READING.plant_up, READING.idle)
        busy = np.where(cues.winding, READING.wind_up, planted).T
        seconds, kept = np.where(cues.seen, dt, 0.0).T, 1.0 - dt / READING.fades
        self._evidence *= kept
        self._evidence += seconds * gains
        self._busy = self._busy * kept + busy * seconds
        self._read_out(seen, x, y, who, hips, cues.seen.T, known, subject != NOBODY)

    def rest(self) -> None:
        """Take in that nobody has the ball in any world: :meth:`update` would come to the same, for more."""
        if (self.subject != NOBODY).any():
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
        r, rows, learning = READING, np.arange(len(who)), self._trait("learning")
        cell = rows[:, None], who[:, None], self.viewers[None, :]
        lies, truths = habits.lies[cell].T * learning, habits.truths[cell].T * learning
        false = (lies + r.honest_known * (1.0 - r.honest_share)) / (lies + truths + r.honest_known)
        heels, pushes = habits.heels[cell].T * learning, habits.pushes[cell].T * learning
        share = (heels + r.heel_known * r.heel_share) / (heels + pushes + r.heel_known)
        to = habits.to[rows[:, None, None], who[:, None, None], self.viewers[:, None], self.targets]
        to = to.transpose(2, 1, 0) * learning
        passes = np.zeros_like(false)
        for one in to:
            passes = passes + one
        likes = log((to * max(len(self.targets) - 1, 1) + r.mate_known) / (passes + r.mate_known))
        return false, log(1.0 - share), log(share), likes

    def _aim_points(self, seen: Perceived) -> tuple[Floats, Floats]:
        """Return where passes and shots may go, x and y, ``(aims, viewers or 1, worlds)`` metres."""
        f, t = seen.others, self.targets
        x, y = spots(f[X, t], f[Y, t], f[VX, t], f[VY, t], f[HIPS, t])
        if self.goal is None:
            return x, y
        parts = np.array(GOAL_PARTS)[:, None, None] * self.goal.width
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
        r, false = READING, known[0]
        gaze, body, late = self._trait("gaze"), self._trait("body"), self._trait("plant")
        foot = cues.foot.T
        opens, aside = np.where(foot == 0.0, 1.0, _OPEN[0]), foot * _OPEN[1]
        # The inside of the foot looks ``open_side`` off the hips: turn the lines back by as much.
        across, along = hips[1], hips[0]
        push = (body * r.hips_rate) * _off(
            along * opens + across * aside, across * opens - along * aside, *_EASE
        )
        heel = (body * r.hips_rate) * _off(-along, across, *_EASE)
        along, across = _against(lines, cues.trunk)
        push += (body * r.trunk_rate) * _off(along, across, *_EASE)
        heel += (body * r.trunk_rate) * _off(-along, across, *_EASE)
        if cues.planted.any():
            down = np.where(cues.planted.T, late * r.plant_rate, 0.0)
            along, across = _against(lines, cues.plant)
            push += down * _off(along, across, *_PLANT)
            heel += down * _off(-along, across, *_PLANT)
        along, across = _against(lines, cues.gaze)
        shown = exp(r.gaze_sharp * _off(along, across, *_GAZE))
        usual = false + (1.0 - false) * r.gaze_mean
        eyes = log(false + (1.0 - false) * shown + r.least) - log(usual + r.least)
        eyes *= 0.5 * r.gaze_rate * gaze
        push += eyes
        heel += np.maximum(eyes, 0.0)
        if cues.pace.any():
            along, across = _against(lines, cues.run)
            push += (r.run_rate * cues.pace.T) * _off(along, across, *_RUN)
        lift = r.lift_rate * np.maximum(cues.lift.T - r.high_lift, 0.0)
        acts = (cues.winding | cues.planted).T
        under = np.where(acts, r.under_rate * (r.under_foot - cues.ball_ahead.T), 0.0)
        under = np.minimum(np.maximum(under, -r.most_under), r.most_under)
        speaks = 0.5 * late * (0.5 * under - lift)
        return np.stack((push - speaks, heel + speaks))

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
        r, t = READING, len(self.targets)
        _, pushes, heels, likes = known
        weight, context = self._evidence.copy(), self._context(seen, x, y, who)
        weight += self._trait("context") * context
        weight[:, :t] += likes
        weight[:, t : 2 * t] += likes
        turned = atan2(np.abs(hips[1]), hips[0])
        # A body that is hidden says nothing of what it could serve.
        behind = np.where(sees, r.behind, 0.0)
        weight[PUSH] += pushes - behind * np.maximum(turned - r.push_serves, 0.0)
        weight[HEEL] += heels - behind * np.maximum(PI - turned - r.heel_serves, 0.0)
        mates = (self.targets[:, None] != who) & (self.squad.team[who] == self.squad.team[self.targets[0]])
        open_aim = np.ones((self.aims, 1, len(who)), dtype=np.bool_)
        open_aim[: 2 * t, 0] = np.concatenate((mates, mates))
        weight = np.where(open_aim, weight, -1e9)
        mass = exp(np.minimum(np.maximum(weight - weight.max(axis=(0, 1)), -60.0), 0.0))
        mass *= open_aim
        total = _sum(mass.reshape(-1, *mass.shape[2:]))
        odds = (1.0 - r.keep) / r.keep * exp(np.minimum(np.maximum(self._busy, r.least_busy), r.most_busy))
        anybody = held & (mates.any(axis=0) | (self.goal is not None))
        acts = np.where(anybody, odds / (1.0 + odds), 0.0)
        mass *= acts / np.maximum(total, 1e-300)
        shares = mass[:, : 2 * t].reshape(2, 2, t, *acts.shape)
        shoot, at = np.zeros_like(acts), np.full_like(acts, np.nan)
        if self.goal is not None:
            parts = mass[PUSH, 2 * t :] + mass[HEEL, 2 * t :]
            shoot = _sum(parts)
            lean = (parts[2] - parts[0]) / np.maximum(shoot, 1e-12)
            at = np.where(shoot > 1e-9, GOAL_PARTS[2] * self.goal.width * lean, 0.0)
        self.choices = Choices((1.0 - acts).T, shoot.T, at.T, shares, self.targets, self.squad.players)

    def _context(self, seen: Perceived, x: Floats, y: Floats, who: Ints) -> Floats:
        """Return log weights of the aims ``(aims, viewers or 1, worlds)`` from the game alone.

        Near, unmarked and calling players are likely, and so is a goal that is wide before the carrier.
        """
        r, t, f, rows = READING, len(self.targets), seen.others, np.arange(len(who))
        here_x, here_y = f[X][who, :, rows].T, f[Y][who, :, rows].T
        distance = np.sqrt((x - here_x) ** 2 + (y - here_y) ** 2)
        nearest = np.full((2 * t, *x.shape[1:]), r.marked * r.marked)
        for foe in self._own:
            gap_x, gap_y = x[: 2 * t] - f[X, foe], y[: 2 * t] - f[Y, foe]
            np.minimum(nearest, gap_x * gap_x + gap_y * gap_y, out=nearest)
        weight = -distance / r.far
        receivers = weight[: 2 * t]
        pressed = r.marking * (np.sqrt(nearest) / r.marked - 1.0)
        receivers += np.where(distance[: 2 * t] < r.near, r.too_near, 0.0) + pressed
        calls = r.calls * seen.calling[self.targets]
        receivers[:t] += calls
        receivers[t:] += calls + r.into_space
        if self.goal is not None:
            away = np.maximum(np.abs(here_x - self.goal.x), r.goal_near)
            half = 0.5 * self.goal.width
            wide = atan2(half - here_y, away) - atan2(-half - here_y, away)
            weight[2 * t :] = 2.0 * log(wide / r.goal_seen + 1e-6) + log(np.array([1.0 / len(GOAL_PARTS)]))
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
    length = np.maximum(np.sqrt(gap_x * gap_x + gap_y * gap_y), 1e-9)
    gap_x /= length
    gap_y /= length
    return gap_x, gap_y


def _against(lines: tuple[Floats, Floats], cue: Floats) -> tuple[Floats, Floats]:
    """Return cosine and sine of the angles from a cue's heading ``(worlds, viewers)`` to the lines."""
    s, c = sincos(cue.T)
    return lines[0] * c + lines[1] * s, lines[1] * c - lines[0] * s


def _off(along: Floats, across: Floats, free_cos: float, free_sin: float) -> Floats:
    """Return cos(max(|d| - free, 0)) - 1 of angles d, given by their cosines and sines."""
    beyond = free_cos * along + free_sin * np.abs(across)
    beyond -= 1.0
    result: Floats = np.where(along > free_cos, 0.0, beyond)
    return result


def spots(x: Floats, y: Floats, vx: Floats, vy: Floats, hips: Floats) -> tuple[Floats, Floats]:
    """Return where passes to players ``(players, ...)`` may go, x and y ``(2 players, ...)``, metres.

    First come the feet of each, then the space before each.
    """
    speed = np.sqrt(vx * vx + vy * vy)
    s, c = sincos(hips)
    runs, share = speed > READING.runs_from, READING.space / np.maximum(speed, 1e-6)
    ahead_x = np.where(runs, share * vx, READING.space * c)
    ahead_y = np.where(runs, share * vy, READING.space * s)
    feet, space = READING.feet_ahead, READING.space_ahead
    return (
        np.concatenate((x + feet * vx, x + space * vx + ahead_x)),
        np.concatenate((y + feet * vy, y + space * vy + ahead_y)),
    )
