"""Which moments of a match are worth seeing again, kept as they were seen."""

from collections import deque
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from math import dist
from typing import Final

from game.analysis.passes.pass_log import Pass
from game.app.snapshot import Seen
from game.core.state import NOBODY, STEP_SECONDS

EVERY: Final = 2
"""Steps from one kept moment to the next: what lies between is blended."""
KEEP_SECONDS: Final = 14.0
GOAL_BEFORE, GOAL_AFTER = 4.0, 1.15
PASS_BEFORE, PASS_AFTER = 1.4, 0.8
CHAIN_BEFORE: Final = 0.8
"""Seconds that are shown before and after what happened."""
LEAST_CHAIN: Final = 3
"""Passes in a row of one side from which a chain is worth seeing."""
APPLAUDED: Final = (6, 10, 15, 20)
"""Passes in a row that are clapped for."""
MOST_GOALS, MOST_FOOLED = 6, 3
"""Of the scenes that are kept of a match; a chain is the longest one alone."""


class HighlightKind(Enum):
    """What was worth seeing."""

    GOAL = auto()
    FOOLED = auto()
    CHAIN = auto()


@dataclass(frozen=True, slots=True)
class Highlight:
    """One scene of a match."""

    kind: HighlightKind
    side: int
    """0 red, 1 blue: whose it is."""
    player: int
    """Who scored, passed, or began the chain."""
    first: int
    last: int
    """Steps at which it begins and ends."""
    worth: float
    """Tells scenes of one kind apart: more is better."""
    name: str = ""
    """The name of the person who did it, if it was one with a name."""
    foe: int = NOBODY
    """The defender who was fooled."""
    score: tuple[int, int] = (0, 0)
    """The goals after a goal."""
    moments: tuple[Seen, ...] = field(default=(), repr=False)
    """What was seen, every :data:`EVERY` steps."""

    @property
    def length(self) -> int:
        """Passes of a chain."""
        return round(self.worth)


class HighlightCollector:
    """Follows a match and keeps its best scenes."""

    def __init__(self) -> None:
        self._seen: deque[Seen] = deque(maxlen=round(KEEP_SECONDS / STEP_SECONDS / EVERY))
        self._waiting: list[Highlight] = []
        """Scenes that aren't over yet."""
        self._kept: list[Highlight] = []
        self._chain: tuple[int, int, int, int] = (-1, 0, 0, NOBODY)
        """Side, passes in a row, the step of the first of them, and who played it."""

    def observe(self, seen: Seen) -> None:
        """Take in a step."""
        if seen.step % EVERY == 0:
            self._seen.append(seen)
        for one in [one for one in self._waiting if one.last <= seen.step]:
            self._waiting.remove(one)
            self._keep(one)

    def goal(
        self, step: int, side: int, player: int, score: tuple[int, int], name: str, *, own: bool = False
    ) -> None:
        """Take in a goal; ``name`` is the scorer's, where a person with a name struck it."""
        first, last = step - _steps(GOAL_BEFORE), step + _steps(GOAL_AFTER)
        worth = step - (10_000_000 if own else 0)
        self._waiting.append(
            Highlight(HighlightKind.GOAL, side, player, first, last, worth, name, score=score)
        )

    def passed(self, ended: Pass, name: str) -> HighlightKind | None:
        """Take in a pass that has ended; ``name`` is the passer's, where a person with a name struck it.

        Returns what about it moves those who look on: a defender fooled, or a row of passes that has become
        a long one.
        """
        side = int(ended.moment.world.squad.team[ended.passer])
        if ended.shot or not ended.arrived:
            self._chain_over(ended.ended)
            return None
        if self._chain[0] != side:
            self._chain_over(ended.struck)
            self._chain = (side, 0, ended.struck, ended.passer)
        self._chain = (side, self._chain[1] + 1, *self._chain[2:])
        receiver = NOBODY if ended.touch is None else ended.touch.player
        start = ended.ball[min(ended.moment.contact, len(ended.ball) - 1)]
        length = dist((float(start[0]), float(start[1])), ended.end)
        fooled = None if receiver == NOBODY else ended.reading.best_fooled(receiver, length)
        if fooled is not None:
            foe, belief = fooled
            first, last = ended.struck - _steps(PASS_BEFORE), ended.ended + _steps(PASS_AFTER)
            self._waiting.append(
                Highlight(HighlightKind.FOOLED, side, ended.passer, first, last, belief, name, foe)
            )
            return HighlightKind.FOOLED
        return HighlightKind.CHAIN if self._chain[1] in APPLAUDED else None

    def dead(self, step: int) -> None:
        """Play has stopped: no chain goes on."""
        self._chain_over(step)

    def best(self) -> list[Highlight]:
        """Return the scenes of the match so far in the order in which they happened."""
        self._chain_over(self._seen[-1].step if self._seen else 0)
        for one in self._waiting:
            self._keep(one)
        self._waiting = []
        return sorted(self._kept, key=lambda one: (one.last, one.first))

    def _chain_over(self, step: int) -> None:
        side, passes, first, player = self._chain
        self._chain = (-1, 0, 0, NOBODY)
        if passes >= LEAST_CHAIN:
            scene = Highlight(
                HighlightKind.CHAIN, side, player, first - _steps(CHAIN_BEFORE), step, float(passes)
            )
            self._keep(scene)

    def _keep(self, scene: Highlight) -> None:
        """Keep it with its moments, if it is among the best of its kind."""
        same = [one for one in self._kept if one.kind is scene.kind]
        most = {HighlightKind.GOAL: MOST_GOALS, HighlightKind.FOOLED: MOST_FOOLED}.get(scene.kind, 1)
        if scene.kind is HighlightKind.FOOLED and any(
            one.kind is HighlightKind.GOAL and one.first <= scene.last <= one.last for one in self._kept
        ):
            return
        if len(same) >= most:
            least = min(same, key=lambda one: one.worth)
            if scene.worth <= least.worth:
                return
            self._kept.remove(least)
        moments = tuple(seen for seen in self._seen if scene.first <= seen.step <= scene.last)
        if len(moments) > 1:
            self._kept.append(replace(scene, moments=moments))


def _steps(seconds: float) -> int:
    return round(seconds / STEP_SECONDS)
