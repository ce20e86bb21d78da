"""The same moment again: nothing changed gives what was played; one thing changed gives what that makes."""

import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from game.analysis.explain.explanation_job import questions
from game.analysis.passes.outcome import CAME_OFF, Outcome, OutcomeCounts
from game.analysis.passes.pass_log import Pass, PassLog
from game.analysis.passes.snapshot import Recorded
from game.analysis.replay.model import read_replay
from game.analysis.replay.recorder import Recorder
from game.analysis.whatif.cone import cone_of
from game.analysis.whatif.engine import Row, Worlds, _course, as_it_was, fitted, play_changes
from game.analysis.whatif.factors import (
    FACTORS,
    NOT_CHOSEN,
    Change,
    both,
    changed,
    changes,
    distance,
    whole_passes,
)
from game.analysis.whatif.from_here import moment_of
from game.analysis.whatif.query import Query, Race, begun, shares
from game.analysis.whatif.ranking import best_factor, smallest_turn
from game.cli.explain import passes_of
from game.core.events import Kind
from game.core.intents import Intents, Technique, Wish
from game.core.plan import Plan
from game.core.state import NOBODY, STEP_SECONDS, Phase
from game.mind.plan.batch import PlanBatch
from game.mind.plan.executor import Executor
from game.rules.level.session import Session
from game.rules.match.match import Match
from game.scenario.fixture import parse_fixture
from game.scenario.level_paths import level_files
from game.scenario.load import load_level, parse_level
from game.storage.workers import Pool
from tests.analysis.played_passes import LEVEL, STARE, first_time, played, wish_of


@pytest.fixture(scope="module")
def one() -> Pass:
    """A pass of a person who stared."""
    return played()[0]


@pytest.fixture(scope="module")
def pool() -> Iterator[Pool]:
    pool = Pool(1)
    yield pool
    pool.close()


def again(a_pass: Pass) -> tuple[Outcome, str]:
    """What comes of no change in the world of its own luck: the outcome, and the state at its end."""
    course = _course(a_pass.moment, as_it_was(a_pass.carried.plan)[:1], 0, 1)
    course.play(10.0)
    return Outcome(int(course.tally.outcome[0])), course.world.digest()


def test_no_change_gives_what_a_person_played_to_the_bit(one: Pass) -> None:
    assert again(one) == (one.outcome, one.digest)


def test_a_pass_that_rolls_for_seconds_is_kept_too() -> None:
    """Down an empty half, and told like any other: who was taught by their first mistake wants to know."""
    wide = LEVEL | {"pitch": {"length": 70.0, "width": 40.0, "surface": "dry"}}
    (slow,) = played(Plan("push", (-30.0, 15.0), speed=7.0), level=wide)
    assert (slow.ended - slow.struck) * STEP_SECONDS > 2.0
    assert again(slow) == (slow.outcome, slow.digest)


def test_who_is_alone_with_a_wall_passes_to_nobody() -> None:
    """A drill's strikes have their card; there is nobody of whom it could be told why they didn't get it."""
    session = Session(load_level(level_files()["wall-drill"]), 5)
    pass_log, stopped = PassLog(), False
    for step in range(900):
        swing = Technique.PUSH if 20 < step < 45 else Technique.NONE
        events = session.advance({session.player: Wish(swing=swing)})
        assert pass_log.observe(session, events) is None
        stopped |= any(event.kind is Kind.STOPPED for event in events)
    assert stopped, "the ball came back from the wall and lay still"


@pytest.fixture(scope="module")
def struck_first_time() -> Pass:
    return first_time()


def test_a_first_time_ball_is_played_again_to_the_bit(struck_first_time: Pass) -> None:
    assert struck_first_time.first_time
    assert again(struck_first_time) == (struck_first_time.outcome, struck_first_time.digest)


def test_a_first_time_ball_is_tried_with_another_weight_and_to_another_player(
    struck_first_time: Pass,
) -> None:
    """What they wished as the ball came, one thing changed: where it goes and how it arrives follows."""
    one = struck_first_time
    asked = questions(one, one.carried.plan)
    assert {change.factor for change in asked} == {"", "speed", "look", "technique", "target"}
    weights = [change for change in asked if change.factor == "speed" and 8.0 <= change.value <= 12.0]
    targets = [change for change in asked if change.factor == "target"]
    worlds = play_changes(one.moment, [*asked[:2], *weights, *targets], 0, 64, paths=True)
    assert worlds is not None
    was, same, *by_weight, to_another = worlds
    assert np.array_equal(was.outcome, same.outcome)
    assert was.outcome[0] == one.outcome
    assert np.isin(was.outcome, CAME_OFF).mean() > 0.7, "what they did suits the ball that comes to them"
    arrived = [float(np.nanmean(each.arrived)) for each in by_weight]
    # 4.1, 4.8, 5.1 and 5.3 m/s; a still harder ball is met later on its way, and arrives no harder.
    assert arrived == sorted(arrived)
    assert arrived[-1] > arrived[0] + 0.8
    assert np.median(was.end[:, 1]) < -3.0, "B stands at y = -6 and comes to meet it"
    turned = np.median(to_another.end[:, 1]) - np.median(was.end[:, 1])
    assert turned > 4.0, "and A at y = 6, as far as they can turn into it with a leg back"


def test_what_is_tried_from_here_is_what_happens_then() -> None:
    """In the world of the moment's own luck, to the place where the ball ends: nothing was played yet."""
    session = Session(parse_level(LEVEL, "test"), 3)
    assert moment_of(session) is not None
    for _ in range(30):
        session.advance({})
    moment = moment_of(session)
    assert moment is not None
    passes = whole_passes(session.world.squad, moment.passer)
    tried = play_changes(moment, passes, 0, 1, paths=True)
    assert tried is not None
    for change, worlds in zip(passes[:3], tried, strict=False):
        session = Session(parse_level(LEVEL, "test"), 3)
        for _ in range(30):
            session.advance({})
        orders = PlanBatch.of([change.plan], session.world.squad)
        executor = Executor(session.world.view(), session.pitch, moment.passer, orders)
        tally = OutcomeCounts.of(session.world.squad, moment.passer, orders.target)
        while tally.outcome[0] == Outcome.OPEN:
            wishes = Intents.idle(1, session.world.squad.players)
            executor.decide(session.world.view(), wishes)
            events = session.advance({moment.passer: wish_of(wishes, moment.passer)})
            world = session.world
            tally.observe(events, np.zeros(1, dtype=np.intp), world.seconds, world.view(), None)
        assert tally.outcome[0] == worlds.outcome[0]
        assert tuple(worlds.end[0]) == tuple(session.world.ball.pos[0, :2].astype(np.float32))


def test_where_nobody_has_the_ball_no_pass_begins() -> None:
    session = Session(parse_level(LEVEL, "test"), 3)
    session.world.ball.holder[0] = NOBODY
    assert moment_of(session) is None
    session = Session(parse_level(LEVEL, "test"), 3)
    session.world.bodies.phase[0, 0] = Phase.BACK
    assert moment_of(session) is None
    alone = Session(load_level(level_files()["wall-drill"]), 5)
    assert alone.world.ball.holder[0] == alone.player
    assert moment_of(alone) is None


def test_without_the_recorded_wishes_of_the_computer_s_players_they_want_the_same(one: Pass) -> None:
    course = _course(one.moment, as_it_was(STARE)[:1], 0, 1)
    assert isinstance(course.wishes, Recorded)
    course.wishes.whole[:] = False
    course.play(10.0)
    assert course.world.digest() == one.digest


def test_no_change_gives_what_a_replay_shows_to_the_bit(tmp_path: Path) -> None:
    file = tmp_path / "one.bhr"
    live = played(recorder=lambda playable: Recorder(playable, into=file))
    (shown,), difference = passes_of(read_replay(file))
    assert not difference
    assert (shown.outcome, shown.digest, shown.struck) == (live[0].outcome, live[0].digest, live[0].struck)
    assert again(shown) == (live[0].outcome, live[0].digest)


MATCHES = 8
"""Matches that are begun until one sees a shot in its first forty seconds."""


@pytest.fixture(scope="module")
def match_passes() -> list[Pass]:
    """The computer against itself, from the kick-off to a pass from open play and a shot."""
    side = {"control": "cpu", "strength": 2}
    fixture = parse_fixture({"a_side": 4, "goals": "small", "red": side, "blue": side}, "test")
    for world in range(MATCHES):
        match, pass_log = Match(fixture, 4, 1, world), PassLog(None)
        while match.world.step < 40 * 60:
            pass_log.observe(match, match.advance({}))
            shots = [p.shot for p in pass_log.passes]
            if any(shots) and any(not p.shot and p.moment.laws is None for p in pass_log.passes):
                return list(pass_log.passes)
    pytest.fail(f"none of {MATCHES} matches saw a pass from open play and a shot")


def test_no_change_gives_what_the_computer_played_against_itself_to_the_bit(match_passes: list[Pass]) -> None:
    """A kick-off, a pass from open play and a shot are among them."""
    assert match_passes[0].moment.laws is not None
    assert match_passes[0].struck < 60 * 5
    assert any(a_pass.shot for a_pass in match_passes)
    assert not any(a_pass.person for a_pass in match_passes)
    for a_pass in match_passes[-3:] + match_passes[:1]:
        assert again(a_pass) == (a_pass.outcome, a_pass.digest)


def test_until_a_restart_is_taken_the_laws_keep_the_others_away(match_passes: list[Pass]) -> None:
    kick_off = match_passes[0]
    later = replace(kick_off.carried.plan, delay=2.0)
    course = _course(kick_off.moment, [Change("delay", 2.0, later)], 0, 4)
    foes = np.flatnonzero(course.world.squad.team != course.world.squad.team[kick_off.passer])
    begun = kick_off.moment.world.bodies.pos[:, foes]
    while not course.tally.struck.any():
        course.step()
        # Let go, they are four metres nearer by then.
        assert np.abs(course.world.bodies.pos[:, foes] - begun).max() < 0.5
    assert course.steps > 110


def test_a_shot_is_aimed_at_a_corner_and_its_end_is_a_goal_or_none(match_passes: list[Pass]) -> None:
    shot = next(a_pass for a_pass in match_passes if a_pass.shot)
    assert shot.carried.receiver == NOBODY
    assert {change.value for change in changes_of(shot, "aim")} < {"left corner", "middle", "right corner"}
    assert not changes_of(shot, "target")
    (worlds,) = play_changes(shot.moment, as_it_was(shot.carried.plan)[1:], 0, 24) or []
    scored = worlds.outcome == Outcome.COMPLETED
    goal = shot.moment.pitch.goals[1 - shot.moment.world.squad.team[shot.passer]]
    assert not (worlds.outcome == Outcome.COMPLETED_OTHER).any()
    assert (worlds.by[scored] == NOBODY).all()
    assert shot.carried.aim[0] == goal.x


def test_other_luck_makes_other_worlds(one: Pass) -> None:
    (worlds,) = play_changes(one.moment, as_it_was(STARE)[:1], 0, 12, paths=True) or []
    assert len({tuple(end) for end in worlds.end.tolist()}) == 12
    assert worlds.outcome[0] == one.outcome


def test_a_world_is_the_same_alone_beside_others_and_in_a_worker(one: Pass, pool: Pool) -> None:
    asked = as_it_was(one.carried.plan) + changes_of(one, "look_time")[:2]
    beside = play_changes(one.moment, asked, 0, 8, paths=True) or []
    alone = play_changes(one.moment, asked[1:2], 5, 6, paths=True) or []
    assert alone[0].end.tolist() == beside[1].end[5:6].tolist()
    rows = Query(one.moment, asked, pool, rounds=(8,), paths=True).wait()
    for row, here in zip(rows, beside, strict=True):
        assert row.worlds.outcome.tolist() == here.outcome.tolist()
        assert row.worlds.end.tolist() == here.end.tolist()


def changes_of(a_pass: Pass, factor: str) -> list[Change]:
    world = a_pass.moment.world
    return changes(a_pass.carried.plan, world.squad, a_pass.passer, a_pass.moment.pitch, factor)


def test_the_plan_is_read_back_from_what_was_seen(one: Pass) -> None:
    plan = one.carried.plan
    assert (plan.technique, plan.target, plan.look) == ("push", "A", "target")
    assert plan.speed == pytest.approx(9.0, abs=0.01)
    assert plan.look_time == pytest.approx(0.8, abs=0.1)
    away = played(Plan("push", "B", look="away", look_time=0.6, speed=8.0, delay=0.4))[0].carried.plan
    assert away.target == "B"
    assert away.look != "target"


def test_a_read_plan_meets_the_ball_when_they_did_and_arrives_about_as_often(one: Pass) -> None:
    plan = fitted(one.moment, one.carried.plan, one.carried.contact)
    asked = as_it_was(plan)
    answers = play_changes(one.moment, asked, 0, 100) or []
    done, planned = (Row(change, [worlds]) for change, worlds in zip(asked, answers, strict=True))
    # Paired worlds: 0.15 is more than three standard errors of what differs.
    assert planned.share == pytest.approx(done.share, abs=0.15)


def test_a_glance_arrives_more_often_than_a_stare(one: Pass, pool: Pool) -> None:
    world, plan = one.moment.world, fitted(one.moment, one.carried.plan, one.carried.contact)
    looks = [changed(plan, "look_time", seconds, world.squad, one.moment.pitch) for seconds in (0.1, 1.2)]
    glance, stare = Query(one.moment, looks, pool, rounds=(80,)).wait()
    # 0.55 and 0.21 of 200 worlds: five standard errors of 80.
    assert glance.share > stare.share + 0.1


def test_answers_come_bit_by_bit_and_every_row_counts_the_same_worlds(one: Pass, pool: Pool) -> None:
    asked = as_it_was(one.carried.plan) + changes_of(one, "speed")[:2]
    question, seen = Query(one.moment, asked, pool, rounds=(16, 24)), []
    for size in (16, 24):
        rows = question.wait(size)
        assert len({row.n for row in rows}) == 1
        seen.append(rows[0].n)
    assert seen == [16, 24]
    assert list(shares((16, 64), 2, 10)) == [(0, 8), (8, 16), (16, 40), (40, 64)]


def test_how_it_was_stands_there_at_once_whatever_else_is_asked(one: Pass, pool: Pool) -> None:
    """Nobody waits for what is known, it isn't played again, and the rest counts the same worlds."""
    asked = as_it_was(one.carried.plan)
    known = Query(one.moment, asked + changes_of(one, "look_time")[:1], pool, rounds=(8,)).wait()
    assert begun(asked, [], 8) == begun(asked, known, 16) == []
    other = asked + changes_of(one, "speed")[:2]
    question = Query(one.moment, other, pool, rounds=(8, 16), known=begun(other, known, 8))
    assert [row.n for row in question.rows] == [8, 8, 0, 0]
    cold = Query(one.moment, other, pool, rounds=(8, 16)).wait()
    for warm, row in zip(question.wait(), cold, strict=True):
        assert warm.n == row.n == 16
        assert warm.worlds.outcome.tolist() == row.worlds.outcome.tolist()


def test_in_a_race_the_better_half_goes_on_with_the_worlds_it_has(one: Pass, pool: Pool) -> None:
    asked = as_it_was(one.carried.plan) + changes_of(one, "look_time")
    rows = Race(one.moment, asked, pool, arrived=False, rounds=(4, 8, 16)).wait()
    left = [len([row for row in rows[2:] if row.n >= n]) for n in (4, 8, 16)]
    assert left[0] == len(asked) - 2
    assert left[0] > left[1] > left[2] >= 1
    assert rows[0].n == rows[1].n == 16
    dropped = max(row.share for row in rows if row.n == 4)
    assert sum(row.share_of(4) >= dropped for row in rows[2:] if row.n > 4) >= left[0] / 2
    alone = Query(one.moment, asked[:2], pool, rounds=(16,)).wait()
    assert rows[1].worlds.outcome.tolist() == alone[1].worlds.outcome.tolist()


def test_a_question_can_be_called_off_and_the_workers_go_on(one: Pass, pool: Pool) -> None:
    long = Query(one.moment, as_it_was(one.carried.plan), pool, rounds=(16, 4000))
    long.wait(16)
    long.cancel()
    assert long.done
    known = long.n
    begun = time.monotonic()
    rows = Query(one.moment, as_it_was(one.carried.plan)[:1], pool, rounds=(4,)).wait()
    assert rows[0].n == 4
    assert long.n == known
    assert time.monotonic() - begun < 30.0  # and not the minutes that 4,000 worlds take


def test_a_worker_that_dies_leaves_its_work_to_the_others(one: Pass) -> None:
    pool = Pool(2)
    pool.warm()
    question = Query(one.moment, as_it_was(one.carried.plan), pool, rounds=(4, 16))
    pool._hands[0].process.kill()
    assert question.wait()[0].n == 16
    pool.close()


def test_what_goes_wrong_in_a_worker_is_told(pool: Pool, one: Pass) -> None:
    nobody = Change("target", "Z", Plan("push", "Z"))
    question = Query(one.moment, [nobody], pool, rounds=(4,))
    with pytest.raises(RuntimeError, match="Z"):
        question.wait()


def test_every_factor_has_changes_and_none_is_what_was_played(one: Pass) -> None:
    for factor in FACTORS:
        asked = changes_of(one, factor)
        assert asked, factor
        assert all(change.distance > 0.0 for change in asked)
    assert all(change.distance == NOT_CHOSEN for change in changes_of(one, "surface"))


def test_distance_counts_steps_of_what_a_player_can_do() -> None:
    assert distance("look_time", 0.8, 0.4) == pytest.approx(2.0)
    assert distance("speed", 9.0, 10.0) == pytest.approx(1.0)
    assert distance("technique", "push", "backheel") == 3.0
    assert distance("look", "away", "away") == 0.0


def test_another_technique_takes_its_own_weight_along(one: Pass) -> None:
    heel = next(change for change in changes_of(one, "technique") if change.value == "backheel")
    assert heel.plan.speed is None
    assert heel.plan.backswing is None
    two = both(one.carried.plan, ("look_time", 0.2), ("speed", 7.0), one.moment.world.squad, one.moment.pitch)
    assert (two.plan.look_time, two.plan.speed) == (0.2, 7.0)


def row(factor: str, far: float, hits: int, n: int = 100) -> Row:
    outcome = np.full(n, Outcome.INTERCEPTED, dtype=np.int8)
    outcome[:hits] = Outcome.COMPLETED
    nothing = np.zeros((n, 2), dtype=np.float32)
    worlds = Worlds(outcome, outcome * 0, nothing[:, 0], nothing, np.zeros((0, 0, 2), dtype=np.float32))
    return Row(Change(factor, far, STARE, distance=far), [worlds])


def test_the_smallest_change_that_turns_it_is_the_nearest_and_not_the_best() -> None:
    base = row("", 0.0, 20)
    rows = [
        row("speed", 1.0, 45),
        row("look_time", 2.0, 70),
        row("target", 3.0, 95),
        row("surface", NOT_CHOSEN, 99),
    ]
    turn = smallest_turn(rows, base, arrived=False)
    assert turn is not None
    assert turn.row is rows[1]
    assert turn.sure
    assert best_factor(rows, base)[0][0] == "target"
    assert smallest_turn(rows[:1], base, arrived=False) is None


def test_what_went_against_the_odds_needs_no_turning() -> None:
    assert smallest_turn([row("speed", 1.0, 95)], row("", 0.0, 70), arrived=False) is None
    assert smallest_turn([row("speed", 1.0, 5)], row("", 0.0, 30), arrived=True) is None
    lost = smallest_turn([row("speed", 1.0, 10)], row("", 0.0, 70), arrived=True)
    assert lost is not None
    assert lost.gain == pytest.approx(-0.6)


def test_the_cone_widens_on_its_way(one: Pass) -> None:
    plan = fitted(one.moment, one.carried.plan, one.carried.contact)
    glance = changed(plan, "look_time", 0.1, one.moment.world.squad, one.moment.pitch)
    (worlds,) = play_changes(one.moment, [glance], 0, 40, paths=True) or []
    cone = cone_of(worlds)
    assert cone is not None
    width = np.hypot(*(cone.left - cone.right).T)
    assert width[-1] > width[0] + 0.3
    assert len(cone.won) + len(cone.lost) == 40
