"""The one place that knows every scene: how to open each, and through which screens one would have come.

Scenes are imported where they are opened, so that the title screen is there before the rest is loaded.
"""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from game.app.shell.context import Context, Scene

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from game.analysis.explain.explanation_job import ExplanationJob
    from game.analysis.explain.shown import Shown
    from game.analysis.passes.pass_log import Pass
    from game.analysis.replay.model import Replay
    from game.analysis.whatif.from_here import FromHere
    from game.app.shell.navigation import CupPlay, Pausable, PlayedLevel, PlayedMatch, PlayedRondo
    from game.rules.level.daily import Challenge
    from game.rules.match.cup import Cup
    from game.scenario.editing.draft import Draft
    from game.scenario.fixture import Fixture, RondoFixture, Side


class SceneNavigator:
    """Opens scenes over each other; see :class:`game.app.shell.navigation.Navigator`."""

    def __init__(self, context: Context) -> None:
        self.context = context

    # What to play

    def modes(self) -> None:
        """Open the choice of what to play."""
        from game.app.scenes.menus.modes import Modes

        self.context.push(Modes(self.context))

    def first_start(self) -> None:
        """Ask somebody new for a name and a strength."""
        from game.app.scenes.menus.first_start import FirstStart

        self.context.push(FirstStart(self.context))

    def people(self) -> None:
        """Open the list of who of the household plays."""
        from game.app.scenes.menus.people import People

        self.context.push(People(self.context))

    def my_passing(self) -> None:
        """Show how the passes of whoever plays came off over the weeks."""
        from game.app.scenes.household.my_passing import MyPassing

        self.context.push(MyPassing(self.context))

    def save_person(self) -> None:
        """Save the progress of whoever plays to a file."""
        from game.app.scenes.household.person_files import save_to_file

        save_to_file(self.context)

    def load_person(self) -> None:
        """Show the files from which a person's progress can be taken in."""
        from game.app.scenes.household.person_files import LoadPage

        self.context.push(LoadPage(self.context))

    def delete_person(self) -> None:
        """Ask whether whoever plays is to be deleted."""
        from game.app.scenes.household.person_files import DeletePage

        if self.context.household.person is not None:
            self.context.push(DeletePage(self.context))

    def change_person(self) -> None:
        """Ask for another name and colour of whoever plays."""
        from game.app.scenes.menus.first_start import ChangePerson

        self.context.push(ChangePerson(self.context))

    def teams(self) -> None:
        """Show the teams that are kept."""
        from game.app.scenes.household.teams import TeamsPage

        self.context.push(TeamsPage(self.context))

    def quick_match(self) -> None:
        """Play at once: one person against the computer."""
        from game.app.scenes.play.match import MatchScene, quick_fixture

        fixture = quick_fixture(self.context.settings.strength)
        self.context.called = {}
        self.context.push(MatchScene(self.context, fixture, self._luck()))

    def _luck(self) -> int:
        return self.context.seed if self.context.seed is not None else secrets.randbelow(2**31)

    def match_setup(self) -> None:
        """Open the choices of a match."""
        from game.app.scenes.menus.match_setup import MatchSetup

        self.context.push(MatchSetup(self.context))

    def rondo_setup(self) -> None:
        """Open the choices of a rondo."""
        from game.app.scenes.menus.rondo_setup import RondoSetup

        self.context.push(RondoSetup(self.context))

    def evening(self) -> None:
        """Open the cup that is kept, or the choice of who takes part in a new one."""
        from game.app.scenes.evening.table import CupTable
        from game.app.shell.kept_cup import load_cup

        cup, told = load_cup()
        if told:
            self.context.tell(told)
        if cup is None:
            self.sign_up()
        else:
            self.context.push(CupTable(self.context, cup))

    def league(self) -> None:
        """Show the household's league table."""
        from game.app.scenes.evening.league import LeagueTable

        self.context.push(LeagueTable(self.context))

    def sign_up(self) -> None:
        """Ask who takes part in a new cup."""
        from game.app.scenes.evening.sign_up import SignUp

        self.context.push(SignUp(self.context))

    def cup_match(self, table: CupPlay) -> None:
        """Play the next match of a cup, over its table."""
        from game.app.scenes.evening.cup_match import CupMatch
        from game.app.scenes.evening.table import CupTable

        tie = table.cup.next_tie
        if isinstance(table, CupTable) and tie is not None:
            self.context.push(CupMatch(self.context, table, tie))

    def levels(self) -> None:
        """Open the list of levels."""
        from game.app.scenes.menus.levels import Levels

        self.context.push(Levels(self.context))

    def practice(self) -> None:
        """Open the free practice pitch."""
        from game.app.scenes.play.practice import Practice

        self.context.push(Practice(self.context))

    def make_level(self, moment: Draft | None = None) -> None:
        """Open the editor: on an empty pitch, or on a moment of play."""
        from game.app.scenes.editor.editor import Editor
        from game.app.scenes.editor.opening import left_unsaved, new_draft
        from game.scenario.editing.own import LevelFile

        begun = moment or left_unsaved(self.context)
        self.context.push(Editor(self.context, begun or new_draft(), LevelFile(), kept=begun is None))

    def edit_level(self, path: Path) -> None:
        """Open a level's file in the editor. Raises LevelError where it can't be read."""
        from game.app.scenes.editor.editor import Editor
        from game.app.scenes.editor.opening import opened

        self.context.push(Editor(self.context, *opened(path)))

    def seats(self, play: Callable[[str, str, list[str]], None], sides: Sequence[Side] = ()) -> None:
        """Open the screen on which people choose device and side; ``sides`` are red and blue, if known."""
        from game.app.scenes.menus.seats import Seats

        self.context.push(Seats(self.context, play, sides))

    # Play

    def level(self, path: Path) -> None:
        """Play a level. Raises LevelError where its file can't be played."""
        from game.app.scenes.play.level import Play

        self.context.push(Play(self.context, path))

    def daily(self, challenge: Challenge) -> None:
        """Play a day's challenge."""
        from game.app.scenes.play.daily import DailyPlay

        self.context.push(DailyPlay(self.context, challenge))

    def match(self, fixture: Fixture, seed: int, devices: list[str] | None) -> None:
        """Play a match."""
        from game.app.scenes.play.match import MatchScene

        self.context.push(MatchScene(self.context, fixture, seed, devices))

    def rondo(self, fixture: RondoFixture, seed: int, devices: list[str] | None) -> None:
        """Play a rondo."""
        from game.app.scenes.play.rondo import RondoScene

        self.context.push(RondoScene(self.context, fixture, seed, devices))

    def pause(self, play: Pausable, *, unplugged: str = "") -> None:
        """Play stands still."""
        from game.app.scenes.menus.pause import Pause

        self.context.push(Pause(self.context, play, unplugged=unplugged))

    def complete(self, play: PlayedLevel, new_best: bool) -> None:
        """Open the panel of a level that is over."""
        from game.app.scenes.menus.complete import Complete

        self.context.push(Complete(self.context, play, new_best).comes_by_itself())

    def interval(self, play: PlayedMatch) -> None:
        """Open half-time, or the break before the golden goal."""
        from game.app.scenes.menus.result import Interval

        self.context.push(Interval(self.context, play).comes_by_itself())

    def match_result(self, play: PlayedMatch) -> None:
        """Open the result of a match."""
        from game.app.scenes.menus.result import MatchResult

        self.context.push(MatchResult(self.context, play).comes_by_itself())

    def highlights(self, play: PlayedMatch) -> None:
        """Open the best scenes of a match."""
        from game.app.scenes.replay.highlights import HighlightScene

        self.context.push(HighlightScene(self.context, play))

    def rondo_result(self, play: PlayedRondo) -> None:
        """Open the result of a rondo."""
        from game.app.scenes.menus.result import RondoResult

        self.context.push(RondoResult(self.context, play).comes_by_itself())

    def offer(self) -> None:
        """Make an offer that is due over the result that is shown."""
        from game.app.scenes.household.offer import MarkOffer, is_due

        if is_due(self.context):
            self.context.push(MarkOffer(self.context))

    # Class

    def lessons(self) -> None:
        """Open the list of lessons."""
        from game.app.scenes.lesson.lessons import Lessons

        self.context.push(Lessons(self.context))

    def lesson(self, path: Path) -> None:
        """Open the choices before a lesson. Raises LevelError where its file can't be read."""
        from game.app.scenes.lesson.opening import Opening

        self.context.push(Opening(self.context, path))

    # Explanations

    def strike(self, shown: Shown) -> None:
        """Open the card of the last strike, large."""
        from game.app.scenes.coaching.strike import StrikeScene

        self.context.push(StrikeScene(self.context, shown))

    def why(self, passes: Sequence[Pass], known: ExplanationJob | None = None) -> None:
        """Open the explanation of why passes ended as they did."""
        from game.app.scenes.coaching.explanation import Why

        self.context.push(Why(self.context, passes, known=known))

    def what_if(self, asked: Pass, known: ExplanationJob | None = None) -> None:
        """Open a pass with one thing of it done another way."""
        from game.app.scenes.coaching.whatif import WhatIf

        self.context.push(WhatIf(self.context, asked, known=known))

    def other_passes(self, asked: Pass, known: ExplanationJob | None = None) -> None:
        """Open the other passes that would have arrived."""
        from game.app.scenes.coaching.panel_text import WHOLE
        from game.app.scenes.coaching.whatif import WhatIf

        self.context.push(WhatIf(self.context, asked, WHOLE, known))

    def what_now(self, here: FromHere) -> None:
        """Open the passes that would arrive from a moment."""
        from game.app.scenes.coaching.options_now import WhatNow

        self.context.push(WhatNow(self.context, here))

    # Replays and the rest

    def replays(self) -> None:
        """Open the list of kept replays."""
        from game.app.scenes.replay.library import Replays

        self.context.push(Replays(self.context))

    def watch(self, replay: Replay) -> None:
        """Watch a replay. Raises ReplayError where it can't be played."""
        from game.app.scenes.replay.player import Watch

        self.context.push(Watch(self.context, replay))

    def how_to(self) -> None:
        """Open the page of what each key does."""
        from game.app.scenes.menus.howto import HowTo

        self.context.push(HowTo(self.context))

    def options(self) -> None:
        """Open the options."""
        from game.app.scenes.menus.options import Options

        self.context.push(Options(self.context))

    def controls(self) -> None:
        """Open the keys and buttons of both people."""
        from game.app.scenes.menus.rebind import Controls

        self.context.push(Controls(self.context))

    # Back

    def to_title(self) -> None:
        """Go to the title screen."""
        from game.app.scenes.menus.title import Title

        self.context.home(Title(self.context))

    def to_first_step(self, number: int) -> None:
        """Play one of the first steps; after the last one a short match."""
        from game.app.scenes.play.first_step import FIRST_STEPS, FirstStep, first_match
        from game.app.scenes.play.match import MatchScene

        context = self.context
        if number < len(FIRST_STEPS):
            scene: Scene = FirstStep(context, number)
        else:
            scene = MatchScene(context, first_match(), self._luck())
        context.home(*leading_to(context, "steps", scene))

    def to_first_steps_together(self, number: int) -> None:
        """Play one of the first steps side by side; after the last one a short match on one side."""
        from game.app.scenes.play.first_step import FIRST_STEPS, first_match
        from game.app.scenes.play.first_steps_together import FirstStepsTogether
        from game.app.scenes.play.match import MatchScene

        context = self.context
        if number < len(FIRST_STEPS):
            scene: Scene = FirstStepsTogether(context, number)
        else:
            devices = context.devices.shared_out()
            scene = MatchScene(context, first_match("both"), self._luck(), devices)
        context.home(*leading_to(context, "steps", scene))

    def to_level(self, path: Path) -> None:
        """Play a level, over the list with the level in focus. Raises LevelError."""
        from game.app.scenes.menus.levels import Levels
        from game.app.scenes.play.level import Play

        play = Play(self.context, path)
        self.context.home(*leading_to(self.context, "levels", Levels(self.context, path.stem), play))

    def to_levels(self, name: str) -> None:
        """Go to the list of levels, one of them in focus."""
        from game.app.scenes.menus.levels import Levels

        self.context.home(*leading_to(self.context, "levels", Levels(self.context, name)))

    def to_match_setup(self) -> None:
        """Go to the choices of a match."""
        from game.app.scenes.menus.match_setup import MatchSetup

        self.context.home(*leading_to(self.context, "match", MatchSetup(self.context)))

    def to_cup(self, cup: Cup) -> None:
        """Go to the table of a cup."""
        from game.app.scenes.evening.table import CupTable

        self.context.home(*leading_to(self.context, "evening", CupTable(self.context, cup)))

    def to_rondo_setup(self) -> None:
        """Go to the choices of a rondo."""
        from game.app.scenes.menus.rondo_setup import RondoSetup

        self.context.home(*leading_to(self.context, "rondo", RondoSetup(self.context)))

    def to_modes(self, mode: str) -> None:
        """Go to what there is to play, one of it in focus."""
        self.context.home(*leading_to(self.context, mode))


def leading_to(context: Context, mode: str, *scenes: Scene) -> list[Scene]:
    """Return ``scenes`` with the screens before them, so that *back* leads from one to the one before."""
    from game.app.scenes.menus.modes import Modes
    from game.app.scenes.menus.title import Title

    return [Title(context), Modes(context, mode), *scenes]


def match_scenes(context: Context, fixture: Fixture, seed: int) -> list[Scene]:
    """Open a match over the screens that one would have come through."""
    from game.app.scenes.play.match import MatchScene

    return leading_to(context, "match", MatchScene(context, fixture, seed))


def rondo_scenes(context: Context, fixture: RondoFixture, seed: int) -> list[Scene]:
    """Open a rondo over the screens that one would have come through."""
    from game.app.scenes.play.rondo import RondoScene

    return leading_to(context, "rondo", RondoScene(context, fixture, seed))


def lesson_scenes(context: Context, path: Path, session: Path | None, how: str) -> list[Scene]:
    """Open a lesson that begins as soon as it is ready, over the title and the list."""
    from game.app.scenes.lesson.lessons import Lessons
    from game.app.scenes.lesson.opening import Opening
    from game.app.scenes.menus.title import Title

    opening = Opening(context, path, session=session, how=how, at_once=True)
    return [Title(context), Lessons(context, path.stem), opening]


def replay_scenes(context: Context, replay: Replay) -> list[Scene]:
    """Open a replay over title and list; the list alone, and why, where it can't be played."""
    from game.analysis.replay.model import ReplayError
    from game.app.scenes.menus.title import Title
    from game.app.scenes.replay.library import Replays
    from game.app.scenes.replay.player import Watch

    first: list[Scene] = [Title(context), Replays(context)]
    try:
        return [*first, Watch(context, replay)]
    except ReplayError as error:
        context.tell(str(error))
        return first
