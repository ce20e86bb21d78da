"""A pass on its way: the way onto its line that a receiver takes by themselves."""

from math import cos, hypot, pi
from typing import Final

import numpy as np

from game.app.input.surroundings import Point
from game.core.state import NOBODY, View
from game.core.surfaces import Surface
from game.mind.meeting import Runners, meet, run

OBEYS_FROM: Final = pi / 4.0
"""Radians off the ball's line from which a held direction is obeyed."""
ROLLS: Final = 1.0
"""m/s over which a ball is on its way."""


def onto_the_line(
    view: View, player: int, surface: Surface, row: int = 0
) -> tuple[Point, float | None] | None:
    """Return the wished run and hips with which a player meets a team-mate's pass; None where none comes.

    ``row`` is the world of the batch.
    """
    ball, team = view.ball, view.squad.team
    kicker, last = int(ball.kicker[row]), int(ball.last_touch[row])
    if int(ball.holder[row]) != NOBODY or NOBODY in (kicker, last) or kicker == player:
        return None
    if team[kicker] != team[player] or team[last] != team[player]:
        return None
    if hypot(float(ball.vel[row, 0]), float(ball.vel[row, 1])) < ROLLS:
        return None
    me = np.array([player])
    here = slice(row, row + 1)
    who = Runners.of(view.bodies, (here, me))
    meeting = meet(who, ball.pos[here, None], ball.vel[here, None], ball.roll[here, None], surface)
    move, hips = run(who, meeting, ball.pos[here, None, :2])
    turned = float(hips[0, 0])
    return (float(move[0, 0, 0]), float(move[0, 0, 1])), None if np.isnan(turned) else turned


def obeys(move: Point, ball_velocity: Point) -> bool:
    """Return whether a held direction is a wish of its own, and not just along the ball's line."""
    speed, held = hypot(*ball_velocity), hypot(*move)
    if held == 0.0 or speed == 0.0:
        return held > 0.0
    along = abs(move[0] * ball_velocity[0] + move[1] * ball_velocity[1]) / (speed * held)
    return along < cos(OBEYS_FROM)
