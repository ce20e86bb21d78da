"""An executor carries a plan out: the holder turns if they must, looks, sets their feet, winds up, lets go.

What comes out are intents, as a person's thumb gives them. A plan that the body can't do as it stands is
answered with what makes it possible (the hips turn first), and that takes its time.
"""

from collections.abc import Callable
from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from game.core.batched import Batched, Shared
from game.core.intents import Intents, Technique
from game.core.maths import (
    ONE,
    PI,
    UNKNOWN,
    ZERO,
    Bools,
    Floats,
    Ints,
    as_arrays,
    constant,
    dot,
    found,
    heading,
    norm,
    pair,
    unit,
    wrap,
)
from game.core.pitch import Pitch
from game.core.plan import Plan
from game.core.state import NOBODY, STEP_SECONDS, Phase, Rows, Squad, View
from game.mind.perception.perceived import PlanSurroundings
from game.mind.plan.aims import eyes_on, runs_on, weight_to
from game.mind.plan.batch import Aim, Codes, Hips, PlanBatch
from game.mind.plan.sound_player import SOUND
from game.sim import feet
from game.sim.feet import FEET, KICK, SWEET
from game.sim.movement import CONSTANTS as MOVE
from game.sim.movement import pivoted

NO_PLAN = Plan("push", (0.0, 0.0), speed=5.0)
"""A plan that stands in the rows in which nothing is carried out."""


class PlanStage(IntEnum):
    """The stages of a plan."""

    HOLD = 0
    TURN = 1
    SET = 2
    LOOK = 3
    SWING = 4
    DONE = 5


# A member of an enum costs numpy several times what a plain number does, and a step asks for dozens.
_HOLD, _TURN, _SET, _LOOK, _SWING, _DONE = (stage.value for stage in PlanStage)
_LEAD, _SUITABLE, _FAR_FOOT = Aim.LEAD.value, Aim.SUITABLE.value, Aim.FAR_FOOT.value
_NATURAL, _SQUARE = Hips.NATURAL.value, Hips.SQUARE.value
_HEEL = Technique.BACKHEEL.value
_BACK, _FOLLOW = Phase.BACK.value, Phase.FOLLOW.value
_SHOT, _NO_TECHNIQUE = Technique.SHOT.value, Technique.NONE.value
_SOUND = as_arrays(SOUND)
_HALF_TURN, _TOP_SPEED = constant(PI), constant(MOVE.top_speed)
_RUN_UP = constant(SOUND.run_up / (MOVE.swing_speed * MOVE.top_speed))


@dataclass(frozen=True, slots=True)
class _Stand:
    """Where a plan's player is and how they stand, beside what the plan asks for, ``(worlds, ...)``."""

    aim: Floats
    """``(worlds, 2)`` metres: where the ball should go."""
    hips: Floats
    """Radians: the heading of the hips now."""
    needed: Floats
    """Radians: the heading of the hips from which the foot serves the aim."""
    goal: Floats
    """Radians: the heading of the hips that the plan shows before the swing."""
    natural: Bools
    """Whether the plan leaves the hips to the player."""
    settled: Bools
    """Whether the player has set themselves for the kick."""
    away: Bools
    """Whether the ball has been pushed out of reach."""
    off: Floats
    """Radians from the hips to the heading that serves the aim."""


@dataclass(frozen=True, slots=True)
class _Swing:
    """How a plan's swing goes, ``(worlds,)``."""

    swings: Bools
    due: Floats
    """Seconds until the foot should meet the ball."""
    holds: Bools
    """Whether the leg is held back in this step."""
    serves: Bools
    """Whether the hips let the foot serve the aim."""
    runs: Bools
    """Whether the player steps through the ball at a chosen moment."""


class Executor(Batched):
    """One plan in every world of a batch: of the same player, or of another one in each."""

    pitch: Shared[Pitch]
    dt: Shared[float]
    """Seconds from one of the player's decisions to the next."""
    runs_last: Shared[float]
    """Seconds for which a team-mate's run is counted on (:func:`runs_on`)."""
    orders: PlanBatch
    player: Ints
    """``(worlds,)`` int64: the player whose plan it is."""
    stage: Codes
    """``(worlds,)`` int8: :class:`PlanStage`."""
    since: Floats
    """``(worlds,)`` float64: seconds since the stage began."""
    _hurried: Bools
    _swung: Bools
    _opened: Bools
    _foot: Codes
    _speed: Floats
    _backswing: Floats
    _place: Floats
    _look_time: Floats
    _delay: Floats

    def __init__(
        self,
        view: View | PlanSurroundings,
        pitch: Pitch,
        player: int | Ints,
        orders: PlanBatch,
        *,
        hurried: bool = False,
        dt: float = STEP_SECONDS,
        runs_last: float = np.inf,
    ) -> None:
        """Begin to carry out ``orders``, one plan in every world, for ``player``.

        A player who is ``hurried``, as in a match, turns no further than they must and hardly sets
        themselves. ``dt`` is the number of seconds from one of their decisions to the next; ``runs_last`` are
        the seconds for which they count on a team-mate's run.
        """
        worlds = len(orders.target)
        self.player = np.array(np.broadcast_to(np.asarray(player, dtype=np.int64), (worlds,)))
        around = self._around(view)
        self.pitch = pitch
        self.dt, self.runs_last = dt, runs_last
        self.orders = orders
        self.stage = np.full(worlds, _HOLD, dtype=np.int64)
        self.since = np.zeros(worlds)
        self._hurried = np.full(worlds, hurried)
        self._swung = np.zeros(worlds, dtype=np.bool_)
        self._opened = np.zeros(worlds, dtype=np.bool_)
        self._foot = self._choose_foot(around)
        self._speed = self._choose_speed(around)
        self._backswing = self._choose_backswing(around)
        sweet = np.array([SWEET.get(t, (0.0, 0.0)) for t in Technique])
        self._place = np.where(np.isnan(orders.place), sweet[orders.technique], orders.place)
        look_time = np.where(np.isnan(orders.look_time), SOUND.look_time, orders.look_time)
        self._look_time = np.maximum(look_time, 0.0)
        self._delay = np.maximum(np.where(np.isnan(orders.delay), 0.0, orders.delay), 0.0)

    @classmethod
    def resting(cls, squad: Squad, worlds: int, pitch: Pitch, runs_last: float = np.inf) -> "Executor":
        """Return an executor in which nobody has a plan in any world."""
        none = PlanBatch.of([NO_PLAN], squad)
        nowhere = PlanSurroundings.nowhere(squad, worlds)
        executor = cls(nowhere, pitch, 0, none.take(np.zeros(worlds, dtype=np.intp)), runs_last=runs_last)
        executor.stage[:] = _DONE
        return executor

    def stop(self, rows: Bools) -> None:
        """Forget the plans in the worlds of a mask."""
        self.stage[rows] = _DONE

    @property
    def _whose(self) -> tuple[Rows | slice, Ints | int]:
        """Index of each world's player in an array of all.

        It is one column if all worlds have the same player, which is quicker.
        """
        player = self.player
        if len(player) and np.count_nonzero(player == player[0]) == len(player):
            return slice(None), int(player[0])
        return np.arange(len(player)), player

    @property
    def busy(self) -> Bools:
        """``(worlds,)`` bool: where a plan is under way."""
        under_way: Bools = self.stage != _DONE
        return under_way

    @property
    def undecided(self) -> Bools:
        """``(worlds,)`` bool: where a plan is under way whose leg hasn't come through yet."""
        undecided: Bools = self.busy & ~self._swung
        return undecided

    def _around(self, view: View | PlanSurroundings) -> PlanSurroundings:
        """Return what the player goes by: of a mind what it perceives, of a person what is on the screen."""
        return view if isinstance(view, PlanSurroundings) else PlanSurroundings.of_screen(view, self.player)

    def aim_point(self, view: View | PlanSurroundings) -> Floats:
        """Return where the ball should go as the bodies stand now, ``(worlds, 2)`` metres."""
        return self._aim(self._around(view))

    def _aim(self, view: PlanSurroundings) -> Floats:
        o = self.orders
        rows = np.arange(len(o.target))
        mate = np.maximum(o.target, 0)
        at, run = view.pos[rows, mate], view.vel[rows, mate]
        speed = norm(run)
        led = (o.aim == _LEAD) | ((o.aim == _SUITABLE) & (speed > _SOUND.leads_from))
        passer = view.pos[self._whose]
        distance = norm(at - passer)
        travel = distance / np.maximum(_SOUND.mean_speed * self._speed, _SOUND.least_speed)
        ahead = at + runs_on(travel + self._to_contact(), self.runs_last)[:, None] * run
        stands = np.where(speed < _SOUND.stands_under, _SOUND.leads_standing, ZERO)
        led_point = self._on_the_pitch(at, ahead + stands[:, None] * unit(view.hips[rows, mate]))
        point = np.where(led[:, None], led_point, at)
        far = o.aim == _FAR_FOOT
        if np.count_nonzero(far):
            point = np.where(far[:, None], at + self._far_side(view, rows, mate, passer), point)
        return np.where((o.target == NOBODY)[:, None], o.point, point)

    def _on_the_pitch(self, at: Floats, led: Floats) -> Floats:
        """Return points ``(worlds, 2)`` with what lies over a line taken off: no run goes there.

        A mate who stands beside the line, ``at`` ``(worlds, 2)`` metres, is still passed to.
        """
        half = np.array((0.5 * self.pitch.length, 0.5 * self.pitch.width)) - SOUND.inside
        most = np.maximum(half, np.abs(at))
        return np.minimum(np.maximum(led, -most), most)

    def _far_side(self, view: PlanSurroundings, rows: Rows, mate: Ints, passer: Floats) -> Floats:
        """Return the way from a team-mate's centre to the foot away from the nearest opponent, metres."""
        at = view.pos[rows, mate]
        gap = view.pos - at[:, None, :]
        opponents = view.squad.team[None, :] != view.squad.team[mate][:, None]
        distance = np.where(opponents, norm(gap), 1e3)
        nearest = np.argmin(distance, axis=1)
        line = at - passer
        across = pair(-line[:, 1], line[:, 0]) / np.maximum(norm(line), 1e-6)[:, None]
        side = np.where(dot(gap[rows, nearest], across) > 0.0, -1.0, 1.0)
        marked = distance[rows, nearest] < SOUND.marked_within
        side = np.where(marked, side, 1.0)
        return (SOUND.far_foot * side)[:, None] * across

    def _to_contact(self) -> Floats:
        left = np.maximum(self._backswing - self.since, ZERO)
        return np.where(self.stage >= _SWING, left, self._backswing)

    def _choose_foot(self, view: PlanSurroundings) -> Codes:
        o = self.orders
        better = view.squad.better_foot[self.player].astype(np.int64)
        return np.where(o.foot != 0, o.foot, better)

    def _choose_speed(self, view: PlanSurroundings) -> Floats:
        o = self.orders
        if not np.isnan(o.speed).any():
            return o.speed.copy()
        self._speed = np.full(len(o.speed), SOUND.first_speed)
        self._backswing = np.full(len(o.speed), SOUND.first_backswing)
        weight = weight_to(self.pitch.surface, norm(self._aim(view) - view.ball_pos[:, :2]))
        skill, stamina = self._legs(view)
        most = self._by_technique(
            lambda t: feet.top_ball_speed(FEET[t], skill, stamina) * SOUND.share_of_top[t]
        )
        weight = np.where(o.technique == Technique.SHOT, most, weight)
        return np.where(np.isnan(o.speed), np.minimum(weight, most), o.speed)

    def _legs(self, view: PlanSurroundings) -> tuple[Floats, Floats]:
        """Return skill and stamina of the plan's player, ``(worlds,)`` each."""
        return view.squad.skill[self.player], view.stamina

    def _by_technique(self, give: Callable[[Technique], Floats]) -> Floats:
        """Return what ``give`` says of each world's technique, ``(worlds,)``."""
        used = [t for t in FEET if (self.orders.technique == t).any()]
        out = np.zeros(len(self.player))
        for technique in used:
            out = np.where(self.orders.technique == technique, give(technique), out)
        return out

    def _choose_backswing(self, view: PlanSurroundings) -> Floats:
        o = self.orders
        skill, stamina = self._legs(view)
        sound = self._by_technique(lambda t: feet.backswing_for(t, self._speed, skill, stamina))
        return np.where(np.isnan(o.backswing), sound, np.maximum(o.backswing, 0.0))

    def decide(self, seen: View | PlanSurroundings, intents: Intents) -> None:
        """Write this step's wishes of the plan's player."""
        if not np.count_nonzero(self.busy):
            return
        view = self._around(seen)
        self._notice_end(view)
        if not np.count_nonzero(self.busy):
            return
        stand = self._stand(view)
        self.since += self.dt
        self._get_ready(stand)
        self._begin_swing(stand)
        swing = self._time_swing(view, stand)
        self._write(intents, stand, swing)
        self._catch_up(view, intents, stand)
        self._look(view, intents, stand, swing)

    def _stand(self, view: PlanSurroundings) -> _Stand:
        """Return how the player stands to what the plan asks for."""
        o, where = self.orders, self._whose
        hips = view.hips[where]
        aim = self._aim(view)
        aim_heading = heading(aim - view.ball_pos[:, :2])
        natural = o.hips == _NATURAL
        ease = np.where(self._hurried | ~natural, _SOUND.hurried_ease, _SOUND.ease)
        side = self._foot.astype(np.float64)
        needed = feet.hips_for(feet.serving(o.technique), side, hips, aim_heading, ease)
        square = np.where(o.technique == _HEEL, wrap(aim_heading + _HALF_TURN), aim_heading)
        shown = np.where(o.hips == _SQUARE, square, o.hips_heading)
        gap = self._stance_gap(view)
        runs_off = norm(view.ball_pos[:, :2] - view.pos[where]) > _SOUND.at_feet
        return _Stand(
            aim=aim,
            hips=hips,
            needed=needed,
            goal=np.where(natural, needed, shown),
            natural=natural,
            settled=(gap < _SOUND.settled_within) & (norm(view.vel[where]) < _SOUND.settled_speed),
            away=runs_off & (gap > _SOUND.in_reach) & np.isnan(o.timing),
            off=np.abs(wrap(needed - hips)),
        )

    def _get_ready(self, stand: _Stand) -> None:
        """Wait, turn, and set oneself: from one stage to the next where each is done."""
        waited = self.since >= self._delay - 0.5 * self.dt
        self._move_on(self.stage == _HOLD, waited, _TURN)
        # Who is in a hurry begins the swing as soon as the hips can turn the rest with the leg back.
        flight = feet.FORWARD_SWING[self.orders.technique]
        left = pivoted(np.maximum(self._backswing - flight, ZERO)) * (self._hurried & stand.natural)
        turned = np.abs(wrap(stand.goal - stand.hips)) < _SOUND.turned_within + left
        turned |= self.since > _SOUND.turn_time
        self._move_on(self.stage == _TURN, turned, _SET)
        patience = np.where(self._hurried, _SOUND.hurried, _SOUND.settle_time)
        ready = (stand.settled | (self.since > patience)) & ~stand.away
        self._move_on(self.stage == _SET, ready, _LOOK)

    def _begin_swing(self, stand: _Stand) -> None:
        """Let the leg go back where the look is over, and the hips can still open to the aim."""
        looked = self.since >= self._look_time + _SOUND.head_turn - self._backswing - 0.5 * self.dt
        looks = (self.stage == _LOOK) & looked
        if not np.count_nonzero(looks):
            return
        # What was shown gives way: with both feet down, up to what can still be turned with the leg back.
        flight = feet.FORWARD_SWING[self.orders.technique]
        left = pivoted(np.maximum(self._backswing - flight, ZERO))
        near = (stand.off < left + SOUND.serves_within) | (self.since > SOUND.turn_time)
        self._opened |= looks & ~near
        self._move_on(looks, near, _SWING)

    def _time_swing(self, view: PlanSurroundings, stand: _Stand) -> _Swing:
        """Return when the foot has to meet the ball, and who still holds the leg back for it."""
        o, half = self.orders, 0.5 * self.dt
        swings, timed = self.stage == _SWING, ~np.isnan(o.timing)
        due = self._backswing - self.since
        if np.count_nonzero(timed):
            due = np.where(timed, self._seconds_to_sweet(view) + o.timing, due)
        winds = swings & ~self._swung & (~timed | (due <= self._backswing + half))
        serves = stand.off < _SOUND.serves_within
        late = self.since > self._backswing + _SOUND.waits_for_hips
        winding = view.phase == _BACK
        lets_go = winding & (due <= feet.FORWARD_SWING[o.technique] + half) & (serves | late)
        self._swung |= lets_go
        return _Swing(swings, due, winds & ~lets_go, serves, swings & timed)

    def _write(self, intents: Intents, stand: _Stand, swing: _Swing) -> None:
        """Write the player's wishes of this step, all but where they look."""
        o, where, rows = self.orders, self._whose, found(self.stage < _DONE)
        if rows.size < len(self.player) or isinstance(where[1], np.ndarray):
            where = rows, self.player[rows]
        swings = swing.swings[rows]
        intents.move[where] = 0.0
        intents.tackle[where] = False
        turning = self.stage[rows] >= _TURN
        # In the swing a shown heading that the foot can't serve gives way: the hips open late.
        self._opened[rows] |= swings & ~swing.serves[rows]
        late_turn = self._opened[rows] | (swings & stand.natural[rows])
        hips = np.where(late_turn, stand.needed[rows], stand.goal[rows])
        intents.hips_to[where] = np.where(turning, hips, UNKNOWN)
        sets = self.stage[rows] >= _SET
        back = np.where(np.isnan(o.timing[rows]) | swings, ZERO, _SOUND.run_up_length)
        place = self._place[rows]
        place[:, 0] += back
        intents.place[where] = np.where(sets[:, None], place, UNKNOWN)
        run = swing.runs[rows]
        intents.step_in[where] = ~run
        if np.count_nonzero(run):
            intents.move[rows[run], self.player[rows[run]]] = _RUN_UP * unit(stand.hips[rows[run]])
        intents.swing[where] = np.where(swing.holds[rows], o.technique[rows], _NO_TECHNIQUE)
        intents.aim[where] = stand.aim[rows]
        intents.speed[where] = self._speed[rows]
        intents.lean[where] = o.lean[rows]
        intents.follow[where] = o.follow[rows]
        intents.foot[where] = self._foot[rows]

    def _catch_up(self, view: PlanSurroundings, intents: Intents, stand: _Stand) -> None:
        """Catch up with a ball that was pushed ahead in the run before it can be kicked.

        Far from the ball the player doesn't turn yet: nobody runs fast with the hips aside.
        """
        rows = found(stand.away & (self.stage < _SWING))
        if rows.size == 0:
            return
        p = self.player[rows]
        gap = view.ball_pos[rows, :2] - view.pos[rows, p]
        wish = (view.ball_vel[rows, :2] + SOUND.catches_up * gap) / _TOP_SPEED
        intents.move[rows, p] = wish / np.maximum(norm(wish), ONE)[:, None]
        far = norm(gap) > SOUND.runs_after
        intents.hips_to[rows[far], p[far]] = np.nan

    def _notice_end(self, view: PlanSurroundings) -> None:
        """End the plan once the ball is gone, by the player's own foot or another's."""
        over = ~view.has
        over |= self._swung & (view.phase == _FOLLOW)
        if np.count_nonzero(over):
            self.stage[over] = _DONE

    def _move_on(self, here: Bools, ready: Bools, to: int) -> None:
        moves = here & ready
        if np.count_nonzero(moves):
            self.stage[moves] = to
            self.since[moves] = 0.0

    def _stance_gap(self, view: PlanSurroundings) -> Floats:
        """Return the metres from where the player stands to where the feet want them."""
        where, place = self._whose, self._place.copy()
        place[:, 0] += np.where(np.isnan(self.orders.timing), ZERO, _SOUND.run_up_length)
        stance = feet.stance(view.ball_pos[:, :2], view.hips[where], self._foot.astype(np.float64), place)
        return norm(stance - view.pos[where])

    def _seconds_to_sweet(self, view: PlanSurroundings) -> Floats:
        """Return the seconds until the step through the ball brings the foot to the sweet moment."""
        where = self._whose
        ahead = unit(view.hips[where])
        to_ball = view.ball_pos[:, :2] - view.pos[where]
        gap = dot(to_ball, ahead) - KICK.stride_ahead - self._place[:, 0]
        speed = dot(view.vel[where] - view.ball_vel[:, :2], ahead)
        still_gains = np.maximum(SOUND.run_up - speed, ZERO) / SOUND.run_up
        return gap / SOUND.run_up + SOUND.run_up_lag * still_gains

    def _look(self, view: PlanSurroundings, intents: Intents, stand: _Stand, swing: _Swing) -> None:
        """Rest the eyes on the wished thing during the last ``look_time`` before contact."""
        soon = swing.swings & (swing.due <= self._look_time + _SOUND.head_turn)
        rows = found((self.stage == _LOOK) | soon)
        if rows.size == 0:
            return
        o, p = self.orders, self.player[rows]
        intents.look_at[rows, p] = eyes_on(view.pos, view.hips, rows, p, o, rows, stand.aim[rows])
