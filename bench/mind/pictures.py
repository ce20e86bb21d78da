"""The pictures of docs/validation/reading.md: reading over time, and the dose of a look. Needs matplotlib."""

import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import matplotlib as mpl
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.axes import Axes
from matplotlib.ticker import PercentFormatter

from bench.mind.look_time import SPEED
from bench.mind.reading import BANDS
from game.analysis.passes.rollout import wilson
from game.sim import MODEL
from tests.mind.scenes import (
    arrived,
    asked,
    at_moment,
    belief_over_time,
    results,
    two_targets,
)

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images" / "mind"
INK, SOFT, GRASS = "#1f2a24", "#5d6a62", "#e8f1ea"
COLOURS = {"veteran": "#1b6f4a", "patient": "#2f62b5", "novice": "#b5651d", "ball_watcher": "#a34a7c",
           "gambler": "#a34a7c"}  # fmt: skip
READERS = ("veteran", "patient", "novice", "ball_watcher")
ANSWERING = ("patient", "novice", "veteran", "gambler")
LOOK = {
    "axes.edgecolor": GRASS,
    "axes.facecolor": GRASS,
    "axes.grid": True,
    "axes.axisbelow": True,
    "axes.labelcolor": INK,
    "axes.titlelocation": "left",
    "axes.titleweight": "bold",
    "figure.facecolor": "#fbfdfb",
    "figure.constrained_layout.use": True,
    "font.size": 10,
    "grid.color": "white",
    "text.color": INK,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "svg.fonttype": "none",
    # The same picture is the same file.
    "svg.hashsalt": "backheel",
}


@contextmanager
def drawn(name: str, note: str, charts: int, width: float) -> Iterator[Sequence[Axes]]:
    """Give so many charts beside each other, ``width`` inches in all, and keep them as an SVG."""
    with mpl.rc_context(LOOK):
        figure, axes = plt.subplots(1, charts, figsize=(width, 3.8), squeeze=False)
        yield axes[0]
        figure.supxlabel(note, fontsize=8.5, color=SOFT, x=0.01, ha="left")
        FOLDER.mkdir(parents=True, exist_ok=True)
        figure.savefig(FOLDER / name, metadata={"Date": None, "Creator": None})
        plt.close(figure)
    print(FOLDER / name)


def named(chart: Axes, ends: dict[str, tuple[float, float]]) -> None:
    """Write each style's name to the right of the end of its curve, none over another."""
    low, high = chart.get_ylim()
    apart = 0.065 * (high - low)
    beneath = -np.inf
    for style, (x, y) in sorted(ends.items(), key=lambda end: end[1][1]):
        beneath = max(y, beneath + apart)
        chart.annotate(
            style.replace("_", " "),
            (x, beneath),
            xytext=(7.0, -3.0),
            textcoords="offset points",
            color=COLOURS[style],
            weight="bold",
            annotation_clip=False,
        )


def reading(n: int) -> None:
    """How often the likelier of two targets is the true one, by the moment the film stops."""
    moments = np.round(np.arange(-0.8, 0.001, 0.05), 2)
    note = f"Bars: what people do (good amateurs). n = {n:,} a style, model {MODEL}."
    with drawn("reading.svg", note, 1, 7.0) as (chart,):
        chart.set_title("An honest pass, read before it is struck")
        chart.set(xlim=(-0.82, 0.18), ylim=(0.45, 1.0), xticks=np.arange(-0.8, 0.01, 0.2))
        chart.set(xlabel="what was seen stops, s before contact", ylabel="picks the right one of two")
        chart.yaxis.set_major_formatter(PercentFormatter(1.0, 0))
        for moment, (low, high) in BANDS.items():
            chart.bar(moment, high - low, 0.036, low, color=COLOURS["patient"], alpha=0.2)
        ends = {}
        for style in READERS:
            trace, contact, delay = belief_over_time(two_targets(style), n)
            shares = [float((at_moment(trace, contact, delay, m) > 0.5).mean()) for m in moments]
            chart.plot(moments, shares, color=COLOURS[style], linewidth=2.0)
            ends[style] = float(moments[-1]), shares[-1]
        named(chart, ends)


def look_time(n: int) -> None:
    """Arrivals and head starts by how long the passer looks at the target."""
    looks = (0.2, 0.4, 0.6, 0.8, 1.0, 1.2)
    plans = [{"speed": SPEED, "look_time": t, "delay": round(1.2 - t, 1)} for t in looks]
    note = f"Contact at the same moment in every row. n = {n:,} a point, 95 % intervals, model {MODEL}."
    with drawn("look-time.svg", note, 2, 10.0) as (left, right):
        left.set_title("What a longer look at the target costs")
        right.set_title("and how soon the defender is off")
        for chart in (left, right):
            chart.set(xlim=(0.12, 1.5), xticks=looks, xlabel="seconds of looking at the target")
        left.set(ylim=(0.3, 0.9), ylabel="passes that arrive")
        left.yaxis.set_major_formatter(PercentFormatter(1.0, 0))
        right.set(ylim=(-0.1, 0.5), ylabel="head start, seconds")
        tips: tuple[dict[str, tuple[float, float]], dict[str, tuple[float, float]]] = ({}, {})
        for style in ANSWERING:
            played = results(two_targets(style), plans, n)
            came = [int(arrived(result.tally).sum()) for result in played]
            starts = [result.tally.defender_log.head_start[:, 0] for result in played]
            starts = [start[~np.isnan(start)] for start in starts]
            halves = [1.96 * float(start.std(ddof=1)) / len(start) ** 0.5 for start in starts]
            means = [float(start.mean()) for start in starts]
            shares = [hits / n for hits in came]
            ends = [wilson(hits, n) for hits in came]
            reach = [[s - low for s, (low, _) in zip(shares, ends, strict=True)],
                     [high - s for s, (_, high) in zip(shares, ends, strict=True)]]  # fmt: skip
            for chart, values, errors, tip in zip(
                (left, right), (shares, means), (reach, halves), tips, strict=True
            ):
                chart.errorbar(looks, values, errors, color=COLOURS[style], fmt="o-", markersize=4)
                tip[style] = looks[-1], values[-1]
        named(left, tips[0])
        named(right, tips[1])


def main() -> None:
    n = asked(__doc__)
    reading(n)
    look_time(n)


if __name__ == "__main__":
    main()
