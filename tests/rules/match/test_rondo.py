"""Keep-ball in a square: what scores, what loses the ball, and how the roles change."""

import json

import numpy as np
import pytest

from game.core.events import Events, Kind
from game.core.intents import Intents, Technique
from game.core.state import NOBODY, STEP_SECONDS
from game.rules.match.rondo import Rondo, RondoPhase
from game.scenario.errors import LevelError
from game.scenario.fixture import RondoFixture, parse_rondo
from tests.rules.events import event, strike


def rondo_fixture(**keys: object) -> RondoFixture:
    sides = {name: {"strength": 1, **dict(keys.pop(name, {}))} for name in ("red", "blue")}  # type: ignore[call-overload]
    return parse_rondo({**sides, **keys}, "test")


class Told:
    """A rondo that is told what happened."""

    def __init__(self, seed: int = 0, **keys: object) -> None:
        self.rondo = Rondo(rondo_fixture(**keys), seed)

    @property
    def keepers(self) -> list[int]:
        return self.rondo.lineup.members(self.rondo.keeping)

    @property
    def hunters(self) -> list[int]:
        return self.rondo.lineup.members(1 - self.rondo.keeping)

    def wait(self, seconds: float) -> None:
        for _ in range(round(seconds / STEP_SECONDS)):
            self.rondo.play_back(Intents.idle(1, self.rondo.world.squad.players))

    def post(self, *events: Events) -> None:
        self.rondo.world.step += 1
        self.rondo.observe(events, None)

    def strikes(self, player: int, technique: Technique = Technique.PUSH) -> None:
        ball = self.rondo.world.ball
        ball.holder[0] = NOBODY
        ball.kicker[0] = ball.last_touch[0] = player
        self.post(strike(player, tuple(ball.pos[0, :2]), technique))

    def gets(self, player: int, kind: Kind = Kind.CONTROL) -> None:
        self.rondo.world.ball.holder[0] = player
        self.post(event(kind, player))

    def passes(self, technique: Technique = Technique.PUSH) -> None:
        """One pass from the first of those who keep it to the second, and on."""
        a, b = self.keepers[:2]
        self.strikes(a, technique)
        self.gets(b)
        self.rondo.world.ball.holder[0] = a

    def through(self) -> None:
        """The ball rolls between the two hunters and on to a mate."""
        world = self.rondo.world
        one, two = self.hunters
        world.bodies.pos[0, one], world.bodies.pos[0, two] = (0.0, 1.5), (0.0, -1.5)
        self.strikes(self.keepers[0])
        world.ball.pos[0, :2] = (0.3, 0.0)
        world.step += 1
        self.rondo.observe([], (-0.3, 0.0))
        self.gets(self.keepers[2])


@pytest.mark.parametrize("keepers", [4, 5])
def test_four_or_five_keep_the_ball_from_two_in_the_middle(keepers: int) -> None:
    told = Told(keepers=keepers)
    assert (len(told.keepers), len(told.hunters)) == (keepers, 2)
    pos = told.rondo.world.bodies.pos[0]
    far = np.sqrt((pos * pos).sum(axis=1))
    assert far[told.hunters].max() < far[told.keepers].min()
    assert int(told.rondo.world.ball.holder[0]) in told.keepers


def test_a_pass_between_the_hunters_is_a_point() -> None:
    told = Told()
    side = told.rondo.keeping
    told.through()
    assert told.rondo.score[side] == 1
    assert told.rondo.log[-1].kind == "through"


def test_a_pass_around_them_is_none() -> None:
    told = Told()
    told.passes()
    assert told.rondo.score == (0, 0)
    assert told.rondo.passes_in_a_row == 1


def test_a_pass_through_the_middle_that_a_hunter_gets_is_none() -> None:
    told = Told()
    one, two = told.hunters
    world = told.rondo.world
    world.bodies.pos[0, one], world.bodies.pos[0, two] = (0.0, 1.5), (0.0, -1.5)
    told.strikes(told.keepers[0])
    told.rondo.observe([], (-0.3, 0.0))
    told.gets(one)
    assert told.rondo.score == (0, 0)
    assert told.rondo.phase is RondoPhase.LOST


def test_the_roles_change_after_the_ball_is_lost() -> None:
    told = Told()
    before = told.rondo.keeping
    told.gets(told.hunters[0])
    assert told.rondo.keeping == before
    told.wait(1.5)
    assert told.rondo.keeping == 1 - before
    assert len(told.keepers) == 4
    assert told.rondo.set_ups == 2


def test_the_roles_change_after_a_full_turn_which_is_a_point() -> None:
    told = Told(turn_passes=3)
    side = told.rondo.keeping
    for _ in range(3):
        told.passes()
    assert told.rondo.score[side] == 1
    told.wait(1.5)
    assert told.rondo.keeping == 1 - side


def test_out_of_the_square_is_lost_by_those_who_keep_it() -> None:
    told = Told()
    told.strikes(told.keepers[0])
    told.post(event(Kind.OUT, told.hunters[0]))
    assert told.rondo.phase is RondoPhase.LOST


def test_a_ball_that_a_hunter_only_pokes_is_not_lost() -> None:
    told = Told()
    told.post(event(Kind.TACKLE, told.hunters[0], told.keepers[0]))
    told.gets(told.keepers[1])
    assert told.rondo.phase is not RondoPhase.LOST


def test_with_one_touch_who_stops_the_ball_loses_it_and_who_plays_it_on_does_not() -> None:
    told = Told(one_touch=True)
    a, b, c = told.keepers[:3]
    told.strikes(a)
    told.strikes(b)
    assert told.rondo.passes_in_a_row == 1
    told.gets(c)
    assert told.rondo.phase is RondoPhase.LOST
    assert told.rondo.tell == "One touch only"


def test_where_only_heels_count_a_push_loses_the_ball() -> None:
    told = Told(heel_only=True)
    told.strikes(told.keepers[0], Technique.BACKHEEL)
    assert told.rondo.phase is RondoPhase.PLAY
    told.gets(told.keepers[1])
    told.strikes(told.keepers[1], Technique.PUSH)
    assert told.rondo.phase is RondoPhase.LOST


def test_so_many_points_win() -> None:
    told = Told(points=2)
    side = told.rondo.keeping
    told.through()
    assert not told.rondo.done
    told.through()
    assert told.rondo.done
    assert told.rondo.score[side] == 2
    told.wait(0.2)
    assert told.rondo.log[-1].kind == "done"


def test_time_ends_it_too() -> None:
    told = Told(minutes=0.5)
    told.passes()
    told.rondo.steps_played = 30 * 60
    told.rondo.world.ball.kicker[0] = NOBODY
    told.rondo.phase = RondoPhase.PLAY
    told.wait(STEP_SECONDS)
    assert told.rondo.done


def test_one_person_keeps_the_ball_and_the_other_leads_the_hunters() -> None:
    told = Told(red={"control": "human1"}, blue={"control": "human2"})
    people = told.rondo.people
    teams = {name: int(told.rondo.world.squad.team[player]) for name, player in people.items()}
    assert teams == {"human1": 0, "human2": 1}
    keeper = "human1" if told.rondo.keeping == 0 else "human2"
    assert people[keeper] == int(told.rondo.world.ball.holder[0])


def test_a_rondo_is_played_again_from_its_set_up_and_its_wishes() -> None:
    rondo = Rondo(rondo_fixture(), 3)
    wishes = []
    for _ in range(80):
        rondo.advance({})
        wishes.append(rondo.intents)
    set_up = rondo.set_up
    assert json.loads(json.dumps(set_up.data)) == set_up.data
    again = Rondo.of(set_up)
    for intents in wishes:
        again.play_back(intents)
    assert again.world.digest() == rondo.world.digest()
    assert again.log == rondo.log


@pytest.mark.parametrize("technique", ["push", "heel"])
def test_the_computer_plays_by_the_laws_of_one_touch_and_heels(technique: str) -> None:
    """It gets at least one pass on its way as the law asks, and breaks no law with its first one."""
    heel = technique == "heel"
    rondo = Rondo(rondo_fixture(heel_only=heel, one_touch=not heel), 1)
    for _ in range(210):
        rondo.advance({})
    said = [entry.said for entry in rondo.log]
    assert "Heels only" not in said
    assert sum(side.passes for side in rondo.report.sides) >= 1


@pytest.mark.parametrize(
    ("raw", "said"),
    [
        ({"keepers": 3}, "r.toml: keepers: expected 4 or 5 who keep the ball (got 3)"),
        ({"size": 2}, "r.toml: size: expected metres a side of the square, from 6 to 20 (got 2)"),
        ({"one_tuch": True}, "r.toml: one_tuch: expected one of the keys"),
    ],
)
def test_a_fault_names_file_key_and_what_was_expected(raw: dict[str, object], said: str) -> None:
    with pytest.raises(LevelError) as error:
        parse_rondo(raw, "r.toml")
    assert error.value.faults[0].startswith(said)


def test_what_one_has_shown_goes_with_ones_name_into_the_next_turn() -> None:
    told = Told()
    told.rondo.advance({})
    defenders = told.rondo.ai_team.defenders
    assert defenders is not None
    ids = told.rondo.lineup.squad.ids
    defenders.habits.heels[0, ids.index("R2"), ids.index("B1")] = 3.0
    told.gets(told.hunters[0])
    told.wait(1.5)
    told.rondo.advance({})
    ids = told.rondo.lineup.squad.ids
    assert told.rondo.turns == 2
    assert told.rondo.ai_team.defenders is not None
    heels = told.rondo.ai_team.defenders.habits.heels[0]
    assert heels[ids.index("R2"), ids.index("B1")] == 3.0
    assert heels.sum() == 3.0
