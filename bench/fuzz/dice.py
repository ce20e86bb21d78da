"""Dice that fall the same way for the same kind and seed, and the odd things that they may show."""

import random
from collections.abc import Sequence
from typing import Any, TypeVar

Any_ = TypeVar("Any_")


class Raw(str):
    """Text that is written as it stands, in TOML as in JSON."""

    __slots__ = ()


NUMBERS = (
    *(0, 1, -1, 2, 3, 7, 30, 31, 1000, 1001, 2**15, 2**31, 2**31 - 1, 2**53 + 1, 2**63 - 1, 2**63, 2**64),
    *(-(2**31), -(2**63), 10**25, 10**400, -(10**400)),
    *(0.0, -0.0, 0.1, 0.5, -0.5, 1.0, 5e-324, 1e-320, 1e-9, 1e9, 1e16, 1e154, 1e200, -1e200, 1e308, -1e308),
    *(180.0, -180.0, 360.0, 360.0000001, 89.99999999, float("nan"), float("inf"), float("-inf")),
)

TEXTS = (
    *(
        "",
        " ",
        "\t",
        "\n",
        "\r\n",
        "a\nb",
        "a\rb",
        "\0",
        "\x1b[31mred\x1b[0m",
        "\x1b]0;t\a",
        "\x7f",
        "\x9b2J",
    ),
    *("\u202egnp.bhr", "\u2066x\u2069", "\u200b", "\u2028", "\u2029", "\ufeff", "\ufffe", "\U0010ffff"),
    *(
        "e\u0301",
        "\u00e9",
        "\u1e9e",
        "\u0130",
        "ﬁ",
        "²",
        "٣",
        "五",
        "🦶🏽",
        "\ud800",
        "a\udcffb",
        "\udfff\ud800",
    ),
    *("nan", "inf", "null", "true", "None", "0", "1", "-1", "1e5", "[1, 2]", "{}", "a" * 12, "a" * 13),
    *("a" * 24, "a" * 25, "a" * 300, "a" * 301, "x" * 100_000, "é" * 5_000, "%s%n%x", "{0}", "{expected}"),
    *("red", "blue", "cpu", "human1", "human2", "still", "both", "mixed", "push", "backheel", "shot", "any"),
    *(
        "target",
        "away",
        "A",
        "B",
        "P",
        "D1",
        "dry",
        "wet",
        "Dry",
        "dry ",
        "feet",
        "natural",
        "square",
        "left",
    ),
    *("..", "../../../etc/passwd", "/dev/null", "/dev/zero", "~", "\\\\server\\share\\x.toml", "file:///x"),
    *("CON", "aux.toml", "-", "--", "--help", "=", "#", "'", '"', "\\", "\\u0000", "]]", "'''", '"""'),
)

WORDS = (
    *("id", "at", "from", "to", "kind", "plan", "target", "format", "title", "length", "width", "holder"),
    *("velocity", "count", "each_foot", "through", "mark", "control", "team", "name", "kit", "strength"),
    *("__class__", "__proto__", "model_config", "self", "", " ", "a.b", "x", "é", "e\u0301", "\x1b", "\n"),
)

RAWS = (
    *("1979-05-27", "07:32:00", "1979-05-27T07:32:00Z", "0x10", "0o7", "0b1", "1_000", "1e400", "-1e400"),
    *("nan", "inf", "-inf", "NaN", "Infinity", "-Infinity", "null", "true", "false", "9" * 5000, "1e5", "+1"),
    *(
        "[" * 60 + "]" * 60,
        "[" * 5_000 + "]" * 5_000,
        *("[" * deep + "]" * deep for deep in (190, 330, 480, 900, 960, 985)),
        "[" * 200_000,
        "{",
        "[",
        '"',
        '"\\ud800"',
        '"\\u0000"',
    ),
    *("[" + "0," * 50_000 + "0]", "[" + "{}," * 5_000 + "{}]", "[[1, 2], [3, 4]]", "[{}]", "{}", "[]", ""),
    *("[" * deep + "]" * deep for deep in (190, 330, 480, 900, 960, 985)),
)


class Dice(random.Random):
    """One trial's own: nothing that was thrown before it changes it."""

    def __new__(cls, kind: str, number: int) -> "Dice":
        """``random.Random`` looks at what it is made from here already."""
        return super().__new__(cls)

    def __init__(self, kind: str, number: int) -> None:
        super().__init__(f"{kind}:{number}")

    def one(self, many: Sequence[Any_]) -> Any_:
        """Any of them."""
        return many[int(self.random() * len(many))]

    def chance(self, share: float) -> bool:
        """Whether something happens that happens so often."""
        return self.random() < share

    def number(self) -> float:
        """A number that somebody may write."""
        throw = self.random()
        if throw < 0.5:
            return self.one(NUMBERS)
        if throw < 0.7:
            return self.randint(-40, 40)
        if throw < 0.9:
            return round(self.uniform(-60.0, 60.0), self.randint(0, 4))
        return self.uniform(-1.0, 1.0) * 10.0 ** self.randint(-12, 12)

    def text(self) -> str:
        """A text that somebody may write."""
        if self.chance(0.85):
            return self.one(TEXTS)
        return "".join(chr(self.randint(0, 0x2FF)) for _ in range(self.randint(1, 20)))

    def value(self, depth: int = 0) -> Any:
        """Anything that may stand after an equals sign."""
        throw = self.random()
        if throw < 0.35:
            return self.number()
        if throw < 0.60:
            return self.text()
        if throw < 0.75:
            return Raw(self.one(RAWS))
        if throw < 0.80:
            return self.chance(0.5)
        if throw < 0.92 and depth < 3:
            return [self.value(depth + 1) for _ in range(self.one((0, 1, 2, 2, 2, 3)))]
        if depth < 3:
            return {self.one(WORDS): self.value(depth + 1) for _ in range(self.randint(0, 3))}
        return None
