"""What every scripted person has: eyes that see late, eight directions, and fingers with a beat.

A script is a generator: it is given what the person sees and gives the keys that are held for the next tenth
of a second. So a script reads like what a person does: "hold up and push for three tenths, then let go".
"""

from abc import ABC, abstractmethod
from collections import deque
from collections.abc import Generator, Iterable
from dataclasses import dataclass
from math import atan2, cos, hypot, inf, pi, sin
from typing import Final

from game.app.input.buttons import Buttons, buttons_of
from game.app.input.surroundings import Around, NearbyPlayer, Point, wrap
from game.core import rng
from game.core.rng import Stream

REACTION: Final = 12
"""Steps (0.2 s) from what happens to the first finger that answers it."""
BEAT: Final = 6
"""Steps (0.1 s) for which keys are held: nobody presses more finely."""

Keys = frozenset[str]
NONE: Final[Keys] = frozenset()
EIGHT: Final[tuple[Keys, ...]] = tuple(
    frozenset(names.split())
    for names in ("right", "up right", "up", "up left", "left", "down left", "down", "down right")
)
"""The directions of a keyboard, counter-clockwise from +x."""


@dataclass(frozen=True, slots=True)
class ScreenSight:
    """What a person sees, and what the screen shows them of their own controls."""

    around: Around
    mine: bool = False
    """Whether the person's player has the ball."""
    ours: bool = False
    """Whether a team-mate has it."""
    theirs: bool = False
    to_take: bool = False
    """Whether the ball lies to be taken by the person's player."""
    winds: bool = False
    """Whether the leg is back or on its way."""
    ringed: int | None = None
    """Number of the player with the ring: whom a pass would go to."""


Script = Generator[Keys, ScreenSight, ScreenSight]
"""Held keys out, sights in; ends with the last sight."""


def toward(here: Point, there: Point) -> Keys:
    """Return the direction keys that point best from one place to another."""
    return EIGHT[round(atan2(there[1] - here[1], there[0] - here[0]) / (pi / 4.0)) % 8]


def looks(way: Keys) -> Keys:
    """Return the gaze keys of a direction."""
    return frozenset(f"look_{name}" for name in way)


def opposite(way: Keys) -> Keys:
    """Return the direction the other way."""
    return EIGHT[(EIGHT.index(way) + 4) % 8]


def gap(a: Point, b: Point) -> float:
    """Return the metres between two places."""
    return hypot(a[0] - b[0], a[1] - b[1])


def openness(ball: Point, mate: NearbyPlayer, foes: Iterable[NearbyPlayer]) -> float:
    """Return the metres from a pass's lane to the nearest opponent, less what they cover meanwhile."""
    dx, dy = mate.at[0] - ball[0], mate.at[1] - ball[1]
    far = max(hypot(dx, dy), 1e-6)
    best = inf
    for foe in foes:
        x, y = foe.at[0] - ball[0], foe.at[1] - ball[1]
        along = min(max((x * dx + y * dy) / far, 0.5), far)
        aside = hypot(x - dx / far * along, y - dy / far * along)
        best = min(best, aside - 0.25 * along)
    return best


class ScriptedPerson(ABC):
    """A person whose decisions are written down. The same seed, world and sights give the same keys."""

    def __init__(self, seed: int, world: int = 0, owner: int = 0) -> None:
        """Begin; ``owner`` says which of the people of a game it is, for luck of their own."""
        self._seeds = rng.seeds_of(seed, 1, world)
        self._owner = owner
        self._drawn = 0
        self._seen: deque[ScreenSight] = deque(maxlen=REACTION + 1)
        self._step = 0
        self._keys = NONE
        self._script: Script | None = None

    def buttons(self, sight: ScreenSight) -> Buttons:
        """Return what is held in this step; ``sight`` is now, and answered a reaction later."""
        self._seen.append(sight)
        if self._step % BEAT == 0:
            seen = self._seen[0]
            if self._script is None:
                self._script = self.script(seen)
                self._keys = next(self._script)
            else:
                self._keys = self._script.send(seen)
        self._step += 1
        return buttons_of(self._keys)

    @property
    def foot(self) -> int:
        """The kicking foot that the person has chosen: 1 right, -1 left, 0 whichever suits."""
        return 0

    @property
    def keys(self) -> Keys:
        """What is held now."""
        return self._keys

    def changed_player(self) -> None:
        """Forget what was seen: the controls went over to another player, who sees from elsewhere."""
        self._seen.clear()

    @abstractmethod
    def script(self, sight: ScreenSight) -> Script:
        """Yield what the person does, for ever."""

    def draw(self) -> float:
        """Return the next number in (0, 1) of the person's own luck."""
        self._drawn += 1
        return float(rng.uniform(self._seeds, self._drawn, self._owner, Stream.FINGERS)[0])

    def beats(self, least: int, most: int) -> int:
        """Return a number of tenths of a second, both ends included."""
        return least + int(self.draw() * (most - least + 1))

    def hold(self, keys: Keys, beats: int) -> Script:
        """Hold keys for some tenths of a second."""
        sight = yield keys
        for _ in range(beats - 1):
            sight = yield keys
        return sight


def meeting_place(around: Around) -> Point:
    """Return where a person runs to for a rolling ball: the nearest place that it has yet to pass."""
    vx, vy = around.ball_velocity
    square = vx * vx + vy * vy
    if square < 1.0:
        return around.ball
    x, y = around.body[0] - around.ball[0], around.body[1] - around.ball[1]
    seconds = min(max((x * vx + y * vy) / square, 0.3), 1.5)
    return (around.ball[0] + vx * seconds, around.ball[1] + vy * seconds)


def off_by(around: Around, at: Point, way: Keys) -> float:
    """Return the radians from a direction of the keyboard to a place, seen from the ball."""
    angle = EIGHT.index(way) * pi / 4.0
    return abs(wrap(atan2(at[1] - around.ball[1], at[0] - around.ball[0]) - angle))


def ahead_of(around: Around, way: Keys, metres: float) -> Point:
    """Return a place in a direction of the keyboard."""
    angle = EIGHT.index(way) * pi / 4.0
    return (around.body[0] + metres * cos(angle), around.body[1] + metres * sin(angle))
