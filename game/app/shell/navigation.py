"""The ways from one screen to another, and what the screens between need to know of what is played.

Scenes import none of each other: a scene says where to go through ``Context.nav``, and
:mod:`game.app.scenes.navigator` alone knows every scene.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

    from game.analysis.explain.explanation_job import ExplanationJob
    from game.analysis.explain.shown import Shown
    from game.analysis.passes.pass_log import Pass
    from game.analysis.replay.model import Replay
    from game.analysis.whatif.from_here import FromHere
    from game.app.highlights.collector import Highlight
    from game.app.render.kits import Strip
    from game.app.render.pitch_view import PitchView
    from game.app.widgets.focus_list import FocusItem
    from game.rules.level.daily import Challenge
    from game.rules.level.session import Session
    from game.rules.match.cup import Cup
    from game.rules.match.match import Match
    from game.rules.match.rondo import Rondo
    from game.scenario.editing.draft import Draft
    from game.scenario.fixture import Fixture, RondoFixture, Side


class Polled(Protocol):
    """Something that works in the background and takes in its results when it is asked to."""

    def poll(self) -> None:
        """Take in what has been found out."""


class Pausable(Protocol):
    """What can be paused."""

    again: str
    """What starting over is called in the pause menu; "" where one can't."""
    leave_label: str

    @property
    def title(self) -> str:
        """What stands under the word Paused."""

    @property
    def coach(self) -> Polled:
        """What goes on working while play stands still."""

    def pause_entries(self) -> list[FocusItem]:
        """Return what else the pause menu offers."""

    def restart(self) -> None:
        """Begin again."""

    def leave(self) -> None:
        """Go back to where it was chosen."""


class PlayedLevel(Protocol):
    """A level that is over."""

    path: Path
    session: Session
    leave_label: str
    goes_on: bool
    """Whether the next level is offered."""

    @property
    def softer(self) -> int | None:
        """The lower strength of opponents to offer, if one is to be."""

    @property
    def title(self) -> str:
        """The level's title in the chosen language."""

    @property
    def shared(self) -> str:
        """Lines about the result, such as one to share; "" where there are none."""

    def restart(self) -> None:
        """Begin again."""

    def leave(self) -> None:
        """Go back to the list of levels."""


class PlayedContest(Protocol):
    """A match or a rondo between two sides, in a break or over."""

    strip: Strip

    @property
    def side_names(self) -> tuple[str, str]:
        """What the two sides are called."""

    @property
    def seats(self) -> Sequence[object]:
        """The people who play."""

    def restart(self) -> None:
        """Begin again with other luck."""

    def leave(self) -> None:
        """Go back to where it was set up."""


class PlayedMatch(PlayedContest, Protocol):
    """A match in a break or over."""

    match: Match

    @property
    def stage(self) -> PitchView:
        """The pitch as it is looked at."""

    @property
    def numbers(self) -> list[str]:
        """What is on the shirts."""

    def highlights(self) -> Sequence[Highlight]:
        """Return its best scenes, as far as it has any."""

    def own_words(self) -> Sequence[str]:
        """Return a line for each person about what they did themselves."""

    def onward(self) -> list[FocusItem]:
        """Return what is offered after it in the place of a rematch, if anything is."""


class CupPlay(Protocol):
    """The table of a cup that is being played."""

    cup: Cup


class PlayedRondo(PlayedContest, Protocol):
    """A rondo that is over."""

    rondo: Rondo


class Navigator(Protocol):
    """Every way that leads from one screen to another. A way opens its screen over the one that is there."""

    # What to play

    def modes(self) -> None:
        """Open the choice of what to play."""

    def first_start(self) -> None:
        """Ask somebody new for a name and a strength, and go on to the first steps."""

    def people(self) -> None:
        """Open the list of who of the household plays."""

    def my_passing(self) -> None:
        """Open how the passes of whoever plays came off over the weeks."""

    def save_person(self) -> None:
        """Save the progress of whoever plays to a file."""

    def load_person(self) -> None:
        """Open the list of files from which a person's progress can be taken in."""

    def delete_person(self) -> None:
        """Ask whether whoever plays is to be deleted."""

    def change_person(self) -> None:
        """Ask for another name and colour of whoever plays."""

    def teams(self) -> None:
        """Open the list of the teams that are kept."""

    def quick_match(self) -> None:
        """Play at once: one person against the computer."""

    def match_setup(self) -> None:
        """Open the choices of a match."""

    def rondo_setup(self) -> None:
        """Open the choices of a rondo."""

    def evening(self) -> None:
        """Open the cup that is kept, or the choice of who takes part in a new one."""

    def league(self) -> None:
        """Open the household's league table."""

    def sign_up(self) -> None:
        """Ask who takes part in a new cup."""

    def cup_match(self, table: CupPlay) -> None:
        """Play the next match of a cup, over its table."""

    def levels(self) -> None:
        """Open the list of levels."""

    def practice(self) -> None:
        """Open the free practice pitch."""

    def make_level(self, moment: Draft | None = None) -> None:
        """Open the editor: on an empty pitch, or on a moment of play."""

    def edit_level(self, path: Path) -> None:
        """Open a level's file in the editor. Raises LevelError where it can't be read."""

    def seats(self, play: Callable[[str, str, list[str]], None], sides: Sequence[Side] = ()) -> None:
        """Open the screen on which people choose device and side; ``play`` begins it.

        ``sides``: red and blue, where they have names and kits of their own.
        """

    # Play

    def level(self, path: Path) -> None:
        """Play a level. Raises LevelError where its file can't be played."""

    def daily(self, challenge: Challenge) -> None:
        """Play a day's challenge."""

    def match(self, fixture: Fixture, seed: int, devices: list[str] | None) -> None:
        """Play a match; ``devices``: what each person plays with, where that was chosen."""

    def rondo(self, fixture: RondoFixture, seed: int, devices: list[str] | None) -> None:
        """Play a rondo."""

    def pause(self, play: Pausable, *, unplugged: str = "") -> None:
        """Play stands still; ``unplugged`` names the gamepad whose loss stopped it."""

    def complete(self, play: PlayedLevel, new_best: bool) -> None:
        """Open the panel of a level that is over."""

    def interval(self, play: PlayedMatch) -> None:
        """Open half-time, or the break before the golden goal."""

    def match_result(self, play: PlayedMatch) -> None:
        """Open the result of a match."""

    def highlights(self, play: PlayedMatch) -> None:
        """Open the best scenes of a match."""

    def rondo_result(self, play: PlayedRondo) -> None:
        """Open the result of a rondo."""

    def offer(self) -> None:
        """Make an offer that is due over the result that is shown; nothing where none is."""

    # Class

    def lessons(self) -> None:
        """Open the list of lessons."""

    def lesson(self, path: Path) -> None:
        """Open the choices before a lesson. Raises LevelError where its file can't be read."""

    # Explanations

    def strike(self, shown: Shown) -> None:
        """Open the card of the last strike, large."""

    def why(self, passes: Sequence[Pass], known: ExplanationJob | None = None) -> None:
        """Open why passes ended as they did, the last one first; ``known``: what is known of it already."""

    def what_if(self, asked: Pass, known: ExplanationJob | None = None) -> None:
        """Open a pass with one thing of it done another way."""

    def other_passes(self, asked: Pass, known: ExplanationJob | None = None) -> None:
        """Open the other passes that would have arrived from where a pass began."""

    def what_now(self, here: FromHere) -> None:
        """Open the passes that would arrive from a moment."""

    # Replays and the rest

    def replays(self) -> None:
        """Open the list of kept replays."""

    def watch(self, replay: Replay) -> None:
        """Watch a replay. Raises ReplayError where it can't be played."""

    def how_to(self) -> None:
        """Open the page of what each key does."""

    def options(self) -> None:
        """Open the options."""

    def controls(self) -> None:
        """Open the keys and buttons of both people."""

    # Back: these leave everything that is open

    def to_title(self) -> None:
        """Go to the title screen."""

    def to_first_steps_together(self, number: int) -> None:
        """Play one of the first steps side by side; after the last one a short match on one side."""

    def to_first_step(self, number: int) -> None:
        """Play one of the first steps, counted from 0; after the last one a short match."""

    def to_level(self, path: Path) -> None:
        """Play a level, over the list with the level in focus. Raises LevelError."""

    def to_levels(self, name: str) -> None:
        """Go to the list of levels, one of them in focus."""

    def to_match_setup(self) -> None:
        """Go to the choices of a match."""

    def to_cup(self, cup: Cup) -> None:
        """Go to the table of a cup."""

    def to_rondo_setup(self) -> None:
        """Go to the choices of a rondo."""

    def to_modes(self, mode: str) -> None:
        """Go to what there is to play, one of it in focus."""
