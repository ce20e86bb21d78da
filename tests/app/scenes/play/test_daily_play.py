"""The day's challenge: one try counts, a day is played whether it is won or not, and days make a streak."""

from datetime import date

import pytest

from game.app.coaching.day_streak import days_played, streak
from game.app.scenes.household.person_files import DeletePage
from game.app.scenes.menus.levels import TODAY, Levels
from game.app.scenes.menus.title import Title
from game.app.scenes.play.daily import DailyPlay
from game.app.scenes.play.level import Play
from game.app.shell.context import Context
from game.rules.level.best_results import record_result
from game.rules.level.daily import challenge_of
from game.rules.level.objective_base import Progress
from game.rules.level.sentence import SentenceObjective
from game.scenario.level_paths import find
from game.storage.people import HouseholdMember, load_household
from game.storage.season import DayPlayed, add_portion, load_season
from tests.app.drive import Drive, choose

DAY = date(2026, 11, 27)


@pytest.mark.parametrize(
    ("days", "number"),
    [
        ([], 0),
        ([27], 1),
        ([26], 1),
        ([25, 27], 2),
        ([24, 25], 2),
        ([23, 24], 0),
        ([19, 20, 21, 23, 24, 25, 26, 27], 8),
        ([20, 21, 23, 24, 26, 27], 4),
        ([21, 22, 24, 25, 26, 27], 6),
        ([18, 20, 21, 22, 23, 24, 25, 27], 8),
        ([18, 19, 20, 22, 23, 24, 25, 27], 5),
    ],
)
def test_a_streak_forgives_one_missed_day_a_week(days: list[int], number: int) -> None:
    assert streak({f"2026-11-{day}" for day in days}, "2026-11-27") == number


def begun(context: Context, day: date = DAY) -> DailyPlay:
    challenge = challenge_of(day.toordinal(), day.isoformat())
    assert challenge is not None
    play = DailyPlay(context, challenge)
    context.home(play)
    return play


def test_only_the_first_try_of_a_day_counts(context: Context, drive: Drive) -> None:
    context.play_as(HouseholdMember("Ada"))
    play = begun(context)
    objective = play.session.objective
    objective.score, objective.attempts, objective.done = 0, 5, True
    drive(2.0)
    kept = load_season(context.folder).days
    assert kept[DAY.isoformat()].score == 0, "a day is played, won or not"
    assert kept[DAY.isoformat()].line.startswith("Backheel 2026-11-27 · 0/5")
    assert "1 day in a row" in play.shared
    assert not begun(context).keeps_result


def test_a_try_that_is_given_up_was_the_days(context: Context) -> None:
    context.play_as(HouseholdMember("Ada"))
    play = begun(context)
    play.restart()
    assert play.keeps_result, "nothing was tried yet"
    play.session.objective.attempts = play.session.objective.score = 2
    play.restart()
    assert load_season(context.folder).days[DAY.isoformat()] == DayPlayed(2)
    assert not play.keeps_result


def test_days_that_were_kept_as_results_count(context: Context) -> None:
    record_result("daily:2026-11-26", Progress(done=True, won=True, score=3, goal=3, grade="done"))
    assert days_played(context.folder) == {"2026-11-26"}


def test_a_longer_count_goes_on_from_play_to_play(context: Context) -> None:
    context.play_as(HouseholdMember("Ada"))
    add_portion(context.folder, "wall-tens", {"right": 8, "left": 0})
    play = Play(context, find("wall-tens"))
    context.home(play)
    objective = play.session.objective
    assert isinstance(objective, SentenceObjective)
    assert play.shared == "Right foot in all: 8 of 50\nLeft foot in all: 0 of 50"
    objective.shares.came_off("left")
    play.restart()
    assert load_season(context.folder).portions == {"wall-tens": {"right": 8, "left": 1}}
    again = play.session.objective
    assert isinstance(again, SentenceObjective)
    again.shares.came_off("right")
    context.home(Title(context))
    assert load_season(context.folder).portions == {"wall-tens": {"right": 9, "left": 1}}, "left half-way"


def test_somebody_is_deleted_after_a_question(context: Context, drive: Drive) -> None:
    for name in ("Ada", "Kofi"):
        context.play_as(HouseholdMember(name))
    context.home(Title(context))
    context.nav.people()
    choose(context, drive, "Delete this person")
    assert isinstance(context.scene, DeletePage)
    choose(context, drive, "Keep Kofi")
    assert len(load_household().people) == 3
    choose(context, drive, "Delete this person")
    choose(context, drive, "Delete Kofi")
    assert isinstance(context.scene, Title)
    assert [p.name for p in load_household().people] == ["Tess", "Ada"]
    assert context.household.person == load_household().person
    assert context._told[0] == "Kofi is deleted. Ada plays now."


def test_leaving_the_challenge_leads_back_to_it_in_the_list(context: Context) -> None:
    begun(context, date.today()).leave()
    levels = context.scene
    assert isinstance(levels, Levels)
    assert levels.levels[levels.menu.focus].chapter == TODAY
