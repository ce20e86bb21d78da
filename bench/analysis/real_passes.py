"""Real passes started in the engine: who touches the ball first, beside the usual reach model.

Give it files of passes (positions, velocities, the ball's launch). Each pass is played some times:
everybody stands and runs as at the release, the game's own minds have watched the moments before it, and
then run after the ball. The passer's leg goes back and comes through before the release, as legs do. The
share of worlds in which a team-mate of the passer touches it first, of those in which anybody does, and some
doubt in it, are the forecast. Where the ball ended is never used; but a file that holds no passes shorter
than some metres tells that nobody touched its balls before, so that a world in which somebody does isn't one
of its passes. What a file doesn't tell each world draws (:mod:`bench.analysis.pass_files`). The reach model
is Spearman's (2017) with its usual constants, on the same ball. The first toucher is named among those who
were seen. How fast opponents near a pass's line go toward it is told beside.
"""

import argparse
import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from bench.analysis.pass_files import PLAYERS, Passes, lift, load, people
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
FAR = 400.0
"""Metres away: where somebody stands who wasn't seen."""
BATCH = 192
GOES_ON = 0.75
"""Share of a batch's worlds whose ball still flies under which the others are left out: that costs less."""
LEG_BACK, LEG_THROUGH = 24, 9
"""Steps before the release at which the leg goes back, and at which the plant foot is down (0.20 to 0.25 and
0.15 to 0.20 s, recalled)."""
PLANT_OFF = 0.10
"""Radians by which a plant foot points off the pass (a prior)."""
AGAIN = 2
"""Times the worlds that are played once more of a pass that counts in few."""
USUAL, DOUBT = 0.9, 0.25
"""Share of passes that arrive (in event data 0.88 to 0.96 of them), and of passes of which the worlds tell
nothing: heights, looks and labels aren't known, however much the worlds agree (chosen with each match of the
event-labelled set left out in turn: 0.20 or 0.25)."""
TOO_SHORT = -2
SHORTEST = {True: 4.0, False: 3.0}
"""Metres of the shortest passes in the event-labelled file and in the tracked one."""
SPREAD_ANGLE, SPREAD_SPEED = 0.03, 0.04
"""Radians and share by which a measured launch may be wrong (a prior)."""
EAGER = {"1 to 4 m off": ((1.0, 4.0), (12, 30, 48)), "4 to 8 m off": ((4.0, 8.0), (36, 48))}
"""Opponents by how far they stand from a pass's line, and steps after the release at which one looks."""
ALONG = (2.0, 25.0)
"""Metres from the ball, along its way, between which an opponent is near the line."""


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
    rng = np.random.default_rng(seed)
    pos, vel = (np.take_along_axis(part, order[..., None], axis=1) for part in people(passes, rows, rng))
    away = np.isnan(pos[..., 0])
    pos[away] = np.stack((np.full(away.sum(), FAR), np.nonzero(away)[1] * 5.0), axis=1)
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
    lift(passes, ball.vel, rng)
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

    def begin(self, world: World, launch: np.ndarray) -> None:
        """Remember where everybody is at the release, and where the ball goes."""
        self.ball, self.start = world.ball.pos[:, :2].copy(), world.bodies.pos.copy()
        self.way = launch[:, :2] / np.hypot(*launch[:, :2].T)[:, None]

    def observe(self, world: World, rows: np.ndarray, number: int, flies: np.ndarray) -> None:
        """Take in the worlds ``rows`` ``number`` steps after the release; ``flies``: untouched so far."""
        way = self.way[rows]
        gap = self.start[rows] - self.ball[rows][:, None]
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
    ai_team.steered = np.ones((n, PLAYERS), dtype=np.bool_)  # nobody plans a pass of their own
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
    first, left = np.full(n, -1), every
    eager.begin(world, launch)
    shortest = SHORTEST[passes.old]
    for number in range(1, AFTER + 1):
        intents = Intents.idle(left.size, PLAYERS)
        ai_team.think(world.view(), intents)
        intents.swing[:] = 0
        intents.move[np.arange(left.size), passer[left]] *= 0.0
        for events in step(world, PITCH, intents):
            if events.kind in TOUCHES:
                at = left[events.world]
                fresh = (first[at] == -1) & (events.player != passer[at])
                where = at[fresh]
                far = np.hypot(*(events.point[fresh, :2] - ball[where]).T)
                first[where] = np.where(far < shortest, TOO_SHORT, order[where, events.player[fresh]])
        flies = first[left] == -1
        eager.observe(world, left, number, flies)
        if np.count_nonzero(flies) < GOES_ON * left.size:
            going = np.flatnonzero(flies)
            if going.size == 0:
                break
            world, ai_team, left = world.take(going), ai_team.take(going), left[going]
    return first


def by_engine(passes: Passes, worlds: int, seed: int, eager: Eagerness) -> tuple[np.ndarray, np.ndarray]:
    """The share of worlds in which it is completed ``(n,)``, and how often each slot is first ``(n, 22)``.

    Of a pass that counts in fewer than half of its worlds some more are played.
    """
    n, played = len(passes.completed), 0
    counts = np.zeros((n, PLAYERS))
    for times in (worlds, AGAIN * worlds):
        rows = np.repeat(np.flatnonzero(counts.sum(axis=1) < 0.5 * worlds), times)
        for at in range(0, rows.size, BATCH):
            part = rows[at : at + BATCH]
            first = first_touch(passes, part, seed + played, eager)
            np.add.at(counts, (part[first >= 0], first[first >= 0]), 1.0)
            played += part.size
            if sys.stderr.isatty():
                print(f"\r{at + part.size} of {rows.size} worlds", end="", file=sys.stderr, flush=True)
    return (counts[:, :11].sum(axis=1) + 0.5) / (counts.sum(axis=1) + 1.0), counts


def doubted(counts: np.ndarray) -> np.ndarray:
    """The forecast of completion ``(n,)`` that counts ``(n, 22)`` of first touches are worth."""
    share = (counts[:, :11].sum(axis=1) + USUAL) / (counts.sum(axis=1) + 1.0)
    forecast: np.ndarray = (1.0 - DOUBT) * share + DOUBT * USUAL
    return forecast


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
        passes = load(path)
        came = passes.completed
        eager = Eagerness()
        raw, counts = by_engine(passes, args.worlds, args.seed, eager)
        engine, (reach, shares) = doubted(counts), by_reach(passes)
        kept[path.stem], kept[f"{path.stem}_first"] = engine, counts
        base = np.full(came.size, came.mean())
        some = draws(passes, 1000)
        print(
            f"\n{path.name}: {came.size} passes, {int((~came).sum())} failed, "
            f"{np.unique(passes.group).size} groups"
        )
        print("                 AUC                      log loss                 first toucher right")
        known = passes.receiver >= 0
        seen = ~np.isnan(passes.pos[..., 0])
        hits = {}
        rows = ("engine", engine, counts), ("its raw shares", raw, counts), ("reach model", reach, shares)
        for name, forecast, who in rows:
            hits[name] = right = np.argmax(np.where(seen, who, -1.0), axis=1) == passes.receiver
            a = f"{auc(forecast, came):.3f} {interval([auc(forecast[s], came[s]) for s in some])}"
            loss = (
                f"{log_loss(forecast, came):.3f} {interval([log_loss(forecast[s], came[s]) for s in some])}"
            )
            first = f"{right[known].mean():.3f} {interval([right[s][known[s]].mean() for s in some])}"
            print(f"  {name:14s} {a:24s} {loss:24s} {first}")
        print(f"  {'base rate':14s} {'0.500':24s} {log_loss(base, came):.3f}")
        more = [auc(engine[s], came[s]) - auc(reach[s], came[s]) for s in some]
        less = [log_loss(engine[s], came[s]) - log_loss(reach[s], came[s]) for s in some]
        gain = [
            log_loss(engine[s], came[s]) - log_loss(np.full(s.size, came[s].mean()), came[s]) for s in some
        ]
        names = hits["engine"].astype(float) - hits["reach model"]
        better = [names[s][known[s]].mean() for s in some]
        print(
            f"  engine less reach, paired: AUC {interval(more)}, log loss {interval(less)}, "
            f"first toucher {interval(better)}"
        )
        print(f"  engine less base rate, paired: log loss {interval(gain)}")
        nobody = counts.sum(axis=1) < 0.5 * args.worlds
        print(f"  opponents toward the line, mean of all worlds:\n{eager}")
        print(f"  nobody touched it in half of the worlds or more: {int(nobody.sum())} passes")
    if args.keep:
        np.savez(args.keep, **kept)


if __name__ == "__main__":
    main()
