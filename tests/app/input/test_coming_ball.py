"""A ball that comes is met in time, and goes where it is meant although some of its own way stays in it."""

from math import atan2, cos, degrees, hypot, pi, sin

import numpy as np

from game.app.input.buttons import Buttons
from game.app.input.coming_ball import against_drift, best_now
from game.app.input.controls import wish_of
from game.app.input.surroundings import Around, NearbyPlayer, Point
from game.app.input.thumb import HELPED, UNHELPED, Helps, Thumb
from game.core.intents import Technique
from game.sim.feet import FEET, KICK, ROLLS_ON

MATE = NearbyPlayer((0.0, 8.0), number=3)
COMES = Around(
    body=(0.0, 0.0), ball=(-3.0, 0.2), hips=pi / 2.0, back=False, ball_velocity=(8.0, 0.0), mates=(MATE,)
)
SPEED = 10.0


def goes(start: Point, aim: Point, ball: Point, speed: float) -> float:
    """The degrees in which a perfectly struck ball goes, as the strike has it."""
    way = atan2(aim[1] - start[1], aim[0] - start[0])
    line = np.array((cos(way), sin(way)))
    arriving = np.array(ball)
    leaves = speed * line + KICK.absorbed * (arriving - (arriving @ line) * line)
    return degrees(atan2(leaves[1], leaves[0]))


def test_the_foot_aims_beside_the_receiver_as_much_as_the_ball_drifts() -> None:
    start = (0.0, 0.2)  # nearest to the body
    straight = goes(start, MATE.at, COMES.ball_velocity, SPEED)
    helped = goes(start, against_drift(COMES, MATE.at, SPEED), COMES.ball_velocity, SPEED)
    assert abs(straight - 90.0) > 6.0, "a metre beside over eight"
    assert abs(helped - 90.0) < 0.5
    still = Around(body=(0.0, 0.0), ball=(0.3, 0.2), hips=pi / 2.0, back=False, mates=(MATE,))
    assert against_drift(still, MATE.at, SPEED) == MATE.at


def test_without_help_the_foot_aims_where_the_thumb_points() -> None:
    def aim(helps: Helps) -> Point:
        ready = Around(
            body=(0.0, 0.0),
            ball=(-1.0, 0.2),
            hips=pi / 2.0,
            back=True,
            ball_velocity=(8.0, 0.0),
            mates=(MATE,),
        )
        thumb = Thumb()
        for _ in range(3):
            wish, thumb = wish_of(Buttons(push=True, move=(0.0, 1.0)), thumb, ready, helps)
        assert wish.aim is not None
        assert thumb.aim is not None
        return (wish.aim[0] - thumb.aim[0], wish.aim[1] - thumb.aim[1])

    assert hypot(*aim(UNHELPED)) == 0.0
    assert aim(HELPED)[0] < -0.5, "against the ball's own way, which is to the right"


def test_the_foot_waits_until_the_ball_is_where_it_meets_it_best() -> None:
    swing = FEET[Technique.PUSH].forward_swing
    at = []
    for step in range(60):
        x = -3.0 + step * 0.08
        ball = Around(body=(0.0, 0.0), ball=(x, 0.2), hips=pi / 2.0, back=True, ball_velocity=(8.0, 0.0))
        if best_now(ball, Technique.PUSH, -1):
            at.append(x + ROLLS_ON * 8.0 * swing)
    sideways = FEET[Technique.PUSH].sweet[1] - KICK.stride_aside
    assert at
    assert abs(at[0] + sideways) < 0.15, "it is over the foot's place at contact"
