"""A person's settings, results and such: one JSON object a file, shared by every window that is open.

What is there but can't be read is never taken for empty and never written over. What can't be understood is
moved aside under another name and kept. A change is made to what stands in the file at that moment, so that
two windows, and keys that a newer version knows, lose nothing.
"""

import json
import math
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeAlias

from game.storage.files import TextError, read_text, write_atomically
from game.storage.locks import WAIT, locked

Record: TypeAlias = dict[str, Any]
LARGEST: Final = 16_000_000
"""Bytes; results of a thousand levels are a hundred thousand."""


class GarbledError(ValueError):
    """What is in a file isn't what this game writes."""


def read_record(file: Path) -> Record | None:
    """Return the object in a file, None where there is no file; raises OSError or :class:`GarbledError`."""
    try:
        text = read_text(file, LARGEST)
    except FileNotFoundError:
        return None
    except TextError as error:
        raise GarbledError(str(error)) from None
    return as_object(text)


def as_object(text: str) -> Record:
    """Return a JSON object; ``NaN`` and ``1e400`` are null. Raises :class:`GarbledError`."""
    try:
        data = json.loads(text, parse_constant=lambda _: None, parse_float=_finite)
    except (ValueError, RecursionError):
        raise GarbledError("expected JSON") from None
    if not isinstance(data, dict):
        raise GarbledError("expected a JSON object")
    return data


def _finite(text: str) -> float | None:
    number = float(text)
    return number if math.isfinite(number) else None


def update(
    file: Path,
    change: Callable[[Record | None], Record | None],
    *,
    check: Callable[[Record], object] = lambda _: None,
    first_aside: str = "",
    wait: float = WAIT,
) -> Path | None:
    """Lock, read, change and write; returns where a file that couldn't be understood was moved to.

    ``change`` gets what is kept, or None where nothing is, and returns what is to be kept, or None to leave
    all as it is. ``check`` raises :class:`GarbledError`. Raises OSError where anything can't be done; the
    file is then as it was.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    with locked(file, wait):
        aside = None
        try:
            kept = read_record(file)
            if kept is not None:
                check(kept)
        except GarbledError:
            aside = set_aside(file, first_aside)
            kept = None
        before = json.dumps(kept)
        new = change(kept)
        if new is not None and json.dumps(new) != before:
            write_atomically(file, json.dumps(new, indent=1))
        return aside


def set_aside(file: Path, first: str = "") -> Path:
    """Move a file out of the way under the next free name, ``NAME.broken-N.json``; raises OSError.

    ``first`` is what the first of them is called, where that is another.
    """
    target = Path(os.path.realpath(file))
    pattern = re.compile(re.escape(f"{target.stem}.broken-") + r"(\d{1,9})" + re.escape(target.suffix))
    names = os.listdir(target.parent)  # noqa: PTH208 (names, not paths)
    numbers = [int(found[1]) for found in map(pattern.fullmatch, names) if found]
    number = max([int(first in names), *numbers]) + 1
    name = first if first and number == 1 else f"{target.stem}.broken-{number}{target.suffix}"
    return target.rename(target.with_name(name))


def changed_only(kept: Record, before: Record, after: Record) -> Record:
    """Return ``kept`` with what differs between ``before`` and ``after``, tables within tables one by one."""
    new = dict(kept)
    for key in before.keys() - after.keys():
        new.pop(key, None)
    for key, value in after.items():
        if key in before and before[key] == value and type(before[key]) is type(value):
            continue
        new[key] = _changed_value(kept.get(key), before.get(key), value)
    return new


def _changed_value(kept: Any, before: Any, after: Any) -> Any:
    if isinstance(kept, dict) and isinstance(after, dict):
        return changed_only(kept, before if isinstance(before, dict) else {}, after)
    if _tables(kept) and _tables(after) and len(kept) == len(after):
        rows = before if _tables(before) and len(before) == len(after) else [{}] * len(after)
        return [changed_only(*each) for each in zip(kept, rows, after, strict=True)]
    return after


def _tables(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(row, dict) for row in value)
