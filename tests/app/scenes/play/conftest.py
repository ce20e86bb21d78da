"""A match and a rondo at which two people and one person sit."""

import pytest

from game.app.input.devices import KEYS, KEYS2
from game.app.scenes.menus.modes import Modes
from game.app.scenes.menus.title import Title
from game.app.scenes.play.match import MatchScene
from game.app.scenes.play.rondo import RondoScene
from game.app.shell.context import Context
from game.mind.attack.worker import InWorker
from game.scenario.fixture import RondoFixture

from .matches import nobody_beside, sides, small


@pytest.fixture
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Thoughts are counted in this process: a second one takes half a second to begin in each test."""
    monkeypatch.setattr(InWorker, "__init__", nobody_beside)


@pytest.fixture
def match(context: Context, alone: None) -> MatchScene:
    scene = MatchScene(context, small(golden_goal=False), 1, [KEYS, KEYS2])
    context.home(Title(context), Modes(context), scene)
    return scene


@pytest.fixture
def rondo(context: Context, alone: None) -> RondoScene:
    scene = RondoScene(context, RondoFixture(**sides("human1", "cpu")), 1, [KEYS])
    context.home(Title(context), Modes(context), scene)
    return scene
