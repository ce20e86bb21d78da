"""JSON that every reader takes: ASCII alone, no NaN and no Infinity, whatever the locale is.

Python's own ``json`` writes and reads ``NaN``, which is no JSON, and text with half a surrogate pair, which
is no Unicode. Neither comes out of :func:`dumps` or :func:`dump_bytes`, and :func:`loads` refuses both.
"""

import json
import math
from typing import Any, Final, NoReturn

LONGEST_NUMBER: Final = 400
"""Digits of a whole number; a float has at most 309 before the point."""


def dumps(value: Any, *, indent: int | None = None, compact: bool = False) -> str:
    r"""Return a value as ASCII JSON; numbers that are none become null.

    >>> print(dumps({"angle": "3 °", "mean": float("nan")}))
    {"angle": "3 \u00b0", "mean": null}
    """
    separators = (",", ":") if compact else None
    return json.dumps(_plain(value), allow_nan=False, indent=indent, separators=separators)


def dump_bytes(value: Any, *, indent: int | None = None, compact: bool = False) -> bytes:
    """Return the bytes of :func:`dumps`, for a file."""
    return dumps(value, indent=indent, compact=compact).encode("ascii")


def _plain(value: Any) -> Any:
    """Return the value with null for what is no number, and half surrogates written out."""
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    if isinstance(value, str):
        return whole_text(value)
    if isinstance(value, dict):
        return {_plain(key): _plain(part) for key, part in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value


def whole_text(text: str) -> str:
    r"""Return text in which half a surrogate pair is written as ``\udc80``; other text as it is.

    >>> whole_text("Ä")
    'Ä'
    """
    return text if text.isascii() else text.encode("utf-8", "backslashreplace").decode("utf-8")


def loads(data: bytes | str) -> Any:
    r"""Return the value of strict JSON in UTF-8, with or without a byte order mark.

    Raises ValueError for anything else: another encoding, NaN, a number beyond all floats, half a surrogate
    pair, brackets too deep.

    >>> loads(b'[1, 2.5, "\xc3\xbc"]')
    [1, 2.5, 'ü']
    """
    text = data.decode("utf-8-sig") if isinstance(data, bytes) else data.removeprefix("\ufeff")
    try:
        value = json.loads(text, parse_constant=_no_number, parse_float=_number, parse_int=_whole)
        if "\\" in text:
            json.dumps(value, ensure_ascii=False).encode("utf-8")  # half a surrogate can only be an escape
    except UnicodeEncodeError:
        raise ValueError("half a surrogate pair, which is no letter") from None
    except RecursionError:
        raise ValueError("brackets within brackets, too deep") from None
    return value


def _no_number(word: str) -> NoReturn:
    raise ValueError(f"{word}, which is no number")


def _number(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError("a number beyond all bounds")
    return number


def _whole(digits: str) -> int:
    if len(digits) > LONGEST_NUMBER:
        raise ValueError("a number of too many digits")
    return int(digits)
