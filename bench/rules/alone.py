"""Whole matches alone against the same matches in a batch: the same to the last bit, step by step?

python bench/rules/alone.py                            # 3 to 6 a side, 32 worlds of 6 minutes, all alone too
python bench/rules/alone.py --alone 4 --kept FOLDER    # four of the 32; broken off, it goes on from there
"""

import argparse
import hashlib
import json
import os
import sys
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, fields
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.rules.match.match import Match
from game.scenario.fixture import parse_fixture

EVERY = 60
"""Steps between two digests that are kept; each is of everything since the one before."""


@dataclass(frozen=True)
class Job:
    """Some worlds of a seed, played side by side to the end of the last."""

    a_side: int
    minutes: float
    strength: int
    seed: int
    worlds: int
    first: int

    @property
    def name(self) -> str:
        """What it is kept under: another job has another."""
        words = json.dumps([getattr(self, f.name) for f in fields(self)])
        return hashlib.sha256(words.encode()).hexdigest()[:16]


Told = list[dict[str, Any]]
"""By world: ``digests`` every second until its match is over, its ``steps``, ``score`` and ``books``."""


def play(job: Job) -> Told:
    """The job's matches, each until its own end, whatever the others do then."""
    sides = {name: {"strength": job.strength} for name in ("red", "blue")}
    raw = {"a_side": job.a_side, "minutes": job.minutes, **sides}
    match = Match(parse_fixture(raw, "bench"), job.seed, job.worlds, job.first)
    told: Told = [{"digests": [], "steps": 0, "score": None} for _ in range(job.worlds)]
    sums = [hashlib.sha256() for _ in told]
    running = list(range(job.worlds))
    while running:
        match.advance({})
        for world in running:
            row = np.array([world])
            sums[world].update(match.world.take(row).digest().encode())
            wishes = match.intents.take(row)
            for f in fields(wishes):
                sums[world].update(np.ascontiguousarray(getattr(wishes, f.name)).tobytes())
            if match.world.step % EVERY == 0 or match.referees[world].done:
                told[world]["digests"].append(sums[world].hexdigest()[:16])
        for world in [w for w in running if match.referees[w].done]:
            running.remove(world)
            referee = match.referees[world]
            told[world]["steps"], told[world]["score"] = match.world.step, list(referee.score)
            report = repr((referee.log, match.books[world].report(referee.score)))
            told[world]["books"] = hashlib.sha256(report.encode()).hexdigest()[:16]
    return told


def played(job: Job, kept: Path | None) -> Told:
    """:func:`play`, or what it gave when the same job was kept in that folder."""
    if kept is None:
        return play(job)
    file = kept / f"{job.name}.json"
    if file.is_file():
        told: Told = json.loads(file.read_text())["told"]
        return told
    told = play(job)
    kept.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(f".{os.getpid()}.part")
    fresh.write_text(json.dumps({"job": job.__dict__, "told": told}))
    fresh.replace(file)
    return told


def first_apart(alone: dict[str, Any], beside: dict[str, Any]) -> int | None:
    """The second in which a world is another alone than in its batch; None where it never is."""
    if alone == beside:
        return None
    pairs = zip(alone["digests"], beside["digests"], strict=False)
    return next((i for i, (one, other) in enumerate(pairs) if one != other), len(alone["digests"]))


def jobs(args: argparse.Namespace, a_side: int) -> Iterator[Job]:
    """The batch, and then those of its worlds that are also played alone."""
    of = partial(Job, a_side, args.minutes, args.strength, args.seed)
    yield of(args.worlds, 0)
    for number in range(args.alone):
        # Spread over the batch, so that a few are no neighbours.
        yield of(1, number * args.worlds // args.alone)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--a-side", type=int, nargs="+", default=[3, 4, 5, 6])
    parser.add_argument("--worlds", type=int, default=32, help="matches of the batch (32)")
    parser.add_argument("--alone", type=int, help="how many of them are also played alone (all)")
    parser.add_argument("--minutes", type=float, default=6.0)
    parser.add_argument("--strength", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--processes", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--kept", type=Path, help="a folder for what is done")
    parser.add_argument("--json", action="store_true")
    args = parser.parse_args()
    args.alone = args.worlds if args.alone is None else min(args.alone, args.worlds)
    rows = []
    with ProcessPoolExecutor(args.processes, mp_context=get_context("spawn")) as pool:
        asked = {
            a: [(job, pool.submit(played, job, args.kept)) for job in jobs(args, a)] for a in args.a_side
        }
        for a_side, these in asked.items():
            batch = these[0][1].result()
            apart, steps = {}, 0
            for job, answer in these[1:]:
                told = answer.result()[0]
                steps += told["steps"]
                second = first_apart(told, batch[job.first])
                if second is not None:
                    apart[job.first] = second
            row = {
                "a_side": a_side,
                "worlds": args.worlds,
                "alone": args.alone,
                "steps": steps,
                "apart": apart,
            }
            rows.append(row)
            if not args.json:
                differ = ", ".join(f"world {w} from second {s} on" for w, s in apart.items()) or "none"
                print(
                    f"{a_side} a side: {args.alone} of {args.worlds} worlds alone, {steps} steps; "
                    f"apart from the batch: {differ}",
                    flush=True,
                )
    if args.json:
        print(
            json.dumps({"minutes": args.minutes, "strength": args.strength, "seed": args.seed, "sizes": rows})
        )
    if any(row["apart"] for row in rows):
        sys.exit(1)


if __name__ == "__main__":
    main()
