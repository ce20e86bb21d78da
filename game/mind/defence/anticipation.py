"""Where a defender goes, and when: from what he believes, what he can still reach, and who else covers.

He may leave for one lane before the ball is struck. That is a gain of time if he is right, and if he is wrong
his own momentum carries him out of the game: nothing here undoes a wrong step.
"""

from dataclasses import dataclass

import numpy as np

from game.core.batched import Batched, Shared
from game.core.intents import Intents
from game.core.maths import Bools, Floats, Ints, dot, exp, heading, norm, pair, unit
from game.core.pitch import Goal
from game.core.state import View
from game.mind.defence.belief import Belief
from game.mind.defence.lanes import REACH, Lanes, covered, in_time, picked
from game.mind.defence.marking import Shape
from game.mind.perception.observe import Cues, Glimpse
from game.mind.traits.styles import Minds
from game.sim.movement import CONSTANTS as MOVE
from game.sim.reach import shields


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a defender reckons with. All priors."""

    swing: float = 0.28
    """Seconds until the strike when a leg is back ..."""
    planted: float = 0.07
    """... when the plant foot is down ..."""
    nothing: float = 0.6
    """... and when there is no sign of one."""
    exposed: float = 1.0
    """What leaving costs if the ball is kept after all, in balls lost, at two metres and more."""
    least: float = 0.04
    """Balls won more often under which nobody leaves his place early."""
    gives_up: float = 0.6
    """Share of his nerve with which he breaks a commitment off."""
    leg: float = REACH.leg
    pace: float = REACH.pace
    start: float = REACH.sees + 0.14
    """Metres, m/s and seconds with which people reckon of opponents: what these reckon of themselves."""
    jockey: float = 1.5
    """Metres from the ball at which he keeps the man with the ball in front of him."""
    stands_off: tuple[float, ...] = (0.0, 1.0, 2.0, 3.0, 4.5)
    """Metres more that he may leave him, so as to reach more of his passes ..."""
    press: float = 0.35
    """... which costs this much of a ball that is kept, when he stands as far off as he may."""
    tight: float = 0.80
    """Metres from a man whose back is turned at which he stays with him."""
    turned_away: float = 0.7
    """Least cosine between his hips and straight away from one: beyond 45 degrees he comes round."""
    stays_within: float = 1.3
    """Metres from a man within which he stays with him, though he turns."""
    at_ball: float = 0.5
    """Metres from the ball to which he steps in when a man so near turns round with it ..."""
    steps_in: float = 0.25
    """... and the seconds by which he steps to where it will be."""
    clear: float = 0.05
    """Metres by which the ball has to be clear of the man before he goes for it."""
    tackles_within: float = 1.05
    """Metres from the ball at which he goes for it."""
    brakes_with: float = 3.5
    """m/s^2 with which he reckons to stop where he wants to be."""
    leans: float = 0.6
    """Share of the way to the lanes he believes in by which a pressing man stands off the straight line."""
    near: float = 5.0
    """Metres over which a lane stops being his to cover."""
    fades: float = 0.4
    """1/m with which a lane farther off pulls less."""
    shades: float = 0.8
    """Share of the way to the lanes they believe in by which waiting players stand off their spots."""
    shades_in_shape: float = 0.5
    """What is left of that where there is a side's shape to keep."""
    closes_at: float = 0.9
    """Share of top speed at which the presser closes."""
    danger: float = 2.0
    """By how much more than far from the goal a ball that is kept before it counts."""
    danger_from: float = 14.0
    """Metres from the goal within which it counts more."""
    exposed_at: float = 2.0
    """Metres from the place left from which leaving costs the whole of ``exposed``."""
    goal_side: float = 0.6
    """Share of the line to the own goal, and not of the nearest way, in where a presser stands."""
    hurries: float = 4.0
    """Metres from his spot from which he runs there, and doesn't look back."""
    waits: float = 0.5
    """Share of top speed at which he shifts while he waits."""


JUDGEMENT = Judgement()
NO_LANE = -1


@dataclass(slots=True)
class Wishes(Batched):
    """What some players want until they think again, ``(worlds, viewers, ...)``."""

    whose: Bools
    """Whose wishes these are; the others' are not touched."""
    move: Floats
    hips_to: Floats
    look_at: Floats
    tackle: Bools

    def put(self, intents: Intents, viewers: Ints) -> None:
        """Write them into a step's intents."""
        first, last = int(viewers[0]), int(viewers[-1])
        together = last - first + 1 == len(viewers)
        for name in ("move", "hips_to", "look_at", "tackle"):
            all_of, mine = getattr(intents, name), getattr(self, name)
            whose = self.whose if mine.ndim == 2 else self.whose[..., None]
            if together:
                np.copyto(all_of[:, first : last + 1], mine, where=whose)
            else:
                all_of[:, viewers] = np.where(whose, mine, all_of[:, viewers])


@dataclass(frozen=True, slots=True)
class _Sight:
    """What a team's defenders see of the player with the ball, and what they could reach of their passes."""

    here: Floats
    """``(2, viewers, worlds)`` metres: where the defenders are."""
    pos: Floats
    """``(worlds, viewers, 2)`` metres: the same."""
    ball: Floats
    """``(2, viewers, worlds)`` metres: the ball as each sees it, run on since."""
    seen: Floats
    """``(worlds, viewers, 2)`` metres: the same."""
    ahead: Floats
    """``(worlds, viewers, 2)`` unit vectors along the carrier's hips, as each sees them."""
    lanes: Lanes
    meeting: tuple[Floats, Floats, Floats, Floats]
    """Where each would meet each lane's ball, of :meth:`Lanes.meeting`."""
    waits: Floats
    """``(lanes, viewers, worlds)`` how sure each is of each lane's ball who waits for it, 0 to 1."""
    presser: Ints
    """``(worlds,)`` the presser's place among the viewers."""
    presses: Bools
    """``(worlds, viewers)``."""
    tight: tuple[Bools, Bools]
    """``(worlds, viewers)`` whether the carrier's back is turned, and whether they are at arm's length."""


class Defence(Batched):
    """One team's defenders without the ball, in every world of a batch."""

    minds: Shared[Minds]
    viewers: Shared[Ints]
    """``(viewers,)`` player numbers."""
    shape: Shape
    lane: Ints
    """``(worlds, viewers)`` the player whose lane each has left their place for, or NO_LANE."""
    left_at: Ints
    """``(worlds, viewers)`` the step at which each left."""

    def __init__(self, minds: Minds, belief: Belief, worlds: int) -> None:
        self.minds, self.viewers = minds, belief.viewers
        viewers = belief.viewers
        self.shape = Shape(belief.squad.keeper[viewers], belief.goal, belief.targets, worlds)
        self.lane = np.full((worlds, len(viewers)), NO_LANE, dtype=np.int64)
        self.left_at = np.full((worlds, len(viewers)), -1, dtype=np.int64)

    def against_carrier(
        self, view: View, then: Glimpse, cues: Cues, belief: Belief, carried: Bools
    ) -> "Wishes":
        """Return wishes of those who know an opponent with the ball, ``carried`` ``(worlds, viewers)``.

        They see what they could reach, leave for one lane or not, press the ball or cover, and reach for it.
        """
        s = self._sight(view, then, cues, belief, carried)
        self._leave(view.step, s, cues, belief, carried)
        pull = self._pull(s)
        wish, facing = self._stand(then, s, pull, belief, carried)
        wish = self._press(s, pull, wish, cues, belief)
        wish, chosen = self._go_where_they_left_for(s, wish, belief)
        tackles = (norm(s.seen - s.pos) < JUDGEMENT.tackles_within) & self._open(s.pos, cues, s.ahead)
        hips = np.where(facing | s.presses | chosen, heading(s.seen - s.pos), np.nan)
        return Wishes(carried, wish, hips, s.seen, tackles & ~chosen)

    def _sight(self, view: View, then: Glimpse, cues: Cues, belief: Belief, carried: Bools) -> _Sight:
        """What they see of ball and carrier, and which passes they would reach from where they are."""
        v = self.viewers
        here = np.ascontiguousarray(view.bodies.pos[:, v].transpose(2, 1, 0))
        delay = self.minds.delay[v][:, None]
        ball = cues.ball.transpose(2, 1, 0) + delay * cues.ball_vel.transpose(2, 1, 0)
        lanes = belief.lanes(then, ball)
        meeting = lanes.meeting(here[0], here[1])
        presser = self.shape.press(here[0], here[1], ball, np.any(carried, axis=1))
        pos, ahead = _points(*here), unit(cues.hips)
        return _Sight(
            here=here,
            pos=pos,
            ball=ball,
            seen=_points(*ball),
            ahead=ahead,
            lanes=lanes,
            meeting=meeting,
            waits=in_time(meeting[3], meeting[2], REACH.sees),
            presser=presser,
            presses=presser[:, None] == np.arange(len(v)),
            tight=self._back_and_near(pos, cues, ahead),
        )

    @staticmethod
    def _pull(s: _Sight) -> tuple[Floats, Floats]:
        """The mean way to the lanes they believe in, metres: x and y, ``(viewers, worlds)``."""
        j = JUDGEMENT
        to_x, to_y, gap, _ = s.meeting
        weight = s.lanes.odds * exp(gap * -j.fades) * (gap < j.near)
        total = weight[0].copy()
        pull_x, pull_y = weight[0] * to_x[0], weight[0] * to_y[0]
        for part, x, y in zip(weight[1:], to_x[1:], to_y[1:], strict=True):
            total += part
            pull_x += part * x
            pull_y += part * y
        share = np.where(total > 1e-6, 1.0 / np.maximum(total, 1e-6), 0.0)
        pull_x *= share
        pull_y *= share
        return pull_x, pull_y

    def _press(
        self, s: _Sight, pull: tuple[Floats, Floats], wish: Floats, cues: Cues, belief: Belief
    ) -> Floats:
        """The presser goes before the player with the ball; the others' wishes stay."""
        lead = self.minds.lead[self.viewers][:, None]
        off = self._stands_off(s, belief, pull)
        lean = (JUDGEMENT.leans * lead).T[..., None] * _points(*pull)
        closes = go(s.pos, self._before_him(s.pos, s.seen, cues, s.tight, off, lean), JUDGEMENT.closes_at)
        return np.where(s.presses[..., None], closes, wish)

    def _go_where_they_left_for(self, s: _Sight, wish: Floats, belief: Belief) -> tuple[Floats, Bools]:
        """Who has left for a lane goes there; returns the wishes, and who has left."""
        chosen = self.lane != NO_LANE
        if chosen.any():
            lane = self._column(belief)
            way = _points(picked(s.meeting[0], lane), picked(s.meeting[1], lane))
            wish = np.where(chosen[..., None], go(s.pos, s.pos + way, 1.0), wish)
        return wish, chosen

    def _stand(
        self,
        then: Glimpse,
        s: _Sight,
        pull: tuple[Floats, Floats],
        belief: Belief,
        carried: Bools,
    ) -> tuple[Floats, Bools]:
        """Wishes of those who neither press nor have left, and who of them faces the ball.

        They stand on the lanes they believe in, and where there is a goal in the side's shape.
        """
        j, lead, pos = JUDGEMENT, self.minds.lead[self.viewers][:, None], s.pos
        shift = _points(j.shades * lead * pull[0], j.shades * lead * pull[1])
        if belief.goal is None:
            return go(pos, pos + shift, j.waits), np.ones(pos.shape[:2], dtype=np.bool_)
        slowest = int(np.argmax(self.minds.delay[self.viewers]))
        odds = s.lanes.odds[: len(belief.targets)]
        where = np.any(carried, axis=1)
        x, y = self.shape.spots(then, s.ball[:, slowest], s.here[0], s.here[1], odds, belief.subject, where)
        return self.into_shape(pos, _points(x, y) + j.shades_in_shape * shift)

    @staticmethod
    def into_shape(pos: Floats, spot: Floats) -> tuple[Floats, Bools]:
        """Wishes of men on their way to their spots: far from it they run, near it they face the ball."""
        j = JUDGEMENT
        far = norm(spot - pos)
        wish = go(pos, spot, 1.0)
        pace = np.minimum(np.maximum(far / j.hurries, j.waits), 1.0)
        return wish * pace[..., None], far < j.hurries

    def _column(self, belief: Belief) -> Ints:
        """Each defender's lane as a place among the targets, ``(viewers, worlds)``; 0 where he has none."""
        return np.maximum(np.searchsorted(belief.targets, self.lane), 0).T

    def _leave(
        self,
        step: int,
        s: _Sight,
        cues: Cues,
        belief: Belief,
        carried: Bools,
    ) -> None:
        """Who goes for one lane now: what he would win by it against what he would give away elsewhere."""
        j, men = JUDGEMENT, len(belief.targets)
        lanes, waits = s.lanes, s.waits
        to_x, to_y, gap, flight = s.meeting
        left = np.where(cues.planted, j.planted, np.where(cues.winding, j.swing, j.nothing)).T
        goes = in_time(flight, gap, -left)
        worth = (lanes.odds * (goes - waits))[:men]
        held = self.lane.T != NO_LANE
        lane = np.where(held, self._column(belief), np.argmax(worth, axis=0))
        far = np.maximum(picked(gap, lane), 1e-6)
        step_on = np.minimum(far, covered(left + REACH.sees)) / far
        way_x, way_y = picked(to_x, lane), picked(to_y, lane)
        x, y = s.here[0] + step_on * way_x, s.here[1] + step_on * way_y
        on_x, on_y, on_gap, on_flight = lanes.meeting(x, y)
        back = (on_x * way_x + on_y * way_y < 0.0) & (on_gap > REACH.leg)
        after = in_time(on_flight, on_gap, REACH.sees + np.where(back, REACH.turns, 0.0))
        its = np.arange(len(after))[:, None, None] == lane
        after = np.where(its, np.maximum(after, goes), after)
        gains = lanes.odds * np.maximum(after - waits, 0.0)
        losses = lanes.odds * np.maximum(np.maximum(goes, waits) - after, 0.0)
        gain, loss = gains[0].copy(), losses[0].copy()
        for more, less in zip(gains[1:], losses[1:], strict=True):
            gain += more
            loss += less
        loss += belief.choices.keep.T * j.exposed * np.minimum(step_on * far / j.exposed_at, 1.0)
        nerve = self.minds.nerve[self.viewers][:, None]
        sure = (gain * (1.0 - nerve) > loss * nerve) & (gain > j.least)
        slack = j.gives_up * nerve
        doubt = gain * (1.0 - slack) < loss * slack
        # Who has the man at his shoulder doesn't let go of him before a leg moves.
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
        """How many metres more than he must the nearest stands off, ``(worlds,)``.

        Near the ball he reaches few lanes: the ball is past him before his leg is out. Farther off he reaches
        more, and presses less. What a team-mate reaches he needn't.
        """
        j, nearest, waits, here = JUDGEMENT, s.presser, s.waits, s.here
        rows, lead = np.arange(len(nearest)), self.minds.lead[self.viewers][:, None]
        cover = np.zeros((len(waits), len(rows)))
        for viewer in range(waits.shape[1]):
            np.maximum(cover, np.where(nearest == viewer, 0.0, waits[:, viewer]), out=cover)
        his = s.lanes.of_one(nearest)
        gap_x, gap_y = here[0][nearest, rows] - his.ball[0, 0], here[1][nearest, rows] - his.ball[1, 0]
        scale = 1.0 / np.maximum(np.sqrt(gap_x * gap_x + gap_y * gap_y), 0.3)
        more = np.array(j.stands_off)[:, None]
        far = (j.jockey + more) * scale
        leans = j.leans * lead[nearest, 0]
        x = his.ball[0] + far * gap_x + leans * pull[0][nearest, rows]
        y = his.ball[1] + far * gap_y + leans * pull[1][nearest, rows]
        _, _, gap, flight = his.meeting(x, y)
        wins = his.odds * np.maximum(in_time(flight, gap, REACH.sees) - cover[:, None], 0.0)
        value = wins[0].copy()
        for part in wins[1:]:
            value += part
        keep = belief.choices.keep[rows, nearest]
        threat = j.press * keep
        if belief.goal is not None:
            threat = threat * self._danger(his, belief.goal) + belief.choices.shoot[rows, nearest]
        value += threat * (1.0 - more / j.stands_off[-1])
        best: Floats = more[np.argmax(value, axis=0), 0]
        return best

    @staticmethod
    def _danger(lanes: Lanes, goal: Goal) -> Floats:
        """By how much more a ball that is kept counts here than far from the goal, ``(worlds,)``."""
        j, x, y = JUDGEMENT, lanes.ball[0, 0] - goal.x, lanes.ball[1, 0]
        danger: Floats = 1.0 + j.danger * np.maximum(1.0 - np.sqrt(x * x + y * y) / j.danger_from, 0.0)
        return danger

    def _before_him(
        self, pos: Floats, ball: Floats, cues: Cues, tight: tuple[Bools, Bools], off: Floats, lean: Floats
    ) -> Floats:
        """Where to stand against the man with the ball.

        At a turned back, without leaning to either side: he has to turn, and the ball with him. To the ball
        that comes round to him. Off a ball that is before him, and ``lean`` metres to where he believes in.
        """
        j, press = JUDGEMENT, self.minds.press[self.viewers][None, :]
        back, near = tight
        comes_round = near & ~back
        centre = np.where(back[..., None], cues.at, ball)
        way = pos - centre
        way /= np.maximum(norm(way), 0.3)[..., None]
        if self.shape.goal is not None:
            home = np.array((self.shape.goal.x, 0.0)) - centre
            home /= np.maximum(norm(home), 0.3)[..., None]
            way = (1.0 - j.goal_side) * way + j.goal_side * home
            way /= np.maximum(norm(way), 0.3)[..., None]
        jockeys = np.where(comes_round, j.at_ball, j.jockey * press + off[:, None])
        way *= np.where(back, j.tight * press, jockeys)[..., None]
        way += np.where(
            comes_round[..., None], j.steps_in * cues.ball_vel, np.where(back[..., None], 0.0, lean)
        )
        way += centre
        return way

    @staticmethod
    def _back_and_near(pos: Floats, cues: Cues, ahead: Floats) -> tuple[Bools, Bools]:
        """Whether the man with the ball has his back to him, and whether he is within his arm's length."""
        to_him = cues.at - pos
        near = norm(to_him)
        return dot(ahead, to_him) > JUDGEMENT.turned_away * near, near < JUDGEMENT.stays_within

    @staticmethod
    def _open(pos: Floats, cues: Cues, ahead: Floats) -> Bools:
        """Whether the ball, as it is seen, can be got at past the man who has it."""
        covered = shields(cues.ball - pos, cues.at - pos, ahead, JUDGEMENT.clear)
        return cues.seen & ~covered

    def forget(self, rows: Bools) -> None:
        """No commitment any more in the worlds of a mask."""
        self.lane[rows] = NO_LANE


def _points(x: Floats, y: Floats) -> Floats:
    """Components ``(viewers, worlds)`` as vectors ``(worlds, viewers, 2)``."""
    return pair(x.T, y.T)


def go(pos: Floats, target: Floats, pace: float | Floats, stop: float = 0.0) -> Floats:
    """Wishes ``(..., 2)`` toward targets, no faster than the legs can still brake before them."""
    gap = target - pos
    distance = norm(gap)
    left = np.maximum(distance - stop - 0.08, 0.0)
    effort = np.minimum(np.sqrt(2.0 * JUDGEMENT.brakes_with * left) / MOVE.top_speed, pace)
    wish: Floats = gap * (effort / np.maximum(distance, 1e-6))[..., None]
    return wish
