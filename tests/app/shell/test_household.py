"""Several people at one machine: each takes along how they are helped and opposed, and their results."""

from dataclasses import replace
from datetime import date
from pathlib import Path

from game.app.input.buttons import Buttons, Frame, Press
from game.app.input.receivers import AimHelp
from game.app.input.weight import WeightHelp
from game.app.scenes.household.my_passing import MyPassing
from game.app.scenes.menus.first_start import ChangePerson
from game.app.scenes.menus.levels import Levels
from game.app.scenes.menus.people import People
from game.app.scenes.play.level import Play
from game.app.shell.context import Context
from game.app.shell.passing_saver import PassingKeeper
from game.app.shell.settings import load_settings
from game.rules.level.best_results import load_results, record_result
from game.rules.level.objective_base import Progress
from game.scenario.level_paths import find
from game.storage.league import Standing, add_to_league, load_league
from game.storage.passing_by_day import load_passing
from game.storage.people import HouseholdMember, keep_person, load_household
from tests.app.drive import Drive, choose


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


def test_a_pass_in_a_level_goes_into_the_figures_of_whoever_plays(context: Context, drive: Drive) -> None:
    context.play_as(HouseholdMember("Ada", 2, aim="full", weight="auto"))
    context.play_as(HouseholdMember("Kofi", 2, aim="full", weight="auto"))
    play = Play(context, find("dont-stare"))
    context.home(play)
    drive(0.8)
    drive(0.4, Buttons(push=True, move=(0.7, 0.7)))
    drive(2.5)
    assert play.coach.pass_log.count == 1
    context.passing.close()
    today = date.today().isoformat()
    kept = load_passing(context.folder)[today]
    assert kept["all"][0] == kept["technique.push"][0] == 1
    assert sum(kept[key][0] for key in kept if key.startswith("pressure.")) == 1
    ada = context.household.member("Ada")
    assert ada is not None
    assert load_passing(ada.home) == {}
    page = MyPassing(context)
    assert page.now["all"] == kept["all"]
    assert page.courses["all"][-1].number == 1
    for span in ("weeks", "months"):
        assert page.span == span
        context.home(page)
        drive(0.05, None, Press.RIGHT)


def test_passes_that_cannot_be_kept_are_told_and_kept_with_the_next(tmp_path: Path) -> None:
    keeper, folder = PassingKeeper(), tmp_path / "ada"
    folder.write_text("a file where the folder should be")
    assert keeper.add(folder, {"all": True}) == ""
    keeper.close()
    folder.unlink()
    keeper.add(folder, {"all": False})
    keeper.close()
    assert [counts["all"] for counts in load_passing(folder).values()] == [(2, 1)]


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


def test_a_new_name_takes_results_and_the_leagues_row_along(context: Context, drive: Drive) -> None:
    context.play_as(HouseholdMember("Player 1", 2, aim="full", weight="auto"))
    context.play_as(HouseholdMember("Kofi", 2, aim="full", weight="auto"))
    won = Progress(score=10, goal=10, seconds=60.0, won=True, done=True)
    record_result("thread-it", won, 3, context.folder)
    add_to_league([Standing("Kofi", won=1, goals_for=2)])
    people = People(context)
    context.home(people)
    choose(context, drive, "Name and colour")
    page = context.scene
    assert isinstance(page, ChangePerson)
    page.handle(Frame(text="Player 1"))
    choose(context, drive, "Keep it")
    assert context.scene is page, "somebody else is called so"
    page.menu.focus = 0
    page.typed.fresh = True
    page.handle(Frame(text="Kwame"))
    page.menu.focus = 1
    drive(0.05, None, Press.RIGHT)
    choose(context, drive, "Keep it")
    assert context.scene is people
    kept = load_household()
    assert [p.name for p in kept.people] == ["Tess", "Player 1", "Kwame"]
    assert kept.current == context.household.current == "Kwame"
    assert load_results(context.folder).best["thread-it"].won
    assert [row.name for row in load_league()[0]] == ["Kwame"]
    assert context.household.person is not None
    assert context.household.person.colour != "gold"
