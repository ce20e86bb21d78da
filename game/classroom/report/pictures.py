"""Pictures of a moment and of what a room said, as SVG that stands in a page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape
from typing import Any, Final

MARGIN: Final = 0.8
"""Metres of grass around the pitch."""
AROUND: Final = 3.0
"""Metres of ground around the outermost player of a picture."""
GRASS, LINE, RED, BLUE, INK = "#dfead2", "#8fa77a", "#c0392b", "#1f4fa3", "#1b1b1b"
TIMES_APART: Final = 4
"""Passes over all players in which figures are moved off each other."""
SIZE: Final = 0.62
"""Metres from a player's middle to the edge of the figure: larger than people, so that it prints."""


@dataclass(frozen=True, slots=True)
class DrawnPass:
    """A pass as an arrow on a picture."""

    letters: str
    """Of the answers that play it."""
    to: str | Sequence[float]
    """A player's id, or a place in metres."""
    good: bool
    """Whether one of them is as good as the best; else the arrow is dashed."""


def pitch_svg(
    scene: Mapping[str, Any],
    label: str,
    dots: Sequence[tuple[float, float]] = (),
    truth: Sequence[float] | None = None,
    grown: float = 1.0,
    passes: Sequence[DrawnPass] = (),
) -> str:
    """Return the pitch of a question with its players and the ball; ``dots``: the room's taps, metres."""
    length, width = scene["length"], scene["width"]
    points = [*dots, *((made.to[0], made.to[1]) for made in passes if not isinstance(made.to, str))]
    if truth is not None:
        points.append((truth[0], truth[1]))
    left, top, wide, high = frame_of(scene, points)
    scale = max(0.8, wide / 22.0) * grown
    shapes = [
        f'<rect x="{left:g}" y="{top:g}" width="{wide:g}" height="{high:g}" fill="{GRASS}"/>',
        f'<rect x="{-0.5 * length:g}" y="{-0.5 * width:g}" width="{length:g}" height="{width:g}" fill="none"'
        f' stroke="{LINE}" stroke-width="0.12"/>',
    ]
    for (x, y), (to_x, to_y) in scene.get("walls", []):
        shapes.append(
            f'<line x1="{x:g}" y1="{-y:g}" x2="{to_x:g}" y2="{-to_y:g}" stroke="{INK}" stroke-width="0.25"/>'
        )
    for x, y in scene.get("cones", []):
        shapes.append(f'<path d="M {x:g} {-y - 0.35:g} l 0.35 0.7 h -0.7 z" fill="#d9822b"/>')
    drawn = stand_apart(scene, scale)
    shapes += [_arrow(made, drawn, scale) for made in passes]
    shapes += [_player(player, scale) for player in drawn["players"]]
    x, y = ball_place(drawn, scale)
    shapes.append(
        f'<circle cx="{x:g}" cy="{-y:g}" r="{0.26 * scale:g}" fill="#fff" stroke="{INK}" stroke-width="0.1"/>'
    )
    shapes += [
        f'<circle cx="{dot_x:g}" cy="{-dot_y:g}" r="{0.3 * scale:g}" fill="{INK}" fill-opacity="0.35"/>'
        for dot_x, dot_y in dots
    ]
    if truth is not None:
        x, y = truth
        shapes.append(
            f'<path d="M {x - 0.7:g} {-y - 0.7:g} l 1.4 1.4 m 0 -1.4 l -1.4 1.4" stroke="{INK}"'
            f' stroke-width="0.25" fill="none"/>'
        )
    box = f"{left:g} {top:g} {wide:g} {high:g}"
    return (
        f'<svg class="pitch" viewBox="{box}" role="img" aria-label="{escape(label, quote=True)}">'
        + "".join(shapes)
        + "</svg>"
    )


def frame_of(
    scene: Mapping[str, Any], points: Sequence[tuple[float, float]] = ()
) -> tuple[float, float, float, float]:
    """Return the part of the pitch that a picture shows: left, top (y downward), width, height, metres.

    Everybody and every point with some ground around them, three wide to two high or flatter, and no more
    outside the pitch than its margin.
    """
    half_x, half_y = 0.5 * scene["length"] + MARGIN, 0.5 * scene["width"] + MARGIN
    xs = [player["at"][0] for player in scene["players"]] + [scene["ball"][0], *(x for x, _ in points)]
    ys = [-player["at"][1] for player in scene["players"]] + [-scene["ball"][1], *(-y for _, y in points)]
    wide = min(max(max(xs) - min(xs) + 2 * AROUND, 1.5 * (max(ys) - min(ys) + 2 * AROUND), 16.0), 2 * half_x)
    high = min(max(wide / 1.5, max(ys) - min(ys) + 2 * AROUND), 2 * half_y)
    left = min(max(0.5 * (min(xs) + max(xs)) - 0.5 * wide, -half_x), half_x - wide)
    top = min(max(0.5 * (min(ys) + max(ys)) - 0.5 * high, -half_y), half_y - high)
    return left, top, wide, high


def shown(scene: Mapping[str, Any], film: Mapping[str, Any] | None = None) -> dict[str, Any]:
    """Return a scene as the script draws it: with the part of the pitch that holds all of a film."""
    points: list[tuple[float, float]] = []
    for frame in film["frames"] if film is not None else ():
        points.append((frame[0], frame[1]))
        points += [(frame[k], frame[k + 1]) for k in range(3, len(frame), 4)]
    inside = [
        (min(max(x, -0.5 * scene["length"]), 0.5 * scene["length"]),
         min(max(y, -0.5 * scene["width"]), 0.5 * scene["width"]))
        for x, y in points
    ]  # fmt: skip
    frame = frame_of(scene, inside)
    scale = max(0.8, frame[2] / 22.0)
    drawn = stand_apart(scene, scale)
    players = [
        {**player, "shown_at": there["at"]}
        for player, there in zip(scene["players"], drawn["players"], strict=True)
    ]
    return {**scene, "players": players, "frame": frame, "shown_ball": ball_place(drawn, scale)}


def stand_apart(scene: Mapping[str, Any], scale: float) -> dict[str, Any]:
    """Return the scene with figures moved a little where one would cover another's name.

    >>> two = [{"at": [0.0, 0.0]}, {"at": [0.5, 0.0]}, {"at": [9.0, 0.0]}]
    >>> [player["at"] for player in stand_apart({"players": two}, 1.0)["players"]]
    [[-0.43, 0.0], [0.93, 0.0], [9.0, 0.0]]
    """
    least = 2.2 * SIZE * scale
    places = [[float(value) for value in player["at"]] for player in scene["players"]]
    for _ in range(TIMES_APART):
        for k, one in enumerate(places):
            for other in places[:k]:
                dx, dy = one[0] - other[0], one[1] - other[1]
                gap = (dx * dx + dy * dy) ** 0.5
                if gap < least:
                    dx, dy = (dx / gap, dy / gap) if gap > 1e-6 else (1.0, 0.0)
                    by = 0.5 * (least - gap)
                    one[0], one[1] = one[0] + by * dx, one[1] + by * dy
                    other[0], other[1] = other[0] - by * dx, other[1] - by * dy
    players = [
        {**player, "at": [round(x, 2), round(y, 2)]}
        for player, (x, y) in zip(scene["players"], places, strict=True)
    ]
    return {**scene, "players": players}


def ball_place(scene: Mapping[str, Any], scale: float) -> tuple[float, float]:
    """Return where the ball is drawn: at its holder's feet, but not under the holder's name."""
    x, y = scene["ball"]
    holder = next((p for p in scene["players"] if p["id"] == scene["holder"]), None)
    if holder is None:
        return x, y
    dx, dy = x - holder["at"][0], y - holder["at"][1]
    gap, clear = max((dx * dx + dy * dy) ** 0.5, 1e-6), 1.45 * SIZE * scale
    grown = max(1.0, clear / gap)
    return holder["at"][0] + grown * dx, holder["at"][1] + grown * dy


def _arrow(made: DrawnPass, drawn: Mapping[str, Any], scale: float) -> str:
    """Draw a pass from the ball to the edge of whoever is to get it, its letters beside its middle."""
    x, y = ball_place(drawn, scale)
    players = {player["id"]: player["at"] for player in drawn["players"]}
    to_x, to_y = players.get(made.to, (x, y)) if isinstance(made.to, str) else made.to
    dx, dy = to_x - x, to_y - y
    far = (dx * dx + dy * dy) ** 0.5
    if far < 2.0 * SIZE * scale:
        return ""
    dx, dy = dx / far, dy / far
    if isinstance(made.to, str):
        far -= 1.5 * SIZE * scale
    end_x, end_y, head = x + far * dx, y + far * dy, 0.55 * scale
    at_x, at_y = x + 0.5 * far * dx - 0.75 * scale * dy, y + 0.5 * far * dy + 0.75 * scale * dx
    dashes = "" if made.good else f' stroke-dasharray="{0.5 * scale:g} {0.35 * scale:g}"'
    return (
        f'<path d="M {x:.2f} {-y:.2f} L {end_x - head * dx:.2f} {-(end_y - head * dy):.2f}" stroke="{INK}"'
        f' stroke-width="{0.14 * scale:g}" fill="none"{dashes}/>'
        f'<path d="M {end_x:.2f} {-end_y:.2f} L {end_x - head * dx - 0.5 * head * dy:.2f}'
        f" {-(end_y - head * dy + 0.5 * head * dx):.2f} L {end_x - head * dx + 0.5 * head * dy:.2f}"
        f' {-(end_y - head * dy - 0.5 * head * dx):.2f} z" fill="{INK}"/>'
        f'<text x="{at_x:.2f}" y="{-at_y + 0.3 * scale:.2f}" font-size="{0.9 * scale:g}" fill="{INK}"'
        f' text-anchor="middle" font-weight="700" paint-order="stroke" stroke="{GRASS}"'
        f' stroke-width="{0.3 * scale:g}">{escape(made.letters)}</text>'
    )


def _player(player: Mapping[str, Any], scale: float) -> str:
    """Red is a disc, blue a square: nobody needs to see the colour."""
    x, y = player["at"]
    size = SIZE * scale
    turn = -player["facing"]
    if player["team"] == "red":
        body = f'<circle cx="{x:g}" cy="{-y:g}" r="{size:g}" fill="{RED}"/>'
    else:
        side = f"{2 * size:g}"
        body = f'<rect x="{x - size:g}" y="{-y - size:g}" width="{side}" height="{side}" fill="{BLUE}"/>'
    nose = (
        f'<path d="M {x + size:g} {-y - 0.5 * size:g} l {0.6 * size:g} {0.5 * size:g} l {-0.6 * size:g}'
        f' {0.5 * size:g} z" fill="{INK}" transform="rotate({turn:g} {x:g} {-y:g})"/>'
    )
    name = (
        f'<text x="{x:g}" y="{-y + 0.32 * scale:g}" font-size="{0.85 * scale:g}" text-anchor="middle"'
        f' fill="#fff" font-weight="700">{escape(str(player["id"]))}</text>'
    )
    return nose + body + name


def bar_svg(share: float, low: float | None, high: float | None, label: str, good: bool | None) -> str:
    """Return a share of a hundred as a bar with its interval."""
    colour = "#3d6b35" if good else "#7d7d7d"
    shapes = [
        '<rect x="0" y="2" width="100" height="8" fill="#eee"/>',
        f'<rect x="0" y="2" width="{100 * share:.1f}" height="8" fill="{colour}"/>',
    ]
    if low is not None and high is not None:
        left, right = f"{100 * low:.1f}", f"{100 * high:.1f}"
        shapes.append(
            f'<path d="M {left} 6 H {right} M {left} 3 v 6 M {right} 3 v 6" stroke="{INK}" stroke-width="0.8"'
            ' fill="none"/>'
        )
    return (
        f'<svg class="bar" viewBox="0 0 100 12" preserveAspectRatio="none" role="img"'
        f' aria-label="{escape(label, quote=True)}">' + "".join(shapes) + "</svg>"
    )


def guesses_svg(guesses: Sequence[float], value: float | None, label: str) -> str:
    """Return a room's guesses on a line from 0 to 100, and what is true."""
    shapes = ['<path d="M 4 16 H 104 M 4 13 v 6 M 54 14 v 4 M 104 13 v 6" stroke="#555" stroke-width="0.6"/>']
    heights: dict[int, int] = {}
    for guess in sorted(guesses):
        column = round(guess / 2.0)
        row = heights[column] = heights.get(column, -1) + 1
        shapes.append(
            f'<circle cx="{4 + guess:.1f}" cy="{12 - 2.2 * min(row, 4):.1f}" r="1.1" fill="{INK}"'
            ' fill-opacity="0.6"/>'
        )
    if value is not None:
        x = 4 + 100.0 * value
        shapes.append(f'<path d="M {x:.1f} 2 V 20" stroke="#3d6b35" stroke-width="1.2"/>')
    for x, text in ((4, "0"), (54, "50"), (104, "100")):
        shapes.append(f'<text x="{x}" y="25" font-size="5" text-anchor="middle">{text}</text>')
    return (
        f'<svg class="guesses" viewBox="0 0 110 27" role="img" aria-label="{escape(label, quote=True)}">'
        + "".join(shapes)
        + "</svg>"
    )
