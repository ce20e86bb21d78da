"""Replays in the app: what is played is kept, listed, and watched with keys, gamepad and mouse."""

import time
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.analysis.replay.library import folder, kept
from game.analysis.replay.model import read_replay
from game.analysis.replay.playback import Playback
from game.app.input.buttons import Buttons, Frame, Press
from game.app.main import one_frame
from game.app.scenes.coaching.options_now import WhatNow
from game.app.scenes.menus.title import Title
from game.app.scenes.navigator import replay_scenes
from game.app.scenes.play.contest import COUNT
from game.app.scenes.play.level import Play
from game.app.scenes.play.match import MatchScene
from game.app.scenes.replay.captions import title_shown
from game.app.scenes.replay.library import Replays
from game.app.scenes.replay.player import BEFORE_A_KICK, Watch
from game.app.shell.context import Context
from game.app.shell.settings import changed
from game.scenario.fixture import parse_fixture
from game.scenario.level_paths import level_files
from tests.analysis.replays import recorded
from tests.app.drive import Drive

STEPS = 500
FROM_FILES = {"broken"}
"""A replay that can't be read is called by its file."""


@pytest.fixture(scope="module")
def replay(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("replays") / "watched.bhr"
    recorded(path, steps=STEPS)
    return path


@pytest.fixture(scope="module")
def moments(replay: Path) -> dict[int, bytes]:
    """All the moments on its way."""
    playback = Playback(read_replay(replay))
    playback.go(STEPS)
    return playback.kept_after(0)


@pytest.fixture
def watch(context: Context, replay: Path, moments: dict[int, bytes]) -> Watch:
    """A replay that stands at its beginning, all its moments kept: every jump is a short one."""
    scene = Watch(context, read_replay(replay))
    scene.playback.take_in(moments, None)
    scene.playing = False
    context.home(Title(context), scene)
    return scene


def key(context: Context, code: int, *presses: Press) -> None:
    one_frame(context, Frame(presses=presses, raw_key=code, pad_used=False), 1 / 60)


def button(context: Context, name: str, *presses: Press) -> None:
    one_frame(context, Frame(presses=presses, raw_button=("pad-0", name), pad_used=True), 1 / 60)


def test_a_replay_is_called_in_the_language_that_is_spoken(context: Context) -> None:
    context.change(replace(context.settings, language="de"))
    assert title_shown("Red v Blue") == "Rot gegen Hellblau"
    assert title_shown("Ajax v Blue") == "Ajax gegen Hellblau"
    assert title_shown("Don't stare") == "Nicht hinstarren"


def digest(watch: Watch) -> str:
    return watch.playback.playable.world.digest()


# Recording


def test_a_level_that_is_played_is_kept_and_plays_back(context: Context, drive: Drive) -> None:
    play = Play(context, level_files()["wall-drill"])
    context.home(Title(context), play)
    drive(1.0, Buttons(move=(0.5, 0.3)))
    drive(0.4, Buttons(push=True))
    drive(1.2)
    state, steps = play.session.world.digest(), play.session.world.step
    context.pop()
    (path,) = kept()
    recorded_one = read_replay(path)
    assert (recorded_one.faults, recorded_one.length) == ((), steps)
    assert recorded_one.header["source"] == "wall-drill"
    scene = Watch(context, recorded_one)
    scene.playback.go(steps)
    assert digest(scene) == state
    assert scene.playback.differs is None


def test_a_match_that_is_played_is_kept_and_plays_back(context: Context, drive: Drive) -> None:
    worn = {"red": {"control": "human1", "kit": "purple"}, "blue": {"kit": "white-sash"}}
    scene = MatchScene(context, parse_fixture({"a_side": 3, **worn}, "test"), 5)
    context.home(Title(context), scene)
    drive(COUNT + 1.6, Buttons(move=(0.5, 0.3), sprint=True))
    state, steps = scene.match.world.digest(), scene.match.world.step
    assert context.scene is scene
    assert steps > 60
    context.pop()
    (path,) = kept()
    watch = Watch(context, read_replay(path))
    assert watch.replay.length == steps
    context.home(watch)
    drive(0.2)
    watch.playback.go(steps)
    assert digest(watch) == state
    assert watch.playback.differs is None
    assert len(watch.onlooker.defenders) >= 4
    assert watch.stage.figures.strip == scene.strip, "they wear what they wore"


def test_nothing_is_kept_where_one_doesnt_want_it(context: Context, drive: Drive) -> None:
    context.change(changed(context.settings, "record_replays", 1))
    assert not context.settings.record_replays
    context.home(Title(context), Play(context, level_files()["wall-drill"]))
    drive(2.0)
    context.pop()
    assert kept() == []


def test_a_disk_in_the_way_is_told_once_and_play_goes_on(context: Context, drive: Drive, home: Path) -> None:
    home.mkdir(exist_ok=True)
    folder().write_text("no folder")
    play = Play(context, level_files()["wall-drill"])
    context.home(Title(context), play)
    drive(2.0)
    assert play.session.world.step == pytest.approx(120, abs=2)
    assert play.recorder is None


# Watching


def test_it_plays_at_the_speed_one_chooses(context: Context, watch: Watch, drive: Drive) -> None:
    key(context, pygame.KSCAN_SPACE, Press.ACCEPT)
    assert watch.playing
    drive(0.5)
    assert watch.playback.at == pytest.approx(30, abs=3)
    key(context, pygame.KSCAN_UP, Press.UP)
    assert watch.speed == 2.0
    start = watch.playback.at
    drive(0.25)
    assert watch.playback.at - start == pytest.approx(30, abs=4)
    for _ in range(5):
        key(context, pygame.KSCAN_DOWN, Press.DOWN)
    assert watch.speed == 0.25


def test_a_far_jump_is_under_way_while_the_window_goes_on_and_can_be_called_off(
    context: Context, replay: Path
) -> None:
    scene = Watch(context, read_replay(replay))
    scene.playing = False
    context.home(Title(context), scene)
    key(context, pygame.KSCAN_END)
    assert scene.playback.at == 0
    key(context, pygame.KSCAN_ESCAPE, Press.BACK)
    assert context.scene is scene
    key(context, pygame.KSCAN_END)
    begun = time.monotonic()
    while scene.playback.at < STEPS:
        one_frame(context, Frame(people=(Buttons(), Buttons())), 1 / 60)
        time.sleep(0.005)
        assert time.monotonic() - begun < 120.0
    there = digest(scene)
    scene.playback.go(0)
    scene.playback.go(STEPS)
    assert digest(scene) == there
    key(context, pygame.KSCAN_ESCAPE, Press.BACK)
    assert context.scene is not scene


def test_it_stops_at_the_end_and_begins_again(context: Context, watch: Watch, drive: Drive) -> None:
    key(context, pygame.KSCAN_END)
    assert watch.playback.at == STEPS
    key(context, pygame.KSCAN_SPACE, Press.ACCEPT)
    assert watch.playing
    assert watch.playback.at < 5
    watch.do("end")
    drive(0.1)
    assert not watch.playing


def test_steps_forward_and_back_are_single_steps(context: Context, watch: Watch) -> None:
    for _ in range(3):
        key(context, pygame.KSCAN_RIGHT, Press.RIGHT)
    assert watch.playback.at == 3
    there = digest(watch)
    key(context, pygame.KSCAN_PERIOD)
    key(context, pygame.KSCAN_COMMA)
    assert watch.playback.at == 3
    assert digest(watch) == there
    button(context, "dpleft", Press.LEFT)
    assert watch.playback.at == 2


def test_one_goes_from_pass_to_pass(context: Context, watch: Watch) -> None:
    stops = [max(kick.step - BEFORE_A_KICK, 0) for kick in watch.kicks]
    first, second = stops[:2]
    button(context, "rightshoulder")
    assert watch.playback.at == (first or second)
    watch._jump(second - 5)
    key(context, pygame.KSCAN_PAGEDOWN)
    assert watch.playback.at == second
    key(context, pygame.KSCAN_PAGEUP)
    assert watch.playback.at == first
    key(context, pygame.KSCAN_END)
    button(context, "leftshoulder")
    assert watch.playback.at == stops[-1]


def test_the_mouse_drags_the_knob_and_presses_buttons(context: Context, watch: Watch) -> None:
    context.draw()
    line = watch.bar.line if watch.bar else pygame.Rect(0, 0, 0, 0)
    middle = (float(line.centerx), float(line.centery))
    one_frame(context, Frame(click=middle, drag=True), 1 / 60)
    assert watch.playback.at == pytest.approx(STEPS / 2, abs=1)
    far = (line.x + line.width * 0.8, 5.0)
    one_frame(context, Frame(pointer=far, drag=True), 1 / 60)
    assert watch.playback.at == pytest.approx(STEPS * 0.8, abs=1)
    one_frame(context, Frame(pointer=(float(line.x), 5.0)), 1 / 60)
    assert watch.playback.at == pytest.approx(STEPS * 0.8, abs=1)
    assert watch.bar is not None
    play = next(
        n for n, control in enumerate(watch.bar.controls) if control.icon and control.icon() == "play"
    )
    at = tuple(float(v) for v in watch.bar.rects[play].center)
    one_frame(context, Frame(click=(at[0], at[1])), 0.0)
    assert watch.playing


def test_a_stick_goes_through_the_replay(context: Context, watch: Watch) -> None:
    held = (Buttons(look=(1.0, 0.0), analog=True), Buttons())
    for _ in range(30):
        one_frame(context, Frame(people=held, pad_used=True), 1 / 60)
    assert watch.playback.at == pytest.approx(240, abs=15)


def test_every_button_on_the_bar_has_a_key_and_a_gamepad_button(watch: Watch) -> None:
    assert watch.bar is not None
    for control in watch.bar.controls:
        assert control.keys, control
        assert control.pad, control


def test_wherever_one_comes_from_the_state_is_the_recorded_one(context: Context, watch: Watch) -> None:
    known = watch.replay.digests
    for step in (480, 60, 300, 90, 450):
        watch._jump(step)
        assert digest(watch)[:32] == known[step].hex()


def test_a_mind_shows_what_it_showed_in_play(context: Context, watch: Watch) -> None:
    """The same thoughts whether one played up to the step or jumped to it."""
    watch._jump(30)
    key(context, pygame.KSCAN_M, Press.MIND)
    assert watch.onlooker.now is not None
    watch._jump(0)
    who = watch.onlooker.who
    assert who is not None
    assert watch.replay.ids[who] == "D1"
    while watch.playback.at < 40:
        watch._forward()
    played = watch.onlooker.now
    watch._jump(5)
    watch._jump(40)
    assert played is not None
    assert watch.onlooker.now == played
    assert len(watch.onlooker.past) > 25


def test_following_a_player_keeps_them_in_the_picture(context: Context, watch: Watch, drive: Drive) -> None:
    for _ in range(5):
        button(context, "x", Press.DELETE)
    assert watch.replay.ids[watch.follows or 0] == "D2"
    watch._jump(300)
    drive(0.5)
    x, y = watch.stage.camera.at(*(float(v) for v in watch.now.pos[watch.follows or 0]))
    width, height = watch.stage.camera.size
    assert 0 < x < width
    assert 0 < y < height


def test_watching_changes_nothing_of_what_is_watched(context: Context, watch: Watch, drive: Drive) -> None:
    watch.do("mind")
    watch.do("play")
    drive(1.5)
    watch.playback.go(STEPS)
    assert watch.playback.differs is None


def test_signs_can_be_hidden(context: Context, watch: Watch) -> None:
    key(context, pygame.KSCAN_H)
    assert watch.bar is None
    context.draw()
    key(context, pygame.KSCAN_H)
    assert watch.bar is not None


def test_a_pass_is_looked_into(context: Context, watch: Watch, drive: Drive) -> None:
    watch._jump(watch.kicks[0].end + 20)
    key(context, pygame.KSCAN_W, Press.UP)
    assert context.scene is watch, "no picture waits for it"
    button(context, "b", Press.BACK)
    assert context.scene is watch, "back stops the waiting first"
    key(context, pygame.KSCAN_W, Press.UP)
    begun = time.monotonic()
    while context.scene is watch:
        drive(0.02)
        assert time.monotonic() - begun < 120.0
    assert context.scene is not None
    assert context.scene.name == "why"
    assert watch.playback.at == watch.kicks[0].end + 20
    context.draw()
    context.pop()
    assert context.scene is watch


def test_from_where_it_stands_one_asks_what_now(context: Context, watch: Watch) -> None:
    for _ in range(30):
        one_frame(context, Frame(), 1 / 60)
    assert watch._asked is not None, "who stands still may ask"
    watch._asked.question.wait()
    key(context, pygame.KSCAN_N)
    assert isinstance(context.scene, WhatNow)
    assert all(row.n for row in context.scene.rows), "and then it is there"
    assert context.scene.moment.world.digest() == digest(watch)
    context.pop()
    button(context, "dpdown")
    assert isinstance(context.scene, WhatNow)
    context.pop()
    flies = next(kick.step + 5 for kick in watch.kicks)
    watch.playback.go(flies)
    key(context, pygame.KSCAN_N)
    assert context.scene is watch
    assert context._told is not None
    assert "No pass" in context._told[0]


def test_a_damaged_replay_opens_and_says_so(context: Context, replay: Path, tmp_path: Path) -> None:
    cut = tmp_path / "cut.bhr"
    cut.write_bytes(replay.read_bytes()[:-1200])
    context.home(*replay_scenes(context, read_replay(cut)))
    scene = context.scene
    assert isinstance(scene, Watch)
    assert "can be watched" in scene.notice
    context.draw()
    assert 0 < scene.replay.length < STEPS


# The list


def test_the_list_opens_a_replay_and_deletes_one_when_asked_twice(
    context: Context, drive: Drive, replay: Path
) -> None:
    folder().mkdir(parents=True)
    for name in ("one", "two", "broken"):
        (folder() / f"{name}.bhr").write_bytes(replay.read_bytes() if name != "broken" else b"no replay")
    context.home(Title(context), Replays(context))
    scene = context.scene
    assert isinstance(scene, Replays)
    drive(0.1)
    assert len(scene.rows) == 3
    scene.menu.focus = next(n for n, row in enumerate(scene.rows) if row.path.stem == "broken")
    drive(0.1, None, Press.ACCEPT)
    assert context.scene is scene
    drive(0.1, None, Press.DELETE)
    assert len(kept()) == 3
    drive(0.1, None, Press.DELETE)
    assert {path.stem for path in kept()} == {"one", "two"}
    drive(0.1, None, Press.ACCEPT)
    assert isinstance(context.scene, Watch)
    drive(0.1, None, Press.BACK)
    assert context.scene is scene


def test_the_title_leads_to_the_list(context: Context, drive: Drive) -> None:
    title = Title(context)
    context.home(title)
    title.menu.focus = [entry.label for entry in title.menu.entries].index("Replays")
    drive(0.1, None, Press.ACCEPT)
    assert isinstance(context.scene, Replays)
    drive(0.1)
