"""The pictures of docs/validation/reading.md, SVG without a library: reading over time, dose of a look."""

import sys
from collections.abc import Sequence
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

import numpy as np

from bench.mind.look_time import SPEED
from bench.mind.reading import BANDS
from game.analysis.passes.rollout import wilson
from tests.mind.scenes import (
    arrived,
    asked,
    at_moment,
    belief_over_time,
    results,
    two_targets,
)

FOLDER = Path(__file__).resolve().parents[2] / "docs" / "images" / "mind"
INK, SOFT, GRASS = "#1f2a24", "#7d8a82", "#e8f1ea"
COLOURS = {"veteran": "#1b6f4a", "patient": "#2f62b5", "novice": "#d9822b", "ball_watcher": "#a34a7c"}
STYLES = tuple(COLOURS)
Points = Sequence[tuple[float, float]]


class Chart:
    """Axes in the units of what is drawn, with a title that says what to see."""

    def __init__(
        self,
        title: str,
        x: tuple[float, float],
        y: tuple[float, float],
        labels: tuple[str, str],
        at: float = 0.0,
        width: float = 430.0,
    ) -> None:
        self.left, self.top, self.width, self.height = at + 56.0, 46.0, width - 150.0, 230.0
        self.x, self.y = x, y
        self.parts = [
            f'<rect x="{self.left}" y="{self.top}" width="{self.width}" height="{self.height}" '
            f'fill="{GRASS}" rx="3"/>',
            self.text(self.left, 24.0, title, size=15, weight=600),
            self.text(self.left + self.width / 2, self.top + self.height + 38.0, labels[0], anchor="middle"),
            self.text(self.left, self.top - 8.0, labels[1], colour=SOFT),
        ]

    def at(self, x: float, y: float) -> tuple[float, float]:
        """Pixels of a point."""
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return round(self.left + across * self.width, 1), round(self.top + (1.0 - up) * self.height, 1)

    @staticmethod
    def text(
        x: float, y: float, words: str, colour: str = INK, size: int = 12, anchor: str = "start",
        weight: int = 400,
    ) -> str:  # fmt: skip
        """Words."""
        return (
            f'<text x="{x:.1f}" y="{y:.1f}" fill="{colour}" font-size="{size}" font-weight="{weight}" '
            f'text-anchor="{anchor}">{words}</text>'
        )

    def ticks(self, xs: Sequence[float], ys: Sequence[float], fx: str, fy: str) -> None:
        """Numbers along both axes, and light lines."""
        for value in xs:
            px, py = self.at(value, self.y[0])
            self.parts.append(self.text(px, py + 17.0, format(value, fx), SOFT, anchor="middle"))
        for value in ys:
            px, py = self.at(self.x[0], value)
            self.parts.append(
                f'<line x1="{px}" x2="{px + self.width}" y1="{py}" y2="{py}" '
                f'stroke="#fff" stroke-width="1.4"/>'
            )
            self.parts.append(self.text(px - 7.0, py + 4.0, format(value, fy), SOFT, anchor="end"))

    def band(self, x: float, low: float, high: float, half: float) -> None:
        """A range that the literature gives at one x."""
        (x0, y0), (x1, y1) = self.at(x - half, high), self.at(x + half, low)
        self.parts.append(
            f'<rect x="{x0}" y="{y0}" width="{x1 - x0:.1f}" height="{y1 - y0:.1f}" rx="3" '
            f'fill="#2f62b5" fill-opacity="0.20"/>'
        )

    def line(self, points: Points, colour: str, name: str, lift: float = 0.0) -> None:
        """A curve with its name at its end."""
        way = " ".join(f"{x},{y}" for x, y in (self.at(*p) for p in points))
        self.parts.append(
            f'<polyline points="{way}" fill="none" stroke="{colour}" stroke-width="2.4" '
            f'stroke-linejoin="round" stroke-linecap="round"/>'
        )
        px, py = self.at(*points[-1])
        self.parts.append(self.text(px + 8.0, py + 4.0 + lift, name, colour, weight=600))

    def dots(self, points: Points, halves: Sequence[tuple[float, float]], colour: str) -> None:
        """Points with their intervals."""
        for (x, y), (low, high) in zip(points, halves, strict=True):
            px, py = self.at(x, y)
            _, top = self.at(x, high)
            _, bottom = self.at(x, low)
            self.parts.append(
                f'<line x1="{px}" x2="{px}" y1="{top}" y2="{bottom}" stroke="{colour}" stroke-width="1.4"/>'
            )
            self.parts.append(f'<circle cx="{px}" cy="{py}" r="3.4" fill="{colour}"/>')


def save(name: str, charts: Sequence[Chart], width: int, note: str) -> None:
    """Write charts beside each other into one file."""
    height = 346
    body = "\n".join(part for chart in charts for part in chart.parts)
    foot = Chart.text(56.0, height - 10.0, note, SOFT, 11)
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / name).write_text(
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" '
        f'height="{height}" font-family="Inter, Segoe UI, Helvetica, Arial, sans-serif">\n'
        f'<rect width="{width}" height="{height}" fill="#fbfdfb"/>\n{body}\n{foot}\n</svg>\n',
        encoding="utf-8",
    )
    print(FOLDER / name)


def reading(n: int) -> None:
    """How often the likelier of two targets is the true one, by the moment the film stops."""
    moments = np.round(np.arange(-0.8, 0.001, 0.05), 2)
    chart = Chart(
        "An honest pass, read before it is struck",
        (-0.82, 0.03),
        (0.45, 1.0),
        ("what he saw stops so many seconds before contact", "picks the right one of two"),
        width=640.0,
    )
    chart.ticks([-0.8, -0.6, -0.4, -0.2, 0.0], [0.5, 0.6, 0.7, 0.8, 0.9, 1.0], ".1f", ".0%")
    for moment, (low, high) in BANDS.items():
        chart.band(moment, low, high, 0.018)
    lifts = {"veteran": -2.0, "patient": 2.0}
    for style in STYLES:
        trace, contact, delay = belief_over_time(two_targets(style), n)
        shares = [float((at_moment(trace, contact, delay, m) > 0.5).mean()) for m in moments]
        points = list(zip(moments.tolist(), shares, strict=True))
        chart.line(points, COLOURS[style], style.replace("_", " "), lifts.get(style, 0.0))
    save("reading.svg", [chart], 640, f"Bars: what people do (good amateurs). n = {n:,} a style.")


def look_time(n: int) -> None:
    """Arrivals and head starts by how long the passer looks at his target."""
    looks = (0.2, 0.4, 0.6, 0.8, 1.0, 1.2)
    plans = [{"speed": SPEED, "look_time": t, "delay": round(1.2 - t, 1)} for t in looks]
    left = Chart(
        "A longer look is cut out more often", (0.1, 1.3), (0.4, 1.0),
        ("seconds of looking at the target", "passes that arrive"), width=470.0,
    )  # fmt: skip
    right = Chart(
        "and answered sooner", (0.1, 1.3), (-0.3, 0.3),
        ("seconds of looking at the target", "head start, seconds"), at=430.0, width=470.0,
    )  # fmt: skip
    left.ticks(looks, [0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0], ".1f", ".0%")
    right.ticks(looks, [-0.3, -0.2, -0.1, 0.0, 0.1, 0.2, 0.3], ".1f", "+.1f")
    for style in ("patient", "novice", "veteran"):
        came, starts = [], []
        for seconds, result in zip(looks, results(two_targets(style), plans, n), strict=True):
            hits = int(arrived(result.tally).sum())
            came.append(((seconds, hits / n), wilson(hits, n)))
            start = result.tally.defender_log.head_start[:, 0]
            start = start[~np.isnan(start)]
            half = 1.96 * float(start.std(ddof=1)) / len(start) ** 0.5
            mean = float(start.mean())
            starts.append(((seconds, mean), (mean - half, mean + half)))
        for chart, found in ((left, came), (right, starts)):
            points = [point for point, _ in found]
            lifts = {"novice": -8.0, "veteran": 6.0} if chart is left else {"patient": -7.0, "novice": 7.0}
            lift = lifts.get(style, 0.0)
            chart.line(points, COLOURS[style], style, lift)
            chart.dots(points, [interval for _, interval in found], COLOURS[style])
    note = f"Contact at the same moment in every row. n = {n:,} a point, common luck, 95 % intervals."
    save("look-time.svg", [left, right], 900, note)


def main() -> None:
    n = asked(__doc__)
    reading(n)
    look_time(n)


if __name__ == "__main__":
    main()
