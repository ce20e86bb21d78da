"""A person's settings, kept in the platform's own folder. A broken file is put aside."""

import json
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Any, Final

from game.app.bindings import Bindings
from game.app.kits import PALETTES
from game.app.words import LANGUAGES, N_, _
from game.mind.strength import USUAL_STRENGTH
from game.rules.progress import home, write_atomically

TEXT_SIZES: Final = (0.9, 1.0, 1.15, 1.3)
SPEEDS: Final = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
VOLUMES: Final = (0.0, 0.25, 0.5, 0.75, 1.0)
STRENGTH_WORDS: Final = {
    1: N_("1 beginner"),
    2: N_("2 easy"),
    3: N_("3 fair"),
    4: N_("4 strong"),
    5: N_("5 master"),
}
"""The computer's, and what they are called."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What the options screen changes."""

    text_size: float = 1.0
    reduced_motion: bool = False
    gaze_cone: bool = True
    fullscreen: bool = False
    game_speed: float = 1.0
    effects: float = 0.75
    """Volume of kicks, boards, whistle and menus, 0 to 1."""
    crowd: float = 0.5
    language: str = "en"
    palette: str = "classic"
    patterns: bool = True
    camera_shake: bool = True
    record_replays: bool = True
    vsync: bool = True
    strength: int = USUAL_STRENGTH
    """Of the opponents in levels and practice."""
    bindings: Bindings = field(default_factory=Bindings)


_ALLOWED: Final[dict[str, tuple[Any, ...]]] = {
    "text_size": TEXT_SIZES,
    "reduced_motion": (False, True),
    "gaze_cone": (False, True),
    "fullscreen": (False, True),
    "game_speed": SPEEDS,
    "effects": VOLUMES,
    "crowd": VOLUMES,
    "language": tuple(LANGUAGES),
    "palette": tuple(PALETTES),
    "patterns": (False, True),
    "camera_shake": (False, True),
    "record_replays": (False, True),
    "vsync": (False, True),
    "strength": tuple(STRENGTH_WORDS),
}


def choices(name: str) -> tuple[Any, ...]:
    """What a setting may be."""
    return _ALLOWED[name]


def _file() -> Path:
    return home() / "settings.json"


def load_settings() -> tuple[Settings, str | None]:
    """The settings, and a word to tell once if the file was no good."""
    file = _file()
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        if not isinstance(data, dict):
            raise TypeError("not an object")
    except FileNotFoundError:
        return Settings(), None
    except OSError as error:
        why = error.strerror or ""
        return Settings(), _("Settings can't be read ({why}); using the usual ones.", why=why)
    except (ValueError, TypeError, RecursionError):
        aside = file.with_name("settings.broken.json")
        try:
            file.replace(aside)
        except OSError:
            return Settings(), _("Settings couldn't be understood; using the usual ones.")
        told = _("Settings couldn't be understood: kept as {file}, using the usual ones.", file=aside.name)
        return Settings(), told
    good = {k: v for k, v in data.items() if k in _ALLOWED and _fits(k, v)}
    return Settings(**good, bindings=Bindings.from_json(data.get("bindings"))), None


def _fits(name: str, value: Any) -> bool:
    return any(value == allowed and type(value) is type(allowed) for allowed in _ALLOWED[name])


def save_settings(settings: Settings) -> bool:
    """Keep them; returns whether that worked (a full or read-only disk must not stop play)."""
    try:
        plain = {f.name: getattr(settings, f.name) for f in fields(settings)}
        plain["bindings"] = settings.bindings.to_json()
        write_atomically(_file(), json.dumps(plain, indent=1))
    except OSError:
        return False
    return True


def changed(settings: Settings, name: str, by: int) -> Settings:
    """One setting moved ``by`` places along its choices: round and round, but what has an order ends."""
    known = _ALLOWED[name]
    at = known.index(getattr(settings, name))
    ends = not isinstance(known[0], bool | str)
    moved = min(max(at + by, 0), len(known) - 1) if ends else (at + by) % len(known)
    return replace(settings, **{name: known[moved]})
