"""A free ball is the player's who meets it best, and everybody judges that by their own eyes.

Nobody knows of a mate's legs more than they have seen. Two may take a ball for theirs, or each leave it to
the other for a moment, as happens on a pitch.
"""

from dataclasses import dataclass

import numpy as np

from game.core.maths import Bools, Floats, Ints, constant, pair, unit
from game.core.state import Rows, Squad
from game.core.surfaces import Surface
from game.mind.meeting import Meeting, Runners, meet
from game.mind.perception.perceived import FEW, HIPS, VX, VY, Perceived

UNSURE = 0.05
"""Seconds by which a mate has to be sooner before a player leaves the ball to them (prior)."""
BARRED = 1e3
"""Seconds of cost of a ball that isn't a player's to go for."""
_FREE = constant(0.9 * BARRED)


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
    ball: tuple[Floats, Floats, Floats],
    surface: Surface,
    rows: Rows | slice = slice(None),
    others: tuple[Runners, tuple[Floats, Floats, Floats]] | None = None,
    asks: Bools | None = None,
) -> WhoseBall:
    """Return how soon some viewers and their mates would meet a ball, in the worlds ``rows``.

    ``ball`` is its place and velocity, ``(rows, viewers or 1, 3)`` metres and m/s, and its turning ``(rows,
    viewers or 1, 2)`` m/s, as each sees it; ``mates`` is what :func:`mates_of` gives. ``others`` are runners
    besides, ``(rows, others)``, with the ball as it is seen for each: to count all at once costs less. Only
    those who ``asks`` ``(rows, viewers)`` get an answer that counts, where that is given.
    """
    own = Runners.of_own(seen.own)
    who = Runners(own.pos[rows], own.vel[rows], own.ahead[rows], own.top[rows])
    n, (viewers, most) = len(who.top), mates.shape
    if asks is not None and n <= FEW:
        asks = None
    if most == 0 or seen.alike:
        if asks is not None:
            # Everybody answers for their mates too.
            asks = np.broadcast_to(np.any(asks, axis=1)[:, None], asks.shape)
        meeting, theirs = _meet(who, ball, others, surface, asks)
        at = np.searchsorted(seen.viewers, mates)
        return WhoseBall(who, meeting, mates, meeting.cost[:, at], meeting.point[:, at], 0.0, theirs)
    x, y = seen.now()
    o, every, player = seen.others, np.arange(viewers)[:, None], np.maximum(mates, 0)

    def seen_of(table: Floats) -> Floats:
        """Return the mates' own of a table ``(players, viewers, worlds)``, ``(rows, viewers * mates)``."""
        return table[player, every][..., rows].reshape(viewers * most, n).T

    # A mate is taken to be as fresh as oneself.
    pos, vel = pair(seen_of(x), seen_of(y)), pair(seen_of(o[VX]), seen_of(o[VY]))
    all_of_them = who.beside(Runners(pos, vel, unit(seen_of(o[HIPS])), np.repeat(who.top, most, axis=1)))
    place, rolls, turns = (_each(part, most) for part in ball)
    asked = None if asks is None else np.concatenate((asks, np.repeat(asks, most, axis=1)), axis=1)
    every_one, theirs = _meet(all_of_them, (place, rolls, turns), others, surface, asked)
    meeting, of_mates = every_one.parted(viewers)
    shape = (n, viewers, most)
    point, cost = of_mates.point.reshape(*shape, 2), of_mates.cost.reshape(shape)
    return WhoseBall(who, meeting, mates, cost, point, others=theirs)


def _each(part: Floats, most: int) -> Floats:
    """Return what each viewer sees of the ball, and once more for each of their mates."""
    return part if part.shape[1] == 1 else np.concatenate((part, np.repeat(part, most, axis=1)), axis=1)


def _meet(
    who: Runners,
    ball: tuple[Floats, Floats, Floats],
    others: tuple[Runners, tuple[Floats, Floats, Floats]] | None,
    surface: Surface,
    asked: Bools | None,
) -> tuple[Meeting, Meeting | None]:
    """Return where runners meet the ball, and where ``others`` do, if there are any."""
    if others is None:
        return meet(who, *ball, surface, asked), None
    also, as_seen = others
    own, theirs = (who.top.shape[1], also.top.shape[1])
    place, rolls, turns = (
        np.concatenate((_spread(mine, own), _spread(other, theirs)), axis=1)
        for mine, other in zip(ball, as_seen, strict=True)
    )
    if asked is not None:
        # The first runners are the viewers themselves: there is one of the others for each, or for all.
        askers = asked[:, :theirs] if theirs > 1 else np.any(asked, axis=1)[:, None]
        asked = np.concatenate((asked, askers), axis=1)
    return meet(who.beside(also), place, rolls, turns, surface, asked).parted(own)


def _spread(part: Floats, runners: int) -> Floats:
    """Return what is seen of the ball for each of some runners, ``(rows, runners, ...)``."""
    return part if part.shape[1] == runners else np.repeat(part, runners, axis=1)
