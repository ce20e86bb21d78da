"""A file that was misspelt, deleted or swapped behind its list: a line says so, and the scene stays."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from game.analysis.replay.library import kept
from game.app.i18n import speak
from game.app.input.buttons import Frame, Press
from game.app.main import one_frame
from game.app.scenes.menus.complete import Complete
from game.app.scenes.menus.levels import Levels
from game.app.scenes.menus.title import Title
from game.app.scenes.play.level import Play
from game.app.scenes.replay.library import Replays
from game.app.shell.context import Context
from game.scenario import catalogue, level_paths
from game.scenario.level_paths import level_files
from tests.app.drive import Drive

ENTER = Frame(presses=(Press.ACCEPT,))


@pytest.fixture
def own_levels(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Two levels in a folder that an editor may write to."""
    folder = tmp_path / "levels"
    folder.mkdir()
    for path in list(level_files().values())[:2]:
        (folder / path.name).write_bytes(path.read_bytes())
    monkeypatch.setattr(level_paths, "levels_dir", lambda: folder)
    monkeypatch.setattr(catalogue, "levels_dir", lambda: folder)
    look_again()
    assert {path.parent for path in level_files().values()} == {folder}
    yield folder
    look_again()


def look_again() -> None:
    level_paths.level_files.cache_clear()
    catalogue._looked_through.cache_clear()


def misspell(path: Path) -> None:
    path.write_text(path.read_text(encoding="utf-8").replace("surface", "surfce"), encoding="utf-8")


def cut_short(path: Path) -> None:
    path.write_bytes(b"\xff\xfe\x00")


def take_away(path: Path) -> None:
    path.unlink()


def put_a_pipe_there(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def put_a_folder_there(path: Path) -> None:
    path.unlink()
    path.mkdir()


HARM = [misspell, cut_short, take_away, put_a_folder_there]
if hasattr(os, "mkfifo"):
    HARM.append(put_a_pipe_there)


@pytest.mark.parametrize("harm", HARM)
@pytest.mark.parametrize("language", ["en", "de"])
def test_a_level_that_went_bad_behind_the_list_is_told_and_the_list_stays(
    context: Context, own_levels: Path, harm: object, language: str
) -> None:
    scene = Levels(context)
    context.home(Title(context), scene)
    speak(language)
    scene.menu.focus = 0
    assert callable(harm)
    harm(scene.levels[0].path)
    one_frame(context, ENTER, 1 / 60)
    assert context.running
    assert context.scene is scene
    words = context._told[0]
    assert words.startswith("Das lässt sich" if language == "de" else "That can't be opened")
    assert scene.levels[0].path.name in words
    scene.menu.focus = 1
    one_frame(context, ENTER, 1 / 60)
    assert isinstance(context.scene, Play), "the others can be played"
    speak("en")


def test_the_next_level_that_went_bad_leaves_the_panel(context: Context, own_levels: Path) -> None:
    first, second = level_paths.level_files().values()
    play = Play(context, first)
    context.home(Title(context), play)
    panel = Complete(context, play, False)
    context.push(panel)
    misspell(second)
    panel._next = second.stem
    panel.menu.focus = [entry.act for entry in panel.menu.entries].index(panel._go_on)
    one_frame(context, ENTER, 1 / 60)
    assert context.running
    assert context.scene is panel
    assert second.name in context._told[0]


@pytest.mark.parametrize("harm", [cut_short, take_away, put_a_folder_there, *HARM[4:]])
def test_a_replay_that_went_bad_behind_the_list_is_told(context: Context, drive: Drive, harm: object) -> None:
    play = Play(context, next(iter(level_files().values())))
    context.home(Title(context), play)
    drive(1.0)
    context.home(Title(context))
    scene = Replays(context)
    context.push(scene)
    assert scene.rows
    assert callable(harm)
    harm(kept()[0])
    one_frame(context, ENTER, 1 / 60)
    assert context.running
    assert context.scene is scene
    assert context._told[0].startswith("That can't be opened")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names here")
def test_a_pipe_among_the_replays_holds_nobody_up(context: Context, home: Path) -> None:
    folder = home / "replays"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "20260101-000000-x.bhr")
    scene = Replays(context)
    context.home(Title(context), scene)
    context.draw()
    one_frame(context, ENTER, 1 / 60)
    assert context.scene is scene
    assert all(row.problem for row in scene.rows)
