"""Whole matches, computer against computer, many side by side: goals, passes, heels, fairness, and strengths.

python bench/rules/matches.py --n 200                      # equal sides
python bench/rules/matches.py --ladder --n 100             # each strength against the one below it
python bench/rules/matches.py --n 200 --kept FOLDER        # broken off, it goes on when called again
"""

import argparse
import hashlib
import json
import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, field, fields
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.core.state import STEP_SECONDS
from game.rules.match.laws import MatchPhase
from game.rules.match.match import Match
from game.rules.match.report import BallFigures
from game.scenario.fixture import Fixture, parse_fixture
from game.sim.movement import CONSTANTS as BODY

LIES_WITHIN = 1.0
"""Metres about a spot within which the ball counts as stuck while it is in play."""

OVERSHOOT = 0.20
"""Metres that a runner may be beyond the margin before they are put back, at every second step."""


@dataclass
class Tally(BallFigures):
    """What some matches came to: both sides' figures together, and what belongs to a match."""

    goals: list[tuple[int, int]] = field(default_factory=list)
    golden: int = 0
    nan: int = 0
    """Worlds with a number that is none."""
    outside: int = 0
    """Steps in which a body was beyond the margin around the pitch."""
    stuck: float = 0.0
    """Longest seconds that a ball in play lay about one spot."""
    seconds: float = 0.0
    """Played."""
    whole: float = 0.0
    """And with the stops."""
    restarts: dict[str, int] = field(default_factory=dict)

    def add(self, other: "Tally") -> None:
        """Take in another's."""
        super().add(other)
        for f in set(fields(Tally)) - set(fields(BallFigures)):
            mine, theirs = getattr(self, f.name), getattr(other, f.name)
            if isinstance(mine, dict):
                for key, value in theirs.items():
                    mine[key] = mine.get(key, 0) + value
            else:
                setattr(self, f.name, max(mine, theirs) if f.name == "stuck" else mine + theirs)


class Watch:
    """Looks for what must never happen, step by step."""

    def __init__(self, match: Match) -> None:
        worlds = match.world.worlds
        self.spot = match.world.ball.pos[:, :2].copy()
        self.since = np.zeros(worlds, dtype=np.int64)
        self.longest = 0
        self.nan = np.zeros(worlds, dtype=np.bool_)
        self.outside = 0

    def observe(self, match: Match) -> None:
        """Take in a step."""
        world = match.world
        ball = world.ball.pos[:, :2]
        playing = np.array([r.phase is MatchPhase.PLAY for r in match.referees])
        moved = ~playing | (np.hypot(*(ball - self.spot).T) > LIES_WITHIN)
        self.spot[moved] = ball[moved]
        self.since[moved] = world.step
        self.longest = max(self.longest, int((world.step - self.since).max()))
        pos = world.bodies.pos
        self.nan |= np.isnan(pos).any(axis=(1, 2)) | np.isnan(ball).any(axis=1)
        limit = np.array((0.5 * match.pitch.length, 0.5 * match.pitch.width)) + BODY.margin + OVERSHOOT
        self.outside += int((np.abs(pos) > limit).any(axis=(1, 2)).sum())


Job = tuple[dict[str, Any], int, int, int]
"""The fixture, the seed, how many worlds, and the number of the first."""


def play(job: Job) -> Tally:
    """Some worlds of a seed, to their end."""
    raw, seed, worlds, first = job
    match = Match(parse_fixture(raw, "bench"), seed, worlds, first)
    watch = Watch(match)
    while not match.all_done:
        match.advance({})
        watch.observe(match)
    total = Tally(nan=int(watch.nan.sum()), outside=watch.outside, stuck=watch.longest * STEP_SECONDS)
    for referee, book in zip(match.referees, match.books, strict=True):
        report = book.report(referee.score)
        one = Tally(
            goals=[referee.score],
            golden=referee.half > 2 and referee.score[0] != referee.score[1],
            seconds=(referee.before + referee.played) * STEP_SECONDS,
            whole=referee.log[-1].seconds,
        )
        for side in report.sides:
            BallFigures.add(one, side)
        for entry in referee.log:
            one.restarts[entry.kind] = one.restarts.get(entry.kind, 0) + 1
        total.add(one)
    return total


def played(job: Job, kept: Path | None) -> Tally:
    """:func:`play`, or what it gave when the same job was kept in that folder."""
    if kept is None:
        return play(job)
    name = hashlib.sha256(json.dumps(job, sort_keys=True).encode()).hexdigest()[:16]
    file = kept / f"{name}.json"
    if file.is_file():
        raw = json.loads(file.read_text())["tally"]
        return Tally(**{**raw, "goals": [(red, blue) for red, blue in raw["goals"]]})
    tally = play(job)
    kept.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".part")
    fresh.write_text(json.dumps({"job": job, "tally": asdict(tally)}))
    fresh.replace(file)
    return tally


def jobs(raw: dict[str, Any], n: int, seed: int, batch: int) -> Iterator[Job]:
    """``n`` matches in parts of about the same size, none larger than ``batch``."""
    parts = -(-n // batch)
    for number in range(parts):
        first = n * number // parts
        yield raw, seed, n * (number + 1) // parts - first, first


def many(
    raw: dict[str, Any], n: int, seed: int, batch: int, processes: int, kept: Path | None = None
) -> Tally:
    """``n`` matches, shared among processes."""
    total = Tally()
    begun, done = time.perf_counter(), 0
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        for part in pool.map(partial(played, kept=kept), jobs(raw, n, seed, batch)):
            total.add(part)
            done += len(part.goals)
            if sys.stderr.isatty():
                left = (time.perf_counter() - begun) / done * (n - done)
                print(f"\r{done}/{n} matches, {left:.0f} s left  ", end="", file=sys.stderr, flush=True)
    if sys.stderr.isatty():
        print("\r" + 40 * " " + "\r", end="", file=sys.stderr, flush=True)
    return total


def wilson(hits: int, n: int) -> tuple[float, float]:
    """95 % confidence interval of a share (Wilson 1927)."""
    if n == 0:
        return (0.0, 1.0)
    z, p = 1.96, hits / n
    middle = (p + z * z / (2 * n)) / (1 + z * z / n)
    half = z * np.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
    return (float(middle - half), float(middle + half))


def figures(total: Tally) -> dict[str, Any]:
    """What the issue asks for, as plain JSON."""
    goals = np.array(total.goals)
    n = len(goals)
    red, blue = int((goals[:, 0] > goals[:, 1]).sum()), int((goals[:, 1] > goals[:, 0]).sum())
    lead = goals[:, 0] - goals[:, 1]
    spread = 1.96 * float(lead.std(ddof=1)) / np.sqrt(n) if n > 1 else float("nan")
    return {
        "matches": n,
        "goals_a_match": round(float(goals.sum() / n), 3),
        "score_means": [round(float(m), 3) for m in goals.mean(axis=0)],
        "red_lead": round(float(lead.mean()), 3),
        "red_lead_ci95": [round(float(lead.mean() - spread), 3), round(float(lead.mean() + spread), 3)],
        "wins": [red, blue],
        "draws": n - red - blue,
        "golden_goals": int(total.golden),
        "red_share_of_decided": round(red / max(red + blue, 1), 3),
        "red_share_ci95": [round(x, 3) for x in wilson(red, red + blue)],
        "passes_a_match": round(total.passes / n, 1),
        "completion": round(total.completed / max(total.passes, 1), 4),
        "heel_share": round(total.heels / max(total.passes, 1), 4),
        "heel_completion": round(total.heels_completed / max(total.heels, 1), 4),
        "disguised_share_of_completed": round(total.disguised / max(total.completed, 1), 4),
        "shots_a_match": round(total.shots / n, 2),
        "on_target_a_match": round(total.on_target / n, 2),
        "saves_a_match": round(total.saves / n, 2),
        "fouls_a_match": round(total.fouls / n, 2),
        "lost_a_match": {k: round(v / n, 2) for k, v in total.lost.items()},
        "log_a_match": {k: round(v / n, 2) for k, v in sorted(total.restarts.items())},
        "minutes_played": round(total.seconds / n / 60, 2),
        "minutes_with_stops": round(total.whole / n / 60, 2),
        "worlds_with_nan": total.nan,
        "body_steps_outside": total.outside,
        "longest_stuck_s": round(total.stuck, 2),
    }


def fixture(args: argparse.Namespace, red: int, blue: int) -> dict[str, Any]:
    made: Fixture = parse_fixture(
        {
            "a_side": args.a_side,
            "minutes": args.minutes,
            "goals": args.goals,
            "surface": args.surface,
            "offside": args.offside,
            "golden_goal": not args.draws,
            "red": {"strength": red},
            "blue": {"strength": blue},
        },
        "bench",
    )
    return made.model_dump(mode="json")


def ladder(args: argparse.Namespace) -> list[dict[str, Any]]:
    """Each strength against the one below it; the stronger is red in one half and blue in the other."""
    rows = []
    for weak in args.steps:
        strong = weak + 1
        wins = losses = draws = 0
        for number, (red, blue) in enumerate(((strong, weak), (weak, strong))):
            n = (args.n + 1 - number) // 2
            if n == 0:
                continue
            total = many(
                fixture(args, red, blue), n, args.seed + number, args.batch, args.processes, args.kept
            )
            for ours, theirs in (score if number == 0 else score[::-1] for score in total.goals):
                wins, losses, draws = (
                    wins + (ours > theirs),
                    losses + (ours < theirs),
                    draws + (ours == theirs),
                )
        low, high = wilson(wins, wins + losses)
        rows.append(
            {
                "stronger": strong,
                "weaker": weak,
                "wins": wins,
                "losses": losses,
                "draws": draws,
                "share_of_decided": round(wins / max(wins + losses, 1), 3),
                "ci95": [round(low, 3), round(high, 3)],
            }
        )
        print(
            f"strength {strong} against {weak}: {wins} won, {losses} lost, {draws} drawn, "
            f"{rows[-1]['share_of_decided']:.3f} of decided ({low:.3f} to {high:.3f})",
            file=sys.stderr if args.json else sys.stdout,
            flush=True,
        )
    return rows


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--n", type=int, default=8, help="matches (8), or with --ladder matches a step")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--minutes", type=float, default=4.0)
    parser.add_argument("--a-side", type=int, default=5)
    parser.add_argument("--goals", default="keepers")
    parser.add_argument("--surface", default="dry")
    parser.add_argument("--offside", action="store_true")
    parser.add_argument("--draws", action="store_true", help="no golden goal: a draw stays one")
    parser.add_argument("--strength", type=int, default=3, help="both sides' (3)")
    parser.add_argument("--ladder", action="store_true", help="strengths against each other")
    parser.add_argument("--steps", type=int, nargs="+", default=[1, 2, 3, 4], help="the weaker of each step")
    parser.add_argument(
        "--batch",
        type=int,
        default=64,
        help="matches side by side in a process, at most (64): a step of one costs 0.43 ms among 64 and\n"
        "1.0 ms among 16; a ladder plays each step in two halves, and shares out each half",
    )
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--kept", type=Path, help="a folder for the batches that are done")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    begun = time.perf_counter()
    if args.ladder:
        rows = ladder(args)
        if args.json:
            print(json.dumps({"ladder": rows, "seconds": round(time.perf_counter() - begun, 1)}))
        return
    raw = fixture(args, args.strength, args.strength)
    told = figures(many(raw, args.n, args.seed, args.batch, args.processes, args.kept))
    told["bench_seconds"] = round(time.perf_counter() - begun, 1)
    if args.json:
        print(json.dumps(told))
        return
    for name, value in told.items():
        print(f"{name:<30} {value}")


if __name__ == "__main__":
    main()
