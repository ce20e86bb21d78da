"""What the ball gets from where things were when the foot met it."""

import numpy as np
import pytest

from game.core.events import Kind, Strike
from game.core.intents import Technique
from game.core.maths import PI
from game.sim.feet import FEET, SWEET, backswing_for, speed_bound, strain_of
from game.sim.step import step

from .grounds import WIDE, idle, kick, kinds, play, world_of

N = 2000
PUSH, HEEL = Technique.PUSH, Technique.BACKHEEL
AHEAD, BEHIND = (30.0, 0.0), (-30.0, 0.0)


def struck(technique: Technique = PUSH, **wishes: object) -> Strike:
    world = world_of([(0.0, 0.0)], worlds=N)
    aim = AHEAD if technique == PUSH else BEHIND
    wishes.setdefault("speed", 10.0 if technique == PUSH else 7.0)
    return kick(world, technique=technique, aim=aim, **wishes)


def spread(strike: Strike) -> float:
    return float(np.degrees(strike.direction_error.std()))


def loft(strike: Strike) -> float:
    return float(np.degrees(strike.loft.mean()))


def test_a_sound_push_goes_along_the_ground_where_it_is_aimed() -> None:
    strike = struck()
    assert len(strike) == N
    assert np.abs(strike.offset - SWEET[PUSH]).mean() < 0.02
    assert 2.0 < spread(strike) < 3.0  # SCIENCE: 2 to 3 degrees from a stand
    assert abs(np.degrees(strike.direction_error.mean())) < 0.3
    assert loft(strike) < 0.5
    assert strike.speed_off.mean() == pytest.approx(10.0, rel=0.03)


def test_the_plant_foot_of_a_push_stands_6_to_8_inches_beside_the_ball() -> None:
    strike = struck()
    assert 6 * 0.0254 < strike.offset[:, 1].mean() < 8 * 0.0254


def test_the_plant_foot_of_a_heel_stands_slightly_ahead_of_the_ball() -> None:
    strike = struck(HEEL)
    assert -0.2 < strike.offset[:, 0].mean() < -0.08
    assert np.abs(np.abs(strike.direction) - PI).max() < 0.6


def test_a_ball_ahead_of_the_plant_foot_is_scooped() -> None:
    lofts = [loft(struck(place=(ahead, 0.17))) for ahead in (0.0, 0.1, 0.2, 0.3)]
    assert lofts == sorted(lofts)
    assert lofts[2] > lofts[0] + 8.0


def test_a_ball_under_the_body_is_stubbed_weak_and_wide() -> None:
    sound, stub = struck(), struck(place=(-0.15, 0.17))
    assert stub.speed_off.mean() < 0.9 * sound.speed_off.mean()
    assert spread(stub) > 1.15 * spread(sound)


def test_a_ball_too_near_or_too_far_from_the_plant_foot_leaves_the_line() -> None:
    near, far = struck(place=(0.0, 0.05)), struck(place=(0.0, 0.30))
    assert np.degrees(near.direction_error.mean()) > 2.0
    assert np.degrees(far.direction_error.mean()) < -2.0


def test_leaning_back_lofts_and_leaning_over_keeps_it_down() -> None:
    back, upright, over = (struck(lean=lean, hold=24) for lean in (-1.0, 0.0, 1.0))
    assert loft(back) > loft(upright) + 6.0
    assert loft(over) < loft(upright)


def test_a_heel_errs_about_twice_as_much_as_a_push() -> None:
    assert 1.5 < spread(struck(HEEL)) / spread(struck(PUSH)) < 2.6


def test_the_heel_s_error_grows_faster_with_power() -> None:
    growth = {}
    for technique in (PUSH, HEEL):
        soft, hard = (spread(struck(technique, speed=speed)) for speed in (5.0, 10.0))
        growth[technique] = hard - soft
    assert growth[HEEL] > 2.0 * growth[PUSH] > 0.0


def test_a_full_swing_is_less_true_than_an_easy_one() -> None:
    assert spread(struck(speed=18.0, hold=26)) > 1.25 * spread(struck(speed=9.0, hold=26))


@pytest.mark.parametrize("technique", [PUSH, HEEL])
def test_a_follow_through_through_the_target_is_the_truest(technique: Technique) -> None:
    cut, full, over = (spread(struck(technique, follow=follow)) for follow in (0.0, 1.0, 2.0))
    assert full < 0.97 * cut
    assert full < 0.97 * over


def test_too_far_a_follow_through_costs_a_heel_more_than_a_push() -> None:
    cost = {t: spread(struck(t, follow=2.0)) / spread(struck(t, follow=1.0)) for t in (PUSH, HEEL)}
    assert cost[HEEL] > cost[PUSH] + 0.2


def test_the_better_foot_errs_less() -> None:
    assert spread(struck(foot=1)) < 0.9 * spread(struck(foot=-1))


def test_skill_makes_it_truer() -> None:
    errors = []
    for skill in (0.2, 0.5, 0.9):
        world = world_of([(0.0, 0.0)], worlds=N, skill=skill)
        errors.append(spread(kick(world, speed=10.0)))
    assert errors == sorted(errors, reverse=True)


def test_tired_legs_and_a_near_opponent_widen_the_error() -> None:
    fresh = struck()
    tired_world = world_of([(0.0, 0.0)], worlds=N)
    tired_world.bodies.stamina[...] = 0.2
    tired = kick(tired_world, speed=10.0)
    pressed_world = world_of([(0.0, 0.0), (-0.9, 0.9)], teams=[0, 1], worlds=N)
    pressed = kick(pressed_world, speed=10.0)
    assert spread(tired) > 1.2 * spread(fresh)
    assert spread(pressed) > 1.2 * spread(fresh)
    assert tired.firmness.mean() < fresh.firmness.mean()
    assert pressed.pressure.mean() > 0.7


def test_the_backswing_bounds_the_speed() -> None:
    bounds = [float(speed_bound(PUSH, seconds, 0.7, 1.0)) for seconds in (0.2, 0.3, 0.48, 0.8)]
    assert bounds[0] < bounds[1] < bounds[2] == bounds[3]
    assert 19.0 < bounds[2] < 23.4  # between the unskilled and the full kick of the literature
    short = struck(speed=18.0, hold=6)
    assert short.speed_off.mean() < 13.0
    assert (short.speed_asked == 18.0).all()


def test_a_sound_backswing_gives_its_speed() -> None:
    for technique in (PUSH, HEEL):
        for speed in (5.0, 8.0, 10.0):
            seconds = backswing_for(technique, speed, 0.7, 1.0)
            assert speed_bound(technique, seconds, 0.7, 1.0) > speed


def test_no_foot_serves_what_its_surface_doesn_t_look_at() -> None:
    one = np.ones(1)
    straight_back, ahead = np.array([PI]), np.array([0.0])
    for side in (one, -one):
        strain, can = strain_of(FEET[PUSH], side, straight_back)
        assert strain[0] > 0.5
        assert abs(can[0]) < 1.8
        strain, can = strain_of(FEET[HEEL], side, ahead)
        assert strain[0] > 0.5
        assert abs(can[0]) > 1.7


def test_a_push_aimed_straight_behind_with_the_hips_held_goes_elsewhere() -> None:
    strike = struck(speed=8.0, hips_to=0.0)
    assert np.abs(strike.direction_error).max() < 0.3
    world = world_of([(0.0, 0.0)], worlds=50)
    wrong = kick(world, aim=BEHIND, speed=8.0, hips_to=0.0)
    assert (np.abs(wrong.direction_error) > 1.0).all()
    assert (wrong.strain > 0.5).all()


def test_a_broken_off_swing_leaves_the_ball_alone() -> None:
    world = world_of([(0.0, 0.0)])
    winds, breaks = idle(world), idle(world)
    winds.swing[...] = PUSH
    breaks.cancel[...] = True
    happened = play(world, WIDE, 15, winds) + step(world, WIDE, breaks) + play(world, WIDE, 30)
    assert Kind.CANCEL in kinds(happened)
    assert Kind.STRIKE not in kinds(happened)
    assert world.ball.holder[0] == 0


def test_a_swing_without_a_ball_meets_nothing() -> None:
    world = world_of([(0.0, 0.0)], holder=None)
    world.ball.pos[0, :2] = (3.0, 0.0)
    winds = idle(world)
    winds.swing[...] = PUSH
    happened = play(world, WIDE, 15, winds) + play(world, WIDE, 15)
    assert Kind.MISS in kinds(happened)
    assert (world.ball.vel == 0.0).all()


def test_letting_go_late_on_a_ball_that_runs_ahead_makes_the_timing_the_player_s() -> None:
    # The body runs through a ball that lies still: contact early scoops, contact late stubs.
    offsets = []
    for wait in (0, 8, 16, 28):
        world = world_of([(0.0, 0.0)])
        world.ball.pos[0, :2] = (0.75, -0.08)
        run = idle(world)
        run.move[0, 0] = (0.2, 0.0)
        run.aim[0, 0] = AHEAD
        run.place[0, 0] = SWEET[PUSH]
        run.step_in[...] = False
        run.swing[...] = PUSH
        play(world, WIDE, 12 + wait, run)
        run.swing[...] = 0
        strikes = [e for e in play(world, WIDE, 12, run) if isinstance(e, Strike)]
        offsets.append(float(strikes[0].offset[0, 0]))
    assert offsets == sorted(offsets, reverse=True)
    assert offsets[0] > 0.1
    assert offsets[-1] < -0.1


def test_a_pass_out_of_a_dribble_meets_the_ball() -> None:
    # A person lets go of the run, holds the pass for a third of a second, and lets go.
    met = []
    for pace in (0.4, 0.7):
        world = world_of([(-30.0, 0.0)], worlds=200)
        run = idle(world)
        run.move[:, 0] = (pace, 0.0)
        play(world, WIDE, 150, run)
        winds = idle(world)
        winds.swing[...] = PUSH
        winds.aim[:, 0] = AHEAD
        winds.speed[:, 0] = 10.0
        play(world, WIDE, 22, winds)
        met.append(sum(len(e) for e in play(world, WIDE, 14) if e.kind is Kind.STRIKE) / 200)
    assert met[0] > 0.9
    assert met[1] > 0.8
