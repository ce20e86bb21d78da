"""Open the window and run: read devices, let time go by, draw."""

from __future__ import annotations

import gc
import secrets
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

import pygame

from game.app import STARTED
from game.app.audio.mixer import Sounds
from game.app.i18n import _
from game.app.input.devices import Devices, Frame, Press
from game.app.scenes.navigator import SceneNavigator, match_scenes, rondo_scenes
from game.app.shell.context import Desk, Scene
from game.app.shell.file_faults import told
from game.app.shell.frame_pacing import Pacer
from game.app.shell.settings import changed, load_settings
from game.app.shell.trace import Trace, seed_from_environment
from game.app.shell.window import Window
from game.storage.endings import asked_to_end
from game.storage.files import home, remove_leftovers

if TYPE_CHECKING:
    from game.scenario.fixture import Fixture, RondoFixture

SLOWEST_DISPLAY, FASTEST_DISPLAY = 60, 240


Start: TypeAlias = str | Path | Callable[[Desk], Sequence[Scene]]
"""``title``, a level's file, or what makes the scenes to begin with."""


def run(
    start: Start = "title",
    *,
    match: Fixture | None = None,
    rondo: RondoFixture | None = None,
    seed: int | None = None,
    strength: int | None = None,
) -> int:
    """Play from the title screen, or a level's file, a match or a rondo at once; returns the exit code.

    ``strength``: of the opponents in levels, where it isn't to be what was chosen before.
    """
    if match is not None:
        start = partial(_match, match, seed)
    elif rondo is not None:
        start = partial(_rondo, rondo, seed)
    pygame.font.init()
    remove_leftovers(home())
    settings, notice = load_settings()
    if strength is not None:
        settings = replace(settings, strength=strength)
    try:
        window = Window("Backheel", settings.fullscreen, vsync=settings.vsync)
    except pygame.error as error:
        print(f"backheel: no window can be opened ({error})", file=sys.stderr)
        return 1
    desk = Desk(
        window,
        settings,
        Devices(settings.bindings),
        Sounds(settings.effects, settings.crowd),
        Trace.from_environment(),
        seed_from_environment(),
    )
    desk.nav = SceneNavigator(desk)
    desk.notice = notice or ""
    # After pygame has put its own in their place. The picture that is being made is finished, so that no
    # replay is cut within a piece; then all scenes let go of what they hold.
    with asked_to_end(lambda number: desk.quit(), "SIGINT") as asked:
        try:
            first_scene(desk, start)
            loop(desk)
        finally:
            desk.shut()
            desk.trace.note("quit")
            desk.trace.close()
            desk.devices.close()
            pygame.quit()
    return 128 + asked.number if asked.number else 0


def _match(fixture: Fixture, seed: int | None, desk: Desk) -> Sequence[Scene]:
    return match_scenes(desk, fixture, seed_for(desk, seed))


def _rondo(fixture: RondoFixture, seed: int | None, desk: Desk) -> Sequence[Scene]:
    return rondo_scenes(desk, fixture, seed_for(desk, seed))


def seed_for(desk: Desk, seed: int | None) -> int:
    """The seed that was asked for, the environment's, or any."""
    if seed is not None:
        return seed
    return desk.seed if desk.seed is not None else secrets.randbelow(2**31)


def first_scene(desk: Desk, start: Start) -> None:
    """The title, or a level over the title and the list, or whatever ``start`` makes."""
    if callable(start):
        desk.home(*start(desk))
    elif start == "title":
        desk.nav.to_title()
    else:
        desk.nav.to_level(Path(start))


def loop(desk: Desk) -> None:
    """Frame after frame until it's over."""
    pacer = Pacer(pictures_per_second())
    frames = 0
    seconds = 0.0
    top: Scene | None = None
    while desk.running:
        if desk.scene is not top:
            top = desk.scene
            if top is not None and top.in_time:
                tidy_up()
        frame = desk.devices.poll(seconds)
        one_frame(desk, frame, seconds)
        desk.window.show()
        frames += 1
        if frames == 1:
            desk.trace.note("first_frame", seconds=round(time.perf_counter() - STARTED, 3))
            desk.sounds.open()
        seconds = pacer.wait()


def tidy_up() -> None:
    """Look through all of memory now, before play begins or goes on, and not at it again while it lasts.

    A whole collection takes 30 to 50 ms, three pictures; what play itself leaves behind takes one or two.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()


def pictures_per_second() -> int:
    """What the display shows, where it says so; nobody sees more."""
    try:
        rate = pygame.display.get_current_refresh_rate()
    except pygame.error:
        rate = 0
    return min(max(rate, SLOWEST_DISPLAY), FASTEST_DISPLAY)


def one_frame(desk: Desk, frame: Frame, seconds: float) -> None:
    """Everything between reading the devices and showing the picture."""
    desk.now += seconds
    if frame.closed:
        desk.quit()
        return
    if frame.pad_used is not None:
        desk.pad_in_use = frame.pad_used
    if frame.unknown_pad:
        desk.tell(_("This gamepad is not known; use another or the keyboard"))
    if frame.resized:
        desk.window.refresh()
        if desk.window.size != desk.window.known_size:
            desk.resize()
    if Press.FULLSCREEN in frame.presses:
        desk.change(changed(desk.settings, "fullscreen", 1))
    # A file may have changed, gone or been misspelt since it was listed: whoever opens it says so and stays.
    with told(desk):
        scene = desk.scene
        if scene is not None:
            scene.handle(frame)
        scene = desk.scene
        if scene is not None and desk.running:
            scene.update(seconds)
    desk.sounds.pass_time(seconds)
    if desk.running:
        desk.draw()
