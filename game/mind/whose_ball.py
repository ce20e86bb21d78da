"""A free ball is the player's who meets it best, and everybody judges that by their own eyes.

Nobody knows of a mate's legs more than they have seen. Two may take a ball for theirs, or each leave it to
the other for a moment, as happens on a pitch.
"""

from dataclasses import dataclass
from typing import TypeAlias

import numpy as np

from game.core.maths import Bools, Floats, Ints, constant, of_each, sincos
from game.core.state import Rows, Squad
from game.core.surfaces import Surface
from game.mind.meeting import TOGETHER, Meeting, Runners, meet, meet_together
from game.mind.perception.perceived import EVERYBODY, VX, Perceived

BallAsSeen: TypeAlias = tuple[Floats, Floats, Floats]
"""A ball's place and velocity, ``(rows, viewers or 1, 3)`` metres and m/s, and its turning, ``(rows, viewers
or 1, 2)`` m/s, as each sees it."""

UNSURE = 0.05
"""Seconds by which a mate has to be sooner before a player leaves the ball to them (prior)."""
BARRED = 1e3
"""Seconds of cost of a ball that isn't a player's to go for."""
_FREE = constant(0.9 * BARRED)
_POS, _VEL, _AHEAD, _TOP = slice(0, 2), slice(2, 4), slice(4, 6), 6
"""Places of what is known of runners in a table of numbers."""


@dataclass(slots=True)
class WhoseBall:
    """How soon each viewer would meet a ball, and how soon their mates would, as the viewer sees it."""

    who: Runners
    """The viewers as they are."""
    meeting: Meeting
    """Where the viewers would meet it."""
    mates: Ints
    """``(viewers, mates)`` int64: player numbers of each one's mates, -1 where there are no more."""
    cost: Floats
    """``(worlds, viewers, mates)`` float64: seconds that meeting it costs each mate."""
    point: Floats
    """``(worlds, viewers, mates, 2)`` float64, metres: where each mate would meet it."""
    unsure: float = UNSURE
    others: Meeting | None = None
    """Where others would meet the ball whom the viewers asked about too."""

    def mine(self, barred: Bools, mates_barred: Bools) -> Bools:
        """Return who takes the ball for theirs, ``(worlds, viewers)``.

        ``barred`` ``(worlds, viewers)`` are those whose it can't be, ``mates_barred`` ``(worlds, viewers,
        mates)`` those of their mates.
        """
        self.cost = np.where(mates_barred | (self.mates < 0), BARRED, self.cost)
        own = np.where(barred, BARRED, self.meeting.cost)
        mine: Bools = own < _FREE
        if self.cost.shape[2]:
            mine &= own <= self.cost.min(axis=2) + self.unsure
        return mine

    def met_at(self, mine: Bools) -> tuple[Floats, Bools]:
        """Return where each expects their side to meet the ball, and whether they expect that at all.

        They are ``(worlds, viewers, 2)`` metres and ``(worlds, viewers)``.
        """
        if not self.cost.shape[2]:
            return self.meeting.point, mine
        worlds, viewers, _ = self.cost.shape
        best = np.arange(worlds)[:, None], np.arange(viewers), self.cost.argmin(axis=2)
        there, somebody = self.point[best], self.cost[best] < _FREE
        return np.where(mine[..., None], self.meeting.point, there), mine | somebody

    def best_mate(self, viewers: Ints) -> Ints:
        """Return the place among ``viewers`` of each one's mate who meets it best, -1 without mates."""
        if not self.cost.shape[2]:
            return np.full(self.cost.shape[:2], -1, dtype=np.int64)
        best = self.mates[np.arange(len(viewers)), np.argmin(self.cost, axis=2)]
        return np.where(best < 0, -1, np.searchsorted(viewers, best))


def mates_of(squad: Squad, viewers: Ints, among: Ints) -> Ints:
    """Return each viewer's mates ``among`` some players, ``(viewers, mates)``, -1 where there are no more."""
    rows = [[m for m in among if m != v and squad.team[m] == squad.team[v]] for v in viewers]
    most = max((len(row) for row in rows), default=0)
    table = np.full((len(rows), most), -1, dtype=np.int64)
    for place, row in enumerate(rows):
        table[place, : len(row)] = row
    return table


def whose_ball(
    seen: Perceived,
    mates: Ints,
    ball: BallAsSeen,
    surface: Surface,
    rows: Rows | slice = EVERYBODY,
    others: Runners | None = None,
    asks: Bools | None = None,
) -> WhoseBall:
    """Return how soon some viewers and their mates would meet a ball, in the worlds ``rows``.

    ``mates`` is what :func:`mates_of` gives. ``others`` ``(rows, viewers)``, or ``(rows, 1)`` where all see
    alike, are runners besides, one for each viewer or for all. Where it is given, only those who ``asks``
    ``(rows, viewers)`` get an answer that counts.
    """
    if seen.alike:
        who = Runners.of_own(seen.own).take(rows)
        meeting, theirs = _meet(who, ball, others, surface)
        at = np.searchsorted(seen.viewers, mates)
        return WhoseBall(who, meeting, mates, meeting.cost[:, at], meeting.point[:, at], 0.0, theirs)
    runners = 1 + mates.shape[1] + (others is not None)
    some = seen if isinstance(rows, slice) else seen.take(rows)
    who = Runners.of_own(some.own)
    met = _meet_each(who, some, mates, runners, ball, surface, others, asks)
    theirs = None if others is None else met.of(-1)
    of_mates = met.of(slice(1, 1 + mates.shape[1]))
    cost, point = of_mates.cost.transpose(1, 2, 0), of_mates.point.transpose(1, 2, 0, 3)
    return WhoseBall(who, met.of(0), mates, cost, point, others=theirs)


def _meet(
    who: Runners, ball: BallAsSeen, others: Runners | None, surface: Surface
) -> tuple[Meeting, Meeting | None]:
    """Return where runners meet the ball, and where ``others`` do, if there are any."""
    if others is None:
        return meet(who, *ball, surface), None
    own, theirs = who.top.shape[1], others.top.shape[1]
    place, rolls, turns = (np.concatenate((_spread(part, own), part[:, :theirs]), axis=1) for part in ball)
    return meet(who.beside(others), place, rolls, turns, surface).parted(own)


def _spread(part: Floats, runners: int) -> Floats:
    """Return what is seen of the ball for each of some runners, ``(rows, runners, ...)``."""
    return part if part.shape[1] == runners else np.repeat(part, runners, axis=1)


def _meet_each(
    who: Runners,
    seen: Perceived,
    mates: Ints,
    runners: int,
    ball: BallAsSeen,
    surface: Surface,
    others: Runners | None,
    asks: Bools | None,
) -> Meeting:
    """Return where each viewer, their mates and one of the ``others`` meet the ball as the viewer sees it.

    It is of ``(runners, viewers, rows)``. In many worlds those alone who ask count, not too many together.
    """
    worlds, viewers = who.top.shape
    if asks is None or runners * viewers * worlds <= TOGETHER:
        asks = np.ones((worlds, viewers), dtype=np.bool_)
    viewer, row = np.nonzero(asks.T)
    whole, block = Meeting.nothing(runners, viewers * worlds), max(TOGETHER // runners, 1)
    for first in range(0, viewer.size, block):
        some = viewer[first : first + block], row[first : first + block]
        sees = some if ball[0].shape[1] > 1 else (np.zeros_like(some[0]), some[1])
        place, rolls, turns = (part[sees[::-1]][None] for part in ball)
        everybody = _as_seen_by(*some, who, seen, mates, others)
        part = meet_together(everybody, place, rolls, turns, surface)
        whole.overwrite((EVERYBODY, some[0] * worlds + some[1]), part)
    return whole.shaped(runners, viewers, worlds)


def _as_seen_by(
    viewer: Ints, row: Rows, who: Runners, seen: Perceived, mates: Ints, others: Runners | None
) -> Runners:
    """Return some viewers, their mates as they see them, and one of the ``others``, if there are any.

    There is one viewer for each of ``row``; the result is ``(runners, rows)``. A mate is taken to be as fresh
    as oneself.
    """
    most, pairs = mates.shape[1], viewer.size
    table = np.empty((_TOP + 1, 1 + most + (others is not None), pairs))
    _put(table[:, 0], who, row, viewer)
    mine, everybody = table[:, 1 : 1 + most], seen.others_of(viewer, row)
    player, every = np.maximum(mates, 0).T[:, viewer], np.arange(pairs)
    mine[_POS] = of_each(seen.now_of(everybody, viewer), player, every)
    vx_vy_hips = of_each(everybody[VX:], player, every)
    mine[_VEL] = vx_vy_hips[:2]
    mine[5], mine[4] = sincos(vx_vy_hips[2])
    mine[_TOP] = table[_TOP, 0]
    if others is not None:
        _put(table[:, -1], others, row, viewer)
    pos, vel, ahead = (table[part].transpose(1, 2, 0) for part in (_POS, _VEL, _AHEAD))
    return Runners(pos, vel, ahead, table[_TOP])


def _put(table: Floats, who: Runners, row: Rows, viewer: Ints) -> None:
    """Write the runners of some rows, as some viewers see them, into a table ``(numbers, rows)``."""
    for part, vectors in ((_POS, who.pos), (_VEL, who.vel), (_AHEAD, who.ahead)):
        table[part] = vectors[row, viewer].T
    table[_TOP] = who.top[row, viewer]
