"""A level is made with keys alone, with the mouse alone, and with a gamepad's buttons."""

from pathlib import Path

import pygame
import pytest

from game.analysis.replay.model import read_replay
from game.app.input.buttons import Frame, Press
from game.app.input.devices import press_of
from game.app.scenes.editor.editor import Editor
from game.app.scenes.editor.trial import Trial
from game.app.scenes.menus.levels import Levels
from game.app.scenes.play.level import Play
from game.app.shell.context import Context
from game.scenario.editing.draft import Item, spots
from game.scenario.editing.edits import running, turn
from game.scenario.editing.task import links_of
from game.scenario.level_paths import level_files, own_folder
from game.scenario.load import load_level
from tests.analysis.replays import recorded
from tests.app.drive import Drive, choose
from tests.scenario.editing.test_tasks import furnished

FROM_FILES = {"Pass to A"}
"""The editor fills an answer in; whoever makes the level may say something else."""
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
    "f": (pygame.KSCAN_F, ()),
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

    def ctrl(self, code: int) -> None:
        presses = tuple(p for p in (press_of(code),) if p is not None)
        self.drive(0.1, frame=Frame(presses=presses, keys=(code,), ctrl_keys=(code,), raw_key=code))

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
        keys.ctrl(pygame.KSCAN_Z)
    assert made.state.draft == first
    for _ in range(20):
        keys.ctrl(pygame.KSCAN_Y)
    assert made.state.draft == last


def test_keys_that_come_in_one_picture_are_taken_in_their_order(context: Context, drive: Drive) -> None:
    context.nav.make_level()
    made = editor(context)
    names = ("2", "enter", "right", "right", "enter", "4", "enter")
    codes = tuple(KEYS[name][0] for name in names)
    presses = tuple(press for name in names for press in KEYS[name][1])
    drive(0.05, frame=Frame(presses=presses, keys=codes, raw_key=codes[-1]))
    assert [row["at"] for row in made.state.draft["player"]] == [[0.0, 0.0], [1.0, 0.0]]
    assert made.state.draft["ball"] == {"holder": "A"}


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


def test_a_gamepad_makes_a_level_too(context: Context, drive: Drive) -> None:
    context.nav.make_level()
    made = editor(context)

    def button(name: str, *presses: Press) -> None:
        drive(0.3, frame=Frame(presses=presses, raw_button=("pad-0", name), pad_used=True))

    button("a", Press.ACCEPT)
    drive(0.3, frame=Frame(presses=(Press.RIGHT,), pad_used=True))
    drive(0.3, frame=Frame(presses=(Press.RIGHT,), pad_used=True))
    button("a", Press.ACCEPT)
    for _ in range(2):
        button("rightshoulder")
    button("a", Press.ACCEPT)
    assert [row["id"] for row in made.state.draft["player"]] == ["P", "A"]
    assert made.state.draft["ball"] == {"holder": "A"}
    button("back")
    assert "ball" not in made.state.draft
    button("rightstick")
    button("start", Press.PAUSE)
    assert context.scene is not made
    button("a", Press.ACCEPT)
    assert context.scene is made
    made.state.choose(Item("player", 1))
    button("lefttrigger")
    assert made.state.draft["player"][1]["facing"] in (-165.0, 195.0, 165.0, 15.0)
    button("y")
    assert made.panel.active
    button("x", Press.DELETE)
    button("b", Press.BACK)
    assert not made.panel.active
    button("x", Press.DELETE)
    assert len(made.state.draft["player"]) == 1


def test_a_question_is_asked_when_the_level_is_tried(context: Context, keys: Keyboard, drive: Drive) -> None:
    context.nav.make_level()
    made = editor(context)
    made.state.do(furnished())
    keys.press("f", "enter", "esc", "esc")
    assert made.state.draft["freeze"][0]["options"][0]["plan"] == {"technique": "push", "target": "A"}
    made.deeds.do("try")
    drive(1.5)
    assert context.scene is not None
    assert context.scene.name == "freeze"


def test_a_moment_of_a_try_becomes_the_first_one(context: Context, drive: Drive) -> None:
    context.nav.make_level()
    made = editor(context)
    made.state.do(running(furnished(), 1, 4.0))
    before = made.state.draft["player"][1]["at"]
    made.deeds.do("try")
    drive(0.8)
    context.nav.pause(context.scene)  # type: ignore[arg-type]
    choose(context, drive, "Begin the level here")
    assert context.scene is made
    assert made.state.draft["player"][1]["at"] != before
    assert not made.deeds._fault()
    made.deeds.do("undo")
    assert made.state.draft["player"][1]["at"] == before


def test_a_replays_moment_becomes_a_level_that_plays(context: Context, drive: Drive, tmp_path: Path) -> None:
    path = tmp_path / "seen.bhr"
    recorded(path, steps=200)
    context.nav.watch(read_replay(path))
    watch = context.scene
    for _ in range(90):
        watch.do("on")  # type: ignore[union-attr]
    drive(0.05, frame=Frame(keys=(pygame.KSCAN_L,), raw_key=pygame.KSCAN_L))
    made = editor(context)
    ball = watch.playback.playable.world.ball  # type: ignore[union-attr]
    assert made.state.draft["ball"].get("holder") or ball.holder[0] < 0
    assert made.deeds.save()
    context.nav.level(made.state.file.path)  # type: ignore[arg-type]
    assert isinstance(context.scene, Play)
    drive(1.0)
    assert context.scene.session.world.seconds > 0.5


def test_a_level_of_the_game_is_opened_as_a_copy_and_keeps_its_comments(context: Context) -> None:
    path = level_files()["third-man"]
    before = path.read_text(encoding="utf-8")
    context.nav.edit_level(path)
    made = editor(context)
    made.state.do(turn(made.state.draft, 1, 10.0))
    assert made.deeds.save()
    assert path.read_text(encoding="utf-8") == before
    kept = made.state.file.path
    assert kept is not None
    assert kept.parent == own_folder()
    assert "# lays it off first time" in kept.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "name", ["wall-drill", "partners", "third-man", "read-the-heel", "set-the-offside-trap", "rondo-targets"]
)
def test_a_level_of_the_game_can_be_looked_through(context: Context, name: str) -> None:
    context.nav.edit_level(level_files()[name])
    made = editor(context)
    state = made.state
    places = [spot.thing for spot in spots(state.draft)]
    for thing in dict.fromkeys(places):
        state.choose(thing)
        context.draw()
    links = len(links_of(state.draft))
    pages = ["level", "task", "task kinds", "stops", *(f"task {n + 1}" for n in range(links))]
    pages += [f"stops {n + 1}" for n in range(len(state.draft.get("freeze", [])))]
    for page in pages:
        state.show(page)
        context.draw()
    assert not made.deeds._fault()


def test_a_question_shows_its_moment_on_the_pitch(context: Context, keys: Keyboard) -> None:
    context.nav.make_level()
    made = editor(context)
    made.state.do(running(furnished(), 2, 4.0))
    keys.press("f", "enter")
    first = made.canvas.later
    assert first is not None
    assert first.step == 60
    assert first.pos[2, 0] < made.canvas.seen.pos[2, 0] - 1.0, "the opponent has run on"
    keys.press("right")
    assert made.canvas.later is not None
    assert made.canvas.later.step == 66
    keys.press("esc")
    assert made.canvas.later is None


def test_a_level_that_nobody_saved_is_there_again_and_one_that_was_given_up_is_not(
    context: Context, keys: Keyboard, drive: Drive
) -> None:
    context.nav.make_level()
    made = editor(context)
    made.state.do(furnished())
    context.nav.to_title()  # as when the program ends, or a scene breaks
    context.nav.make_level()
    again = editor(context)
    assert again.state.draft == furnished()
    again.state.do(turn(again.state.draft, 1, 45.0))
    keys.press("esc")
    choose(context, drive, "Leave")
    choose(context, drive, "Leave without saving")
    assert context.scene is not again
    context.nav.make_level()
    assert editor(context).state.draft["player"] == []


def test_a_ball_without_players_stays_nobodys(context: Context, keys: Keyboard) -> None:
    context.nav.make_level()
    made = editor(context)
    keys.press("4", "enter", "tab", "right", "left", "esc")
    assert made.state.draft["ball"] == {"at": [0.0, 0.0]}
