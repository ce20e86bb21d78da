"""What players perceive: themselves as they are, and of others what their eyes have told them.

Eyes make it (:mod:`game.mind.perception.observe`), and it is all that a mind is given: late, blurred, without
what is behind the viewer's back, without anybody's luck, and not to be written to.
"""

from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, Protocol, TypeVar

import numpy as np
import numpy.typing as npt

from game.core.batched import Batched, Shared, rows_of
from game.core.maths import Bools, Floats, Ints, of_each, side_by_side
from game.core.rng import Seeds
from game.core.state import Ball, Bodies, Rows, Squad, View
from game.mind.perception.delayed_ball import run_on

T = TypeVar("T", bound=np.generic)

EVERYBODY = slice(None)
FEW = 128
"""Number of worlds up to which recalling others for everybody at once costs no more than for a part."""

X, Y, VX, VY, HIPS = range(5)
"""Places of what a viewer keeps of every other player."""
HOLDER, SIDE, KICKER, STRUCK = range(4)
"""Places of what a viewer knows of the ball: who has it, which team, who struck it last, and when."""


@dataclass(frozen=True, slots=True)
class Own:
    """What some players know of themselves: how they stand, run and lie just now.

    Arrays are ``(worlds, viewers, ...)``, copies, each viewer's own and nobody else's.
    """

    viewers: Ints
    _bodies: Bodies
    _ball: Ball
    _at: Rows | slice
    """The viewers' places among all players, as a slice where they follow each other."""
    _rows: Rows | None = None
    """The worlds in which they know it; None stands for all."""

    @classmethod
    def among(cls, viewers: Ints, bodies: Bodies, ball: Ball) -> "Own":
        """Return what some of all players know of themselves, in every world."""
        return cls(viewers, bodies, ball, side_by_side(viewers))

    def of(self, viewers: Ints) -> "Own":
        """Return what some of the viewers know of themselves."""
        return Own(viewers, self._bodies, self._ball, _run_of(viewers.tobytes()), self._rows)

    def take(self, rows: Rows) -> "Own":
        """Return what they know of themselves in some of the worlds."""
        rows = rows if self._rows is None else self._rows.take(rows)
        return Own(self.viewers, self._bodies, self._ball, self._at, rows)

    @property
    def pos(self) -> Floats:
        """``(worlds, viewers, 2)`` float64, metres: the body's centre."""
        return self._of(self._bodies.pos)

    @property
    def vel(self) -> Floats:
        """``(worlds, viewers, 2)`` float64, m/s: velocity of the body's centre."""
        return self._of(self._bodies.vel)

    @property
    def hips(self) -> Floats:
        """``(worlds, viewers)`` float64, radians: heading of the hips."""
        return self._of(self._bodies.hips)

    @property
    def weight(self) -> Floats:
        """``(worlds, viewers)`` float64: the leg that carries the body, -1 right to 1 left."""
        return self._of(self._bodies.weight)

    @property
    def gaze(self) -> Floats:
        """``(worlds, viewers)`` float64, radians: heading of the eyes."""
        return self._of(self._bodies.gaze)

    @property
    def stamina(self) -> Floats:
        """``(worlds, viewers)`` float64, 0 to 1."""
        return self._of(self._bodies.stamina)

    @property
    def dive(self) -> Floats:
        """``(worlds, viewers)`` float64: seconds left of a dive."""
        return self._of(self._bodies.dive)

    @property
    def worlds(self) -> int:
        """The number of worlds."""
        return len(self._ball.holder) if self._rows is None else len(self._rows)

    @property
    def has(self) -> Bools:
        """``(worlds, viewers)`` bool: whether the viewer has the ball."""
        has: Bools = self._there(self._ball.holder)[:, None] == self.viewers
        return has

    @property
    def in_hands(self) -> Bools:
        """``(worlds, viewers)`` bool: whether the viewer has the ball in the hands."""
        return self.has & self._there(self._ball.hands)[:, None]

    @property
    def kicked(self) -> tuple[Bools, Ints]:
        """``(worlds, viewers)`` each: whether the last kick was the viewer's, and the step of it."""
        mine: Bools = self._there(self._ball.kicker)[:, None] == self.viewers
        return mine, np.where(mine, self._there(self._ball.struck_step)[:, None], 0)

    def at_feet(self) -> tuple[Floats, Floats]:
        """Return the ball at the feet of whoever has it, ``(worlds, 3)`` metres and m/s; 0 without one."""
        has = np.any(self.has, axis=1, keepdims=True)
        pos, vel = self._there(self._ball.pos), self._there(self._ball.vel)
        return np.where(has, pos, 0.0), np.where(has, vel, 0.0)

    def of_body(self, players: Ints, *names: str) -> tuple[npt.NDArray[Any], ...]:
        """Return some arrays of the own bodies of one viewer a world, ``(worlds, ...)`` each."""
        rows = np.arange(len(players)) if self._rows is None else self._rows
        return tuple(getattr(self._bodies, name)[rows, players] for name in names)

    def _of(self, array: Floats) -> Floats:
        """Return the viewers' part of an array ``(worlds, players, ...)``, laid out as the whole is."""
        mine = array[:, self._at]
        return mine.copy(order="K") if self._rows is None else rows_of(mine, self._rows)

    def _there(self, array: npt.NDArray[T]) -> npt.NDArray[T]:
        """Return the part of an array ``(worlds, ...)`` that they know of."""
        return array if self._rows is None else rows_of(array, self._rows)


class KeptOfOthers(Protocol):
    """What viewers' eyes have kept of the others, to be asked when it is needed."""

    def recall(self, some: Rows | slice, rows: Rows | None) -> tuple[Floats, Bools]:
        """Return where ``some`` viewers, by their places, have everybody, and whom they hear, in some worlds.

        They are ``(5, players, viewers or 1, worlds)`` and ``(players, viewers or 1, worlds)``; None stands
        for all worlds.
        """
        ...

    def recall_each(self, at: Ints, rows: Rows) -> Floats:
        """Return where one viewer, by place, has everybody in each of ``rows``, ``(5, players, rows)``."""
        ...


@lru_cache(maxsize=1024)
def _run_of(numbers: bytes) -> Rows | slice:
    """Return int64 numbers as :func:`side_by_side` does; the same few are asked for at every step."""
    return side_by_side(np.frombuffer(numbers, dtype=np.int64))


@lru_cache(maxsize=1024)
def _places_among(viewers: bytes, whole: bytes) -> Rows | slice:
    """Return the places of some viewers' numbers, int64, among those of all, as a slice where it does."""
    return side_by_side(
        np.searchsorted(np.frombuffer(whole, dtype=np.int64), np.frombuffer(viewers, dtype=np.int64))
    )


@dataclass(frozen=True)
class Perceived:
    """What some viewers have perceived; ``others`` and ``ball`` are as they were ``late`` seconds ago.

    Where all viewers see others alike, as in what a player imagines, ``others`` has one column for all.
    """

    squad: Squad
    step: int
    luck: Seeds
    """``(worlds,)`` uint64: the seeds of what minds misjudge."""
    viewers: Ints
    """``(viewers,)`` int64: player numbers."""
    own: Own
    late: Floats
    """How old what a viewer knows of the ball is, ``(viewers,)`` float64, seconds."""
    others_late: Floats
    """How old what a viewer knows of the others is, ``(viewers or 1,)`` float64, seconds."""
    ball: Floats
    """``(8, viewers, worlds)`` float64: the ball's place, metres, velocity, m/s, and turning, m/s."""
    told: Ints
    """``(4, viewers, worlds)`` int64: holder, team with the ball, kicker and step of the strike."""
    _memory: KeptOfOthers
    _at: Rows | slice
    """The viewers' places among those of the whole."""
    _root: "Perceived | None" = None
    """What all with eyes perceive in all worlds, of which this is a part; None where this is it."""
    rows: Rows | None = None
    """The worlds of the whole that this is about; None stands for all of them."""

    @property
    def whole(self) -> "Perceived":
        """What all with eyes perceive in all worlds, of which this is a part."""
        return self if self._root is None else self._root

    @property
    def _is_at_hand(self) -> bool:
        """Whether everybody has recalled all others, or does so at once: it costs no more in few worlds."""
        return "_recalled" in self.__dict__ or self.worlds <= FEW

    @cached_property
    def _recalled(self) -> tuple[Floats, Bools]:
        root, rows = self._root, self.rows
        if root is None or not root._is_at_hand:
            others, calling = self._memory.recall(self._at, rows)
        else:
            others, calling = root.others[:, :, self._at], root.calling[:, self._at]
            if rows is not None:
                others, calling = others.take(rows, axis=-1), calling.take(rows, axis=-1)
        others.flags.writeable = calling.flags.writeable = False
        return others, calling

    def others_of(self, at: Ints, rows: Rows) -> Floats:
        """Return where one viewer, by place, has everybody in each of ``rows``, ``(5, players, rows)``."""
        if self.alike or "_recalled" in self.__dict__ or self.whole._is_at_hand:
            return of_each(self.others, np.zeros_like(at) if self.alike else at, rows)
        rows = rows if self.rows is None else self.rows.take(rows)
        among = at + (self._at.start or 0) if isinstance(self._at, slice) else self._at[at]
        return self._memory.recall_each(among, rows)

    def now_of(self, others: Floats, at: Ints) -> Floats:
        """Return where everybody should be by now, ``(2, players, rows)`` metres.

        ``others`` is what :meth:`others_of` gives for the viewers ``at``.
        """
        late = self.others_late if self.alike else self.others_late[at]
        now: Floats = late * others[VX:HIPS]
        now += others[:VX]
        return now

    @property
    def others(self) -> Floats:
        """``(5, players, viewers or 1, worlds)`` float64: where each was seen, how fast, and the hips."""
        return self._recalled[0]

    @property
    def calling(self) -> Bools:
        """``(players, viewers or 1, worlds)`` bool: who was heard to call."""
        return self._recalled[1]

    @property
    def worlds(self) -> int:
        """The number of worlds."""
        return len(self.luck)

    @property
    def alike(self) -> bool:
        """Whether all viewers see others alike."""
        return len(self.others_late) == 1 < len(self.viewers)

    def of(self, viewers: Ints) -> "Perceived":
        """Return what some of the viewers perceive."""
        if len(viewers) == len(self.viewers):
            return self
        # A side's players mostly stand side by side, and then nothing is copied.
        those = viewers.tobytes()
        at = _places_among(those, self.viewers.tobytes())
        alike, whole = len(self.others_late) == 1, self.whole
        part = EVERYBODY if alike else at
        among = part if alike or self._root is None else _places_among(those, whole.viewers.tobytes())
        return Perceived(
            self.squad,
            self.step,
            self.luck,
            viewers,
            self.own.of(viewers),
            self.late[at],
            self.others_late[part],
            self.ball[:, at],
            self.told[:, at],
            self._memory,
            among,
            whole,
            self.rows,
        )

    def take(self, rows: Rows) -> "Perceived":
        """Return what they perceive in the worlds ``rows``."""
        return Perceived(
            self.squad,
            self.step,
            self.luck.take(rows),
            self.viewers,
            self.own.take(rows),
            self.late,
            self.others_late,
            self.ball.take(rows, axis=-1),
            self.told.take(rows, axis=-1),
            self._memory,
            self._at,
            self.whole,
            rows if self.rows is None else self.rows.take(rows),
        )

    @property
    def holder(self) -> Ints:
        """``(worlds, viewers)`` int64: who has the ball as each knows it, or NOBODY."""
        holder: Ints = self.told[HOLDER].T
        return holder

    @property
    def side(self) -> Ints:
        """``(worlds, viewers)`` int64: the team that has or had the ball as each knows it, -1 for none."""
        side: Ints = self.told[SIDE].T
        return side

    @property
    def kicker(self) -> Ints:
        """``(worlds, viewers)`` int64: who struck the ball under way as each knows it, or NOBODY."""
        kicker: Ints = self.told[KICKER].T
        return kicker

    @property
    def struck(self) -> Ints:
        """``(worlds, viewers)`` int64: the step of the last strike that each knows of."""
        struck: Ints = self.told[STRUCK].T
        return struck

    def ball_now(self) -> tuple[Floats, Floats]:
        """Return where the ball should be by now, and how fast, ``(worlds, viewers, 3)`` metres and m/s."""
        return run_on(self.ball[:3].transpose(2, 1, 0), self.ball[3:6].transpose(2, 1, 0), self.late)

    def turning(self) -> Floats:
        """Return how the ball turned over the ground, ``(worlds, viewers, 2)`` m/s."""
        return self.ball[6:].transpose(2, 1, 0)

    @cached_property
    def _now(self) -> Floats:
        others = self.others
        now: Floats = self.others_late[:, None] * others[VX:HIPS]
        now += others[:VX]
        now.flags.writeable = False
        return now

    def now(self) -> tuple[Floats, Floats]:
        """Return where everybody should be by now, x and y, ``(players, viewers or 1, worlds)`` metres."""
        now = self._now
        return now[X], now[Y]

    def place_now(self) -> Floats:
        """Return where everybody should be by now, ``(2, players, viewers or 1, worlds)`` metres."""
        return self._now

    def now_at(self) -> Floats:
        """Return where everybody should be by now, ``(worlds, viewers or 1, players, 2)`` metres."""
        return self._now.transpose(3, 2, 1, 0)

    def velocities(self) -> Floats:
        """Return how everybody was seen to run, ``(worlds, viewers or 1, players, 2)`` m/s."""
        return self.others[VX:HIPS].transpose(3, 2, 1, 0)

    def fellows(self) -> tuple[Floats, Floats]:
        """Return where the viewers are, as each has it, x and y, ``(viewers, viewers or 1, worlds)`` metres.

        Each has themselves as they are, and the others as seen.
        """
        own = self.own.pos
        mine_x, mine_y = own[..., 0].T, own[..., 1].T
        if self.alike:
            return mine_x[:, None], mine_y[:, None]
        x, y = self.now()
        x, y = x[self.viewers], y[self.viewers]
        every = np.arange(len(self.viewers))
        x[every, every], y[every, every] = mine_x, mine_y
        return x, y


def own_column(table: npt.NDArray[T]) -> npt.NDArray[T]:
    """Return each viewer's own of a table ``(viewers, viewers or 1, worlds)``, ``(viewers, worlds)``."""
    every = np.arange(len(table))
    return table[:, 0] if table.shape[1] == 1 else table[every, every]


@dataclass(frozen=True, slots=True)
class Picture(Batched):
    """A mental picture of one player in each row: everything, as that player would have it just now.

    It is a copy and the player's own: what is played on in the head is this.
    """

    squad: Shared[Squad]
    luck: Seeds
    ball: Ball
    bodies: Bodies
    step: Shared[int]

    @classmethod
    def of_screen(cls, view: View) -> "Picture":
        """Return what people have before them on a screen, or a plan's author: everything as it is."""
        return cls(view.squad, view.luck.copy(), view.ball.copy(), view.bodies.copy(), view.step)


OF_A_PLAN = ("pos", "vel", "hips", "stamina", "phase")
"""What somebody who carries out a plan knows of their own body."""


@dataclass(frozen=True, slots=True)
class PlanSurroundings:
    """What somebody who carries out a plan goes by, one player in each world."""

    squad: Squad
    pos: Floats
    """Where everybody is, ``(worlds, players, 2)`` float64, metres."""
    vel: Floats
    """How fast everybody runs, ``(worlds, players, 2)`` float64, m/s."""
    hips: Floats
    """Where everybody's hips point, ``(worlds, players)`` float64, radians."""
    stamina: Floats
    """``(worlds,)`` float64: the player's own."""
    phase: Ints
    """``(worlds,)`` int64: :class:`Phase` of the player's own swing."""
    ball_pos: Floats
    """``(worlds, 3)`` float64, metres; the player feels it while they have it."""
    ball_vel: Floats
    has: Bools
    """``(worlds,)`` bool: whether the player has the ball."""

    @classmethod
    def of_screen(cls, view: View | Picture, player: Ints) -> "PlanSurroundings":
        """Return what a plan's author has before them: everything as it is."""
        b, rows = view.bodies, np.arange(len(player))
        return cls(
            view.squad,
            b.pos,
            b.vel,
            b.hips,
            b.stamina[rows, player],
            b.phase[rows, player].astype(np.int64),
            view.ball.pos,
            view.ball.vel,
            view.ball.holder == player,
        )

    @classmethod
    def nowhere(cls, squad: Squad, worlds: int) -> "PlanSurroundings":
        """Return what nobody goes by: everybody on the centre spot, without a ball."""
        b = Bodies.standing(worlds, squad.players)
        ball, none = np.zeros((worlds, 3)), np.zeros(worlds, dtype=np.int64)
        return cls(squad, b.pos, b.vel, b.hips, np.ones(worlds), none, ball, ball, none > 0)

    @classmethod
    def of(cls, seen: Perceived, player: Ints) -> "PlanSurroundings":
        """Return what ``player`` ``(worlds,)``, one of the viewers, goes by."""
        rows = np.arange(len(player))
        at = np.searchsorted(seen.viewers, player)
        others = seen.others_of(at, rows)
        pos = seen.now_of(others, at).transpose(2, 1, 0)
        vel, hips = others[VX:HIPS].transpose(2, 1, 0), others[HIPS].T
        own_pos, own_vel, own_hips, stamina, phase = seen.own.of_body(player, *OF_A_PLAN)
        pos[rows, player], vel[rows, player], hips[rows, player] = own_pos, own_vel, own_hips
        ball, ball_vel = seen.own.at_feet()
        return cls(
            seen.squad,
            pos,
            vel,
            hips,
            stamina,
            phase.astype(np.int64),
            ball,
            ball_vel,
            seen.own.has[rows, at],
        )
