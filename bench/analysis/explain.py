"""Does the cause that an explanation names first also make the most difference? Computer against computer.

Matches side by side give the passes. Each failed one is explained as in play. Then the changes are played
again with other luck and more worlds: which factor lifts completion most?
"""

import argparse
import pickle
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.analysis.explain.explanation import WORTH_NAMING
from game.analysis.explain.explanation_job import ExplanationJob
from game.analysis.passes.pass_log import Pass, PassLog
from game.analysis.passes.rollout import wilson
from game.analysis.whatif.query import Race, halves
from game.analysis.whatif.ranking import best_factor
from game.core.events import Events
from game.core.plan import Plan
from game.rules.match.match import Match
from game.scenario.fixture import parse_fixture
from game.storage.workers import Pool
from tests.analysis.played_passes import played

NEAR = 0.05
"""Completion within which a factor is as good as the best one."""


class OneWorld:
    """One match of many, as a pass log wants one."""

    def __init__(self, match: Match, number: int) -> None:
        self.match, self.number, self.rows = match, number, np.array([number])
        self.people: dict[str, int] = {}
        self.pitch, self.ai_team = match.pitch, OneCrew(match, self.rows)
        self.renew()

    def renew(self) -> None:
        """Take this match's part of the step that all have made."""
        self.world = self.match.world.take(self.rows)
        self.intents = self.match.intents.take(self.rows)
        self.ball_status = self.match.ball_status_of(self.number)
        self.restart_laws = self.match.restart_laws_of(self.number)


class OneCrew:
    """Its crew."""

    def __init__(self, match: Match, rows: Any) -> None:
        self.match, self.rows, self.cpu = match, rows, match.ai_team.cpu

    @property
    def defenders(self) -> Any:
        """Whoever reads in all the matches."""
        return self.match.ai_team.defenders

    def take(self, rows: Any) -> Any:
        """A copy that goes on in this match's world."""
        return self.match.ai_team.take(self.rows)


def only(events: list[Events], number: int) -> list[Events]:
    """The rows of one world."""
    found = []
    for event in events:
        mine = event.world == number
        if mine.any():
            parts = {}
            for name in type(event).__dataclass_fields__:
                value = getattr(event, name)
                parts[name] = value[mine] if isinstance(value, np.ndarray) else value
            parts["world"] = np.zeros(int(mine.sum()), dtype=np.int64)
            found.append(type(event)(**parts))
    return found


def passes(count: int, matches: int, seed: int, strength: int) -> list[Pass]:
    side = {"control": "cpu", "strength": strength}
    fixture = parse_fixture(
        {"minutes": 4.0, "red": {"name": "Red", **side}, "blue": {"name": "Blue", **side}}, "bench"
    )
    match = Match(fixture, seed, worlds=matches)
    logs = [PassLog(None) for _ in range(matches)]
    playables = [OneWorld(match, number) for number in range(matches)]
    while sum(len(t.passes) for t in logs) < count and not match.all_done:
        events = match.advance({})
        for number, (pass_log, playable) in enumerate(zip(logs, playables, strict=True)):
            playable.renew()
            pass_log.observe(playable, only(events, number))  # type: ignore[arg-type]
    return [p for pass_log in logs for p in pass_log.passes][:count]


def drilled(count: int, seed: int) -> list[Pass]:
    """Passes with random plans on a level with one reader, by a person who carries them out."""
    luck = np.random.default_rng(seed)
    found: list[Pass] = []
    while len(found) < count:
        plan = Plan(
            "push",
            str(luck.choice(["A", "B"])),
            look=str(luck.choice(["target", "target", "away"])),
            look_time=float(luck.choice([0.2, 0.5, 0.8, 1.1])),
            speed=float(luck.uniform(6.0, 14.0)),
            delay=float(luck.uniform(0.2, 1.0)),
        )
        found += played(plan, seed=int(luck.integers(1000)))
    return found[:count]


def found(args: argparse.Namespace) -> list[Pass]:
    """The passes asked for, played or taken from where they were kept."""
    if args.kept is not None and args.kept.is_file():
        kept: list[Pass] = pickle.loads(args.kept.read_bytes())
        return kept[: args.passes]
    if args.level:
        fresh = drilled(args.passes, args.seed)
    else:
        fresh = passes(args.passes, args.matches, args.seed, args.strength)
    if args.kept is not None:
        args.kept.write_bytes(pickle.dumps(fresh))
    return fresh


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    add = parser.add_argument
    add("--passes", type=int, default=200)
    add("--matches", type=int, default=8, help="matches side by side (8)")
    add("--strength", type=int, default=2)
    add("--seed", type=int, default=0)
    add("--judge", type=int, default=256, help="worlds of the changes that lead, with other luck (256)")
    add("--level", action="store_true", help="random plans on a level instead of matches")
    add("--kept", type=Path, help="a file in which the passes are kept, so that they are played once")
    add("--skip", type=int, default=0, help="failed passes judged before (0)")
    add("--processes", type=int, help="workers (one a core)")
    args = parser.parse_args()
    begun = time.perf_counter()
    all_of = found(args)
    failed = [p for p in all_of if not p.arrived]
    usable = [p for p in failed if not p.first_time]
    print(f"{len(all_of)} passes, {len(failed)} failed, {len(usable)} of them with a plan", flush=True)
    print(f"{time.perf_counter() - begun:.0f} s of play", flush=True)
    pool = Pool(args.processes)
    counts: Counter[str] = Counter()
    spoken = named = near = silent = rightly = same = 0
    given, gains, gaps = [], [], []
    for number, one in enumerate(usable[args.skip :], args.skip + 1):
        job = ExplanationJob(one, pool)
        told = job.wait()
        asked = [row.change for row in job.rows]
        rows = Race(one.moment, asked, pool, arrived=False, seed=1, rounds=halves(args.judge)).wait()
        ranked = best_factor(rows, rows[1])
        best, _, gain = ranked[0]
        first = told.causes[0].factor if told.causes and told.causes[0].gain >= WORTH_NAMING else "none"
        mine = next((g for factor, _, g in ranked if factor == first), 0.0)
        counts[first] += 1
        same += told.facts.same
        gaps.append(abs(rows[0].share - rows[1].share_of(rows[0].n)))
        if first == "none":
            silent += 1
            rightly += gain < WORTH_NAMING
        else:
            spoken += 1
            named += first == best
            near += gain - mine <= NEAR
            given.append(gain - mine)
            gains.append(gain)
        print(
            f"{number:4d} {one.outcome.name.lower():>13}  {first:>10} {mine:+.2f}  {best:>10} {gain:+.2f}  "
            f"named {named} of {spoken}, within {NEAR:.0%} of it {near}, silent {silent}, rightly {rightly}, "
            f"same again {same}/{number - args.skip}, {time.perf_counter() - begun:.0f} s",
            flush=True,
        )
    n = max(spoken, 1)
    low, high = wilson(named, n)
    print(f"named first = largest gain: {named} of {n}, {named / n:.0%} ({low:.0%} to {high:.0%})")
    print(f"... within {NEAR:.0%} of the largest: {near}, {near / n:.0%}")
    print(f"nothing named: {silent}; of these no change gains {WORTH_NAMING:.0%}: {rightly}")
    print(f"gain of the best {np.mean(gains):+.3f}, given away {np.mean(given):.3f}")
    print(f"the plan lies {np.mean(gaps):.3f} from what was done; played again the same: {same}")
    print("named first:", dict(counts.most_common()))


if __name__ == "__main__":
    main()
