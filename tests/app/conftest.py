import os
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from math import inf
from pathlib import Path

os.environ["SDL_JOYSTICK_ALLOW_BACKGROUND_EVENTS"] = "1"

import pygame
import pytest

from game.app.audio.mixer import Sounds
from game.app.input.buttons import Buttons, Frame, Press
from game.app.input.devices import Devices
from game.app.main import one_frame
from game.app.scenes.navigator import SceneNavigator
from game.app.scenes.play.level import Play
from game.app.shell.context import Context
from game.app.shell.settings import Settings
from game.app.shell.trace import Trace
from game.app.shell.window import Window
from game.storage.people import Household, HouseholdMember
from tests.app.drive import Drive

DRAWN_EVERY = 5
"""Frames of which one is drawn where they only go by; a module may have its own."""


@contextmanager
def undrawn(context: Context) -> Iterator[None]:
    """Frames are made, and nothing of them is drawn."""
    context.draw = lambda: None  # type: ignore[method-assign]
    try:
        yield
    finally:
        del context.draw


@pytest.fixture(autouse=True)
def no_trace(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing of the caller's environment steers these tests."""
    monkeypatch.delenv("BACKHEEL_TRACE", raising=False)
    monkeypatch.delenv("BACKHEEL_SEED", raising=False)


@pytest.fixture(autouse=True)
def time_enough(monkeypatch: pytest.MonkeyPatch) -> None:
    """However busy this machine is, every picture makes the steps that are due."""
    monkeypatch.setattr("game.app.scenes.play.base.MOST_SECONDS", inf)
    monkeypatch.setattr("game.app.scenes.replay.player.MOST_SECONDS", inf)


@pytest.fixture(autouse=True)
def under_way(monkeypatch: pytest.MonkeyPatch) -> None:
    """Levels begin as if a first key had been pressed, where a test isn't about that key."""
    monkeypatch.setattr(Play, "waits", False)


@pytest.fixture
def context(tmp_path: Path) -> Iterator[Context]:
    pygame.font.init()
    trace = Trace(tmp_path / "trace.jsonl")
    context = Context(Window("test", False), Settings(), Devices(), Sounds(0.5), trace, seed=5)
    context.nav = SceneNavigator(context)
    context.household = Household((HouseholdMember("Tess", 3),), "Tess")
    yield context
    context.shut()
    trace.close()
    pygame.event.clear()
    context.devices.close()
    pygame.quit()


@pytest.fixture
def drive(context: Context, request: pytest.FixtureRequest) -> Drive:
    """Let frames go by with some buttons held and some presses at the start."""
    drawn_every = getattr(request.module, "DRAWN_EVERY", DRAWN_EVERY)

    def drive(
        seconds: float = 0.0,
        buttons: Buttons | None = None,
        *presses: Press,
        rate: float = 60.0,
        frame: Frame | None = None,
    ) -> None:
        people = (buttons or Buttons(), Buttons())
        feet = tuple(p for p in presses if p in (Press.FOOT, Press.FOOT_LEFT, Press.FOOT_RIGHT))
        first = frame or Frame(presses=presses, people=people, own=(feet, ()))
        one_frame(context, first, 0.0 if seconds == 0.0 else 1 / rate)
        for left in reversed(range(max(0, round(seconds * rate) - 1))):
            # The first and the last are drawn, and some between: drawing takes most of a frame's time.
            with nullcontext() if left % drawn_every == 0 else undrawn(context):
                one_frame(context, Frame(people=people), 1.0 / rate)

    return drive
