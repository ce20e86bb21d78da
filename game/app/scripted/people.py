"""Kinds of scripted people: random keys, a runner who shoots, passers, and a beginner with a level's aim."""

from abc import abstractmethod
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from game.app.input.surroundings import NearbyPlayer, Point
from game.app.scripted.person import (
    EIGHT,
    NONE,
    Keys,
    ScreenSight,
    Script,
    ScriptedPerson,
    gap,
    looks,
    meeting_place,
    off_by,
    openness,
    opposite,
    toward,
)

SHOOTS_WITHIN: Final = 11.0
"""Metres from the goal within which a runner shoots."""
PRESSED_WITHIN: Final = 2.5
"""Metres of an opponent that make a beginner get rid of the ball."""
OPEN_LANE: Final = 0.3
"""Metres of openness from which a lane looks open."""
AHEAD: Final = 2.0
"""Metres nearer to the goal from which a mate is ahead."""
STRIDES_ON: Final = 4
"""Tenths of a second of a run before the next look round."""
HOLDS: Final = ((7.0, 1), (11.0, 2), (15.0, 3), (19.0, 4), (1e9, 5))
"""Metres of a pass, and the tenths of a second for which the key is held: far is longer."""


class RandomPerson(ScriptedPerson):
    """A small child: any keys, for a moment each."""

    def script(self, sight: ScreenSight) -> Script:
        """Press now a direction, now a key, now both."""
        keys = ("push", "heel", "shot", "fake", "sprint", "shield", "through", "switch")
        while True:
            held: Keys = EIGHT[self.beats(0, 7)] if self.draw() < 0.7 else NONE
            if self.draw() < 0.5:
                held |= {keys[self.beats(0, len(keys) - 1)]}
            yield from self.hold(held, self.beats(1, 5))


class _PlayingPerson(ScriptedPerson):
    """Somebody who knows what the keys do. With the ball is the subclass's."""

    def script(self, sight: ScreenSight) -> Script:
        """Play with the ball, after it, or against it."""
        while True:
            if sight.mine or sight.to_take:
                sight = yield from self.with_ball(sight)
            elif sight.theirs:
                sight = yield from self.against(sight)
            else:
                sight = yield from self.after(sight)

    @abstractmethod
    def with_ball(self, sight: ScreenSight) -> Script:
        """Do something with the ball; at least for a tenth of a second."""

    def after(self, sight: ScreenSight) -> Script:
        """Go to meet a ball that is free or a team-mate's if it is near, else wait."""
        around = sight.around
        place = meeting_place(around)
        if sight.ours or gap(around.body, place) < 0.6:
            return (yield NONE)
        return (yield toward(around.body, place) | {"sprint"})

    def against(self, sight: ScreenSight) -> Script:
        """Run at a ball that they have, and tackle when it is at one's feet."""
        around = sight.around
        if around.gap < 1.3 and self.draw() < 0.3:
            return (yield frozenset({"shot"}))
        return (yield frozenset({"push", "sprint"} if around.gap > 4.0 else {"push"}))

    def shoot(self, sight: ScreenSight, goal: Point) -> Script:
        """Point at the goal and hold the shot a while."""
        way = toward(sight.around.body, goal)
        beats = self.beats(2, 4)
        yield from self.hold(way | {"shot"}, beats)
        return (yield way)

    def run_on(self, sight: ScreenSight, goal: Point) -> Script:
        """Make a stride or two toward a place with the ball."""
        return (yield toward(sight.around.body, goal) | {"sprint"})


class RunningPerson(_PlayingPerson):
    """Runs with the ball and shoots; never passes but where there is no other way."""

    def with_ball(self, sight: ScreenSight) -> Script:
        """Go to the goal, and at it."""
        around = sight.around
        goal = around.their_goal
        if sight.to_take:
            way = toward(around.body, goal or (0.0, 0.0))
            yield from self.hold(way | {"push"}, 2)
            return (yield way)
        if goal is None:
            return (yield toward(around.body, (0.0, 0.0)))
        if gap(around.body, goal) < SHOOTS_WITHIN:
            return (yield from self.shoot(sight, goal))
        return (yield from self.run_on(sight, goal))


class PassingPerson(_PlayingPerson):
    """Plays to the most open team-mate, and looks whom the ring is on before letting go."""

    looks_away = False
    patient = (2, 5)
    """Tenths of a second of looking round with the ball at the feet."""

    def with_ball(self, sight: ScreenSight) -> Script:
        """Look round, choose, point, strike; near the goal with nobody to play to, shoot."""
        sight = yield from self.hold(NONE, self.beats(*self.patient))
        if not (sight.mine or sight.to_take):
            return sight
        around = sight.around
        mate = self.choose(sight)
        goal = around.their_goal
        if goal is not None and gap(around.body, goal) < 9.0 and not sight.to_take:
            return (yield from self.shoot(sight, goal))
        if mate is None:
            return (yield from self.run_on(sight, goal or (0.0, 0.0)))
        return (yield from self.play(sight, mate, "push", self.hold_for(gap(around.ball, mate.at))))

    def choose(self, sight: ScreenSight) -> NearbyPlayer | None:
        """Return the team-mate whose lane is most open, neither under nor over a usual pass's length."""
        around = sight.around
        near = [m for m in around.mates if 3.0 < gap(around.ball, m.at) < 22.0]
        return max(near, key=lambda m: (openness(around.ball, m, around.foes), -m.number), default=None)

    def hold_for(self, metres: float) -> int:
        """Return the tenths of a second to hold the key for a pass of some length."""
        return next(beats for far, beats in HOLDS if metres <= far)

    def play(self, sight: ScreenSight, mate: NearbyPlayer, key: str, beats: int) -> Script:
        """Point at a team-mate, strike, and move the ring on if somebody else has it."""
        way = toward(sight.around.ball, mate.at)
        eyes = looks(opposite(way)) if self.looks_away else NONE
        held = way | eyes | {key}
        for _ in range(beats):
            sight = yield held
        # The ring is seen late: 0.2 s after the first of these tenths it shows what they chose.
        for _ in range(3):
            if sight.ringed in (None, mate.number):
                break
            yield (held - way)
            sight = yield held
            sight = yield held
        sight = yield way | eyes
        return (yield from self.hold(NONE, 2))


class AttackingPasser(PassingPerson):
    """Passes to get forward: the nearest to the goal whose lane is open, a stride on where nobody is near.

    They shoot from where a runner shoots, so that the two differ by what they do before.
    """

    def with_ball(self, sight: ScreenSight) -> Script:
        """Look round, shoot near the goal, play a mate who is ahead, else run on while there is room."""
        sight = yield from self.hold(NONE, self.beats(*self.patient))
        if not (sight.mine or sight.to_take):
            return sight
        around = sight.around
        goal = around.their_goal
        if goal is not None and not sight.to_take and gap(around.body, goal) < SHOOTS_WITHIN:
            return (yield from self.shoot(sight, goal))
        mate = self.choose(sight)
        ahead = mate is not None and goal is not None and gap(mate.at, goal) < gap(around.ball, goal) - AHEAD
        pressed = any(gap(foe.at, around.body) < PRESSED_WITHIN for foe in around.foes)
        if goal is not None and not ahead and not pressed and not sight.to_take:
            for _ in range(STRIDES_ON):
                sight = yield from self.run_on(sight, goal)
                if not sight.mine:
                    break
            return sight
        if mate is None:
            return (yield from self.run_on(sight, goal or (0.0, 0.0)))
        return (yield from self.play(sight, mate, "push", self.hold_for(gap(around.ball, mate.at))))

    def choose(self, sight: ScreenSight) -> NearbyPlayer | None:
        """Return the mate nearest to the goal of those with an open lane, else the one with the most open."""
        around, goal = sight.around, sight.around.their_goal
        near = [m for m in around.mates if 3.0 < gap(around.ball, m.at) < 22.0]
        free = [m for m in near if openness(around.ball, m, around.foes) > OPEN_LANE]
        if goal is None or not free:
            return super().choose(sight)
        return min(free, key=lambda m: (gap(m.at, goal), m.number))


class PassingPersonLookingAway(PassingPerson):
    """Play a pass with the eyes on the other side while the leg is back."""

    looks_away = True


@dataclass(frozen=True, slots=True)
class LevelAim:
    """What a level's card tells a person to do."""

    technique: str = "push"
    """The key: ``push``, ``heel`` or ``shot``."""
    to: frozenset[int] = frozenset()
    """Numbers of the players that a pass should reach; empty: any team-mate."""
    marks: tuple[Point, ...] = ()
    dribble: float = 0.0
    """Metres to run with the ball first."""
    from_afar: float = 0.0
    """Metres from the mark that a strike has to be."""


class BeginningPerson(_PlayingPerson):
    """Somebody who read the level's card once and knows the keys: taps, points, and doesn't look twice."""

    def __init__(
        self, seed: int, world: int = 0, owner: int = 0, aim: Callable[[], LevelAim] | None = None
    ) -> None:
        super().__init__(seed, world, owner)
        self._card = aim

    @property
    def aim(self) -> LevelAim | None:
        """What the card says now; None where there is no card."""
        return None if self._card is None else self._card()

    def with_ball(self, sight: ScreenSight) -> Script:
        """Look round, then do what the card says; in a game without a card, pass, run or shoot."""
        aim, around = self.aim, sight.around
        if aim is not None and aim.dribble > 0.0:
            sight = yield from self.carry(sight, aim)
        sight = yield from self.hold(NONE, self.beats(2, 6))
        if not (sight.mine or sight.to_take):
            return sight
        around = sight.around
        goal = around.their_goal
        if goal is not None and not sight.to_take and gap(around.body, goal) < SHOOTS_WITHIN:
            return (yield from self.shoot(sight, goal))
        if aim is not None and aim.marks:
            mark = min(aim.marks, key=lambda m: gap(around.body, m))
            if gap(around.ball, mark) < aim.from_afar:
                return (yield opposite(toward(around.body, mark)))
            return (yield from self.strike(mark, sight, aim.technique))
        mate = self.choose(sight)
        pressed = any(gap(foe.at, around.body) < PRESSED_WITHIN for foe in around.foes)
        if aim is None and goal is not None and not pressed and self.draw() < 0.5 and not sight.to_take:
            for _ in range(self.beats(3, 8)):
                sight = yield from self.run_on(sight, goal)
            return sight
        if mate is None:
            return (yield from self.run_on(sight, goal or (0.0, 0.0)))
        return (yield from self.strike(mate.at, sight, aim.technique if aim is not None else "push"))

    def choose(self, sight: ScreenSight) -> NearbyPlayer | None:
        """Return whom the card names, else somebody whose direction a key has, rather the nearer."""
        around = sight.around
        aim = self.aim
        mates = [m for m in around.mates if aim is None or not aim.to or m.number in aim.to]

        def cost(mate: NearbyPlayer) -> tuple[float, int]:
            off = off_by(around, mate.at, toward(around.ball, mate.at))
            return (gap(around.ball, mate.at) + 10.0 * off + 3.0 * self.draw(), mate.number)

        return min(mates, key=cost, default=None)

    def strike(self, at: Point, sight: ScreenSight, key: str) -> Script:
        """Point and press: a tap, or longer for what looks far."""
        way = toward(sight.around.ball, at)
        far = gap(sight.around.ball, at)
        beats = 1 if far < 8.0 else self.beats(1, 2) if far < 13.0 else self.beats(2, 4)
        yield from self.hold(way | {key}, beats)
        sight = yield way
        return (yield from self.hold(NONE, 2))

    def carry(self, sight: ScreenSight, aim: LevelAim) -> Script:
        """Run toward the mark with the ball as far as the card says, or away from it where it is near."""
        start = sight.around.body
        mark = aim.marks[0] if aim.marks else (0.0, 0.0)
        for _ in range(40):
            if not sight.mine or gap(start, sight.around.body) > aim.dribble + 0.3:
                break
            room = gap(sight.around.body, mark) - aim.from_afar
            way = toward(sight.around.body, mark)
            sight = yield way if room > 0.5 else opposite(way)
        return sight


KINDS: Final[dict[str, Callable[[int, int, int], ScriptedPerson]]] = {
    "random": RandomPerson,
    "runner": RunningPerson,
    "passer": PassingPerson,
    "attacker": AttackingPasser,
    "looks-away": PassingPersonLookingAway,
    "beginner": BeginningPerson,
}
"""By name: made from a seed, the number of the world and of the person."""
