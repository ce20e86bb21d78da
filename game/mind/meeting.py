"""Going to a ball takes a place where a body can meet it, and the run that brings the foot there in time.

There is one controller for everybody who goes to a ball: receivers, chasers, interceptors, keepers. It
assumes what people know of their own legs and of rolling balls:

- a ball slides and then rolls, and slows as the ground and the air slow it (:func:`course`);
- a body that runs as hard as it can covers in t seconds a disc: its own velocity carries its centre on by
  v tau (1 - exp(-t / tau)), and its radius is top (t - tau (1 - exp(-t / tau))), the sprint's own law;
- hips that look the other way cost time first.

It is asked again at every thought, from the body's own velocity: the point a player runs to is the nearest,
so a meeting point stands until another is clearly better. The last steps are the same law with little time
left: they correct to the ball's line.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np

from game.core.maths import (
    HALF,
    ONE,
    SMALL,
    UNKNOWN,
    ZERO,
    Floats,
    as_arrays,
    constant,
    dot,
    exp,
    heading,
    norm,
    pair,
    unit,
    vectors,
)
from game.core.state import Bodies
from game.core.surfaces import Surface
from game.mind.perception.perceived import Own
from game.sim.ball import CONSTANTS as BALL
from game.sim.movement import CONSTANTS as MOVE
from game.sim.sizes import GRAVITY
from game.sim.touch_constants import TOUCH


@dataclass(frozen=True, slots=True)
class MeetingHabits:
    """How people judge balls and their own legs. A number is a prior unless it says that it is derived."""

    foot: float = 0.25
    """Metres from the body's centre at which a ball is met without a stretch."""
    before: float = 0.20
    """Metres before the body's centre at which a player means to have the ball."""
    leg: float = 0.80
    """Metres from the body's centre at which a leg at full stretch still meets the ball."""
    stretch: float = 0.9
    """Seconds that a player would rather wait than stretch a metre."""
    effort: float = 0.15
    """Seconds that a player would rather wait than run for a second as hard as they can."""
    spare: float = 0.04
    """Seconds sooner than the ball at which a player wants to be there."""
    turns: float = 0.10
    """Seconds that hips which look straight away cost a start (derived from the body's law: half the push for
    the time of the turn)."""
    brakes_with: float = 4.0
    """m/s^2 with which a player counts on stopping where the ball will be met."""
    gathers: float = 6.0
    """m/s^2 with which a player counts on changing the run: the mean of the sprint's first second
    (derived)."""
    swerves: float = 7.0
    """m/s^2 with which a player counts on taking off a run that goes another way, by braking and turning."""
    settles: float = 0.40
    """Seconds before the ball comes from which the hips turn to it."""
    walks: float = 2.0
    """m/s of the run under which the hips point to the ball anyway."""
    near: float = 0.3
    """Metres within which it no longer matters which way the hips look."""
    start_lasts: float = 0.6
    """Seconds of a start that hips which look away cost."""
    least_reach: float = 0.02
    """Metres that a runner covers at least, however little time there is."""
    too_late: float = 4.0
    """Seconds of cost for each metre by which every moment comes too late."""
    later: float = 1.3
    """Seconds of cost less, for a ball out of reach, for each second of waiting."""
    flies_above: float = 0.05
    """Metres of height above which a ball is in the air."""
    flies_rising: float = 0.5
    """m/s upward from which a ball on the ground leaves it."""
    lands_with: float = 0.75
    """Share of its speed with which a ball rolls on after it came down."""
    least_roll: float = 0.3
    """m/s: a ball is taken to slow as if it rolled no slower than this."""
    soonest: float = 0.05
    """Seconds until a meeting that a run counts on at least."""
    longest_change: float = 1.6
    """Times the seconds until the meeting that changing the run may take at most."""
    stops_before: float = 0.10
    """Metres before the meeting point at which a player with time to spare stops."""
    weight: float = 0.0239
    """1/m: m/s^2 that the air takes off a ball for each (m/s)^2 (derived: the engine's own, below 12 m/s)."""
    most: float = 3.44
    """m/s^2 that the air takes off a ball at most: beyond that it gives way (derived: the engine's own)."""


MEETING = MeetingHabits()
_MEETING = as_arrays(MEETING)
_STEPS = (0.1,) * 4 + (0.12,) * 3 + (0.14,) * 2 + (0.16,) * 2 + (0.2,) * 3 + (0.25, 0.3, 0.4, 0.5, 0.6, 0.7)
HORIZON = np.cumsum(np.array(_STEPS))
"""Seconds ahead at which a player looks where the ball will be (a ball at 12 m/s is out of a leg's reach
again within a sixth of a second)."""
BETWEEN = np.array((-0.7, -0.35, 0.0, 0.35, 0.7))
"""Shares of the time to the moments beside the best one at which a player looks again."""
_BESIDE = 0.5 * np.diff(HORIZON, prepend=0.0, append=5.4)
_BESIDE = _BESIDE[:-1] + _BESIDE[1:]


@dataclass(frozen=True, slots=True)
class BallCourse:
    """How far a ball will have run along its way, by time; arrays of one shape ``(...)``."""

    speed: Floats
    """m/s of the ball now."""
    slides: Floats
    """m/s^2 that the ball loses while it slides or flies."""
    until: Floats
    """Seconds for which the ball slides or flies."""
    rolls: Floats
    """m/s with which the ball begins to roll."""
    slows: Floats
    """1/s at which a rolling ball slows: it rolls v t / (1 + slows t) metres in t seconds."""

    def after(self, seconds: Floats) -> Floats:
        """Return the metres that the ball has run after ``seconds``; shapes broadcast."""
        early = np.minimum(seconds, self.until)
        late = seconds - early
        metres: Floats = self.rolls * late
        late *= self.slows
        late += ONE
        metres /= late
        slid = (HALF * self.slides) * early
        np.subtract(self.speed, slid, out=slid)
        slid *= early
        metres += slid
        return metres


def course(ball: Floats, vel: Floats, roll: Floats, surface: Surface) -> BallCourse:
    """Return what people know of a ball ``(..., 3)`` with velocity ``vel`` and ``roll``, m/s."""
    m = _MEETING
    speed = norm(vel)
    air = np.minimum(m.weight * speed * speed, m.most)
    ground = GRAVITY * surface.sliding_friction
    turning = dot(vel, roll) / np.maximum(speed, SMALL)
    slip = np.maximum(speed - turning, ZERO)
    # Friction takes g mu off the ball and puts 3/2 of it into its turning.
    until = slip / ((1.0 + 1.0 / BALL.hollowness) * ground + air)
    slides = ground + air
    high, rise = ball[..., 2], vel[..., 2]
    flies = (high > m.flies_above) | (rise > m.flies_rising)
    some_fly = np.count_nonzero(flies)
    if some_fly:
        lands = (rise + np.sqrt(np.maximum(rise * rise + 2.0 * GRAVITY * high, ZERO))) / GRAVITY
        until, slides = np.where(flies, lands, until), np.where(flies, air, slides)
    rolls = np.maximum(speed - slides * until, ZERO)
    if some_fly:
        rolls = np.where(flies, m.lands_with * rolls, rolls)
    lost = surface.rolling_deceleration + np.minimum(m.weight * rolls * rolls, m.most)
    return BallCourse(speed, slides, until, rolls, HALF * lost / np.maximum(rolls, m.least_roll))


@dataclass(frozen=True, slots=True)
class Runners:
    """Bodies that may go to a ball, ``(worlds, runners, ...)``."""

    pos: Floats
    vel: Floats
    ahead: Floats
    """``(worlds, runners, 2)`` float64: unit vectors along the hips."""
    top: Floats
    """``(worlds, runners)`` float64: m/s that they run at most."""

    @classmethod
    def of(cls, bodies: Bodies, where: Any = slice(None)) -> "Runners":
        """Return the bodies at an index into ``(worlds, players)``, or everybody where none is given."""
        top = top_speed(bodies.stamina[where])
        return cls(bodies.pos[where], bodies.vel[where], unit(bodies.hips[where]), top)

    @classmethod
    def of_own(cls, own: Own) -> "Runners":
        """Return the viewers themselves, ``(worlds, viewers)``."""
        return cls(own.pos, own.vel, unit(own.hips), top_speed(own.stamina))

    def take(self, where: Any) -> "Runners":
        """Return the runners at an index into ``(worlds, runners)``."""
        return Runners(self.pos[where], self.vel[where], self.ahead[where], self.top[where])

    def beside(self, others: "Runners") -> "Runners":
        """Return these runners, and ``others`` after them in each world."""
        return Runners(
            np.concatenate((self.pos, others.pos), axis=1),
            np.concatenate((self.vel, others.vel), axis=1),
            np.concatenate((self.ahead, others.ahead), axis=1),
            np.concatenate((self.top, others.top), axis=1),
        )


def top_speed(stamina: Floats) -> Floats:
    """Return the m/s that legs with some ``stamina`` run at most."""
    top: Floats = _FRESHNESS * stamina
    top += _TIRED
    top *= _TOP
    return top


_FRESHNESS, _TIRED, _TOP = (
    constant(number) for number in (1.0 - MOVE.tired_speed, MOVE.tired_speed, MOVE.top_speed)
)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Where and when some runners meet a ball, ``(worlds, runners)``."""

    point: Floats
    """``(worlds, runners, 2)`` float64, metres: where the ball will be."""
    seconds: Floats
    """``(worlds, runners)`` float64: seconds until the ball is there."""
    cost: Floats
    """``(worlds, runners)`` float64: seconds, with what stretching and running all out cost; a ball at
    :data:`NEVER` or more can't be met."""

    @classmethod
    def nothing(cls, *shape: int) -> "Meeting":
        """Return answers to be written over, for runners of a shape: the ball is out of reach for all."""
        return cls(vectors(*shape), np.zeros(shape), np.full(shape, NEVER))

    def overwrite(self, where: Any, part: "Meeting") -> None:
        """Write the answers of ``part`` at an index into these."""
        self.point[where], self.seconds[where], self.cost[where] = part.point, part.seconds, part.cost

    def shaped(self, *shape: int) -> "Meeting":
        """Return the same answers with other axes for the runners."""
        point = self.point.transpose(self.point.ndim - 1, *range(self.point.ndim - 1)).reshape(2, *shape)
        point = point.transpose(*range(1, point.ndim), 0)
        return Meeting(point, self.seconds.reshape(shape), self.cost.reshape(shape))

    def of(self, where: int | slice) -> "Meeting":
        """Return some answers of ``(runners, viewers, worlds)``, with worlds before viewers."""
        point, seconds, cost = self.point[where], self.seconds[where], self.cost[where]
        axes = (*range(cost.ndim - 2), cost.ndim - 1, cost.ndim - 2)
        return Meeting(point.transpose(*axes, cost.ndim), seconds.transpose(axes), cost.transpose(axes))

    def parted(self, first: int) -> tuple["Meeting", "Meeting"]:
        """Return where the ``first`` runners meet the ball, and where the others do."""
        point, seconds, cost = self.point, self.seconds, self.cost
        return (
            Meeting(point[:, :first], seconds[:, :first], cost[:, :first]),
            Meeting(point[:, first:], seconds[:, first:], cost[:, first:]),
        )


NEVER = 20.0
"""Seconds of cost from which the ball is out of reach whatever a player does."""
_TAU = constant(MOVE.sprint_time)


def _carried(seconds: Floats) -> Floats:
    """Return the seconds of its velocity by which a body is carried on: tau (1 - exp(-t / tau))."""
    result: Floats = _TAU * (ONE - exp(-seconds / _TAU))
    return result


_CARRIED = _carried(HORIZON)
_FALLS, _HEAD_MORE = constant(0.5 * GRAVITY), constant(MEETING.leg - TOUCH.head)
_FOOT_HEIGHT, _HEAD_HEIGHT = constant(TOUCH.foot_height), constant(TOUCH.head_height)
_OUT_OF_REACH, _PUT_OFF = constant(NEVER), constant(NEVER - MEETING.too_late * MEETING.leg)
_TURNS = constant(0.5 * MEETING.turns)
TOGETHER = 2048
"""Runners who are looked at together, so that their numbers at all moments stay in a processor's cache."""


def meet(who: Runners, ball: Floats, vel: Floats, roll: Floats, surface: Surface) -> Meeting:
    """Return where each runner best meets a ball that goes on as it is seen.

    ``ball`` and ``vel`` are ``(worlds, runners, 3)``, metres and m/s, or ``(worlds, 1, 3)`` where all see the
    same; ``roll`` is ``(worlds, runners, 2)``, m/s, or ``(worlds, 1, 2)``.
    """
    worlds, runners = who.top.shape
    block = max(TOGETHER // max(runners, 1), 1)
    if worlds <= block:
        return meet_together(who, ball, vel, roll, surface)
    whole = Meeting.nothing(worlds, runners)
    for first in range(0, worlds, block):
        rows = slice(first, first + block)
        part = meet_together(who.take(rows), ball[rows], vel[rows], roll[rows], surface)
        whole.overwrite(rows, part)
    return whole


def meet_together(who: Runners, ball: Floats, vel: Floats, roll: Floats, surface: Surface) -> Meeting:
    """Return what :func:`meet` does, for not many more runners than :data:`TOGETHER`.

    They have one axis or more, ``(...)``, and the ball's are such that they broadcast to these.
    """
    look = _Look(who, ball, vel, roll, surface)
    ones = (1,) * look.top.ndim
    coarse = look.cost(HORIZON.reshape(-1, *ones), _CARRIED.reshape(-1, *ones))
    place = coarse.argmin(axis=0)
    near = BETWEEN.reshape(-1, *ones) * _BESIDE[place]
    near += HORIZON[place]
    fine = look.cost(near, _carried(near))
    # The best moment of each runner, in arrays of which the moments are the first axis.
    best = fine.argmin(axis=0) * look.top.size
    best += np.arange(look.top.size).reshape(look.top.shape)
    seconds = near.take(best)
    return Meeting(look.ball_at(seconds), seconds, fine.take(best))


class _Look:
    """What a ball's coming moments are worth to some runners; results are ``(moments, worlds, runners)``."""

    def __init__(self, who: Runners, ball: Floats, vel: Floats, roll: Floats, surface: Surface) -> None:
        m = _MEETING
        self.runs = course(ball, vel, roll, surface)
        scale = ONE / np.maximum(self.runs.speed, SMALL)
        self.way_x, self.way_y = vel[..., 0] * scale, vel[..., 1] * scale
        self.ball_x, self.ball_y = ball[..., 0], ball[..., 1]
        self.x, self.y = self.ball_x - who.pos[..., 0], self.ball_y - who.pos[..., 1]
        self.vx, self.vy = who.vel[..., 0], who.vel[..., 1]
        self.top = who.top
        # Hips that look away from the way there cost a start: to where the ball comes nearest, or to it.
        along = np.maximum(-(self.x * self.way_x + self.y * self.way_y), ZERO)
        to_x, to_y = self.x + along * self.way_x, self.y + along * self.way_y
        facing = to_x * who.ahead[..., 0] + to_y * who.ahead[..., 1]
        facing /= np.maximum(np.sqrt(to_x * to_x + to_y * to_y), m.near)
        self.turn = _TURNS * (ONE - facing) * self.top
        rises = ball[..., 2] + np.maximum(vel[..., 2], ZERO)
        self.air = bool(np.count_nonzero(rises > _FOOT_HEIGHT))
        self.high, self.rise = ball[..., 2], vel[..., 2]

    def ball_at(self, seconds: Floats) -> Floats:
        """Return where the ball will be, ``(worlds, runners, 2)`` metres."""
        run = self.runs.after(seconds)
        return pair(self.ball_x + run * self.way_x, self.ball_y + run * self.way_y)

    def cost(self, seconds: Floats, carried: Floats) -> Floats:
        """Return the seconds until then and what being there costs, stretched or at a full sprint."""
        m = _MEETING
        metres = self.runs.after(seconds)
        x = metres * self.way_x + self.x
        x -= carried * self.vx
        x *= x
        y = metres * self.way_y + self.y
        y -= carried * self.vy
        y *= y
        x += y
        far = np.sqrt(x, out=x)
        reach = (seconds - m.spare - carried) * self.top
        start = np.minimum(carried, m.start_lasts) * self.turn
        reach -= start
        np.maximum(reach, m.least_reach, out=reach)
        short = far - reach
        far -= m.foot
        np.maximum(far, ZERO, out=far)
        far /= reach
        np.minimum(far, ONE, out=far)
        far *= far
        # By the time that it lasts: or one would put off a ball at one's toes from thought to thought.
        far *= m.effort * np.minimum(seconds, ONE)
        stretch = short - m.foot
        np.maximum(stretch, ZERO, out=stretch)
        stretch *= m.stretch
        far += stretch
        far += seconds
        if self.air:
            height = self.high + seconds * self.rise - _FALLS * seconds * seconds
            short += np.where(height > _FOOT_HEIGHT, _HEAD_MORE, ZERO)
            far += np.where(height > _HEAD_HEIGHT, _OUT_OF_REACH, ZERO)
        late = short > m.leg
        # Of moments that all come too late, the one that comes least too late.
        short *= m.too_late
        short += _PUT_OFF - m.later * seconds
        short *= late
        far += short
        return far


_BRAKES_TWICE = constant(2.0 * MEETING.brakes_with)
_ANY_WAY, _BY_FACING = constant(0.5 * (1.0 + MOVE.backwards)), constant(0.5 * (1.0 - MOVE.backwards))


def run(who: Runners, meeting: Meeting, ball: Floats) -> tuple[Floats, Floats]:
    """Return the wish to move ``(worlds, runners, 2)`` that keeps a meeting, and the hips' headings.

    The wish is a share of top speed. The headings ``(worlds, runners)`` are NaN where the hips follow the
    run. ``ball`` ``(worlds, runners, 2)`` is in metres.
    """
    m = _MEETING
    gap = meeting.point - who.pos
    far = norm(gap)
    # The foot is to be there, and not the body's centre.
    gap = gap * (np.maximum(far - m.before, ZERO) / np.maximum(far, SMALL))[..., None]
    seconds = np.maximum(meeting.seconds, m.soonest)
    wanted = gap / seconds[..., None]
    for _ in range(2):
        # While the run changes to the wanted one it goes on as it was: half the change's time is lost.
        change = wanted - who.vel
        size = norm(change)
        slower = dot(change, who.vel) < ZERO
        time = np.minimum(size / np.where(slower, m.swerves, m.gathers), m.longest_change * seconds)
        wanted = (gap + (HALF * time)[..., None] * change) / seconds[..., None]
    far = norm(gap)
    pace = norm(wanted)
    # With time to spare one gets there first and waits.
    early = np.sqrt(_BRAKES_TWICE * np.maximum(far - m.stops_before, ZERO))
    straight = gap * (early / np.maximum(far, SMALL))[..., None]
    first = early > pace
    wanted = np.where(first[..., None], straight, wanted)
    pace = np.where(first, early, pace)
    facing = dot(wanted, who.ahead) / np.maximum(pace, SMALL)
    can = who.top * (_ANY_WAY + _BY_FACING * facing)
    wish = wanted / np.maximum(can, pace)[..., None]
    turns = (pace < m.walks) | (meeting.seconds < m.settles)
    hips = np.where(turns, heading(ball - who.pos), UNKNOWN)
    return wish, hips
