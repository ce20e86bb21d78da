"""A gamepad as the system knows it (SDL's own, without wires) makes a level, plays it, and keeps it."""

from collections.abc import Iterator

import numpy as np
import pygame
import pytest

from game.app.main import one_frame
from game.app.scenes.editor.editor import Editor
from game.app.scenes.editor.trial import Trial
from game.app.scenes.play.level import Play
from game.app.shell.context import Context
from game.scenario.level_paths import find, own_folder
from game.scenario.load import load_level
from tests.app.pads import VirtualPad

FRAME = 1.0 / 60.0
LX, LY = pygame.CONTROLLER_AXIS_LEFTX, pygame.CONTROLLER_AXIS_LEFTY
BUTTONS = {
    "a": pygame.CONTROLLER_BUTTON_A,
    "b": pygame.CONTROLLER_BUTTON_B,
    "x": pygame.CONTROLLER_BUTTON_X,
    "y": pygame.CONTROLLER_BUTTON_Y,
    "start": pygame.CONTROLLER_BUTTON_START,
    "lb": pygame.CONTROLLER_BUTTON_LEFTSHOULDER,
    "rb": pygame.CONTROLLER_BUTTON_RIGHTSHOULDER,
    "up": pygame.CONTROLLER_BUTTON_DPAD_UP,
    "down": pygame.CONTROLLER_BUTTON_DPAD_DOWN,
    "left": pygame.CONTROLLER_BUTTON_DPAD_LEFT,
    "right": pygame.CONTROLLER_BUTTON_DPAD_RIGHT,
}


class Hands:
    """Fingers on a gamepad, and the frames that go by meanwhile."""

    def __init__(self, context: Context, pad: VirtualPad) -> None:
        self.context, self.pad = context, pad

    def frames(self, seconds: float) -> None:
        for _ in range(round(seconds / FRAME)):
            one_frame(self.context, self.context.devices.poll(FRAME), FRAME)

    def press(self, *names: str) -> None:
        for name in names:
            self.pad.button(BUTTONS[name], True)
            self.frames(0.05)
            self.pad.button(BUTTONS[name], False)
            self.frames(0.05)

    def choose(self, label: str) -> None:
        """Go down a menu to an entry, and take it."""
        menu = self.context.scene.menu  # type: ignore[union-attr]
        while menu.entries[menu.focus].label != label:
            self.press("down")
        self.press("a")


@pytest.fixture
def hands(context: Context) -> Iterator[Hands]:
    pad = VirtualPad()
    yield Hands(context, pad)
    pad.unplug()


def test_a_level_is_made_tried_and_kept(context: Context, hands: Hands) -> None:
    context.nav.make_level()
    made = context.scene
    assert isinstance(made, Editor)
    hands.frames(0.1)
    hands.press("a", *["right"] * 4, "a", "rb", "rb", *["left"] * 4, "a")
    assert [row["id"] for row in made.state.draft["player"]] == ["P", "A"]
    assert made.state.draft["ball"] == {"holder": "P"}
    hands.press("start")
    hands.choose("The level")
    assert made.panel.active
    while made.panel.rows[made.panel.focus].label != "The sound way":
        hands.press("down")
    hands.press("a", "down", "a")
    assert made.state.page == "level sound 1"
    while made.panel.rows[made.panel.focus].label != "Ball speed":
        hands.press("down")
    hands.press("right", "right")
    assert made.state.draft["sound"] == [{"pass": {"technique": "push", "target": "A", "speed": 10.5}}]
    hands.press("b", "b", "b")
    hands.press("start")
    hands.choose("Try it")
    assert isinstance(context.scene, Trial)
    hands.frames(0.3)
    hands.press("start")
    hands.choose("Back to the editor")
    assert context.scene is made
    hands.press("start")
    hands.choose("Save")
    (file,) = own_folder().glob("*.toml")
    assert load_level(file).sound[0].act == "pass"


def test_a_pass_is_played_and_arrives(context: Context, hands: Hands) -> None:
    play = Play(context, find("first-pass"))
    context.home(play)
    hands.frames(0.2)
    called = play.session.objective.called
    assert called is not None
    x, y = play.now.pos[play.level.index(called)] - play.now.pos[play.session.player]
    far = float(np.hypot(x, y))
    hands.pad.axis(LX, round(32_000 * float(x) / far))
    hands.pad.axis(LY, round(-32_000 * float(y) / far))
    hands.frames(0.3)
    hands.pad.button(BUTTONS["a"], True)
    hands.frames(0.35)
    hands.pad.button(BUTTONS["a"], False)
    hands.frames(2.5)
    assert play.session.progress.score == 1, str(play.session.progress.said)
    hands.pad.axis(LX, 0)
    hands.pad.axis(LY, 0)
