"""Files of real passes, and what they don't tell: how people ran, whom a ball was for, how high it went.

Every world draws what its file leaves open, so that a forecast is no surer than what is known of a pass.
"""

import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.core.surfaces import DRY
from game.mind.defence.evidence import READING
from game.mind.meeting import BallCourse, course

PLAYERS = 22
OLD_SHARE, OLD_SPREAD, FORGETS = 0.79, 1.65, 1.2
"""What a mean over the last two seconds tells of a velocity now: the share of it that is left, the spread
about that, m/s to each side, and the seconds in which a run is forgotten. Derived: velocities taken for a
process that forgets with a time constant, its spread 2.1 m/s in the tracked set and that of its two-second
means 1.6 m/s in the other; so the constant is 1.2 s."""
TRIED = 24
"""Ways to run that are tried for each team-mate whom a ball may be meant for."""
OFF_THE_RUN = 0.13
"""Radians between a ball's way and the way to where the mate who gets it was to be by their run: two thirds
of the completed tracked passes whose receiver was seen lie within (measured, n = 138; half within 0.085; 0.15
and 0.20 if they are taken to run straight on, or to stand)."""
UNSEEN, FOR_NOBODY = 0.14, 0.05
"""Shares of passes that go to a mate who wasn't seen, where somebody wasn't (measured: the tracked file's
receivers), and to nobody who could be meant (a prior)."""
ANY_WAY = OFF_THE_RUN * np.sqrt(2.0 * np.pi) / (2.0 * np.pi)
"""How well a ball fits a player who may be in any direction (derived)."""
FAR_OFF, MARKED, RUNS = 10.0, (1.5, 9.0), 2.1
"""Metres from the ball within which everybody is in the picture, metres between which an opponent is from a
player out of it (both priors), and m/s of running to each side (measured, those who were seen)."""
LIFTED, LIFTED_BY = 0.15, (0.26, 0.79)
"""Share of the event-labelled passes that leave the ground, as the file has no heights and headers and
lofted balls are among them, and between which radians they rise (both priors)."""
FLAT = 0.75
"""Share of the launch speed that a lifted ball has along the ground: the file's speeds are those of balls
that the ground slows to the same distance and time (derived from its formula, for 1.2 s)."""
WINDOWS = {10: (0.05, 0.35), 25: (0.02, 0.26)}
"""Seconds after the release between which trackers of some frames a second fitted a launch: 0.1 to 0.4 and
0.04 to 0.28 after the last frame at the foot, and half a frame less after the ball left it (derived)."""


@dataclass(frozen=True)
class Passes:
    """Some passes, ``(n, ...)``, turned so that the passing side attacks +x."""

    completed: np.ndarray
    ball: np.ndarray
    launch: np.ndarray
    pos: np.ndarray
    vel: np.ndarray
    keeper: np.ndarray
    passer: np.ndarray
    receiver: np.ndarray
    """The slot of who touched it next, -1 where not seen."""
    group: np.ndarray
    old: bool
    """Whether the velocities are means over the two seconds before the release."""


def load(path: Path) -> Passes:
    """The passes of a file without its suspect rows; one that tells no frames a second was made of events."""
    raw = dict(np.load(path, allow_pickle=False))
    keep = ~raw["suspect"] if "suspect" in raw else np.ones(len(raw["completed"]), dtype=bool)
    raw = {key: value[keep] for key, value in raw.items()}
    turn = np.where(raw["attack_dir"] < 0, -1.0, 1.0)
    launch = turn[:, None] * np.stack((raw["vx0"], raw["vy0"]), axis=1).astype(float)
    old = "fps" not in raw or bool(np.isnan(raw["fps"]).all())
    if not old:
        launch = struck(launch, raw["fps"])
    group = raw["match"].astype(int) if old else np.arange(len(turn))
    return Passes(
        raw["completed"].astype(bool),
        turn[:, None] * np.stack((raw["x0"], raw["y0"]), axis=1).astype(float),
        launch,
        turn[:, None, None] * raw["pos"].astype(float),
        np.nan_to_num(turn[:, None, None] * raw["vel"].astype(float)),
        raw["is_gk"].astype(bool),
        raw["passer"].astype(int),
        raw["receiver"].astype(int),
        group,
        old,
    )


def struck(fitted: np.ndarray, fps: np.ndarray) -> np.ndarray:
    """With what velocity balls left the foot, ``(n, 2)`` m/s, that trackers saw as fast a moment later.

    A ball slides and slows at once: over the window of the fit it has the fitted speed on average.
    """
    first, last = (np.select([fps == f for f in WINDOWS], [w[i] for w in WINDOWS.values()]) for i in (0, 1))
    seen, here = np.hypot(*fitted.T), np.zeros((len(fitted), 3))
    speed, vel = seen.copy(), here.copy()
    known = last > 0.0
    for _ in range(8):
        vel[:, 0] = speed
        runs = course(here, vel, here[:, :2], DRY)
        mean = (runs.after(last) - runs.after(first)) / np.where(known, last - first, 1.0)
        speed += np.where(known, seen - mean, 0.0)
    return fitted * (speed / np.maximum(seen, 1e-6))[:, None]


def people(passes: Passes, rows: np.ndarray, rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """Where all may be at the release and how they may run, by the file's slots, ``(rows, 22, 2)`` each.

    Where the file has means over two seconds, people may have changed their runs since. But a pass is meant
    for somebody, and played to where the passer sees them run: of whoever it is meant for, the runs that fit
    the ball are the likelier ones. A ball that fits nobody who was seen may be for somebody who wasn't, on
    its way; there is an opponent about that player too.
    """
    pos, vel, n = passes.pos[rows].copy(), passes.vel[rows].copy(), rows.size
    tried = vel[:, None, :11]
    if passes.old:
        vel, mean = OLD_SHARE * vel + rng.normal(0.0, OLD_SPREAD, vel.shape), OLD_SHARE * tried
        tried = mean + rng.normal(0.0, OLD_SPREAD, (n, TRIED, 11, 2))
    fits = _fits(passes, rows, tried)
    likes = np.exp(-np.hypot(*(pos[:, :11] - passes.ball[rows][:, None]).transpose(2, 0, 1)) / READING.far)
    likes[np.isnan(likes)] = 0.0
    likes[np.arange(n), passes.passer[rows]] = 0.0
    likes /= np.maximum(likes.sum(axis=1, keepdims=True), 1e-9)
    leaves = _leaves_picture(passes, rows)
    out = np.where(np.isnan(pos[:, :11, 0]).any(axis=1), UNSEEN, 0.0)
    seen = (1.0 - out - FOR_NOBODY)[:, None] * fits.mean(axis=1) * likes
    out *= np.exp((FAR_OFF - leaves) / READING.far)
    nobody = np.full(n, FOR_NOBODY * ANY_WAY)
    target = _drawn(np.column_stack((seen, out * ANY_WAY, nobody)), rng)
    some = np.flatnonzero(target < 11)
    way = _drawn(fits[some, :, target[some]] + 1e-9, rng)
    vel[some, target[some]] = tried[some, way, target[some]]
    _put_unseen(passes, rows, np.where(target == 11, leaves, np.nan), (pos, vel), rng)
    return pos, vel


def _leaves_picture(passes: Passes, rows: np.ndarray) -> np.ndarray:
    """Metres that a ball goes until it leaves the stretch of the pitch in which people were seen."""
    way = passes.launch[rows, 0] / np.hypot(*passes.launch[rows].T)
    x = passes.pos[rows, :, 0]
    end = np.where(way > 0.0, np.nanmax(x, axis=1), np.nanmin(x, axis=1))
    far = (end - passes.ball[rows, 0]) / np.where(np.abs(way) < 1e-3, 1e-3, way)
    return np.clip(far, FAR_OFF, 4.0 * READING.far)


def _put_unseen(
    passes: Passes,
    rows: np.ndarray,
    leaves: np.ndarray,
    put: tuple[np.ndarray, np.ndarray],
    rng: np.random.Generator,
) -> None:
    """Put a team-mate who wasn't seen on the ball's way, and an opponent about them.

    They are farther off than where the ball ``leaves`` the picture, ``(rows,)`` metres, NaN where it's for
    nobody there.
    """
    n, (pos, vel) = rows.size, put
    far = leaves + rng.exponential(READING.far, n)
    way = np.arctan2(passes.launch[rows, 1], passes.launch[rows, 0]) + rng.normal(0.0, OFF_THE_RUN, n)
    there = passes.ball[rows] + far[:, None] * np.stack((np.cos(way), np.sin(way)), axis=1)
    round_about, off = rng.uniform(-np.pi, np.pi, n), rng.uniform(*MARKED, n)
    marker = there + off[:, None] * np.stack((np.cos(round_about), np.sin(round_about)), axis=1)
    runs = rng.normal(0.0, RUNS, (2, n, 2))
    for first, at, run in ((0, there, runs[0]), (11, marker, runs[1])):
        out = np.isnan(pos[:, first : first + 11, 0])
        who = np.flatnonzero(~np.isnan(leaves) & out.any(axis=1))
        slot = first + out[who].argmax(axis=1)
        pos[who, slot], vel[who, slot] = at[who], run[who]


def _drawn(odds: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """A place in each row of ``odds`` ``(n, places)``, drawn by them."""
    upto = odds.cumsum(axis=1)
    place: np.ndarray = (upto < rng.random(len(odds))[:, None] * upto[:, -1:]).sum(axis=1)
    return np.minimum(place, odds.shape[1] - 1)


def _fits(passes: Passes, rows: np.ndarray, vel: np.ndarray) -> np.ndarray:
    """How well a launch fits each mate with each velocity ``(rows, tried, 11, 2)``, m/s: 0 to 1.

    It is meant for where the mate will be when the ball gets there, as far as the run tells.
    """
    runs, launch = _course(passes.launch[rows]), passes.launch[rows][:, None, None]
    gap = (passes.pos[rows, :11] - passes.ball[rows][:, None])[:, None]
    fits, met = np.zeros(vel.shape[:3]), np.zeros(vel.shape[:3], dtype=bool)
    for seconds in np.arange(0.2, 3.61, 0.1):
        there = gap + FORGETS * (1.0 - np.exp(-seconds / FORGETS)) * vel
        gone = runs.after(np.full(rows.size, seconds))[:, None, None]
        meets = ~met & (gone >= np.hypot(there[..., 0], there[..., 1]))
        cross = launch[..., 0] * there[..., 1] - launch[..., 1] * there[..., 0]
        off = np.arctan2(cross, (launch * there).sum(axis=-1))
        fits = np.where(meets, np.exp(-0.5 * (off / OFF_THE_RUN) ** 2), fits)
        met |= meets
    return fits


def _course(launch: np.ndarray) -> BallCourse:
    """How balls run that leave the foot sliding, ``launch`` ``(n, 2)`` m/s."""
    flat = np.zeros((len(launch), 3))
    vel = flat.copy()
    vel[:, :2] = launch
    return course(flat, vel, flat[:, :2], DRY)


def lift(passes: Passes, vel: np.ndarray, rng: np.random.Generator) -> None:
    """Let some balls of a file without heights leave the ground; ``vel`` ``(n, 3)`` m/s is written to."""
    if not passes.old:
        return
    up = rng.random(len(vel)) < LIFTED
    rises = np.tan(rng.uniform(*LIFTED_BY, len(vel)))
    vel[up, :2] *= FLAT
    vel[up, 2] = (rises * np.hypot(vel[:, 0], vel[:, 1]))[up]
