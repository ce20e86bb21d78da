"""Does the cause that an explanation names first also make the most difference? Computer against computer.

Matches side by side give the passes. Each failed one is explained as in play (64 worlds a change). Then
every change is played again with other luck and more worlds: which factor lifts completion most?
"""

import argparse
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from game.analysis.inquiry import Inquiry
from game.analysis.tape import Pass, Tape
from game.analysis.whatif import Question, best_factor
from game.analysis.whatif_pool import shared_pool
from game.core.events import Events
from game.core.plan import Plan
from game.rules.match import Match
from game.scenario.fixture import parse_fixture
from tests.analysis.passes import played


class OneWorld:
    """One match of many, as a tape wants a bout."""

    def __init__(self, match: Match, number: int) -> None:
        self.match, self.number, self.rows = match, number, np.array([number])
        self.people: dict[str, int] = {}
        self.pitch, self.crew = match.pitch, OneCrew(match, self.rows)
        self.renew()

    def renew(self) -> None:
        """Take this match's part of the step that all have made."""
        self.world = self.match.world.take(self.rows)
        self.intents = self.match.intents.take(self.rows)
        referee = self.match.referees[self.number]
        self.restart, self.phase = referee.restart, referee.phase


class OneCrew:
    """Its crew."""

    def __init__(self, match: Match, rows: Any) -> None:
        self.match, self.rows, self.cpu = match, rows, match.crew.cpu

    @property
    def readers(self) -> Any:
        """Whoever reads in all the matches."""
        return self.match.crew.readers

    def take(self, rows: Any) -> Any:
        """A copy that goes on in this match's world."""
        return self.match.crew.take(self.rows)


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
    tapes = [Tape(None) for _ in range(matches)]
    bouts = [OneWorld(match, number) for number in range(matches)]
    while sum(len(t.passes) for t in tapes) < count and not match.all_done:
        events = match.advance({})
        for number, (tape, bout) in enumerate(zip(tapes, bouts, strict=True)):
            bout.renew()
            tape.note(bout, only(events, number))  # type: ignore[arg-type]
    return [p for tape in tapes for p in tape.passes][:count]


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--passes", type=int, default=200)
    parser.add_argument("--matches", type=int, default=16)
    parser.add_argument("--strength", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--n", type=int, default=64, help="worlds a change that the explanation uses (64)")
    parser.add_argument(
        "--judge", type=int, default=256, help="worlds a change of the judge, other luck (256)"
    )
    parser.add_argument("--level", action="store_true", help="random plans on a level instead of matches")
    args = parser.parse_args()
    begun = time.perf_counter()
    if args.level:
        found = drilled(args.passes, args.seed)
    else:
        found = passes(args.passes, args.matches, args.seed, args.strength)
    failed = [p for p in found if not p.arrived]
    usable = [p for p in failed if not p.first_time]
    print(f"{len(found)} passes, {len(failed)} failed, {len(usable)} of them with a plan", flush=True)
    print(f"{time.perf_counter() - begun:.0f} s of play", flush=True)
    pool = shared_pool()
    pool.warm()
    named, near, regrets, gains, gaps, same = 0, 0, [], [], [], 0
    counts: dict[str, int] = {}
    for number, one in enumerate(usable, 1):
        inquiry = Inquiry(one, pool, rounds=(args.n,))
        told = inquiry.wait()
        asked = [row.change for row in inquiry.rows]
        judge = Question(one.moment, asked, pool, seed=1, rounds=(args.judge,))
        rows = judge.wait()
        ranked = best_factor(rows, rows[1])
        same += told.facts.same
        gaps.append(abs(rows[0].share - rows[1].share))
        first = told.causes[0].factor if told.causes else ""
        best, _, gain = ranked[0]
        mine = next((g for factor, _, g in ranked if factor == first), 0.0)
        counts[first or "none"] = counts.get(first or "none", 0) + 1
        named += first == best
        regrets.append(gain - mine)
        gains.append(gain)
        width = 2 * np.sqrt(0.5 / args.judge)
        near += gain - mine <= width
        if number % 5 == 0 or number == len(usable):
            print(
                f"{number:4d}: first named = largest gain {100 * named / number:.0f} %, "
                f"within its interval {100 * near / number:.0f} %, mean gain {np.mean(gains):+.2f}, "
                f"given away {np.mean(regrets):.3f}; plan as it was within {np.mean(gaps):.3f}; "
                f"same again {same}/{number}; {time.perf_counter() - begun:.0f} s",
                flush=True,
            )
    print("named first:", dict(sorted(counts.items(), key=lambda kv: -kv[1])))


if __name__ == "__main__":
    main()
