import pygame
import pytest

from game.app.input.bindings import Action, Bindings, conflicts
from game.app.input.devices import Frame, Press
from game.app.main import one_frame
from game.app.render.kits import PALETTES
from game.app.scenes.menus.options import PICTURE, PLAY, SOUND, Options, Page, PicturePage, entries
from game.app.scenes.menus.rebind import LAYOUTS, Controls, Rebind, actions_of, labels_of
from game.app.scenes.menus.title import Title
from game.app.shell.context import Desk
from game.app.shell.settings import load_settings


def open_layout(desk: Desk, layout: str) -> Rebind:
    scene = Rebind(desk, layout)
    desk.home(Title(desk), Controls(desk), scene)
    return scene


def choose(desk: Desk, scene: Rebind, action: Action) -> None:
    scene.menu.focus = scene.actions.index(action)
    one_frame(desk, Frame(presses=(Press.ACCEPT,)), 1 / 60)
    assert scene.waiting is action


def test_a_new_key_is_taken_used_at_once_and_kept(desk: Desk) -> None:
    scene = open_layout(desk, "solo")
    choose(desk, scene, Action.PUSH)
    one_frame(desk, Frame(raw_key=pygame.KSCAN_B, presses=(Press.DOWN,)), 1 / 60)
    assert scene.waiting is None
    assert desk.devices.bindings.solo.of(Action.PUSH) == (pygame.KSCAN_B,)
    assert labels_of(desk.settings.bindings, "solo", Action.PUSH) == ("B",)
    assert load_settings()[0].bindings == desk.settings.bindings
    assert scene.menu.focus == scene.actions.index(Action.PUSH), "the key that is bound doesn't walk the list"


def test_a_gamepads_button_is_changed_for_one_pad_alone(desk: Desk) -> None:
    scene = open_layout(desk, "pad 2")
    choose(desk, scene, Action.HEEL)
    one_frame(desk, Frame(raw_key=pygame.KSCAN_B), 1 / 60)
    assert scene.waiting is Action.HEEL, "a key is no button"
    one_frame(desk, Frame(raw_button=("pad7", "rightstick")), 1 / 60)
    first, second = desk.settings.bindings.pads
    assert second.of(Action.HEEL) == ("rightstick",)
    assert first.of(Action.HEEL) == Bindings().pads[0].of(Action.HEEL)


def test_escape_leaves_the_key_as_it_was(desk: Desk) -> None:
    scene = open_layout(desk, "left")
    choose(desk, scene, Action.SHOT)
    escape = Frame(raw_key=pygame.KSCAN_ESCAPE, presses=(Press.BACK, Press.PAUSE))
    one_frame(desk, escape, 1 / 60)
    assert scene.waiting is None
    assert desk.scene is scene
    assert desk.settings.bindings == Bindings()
    one_frame(desk, escape, 1 / 60)
    assert isinstance(desk.scene, Controls)


def test_a_clash_is_shown_and_going_back_to_the_usual_ends_it(desk: Desk) -> None:
    scene = open_layout(desk, "solo")
    choose(desk, scene, Action.HEEL)
    one_frame(desk, Frame(raw_key=pygame.KSCAN_J), 1 / 60)
    assert [clash.key for clash in scene.clashes] == ["J"]
    scene.draw(desk.window.screen)
    scene.menu.focus = len(scene.menu.entries) - 2
    one_frame(desk, Frame(presses=(Press.ACCEPT,)), 1 / 60)
    assert not conflicts(desk.settings.bindings)


def test_everything_as_it_was(desk: Desk) -> None:
    scene = open_layout(desk, "solo")
    choose(desk, scene, Action.PUSH)
    one_frame(desk, Frame(raw_key=pygame.KSCAN_B), 1 / 60)
    desk.pop()
    controls = desk.scene
    assert isinstance(controls, Controls)
    controls.menu.focus = len(LAYOUTS)
    one_frame(desk, Frame(presses=(Press.ACCEPT,)), 1 / 60)
    assert desk.settings.bindings == Bindings()


def test_every_binding_can_be_reached_by_somebody() -> None:
    usual = Bindings()
    for layout in ("solo", "left", "right", "shared"):
        assert set(getattr(usual, layout).keys) <= set(actions_of(layout)), layout
    assert set(usual.pads[0].buttons) <= set(actions_of("pad 1"))


@pytest.mark.parametrize("layout", list(LAYOUTS))
@pytest.mark.parametrize("size", [(640, 400), (1280, 720), (3840, 2160)])
def test_the_list_fits_the_window(desk: Desk, layout: str, size: tuple[int, int]) -> None:
    desk.window.screen = pygame.display.set_mode(size)
    desk.resize()
    scene = open_layout(desk, layout)
    scene.draw(desk.window.screen)
    rects = scene.menu._rects
    assert len(rects) == len(scene.menu.entries)
    assert desk.window.screen.get_rect().contains(list(rects.values())[-1])


@pytest.mark.parametrize("rows", [PICTURE, PLAY, SOUND])
def test_every_option_can_be_changed_and_is_kept(desk: Desk, rows: tuple[tuple[str, str, str], ...]) -> None:
    page = Page(desk, "Options", lambda: entries(desk, rows))
    desk.home(Title(desk), Options(desk), page)
    for index, (_label, name, _note) in enumerate(rows):
        before = getattr(desk.settings, name)
        page.menu.focus = index
        one_frame(desk, Frame(presses=(Press.ACCEPT,)), 1 / 60)
        after = getattr(desk.settings, name)
        assert after != before, name
        assert getattr(load_settings()[0], name) == after


def test_a_long_list_scrolls_to_its_focus(desk: Desk) -> None:
    desk.window.screen = pygame.display.set_mode((640, 400))
    desk.resize()
    page = Page(desk, "Picture", lambda: entries(desk, PICTURE))
    desk.home(Title(desk), page)
    for index in range(len(page.menu.entries)):
        page.menu.focus = index
        page.draw(desk.window.screen)
        assert index in page.menu._rects
        assert desk.window.screen.get_rect().contains(page.menu._rects[index])


def test_the_kits_page_shows_the_kits_it_speaks_of(desk: Desk) -> None:
    page = PicturePage(desk)
    desk.home(Title(desk), page)
    page.menu.focus = [row[1] for row in PICTURE].index("palette")
    pictures = []
    for _palette in PALETTES:
        desk.draw()
        pictures.append(pygame.image.tobytes(desk.window.screen.subsurface((700, 620, 250, 66)), "RGB"))
        one_frame(desk, Frame(presses=(Press.RIGHT,)), 1 / 60)
    assert len(set(pictures)) == len(PALETTES)
