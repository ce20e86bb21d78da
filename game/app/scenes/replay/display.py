"""A replay at some moment, and how that is drawn; what one can do with it is in ``watch``."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Sequence
from typing import Final

import pygame

from game.analysis.replay.bookmarks import Kick
from game.analysis.replay.model import Replay
from game.analysis.replay.playback import Playback, changed_level
from game.app.defender_view.model import LOOKS_BACK, Onlooker
from game.app.defender_view.view import MindView
from game.app.render.ball import Skid
from game.app.render.follow_camera import FollowCamera
from game.app.render.kits import strip_for, strip_of
from game.app.render.overlay import tag
from game.app.render.pitch_view import PitchView, pitch_box
from game.app.render.theme import Role
from game.app.scenes.play.contest import ContestScene
from game.app.scenes.replay.captions import draw_head, kick_words
from game.app.scenes.replay.timeline import Control, Timeline
from game.app.shell.context import Context, Scene
from game.app.snapshot import between, see
from game.core.events import Events
from game.core.state import STEP_SECONDS
from game.rules.level.session import Session
from game.rules.match.contest import Contest

SECOND: Final = round(1.0 / STEP_SECONDS)


class Show(Scene, ABC):
    """A replay that stands at a step."""

    music = False

    def __init__(self, context: Context, replay: Replay) -> None:
        super().__init__(context)
        self.replay = replay
        self.playback = Playback(replay)
        self.kicks = replay.kicks
        self.onlooker = Onlooker(replay.names, self._thinkers(), self._styles())
        self.notice = "; ".join([*replay.faults, *filter(None, [changed_level(replay)])])
        self.playing = True
        self.follows: int | None = None
        self.hidden = False
        self._mind_view = MindView()
        self._seconds = 0.0
        self._remembers = False
        """Whether the defender's last second is known."""
        self._pointer: tuple[float, float] | None = None
        self._stand_at(0)
        self.resized()

    @abstractmethod
    def controls(self) -> Sequence[Control]:
        """Return what stands on the bar."""

    def _thinkers(self) -> list[int]:
        """Return the computer's players who may have to read an opponent: those against the people first."""
        playable = self.playback.playable
        people, team = list(playable.people.values()), playable.world.squad.team.tolist()
        if len(set(team)) < 2:
            return []
        whole = bool(people) and self.replay.set_up.kind == "level"
        thinkers = [n for n in range(len(team)) if n in playable.ai_team.cpu and not (whole and n in people)]
        ours = {team[n] for n in people}
        return sorted(thinkers, key=lambda n: (team[n] in ours, n))

    def _styles(self) -> list[str | None]:
        playable = self.playback.playable
        if isinstance(playable, Session):
            return [player.style for player in playable.level.players]
        return [None] * len(self.replay.ids)

    # Standing somewhere

    def _stand_at(self, step: int, remember: bool = True) -> None:
        """Be at a step; with ``remember`` what the chosen defender thought just before is made again."""
        step = min(max(step, 0), self.replay.length)
        playback = self.playback
        back = LOOKS_BACK if remember and self.onlooker.who is not None else 1
        self._remembers = back > 1 or self.onlooker.who is None
        self.onlooker.forget()
        playback.go(max(step - back, 0))
        self.accumulated = 0.0
        self.skid = Skid()
        self.before = self.now = see(playback.playable.world)
        while playback.at < step:
            self._forward()

    def _forward(self) -> list[Events]:
        events = self.playback.forward()
        playable = self.playback.playable
        self.before, self.now = self.now, see(playable.world, self.now, STEP_SECONDS)
        self.skid.observe(self.now, self.now.step * STEP_SECONDS)
        self.onlooker.observe(playable, events, playable.set_ups)
        return events

    def _jump(self, step: int, remember: bool = True) -> None:
        self._stand_at(step, remember)
        self._settle_camera()

    def _settle_camera(self) -> None:
        """Move the camera there at once, and not over the whole pitch in a second."""
        self.stage.figures.forget()
        x, y = (float(v) for v in self.now.ball[:2])
        if self.stage.follow_camera is not None:
            self.stage.restart((x, y))
        self.stage.follow(self.now, self._kept(), 3.0)

    def _kept(self) -> list[int]:
        """Return the players who have to be in the picture, the most important first."""
        if self.follows is not None:
            return [self.follows]
        return list(self.replay.steered(self.playback.at).values())

    # Drawing

    def resized(self) -> None:
        """Make sprites for the new scale; the bar takes its part of the window."""
        settings, type_, size = self.context.settings, self.context.type, self.context.window.size
        self.bar = None if self.hidden else Timeline(type_, size, self.controls())
        field = (size[0], size[1] if self.bar is None else self.bar.rect.y)
        playable = self.playback.playable
        if isinstance(playable, Session):
            marks = playable.objective.marks
            self.worn = strip_for(settings.palette, settings.patterns)
            self.stage = PitchView.of_level(playable.level, playable.pitch, marks, type_, field, 0, self.worn)
        else:
            box = pitch_box(playable.pitch)
            calm = settings.reduced_motion
            near, far = ContestScene.nearest, ContestScene.farthest
            follow_camera = FollowCamera(
                box, field, type_.unit, nearest=near, farthest=far, calm=calm, shakes=False
            )
            numbers = [name[-2:] for name in self.replay.ids]
            assert isinstance(playable, Contest)
            red, blue = playable.fixture.sides
            self.worn = strip_of(red.kit, blue.kit, settings.palette, settings.patterns)
            self.stage = PitchView(
                playable.pitch,
                box,
                type_,
                field,
                numbers=numbers,
                follow_camera=follow_camera,
                strip=self.worn,
            )
        self._settle_camera()

    def draw(self, screen: pygame.Surface) -> None:
        """Draw the picture between the last two steps, the bar, the words."""
        share = min(max(self.accumulated / STEP_SECONDS, 0.0), 1.0) if self.playing else 1.0
        seen = between(self.before, self.now, share)
        field = screen.subsurface(pygame.Rect((0, 0), self.stage.camera.size))
        people = list(self.replay.steered(self.playback.at).values())
        own = people if self.follows is None else [self.follows]
        self.stage.draw(
            field,
            seen,
            self._seconds,
            self.skid,
            own,
            gaze=self.context.settings.gaze_cone,
            thoughts=lambda grass: self._mind_view.draw(grass, self.stage, self.onlooker, seen),
        )
        if self.bar is None:
            return
        kick = self._kick_now()
        stands = self.playback.playable.outcome
        below = draw_head(screen, self.context.type, self.replay, stands, self.playback.at, kick)
        top, pad = below + self.context.type.px(10), self.context.pad_in_use
        self._mind_view.draw_note(
            field, self.context.type, self.onlooker, seen, top, devices=self.context.devices, pad=pad
        )
        hover = self.bar.button_at(self._pointer) if self._pointer and not self.context.pad_in_use else None
        self.bar.draw(
            screen,
            self.playback.at,
            self.playback.ready,
            self.replay.length,
            self.kicks,
            self.replay.marks,
            self.context.pad_in_use,
            hover,
        )
        self._draw_hover(screen)
        self._draw_notice(screen)

    def _kick_now(self) -> Kick | None:
        """Return the kick that is under way or was just over."""
        at = self.playback.at
        for kick in reversed(self.kicks):
            if kick.step - 20 <= at <= kick.end + SECOND:
                return kick
        return None

    def _draw_hover(self, screen: pygame.Surface) -> None:
        if self.bar is None or self._pointer is None or self.context.pad_in_use:
            return
        kick = self.bar.near(self._pointer, self.kicks, self.replay.length)
        if kick is not None:
            x = self.bar.x_of(kick.step, self.replay.length)
            half = self.context.type.tx(160)
            x = min(max(x, half), screen.get_width() - half)
            tag(
                screen,
                self.context.type,
                kick_words(self.replay, kick),
                (x, self.bar.rect.y - self.context.type.tx(18)),
            )

    def _draw_notice(self, screen: pygame.Surface) -> None:
        """Draw what is the matter with the file, or with the playing of it."""
        words = self.playback.difference or self.notice
        if not words:
            return
        type_ = self.context.type
        words = words.removeprefix(f"{self.replay.path}: ")
        room = round(screen.get_width() * 0.56)
        y = type_.tx(26)
        for line in type_.wrap(words, Role.SMALL, room):
            tag(screen, type_, line, (screen.get_width() * 0.62, y), role=Role.SMALL)
            y += type_.tx(28)
