from dataclasses import replace
from math import cos, pi, radians, sin

import pytest

from game.app.controls import (
    KEY_GRACE,
    PATIENCE,
    SPEEDS,
    Around,
    Thumb,
    helped,
    reaches,
    weight_asked,
    wish_of,
)
from game.app.devices import Buttons
from game.core.intents import Technique, Wish

HERE = Around(body=(0.0, 0.0), ball=(0.33, 0.0), hips=0.0, back=True)
PUSH = Buttons(push=True)
HEEL = Buttons(heel=True)


def play(
    *held: tuple[Buttons, int], around: Around = HERE, thumb: Thumb | None = None
) -> tuple[list[Wish], Thumb]:
    thumb = thumb or Thumb()
    wishes = []
    for buttons, steps in held:
        for _ in range(steps):
            wish, thumb = wish_of(buttons, thumb, around)
            wishes.append(wish)
    return wishes, thumb


def test_nothing_held_is_nothing_wished() -> None:
    assert wish_of(Buttons(), Thumb(), HERE) == (Wish(), Thumb())


def test_a_stick_runs_and_the_sprint_button_runs_faster() -> None:
    (jog,), _ = play((Buttons(move=(1.0, 0.0)), 1))
    (sprint,), _ = play((Buttons(move=(1.0, 0.0), sprint=True), 1))
    assert 0.0 < jog.move[0] < sprint.move[0] == 1.0


@pytest.mark.parametrize("technique", [Technique.PUSH, Technique.BACKHEEL])
def test_a_longer_hold_asks_for_a_harder_pass_up_to_a_limit(technique: Technique) -> None:
    asked = [weight_asked(technique, held) for held in range(0, 120, 4)]
    assert asked == sorted(asked)
    assert (asked[0], asked[-1]) == SPEEDS[technique]
    assert weight_asked(technique, 24) < SPEEDS[technique][1]


def test_holding_winds_up_and_letting_go_ends_the_swing_with_the_aim_of_that_moment() -> None:
    wishes, thumb = play((PUSH, 20), (Buttons(), 1))
    assert all(w.swing is Technique.PUSH for w in wishes[:-1])
    assert wishes[-1].swing is Technique.NONE
    assert wishes[-1].speed == wishes[-2].speed
    assert wishes[-1].aim == wishes[-2].aim
    assert thumb.technique is Technique.NONE


def test_the_weight_grows_only_while_the_leg_goes_back() -> None:
    wishes, _ = play((PUSH, 30), around=replace(HERE, back=False))
    assert {w.speed for w in wishes} == {SPEEDS[Technique.PUSH][0]}


def test_while_winding_up_a_direction_points_the_pass_and_does_not_move_the_body() -> None:
    wishes, _ = play((replace(PUSH, move=(0.0, 1.0)), 10))
    assert wishes[-1].move == (0.0, 0.0)
    assert wishes[-1].aim is not None
    assert wishes[-1].aim[1] > 5.0


def test_without_a_direction_a_push_goes_where_the_hips_face_and_a_heel_behind() -> None:
    for buttons, sign in ((PUSH, 1.0), (HEEL, -1.0)):
        (wish,), _ = play((buttons, 1), around=replace(HERE, hips=pi / 2))
        assert wish.aim is not None
        assert wish.aim[1] * sign > 5.0


def test_a_direction_is_remembered_when_it_is_let_go_before_the_kick() -> None:
    wishes, _ = play((replace(PUSH, move=(0.0, -1.0)), 10), (PUSH, 10), (Buttons(), 1))
    assert wishes[-1].aim == wishes[9].aim


def test_letting_one_of_two_keys_go_a_moment_early_keeps_the_diagonal() -> None:
    half = 0.5**0.5
    both, one = replace(PUSH, move=(half, half)), replace(PUSH, move=(1.0, 0.0))
    wishes, _ = play((both, 10), (one, KEY_GRACE - 2), (Buttons(), 1))
    assert wishes[-1].aim == wishes[9].aim
    wishes, _ = play((both, 10), (one, KEY_GRACE + 2))
    assert wishes[-1].aim != wishes[9].aim


@pytest.mark.parametrize(
    ("off", "analog", "drawn"), [(20, False, True), (35, False, False), (8, True, True), (14, True, False)]
)
def test_a_direction_is_helped_toward_a_friend_within_its_devices_limit(
    off: int, analog: bool, drawn: bool
) -> None:
    friend = (0.33 + 8 * cos(radians(off)), 8 * sin(radians(off)))
    around = replace(HERE, friends=(friend,))
    (wish,), _ = play((replace(PUSH, move=(1.0, 0.0), analog=analog), 1), around=around)
    assert (wish.aim == friend) is drawn


def test_the_nearest_direction_wins_not_the_nearest_friend() -> None:
    near_but_aside, far_and_straight = (2.0, 0.9), (15.0, 0.5)
    assert helped((0.0, 0.0), 0.0, (near_but_aside, far_and_straight), pi / 6) == far_and_straight


def test_cancel_breaks_the_swing_off_and_the_key_must_come_up_before_it_counts_again() -> None:
    wishes, thumb = play((PUSH, 10), (replace(PUSH, cancel=True), 1), (PUSH, 30))
    assert wishes[10].cancel
    assert all(w.swing is Technique.NONE and not w.cancel for w in wishes[11:])
    wishes, _ = play((Buttons(), 1), (PUSH, 2), thumb=thumb)
    assert wishes[0].aim is None
    assert wishes[-1].swing is Technique.PUSH


def test_the_eyes_go_where_the_gaze_keys_point_and_are_free_otherwise() -> None:
    (held,), _ = play((Buttons(look=(0.0, 1.0)), 1))
    (free,), _ = play((Buttons(), 1))
    assert held.look_at is not None
    assert held.look_at[1] > 1.0
    assert free.look_at is None


def test_the_eyes_may_lie_while_the_pass_is_pointed_elsewhere() -> None:
    (wish,), _ = play((replace(PUSH, move=(1.0, 0.0), look=(0.0, -1.0)), 1))
    assert wish.aim is not None
    assert wish.look_at is not None
    assert wish.aim[0] > 5.0
    assert wish.look_at[1] < -5.0


def test_the_short_button_cuts_the_follow_through() -> None:
    wishes, _ = play((PUSH, 5), (replace(PUSH, short=True), 2), (Buttons(), 1))
    assert wishes[0].follow is None
    assert wishes[-1].follow == 0.0


def test_the_foot_preference_is_in_every_wish() -> None:
    wishes, _ = play((PUSH, 3), (Buttons(), 2), thumb=Thumb(foot=-1))
    assert {w.foot for w in wishes} == {-1}


def test_whoever_holds_both_keys_gets_the_one_he_held_first() -> None:
    wishes, _ = play((HEEL, 3), (replace(HEEL, push=True), 3))
    assert {w.swing for w in wishes} == {Technique.BACKHEEL}


def test_two_frames_buttons_are_joined_so_that_no_tap_is_lost() -> None:
    tap = Buttons(push=True, move=(0.0, 1.0), analog=True)
    joined = Buttons(look=(1.0, 0.0)).either(tap)
    assert joined.push
    assert joined.move == (0.0, 1.0)
    assert joined.look == (1.0, 0.0)
    assert joined.analog


def test_a_tap_while_the_leg_is_busy_still_becomes_a_strike() -> None:
    busy = replace(HERE, back=False)
    wishes, thumb = play((PUSH, 1), (Buttons(), 5), around=busy)
    assert all(w.swing is Technique.PUSH for w in wishes)
    (strike,), _ = play((Buttons(), 1), thumb=thumb)
    assert strike.swing is Technique.NONE
    assert strike.aim == wishes[-1].aim
    assert strike.speed == SPEEDS[Technique.PUSH][0]


def test_letting_go_a_little_before_the_ball_is_in_reach_waits_for_it() -> None:
    early = replace(HERE, ball=(0.9, 0.0), in_reach=False)
    wishes, thumb = play((PUSH, 20), (Buttons(), 8), around=early)
    assert all(w.swing is Technique.PUSH for w in wishes)
    assert wishes[-1].speed == wishes[19].speed, "the weight was fixed when the key came up"
    (strike,), _ = play((Buttons(), 1), thumb=thumb)
    assert strike.swing is Technique.NONE


def test_nobody_waits_for_ever_nor_for_a_ball_far_away() -> None:
    never = replace(HERE, ball=(0.9, 0.0), in_reach=False)
    wishes, _ = play((PUSH, 20), (Buttons(), PATIENCE + 2), around=never)
    assert wishes[-1].swing is Technique.NONE
    far = replace(HERE, ball=(6.0, 0.0), in_reach=False)
    wishes, _ = play((PUSH, 20), (Buttons(), 1), around=far)
    assert wishes[-1].swing is Technique.NONE


def test_a_ball_that_ran_ahead_is_run_after_while_the_leg_is_back() -> None:
    (wish,), _ = play((PUSH, 1), around=replace(HERE, ball=(0.0, 2.0), in_reach=False))
    assert wish.move[1] > 0.3
    (wish,), _ = play((PUSH, 1))
    assert wish.move == (0.0, 0.0)


@pytest.mark.parametrize(
    ("ball", "velocity", "found"),
    [((0.3, -0.1), 0.0, True), ((1.0, 0.0), 0.0, False), ((0.9, 0.0), 4.0, True), ((-0.5, 0.0), 0.0, True)],
)
def test_a_foot_finds_a_ball_that_will_be_at_the_feet(
    ball: tuple[float, float], velocity: float, found: bool
) -> None:
    assert reaches((0.0, 0.0), (velocity, 0.0), ball, (0.0, 0.0), 0.0) is found
