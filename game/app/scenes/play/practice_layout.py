"""The layout of the practice pitch: plain data, kept as a level file that anything can read."""

import tomllib
from dataclasses import dataclass, field, replace
from enum import StrEnum
from math import atan2, degrees, hypot
from pathlib import Path
from typing import Any, Final

from game.scenario.errors import LevelError
from game.scenario.load import load_level, parse_level
from game.scenario.schema import Level
from game.storage.files import home, read_text, write_atomically
from game.storage.locks import locked
from game.storage.records import set_aside

Point = tuple[float, float]

LENGTH, WIDTH = 40.0, 25.0
MOST: Final = 22
"""Players at most."""
APART: Final = 0.7
"""Metres between two players at least."""
INSIDE: Final = 0.3
"""Metres that everybody keeps from the lines."""


class ItemKind(StrEnum):
    """What can be put on the grass."""

    YOU = "you"
    MATE = "mate"
    DEFENDER = "defender"
    CONE = "cone"


@dataclass(frozen=True, slots=True)
class PracticeItem:
    """A player or a cone."""

    kind: ItemKind
    at: Point
    facing: float | None = None
    """Degrees; None: to the ball."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything on the practice pitch."""

    things: tuple[PracticeItem, ...]
    surface: str = "dry"
    style: str = "patient"
    """How the defenders defend."""
    file: Path = field(default_factory=lambda: home() / "practice.toml")

    def add(self, kind: ItemKind, at: Point) -> "Layout":
        """Return the same with one more, where there is room for it."""
        at = inside(at)
        if len(self.things) >= MOST or self.near(at, APART) is not None:
            return self
        return replace(self, things=(*self.things, PracticeItem(kind, at)))

    def move(self, index: int, to: Point) -> "Layout":
        """Return the same with one of them somewhere else; nobody stands on another's feet."""
        to = inside(to)
        other = self.near(to, APART, without=index)
        if other is not None:
            x, y = self.things[other].at
            dx, dy = to[0] - x, to[1] - y
            far = hypot(dx, dy) or 1.0
            to = inside((x + (dx / far or 1.0) * APART, y + dy / far * APART))
        things = list(self.things)
        things[index] = replace(things[index], at=to)
        return replace(self, things=tuple(things))

    def turn(self, index: int, by: float) -> "Layout":
        """Return the same with one of them facing another way."""
        things = list(self.things)
        facing = things[index].facing
        facing = self.facing_of(index) if facing is None else facing
        things[index] = replace(things[index], facing=(facing + by + 180.0) % 360.0 - 180.0)
        return replace(self, things=tuple(things))

    def remove(self, index: int) -> "Layout":
        """Return the same without one of them; the person's own player stays."""
        if self.things[index].kind is ItemKind.YOU:
            return self
        return replace(self, things=self.things[:index] + self.things[index + 1 :])

    def near(self, at: Point, within: float, without: int = -1) -> int | None:
        """Return the nearest one to a place, within some metres."""
        best, best_far = None, within
        for index, thing in enumerate(self.things):
            far = hypot(thing.at[0] - at[0], thing.at[1] - at[1])
            if index != without and far < best_far:
                best, best_far = index, far
        return best

    @property
    def players(self) -> list[PracticeItem]:
        """Without the cones, in the order of the level's players."""
        return [thing for thing in self.things if thing.kind is not ItemKind.CONE]

    def facing_of(self, index: int) -> float:
        """Return the facing, degrees: as turned, else to the carrier, who faces the nearest team-mate."""
        thing = self.things[index]
        if thing.facing is not None:
            return thing.facing
        ball = next(t for t in self.things if t.kind is ItemKind.YOU)
        if thing is not ball:
            return degrees(atan2(ball.at[1] - thing.at[1], ball.at[0] - thing.at[0]))
        mates = [t.at for t in self.things if t.kind is ItemKind.MATE]
        if not mates:
            return 0.0
        x, y = min(mates, key=lambda at: hypot(at[0] - ball.at[0], at[1] - ball.at[1]))
        return degrees(atan2(y - ball.at[1], x - ball.at[0]))

    def raw(self) -> dict[str, Any]:
        """Return the values of a level file."""
        counts = dict.fromkeys(ItemKind, 0)
        players = []
        for index, thing in enumerate(self.things):
            if thing.kind is ItemKind.CONE:
                continue
            counts[thing.kind] += 1
            players.append({**self._player(thing, counts[thing.kind]), "facing": self._degrees(index)})
        cones = [{"at": _pair(t.at)} for t in self.things if t.kind is ItemKind.CONE]
        raw: dict[str, Any] = {
            "format": 1,
            "title": "Practice",
            "teaches": "Whatever you put there.",
            "pitch": {"length": LENGTH, "width": WIDTH, "surface": self.surface},
            "player": players,
            "ball": {"holder": "P"},
            "objective": {"kind": "free"},
        }
        return {**raw, "cone": cones} if cones else raw

    def _degrees(self, index: int) -> float:
        return round(self.facing_of(index), 1)

    def _player(self, thing: PracticeItem, number: int) -> dict[str, Any]:
        player: dict[str, Any] = {"at": _pair(thing.at), "team": "red", "control": "cpu"}
        if thing.kind is ItemKind.YOU:
            return {**player, "id": "P", "control": "human1"}
        if thing.kind is ItemKind.MATE:
            return {**player, "id": chr(64 + number) if number <= 15 else f"M{number}"}
        return {**player, "id": f"D{number}", "team": "blue", "style": self.style}

    def level(self) -> Level:
        """Return the level that it is."""
        return parse_level(self.raw(), "practice")

    def keep(self) -> str:
        """Write it down as a level file; returns why that failed, or nothing.

        A file that can't be read stays as it is; one that is no practice pitch is moved aside and kept.
        """
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            with locked(self.file):
                if not _is_ours(self.file):
                    set_aside(self.file)
                write_atomically(self.file, as_toml(self.raw()))
        except OSError as error:
            return error.strerror or str(error)
        return ""


USUAL: Final = (
    PracticeItem(ItemKind.YOU, (-6.0, 0.0)),
    PracticeItem(ItemKind.MATE, (4.0, 5.0)),
    PracticeItem(ItemKind.MATE, (5.0, -4.5)),
    PracticeItem(ItemKind.DEFENDER, (0.0, 0.5)),
)


def last_plan() -> Layout:
    """Return what was kept last, or the usual one; a file that is no practice pitch is left alone."""
    usual = Layout(USUAL)
    try:
        return _plan_of(load_level(usual.file), usual) or usual
    except LevelError:
        return usual


def _is_ours(file: Path) -> bool:
    """Return whether a file may be written over: a practice pitch, or none at all. Raises OSError."""
    try:
        text = read_text(file)
        return _plan_of(parse_level(tomllib.loads(text), "practice"), Layout(USUAL)) is not None
    except FileNotFoundError:
        return True
    except (ValueError, RecursionError):  # no text, no TOML, no level
        return False


def _plan_of(level: Level, usual: Layout) -> Layout | None:
    """Return the plan that a level file holds, or None where it holds more than one."""
    things = []
    for player in level.players:
        if player.control == "human1":
            kind = ItemKind.YOU
        else:
            kind = ItemKind.MATE if player.team == "red" else ItemKind.DEFENDER
        things.append(PracticeItem(kind, player.at, player.facing))
    things += [PracticeItem(ItemKind.CONE, cone.at) for cone in level.cones]
    if sum(thing.kind is ItemKind.YOU for thing in things) != 1 or len(things) > MOST:
        return None
    styles = [p.style for p in level.players if p.team == "blue" and p.style]
    return replace(
        usual, things=tuple(things), surface=level.pitch.surface, style=styles[0] if styles else usual.style
    )


def inside(at: Point) -> Point:
    """Return the nearest place on the pitch."""
    x, y = 0.5 * LENGTH - INSIDE, 0.5 * WIDTH - INSIDE
    return (min(max(at[0], -x), x), min(max(at[1], -y), y))


def _pair(at: Point) -> list[float]:
    return [round(at[0], 2), round(at[1], 2)]


def as_toml(raw: dict[str, Any]) -> str:
    """Return a level file's text."""
    import tomlkit  # 20 ms that nobody waits for who only plays

    return tomlkit.dumps(raw)
