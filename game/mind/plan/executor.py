"""Carry a plan out: the holder turns if he must, looks, sets his feet, winds up and lets go.

What comes out are intents, as a person's thumb gives them. A plan that the body can't do as it stands is
answered with what makes it possible (the hips turn first), and that takes its time.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import IntEnum

import numpy as np

from game.core.batched import Batched, Shared
from game.core.intents import Intents, Technique
from game.core.maths import PI, Bools, Floats, Ints, dot, found, heading, norm, pair, unit, wrap
from game.core.pitch import Pitch, Surface
from game.core.plan import Plan
from game.core.state import NOBODY, STEP_SECONDS, Phase, Rows, View
from game.mind.plan.batch import Aim, Codes, Hips, Look, PlanBatch
from game.sim import feet
from game.sim.feet import FEET, KICK, SWEET
from game.sim.flight import flight_table
from game.sim.movement import CONSTANTS as MOVE
from game.sim.movement import pivoted


@dataclass(frozen=True, slots=True)
class SoundPlayer:
    """What a sound player chooses where a plan says nothing."""

    arrival: float = 5.0
    """m/s at which his pass reaches the man; 4 to 6 can be played on at once."""
    look_time: float = 0.30
    """Seconds of a look at the target."""
    share_of_top: Mapping[Technique, float] = field(
        default_factory=lambda: {Technique.PUSH: 0.95, Technique.BACKHEEL: 0.75, Technique.SHOT: 0.85}
    )
    """Share of the foot's top speed he doesn't go beyond."""
    settle_time: float = 0.9
    """Seconds he takes at most to set himself before he winds up ..."""
    hurried: float = 0.12
    """... and in a match."""
    turn_time: float = 2.5
    """Seconds he takes at most to turn toward what the foot can serve."""
    in_reach: float = 0.40
    """Metres to his stance from which he can mend his stride while the leg goes back ..."""
    at_feet: float = 0.6
    """Metres to a ball that is still at his feet ..."""
    runs_after: float = 0.95
    """... or after which he has to run with his hips straight ..."""
    catches_up: float = 2.0
    """... and 1/s with which he catches up with one that he has pushed farther ahead."""
    run_up: float = 1.5
    """m/s of the step through the ball when the moment of contact is chosen."""
    run_up_length: float = 0.50
    """Metres behind the sweet spot from which that step starts."""
    aside: float = 1.05
    """Radians from the hips at which he looks when he looks away."""
    ease: float = 0.35
    """Share of what a foot serves with ease within which he brings his hips: an honest body shows ..."""
    hurried_ease: float = 0.8
    """... and in a match, where he turns no further than he must."""
    far_foot: float = 0.30
    """Metres to the side of a man's centre of a pass to his far foot."""
    leads_from: float = 1.0
    """m/s of a team-mate's run from which a pass is led."""


SOUND = SoundPlayer()
SERVES = 0.12
"""Radians off the hips that he wants from which the foot serves the aim well enough."""
HEAD_TURN = 0.12
"""Seconds the head takes to get where it should rest."""


class PlanStage(IntEnum):
    """Where a plan stands."""

    HOLD = 0
    TURN = 1
    SET = 2
    LOOK = 3
    SWING = 4
    DONE = 5


class Executor(Batched):
    """One plan in every world of a batch: of the same player, or of another one in each."""

    pitch: Shared[Pitch]
    dt: Shared[float]
    """Seconds from one of the player's decisions to the next."""
    orders: PlanBatch
    player: Ints
    """``(worlds,)`` whose plan it is."""
    stage: Codes
    """``(worlds,)`` :class:`PlanStage`."""
    since: Floats
    """``(worlds,)`` seconds since the stage began."""
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
        view: View,
        pitch: Pitch,
        player: int | Ints,
        orders: PlanBatch,
        *,
        hurried: bool = False,
        dt: float = STEP_SECONDS,
    ) -> None:
        """``hurried``: as in a match, where he turns no further than he must and hardly sets himself.

        ``dt``: seconds from one of his decisions to the next.
        """
        worlds = len(view.seeds)
        self.player = np.array(np.broadcast_to(np.asarray(player, dtype=np.int64), (worlds,)))
        self.pitch = pitch
        self.dt = dt
        self.orders = orders
        self.stage = np.full(worlds, PlanStage.HOLD, dtype=np.int64)
        self.since = np.zeros(worlds)
        self._hurried = np.full(worlds, hurried)
        self._swung = np.zeros(worlds, dtype=np.bool_)
        self._opened = np.zeros(worlds, dtype=np.bool_)
        self._foot = self._choose_foot(view)
        self._speed = self._choose_speed(view)
        self._backswing = self._choose_backswing(view)
        sweet = np.array([SWEET.get(t, (0.0, 0.0)) for t in Technique])
        self._place = np.where(np.isnan(orders.place), sweet[orders.technique], orders.place)
        look_time = np.where(np.isnan(orders.look_time), SOUND.look_time, orders.look_time)
        self._look_time = np.maximum(look_time, 0.0)
        self._delay = np.maximum(np.where(np.isnan(orders.delay), 0.0, orders.delay), 0.0)

    @classmethod
    def resting(cls, view: View, pitch: Pitch) -> "Executor":
        """Nobody has a plan in any world."""
        none = PlanBatch.of([Plan("push", (0.0, 0.0), speed=5.0)], view.squad)
        executor = cls(view, pitch, 0, none.take(np.zeros(len(view.seeds), dtype=np.intp)))
        executor.stage[:] = PlanStage.DONE
        return executor

    def stop(self, rows: Bools) -> None:
        """Forget the plans in the worlds of a mask."""
        self.stage[rows] = PlanStage.DONE

    @property
    def _his(self) -> tuple[Rows | slice, Ints | int]:
        """Each world's player in an array of all: a column, if he is the same man, which is quicker."""
        player = self.player
        if len(player) and (player == player[0]).all():
            return slice(None), int(player[0])
        return np.arange(len(player)), player

    @property
    def busy(self) -> Bools:
        """``(worlds,)`` where a plan is under way."""
        under_way: Bools = self.stage != PlanStage.DONE
        return under_way

    def aim_point(self, view: View) -> Floats:
        """Where the ball should go, metres ``(worlds, 2)``, as the bodies stand now."""
        o = self.orders
        rows = np.arange(len(o.target))
        mate = np.maximum(o.target, 0)
        at, run = view.bodies.pos[rows, mate], view.bodies.vel[rows, mate]
        speed = norm(run)
        led = (o.aim == Aim.LEAD) | ((o.aim == Aim.SUITABLE) & (speed > SOUND.leads_from))
        passer = view.bodies.pos[self._his]
        distance = norm(at - passer)
        travel = distance / np.maximum(0.72 * self._speed, 2.0)
        ahead = at + (travel + self._to_contact())[:, None] * run
        led_point = ahead + np.where(speed < 0.3, 0.8, 0.0)[:, None] * unit(view.bodies.hips[rows, mate])
        point = np.where(led[:, None], led_point, at)
        far = o.aim == Aim.FAR_FOOT
        if far.any():
            point = np.where(far[:, None], at + self._far_side(view, rows, mate, passer), point)
        return np.where((o.target == NOBODY)[:, None], o.point, point)

    def _far_side(self, view: View, rows: Rows, mate: Ints, passer: Floats) -> Floats:
        """From a man's centre to his foot on the side away from his nearest opponent, metres."""
        at = view.bodies.pos[rows, mate]
        gap = view.bodies.pos - at[:, None, :]
        opponents = view.squad.team[None, :] != view.squad.team[mate][:, None]
        distance = np.where(opponents, norm(gap), 1e3)
        nearest = np.argmin(distance, axis=1)
        line = at - passer
        across = pair(-line[:, 1], line[:, 0]) / np.maximum(norm(line), 1e-6)[:, None]
        side = np.where(dot(gap[rows, nearest], across) > 0.0, -1.0, 1.0)
        marked = distance[rows, nearest] < 100.0
        side = np.where(marked, side, 1.0)
        return (SOUND.far_foot * side)[:, None] * across

    def _to_contact(self) -> Floats:
        return np.where(
            self.stage >= PlanStage.SWING, np.maximum(self._backswing - self.since, 0.0), self._backswing
        )

    def _choose_foot(self, view: View) -> Codes:
        o = self.orders
        better = view.squad.better_foot[self.player].astype(np.int64)
        return np.where(o.foot != 0, o.foot, better)

    def _choose_speed(self, view: View) -> Floats:
        o = self.orders
        if not np.isnan(o.speed).any():
            return o.speed.copy()
        self._speed = np.full(len(o.speed), 10.0)
        self._backswing = np.full(len(o.speed), 0.35)
        weight = weight_to(self.pitch.surface, norm(self.aim_point(view) - view.ball.pos[:, :2]))
        skill, stamina = self._legs(view)
        most = self._by_technique(
            lambda t: feet.top_ball_speed(FEET[t], skill, stamina) * SOUND.share_of_top[t]
        )
        weight = np.where(o.technique == Technique.SHOT, most, weight)
        return np.where(np.isnan(o.speed), np.minimum(weight, most), o.speed)

    def _legs(self, view: View) -> tuple[Floats, Floats]:
        """Skill and stamina of the plan's player, ``(worlds,)`` each."""
        rows = np.arange(len(self.player))
        return view.squad.skill[self.player], view.bodies.stamina[rows, self.player]

    def _by_technique(self, give: Callable[[Technique], Floats]) -> Floats:
        """What ``give`` says of each world's technique, ``(worlds,)``."""
        used = [t for t in FEET if (self.orders.technique == t).any()]
        out = np.zeros(len(self.player))
        for technique in used:
            out = np.where(self.orders.technique == technique, give(technique), out)
        return out

    def _choose_backswing(self, view: View) -> Floats:
        o = self.orders
        skill, stamina = self._legs(view)
        sound = self._by_technique(lambda t: feet.backswing_for(t, self._speed, skill, stamina))
        return np.where(np.isnan(o.backswing), sound, np.maximum(o.backswing, 0.0))

    def decide(self, view: View, intents: Intents) -> None:
        """Write this step's wishes of the plan's player."""
        if not self.busy.any():
            return
        self._notice_end(view)
        if not self.busy.any():
            return
        o, his = self.orders, self._his
        bodies, ball = view.bodies, view.ball
        aim = self.aim_point(view)
        heel = o.technique == Technique.BACKHEEL
        hips = bodies.hips[his]
        side = self._foot.astype(np.float64)
        aim_heading = heading(aim - ball.pos[:, :2])
        natural = o.hips == Hips.NATURAL
        ease = np.where(self._hurried | ~natural, SOUND.hurried_ease, SOUND.ease)
        needed = feet.hips_for(feet.serving(o.technique), side, hips, aim_heading, ease)
        square = np.where(heel, wrap(aim_heading + PI), aim_heading)
        shown = np.where(o.hips == Hips.SQUARE, square, o.hips_heading)
        goal = np.where(natural, needed, shown)
        self.since += self.dt
        half = 0.5 * self.dt

        stance_gap = self._stance_gap(view, run_up=True)
        settled = (stance_gap < 0.07) & (norm(bodies.vel[his]) < 1.2)
        turned = np.abs(wrap(goal - hips)) < 0.06
        self._move_on(self.stage == PlanStage.HOLD, self.since >= self._delay - half, PlanStage.TURN)
        self._move_on(self.stage == PlanStage.TURN, turned | (self.since > SOUND.turn_time), PlanStage.SET)
        patience = np.where(self._hurried, SOUND.hurried, SOUND.settle_time)
        runs_off = norm(ball.pos[:, :2] - bodies.pos[his]) > SOUND.at_feet
        away = runs_off & (stance_gap > SOUND.in_reach) & np.isnan(o.timing)
        ready = (settled | (self.since > patience)) & ~away
        self._move_on(self.stage == PlanStage.SET, ready, PlanStage.LOOK)
        looked = self.since >= self._look_time + HEAD_TURN - self._backswing - half
        flight = feet.FORWARD_SWING[o.technique]
        looks = (self.stage == PlanStage.LOOK) & looked
        if looks.any():
            # What he showed gives way: with both feet down, up to what he can still turn with his leg back.
            left = pivoted(np.maximum(self._backswing - flight, 0.0))
            near = (np.abs(wrap(needed - hips)) < left + SERVES) | (self.since > SOUND.turn_time)
            self._opened |= looks & ~near
            self._move_on(looks, near, PlanStage.SWING)

        swings = self.stage == PlanStage.SWING
        timed = ~np.isnan(o.timing)
        to_sweet = self._seconds_to_sweet(view)
        winding = bodies.phase[his] == Phase.BACK
        due = np.where(timed, to_sweet + o.timing, self._backswing - self.since)
        winds = swings & ~self._swung & (~timed | (due <= self._backswing + half))
        serves = np.abs(wrap(needed - hips)) < SERVES
        late = self.since > self._backswing + 0.7
        lets_go = winding & (due <= flight + half) & (serves | late)
        self._swung |= lets_go
        holds = winds & ~lets_go

        rows = found(self.stage < PlanStage.DONE)
        self._write(intents, rows, aim, goal, needed, natural, serves, holds, swings & timed)
        self._catch_up(view, intents, rows[away[rows] & (self.stage[rows] < PlanStage.SWING)])
        looks = (self.stage == PlanStage.LOOK) | (swings & (due <= self._look_time + HEAD_TURN))
        self._look(view, intents, found(looks), aim)

    def _write(
        self,
        intents: Intents,
        rows: Rows,
        aim: Floats,
        goal: Floats,
        needed: Floats,
        natural: Bools,
        serves: Bools,
        holds: Bools,
        runs: Bools,
    ) -> None:
        o, his = self.orders, self._his
        if rows.size < len(self.player) or isinstance(his[1], np.ndarray):
            his = rows, self.player[rows]
        swings = self.stage[rows] == PlanStage.SWING
        intents.move[his] = 0.0
        intents.tackle[his] = False
        turning = self.stage[rows] >= PlanStage.TURN
        # In the swing a shown heading that the foot can't serve gives way: the hips open late.
        self._opened[rows] |= swings & ~serves[rows]
        late_turn = self._opened[rows] | (swings & natural[rows])
        hips = np.where(late_turn, needed[rows], goal[rows])
        intents.hips_to[his] = np.where(turning, hips, np.nan)
        sets = self.stage[rows] >= PlanStage.SET
        back = np.where(np.isnan(o.timing[rows]) | swings, 0.0, SOUND.run_up_length)
        place = self._place[rows].copy()
        place[:, 0] += back
        intents.place[his] = np.where(sets[:, None], place, np.nan)
        intents.step_in[his] = ~runs[rows]
        run = runs[rows]
        if run.any():
            speed = SOUND.run_up / (MOVE.swing_speed * MOVE.top_speed)
            intents.move[rows[run], self.player[rows[run]]] = speed * unit(self._line[rows[run]])
        intents.swing[his] = np.where(holds[rows], o.technique[rows], Technique.NONE)
        intents.aim[his] = aim[rows]
        intents.speed[his] = self._speed[rows]
        intents.lean[his] = o.lean[rows]
        intents.follow[his] = o.follow[rows]
        intents.foot[his] = self._foot[rows]

    def _catch_up(self, view: View, intents: Intents, rows: Rows) -> None:
        """A ball that he has pushed ahead of him in his run is caught up with before he can kick it.

        Far from it he doesn't turn yet: nobody runs fast with his hips aside.
        """
        p = self.player[rows]
        gap = view.ball.pos[rows, :2] - view.bodies.pos[rows, p]
        wish = (view.ball.vel[rows, :2] + SOUND.catches_up * gap) / MOVE.top_speed
        intents.move[rows, p] = wish / np.maximum(norm(wish), 1.0)[:, None]
        far = norm(gap) > SOUND.runs_after
        intents.hips_to[rows[far], p[far]] = np.nan

    def _notice_end(self, view: View) -> None:
        """The plan is over once the ball is gone, by his own foot or another's."""
        his = self._his
        gone = view.ball.holder != self.player
        self.stage[gone] = PlanStage.DONE
        after = self._swung & (view.bodies.phase[his] == Phase.FOLLOW)
        self.stage[after] = PlanStage.DONE
        self._line = view.bodies.hips[his].copy()

    def _move_on(self, here: Bools, ready: Bools, to: PlanStage) -> None:
        moves = here & ready
        self.stage[moves] = to
        self.since[moves] = 0.0

    def _stance_gap(self, view: View, run_up: bool) -> Floats:
        """Metres from where he stands to where he wants to stand for the feet."""
        his, place = self._his, self._place.copy()
        if run_up:
            place[:, 0] += np.where(np.isnan(self.orders.timing), 0.0, SOUND.run_up_length)
        stance = feet.stance(
            view.ball.pos[:, :2], view.bodies.hips[his], self._foot.astype(np.float64), place
        )
        return norm(stance - view.bodies.pos[his])

    def _seconds_to_sweet(self, view: View) -> Floats:
        """Seconds until the step through the ball brings the foot to the sweet moment."""
        his = self._his
        ahead = unit(view.bodies.hips[his])
        to_ball = view.ball.pos[:, :2] - view.bodies.pos[his]
        gap = dot(to_ball, ahead) - KICK.stride_ahead - self._place[:, 0]
        speed = dot(view.bodies.vel[his] - view.ball.vel[:, :2], ahead)
        still_gains = np.maximum(SOUND.run_up - speed, 0.0) / SOUND.run_up
        return gap / SOUND.run_up + 0.09 * still_gains

    def _look(self, view: View, intents: Intents, rows: Rows, aim: Floats) -> None:
        """The eyes rest on the wished thing during the last ``look_time`` before contact."""
        if rows.size == 0:
            return
        o, p = self.orders, self.player[rows]
        intents.look_at[rows, p] = eyes_on(view, rows, p, o, rows, aim[rows])


def weight_to(surface: Surface, distance: Floats) -> Floats:
    """m/s off the foot with which balls over so many metres ``(worlds,)`` arrive as a sound player's do."""
    values, index = np.unique(np.rint(distance * 10.0) * 0.1, return_inverse=True)
    weight: Floats = flight_table(surface).weight_for(values, SOUND.arrival)[index]
    return weight


def eyes_on(view: View, rows: Rows, player: Ints, orders: PlanBatch, which: Rows, aim: Floats) -> Floats:
    """The points at which ``player`` looks in the worlds ``rows``, metres ``(rows, 2)``.

    ``which`` of the ``orders`` is each one's, and ``aim`` ``(rows, 2)`` where his ball should go.
    """
    here = view.bodies.pos[rows, player]
    hips = view.bodies.hips[rows, player]
    aside = wrap(heading(aim - here) - hips)
    behind = np.abs(aside) > 2.0
    turn = np.where(behind, 0.0, np.where(aside > 0.0, -SOUND.aside, SOUND.aside))
    away = here + 10.0 * unit(hips + turn)
    other = view.bodies.pos[rows, np.maximum(orders.look_player[which], 0)]
    look = orders.look[which]
    point = np.where((look == Look.TARGET)[:, None], aim, away)
    point = np.where((look == Look.PLAYER)[:, None], other, point)
    return np.where((look == Look.POINT)[:, None], orders.look_point[which], point)
