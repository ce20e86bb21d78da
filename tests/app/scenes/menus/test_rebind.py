import pygame
import pytest

from game.app.input.actions import Action
from game.app.input.bindings import Bindings
from game.app.input.clashes import LAYOUTS, conflicts
from game.app.input.devices import Frame, Press
from game.app.main import one_frame
from game.app.render.kits import PALETTES
from game.app.scenes.menus.options import PICTURE, PLAY, SOUND, Options, Page, PicturePage, entries
from game.app.scenes.menus.rebind import Controls, Rebind, actions_of
from game.app.scenes.menus.title import Title
from game.app.shell.context import Context
from game.app.shell.settings import load_settings


def open_layout(context: Context, layout: str) -> Rebind:
    scene = Rebind(context, layout)
    context.home(Title(context), Controls(context), scene)
    return scene


def choose(context: Context, scene: Rebind, action: Action) -> None:
    scene.menu.focus = scene.actions.index(action)
    one_frame(context, Frame(presses=(Press.ACCEPT,)), 1 / 60)
    assert scene.waiting is action


def test_a_new_key_is_taken_used_at_once_and_kept(context: Context) -> None:
    scene = open_layout(context, "solo")
    choose(context, scene, Action.PUSH)
    one_frame(context, Frame(raw_key=pygame.KSCAN_B, presses=(Press.DOWN,)), 1 / 60)
    assert scene.waiting is None
    assert context.devices.bindings.solo.of(Action.PUSH) == (pygame.KSCAN_B,)
    assert context.settings.bindings.solo.labels(Action.PUSH) == ("B",)
    assert load_settings()[0].bindings == context.settings.bindings
    assert scene.menu.focus == scene.actions.index(Action.PUSH), "the key that is bound doesn't walk the list"


def test_a_gamepads_button_is_changed_for_one_pad_alone(context: Context) -> None:
    scene = open_layout(context, "pad 2")
    choose(context, scene, Action.HEEL)
    one_frame(context, Frame(raw_key=pygame.KSCAN_B), 1 / 60)
    assert scene.waiting is Action.HEEL, "a key is no button"
    one_frame(context, Frame(raw_button=("pad7", "rightstick")), 1 / 60)
    first, second = context.settings.bindings.pads
    assert second.of(Action.HEEL) == ("rightstick",)
    assert first.of(Action.HEEL) == Bindings().pads[0].of(Action.HEEL)


def test_escape_leaves_the_key_as_it_was(context: Context) -> None:
    scene = open_layout(context, "left")
    choose(context, scene, Action.SHOT)
    escape = Frame(raw_key=pygame.KSCAN_ESCAPE, presses=(Press.BACK, Press.PAUSE))
    one_frame(context, escape, 1 / 60)
    assert scene.waiting is None
    assert context.scene is scene
    assert context.settings.bindings == Bindings()
    one_frame(context, escape, 1 / 60)
    assert isinstance(context.scene, Controls)


def test_a_clash_is_shown_and_going_back_to_the_usual_ends_it(context: Context) -> None:
    scene = open_layout(context, "solo")
    choose(context, scene, Action.HEEL)
    one_frame(context, Frame(raw_key=pygame.KSCAN_J), 1 / 60)
    assert [clash.key for clash in scene.clashes] == ["J"]
    scene.draw(context.window.screen)
    scene.menu.focus = len(scene.menu.entries) - 2
    one_frame(context, Frame(presses=(Press.ACCEPT,)), 1 / 60)
    assert not conflicts(context.settings.bindings)


def test_everything_as_it_was(context: Context) -> None:
    scene = open_layout(context, "solo")
    choose(context, scene, Action.PUSH)
    one_frame(context, Frame(raw_key=pygame.KSCAN_B), 1 / 60)
    context.pop()
    controls = context.scene
    assert isinstance(controls, Controls)
    controls.menu.focus = len(LAYOUTS)
    one_frame(context, Frame(presses=(Press.ACCEPT,)), 1 / 60)
    assert context.settings.bindings == Bindings()


def test_every_binding_can_be_reached_by_somebody() -> None:
    usual = Bindings()
    for name, layout in usual.layouts.items():
        assert set(layout.inputs) <= set(actions_of(name)), name


@pytest.mark.parametrize("layout", list(LAYOUTS))
@pytest.mark.parametrize("size", [(640, 400), (1280, 720), (3840, 2160)])
def test_the_list_fits_the_window(context: Context, layout: str, size: tuple[int, int]) -> None:
    context.window.screen = pygame.display.set_mode(size)
    context.resize()
    scene = open_layout(context, layout)
    scene.draw(context.window.screen)
    rects = scene.menu._rects
    assert len(rects) == len(scene.menu.entries)
    assert context.window.screen.get_rect().contains(list(rects.values())[-1])


@pytest.mark.parametrize("rows", [PICTURE, PLAY, SOUND])
def test_every_option_can_be_changed_and_is_kept(
    context: Context, rows: tuple[tuple[str, str, str], ...]
) -> None:
    page = Page(context, "Options", lambda: entries(context, rows))
    context.home(Title(context), Options(context), page)
    for index, (_label, name, _note) in enumerate(rows):
        before = getattr(context.settings, name)
        page.menu.focus = index
        one_frame(context, Frame(presses=(Press.ACCEPT,)), 1 / 60)
        after = getattr(context.settings, name)
        assert after != before, name
        assert getattr(load_settings()[0], name) == after


def test_a_long_list_scrolls_to_its_focus(context: Context) -> None:
    context.window.screen = pygame.display.set_mode((640, 400))
    context.resize()
    page = Page(context, "Picture", lambda: entries(context, PICTURE))
    context.home(Title(context), page)
    for index in range(len(page.menu.entries)):
        page.menu.focus = index
        page.draw(context.window.screen)
        assert index in page.menu._rects
        assert context.window.screen.get_rect().contains(page.menu._rects[index])


def test_the_kits_page_shows_the_kits_it_speaks_of(context: Context) -> None:
    page = PicturePage(context)
    context.home(Title(context), page)
    page.menu.focus = [row[1] for row in PICTURE].index("palette")
    pictures = []
    for _palette in PALETTES:
        context.draw()
        pictures.append(pygame.image.tobytes(context.window.screen.subsurface((700, 620, 250, 66)), "RGB"))
        one_frame(context, Frame(presses=(Press.RIGHT,)), 1 / 60)
    assert len(set(pictures)) == len(PALETTES)
