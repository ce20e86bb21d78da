"""The instep: harder than the push, less exact, longer to wind up, and lofted by lean and place."""

import numpy as np
import pytest

from game.core.intents import Technique
from game.sim.feet import FEET, backswing_for, speed_bound, top_ball_speed

from .grounds import kick, world_of

SHOT, PUSH = Technique.SHOT, Technique.PUSH


def struck(technique: Technique, skill: float = 0.7, hold: int = 30, **wishes: object):  # type: ignore[no-untyped-def]
    world = world_of([(0.0, 0.0)], worlds=1500, skill=skill)
    return kick(world, technique=technique, hold=hold, **wishes)


@pytest.mark.parametrize(
    ("skill", "least", "most"), [(0.0, 15.0, 21.0), (0.7, 22.0, 27.5), (1.0, 25.0, 30.0)]
)
def test_a_full_shot_is_as_hard_as_an_instep_kick_is(skill: float, least: float, most: float) -> None:
    off = struck(SHOT, skill, hold=40, speed=40.0).speed_off
    assert least < np.median(off) < most
    assert np.median(off) > np.median(struck(PUSH, skill, hold=40, speed=40.0).speed_off) + 2.0


@pytest.mark.parametrize("speed", [10.0, 18.0])
def test_it_errs_half_as_much_again_to_twice_as_much_as_a_push(speed: float) -> None:
    push = np.std(struck(PUSH, speed=speed).direction_error)
    shot = np.std(struck(SHOT, speed=speed).direction_error)
    assert 1.25 * push < shot < 2.1 * push


def test_a_shot_takes_longer_to_wind_up_than_a_push() -> None:
    assert FEET[SHOT].wind > FEET[PUSH].wind
    for share in (0.3, 0.6):
        shot, push = (
            speed_bound(t, share * FEET[SHOT].wind, 0.7, 1.0) / top_ball_speed(FEET[t], 0.7, 1.0)
            for t in (SHOT, PUSH)
        )
        assert shot < push
    assert backswing_for(SHOT, 24.0, 0.7, 1.0) > 0.4


def test_leaning_back_or_a_ball_further_ahead_lofts_it() -> None:
    flat = np.mean(struck(SHOT, speed=18.0).loft)
    back = np.mean(struck(SHOT, speed=18.0, lean=-1.0).loft)
    ahead = np.mean(struck(SHOT, speed=18.0, place=(0.15, 0.20)).loft)
    assert back > flat + 0.1
    assert ahead > flat + 0.1


def test_across_the_body_it_serves_less_than_a_push() -> None:
    shot = struck(SHOT, speed=14.0, aim=(2.0, 20.0), hips_to=0.0, hold=24)
    push = struck(PUSH, speed=14.0, aim=(2.0, 20.0), hips_to=0.0, hold=24)
    assert np.mean(shot.strain) > np.mean(push.strain) + 0.2
