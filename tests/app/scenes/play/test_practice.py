import tomllib

import pytest

from game.app.input.buttons import Buttons, Frame, Press
from game.app.main import one_frame
from game.app.scenes.menus.modes import Modes
from game.app.scenes.menus.pause import Pause
from game.app.scenes.menus.title import Title
from game.app.scenes.play.practice import Practice
from game.app.scenes.play.practice_layout import APART, ItemKind, Layout, PracticeItem, last_plan
from game.app.shell.context import Context
from game.scenario.load import load_level
from tests.app.drive import Drive, choose

FRAME = 1 / 60


@pytest.fixture
def practice(context: Context, drive: Drive) -> Practice:
    scene = Practice(context)
    context.home(Title(context), Modes(context), scene)
    drive(0.1)
    return scene


def pixel(practice: Practice, at: tuple[float, float]) -> tuple[float, float]:
    return practice.stage.camera.at(*at)


def click(context: Context, practice: Practice, at: tuple[float, float]) -> None:
    one_frame(context, Frame(click=pixel(practice, at), drag=True), FRAME)
    one_frame(context, Frame(), FRAME)


def count(practice: Practice, kind: ItemKind) -> int:
    return sum(thing.kind is kind for thing in practice.plan.things)


def test_a_click_on_the_grass_puts_a_team_mate_there(context: Context, practice: Practice) -> None:
    before = count(practice, ItemKind.MATE)
    click(context, practice, (10.0, -8.0))
    assert count(practice, ItemKind.MATE) == before + 1
    assert practice.plan.things[-1].at == pytest.approx((10.0, -8.0), abs=0.1)
    assert practice.now.pos[len(practice.plan.players) - 1] == pytest.approx((10.0, -8.0), abs=0.1)


def test_what_is_put_is_what_was_chosen_below(context: Context, practice: Practice) -> None:
    for kind in (ItemKind.DEFENDER, ItemKind.CONE):
        before = count(practice, kind)
        one_frame(context, Frame(click=practice.bar.kinds[kind].center), FRAME)
        click(context, practice, (12.0 if kind is ItemKind.CONE else 9.0, 8.0))
        assert count(practice, kind) == before + 1


def test_a_player_is_dragged_and_the_level_follows(context: Context, practice: Practice) -> None:
    start = practice.plan.things[1].at
    one_frame(context, Frame(click=pixel(practice, start), drag=True), FRAME)
    one_frame(context, Frame(pointer=pixel(practice, (-3.0, -9.0)), drag=True), FRAME)
    one_frame(context, Frame(), FRAME)
    one_frame(context, Frame(pointer=pixel(practice, (9.0, 9.0))), FRAME)
    assert practice.plan.things[1].at == pytest.approx((-3.0, -9.0), abs=0.1)
    assert practice.level.players[1].at == pytest.approx((-3.0, -9.0), abs=0.1)


def test_the_other_button_removes_but_never_oneself(context: Context, practice: Practice) -> None:
    before = len(practice.plan.things)
    one_frame(context, Frame(second_click=pixel(practice, practice.plan.things[1].at)), FRAME)
    assert len(practice.plan.things) == before - 1
    one_frame(context, Frame(second_click=pixel(practice, practice.plan.things[0].at)), FRAME)
    assert len(practice.plan.things) == before - 1


def test_keys_or_a_gamepad_alone_can_do_all_of_it(context: Context, drive: Drive, practice: Practice) -> None:
    before = len(practice.plan.things)
    drive(1.0, Buttons(move=(0.0, -1.0)))
    drive(0.1)
    assert practice.cursor is not None
    drive(0.05, None, Press.ACCEPT)
    assert len(practice.plan.things) == before + 1
    drive(0.05, None, Press.ACCEPT)
    assert practice.grabbed is not None
    at = practice.plan.things[-1].at
    drive(0.3, Buttons(move=(1.0, 0.0)))
    drive(0.05, None, Press.ACCEPT)
    assert practice.plan.things[-1].at[0] > at[0] + 1.0
    drive(0.05, None, Press.DELETE)
    assert len(practice.plan.things) == before
    drive(0.05, Buttons(switch=True))
    drive(0.05)
    drive(0.05, None, Press.ACCEPT)
    assert practice.plan.things[-1].kind is ItemKind.DEFENDER
    drive(0.05, Buttons(fake=True))
    assert not practice.editing


def test_play_goes_on_from_what_was_placed_and_back(
    context: Context, drive: Drive, practice: Practice
) -> None:
    drive(0.3, None, Press.RESTART)
    assert not practice.editing
    drive(1.0, Buttons(move=(0.0, 1.0)))
    assert practice.now.step > 30
    assert practice.now.pos[0, 1] > practice.plan.things[0].at[1] + 1.0
    drive(0.02, None, Press.RESTART)
    assert practice.now.step <= 2
    drive(0.02, None, Press.PAUSE)
    choose(context, drive, "Move the players")
    assert context.scene is practice
    assert practice.editing


def test_a_pass_in_practice_has_its_card(context: Context, drive: Drive, practice: Practice) -> None:
    drive(0.3, None, Press.RESTART)
    drive(0.4, Buttons(push=True))
    drive(0.5)
    assert practice.card.shown is not None


def test_the_ground_and_the_defenders_are_chosen_in_the_pause_menu(
    context: Context, drive: Drive, practice: Practice
) -> None:
    drive(0.02, None, Press.PAUSE)
    assert isinstance(context.scene, Pause)
    choose(context, drive, "Ground")
    choose(context, drive, "Defenders")
    drive(0.02, None, Press.BACK)
    assert practice.session.pitch.surface.name == "wet"
    assert practice.plan.style != "patient"
    assert {p.style for p in practice.level.players if p.team == "blue"} == {practice.plan.style}


def test_the_practice_pitch_is_kept_as_a_level_that_anything_can_play(
    context: Context, drive: Drive, practice: Practice
) -> None:
    click(context, practice, (10.0, -8.0))
    drive(0.1, None, Press.RESTART)
    level = load_level(practice.plan.file)
    assert [p.at for p in level.players] == [p.at for p in practice.level.players]
    assert [t.at for t in last_plan().things] == [(x, y) for x, y in (p.at for p in level.players)]
    assert tomllib.loads(practice.plan.file.read_text())["title"] == "Practice"


def test_a_file_that_is_no_practice_pitch_is_left_alone(context: Context) -> None:
    plan = Layout((PracticeItem(ItemKind.YOU, (0.0, 0.0)),))
    plan.file.parent.mkdir(parents=True, exist_ok=True)
    plan.file.write_text("format = 1\nnonsense")
    assert last_plan().things != plan.things
    assert plan.file.read_text() == "format = 1\nnonsense"


def test_nobody_stands_on_anothers_feet_or_off_the_pitch() -> None:
    plan = Layout((PracticeItem(ItemKind.YOU, (0.0, 0.0)), PracticeItem(ItemKind.MATE, (5.0, 0.0))))
    assert plan.add(ItemKind.MATE, (5.2, 0.0)) is plan
    x, y = plan.move(1, (0.1, 0.0)).things[1].at
    assert x * x + y * y >= (0.99 * APART) ** 2
    assert plan.add(ItemKind.MATE, (99.0, -99.0)).things[-1].at == (19.7, -12.2)
