"""Files of ours with something wrong in them: in a value, in the text, or in the bytes."""

import contextlib
import copy
import json
import math
import re
from collections.abc import Callable, Iterator
from typing import Any, Final

from bench.fuzz.dice import NUMBERS, RAWS, TEXTS, WORDS, Dice, Raw

Place = tuple[Any, Any]
"""A container, and the key or number of what lies in it."""

# Values


def places(tree: Any) -> Iterator[Place]:
    """Every place in a tree of dicts and lists."""
    keys: Any = tree.keys() if isinstance(tree, dict) else range(len(tree)) if isinstance(tree, list) else ()
    for key in list(keys):
        yield tree, key
        yield from places(tree[key])


def tree(dice: Dice, whole: dict[str, Any]) -> dict[str, Any]:
    """A copy in which one to three places are changed; two thirds of them have a single fault."""
    whole = copy.deepcopy(whole)
    for _ in range(dice.one((1, 1, 1, 1, 2, 3))):
        found = list(places(whole))
        if not found:
            return {str(dice.one(WORDS)): dice.value()}
        box, key = dice.one(found)
        with contextlib.suppress(OverflowError):  # an odd number that was put there before
            dice.one(CHANGES)(dice, whole, box, key)
    return whole


def _put(dice: Dice, whole: Any, box: Any, key: Any) -> None:
    box[key] = dice.value()


def _nudge(dice: Dice, whole: Any, box: Any, key: Any) -> None:
    """Another value of the same sort."""
    value = box[key]
    if isinstance(value, bool):
        box[key] = not value
    elif isinstance(value, int | float):
        by = dice.one((-1, 0.5, 2, 10, 1000, 1e-6, 1e6, 1.0 + 2**-52, 0))
        box[key] = value * by if dice.chance(0.7) else value + dice.one((1, -1, 0.01, 1e-9, 100))
        if isinstance(value, int) and dice.chance(0.5) and math.isfinite(box[key]):
            box[key] = int(box[key])
    elif isinstance(value, str):
        box[key] = dice.one(
            (value.upper(), value + " ", value[:-1], value + "\u0301", value * 2, dice.text())
        )
    elif isinstance(value, list):
        box[key] = dice.one((value[:-1], value * 2, value[::-1], [value], value * dice.one((3, 40, 2000))))
    else:
        box[key] = dice.value()


def _number(dice: Dice, whole: Any, box: Any, key: Any) -> None:
    """An odd number where a number stands, if any does."""
    numbers = [(b, k) for b, k in places(whole) if isinstance(b[k], int | float)]
    if numbers:
        box, key = dice.one(numbers)
        box[key] = dice.one(NUMBERS)


def _drop(dice: Dice, whole: Any, box: Any, key: Any) -> None:
    del box[key]


def _more(dice: Dice, whole: Any, box: Any, key: Any) -> None:
    """One key or one row more."""
    if isinstance(box, dict):
        box[str(dice.one(WORDS))] = dice.value()
    else:
        box.insert(dice.randint(0, len(box)), dice.one((copy.deepcopy(box[key]), dice.value())))


def _rename(dice: Dice, whole: Any, box: Any, key: Any) -> None:
    if isinstance(box, dict):
        value = box.pop(key)
        name = dice.one(
            (str(key)[:-1], str(key) + "s", str(key).upper(), str(key) + "\u0301", dice.one(WORDS))
        )
        box[name] = value


def _from_elsewhere(dice: Dice, whole: Any, box: Any, key: Any) -> None:
    other, name = dice.one(list(places(whole)))
    box[key] = copy.deepcopy(other[name])


def _swap(dice: Dice, whole: Any, box: Any, key: Any) -> None:
    if isinstance(box, dict | list) and len(box) > 1:
        other = dice.one(list(box.keys()) if isinstance(box, dict) else range(len(box)))
        box[key], box[other] = box[other], box[key]


def _wrap(dice: Dice, whole: Any, box: Any, key: Any) -> None:
    value = box[key]
    box[key] = dice.one(([value], {dice.one(WORDS): value}, str(value)[:200], [value, value]))


CHANGES: Final[tuple[Callable[[Dice, Any, Any, Any], None], ...]] = (
    *(_put, _put, _nudge, _nudge, _number, _number, _drop, _more, _rename, _from_elsewhere, _swap, _wrap),
)

# Text


def toml(whole: dict[str, Any]) -> str:
    """A document; anything that TOML can't say is written all the same."""
    return "".join(f"{_key(key)} = {_inline(value)}\n" for key, value in whole.items() if value is not None)


def _key(key: Any) -> str:
    name = str(key)
    return name if re.fullmatch(r"[A-Za-z0-9_-]+", name) else _quoted(name)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=text.isascii()).replace("\x7f", "\\u007f")


def _inline(value: Any) -> str:
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, str):
        return _quoted(value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float):
        return {"nan": "nan", "inf": "inf", "-inf": "-inf"}.get(repr(value), repr(value))
    if isinstance(value, int):
        return _whole(value)
    if isinstance(value, list | tuple):
        return "[" + ", ".join(_inline(part) for part in value) + "]"
    if isinstance(value, dict):
        return "{ " + ", ".join(f"{_key(k)} = {_inline(v)}" for k, v in value.items()) + " }"
    return "null" if value is None else str(value)


_LONG: Final = 10**400


def _whole(value: int) -> str:
    return hex(value) if abs(value) > _LONG else str(value)


def json_text(value: Any) -> str:
    """A JSON document; NaN, half a surrogate and anything raw are written all the same."""
    if isinstance(value, Raw):
        return str(value)
    if isinstance(value, str):
        return json.dumps(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return _whole(value)
    if isinstance(value, list | tuple):
        return "[" + ",".join(json_text(part) for part in value) + "]"
    if isinstance(value, dict):
        return "{" + ",".join(f"{json.dumps(str(k))}:{json_text(v)}" for k, v in value.items()) + "}"
    return json.dumps(value)


def text(dice: Dice, whole: str) -> str:
    """A text with a piece replaced, a line twice or gone, or another token."""
    for _ in range(dice.one((1, 1, 2, 5))):
        throw = dice.random()
        if throw < 0.35:
            tokens = list(re.finditer(r"-?\d[\d._eE+-]*|\"[^\"\n]*\"|\b[a-z_]+\b|[\[\]{}=,:\n]", whole))
            if tokens:
                at = dice.one(tokens)
                scrap = dice.one((dice.one(RAWS), repr(dice.number()), dice.text(), at[0] * 2, ""))
                whole = whole[: at.start()] + scrap + whole[at.end() :]
        elif throw < 0.6:
            lines = whole.splitlines(keepends=True) or [""]
            number = dice.randrange(len(lines))
            line = dice.one(lines)
            lines[number : number + dice.one((0, 1))] = [line] * dice.one((0, 1, 2))
            whole = "".join(lines)
        else:
            begin = dice.randint(0, len(whole))
            end = min(len(whole), begin + dice.one((0, 1, 3, 30)))
            whole = whole[:begin] + dice.one((dice.text(), dice.one(RAWS))) + whole[end:]
    return whole


def encoded(whole: str) -> bytes:
    """UTF-8, with halves of surrogates as they come."""
    return whole.encode("utf-8", "surrogatepass")


# Bytes


def data(dice: Dice, whole: bytes) -> bytes:
    """A file as editors, transfers and accidents leave it."""
    for _ in range(dice.one((1, 1, 1, 2, 4))):
        whole = dice.one(HURTS)(dice, whole)
    return whole


def _flip(dice: Dice, whole: bytes) -> bytes:
    hurt = bytearray(whole)
    for _ in range(dice.one((1, 1, 2, 8))):
        if hurt:
            hurt[dice.randrange(len(hurt))] ^= 1 << dice.randrange(8)
    return bytes(hurt)


def _cut(dice: Dice, whole: bytes) -> bytes:
    return whole[: dice.randint(0, len(whole))]


def _insert(dice: Dice, whole: bytes) -> bytes:
    at = dice.randint(0, len(whole))
    odd = (dice.randbytes(dice.randint(1, 20)), b"\0", b"\xff", b"\r", encoded(dice.one(TEXTS)), b"\0" * 5000)
    return whole[:at] + dice.one(odd) + whole[at:]


def _without(dice: Dice, whole: bytes) -> bytes:
    at = dice.randint(0, len(whole))
    return whole[:at] + whole[at + dice.randint(1, 50) :]


def _twice(dice: Dice, whole: bytes) -> bytes:
    at, end = sorted((dice.randint(0, len(whole)), dice.randint(0, len(whole))))
    return whole[:end] + whole[at:]


def _recoded(dice: Dice, whole: bytes) -> bytes:
    words = whole.decode("utf-8", "replace")
    coding = dice.one(
        ("utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "latin-1", "cp1252", "utf-7")
    )
    return words.encode(coding, "replace")


def _line_ends(dice: Dice, whole: bytes) -> bytes:
    return whole.replace(b"\n", dice.one((b"\r\n", b"\r", b"\n\n", b"\x0b", b"\xe2\x80\xa8")))


def _end(dice: Dice, whole: bytes) -> bytes:
    return dice.one((b"", b"\n", b"\xef\xbb\xbf", b"\x1a" + whole, whole + b"\x1a", whole + b"\0", whole * 2))


HURTS: Final[tuple[Callable[[Dice, bytes], bytes], ...]] = (
    *(_flip, _flip, _cut, _insert, _without, _twice, _recoded, _recoded, _line_ends, _end),
)


def file(dice: Dice, whole: dict[str, Any], write: Callable[[Any], str]) -> bytes:
    """One of the three at random: ``whole`` written by ``write`` with a fault in values, text or bytes."""
    throw = dice.random()
    if throw < 0.7:
        return encoded(write(tree(dice, whole)))
    if throw < 0.85:
        return encoded(text(dice, write(whole)))
    return data(dice, encoded(write(tree(dice, whole) if dice.chance(0.3) else whole)))
