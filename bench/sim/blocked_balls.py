"""Hard balls at a body, from all sides: how fast they come off it, and how many go on behind it."""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent.parent))

from game.core.events import Kind
from game.core.intents import Intents
from game.core.maths import Floats, norm, unit
from game.core.pitch import Pitch
from game.core.rng import seeds_of
from game.core.state import Ball, Bodies, Intentions, Squad, World
from game.sim.step import step
from game.sim.touch_constants import TOUCH

SPEEDS = (15.0, 20.0, 25.0, 30.0, 35.0, 40.0)
RUNS = (0.0, 3.0, 7.0)
WIDE = Pitch(400.0, 400.0)
STEPS = 30


@dataclass(frozen=True, slots=True)
class Blocks:
    """What became of the balls that hit the body."""

    hit: int
    faster: float
    """Share that came off faster than they came, seen from the body."""
    most: float
    """The greatest speed after over speed before, seen from the body."""
    onward: float
    """Share whose way goes on within 60 degrees of the way they came."""
    through: float
    """Share whose way led through the inner half of the body."""


def blocked(worlds: int, speed: float, run: float, seed: int = 0) -> Blocks:
    """Send balls struck just now at a body that stands, or runs with ``run`` m/s any way it likes."""
    dice = np.random.default_rng([seed, round(speed), round(run)])
    squad = Squad(("A",), *(np.zeros(1, np.int8) for _ in range(1)), np.full(1, 0.7), np.ones(1, np.int8),
                  np.zeros(1, np.bool_))  # fmt: skip
    world = World(squad, seeds_of(seed, worlds), Ball.at_rest(worlds), Bodies.standing(worlds, 1),
                  Intentions.none(worlds, 1))  # fmt: skip
    bodies, ball = world.bodies, world.ball
    heading, way = dice.uniform(-np.pi, np.pi, (2, worlds))
    bodies.hips[:, 0] = bodies.trunk[:, 0] = bodies.gaze[:, 0] = heading
    bodies.vel[:, 0] = run * unit(way)
    comes = unit(dice.uniform(-np.pi, np.pi, worlds))
    aside = np.stack((-comes[:, 1], comes[:, 0]), axis=1)
    seconds = dice.uniform(0.06, 0.16, worlds)[:, None]
    meets = bodies.pos[:, 0] + seconds * bodies.vel[:, 0]
    offset = dice.uniform(-0.99, 0.99, worlds)[:, None] * TOUCH.body
    ball.pos[:, :2] = meets + offset * aside - seconds * speed * comes
    ball.pos[:, 2] = dice.uniform(0.0, 1.2, worlds)
    ball.vel[:, :2] = speed * comes
    ball.struck_step[:] = world.step
    intents = Intents.idle(worlds, 1)
    intents.move[:, 0] = (run / 8.8) * unit(way)
    before, after = np.full(worlds, np.nan), np.full(worlds, np.nan)
    turned, nearest = np.full(worlds, np.nan), np.full(worlds, np.inf)
    for _ in range(STEPS):
        was, stood = _relative(world)
        for events in step(world, WIDE, intents):
            if events.kind is Kind.DEFLECTION:
                rows = events.world[np.isnan(before[events.world])]
                before[rows] = _size(was[rows])
        now, stands = _relative(world)
        fresh = ~np.isnan(before) & np.isnan(after)
        after[fresh] = _size(now[fresh])
        flat = now[fresh, :2] / np.maximum(norm(now[fresh, :2]), 1e-9)[:, None]
        came = was[fresh, :2] / np.maximum(norm(was[fresh, :2]), 1e-9)[:, None]
        turned[fresh] = (flat * came).sum(axis=1)
        way_on = stands - stood
        share = -(stood * way_on).sum(axis=1) / np.maximum((way_on * way_on).sum(axis=1), 1e-12)
        least = norm(stood + np.clip(share, 0.0, 1.0)[:, None] * way_on)
        nearest = np.where(np.isnan(before), nearest, np.minimum(nearest, least))
    hit = ~np.isnan(before)
    grown = after[hit] / before[hit]
    return Blocks(
        hit=int(hit.sum()),
        faster=float((grown > 1.0 + 1e-9).mean()),
        most=float(grown.max()),
        onward=float((turned[hit] > 0.5).mean()),
        through=float((nearest[hit] < 0.5 * TOUCH.body).mean()),
    )


def _relative(world: World) -> tuple[Floats, Floats]:
    """The ball's velocity ``(worlds, 3)`` and place ``(worlds, 2)`` as the body has them."""
    velocity = world.ball.vel.copy()
    velocity[:, :2] -= world.bodies.vel[:, 0]
    return velocity, world.ball.pos[:, :2] - world.bodies.pos[:, 0]


def _size(v: Floats) -> Floats:
    size: Floats = np.sqrt((v * v).sum(axis=1))
    return size


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--n", type=int, default=4000, help="balls a row (4000)")
    args = parser.parse_args()
    print("body runs  ball, m/s    hit  off faster  at most  onward  through")
    for run in RUNS:
        for speed in SPEEDS:
            row = blocked(args.n, speed, run)
            print(f"{run:6.0f} m/s {speed:10.0f} {row.hit:6d} {row.faster:11.1%} {row.most:8.2f} "
                  f"{row.onward:7.1%} {row.through:8.1%}")  # fmt: skip


if __name__ == "__main__":
    main()
