"""What every scene is given: the window, type, settings, devices, sounds; and the stack of scenes."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import pygame

from game.app.audio.mixer import Sounds
from game.app.i18n import _, speak
from game.app.input.devices import Devices, Frame
from game.app.input.receivers import AimHelp
from game.app.input.thumb import Helps
from game.app.input.weight import WeightHelp
from game.app.render.kits import Strip, sides_worn, strip_for
from game.app.render.scenery.backdrop import draw_backdrop
from game.app.render.theme import Type
from game.app.shell.navigation import Navigator
from game.app.shell.passing_saver import PassingKeeper
from game.app.shell.settings import Settings, choices, helps_of, save_settings
from game.app.shell.trace import Trace, pace_from_environment
from game.app.shell.window import Window
from game.app.widgets.hud import draw_toast
from game.storage.files import home
from game.storage.league import delete_from_league, rename_in_league
from game.storage.people import (
    Household,
    HouseholdMember,
    delete_person,
    keep_person,
    load_household,
    rename_person,
    usual_folder,
)

if TYPE_CHECKING:
    from game.app.highlights.clip import ClipJob

TOLD_SECONDS = 7.0
SETTLING = 1.0
"""Seconds that a display may take to change its mode."""


class Scene:
    """One screen, or a panel over one. Drawing never changes anything that play depends on."""

    name = "scene"
    covers = True
    """Whether it hides what lies under it."""
    music = True
    """Whether the menus' music may be heard over it."""
    in_time = False
    """Whether a picture that comes late would be felt in it."""
    worn: Strip | None = None
    """What the two sides wear in it, where some are played with or watched."""

    def __init__(self, context: Context) -> None:
        self.context = context

    @property
    def pointer(self) -> bool:
        """Whether the mouse pointer is shown in it."""
        return True

    @property
    def head_height(self) -> int:
        """Pixels at the window's upper edge that a message must leave free."""
        return 0

    def opened(self) -> None:
        """Take over the screen: it has come to the top, for the first time or again."""

    def closed(self) -> None:
        """Let go of whatever it holds: it was left for good."""

    def handle(self, frame: Frame) -> None:
        """Take in one frame's input."""

    def update(self, seconds: float) -> None:
        """Let time go by; called for the top scene only."""

    def resized(self) -> None:
        """Fit everything to a new window or text size."""

    def draw(self, screen: pygame.Surface) -> None:
        """Draw everything."""


@dataclass
class Context:
    """The running program."""

    window: Window
    settings: Settings
    devices: Devices
    sounds: Sounds
    trace: Trace
    seed: int | None = None
    type: Type = field(init=False)
    nav: Navigator = field(init=False)
    """The ways from one screen to another."""
    household: Household = field(default_factory=Household)
    """People who play on this machine, and who of them plays now."""
    called: dict[str, str] = field(default_factory=dict)
    """``human1`` and ``human2`` to the names that they took at their seats, where they took any."""
    passing: PassingKeeper = field(default_factory=PassingKeeper)
    """Keeps the figures of people's own passing."""
    pad_in_use: bool = False
    """Whether signs show a gamepad's buttons or keys."""
    notice: str = ""
    """Something to tell once."""
    clip: ClipJob | None = None
    """A clip that is being written in another process."""
    running: bool = True
    now: float = 0.0
    """Seconds since the window opened, for what moves in menus."""
    settled_at: float = 0.0
    """From when on losing the focus means something: changing to full screen loses it for a moment."""
    pace: float = field(default_factory=pace_from_environment)
    """How many times as fast as usual play runs, beside the game speed that is chosen."""
    _settings_kept: Settings = field(init=False)
    """As they were when the file last agreed with this window: what has changed since is to be written."""
    _told: tuple[str, float] = ("", -1e9)
    _stack: list[Scene] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.type = Type(self.window.size, self.settings.text_size)
        self._settings_kept = self.settings
        speak(self.settings.language, sides_worn(self.settings.palette))
        if self.settings.fullscreen:
            self.settled_at = SETTLING

    @property
    def scene(self) -> Scene | None:
        """The scene on top."""
        return self._stack[-1] if self._stack else None

    @property
    def has_music(self) -> bool:
        """Whether nothing is open over which there is none."""
        return bool(self._stack) and all(scene.music for scene in self._stack)

    @property
    def at_title(self) -> bool:
        """Whether nothing is open but the title screen."""
        return len(self._stack) == 1 and self._stack[0].name == "title"

    def push(self, scene: Scene) -> None:
        """Put a scene over the one that is there."""
        self._stack.append(scene)
        self._opened()

    def pop(self) -> None:
        """Go back to the scene below; out of the program where there is none."""
        if self._stack:
            self._stack.pop().closed()
        self._opened()

    def replace_top(self, scene: Scene) -> None:
        """Put a scene in the place of the one on top."""
        if self._stack:
            self._stack.pop().closed()
        self.push(scene)

    def replace(self, scene: Scene) -> None:
        """Put a scene in the place of all others."""
        self.home(scene)

    def home(self, *scenes: Scene) -> None:
        """Put a whole new stack in place."""
        before, self._stack = self._stack, list(scenes)
        for scene in before:
            if scene not in self._stack:
                scene.closed()
        self._opened()

    def back_to(self, scene: Scene) -> None:
        """Leave every scene that lies over one."""
        while self._stack and self._stack[-1] is not scene:
            self._stack.pop().closed()
        self._opened()

    def shut(self) -> None:
        """Let every scene go of what it holds: the program ends."""
        while self._stack:
            self._stack.pop().closed()
        self.passing.close()

    def _opened(self) -> None:
        scene = self.scene
        if scene is None:
            self.running = False
            return
        self.devices.hold_back()
        scene.opened()
        self.trace.note("scene", scene=scene.name)

    def tell(self, words: str) -> None:
        """Say something over whatever scene is shown, for a while."""
        self._told = (words, self.now)

    def take_in_clip(self) -> None:
        """Say where the clip is, once it is written, or why it isn't."""
        job = self.clip
        if job is None or not job.poll():
            return
        self.clip = None
        if job.problem:
            self.tell(_("The clip can't be saved ({why})", why=job.problem))
        else:
            self.tell(_("Saved: {file}", file=short_path(job.file)))
        self.trace.note("clip", file=str(job.file), problem=job.problem)

    def quit(self) -> None:
        """Leave the program."""
        self.running = False

    def change(self, settings: Settings) -> None:
        """Take new settings, at once and for next time."""
        before, self.settings = self.settings, settings
        person = self.household.person
        if person is not None and _personal(settings) not in (_personal(before), _chosen_by(person)):
            strength, aim, weight = _personal(settings)
            self.play_as(replace(person, strength=strength, aim=aim, weight=weight))
        self.sounds.effects, self.sounds.crowd_volume = settings.effects, settings.crowd
        self.sounds.music_volume = settings.music
        self.devices.bindings = settings.bindings
        speak(settings.language, sides_worn(settings.palette))
        if settings.fullscreen != before.fullscreen:
            self.window.fullscreen(settings.fullscreen)
            self.settled_at = self.now + SETTLING
        fresh = ("text_size", "palette", "patterns", "reduced_motion", "camera_shake", "language")
        if self.window.size != self.window.known_size or any(
            getattr(settings, name) != getattr(before, name) for name in fresh
        ):
            self.resize()
        if save_settings(settings, self._settings_kept, self._not_kept):
            self._settings_kept = settings

    def play_as(self, person: HouseholdMember) -> None:
        """Somebody plays from now on, new or changed: as they chose to be helped and opposed."""
        self.called = {}
        before = self.household.member(person.name)
        self._adopt()
        try:
            person = keep_person(person, before)
        except OSError as error:
            self.tell(_("The name can't be kept ({why}).", why=error.strerror or str(error)))
            first = not self.household.people
            folder = before.folder if before is not None else "" if first else usual_folder(person.name)
            person = replace(person, folder=folder)
        self.household = self.household.playing(person)
        strength, aim, weight = _chosen_by(person)
        settings = replace(self.settings, strength=strength)
        if aim in choices("aim_help_1"):
            settings = replace(settings, aim_help_1=aim)
        if weight in choices("weight_1"):
            settings = replace(settings, weight_1=weight)
        if settings != self.settings:
            self.change(settings)

    def rename(self, name: str, colour: str) -> str:
        """Give whoever plays another name and colour; returns why that can't be done, "" where it was."""
        person = self.household.person
        if person is None:
            return ""
        try:
            if name != person.name:
                if not rename_person(person.name, name):
                    return _("There is a {name} already.", name=name)
                rename_in_league(person.name, name)
            new = keep_person(replace(person, name=name, colour=colour), replace(person, name=name))
        except OSError as error:
            return _("The name can't be kept ({why}).", why=error.strerror or str(error))
        self.called = {}
        others = tuple(p for p in self.household.people if p.name != person.name)
        self.household = replace(self.household, people=others).playing(new)
        return ""

    def forget_person(self) -> str:
        """Delete whoever plays, with all that is theirs; returns why that can't be done, "" where it was.

        Somebody else plays then, or nobody where nobody is left.
        """
        person = self.household.person
        if person is None:
            return ""
        try:
            delete_person(person.name)
            delete_from_league(person.name)
            self.household = load_household()
        except OSError as error:
            return _("{name} can't be deleted ({why}).", name=person.name, why=error.strerror or str(error))
        self.called = {}
        if self.household.person is not None:
            self.play_as(self.household.person)
        return ""

    def offered(self, what: str) -> None:
        """Remember that whoever plays was offered something, so that it isn't offered again."""
        person = self.household.person
        if person is None:
            return
        new = replace(person, offered=(*person.offered, what))
        with contextlib.suppress(OSError):  # it may be offered again then
            new = keep_person(new, person, plays=False)
        self.household = self.household.playing(new)

    def meet(self) -> None:
        """Take in the people whom other windows have kept meanwhile; who plays here stays."""
        with contextlib.suppress(OSError):  # then those who are known here are offered
            found = load_household()
            known = {person.name for person in found.people}
            mine = tuple(p for p in self.household.people if p.name not in known)
            self.household = replace(self.household, people=(*found.people, *mine))

    def _adopt(self) -> None:
        """Keep the helps of the settings for whoever played up to now without choosing any."""
        person = self.household.person
        if person is None or (person.aim and person.weight):
            return
        _strength, aim, weight = _personal(self.settings)
        new = replace(person, aim=aim, weight=weight)
        with contextlib.suppress(OSError):  # it is told where the next one can't be kept either
            new = keep_person(new, person, plays=False)
        self.household = self.household.playing(new)

    @property
    def folder(self) -> Path:
        """The folder of whoever plays now."""
        person = self.household.person
        return home() if person is None else person.home

    def helps_of(self, seat: int, member: HouseholdMember | None) -> Helps:
        """Return what helps the person in a seat, the first (0) or second (1): their own choice, if known."""
        helps = helps_of(self.settings, seat)
        if member is None or member.name == self.household.current:
            return helps if member is None else helps_of(self.settings, 0)
        aim = AimHelp(member.aim) if member.aim in choices("aim_help_1") else helps.aim
        weight = WeightHelp(member.weight) if member.weight in choices("weight_1") else helps.weight
        return Helps(aim, weight)

    def _not_kept(self, why: str) -> None:
        self.notice = _("Settings can't be kept ({why}); they hold until you leave.", why=why)

    def resize(self) -> None:
        """Fit everything to the window."""
        self.window.known_size = self.window.size
        self.type.forget()
        self.type = Type(self.window.size, self.settings.text_size)
        for scene in self._stack:
            scene.resized()

    @property
    def strip(self) -> Strip:
        """What the two sides wear: in what is played or watched, else as it was chosen."""
        worn = (scene.worn for scene in reversed(self._stack))
        chosen = strip_for(self.settings.palette, self.settings.patterns)
        return next((strip for strip in worn if strip is not None), chosen)

    def backdrop(self) -> None:
        """Fill the window with what lies behind menus."""
        draw_backdrop(self.window.screen, self.type, self.now, still=self.settings.reduced_motion)

    def draw(self) -> None:
        """Draw from the topmost covering scene up; of panels that lie on one another the topmost alone."""
        first = len(self._stack) - 1
        while first > 0 and not self._stack[first].covers:
            first -= 1
        shown = self._stack[max(first, 0) :]
        for scene, above in zip(shown, [*shown[1:], None], strict=False):
            if scene.covers or above is None:
                scene.draw(self.window.screen)
        words, since = self._told
        if words and self.now - since < TOLD_SECONDS:
            left = TOLD_SECONDS - (self.now - since)
            head = self.scene.head_height if self.scene is not None else 0
            draw_toast(self.window.screen, self.type, words, None, min(1.0, left / 0.4), head)


def _personal(settings: Settings) -> tuple[int, str, str]:
    """Return the settings that whoever plays takes along: opponents' strength, help with aim and weight."""
    return (settings.strength, settings.aim_help_1, settings.weight_1)


def _chosen_by(person: HouseholdMember) -> tuple[int, str, str]:
    return (person.strength, person.aim, person.weight)


def short_path(file: Path) -> str:
    """Return a path as people write it, with ~ for their own folder."""
    try:
        return str(Path("~") / file.relative_to(Path.home()))
    except (ValueError, RuntimeError):
        return str(file)
