"""Bodies and first touches beside what was measured on people: sprints, turns, stops, the ball, the touch."""

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.sim.ball_runs import TRACKED, decelerations
from game.core import rng
from game.core.events import Kind
from game.core.intents import Intents
from game.core.maths import norm
from game.core.pitch import Pitch
from game.core.state import STEP_SECONDS, Ball, Bodies, Intentions, Squad, World
from game.core.surfaces import DRY, SURFACES
from game.sim.ball import travel
from game.sim.step import step

WIDE = Pitch(400.0, 400.0)
TOUCHES = (Kind.CONTROL, Kind.MISCONTROL, Kind.DEFLECTION)
TRACKED_TOO = {(2, 4): 1.02, (4, 6): 1.41, (6, 8): 3.90, (8, 10): 6.39, (10, 12): 7.31, (12, 15): 7.52}
"""The second tracker's medians (HawkEye, 50 Hz, 98 windows of 0.4 s), m/s^2 by ball speed."""

BANDS = ((16.0, 18.0), (18.0, 20.0), (20.0, 25.0))
"""m/s of a pass's mean speed, as completion of real passes is told."""


def world_of(worlds: int, spots: list[tuple[float, float]], skill: float = 0.7) -> World:
    """Players of two teams by turns, looking along +x, and a ball far away."""
    players = len(spots)
    squad = Squad(
        ids=tuple(f"P{i}" for i in range(players)),
        team=np.arange(players, dtype=np.int8) % 2,
        skill=np.full(players, skill),
        better_foot=np.ones(players, dtype=np.int8),
        keeper=np.zeros(players, dtype=np.bool_),
    )
    ball, bodies = Ball.at_rest(worlds), Bodies.standing(worlds, players)
    ball.pos[:, :2] = 150.0
    for number, spot in enumerate(spots):
        bodies.pos[:, number] = spot
    return World(squad, rng.seeds_of(11, worlds), ball, bodies, Intentions.none(worlds, players))


def sprint(metres: float) -> float:
    """Seconds from a standing start, the legs moving at zero."""
    world, before = world_of(1, [(-150.0, 0.0)]), 0.0
    for number in range(900):
        intents = Intents.idle(1, 1)
        intents.move[..., 0] = 1.0
        step(world, WIDE, intents)
        gone = float(world.bodies.pos[0, 0, 0]) + 150.0
        if gone >= metres:
            return (number + (metres - before) / (gone - before)) * STEP_SECONDS
        before = gone
    raise AssertionError("never there")


def five_o_five(pitch: Pitch = WIDE) -> tuple[float, float]:
    """Seconds for 5 m in, the line touched, 5 m out, after 10 m of run-up; and m/s at the first gate.

    The foot touches the line 0.5 m ahead of the body. Every moment to brake from is tried, one a world.
    """
    worlds = 400
    world = world_of(worlds, [(-150.0, 0.0)])
    brakes_at = -150.0 + np.linspace(10.0, 15.0, worlds)
    gate, line = -140.0, -135.5
    enters, leaves, pace = np.full(worlds, np.nan), np.full(worlds, np.nan), np.zeros(worlds)
    brakes, back = np.zeros(worlds, dtype=bool), np.zeros(worlds, dtype=bool)
    reached = np.full(worlds, -150.0)
    for number in range(900):
        x = world.bodies.pos[:, 0, 0].copy()
        brakes |= x >= brakes_at
        back |= brakes & (world.bodies.vel[:, 0, 0] < 0.3)
        intents = Intents.idle(worlds, 1)
        intents.move[:, 0, 0] = np.where(back, -1.0, np.where(brakes, 0.0, 1.0))
        # Who brakes for a turn turns the hips meanwhile.
        intents.hips_to[:, 0] = np.where(brakes, np.pi, 0.0)
        step(world, pitch, intents)
        now = world.bodies.pos[:, 0, 0]
        share = (gate - x) / np.where(now == x, 1.0, now - x)
        into, out = (x < gate) & (now >= gate), back & (x >= gate) & (now < gate)
        enters[into], pace[into] = number + share[into], world.bodies.vel[into, 0, 0]
        leaves[out] = number + share[out]
        reached = np.maximum(reached, now)
    seconds = np.where(reached >= line, (leaves - enters) * STEP_SECONDS, np.inf)
    best = int(np.nanargmin(seconds))
    return float(seconds[best]), float(pace[best])


def at_speed(speed: float, players: int = 1) -> World:
    """Somebody who runs along +x with ``speed`` m/s."""
    world = world_of(1, [(0.0, 0.0)])
    world.bodies.vel[:, 0, 0] = speed
    return world


def stops(speed: float, pitch: Pitch = WIDE, stamina: float = 1.0) -> tuple[float, float]:
    """Seconds and metres to stand."""
    world = at_speed(speed)
    world.bodies.stamina[:] = stamina
    for number in range(300):
        step(world, pitch, Intents.idle(1, 1))
        if float(norm(world.bodies.vel)[0, 0]) < 0.1:
            return (number + 1) * STEP_SECONDS, float(world.bodies.pos[0, 0, 0])
    raise AssertionError("never stands")


def reverses(speed: float, pitch: Pitch = WIDE) -> tuple[float, float]:
    """Seconds until somebody who runs at ``speed`` is back where the turn began, and metres gone on."""
    world, far = at_speed(speed), 0.0
    for number in range(600):
        intents = Intents.idle(1, 1)
        intents.move[..., 0] = -1.0
        step(world, pitch, intents)
        x = float(world.bodies.pos[0, 0, 0])
        far = max(far, x)
        if x < 0.0:
            return (number + 1) * STEP_SECONDS, far
    raise AssertionError("never back")


def mean_speeds(metres: float) -> tuple[np.ndarray, np.ndarray]:
    """Launch speeds, and the mean speed over ``metres`` from each."""
    off = np.arange(8.0, 34.0, 0.25)
    ball, seeds = Ball.at_rest(len(off)), rng.seeds_of(1, len(off))
    ball.vel[:, 0] = off
    seconds = np.full(len(off), np.nan)
    for number in range(360):
        travel(ball, Pitch(1e4, 1e4, DRY), seeds, number)
        there = np.isnan(seconds) & (ball.pos[:, 0] >= metres)
        seconds[there] = (number + 1) * STEP_SECONDS
    return off, metres / seconds


def touch(
    mean: float,
    metres: float,
    n: int,
    *,
    skill: float = 0.9,
    pressed: bool = False,
    aside: float = 0.0,
    looks: bool = True,
    bounces: bool = False,
    runs: float = 0.0,
) -> tuple[float, float, float]:
    """Share controlled of passes of a mean speed over some metres, m/s of arrival, share touched.

    The receiver stands with the hips to the ball. ``pressed``: an opponent a metre behind; ``aside``: metres
    that the ball passes to the side; ``looks``: whether it is seen coming; ``bounces``: it comes in hops;
    ``runs``: m/s of own running across its way.
    """
    off, means = mean_speeds(metres)
    row = int(np.nanargmin(np.abs(means - mean)))
    world = world_of(n, [(0.0, 0.0), (1.0, 0.0) if pressed else (90.0, 90.0)], skill)
    world.ball.pos[:, 0], world.ball.pos[:, 1] = -metres - 0.3, aside
    world.ball.vel[:, 0] = off[row]
    world.ball.struck_step[:] = world.step
    for heading in (world.bodies.hips, world.bodies.trunk, world.bodies.gaze):
        heading[:, 0] = np.pi
    if bounces:
        world.ball.vel[:, 2] = np.linspace(2.0, 4.5, n)
    first = np.zeros(n, dtype=int)
    speed = np.full(n, np.nan)
    if runs:
        world.bodies.pos[:, 0, 1] = -runs * metres / means[row]
        world.bodies.vel[:, 0, 1] = runs
    for _ in range(300):
        intents = Intents.idle(n, 2)
        intents.hips_to[:, 0] = np.pi
        if runs:
            intents.move[:, 0, 1] = runs / 8.8 / 0.75
        if not looks:
            intents.look_at[:, 0] = (50.0, 0.1)
        for events in step(world, WIDE, intents):
            if events.kind in TOUCHES:
                fresh = (events.player == 0) & (first[events.world] == 0)
                rows = events.world[fresh]
                first[rows] = 1 if events.kind is Kind.CONTROL else 2
                speed[rows] = events.speed[fresh]
        if (first > 0).all():
            break
    return (
        float(np.mean(first == 1)),
        float(np.nanmedian(speed)) if (first > 0).any() else np.nan,
        float(np.mean(first > 0)),
    )


def band(low: float, high: float, n: int) -> float:
    """Share controlled of passes over 15 to 25 m with means from ``low`` to ``high`` m/s, ``n`` a cell."""
    means = low + (high - low) * (np.arange(5) + 0.5) / 5.0
    cells = [touch(float(m), float(far), n)[0] for far in np.linspace(15.0, 25.0, 5) for m in means]
    return float(np.mean(cells))


def row(name: str, figure: str, reference: str, source: str) -> None:
    print(f"  {name:34s} {figure:>18s}   {reference:24s} {source}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=2000, help="first touches a row (2000)")
    args = parser.parse_args()
    print("Legs")
    references = {5: "0.95 to 1.10 s", 10: "1.65 to 1.85 s", 20: "2.85 to 3.15 s", 30: "3.95 to 4.30 s"}
    for metres, reference in references.items():
        row(
            f"{metres} m from a stand",
            f"{sprint(metres):.2f} s",
            reference,
            "professionals' sprint tests (recalled)",
        )
    seconds, pace = five_o_five()
    row("505 turn", f"{seconds:.2f} s ({pace:.1f} m/s)", "2.2 to 2.4 s, at most 2.5", "elite (recalled)")
    seconds, far = reverses(6.0)
    row(
        "reverse from 6 m/s, and back", f"{seconds:.2f} s, {far:.1f} m", "brakes by the rows below", "derived"
    )
    for speed, low, high in ((4.0, 9.0, 10.0), (5.5, 8.0, 9.2), (7.0, 7.0, 8.5)):
        seconds, far = stops(speed)
        best = f"{speed * speed / (2 * high):.2f} to {speed * speed / (2 * low):.2f} m"
        row(
            f"stop from {speed:.1f} m/s",
            f"{seconds:.2f} s, {far:.2f} m",
            best,
            "tracked peaks 9 to 10, 6.7 over 5 m/s",
        )
    print(
        "  stop from 5.5 m/s on: "
        + ", ".join(f"{name} {stops(5.5, Pitch(400.0, 400.0, s))[1]:.2f} m" for name, s in SURFACES.items())
        + f"; spent {stops(5.5, WIDE, 0.0)[1]:.2f} m"
    )

    print("\nThe ball slows down, m/s^2 by its speed (dry; fitted as the first tracker's passes were)")
    found = decelerations(DRY)
    for speeds in TRACKED:
        row(
            f"{speeds[0]} to {speeds[1]} m/s",
            f"{found[speeds]:.1f}",
            f"{TRACKED[speeds]:.1f} and {TRACKED_TOO[speeds]:.1f}",
            "medians of two trackers",
        )

    print(
        "\nFirst touch, skill .9, ball without spin, hips and eyes to it: share controlled (m/s of arrival)"
    )
    print("  " + " " * 20 + "".join(f"{m:>8d} m/s mean" for m in (12, 14, 17, 19, 21, 23)))
    for metres in (5.0, 10.0, 15.0, 20.0, 25.0):
        cells = []
        for mean in (12.0, 14.0, 17.0, 19.0, 21.0, 23.0):
            share, speed, _ = touch(mean, metres, args.n)
            cells.append(f"{share:8.3f} ({speed:4.1f})  ")
        print(f"  over {metres:4.0f} m         " + "".join(cells))
    for low, high in BANDS:
        row(
            f"{low:.0f} to {high:.0f} m/s mean, 15 to 25 m",
            f"{band(low, high, max(args.n // 25, 1)):.3f}",
            "at least .93 at 16 to 18, .85 at 20 to 25",
            "passes completed: .949, .917, .880",
        )
    print("  (passes of a national team by their mean speed; interceptions count as failures)")
    kinds = {
        "alone": {},
        "skill .5": {"skill": 0.5},
        "pressed": {"pressed": True},
        "stretched, 0.75 m aside": {"aside": 0.75},
        "not seen coming": {"looks": False},
        "on the run across, 4 m/s": {"runs": 4.0},
        "bouncing": {"bounces": True},
    }
    print("\n  over 18 m, by what makes it hard:    12 m/s     17 m/s     21 m/s mean")
    for name, how in kinds.items():
        cells = [touch(mean, 18.0, args.n, **how) for mean in (12.0, 17.0, 21.0)]
        print(f"    {name:32s}" + "".join(f"   {s:.3f} of {t:.2f}" for s, _, t in cells))


if __name__ == "__main__":
    main()
