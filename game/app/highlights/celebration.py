"""Joy after a goal and at the end: how bodies are drawn for a while. Nothing of it is in the simulation."""

from dataclasses import replace
from math import atan2, cos, hypot, pi, sin
from typing import Final

import numpy as np

from game.app.snapshot import Seen
from game.core.pitch import Pitch
from game.core.state import NOBODY, STEP_SECONDS, Phase

RUN, JOIN = 6.4, 6.0
"""m/s at which a scorer runs to the corner, and team-mates after them."""
STARTS: Final = 9.0
"""m/s in a second: how soon they run."""
CORNER: Final = 1.4
"""Metres inside the lines at which a run to the corner ends."""
CLOSE: Final = 1.15
"""Metres from the scorer at which team-mates jump."""
HOP_SECONDS: Final = 0.52
WINNERS_APART: Final = 0.17
"""Of a hop by which one's is later than another's: nobody jumps in step."""
STRIDES_A_METRE: Final = 0.36


class Celebration:
    """One side's joy, step by step; what is drawn is :attr:`now` in the place of what is."""

    def __init__(self, seen: Seen, pitch: Pitch, side: int, hero: int = NOBODY) -> None:
        """``hero``: who scored; nobody where the whole side has won."""
        self.side, self.hero = side, hero
        self.before = self.now = seen
        self._pos, self._speed = seen.pos.copy(), np.zeros(len(seen.pos))
        self._stride, self._turn = seen.stride.copy(), seen.hips.copy()
        self._jumps = np.zeros(len(seen.pos))
        """Seconds for which each has been jumping."""
        half_l, half_w = pitch.length * 0.5 - CORNER, pitch.width * 0.5 - CORNER
        place = seen.pos[hero] if hero != NOBODY else (0.0, 0.0)
        side_of_goal = 1.0 if float(seen.ball[0]) > 0.0 else -1.0
        self.corner = (side_of_goal * half_l, half_w if float(place[1]) >= 0.0 else -half_w)

    def observe(self, seen: Seen) -> None:
        """Go on by a step, with everybody else where they are."""
        here, running = seen.team == self.side, self.hero != NOBODY
        spots, cheers, hop = seen.pos.copy(), here.copy(), np.zeros(len(here))
        for player in np.flatnonzero(here):
            still = bool(seen.keeper[player]) or not running
            if not still and not self._runs(int(player)):
                still = True
            if still:
                self._speed[player] = 0.0
                self._jumps[player] += STEP_SECONDS
                phase = self._jumps[player] / HOP_SECONDS + player * WINNERS_APART
                hop[player] = abs(sin(pi * phase)) * min(self._jumps[player] / 0.2, 1.0)
            spots[player] = self._pos[player]
        turn = np.where(here, self._turn, seen.hips)
        pointing = np.stack((np.cos(turn), np.sin(turn)), axis=-1)
        self.before, self.now = (
            self.now,
            replace(
                seen,
                pos=spots,
                vel=np.where(here[:, None], pointing * self._speed[:, None], seen.vel),
                hips=turn,
                trunk=np.where(here, self._turn, seen.trunk),
                gaze=np.where(here, self._turn, seen.gaze),
                stride=np.where(here, self._stride, seen.stride),
                phase=np.where(here, Phase.NONE, seen.phase).astype(seen.phase.dtype),
                lunge=np.where(here, 0.0, seen.lunge),
                dive=np.where(here, 0.0, seen.dive),
                cheers=cheers,
                hop=hop,
            ),
        )

    def _runs(self, player: int) -> bool:
        """Run on; returns whether there was a way to go."""
        if player == self.hero:
            goal, stops, fastest = self.corner, 0.3, RUN
        else:
            x, y = self._pos[self.hero]
            goal, stops, fastest = (float(x), float(y)), CLOSE, JOIN
        dx, dy = goal[0] - float(self._pos[player, 0]), goal[1] - float(self._pos[player, 1])
        far = hypot(dx, dy)
        if far <= stops:
            return False
        speed = min(float(self._speed[player]) + STARTS * STEP_SECONDS, fastest, (far - stops) * 4.0 + 1.0)
        step = min(speed * STEP_SECONDS, far - stops)
        way = atan2(dy, dx)
        self._speed[player] = speed
        self._turn[player] = way
        self._pos[player] += (cos(way) * step, sin(way) * step)
        self._stride[player] = (self._stride[player] + step * STRIDES_A_METRE) % 1.0
        return True
