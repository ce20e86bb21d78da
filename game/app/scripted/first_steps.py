"""The first steps played by a scripted person, so that a ghost can show how each is done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from math import pi
from typing import Final

from game.app.input.surroundings import NearbyPlayer
from game.app.scripted.controls import ScriptedGame
from game.app.scripted.people import BeginningPerson
from game.app.scripted.person import NONE, Keys, ScreenSight, Script, gap, toward
from game.app.snapshot import see
from game.core.state import STEP_SECONDS
from game.rules.level.session import Session
from game.scenario.level_paths import find
from game.scenario.load import load_level
from game.storage.ghosts import PER_SECOND, Sample

PERSON: Final = "human1"
EVERY: Final = round(1.0 / (PER_SECOND * STEP_SECONDS))
"""Steps from one sample to the next."""
LONGEST: Final = 20.0
"""Seconds of a try."""
MOST_TRIES: Final = 10
FAR: Final = 9.0
"""Metres from which on a pass is held for half a second."""
FETCHED: Final = 1.2
"""Metres within which a loose ball is fetched."""
FIRST_LEVELS: Final = ("first-run", "first-pass", "first-weight", "first-look", "first-heel", "first-fake")
"""What can be shown."""
ANYBODY: Final = -1
"""In the place of a receiver's number, where whoever receives is right."""


@dataclass(frozen=True, slots=True)
class ShownStep:
    """How a step is done, ten times a second: where the person and the ball are, and the keys held."""

    samples: tuple[Sample, ...]
    keys: tuple[Keys, ...]


@dataclass(slots=True)
class _Take:
    """What is being recorded."""

    samples: list[Sample] = field(default_factory=list)
    keys: list[Keys] = field(default_factory=list)


class FirstStepPerson(BeginningPerson):
    """Somebody who does what a first step asks for, as its sentence and hint say it."""

    def __init__(self, session: Session, seed: int, name: str) -> None:
        super().__init__(seed)
        self._session, self._name = session, name

    def with_ball(self, sight: ScreenSight) -> Script:
        """Run where there is a gate; else stand a moment and do the step's stroke."""
        gate = self._session.objective.next_gate
        if gate is not None:
            (ax, ay), (bx, by) = gate
            return (yield toward(sight.around.body, ((ax + bx) / 2, (ay + by) / 2)))
        sight = yield from self.hold(NONE, 5)
        if not sight.mine:
            return sight
        mates = self._mates(sight)
        if not mates:
            return (yield NONE)
        stroke = {"first-look": self._look, "first-heel": self._heel, "first-fake": self._fake}
        return (yield from stroke.get(self._name, self._push)(sight, mates))

    def after(self, sight: ScreenSight) -> Script:
        """Fetch a ball that has come off the foot; watch one that was played."""
        near = not sight.ours and gap(sight.around.body, sight.around.ball) < FETCHED
        return (yield toward(sight.around.body, sight.around.ball) if near else NONE)

    def against(self, sight: ScreenSight) -> Script:
        """Wait until everybody is back in their place."""
        return (yield NONE)

    def _mates(self, sight: ScreenSight) -> list[NearbyPlayer]:
        """Return who may receive: whoever has the ring, else everybody."""
        ringed = self._session.objective.receivers()
        return [mate for mate in sight.around.mates if not ringed or mate.number in ringed]

    def _push(self, sight: ScreenSight, mates: list[NearbyPlayer]) -> Script:
        """Point and tap; who is far gets a hold of half a second."""
        mate = mates[0]
        way = toward(sight.around.ball, mate.at)
        yield from self.hold(way | {"push"}, 5 if gap(sight.around.ball, mate.at) > FAR else 1)
        sight = yield way
        return (yield from self.hold(NONE, 10))

    def _look(self, sight: ScreenSight, mates: list[NearbyPlayer]) -> Script:
        """Hold the pass at one, then point at the other and let go."""
        shown, meant = mates[0], mates[-1]
        yield from self.hold(toward(sight.around.ball, shown.at) | {"push"}, 3)
        yield frozenset({"push"})
        way = toward(sight.around.ball, meant.at)
        yield from self.hold(way | {"push"}, 2)
        sight = yield way
        return (yield from self.hold(NONE, 10))

    def _heel(self, sight: ScreenSight, mates: list[NearbyPlayer]) -> Script:
        """Stay as one stands, and heel it."""
        yield from self.hold(frozenset({"heel"}), 2)
        return (yield from self.hold(NONE, 12))

    def _fake(self, sight: ScreenSight, mates: list[NearbyPlayer]) -> Script:
        """Hold the pass at one, stop it, and pass to the other."""
        first, second = mates[0], mates[-1]
        yield from self.hold(toward(sight.around.ball, first.at) | {"push"}, 3)
        yield from self.hold(frozenset({"fake"}), 2)
        sight = yield from self.hold(NONE, 3)
        way = toward(sight.around.ball, second.at)
        yield from self.hold(way | {"push"}, 2)
        sight = yield way
        return (yield from self.hold(NONE, 10))


def show_how(name: str, seed: int, *, stop: Callable[[], bool] | None = None) -> dict[int, ShownStep]:
    """Return a first try that came off for each receiver, by number: for a worker.

    Without a called receiver there is one, under :data:`ANYBODY`.
    """
    level = load_level(find(name))
    wanted = len(getattr(level.objective, "called", ())) or 1
    found: dict[int, ShownStep] = {}
    for number in range(MOST_TRIES):
        if len(found) == wanted or (stop is not None and stop()):
            break
        receiver, shown = _try(name, Session(level, seed + number), seed + number)
        if shown is not None:
            found.setdefault(receiver, shown)
    return found


def _try(name: str, session: Session, seed: int) -> tuple[int, ShownStep | None]:
    """Play until something came off or failed; returns who had the ring, and the try if it came off."""
    person = FirstStepPerson(session, seed, name)
    scripted, take, receiver = ScriptedGame(session, {PERSON: person}), _Take(), ANYBODY
    for step in range(round(LONGEST / STEP_SECONDS)):
        ringed = session.objective.receivers()
        if len(ringed) == 1:
            receiver = min(ringed)
        if step % EVERY == 0:
            _record(take, session, person.keys)
        scripted.step()
        if session.progress.attempts or session.done:
            good = bool(session.progress.good) or session.progress.won
            return receiver, ShownStep(tuple(take.samples), tuple(take.keys)) if good else None
    return receiver, None


def _record(take: _Take, session: Session, keys: Keys) -> None:
    seen, player = see(session.world), session.people[PERSON]
    x, y = (float(part) for part in seen.pos[player])
    heading = (float(seen.hips[player]) + pi) % (2.0 * pi) - pi
    take.samples.append(Sample(x, y, heading, float(seen.ball[0]), float(seen.ball[1])))
    take.keys.append(keys)
