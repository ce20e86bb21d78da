"""Levels played at the keyboard: what a level teaches against not doing it, the share of tries that count.

python bench/app/levels_by_keys.py                            # every level of the table, both ways, and idle
python bench/app/levels_by_keys.py --levels dont-stare --n 6 --seconds 60

One scripted person (eight directions, tenths of a second, 0.2 s of reaction) plays the level in both ways
with the same luck. A level of so many goes is played whole, n plays side by side. Of the others the clocks
don't end a play: each runs for the seconds that are asked for.
"""

import argparse
import sys
from dataclasses import dataclass, replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from game.analysis.passes.rollout import wilson
from game.app.scripted.abreast import play_abreast
from game.app.scripted.bout import Bout
from game.app.scripted.levels import IdlePerson
from game.app.scripted.people import BeginningPerson
from game.app.scripted.person import NONE, ScreenSight, Script, ScriptedPerson, gap, opposite, toward
from game.core.state import STEP_SECONDS
from game.rules.level.session import Session
from game.scenario.load import apply_level_set, load_level


@dataclass(frozen=True)
class Stroke:
    """One way to play a pass by keys."""

    key: str = "push"
    to: str | None = None
    """A player's id; None: the mark, or nobody pointed at."""
    beats: int = 1
    """Tenths of a second of the hold."""
    show: str | None = None
    """Point at this one first."""
    eyes: bool = False
    """A tap of the eyes' key before: they go to the other one."""
    back: int = 0
    """Tenths of a second run away from where it goes first, so that the back is turned to it."""
    lined_up: bool = False
    """Whether the ball is taken back to where the level began first."""
    rest: int = 0
    """Tenths of a second of standing still before the strike."""
    pointed: bool = True
    """Whether the direction is held with the strike: a heel without one goes straight behind."""


@dataclass(frozen=True)
class Way:
    """What somebody does in a level, go after go."""

    words: str
    strokes: tuple[Stroke, ...]


class Drilled(BeginningPerson):
    """Somebody who does the same few strokes in turn."""

    def __init__(self, session: Session, seed: int, strokes: tuple[Stroke, ...]) -> None:
        super().__init__(seed)
        self._session, self._strokes, self._turn = session, strokes, 0

    def with_ball(self, sight: ScreenSight) -> Script:
        """The next stroke."""
        sight = yield from self.hold(NONE, 3)
        if not sight.mine:
            return sight
        stroke = self._strokes[self._turn % len(self._strokes)]
        self._turn += 1
        marks = self._session.objective.marks
        dribble = getattr(self._session.level.objective, "dribble", 0.0)
        if dribble and marks:
            for _ in range(25):
                if not sight.mine:
                    return sight
                near = gap(sight.around.body, marks[0]) < 8.0
                way = toward(sight.around.body, marks[0])
                sight = yield opposite(way) if near else way
        if stroke.eyes:
            yield frozenset({"eyes"})
            yield NONE
        key = frozenset({stroke.key})
        spot = self._session.level.players[self._session.people["human1"]].at
        for _ in range(30):
            if not stroke.lined_up or gap(sight.around.body, spot) < LINED_UP:
                break
            sight = yield toward(sight.around.body, spot)
            if not sight.mine:
                return sight
        for _ in range(stroke.back):
            if not sight.mine:
                return sight
            sight = yield opposite(self._way(sight, stroke.to))
        if stroke.rest:
            sight = yield from self.hold(NONE, stroke.rest)
        if not sight.mine:
            return sight
        if stroke.show is not None:
            yield from self.hold(self._way(sight, stroke.show) | key, 3)
            yield key
        way = self._way(sight, stroke.to) if stroke.pointed and (stroke.to is not None or marks) else NONE
        yield from self.hold(way | key, stroke.beats)
        sight = yield way
        return (yield from self.hold(NONE, 3))

    def against(self, sight: ScreenSight) -> Script:
        """Wait until everybody is back in their place."""
        return (yield NONE)

    def _way(self, sight: ScreenSight, to: str | None) -> frozenset[str]:
        session = self._session
        if to is None:
            return toward(sight.around.ball, session.objective.marks[0])
        number = session.level.index(to)
        mate = next(m for m in sight.around.mates if m.number == number)
        return toward(sight.around.ball, mate.at)


LINED_UP = 0.8
"""Metres from where the level began within which somebody has lined up again."""
A, B = Stroke(to="A"), Stroke(to="B")
LINED = Stroke("heel", lined_up=True, back=3, rest=5)
LEVELS: dict[str, tuple[Way, Way]] = {
    "back-to-goal": (
        Way("light heel to A", (Stroke("heel", "A"),)),
        Way("turn and push to A", (A,)),
    ),
    "dont-stare": (
        Way("a tap: a glance", (A, B)),
        Way("a hold of 0.7 s: a stare", (Stroke(to="A", beats=7), Stroke(to="B", beats=7))),
    ),
    "eyes-and-hips": (
        Way("show one, play the other", (Stroke(to="B", show="A", beats=2), Stroke(to="A", show="B"))),
        Way("point at one and hold", (Stroke(to="A", beats=6), Stroke(to="B", beats=6))),
    ),
    "he-knows-you-by-now": (
        Way("push and heel in turn", (Stroke(to="A"), Stroke("heel", "B"))),
        Way("always the heel", (Stroke("heel", "B"),)),
    ),
    "heel-wall": (
        Way("lined up, still, a tap of the heel", (replace(LINED, pointed=False),)),
        Way("the hardest heel from where it lies", (Stroke("heel", beats=7),)),
    ),
    "heel-partner-corridor": (
        Way("lined up, still, a tap of the heel", (replace(LINED, to="A", pointed=False),)),
        Way("the hardest heel from where it lies", (Stroke("heel", "A", beats=7),)),
    ),
    "wall-drill": (
        Way("lined up, a hold of 0.7 s", (Stroke(beats=7, lined_up=True),)),
        Way("a tap from where it lies", (Stroke(),)),
    ),
    "thread-it": (
        Way("a hold of 0.7 s: firm", (Stroke(to="A", beats=7),)),
        Way("a tap", (A,)),
    ),
    "light-or-flying": (
        Way("a tap of the heel, still", (Stroke("heel", "A", rest=3),)),
        Way("the hardest heel", (Stroke("heel", "A", beats=7, rest=3),)),
    ),
    "85th-minute": (
        Way("to the near one", (A,)),
        Way("to the far one", (Stroke(to="C", beats=4),)),
    ),
    "crowded-box": (
        Way("a tap of the heel", (Stroke("heel", "A"),)),
        Way("turn and push", (A,)),
    ),
    "close-quarters": (
        Way("a tap of the heel", (Stroke("heel", "A"),)),
        Way("turn and push", (A,)),
    ),
    "out-of-the-corner": (
        Way("a tap of the heel", (Stroke("heel", "C"),)),
        Way("turn and push", (Stroke(to="C"),)),
    ),
    "dead-at-the-feet": (
        Way("a hold of 0.3 s", (Stroke(to="A", beats=3),)),
        Way("the hardest push", (Stroke(to="A", beats=11),)),
    ),
    "heel-on-the-counter": (
        Way("leave it for the runner: the heel", (Stroke("heel", "B"),)),
        Way("push it ahead", (A,)),
    ),
    "partner-25-dry": (
        Way("a tap: the ring's weight", (A,)),
        Way("the hardest push", (Stroke(to="A", beats=11),)),
    ),
}
"""Doing what the level teaches, and not doing it."""


def play(name: str, way: Way | None, seed: int, seconds: float, strength: int) -> tuple[int, int]:
    """How many tries counted, and how many there were."""
    level = load_level(name)
    changes: dict[str, float] = {"count": 1000, "each_foot": 1000, "time_limit": 7000.0}
    for key, value in changes.items():
        if getattr(level.objective, key, None) is not None:
            level = apply_level_set(level, {f"objective.{key}": value})
    session = Session(level, seed, strength, {"human2"})
    person: ScriptedPerson = IdlePerson(seed) if way is None else Drilled(session, seed, way.strokes)
    bout = Bout(session, {"human1": person}, session.objective.marks)
    for _ in range(round(seconds / STEP_SECONDS)):
        bout.step()
        if session.done:
            break
    return session.progress.score, session.progress.attempts


def in_goes(name: str, way: Way | None, n: int, strength: int) -> tuple[int, int]:
    """How many goes came off, and how many there were, in whole plays of a level that has goes."""

    def hands(session: Session, seed: int) -> ScriptedPerson:
        return IdlePerson(seed) if way is None else Drilled(session, seed, way.strokes)

    level = load_level(name)
    plays = play_abreast(level, [("keys", seed) for seed in range(n)], strength, {"keys": hands})
    return sum(play.score for play in plays), n * (getattr(level.objective, "goes", 0) or 0)


def main() -> None:
    """Play and print a table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--levels", nargs="+", default=list(LEVELS), choices=list(LEVELS))
    parser.add_argument("--n", type=int, default=4)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--strength", type=int, default=3)
    args = parser.parse_args()
    print("level | what is done | counted of tries | share", flush=True)
    for name in args.levels:
        for way in (*LEVELS[name], None):
            if way is None and not any(p.team != "red" for p in load_level(name).players):
                continue
            done = tried = 0
            if getattr(load_level(name).objective, "goes", None):
                done, tried = in_goes(name, way, args.n if way is not None else 1, args.strength)
            for seed in range(0 if tried else args.n if way is not None else 1):
                counted, tries = play(name, way, seed, args.seconds, args.strength)
                done, tried = done + counted, tried + tries
            low, high = wilson(done, tried) if tried else (0.0, 1.0)
            share = f"{100 * done / max(tried, 1):.0f} % ({100 * low:.0f}-{100 * high:.0f})"
            print(f"{name} | {way.words if way else 'no key'} | {done} of {tried} | {share}", flush=True)


if __name__ == "__main__":
    main()
