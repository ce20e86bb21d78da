"""A rondo is played, lost and won, and leads on."""

import pytest

from game.app.scenes.menus.result import RondoResult
from game.app.scenes.menus.rondo_setup import RondoSetup
from game.app.scenes.menus.title import Title
from game.app.scenes.play.rondo import RondoScene
from game.app.shell.context import Context
from game.rules.match.rondo import RondoPhase
from tests.app.drive import Drive, choose

from .matches import COUNTED

pytestmark = pytest.mark.usefixtures("alone")


def test_a_rondo_swaps_roles_and_people_go_with_their_side(
    context: Context, drive: Drive, rondo: RondoScene
) -> None:
    drive(COUNTED)
    keeping = rondo.rondo.keeping
    rondo.rondo._lose(-1, "Out")
    drive(1.6)
    assert rondo.rondo.keeping == 1 - keeping
    assert rondo.stage.numbers == rondo.numbers
    assert [str(name) for name in rondo.onlooker.names] == list(rondo.rondo.world.squad.names)
    assert int(rondo.now.team[rondo.seats[0].player]) == 0
    assert rondo.rondo.ai_team.thinker is rondo.thinker


def test_a_full_turn_of_passes_is_not_called_a_lost_ball(drive: Drive, rondo: RondoScene) -> None:
    drive(COUNTED)
    rules = rondo.rondo
    rules.passes_in_a_row = rules.fixture.turn_passes - 1
    rules._arrives(list(rules.world.squad.team).index(rules.keeping))
    drive(0.2)
    assert rules.phase is RondoPhase.LOST
    assert rondo.why_over == "A full turn!"


@pytest.mark.parametrize(
    ("label", "leads_to"), [("Rematch", RondoScene), ("Another rondo", RondoSetup), ("Title", Title)]
)
def test_the_end_of_a_rondo(
    context: Context, drive: Drive, rondo: RondoScene, label: str, leads_to: type
) -> None:
    drive(COUNTED)
    rondo.rondo.phase = RondoPhase.DONE
    drive(3.0, rate=20.0)
    assert isinstance(context.scene, RondoResult)
    choose(context, drive, label)
    assert isinstance(context.scene, leads_to)
