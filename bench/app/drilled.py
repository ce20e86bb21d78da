"""Scripted people at the keyboard who do the same few things in each go: with the ball, or against it.

What is done is a turn of acts; an act is a script that holds keys. Nobody sees more than a person would, and
everything is seen a reaction late: of bodies without the ball too (``late``).
"""

from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import atan2, pi

from game.app.input.surroundings import Point, wrap
from game.app.scripted.people import BeginningPerson
from game.app.scripted.person import (
    NONE,
    Keys,
    ScreenSight,
    Script,
    gap,
    looks,
    opposite,
    toward,
)
from game.core.intents import Technique
from game.core.state import NOBODY, Phase
from game.rules.level.sentence import SentenceObjective
from game.rules.level.session import Session

SEEN_LATE = 1
"""Tenths of a second after which somebody sees how another's body stands; the next tenth's keys answer it."""
LINED_UP = 0.8
"""Metres from where the level began within which somebody has lined up again."""
STOPS_AFTER = 4
"""Tenths of a second for which a kick that will be stopped is wound up."""
LOOSE = 0.75
"""Metres from the carrier at which a ball is loose enough to be taken."""
ROLLS = 1.0
"""m/s of a ball that is on its way."""
IN_REACH = 1.3
"""Metres to a ball within which somebody goes in for it."""

Act = Callable[["Drilled", ScreenSight], Script]
Turn = tuple[Act, ...]
Place = str | Point
"""A player's id, ``called``, ``free`` (whoever has most room), or metres."""


@dataclass(frozen=True)
class Way:
    """What somebody does in a level, go after go."""

    words: str
    turns: tuple[Turn, ...] = ()
    """What is done with the ball, one turn after the other."""
    before: Act | None = None
    """What is done while the ball is on its way."""
    against: Act | None = None
    """What is done without it, while the others have it."""
    stands: bool = False
    """Whether nothing is done without the ball."""
    each_go: bool = False
    """Whether every go begins with the first turn."""
    feet: tuple[int, ...] = ()
    """Kicking feet in turn, 1 right, -1 left; none: whichever suits."""
    halves: bool = False
    """Whether the foot changes in the middle of the goes, and not each time."""
    looks_round: int = 3
    """Tenths of a second from having the ball to doing something."""


class Drilled(BeginningPerson):
    """Somebody who does the same few turns."""

    def __init__(self, session: Session, seed: int, way: Way) -> None:
        super().__init__(seed)
        self.session, self.way = session, way
        self.turn = 0
        self.go = self.prepared = -1
        self.seen: deque[Carrier] = deque(maxlen=SEEN_LATE + 1)

    @property
    def foot(self) -> int:
        """The kicking foot that is asked for: 1 right, -1 left, 0 whichever suits."""
        feet = self.way.feet
        if not feet:
            return 0
        at = self.turn
        if self.way.halves:
            goes = getattr(self.session.level.objective, "goes", None) or 2
            at = 2 * self.session.progress.attempts // goes
        return feet[at % len(feet)]

    def script(self, sight: ScreenSight) -> Script:
        """Play, and begin with the first turn in each go where the way says so."""
        while True:
            if self.go != self.session.set_ups:
                self.go = self.session.set_ups
                self.turn = 0 if self.way.each_go else self.turn
            if self.over:
                # Whoever sees that the go is over waits until everybody is back.
                sight = yield NONE
            elif sight.mine:
                sight = yield from self.with_ball(sight)
            elif self.way.before is not None and self.prepared != self.go:
                self.prepared = self.go
                sight = yield from self.way.before(self, sight)
            elif sight.theirs:
                sight = yield from self.defend(sight)
            elif self.way.stands:
                sight = yield NONE
            else:
                sight = yield from self.after(sight)

    @property
    def over(self) -> bool:
        """Whether the go has been decided, and nobody is back in their place yet."""
        return isinstance(self.session.objective, SentenceObjective) and self.session.objective.resting

    def with_ball(self, sight: ScreenSight) -> Script:
        """Do the next turn."""
        if self.way.looks_round:
            sight = yield from self.hold(NONE, self.way.looks_round)
        if not sight.mine or not self.way.turns:
            return (yield NONE) if not self.way.looks_round else sight
        acts = self.way.turns[self.turn % len(self.way.turns)]
        self.turn += 1
        for act in acts:
            sight = yield from act(self, sight)
        return sight

    def defend(self, sight: ScreenSight) -> Script:
        """Do what the way says, or wait until everybody is back in their place."""
        if self.way.against is None:
            return (yield NONE)
        return (yield from self.way.against(self, sight))

    # What they see

    def place(self, sight: ScreenSight, to: Place | None) -> Point:
        """Return where somebody or something is; without a name the mark."""
        session = self.session
        if to is None:
            return session.objective.marks[0]
        if not isinstance(to, str):
            return to
        if to == "free":
            return max(sight.around.mates, key=lambda mate: _room(sight, mate.at)).at
        name = session.objective.called if to == "called" else to
        assert name is not None
        number = session.level.index(name)
        return next(one for one in (*sight.around.mates, *sight.around.foes) if one.number == number).at

    def toward(self, sight: ScreenSight, to: Place | None) -> Keys:
        """Return the direction that points from the ball to a place."""
        return toward(sight.around.ball, self.place(sight, to))

    def late(self) -> "Carrier | None":
        """Return the carrier's body as a person sees it now: a little late."""
        world = self.session.world
        holder = int(world.ball.holder[0])
        if holder == NOBODY:
            return self.seen.popleft() if self.seen else None
        bodies = world.bodies
        heel = int(bodies.technique[0, holder]) == Technique.BACKHEEL
        phase = int(bodies.phase[0, holder])
        plant = float(bodies.plant_angle[0, holder]) + (pi if heel else 0.0)
        seen = Carrier(
            plant if phase == Phase.FORWARD else None,
            float(bodies.hips[0, holder]) if phase else None,
            float(bodies.gaze[0, holder]) if phase else None,
        )
        self.seen.append(seen)
        return self.seen[0]


@dataclass(frozen=True)
class Carrier:
    """What the body of who has the ball says of a pass, radians; None where it says nothing yet."""

    foot: float | None
    """Where the plant foot says that it goes; a heel the other way."""
    hips: float | None
    eyes: float | None


def _room(sight: ScreenSight, at: Point) -> float:
    return min((gap(at, foe.at) for foe in sight.around.foes), default=0.0)


# With the ball


def still(beats: int) -> Act:
    """Stand and touch no key."""

    def act(person: Drilled, sight: ScreenSight) -> Script:
        return (yield from person.hold(NONE, beats))

    return act


def look(to: Place, beats: int) -> Act:
    """Hold the gaze keys toward somebody."""

    def act(person: Drilled, sight: ScreenSight) -> Script:
        way = looks(toward(sight.around.body, person.place(sight, to)))
        return (yield from person.hold(way, beats))

    return act


def strike(
    to: Place | None = None,
    key: str = "push",
    beats: int = 1,
    *,
    eyes: Place | None = None,
    held: Sequence[str] = (),
    pointed: bool = True,
) -> Act:
    """Point and hold the strike's key; the eyes elsewhere, and other keys, where they are said."""

    def act(person: Drilled, sight: ScreenSight) -> Script:
        here = sight.around.ball if sight.mine else sight.around.body
        way = toward(here, person.place(sight, to)) if pointed else NONE
        gaze = NONE if eyes is None else looks(toward(sight.around.body, person.place(sight, eyes)))
        yield from person.hold(way | gaze | {key, *held}, beats)
        yield from person.hold(way | gaze, 1)
        return (yield from person.hold(gaze, 3))

    return act


def show(at: Place, to: Place, beats: int = 2) -> Act:
    """Begin a push at one, turn it to another while the leg is back."""

    def act(person: Drilled, sight: ScreenSight) -> Script:
        if not sight.mine:
            return sight
        yield from person.hold(person.toward(sight, at) | {"push"}, 3)
        sight = yield frozenset({"push"})
        return (yield from strike(to, beats=beats)(person, sight))

    return act


def stop(at: Place) -> Act:
    """Wind up at one, and stop."""

    def act(person: Drilled, sight: ScreenSight) -> Script:
        if not sight.mine:
            return sight
        way = person.toward(sight, at)
        yield from person.hold(way | {"push"}, STOPS_AFTER)
        yield from person.hold(way | {"push", "fake"}, 1)
        return (yield from person.hold(NONE, 1))

    return act


def line_up(back: int = 0, rest: int = 0) -> Act:
    """Take the ball back to where the level began, turn the back to the mark, and stand still."""

    def act(person: Drilled, sight: ScreenSight) -> Script:
        session = person.session
        spot = session.level.players[session.people["human1"]].at
        for _ in range(30):
            if not sight.mine or gap(sight.around.body, spot) < LINED_UP:
                break
            sight = yield toward(sight.around.body, spot)
        mark = session.objective.marks[0] if session.objective.marks else person.place(sight, "A")
        for _ in range(back):
            if sight.mine:
                sight = yield opposite(toward(sight.around.ball, mark))
        return (yield from person.hold(NONE, rest)) if rest else sight

    return act


def dribble() -> Act:
    """Run with the ball toward the mark, or away from it where it is near."""

    def act(person: Drilled, sight: ScreenSight) -> Script:
        mark = person.session.objective.marks[0]
        for _ in range(25):
            if not sight.mine:
                break
            way = toward(sight.around.body, mark)
            sight = yield opposite(way) if gap(sight.around.body, mark) < 8.0 else way
        return sight

    return act


def shield(beats: int) -> Act:
    """Keep the body between the ball and the marker."""

    def act(person: Drilled, sight: ScreenSight) -> Script:
        return (yield from person.hold(frozenset({"shield"}), beats))

    return act


def run(to: Point, beats: int) -> Act:
    """Sprint to a place after the pass; once the ball comes back let go of the keys, and it is met."""

    def act(person: Drilled, sight: ScreenSight) -> Script:
        for _ in range(beats):
            comes = sight.around.receives is not None
            if person.over or sight.mine or comes or gap(sight.around.body, to) < 0.8:
                break
            sight = yield toward(sight.around.body, to) | {"sprint"}
        while sight.around.receives is not None and not (person.over or sight.mine):
            sight = yield NONE
        return sight

    return act


# Without it


def wait_then(beats: int, act: Act) -> Act:
    """Stand for a while, then do something."""

    def waits(person: Drilled, sight: ScreenSight) -> Script:
        sight = yield from person.hold(NONE, beats)
        return (yield from act(person, sight))

    return waits


def as_it_comes(beats: int, act: Act) -> Act:
    """Wait until the ball rolls, and so long after it; then do something."""

    def waits(person: Drilled, sight: ScreenSight) -> Script:
        go = person.session.set_ups
        while person.session.set_ups == go and gap(sight.around.ball_velocity, (0.0, 0.0)) < ROLLS:
            sight = yield NONE
        if beats:
            sight = yield from person.hold(NONE, beats)
        return (yield from act(person, sight))

    return waits


def press() -> Act:
    """Run at the carrier, and go in as soon as the ball is in reach."""

    def act(person: Drilled, sight: ScreenSight) -> Script:
        near = sight.around.gap < IN_REACH
        return (yield frozenset({"push", "shot"}) if near else frozenset({"push", "sprint"}))

    return act


def jockey() -> Act:
    """Stand off, side-on; go in only where the ball is loose."""

    def act(person: Drilled, sight: ScreenSight) -> Script:
        around = sight.around
        foe = around.foes[around.carrier].at if around.carrier >= 0 else around.ball
        if gap(around.ball, foe) > LOOSE and around.gap < IN_REACH:
            return (yield frozenset({"push", "shot"}))
        return (yield frozenset({"shield"}))

    return act


def lane(to: str, beats: int) -> Act:
    """Step into somebody's lane and come up it: the body hides the pass."""

    def act(person: Drilled, sight: ScreenSight) -> Script:
        for _ in range(beats):
            sight = yield toward(sight.around.body, person.place(sight, to)) | {"heel", "sprint"}
        while sight.theirs:
            sight = yield frozenset({"push"})
        return sight

    return act


def sprint(keys: str, beats: int) -> Act:
    """Run in a direction, once in a go."""

    def act(person: Drilled, sight: ScreenSight) -> Script:
        sight = yield from person.hold(frozenset({*keys.split(), "sprint"}), beats)
        go = person.session.set_ups
        while person.session.set_ups == go:
            sight = yield NONE
        return sight

    return act


def after_it() -> Act:
    """Wait until the ball is on its way, and run after it."""

    def act(person: Drilled, sight: ScreenSight) -> Script:
        rolls = gap(sight.around.ball_velocity, (0.0, 0.0)) > ROLLS
        return (yield frozenset({"push", "sprint"}) if rolls else NONE)

    return act


def read(cue: str, heeled: str | None = None) -> Act:
    """Step into a lane early, by the passer's plant ``foot``, ``hips``, ``eyes``, or always one (an id).

    By the hips a push goes ahead, and a heel, which serves ``heeled``, behind.
    """

    def act(person: Drilled, sight: ScreenSight) -> Script:
        go, to = person.session.set_ups, cue if cue in ("A", "B") else None
        while person.session.set_ups == go:
            seen = person.late()
            way = None if seen is None or to is not None else getattr(seen, cue)
            to = _told(person, sight, way, heeled) if way is not None else to
            if to is None or sight.mine:
                sight = yield NONE
            else:
                sight = yield toward(sight.around.body, person.place(sight, to)) | {"heel", "sprint"}
        return sight

    return act


def _told(person: Drilled, sight: ScreenSight, way: float, heeled: str | None) -> str:
    """Return which of A and B a direction speaks for."""
    x, y = sight.around.ball
    places = {name: person.place(sight, name) for name in ("A", "B")}
    ways = {
        name: atan2(at[1] - y, at[0] - x) + (pi if name == heeled else 0.0) for name, at in places.items()
    }
    return min(ways, key=lambda name: abs(wrap(ways[name] - way)))
