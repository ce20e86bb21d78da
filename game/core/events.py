"""What happened in a step: the only thing that rules, objectives, sound, cards and logs listen to."""

from dataclasses import dataclass, fields
from enum import IntEnum

import numpy as np
import numpy.typing as npt

from game.core.intents import Codes
from game.core.maths import Floats, Ints, wrap


class Kind(IntEnum):
    """Kinds of event. Numbers are part of the replay format: append, never renumber."""

    STRIKE = 0
    """A foot met the ball in a swing (:class:`Strike` has what the foot did)."""
    MISS = 1
    """A swing found no ball."""
    CONTROL = 2
    """A first touch brought the ball under control."""
    MISCONTROL = 3
    """A first touch, and the ball got away."""
    DRIBBLE = 4
    """A touch of the carrier's own."""
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


@dataclass(frozen=True, slots=True)
class Events:
    """Events of one kind in one step, a row each, ordered by world and then player."""

    kind: Kind
    world: Ints
    """``(rows,)``."""
    player: Ints
    """``(rows,)`` who did it, or -1."""
    other: Ints
    """``(rows,)`` the other party (tackled carrier, collided body, wall or post number), or -1."""
    point: Floats
    """``(rows, 3)`` metres."""
    speed: Floats
    """``(rows,)`` m/s: ball speed relative to what it met (arrival speed for touches)."""

    def __len__(self) -> int:
        return len(self.world)


@dataclass(frozen=True, slots=True)
class Strike(Events):
    """What the foot did, a row a strike. Angles in radians, lengths in metres, speeds in m/s."""

    technique: Codes
    foot: Codes
    """1 right, -1 left."""
    better_foot: npt.NDArray[np.bool_]
    skill: Floats
    """0 to 1, of the foot that kicked."""
    offset: Floats
    """``(rows, 2)`` ball centre relative to the plant foot at contact: forward along the hips, lateral
    toward the kicking foot."""
    sweet: Floats
    """``(rows, 2)`` where this technique wants the ball."""
    lean: Floats
    """-1 (back) to 1 (over the ball), as it was at contact."""
    firmness: Floats
    """0 (loose ankle) to 1 (locked)."""
    pressure: Floats
    """0 to 1."""
    stamina: Floats
    turned: Floats
    """Radians that the hips had turned just before: a body that has just turned is not settled."""
    backswing: Floats
    """Seconds from backswing start to contact."""
    follow: Floats
    speed_asked: Floats
    speed_off: Floats
    """What the ball got."""
    speed_bound: Floats
    """The most that this backswing could give."""
    aim_angle: Floats
    """Heading from the ball to the aim."""
    direction: Floats
    """Heading in which the ball went."""
    loft: Floats
    """Elevation of the launch."""
    hips_to_aim: Floats
    """Angle from the hips to the aim, signed."""
    strain: Floats
    """Radians by which the aim lies outside what this foot serves with ease."""
    body_speed: Floats
    """The kicker's own speed."""

    @property
    def direction_error(self) -> Floats:
        """Signed angle from where it was aimed to where it went."""
        return wrap(self.direction - self.aim_angle)

    def row(self, index: int) -> dict[str, float]:
        """One strike as plain numbers, ``offset`` and ``sweet`` split into forward and lateral."""
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
