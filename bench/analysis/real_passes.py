"""Real passes started in the engine: who touches the ball first, beside the usual reach model.

Give it files of passes (positions, velocities, the ball's launch). Each pass is played some times:
everybody stands and runs as at the release, the game's own minds have watched the moments before it, and
then run after the ball. The passer's leg goes back and comes through before the release, as legs do. The
share of worlds in which a team-mate of the passer touches it first, of those in which anybody does, is the
forecast. Where the ball ended is never used; but a file that holds no passes shorter than some metres tells
that nobody touched its balls before, so that a world in which somebody does isn't one of its passes. The
reach model is Spearman's (2017) with its usual constants, on the same ball. Where a file's velocities are
means over two seconds, each world draws what they may be now. How fast opponents near a pass's line go
toward it is told beside.
"""

import argparse
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.core.events import Kind
from game.core.intents import Intents
from game.core.maths import heading
from game.core.pitch import Goal, Pitch
from game.core.rng import seeds_of
from game.core.state import NOBODY, STEP_SECONDS, Ball, Bodies, Intentions, Phase, Squad, World
from game.core.surfaces import DRY
from game.mind.ai_team import AITeam
from game.sim.ball import travel
from game.sim.step import step

TOUCHES = (Kind.CONTROL, Kind.MISCONTROL, Kind.DEFLECTION, Kind.CATCH, Kind.PARRY, Kind.STRIKE)
PITCH = Pitch(112.0, 76.0, DRY, goals=(Goal(-52.5, 7.32, 2.44, 16.5), Goal(52.5, 7.32, 2.44, 16.5)))
"""Some metres wider than the real ones, so that a ball by the line isn't out at once."""
BEFORE, AFTER = 30, 270
"""Steps that minds watch before the release, and that a pass is followed after it."""
PLAYERS = 22
FAR = 400.0
"""Metres away: where somebody stands who wasn't seen."""
BATCH = 768
LEG_BACK, LEG_THROUGH = 24, 9
"""Steps before the release at which the leg goes back, and at which the plant foot is down (0.20 to 0.25 and
0.15 to 0.20 s, recalled)."""
PLANT_OFF = 0.10
"""Radians by which a plant foot points off the pass (a prior)."""
TOO_SHORT = -2
SHORTEST = {True: 4.0, False: 3.0}
"""Metres of the shortest passes in the event-labelled file and in the tracked one."""
SPREAD_ANGLE, SPREAD_SPEED = 0.03, 0.04
"""Radians and share by which a measured launch may be wrong (a prior)."""
OLD_SHARE, OLD_SPREAD = 0.79, 1.65
"""What a mean over the last two seconds tells of a velocity now: the share of it that is left, and the spread
about that, m/s to each side. Derived: velocities taken for a process that forgets with time constant T, its
spread 2.1 m/s in the tracked set and that of its two-second means 1.6 m/s in the other; so T is 1.2 s."""


EAGER = {"1 to 4 m off": ((1.0, 4.0), (12, 30, 48)), "4 to 8 m off": ((4.0, 8.0), (36, 48))}
"""Opponents by how far they stand from a pass's line, and steps after the release at which one looks."""
ALONG = (2.0, 25.0)
"""Metres from the ball, along its way, between which an opponent is near the line."""


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


def load(path: Path, by_match: bool) -> Passes:
    raw = dict(np.load(path, allow_pickle=False))
    keep = ~raw["suspect"] if "suspect" in raw else np.ones(len(raw["completed"]), dtype=bool)
    raw = {key: value[keep] for key, value in raw.items()}
    turn = np.where(raw["attack_dir"] < 0, -1.0, 1.0)
    group = raw["match"].astype(int) if by_match else np.arange(len(turn))
    return Passes(
        raw["completed"].astype(bool),
        turn[:, None] * np.stack((raw["x0"], raw["y0"]), axis=1).astype(float),
        turn[:, None] * np.stack((raw["vx0"], raw["vy0"]), axis=1).astype(float),
        turn[:, None, None] * raw["pos"].astype(float),
        np.nan_to_num(turn[:, None, None] * raw["vel"].astype(float)),
        raw["is_gk"].astype(bool),
        raw["passer"].astype(int),
        raw["receiver"].astype(int),
        group,
        by_match,
    )


def begun(passes: Passes, rows: np.ndarray, seed: int) -> World:
    """Worlds at the release, one a row of passes; the keepers are slots 10 and 21."""
    n = rows.size
    squad = Squad(
        ids=tuple(f"{side}{i}" for side in "RB" for i in range(11)),
        team=np.repeat([0, 1], 11).astype(np.int8),
        skill=np.full(PLAYERS, 0.9),
        better_foot=np.ones(PLAYERS, dtype=np.int8),
        keeper=np.isin(np.arange(PLAYERS), (10, 21)),
    )
    bodies, ball = Bodies.standing(n, PLAYERS), Ball.at_rest(n)
    order = slots(passes, rows)
    pos = np.take_along_axis(passes.pos[rows], order[..., None], axis=1)
    vel = np.take_along_axis(passes.vel[rows], order[..., None], axis=1)
    away = np.isnan(pos[..., 0])
    pos[away] = np.stack((np.full(away.sum(), FAR), np.nonzero(away)[1] * 5.0), axis=1)
    rng = np.random.default_rng(seed)
    if passes.old:
        vel = OLD_SHARE * vel + rng.normal(0.0, OLD_SPREAD, vel.shape)
    vel[away] = 0.0
    pace = np.hypot(*vel.transpose(2, 0, 1))
    vel *= np.minimum(8.5 / np.maximum(pace, 1e-6), 1.0)[..., None]
    bodies.pos[:], bodies.vel[:] = pos, vel
    turn, scale = rng.normal(0.0, SPREAD_ANGLE, n), 1.0 + rng.normal(0.0, SPREAD_SPEED, n)
    launch = passes.launch[rows] * scale[:, None]
    c, s = np.cos(turn), np.sin(turn)
    ball.vel[:, 0] = c * launch[:, 0] - s * launch[:, 1]
    ball.vel[:, 1] = s * launch[:, 0] + c * launch[:, 1]
    ball.pos[:, :2] = passes.ball[rows]
    to_ball = heading(passes.ball[rows][:, None] - bodies.pos)
    hips = np.where(pace > 2.5, heading(bodies.vel), to_ball)
    passer = place_of(order, passes.passer[rows])
    hips[np.arange(n), passer] = heading(launch)
    bodies.hips[:] = bodies.trunk[:] = hips
    bodies.gaze[:] = to_ball
    ball.last_touch[:] = ball.kicker[:] = passer
    ball.struck_step[:] = 600
    return World(squad, seeds_of(seed, n), ball, bodies, Intentions.none(n, PLAYERS), 600)


def slots(passes: Passes, rows: np.ndarray) -> np.ndarray:
    """The file's slots in the order in which they play, ``(n, 22)``: each side's keeper is its last."""
    order = np.tile(np.arange(PLAYERS), (rows.size, 1))
    for first in (0, 11):
        mine = passes.keeper[rows, first : first + 11]
        # Who has no keeper in sight: the last slot, which is the farthest or was not seen.
        who = np.where(mine.any(axis=1), np.argmax(mine, axis=1), 10) + first
        last = first + 10
        every = np.arange(rows.size)
        order[every, who], order[:, last] = last, who
    return order


def place_of(order: np.ndarray, slot: np.ndarray) -> np.ndarray:
    found: np.ndarray = np.argmax(order == slot[:, None], axis=1)
    return found


class Eagerness:
    """How fast opponents near the line of a pass go toward it, m/s."""

    def __init__(self) -> None:
        self.speeds: dict[tuple[str, int], list[np.ndarray]] = {
            (name, step): [] for name, (_, steps) in EAGER.items() for step in steps
        }

    def observe(
        self, world: World, start: Bodies, launch: np.ndarray, number: int, flies: np.ndarray
    ) -> None:
        """Take in the world ``number`` steps after the release; ``flies``: untouched so far."""
        way = launch[:, :2] / np.hypot(*launch[:, :2].T)[:, None]
        gap = start.pos - self.ball[:, None]
        along = (gap * way[:, None]).sum(axis=2)
        aside = gap[..., 1] * way[:, None, 0] - gap[..., 0] * way[:, None, 1]
        vel = world.bodies.vel
        across = vel[..., 1] * way[:, None, 0] - vel[..., 0] * way[:, None, 1]
        near = flies[:, None] & (world.squad.team == 1) & ~world.squad.keeper
        near &= (along > ALONG[0]) & (along < ALONG[1])
        for name, ((least, most), steps) in EAGER.items():
            if number in steps:
                some = near & (np.abs(aside) > least) & (np.abs(aside) < most)
                self.speeds[name, number].append((-np.sign(aside) * across)[some])

    def begin(self, world: World) -> Bodies:
        """Remember where everybody is at the release."""
        self.ball = world.ball.pos[:, :2].copy()
        return world.bodies.copy()

    def __str__(self) -> str:
        """A line for each distance and moment."""
        lines = []
        for (name, number), parts in self.speeds.items():
            all_of = np.concatenate(parts) if parts else np.zeros(0)
            if all_of.size:
                lines.append(f"    {name}, after {number * STEP_SECONDS:.1f} s: {all_of.mean():.2f} m/s")
        return "\n".join(lines)


def show_leg(world: World, passer: np.ndarray, ago: int, points: np.ndarray) -> None:
    """Show the passer's leg as it is some steps before the release; ``points``: where the plant foot does."""
    every, bodies = np.arange(world.worlds), world.bodies
    phase = Phase.NONE if not 0 < ago <= LEG_BACK else Phase.FORWARD if ago <= LEG_THROUGH else Phase.BACK
    bodies.phase[every, passer] = phase
    bodies.foot[every, passer] = 0 if phase is Phase.NONE else 1
    back = (LEG_BACK - ago) / (LEG_BACK - LEG_THROUGH)
    bodies.lift[every, passer] = 0.0 if phase is Phase.NONE else min(back, 1.0)
    bodies.plant_angle[every, passer] = points


def first_touch(passes: Passes, rows: np.ndarray, seed: int, eager: Eagerness) -> np.ndarray:
    """The file's slot of who touches the ball first in each row's world, -1 nobody."""
    world, order = begun(passes, rows, seed), slots(passes, rows)
    n, every = rows.size, np.arange(rows.size)
    ai_team = AITeam.of(world.squad, PITCH, ("cpu",) * PLAYERS, strength=(3,) * PLAYERS)
    ai_team.steered = np.ones((n, PLAYERS), dtype=np.bool_)  # nobody plans a pass of his own
    launch, passer = world.ball.vel.copy(), world.ball.kicker.copy()
    now, ball = world.bodies.pos.copy(), world.ball.pos[:, :2].copy()
    off = np.random.default_rng((seed, 1)).normal(0.0, PLANT_OFF, n)
    points = heading(launch[:, :2]) + off
    world.ball.vel[:] = 0.0
    world.ball.holder[:], world.ball.kicker[:] = passer, NOBODY
    for ago in range(BEFORE, 0, -1):
        world.step = 600 - ago
        show_leg(world, passer, ago, points)
        world.bodies.pos[:] = now - ago * STEP_SECONDS * world.bodies.vel
        ai_team.think(world.view(), Intents.idle(n, PLAYERS))
    show_leg(world, passer, 0, points)
    world.step, world.bodies.pos[:] = 600, now
    world.ball.vel[:], world.ball.holder[:], world.ball.kicker[:] = launch, NOBODY, passer
    first, start = np.full(n, -1), eager.begin(world)
    shortest = SHORTEST[passes.old]
    for number in range(1, AFTER + 1):
        intents = Intents.idle(n, PLAYERS)
        ai_team.think(world.view(), intents)
        intents.swing[:] = 0
        intents.move[every, passer] *= 0.0
        for events in step(world, PITCH, intents):
            if events.kind in TOUCHES:
                fresh = (first[events.world] == -1) & (events.player != passer[events.world])
                where = events.world[fresh]
                far = np.hypot(*(events.point[fresh, :2] - ball[where]).T)
                first[where] = np.where(far < shortest, TOO_SHORT, order[where, events.player[fresh]])
        eager.observe(world, start, launch, number, first == -1)
        if (first != -1).all():
            break
    return first


def by_engine(passes: Passes, worlds: int, seed: int, eager: Eagerness) -> tuple[np.ndarray, np.ndarray]:
    """The forecast of completion ``(n,)``, and how often each slot touched it first ``(n, 22)``."""
    n = len(passes.completed)
    rows = np.repeat(np.arange(n), worlds)
    counts = np.zeros((n, PLAYERS))
    for at in range(0, rows.size, BATCH):
        part = rows[at : at + BATCH]
        first = first_touch(passes, part, seed + at, eager)
        np.add.at(counts, (part[first >= 0], first[first >= 0]), 1.0)
        if sys.stderr.isatty():
            print(f"\r{at + part.size} of {rows.size} worlds", end="", file=sys.stderr, flush=True)
    return (counts[:, :11].sum(axis=1) + 0.5) / (counts.sum(axis=1) + 1.0), counts


def by_reach(passes: Passes) -> tuple[np.ndarray, np.ndarray]:
    """The same by reach: reaction 0.7 s, 5 m/s, sigma 0.45 s, lambda 4.3 /s (Spearman 2017)."""
    n, moments, dt = len(passes.completed), 150, 0.04
    ball = Ball.at_rest(n)
    ball.pos[:, :2], ball.vel[:, :2] = passes.ball, passes.launch
    seeds = seeds_of(0, n)
    path = np.empty((moments, n, 2))
    for number in range(moments):
        for _ in range(2):
            travel(ball, PITCH, seeds, number, 0.5 * dt)
        path[number] = ball.pos[:, :2]
    pos = np.where(np.isnan(passes.pos), FAR, passes.pos)
    share = np.zeros((n, PLAYERS))
    own = np.arange(PLAYERS) == passes.passer[:, None]
    for number in range(moments):
        reached = pos + 0.7 * passes.vel
        needs = 0.7 + np.hypot(*(path[number][:, None] - reached).transpose(2, 0, 1)) / 5.0
        sure = 1.0 / (1.0 + np.exp(-np.pi / (np.sqrt(3.0) * 0.45) * ((number + 1) * dt - needs)))
        rate = np.where(own, 0.0, 4.3 * sure)
        left = 1.0 - share.sum(axis=1, keepdims=True)
        total = rate.sum(axis=1, keepdims=True)
        share += left * (1.0 - np.exp(-total * dt)) * rate / np.maximum(total, 1e-12)
    both = np.maximum(share.sum(axis=1), 1e-9)
    return np.clip(share[:, :11].sum(axis=1) / both, 0.01, 0.99), share


def auc(forecast: np.ndarray, came: np.ndarray) -> float:
    """The chance that a completed pass is ranked over a failed one; ties count half."""
    good, bad = forecast[came], forecast[~came]
    if good.size == 0 or bad.size == 0:
        return float("nan")
    more = (good[:, None] > bad).sum() + 0.5 * (good[:, None] == bad).sum()
    return float(more / (good.size * bad.size))


def log_loss(forecast: np.ndarray, came: np.ndarray) -> float:
    return float(-np.mean(np.where(came, np.log(forecast), np.log(1.0 - forecast))))


def draws(passes: Passes, times: int) -> list[np.ndarray]:
    """Bootstrap samples of whole groups."""
    rng, groups = np.random.default_rng(1), np.unique(passes.group)
    members = {g: np.flatnonzero(passes.group == g) for g in groups}
    return [np.concatenate([members[g] for g in rng.choice(groups, groups.size)]) for _ in range(times)]


def interval(values: list[float]) -> str:
    low, high = np.nanpercentile(values, (2.5, 97.5))
    return f"[{low:.3f}, {high:.3f}]"


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("passes", type=Path, nargs="+", help="NPZ files of passes")
    parser.add_argument("--worlds", type=int, default=16, help="worlds a pass (16)")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--keep", type=Path, help="write the forecasts to this NPZ file")
    args = parser.parse_args()
    kept = {}
    for path in args.passes:
        passes = load(path, by_match="suspect" not in np.load(path).files)
        came = passes.completed
        eager = Eagerness()
        engine, counts = by_engine(passes, args.worlds, args.seed, eager)
        reach, shares = by_reach(passes)
        kept[path.stem], kept[f"{path.stem}_first"] = engine, counts
        base = np.full(came.size, came.mean())
        some = draws(passes, 1000)
        print(
            f"\n{path.name}: {came.size} passes, {int((~came).sum())} failed, "
            f"{np.unique(passes.group).size} groups"
        )
        print("                 AUC                      log loss                 first toucher right")
        known = passes.receiver >= 0
        for name, forecast, who in (("engine", engine, counts), ("reach model", reach, shares)):
            right = np.argmax(who, axis=1) == passes.receiver
            a = f"{auc(forecast, came):.3f} {interval([auc(forecast[s], came[s]) for s in some])}"
            loss = (
                f"{log_loss(forecast, came):.3f} {interval([log_loss(forecast[s], came[s]) for s in some])}"
            )
            first = f"{right[known].mean():.3f} {interval([right[s][known[s]].mean() for s in some])}"
            print(f"  {name:14s} {a:24s} {loss:24s} {first}")
        print(f"  {'base rate':14s} {'0.500':24s} {log_loss(base, came):.3f}")
        more = [auc(engine[s], came[s]) - auc(reach[s], came[s]) for s in some]
        less = [log_loss(engine[s], came[s]) - log_loss(reach[s], came[s]) for s in some]
        print(f"  engine less reach, paired: AUC {interval(more)}, log loss {interval(less)}")
        nobody = counts.sum(axis=1) < 0.5 * args.worlds
        print(f"  opponents toward the line, mean of all worlds:\n{eager}")
        print(f"  nobody touched it in half of the worlds or more: {int(nobody.sum())} passes")
    if args.keep:
        np.savez(args.keep, **kept)


if __name__ == "__main__":
    main()
