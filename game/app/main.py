"""Open the window and run: read devices, let time go by, draw."""

from __future__ import annotations

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
from game.app.shell.context import Context, Scene
from game.app.shell.file_faults import leave_for_title, told
from game.app.shell.frame_pacing import FramePacing
from game.app.shell.memory import part_large_pictures, tidy_up
from game.app.shell.settings import changed, load_settings
from game.app.shell.trace import Trace, seed_from_environment
from game.app.shell.window import Window
from game.storage.endings import asked_to_end
from game.storage.files import home, remove_leftovers
from game.storage.people import load_household

if TYPE_CHECKING:
    from game.scenario.fixture import Fixture, RondoFixture

SLOWEST_DISPLAY, FASTEST_DISPLAY = 60, 240


Start: TypeAlias = str | Path | Callable[[Context], Sequence[Scene]]
"""``title``, a level's file, or what makes the scenes to begin with."""


def run(
    start: Start = "title",
    *,
    match: Fixture | None = None,
    rondo: RondoFixture | None = None,
    seed: int | None = None,
    strength: int | None = None,
    language: str | None = None,
) -> int:
    """Play from the title screen, or a level's file, a match or a rondo at once; returns the exit code.

    ``strength``: of the opponents in levels, where it isn't to be what was chosen before;
    ``language``: of everything that is said, likewise.
    """
    if match is not None:
        start = partial(_match, match, seed)
    elif rondo is not None:
        start = partial(_rondo, rondo, seed)
    part_large_pictures()
    pygame.font.init()
    remove_leftovers(home())
    settings, notice = load_settings()
    if strength is not None:
        settings = replace(settings, strength=strength)
    if language is not None:
        settings = replace(settings, language=language)
    try:
        window = Window("Backheel", settings.fullscreen, vsync=settings.vsync)
    except pygame.error as error:
        print(f"backheel: no window can be opened ({error})", file=sys.stderr)
        return 1
    context = Context(
        window,
        settings,
        Devices(settings.bindings),
        Sounds(settings.effects, settings.crowd, settings.music),
        Trace.from_environment(),
        seed_from_environment(),
    )
    context.nav = SceneNavigator(context)
    context.notice = notice or ""
    try:
        context.household = load_household()
    except OSError as error:
        why = error.strerror or str(error)
        context.notice = context.notice or _("The kept names can't be read ({why}).", why=why)
    if context.household.notice:
        aside = context.household.notice
        context.notice = _("The kept names couldn't be understood: kept as {file}.", file=aside)
    # After pygame has put its own in their place. The picture that is being made is finished, so that no
    # replay is cut within a piece; then all scenes let go of what they hold.
    with asked_to_end(lambda number: context.quit(), "SIGINT") as asked:
        try:
            first_scene(context, start)
            loop(context)
        finally:
            context.shut()
            context.trace.note("quit")
            context.trace.close()
            context.devices.close()
            pygame.quit()
    return 128 + asked.number if asked.number else 0


def _match(fixture: Fixture, seed: int | None, context: Context) -> Sequence[Scene]:
    return match_scenes(context, fixture, seed_for(context, seed))


def _rondo(fixture: RondoFixture, seed: int | None, context: Context) -> Sequence[Scene]:
    return rondo_scenes(context, fixture, seed_for(context, seed))


def seed_for(context: Context, seed: int | None) -> int:
    """Return the seed that was asked for, the environment's, or any."""
    if seed is not None:
        return seed
    return context.seed if context.seed is not None else secrets.randbelow(2**31)


def first_scene(context: Context, start: Start) -> None:
    """Open the title, or a level over the title and the list, or whatever ``start`` makes."""
    if callable(start):
        context.home(*start(context))
    elif start == "title":
        context.nav.to_title()
    else:
        context.nav.to_level(Path(start))


def loop(context: Context) -> None:
    """Show frame after frame until it's over."""
    pacing = FramePacing(pictures_per_second())
    frames = 0
    seconds = 0.0
    top: Scene | None = None
    while context.running:
        if context.scene is not top:
            top = context.scene
            if top is not None and top.in_time:
                tidy_up()
        frame = context.devices.poll(seconds)
        try:
            one_frame(context, frame, seconds)
        except Exception as error:
            leave_for_title(context, error)
        if context.scene is not None:
            context.window.pointer(context.scene.pointer)
        context.window.show()
        frames += 1
        if frames == 1:
            context.trace.note("first_frame", seconds=round(time.perf_counter() - STARTED, 3))
            context.sounds.open()
        seconds = pacing.wait()


def pictures_per_second() -> int:
    """Return what the display shows, where it says so; nobody sees more."""
    try:
        rate = pygame.display.get_current_refresh_rate()
    except pygame.error:
        rate = 0
    return min(max(rate, SLOWEST_DISPLAY), FASTEST_DISPLAY)


def one_frame(context: Context, frame: Frame, seconds: float) -> None:
    """Do everything between reading the devices and showing the picture."""
    context.now += seconds
    if frame.closed:
        context.quit()
        return
    if frame.pad_used is not None:
        context.pad_in_use = frame.pad_used
    if frame.unknown_pad:
        context.tell(_("This gamepad is not known; use another or the keyboard"))
    if frame.resized:
        context.window.refresh()
        if context.window.size != context.window.known_size:
            context.resize()
    if Press.FULLSCREEN in frame.presses:
        context.change(changed(context.settings, "fullscreen", 1))
    # A file may have changed, gone or been misspelt since it was listed: whoever opens it says so and stays.
    with told(context):
        scene = context.scene
        if scene is not None:
            scene.handle(frame)
        scene = context.scene
        if scene is not None and context.running:
            scene.update(seconds)
    context.take_in_clip()
    context.sounds.music(context.has_music)
    context.sounds.pass_time(seconds)
    if context.running:
        context.draw()
