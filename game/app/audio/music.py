"""Quiet music for the menus, made like every other sound: eight bars in a slow four, and round again."""

from typing import Final

import numpy as np

from game.app.audio.synthesis import PEAK, RATE, Wave

BEAT: Final = 60.0 / 78.0
"""Seconds from one beat to the next."""
BARS: Final = 8
LOUD: Final = 0.05
"""Root mean square of the whole: under everything else."""
CHORDS: Final[tuple[tuple[int, tuple[int, ...]], ...]] = (
    (36, (60, 64, 67, 71)),
    (45, (57, 60, 64, 67)),
    (41, (57, 60, 65, 69)),
    (43, (59, 62, 67, 69)),
    (40, (59, 62, 64, 67)),
    (45, (60, 64, 69, 71)),
    (38, (57, 60, 65, 69)),
    (43, (59, 62, 65, 67)),
)
"""A bar each: the bass and the chord over it, as MIDI numbers."""
TUNE: Final[tuple[tuple[float, int, float], ...]] = (
    *((0.0, 76, 1.5), (1.5, 79, 0.5), (2.0, 74, 2.0)),
    *((4.0, 72, 1.5), (5.5, 76, 0.5), (6.0, 72, 2.0)),
    *((8.0, 69, 1.0), (9.0, 72, 1.0), (10.0, 77, 2.0)),
    *((12.0, 74, 3.0),),
    *((16.0, 71, 1.5), (17.5, 74, 0.5), (18.0, 79, 2.0)),
    *((20.0, 76, 1.5), (21.5, 72, 0.5), (22.0, 69, 2.0)),
    *((24.0, 72, 1.0), (25.0, 74, 1.0), (26.0, 77, 1.5), (27.5, 76, 0.5)),
    *((28.0, 74, 3.5),),
)
"""Beat, note and length in beats of each tone of the tune."""
PICKED: Final = (0, 2, 1, 3, 2, 1, 3, 2)
"""Which tone of the chord is picked on each half beat."""


def menu_music() -> Wave:
    """Return the whole round, a sound that loops without a seam."""
    length = round(BARS * 4 * BEAT * RATE)
    wave = np.zeros(length)
    for bar, (bass, chord) in enumerate(CHORDS):
        at = bar * 4 * BEAT
        _lay(wave, at, _soft_tone(bass, 3.9 * BEAT, 0.06, 1.3), 0.55)
        for tone in chord:
            _lay(wave, at, _soft_tone(tone - 12, 4.2 * BEAT, 0.5, 0.9), 0.16)
        for half, which in enumerate(PICKED):
            _lay(wave, at + half * 0.5 * BEAT, _picked(chord[which], 1.6), 0.20 if half % 4 == 0 else 0.13)
    for beat, tone, beats in TUNE:
        _lay(wave, beat * BEAT, _picked(tone, 0.6 + beats * BEAT), 0.24)
    wave = wave * (LOUD / wave.std())
    pressed: Wave = PEAK * np.tanh(wave / PEAK)
    return pressed


def _lay(whole: Wave, at: float, part: Wave, loud: float) -> None:
    """Add a part at a time; what goes beyond the end goes on at the beginning."""
    start, length = round(at * RATE) % len(whole), len(whole)
    first = min(len(part), length - start)
    whole[start : start + first] += part[:first] * loud
    whole[: len(part) - first] += part[first:] * loud


def _hertz(tone: int) -> float:
    return float(440.0 * 2.0 ** ((tone - 69) / 12.0))


def _soft_tone(tone: int, seconds: float, rise: float, fall: float) -> Wave:
    """Return a tone that swells and dies away, a little out of tune with itself."""
    t = np.arange(round((seconds + fall) * RATE)) / RATE
    pitch = _hertz(tone)
    wave = np.sin(2 * np.pi * pitch * t) + 0.5 * np.sin(2 * np.pi * pitch * 1.003 * t)
    wave += 0.18 * np.sin(4 * np.pi * pitch * t)
    shape = np.minimum(t / rise, 1.0) * np.clip((seconds + fall - t) / fall, 0.0, 1.0) ** 2
    whole: Wave = wave * shape
    return whole


def _picked(tone: int, seconds: float) -> Wave:
    """Return the sound of a bar struck with felt: it sounds at once and dies away."""
    t = np.arange(round(seconds * RATE)) / RATE
    pitch = _hertz(tone)
    wave = np.sin(2 * np.pi * pitch * t) * np.exp(-t * 3.2)
    wave += 0.30 * np.sin(2 * np.pi * 2.0 * pitch * t) * np.exp(-t * 6.0)
    wave += 0.10 * np.sin(2 * np.pi * 3.9 * pitch * t) * np.exp(-t * 18.0)
    shape = np.minimum(t / 0.006, 1.0) * np.clip((seconds - t) / 0.08, 0.0, 1.0)
    whole: Wave = wave * shape
    return whole
