"""Events are what happened in a step; rules, objectives, sound, cards and logs listen to nothing else."""

from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from game.core.intents import Codes
from game.core.maths import Floats, Ints, wrap


class Kind(IntEnum):
    """Kinds of event. Their numbers are part of the replay format: append, never renumber."""

    STRIKE = 0
    """A foot met the ball in a swing (:class:`Strike` has what the foot did)."""
    MISS = 1
    """A swing found no ball."""
    CONTROL = 2
    """A first touch brought the ball under control."""
    MISCONTROL = 3
    """A first touch let the ball get away."""
    DRIBBLE = 4
    """The carrier touched their own ball."""
    DEFLECTION = 5
    """The ball hit a body that had no time to play it."""
    TACKLE = 6
    """A lunge took or poked the carrier's ball."""
    BOUNCE = 7
    """The ball came down on the ground; ``speed`` is the vertical speed."""
    WALL = 8
    POST = 9
    OUT = 10
    """The ball's centre crossed the boundary."""
    STOPPED = 11
    """The ball came to rest, in nobody's control."""
    COLLISION = 12
    """Two bodies met; ``speed`` is the closing speed."""
    CANCEL = 13
    """A swing was broken off: a pass fake."""
    WIND_UP = 14
    """A leg began to go back."""
    GOAL = 15
    """The whole ball crossed the line between the posts; ``other`` is the goal's number."""
    CATCH = 16
    """A keeper took the ball into the hands."""
    PARRY = 17
    """A keeper's hands turned the ball away."""
    FOUL = 18
    """A challenge went through the carrier from behind; ``other`` is the player fouled."""
    DIVE = 19
    """A keeper dived."""
    BEATEN = 20
    """A lunge found no ball, which is still ``other``'s; ``speed`` is how many metres off it is."""


@dataclass(frozen=True, slots=True)
class Events:
    """Events of one kind in one step, a row each, ordered by world and then player."""

    kind: Kind
    world: Ints
    """``(rows,)`` int64: the world in which it happened."""
    player: Ints
    """``(rows,)`` int64: the player who did it, or -1."""
    other: Ints
    """``(rows,)`` int64: the other party (tackled carrier, collided body, wall or post number), or -1."""
    point: Floats
    """``(rows, 3)`` float64, metres: where it happened."""
    speed: Floats
    """``(rows,)`` float64, m/s: the ball's speed relative to what it met (arrival speed for touches)."""

    def __len__(self) -> int:
        return len(self.world)


@dataclass(frozen=True, slots=True)
class Strike(Events):
    """What the foot did, a row a strike. Angles are in radians, lengths in metres, speeds in m/s."""

    technique: Codes
    foot: Codes
    """``(rows,)`` int8: the foot that kicked, 1 right, -1 left."""
    better_foot: npt.NDArray[np.bool_]
    skill: Floats
    """``(rows,)`` float64, 0 to 1: skill of the foot that kicked."""
    offset: Floats
    """``(rows, 2)`` float64, metres: ball centre relative to the plant foot at contact, forward along the
    hips and lateral toward the kicking foot."""
    sweet: Floats
    """``(rows, 2)`` float64, metres: where this technique wants the ball, relative to the plant foot."""
    lean: Floats
    """``(rows,)`` float64, -1 (back) to 1 (over the ball): the body's lean at contact."""
    firmness: Floats
    """``(rows,)`` float64, 0 (loose) to 1 (locked): how firm the ankle was."""
    pressure: Floats
    """``(rows,)`` float64, 0 to 1: how hard the kicker was pressed."""
    stamina: Floats
    turned: Floats
    """``(rows,)`` float64, radians that the hips had just turned: a body that has just turned is not
    settled."""
    backswing: Floats
    """``(rows,)`` float64, seconds from the start of the backswing to contact."""
    follow: Floats
    speed_asked: Floats
    speed_off: Floats
    """``(rows,)`` float64, m/s that the ball left the foot with."""
    speed_bound: Floats
    """``(rows,)`` float64, m/s: the most that this backswing could give."""
    aim_angle: Floats
    """``(rows,)`` float64, radians: heading from the ball to the aim."""
    direction: Floats
    """``(rows,)`` float64, radians: heading in which the ball went."""
    loft: Floats
    """``(rows,)`` float64, radians: the ball's angle above the ground as it left the foot."""
    hips_to_aim: Floats
    """``(rows,)`` float64, radians from the hips to the aim, counter-clockwise positive."""
    strain: Floats
    """``(rows,)`` float64, radians by which the aim lies outside what this foot serves with ease."""
    body_speed: Floats
    """``(rows,)`` float64, m/s at which the kicker ran."""

    @property
    def direction_error(self) -> Floats:
        """Signed angles from where balls were aimed to where they went, ``(rows,)`` radians."""
        return wrap(self.direction - self.aim_angle)

    def row(self, index: int) -> dict[str, float]:
        """Return one strike as plain numbers; ``offset`` and ``sweet`` become forward and lateral."""
        out: dict[str, float] = {}
        for f in fields(self):
            value = getattr(self, f.name)
            if isinstance(value, np.ndarray):
                if value.ndim == 1:
                    out[f.name] = float(value[index])
                elif f.name in ("offset", "sweet"):
                    out[f"{f.name}_forward"] = float(value[index, 0])
                    out[f"{f.name}_lateral"] = float(value[index, 1])
        out["direction_error"] = float(self.direction_error[index])
        return out
