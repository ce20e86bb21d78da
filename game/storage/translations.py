"""Compiled catalogues of words (gettext's ``.mo``), as they lie among the resources."""

import struct
from collections.abc import Sequence
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

Translations = NullTranslations
"""A language's words; English, which is the text in the code, has none of its own."""


def read_translations(files: Sequence[Path]) -> Translations:
    """Return the words of some ``.mo`` files, the first that knows one first.

    A file that can't be read, or is no catalogue, is skipped.
    """
    found: Translations = NullTranslations()
    for file in reversed(files):
        try:
            with file.open("rb") as opened:
                own = GNUTranslations(opened)
        except (OSError, ValueError, LookupError, struct.error):
            continue
        own.add_fallback(found)
        found = own
    return found
