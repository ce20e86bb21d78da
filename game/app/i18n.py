"""What the app says, in the language a person chose: gettext's functions, and analysis' phrases filled in."""

import string
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any, Final

from game.scenario.phrases import Name, Phrase
from game.storage.resources import resource_folder
from game.storage.translations import Translations, read_translations

LANGUAGES: Final[dict[str, str]] = {"en": "English", "de": "Deutsch"}
"""Codes and own names. English is the text in the code; the others are in ``assets/words/CODE.po``."""
DECIMAL_COMMA: Final = frozenset({"de"})
"""Languages that write 0,5 for a half."""

_language = "en"
_sides: tuple[str, str] | None = None


def N_(text: str) -> str:  # noqa: N802 (gettext's name for it)
    """Mark a constant as something to translate; ``_`` does so when it is shown."""
    return text


def _(text: str, /, **values: object) -> str:
    """Return ``text`` in the chosen language, ``{name}`` filled from ``values``.

    English where nothing is known.

    >>> _("{name} is back", name="Pad")
    'Pad is back'
    """
    return _filled(catalogue(_language).gettext(text) if text else "", values)


def n_(one: str, many: str, n: int, /, **values: object) -> str:
    """Return the form that suits the number ``n``, which ``{n}`` stands for: ``{n} try``, ``{n} tries``."""
    return _filled(catalogue(_language).ngettext(one, many, n), {"n": n, **values})


def p_(context: str, text: str, /, **values: object) -> str:
    """Return ``text`` as it is meant in ``context``, where one English text has two translations."""
    return _filled(catalogue(_language).pgettext(context, text), values)


def say(phrase: Phrase) -> str:
    """Return a phrase of the analysis or the rules in the chosen language."""
    words, own = catalogue(_language), phrase
    if own.many:
        text = words.ngettext(own.text, own.many, own.n)
    elif own.context:
        text = words.pgettext(own.context, own.text)
    else:
        text = words.gettext(own.text) if own.text else ""
    return _filled(text, own.filling) if own.filling else text


def name_shown(name: str | Name) -> str:
    """Return what a player is called on screen: a side without a name of its own by what it wears."""
    if not isinstance(name, Name) or name.side is None or _sides is None:
        return str(name)
    return f"{_(_sides[name.side])} {name.number}"


def speak(language: str, sides: tuple[str, str] | None = None) -> None:
    """Choose the language of everything said from now on; an unknown one is English.

    ``sides``: what the two sides wear, in English; None: they are called red and blue, as in files.
    """
    global _language, _sides
    _language, _sides = language if language in LANGUAGES else "en", sides


@cache
def catalogue(language: str) -> Translations:
    """Return a language's words; none where they aren't there or can't be read."""
    return read_translations([] if language == "en" else [catalogue_file(language)])


def catalogue_file(language: str) -> Path:
    """Return where a language's compiled catalogue lies."""
    return resource_folder("assets") / "words" / f"{language}.mo"


class _Fill(string.Formatter):
    """Fill in values as the chosen language writes them."""

    def format_field(self, value: Any, format_spec: str) -> str:
        if isinstance(value, Phrase):
            return say(value)
        if isinstance(value, Name):
            return name_shown(value)
        said: str = super().format_field(value, format_spec)
        if _language in DECIMAL_COMMA and isinstance(value, int | float):
            return said.replace(".", ",")
        return said


def _filled(text: str, values: Mapping[str, object]) -> str:
    return _Fill().vformat(text, (), values) if values else text
