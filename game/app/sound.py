"""Sounds made with numpy when the program starts. Without a sound device there is silence."""

from typing import Final

import numpy as np
import numpy.typing as npt
import pygame

from game.core.events import Events, Kind, Strike

RATE: Final = 22050
Wave = npt.NDArray[np.float64]


def _time(seconds: float) -> Wave:
    return np.arange(int(seconds * RATE)) / RATE


def _hiss(n: int, seed: int) -> Wave:
    return np.random.default_rng(seed).standard_normal(n)


def kick(weight: float) -> Wave:
    """A foot on a ball; ``weight`` 0 to 1. Harder is lower, louder and longer."""
    t = _time(0.16 + 0.08 * weight)
    fall = 150.0 - 40.0 * weight
    body = np.sin(2 * np.pi * (fall * t + 9.0 * (1 - np.exp(-t * 60)))) * np.exp(-t * (26 - 8 * weight))
    slap = np.diff(_hiss(len(t) + 1, 1)) * np.exp(-t * 190) * 0.35
    return (body * 0.9 + slap) * (0.35 + 0.65 * weight)


def board() -> Wave:
    """A ball on a wooden board."""
    t = _time(0.30)
    tone = np.sin(2 * np.pi * 118 * t) + 0.6 * np.sin(2 * np.pi * 271 * t) + 0.3 * np.sin(2 * np.pi * 433 * t)
    return tone * np.exp(-t * 22) * 0.5 + np.diff(_hiss(len(t) + 1, 2)) * np.exp(-t * 120) * 0.25


def bounce() -> Wave:
    """A ball on grass."""
    t = _time(0.13)
    wave: Wave = np.sin(2 * np.pi * (95 * t)) * np.exp(-t * 40) * 0.7
    return wave


def touch() -> Wave:
    """A ball taken by a foot."""
    t = _time(0.09)
    wave: Wave = np.sin(2 * np.pi * 170 * t) * np.exp(-t * 60) * 0.5
    return wave


def whistle() -> Wave:
    """A referee's pea whistle, softly, twice."""
    t = _time(0.75)
    pea = 1.0 + 0.35 * np.sign(np.sin(2 * np.pi * 34 * t))
    tone = np.sin(2 * np.pi * 2350 * t) + 0.5 * np.sin(2 * np.pi * 2710 * t)
    gate = np.clip(np.minimum(t / 0.02, (0.75 - t) / 0.12), 0, 1) * np.where(
        np.abs(t - 0.22) < 0.03, 0.0, 1.0
    )
    wave: Wave = tone * pea * gate * 0.16
    return wave


def tick() -> Wave:
    """A menu's focus moves."""
    t = _time(0.03)
    wave: Wave = np.sin(2 * np.pi * 620 * t) * np.exp(-t * 160) * 0.25
    return wave


_MAKERS: Final = {
    "kick0": lambda: kick(0.1),
    "kick1": lambda: kick(0.45),
    "kick2": lambda: kick(1.0),
    "board": board,
    "bounce": bounce,
    "touch": touch,
    "whistle": whistle,
    "tick": tick,
}


class Sounds:
    """Plays by name. Every call is safe with and without a device."""

    def __init__(self, volume: float) -> None:
        self.volume = volume
        self._ready: bool | None = None
        self._made: dict[str, pygame.mixer.Sound] = {}

    def open(self) -> None:
        """Look for a device (after the first picture: it may take a while) and make the sounds."""
        if self._ready is not None:
            return
        try:
            pygame.mixer.init(RATE, -16, 1, 512, allowedchanges=0)
            self._made = {name: pygame.mixer.Sound(buffer=_pcm(make())) for name, make in _MAKERS.items()}
            self._ready = True
        except (pygame.error, NotImplementedError):
            self._ready = False

    def play(self, name: str, loud: float = 1.0) -> None:
        """Play a sound, ``loud`` 0 to 1."""
        if not self._ready or self.volume <= 0.0 or loud <= 0.02:
            return
        sound = self._made.get(name)
        if sound is not None:
            sound.set_volume(min(loud, 1.0) * self.volume)
            sound.play()

    def hear(self, events: list[Events]) -> None:
        """What a step sounds like."""
        for happened in events:
            if not len(happened):
                continue
            speed = float(happened.speed.max())
            if isinstance(happened, Strike):
                off = float(happened.speed_off.max())
                self.play("kick0" if off < 7 else "kick1" if off < 13 else "kick2", 0.4 + off / 30)
            elif happened.kind is Kind.WALL or happened.kind is Kind.POST:
                self.play("board", 0.15 + speed / 16)
            elif happened.kind is Kind.BOUNCE:
                self.play("bounce", speed / 5)
            elif happened.kind in (Kind.CONTROL, Kind.MISCONTROL, Kind.DEFLECTION):
                self.play("touch", 0.2 + speed / 16)
            elif happened.kind is Kind.DRIBBLE:
                self.play("touch", 0.22)


def _pcm(wave: Wave) -> bytes:
    peak = max(1.0, float(np.abs(wave).max()))
    return (wave / peak * 0.9 * 32767).astype("<i2").tobytes()
