"""A person's settings, kept in the platform's own folder. A broken file is put aside."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import Annotated, Any, Final

from pydantic import AfterValidator, ConfigDict, ValidationError, create_model

from game.app.i18n import LANGUAGES, N_, _
from game.app.input.bindings import Bindings
from game.app.input.receivers import AimHelp
from game.app.input.thumb import Helps
from game.app.input.weight import WeightHelp
from game.app.render.kits import PALETTES
from game.mind.traits.strength import USUAL_STRENGTH
from game.storage.files import home
from game.storage.records import GarbledError, Record, changed_only, read_record, update

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
AIM_WORDS: Final = {"full": N_("Full"), "angle": N_("Angle only"), "off": N_("Off")}
WEIGHT_WORDS: Final = {"auto": N_("Automatic"), "mark": N_("Mark"), "pure": N_("Pure")}
"""What the helps are called."""


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
    music: float = 0.5
    """Volume of the music in the menus, 0 to 1."""
    language: str = "en"
    palette: str = "classic"
    patterns: bool = True
    camera_shake: bool = True
    record_replays: bool = True
    vsync: bool = True
    aim_help_1: str = AimHelp.FULL.value
    aim_help_2: str = AimHelp.FULL.value
    """How much the first and the second person's aim is helped: ``full``, ``angle`` or ``off``."""
    weight_1: str = WeightHelp.AUTO.value
    weight_2: str = WeightHelp.AUTO.value
    """How their weight is helped: ``auto``, ``mark`` or ``pure``."""
    verdicts: str = "whisper"
    """Words about passes in a match: ``off``, ``whisper`` or ``full``. Levels always have them."""
    strength: int = USUAL_STRENGTH
    """Of the opponents in levels and practice."""
    ghost: bool = True
    """Whether the ghost of one's best play goes along in levels."""
    open_all: bool = False
    """Whether every chapter of the levels is open, as for a class."""
    bindings: Bindings = field(default_factory=Bindings)


_ALLOWED: Final[dict[str, tuple[Any, ...]]] = {
    "text_size": TEXT_SIZES,
    "reduced_motion": (False, True),
    "gaze_cone": (False, True),
    "ghost": (False, True),
    "open_all": (False, True),
    "fullscreen": (False, True),
    "game_speed": SPEEDS,
    "effects": VOLUMES,
    "crowd": VOLUMES,
    "music": VOLUMES,
    "language": tuple(LANGUAGES),
    "palette": tuple(PALETTES),
    "patterns": (False, True),
    "camera_shake": (False, True),
    "record_replays": (False, True),
    "vsync": (False, True),
    "aim_help_1": tuple(one.value for one in AimHelp),
    "aim_help_2": tuple(one.value for one in AimHelp),
    "weight_1": tuple(one.value for one in WeightHelp),
    "weight_2": tuple(one.value for one in WeightHelp),
    "verdicts": ("off", "whisper", "full"),
    "strength": tuple(STRENGTH_WORDS),
}


def _one_of(allowed: tuple[Any, ...]) -> AfterValidator:
    """Return a check for one of what a setting may be: another program may have written 1 for 1.0."""

    def check(value: Any) -> Any:
        if value not in allowed:
            raise ValueError(f"expected one of {allowed}")
        return allowed[allowed.index(value)]

    return AfterValidator(check)


_File: Final = create_model(
    "_File",
    __config__=ConfigDict(strict=True, extra="ignore"),
    **{  # type: ignore[call-overload]
        name: (Annotated[type(allowed[0]), _one_of(allowed)], Settings.__dataclass_fields__[name].default)
        for name, allowed in _ALLOWED.items()
    },
)
"""The settings as they stand in the file."""


def helps_of(settings: Settings, person: int) -> Helps:
    """Return what the first (0) or the second (1) person wants help with."""
    aims = (settings.aim_help_1, settings.aim_help_2)
    weights = (settings.weight_1, settings.weight_2)
    return Helps(AimHelp(aims[person]), WeightHelp(weights[person]))


def choices(name: str) -> tuple[Any, ...]:
    """Return what a setting may be."""
    return _ALLOWED[name]


_ASIDE: Final = "settings.broken.json"


def _file() -> Path:
    return home() / "settings.json"


def load_settings() -> tuple[Settings, str | None]:
    """Return the settings, and a word to tell once if the file was no good."""
    told: str | None = None
    try:
        data = read_record(_file()) or {}
    except GarbledError:
        data, told = {}, _put_aside()
    except OSError as error:
        why = error.strerror or ""
        return Settings(), _("Settings can't be read ({why}); using the usual ones.", why=why)
    return _from_record(data), told


def _put_aside() -> str:
    try:
        aside = update(_file(), lambda kept: None, first_aside=_ASIDE)
    except OSError:
        aside = None
    if aside is None:
        return _("Settings couldn't be understood; using the usual ones.")
    return _("Settings couldn't be understood: kept as {file}, using the usual ones.", file=aside.name)


def _from_record(data: Record) -> Settings:
    """Return the settings that fit; a strange value costs only itself."""
    known = {name: data[name] for name in _ALLOWED if name in data}
    try:
        _File.model_validate(known)
    except ValidationError as error:
        for fault in error.errors(include_url=False, include_input=False):
            known.pop(str(fault["loc"][0]), None)
    good = _File.model_validate(known).model_dump(exclude_unset=True)
    return Settings(**good, bindings=Bindings.from_json(data.get("bindings")))


def _as_record(settings: Settings) -> Record:
    plain = {f.name: getattr(settings, f.name) for f in fields(settings)}
    return {**plain, "bindings": settings.bindings.to_json()}


def save_settings(
    settings: Settings, before: Settings | None = None, tell: Callable[[str], object] = lambda why: None
) -> bool:
    """Keep what differs from ``before`` (all of it where that is None); returns whether that worked.

    Another window's changes and the keys of a newer version stay. A full or read-only disk must not stop
    play, and settings that can't be read are not written over: ``tell`` gets the reason.
    """

    def change(kept: Record | None) -> Record:
        if kept is None:
            return _as_record(settings)
        return changed_only(kept, {} if before is None else _as_record(before), _as_record(settings))

    try:
        update(_file(), change, first_aside=_ASIDE)
    except OSError as error:
        tell(error.strerror or str(error))
        return False
    return True


def changed(settings: Settings, name: str, by: int) -> Settings:
    """Return settings with one moved ``by`` places along its choices: round, but what has an order ends."""
    known = _ALLOWED[name]
    at = known.index(getattr(settings, name))
    ends = not isinstance(known[0], bool | str)
    moved = min(max(at + by, 0), len(known) - 1) if ends else (at + by) % len(known)
    return replace(settings, **{name: known[moved]})
