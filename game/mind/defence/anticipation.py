"""Defenders go where belief, reach and cover send them, and leave for one lane when it pays.

They may leave for one lane before the ball is struck. That is a gain of time if they are right, and if they
are wrong their own momentum carries them out of the game: nothing here undoes a wrong step.
"""

from dataclasses import dataclass

import numpy as np

from game.core.batched import Batched, Shared
from game.core.maths import (
    ONE,
    SMALL,
    UNKNOWN,
    ZERO,
    Bools,
    Floats,
    Ints,
    as_arrays,
    constant,
    dot,
    exp,
    heading,
    norm,
    of_each,
    pair,
    places,
    unit,
)
from game.core.pitch import Goal
from game.mind.defence.at_the_shirt import AtTheShirt
from game.mind.defence.belief import Belief
from game.mind.defence.close_quarters import CLOSE, into_a_lane, leaning, side_on
from game.mind.defence.duel import DUEL, along_with, goes_in, miss_costs, reaches, runs_along
from game.mind.defence.judgement import JUDGEMENT
from game.mind.defence.lanes import REACH, Lanes, covered, in_time, picked
from game.mind.defence.marking import Shape
from game.mind.defence.wishes import Wishes
from game.mind.perception.observe import Cues
from game.mind.perception.perceived import Perceived
from game.mind.perception.scanning import look_around
from game.mind.traits.styles import Minds
from game.mind.whose_ball import mates_of
from game.sim.movement import CONSTANTS as MOVE
from game.sim.reach import shields

NO_LANE = -1
_JUDGEMENT, _CLOSE, _REACH = as_arrays(JUDGEMENT), as_arrays(CLOSE), as_arrays(REACH)
_BRAKES_TWICE, _TOP_SPEED = constant(2.0 * JUDGEMENT.brakes_with), constant(MOVE.top_speed)
_SHIFTS = tuple(constant(share) for share in JUDGEMENT.shifts)
_MORE = np.array(JUDGEMENT.stands_off)[:, None]
_NEXT_LOOK = constant(DUEL.next_look)
_STANDS_OFF, _KEEPS_NEAR = JUDGEMENT.jockey + _MORE, 1.0 - _MORE / JUDGEMENT.stands_off[-1]
_LESS_GOAL_SIDE = constant(1.0 - JUDGEMENT.goal_side)
_SEES_AND_TURNS = constant(REACH.sees + REACH.turns)


@dataclass(frozen=True, slots=True)
class _Sight:
    """What a team's defenders see of the carrier, and what they could reach of the passes."""

    here: Floats
    """``(2, viewers, worlds)`` float64, metres: where the defenders are."""
    pos: Floats
    """``(worlds, viewers, 2)`` float64, metres: where the defenders are."""
    ball: Floats
    """``(2, viewers, worlds)`` float64, metres: the ball as each sees it, run on since."""
    seen: Floats
    """``(worlds, viewers, 2)`` float64, metres: the ball as each sees it, run on since."""
    ahead: Floats
    """``(worlds, viewers, 2)`` float64: unit vectors along the carrier's hips, as each sees them."""
    lanes: Lanes
    meeting: tuple[Floats, Floats, Floats, Floats]
    """Where each defender would meet each lane's ball, as :meth:`Lanes.meeting` gives it."""
    waits: Floats
    """``(lanes, viewers, worlds)`` float64, 0 to 1: how sure a defender who waits is of each lane's ball."""
    cover: Floats
    """``(lanes, viewers, worlds)`` float64, 0 to 1: how sure the surest team-mate is of each lane's ball, as
    each sees them. Where there is a goal only pressers ask; the others have a side's shape to keep."""
    fellows: tuple[Floats, Floats]
    """Where the defenders are, as each has it: what :meth:`Perceived.fellows` gives."""
    presses: Bools
    """``(worlds, viewers)`` bool: whether the viewer takes the pressing for theirs."""
    tight: tuple[Bools, Bools]
    """``(worlds, viewers)`` bool each: whether the carrier's back is turned, and whether they are at arm's
    length."""


class Defence(Batched):
    """One team's defenders without the ball, in every world of a batch."""

    minds: Shared[Minds]
    viewers: Shared[Ints]
    """``(viewers,)`` int64: player numbers of the defenders."""
    mates: Shared[Ints]
    """``(viewers, mates)`` int64: player numbers of each one's mates in the field, -1 for none."""
    shape: Shape
    lane: Ints
    """``(worlds, viewers)`` int64: the player whose lane each has left their place for, or NO_LANE."""
    left_at: Ints
    """``(worlds, viewers)`` int64: the step at which each left."""
    shirt: AtTheShirt
    """What those who mark the carrier at the shirt are used to."""

    def __init__(self, minds: Minds, belief: Belief, worlds: int, judges: int) -> None:
        self.minds, self.viewers = minds, belief.viewers
        viewers = belief.viewers
        self.mates = mates_of(belief.squad, viewers, viewers[~belief.squad.keeper[viewers]])
        self.shape = Shape(belief.squad.keeper[viewers], belief.goal, belief.targets, worlds, judges)
        self.lane = np.full((worlds, len(viewers)), NO_LANE, dtype=np.int64)
        self.left_at = np.full((worlds, len(viewers)), -1, dtype=np.int64)
        self.shirt = AtTheShirt(worlds, len(viewers))

    def against_carrier(self, seen: Perceived, cues: Cues, belief: Belief, carried: Bools) -> "Wishes":
        """Return wishes of those who know an opponent with the ball, ``carried`` ``(worlds, viewers)``.

        They see what they could reach, leave for one lane or not, press the ball or cover, and reach for it.
        """
        s = self._sight(seen, cues, belief, carried)
        self.shirt.renew(seen.step, s.pos, cues, belief.subject)
        self._leave(seen.step, s, cues, belief, carried)
        pull = self._pull(s)
        wish, facing = self._stand(seen, s, pull, belief, carried)
        wish = self._press(s, pull, wish, cues, belief)
        wish, chosen = self._go_where_they_left_for(s, wish, belief)
        way = s.seen - s.pos
        far = norm(way)
        tackles, foot_to = self._goes_in(s, seen, cues, belief, chosen)
        throws, into = self._throw(s, seen, cues, belief, carried)
        aim = np.where(throws[..., None], into, UNKNOWN)
        aim = np.where(tackles[..., None], foot_to, aim)
        hips, own_hips = heading(way), seen.own.hips
        goal = 0.0 if belief.goal is None else 1.0 if belief.goal.x > 0.0 else -1.0
        before = s.presses & ~chosen & ~s.tight[0] & (far < _CLOSE.stands_within)
        if np.count_nonzero(before):
            foot = seen.squad.better_foot[self.viewers]
            hips = np.where(before, side_on(own_hips, hips, s.seen[..., 1], goal, foot), hips)
        faces = facing | s.presses | chosen
        runs, side_on_run = runs_along(wish, hips, own_hips, seen.squad.better_foot[self.viewers])
        hips = np.where(runs & ~chosen & ~s.tight[0] & ~s.tight[1], side_on_run, hips)
        np.copyto(hips, UNKNOWN, where=~faces)
        weight, sways = np.full(hips.shape, np.nan), ~chosen & (far <= _CLOSE.sways_within)
        if np.count_nonzero(sways):
            lead = self.minds.lead[self.viewers]
            np.copyto(weight, leaning(own_hips, (pull[0].T, pull[1].T), lead), where=sways)
        look = s.seen
        if belief.goal is not None and not seen.alike:
            # Whoever covers or marks has others to see than the carrier, until a leg goes back.
            look = look_around(seen, s.seen, s.presses | chosen | cues.winding | cues.planted)
        return Wishes(carried, wish, hips, look, tackles | throws, aim, weight)

    def _goes_in(
        self, s: _Sight, seen: Perceived, cues: Cues, belief: Belief, chosen: Bools
    ) -> tuple[Bools, Floats]:
        """Return who goes for the ball with a leg, and where to meet it, ``(worlds, viewers)``."""
        goes: Bools = (norm(s.seen - s.pos) < DUEL.within) & ~chosen
        aim = s.seen
        if not np.count_nonzero(goes):
            return goes, aim
        goes &= self._open(s.pos, cues, s.ahead)
        if not np.count_nonzero(goes):
            return goes, aim
        v, own, minds = self.viewers, seen.own, self.minds
        vel, hips, weight = own.vel, own.hips, own.weight
        late, skill = minds.delay[v], seen.squad.skill[v]
        odds, aim = reaches(s.pos, vel, hips, weight, skill, cues, late)
        costs = np.ones_like(odds)
        if belief.goal is not None:
            comes = cues.pace * unit(cues.run)[..., 0] - vel[..., 0]
            costs = miss_costs(s.seen, s.pos, comes, s.fellows, belief.goal.x, seen.squad.keeper[v])
        goes &= goes_in(odds, costs, belief.choices.keep, minds.nerve[v])
        if np.count_nonzero(goes):
            # Whom a moment later suits better waits.
            soon = s.pos + _NEXT_LOOK * vel
            then, _ = reaches(soon, vel, hips, weight, skill, cues, late + _NEXT_LOOK)
            goes &= odds >= then
        return goes, aim

    def _throw(
        self, s: _Sight, seen: Perceived, cues: Cues, belief: Belief, carried: Bools
    ) -> tuple[Bools, Floats]:
        """Return who throws a leg into a lane now that one goes back, and where to, ``(worlds, viewers)``."""
        signs = carried & cues.seen & (cues.winding | cues.planted)
        if not np.count_nonzero(signs):
            return signs, np.full((*signs.shape, 2), np.nan)
        left = np.where(cues.planted, _JUDGEMENT.planted, _JUDGEMENT.swing)
        left = left - self.minds.delay[self.viewers]
        own, nerve = seen.own, self.minds.nerve[self.viewers][:, None]
        keep = belief.choices.keep
        keep = (keep + np.where(cues.planted, ZERO, _CLOSE.broken_off) * (ONE - keep)).T
        throws, x, y = into_a_lane(s.lanes, s.here, own.hips.T, own.weight.T, left.T, s.waits, keep, nerve)
        return throws.T & signs, _points(x, y)

    def _sight(self, seen: Perceived, cues: Cues, belief: Belief, carried: Bools) -> _Sight:
        """Return what they see of ball and carrier, and which passes they would reach from where they are."""
        v = self.viewers
        here = np.ascontiguousarray(seen.own.pos.transpose(2, 1, 0))
        delay = self.minds.delay[v][:, None]
        ball = cues.ball.transpose(2, 1, 0) + delay * cues.ball_vel.transpose(2, 1, 0)
        lanes = belief.lanes(seen, ball)
        meeting = lanes.meeting(here[0], here[1])
        fellows = seen.fellows()
        # Where all see others alike, each still has the ball as they see it.
        of_ball = ball[:, :, None] if seen.alike else ball[:, None]
        judges = np.any(carried, axis=1)[None] if seen.alike else carried.T
        presser = self.shape.press(*fellows, of_ball, judges)
        pos, ahead = _points(*here), unit(cues.hips)
        presses = (presser == np.arange(len(v))[:, None]).T
        asks = presses if belief.goal is not None else np.ones_like(presses)
        return _Sight(
            here=here,
            pos=pos,
            ball=ball,
            seen=_points(*ball),
            ahead=ahead,
            lanes=lanes,
            meeting=meeting,
            waits=in_time(meeting[3], meeting[2], _REACH.sees),
            cover=self._cover(lanes, fellows, asks),
            fellows=fellows,
            presses=presses,
            tight=self._back_and_near(pos, cues, ahead),
        )

    def _cover(self, lanes: Lanes, fellows: tuple[Floats, Floats], asks: Bools) -> Floats:
        """Return what team-mates reach, for those who ask ``(worlds, viewers)``; for the others 0."""
        cover = np.zeros(lanes.odds.shape)
        rows, who = places(asks)
        if len(self.viewers) == 1 or rows.size == 0:
            return cover
        own = lanes.of_some(who, rows)
        judge = who if fellows[0].shape[1] > 1 else np.zeros_like(who)
        _, _, gap, flight = own.meeting(*(of_each(axis, judge, rows) for axis in fellows))
        others = np.arange(len(self.viewers))[:, None] != who
        cover[:, who, rows] = np.where(others, in_time(flight, gap, _REACH.sees), ZERO).max(axis=1)
        return cover

    @staticmethod
    def _pull(s: _Sight) -> tuple[Floats, Floats]:
        """Return the mean way to the lanes they believe in, x and y, ``(viewers, worlds)`` metres.

        A lane that a team-mate has pulls nobody else.
        """
        j = _JUDGEMENT
        to_x, to_y, gap, _ = s.meeting
        weight = s.lanes.odds * (ONE - s.cover) * exp(gap * -j.fades) * (gap < j.near)
        total = weight[0].copy()
        pull_x, pull_y = weight[0] * to_x[0], weight[0] * to_y[0]
        for part, x, y in zip(weight[1:], to_x[1:], to_y[1:], strict=True):
            total += part
            pull_x += part * x
            pull_y += part * y
        share = np.where(total > SMALL, ONE / np.maximum(total, SMALL), ZERO)
        pull_x *= share
        pull_y *= share
        return pull_x, pull_y

    def _press(
        self, s: _Sight, pull: tuple[Floats, Floats], wish: Floats, cues: Cues, belief: Belief
    ) -> Floats:
        """Return wishes in which the presser goes before the carrier; the others' stay."""
        lead = self.minds.lead[self.viewers][:, None]
        off = self._stands_off(s, belief, pull)
        lean = (_JUDGEMENT.leans * lead).T[..., None] * _points(*pull)
        spot = self._before_carrier(s.pos, s.seen, cues, s.tight, off, lean)
        near = s.tight[0] | s.tight[1]
        closes = np.where(
            near[..., None],
            go(s.pos, spot, _JUDGEMENT.closes_at),
            along_with(s.pos, spot, cues, self.minds.delay[self.viewers], 1.0),
        )
        return np.where(s.presses[..., None], closes, wish)

    def _go_where_they_left_for(self, s: _Sight, wish: Floats, belief: Belief) -> tuple[Floats, Bools]:
        """Return wishes in which those who have left for a lane go there, and who has left."""
        chosen = self.lane != NO_LANE
        if np.count_nonzero(chosen):
            lane = self._column(belief)
            way = _points(picked(s.meeting[0], lane), picked(s.meeting[1], lane))
            wish = np.where(chosen[..., None], go(s.pos, s.pos + way, ONE), wish)
        return wish, chosen

    def _stand(
        self,
        seen: Perceived,
        s: _Sight,
        pull: tuple[Floats, Floats],
        belief: Belief,
        carried: Bools,
    ) -> tuple[Floats, Bools]:
        """Return wishes of those who neither press nor have left, and who of them faces the ball.

        They stand on the lanes they believe in, and where there is a goal in the side's shape.
        """
        j, lead, pos = _JUDGEMENT, self.minds.lead[self.viewers][:, None], s.pos
        share = j.shades * lead
        shift = _points(share * pull[0], share * pull[1])
        if belief.goal is None:
            shift = self._as_far_as_it_wins(s, shift)
            return go(pos, pos + shift, j.waits), np.ones(pos.shape[:2], dtype=np.bool_)
        odds, ball, where = s.lanes.odds[: len(belief.targets)], s.ball, carried.T
        if seen.alike:
            slowest = int(self.minds.delay[self.viewers].argmax())
            ball, where = ball[:, slowest][:, None], np.any(carried, axis=1)[None]
        # Nobody knows what a mate believes: each takes the others to believe the same.
        odds = odds[:, :, None] if seen.alike else odds[:, None]
        x, y = self.shape.spots(seen, ball, *s.fellows, odds, belief.subject, where)
        return self.into_shape(pos, _points(x, y) + j.shades_in_shape * shift)

    @staticmethod
    def _as_far_as_it_wins(s: _Sight, shift: Floats) -> Floats:
        """Return shifts ``(worlds, viewers, 2)``, metres, cut short where the spot reached already wins more.

        Whoever stands where they reach what a team-mate doesn't stays there.
        """
        best, wins = shift, np.full(s.here.shape[1:], -1.0)
        for share in _SHIFTS:
            x, y = s.here[0] + share * shift[..., 0].T, s.here[1] + share * shift[..., 1].T
            _, _, gap, flight = s.lanes.meeting(x, y)
            won = in_time(flight, gap, _REACH.sees)
            won -= s.cover
            np.maximum(won, ZERO, out=won)
            won *= s.lanes.odds
            value = won[0].copy()
            for part in won[1:]:
                value += part
            more = value > wins
            wins = np.where(more, value, wins)
            best = np.where(more.T[..., None], share * shift, best)
        return best

    @staticmethod
    def into_shape(pos: Floats, spot: Floats) -> tuple[Floats, Bools]:
        """Return wishes of defenders on the way to their spots, and which of them face the ball.

        Far from the spot they run, near it they face the ball.
        """
        j = _JUDGEMENT
        far = norm(spot - pos)
        wish = go(pos, spot, ONE)
        pace = np.minimum(np.maximum(far / j.hurries, j.waits), ONE)
        return wish * pace[..., None], far < j.hurries

    def _column(self, belief: Belief) -> Ints:
        """Return each defender's lane as a place among the targets, ``(viewers, worlds)``; 0 without one."""
        return np.maximum(np.searchsorted(belief.targets, self.lane), 0).T

    def _leave(
        self,
        step: int,
        s: _Sight,
        cues: Cues,
        belief: Belief,
        carried: Bools,
    ) -> None:
        """Decide who goes for one lane now: what they would win by it against what they would give away."""
        j, receivers = _JUDGEMENT, len(belief.targets)
        lanes, waits = s.lanes, s.waits
        to_x, to_y, gap, flight = s.meeting
        left = np.where(cues.planted, j.planted, np.where(cues.winding, j.swing, j.nothing)).T
        goes = in_time(flight, gap, -left)
        worth = (lanes.odds * (goes - waits))[:receivers]
        held = self.lane.T != NO_LANE
        lane = worth.argmax(axis=0)
        if np.count_nonzero(held):
            lane = np.where(held, self._column(belief), lane)
        far = np.maximum(picked(gap, lane), SMALL)
        step_on = np.minimum(far, covered(left + _REACH.sees)) / far
        way_x, way_y = picked(to_x, lane), picked(to_y, lane)
        x, y = s.here[0] + step_on * way_x, s.here[1] + step_on * way_y
        on_x, on_y, on_gap, on_flight = lanes.meeting(x, y)
        back = (on_x * way_x + on_y * way_y < ZERO) & (on_gap > _REACH.leg)
        after = in_time(on_flight, on_gap, np.where(back, _SEES_AND_TURNS, _REACH.sees))
        its = np.arange(len(after))[:, None, None] == lane
        after = np.where(its, np.maximum(after, goes), after)
        gains = lanes.odds * np.maximum(after - waits, ZERO)
        losses = lanes.odds * np.maximum(np.maximum(goes, waits) - after, ZERO)
        gain, loss = gains[0].copy(), losses[0].copy()
        for more, less in zip(gains[1:], losses[1:], strict=True):
            gain += more
            loss += less
        loss += belief.choices.keep.T * j.exposed * np.minimum(step_on * far / j.exposed_at, ONE)
        nerve = self.minds.nerve[self.viewers][:, None]
        sure = (gain * (ONE - nerve) > loss * nerve) & (gain > j.least)
        slack = j.gives_up * nerve
        doubt = gain * (ONE - slack) < loss * slack
        # A defender at the carrier's shoulder doesn't let go of them before a leg moves.
        signs = cues.winding | cues.planted | ~(s.tight[0] | s.tight[1])
        starts = (sure & ~held).T & cues.seen & carried & signs
        self.left_at = np.where(starts, step, self.left_at)
        self.lane = np.where(starts, belief.targets[lane.T], self.lane)
        self.lane = np.where(~carried | (held & doubt).T, NO_LANE, self.lane)

    def _stands_off(
        self,
        s: _Sight,
        belief: Belief,
        pull: tuple[Floats, Floats],
    ) -> Floats:
        """Return how many metres more than they must the pressers stand off, ``(worlds, viewers)``.

        Near the ball they reach few lanes: the ball is past them before the leg is out. Farther off they
        reach more, and press less. What a team-mate reaches, as they see it, they needn't.
        """
        j, here = _JUDGEMENT, s.here
        off = np.zeros(s.presses.shape)
        rows, who = places(s.presses)
        if rows.size == 0:
            return off
        lead = self.minds.lead[self.viewers][who]
        own, cover = s.lanes.of_some(who, rows), of_each(s.cover, who, rows)
        gap_x, gap_y = here[0][who, rows] - own.ball[0, 0], here[1][who, rows] - own.ball[1, 0]
        scale = ONE / np.maximum(np.sqrt(gap_x * gap_x + gap_y * gap_y), j.at_hand)
        far = _STANDS_OFF * scale
        leans = j.leans * lead
        x = own.ball[0] + far * gap_x + leans * pull[0][who, rows]
        y = own.ball[1] + far * gap_y + leans * pull[1][who, rows]
        _, _, gap, flight = own.meeting(x, y)
        wins = own.odds * np.maximum(in_time(flight, gap, _REACH.sees) - cover[:, None], ZERO)
        value = wins[0].copy()
        for part in wins[1:]:
            value += part
        keep = belief.choices.keep[rows, who]
        threat = j.press * keep
        if belief.goal is not None:
            threat = threat * self._danger(own, belief.goal) + belief.choices.shoot[rows, who]
        value += threat * _KEEPS_NEAR
        off[rows, who] = _MORE[value.argmax(axis=0), 0]
        return off

    @staticmethod
    def _danger(lanes: Lanes, goal: Goal) -> Floats:
        """Return how many times more a kept ball counts here than far from the goal, ``(worlds,)``."""
        j, x, y = _JUDGEMENT, lanes.ball[0, 0] - goal.x, lanes.ball[1, 0]
        danger: Floats = ONE + j.danger * np.maximum(ONE - np.sqrt(x * x + y * y) / j.danger_from, ZERO)
        return danger

    def _before_carrier(
        self, pos: Floats, ball: Floats, cues: Cues, tight: tuple[Bools, Bools], off: Floats, lean: Floats
    ) -> Floats:
        """Return where to stand against the carrier, ``(worlds, viewers, 2)`` metres.

        Behind a turned back a defender leans to neither side: the carrier has to turn, and the ball with
        them. They step to a ball that comes round, and stand off a ball that is before the carrier, by
        ``off`` metres and ``lean`` metres toward what they believe in.
        """
        j, press = _JUDGEMENT, self.minds.press[self.viewers][None, :]
        back, near = tight
        centre = np.where(back[..., None], cues.at, ball)
        way = pos - centre
        way /= np.maximum(norm(way), j.at_hand)[..., None]
        if self.shape.goal is not None:
            home = np.array((self.shape.goal.x, 0.0)) - centre
            home /= np.maximum(norm(home), j.at_hand)[..., None]
            way = _LESS_GOAL_SIDE * way + j.goal_side * home
            way /= np.maximum(norm(way), j.at_hand)[..., None]
        way *= np.where(back, j.tight * press, j.jockey * press + off)[..., None]
        way += np.where(back[..., None], ZERO, lean)
        way += centre
        if np.count_nonzero(near):
            behind = self.shirt.stood if self.shape.goal is None else heading(way - centre)
            way = np.where(near[..., None], self.shirt.spot(pos, ball, cues, back, behind, press), way)
        return way

    @staticmethod
    def _back_and_near(pos: Floats, cues: Cues, ahead: Floats) -> tuple[Bools, Bools]:
        """Return whether the carrier's back is turned to each, and whether they are at arm's length."""
        to_carrier = cues.at - pos
        near = norm(to_carrier)
        return dot(ahead, to_carrier) > _JUDGEMENT.turned_away * near, near < _JUDGEMENT.stays_within

    @staticmethod
    def _open(pos: Floats, cues: Cues, ahead: Floats) -> Bools:
        """Return whether the ball, as it is seen, can be got at past the carrier, ``(worlds, viewers)``."""
        covered = shields(cues.ball - pos, cues.at - pos, ahead, JUDGEMENT.clear)
        return cues.seen & ~covered

    def forget(self, rows: Bools) -> None:
        """Drop every commitment in the worlds of a mask."""
        self.lane[rows] = NO_LANE


def _points(x: Floats, y: Floats) -> Floats:
    """Return components ``(viewers, worlds)`` as vectors ``(worlds, viewers, 2)``."""
    return pair(x.T, y.T)


def go(pos: Floats, target: Floats, pace: float | Floats, stop: float = 0.0) -> Floats:
    """Return wishes ``(..., 2)`` toward targets, no faster than the legs can still brake before them."""
    gap = target - pos
    distance = norm(gap)
    left = distance - stop if stop else distance
    left = np.maximum(left - _JUDGEMENT.stops_within, ZERO)
    left *= _BRAKES_TWICE
    effort = np.minimum(np.sqrt(left) / _TOP_SPEED, pace)
    gap *= (effort / np.maximum(distance, SMALL))[..., None]
    return gap
