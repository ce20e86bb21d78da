"""A match is set up by menus and seats, and begins as it was chosen."""

import pytest

from game.app.input.buttons import Frame, Press
from game.app.input.devices import KEYS, KEYS2
from game.app.main import one_frame
from game.app.scenes.menus.match_setup import MatchSetup
from game.app.scenes.menus.rondo_setup import RondoSetup
from game.app.scenes.menus.seats import Seats
from game.app.scenes.menus.title import Title
from game.app.scenes.play.match import MatchScene
from game.app.shell.context import Context
from tests.app.drive import Drive, choose

from .matches import FRAME

pytestmark = pytest.mark.usefixtures("alone")


def test_a_match_is_set_up_with_two_on_one_keyboard(context: Context, drive: Drive) -> None:
    context.home(Title(context))
    choose(context, drive, "Play")
    choose(context, drive, "Match")
    setup = context.scene
    assert isinstance(setup, MatchSetup)
    labels = [entry.label for entry in setup.menu.entries]
    setup.menu.focus = labels.index("Players a side")
    drive(0.02, None, Press.LEFT)
    drive(0.02, None, Press.LEFT)
    drive(0.02, None, Press.LEFT)
    choose(context, drive, "Next")
    assert isinstance(context.scene, Seats)
    for source in ((KEYS, Press.LEFT), (KEYS2, Press.ACCEPT), (KEYS, Press.ACCEPT)):
        one_frame(context, Frame(presses=(source[1],), sources=(source,)), FRAME)
    scene = context.scene
    assert isinstance(scene, MatchScene)
    assert scene.fixture.a_side == 3
    assert scene.match.people.keys() == {"human1", "human2"}
    assert context.devices.seats == [KEYS, KEYS2]


def test_what_was_chosen_is_there_again_next_time(context: Context, drive: Drive) -> None:
    setup = MatchSetup(context)
    context.home(setup)
    setup.menu.focus = [entry.label for entry in setup.menu.entries].index("Ground")
    drive(0.02, None, Press.RIGHT)
    assert setup.chosen["surface"] == "wet"
    setup.begin()
    assert MatchSetup(context).chosen["surface"] == "wet"


def test_every_choice_makes_a_match_that_is_allowed(context: Context) -> None:
    setup = MatchSetup(context)
    for choice in setup.choices:
        for value, _word in choice.values:
            setup.chosen[choice.key] = value
            setup.fixture("human1", "cpu")
    rondo = RondoSetup(context)
    for choice in rondo.choices:
        for value, _word in choice.values:
            rondo.chosen[choice.key] = value
            rondo.fixture("both", "cpu")


def test_watching_needs_no_seats(context: Context, drive: Drive) -> None:
    setup = MatchSetup(context)
    context.home(Title(context), setup)
    setup.chosen |= {"by": "cpu", "a_side": 3}
    setup.begin()
    scene = context.scene
    assert isinstance(scene, MatchScene)
    assert not scene.seats
    drive(0.1)


def seats(context: Context, *sources: tuple[str, Press]) -> tuple[Seats, list[tuple[str, str, list[str]]]]:
    begun: list[tuple[str, str, list[str]]] = []
    scene = Seats(context, lambda red, blue, devices: begun.append((red, blue, devices)))
    context.home(Title(context), scene)
    for source in sources:
        one_frame(context, Frame(presses=(source[1],), sources=(source,)), FRAME)
    return scene, begun


def test_one_person_joins_and_kicks_off_with_two_presses(context: Context) -> None:
    _scene, begun = seats(context, (KEYS, Press.ACCEPT), (KEYS, Press.ACCEPT))
    assert begun == [("human1", "cpu", [KEYS])]


def test_two_people_may_play_on_the_same_side(context: Context) -> None:
    _scene, begun = seats(
        context,
        (KEYS, Press.RIGHT),
        (KEYS2, Press.ACCEPT),
        *[(KEYS2, Press.RIGHT)] * 2,
        (KEYS2, Press.ACCEPT),
    )
    assert begun == [("cpu", "both", [KEYS, KEYS2])]


def test_who_steps_back_is_out_again(context: Context) -> None:
    scene, begun = seats(
        context, (KEYS, Press.LEFT), (KEYS2, Press.ACCEPT), (KEYS, Press.BACK), (KEYS2, Press.ACCEPT)
    )
    assert begun == [("cpu", "human1", [KEYS2])]
    assert scene.joined == [KEYS2]


def test_nobody_there_is_told(context: Context) -> None:
    scene, begun = seats(context)
    one_frame(context, Frame(presses=(Press.PAUSE,)), FRAME)
    assert not begun
    assert "join" in scene.said


def test_the_arrows_of_somebody_alone_choose_their_own_side(context: Context) -> None:
    scene, begun = seats(context, (KEYS, Press.ACCEPT), (KEYS2, Press.RIGHT), (KEYS2, Press.RIGHT))
    assert scene.joined == [KEYS]
    assert scene.places[KEYS] == 1
    assert not begun


def test_a_quick_match_begins_with_one_press(context: Context, drive: Drive) -> None:
    context.home(Title(context))
    choose(context, drive, "Play")
    drive(0.05, None, Press.ACCEPT)
    scene = context.scene
    assert isinstance(scene, MatchScene)
    assert scene.fixture.boards
    assert scene.fixture.quick
    assert scene.fixture.people == {"human1": 0}
    assert len(scene.match.pitch.walls) == 6
