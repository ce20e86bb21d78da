"""The cup that is being played, kept after every match: an evening goes on after the program has ended."""

from pathlib import Path
from typing import Any, Final

from pydantic import ValidationError

from game.app.i18n import _
from game.rules.match.cup import Cup
from game.storage.files import home
from game.storage.records import GarbledError, Record, read_record, update

FORMAT: Final = 1


def _file() -> Path:
    return home() / "cup.json"


def load_cup() -> tuple[Cup | None, str]:
    """Return the kept cup, None where there is none; and what is to be told where its file was no good."""
    try:
        kept = read_record(_file())
        return (None if kept is None else _understood(kept)), ""
    except OSError as error:
        return None, _("The cup can't be read ({why}).", why=error.strerror or str(error))
    except GarbledError:
        return None, _put_aside()


def _put_aside() -> str:
    try:
        aside = update(_file(), lambda kept: None, check=_understood)
    except OSError as error:
        return _("The cup can't be read ({why}).", why=error.strerror or str(error))
    return "" if aside is None else _("The cup couldn't be understood: kept as {file}.", file=aside.name)


def keep_cup(cup: Cup) -> str:
    """Keep it in the place of the one before; returns what is to be told. A full disk must not stop play."""
    new: dict[str, Any] = {"format": FORMAT, **cup.model_dump(mode="json")}

    def change(kept: Record | None) -> Record:
        return {**(kept or {}), **new}

    try:
        aside = update(_file(), change, check=_understood)
    except OSError as error:
        return _("The cup can't be kept ({why})", why=error.strerror or str(error))
    return "" if aside is None else _("The cup couldn't be understood: kept as {file}.", file=aside.name)


def _understood(kept: Record) -> Cup:
    if kept.get("format") != FORMAT:
        raise GarbledError("expected a cup")
    try:
        return Cup.model_validate(kept)
    except ValidationError as error:
        raise GarbledError(str(error)) from None
