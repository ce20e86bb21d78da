"""A person's settings, kept in the platform's own folder. A broken file is put aside."""

import json
from dataclasses import asdict, dataclass, fields, replace
from pathlib import Path
from typing import Any, Final

from game.rules.progress import home, write_atomically

TEXT_SIZES: Final = (0.9, 1.0, 1.15, 1.3)
SPEEDS: Final = (0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
VOLUMES: Final = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Settings:
    """What the options screen changes."""

    text_size: float = 1.0
    reduced_motion: bool = False
    gaze_cone: bool = True
    fullscreen: bool = False
    game_speed: float = 1.0
    volume: float = 0.75


_ALLOWED: Final[dict[str, tuple[Any, ...]]] = {
    "text_size": TEXT_SIZES,
    "reduced_motion": (False, True),
    "gaze_cone": (False, True),
    "fullscreen": (False, True),
    "game_speed": SPEEDS,
    "volume": VOLUMES,
}


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
        return Settings(), f"Settings can't be read ({error.strerror}); using the usual ones."
    except (ValueError, TypeError, RecursionError):
        aside = file.with_name("settings.broken.json")
        try:
            file.replace(aside)
        except OSError:
            return Settings(), "Settings couldn't be understood; using the usual ones."
        return Settings(), f"Settings couldn't be understood: kept as {aside.name}, using the usual ones."
    known = {f.name for f in fields(Settings)}
    good = {k: v for k, v in data.items() if k in known and _fits(k, v)}
    return Settings(**good), None


def _fits(name: str, value: Any) -> bool:
    return any(value == allowed and type(value) is type(allowed) for allowed in _ALLOWED[name])


def save_settings(settings: Settings) -> bool:
    """Keep them; returns whether that worked (a full or read-only disk must not stop play)."""
    try:
        write_atomically(_file(), json.dumps(asdict(settings), indent=1))
    except OSError:
        return False
    return True


def changed(settings: Settings, name: str, by: int) -> Settings:
    """One setting moved ``by`` places along its choices: round and round for two, to the end for more."""
    choices = _ALLOWED[name]
    at = choices.index(getattr(settings, name))
    moved = (at + by) % len(choices) if len(choices) == 2 else min(max(at + by, 0), len(choices) - 1)
    return replace(settings, **{name: choices[moved]})
