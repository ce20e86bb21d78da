from dataclasses import replace
from math import cos, pi, radians, sin

import pytest

from game.app.input.aiming import AHEAD_LEAST, AHEAD_MOST, AHEAD_STANDING, FAR_FOOT, INSIDE_POST
from game.app.input.buttons import Buttons
from game.app.input.controls import PATIENCE, orders_of, wish_of
from game.app.input.pointing import KEY_GRACE
from game.app.input.surroundings import Around, NearbyPlayer, around, reaches, wrap
from game.app.input.thumb import HELPED, UNHELPED, Helps, Thumb
from game.app.input.weight import LONGEST, WeightHelp, hold_for, leg_steps, weight_of
from game.app.snapshot import see
from game.core.intents import Technique, Wish
from game.core.state import STEP_SECONDS
from game.rules.level.session import Session
from game.scenario.load import apply_level_set, load_level

HERE = Around(body=(0.0, 0.0), ball=(0.33, 0.0), hips=0.0, back=True)
PUSH = Buttons(push=True)
HEEL = Buttons(heel=True)


def play(
    *held: tuple[Buttons, int], around: Around = HERE, thumb: Thumb | None = None, helps: Helps = HELPED
) -> tuple[list[Wish], Thumb]:
    thumb = thumb or Thumb()
    wishes = []
    for buttons, steps in held:
        for _ in range(steps):
            wish, thumb = wish_of(buttons, thumb, around, helps)
            wishes.append(wish)
    return wishes, thumb


def test_nothing_held_is_nothing_wished() -> None:
    assert wish_of(Buttons(), Thumb(), HERE) == (Wish(), Thumb())


def test_a_stick_runs_and_the_sprint_button_runs_faster() -> None:
    (jog,), _ = play((Buttons(move=(1.0, 0.0)), 1))
    (sprint,), _ = play((Buttons(move=(1.0, 0.0), sprint=True), 1))
    assert 0.0 < jog.move[0] < sprint.move[0] == 1.0


@pytest.mark.parametrize("technique", list(LONGEST))
def test_a_longer_hold_asks_for_a_harder_pass_up_to_a_limit(technique: Technique) -> None:
    asked = [weight_of(technique, seconds / 20.0) for seconds in range(40)]
    assert asked == sorted(asked)
    assert asked[-1] == weight_of(technique, LONGEST[technique])
    assert weight_of(technique, 0.4) < asked[-1]
    assert hold_for(technique, weight_of(technique, 0.45)) == pytest.approx(0.45, abs=0.01)


def test_holding_winds_up_and_letting_go_ends_the_swing_with_the_aim_of_that_moment() -> None:
    wishes, thumb = play((PUSH, 20), (Buttons(), 1))
    assert all(w.swing is Technique.PUSH for w in wishes[:-1])
    assert wishes[-1].swing is Technique.NONE
    assert wishes[-1].speed == wishes[-2].speed
    assert wishes[-1].aim == wishes[-2].aim
    assert thumb.technique is Technique.NONE


@pytest.mark.parametrize("way", [(1.0, 0.0), (0.0, 1.0), (-1.0, 0.0)])
def test_the_same_hold_asks_the_same_however_far_the_hips_have_to_turn(way: tuple[float, float]) -> None:
    pointed = replace(PUSH, move=way)
    wishes, _ = play((pointed, 24), around=replace(HERE, back=False), helps=UNHELPED)
    assert wishes[-1].swing is (Technique.PUSH if way[0] > 0.5 else Technique.NONE)
    _, thumb = play((pointed, 24), around=replace(HERE, back=False), helps=UNHELPED)
    assert thumb.speed == pytest.approx(weight_of(Technique.PUSH, 0.4))


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
    wishes, thumb = play((both, 10), (one, KEY_GRACE + 2))
    assert thumb.way == pytest.approx(0.0)
    assert wishes[-1].aim != wishes[9].aim


def test_cancel_breaks_the_swing_off_and_the_key_must_come_up_before_it_counts_again() -> None:
    wishes, thumb = play((PUSH, 10), (replace(PUSH, fake=True), 1), (PUSH, 30))
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
    wishes, _ = play((PUSH, 5), (replace(PUSH, switch=True), 2), (Buttons(), 1))
    assert wishes[0].follow is None
    assert wishes[-1].follow == 0.0


def test_the_foot_preference_is_in_every_wish() -> None:
    wishes, _ = play((PUSH, 3), (Buttons(), 2), thumb=Thumb(foot=-1))
    assert {w.foot for w in wishes} == {-1}


def test_whoever_holds_both_keys_gets_the_one_held_first() -> None:
    wishes, _ = play((HEEL, 3), (replace(HEEL, push=True), 3))
    assert {w.swing for w in wishes} == {Technique.BACKHEEL}


def test_two_frames_buttons_are_joined_so_that_no_tap_is_lost() -> None:
    tap = Buttons(push=True, move=(0.0, 1.0), analog=True)
    joined = Buttons(look=(1.0, 0.0)).either(tap)
    assert joined.push
    assert joined.move == (0.0, 1.0)
    assert joined.look == (1.0, 0.0)
    assert joined.analog


def test_a_tap_becomes_a_strike_as_soon_as_the_leg_is_far_enough_back() -> None:
    busy = replace(HERE, back=False)
    wishes, thumb = play((PUSH, 1), (Buttons(), 5), around=busy)
    assert all(w.swing is Technique.PUSH for w in wishes)
    after, _ = play((Buttons(), 20), thumb=thumb)
    back = [w.swing for w in after].index(Technique.NONE)
    assert back == leg_steps(Technique.PUSH, 8.0) - 1
    assert after[back].aim == wishes[-1].aim
    assert after[back].speed == weight_of(Technique.PUSH, 0.0)


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


RUNNER = replace(HERE, mates=(NearbyPlayer((8.0, 0.0), velocity=(0.0, 4.0), hips=pi / 2),))


def aimed(buttons: Buttons, around: Around, hold: int = 20, *, through: bool = False) -> tuple[float, float]:
    """The aim of a strike; the through button comes down in the wind-up."""
    held = (buttons, 4), (replace(buttons, through=through), hold)
    wishes, _ = play(*held, (Buttons(), 1), around=around, helps=Helps(weight=WeightHelp.PURE))
    aim = wishes[-1].aim
    assert aim is not None
    return aim


def test_a_runner_is_met_where_they_will_be() -> None:
    x, y = aimed(replace(PUSH, move=(1.0, 0.0)), RUNNER)
    assert x == pytest.approx(8.0)
    assert 1.0 < y < 5.0


def test_a_harder_pass_meets_the_runner_sooner() -> None:
    soft = aimed(replace(PUSH, move=(1.0, 0.0)), RUNNER, 4)
    hard = aimed(replace(PUSH, move=(1.0, 0.0)), RUNNER, 40)
    assert hard[1] < soft[1] - 0.5


def test_the_through_button_plays_it_ahead_of_the_receiver() -> None:
    plain = aimed(replace(PUSH, move=(1.0, 0.0)), RUNNER)
    ahead = aimed(replace(PUSH, move=(1.0, 0.0)), RUNNER, through=True)
    assert plain[1] + AHEAD_LEAST <= ahead[1] <= plain[1] + AHEAD_MOST
    stands = replace(HERE, mates=(NearbyPlayer((8.0, 0.0), hips=pi),), their_goal=(20.0, 0.0))
    there = aimed(replace(PUSH, move=(1.0, 0.0)), stands, through=True)
    assert there[0] == pytest.approx(8.0 + AHEAD_STANDING)


def test_the_shield_button_plays_it_to_the_foot_that_the_marker_cannot_reach() -> None:
    marked = replace(HERE, mates=(NearbyPlayer((8.0, 0.0)),), foes=(NearbyPlayer((8.0, -1.0)),))
    x, y = aimed(replace(PUSH, move=(1.0, 0.0), shield=True), marked)
    assert x == pytest.approx(8.0)
    assert y == pytest.approx(FAR_FOOT)
    other = replace(marked, foes=(NearbyPlayer((8.0, 1.0)),))
    assert aimed(replace(PUSH, move=(1.0, 0.0), shield=True), other)[1] == pytest.approx(-FAR_FOOT)


BEFORE_GOAL = replace(HERE, their_goal=(8.0, 0.0), goal_half=1.5)


@pytest.mark.parametrize("side", [1.0, -1.0])
def test_a_shot_goes_to_the_corner_that_is_pointed_at(side: float) -> None:
    way = (0.97, 0.24 * side)
    assert aimed(Buttons(shot=True, move=way), BEFORE_GOAL) == (8.0, side * (1.5 - INSIDE_POST))


def test_a_shot_without_a_direction_takes_the_corner_that_is_left_open() -> None:
    kept = replace(BEFORE_GOAL, foes=(NearbyPlayer((7.5, 0.9)),))
    assert aimed(Buttons(shot=True), kept)[1] < 0.0
    wishes, _ = play((Buttons(shot=True), 3), around=kept)
    assert wishes[-1].swing is Technique.SHOT


ROLLING = replace(
    HERE, ball=(5.0, 0.2), ball_velocity=(-5.0, 0.0), in_reach=False, mate_has_it=True, hips=0.0
)


def test_a_strike_key_held_early_waits_until_the_pass_is_on_its_way() -> None:
    at_their_feet = replace(ROLLING, ball_velocity=(0.0, 0.0))
    (wish,), thumb = play((replace(PUSH, move=(0.0, 1.0)), 1), around=at_their_feet)
    assert wish.swing is Technique.NONE
    assert wish.move != (0.0, 0.0), "until then they may run"
    (wish,), _ = play((PUSH, 1), around=ROLLING, thumb=thumb)
    assert wish.swing is Technique.PUSH


def test_a_tap_while_the_ball_comes_plays_it_first_time() -> None:
    wishes, thumb = play((PUSH, 10), (Buttons(), PATIENCE + 10), around=ROLLING)
    assert all(w.swing is Technique.PUSH for w in wishes)
    (strike,), _ = play((Buttons(), 1), thumb=thumb)
    assert strike.swing is Technique.NONE
    assert strike.speed == wishes[9].speed


def test_a_player_steps_to_the_way_of_a_pass_that_would_roll_past() -> None:
    wide = replace(ROLLING, ball=(5.0, 1.5))
    (wish,), _ = play((PUSH, 1), around=wide)
    assert wish.move[1] > 0.3


def test_the_fake_button_calls_while_a_team_mate_has_it() -> None:
    (wish,), _ = play((Buttons(fake=True), 1), around=ROLLING)
    assert wish.calling
    (wish,), _ = play((Buttons(fake=True), 1))
    assert not wish.calling


def test_orders_count_once_and_never_while_a_leg_is_back() -> None:
    held = Buttons(switch=True, through=True)
    assert orders_of(Buttons(), held, Thumb(), HERE).switch
    assert orders_of(Buttons(), held, Thumb(), HERE).run
    assert not orders_of(held, held, Thumb(), HERE).switch
    winding = Thumb(technique=Technique.PUSH)
    assert not orders_of(Buttons(), held, winding, HERE).switch
    assert not orders_of(Buttons(), held, Thumb(), THEIRS).run


# Without the ball: the carrier 5 m to their right, two of the carrier's team-mates up and down the pitch.

THEIRS = Around(
    body=(0.0, 0.0),
    ball=(5.0, 0.0),
    hips=0.0,
    back=False,
    foes=(NearbyPlayer((5.3, 0.0)), NearbyPlayer((0.0, 6.0)), NearbyPlayer((0.0, -6.0))),
    carrier=0,
    own_goal=(-10.0, 0.0),
)


def test_a_presser_runs_at_the_ball_and_a_direction_bends_the_run() -> None:
    (straight,), _ = play((PUSH, 1), around=THEIRS)
    assert straight.move[0] > 0.8
    assert straight.move[1] == pytest.approx(0.0)
    assert straight.swing is Technique.NONE
    (bent,), _ = play((replace(PUSH, move=(0.0, 1.0)), 1), around=THEIRS)
    assert bent.move[1] > 0.3


def test_a_press_that_wins_the_ball_does_not_kick_it_away() -> None:
    _, thumb = play((PUSH, 5), around=THEIRS)
    wishes, thumb = play((PUSH, 30), thumb=thumb)
    assert {w.swing for w in wishes} == {Technique.NONE}
    wishes, _ = play((Buttons(), 1), (PUSH, 2), thumb=thumb)
    assert wishes[-1].swing is Technique.PUSH


def test_jockeying_is_slow_and_faces_the_ball() -> None:
    (wish,), _ = play((Buttons(shield=True, move=(0.0, 1.0), sprint=True), 1), around=THEIRS)
    assert 0.0 < wish.move[1] < 0.5
    assert wish.hips_to == pytest.approx(0.0)
    assert not wish.shield


def test_a_jockey_without_a_direction_stays_between_ball_and_goal() -> None:
    too_near = replace(THEIRS, body=(4.6, 0.0))
    (wish,), _ = play((Buttons(shield=True), 1), around=too_near)
    assert wish.move[0] < 0.0
    beside = replace(THEIRS, body=(3.3, 1.5))
    (wish,), _ = play((Buttons(shield=True), 1), around=beside)
    assert wish.move[1] < 0.0


@pytest.mark.parametrize("side", [1.0, -1.0])
def test_stepping_into_a_lane_goes_to_its_nearest_point_and_stops_there(side: float) -> None:
    buttons = Buttons(heel=True, move=(0.0, side))
    (wish,), _ = play((buttons, 1), around=THEIRS)
    assert wish.move[0] > 0.0
    assert wish.move[1] * side > 0.0
    lane = (5.0 * 6.0 * 6.0 / 61.0, side * 5.0 * 5.0 * 6.0 / 61.0)
    (there,), _ = play((buttons, 1), around=replace(THEIRS, body=lane))
    assert there.move == pytest.approx((0.0, 0.0), abs=0.02)


def test_tackling_is_the_shot_button() -> None:
    (wish,), _ = play((Buttons(shot=True), 1), around=THEIRS)
    assert wish.tackle
    assert wish.swing is Technique.NONE


def test_a_tackle_into_the_back_waits_until_it_is_none() -> None:
    close = replace(THEIRS, ball=(1.6, 0.0))
    turned, facing = (NearbyPlayer((1.3, 0.0), hips=hips) for hips in (0.0, pi))
    behind = replace(close, foes=(turned, *THEIRS.foes[1:]))
    (wish,), thumb = play((Buttons(shot=True), 1), around=behind)
    assert not wish.tackle
    assert wish.move[0] > 0.5, "one goes on after them"
    (wish,), _ = play((Buttons(shot=True), 1), around=replace(close, foes=(facing,)), thumb=thumb)
    assert wish.tackle, "the same press, once they have turned"
    (wish,), _ = play((Buttons(shot=True), 1), around=behind, helps=UNHELPED)
    assert wish.tackle, "without help it is as it was pressed"


def test_a_guess_is_a_sprint_that_cannot_be_taken_back_at_once() -> None:
    guess = Buttons(fake=True, move=(0.0, 1.0))
    wishes, thumb = play((guess, 1), (Buttons(move=(0.0, -1.0)), 25), around=THEIRS)
    assert all(w.move[1] > 0.3 for w in wishes)
    assert all(w.move[0] ** 2 + w.move[1] ** 2 == pytest.approx(1.0) for w in wishes)
    wishes, _ = play((Buttons(move=(0.0, -1.0)), 10), around=THEIRS, thumb=thumb)
    assert wishes[-1].move[1] < 0.0


def test_a_guess_goes_on_when_the_pass_is_struck() -> None:
    _, thumb = play((Buttons(fake=True, move=(0.0, 1.0)), 1), around=THEIRS)
    struck = replace(THEIRS, carrier=-1)
    wishes, _ = play((Buttons(), 10), around=struck, thumb=thumb)
    assert wishes[-1].move[1] > 0.3


@pytest.mark.parametrize(("keys", "degrees"), [(PUSH, 120.0), (PUSH, -80.0), (HEEL, 60.0)])
def test_who_is_far_from_the_pass_turns_on_both_feet_before_the_leg_goes_back(
    keys: Buttons, degrees: float
) -> None:
    way = radians(degrees)
    pointed = replace(keys, move=(cos(way), sin(way)))
    far = replace(HERE, back=False)
    (wish,), thumb = play((pointed, 1), around=far)
    assert wish.swing is Technique.NONE
    turned = far.hips if wish.hips_to is None else wish.hips_to
    assert turned == pytest.approx(wrap(way + (pi if keys.heel else 0.0)), abs=0.1)
    (wish,), _ = play((pointed, 1), around=replace(far, hips=turned), thumb=thumb)
    assert wish.swing is not Technique.NONE
    (wish,), _ = play((pointed, 1), around=replace(far, back=True))
    assert wish.swing is not Technique.NONE, "a leg that is back stays there"


@pytest.mark.parametrize("hold", [6, 20])
def test_a_tap_toward_a_mate_behind_turns_and_finds_them(hold: int) -> None:
    """Nobody is near: a turn, the leg goes back, and the ball gets there, however early the key came up."""
    level = load_level("partner-05-dry")
    session = Session(apply_level_set(level, {"player.P.facing": 180}), seed=4)
    me, mate, now, thumb = session.player, session.world.squad.index("A"), see(session.world), Thumb()
    for step in range(240):
        held = replace(PUSH, move=(1.0, 0.0)) if 20 <= step < 20 + hold else Buttons()
        wish, thumb = wish_of(held, thumb, around(now, me))
        session.advance({me: wish})
        now = see(session.world, now, STEP_SECONDS)
        if session.world.ball.holder[0] == mate:
            return
    pytest.fail("they didn't get it")


COMES = replace(
    HERE,
    ball=(8.0, 1.0),
    ball_velocity=(-8.0, 0.0),
    in_reach=False,
    mate_has_it=True,
    back=False,
    receives=((1.0, 0.0), 0.1),
)


def test_without_a_direction_a_receiver_steps_onto_the_line_and_waits_there() -> None:
    (wish,), _ = play((Buttons(), 1), around=COMES)
    assert wish.move[0] == pytest.approx(0.0)
    assert wish.move[1] > 0.3
    (there,), _ = play((Buttons(), 1), around=replace(COMES, ball=(8.0, 0.1)))
    assert there.move == (0.0, 0.0)


def test_a_direction_along_the_line_goes_to_meet_the_ball_and_any_other_is_obeyed() -> None:
    (meets,), _ = play((Buttons(move=(1.0, 0.0)), 1), around=COMES)
    assert meets.move == (1.0, 0.0)
    assert meets.hips_to == 0.1
    (away,), _ = play((Buttons(move=(0.0, -1.0)), 1), around=COMES)
    assert away.move[1] < 0.0
    (dying,), _ = play((Buttons(), 1), around=replace(COMES, ball_velocity=(-2.0, 0.0)))
    assert dying.move == (1.0, 0.0), "a ball that won't come is fetched"
