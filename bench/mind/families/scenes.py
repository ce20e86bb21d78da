"""Scenes drawn at random: each is a function of seed, family and number, and of nothing else.

A scene is drawn with the passer in the middle, who looks along +x, and then put down anywhere: mirrored or
not, turned by any angle, moved. Plans are given as the drawing has them and turned and mirrored with it.
"""

import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

import numpy as np

from game.api import Level, parse_level

PITCH = 64.0
"""Metres a side of the square: room for every scene at every angle."""
MOVED = 4.0
"""Metres by which the passer stands off the middle at most, along each side."""
SURFACES = ("dry", "wet", "bumpy", "artificial")
FEET = ("right", "left")
Given = dict[str, Any]


class Dice:
    """A scene's own draws."""

    def __init__(self, seed: int, family: str, number: int) -> None:
        self._rng = np.random.default_rng((seed, zlib.crc32(family.encode()), number))

    def between(self, low: float, high: float) -> float:
        """Return a number, all alike."""
        return float(self._rng.uniform(low, high))

    def one(self, of: Sequence[Any]) -> Any:
        """Return one of some."""
        return of[int(self._rng.integers(len(of)))]

    def way(self) -> float:
        """Return 1 or -1."""
        return float(self.one((1.0, -1.0)))

    def luck(self) -> int:
        """Return a seed for the scene's worlds."""
        return int(self._rng.integers(2**31))


@dataclass(frozen=True)
class Place:
    """Where and how a scene lies on the pitch: mirrored, then turned, then moved."""

    turn: float
    """Degrees, counter-clockwise."""
    mirrored: bool
    to: tuple[float, float]

    def at(self, point: Sequence[float]) -> list[float]:
        """Return a point of the drawing on the pitch, to the millimetre."""
        angle = np.deg2rad(self.turn)
        c, s = float(np.cos(angle)), float(np.sin(angle))
        x, y = float(point[0]), -float(point[1]) if self.mirrored else float(point[1])
        return [round(c * x - s * y + self.to[0], 3), round(s * x + c * y + self.to[1], 3)]

    def heading(self, degrees: float) -> float:
        """Return a heading of the drawing on the pitch, -180 to 180."""
        there = self.turn - degrees if self.mirrored else self.turn + degrees
        return round((there + 180.0) % 360.0 - 180.0, 2)

    def foot(self, foot: str) -> str:
        """Return the foot that a right-footed drawing's ``foot`` is."""
        return FEET[1 - FEET.index(foot)] if self.mirrored else foot

    def in_the_mirror(self) -> "Place":
        """Return the place at which everything lies mirrored at the pitch's long axis."""
        return Place(-self.turn, not self.mirrored, (self.to[0], -self.to[1]))

    def turned(self, degrees: float) -> "Place":
        """Return the place at which everything lies turned about the pitch's middle."""
        x, y = Place(degrees, False, (0.0, 0.0)).at(self.to)
        return Place(self.turn + degrees, self.mirrored, (x, y))


@dataclass(frozen=True)
class Scene:
    """A moment before a pass: who stands where, on what ground."""

    family: str
    number: int
    players: tuple[Given, ...]
    """Rows of a level, places and headings as the drawing has them."""
    surface: str
    luck: int
    """The seed of its worlds."""
    place: Place
    drawn: Mapping[str, float]
    """What the scene was drawn with, metres and degrees, for the table."""

    def put(self, place: Place) -> "Scene":
        """Return the same scene elsewhere."""
        return replace(self, place=place)

    def raw(self, style: str | None = None, *, title: str = "A drawn scene", **more: Any) -> dict[str, Any]:
        """Return the values of a level file; ``style`` is that of all who defend."""
        players = []
        for player in self.players:
            row = {
                **player,
                "at": self.place.at(player["at"]),
                "facing": self.place.heading(player["facing"]),
            }
            row["foot"] = self.place.foot(player["foot"])
            if style is not None and player["team"] == "blue":
                row["style"] = style
            players.append(row)
        return {
            "format": 1,
            "title": title,
            "teaches": "A scene that was drawn at random, to see whether a claim holds in it.",
            "pitch": {"length": PITCH, "width": PITCH, "surface": self.surface},
            "seed": self.luck,
            "player": players,
            "ball": {"holder": "P"},
            **more,
        }

    def level(self, style: str | None = None) -> Level:
        """Return the level."""
        return parse_level(self.raw(style), f"{self.family} {self.number}")

    def plan(self, given: Given) -> Given:
        """Return a plan of the drawing as it is on the pitch."""
        plan = dict(given)
        if isinstance(plan.get("hips"), float):
            plan["hips"] = self.place.heading(plan["hips"])
        if "foot" in plan:
            plan["foot"] = self.place.foot(plan["foot"])
        return plan

    @cached_property
    def spots(self) -> dict[str, tuple[float, float]]:
        """Where everybody is drawn, by id."""
        return {p["id"]: (float(p["at"][0]), float(p["at"][1])) for p in self.players}

    def toward(self, name: str) -> float:
        """Return the heading from the passer to a player in the drawing, degrees."""
        x, y = self.spots[name]
        return round(float(np.rad2deg(np.arctan2(y, x))), 1)


def polar(metres: float, degrees: float) -> list[float]:
    """Return a point of the drawing by its distance and bearing from the passer."""
    angle = np.deg2rad(degrees)
    return [round(metres * float(np.cos(angle)), 3), round(metres * float(np.sin(angle)), 3)]


def body(dice: Dice, name: str, team: str, at: Sequence[float], facing: float, control: str = "cpu") -> Given:
    """Return a player of average skill and more, of either foot."""
    return {
        "id": name,
        "team": team,
        "at": list(at),
        "facing": facing,
        "control": control,
        "skill": round(dice.between(0.5, 0.9), 2),
        "foot": dice.one(FEET),
    }


def scene(
    dice: Dice, family: str, number: int, players: Sequence[Given], drawn: Mapping[str, float]
) -> Scene:
    """Return the scene of these players, put down anywhere on any ground."""
    place = Place(
        round(dice.between(-180.0, 180.0), 1),
        dice.way() < 0.0,
        (round(dice.between(-MOVED, MOVED), 2), round(dice.between(-MOVED, MOVED), 2)),
    )
    return Scene(family, number, tuple(players), dice.one(SURFACES), dice.luck(), place, dict(drawn))


def two_free(
    seed: int, family: str, number: int, off: tuple[float, float], apart: tuple[float, float] = (25.0, 60.0)
) -> Scene:
    """Two free team-mates ahead, ``apart`` degrees, and one defender ``off`` metres before the passer.

    The defender stands somewhere between the two lanes, the passer looks and points somewhere between them.
    """
    dice = Dice(seed, family, number)
    angle, off_by = dice.between(*apart), dice.between(*off)
    far = [dice.between(9.0, 16.0) for _ in range(2)]
    across, facing = dice.between(0.25, 0.75), dice.between(0.3, 0.7)
    bearings = [0.5 * angle, -0.5 * angle]
    between = (bearings[1] + across * angle, bearings[1] + facing * angle)
    players = [body(dice, "P", "red", (0.0, 0.0), round(between[1], 1), "human1")]
    for name, metres, degrees in zip("AB", far, bearings, strict=True):
        back = degrees + 180.0 + dice.between(-25.0, 25.0)
        players.append(body(dice, name, "red", polar(metres, degrees), round(back % 360.0, 1)))
    at = polar(off_by, between[0])
    players.append(body(dice, "D", "blue", at, round(between[0] + 180.0, 1)))
    drawn = {"defender_m": off_by, "apart_deg": angle, "to_A_m": far[0], "across": across,
             "look_s": dice.between(0.5, 1.0)}  # fmt: skip
    return scene(dice, family, number, players, {k: round(v, 2) for k, v in drawn.items()})


def back_to_marker(seed: int, family: str, number: int) -> Scene:
    """A marker tight behind the passer, a team-mate 28 to 62 degrees behind, another one ahead."""
    dice = Dice(seed, family, number)
    gap, aside, behind = dice.between(0.9, 1.25), dice.between(-0.35, 0.35), dice.between(28.0, 62.0)
    metres, way = dice.between(5.0, 9.0), dice.way()
    ahead = polar(dice.between(7.0, 11.0), dice.between(-35.0, 35.0))
    degrees = way * (180.0 - behind)
    players = [
        body(dice, "P", "red", (0.0, 0.0), 0.0, "human1"),
        body(dice, "B", "red", polar(metres, degrees), round(degrees - 180.0 + dice.between(-25.0, 25.0), 1)),
        body(dice, "A", "red", ahead, 180.0),
        body(dice, "D", "blue", [-round(gap, 3), round(aside, 3)], 0.0),
    ]
    drawn = {"marker_m": gap, "aside_m": way * aside, "behind_deg": behind, "to_B_m": metres}
    return scene(dice, family, number, players, {k: round(v, 2) for k, v in drawn.items()})


def in_the_open(seed: int, family: str, number: int) -> Scene:
    """A team-mate ahead in full view, no marker, a defender some metres to the side of the lane."""
    dice = Dice(seed, family, number)
    metres, degrees = dice.between(6.0, 12.0), dice.between(-30.0, 30.0)
    off, aside = dice.between(4.0, 6.5), degrees + dice.way() * dice.between(40.0, 90.0)
    players = [
        body(dice, "P", "red", (0.0, 0.0), 0.0, "human1"),
        body(dice, "B", "red", polar(metres, degrees), round(degrees + 180.0 + dice.between(-25.0, 25.0), 1)),
        body(dice, "A", "red", polar(9.0, 180.0 - 0.5 * aside), 0.0),
        body(dice, "D", "blue", polar(off, aside), round(aside - 180.0 if aside > 0.0 else aside + 180.0, 1)),
    ]
    drawn = {"to_B_m": metres, "at_deg": degrees, "defender_m": off, "defender_deg": aside}
    return scene(dice, family, number, players, {k: round(v, 2) for k, v in drawn.items()})


def three_mates(seed: int, family: str, number: int, defenders: int) -> Scene:
    """Three team-mates ahead and one or two defenders before them."""
    dice = Dice(seed, family, number)
    players = [body(dice, "P", "red", (0.0, 0.0), round(dice.between(-15.0, 15.0), 1), "human1")]
    for name, middle in zip("ABC", (35.0, 0.0, -35.0), strict=True):
        degrees = middle + dice.between(-10.0, 10.0)
        back = round(degrees + 180.0 + dice.between(-25.0, 25.0), 1)
        players.append(body(dice, name, "red", polar(dice.between(9.0, 15.0), degrees), back))
    # The nearer one presses, the other covers on some other lane.
    bearings = [dice.between(-25.0, 25.0)]
    bearings.append(bearings[0] - (1.0 if bearings[0] > 0.0 else -1.0) * dice.between(20.0, 40.0))
    off = [dice.between(4.5, 8.0), dice.between(6.5, 10.0)]
    for i in range(defenders):
        at = polar(off[i], bearings[i])
        players.append(body(dice, f"D{i + 1}", "blue", at, round(bearings[i] + 180.0, 1)))
    return scene(dice, family, number, players, {"defender_m": round(off[0], 2)})


def side_on(seed: int, family: str, number: int) -> Scene:
    """A passer who stands side-on: a push serves A, a heel B, a gambler's place is between the two."""
    dice = Dice(seed, family, number)
    half = [dice.between(40.0, 60.0) for _ in range(2)]
    far = [dice.between(6.0, 9.0) for _ in range(2)]
    off = dice.between(2.5, 4.5)
    players = [
        body(dice, "P", "red", (0.0, 0.0), 0.0, "human1"),
        body(dice, "A", "red", polar(far[0], half[0] - 105.0), 75.0),
        body(dice, "B", "red", polar(far[1], -half[1] - 105.0), 75.0),
        body(dice, "D", "blue", polar(off, -105.0 + dice.between(-8.0, 8.0)), 75.0),
    ]
    drawn = {"defender_m": off, "to_B_m": far[1], "apart_deg": sum(half)}
    return scene(dice, family, number, players, {k: round(v, 2) for k, v in drawn.items()})
