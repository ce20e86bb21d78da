"""Do receivers meet the ball? Rolling balls that pass an unmarked receiver, by a match's and a level's minds.

A ball rolls at 6 to 20 m/s on one of the four surfaces, 3 to 20 m before the receiver, whose pass it is and
who stands 0 to 4 m from its line, with a velocity of 0 to 6 m/s any way and any heading. What the body could
have reached is found apart from the minds: for many moments of the ball's real way some runs are tried by
the body's own law, and a run that brings the ball within a leg's length counts.
"""

import argparse
import sys
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.analysis.passes.rollout import wilson
from game.core.events import Kind
from game.core.intents import Intents
from game.core.maths import norm
from game.core.pitch import Goal, Pitch
from game.core.rng import seeds_of
from game.core.state import Ball, Bodies, Intentions, Squad, World
from game.core.surfaces import SURFACES, Surface
from game.mind.ai_team import AITeam
from game.sim import ball as engine
from game.sim.step import step
from game.sim.touch_constants import TOUCH

TOUCHES = (Kind.CONTROL, Kind.MISCONTROL, Kind.DEFLECTION)
STEPS = 300
"""Steps that a ball is followed ..."""
SEARCHED = 240
"""... and up to which the body's own law is asked whether it could be there."""
RECEIVER = 1


@dataclass(frozen=True)
class Family:
    """Some balls and their receivers on one surface, ``(n, ...)``."""

    pitch: Pitch
    world: World
    speed: np.ndarray
    off_line: np.ndarray
    pace: np.ndarray


def family(surface: Surface, n: int, seed: int) -> Family:
    rng = np.random.default_rng((seed, *map(ord, surface.name)))
    pitch = Pitch(120.0, 90.0, surface, goals=(Goal(-60.0, 7.0, 2.4, 16.0), Goal(60.0, 7.0, 2.4, 16.0)))
    squad = Squad(
        ids=("P", "A"),
        team=np.zeros(2, dtype=np.int8),
        skill=np.full(2, 0.7),
        better_foot=np.ones(2, dtype=np.int8),
        keeper=np.zeros(2, dtype=np.bool_),
    )
    speed, off_line = rng.uniform(6.0, 20.0, n), rng.uniform(0.0, 4.0, n)
    before, pace = rng.uniform(3.0, 20.0, n), rng.uniform(0.0, 6.0, n)
    way = rng.uniform(-np.pi, np.pi, n)
    line = np.stack((np.cos(way), np.sin(way)), axis=1)
    left = np.stack((-line[:, 1], line[:, 0]), axis=1)
    world = World(squad, seeds_of(seed, n), Ball.at_rest(n), Bodies.standing(n, 2), Intentions.none(n, 2))
    bodies, ball = world.bodies, world.ball
    at = rng.uniform(-12.0, 12.0, (n, 2))
    bodies.pos[:, RECEIVER] = at
    side = np.where(rng.random(n) < 0.5, -1.0, 1.0)
    ball.pos[:, :2] = at + (side * off_line)[:, None] * left - before[:, None] * line
    ball.vel[:, :2] = speed[:, None] * line
    ball.roll[:] = ball.vel[:, :2]
    bodies.pos[:, 0] = ball.pos[:, :2] - 14.0 * line
    going = rng.uniform(-np.pi, np.pi, n)
    bodies.vel[:, RECEIVER] = pace[:, None] * np.stack((np.cos(going), np.sin(going)), axis=1)
    facing = rng.uniform(-np.pi, np.pi, n)
    for name in ("hips", "trunk", "gaze"):
        getattr(bodies, name)[:, RECEIVER] = facing
    world.step = 600
    ball.struck_step[:] = world.step - 60
    ball.last_touch[:] = ball.kicker[:] = 0
    return Family(pitch, world, speed, off_line, pace)


def played(some: Family, minds: str) -> tuple[np.ndarray, np.ndarray]:
    """Whether the receiver touched the ball, and had it under control at once, ``(n,)``."""
    world = some.world.copy()
    strength = (3, 3) if minds == "match" else None
    ai_team = AITeam.of(world.squad, some.pitch, ("still", "cpu"), strength=strength)
    ai_team.steered = np.ones((world.worlds, 2), dtype=np.bool_)  # nobody plans a pass of their own
    touched, controlled = np.zeros(world.worlds, dtype=bool), np.zeros(world.worlds, dtype=bool)
    for _ in range(STEPS):
        intents = Intents.idle(world.worlds, 2)
        ai_team.think(world.view(), intents)
        intents.move[:, 0] = 0.0
        for events in step(world, some.pitch, intents):
            if events.kind in TOUCHES:
                rows = events.world[(events.player == RECEIVER) & ~touched[events.world]]
                touched[rows] = True
                controlled[rows] = events.kind is Kind.CONTROL
    return touched, controlled


def reachable(some: Family) -> np.ndarray:
    """Whether any tried run of the body's own law brings the ball within reach, ``(n,)``."""
    path, height = _ball_path(some)
    n = some.world.worlds
    moments = np.unique(np.geomspace(8, SEARCHED - 1, 26).astype(int))
    within = TOUCH.leg - 0.02
    found = np.zeros(n, dtype=bool)
    for lag in (0.0, 0.2, 0.4, 0.7):
        for looks in (False, True):
            left = np.flatnonzero(~found)
            if left.size == 0:
                break
            rows, goal = np.repeat(left, moments.size), np.tile(moments, left.size)
            found[rows[_runs(some, rows, goal, lag, looks, path, height, within)]] = True
    return found


def _ball_path(some: Family) -> tuple[np.ndarray, np.ndarray]:
    """Where the ball, left alone, is after each step, ``(steps, n, 2)``, and how high."""
    ball, at = some.world.ball.copy(), some.world.step
    path, height = np.empty((STEPS, len(some.speed), 2)), np.empty((STEPS, len(some.speed)))
    for number in range(STEPS):
        engine.travel(ball, some.pitch, some.world.seeds, at + number)
        path[number], height[number] = ball.pos[:, :2], ball.pos[:, 2]
    return path, height


def _runs(some, rows, goal, lag, looks, path, height, within):  # type: ignore[no-untyped-def]
    """One run a row toward where the ball is at step ``goal``, its own speed ``lag`` s ahead taken off."""
    world = some.world.take(rows)
    world.ball.pos[:, :2] = 500.0
    world.ball.vel[:] = 0.0
    every, hit = np.arange(rows.size), np.zeros(rows.size, dtype=bool)
    end = path[goal, rows]
    for number in range(int(goal.max()) + 1):
        gap = end - world.bodies.pos[:, RECEIVER] - lag * world.bodies.vel[:, RECEIVER]
        far = norm(gap)
        intents = Intents.idle(rows.size, 2)
        intents.move[:, RECEIVER] = gap / np.maximum(far, 1e-6)[:, None] * np.minimum(far / 0.8, 1.0)[:, None]
        if looks:
            to_ball = path[number, rows] - world.bodies.pos[:, RECEIVER]
            intents.hips_to[:, RECEIVER] = np.arctan2(to_ball[:, 1], to_ball[:, 0])
        step(world, some.pitch, intents)
        near = norm(path[number, rows] - world.bodies.pos[:, RECEIVER]) < within
        hit[every] |= near & (height[number, rows] < TOUCH.foot_height)
    return hit


def share(mask: np.ndarray, of: np.ndarray) -> str:
    hits, n = int((mask & of).sum()), int(of.sum())
    if n == 0:
        return "      -      "
    low, high = wilson(hits, n)
    return f"{hits / n:.3f} [{low:.3f}, {high:.3f}]"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--n", type=int, default=300, help="balls a surface (300)")
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    families = [family(surface, args.n, args.seed) for surface in SURFACES.values()]
    can = [reachable(some) for some in families]
    facts = {
        name: np.concatenate([getattr(f, name) for f in families]) for name in ("speed", "off_line", "pace")
    }
    within = np.concatenate(can)
    print(f"{within.size} balls, {within.sum()} within reach of the body's own law")
    for minds in ("match", "level"):
        results = [played(some, minds) for some in families]
        touched, controlled = (np.concatenate(part) for part in zip(*results, strict=True))
        print(f"\n{minds}'s minds        touched of those within reach    controlled of those touched")
        print(
            f"  all                  {share(touched, within)}          {share(controlled, within & touched)}"
        )
        for name, reach, some in zip(SURFACES, can, results, strict=True):
            print(f"  {name:20s} {share(some[0], reach)}          {share(some[1], reach & some[0])}")
        for what, edges in (
            ("speed", (6, 10, 14, 17, 20)),
            ("off_line", (0, 1, 2, 3, 4)),
            ("pace", (0, 2, 4, 6)),
        ):
            for low, high in pairwise(edges):
                chosen = within & (facts[what] >= low) & (facts[what] < high)
                print(
                    f"  {what:9s} {low:2d} to {high:2d}   {share(touched, chosen)}          "
                    f"{share(controlled, chosen & touched)}"
                )
        outside = int((touched & ~within).sum())
        print(f"  touched though no tried run got there: {outside} of {(~within).sum()}")


if __name__ == "__main__":
    main()
