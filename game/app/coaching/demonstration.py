"""A ghost that shows whoever struggles with a first step how it is done: recorded from a scripted person."""

from __future__ import annotations

from typing import Final

import pygame

from game.app.coaching.ghost import GhostView, blend
from game.app.render.camera import Camera
from game.app.scripted.first_steps import ANYBODY, FIRST_LEVELS, ShownStep, show_how
from game.rules.level.session import Session
from game.storage.ghosts import PER_SECOND
from game.storage.workers import Pool, Ticket, shared_pool

SEED: Final = 1
"""The luck of what is shown: the same in every showing."""
PAUSE: Final = 1.2
"""Seconds from one showing to the next."""
AFTER: Final = 8.0
FAILURES: Final = 2
"""Seconds into a level without anything that came off, and tries that failed, after which it is shown."""


class Demonstration:
    """Asks a worker to play the level once somebody gets nowhere, and shows it again and again."""

    def __init__(self, name: str, pool: Pool | None = None) -> None:
        """Begin; a level that isn't one of the first steps is never shown."""
        self.name = name
        self.shown: dict[int, ShownStep] = {}
        """By the receiver's number, or under ``ANYBODY``."""
        self._pool = pool
        self._ticket: Ticket | None = None
        self._view = GhostView()
        self._since: float | None = None
        self._of = ANYBODY

    @property
    def has_any(self) -> bool:
        """Whether there is anything to show of this level at all."""
        return self.name in FIRST_LEVELS

    def update(self, time: float, session: Session, *, wanted: bool) -> None:
        """Ask for it, and show it from its beginning, once it is ``wanted``; stop once it isn't."""
        if not (wanted and self.has_any):
            self._since = None
            return
        if self._ticket is None:
            pool = self._pool = self._pool or shared_pool()
            self._ticket = pool.ask(show_how, self.name, [(SEED,)], ahead=True)
        if self._pool is not None and not self._ticket.done:
            self._pool.poll()
        for _place, shown in self._ticket.answers:
            self.shown = shown
        self._ticket.answers.clear()
        receivers = sorted(session.objective.receivers())
        of = next((number for number in receivers if number in self.shown), ANYBODY)
        of = of if of in self.shown else next(iter(self.shown), ANYBODY)
        if self.shown and (self._since is None or of != self._of or time - self._since > self._length(of)):
            self._since, self._of = time, of

    def _length(self, of: int) -> float:
        return len(self.shown[of].samples) / PER_SECOND + PAUSE

    def keys(self, time: float) -> frozenset[str]:
        """Return the keys that the ghost holds now."""
        at = self._at(time)
        return frozenset() if at is None else self.shown[self._of].keys[int(at)]

    def _at(self, time: float) -> float | None:
        """Return the place in the samples; None where nothing is shown."""
        if self._since is None or self._of not in self.shown:
            return None
        at = (time - self._since) * PER_SECOND
        return at if 0.0 <= at < len(self.shown[self._of].samples) else None

    def draw(self, screen: pygame.Surface, camera: Camera, k: float, time: float) -> None:
        """Draw the ghost, if it is there now."""
        at = self._at(time)
        if at is None:
            return
        samples = self.shown[self._of].samples
        one, other = samples[int(at)], samples[min(int(at) + 1, len(samples) - 1)]
        self._view.draw(screen, camera, k, blend(one, other, at - int(at)))

    def closed(self) -> None:
        """Call the question off."""
        if self._ticket is not None and self._pool is not None and not self._ticket.done:
            self._pool.cancel(self._ticket)


def gets_nowhere(session: Session, failures: int, seconds: float) -> bool:
    """Return whether somebody needs to be shown; ``failures``: tries in a row that came to nothing."""
    return not session.done and (failures >= FAILURES or (session.progress.score == 0 and seconds > AFTER))
