"""Several people at one machine: each takes along how they are helped and opposed, and their results."""

from dataclasses import replace

from game.app.input.receivers import AimHelp
from game.app.input.weight import WeightHelp
from game.app.scenes.menus.levels import Levels
from game.app.shell.context import Context
from game.app.shell.settings import load_settings
from game.rules.level.best_results import record_result
from game.rules.level.objective import Progress
from game.storage.people import HouseholdMember, keep_person, load_household


def test_each_person_takes_along_what_they_chose(context: Context) -> None:
    context.play_as(HouseholdMember("Ada", 2, aim="full", weight="auto"))
    context.change(replace(context.settings, aim_help_1="off", weight_1="pure", strength=5))
    context.play_as(HouseholdMember("Kofi", 1, aim="angle", weight="mark"))
    now = context.settings
    assert (now.strength, now.aim_help_1, now.weight_1) == (1, "angle", "mark")
    ada = load_household().member("Ada")
    assert ada is not None
    context.play_as(ada)
    now = context.settings
    assert (now.strength, now.aim_help_1, now.weight_1) == (5, "off", "pure")
    assert load_settings()[0] == now
    kofi = context.household.member("Kofi")
    assert context.helps_of(1, kofi).aim is AimHelp.ANGLE, "also in the second seat"
    assert context.helps_of(1, context.household.person).weight is WeightHelp.PURE
    assert context.helps_of(1, None).aim is AimHelp.FULL, "a guest's is what the second seat has"


def test_who_never_chose_a_help_keeps_what_the_settings_had(context: Context) -> None:
    context.household = replace(
        context.household, people=(keep_person(HouseholdMember("Tess", 3)),), current="Tess"
    )
    context.settings = replace(context.settings, aim_help_1="off")
    context.play_as(HouseholdMember("Kofi", 3, aim="full", weight="auto"))
    assert context.settings.aim_help_1 == "full"
    tess = load_household().member("Tess")
    assert tess is not None
    context.play_as(tess)
    assert context.settings.aim_help_1 == "off"


def test_the_level_list_shows_the_results_and_the_open_chapters_of_whoever_plays(context: Context) -> None:
    context.play_as(HouseholdMember("Tess", 3))
    won = Progress(score=10, goal=10, seconds=60.0, won=True, done=True, grade="good")
    levels = Levels(context)
    push = next(chapter for chapter in levels.chapters if chapter.name == "push")
    for entry in push.levels:
        record_result(entry.name, won, 3, context.folder)
    assert levels.today is not None
    record_result(levels.today.key, won, 3, context.folder)
    levels.opened()
    open_to_tess = {chapter.name for chapter in levels.chapters if chapter.open}
    assert "picture" in open_to_tess
    assert levels.today.key in levels.best
    context.play_as(HouseholdMember("Kofi", 3))
    levels = Levels(context)
    levels.opened()
    assert {chapter.name for chapter in levels.chapters if chapter.open} == open_to_tess - {"picture"}
    assert levels.best == {}, "the challenge of the day is still to be played, too"
    context.change(replace(context.settings, open_all=True))
    assert all(chapter.open for chapter in Levels(context).chapters)
