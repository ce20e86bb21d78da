"""A moment of a level, recorded while it is first played: shown again it costs nothing, at any speed."""

import time
from collections.abc import Mapping
from typing import Any, Final

import numpy as np

from game.analysis.passes.outcome import Outcome
from game.analysis.passes.rollout_limits import LONGEST_ROLLOUT
from game.app.defender_view.model import Onlooker, ShownBelief
from game.app.snapshot import Seen, between, see
from game.classroom.lesson.moments import begun
from game.core.intents import Intents
from game.core.pitch import Pitch
from game.core.state import STEP_SECONDS
from game.scenario.schema import Level
from game.scenario.start import start
from game.sim.step import step

LEAD: Final = 2.0
"""Seconds of the level that run before the moment."""
AFTERWARDS: Final = 0.8
"""Seconds that are shown after it is known what became of the pass."""
AT_ONCE: Final = 0.006
"""Seconds of a picture that may go into recording ahead."""


class RecalledOnlooker(Onlooker):
    """An onlooker that knows what one defender thought at every step of a film."""

    def __init__(self, level: Level, who: int | None) -> None:
        whole = Onlooker.of_level(level)
        super().__init__(whole.names, range(len(level.players)), [p.style for p in level.players])
        self.who = who
        self._thoughts: dict[int, tuple[ShownBelief | None, float]] = {}

    def remember(self, step: int) -> None:
        """Keep what is shown at a step."""
        self._thoughts[step] = super().shown(step)

    def shown(self, step: int) -> tuple[ShownBelief | None, float]:
        """Return what was thought at a step of the film."""
        return self._thoughts.get(step, (None, 0.0))


class Film:
    """One world of a plan, with what led up to it; or the moment alone where there is no plan."""

    def __init__(
        self,
        level: Level,
        at: float,
        plan: Mapping[str, Any] | None = None,
        seed: int = 0,
        world: int = 0,
        *,
        who: int | None = None,
        lead: float = LEAD,
    ) -> None:
        """Begin; ``who`` has their thoughts recorded, ``lead`` is the seconds shown before the moment."""
        self.level = level
        self.onlooker = RecalledOnlooker(level, who)
        self.frames: list[Seen] = []
        self.contact: float | None = None
        """Seconds of the film at which the ball is struck."""
        self.outcome = Outcome.OPEN
        self.by: int | None = None
        self.over = plan is None
        self._ended: float | None = None
        self.pitch = self._lead_up(at, lead)
        self.moment = max(len(self.frames) - 1, 0)
        """The frame of the moment itself."""
        if plan is not None:
            self._course = begun(level, at, plan, seed, np.array([world]))
            self.pitch = self._course.pitch

    def _lead_up(self, at: float, lead: float) -> Pitch:
        """Record from a little before the moment to the moment, with nobody at the controls."""
        scene = start(self.level, self.level.seed)
        world, steps = scene.world, round(at / STEP_SECONDS)
        first = steps - round(lead / STEP_SECONDS)
        for number in range(steps):
            if number >= first:
                self._keep(see(world, self._last, STEP_SECONDS))
            intents = Intents.idle(1, world.squad.players)
            scene.ai_team.think(world.view(), intents)
            step(world, scene.pitch, intents)
        self._keep(see(world, self._last, STEP_SECONDS))
        return scene.pitch

    @property
    def _last(self) -> Seen | None:
        return self.frames[-1] if self.frames else None

    def _keep(self, seen: Seen) -> None:
        self.frames.append(seen)

    @property
    def seconds(self) -> float:
        """Seconds that the recording lasts."""
        return (len(self.frames) - 1) * STEP_SECONDS

    @property
    def begins(self) -> float:
        """Seconds of the film at which the plan begins."""
        return self.moment * STEP_SECONDS

    def record(self, until: float, spend: float = AT_ONCE) -> None:
        """Record on to a place of the film, and ahead of it for as long as this picture may take."""
        ends = time.perf_counter() + spend
        while not self.over and (self.seconds < until or time.perf_counter() < ends):
            self._step()
            if time.perf_counter() > ends + 2 * spend:
                break

    def whole(self) -> None:
        """Record all of it, however long that takes."""
        while not self.over:
            self._step()

    def _step(self) -> None:
        course = self._course
        course.step()
        self._keep(see(course.world, self._last, STEP_SECONDS))
        if self.onlooker.who is not None:
            self.onlooker.observe(course, course.happened)
            self.onlooker.remember(self.frames[-1].step)
        now = self.seconds
        if self.contact is None and bool(course.tally.struck[0]):
            self.contact = now
        outcome = Outcome(int(course.tally.outcome[0]))
        if outcome is not Outcome.OPEN and self._ended is None:
            self._ended, self.outcome, self.by = now, outcome, int(course.tally.by[0])
        late = now - self.begins >= LONGEST_ROLLOUT
        self.over = late or (self._ended is not None and now >= self._ended + AFTERWARDS)

    def at(self, seconds: float) -> Seen:
        """Return what is seen at a place of the film, between two steps where it lies there."""
        place = min(max(seconds / STEP_SECONDS, 0.0), len(self.frames) - 1.0)
        first = int(place)
        if first + 1 >= len(self.frames):
            return self.frames[-1]
        return between(self.frames[first], self.frames[first + 1], place - first)
