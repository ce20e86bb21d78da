"""Every sound of the game as numbers: made with numpy, 22,050 samples a second, -1 to 1, nothing recorded."""

from collections.abc import Callable
from functools import partial
from typing import Any, Final, TypeAlias

import numpy as np
import numpy.typing as npt

RATE: Final = 22050
PEAK: Final = 0.89
"""The loudest sample of any sound: -1 dB."""
BED_SECONDS: Final = 7.0
Wave: TypeAlias = npt.NDArray[Any]


def _time(seconds: float) -> Wave:
    return np.arange(int(seconds * RATE)) / RATE


def _hiss(n: int, seed: int) -> Wave:
    return np.random.default_rng(seed).standard_normal(n)


def _soft(hiss: Wave, samples: int) -> Wave:
    """Return noise without its highs."""
    return np.convolve(hiss, np.hanning(samples + 2)[1:-1] / (samples * 0.5), mode="same")


def _faded(wave: Wave, seconds: float = 0.012) -> Wave:
    """Return the wave with an end that goes to nothing, so that nothing clicks."""
    n = min(int(seconds * RATE), len(wave))
    wave = wave.copy()
    wave[len(wave) - n :] *= np.linspace(1.0, 0.0, n)
    return wave


def levelled(wave: Wave, loud: float) -> Wave:
    """Return it with its loudest 50 ms at about ``loud`` (root mean square), pressed flat over ``PEAK``."""
    pressed = wave * (loud / max(loudest(wave), 1e-9))
    for _ in range(4):
        pressed = PEAK * np.tanh(wave * (loud / max(loudest(wave), 1e-9)) / PEAK)
        wave = wave * (loud / max(loudest(pressed), 1e-9)) ** 0.7
    return pressed


def loudest(wave: Wave) -> float:
    """Return the root mean square of the loudest 50 ms (of all of it, if it is shorter)."""
    n = min(int(0.05 * RATE), len(wave))
    total = np.concatenate(([0.0], np.cumsum(wave * wave)))
    return float(np.sqrt((total[n:] - total[:-n]).max() / n))


def push(weight: float, tone: float = 1.0) -> Wave:
    """Return the round thud of a foot's inside; ``weight`` 0 to 1, harder is lower, louder and longer."""
    t = _time(0.15 + 0.08 * weight)
    fall = (165.0 - 50.0 * weight) * tone
    body = np.sin(2 * np.pi * (fall * t + 8.0 * (1 - np.exp(-t * 55)))) * np.exp(-t * (27 - 9 * weight))
    slap = np.diff(_hiss(len(t) + 1, 1)) * np.exp(-t * 190) * (0.18 + 0.22 * weight)
    return levelled(_faded(body * 0.9 + slap), 0.12 + 0.26 * weight)


def heel(weight: float, tone: float = 1.0) -> Wave:
    """Return the sound of a heel: short, dry and higher, like a knock."""
    t = _time(0.11 + 0.05 * weight)
    fall = (245.0 - 40.0 * weight) * tone
    body = np.sin(2 * np.pi * (fall * t + 3.0 * (1 - np.exp(-t * 90)))) * np.exp(-t * (44 - 10 * weight))
    knock = np.sin(2 * np.pi * 690.0 * tone * t) * np.exp(-t * 130) * 0.35
    slap = np.diff(_hiss(len(t) + 1, 5)) * np.exp(-t * 300) * 0.15
    return levelled(_faded(body + knock + slap), 0.11 + 0.20 * weight)


def shot(weight: float, tone: float = 1.0) -> Wave:
    """Return the sound of the laces: a crack, and a boom under it."""
    t = _time(0.20 + 0.12 * weight)
    fall = (120.0 - 32.0 * weight) * tone
    boom = np.sin(2 * np.pi * (fall * t + 13.0 * (1 - np.exp(-t * 70)))) * np.exp(-t * (20 - 6 * weight))
    crack = np.diff(_hiss(len(t) + 1, 6)) * np.exp(-t * 120) * (0.45 + 0.4 * weight)
    return levelled(_faded(boom + crack), 0.18 + 0.26 * weight)


def board() -> Wave:
    """Return the sound of a ball on a wooden board."""
    t = _time(0.30)
    tone = np.sin(2 * np.pi * 118 * t) + 0.6 * np.sin(2 * np.pi * 271 * t) + 0.3 * np.sin(2 * np.pi * 433 * t)
    wave = tone * np.exp(-t * 22) * 0.5 + np.diff(_hiss(len(t) + 1, 2)) * np.exp(-t * 120) * 0.25
    return levelled(_faded(wave), 0.30)


def post() -> Wave:
    """Return the sound of a ball on a steel tube: a thud and a ring of partials that don't fit together."""
    t = _time(0.9)
    ring = sum(
        share * np.sin(2 * np.pi * pitch * t) * np.exp(-t * fall)
        for pitch, share, fall in ((412, 1.0, 7.0), (1098, 0.7, 9.0), (1723, 0.4, 13.0), (2690, 0.25, 20.0))
    )
    thud = np.sin(2 * np.pi * 105 * t) * np.exp(-t * 30) * 1.4
    return levelled(_faded(ring * 0.5 + thud, 0.05), 0.32)


def net() -> Wave:
    """Return the sound of a ball that runs into the net: a soft rush that swells and dies."""
    t = _time(0.55)
    rush = _soft(_hiss(len(t), 7), 7) * (1 - np.exp(-t * 45)) * np.exp(-t * 8.5)
    strands = np.diff(_hiss(len(t) + 1, 8)) * np.exp(-t * 16) * 0.18
    return levelled(_faded(rush + strands, 0.05), 0.20)


def bounce() -> Wave:
    """Return the sound of a ball on grass."""
    t = _time(0.13)
    return levelled(_faded(np.sin(2 * np.pi * 95 * t) * np.exp(-t * 40)), 0.20)


def touch() -> Wave:
    """Return the sound of a ball taken by a foot."""
    t = _time(0.09)
    return levelled(_faded(np.sin(2 * np.pi * 170 * t) * np.exp(-t * 60)), 0.15)


def tackle() -> Wave:
    """Return the sound of boot, ball and grass at once."""
    t = _time(0.34)
    thud = np.sin(2 * np.pi * 92 * t) * np.exp(-t * 26)
    slide = _soft(_hiss(len(t), 9), 5) * np.exp(-((t - 0.10) ** 2) / 0.008) * 0.7
    return levelled(_faded(thud + slide, 0.03), 0.26)


def whiff() -> Wave:
    """Return the sound of a leg thrown out for nothing: it sweeps over the grass and meets no ball."""
    t = _time(0.30)
    air = np.diff(_hiss(len(t) + 1, 14)) * np.exp(-((t - 0.06) ** 2) / 0.0015) * 0.35
    slide = _soft(_hiss(len(t), 15), 6) * np.exp(-((t - 0.14) ** 2) / 0.006)
    return levelled(_faded(air + slide, 0.04), 0.15)


def catch() -> Wave:
    """Return the sound of a ball in gloves: a slap, muffled."""
    t = _time(0.16)
    slap = _soft(_hiss(len(t), 10), 9) * np.exp(-t * 62)
    return levelled(_faded(slap + np.sin(2 * np.pi * 140 * t) * np.exp(-t * 48) * 0.6), 0.28)


def parry() -> Wave:
    """Return the sound of a ball off the gloves: the slap without its end."""
    t = _time(0.14)
    slap = _soft(_hiss(len(t), 11), 4) * np.exp(-t * 85)
    return levelled(_faded(slap + np.sin(2 * np.pi * 205 * t) * np.exp(-t * 55) * 0.5), 0.27)


def dive() -> Wave:
    """Return the sound of a body that comes down on grass."""
    t = _time(0.36)
    fall = np.sin(2 * np.pi * 68 * t) * np.exp(-t * 17)
    slide = _soft(_hiss(len(t), 12), 11) * np.exp(-((t - 0.13) ** 2) / 0.01) * 0.5
    return levelled(_faded(fall + slide, 0.04), 0.20)


def bump() -> Wave:
    """Return the sound of two bodies that bump."""
    t = _time(0.12)
    return levelled(_faded(np.sin(2 * np.pi * 78 * t) * np.exp(-t * 40)), 0.14)


def whistle(blows: tuple[tuple[float, float], ...], loud: float = 0.20) -> Wave:
    """Return a referee's pea whistle; ``blows``: start and length of each, seconds."""
    end = max(start + length for start, length in blows)
    t = _time(end + 0.06)
    trill = 1.0 + 0.34 * np.sign(np.sin(2 * np.pi * 33 * t))
    waver = 2 * np.pi * 6.0 * np.cumsum(np.sin(2 * np.pi * 33 * t)) / RATE
    tone = np.sin(2 * np.pi * 2320 * t + waver) + 0.5 * np.sin(2 * np.pi * 2690 * t)
    breath = np.diff(_hiss(len(t) + 1, 13)) * 0.05
    gate = np.zeros_like(t)
    for start, length in blows:
        into = t - start
        gate = np.maximum(gate, np.clip(np.minimum(into / 0.018, (length - into) / 0.05), 0, 1))
    return levelled((tone * trill + breath) * gate, loud)


def tick(pitch: float = 620.0) -> Wave:
    """Return the sound of a menu's focus that moves."""
    t = _time(0.035)
    return levelled(_faded(np.sin(2 * np.pi * pitch * t) * np.exp(-t * 150), 0.006), 0.07)


def accept() -> Wave:
    """Return the sound of a menu's entry that is taken: two steps up."""
    return np.concatenate((tick(560.0), tick(840.0)))


def _voices(seconds: float, seed: int, formants: tuple[tuple[float, float, float], ...]) -> Wave:
    """Return many voices: noise under formants (Hz, width, share), circular: it loops without a seam."""
    n = int(seconds * RATE)
    pitch = np.fft.rfftfreq(n, 1.0 / RATE)
    shape = sum(share * np.exp(-(((pitch - at) / width) ** 2)) for at, width, share in formants)
    spectrum = np.fft.rfft(_hiss(n, seed)) * shape
    return np.fft.irfft(spectrum, n)


def _swell(seconds: float, seed: int, least: float, cycles: int) -> Wave:
    """Return a slow, circular coming and going, ``least`` to 1."""
    knots = np.linspace(0.0, 1.0, 16 * cycles + 1)
    rng = np.random.default_rng(seed)
    parts = [np.sin(2 * np.pi * (k * knots + rng.random())) / k**0.5 for k in range(1, cycles + 1)]
    slow = np.sum(parts, axis=0)
    slow = (slow - slow.min()) / (slow.max() - slow.min())
    swell: Wave = np.interp(_time(seconds) / seconds, knots, least + (1.0 - least) * slow)
    return swell


def murmur() -> Wave:
    """Return a small crowd that talks, a sound that loops."""
    low = _voices(BED_SECONDS, 21, ((260, 130, 1.0), (620, 220, 0.55), (1500, 500, 0.10)))
    near = _voices(BED_SECONDS, 22, ((480, 160, 1.0), (1150, 300, 0.35)))
    wave = low / low.std() * _swell(BED_SECONDS, 23, 0.7, 9)
    wave = wave + near / near.std() * _swell(BED_SECONDS, 24, 0.1, 26) * 0.5
    return _bed(wave, 0.075)


def roar() -> Wave:
    """Return the same crowd on its feet, brighter and denser; it loops."""
    wide = _voices(BED_SECONDS, 31, ((520, 260, 1.0), (1050, 420, 0.85), (2300, 900, 0.25)))
    wave = wide / wide.std() * _swell(BED_SECONDS, 32, 0.75, 14)
    return _bed(wave, 0.15)


def _bed(wave: Wave, loud: float) -> Wave:
    wave = wave * (loud / wave.std())
    return PEAK * np.tanh(wave / PEAK)


def cheer() -> Wave:
    """After a goal: it breaks out at once and takes its time to settle."""
    t = _time(3.4)
    wave = _voices(3.4, 41, ((600, 240, 1.0), (1150, 430, 0.95), (2500, 1000, 0.35)))
    shape = np.minimum(t / 0.12, 1.0) * np.exp(-np.maximum(t - 0.9, 0.0) * 1.15)
    return levelled(_faded(wave / wave.std() * shape, 0.3), 0.28)


def groan() -> Wave:
    """Return the crowd's sound at a near miss: an "ooh" that falls."""
    ooh = _crowd_says(1.5, 51, 26, (150, 330), (1.16, 0.84), 0.5, ((380, 160, 1.0), (760, 200, 0.4)))
    return _crowd_swell(ooh, 0.16, 0.35, 3.4, 0.17)


def gasp() -> Wave:
    """Return a crowd that sees somebody fooled: an "oh" that rises, and is amused."""
    oh = _crowd_says(1.1, 61, 24, (190, 420), (0.88, 1.22), 0.45, ((560, 200, 1.0), (1000, 260, 0.5)))
    return _crowd_swell(oh, 0.22, 0.42, 4.2, 0.15)


def _crowd_says(
    seconds: float,
    seed: int,
    people: int,
    pitches: tuple[float, float],
    glides: tuple[float, float],
    octave: float,
    breath: tuple[tuple[float, float, float], ...],
) -> Wave:
    """Return a vowel of many voices: their pitches lie between two Hz and glide by two factors.

    ``octave`` is how loud each voice's octave is, ``breath`` the air around them as :func:`_voices` takes it.
    """
    glide = np.cumsum(np.linspace(*glides, len(_time(seconds)))) / RATE
    rng = np.random.default_rng(seed)
    voices = sum(
        np.sin(2 * np.pi * (f * glide + rng.random()))
        + octave * np.sin(2 * np.pi * (2 * f * glide + rng.random()))
        for f in rng.uniform(*pitches, people)
    )
    air = _voices(seconds, seed + 1, breath)
    wave: Wave = voices / np.std(voices) + air / air.std()
    return wave


def _crowd_swell(wave: Wave, rises: float, falls_from: float, falls: float, loud: float) -> Wave:
    """Return a crowd's sound that rises in ``rises`` s and falls off from a moment on, ``falls`` a second."""
    t = np.arange(len(wave)) / RATE
    shape = np.minimum(t / rises, 1.0) * np.exp(-np.maximum(t - falls_from, 0.0) * falls)
    return levelled(_faded(wave * shape, 0.2), loud)


def applause() -> Wave:
    """Return many clapping hands, for a good save or a long row of passes: they come up, and thin out."""
    t = _time(2.2)
    rng = np.random.default_rng(71)
    wave = np.zeros(len(t))
    clap = np.diff(_hiss(int(0.030 * RATE) + 1, 72)) * np.exp(-np.arange(int(0.030 * RATE)) / RATE * 210)
    for start in rng.beta(1.4, 2.4, 260) * (t[-1] - 0.05):
        at = int(start * RATE)
        wave[at : at + len(clap)] += clap * rng.uniform(0.3, 1.0)
    wave = _soft(wave, 5)
    shape = np.minimum(t / 0.15, 1.0) * np.clip((t[-1] - t) / 0.8, 0.0, 1.0)
    return levelled(_faded(wave * shape, 0.3), 0.13)


WEIGHTS: Final = (0.1, 0.45, 1.0)
"""Light, middling and hard strikes."""
TONES: Final = {1: 1.0, -1: 1.06}
"""Right foot and left: one hears a change of feet."""
WHISTLES: Final[dict[str, tuple[tuple[float, float], ...]]] = {
    "kick_off": ((0.0, 0.42),),
    "foul": ((0.0, 0.20),),
    "goal": ((0.0, 0.65),),
    "half": ((0.0, 0.32), (0.44, 0.62)),
    "full": ((0.0, 0.28), (0.40, 0.28), (0.80, 0.90)),
}

MAKERS: Final[dict[str, Callable[[], Wave]]] = {
    **{
        f"{name}{level}{'r' if foot > 0 else 'l'}": partial(make, weight, tone)
        for name, make in (("push", push), ("heel", heel), ("shot", shot))
        for level, weight in enumerate(WEIGHTS)
        for foot, tone in TONES.items()
    },
    **{f"whistle_{kind}": partial(whistle, blows) for kind, blows in WHISTLES.items()},
    "board": board,
    "post": post,
    "net": net,
    "bounce": bounce,
    "touch": touch,
    "tackle": tackle,
    "whiff": whiff,
    "catch": catch,
    "parry": parry,
    "dive": dive,
    "bump": bump,
    "tick": tick,
    "accept": accept,
}
CROWD_MAKERS: Final[dict[str, Callable[[], Wave]]] = {
    "murmur": murmur,
    "roar": roar,
    "cheer": cheer,
    "groan": groan,
    "gasp": gasp,
    "applause": applause,
}
