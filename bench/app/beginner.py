"""Scripted people at the keyboard against the computer: what comes of what they press.

python bench/app/beginner.py                                 # four kinds at strengths 1 to 5, 20 matches each
python bench/app/beginner.py --kinds passer --strengths 2 --n 4 --quick --kept FOLDER

A match of some minutes, one person steers the red side at the keyboard (eight directions, tenths of a second,
0.2 s of reaction), computers of the same strength do the rest. The matches of a row are played side by side.
With --kept what is done is not played again.
"""

import argparse
import json
import sys
from dataclasses import asdict, dataclass, fields
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.analysis.passes.rollout import wilson
from game.app.scripted.match_batch import MatchesWithPeople, ScriptedMatches
from game.app.scripted.people import KINDS
from game.core.events import Kind
from game.core.intents import Technique
from game.core.state import NOBODY, STEP_SECONDS
from game.rules.common.event_stream import StreamEvent, by_world
from game.rules.match.laws import MatchPhase
from game.scenario.fixture import Fixture, parse_fixture

PERSON = "human1"
ASKED = ("random", "runner", "passer", "looks-away")


@dataclass
class Tally:
    """What some matches came to, of the person at the keys."""

    matches: int = 0
    goals: int = 0
    against: int = 0
    presses: int = 0
    """Pushes and heels that were let go."""
    nobody: int = 0
    """Of these, how many were aimed at nobody."""
    passes: int = 0
    completed: int = 0
    air: int = 0
    """Swings that met no ball."""
    steps: int = 0
    dead: int = 0
    """Steps in which the ball wasn't in play."""
    on_ball: int = 0
    """Steps with the ball at the feet of the player whom the person steers."""

    def add(self, other: "Tally") -> None:
        """Take in another's."""
        for f in fields(self):
            setattr(self, f.name, getattr(self, f.name) + getattr(other, f.name))


class Watch:
    """Follows the person's own presses and passes through one match of a batch."""

    def __init__(self, scripted: ScriptedMatches, row: int) -> None:
        self.presses, self.row, self.tally = scripted.presses[row], row, Tally(matches=1)
        self.match = scripted.matches
        self.team = self.match.world.squad.team
        self.hands = self.presses.hands[PERSON]
        self.passer = NOBODY
        """Whose pass is on its way."""
        self._technique = Technique.NONE

    @property
    def done(self) -> bool:
        """Whether this match is over."""
        return self.match.referees[self.row].done

    def before(self) -> None:
        """Note what the leg is about, before a step."""
        self._technique = self.hands.thumb.technique

    def after(self, happened: list[StreamEvent]) -> None:
        """Count a step."""
        tally, match, row = self.tally, self.match, self.row
        passed_to = self.presses.orders[PERSON].passed_to
        if passed_to is not None and self._technique in (Technique.PUSH, Technique.BACKHEEL):
            tally.presses += 1
            tally.nobody += passed_to < 0
        tally.steps += 1
        tally.dead += match.referees[row].phase is not MatchPhase.PLAY
        tally.on_ball += int(match.world.ball.holder[row]) == self.hands.player
        self._listen(happened)

    def _listen(self, happened: list[StreamEvent]) -> None:
        tally, me = self.tally, self.hands.player
        for one in happened:
            if one.kind is Kind.MISS and one.player == me:
                tally.air += 1
            elif one.kind is Kind.STRIKE:
                self._arrived(one)
                if one.player == me and one.technique in (Technique.PUSH, Technique.BACKHEEL):
                    tally.passes += 1
                    self.passer = me
            elif one.kind is Kind.GOAL:
                mine = one.other != 0
                tally.goals += mine
                tally.against += not mine
                self.passer = NOBODY
            elif one.kind in (Kind.CONTROL, Kind.MISCONTROL, Kind.CATCH):
                self._arrived(one)
            elif one.kind in (Kind.OUT, Kind.STOPPED):
                self.passer = NOBODY

    def _arrived(self, one: StreamEvent) -> None:
        """Somebody has the ball of the person's pass, or plays it on at once."""
        if self.passer != NOBODY and one.player != NOBODY:
            held = one.kind is not Kind.MISCONTROL
            self.tally.completed += (
                held and one.player != self.passer and self.team[one.player] == self.team[self.passer]
            )
            self.passer = NOBODY


def play(kind: str, strength: int, seed: int, n: int, fixture: Fixture) -> list[Tally]:
    """Play some matches side by side; returns what came of each."""
    matches = MatchesWithPeople(fixture, seed, n)
    scripted = ScriptedMatches(matches, lambda number: {PERSON: KINDS[kind](seed, number, 0)})
    watches = [Watch(scripted, row) for row in range(n)]
    while not matches.all_done:
        going = [watch for watch in watches if not watch.done]
        for watch in going:
            watch.before()
        happened = by_world(scripted.step())
        for watch in going:
            watch.after(happened.get(watch.row, []))
    return [watch.tally for watch in watches]


def fixture_of(strength: int, minutes: float, a_side: int, *, quick: bool) -> Fixture:
    """Return the match that is played; ``quick`` as in *Quick match*: boards, quick restarts."""
    raw = {
        "minutes": minutes,
        "a_side": a_side,
        "boards": quick,
        "quick": quick,
        "golden_goal": False,
        "red": {"control": PERSON, "strength": strength},
        "blue": {"strength": strength},
    }
    return parse_fixture(raw, "bench")


def told(kind: str, strength: int, tally: Tally) -> str:
    """One row."""

    def share(part: int, whole: int) -> str:
        if not whole:
            return "-"
        low, high = wilson(part, whole)
        return f"{100 * part / whole:.0f} % ({100 * low:.0f}-{100 * high:.0f})"

    n, seconds = tally.matches, tally.steps * STEP_SECONDS / max(tally.matches, 1)
    return " | ".join(
        [
            kind,
            str(strength),
            str(n),
            f"{tally.goals / n:.1f} : {tally.against / n:.1f}",
            f"{tally.passes / n:.1f}",
            share(tally.completed, tally.passes),
            share(tally.nobody, tally.presses),
            share(tally.air, tally.air + tally.passes),
            f"{seconds * tally.dead / tally.steps:.0f} of {seconds:.0f} s",
            share(tally.on_ball, tally.steps).split(" (")[0],
        ]
    )


HEAD = "person | strength | n | goals | passes | completed | at nobody | at air | dead | on the ball"


def main() -> None:
    """Play and print a table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--kinds", nargs="+", default=list(ASKED), choices=list(KINDS))
    parser.add_argument("--strengths", nargs="+", type=int, default=[1, 2, 3, 4, 5])
    parser.add_argument("--n", type=int, default=20)
    parser.add_argument("--minutes", type=float, default=2.0)
    parser.add_argument("--a-side", type=int, default=5)
    parser.add_argument("--quick", action="store_true", help="boards and quick restarts, as in Quick match")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--kept", type=Path, help="a folder for what is done")
    args = parser.parse_args()
    rules = "boards and quick restarts" if args.quick else "lines"
    print(f"{args.a_side} a side, {args.minutes:g} minutes, {rules}, seed {args.seed}\n{HEAD}", flush=True)
    for kind in args.kinds:
        for strength in args.strengths:
            words = (kind, strength, args.a_side, f"{args.minutes:g}", rules.split()[0], args.seed, args.n)
            name = "-".join(str(word) for word in words) + ".json"
            kept = args.kept / name if args.kept is not None else None
            if kept is not None and kept.exists():
                each = [Tally(**one) for one in json.loads(kept.read_text(encoding="utf-8"))]
            else:
                fixture = fixture_of(strength, args.minutes, args.a_side, quick=args.quick)
                each = play(kind, strength, args.seed, args.n, fixture)
                if kept is not None:
                    kept.parent.mkdir(parents=True, exist_ok=True)
                    rows = [{key: int(value) for key, value in asdict(one).items()} for one in each]
                    kept.write_text(json.dumps(rows), encoding="utf-8")
            total = Tally()
            for one in each:
                total.add(one)
            print(told(kind, strength, total), flush=True)


if __name__ == "__main__":
    main()
