"""Evenings among friends: boards all round, quick restarts, and kick-ins that may be dribbled."""

import numpy as np

from game.core.events import Kind
from game.core.intents import Intents, Wish
from game.core.maths import norm
from game.core.quantise import quantise
from game.rules.match.laws import LAWS, QUICK, MatchPhase, laws_of
from game.rules.match.match import Match
from game.scenario.fixture import Fixture
from tests.rules.matches import Told, fixture


def test_the_usual_match_keeps_its_laws() -> None:
    usual = Fixture()
    assert (usual.boards, usual.quick) == (False, False)
    assert laws_of(usual) is LAWS
    assert Match(fixture(), 0).pitch.walls == ()


def test_no_ball_goes_out_between_boards_and_a_goal_still_counts() -> None:
    one = Told(boards=True, goals="small")
    one.until(MatchPhase.KICK_OFF, ready=True)
    one.kick_off()
    half = np.array((0.5 * one.match.pitch.length, 0.5 * one.match.pitch.width))
    for at, vel in (((0.0, 8.0), (3.0, 14.0)), ((13.0, 6.0), (16.0, 2.0)), ((-13.0, -7.0), (-9.0, -12.0))):
        one.ball(*at, *vel)
        for _ in range(40):
            one.wait(1 / 60)
            assert (np.abs(one.world.ball.pos[0, :2]) <= half + 0.2).all()
    assert one.phase is MatchPhase.PLAY
    one.ball(half[0] - 1.0, 0.0, 12.0, 0.0)
    one.wait(0.5)
    assert one.match.score == (1, 0)


def test_a_quick_kick_in_is_in_play_at_the_takers_feet_and_may_be_dribbled() -> None:
    one = Told(quick=True)
    one.until(MatchPhase.KICK_OFF, ready=True)
    one.kick_off()
    one.ball(2.0, 9.8, 0.0, 6.0)
    one.until(MatchPhase.KICK_IN, most=1.0)
    began = one.world.step
    one.until(MatchPhase.PLAY, most=4.0)
    assert (one.world.step - began) / 60.0 <= QUICK.see_it_out + QUICK.walk + 0.1
    taker = int(one.world.ball.holder[0])
    assert one.match.log[-1].kind == "kick_in"
    assert one.squad.ids[taker] == one.match.log[-1].player
    inward = (0.0, -0.6 if one.world.ball.pos[0, 1] > 0.0 else 0.6)
    intents = Intents.idle(1, one.squad.players)
    intents.put(0, taker, Wish(move=inward))
    for _ in range(45):
        one.match.play_back(quantise(intents))
    assert one.phase is MatchPhase.PLAY, "no second touch, and it isn't out"
    assert abs(float(one.world.ball.pos[0, 1])) < 9.0


def fouled(*, quick: bool) -> tuple[Told, float]:
    """A foul in the middle with the guilty player beside the ball, and seconds until it may be taken."""
    one = Told(quick=quick)
    one.until(MatchPhase.KICK_OFF, ready=True)
    one.kick_off()
    one.put("R2", 0.6, 0.0)
    one.put("B2", -0.6, 0.0)
    one.holds("R2")
    one.tell(Kind.FOUL, "B2", (0.0, 0.0), one.number("R2"))
    began = one.world.step
    one.until(MatchPhase.FREE_PASS, ready=True)
    return one, (one.world.step - began) / 60.0


def test_a_quick_free_pass_waits_for_its_taker_alone() -> None:
    usual, waited = fouled(quick=False)
    assert norm(usual.world.bodies.pos[0, usual.number("B2")] - usual.world.ball.pos[0, :2]) > LAWS.away - 0.2
    one, at_once = fouled(quick=True)
    assert at_once < 0.6 * waited
    assert at_once < QUICK.see_it_out + 0.5
    assert one.match.dead.jumps[0] == 0, "nobody is put anywhere"


def test_quick_laws_leave_less_dead_time() -> None:
    for name in ("see_it_out", "cheer", "walk", "take_within", "helped_after"):
        assert getattr(QUICK, name) < getattr(LAWS, name)
