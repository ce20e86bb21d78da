"""A carrier looks once more before the leg comes through: nobody plays a pass into a body that stands there.

What was thought of is older than the swing by then. Who sees an opponent in the lane breaks off, and thinks
again; to defenders that is a pass fake like any other.
"""

from dataclasses import dataclass

import numpy as np

from game.core.maths import Bools, Floats, Ints, cross, dot, norm
from game.mind.perception.perceived import PlanSurroundings


@dataclass(frozen=True, slots=True)
class SecondLook:
    """When a lane is shut. All numbers are priors."""

    within: float = 6.0
    """Metres from the ball within which an opponent in the lane makes a carrier break off."""
    past: float = 0.4
    """Metres from the ball before which nobody stands in a lane."""
    before: float = 0.8
    """Metres before the end of the pass from which it is the receiver's to deal with."""
    body: float = 0.45
    """Metres beside the lane within which a body, or a leg put out, has the ball."""


LOOK = SecondLook()


def lane_shut(around: PlanSurroundings, player: Ints, aim: Floats) -> Bools:
    """Return where an opponent, as ``player`` sees it, stands in the lane to ``aim``, ``(worlds,)``.

    ``player`` is ``(worlds,)``; ``aim`` ``(worlds, 2)`` is in metres.
    """
    ball = around.ball_pos[:, :2]
    line = aim - ball
    length = norm(line)
    way = line / np.maximum(length, 1e-6)[:, None]
    gap = around.pos - ball[:, None]
    along, aside = dot(gap, way[:, None]), np.abs(cross(way[:, None], gap))
    team = around.squad.team
    foes = team[None, :] != team[player][:, None]
    end = np.minimum(length - LOOK.before, LOOK.within)[:, None]
    shut: Bools = (foes & (along > LOOK.past) & (along < end) & (aside < LOOK.body)).any(axis=1)
    return shut
