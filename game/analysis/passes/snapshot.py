"""A moment of a game, whole: from here the same things happen again, or others if something is changed."""

from dataclasses import dataclass, field, replace
from typing import Protocol

import numpy as np
import numpy.typing as npt

from game.core.intents import Intents
from game.core.pitch import Pitch
from game.core.quantise import Wire, decode
from game.core.rng import Seeds, seeds_of
from game.core.state import NOBODY, Rows, View, World
from game.mind.ai_team import AITeam
from game.rules.common.playable import RestartLaws

ORIGINAL = 0
"""The world that keeps the luck of the moment itself."""


class Alteration(Protocol):
    """Something that takes the place of recorded wishes."""

    def write(self, number: int, view: View, intents: Intents, rows: Rows) -> None:
        """Write the wishes of step ``number`` over those recorded, in the worlds ``rows``."""


@dataclass(frozen=True)
class Snapshot:
    """One world and its minds, copied, and what people did from there on."""

    world: World
    ai_team: AITeam
    pitch: Pitch
    passer: int
    """Whose pass is asked about."""
    script: Wire = field(default_factory=lambda: np.zeros((0, 0, 0), dtype=np.int16))
    """``(steps, columns, players)``: everybody's recorded wishes, as whole numbers."""
    shot: bool = False
    """Whether it is for goal; a change that plays to a team-mate is a pass all the same."""
    laws: RestartLaws | None = None
    """Where a restart is waited for."""
    steered: npt.NDArray[np.bool_] = field(default_factory=lambda: np.zeros((0, 0), dtype=np.bool_))
    """``(steps, players)``: whose wishes were a person's, and stay as they were."""
    first_time: bool = False
    """Whether the passer swung before the ball was there: no plan can be carried out from here."""
    contact: int = 0
    """Steps from here to the strike."""

    @classmethod
    def of(cls, world: World, ai_team: AITeam, pitch: Pitch, passer: int) -> "Snapshot":
        """Return a copy of what is there now."""
        return cls(world.copy(), ai_team.take(np.arange(world.worlds)), pitch, passer)

    def with_script(self, wishes: "list[Wire]", steered: "list[frozenset[int]]") -> "Snapshot":
        """Return the snapshot with what was wished from here on, ``(columns, players)`` a step."""
        players = self.world.squad.players
        if not wishes:
            return self
        script = np.stack(wishes)
        whose = np.array([[p in step for p in range(players)] for step in steered], dtype=np.bool_)
        return replace(self, script=script, steered=whose)

    def worlds(self, luck: npt.NDArray[np.int64], seed: int = 0) -> tuple[World, AITeam]:
        """Return as many copies as ``luck`` has numbers; they part by the luck of what comes.

        Number :data:`ORIGINAL` keeps the moment's own luck. ``seed`` chooses another set of the others.
        """
        rows = np.zeros(len(luck), dtype=np.intp)
        world, ai_team = self.world.take(rows), self.ai_team.take(rows)
        world.reseed(self.seeds(luck, seed))
        return world, ai_team

    def seeds(self, luck: npt.NDArray[np.int64], seed: int = 0) -> Seeds:
        """Return the seeds of some numbered worlds, ``(worlds,)``."""
        own = self.world.seeds[0]
        most = int(luck.max(initial=0))
        others = seeds_of(int(own) ^ (0x5DEECE66D * (seed + 1)), most + 1)[luck]
        return np.where(luck == ORIGINAL, own, others)

    @property
    def has_ball(self) -> bool:
        """Whether the passer has the ball now."""
        return self.passer != NOBODY and int(self.world.ball.holder[0]) == self.passer


@dataclass(slots=True)
class Recorded:
    """Writes recorded wishes over the computer's: people's everywhere, others' where that is asked for."""

    script: Wire
    steered: npt.NDArray[np.bool_]
    passer: int
    own: npt.NDArray[np.bool_]
    """``(worlds,)``: where the passer too does what was recorded; elsewhere a plan moves the passer."""
    whole: npt.NDArray[np.bool_]
    """``(worlds,)``: where all others do what was recorded, the computer's players too."""
    instead: Alteration | None = None
    """What the passer does another way, where the rest is as recorded."""

    def __call__(self, number: int, view: View, intents: Intents, rows: Rows) -> None:
        """Write those of the n-th step, in the worlds ``rows``."""
        if number >= len(self.script):
            return
        said = decode(self.script[number][:, None])
        others = np.ones_like(self.steered[number])
        others[self.passer] = False
        write(intents, said, slice(None), self.steered[number] & others)
        whole = np.flatnonzero(self.whole[rows])
        if whole.size:
            write(intents, said, whole[:, None], others)
        own = np.flatnonzero(self.own[rows])
        if own.size:
            write(intents, said, own[:, None], ~others)
        if self.instead is not None:
            self.instead.write(number, view, intents, rows)


def write(intents: Intents, said: Intents, worlds: "slice | Rows", whose: npt.NDArray[np.bool_]) -> None:
    """Write some players' wishes of one world over those of some worlds of a batch."""
    players = np.flatnonzero(whose)
    if players.size:
        for name in Intents.__slots__:
            getattr(intents, name)[worlds, players] = getattr(said, name)[:, players]
