"""The strength of opponents in levels: chosen in the list and the options, held by what is played next."""

import pytest

from game.app.input.devices import Frame, Press
from game.app.scenes.menus.complete import Complete
from game.app.scenes.menus.levels import Levels
from game.app.scenes.menus.options import PLAY, entries
from game.app.scenes.menus.title import Title
from game.app.scenes.play.level import Play
from game.app.shell.context import Context
from game.app.shell.settings import STRENGTH_WORDS, Settings, load_settings
from game.mind.ai_team import STRENGTHS
from game.rules.level.best_results import load_results
from game.scenario.level_paths import find
from tests.app.drive import Drive


def test_every_strength_has_a_word() -> None:
    assert set(STRENGTH_WORDS) == set(STRENGTHS)


def test_left_and_right_in_the_list_choose_it_and_it_is_kept(context: Context, drive: Drive) -> None:
    context.home(Title(context), Levels(context, "dont-stare"))
    drive(0.1)
    for press, now in ((Press.RIGHT, 4), (Press.RIGHT, 5), (Press.RIGHT, 5), (Press.LEFT, 4)):
        drive(0.05, None, press)
        assert context.settings.strength == now
    drive(0.05, None, Press.ACCEPT)
    assert isinstance(context.scene, Play)
    assert context.scene.session.strength == 4
    assert load_settings()[0].strength == 4


def test_the_mouse_chooses_it_too(context: Context, drive: Drive) -> None:
    levels = Levels(context, "dont-stare")
    context.home(Title(context), levels)
    drive(0.1)
    box = levels._strengths
    drive(0.0, frame=Frame(click=(box.left + 4.0, box.centery)))
    assert (context.settings.strength, context.scene) == (2, levels)
    drive(0.0, frame=Frame(click=(box.right - 4.0, box.centery)))
    assert context.settings.strength == 3


def test_a_strength_chosen_in_the_middle_of_a_level_holds_from_its_next_start(
    context: Context, drive: Drive
) -> None:
    play = Play(context, find("dont-stare"))
    context.home(Title(context), play)
    drive(0.3)
    (choice,) = [entry for entry in entries(context, PLAY) if entry.label == "Opponents in levels"]
    assert choice.change is not None
    choice.change(-1)
    assert play.session.strength == 3
    drive(0.1, None, Press.RESTART)
    assert play.session.strength == 2
    assert play.playable is play.session
    assert play.session.world.step < 12


@pytest.mark.parametrize(("level", "against"), [("dont-stare", 5), ("wall-drill", 3)])
def test_a_result_is_kept_with_the_strength_it_was_reached_at(
    context: Context, drive: Drive, level: str, against: int
) -> None:
    context.settings = Settings(strength=5)
    play = Play(context, find(level))
    context.home(Title(context), play)
    play.session.objective.score = 1
    play.session.objective.done = True
    drive(2.0)
    assert isinstance(context.scene, Complete)
    assert load_results().best[level].strength == against
