"""Many plays of one level go on side by side, as one batch of worlds: that is what makes thousands bearable.

Each play has its own session, which counts, ends goes and puts everybody back; only thinking and moving are
shared. A go's worlds are one batch, so whoever is through with theirs waits for the others. The first go is
that of :func:`game.app.scripted.levels.play_level` bit for bit; later ones begin at a step that is the go's
own and not where the last one ended, so that they draw other luck, the same in every batch.
"""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, fields, replace
from typing import Any, Final, cast

import numpy as np

from game.app.scripted.levels import LONGEST_STEPS, Hands, LevelPlay, begin, told
from game.app.scripted.person import ScriptedPerson
from game.core.events import Events
from game.core.intents import Intents
from game.core.pitch import Pitch
from game.core.quantise import quantise
from game.core.state import LONG_AGO, Ball, Bodies, Intentions, World
from game.mind.ai_team import AITeam
from game.mind.defence.belief import Habits
from game.rules.level.session import Session
from game.scenario.schema import Level
from game.scenario.start import StartedLevel
from game.sim.step import step

GO_STEPS: Final = 6 * LONGEST_STEPS
"""Steps between the beginnings of two goes: more than any go lasts."""
CROWDED: Final = 0.6
"""Share of a batch's worlds that must be still played; under it the others are left out."""


@dataclass
class _Play:
    session: Session
    hands: Hands
    here: "_PlaceInBatch | None" = None

    @property
    def over(self) -> bool:
        """Whether nothing more can come of it."""
        return self.session.done or self.session.world.step >= LONGEST_STEPS


@dataclass
class _PlaceInBatch:
    """A play's place in a batch; to its session it is a scene with a world of its own."""

    level: Level
    pitch: Pitch
    people: dict[str, int]
    batch: "_Batch"
    row: int
    clock: int
    """Steps that the session is ahead of its batch."""
    world: World

    @property
    def ai_team(self) -> AITeam:
        """The minds of this world alone."""
        return cast(AITeam, _Minds(self))

    def look(self) -> None:
        """See the world as it is now."""
        self.world = _one_world(self.batch.world, self.row, self.clock)


class _Minds:
    """The minds of one world of a batch: they are taken out of it only where somebody asks."""

    def __init__(self, here: _PlaceInBatch) -> None:
        self._here = here
        self._mine: AITeam | None = None

    def __getattr__(self, name: str) -> Any:
        team = self._here.batch.ai_team
        if name == "partners":
            return team.partners
        if self._mine is None:
            self._mine = team.take(np.array([self._here.row]))
        return getattr(self._mine, name)


class _Batch:
    """The worlds of a go."""

    def __init__(self, plays: Sequence[_Play], begins: int) -> None:
        scenes = [play.session.scene for play in plays]
        clocks = [scene.world.step for scene in scenes]
        self.plays, self.pitch = list(plays), scenes[0].pitch
        self.world = World.join([scene.world for scene in scenes])
        self.world.step = begins
        self.ai_team = scenes[0].ai_team
        for name in ("steered", "run_now"):
            alone = getattr(self.ai_team, name)
            if alone is not None:
                setattr(self.ai_team, name, np.repeat(alone, len(scenes), axis=0))
        known = [scene.ai_team.known for scene in scenes]
        self.ai_team.known = None if known[0] is None else Habits.join(cast(list[Habits], known))
        for row, (play, scene, clock) in enumerate(zip(plays, scenes, clocks, strict=True)):
            play.here = _PlaceInBatch(
                scene.level, scene.pitch, scene.people, self, row, clock - begins, self.world
            )
            play.session.scene = cast(StartedLevel, play.here)
            play.here.look()

    def step(self) -> None:
        """Play a step of all who aren't through with their go."""
        world, wants = self.world, [(p, p.session.wanted(p.hands())) for p in self.plays]
        intents = Intents.idle(world.worlds, world.squad.players)
        self.ai_team.think(world.view(), intents)
        for play, wanted in wants:
            assert play.here is not None
            for player, wish in wanted.items():
                intents.put(play.here.row, player, wish)
        happened = step(world, self.pitch, quantise(intents))
        told_to: dict[int, list[Events]] = defaultdict(list)
        for events in happened:
            for row in dict.fromkeys(events.world.tolist()):
                told_to[row].append(_alone(events, row))
        for play in self.plays:
            assert play.here is not None
            play.here.look()
            play.session.take_in(told_to.get(play.here.row, []))
        self.plays = [p for p in self.plays if p.session.scene is cast(StartedLevel, p.here) and not p.over]
        if len(self.plays) < CROWDED * world.worlds:
            self._close_up()

    def _close_up(self) -> None:
        """Leave out the worlds that nobody plays any more."""
        rows = np.array([play.here.row for play in self.plays if play.here is not None], dtype=np.intp)
        self.world, self.ai_team = self.world.take(rows), self.ai_team.take(rows)
        for row, play in enumerate(self.plays):
            assert play.here is not None
            play.here.row = row
            play.here.look()


def play_level_batch(
    level: Level,
    plays: Sequence[tuple[str, int]],
    strength: int,
    scripts: Mapping[str, Callable[[Session, int], ScriptedPerson]] | None = None,
) -> list[LevelPlay]:
    """Play a level once for each ``(by, seed)``, all at once; ``scripts`` are other hands, by name."""
    named = scripts or {}
    every = [_Play(*begin(level, by, seed, strength, named.get(by))) for by, seed in plays]
    going = list(every)
    go = 0
    while going:
        for group in _alike([play for play in going if play.session.set_ups == go]):
            batch = _Batch(group, go * GO_STEPS)
            while batch.plays:
                batch.step()
        going = [play for play in going if not play.over]
        go += 1
    return [told(play.session) for play in every]


def _alike(plays: Sequence[_Play]) -> list[list[_Play]]:
    """Return plays in groups that begin the same version of the level, with the same people away."""
    groups: list[list[_Play]] = []
    for play in plays:
        session = play.session
        for group in groups:
            first = group[0].session
            if session.away == first.away and session.played == first.played:
                group.append(play)
                break
        else:
            groups.append([play])
    return groups


def _alone(events: Events, row: int) -> Events:
    """Return the events of one world, as those of the only one."""
    some = events.world == row
    parts = {f.name: getattr(events, f.name)[some] for f in fields(events) if f.name != "kind"}
    return replace(events, **{**parts, "world": np.zeros_like(parts["world"])})


def _one_world(world: World, row: int, clock: int) -> World:
    """Return one world of a batch, ``clock`` steps later; its arrays are parts of the batch's."""
    here = slice(row, row + 1)
    ball = _part(world.ball, here)
    assert isinstance(ball, Ball)
    if clock and ball.struck_step[0] != LONG_AGO:
        ball.struck_step = ball.struck_step + clock
    return World(
        world.squad,
        world.seeds[here],
        ball,
        cast(Bodies, _part(world.bodies, here)),
        cast(Intentions, _part(world.hidden, here)),
        world.step + clock,
        world.minds_luck[here],
    )


def _part(arrays: Ball | Bodies | Intentions, here: slice) -> Ball | Bodies | Intentions:
    part = object.__new__(type(arrays))
    for name in arrays.__slots__:
        setattr(part, name, getattr(arrays, name)[here])
    return part
