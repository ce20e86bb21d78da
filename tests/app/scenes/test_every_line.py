"""Every line on every screen, in both languages at the largest size: none is cut, covered or out of sight."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pygame
import pytest

from game.app.render.theme import Role, Type
from game.app.scenes.evening.league import LeagueTable
from game.app.scenes.evening.table import CupTable
from game.app.scenes.household.my_passing import GROUPS, MyPassing
from game.app.scenes.menus.complete import Complete
from game.app.scenes.menus.options import AIM, PLAY, SOUND, PicturePage, entries
from game.app.scenes.menus.page import Page
from game.app.scenes.menus.pause import Pause
from game.app.scenes.menus.rebind import Rebind
from game.app.scenes.menus.result import Interval, MatchResult, RondoResult
from game.app.scenes.menus.seats import Seats
from game.app.scenes.play.daily import DailyPlay
from game.app.scenes.play.first_step import FIRST_STEPS, FirstStep
from game.app.scenes.play.level import Play
from game.app.scenes.play.match import MatchScene
from game.app.scenes.play.rondo import RondoScene
from game.app.shell.context import Context, Scene
from game.mind.attack.worker import InWorker
from game.rules.level.daily import challenge_of
from game.scenario.fixture import RondoFixture, parse_fixture
from game.scenario.level_paths import level_files
from game.storage.league import Standing, add_to_league
from game.storage.passing_by_day import add_passing
from game.storage.people import Household, HouseholdMember
from tests.app.drive import Drive
from tests.app.scenes.evening.test_cup import a_cup
from tests.app.scenes.lesson.test_lesson import NEXT, Teacher
from tests.app.texts import watched
from tests.classroom.kit import CHOOSE, ESTIMATE, TEXT, WRITE

SIZE = (1280, 720)
LARGEST = 1.3
MANY = 12
"""Entries of a menu of which not each is looked at with the focus on it."""


@pytest.fixture(autouse=True)
def as_large_as_the_picture(context: Context) -> None:
    """The window is what is drawn on: a dummy display is narrower."""
    context.window.screen = context.window._open(SIZE)
    context.resize()


@pytest.fixture(autouse=True)
def alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nobody thinks in another process."""

    def nobody(self: InWorker) -> None:
        self._pool, self._pending, self._answers, self._lives = None, {}, {}, 0

    monkeypatch.setattr(InWorker, "__init__", nobody)


def screens(context: Context) -> dict[str, Callable[[], Scene]]:
    """Every screen by name."""
    nav = context.nav

    def opened(go: Callable[[], None]) -> Callable[[], Scene]:
        def scene() -> Scene:
            nav.to_title()
            go()
            assert context.scene is not None
            return context.scene

        return scene

    def match(**more: Any) -> MatchScene:
        raw: dict[str, Any] = {"a_side": 3, "red": {"control": "human1"}, "blue": {"control": "human2"}}
        return MatchScene(context, parse_fixture(raw | more, "test"), 1)

    plain = (
        "modes",
        "first_start",
        "people",
        "my_passing",
        "delete_person",
        "match_setup",
        "rondo_setup",
        "sign_up",
        "levels",
    )
    plain += ("practice", "lessons", "replays", "how_to", "options", "controls", "teams", "change_person")
    plain += ("make_level",)
    found: dict[str, Callable[[], Scene]] = {name: opened(getattr(nav, name)) for name in plain}
    found["title"] = opened(lambda: None)
    found["my passing, with passes"] = lambda: with_passes(context)
    for layout in ("solo", "pad 1"):
        found[f"keys {layout}"] = lambda layout=layout: Rebind(context, layout)  # type: ignore[misc]
    found["league"] = lambda: LeagueTable(context)
    found["cup of four"] = lambda: CupTable(context, a_cup("Tess", "Alexandra", computers=2))
    found["cup of eight"] = lambda: CupTable(context, a_cup("Tess", computers=7))
    won = ((0, (1, 0)), (0, (2, 1)))
    found["first to two"] = lambda: CupTable(context, a_cup("Tess", "Alexandra", games=won))
    found["seats"] = lambda: Seats(context, lambda red, blue, devices: None)
    for rows in (SOUND, PLAY, AIM):
        found[f"options {rows[0][1]}"] = lambda rows=rows: Page(  # type: ignore[misc]
            context, "Options", lambda: entries(context, rows)
        )
    found["options picture"] = lambda: PicturePage(context)
    found["match"] = match
    found["quick match"] = lambda: match(blue={"control": "cpu"}, a_side=4, boards=True)
    found["half-time"] = lambda: Interval(context, match())
    found["result"] = lambda: MatchResult(context, match())
    found["result with people's own"] = lambda: MatchResult(context, people_played(match()))
    found["pause of a match"] = lambda: Pause(context, match())
    found["gamepad gone"] = lambda: Pause(context, match(), unplugged="A Gamepad of Some Maker (model 360)")
    rondo = RondoFixture()
    found["rondo"] = lambda: RondoScene(context, rondo, 1)
    found["rondo's result"] = lambda: RondoResult(context, RondoScene(context, rondo, 1))
    for number in range(len(FIRST_STEPS)):
        found[f"first step {number + 1}"] = lambda number=number: FirstStep(context, number)  # type: ignore[misc]
    found["first steps together"] = opened(lambda: nav.to_first_steps_together(3))
    for name in ("back-to-goal", "85th-minute", "wall-drill"):
        found[name] = lambda name=name: Play(context, level_files()[name])  # type: ignore[misc]
    played = challenge_of(739_000, "2024-04-29")
    assert played is not None
    found["day's end"] = lambda: Complete(context, DailyPlay(context, played), False)
    found["level's end"] = lambda: Complete(context, Play(context, level_files()["thread-it"]), True)
    return found


def people_played(match: MatchScene) -> MatchScene:
    """As much as can be told of two people, and of balls lost in every way."""
    for person in (0, 1):
        match.tally._counts[person] = [23, 17, 4]
        for _ in range(3):
            match.tally.scored(person)
    for side in match.match.report.sides:
        side.lost.update(dict.fromkeys(side.lost, 3))
    return match


def with_passes(context: Context) -> Scene:
    """How passes came off, once there are some."""
    some = {key: (40, 25) for _head, sorts in GROUPS for key, _label in sorts}
    add_passing(context.folder, date.today().isoformat(), {**some, "all": (150, 99), "fooled": (150, 12)})
    return MyPassing(context)


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_line_is_cut_or_covered_at_the_largest_size(
    context: Context, monkeypatch: pytest.MonkeyPatch, language: str
) -> None:
    people = tuple(HouseholdMember(name, n % 5 + 1) for n, name in enumerate(("Tess", "Alexandra", "Jo")))
    context.household = Household(people, "Tess")
    add_to_league([Standing("Tess", won=3, goals_for=12, passes=80, completed=61, fooled=7)])
    context.change(replace(context.settings, language=language, text_size=LARGEST))
    faults: dict[str, list[str]] = {}
    for name, make in screens(context).items():
        scene = make()
        for _ in range(30):
            scene.update(1 / 60)
        lines = 0
        with watched(monkeypatch, SIZE) as screen:
            menu = getattr(scene, "menu", None)
            entries = 0 if menu is None else len(menu.entries)
            for focus in range(entries) if 0 < entries < MANY else (0,):
                if menu is not None and entries:
                    menu.focus = focus
                screen.drawn = []
                scene.draw(screen)
                lines = max(lines, len(screen.drawn))
        assert lines > 0, f"{name}: nothing is written on it"
        if screen.faults:
            faults[name] = sorted(set(screen.faults))
        context.home(scene)
    assert faults == {}


@pytest.mark.parametrize("language", ["en", "de"])
def test_the_class_reads_every_line_of_the_teachers_window(
    context: Context, drive: Drive, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, language: str
) -> None:
    context.change(replace(context.settings, language=language, text_size=LARGEST))
    teacher = Teacher(context, drive, tmp_path / "s.sqlite", TEXT, CHOOSE, ESTIMATE, WRITE, how="hands")
    faults: dict[str, list[str]] = {}
    for number in range(16):
        if context.scene is not teacher.scene:
            break
        with watched(monkeypatch, SIZE) as screen:
            teacher.scene.draw(screen)
        if screen.faults:
            faults[f"{number} {teacher.given.step.phase.name}"] = sorted(set(screen.faults))
        teacher.press(NEXT)
    assert faults == {}


def test_a_line_that_is_cut_covered_or_out_of_sight_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    pygame.font.init()
    type_ = Type(SIZE)
    with watched(monkeypatch, SIZE) as screen:
        one, other = type_.line("One line", Role.BODY), type_.line("Another line", Role.BODY)
        screen.blit(one, (100, 100))
        screen.blit(one, (102, 102))  # its own shadow is no fault
        screen.blit(other, (100, 300))
        assert screen.faults == []
        screen.blit(other, (120, 104))
        screen.blit(other, (1200, 300))
        screen.blit(pygame.Surface((400, 60)), (90, 290))
        type_.fit("A long name of somebody", Role.BODY, 60)
        type_.wrap("words that take three lines or four", Role.BODY, 120)[:2]
    kinds = [fault.partition(":")[0].partition(" to ")[0].partition(" (")[0] for fault in screen.faults]
    assert list(dict.fromkeys(kinds)) == [
        *("on one another", "beyond the window", "covered", "cut", "lines left out")
    ]
