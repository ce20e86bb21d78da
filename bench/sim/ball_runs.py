"""The ball alone: roll test, slide to roll, slowing down by speed, what arrives over 5, 15 and 25 yards."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.core import rng
from game.core.pitch import Pitch
from game.core.state import Ball
from game.core.surfaces import SURFACES, Surface
from game.sim import ball as engine

YARD = 0.9144
TRACKED = {(4, 6): 1.7, (6, 8): 3.7, (8, 10): 6.0, (10, 12): 7.1, (12, 15): 7.9}
"""Medians of 132 ground passes of a professional match (SkillCorner open data), m/s^2 by ball speed."""
LAUNCHES = ((7.9, 8.0), (12.9, 12.6), (14.7, 17.1), (17.3, 21.4), (21.6, 30.8))
"""Their launch speeds (m/s) and lengths (m): 5, 25, 50, 75 and 95 % quantiles."""


def main() -> None:
    argparse.ArgumentParser(description=__doc__).parse_args()
    print("Roll test, off the ramp at 3.15 to 3.35 m/s already rolling: metres")
    for surface in SURFACES.values():
        stops = paths(surface, np.linspace(3.15, 3.35, 50), rolls=True, steps=1200)[-1]
        print(f"  {surface.name:11s} {stops.min():4.1f} to {stops.max():4.1f}")

    print("\nStruck at 10 m/s without spin: speed and time at which it rolls")
    for name, surface in SURFACES.items():
        still, air = (slide_to_roll(surface, drag) for drag in (False, True))
        print(
            f"  {name:11s} no air {still[0]:.2f} m/s, {still[1]:.2f} s   air {air[0]:.2f} m/s, {air[1]:.2f} s"
        )

    print("\nSlowing down by ball speed, quadratics through 0.8 s at 10 Hz: m/s^2")
    print("  m/s        tracked  " + "  ".join(f"{name:>10s}" for name in SURFACES))
    slowing = {name: decelerations(surface) for name, surface in SURFACES.items()}
    for speeds, tracked in TRACKED.items():
        row = "  ".join(f"{slowing[name][speeds]:10.1f}" for name in SURFACES)
        print(f"  {speeds[0]:2d} to {speeds[1]:2d}   {tracked:7.1f}  {row}")

    print("\nm/s off the foot (without spin) that arrive with 4, 5 and 6 m/s")
    for name, surface in SURFACES.items():
        row = (
            "  ".join(f"{off_for(surface, y * YARD, v):5.1f}" for v in (4.0, 5.0, 6.0)) for y in (5, 15, 25)
        )
        print(f"  {name:11s} " + "   ".join(f"{y:2d} yd: {r}" for y, r in zip((5, 15, 25), row, strict=True)))


def paths(surface: Surface, off: np.ndarray, rolls: bool, steps: int) -> np.ndarray:
    """Metres run after each step, ``(steps, balls)``, on ground without unevenness."""
    ball = Ball.at_rest(len(off))
    ball.vel[:, 0] = off
    if rolls:
        ball.roll[:, 0] = off
    pitch, seeds = Pitch(1e4, 1e4, replace(surface, bobble=0.0, hop=0.0)), rng.seeds_of(1, len(off))
    track = np.empty((steps, len(off)))
    for step in range(steps):
        engine.travel(ball, pitch, seeds, step)
        track[step] = ball.pos[:, 0]
    return track


def slide_to_roll(surface: Surface, drag: bool) -> tuple[float, float]:
    kept = engine.CONSTANTS
    if not drag:
        engine.CONSTANTS = replace(kept, drag_per_coefficient=0.0)
    try:
        ball, pitch, seeds = Ball.at_rest(1), Pitch(1e4, 1e4, surface), rng.seeds_of(1, 1)
        ball.vel[:, 0] = 10.0
        for step in range(300):
            engine.travel(ball, pitch, seeds, step)
            if abs(ball.vel[0, 0] - ball.roll[0, 0]) < 0.1:
                return float(ball.vel[0, 0]), (step + 1) / 60
    finally:
        engine.CONSTANTS = kept
    raise AssertionError("never rolls")


def decelerations(surface: Surface) -> dict[tuple[int, int], float]:
    """Medians by ball speed, launched and measured as the tracked passes were."""
    grid, around = np.linspace(0.0, 4.0, 41), np.linspace(0.85, 1.15, 7)
    off = np.outer(np.interp(grid, range(5), [q[0] for q in LAUNCHES]), around).ravel()
    length = np.repeat(np.interp(grid, range(5), [q[1] for q in LAUNCHES]), 7)
    found = []
    for path, metres in zip(paths(surface, off, rolls=False, steps=300).T, length, strict=True):
        free = np.flatnonzero((path > 2.0) & (path < metres - 2.0))[::6]
        for window in (free[i : i + 9] for i in range(len(free) - 8)):
            fit = np.polyfit((window - window.mean()) / 60.0, path[window], 2)
            found.append((fit[1], -2.0 * fit[0]))
    speed, slowing = np.array(found).T
    return {b: float(np.median(slowing[(speed >= b[0]) & (speed < b[1])])) for b in TRACKED}


def off_for(surface: Surface, metres: float, arrival: float) -> float:
    off = np.arange(4.0, 24.0, 0.1)
    path = np.vstack((np.zeros(len(off)), paths(surface, off, rolls=False, steps=420)))
    there = np.argmax(path >= metres, axis=0)
    pace = (path[there, np.arange(len(off))] - path[there - 1, np.arange(len(off))]) * 60.0
    return float(off[np.argmax((path[-1] >= metres) & (pace >= arrival))])


if __name__ == "__main__":
    main()
