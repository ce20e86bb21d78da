"""Does a carrier know what a shot is worth? What is expected of shots in matches, and what comes of them.

Matches of computers are played. Whenever somebody within shooting range thinks of what to do, the shot that
looks best is judged again with many rollouts, and the same moment is played on some times in the game itself,
with everybody's own eyes and delays and the carrier set on that shot: how many of them are goals?

python bench/mind/shots.py --matches 24 --again 16
"""

import argparse
import sys
from collections import defaultdict
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.core.events import Kind
from game.core.intents import Intents
from game.core.maths import Floats, norm
from game.core.plan import Plan
from game.core.rng import seeds_of
from game.mind.attack.carrier import InProcess
from game.mind.attack.lookahead import Lookahead, judge
from game.rules.match.laws import MatchPhase
from game.rules.match.match import Match
from game.scenario.fixture import parse_fixture
from game.sim.step import step

FOLLOWED = 180
"""Steps of the game from the thought until a shot has come off or has not: deciding, setting oneself, the
swing and the flight."""
BINS = ((0.0, 6.0), (6.0, 8.0), (8.0, 10.0), (10.0, 16.0))
"""Metres from the goal."""


class Listening(InProcess):
    """Counts as usual, and remembers what was asked."""

    def __init__(self) -> None:
        super().__init__()
        self.questions: list[Lookahead] = []

    def ask(self, question: Lookahead) -> None:
        """Remember it."""
        self.questions.append(question)
        super().ask(question)


class Insisting(InProcess):
    """Has one answer to the first question: the option that was chosen for it."""

    def __init__(self, option: int) -> None:
        super().__init__()
        self.option: int | None = option

    def answer(self, question: Lookahead) -> list[Floats]:
        """Insist, the first time."""
        if self.option is None:
            return super().answer(question)
        worth = [np.where(np.arange(len(some)) == self.option, 9.0, 0.0) for some in question.options]
        self.option = None
        return worth


@dataclass(frozen=True)
class Moment:
    """A carrier who thinks of a shot."""

    distance: float
    expected: float
    """Goals that the best of the shots is expected to bring."""
    struck: float
    """Share of the times that it was struck at all ..."""
    scored: float
    """... and that it went in."""


def is_shot(option: object) -> bool:
    return isinstance(option, Plan) and not isinstance(option.target, str)


def played_on(
    match: Match, world: int, passer: int, option: int, again: int, seed: int
) -> tuple[float, float]:
    """Shares of the times that the ball was struck by the carrier's plan, and went in."""
    rows = np.full(again, world, dtype=np.intp)
    here, crew = match.world.take(rows), match.ai_team.take(rows)
    here.reseed(seeds_of(seed, again))
    assert crew.free_play is not None
    crew.free_play.passer.thinker = Insisting(option)
    side = here.squad.team
    struck, scored, over = (np.zeros(again, dtype=np.bool_) for _ in range(3))
    for _ in range(FOLLOWED):
        intents = Intents.idle(again, here.squad.players)
        crew.think(here.view(), intents)
        for events in step(here, match.pitch, intents):
            for w, player, other in zip(events.world, events.player, events.other, strict=True):
                if events.kind is Kind.STRIKE and player == passer:
                    struck[w] = True
                elif events.kind is Kind.GOAL and not over[w]:
                    scored[w] = other == 1 - side[passer]
                if events.kind in (Kind.GOAL, Kind.OUT, Kind.CATCH):
                    over[w] = True
    return float(struck.mean()), float(scored.mean())


def moments(match: Match, rollouts: int, again: int, most: int) -> list[Moment]:
    """Of some matches, to their end or until there are enough."""
    listening, found = Listening(), []
    match.ai_team.thinker = listening
    last = np.full(match.world.worlds, -1000)
    while not match.all_done and len(found) < most:
        listening.questions.clear()
        match.advance({})
        for question in listening.questions:
            rows = [int(w) for w in np.flatnonzero(np.isin(match.world.minds_luck, question.view.luck))]
            for place, world in enumerate(rows):
                shots = [i for i, o in enumerate(question.options[place]) if is_shot(o)]
                playing = match.referees[world].phase is MatchPhase.PLAY
                held = int(match.world.ball.holder[world]) == int(question.passer[place])
                if not shots or not playing or not held or match.world.step - last[world] < FOLLOWED:
                    continue
                last[world] = match.world.step
                one = question.take(np.array([place], dtype=np.intp))
                best = shots[int(np.argmax(judge(replace(one, rollouts=(rollouts,)))[0][shots]))]
                # Judged once more with other luck: the best of some looks better than it is.
                fresh = replace(one, rollouts=(rollouts,), asked=one.asked + 7)
                expected = float(judge(fresh)[0][best])
                goal = match.pitch.goals[1 - int(match.world.squad.team[int(one.passer[0])])]
                far = float(norm(match.world.ball.pos[world, :2] - np.array((goal.x, 0.0))))
                struck, scored = played_on(
                    match, world, int(one.passer[0]), best, again, 7 * match.world.step + world
                )
                found.append(Moment(far, expected, struck, scored))
    return found


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    parser.add_argument("--matches", type=int, default=24, help="one-minute matches, five a side (24)")
    parser.add_argument("--again", type=int, default=16, help="times that a moment is played on (16)")
    parser.add_argument(
        "--rollouts", type=int, default=8, help="times that a shot is imagined, thrice over (8)"
    )
    parser.add_argument("--most", type=int, default=60, help="moments at most (60)")
    parser.add_argument("--strength", type=int, default=3)
    parser.add_argument("--seed", type=int, default=0)
    args = parser.parse_args()
    sides = {side: {"strength": args.strength} for side in ("red", "blue")}
    fixture = parse_fixture({"a_side": 5, "minutes": 1.0, "goals": "keepers", **sides}, "bench")
    found = moments(Match(fixture, args.seed, args.matches), args.rollouts, args.again, args.most)
    binned: dict[tuple[float, float], list[Moment]] = defaultdict(list)
    for moment in found:
        for low, high in BINS:
            if low <= moment.distance < high:
                binned[low, high].append(moment)
    print("metres    moments  expected        struck  scored")
    rows = [(f"{low:.0f}-{high:.0f}", some) for (low, high), some in sorted(binned.items())]
    for name, some in [*rows, ("all", found)]:
        if not some:
            continue
        expected, scored = np.array([m.expected for m in some]), np.array([m.scored for m in some])
        spread = [
            1.96 * float(x.std(ddof=1)) / np.sqrt(len(x)) if len(x) > 1 else np.nan
            for x in (expected, scored)
        ]
        print(
            f"{name:9s} {len(some):8d}  {expected.mean():.3f} ± {spread[0]:.3f}"
            f"   {np.mean([m.struck for m in some]):.2f}    {scored.mean():.3f} ± {spread[1]:.3f}"
        )


if __name__ == "__main__":
    main()
