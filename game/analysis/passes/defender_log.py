"""What the defenders believed when the foot met the ball, and who was already on the way."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from game.core.maths import Bools, Floats, Ints, cross, dot, found, norm
from game.core.state import STEP_SECONDS, Rows, Squad, View
from game.mind.defence.belief import HEEL, PUSH
from game.mind.defence.defenders import Defenders

LOOKS_BACK = 90
"""Steps before contact that are searched for a first move."""
LATE_BY = 8
"""Steps after contact that are searched at once: a look at one of them costs nearly what it costs at all."""
MOVES_AT = 0.4
"""m/s toward the ball's path from which a defender is on the way to it."""


@dataclass(slots=True)
class DefenderLog:
    """Beliefs at contact and head starts, a row a world, a column an opponent of the passer."""

    foes: Ints
    head_start: Floats
    """``(worlds, foes)`` seconds before contact (negative: after it); NaN where the defender never went."""
    keep: Floats
    """``(worlds, foes)`` belief that the ball is kept; NaN where the defender held no belief."""
    shoot: Floats
    """``(worlds, foes)`` belief in a shot; NaN where the defender held no belief."""
    push: Floats
    """``(worlds, foes, players)`` belief in a push to each player."""
    heel: Floats
    """``(worlds, foes, players)`` belief in a backheel to each player."""
    _past: list[Floats] = field(default_factory=list)
    _origin: Floats = field(default_factory=lambda: np.zeros((0, 2)))
    _line: Floats = field(default_factory=lambda: np.zeros((0, 2)))
    _struck_step: Ints = field(default_factory=lambda: np.zeros(0, dtype=np.int64))
    _late: list[tuple[int, Bools]] = field(default_factory=list)
    """The latest steps that have not been searched yet, and in which worlds the pass went on."""
    _rows: Rows = field(default_factory=lambda: np.zeros(0, dtype=np.intp))
    _any_struck: bool = False

    @classmethod
    def of(cls, squad: Squad, passer: int, worlds: int) -> "DefenderLog":
        """Return a log in which nothing has been seen yet."""
        foes = found(squad.team != squad.team[passer])
        shape = (worlds, len(foes))

        def missing(*more: int) -> Floats:
            return np.full((*shape, *more), np.nan)

        return cls(
            foes=foes,
            head_start=missing(),
            keep=missing(),
            shoot=missing(),
            push=missing(squad.players),
            heel=missing(squad.players),
            _origin=np.zeros((worlds, 2)),
            _line=np.zeros((worlds, 2)),
            _struck_step=np.full(worlds, -1, dtype=np.int64),
        )

    @classmethod
    def join(cls, parts: Sequence["DefenderLog"], slices: Sequence[slice]) -> "DefenderLog":
        """Return some worlds of several witnesses as one that has seen it all."""
        both = list(zip(parts, slices, strict=True))

        def joined(name: str) -> Floats:
            return np.concatenate([getattr(part, name)[rows] for part, rows in both])

        return cls(
            parts[0].foes,
            joined("head_start"),
            joined("keep"),
            joined("shoot"),
            joined("push"),
            joined("heel"),
        )

    def drop(self, rows: Rows) -> None:
        """Go on with no more than these of the running worlds."""
        if self.foes.size == 0:
            return
        self._search()
        if (self._struck_step[self._rows[rows]] >= 0).all():
            self._past = self._past[-LATE_BY - 1 :]  # nobody's contact is looked back from any more
        self._past = [past[rows] for past in self._past]

    def leave(self) -> None:
        """Forget what was kept to look back at: all is over."""
        self._search()
        self._past = []

    def observe(self, view: View, worlds: Rows, goes_on: Bools) -> None:
        """Take in where everybody is; ``worlds`` maps the batch's rows to the witness's.

        Where the pass is over (not ``goes_on``, ``(worlds,)``) nobody starts any more.
        """
        if self.foes.size == 0:
            return
        self._rows = worlds
        self._past.append(view.bodies.pos[:, self.foes])
        if len(self._past) > LOOKS_BACK:
            self._past.pop(0)
        if len(self._past) > 1 and self._any_struck:
            self._late.append((view.step, goes_on))
            if len(self._late) == LATE_BY:
                self._search()

    def observe_contact(
        self, view: View, local: Rows, worlds: Rows, origin: Floats, line: Floats, defenders: Defenders | None
    ) -> None:
        """Take in a contact in the batch's rows ``local``: what defenders believe, since when they run."""
        if self.foes.size == 0 or local.size == 0:
            return
        self._origin[worlds], self._line[worlds] = origin, line
        self._struck_step[worlds] = view.step
        self._any_struck = True
        past = np.array([moment[local] for moment in self._past])
        ball = view.ball.pos[local, :2][None, :, None, :]
        speed = across_sight(past[:-1], past[1:], ball, origin[None, :, None, :], line[None, :, None, :])
        toward = speed > MOVES_AT
        run = np.zeros(toward.shape[1:])
        going = np.ones(toward.shape[1:], dtype=np.bool_)
        for moment in toward[::-1]:
            going &= moment
            run += going
        self.head_start[worlds] = np.where(run > 0, run * STEP_SECONDS, np.nan)
        if defenders is None:
            return
        for belief in defenders.beliefs:
            column = np.searchsorted(self.foes, belief.viewers)
            if not np.isin(belief.viewers, self.foes).all():
                continue
            c = belief.choices
            for i, foe in enumerate(column):
                self.keep[worlds, foe], self.shoot[worlds, foe] = c.keep[local, i], c.shoot[local, i]
                self.push[worlds, foe] = c.passes[local, i, PUSH].sum(axis=1)
                self.heel[worlds, foe] = c.passes[local, i, HEEL].sum(axis=1)

    def _search(self) -> None:
        """Find in the steps that were put off when each defender set off for the ball's path."""
        late, self._late = self._late, []
        if not late:
            return
        struck = self._struck_step[self._rows]
        steps = np.array([step for step, _ in late])
        # (steps, worlds): the pass is under way.
        flies = np.array([goes_on for _, goes_on in late])
        flies &= (struck >= 0) & (steps[:, None] > struck)
        unknown = np.isnan(self.head_start[self._rows])
        some = found(np.logical_or.reduce(flies) & np.logical_or.reduce(unknown, axis=1))
        if some.size == 0:
            return
        worlds = self._rows[some]
        places = np.array([past[some] for past in self._past[-len(late) - 1 :]])
        origin, line = self._origin[worlds][:, None], self._line[worlds][:, None]
        speed = across_sight(places[:-1], places[1:], origin, origin, line)
        starts = (speed > MOVES_AT) & flies[:, some, None] & unknown[some]
        row, foe = np.nonzero(starts.any(axis=0))
        at = steps[np.argmax(starts[:, row, foe], axis=0)]
        self.head_start[worlds[row], foe] = -(at - struck[some][row]) * STEP_SECONDS

    def summary(self, squad: Squad, passer: int) -> tuple[dict[str, object], dict[str, object]]:
        """Return ``(head starts, beliefs at contact)`` by opponent; None where there is none."""
        mates = [i for i in range(squad.players) if squad.team[i] == squad.team[passer] and i != passer]
        starts: dict[str, object] = {}
        beliefs: dict[str, object] = {}
        for column, foe in enumerate(self.foes):
            name = squad.ids[foe]
            there = self.head_start[:, column]
            there = there[~np.isnan(there)]
            sd = float(there.std(ddof=1)) if there.size > 1 else 0.0
            starts[name] = {"mean": float(there.mean()), "sd": sd} if there.size else None
            keep = self.keep[:, column]
            read = ~np.isnan(keep)
            if not read.any():
                beliefs[name] = None
                continue
            by_technique = {
                word: {squad.ids[m]: float(table[:, column][read][:, m].mean()) for m in mates}
                for word, table in (("push", self.push), ("backheel", self.heel))
            }
            shoot = float(self.shoot[:, column][read].mean())
            beliefs[name] = {"keep": float(keep[read].mean()), "shoot": shoot, **by_technique}
        return starts, beliefs


def across_sight(before: Floats, now: Floats, ball: Floats, origin: Floats, line: Floats) -> Floats:
    """Return the m/s across a defender's own line of sight to the ball, toward the path that the ball takes.

    Running straight at the carrier is no head start on any path.
    """
    sight = ball - before
    sight = sight / np.maximum(norm(sight), 1e-6)[..., None]
    along = np.maximum(dot(before - origin, line), 0.0)
    aside = origin + along[..., None] * line - before
    side = np.where(cross(sight, aside) >= 0.0, 1.0, -1.0)
    speed: Floats = cross(sight, now - before) / STEP_SECONDS * side
    return speed
