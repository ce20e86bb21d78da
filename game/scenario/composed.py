"""Every text is brought into one form, in which an accent is part of its letter."""

import unicodedata
from collections.abc import Mapping
from typing import Any

DEEPEST = 20
"""Levels of tables within tables that are looked into."""


def composed(value: Any, deep: int = 0) -> Any:
    """Return the value with every text in one form: an é of two characters becomes the é of one.

    Keyboards and file systems differ in which they write, and nobody sees it.

    >>> composed({"id": "Jose\u0301"}) == {"id": "Jos\u00e9"}
    True
    """
    if isinstance(value, str):
        return value if value.isascii() else unicodedata.normalize("NFC", value)
    if deep > DEEPEST:
        return value  # no table of ours goes so deep: whoever reads it says so
    if isinstance(value, Mapping):
        return {composed(key): composed(part, deep + 1) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(composed(part, deep + 1) for part in value)
    return value
