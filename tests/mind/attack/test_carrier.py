"""The computer with the ball: what comes to mind, what it is worth, and what thinking more is good for."""

import os
import signal
import time
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

import numpy as np
import pytest

from game.core.events import Kind, Strike
from game.core.intents import Intents
from game.core.pitch import Pitch
from game.core.plan import Plan
from game.core.state import STEP_SECONDS, World
from game.core.surfaces import DRY
from game.mind.attack import lookahead
from game.mind.attack.carrier import PACE, InProcess
from game.mind.attack.dribble import kept_in
from game.mind.attack.lookahead import Lookahead, judge, judge_all
from game.mind.attack.options import Carry, Option, options_of, worth_of
from game.mind.attack.worker import LATE, LIVES, InWorker
from game.mind.defence.belief import Habits
from game.mind.perception.perceived import Picture
from game.mind.plan.batch import PlanBatch
from game.mind.plan.executor import Executor
from game.mind.traits.strength import STRENGTHS
from game.mind.traits.styles import Minds
from game.sim.step import step
from tests.mind.games import PITCH, ai_team_of, game, play

OPEN, MARKED = (6.0, 6.0), (6.0, -6.0)


def one_free_one_marked(worlds: int = 1, first: int = 0) -> World:
    return game([(-4.0, 0.0), OPEN, MARKED], [(1.0, -3.2), (5.0, -5.3)], worlds=worlds, first=first)


def question(world: World, options: list[Option], rollouts: int = 8, pitch: Pitch = PITCH) -> Lookahead:
    players = world.squad.players
    return Lookahead.of(
        Picture.of_screen(world.view()),
        world.ball.holder.copy(),
        [options for _ in range(world.worlds)],
        Habits.none(world.worlds, players),
        pitch,
        Minds.of((None,) * players),
        [rollouts] * world.worlds,
    )


def comes_to_mind(world: World, **how: bool) -> list[Option]:
    """What the first player could do, had they all before their eyes."""
    return options_of(Picture.of_screen(world.view()), 0, PITCH, 0, **how)


def test_the_free_mate_is_worth_more_than_the_marked_one() -> None:
    free, marked = judge(question(one_free_one_marked(), [Plan("push", "R1"), Plan("push", "R2")]))[0]
    assert free > marked + 0.03


def test_a_heel_comes_to_mind_only_for_a_mate_behind() -> None:
    world = game([(0.0, 0.0), (8.0, 1.0), (-7.0, 1.0)], [(12.0, 0.0)])
    heels = {o.target for o in comes_to_mind(world) if isinstance(o, Plan) and o.technique == "backheel"}
    assert heels == {"R2"}


def test_who_knows_no_tricks_thinks_of_plain_passes_alone() -> None:
    world = game([(0.0, 0.0), (8.0, 1.0), (-7.0, 1.0)], [(8.5, 1.5)])
    every, plain = (comes_to_mind(world, tricks=tricks) for tricks in (True, False))
    passes = [option for option in plain if isinstance(option, Plan)]
    assert passes == [Plan("push", "R2"), Plan("push", "R1")]
    assert {o.look for o in every if isinstance(o, Plan)} == {None, "away"}
    assert [o for o in every if isinstance(o, Carry)] == [o for o in plain if isinstance(o, Carry)]


def test_a_shot_comes_to_mind_near_the_goal_only() -> None:
    for x, expected in ((12.0, True), (-5.0, False)):
        world = game([(x, 0.0), (0.0, 6.0)], [(19.0, 0.0)], keepers=(2,))
        shots = [o for o in comes_to_mind(world) if isinstance(o, Plan) and o.technique == "shot"]
        assert bool(shots) is expected


def test_nobody_thinks_of_a_shot_from_where_the_goal_looks_narrow() -> None:
    for spot, expected in (((13.0, 4.0), True), ((19.5, 9.0), False)):
        world = game([spot, (0.0, 6.0)], [(19.0, 0.0)], keepers=(2,))
        shots = [o for o in comes_to_mind(world) if isinstance(o, Plan) and not isinstance(o.target, str)]
        assert bool(shots) is expected, spot


def test_who_needs_longer_to_decide_expects_everybody_further_on() -> None:
    """A kick is planned for the moment when it is decided, not for the one that was seen."""

    class Heard(InProcess):
        def ask(self, question: Lookahead) -> None:
            heard.append(question)
            super().ask(question)

    runs = {}
    for strength in (1, 5):
        heard: list[Lookahead] = []
        world = game([(0.0, 0.0)], [(3.0, 9.0), (19.0, 0.0)])
        world.bodies.vel[:, 1] = (4.0, 0.0)
        ai_team = ai_team_of(world, strength=strength, still=(1, 2))
        ai_team.thinker = Heard()
        play(world, ai_team, PACE.grain + 1)
        runs[strength] = float(heard[0].view.bodies.pos[0, 1, 0]) - 3.0
    later = STRENGTHS[1].decides - STRENGTHS[5].decides
    assert runs[1] > runs[5] + 0.5 * 4.0 * later


def test_who_takes_a_restart_does_not_think_of_running_with_the_ball() -> None:
    world = one_free_one_marked()
    assert any(isinstance(o, Carry) for o in comes_to_mind(world))
    assert not any(isinstance(o, Carry) for o in comes_to_mind(world, must_pass=True))


def test_the_ball_is_worth_more_near_their_goal_and_less_with_an_opponent_on_it() -> None:
    spots = np.array([(-10.0, 0.0), (5.0, 0.0), (15.0, 0.0)])
    worth = worth_of(PITCH, 0, spots, np.zeros(3))
    assert (np.diff(worth) > 0.0).all()
    assert (worth_of(PITCH, 0, spots, np.ones(3)) < worth).all()
    blue = worth_of(PITCH, 1, -spots, np.zeros(3))
    assert np.allclose(worth, blue)


def test_a_sprint_with_the_ball_ends_before_a_line_but_not_before_a_goal() -> None:
    """Sprints at every line: hardly a touch goes over one, and the mouth of the goal is run into."""
    outs = {True: 0, False: 0}
    for spot in [(12.0, 5.0), (12.0, -9.0), (3.0, 6.0), (-12.0, 8.0), (14.0, 0.3)]:
        at_goal = abs(spot[1]) < 1.0
        way = np.array((0.6, 0.02)) if at_goal else 0.95 * np.array((0.7, np.sign(spot[1]) * 0.7))
        for minds in (True, False):
            world, goals = game([spot], [(-18.0, 0.0)], worlds=10), 0
            for _ in range(240):
                intents, ways = Intents.idle(10, 2), np.tile(way, (10, 1))
                ball = world.ball
                intents.move[:, 0] = kept_in(PITCH, ball.pos[:, :2], ball.vel[:, :2], ways) if minds else ways
                for events in step(world, PITCH, intents):
                    goals += len(events) * (events.kind is Kind.GOAL)
                    outs[minds] += len(events) * (events.kind is Kind.OUT)
            assert (goals >= 9) == at_goal, (spot, minds)
    assert outs[True] <= 4 < 35 <= outs[False]


def test_a_thought_does_not_hang_on_what_else_is_thought() -> None:
    """Two carriers' questions in one go have the answers that each has alone."""
    options: list[Option] = [Plan("push", "R1"), Plan("push", "R2", look="away"), Carry((0.4, 0.0))]
    both = judge(question(one_free_one_marked(2), options, 3))
    for number in range(2):
        alone = judge(question(one_free_one_marked(1, first=number), options, 3))[0]
        assert (both[number] == alone).all()


def test_questions_of_different_moments_are_counted_together_without_a_trace() -> None:
    options: list[Option] = [Plan("push", "R1"), Carry((0.4, 0.0))]
    early, late = one_free_one_marked(), one_free_one_marked()
    late.step += 240
    asked = [question(early, options, 3), question(late, options, 2)]
    shared = Minds.of((None,) * early.squad.players)
    asked = [replace(q, minds=shared) for q in asked]
    together = judge_all(asked)
    assert all((judge(q)[0] == answer[0]).all() for q, answer in zip(asked, together, strict=True))
    assert (together[0][0] != together[1][0]).any()


def test_more_rollouts_choose_better() -> None:
    """Regret against a judgement from 128 rollouts of other luck: 32 heads before the same moment.

    With one rollout each throws away some 0.010 goals a choice, with twelve a fifth of that.
    """
    options: list[Option] = [
        Plan("push", "R1"),
        Plan("push", "R2"),
        Plan("push", "R1", speed=5.0),
        Carry((0.5, 0.0)),
    ]
    red, blue = [(-4.0, 0.0), (5.0, 3.0), (5.0, -3.5)], [(0.5, 1.2), (1.0, -2.2)]
    truth = judge(question(game(red, blue, seed=9), options, 128))[0]
    heads = game(red, blue, worlds=32)
    regret = {}
    for rollouts in (1, 12):
        chosen = [int(np.argmax(worth)) for worth in judge(question(heads, options, rollouts))]
        regret[rollouts] = float(np.mean([truth.max() - truth[c] for c in chosen]))
    assert regret[1] > 0.005
    assert regret[12] < 0.5 * regret[1]


def test_what_is_imagined_coarsely_is_what_would_come(monkeypatch: pytest.MonkeyPatch) -> None:
    """In steps of a thirtieth of a second each option is worth what it is in the game's own steps.

    128 rollouts each; the mean of so many is good for 0.006 goals or so.
    """
    world = game([(4.0, 0.0), (10.0, 5.0), (11.0, -5.0), (-3.0, 3.0)], [(8.0, -3.0), (6.5, 1.5), (18.5, 0.0)])
    options: list[Option] = [
        Plan("push", "R1"),
        Plan("push", "R2"),
        Plan("push", "R2", look="away"),
        Plan("backheel", "R3"),
        Carry((0.5, 0.3)),
        Carry((0.0, 0.0), shield=True),
    ]
    coarse = judge(question(world, options, 128))[0]
    assert lookahead.HORIZON.stride > 1
    monkeypatch.setattr(lookahead, "HORIZON", replace(lookahead.HORIZON, stride=1))
    fine = judge(question(world, options, 128))[0]
    assert np.ptp(fine) > 0.05
    assert (np.abs(coarse - fine) < 0.015).all()
    assert fine.max() - fine[np.argmax(coarse)] < 0.006


@pytest.fixture
def beside() -> Iterator[InWorker]:
    thinker = InWorker()
    wake(thinker)
    yield thinker
    thinker.close()


def wake(thinker: InWorker) -> None:
    begun = time.monotonic()
    while not thinker.awake():
        time.sleep(0.05)
        assert time.monotonic() - begun < 120.0


def test_a_thought_counted_beside_is_the_same(beside: InWorker) -> None:
    asked = question(one_free_one_marked(), [Plan("push", "R1"), Plan("push", "R2")], 2)
    beside.ask(asked)
    assert beside._pending
    there = beside.answer(asked)
    assert (there[0] == judge(asked)[0]).all()
    beside.close()
    assert (beside.answer(asked)[0] == there[0]).all()


@pytest.mark.skipif(not hasattr(signal, "SIGSTOP"), reason="processes can't be stopped here")
def test_a_thinking_process_that_was_stopped_holds_nobody_up(beside: InWorker) -> None:
    """A stopped process answers nothing and doesn't end either."""
    asked = question(one_free_one_marked(), [Plan("push", "R1"), Plan("push", "R2")], 2)
    expected = judge(asked)[0]
    assert beside._pool is not None
    (stopped,) = (hand.process for hand in beside._pool._hands)
    assert stopped.pid is not None
    os.kill(stopped.pid, signal.SIGSTOP)
    waited = []
    for _ in range(LATE):
        beside.ask(asked)
        begun = time.monotonic()
        there = beside.answer(asked)
        waited.append(time.monotonic() - begun)
        assert (there[0] == expected).all(), "who waits in vain thinks the same"
    assert max(waited) < 10.0, waited
    stopped.join(30.0)
    assert not stopped.is_alive(), "it would keep the program from ending"
    wake(beside)
    beside.ask(asked)
    assert beside._pending, "another one has begun in its place"
    assert (beside.answer(asked)[0] == expected).all()


def test_a_thinking_process_that_dies_again_and_again_is_not_begun_for_ever(beside: InWorker) -> None:
    asked = question(one_free_one_marked(), [Plan("push", "R1"), Plan("push", "R2")], 2)
    begun = 0
    while (pool := beside._pool) is not None:
        begun += 1
        wake(beside)
        pool._hands[0].process.kill()
        while beside._pool is pool:
            beside.ask(asked)
            beside.answer(asked)
    assert begun == LIVES
    assert (beside.answer(asked)[0] == judge(asked)[0]).all()


def test_the_free_mate_gets_the_ball() -> None:
    """From who weighs well in all of sixteen worlds; the usual player picks the marked one now and then."""
    passes = {}
    for strength in (3, 5):
        world = one_free_one_marked(16)
        ai_team = ai_team_of(world, strength=strength, still=(1, 2, 3, 4))
        struck = [events for _, events in play(world, ai_team, 240) if isinstance(events, Strike)]
        aside = np.sin(np.concatenate([events.direction for events in struck]))
        passes[strength] = int((aside > 0.1).sum()), int((aside < -0.1).sum())
    assert passes[5] == (16, 0)
    assert passes[3][1] > 0


def test_the_weak_keep_the_ball_longer_before_they_play_it() -> None:
    """The same moment, eight worlds: whoever decides later strikes later, by as much or more."""
    first = {}
    for strength in (1, 5):
        world = one_free_one_marked(8)
        struck = [
            step
            for step, events in play(world, ai_team_of(world, strength=strength, still=(1, 2, 3, 4)), 240)
            if isinstance(events, Strike)
        ]
        first[strength] = struck[0]
    later = (STRENGTHS[1].decides - STRENGTHS[5].decides) / STEP_SECONDS
    assert first[1] >= first[5] + later - PACE.grain


def test_every_strength_is_weaker_than_the_next_in_all_that_it_has() -> None:
    for weak, strong in pairwise(STRENGTHS[number] for number in sorted(STRENGTHS)):
        assert weak.difficulty < strong.difficulty
        assert weak.rollouts <= strong.rollouts
        assert weak.slip > strong.slip
        assert weak.foresees <= strong.foresees
        assert weak.decides >= strong.decides
        assert weak.tricks <= strong.tricks


def test_a_free_game_in_a_batch_is_the_game_alone() -> None:
    """World 2 of three, 4 seconds, bit for bit; and the batch can be cut down on the way."""
    red, blue = [(-19.0, 0.0), (-6.0, 3.0), (-2.0, -3.0)], [(19.0, 0.0), (4.0, 2.0), (6.0, -2.0)]
    three = game(red, blue, worlds=3, holder=1, keepers=(0, 3))
    ai_team = ai_team_of(three, strength=1)
    play(three, ai_team, 120)
    rows = np.array([2])
    cut, cut_crew = three.take(rows), ai_team.take(rows)
    play(three, ai_team, 120)
    play(cut, cut_crew, 120)
    alone = game(red, blue, worlds=1, holder=1, keepers=(0, 3), first=2)
    play(alone, ai_team_of(alone, strength=1), 240)
    assert three.take(rows).digest() == alone.digest()
    assert cut.digest() == alone.digest()


def test_in_a_rondo_the_ball_is_kept_and_not_shot() -> None:
    square = Pitch(10.0, 10.0, DRY)
    world = game([(-4.5, 0.0), (4.5, 0.0), (0.0, 4.5), (0.0, -4.5)], [(0.5, 0.5), (-0.5, -0.5)], worlds=4)
    ai_team = ai_team_of(world, square, strength=2)
    played = [e for _, e in play(world, ai_team, 420, square) if e.kind in (Kind.WIND_UP, Kind.STRIKE)]
    assert {int(w) for e in played for w in e.world} == set(range(4)), "everybody passes within seven seconds"
    struck = [e for e in played if e.kind is Kind.STRIKE]
    assert all((e.technique != 3).all() for e in struck if isinstance(e, Strike))


def test_a_pass_out_of_a_sprint_meets_the_ball() -> None:
    """Sixteen sprints: each ends in a strike, at a ball that was pushed ahead, and none in an air kick."""
    world = game([(-15.0, 0.0), (0.0, 9.0)], [(19.0, -11.0)], worlds=16)
    for _ in range(70):
        intents = Intents.idle(16, 3)
        intents.move[:, 0, 0] = 0.95
        step(world, PITCH, intents)
    orders = PlanBatch.of([Plan("push", (12.0, 3.0))] * 16, world.squad)
    plan = Executor(world.view(), PITCH, 0, orders, hurried=True)
    kicks: list[Kind] = []
    for _ in range(110):
        intents = Intents.idle(16, 3)
        plan.decide(world.view(), intents)
        for events in step(world, PITCH, intents):
            kicks += [events.kind] * len(events.world) if events.kind in (Kind.STRIKE, Kind.MISS) else []
    assert kicks.count(Kind.MISS) == 0
    assert kicks.count(Kind.STRIKE) == 16


def led_to(at: tuple[float, float], run: tuple[float, float], runs_last: float) -> np.ndarray:
    """Where a pass to a team-mate on the run goes, in a match (``runs_last`` of a second) or a drill."""
    world = game([(0.0, 0.0), at], [(-15.0, 0.0)])
    world.bodies.vel[:, 1] = run
    orders = PlanBatch.of([Plan("push", "R1")], world.squad)
    plan = Executor(world.view(), PITCH, 0, orders, hurried=True, runs_last=runs_last)
    return plan.aim_point(world.view())[0]


def test_in_a_match_nobody_counts_on_a_run_for_long() -> None:
    """In a drill a runner runs to one spot; of a match's runs two thirds have ended after a second."""
    at, run = (0.0, -6.0), (4.0, 0.0)
    far, near = led_to(at, run, np.inf)[0], led_to(at, run, PACE.runs_last)[0]
    assert far > 4.0
    assert 0.0 < near < 4.0 * PACE.runs_last < far


@pytest.mark.parametrize("side", [1.0, -1.0])
def test_no_pass_is_led_over_a_line(side: float) -> None:
    """The mate runs toward the line from 2 m inside it, or waits on the line for a throw."""
    half = 0.5 * PITCH.width
    led = led_to((6.0, side * (half - 2.0)), (0.0, 5.0 * side), PACE.runs_last)
    assert half - 1.0 < side * led[1] < half
    on_it = led_to((6.0, side * half), (0.0, 2.0 * side), PACE.runs_last)
    assert side * on_it[1] == pytest.approx(half)


def test_a_pass_still_under_way_is_worth_what_it_comes_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A carrier who looks hardly beyond the strike judges by who will meet the ball: the free mate does."""
    monkeypatch.setattr(lookahead, "HORIZON", replace(lookahead.HORIZON, longest=44))
    world = game([(-8.0, 0.0), (6.0, 6.0), (6.0, -6.0)], [(3.0, -4.7), (0.0, 0.5)])
    free, marked = judge(question(world, [Plan("push", "R1"), Plan("push", "R2")]))[0]
    assert free > marked + 0.03
