"""What a person's controls may know of the moment: what is open to every eye, and no more."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin
from typing import Final

import numpy as np

from game.app.snapshot import Seen
from game.core.intents import Technique
from game.core.maths import Floats, dot
from game.core.pitch import Goal
from game.core.state import NOBODY, Phase
from game.core.surfaces import SURFACES, Surface
from game.sim.feet import FEET, foot_meets

Point = tuple[float, float]

AT_HAND: Final = 2.5
"""Metres: a ball nearer than this is the player's own affair, whoever touched it last."""
AT_FEET: Final = 0.6
"""Metres from the body within which a ball behind it is still the feet's."""
LEAST_SKILL: Final = 0.0
"""Skill that is counted on, whoever it is: what anybody's stride can mend."""


@dataclass(frozen=True, slots=True)
class NearbyPlayer:
    """Another player, as anybody can see them."""

    at: Point
    velocity: Point = (0.0, 0.0)
    hips: float = 0.0
    number: int = -1
    """Which player it is."""


@dataclass(frozen=True, slots=True)
class Around:
    """One moment, from one player's place."""

    body: Point
    ball: Point
    hips: float
    back: bool
    """Whether the leg is back."""
    in_reach: bool = True
    """Whether a foot let go now would find the ball."""
    heel_in_reach: bool = True
    """Whether the heel would find it."""
    mine: bool = False
    """Whether the player has the ball."""
    swings: bool = False
    """Whether a swing of any kind is under way."""
    velocity: Point = (0.0, 0.0)
    """The player's own, m/s."""
    receives: tuple[Point, float | None] | None = None
    """The run and the hips with which a team-mate's pass would be met; None where none is on its way."""
    surface: Surface = SURFACES["dry"]
    ball_velocity: Point = (0.0, 0.0)
    mates: tuple[NearbyPlayer, ...] = ()
    marks: tuple[Point, ...] = ()
    """Places that an aim is helped toward like to a team-mate, metres: a drill's marks."""
    foes: tuple[NearbyPlayer, ...] = ()
    carrier: int = -1
    """Which of ``foes`` has the ball or played it last; -1 while the others don't have it."""
    mate_has_it: bool = False
    """Whether a team-mate has the ball, or played it last and it rolls."""
    own_goal: Point | None = None
    their_goal: Point | None = None
    """Middles of the goals, where there are any."""
    goal_half: float = 1.5
    """Metres from a goal's middle to its posts."""

    @property
    def defending(self) -> bool:
        """Whether the same buttons now mean what a defender does."""
        return self.carrier >= 0

    @property
    def gap(self) -> float:
        """Metres to the ball."""
        return hypot(self.ball[0] - self.body[0], self.ball[1] - self.body[1])


def reaches(
    body: Point,
    velocity: Point,
    ball: Point,
    ball_velocity: Point,
    hips: float,
    technique: Technique = Technique.PUSH,
) -> bool:
    """Return whether the foot would find the ball if it were let go now: where both will be at contact.

    True as well for a ball that is beside or behind the feet already: waiting makes that no better.
    """
    ahead = np.array((cos(hips), sin(hips)))
    gap = np.array((ball[0] - body[0], ball[1] - body[1]))
    closing = np.array((ball_velocity[0] - velocity[0], ball_velocity[1] - velocity[1]))
    then = gap + FEET[technique].forward_swing * closing
    behind = float(dot(then, ahead)) < 0.0 and float(dot(then, then)) < AT_FEET * AT_FEET
    return behind or bool(foot_meets(technique, gap, closing, ahead, LEAST_SKILL))


def around(
    now: Seen,
    me: int,
    last_touch: int = NOBODY,
    marks: Sequence[Point] = (),
    goals: Sequence[Goal] = (),
    surface: Surface = SURFACES["dry"],
    receives: tuple[Point, float | None] | None = None,
) -> Around:
    """Return what player ``me`` can see; ``goals``: red's own and blue's, where there are any."""

    def player(i: int) -> NearbyPlayer:
        return NearbyPlayer(_pair(now.pos[i]), _pair(now.vel[i]), float(now.hips[i]), i)

    others = [i for i in range(len(now.pos)) if i != me]
    mates = [i for i in others if now.team[i] == now.team[me]]
    foes = [i for i in others if now.team[i] != now.team[me]]
    body, ball = _pair(now.pos[me]), _pair(now.ball)
    velocity, rolling = _pair(now.vel[me]), _pair(now.ball_vel)
    hips = float(now.hips[me])
    loose = now.holder == NOBODY
    owner = last_touch if loose else now.holder
    # A loose ball at hand is there to be struck first time, whoever played it.
    near = loose and hypot(ball[0] - body[0], ball[1] - body[1]) < AT_HAND
    team = int(now.team[me])
    return Around(
        body=body,
        ball=ball,
        hips=hips,
        back=int(now.phase[me]) == Phase.BACK,
        in_reach=reaches(body, velocity, ball, rolling, hips),
        heel_in_reach=reaches(body, velocity, ball, rolling, hips, Technique.BACKHEEL),
        mine=now.holder == me,
        velocity=velocity,
        receives=receives,
        swings=int(now.phase[me]) != Phase.NONE,
        surface=surface,
        ball_velocity=rolling,
        mates=tuple(player(i) for i in mates),
        marks=tuple(marks),
        foes=tuple(player(i) for i in foes),
        carrier=foes.index(owner) if owner in foes and not near else -1,
        mate_has_it=owner in mates,
        own_goal=(goals[team].x, 0.0) if goals else None,
        their_goal=(goals[1 - team].x, 0.0) if goals else None,
        goal_half=goals[0].width * 0.5 if goals else 0.0,
    )


def _pair(of: Floats) -> Point:
    return (float(of[0]), float(of[1]))


def wrap(angle: float) -> float:
    """Return an angle within half a turn to either side, radians."""
    return (angle + pi) % (2.0 * pi) - pi
