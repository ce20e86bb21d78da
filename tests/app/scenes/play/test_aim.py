"""The ring, the line and the charge on the grass; and nothing of it where it would tell an opponent."""

from math import inf

import pygame
import pytest

from game.app.input.buttons import Buttons, Frame
from game.app.main import one_frame
from game.app.scenes.play.match import MatchScene
from game.app.shell.context import Context
from game.scenario.fixture import parse_fixture


def begun(context: Context, **sides: str) -> MatchScene:
    """A match at its first kick-off, which the first person takes."""
    raw = {name: {"control": who} for name, who in sides.items()}
    for seed in range(6):
        scene = MatchScene(context, parse_fixture({"a_side": 3, "minutes": 1, **raw}, "test"), seed)
        restart = scene.match.restart
        if restart is not None and restart.side == 0:
            context.home(scene)
            scene.count = 0.0
            return scene
    raise AssertionError("red never has the kick-off")


def hold(context: Context, seconds: float, buttons: Buttons) -> None:
    for _ in range(round(seconds * 60)):
        one_frame(context, Frame(people=(buttons, Buttons())), 1.0 / 60.0)


def grass(scene: MatchScene, context: Context) -> bytes:
    """What is drawn of everybody's aim, on nothing."""
    screen = pygame.Surface(context.window.size)
    scene.draw_wind_ups(screen, scene.seen())
    return pygame.image.tobytes(screen, "RGB")


@pytest.fixture(autouse=True)
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("game.app.scenes.play.base.MOST_SECONDS", inf)


@pytest.mark.parametrize(
    ("sides", "secret"),
    [({"red": "human1"}, False), ({"red": "both"}, False), ({"red": "human1", "blue": "human2"}, True)],
)
def test_where_people_play_against_each_other_nothing_tells_an_aim_before_the_contact(
    context: Context, sides: dict[str, str], secret: bool
) -> None:
    scene = begun(context, **sides)
    assert scene.secret is secret
    hold(context, 4.0, Buttons())
    before = grass(scene, context)
    hold(context, 0.4, Buttons(push=True, move=(-1.0, 0.0)))
    winding = scene.seats[0].thumb
    assert winding.technique.name == "PUSH", "the ball is there to be struck"
    assert winding.choice.number >= 0
    assert (grass(scene, context) == before) is secret
