"""What a defender believes the man with the ball will do: a recursive Bayesian filter over his choices.

Choices are to keep the ball, to shoot, and for every team-mate a push or a heel, to his feet or into the
space before him. The log odds of each choice are those of the context (who is open, who can be reached,
what this opponent has done before) plus the evidence of his body, gathered over time: each cue adds the
logarithm of how much likelier it is under one choice than under another, weighted by how far this mind
trusts it. Evidence fades, since people change their minds.
"""

from dataclasses import dataclass

import numpy as np

from game.core.intents import Codes
from game.core.maths import PI, Bools, Floats, Ints, exp, heading, log, norm, sincos, unit, wrap
from game.core.state import NOBODY, Rows, Squad, View
from game.mind.observe import Cues, Moment
from game.mind.styles import Minds

PUSH, HEEL = 0, 1


@dataclass(frozen=True, slots=True)
class Reading:
    """How evidence is weighed; rates are per second of seeing. Priors, docs/mind.md has what they give."""

    fades: float = 1.2
    """Seconds in which evidence loses two thirds of its weight."""
    gaze_rate: float = 7.0
    hips_rate: float = 7.0
    trunk_rate: float = 3.0
    run_rate: float = 0.5
    """Per m/s of his run."""
    plant_rate: float = 62.0
    """The plant foot is down for little more than a tenth of a second, and says most."""
    ease: float = 0.35
    """Radians by which hips may be off a line and still serve it with ease."""
    open_side: float = 0.30
    """Radians from the hips to where the inside of a foot looks."""
    wind_up: float = 5.0
    """Rate at which a leg going back speaks against keeping the ball ..."""
    plant_up: float = 20.0
    """... and a plant foot."""
    high_lift: float = 0.66
    """A leg that is further back than this can't be going to heel ..."""
    lift_rate: float = 60.0
    """... and how loudly that speaks."""
    under_foot: float = 0.10
    """Metres ahead of the body at which the ball lies between where a push and where a heel want it ..."""
    under_rate: float = 45.0
    """... and how loudly a metre of it speaks while a leg is back."""
    keep: float = 0.45
    """Context's share of keeping the ball at any moment."""
    shoot: float = 0.01
    heel_share: float = 0.12
    """Of passes, before this opponent has shown otherwise."""
    heel_known: float = 6.0
    """How many passes that first guess is worth."""
    honest_known: float = 5.0
    """How many passes the first guess about his eyes is worth."""
    honest_share: float = 0.75
    """Of passes that go where the passer looks, before he has shown otherwise."""
    looked_at: float = 0.40
    """Radians between gaze and pass within which his eyes told the truth."""
    space: float = 3.0
    """Metres ahead of a man that a pass into space goes."""
    far: float = 14.0
    """Metres over which a team-mate becomes less likely by a factor e."""
    marked: float = 2.0
    """Metres: an opponent nearer than this to a man makes him less likely."""
    behind: float = 1.6
    """How much an aim outside what hips and surface serve takes from a choice, per radian."""
    least: float = 1e-4
    """Floor under a cue's likelihood."""


READING = Reading()


@dataclass(slots=True)
class Habits:
    """What each player has shown in this match so far, ``(worlds, players)``; everybody has seen it."""

    truths: Floats
    lies: Floats
    pushes: Floats
    heels: Floats

    @classmethod
    def none(cls, worlds: int, players: int) -> "Habits":
        """Nobody has passed yet."""
        return cls(*(np.zeros((worlds, players)) for _ in range(4)))

    def take(self, rows: Rows) -> "Habits":
        """A copy of some worlds."""
        return Habits(self.truths[rows], self.lies[rows], self.pushes[rows], self.heels[rows])

    def note(self, view: View, struck: Bools, gaze: Floats, hips: Floats) -> None:
        """Take in a pass that was just struck: where it went, where he looked, and how he stood.

        ``struck`` ``(worlds,)``; ``gaze`` and ``hips`` ``(worlds,)`` are the kicker's headings at contact.
        """
        rows = np.flatnonzero(struck)
        who = view.ball.kicker[rows]
        went = heading(view.ball.vel[rows, :2])
        true = np.abs(wrap(went - gaze[rows])) < READING.looked_at
        heel = np.abs(wrap(went - hips[rows])) > 0.5 * PI + 0.2
        self.truths[rows, who] += true
        self.lies[rows, who] += ~true
        self.heels[rows, who] += heel
        self.pushes[rows, who] += ~heel


@dataclass(frozen=True, slots=True)
class Choices:
    """Beliefs of some viewers, probabilities that add up to 1."""

    keep: Floats
    """``(worlds, viewers)``."""
    shoot: Floats
    """``(worlds, viewers)``."""
    passes: Floats
    """``(worlds, viewers, 2, 2, players)``: push or heel, to feet or into space, to whom."""


class Belief:
    """The evidence of a team's defenders about the man with the ball."""

    def __init__(self, squad: Squad, minds: Minds, viewers: Ints, worlds: int) -> None:
        self.squad, self.minds, self.viewers = squad, minds, viewers
        shape = (worlds, len(viewers), 2, 2, squad.players)
        self._evidence = np.zeros(shape)
        self._busy = np.zeros(shape[:2])
        self._subject: Ints = np.full(worlds, NOBODY, dtype=np.int64)
        uniform = np.full(shape[:2], 1.0)
        self.choices = Choices(uniform, uniform * 0.0, self._evidence.copy())

    def take(self, rows: Rows) -> "Belief":
        """A copy that goes on in some worlds."""
        other = Belief(self.squad, self.minds, self.viewers, len(rows))
        other._evidence, other._busy = self._evidence[rows], self._busy[rows]
        other._subject = self._subject[rows]
        c = self.choices
        other.choices = Choices(c.keep[rows], c.shoot[rows], c.passes[rows])
        return other

    def update(self, then: Moment, cues: Cues, subject: Ints, habits: Habits, dt: float) -> None:
        """Take in ``dt`` seconds of cues about ``subject`` ``(worlds,)`` and renew the choices.

        ``then`` is where the others were when they were last seen.
        """
        changed = subject != self._subject
        self._subject = subject
        self._evidence[changed] = 0.0
        self._busy[changed] = 0.0
        kept = 1.0 - dt / READING.fades
        points = points_of(then.pos, then.vel, then.hips)
        lines = heading(points[:, None] - cues.ball[:, :, None, None, :])
        rate, busy = self._rates(cues, subject, habits, lines)
        seen = cues.seen[:, :, None, None, None]
        self._evidence = self._evidence * kept + np.where(seen, rate * dt, 0.0)
        self._busy = self._busy * kept + np.where(cues.seen, busy * dt, 0.0)
        self._read_out(then, cues, subject, habits, points, lines)

    def rest(self) -> None:
        """Nobody has the ball in any world: what :meth:`update` would come to, for less."""
        if (self._subject != NOBODY).any():
            self._subject = np.full_like(self._subject, NOBODY)
            self._evidence = np.zeros_like(self._evidence)
            self._busy = np.zeros_like(self._busy)
            keep = np.ones_like(self._busy)
            self.choices = Choices(keep, np.zeros_like(keep), np.zeros_like(self._evidence))

    def _rates(self, cues: Cues, subject: Ints, habits: Habits, lines: Floats) -> tuple[Floats, Floats]:
        """Log-likelihood rates of the passes ``(worlds, viewers, 2, 2, players)`` and of acting at all."""
        r, who = READING, np.maximum(subject, 0)
        rows = np.arange(len(who))
        trust = {
            n: getattr(self.minds, n)[self.viewers][None, :, None, None] for n in ("gaze", "body", "plant")
        }
        side = (cues.foot * r.open_side)[..., None, None]

        def off(cue: Floats, free: float, turned: float) -> Floats:
            gap = np.abs(wrap(lines - cue[..., None, None] - turned)) - free
            _, cosine = sincos(np.maximum(gap, 0.0))
            return np.asarray(cosine - 1.0)

        learning = self.minds.learning[self.viewers]
        lies = habits.lies[rows, who][:, None] * learning
        truths = habits.truths[rows, who][:, None] * learning
        false = (lies + r.honest_known * (1.0 - r.honest_share)) / (lies + truths + r.honest_known)
        false = false[..., None, None]
        eyes = log(false + (1.0 - false) * exp(3.0 * off(cues.gaze, 0.15, 0.0)) + r.least)
        neutral = log(false + (1.0 - false) * 0.22 + r.least)
        eyes = trust["gaze"] * r.gaze_rate * 0.5 * (eyes - neutral)
        planted = cues.planted[..., None, None]
        run = (r.run_rate * cues.pace)[..., None, None] * off(cues.run, 0.3, 0.0)

        def body(turned: float, opened: Floats) -> Floats:
            hips = r.hips_rate * off(cues.hips + opened[..., 0, 0], r.ease, turned)
            trunk = r.trunk_rate * off(cues.trunk, r.ease, turned)
            plant = np.where(planted, r.plant_rate * off(cues.plant, 0.05, turned), 0.0)
            told: Floats = trust["body"] * (hips + trunk) + trust["plant"] * plant
            return told

        push = body(0.0, side) + eyes + run
        heel = body(PI, 0.0 * side) + np.maximum(eyes, 0.0)
        lift = r.lift_rate * np.maximum(cues.lift - r.high_lift, 0.0)
        acts = cues.winding | cues.planted
        under = np.where(acts, r.under_rate * (r.under_foot - cues.ball_ahead), 0.0)
        under = np.minimum(np.maximum(under, -6.0), 6.0)
        trust_late = self.minds.plant[self.viewers]
        late = (trust_late * (0.5 * under - lift))[..., None, None]
        busy = np.where(cues.winding, r.wind_up, np.where(cues.planted, r.plant_up, -0.5))
        return np.stack((push - 0.5 * late, heel + 0.5 * late), axis=2), busy

    def _read_out(
        self, then: Moment, cues: Cues, subject: Ints, habits: Habits, points: Floats, lines: Floats
    ) -> None:
        r, who = READING, np.maximum(subject, 0)
        rows = np.arange(len(who))
        context = self.minds.context[self.viewers][None, :, None, None]
        prior = context * (_context(then.pos, self.squad.team, who, points)[:, None] + 0.0 * lines)
        heels, pushes = habits.heels[rows, who][:, None], habits.pushes[rows, who][:, None]
        learning = self.minds.learning[self.viewers]
        heels, pushes = heels * learning, pushes * learning
        share = (heels + r.heel_known * r.heel_share) / (heels + pushes + r.heel_known)
        hips = cues.hips[..., None, None]
        ahead = np.maximum(np.abs(wrap(lines - hips)) - 0.9, 0.0)
        behind = np.maximum(np.abs(wrap(lines - hips - PI)) - 0.7, 0.0)
        push = prior + log(1.0 - share)[..., None, None] - r.behind * ahead
        heel = prior + log(share)[..., None, None] - r.behind * behind
        weight = np.stack((push, heel), axis=2) + self._evidence
        mates = (self.squad.team[None, :] == self.squad.team[who][:, None]) & (
            np.arange(self.squad.players) != who[:, None]
        )
        open_choice = mates[:, None, None, None, :]
        top = np.where(open_choice, weight, -1e9).max(axis=(2, 3, 4), keepdims=True)
        mass = np.where(open_choice, exp(np.minimum(np.maximum(weight - top, -60.0), 0.0)), 0.0)
        total = np.ascontiguousarray(mass).reshape(*mass.shape[:2], -1).sum(axis=2)
        odds = (1.0 - r.keep - r.shoot) / r.keep * exp(np.minimum(np.maximum(self._busy, -4.0), 6.0))
        acts = odds / (1.0 + odds)
        anybody = mates.any(axis=1)[:, None] & (subject != NOBODY)[:, None]
        acts = np.where(anybody, acts, 0.0)
        shoot = acts * r.shoot
        passes = (
            mass / np.maximum(total, 1e-300)[..., None, None, None] * (acts - shoot)[..., None, None, None]
        )
        self.choices = Choices(1.0 - acts, shoot, passes)


def target_points(view: View) -> Floats:
    """:func:`points_of` everybody as he is now."""
    return points_of(view.bodies.pos, view.bodies.vel, view.bodies.hips)


def points_of(pos: Floats, vel: Floats, hips: Floats) -> Floats:
    """Where passes may go: ``(worlds, 2, players, 2)`` metres, feet and the space before each man."""
    speed = norm(vel)
    runs = (speed > 1.0)[..., None]
    way = np.where(runs, vel / np.maximum(speed, 1e-6)[..., None], unit(hips))
    return np.stack((pos + 0.4 * vel, pos + 0.6 * vel + READING.space * way), axis=1)


def _context(pos: Floats, team: Codes, who: Ints, points: Floats) -> Floats:
    """Log weights of the targets ``(worlds, 2, players)`` from the game alone: near and unmarked men."""
    r = READING
    rows = np.arange(len(who))
    here = pos[rows, who]
    distance = norm(points - here[:, None, None, :])
    foes = team[None, :] != team[who][:, None]
    gap = norm(points[:, :, :, None, :] - pos[:, None, None, :, :])
    nearest = np.where(foes[:, None, None, :], gap, 1e3).min(axis=3)
    tight = np.minimum(nearest / r.marked, 1.0)
    weight = -distance / r.far + np.where(distance < 2.0, -1.0, 0.0) + 1.2 * (tight - 1.0)
    weight[:, 1] -= 0.7
    result: Floats = weight
    return result


def lanes(choices: Choices) -> Floats:
    """Probability of a ball toward each target, however struck: ``(worlds, viewers, 2, players)``."""
    total: Floats = choices.passes[:, :, PUSH] + choices.passes[:, :, HEEL]
    return total
