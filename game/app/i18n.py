"""What the app says, in the language a person chose: one function, and catalogues like gettext's."""

from functools import cache
from pathlib import Path
from typing import Final

from game.storage.po import parse
from game.storage.resources import resource_folder

LANGUAGES: Final[dict[str, str]] = {"en": "English", "de": "Deutsch"}
"""Codes and own names. English is the text in the code; the others are in ``assets/words/CODE.po``."""

_spoken: dict[str, str] = {}


def N_(text: str) -> str:  # noqa: N802 (gettext's name for it)
    """Mark a constant as something to translate; ``_`` does so when it is shown."""
    return text


def _(text: str, **values: object) -> str:
    """``text`` in the chosen language, ``{name}`` filled from ``values``; English where nothing is known."""
    said = _spoken.get(text) or text
    return said.format(**values) if values else said


def speak(language: str) -> None:
    """Choose the language of everything said from now on; an unknown one is English."""
    global _spoken
    _spoken = catalogue(language) if language in LANGUAGES and language != "en" else {}


@cache
def catalogue(language: str) -> dict[str, str]:
    """English to another language; empty where its file is missing or can't be read."""
    try:
        return parse(catalogue_file(language).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError):
        return {}


def catalogue_file(language: str) -> Path:
    """Where a language's catalogue lies."""
    return resource_folder("assets") / "words" / f"{language}.po"
