"""The laws of the small-sided game, one statement each."""

import numpy as np
import pytest

from game.core.events import Kind
from game.core.intents import Technique, Wish
from game.core.maths import PI
from game.core.state import STEP_SECONDS
from game.rules.match.laws import LAWS, MatchPhase, steps
from tests.rules.events import event
from tests.rules.matches import Told, distances


def playing(seed: int = 0, **keys: object) -> Told:
    told = Told(seed, **keys)
    told.kick_off()
    return told


def test_the_side_that_wins_the_toss_kicks_off_and_the_other_the_second_half() -> None:
    told = Told()
    first = told.take()
    told.match.referees[0].played = told.match.referees[0].length
    told.world.ball.kicker[0] = -1
    told.wait(STEP_SECONDS)
    assert told.phase is MatchPhase.HALF_TIME
    told.until(MatchPhase.KICK_OFF)
    assert told.match.half == 2
    assert told.take()[0] != first[0]


def test_the_coin_falls_on_both_sides() -> None:
    firsts = {Told(seed).match.restart.side for seed in range(12)}  # type: ignore[union-attr]
    assert firsts == {0, 1}


def test_at_a_kick_off_everybody_is_in_their_own_half_and_opponents_keep_away() -> None:
    told = Told()
    told.put("B3", -5.0, 1.0)
    told.put("R3", 6.0, 1.0)
    told.until(MatchPhase.KICK_OFF, ready=True)
    restart = told.match.restart
    assert restart is not None
    x = told.world.bodies.pos[0, :, 0] * np.where(told.squad.team == 0, 1.0, -1.0)
    x[restart.taker] = 0.0
    assert (x < 0.35).all()
    assert distances(told, restart.spot, 1 - restart.side).min() > LAWS.away - 0.2


def test_a_goal_counts_once_for_the_side_whose_goal_it_is_not() -> None:
    told = playing()
    told.tell(Kind.GOAL, "R3", (15.2, 0.0), other=1)
    told.tell(Kind.GOAL, "R3", (15.4, 0.0), other=1)
    assert told.match.score == (1, 0)
    assert told.phase is MatchPhase.GOAL
    told.tell(Kind.OUT, "R3", (15.5, 0.0))
    assert told.kinds.count("goal") == 1


def test_a_ball_over_the_goal_line_and_in_the_net_in_one_step_is_a_goal() -> None:
    told = playing()
    told.post(event(Kind.OUT, 2, -1, (15.2, 0.0)), event(Kind.GOAL, 2, 1, (15.2, 0.0)))
    assert told.match.score == (1, 0)


def test_an_own_goal_counts_for_the_others_who_do_not_kick_off() -> None:
    told = playing()
    told.tell(Kind.GOAL, "R2", (-15.2, 0.0), other=0)
    assert told.match.score == (0, 1)
    assert told.match.tell.startswith("Own goal")
    told.until(MatchPhase.KICK_OFF)
    assert told.match.restart is not None
    assert told.match.restart.side == 0


def test_a_kick_in_belongs_to_the_other_side_and_is_taken_from_the_line() -> None:
    told = playing()
    told.tell(Kind.OUT, "R2", (4.0, -10.2))
    assert told.phase is MatchPhase.KICK_IN
    told.until(MatchPhase.KICK_IN, ready=True)
    restart = told.match.restart
    assert restart is not None
    assert restart.side == 1
    assert restart.spot == (4.0, -10.0)
    assert tuple(told.world.ball.pos[0, :2]) == restart.spot
    assert distances(told, restart.spot, 0).min() > LAWS.away - 0.2
    assert told.take()[0] == "B"


def test_opponents_who_stand_too_near_a_restart_are_moved_and_mates_are_not() -> None:
    told = playing()
    told.tell(Kind.OUT, "B2", (4.0, -10.2))
    told.until(MatchPhase.KICK_IN)
    told.wait(LAWS.see_it_out + 1.0)
    told.put("B3", 4.0, -9.0)
    told.put("R3", 5.0, -8.5)
    told.until(MatchPhase.KICK_IN, ready=True)
    assert distances(told, (4.0, -10.0), 1).min() > LAWS.away - 0.2
    assert distances(told, (4.0, -10.0), 0).min() < 2.0


@pytest.mark.parametrize(
    ("last", "x", "phase", "side"),
    [
        ("R3", 15.2, MatchPhase.GOAL_KICK, 1),
        ("B2", 15.2, MatchPhase.CORNER, 0),
        ("B3", -15.2, MatchPhase.GOAL_KICK, 0),
        ("R2", -15.2, MatchPhase.CORNER, 1),
    ],
)
def test_over_the_end_it_is_a_goal_kick_or_a_corner(
    last: str, x: float, phase: MatchPhase, side: int
) -> None:
    told = playing()
    told.tell(Kind.OUT, last, (x, 4.0))
    assert told.phase is phase
    told.until(phase, ready=True)
    restart = told.match.restart
    assert restart is not None
    assert restart.side == side
    assert np.sign(restart.spot[0]) == np.sign(x)
    keeper = told.match.lineup.keepers[side]
    assert (restart.taker == keeper) is (phase is MatchPhase.GOAL_KICK)
    if phase is MatchPhase.CORNER:
        assert abs(restart.spot[1]) > 9.5


def test_a_foul_is_a_free_pass_where_it_was() -> None:
    told = playing()
    told.put("R2", 2.0, 3.0)
    told.tell(Kind.FOUL, "B3", (2.0, 3.0), other=told.number("R2"))
    assert told.phase is MatchPhase.FREE_PASS
    told.until(MatchPhase.FREE_PASS, ready=True)
    restart = told.match.restart
    assert restart is not None
    assert restart.side == 0
    assert restart.spot == pytest.approx((2.0, 3.0))
    assert told.match.report.blue.fouls == 1


def test_no_free_pass_is_taken_in_front_of_the_goal() -> None:
    told = playing()
    told.put("R3", 13.0, 0.5)
    told.tell(Kind.FOUL, "B2", (13.0, 0.5), other=told.number("R3"))
    told.until(MatchPhase.FREE_PASS, ready=True)
    restart = told.match.restart
    assert restart is not None
    assert restart.spot[0] == pytest.approx(15.0 - 6.0)


def test_who_takes_a_restart_may_not_touch_it_again_before_another() -> None:
    told = playing()
    told.tell(Kind.OUT, "B2", (4.0, -10.2))
    taker = told.take()
    told.tell(Kind.CONTROL, taker, (4.0, -9.0))
    assert told.phase is MatchPhase.FREE_PASS
    told.until(MatchPhase.FREE_PASS, ready=True)
    assert told.match.restart is not None
    assert told.match.restart.side == 1
    assert "second_touch" in told.kinds


def test_after_somebody_else_they_may() -> None:
    told = playing()
    told.tell(Kind.OUT, "B2", (4.0, -10.2))
    taker = told.take()
    told.tell(Kind.CONTROL, "R2" if taker != "R2" else "R3", (4.0, -9.0))
    told.tell(Kind.CONTROL, taker, (4.0, -9.0))
    assert told.phase is MatchPhase.PLAY


def test_straight_from_a_kick_in_no_goal_counts() -> None:
    told = playing()
    told.tell(Kind.OUT, "B2", (4.0, -10.2))
    taker = told.take()
    told.tell(Kind.GOAL, taker, (15.2, 0.0), other=1)
    assert told.match.score == (0, 0)
    assert told.phase is MatchPhase.GOAL_KICK


def test_a_ball_on_its_way_when_time_is_up_may_still_go_in() -> None:
    told = playing()
    told.strikes("R3", (10.0, 0.0), speed=14.0)
    told.match.referees[0].played = told.match.referees[0].length
    told.wait(0.3)
    assert told.phase is MatchPhase.PLAY
    told.tell(Kind.GOAL, "R3", (15.2, 0.0), other=1)
    assert told.match.score == (1, 0)


def test_the_clock_stands_while_the_ball_is_dead() -> None:
    told = playing()
    told.ball(0.0, 0.0)
    told.wait(0.5)
    left = told.match.clock
    told.tell(Kind.OUT, "R2", (4.0, -10.2))
    told.wait(2.0)
    assert told.match.clock == left


def to_full_time(told: Told) -> None:
    for _ in range(2):
        told.match.referees[0].played = told.match.referees[0].length
        told.world.ball.kicker[0] = -1
        told.wait(STEP_SECONDS)
        if told.match.half == 1:
            told.until(MatchPhase.KICK_OFF)
            told.kick_off()


def test_a_draw_goes_to_a_golden_goal_that_ends_the_match() -> None:
    told = playing()
    to_full_time(told)
    assert not told.match.done
    told.until(MatchPhase.KICK_OFF)
    assert told.match.half == 3
    told.kick_off()
    told.tell(Kind.GOAL, "B3", (-15.2, 0.0), other=0)
    told.until(MatchPhase.FULL_TIME)
    assert told.match.score == (0, 1)
    assert told.kinds[-2:] == ["goal", "full_time"]


def test_without_a_golden_goal_a_draw_is_a_draw() -> None:
    told = playing(golden_goal=False)
    to_full_time(told)
    assert told.match.done
    assert told.match.score == (0, 0)
    told.tell(Kind.GOAL, "B3", (-15.2, 0.0), other=0)
    assert told.match.score == (0, 0)


def test_half_time_gives_back_some_breath() -> None:
    told = playing()
    told.world.bodies.stamina[:] = 0.4
    told.match.referees[0].played = told.match.referees[0].length
    told.wait(STEP_SECONDS)
    told.until(MatchPhase.KICK_OFF)
    assert 0.5 < told.world.bodies.stamina.min() < 0.75


def test_a_keeper_who_holds_it_too_long_gives_a_free_pass() -> None:
    told = playing()
    told.holds("R1")
    told.world.ball.hands[0] = True
    for _ in range(steps(LAWS.take_within) + 5):
        told.world.ball.holder[0], told.world.ball.hands[0] = 0, True
        told.world.step += 1
        told.match.observe([])
    assert told.phase is MatchPhase.FREE_PASS
    assert "held_too_long" in told.kinds
    told.until(MatchPhase.FREE_PASS, ready=True)
    assert told.match.restart is not None
    assert told.match.restart.side == 1


def test_a_ball_that_nobody_plays_is_given_to_the_nearest_side() -> None:
    told = playing()
    for number in range(6):
        told.put(told.squad.ids[number], -12.0, -8.0 + 3.0 * number)
    told.put("B3", 5.0, 5.0)
    told.ball(8.0, 7.0)
    told.until(MatchPhase.DROPPED_BALL, most=LAWS.take_within + 0.1)
    told.until(MatchPhase.DROPPED_BALL, ready=True)
    assert told.match.restart is not None
    assert told.match.restart.taker == told.number("B3")


def test_a_ball_that_slips_along_outside_the_line_is_out() -> None:
    told = playing()
    told.tell(Kind.OUT, "B2", (4.0, -10.2))
    told.take()
    told.ball(6.0, -10.9, 2.0, -0.5)
    told.wait(STEP_SECONDS)
    assert told.phase is MatchPhase.KICK_IN


def offside_trap(ahead: float, **keys: object) -> Told:
    """Red's R3 stands ``ahead`` metres beyond the second last player of blue; R2 passes."""
    told = playing(offside=True, **keys)
    told.put("B1", 14.0, 0.0)
    told.put("B2", 6.0, 3.0)
    told.put("B3", 2.0, -5.0)
    told.put("R2", -2.0, 0.0)
    told.put("R3", 6.0 + ahead, -2.0)
    told.strikes("R2", (-1.6, 0.0))
    return told


def test_who_was_offside_and_plays_the_ball_gives_it_away() -> None:
    told = offside_trap(0.5)
    told.tell(Kind.CONTROL, "R3", (7.0, -2.0))
    assert told.phase is MatchPhase.FREE_PASS
    assert "offside" in told.kinds
    assert told.match.report.red.lost["foul"] == 1


def test_who_was_level_was_not_offside() -> None:
    told = offside_trap(-0.1)
    told.put("R3", 9.0, -2.0)  # they have run through since
    told.tell(Kind.CONTROL, "R3", (9.0, -2.0))
    assert told.phase is MatchPhase.PLAY


def test_an_offside_player_who_leaves_the_ball_is_not_punished() -> None:
    told = offside_trap(0.5)
    told.tell(Kind.CONTROL, "B2", (5.0, 3.0))
    told.tell(Kind.TACKLE, "R3", (5.0, 3.0), other=told.number("B2"))
    told.tell(Kind.CONTROL, "R3", (5.0, 3.0))
    assert told.phase is MatchPhase.PLAY
    assert "offside" not in told.kinds


def test_without_the_option_there_is_no_offside() -> None:
    told = offside_trap(0.5)
    told.match.referees[0].offside = None
    told.tell(Kind.CONTROL, "R3", (7.0, -2.0))
    assert told.phase is MatchPhase.PLAY


def test_nobody_is_offside_from_a_kick_in() -> None:
    told = playing(offside=True)
    told.tell(Kind.OUT, "B2", (4.0, -10.2))
    told.until(MatchPhase.KICK_IN, ready=True)
    restart = told.match.restart
    assert restart is not None
    runner = "R3" if told.squad.ids[restart.taker] != "R3" else "R2"
    told.put(runner, 14.5, 0.0)
    told.strikes(told.squad.ids[restart.taker], restart.spot)
    told.tell(Kind.CONTROL, runner, (14.0, 0.0))
    assert told.phase is MatchPhase.PLAY


def test_the_taker_cannot_dribble_a_restart_but_turns_with_the_stick() -> None:
    told = Told(red={"control": "human1"}, blue={"control": "human2"})
    told.until(MatchPhase.KICK_OFF, ready=True)
    restart = told.match.restart
    assert restart is not None
    for _ in range(40):
        told.match.advance({restart.taker: Wish(move=(0.0, 1.0))})
    assert told.phase is MatchPhase.KICK_OFF
    assert tuple(told.world.ball.pos[0, :2]) == (0.0, 0.0)
    assert abs(told.world.bodies.hips[0, restart.taker] - 0.5 * PI) < 0.1


def test_a_person_takes_the_kick_off_with_their_own_foot() -> None:
    told = Told(red={"control": "human1"}, blue={"control": "human2"})
    told.until(MatchPhase.KICK_OFF, ready=True)
    restart = told.match.restart
    assert restart is not None
    wish = Wish(swing=Technique.PUSH, aim=(-4.0, 0.0), speed=6.0)
    for _ in range(20):
        told.match.advance({restart.taker: wish})
    for _ in range(60):
        told.match.advance({restart.taker: Wish(aim=(-4.0, 0.0), speed=6.0)})
        if told.phase is MatchPhase.PLAY:
            break
    assert told.phase is MatchPhase.PLAY
    assert told.kinds == ["kick_off"]


def test_a_restart_that_a_person_leaves_is_taken_by_the_crew() -> None:
    told = Told(red={"control": "human1"}, blue={"control": "human2"})
    told.until(MatchPhase.KICK_OFF, ready=True)
    told.match.dead.since[0] -= steps(LAWS.take_within)
    for _ in range(steps(LAWS.helped_after + 1.5)):
        told.match.advance({})
        if told.phase is MatchPhase.PLAY:
            break
    assert told.kinds == ["kick_off"]


def test_a_ball_that_the_crew_does_not_play_is_played_for_it() -> None:
    """The last resort: whatever the minds come to, a dead ball gets going."""
    told = Told()
    told.until(MatchPhase.KICK_OFF, ready=True)
    restart = told.match.restart
    assert restart is not None
    told.match.dead.since[0] -= steps(LAWS.take_within)
    told.match.ai_team.think = lambda view, intents: None  # type: ignore[method-assign]
    for _ in range(steps(1.5)):
        told.match.advance({})
        if told.phase is MatchPhase.PLAY:
            break
    assert told.kinds == ["kick_off"]
