"""Plays the sounds: effects where things happen, a crowd that follows the danger; silent without a device."""

from math import hypot
from threading import Thread
from typing import Final

import numpy as np
import pygame

from game.app.audio.music import menu_music
from game.app.audio.synthesis import CROWD_MAKERS, MAKERS, RATE, WHISTLES, Wave
from game.app.drivers import unheard
from game.core.events import Events, Kind, Strike
from game.core.intents import Technique
from game.core.pitch import Goal

CHANNELS: Final = 20
BEDS: Final = ("murmur", "roar", "music")
"""The first channels are theirs."""
HEADROOM: Final = 0.65
"""Share of full scale that one sound gets, so that a goal's shot, net, roar and cheer together don't clip."""
PAN_METRES: Final = 24.0
PAN: Final = 0.35
"""A sound so far to the side has so much less of the other side."""
RISE_SECONDS, FALL_SECONDS = 0.35, 1.6
"""A crowd is up sooner than it sits down."""
MOVED_SECONDS: Final = 2.2
"""In which a crowd that was moved by something comes to rest again."""
MUSIC_SECONDS: Final = 0.9
"""In which the menus' music comes and goes."""
NEAR_MISS_METRES: Final = 1.6
"""Beside a post, or over the bar."""
NEAR_MISS_SPEED: Final = 6.0
"""m/s from which on a ball that passes so near is a near miss."""
AFRAID_METRES, CALM_METRES = 5.0, 20.0
"""From a goal: a ball as near as the first is full danger, and beyond the second none."""

_STRIKES: Final = {Technique.PUSH: "push", Technique.BACKHEEL: "heel", Technique.SHOT: "shot"}


def danger(ball: tuple[float, float], velocity: tuple[float, float], goals: tuple[Goal, ...]) -> float:
    """0 to 1: how near the ball is to a goal, more when it goes there fast."""
    most = 0.0
    for goal in goals:
        dx, dy = goal.x - ball[0], -ball[1]
        far = max(hypot(dx, dy), 1e-6)
        near = min(max((CALM_METRES - far) / (CALM_METRES - AFRAID_METRES), 0.0), 1.0)
        toward = max(0.0, (velocity[0] * dx + velocity[1] * dy) / far) / 14.0
        most = max(most, near * (0.55 + 0.45 * min(toward, 1.0)))
    return most


def near_miss(point: tuple[float, float], speed: float, goals: tuple[Goal, ...]) -> bool:
    """Return whether a ball that leaves play or meets a board there only just missed a goal."""
    return speed > NEAR_MISS_SPEED and any(
        abs(point[0] - goal.x) < 1.0 and abs(point[1]) < goal.width * 0.5 + NEAR_MISS_METRES for goal in goals
    )


class Sounds:
    """Plays by name. Every call is safe with and without a device."""

    def __init__(self, effects: float, crowd: float = 0.0, music: float = 0.0) -> None:
        self.music_volume = music
        self._wants_music = False
        self._music = 0.0
        self._moved = 0.0
        """How much of what has just moved the crowd is left, 0 to 1."""
        self.effects = effects
        self.crowd_volume = crowd
        self.ready: bool | None = None
        """None until a device was looked for."""
        self._made: dict[str, pygame.mixer.Sound] = {}
        self._waves: dict[str, Wave] = {}
        self._maker: Thread | None = None
        self._danger = 0.0
        self._asked: float | None = None
        self._present = 0.0

    def open(self) -> None:
        """Look for a device (after the first picture: it may take a while)."""
        if self.ready is not None:
            return
        try:
            with unheard():
                pygame.mixer.init(RATE, -16, 2, 512, allowedchanges=0)
            pygame.mixer.set_num_channels(CHANNELS)
            pygame.mixer.set_reserved(len(BEDS))
            self.ready = True
            # Beside play: all of it takes a third of a second, which nobody must see.
            self._maker = Thread(target=self._compute, name="sounds", daemon=True)
            self._maker.start()
        except (pygame.error, NotImplementedError):
            self.ready = False

    def pass_time(self, seconds: float) -> None:
        """Take over sounds that are made, and let the crowd's voice go up or down; called once a picture."""
        if not self.ready:
            return
        for name in list(self._waves)[:2]:
            self._made[name] = pygame.mixer.Sound(buffer=pcm(self._waves.pop(name)))
        here = 1.0 if self._asked is not None else 0.0
        self._present += (here - self._present) * min(1.0, seconds / 0.5)
        self._moved = max(self._moved - seconds / MOVED_SECONDS, 0.0)
        want = min((self._asked or 0.0) + 0.7 * self._moved, 1.0)
        come = seconds / MUSIC_SECONDS
        self._music = min(self._music + come, 1.0) if self._wants_music else max(self._music - come, 0.0)
        rate = RISE_SECONDS if want > self._danger else FALL_SECONDS
        self._danger += (want - self._danger) * min(1.0, seconds / rate)
        self._asked = None
        self._mix()

    def crowd(self, level: float) -> None:
        """A crowd is there, ``level`` 0 to 1 excited; in pictures that don't call this it falls silent."""
        self._asked = min(max(level, 0.0), 1.0)

    def move(self, name: str, much: float, loud: float = 0.8) -> None:
        """Let something move the crowd: it is heard, and stays louder for a moment; ``much`` 0 to 1."""
        self._moved = max(self._moved, min(much, 1.0))
        self.play(name, loud)

    def music(self, wanted: bool) -> None:
        """Say whether the menus' music belongs to what is shown."""
        self._wants_music = wanted

    def play(self, name: str, loud: float = 1.0, x: float = 0.0) -> None:
        """Play a sound, ``loud`` 0 to 1, ``x`` metres to the right of the pitch's middle."""
        group = self.crowd_volume if name in CROWD_MAKERS else self.effects
        if not self.ready or group <= 0.0 or loud <= 0.02:
            return
        if name in self._waves:
            self._made[name] = pygame.mixer.Sound(buffer=pcm(self._waves.pop(name)))
        sound = self._made.get(name)
        channel = pygame.mixer.find_channel() if sound is not None else None
        if channel is None or sound is None:
            return
        side = min(max(x / PAN_METRES, -1.0), 1.0) * PAN
        volume = min(loud, 1.0) * group * HEADROOM
        channel.play(sound)
        channel.set_volume(volume * (1.0 - max(side, 0.0)), volume * (1.0 + min(side, 0.0)))

    def whistle(self, kind: str = "full") -> None:
        """``kick_off``, ``foul``, ``goal``, ``half`` or ``full``."""
        self.play(f"whistle_{kind if kind in WHISTLES else 'foul'}")

    def observe(self, events: list[Events]) -> None:
        """Play what a step sounds like."""
        for happened in events:
            if not len(happened):
                continue
            speed = float(happened.speed.max())
            x = float(happened.point[0, 0])
            if isinstance(happened, Strike):
                self._strike(happened, x)
                continue
            for name, loud in _said(happened.kind, speed):
                self.play(name, loud, x)

    def _strike(self, strike: Strike, x: float) -> None:
        off = float(strike.speed_off.max())
        level = 0 if off < 7.0 else 1 if off < 13.0 else 2
        name = _STRIKES.get(Technique(int(strike.technique[0])), "push")
        self.play(f"{name}{level}{'l' if int(strike.foot[0]) < 0 else 'r'}", 0.5 + off / 40.0, x)

    def _compute(self) -> None:
        for name, make in (*MAKERS.items(), *CROWD_MAKERS.items()):
            self._waves[name] = make()
        self._waves["music"] = menu_music()

    def _mix(self) -> None:
        crowd = self._present * self.crowd_volume
        levels = (
            (0.75 - 0.25 * self._danger) * crowd,
            self._danger * self._danger * crowd,
            self._music * self.music_volume,
        )
        for number, (name, level) in enumerate(zip(BEDS, levels, strict=True)):
            channel = pygame.mixer.Channel(number)
            volume = level * HEADROOM
            sound = self._made.get(name)
            if volume < 0.004 or sound is None:
                if channel.get_busy():
                    channel.stop()
                continue
            if not channel.get_busy():
                channel.play(sound, loops=-1)
            channel.set_volume(volume)


def _said(kind: Kind, speed: float) -> list[tuple[str, float]]:
    """Return names and loudness for an event that is no strike."""
    match kind:
        case Kind.WALL:
            return [("board", 0.15 + speed / 16)]
        case Kind.POST:
            return [("post", 0.25 + speed / 18)]
        case Kind.BOUNCE:
            return [("bounce", speed / 5)]
        case Kind.CONTROL | Kind.MISCONTROL | Kind.DEFLECTION:
            return [("touch", 0.2 + speed / 16)]
        case Kind.DRIBBLE:
            return [("touch", 0.22)]
        case Kind.TACKLE:
            return [("tackle", 0.8)]
        case Kind.BEATEN:
            return [("whiff", 0.7)]
        case Kind.COLLISION:
            return [("bump", speed / 6)]
        case Kind.GOAL:
            return [("net", 0.4 + speed / 25), ("cheer", 1.0)]
        case Kind.CATCH:
            return [("catch", 0.4 + speed / 25)]
        case Kind.PARRY:
            return [("parry", 0.5 + speed / 25)]
        case Kind.DIVE:
            return [("dive", 0.6)]
        case _:
            return []


def pcm(wave: Wave) -> bytes:
    """Return signed 16-bit stereo, both sides the same."""
    level = (np.clip(wave, -1.0, 1.0) * 32767.0).astype("<i2")
    return np.repeat(level[:, None], 2, axis=1).tobytes()
