"""A fault is put into words: its place, what was there, and what was perhaps meant."""

import difflib
import json
import os
from collections.abc import Iterable
from pathlib import Path

from game.storage.console import one_line

__all__ = ["did_you_mean", "got", "nearest", "one_line", "path_words"]

LONGEST = 60
DEEPEST = 9
"""Depth of brackets within brackets that are still written out."""


def nearest(got: str, known: Iterable[str]) -> str | None:
    """Return the known word that a misspelt one was perhaps meant to be, or None.

    >>> nearest("surfce", ["surface", "width"])
    'surface'
    """
    if len(got) > LONGEST:
        return None  # no word of ours is so long, and to compare it takes its time
    near = difflib.get_close_matches(got, list(known), n=1, cutoff=0.6)
    return near[0] if near else None


def did_you_mean(got: str, known: Iterable[str]) -> str:
    """Return ``", did you mean X?"`` where something known is near, else nothing.

    >>> did_you_mean("pusj", ["push", "backheel"])
    ', did you mean push?'
    >>> did_you_mean("header", ["push", "backheel"])
    ''
    """
    near = nearest(got, known)
    return f", did you mean {near}?" if near else ""


def got(value: object, depth: int = 0) -> str:
    """Return a value as a person typed it, on one line and short.

    >>> print(got("pusj"))
    "pusj"
    >>> got([1.0, "two"])
    '[1.0, "two"]'
    >>> got({"at": 1})
    'a table'
    """
    if depth > DEEPEST:
        return "..."
    if value is None:
        return "nothing"
    if isinstance(value, str):
        text = json.dumps(value, ensure_ascii=False)
    elif isinstance(value, bool):
        text = str(value).lower()
    elif isinstance(value, dict):
        text = "a table"
    elif isinstance(value, list | tuple) and any(isinstance(part, dict) for part in value):
        text = "a list of tables"
    elif isinstance(value, list | tuple):
        text = "[" + ", ".join(got(part, depth + 1) for part in value) + "]"
    else:
        try:
            text = str(value)
        except ValueError:
            text = "a number of thousands of digits"
    text = one_line(text)
    return text if len(text) <= LONGEST else text[: LONGEST - 3] + "..."


def path_words(path: Path | str) -> str:
    """Return a path that can be printed whatever its bytes are.

    >>> path_words("levels/wall-drill.toml")
    'levels/wall-drill.toml'
    """
    try:
        data = os.fsencode(path)
    except UnicodeEncodeError:  # half a surrogate, which no path has and a file may say
        data = str(path).encode("utf-8", "backslashreplace")
    return one_line(data.decode("utf-8", "backslashreplace"))
