"""A level is made with keys alone, with the mouse alone, and with a gamepad's buttons."""

from pathlib import Path

import pygame
import pytest

from game.app.input.buttons import Frame, Press
from game.app.scenes.editor.editor import Editor
from game.app.scenes.editor.trial import Trial
from game.app.scenes.menus.levels import Levels
from game.app.shell.context import Context
from game.scenario.editing.own import own_folder
from game.scenario.load import load_level
from tests.app.drive import Drive

KEYS = {
    "enter": (pygame.KSCAN_RETURN, (Press.ACCEPT,)),
    "esc": (pygame.KSCAN_ESCAPE, (Press.BACK, Press.PAUSE)),
    "tab": (pygame.KSCAN_TAB, ()),
    "up": (pygame.KSCAN_UP, (Press.UP,)),
    "down": (pygame.KSCAN_DOWN, (Press.DOWN,)),
    "left": (pygame.KSCAN_LEFT, (Press.LEFT,)),
    "right": (pygame.KSCAN_RIGHT, (Press.RIGHT,)),
    "del": (pygame.KSCAN_DELETE, (Press.DELETE,)),
    "t": (pygame.KSCAN_T, ()),
    "l": (pygame.KSCAN_L, ()),
    "q": (pygame.KSCAN_Q, ()),
    "r": (pygame.KSCAN_R, (Press.RESTART,)),
    "back": (pygame.KSCAN_BACKSPACE, (Press.BACK,)),
    **{str(n): (pygame.KSCAN_1 + n - 1, ()) for n in range(1, 9)},
}


class Keyboard:
    """Keys, one after the other, as the devices would report them."""

    def __init__(self, drive: Drive) -> None:
        self.drive = drive

    def press(self, *names: str) -> None:
        for name in names:
            code, presses = KEYS[name]
            self.drive(0.3, frame=Frame(presses=presses, keys=(code,), raw_key=code, pad_used=False))

    def type(self, text: str) -> None:
        self.drive(0.05, frame=Frame(text=text))


@pytest.fixture
def keys(drive: Drive) -> Keyboard:
    return Keyboard(drive)


def editor(context: Context) -> Editor:
    scene = context.scene
    assert isinstance(scene, Editor)
    return scene


def test_a_level_is_made_tried_and_kept_with_keys(context: Context, keys: Keyboard, drive: Drive) -> None:
    context.nav.to_levels("")
    context.nav.make_level()
    made = editor(context)
    keys.press("2", "left", "left", "enter", "right", "right", "right", "right", "enter", "4")
    keys.press("left", "left", "left", "left", "enter")
    draft = made.state.draft
    assert [row["id"] for row in draft["player"]] == ["P", "A"]
    assert draft["ball"] == {"holder": "P"}
    keys.press("l", "enter", "back")
    keys.type("Quick one")
    keys.press("enter", "esc", "t")
    assert isinstance(context.scene, Trial)
    assert context.scene.level.title == "Quick one"
    drive(0.5)
    keys.press("esc")
    context.scene.menu.focus = [e.label for e in context.scene.menu.entries].index("Back to the editor")  # type: ignore[union-attr]
    keys.press("enter")
    assert context.scene is made
    assert made.deeds.save()
    assert load_level(own_folder() / "quick-one.toml").title == "Quick one"
    context.pop()
    assert isinstance(context.scene, Levels)
    assert "Quick one" in [entry.label for entry in context.scene.menu.entries]


def test_what_is_typed_moves_nothing(context: Context, keys: Keyboard) -> None:
    context.nav.make_level()
    made = editor(context)
    keys.press("2", "enter", "tab", "enter")
    assert made.panel.typing is not None
    keys.press("t", "del", "esc")
    assert context.scene is made
    assert len(made.state.draft["player"]) == 1
    assert made.state.draft["player"][0]["id"] == "P"
    keys.press("enter")
    keys.type("Ada")
    keys.press("enter")
    assert made.state.draft["player"][0]["id"] == "Ada"


def test_the_mouse_puts_drags_turns_and_takes_away(context: Context, drive: Drive) -> None:
    context.nav.make_level()
    made = editor(context)

    def at(x: float, y: float) -> tuple[float, float]:
        return made.canvas.camera.at(x, y)

    drive(0.02, frame=Frame(click=made.toolbar.places["mate"].center) if made.toolbar.places else Frame())
    made.deeds.do("mate")
    drive(0.02, frame=Frame(pointer=at(1, 1), click=at(1, 1), drag=True))
    drive(0.02, frame=Frame(pointer=at(4, 2), drag=True))
    drive(0.02, frame=Frame())
    assert made.state.draft["player"][0]["at"] == [4.0, 2.0]
    drive(0.02, frame=Frame(wheel=1.0))
    assert made.state.draft["player"][0]["facing"] == 15.0
    drive(0.02, frame=Frame(pointer=at(4, 2), second_click=at(4, 2), presses=(Press.BACK, Press.PAUSE)))
    assert made.state.draft["player"] == []
    assert context.scene is made


def test_everything_can_be_taken_back(context: Context, keys: Keyboard) -> None:
    context.nav.make_level()
    made = editor(context)
    first = made.state.draft
    keys.press(
        "2",
        "enter",
        "right",
        "right",
        "enter",
        "q",
        "q",
        "3",
        "right",
        "right",
        "enter",
        "5",
        "down",
        "down",
        "enter",
    )
    last = made.state.draft
    for _ in range(20):
        made.deeds.do("undo")
    assert made.state.draft == first
    for _ in range(20):
        made.deeds.do("redo")
    assert made.state.draft == last


def test_a_file_with_faults_is_refused_in_one_line_and_stays(
    context: Context, drive: Drive, tmp_path: Path
) -> None:
    context.nav.to_levels("")
    bad = own_folder() / "bad.toml"
    bad.parent.mkdir(parents=True, exist_ok=True)
    bad.write_text("format = 1\ntitle = 3\n", encoding="utf-8")
    context.scene.opened()  # type: ignore[union-attr]
    assert "bad.toml" in context._told[0]
    assert "\n" not in context._told[0]


def test_leaving_asks_first_where_something_is_not_kept(context: Context, keys: Keyboard) -> None:
    context.nav.to_modes("editor")
    below = context.scene
    context.nav.make_level()
    keys.press("2", "enter", "esc", "esc", "esc")
    menu = context.scene.menu  # type: ignore[union-attr]
    menu.focus = len(menu.entries) - 1
    keys.press("enter")
    assert [entry.label for entry in context.scene.menu.entries] == ["Save", "Leave without saving", "Go on"]  # type: ignore[union-attr]
    keys.press("down", "enter")
    assert context.scene is below
