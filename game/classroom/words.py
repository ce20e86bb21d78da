"""What a lesson's pages say, in the language that the teacher picked for the room."""

from functools import cache
from typing import Final

from game.storage.resources import resource_folder
from game.storage.translations import Translations, read_translations

LANGUAGES: Final = ("en", "de")
"""English is the text in the code and in the lessons; the others are in ``CODE.po`` beside both."""


def N_(text: str) -> str:  # noqa: N802 (gettext's name for it)
    """Mark a constant as something to translate."""
    return text


class WordBook:
    """One language's words."""

    def __init__(self, language: str) -> None:
        self.language = language if language in LANGUAGES else "en"
        self._said = _catalogue(self.language)

    def __call__(self, text: str, **values: object) -> str:
        """Return ``text`` in the language, its ``{name}`` filled; English where nothing is known."""
        said = self._said.gettext(text) if text else ""
        return said.format(**values) if values else said

    def number(self, value: float, places: int = 0) -> str:
        """Return a number as the language writes it."""
        text = f"{value:.{places}f}"
        text = text.lstrip("-") if text.strip("-0.") == "" else text  # no sign before a nought
        return text.replace(".", ",") if self.language == "de" else text


@cache
def _catalogue(language: str) -> Translations:
    if language == "en":
        return read_translations([])
    folders = (resource_folder("assets") / "classroom", resource_folder("levels") / "lessons")
    return read_translations([folder / f"{language}.mo" for folder in folders])
