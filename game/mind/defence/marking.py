"""A side without the ball has a shape: one presses, one covers, the others mark, goal-side.

Tasks go to the players nearest to them, by how much they matter, and are kept while nobody is clearly better
placed. Everybody judges by their own eyes who should do what, and does their own part: nobody gives orders.
Arrays run over defenders first, then over judges, and worlds last; where all see alike there is one judge.
"""

from dataclasses import dataclass

import numpy as np

from game.core.batched import Batched, Shared, WorldsLast
from game.core.maths import ONE, ZERO, Bools, Floats, Ints, as_arrays, constant
from game.core.pitch import Goal
from game.mind.perception.perceived import VX, VY, Perceived, X, Y, own_column


@dataclass(frozen=True, slots=True)
class Shaping:
    """Where players stand who mark opponents without the ball. All numbers are priors."""

    keeps_task: float = 0.8
    """Metres by which another must be nearer to the ball to take over the pressing."""
    wrong_side: float = 1.5
    """Metres that having the ball between oneself and one's goal counts."""
    cover: float = 4.5
    """Metres behind the ball, on the way to the goal, at which the covering player stands."""
    cover_first: float = 8.0
    """Metres that the cover is worth more than an opponent to mark."""
    tight: float = 0.9
    """Metres off an opponent, on the goal's side, at which a marker stands right at the goal."""
    loose: float = 0.13
    """Metres more that a marker stands off for each metre that the opponent is away from the goal."""
    loosest: float = 4.5
    ball_side: float = 0.4
    """Share of the distance off an opponent by which a marker also stands to the ball's side."""
    danger: float = 0.35
    """Metres that each metre nearer to the goal counts in which opponent to mark."""
    behind_ball: float = 8.0
    """Metres that count against an opponent when the ball is nearer to the goal than they are."""
    likely: float = 4.0
    """Metres that being surely the next to get the ball counts."""
    stays: float = 2.0
    """Metres that having marked an opponent already counts."""
    same_spot: float = 2.0
    """Metres from a spot within which a mate is seen to stand there already."""
    looks_ahead: float = 0.2
    """Seconds ahead that a running player is marked."""
    beside: float = 0.3
    """Metres behind the ball from which a defender is on its wrong side."""
    cover_share: float = 0.6
    """Share of the ball's way to the goal beyond which the second player doesn't stand off."""
    at_hand: float = 0.3
    """Metres under which a way has hardly a direction any more."""
    ball_before: float = 1.0
    """Metres nearer to the goal than a player from which the ball is before them."""


SHAPING = Shaping()
_SHAPING, _NEVER = as_arrays(SHAPING), constant(1e6)
_FITS = constant(0.5e6)


class Shape(Batched):
    """The presser, and who marks whom, in every world of a batch."""

    goal: Shared[Goal | None]
    targets: Shared[Ints]
    """``(targets,)`` int64: player numbers of the opponents."""
    presser: WorldsLast[Ints]
    """``(judges, worlds)`` int64: the presser's place among the viewers, as each judge sees it, -1 before
    anybody pressed."""
    marks: WorldsLast[Ints]
    """``(viewers, judges, worlds)`` int64: the opponent each marks, as each judge shares them out, by place
    among the targets; one more is the cover, -1 nobody."""
    _keeper: Shared[Bools]

    def __init__(self, keeper: Bools, goal: Goal | None, targets: Ints, worlds: int, judges: int) -> None:
        self.goal, self.targets, self._keeper = goal, targets, keeper[:, None, None]
        self.presser = np.full((judges, worlds), -1, dtype=np.int64)
        self.marks = np.full((len(keeper), judges, worlds), -1, dtype=np.int64)

    def press(self, x: Floats, y: Floats, ball: Floats, where: Bools) -> Ints:
        """Return who goes to the ball as each judge sees it, ``(judges, worlds)``, renewed where a mask says.

        ``x``, ``y`` ``(viewers, judges, worlds)`` are where each judge has everybody, and ``ball`` ``(2,
        viewers or 1, judges, worlds)`` the ball, in metres; ``where`` is ``(judges, worlds)``.
        """
        s = _SHAPING
        cost = np.sqrt((x - ball[0]) ** 2 + (y - ball[1]) ** 2)
        if self.goal is not None:
            away, theirs = np.abs(ball[0] - self.goal.x), np.abs(x - self.goal.x)
            cost += s.wrong_side * (theirs > away + s.beside)
        np.copyto(cost, _NEVER, where=self._keeper)
        keeps = np.arange(len(x))[:, None, None] == self.presser
        if x.shape[1] > 1:
            first = _first(cost - own_column(cost), s.keeps_task)
            own = keeps & _own(len(x))
            keeps = (own & ~first.any(axis=0)) | (first & own.any(axis=0))
        cost -= np.where(keeps, s.keeps_task, ZERO)
        self.presser = np.where(where, cost.argmin(axis=0), self.presser)
        return self.presser

    def spots(
        self,
        seen: Perceived,
        ball: Floats,
        x: Floats,
        y: Floats,
        odds: Floats | None,
        carrier: Ints,
        where: Bools,
    ) -> tuple[Floats, Floats]:
        """Return where those who don't press stand, x and y, ``(viewers, worlds)`` metres.

        Every judge shares the tasks out by what they see, and does their own. ``ball`` ``(2, judges,
        worlds)`` is in metres, ``x`` and ``y`` as in :meth:`press`; ``odds`` ``(targets, viewers or 1,
        judges, worlds)`` are those of a pass to each, or None. Nobody marks the ``carrier`` ``(worlds,)``,
        NOBODY where the ball is free. Marking is renewed ``where`` ``(judges, worlds)`` says.
        """
        to_x, to_y, worth = self._tasks(seen, ball)
        off = np.sqrt((to_x[:, None] - x) ** 2 + (to_y[:, None] - y) ** 2)
        cost = off + worth[:, None]
        if odds is not None:
            cost[:-1] -= _SHAPING.likely * odds
        cost -= np.where(self._stays(off), _SHAPING.stays, ZERO)
        busy = self._keeper | (np.arange(len(x))[:, None, None] == self.presser)
        np.copyto(cost, _NEVER, where=busy)
        np.copyto(cost[:-1], _NEVER, where=(self.targets[:, None] == carrier)[:, None, None])
        together = cost.reshape(len(cost), len(x), -1)
        marks = _shared_out(together, int((~self._keeper).sum()) - 1).reshape(x.shape)
        self.marks = np.where(where, marks, self.marks)
        mine, here_x, here_y = own_column(marks), own_column(x), own_column(y)
        task, free = np.maximum(mine, 0), mine < 0
        rows = np.arange(x.shape[2])
        judge = np.arange(len(x))[:, None] if x.shape[1] > 1 else 0
        return (
            np.where(free, here_x, to_x[task, judge, rows]),
            np.where(free, here_y, to_y[task, judge, rows]),
        )

    def _tasks(self, seen: Perceived, ball: Floats) -> tuple[Floats, Floats, Floats]:
        """Return where to stand for each task, x and y, metres, and what leaving it undone costs.

        They are ``(tasks, judges, worlds)``: to mark each target, and last to cover the presser.
        """
        s, goal = _SHAPING, self.goal
        assert goal is not None
        players = seen.others[:, self.targets]
        their_x, their_y = players[X] + s.looks_ahead * players[VX], players[Y] + s.looks_ahead * players[VY]
        gx, gy, far = _way(their_x, their_y, goal.x)
        bx, by, _ = _way(their_x, their_y, ball[0], ball[1])
        off = np.minimum(s.tight + s.loose * far, s.loosest)
        cx, cy, ball_far = _way(ball[0], ball[1], goal.x)
        behind = np.minimum(s.cover, s.cover_share * ball_far)
        to_x = np.concatenate((their_x + off * (gx + s.ball_side * bx), (ball[0] + behind * cx)[None]))
        to_y = np.concatenate((their_y + off * (gy + s.ball_side * by), (ball[1] + behind * cy)[None]))
        danger = s.danger * far + s.behind_ball * (far > ball_far + s.ball_before)
        worth = np.concatenate((danger, s.danger * ball_far[None] - s.cover_first))
        return to_x, to_y, worth

    def _stays(self, off: Floats) -> Bools:
        """Return whose task is theirs already, as each judge sees it, ``(tasks, viewers, judges, worlds)``.

        ``off``, of the same shape, is how far from each task's spot each is, metres. Whoever is seen at a
        spot has that task: of several the one who comes first in the team's order.
        """
        tasks = np.arange(len(off))[:, None, None, None]
        stays: Bools = tasks == self.marks
        if off.shape[2] > 1:
            at_spot = off < _SHAPING.same_spot
            has = at_spot & (np.cumsum(at_spot, axis=1) == 1)
            every = np.arange(off.shape[1])
            before_me = (has & (every[:, None] < every)[..., None]).any(axis=1)
            stays = has | ((tasks == own_column(self.marks)) & _own(len(every)) & ~before_me[:, None])
        return stays


def _own(viewers: int) -> Bools:
    """Return which entries of a table ``(viewers, judges, 1)`` are each judge's own: others' are guesses."""
    every = np.arange(viewers)
    own: Bools = (every[:, None] == every)[..., None]
    return own


def _first(off: Floats, within: float) -> Bools:
    """Return which mates are at a judge's task too, and come first in the team's order: they keep it.

    ``off`` ``(viewers, judges, worlds)`` is how far from it each is as the judge sees it, in metres.
    """
    every = np.arange(len(off))
    first: Bools = (off < within) & (every[:, None] < every)[..., None]
    return first


def _shared_out(cost: Floats, players: int) -> Ints:
    """Return which task each has, ``(viewers, worlds)``: the cheapest pair of task and player first.

    Then comes the cheapest of those left, and so on.
    """
    tasks, viewers, worlds = cost.shape
    marks = np.full((viewers, worlds), -1, dtype=np.int64)
    rows = np.arange(worlds)
    for _ in range(min(players, tasks)):
        flat = cost.reshape(tasks * viewers, worlds)
        best = flat.argmin(axis=0)
        task, player = np.divmod(best, viewers)
        fits = flat[best, rows] < _FITS
        if np.count_nonzero(fits) < worlds:
            marks[player[fits], rows[fits]] = task[fits]
        else:
            marks[player, rows] = task
        cost[task, :, rows] = _NEVER
        cost[:, player, rows] = _NEVER
    return marks


def _way(
    x: Floats, y: Floats, to_x: Floats | float, to_y: Floats | float = 0.0
) -> tuple[Floats, Floats, Floats]:
    """Return unit vectors from points to a point, x and y, and the metres to there."""
    gap_x, gap_y = to_x - x, to_y - y
    far = np.sqrt(gap_x * gap_x + gap_y * gap_y)
    scale = ONE / np.maximum(far, _SHAPING.at_hand)
    return gap_x * scale, gap_y * scale, far
