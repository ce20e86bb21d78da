"""What the scenes of a claim come to: in what share it holds, mean, interval over scenes, the worst."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum
from statistics import NormalDist
from typing import Any

import numpy as np

from bench.mind.families.scenes import Given, Scene
from game.api import wilson

WORST = 3
"""Scenes of a row that are shown."""
SURE = NormalDist().inv_cdf(0.975)
"""Standard errors of a two-sided interval of 95 %."""


class Sense(Enum):
    """What a row asks of an effect."""

    MORE = "more"
    """It is at least so large, and in no scene clearly below 0."""
    NOT_MORE = "not more"
    """It isn't more than nothing."""
    SAME = "same"
    """It is noise around nothing."""
    NONE = "none"
    """It is nothing, in every world of every scene."""
    OFTEN = "often"
    """It is above 0 in at least such a share of the scenes."""


@dataclass(frozen=True)
class Row:
    """One line of the table of a claim."""

    name: str
    asked: float = 0.0
    """What the mean over scenes, or with OFTEN the share of scenes, should at least be."""
    sense: Sense = Sense.MORE

    @property
    def asks(self) -> str:
        """What is asked, in words."""
        if self.sense is Sense.NOT_MORE:
            return "no more"
        if self.sense is Sense.SAME:
            return "noise"
        if self.sense is Sense.NONE:
            return "none"
        if self.sense is Sense.OFTEN:
            return f"in {self.asked:.0%}"
        return f"≥ {self.asked:.2f}" if self.asked else "> 0"


@dataclass(frozen=True)
class Effect:
    """A claim in one scene, on common random numbers."""

    scene: Scene
    row: str
    gain: float
    """Mean difference over the worlds."""
    error: float
    """Its standard error."""
    one: float
    """What the arm that the claim prefers came to ..."""
    other: float
    """... and what the other."""
    style: str | None = None
    """The style of all who defended, where the row says one."""
    plans: tuple[Given, ...] = ()
    """The two arms' plans as the drawing has them, if they are plans."""

    @classmethod
    def of(
        cls, scene: Scene, row: str, one: np.ndarray, other: np.ndarray, style: str | None = None,
        plans: tuple[Given, ...] = (),
    ) -> "Effect":  # fmt: skip
        """Return the effect of two arms' values, a world each; NaN in either leaves the world out."""
        a, b = np.asarray(one, dtype=np.float64), np.asarray(other, dtype=np.float64)
        there = ~(np.isnan(a) | np.isnan(b))
        a, b = a[there], b[there]
        if a.size < 2:
            return cls(scene, row, float("nan"), float("nan"), float("nan"), float("nan"), style, plans)
        error = float((a - b).std(ddof=1) / np.sqrt(a.size))
        return cls(scene, row, float((a - b).mean()), error, float(a.mean()), float(b.mean()), style, plans)

    @property
    def clearly(self) -> int:
        """1 where the scene's own 95 % interval is above 0, -1 where it is below, else 0."""
        if not self.error:
            return int(np.sign(self.gain))
        return int(self.gain > SURE * self.error) - int(self.gain < -SURE * self.error)


@dataclass(frozen=True)
class Line:
    """A row's figures over all scenes."""

    row: Row
    scenes: int
    share: float
    """Share of scenes in which the effect is above 0 (with SAME: within its own noise; with NONE: 0) ..."""
    share_ci: tuple[float, float]
    mean: float
    interval: tuple[float, float]
    """95 % over scenes, by Student's t."""
    clearly: int
    against: int
    """Scenes whose own 95 % interval is above, and below 0."""
    one: float
    other: float
    worst: tuple[Effect, ...] = field(repr=False)

    @property
    def holds(self) -> bool:
        """Whether the figures are as asked."""
        low, high = self.interval
        if self.row.sense is Sense.NOT_MORE:
            return low <= 0.0
        if self.row.sense is Sense.SAME:
            # Here a scene may lie clearly off on either side.
            return self.against <= chance(self.scenes, 0.05) and low <= 0.0 <= high
        if self.row.sense is Sense.NONE:
            return self.share == 1.0
        if self.row.sense is Sense.OFTEN:
            return self.share >= self.row.asked
        return self.mean >= self.row.asked and low > 0.0 and self.against <= chance(self.scenes)

    def plain(self) -> dict[str, Any]:
        """Return the line as JSON has it."""
        return {
            "row": self.row.name, "asked": self.row.asks, "holds": self.holds, "scenes": self.scenes,
            "share": self.share, "share_ci95": list(self.share_ci), "mean": self.mean,
            "interval": list(self.interval), "clearly": self.clearly, "against": self.against,
            "one": self.one, "other": self.other,
            "worst": [
                {"scene": e.scene.number, "gain": e.gain, "error": e.error, "one": e.one, "other": e.other,
                 "surface": e.scene.surface, "drawn": dict(e.scene.drawn), "style": e.style,
                 "plans": list(e.plans)}
                for e in self.worst
            ],
        }  # fmt: skip


def chance(scenes: int, one: float = 0.025) -> int:
    """Return how many scenes of some may lie clearly on the wrong side by chance where there is no effect.

    ``one`` of a scene does: a fortieth on one side, a twentieth on either. More than this number do in fewer
    than one table of twenty.

    >>> chance(12), chance(20), chance(100)
    (1, 2, 5)
    >>> chance(12, 0.05), chance(20, 0.05)
    (2, 3)
    """
    below, weight, allowed = 0.0, (1.0 - one) ** scenes, 0
    for count in range(scenes + 1):
        below += weight
        if below >= 0.95:
            allowed = count
            break
        weight *= (scenes - count) / (count + 1) * one / (1.0 - one)
    return allowed


def student(freedom: int) -> float:
    """Return Student's t for two-sided 95 %, by Cornish and Fisher's expansion (to .01 from 4 on).

    >>> [round(student(f), 2) for f in (4, 11, 19, 100)]
    [2.77, 2.2, 2.09, 1.98]
    """
    z, v = SURE, float(freedom)
    first = (z**3 + z) / 4.0
    second = (5.0 * z**5 + 16.0 * z**3 + 3.0 * z) / 96.0
    third = (3.0 * z**7 + 19.0 * z**5 + 17.0 * z**3 - 15.0 * z) / 384.0
    return z + first / v + second / v**2 + third / v**3


def line(row: Row, effects: Sequence[Effect]) -> Line:
    """Return a row's figures; effects that don't apply (NaN) are left out."""
    there = [e for e in effects if not np.isnan(e.gain)]
    if not there:
        nothing = float("nan")
        return Line(row, 0, nothing, (nothing,) * 2, nothing, (nothing,) * 2, 0, 0, nothing, nothing, ())
    gains, n = np.array([e.gain for e in there]), len(there)
    same, none = row.sense is Sense.SAME, row.sense is Sense.NONE
    good = sum(e.gain == 0.0 if none else e.clearly == 0 if same else e.gain > 0.0 for e in there)
    against = sum(e.clearly != 0 if same else e.clearly < 0 for e in there)
    half = student(n - 1) * float(gains.std(ddof=1) / np.sqrt(n)) if n > 1 else float("nan")
    mean = float(gains.mean())
    order = sorted(there, key=lambda e: -abs(e.gain) if same else e.gain)
    if row.sense is Sense.NOT_MORE or none:
        order.reverse()
    return Line(
        row, n, good / n, wilson(good, n), mean, (mean - half, mean + half),
        sum(e.clearly > 0 for e in there), against,
        float(np.mean([e.one for e in there])), float(np.mean([e.other for e in there])),
        tuple(order[:WORST]),
    )  # fmt: skip


HEAD = ("", "asked", "holds in", "mean", "95 % over scenes", "clearly", "against", "arms", "")


def cells(found: Line) -> list[str]:
    """Return a line of the printed table."""
    if not found.scenes:
        return [found.row.name, found.row.asks, "-", "-", "-", "-", "-", "-", "no scene applies"]
    low, high = found.interval
    return [
        found.row.name,
        found.row.asks,
        f"{round(found.share * found.scenes)} of {found.scenes}"
        f" ({found.share_ci[0]:.2f} to {found.share_ci[1]:.2f})",
        f"{found.mean:+.3f}",
        f"{low:+.3f} to {high:+.3f}",
        str(found.clearly),
        str(found.against),
        f"{found.one:.3f} / {found.other:.3f}",
        "holds" if found.holds else "DOESN'T HOLD",
    ]


def told(effect: Effect) -> str:
    """Return a worst scene in a line."""
    drawn = ", ".join(f"{key} {value:g}" for key, value in effect.scene.drawn.items())
    half = SURE * effect.error
    return (
        f"scene {effect.scene.number}: {effect.gain:+.3f} ± {half:.3f}"
        f" ({effect.one:.2f} / {effect.other:.2f}), {effect.scene.surface}, {drawn}"
    )
