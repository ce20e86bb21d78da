"""Sensitivity, bias and trust of a reader, with intervals: signal detection with two answers.

The log-linear rule (Hautus 1995) always, so that nobody is infinitely good. It pulls d' of a reader who
hardly ever errs toward 0, and the spread of a rate near 0 or 1 has its long tail on the other side: that tail
is what a symmetric interval misses. The intervals are wide enough for it: from 12 trials on they hold the
true value in at least 96 of 100 cases for every reader up to d' 3 and bias 1 (every outcome is counted in
``bench/classroom/reading.py``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist
from typing import Final

NORMAL: Final = NormalDist()
WIDE: Final = 2.5
"""Standard errors of one reader's interval: least coverage 0.963 (0.935 with 2.24, 0.953 with 2.4)."""
POOLED: Final = 1.96
"""Standard errors of a room's."""


@dataclass(frozen=True, slots=True)
class Detection:
    """What a reader's answers say. Above 0, ``bias`` leans to the second target."""

    d_prime: float
    d_prime_ci95: tuple[float, float]
    bias: float
    bias_ci95: tuple[float, float]


def detect(hits: int, signals: int, alarms: int, others: int, wide: float = WIDE) -> Detection | None:
    """Measure ``hits`` of ``signals`` against false ``alarms`` of ``others``; None where a kind had no trial.

    >>> found = detect(hits=15, signals=20, alarms=5, others=20)
    >>> round(found.d_prime, 2), round(found.bias, 2)
    (1.27, -0.0)
    >>> detect(hits=0, signals=0, alarms=1, others=2)
    """
    if signals == 0 or others == 0:
        return None
    hit_rate = (hits + 0.5) / (signals + 1)
    alarm_rate = (alarms + 0.5) / (others + 1)
    z_hit, z_alarm = NORMAL.inv_cdf(hit_rate), NORMAL.inv_cdf(alarm_rate)
    d_prime, bias = z_hit - z_alarm, -0.5 * (z_hit + z_alarm)
    variance = _variance(hit_rate, z_hit, signals) + _variance(alarm_rate, z_alarm, others)
    half = wide * float(variance**0.5)
    return Detection(d_prime, (d_prime - half, d_prime + half), bias, (bias - 0.5 * half, bias + 0.5 * half))


def _variance(rate: float, z: float, trials: int) -> float:
    density = NORMAL.pdf(z)
    return float(rate * (1.0 - rate) / ((trials + 1) * density * density))


@dataclass(frozen=True, slots=True)
class Reading:
    """One answered trial."""

    stop: float
    target: str
    honest: bool
    eyes_at: str
    answer: str

    @property
    def right(self) -> bool:
        """Whether the ball went where the reader said."""
        return self.answer == self.target


def sensitivity(readings: Sequence[Reading], first: str, wide: float = WIDE) -> Detection | None:
    """Return whether a reader tells a ball to the ``first`` target from one to the other."""
    to_first = [r for r in readings if r.target == first]
    to_other = [r for r in readings if r.target != first]
    hits = sum(r.answer == first for r in to_first)
    alarms = sum(r.answer == first for r in to_other)
    return detect(hits, len(to_first), alarms, len(to_other), wide)


def trust(readings: Sequence[Reading], wide: float = WIDE) -> Detection | None:
    """Return how far a reader follows the eyes, honest or lying.

    A ``bias`` below 0 believes what is shown.
    """
    honest = [r for r in readings if r.honest]
    lying = [r for r in readings if not r.honest]
    hits = sum(r.answer == r.eyes_at for r in honest)
    alarms = sum(r.answer == r.eyes_at for r in lying)
    return detect(hits, len(honest), alarms, len(lying), wide)
