"""Trying again: one's best goes along as a ghost, weaker opponents and another weight are offered."""

from dataclasses import replace
from datetime import date

import pygame
import pytest

from game.app.coaching.ghost import EVERY
from game.app.input.buttons import Buttons
from game.app.scenes.household.offer import MarkOffer
from game.app.scenes.menus.complete import Complete
from game.app.scenes.play.daily import DailyPlay
from game.app.scenes.play.level import Play
from game.app.shell.context import Context
from game.app.shell.settings import load_settings
from game.rules.level.daily import challenge_of
from game.scenario.level_paths import find
from game.storage.ghosts import load_ghost
from game.storage.passing_by_day import add_passing
from game.storage.people import HouseholdMember, load_household
from tests.app.drive import Drive, choose


def lose(play: Play, drive: Drive, score: int = 0) -> None:
    """End a play that isn't won."""
    objective = play.session.objective
    objective.score, objective.done, objective.won = score, True, False
    drive(2.0)


def pixels(context: Context) -> bytes:
    """What is on the screen."""
    context.draw()
    return pygame.image.tobytes(context.window.screen, "RGB")


def test_the_best_play_goes_along_as_a_ghost_when_it_is_tried_again(context: Context, drive: Drive) -> None:
    context.play_as(HouseholdMember("Ada", 2, aim="full", weight="auto"))
    play = Play(context, find("dont-stare"))
    context.home(play)
    begun = play.now.pos[play.seats[0].player].copy()
    assert play.ghost.now(0, drawn=False) is None, "there is no best play yet"
    drive(0.5, Buttons(move=(1.0, 0.0)))
    where = play.now.pos[play.seats[0].player].copy()
    went = play.now.step
    lose(play, drive, score=1)
    assert isinstance(context.scene, Complete)
    choose(context, drive, "Again")
    assert context.scene is play
    assert play.now.step < went
    first = play.ghost.now(0, drawn=False)
    assert first is not None
    assert (first.x, first.y) == pytest.approx(begun.tolist(), abs=0.1)
    later = play.ghost.now(went // EVERY * EVERY, drawn=False)
    assert later is not None
    assert (later.x, later.y) == pytest.approx(where.tolist(), abs=0.6)
    with_it = pixels(context)
    context.settings = replace(context.settings, ghost=False)
    assert pixels(context) != with_it, "an option leaves it out"
    kept = load_ghost(context.folder, "dont-stare")
    assert kept is not None
    assert 0 in kept.goes
    lose(play, drive)
    assert load_ghost(context.folder, "dont-stare") == kept, "a worse play leaves it as it is"
    context.play_as(HouseholdMember("Kofi", 2, aim="full", weight="auto"))
    assert Play(context, find("dont-stare")).ghost.known is None, "it is nobody else's"


def test_weaker_opponents_are_offered_to_whoever_has_lost_twice(context: Context, drive: Drive) -> None:
    context.change(replace(context.settings, strength=3))
    play = Play(context, find("dont-stare"))
    context.home(play)
    offer = "Again, opponents 2 easy"
    drive(0.1)
    lose(play, drive)
    assert offer not in [entry.label for entry in context.scene.menu.entries]  # type: ignore[union-attr]
    choose(context, drive, "Again")
    lose(play, drive)
    choose(context, drive, offer)
    assert context.scene is play
    assert (play.session.strength, context.settings.strength) == (2, 2)
    lose(play, drive)
    assert play.softer is None, "it begins to count again"


def test_it_is_offered_neither_at_the_lowest_nor_where_nobody_opposes_nor_for_the_days_challenge(
    context: Context, drive: Drive
) -> None:
    context.change(replace(context.settings, strength=1))
    challenge = challenge_of(739_000, "2024-04-29")
    assert challenge is not None
    for play in (
        Play(context, find("dont-stare")),
        Play(context, find("wall-drill")),
        DailyPlay(context, challenge),
    ):
        context.home(play)
        play.lost_in_a_row = 5
        lose(play, drive)
        assert play.softer is None


@pytest.mark.parametrize("answer", ["Try it", "Not now"])
def test_after_a_hundred_passes_the_mark_is_offered_once(context: Context, drive: Drive, answer: str) -> None:
    context.play_as(HouseholdMember("Ada", 2, aim="full", weight="auto"))
    today = date.today().isoformat()
    add_passing(context.folder, today, {"all": (150, 99)})
    play = Play(context, find("wall-drill"))
    context.home(play)
    lose(play, drive)
    assert isinstance(context.scene, Complete)
    add_passing(context.folder, today, {"all": (1, 1)})
    choose(context, drive, "Again")
    lose(play, drive)
    assert isinstance(context.scene, MarkOffer)
    choose(context, drive, answer)
    assert isinstance(context.scene, Complete)
    person = load_household().person
    assert person is not None
    wanted = "mark" if answer == "Try it" else "auto"
    assert (person.weight, load_settings()[0].weight_1) == (wanted, wanted)
    context.change(replace(context.settings, weight_1="auto"))
    choose(context, drive, "Again")
    lose(play, drive)
    assert isinstance(context.scene, Complete), "nobody is asked twice"
