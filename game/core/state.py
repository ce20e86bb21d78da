"""The state of a batch of worlds is arrays whose first axis is the world."""

import hashlib
from dataclasses import dataclass, field
from enum import IntEnum
from operator import is_
from typing import Any, ClassVar, Self

import numpy as np
import numpy.typing as npt

from game.core.batched import Batched, Dropped, Shared
from game.core.batched import Rows as Rows
from game.core.intents import Codes
from game.core.maths import Floats, Ints, vectors
from game.core.rng import Seeds, luck_of_minds

STEP_SECONDS = 1.0 / 60.0
"""Seconds of one step. Contacts and bounces are placed inside a step, so this is not the grain of timing."""

NOBODY = -1
LONG_AGO = -(10**6)
"""Step number of what has never happened: nearly five hours before the first step."""


class Phase(IntEnum):
    """The phases of a swing."""

    NONE = 0
    BACK = 1
    """The leg goes back, or waits there."""
    FORWARD = 2
    """The leg is let go: the plant foot is down and the leg comes through to the ball."""
    FOLLOW = 3
    """Contact (or a miss) is over, until the foot is down again."""


@dataclass(frozen=True, slots=True)
class Squad:
    """The players, the same for every world of a batch and for its whole length. Shapes ``(players,)``."""

    ids: tuple[str, ...]
    team: Codes
    """``(players,)`` int8: 0 red, 1 blue."""
    skill: Floats
    """``(players,)`` float64, 0 to 1: skill of the better foot."""
    better_foot: Codes
    """``(players,)`` int8: 1 right, -1 left."""
    keeper: npt.NDArray[np.bool_]
    """``(players,)`` bool: whether a player may use the hands, in their own area."""
    called: tuple[str, ...] = ()
    """Names that people read on screen; where it is empty, players are called by their ids."""

    @property
    def names(self) -> tuple[str, ...]:
        """The names of all players, in their order."""
        return self.called or self.ids

    @property
    def players(self) -> int:
        """The number of players."""
        return len(self.ids)

    def index(self, name: str) -> int:
        """Return the number of the player with this id; raises KeyError where there is none."""
        try:
            return self.ids.index(name)
        except ValueError:
            raise KeyError(name) from None


class ShownArrays:
    """The arrays of a part of the state that were shown last, and the same to be read alone."""

    __slots__ = ("arrays", "part", "readings")

    def __init__(self) -> None:
        self.arrays: list[npt.NDArray[Any]] = []
        self.readings: list[npt.NDArray[Any]] = []
        self.part: Any = None


class _Showing:
    """What a world showed last. It belongs to its arrays: a copy of the world begins with nothing."""

    __slots__ = ("ball", "bodies")

    def __init__(self) -> None:
        self.ball, self.bodies = ShownArrays(), ShownArrays()

    def __deepcopy__(self, memo: dict[int, Any]) -> "_Showing":
        return _Showing()

    def __reduce__(self) -> tuple[type["_Showing"], tuple[()]]:
        return _Showing, ()


class _Arrays(Batched):
    """What the parts of the state share: they can be copied, and fed to a digest."""

    __slots__: ClassVar[tuple[str, ...]] = ()

    def copy(self) -> Self:
        """Return a deep copy."""
        return type(self)(**{name: getattr(self, name).copy(order="K") for name in self.__slots__})

    def shown(self, before: ShownArrays) -> Self:
        """Return the same arrays for reading alone: nobody can write to them by this.

        ``before`` has what was shown last; what is still the same array is shown again.
        """
        arrays = [getattr(self, name) for name in self.__slots__]
        same = list(map(is_, arrays, before.arrays))
        if before.part is None or not all(same):
            readings = before.readings
            for place, array in enumerate(arrays):
                if before.part is None or not same[place]:
                    reading = array.view()
                    reading.setflags(write=False)
                    readings[place : place + 1] = [reading]
            before.arrays, before.part = arrays, type(self)(*readings)
        part: Self = before.part
        return part

    def feed(self, digest: "hashlib._Hash") -> None:
        """Add every array's bytes to a digest, in the order of the fields."""
        for name in self.__slots__:
            digest.update(np.ascontiguousarray(getattr(self, name)).tobytes())


@dataclass(slots=True)
class Ball(_Arrays):
    """The ball of each world."""

    pos: Floats
    """``(worlds, 3)`` float64, metres; z is the centre's height above where it rests (0 on the ground)."""
    vel: Floats
    """``(worlds, 3)`` float64, m/s: velocity of the centre."""
    roll: Floats
    """``(worlds, 2)`` float64, m/s: the speed at which its turning would carry it without slip."""
    holder: Ints
    """``(worlds,)`` int64: the player who has it under control, or NOBODY."""
    last_touch: Ints
    """``(worlds,)`` int64: the player who touched it last, or NOBODY."""
    kicker: Ints
    """``(worlds,)`` int64: the player who struck the pass or shot under way, or NOBODY."""
    struck_step: Ints
    """``(worlds,)`` int64: the step of the last strike; reactions to the flight count from here."""
    hands: npt.NDArray[np.bool_]
    """``(worlds,)`` bool: whether the holder, a keeper, has it in the hands."""

    @classmethod
    def at_rest(cls, worlds: int) -> "Ball":
        """Return balls that lie on the centre spot, touched by nobody."""
        nobody = np.full(worlds, NOBODY, dtype=np.int64)
        return cls(
            # Transposed, so that each component lies together in memory, as in ``vectors``.
            pos=np.zeros((3, worlds)).T,
            vel=np.zeros((3, worlds)).T,
            roll=np.zeros((2, worlds)).T,
            holder=nobody,
            last_touch=nobody.copy(),
            kicker=nobody.copy(),
            struck_step=np.full(worlds, LONG_AGO, dtype=np.int64),
            hands=np.zeros(worlds, dtype=np.bool_),
        )


@dataclass(slots=True)
class Bodies(_Arrays):
    """What anybody on the pitch could see of each player. Shapes are ``(worlds, players, ...)``."""

    pos: Floats
    """``(worlds, players, 2)`` float64, metres: the body's centre."""
    vel: Floats
    """``(worlds, players, 2)`` float64, m/s: velocity of the body's centre."""
    hips: Floats
    """Heading of the hips, radians counter-clockwise from +x."""
    trunk: Floats
    """Heading of chest and shoulders, radians counter-clockwise from +x."""
    gaze: Floats
    """Heading of the eyes, radians counter-clockwise from +x."""
    stamina: Floats
    """Stamina, 0 (spent) to 1 (fresh)."""
    stride: Floats
    """Gait phase in cycles: the legs' place in the run, for drawing and for cues."""
    phase: Codes
    """:class:`Phase` of the swing."""
    technique: Codes
    """:class:`Technique` of the swing: a heel's leg stays by the ball, a push's goes back."""
    foot: Codes
    """Kicking foot: 1 right, -1 left, 0 while there is no swing."""
    lift: Floats
    """How far the kicking leg is out of its hanging place: 1 is fully back, 0 at the ball, negative beyond
    it."""
    plant: Floats
    """``(worlds, players, 2)`` float64, metres: the plant foot; it has a meaning from FORWARD on."""
    plant_angle: Floats
    """Heading in which the plant foot points, radians."""
    lean: Floats
    """Lean of the body, -1 (back) to 1 (over the ball)."""
    weight: Floats
    """Which leg carries the body: 1 all on the left, -1 all on the right, 0 in the middle."""
    lunge: Floats
    """Seconds left of a lunge for the ball (tackle), recovery included; 0 while there is none."""
    lunge_way: Floats
    """Heading in which a lunging leg is thrown out, radians; it has a meaning while there is a lunge."""
    dive: Floats
    """Seconds left of a keeper's dive, getting up included; 0 while there is none."""
    dive_way: Floats
    """Heading of a keeper's dive, radians."""
    calling: npt.NDArray[np.bool_]
    """Whether a player calls for the ball just now."""

    @classmethod
    def standing(cls, worlds: int, players: int) -> "Bodies":
        """Return fresh players on the centre spot, looking along +x."""
        shape = (worlds, players)

        def zero() -> Floats:
            return np.zeros(shape)

        def code() -> Codes:
            return np.zeros(shape, dtype=np.int8)

        return cls(
            pos=vectors(worlds, players),
            vel=vectors(worlds, players),
            hips=zero(),
            trunk=zero(),
            gaze=zero(),
            stamina=np.ones(shape),
            stride=zero(),
            phase=code(),
            technique=code(),
            foot=code(),
            lift=zero(),
            plant=vectors(worlds, players),
            plant_angle=zero(),
            lean=zero(),
            weight=zero(),
            lunge=zero(),
            lunge_way=zero(),
            dive=zero(),
            dive_way=zero(),
            calling=np.zeros(shape, dtype=np.bool_),
        )


@dataclass(slots=True)
class Intentions(_Arrays):
    """What a swinging player has in mind. It is hidden: nothing under ``game.mind`` may be given this.

    Shapes are ``(worlds, players, ...)``; it has a meaning while the swing's phase is not NONE.
    """

    aim: Floats
    """``(worlds, players, 2)`` float64, metres: where the ball should go."""
    speed: Floats
    """m/s wished off the foot; NaN stands for what suits the backswing."""
    place: Floats
    """``(worlds, players, 2)`` float64, metres: wished ball centre relative to the plant foot."""
    lean: Floats
    """Wished lean of the body, -1 (back) to 1 (over the ball)."""
    follow: Floats
    """Wished follow-through, 0 (cut short) to 1 (full) to 2 (too far)."""
    phase_time: Floats
    """Seconds since the phase of the swing began."""
    backswing: Floats
    """Seconds for which the leg has been going back."""
    contact_in: Floats
    """Seconds until the foot meets the ball, while the phase is FORWARD."""
    rest: Floats
    """Seconds until a new swing, touch or dribble is possible after the last one."""
    shaken: Floats
    """How much a lunge has put this player off balance, 0 to 1; it fades within a second or so."""
    turned: Floats
    """Radians that the hips have just turned; a body that has just turned is not settled to strike."""
    kicks: Ints
    """Number of times this player has struck: the counter of their kicks' luck."""
    touches: Ints
    """Number of times this player has touched the ball: the counter of their touches' luck."""

    @classmethod
    def none(cls, worlds: int, players: int) -> "Intentions":
        """Return the intentions of players of whom nobody swings."""
        shape = (worlds, players)

        def zero() -> Floats:
            return np.zeros(shape)

        return cls(
            aim=vectors(worlds, players),
            speed=zero(),
            place=vectors(worlds, players),
            lean=zero(),
            follow=np.ones(shape),
            phase_time=zero(),
            backswing=zero(),
            contact_in=zero(),
            rest=zero(),
            shaken=zero(),
            turned=zero(),
            kicks=np.zeros(shape, dtype=np.int64),
            touches=np.zeros(shape, dtype=np.int64),
        )


@dataclass(frozen=True, slots=True)
class View(Batched):
    """What is open to every eye: a world without anybody's intentions and luck. Nobody can write to it.

    A mind isn't given this but what its eyes make of it (:class:`game.mind.perception.perceived.Perceived`).
    """

    squad: Shared[Squad]
    luck: Seeds
    """``(worlds,)`` uint64: the seeds of what minds misjudge; a kick's luck can't be told from them."""
    ball: Ball
    bodies: Bodies
    step: Shared[int]


@dataclass(slots=True)
class World(Batched):
    """A batch of worlds at one step."""

    squad: Shared[Squad]
    seeds: Seeds
    """``(worlds,)`` uint64: the seed of each world's luck."""
    ball: Ball
    bodies: Bodies
    hidden: Intentions
    step: Shared[int] = 0
    """Steps since the start, the same for all worlds of the batch."""
    minds_luck: Seeds = field(default_factory=lambda: np.zeros(0, dtype=np.uint64))
    """``(worlds,)`` uint64: the seeds of what minds misjudge, made from ``seeds`` when the world begins."""

    _shown: Dropped[_Showing | None] = field(default=None, repr=False, compare=False)

    def __post_init__(self) -> None:
        if len(self.minds_luck) != len(self.seeds):
            self.minds_luck = luck_of_minds(self.seeds)

    def reseed(self, seeds: Seeds) -> None:
        """Give every world another luck from here on, and its minds another with it."""
        self.seeds, self.minds_luck = seeds, luck_of_minds(seeds)

    @property
    def worlds(self) -> int:
        """The number of worlds that run side by side."""
        return len(self.seeds)

    @property
    def seconds(self) -> float:
        """Seconds since the start."""
        return self.step * STEP_SECONDS

    def view(self) -> View:
        """Return the visible part, which is not a copy and can't be written to."""
        if self._shown is None:
            self._shown = _Showing()
        ball, bodies = self.ball.shown(self._shown.ball), self.bodies.shown(self._shown.bodies)
        return View(self.squad, self.minds_luck, ball, bodies, self.step)

    def copy(self) -> "World":
        """Return a deep copy; the squad, which never changes, is shared."""
        return World(
            self.squad,
            self.seeds.copy(),
            self.ball.copy(),
            self.bodies.copy(),
            self.hidden.copy(),
            self.step,
            self.minds_luck.copy(),
        )

    def digest(self) -> str:
        """Return SHA-256 over every bit of the state, in hexadecimal."""
        h = hashlib.sha256(self.step.to_bytes(8, "little", signed=True))
        h.update(self.seeds.tobytes())
        self.ball.feed(h)
        self.bodies.feed(h)
        self.hidden.feed(h)
        return h.hexdigest()
