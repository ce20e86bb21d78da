"""A match as it is played: the same again, the same alone, the same played back, and what it counts."""

import copy
import json
from pathlib import Path

import numpy as np
import pytest

from game.core.events import Kind
from game.core.intents import Intents, Technique, Wish
from game.core.state import STEP_SECONDS
from game.rules.match.laws import MatchPhase
from game.rules.match.match import Match
from game.scenario.errors import LevelError
from game.scenario.fixture import load_table, parse_fixture
from tests.rules.matches import Told, fixture

SECONDS = 5


@pytest.fixture(scope="module")
def played() -> tuple[Match, list[Intents]]:
    """Three matches side by side for some seconds, and everybody's wishes."""
    match = Match(fixture(), seed=5, worlds=3)
    wishes = []
    for _ in range(round(SECONDS / STEP_SECONDS)):
        match.advance({})
        wishes.append(match.intents)
    return match, wishes


def test_a_match_in_a_batch_is_the_match_alone(played: tuple[Match, list[Intents]]) -> None:
    batch, _ = played
    match = Match(fixture(), seed=5, first=2)
    for _ in range(round(SECONDS / STEP_SECONDS)):
        match.advance({})
    assert match.world.digest() == batch.world.take(np.array([2])).digest()
    assert match.log == batch.referees[2].log
    assert match.report == batch.books[2].report(batch.referees[2].score)


def test_what_was_wished_played_back_gives_the_same_match(played: tuple[Match, list[Intents]]) -> None:
    batch, wishes = played
    match = Match(fixture(), seed=5, worlds=3)
    for intents in wishes:
        match.play_back(intents)
    assert match.world.digest() == batch.world.digest()
    assert [r.log for r in match.referees] == [r.log for r in batch.referees]


def test_the_ball_rolls_and_is_passed(played: tuple[Match, list[Intents]]) -> None:
    """Not a match of statues: somebody passes, and the books have it."""
    match, _ = played
    sides = [side for number in range(3) for side in match.books[number].sides]
    assert sum(side.passes for side in sides) >= 1
    assert all(side.completed <= side.passes and side.heels <= side.passes for side in sides)
    assert not np.isnan(match.world.bodies.pos).any()
    assert not np.isnan(match.world.ball.pos).any()


def test_another_seed_is_another_match() -> None:
    one, other = (Match(fixture(), seed) for seed in (5, 6))
    for _ in range(90):
        one.advance({})
        other.advance({})
    assert one.world.digest() != other.world.digest()


def test_a_match_goes_on_from_a_copy() -> None:
    match = Match(fixture(), seed=1)
    for _ in range(100):
        match.advance({})
    again = copy.deepcopy(match)
    for _ in range(40):
        match.advance({})
        again.advance({})
    assert match.world.digest() == again.world.digest()


def test_a_set_up_begins_the_same_match() -> None:
    match = Match(fixture(offside=True, blue={"style": "gambler"}), seed=9)
    data = json.loads(json.dumps(match.set_up.data))
    assert Match.of(match.set_up).fixture == match.fixture
    assert parse_fixture(data, "replay").digest == match.fixture.digest


@pytest.mark.parametrize("a_side", range(3, 12))
@pytest.mark.parametrize("goals", ["keepers", "small"])
def test_every_size_lines_up_in_its_own_half(a_side: int, goals: str) -> None:
    match = Match(fixture(a_side=a_side, goals=goals), seed=0)
    squad = match.lineup.squad
    assert squad.players == 2 * a_side
    assert squad.keeper.sum() == (2 if goals == "keepers" else 0)
    half = np.array((0.5 * match.pitch.length, 0.5 * match.pitch.width))
    assert (np.abs(match.world.bodies.pos[0]) <= half + 0.1).all()
    red, blue = (match.world.bodies.pos[0, squad.team == side][:-1] for side in (0, 1))
    assert red == pytest.approx(-blue)  # nobody begins with a better place


def test_the_score_is_what_the_log_says() -> None:
    told = Told()
    for scorer, goal in (("R3", 1), ("B2", 0), ("R2", 1)):
        told.kick_off()
        told.tell(Kind.GOAL, scorer, (15.2 if goal else -15.2, 0.0), other=goal)
        told.until(MatchPhase.KICK_OFF)
    goals = [entry.side for entry in told.match.log if entry.kind == "goal"]
    assert told.match.score == (goals.count("red"), goals.count("blue")) == (2, 1)
    assert told.match.log[-1].score == (2, 1)
    assert [side.goals for side in told.match.report.sides] == [2, 1]


# What a side did with the ball.


def playing(**keys: object) -> Told:
    told = Told(**keys)
    told.kick_off()
    told.tell(Kind.CONTROL, "R2", (0.0, 0.0))
    return told


def test_a_pass_that_a_mate_controls_is_complete() -> None:
    told = playing()
    told.strikes("R2", technique=Technique.BACKHEEL)
    told.tell(Kind.CONTROL, "R3", (3.0, 0.0))
    red = told.match.report.red
    assert (red.passes, red.completed, red.heels, red.heels_completed) == (1, 1, 1, 1) or red.passes == 2


def test_a_pass_played_on_at_once_was_received() -> None:
    told = playing()
    before = told.match.report.red.completed
    told.strikes("R2")
    told.strikes("R3", (3.0, 0.0))
    assert told.match.report.red.completed == before + 1


@pytest.mark.parametrize(
    ("cause", "happened"),
    [
        ("intercepted", [(Kind.STRIKE, "R2"), (Kind.CONTROL, "B2")]),
        ("tackled", [(Kind.TACKLE, "B2"), (Kind.CONTROL, "B3")]),
        ("miscontrolled", [(Kind.STRIKE, "R2"), (Kind.MISCONTROL, "R3"), (Kind.CONTROL, "B3")]),
        ("out", [(Kind.STRIKE, "R2"), (Kind.OUT, "R2")]),
    ],
)
def test_a_lost_ball_is_lost_to_what_took_it(cause: str, happened: list[tuple[Kind, str]]) -> None:
    told = playing()
    for kind, name in happened:
        if kind is Kind.STRIKE:
            told.strikes(name)
        else:
            at = (3.0, 10.2) if kind is Kind.OUT else (3.0, 2.0)
            told.tell(kind, name, at, other=told.number("R2"))
    lost = told.match.report.red.lost
    assert {name: count for name, count in lost.items() if count} == {cause: 1}


def test_a_ball_won_back_at_once_was_not_lost() -> None:
    told = playing()
    told.tell(Kind.TACKLE, "B2", (3.0, 2.0), other=told.number("R2"))
    told.tell(Kind.CONTROL, "R3", (3.0, 2.0))
    assert sum(told.match.report.red.lost.values()) == 0


def test_a_shot_that_the_keeper_holds_is_on_target_and_saved_and_no_pass() -> None:
    told = playing()
    passes = told.match.report.red.passes
    told.strikes("R2", (8.0, 0.0), speed=16.0)
    told.tell(Kind.CATCH, "B1", (14.5, 0.0))
    report = told.match.report
    assert (report.red.shots, report.red.on_target, report.blue.saves) == (1, 1, 1)
    assert report.red.passes == passes
    assert sum(report.red.lost.values()) == 0


def test_a_shot_that_is_only_parried_in_is_a_goal_and_no_save() -> None:
    told = playing()
    told.strikes("R2", (8.0, 0.0), speed=16.0)
    told.tell(Kind.PARRY, "B1", (14.5, 0.0))
    told.tell(Kind.GOAL, "B1", (15.2, 0.0), other=1)
    report = told.match.report
    assert (report.red.goals, report.red.shots, report.red.on_target, report.blue.saves) == (1, 1, 1, 0)


def test_a_shot_beside_the_goal_is_not_on_target() -> None:
    told = playing()
    told.strikes("R2", (8.0, 1.0), direction=0.1, speed=16.0)
    told.tell(Kind.OUT, "R2", (15.2, 1.8))
    report = told.match.report
    assert (report.red.shots, report.red.on_target, report.blue.saves) == (1, 0, 0)


def test_possession_is_shared_out() -> None:
    told = playing()
    told.holds("R2")
    told.wait(0.5)
    red, blue = (side.possession for side in told.match.report.sides)
    assert red > 0.9
    assert red + blue == pytest.approx(1.0)


# Fixtures that say what is wrong with them.


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"a_sid": 4}, "m.toml: a_sid: expected one of the keys"),
        ({"a_side": 12}, "m.toml: a_side: expected a whole number of players a side from 3 to 11 (got 12)"),
        (
            {"minutes": 0.4},
            "m.toml: minutes: expected minutes of both halves together, from 0.5 to 90 (got 0.4)",
        ),
        ({"red": {"strength": 6}}, "m.toml: red.strength: expected a whole number from 1 (weak) to 5"),
        (
            {"red": {"control": "human1"}, "blue": {"control": "human1"}},
            "m.toml: blue.control: expected somebody who isn't playing for red (human1)",
        ),
        ({"red": {"control": "both"}, "blue": {"control": "human2"}}, "m.toml: blue.control: expected"),
    ],
)
def test_a_fault_names_file_key_and_what_was_expected(raw: dict[str, object], said: str) -> None:
    with pytest.raises(LevelError) as error:
        parse_fixture(raw, "m.toml")
    assert error.value.faults[0].startswith(said)


def test_a_fixture_is_read_from_toml_and_json(tmp_path: Path) -> None:
    keys = {"a_side": 4, "red": {"name": "Owls"}}
    toml, js = tmp_path / "m.toml", tmp_path / "m.json"
    toml.write_text('a_side = 4\nred = { name = "Owls" }\n')
    js.write_text(json.dumps(keys))
    one, other = (parse_fixture(*load_table(path)) for path in (toml, js))
    assert one == other
    assert one.title == "Owls v Blue"


# Who steers whom.


def people(**keys: object) -> Told:
    told = Told(red={"control": "human1"}, blue={"control": "cpu"}, **keys)
    told.kick_off()
    return told


def test_a_person_has_whoever_of_their_side_has_the_ball() -> None:
    told = people()
    told.holds("R2")
    told.wait(STEP_SECONDS)
    assert told.match.people == {"human1": told.number("R2")}
    told.holds("R3")
    told.wait(STEP_SECONDS)
    assert told.match.people == {"human1": told.number("R3")}


def test_the_ball_is_never_taken_out_of_a_keeper_s_hands() -> None:
    told = people()
    told.holds("R2")
    told.wait(STEP_SECONDS)
    assert not told.match.switch("human1", (1.0, 0.0))
    assert told.match.people == {"human1": told.number("R2")}


def test_a_person_gets_the_player_whom_the_pass_is_for() -> None:
    told = people()
    told.put("R2", -4.0, 0.0)
    told.put("R3", 4.0, 0.0)
    told.holds("R2")
    told.wait(STEP_SECONDS)
    told.strikes("R2", (-3.6, 0.0))
    told.world.ball.vel[0] = (8.0, 0.0, 0.0)
    told.wait(0.1)
    assert told.match.people == {"human1": told.number("R3")}


def test_defending_one_gets_whoever_is_clearly_nearer_and_not_at_a_flicker() -> None:
    told = people()
    for name, x in (("R2", -8.0), ("R3", -7.0), ("B1", 14.0), ("B2", 13.0), ("B3", 5.0)):
        told.put(name, x, 0.0)
    told.holds("B3")
    told.wait(1.0)
    before = told.match.people["human1"]
    told.put("R2", -7.1, 1.0)
    told.put("R3", -7.0, -1.0)
    told.wait(1.0)
    assert told.match.people["human1"] == before
    other = "R2" if before == told.number("R3") else "R3"
    told.put(other, 2.5, 0.0)
    told.wait(1.0)
    assert told.match.people["human1"] == told.number(other)


def test_a_button_gives_the_player_in_that_direction_for_a_while() -> None:
    told = people(a_side=5)
    for name, at in (("R2", (-8.0, 4.0)), ("R3", (-8.0, -4.0)), ("R4", (-4.0, 0.0)), ("R5", (2.0, 0.0))):
        told.put(name, *at)
    told.put("B5", 8.0, 0.0)
    told.holds("B5")
    told.wait(1.2)
    assert told.match.people["human1"] == told.number("R5")
    assert told.match.switch("human1", (-1.0, 0.4))
    chosen = told.match.people["human1"]
    assert chosen in (told.number("R2"), told.number("R4"))
    told.wait(0.8)
    assert told.match.people["human1"] == chosen


def test_two_people_on_one_side_never_steer_the_same_player() -> None:
    told = Told(a_side=4, red={"control": "both"})
    told.kick_off()
    for name in ("R2", "R3", "R4", "B3", "R4", "B2", "R3"):
        told.holds(name)
        told.wait(0.5)
        one, other = told.match.people.values()
        assert one != other
        if name.startswith("R"):
            assert told.number(name) in (one, other)


def test_wishes_for_others_than_ones_own_player_are_not_heard() -> None:
    told = Told(red={"control": "human1"})
    stranger = told.number("B3")
    told.match.advance({stranger: Wish(calling=True)})
    assert not told.match.intents.calling[0, stranger]


def test_who_is_sent_on_a_run_is_a_mate_ahead() -> None:
    told = people(a_side=5)
    told.put("R3", 2.0, 2.0)
    told.put("R5", 8.0, 3.0)
    told.put("R2", -8.0, 0.0)
    told.holds("R3")
    told.wait(STEP_SECONDS)
    assert told.match.send_run("human1", (1.0, 0.1)) == told.number("R5")
    assert told.match.send_run("human1", (-1.0, 0.0)) == told.number("R2")
    told.holds("B3")
    told.wait(STEP_SECONDS)
    assert told.match.send_run("human1", None) is None


def test_a_replay_says_who_is_steered_by_whom() -> None:
    told = people(a_side=4)
    told.match.seat({"human1": told.number("R2")})
    assert told.match.people == {"human1": told.number("R2")}


def test_at_a_kick_off_the_other_side_waits_in_its_places() -> None:
    """Nobody presses before the ball is played: for 1.2 s after the whistle all stay within half a metre."""
    match = Match(fixture(), seed=5)
    world, restart = match.world, match.restart
    assert restart is not None
    others = match.lineup.squad.team != restart.side
    began = world.bodies.pos[0, others].copy()
    while match.phase is MatchPhase.KICK_OFF and world.seconds < 1.2:
        match.advance({})
    assert world.seconds > 0.6
    assert np.hypot(*(world.bodies.pos[0, others] - began).T).max() < 0.5


def passing(meant: str | None) -> Told:
    """R2, whom the person steers, has just struck a pass that R3 would reach first; R4 stands further off."""
    told = people(a_side=5)
    told.put("R2", 0.0, 0.0)
    told.put("R3", 5.0, 0.5)
    told.put("R4", 12.0, 6.0)
    told.holds("R2")
    told.wait(STEP_SECONDS)
    assert told.match.people == {"human1": told.number("R2")}
    told.match.meant("human1", told.number(meant) if meant else -1)
    told.strikes("R2", (0.5, 0.0))
    told.world.ball.vel[0] = (9.0, 0.6, 0.0)
    return told


def test_the_controls_go_to_whom_the_pass_was_for_not_to_who_is_soonest() -> None:
    told = passing("R4")
    told.wait(3 * STEP_SECONDS)
    assert told.match.people == {"human1": told.number("R4")}
    into_space = passing(None)
    into_space.wait(6 * STEP_SECONDS)
    assert into_space.match.people == {"human1": into_space.number("R3")}


def test_another_tap_of_the_button_gives_the_next_one_and_a_direction_counts_from_the_ball() -> None:
    told = people(a_side=5)
    told.put("R2", 6.0, 0.0)
    told.put("R3", -2.0, 1.0)
    told.put("R4", -4.0, -2.0)
    told.put("R5", -8.0, 5.0)
    told.holds("B3")
    told.put("B3", 0.0, 0.0)
    told.ball(0.3, 0.0)
    told.holds("B3")
    assert told.match.next_for("human1", (-1.0, -0.6)) == told.number("R4")
    following = told.match.next_for("human1")
    assert told.match.switch("human1")
    first = told.match.people["human1"]
    assert first == following
    assert told.match.switch("human1")
    second = told.match.people["human1"]
    assert second not in (first, told.number("R5"))
