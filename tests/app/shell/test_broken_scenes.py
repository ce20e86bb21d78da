"""A scene that can't be drawn or can't go on is left for the menu, and one line says so."""

from pathlib import Path

import pygame
import pytest

from game.analysis.replay.format import ReplayError
from game.analysis.replay.library import kept
from game.analysis.replay.model import read_replay
from game.app.i18n import speak
from game.app.main import loop
from game.app.scenes.menus.title import Title
from game.app.scenes.play.level import Play
from game.app.scenes.replay.player import Watch
from game.app.shell.context import Context, Scene
from game.scenario.level_paths import level_files
from tests.app.drive import Drive, notes


def run_frames(context: Context, frames: int = 3) -> None:
    """Let the program's own loop run for some pictures."""
    shown = context.window.show
    left = iter(range(frames - 1))

    def show() -> None:
        shown()
        if next(left, None) is None:
            context.quit()

    context.window.show = show  # type: ignore[method-assign]
    context.running = True
    loop(context)


class Undrawable(Scene):
    """A screen whose picture fails half-way, with a part of the window shut off."""

    name = "undrawable"

    def __init__(self, context: Context, error: Exception) -> None:
        super().__init__(context)
        self.error = error
        self.left = False

    def draw(self, screen: pygame.Surface) -> None:
        screen.set_clip(pygame.Rect(0, 0, 8, 8))
        raise self.error

    def closed(self) -> None:
        self.left = True


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize(
    "error",
    [
        ValueError("cannot convert float NaN to integer"),
        ReplayError("a.bhr: expected less"),
        OSError(5, "Input/output error", "grass.png"),
        pygame.error("Text has zero width"),
        RuntimeError("two\nlines \x1b[31m"),
    ],
)
def test_a_scene_that_cannot_be_drawn_leads_back_to_the_menu(
    context: Context, error: Exception, language: str, capsys: pytest.CaptureFixture[str]
) -> None:
    scene = Undrawable(context, error)
    context.home(Title(context), scene)
    speak(language)
    run_frames(context)
    assert context.at_title
    assert scene.left, "it lets go of what it holds"
    words = context._told[0]
    assert words.startswith("Das lässt sich nicht" if language == "de" else "That can't be")
    assert words.isprintable()
    assert context.window.screen.get_clip() == context.window.screen.get_rect()
    said = capsys.readouterr().err
    assert said.count("\n") <= 1, "a line at most, and no traceback"
    speak("en")


def test_a_replay_that_loads_and_cannot_be_drawn(
    context: Context, drive: Drive, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The picture of a player whose place is no number: the replay is left, and another can be watched."""
    context.home(Title(context), Play(context, level_files()["back-to-goal"]))
    drive(1.0)
    context.home(Title(context))
    replay = read_replay(kept()[0])
    watch = Watch(context, replay)
    context.push(watch)
    watch.now.pos[:] = float("nan")
    watch.before.pos[:] = float("nan")
    run_frames(context, 1)
    assert context.at_title
    assert "NaN" in context._told[0]
    context.push(Watch(context, replay))
    run_frames(context)
    assert isinstance(context.scene, Watch)
    assert len(notes(tmp_path, "broken")) == 1


def test_a_menu_that_cannot_be_drawn_is_not_tried_for_ever(context: Context) -> None:
    title = Title(context)
    title.draw = Undrawable(context, ValueError("no picture")).draw  # type: ignore[method-assign]
    context.home(title)
    with pytest.raises(ValueError, match="no picture"):
        run_frames(context)
