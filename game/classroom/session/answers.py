"""One answer: whether it is one for its question, and what it says."""

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from game.scenario.errors import LevelError
from game.scenario.load import parse_level, parse_plan

LONGEST_LINE: Final = 300
"""Letters of a free line."""
LONGEST_VOTER: Final = 60
"""Letters of a voter's name."""
LONGEST_SECONDS: Final = 86_400.0
REASONS: Final = {
    "part": "there is no such part",
    "no_question": "this part asks nothing",
    "round": "there is no such round in this part",
    "answer": "this is no answer to the question",
    "seconds": "seconds: a number from 0, or nothing",
    "voter": "voter: 1 to 60 characters",
    "doubled": "this voter has answered already",
    "late": "the vote is closed",
    "removed": "the teacher has taken this voter out",
}
"""Why a vote changes nothing, by the code that is logged."""


class RefusedError(ValueError):
    """A vote that changes nothing; its text is one of :data:`REASONS`' codes."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What was said."""

    text: str
    """As it is kept: an option's number, a player's id, a number, ``x;y``, a line."""
    x: float | None = None
    y: float | None = None
    plan: dict[str, Any] | None = None
    """Of a written answer that is one."""


def read_answer(document: Mapping[str, Any], text: str) -> Answer:
    """Return the answer to a part's question; raises :class:`RefusedError`."""
    kind = document["kind"]
    read = _READ.get(kind)
    if read is None:
        raise RefusedError("no_question")
    return read(document, text.strip())


def _choose(document: Mapping[str, Any], text: str) -> Answer:
    if not re.fullmatch(r"[0-9]{1,3}", text) or not 1 <= int(text) <= len(document["options"]):
        raise RefusedError("answer")
    return Answer(str(int(text)))


def _point(document: Mapping[str, Any], text: str) -> Answer:
    x, semicolon, y = text.partition(";")
    scene = document["scene"]
    if not semicolon:
        raise RefusedError("answer")
    across, along = number(y), number(x)
    if along is None or across is None:
        raise RefusedError("answer")
    if abs(along) > 0.5 * scene["length"] or abs(across) > 0.5 * scene["width"]:
        raise RefusedError("answer")
    return Answer(f"{along:g};{across:g}", along, across)


def _estimate(document: Mapping[str, Any], text: str) -> Answer:
    value = number(text)
    if value is None or not 0.0 <= value <= 100.0:
        raise RefusedError("answer")
    return Answer(f"{value:g}")


def _read(document: Mapping[str, Any], text: str) -> Answer:
    if text not in document["targets"]:
        raise RefusedError("answer")
    return Answer(text)


def _write(document: Mapping[str, Any], text: str) -> Answer:
    if not text or len(text) > LONGEST_LINE or not text.isprintable():
        raise RefusedError("answer")
    return Answer(text, plan=written_plan(document, text))


_READ: Final = {
    "choose": _choose,
    "point": _point,
    "estimate": _estimate,
    "read": _read,
    "write": _write,
}


def number(text: str) -> float | None:
    """Return a finite number with a decimal point, or None.

    >>> number(" 2.5 "), number("two"), number("1e5")
    (2.5, None, None)
    """
    if not re.fullmatch(r"\s*[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)\s*", text) or len(text) > 30:
        return None
    value = float(text)
    return value if math.isfinite(value) else None


def read_seconds(text: str | None) -> float | None:
    """Return the seconds that a decision took, None where nothing is said; raises :class:`RefusedError`."""
    if text is None or not text.strip():
        return None
    value = number(text)
    if value is None or not 0.0 <= value <= LONGEST_SECONDS:
        raise RefusedError("seconds")
    return value


def written_plan(document: Mapping[str, Any], text: str) -> dict[str, Any] | None:
    """Return a line that is a plan, ``technique=push target=A speed=9``; None where it is only words."""
    pairs = re.findall(r"([a-z_]+)\s*=\s*(\[[^\]]*\]|[^\s,;]+)", text)
    if not pairs or "level_document" not in document:
        return None
    raw = {key: _value(key, value) for key, value in pairs}
    level = parse_level(document["level_document"], "level")
    try:
        parse_plan(raw, "plan", level, document["scene"]["holder"])
    except LevelError:
        return None
    return raw


def _value(key: str, text: str) -> Any:
    if text.startswith("["):
        parts = [number(part) for part in text.strip("[]").split(",")]
        return parts if None not in parts else text
    found = number(text)
    return text if found is None or key in ("target", "look") else found
