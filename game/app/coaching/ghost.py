"""The ghost of one's best play: it is recorded as one plays, and goes along faintly when one tries again."""

from __future__ import annotations

from math import cos, degrees, pi, sin
from pathlib import Path
from typing import Final

import pygame

from game.app.i18n import _
from game.app.render.camera import Camera
from game.app.render.vector import ring, stamp
from game.app.snapshot import Seen
from game.core.state import STEP_SECONDS
from game.storage.ghosts import MOST_SAMPLES, PER_SECOND, Ghost, Sample, keep_ghost, load_ghost

EVERY: Final = round(1.0 / (PER_SECOND * STEP_SECONDS))
"""Steps from one sample to the next."""
PALE: Final = (236, 244, 255)
STRENGTH: Final = 118
"""Of 255: how solid a ghost is."""


class GhostKeeper:
    """Records the goes of a play, and knows where an earlier play's ghost is now."""

    def __init__(self) -> None:
        self.known: Ghost | None = None
        """The best play so far."""
        self._place: tuple[Path, str] | None = None
        self._view = GhostView()
        self._forget()

    def begin(self, folder: Path, key: str) -> None:
        """Start a play: nothing was recorded yet. ``folder`` and ``key`` say whose ghost, and of what."""
        self._place = (folder, key)
        self.known = load_ghost(folder, key)
        self._forget()

    def _forget(self) -> None:
        self._goes: dict[int, list[Sample]] = {}
        self._came_off: set[int] = set()
        self._go, self._since = -1, 0

    def keep(self) -> str:
        """Keep this play's ghost; returns what is to be told. A full disk must not stop play."""
        if self._place is None:
            return ""
        try:
            keep_ghost(*self._place, self.made())
        except OSError as error:
            return _("The ghost can't be kept ({why}).", why=error.strerror or str(error))
        return ""

    def draw(self, screen: pygame.Surface, camera: Camera, k: float, step: int, *, drawn: bool) -> None:
        """Draw the best play's ghost where it was at this time of its go, if it was anywhere."""
        ghost = self.now(step, drawn=drawn)
        if ghost is not None:
            self._view.draw(screen, camera, k, ghost)

    def observe(self, seen: Seen, player: int, go: int) -> None:
        """Take in a step of go number ``go``."""
        if go != self._go:
            self._go, self._since = go, seen.step
        if (seen.step - self._since) % EVERY:
            return
        samples = self._goes.setdefault(go, [])
        if len(samples) < MOST_SAMPLES:
            x, y = (float(part) for part in seen.pos[player])
            heading = (float(seen.hips[player]) + pi) % (2.0 * pi) - pi
            samples.append(Sample(x, y, heading, float(seen.ball[0]), float(seen.ball[1])))

    def came_off(self) -> None:
        """Note that the go that is being played came off."""
        self._came_off.add(self._go)

    def made(self) -> Ghost:
        """Return the goes of this play that came off; all where none did."""
        kept = {go: tuple(samples) for go, samples in self._goes.items() if go in self._came_off}
        return Ghost(kept or {go: tuple(samples) for go, samples in self._goes.items()})

    def now(self, step: int, *, drawn: bool) -> Sample | None:
        """Return where the ghost is; None where there is none, or its go is over.

        ``drawn``: whether each go has a version of its own, so that only the same go is of any use.
        """
        goes = self.known.goes if self.known is not None else {}
        if not goes or self._go < 0:
            return None
        number = self._go
        if number not in goes:
            if drawn:
                return None
            number = sorted(goes)[number % len(goes)]
        samples, at = goes[number], (step - self._since) / EVERY
        first = int(at)
        if not 0 <= first < len(samples):
            return None
        one, other = samples[first], samples[min(first + 1, len(samples) - 1)]
        return blend(one, other, at - first)


def blend(one: Sample, other: Sample, share: float) -> Sample:
    """Return what lies between two samples."""
    turn = (other.heading - one.heading + pi) % (2.0 * pi) - pi
    x, y, ball_x, ball_y = (
        a + (b - a) * share
        for a, b in (
            (one.x, other.x),
            (one.y, other.y),
            (one.ball_x, other.ball_x),
            (one.ball_y, other.ball_y),
        )
    )
    return Sample(x, y, one.heading + turn * share, ball_x, ball_y)


class GhostView:
    """Draws a ghost: a pale body seen from above, and a ring for its ball."""

    def __init__(self) -> None:
        self._bodies: dict[tuple[int, int], pygame.Surface] = {}

    def draw(self, screen: pygame.Surface, camera: Camera, k: float, ghost: Sample) -> None:
        """Draw it under everybody's feet; ``k``: pixels per metre of a body."""
        stamp(
            screen,
            ring(max(5.0, 0.17 * k), max(2.0, 0.04 * k), PALE, STRENGTH + 60),
            camera.at(ghost.ball_x, ghost.ball_y),
        )
        turn = round(degrees(ghost.heading) / 5.0) % 72
        key = (round(k), turn)
        if key not in self._bodies:
            if len(self._bodies) > 400:
                self._bodies.clear()
            self._bodies[key] = _body(round(k), turn * 5.0)
        stamp(screen, self._bodies[key], camera.at(ghost.x, ghost.y))


def _body(k: int, turn: float) -> pygame.Surface:
    """Return a picture of shoulders, head, and a nose that says where it faces."""
    fine = 3
    size = max(12, k) * fine
    body = pygame.Surface((size, size), pygame.SRCALPHA)
    middle = size / 2
    solid = (*PALE, 255)
    shoulders = pygame.Rect(0, 0, round(0.30 * size), round(0.60 * size))
    shoulders.center = (round(middle), round(middle))
    pygame.draw.ellipse(body, solid, shoulders)
    for side in (-1.0, 1.0):
        arm = (middle + 0.06 * size, middle + side * 0.27 * size)
        pygame.draw.circle(body, solid, arm, 0.075 * size)
    pygame.draw.circle(body, (*PALE, 0), (middle, middle), 0.155 * size)
    pygame.draw.circle(body, solid, (middle, middle), 0.125 * size)
    nose = [
        (middle + 0.30 * size * cos(angle) * reach, middle + 0.30 * size * sin(angle) * reach)
        for angle, reach in ((0.0, 1.0), (0.5, 0.62), (-0.5, 0.62))
    ]
    pygame.draw.polygon(body, solid, nose)
    turned = pygame.transform.rotozoom(body, turn, 1.0 / fine)
    turned.set_alpha(STRENGTH)
    return turned
