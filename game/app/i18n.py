"""What the app says, in the language a person chose: one function, and catalogues like gettext's."""

import re
from functools import cache
from pathlib import Path
from typing import Final

from game.app.render.theme import assets_dir

LANGUAGES: Final[dict[str, str]] = {"en": "English", "de": "Deutsch"}
"""Codes and own names. English is the text in the code; the others are in ``assets/words/CODE.po``."""

_ENTRY: Final = re.compile(r'(msgid|msgstr)\s+((?:"(?:[^"\\]|\\.)*"\s*)+)')
_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPES: Final = {"\\n": "\n", "\\t": "\t", '\\"': '"', "\\\\": "\\"}

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
    return assets_dir() / "words" / f"{language}.po"


def parse(text: str) -> dict[str, str]:
    """The pairs of a ``.po`` file: ``msgid`` and ``msgstr`` with their quoted lines; nothing else is used."""
    pairs: dict[str, str] = {}
    asked: str | None = None
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    for what, quoted in _ENTRY.findall(lines):
        joined = "".join(_QUOTED.findall(quoted))
        said = re.sub(r"\\.", lambda m: _ESCAPES.get(m[0], m[0][1:]), joined)
        if what == "msgid":
            asked = said
        elif asked:
            pairs[asked] = said
            asked = None
    return pairs
