"""The daily challenge: from a date the same level for everybody, without a network.

The weekday chooses a family of levels, the date's own luck one of them, and whether it is mirrored. A
mirrored scene is as hard as its image, so nothing has to be measured again.
"""

from dataclasses import dataclass
from typing import Any, Final

from game.core.rng import BALL, Stream, seeds_of, uniform
from game.scenario.catalogue import LevelEntry, catalogue
from game.scenario.load import parse_level
from game.scenario.schema import Level

FAMILIES: Final = (
    ("lead-the-runner", "dead-at-the-feet", "thread-it", "wet-night", "the-keepers-hands"),
    ("light-or-flying", "heel-on-the-counter", "out-of-the-corner", "heel-and-go"),
    ("fake-and-go", "two-markers-one-lie", "no-look"),
    ("who-is-free-behind-me", "switch-of-play"),
    ("give-and-go", "third-man", "85th-minute"),
    ("cover-shadow", "read-the-passer", "set-the-offside-trap"),
    ("crowded-box", "close-quarters", "break-the-offside-trap"),
)
"""Levels by weekday, Monday first: weight, heel, disguise, picture, pressed, defend, moments."""
GOES: Final = 5
GRADES: Final = {"done": 3, "good": 4, "masterly": 5}
STRENGTH: Final = 3
POINTS: Final = ("at", "velocity", "runs_to")
"""Keys of a player whose second number is mirrored."""
TURNS: Final = ("facing", "hips", "trunk", "gaze")


@dataclass(frozen=True, slots=True)
class Challenge:
    """What is played on a day."""

    day: str
    """``2026-11-27``."""
    entry: LevelEntry
    """The level that it was made of."""
    level: Level
    mirrored: bool

    @property
    def key(self) -> str:
        """Under what name its result is kept."""
        return f"daily:{self.day}"


def challenge_of(number: int, day: str) -> Challenge | None:
    """Return a day's challenge; None where its level isn't there.

    ``number`` counts days, 1 being the Monday with which year 1 began; ``day`` is what people call it.
    """
    luck = seeds_of(number, 1)
    family = FAMILIES[(number - 1) % len(FAMILIES)]
    drawn = float(uniform(luck, 0, BALL, Stream.VARIANT)[0])
    mirrored = bool(uniform(luck, 1, BALL, Stream.VARIANT)[0] < 0.5)
    name = family[min(int(drawn * len(family)), len(family) - 1)]
    entry = next((entry for entry in catalogue() if entry.name == name), None)
    if entry is None:
        return None
    raw = entry.level.model_dump(mode="json", by_alias=True, exclude_unset=True)
    if mirrored:
        raw = mirror(raw)
    raw["seed"] = number
    raw["objective"] |= {"goes": GOES, "grades": GRADES}
    return Challenge(day, entry, parse_level(raw, f"the challenge of {day}"), mirrored)


def mirror(raw: dict[str, Any]) -> dict[str, Any]:
    """Return a level's plain values with left and right changed over.

    >>> mirror({"player": [{"id": "P", "at": [1.0, 2.0], "facing": 30.0}]})["player"][0]["at"]
    [1.0, -2.0]
    """
    out = {key: value for key, value in raw.items() if key not in ("sound", "poor")}
    out["player"] = [_player(row) for row in raw.get("player", ())]
    for name, keys in (("wall", ("from", "to")), ("cone", ("at",)), ("zone", ("from", "to", "at"))):
        if name in raw:
            out[name] = [_points(row, keys) for row in raw[name]]
    if "ball" in raw:
        out["ball"] = _points(raw["ball"], ("at", "velocity"))
    for name in ("sound", "poor"):
        if name in raw:
            out[name] = [_step(row) for row in raw[name]]
    return out


def _points(row: dict[str, Any], keys: tuple[str, ...]) -> dict[str, Any]:
    return {key: _flipped(value) if key in keys else value for key, value in row.items()}


def _flipped(value: Any) -> Any:
    if isinstance(value, list | tuple) and len(value) == 2:
        return [value[0], -value[1]]
    return value


def _player(row: dict[str, Any]) -> dict[str, Any]:
    found = _points(row, POINTS)
    found |= {key: -row[key] for key in TURNS if row.get(key) is not None}
    if isinstance(row.get("run"), dict):
        found["run"] = _points(row["run"], ("to",))
    return found


def _step(row: dict[str, Any]) -> dict[str, Any]:
    found = _points(row, ("fake", "look", "run", "press", "cover", "by_way_of"))
    plan = row.get("pass")
    if isinstance(plan, dict):
        turned = _points(plan, ("target", "look"))
        if isinstance(plan.get("hips"), int | float):
            turned["hips"] = -plan["hips"]
        found["pass"] = turned
    return found
