"""Catalogues of words in another language, as gettext's tools write them."""

import re
from typing import Final

_ENTRY: Final = re.compile(r'(msgid|msgstr)\s+((?:"(?:[^"\\]|\\.)*"\s*)+)')
_QUOTED: Final = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPES: Final = {"\\n": "\n", "\\t": "\t", '\\"': '"', "\\\\": "\\"}


def parse(text: str) -> dict[str, str]:
    """The pairs of a ``.po`` file: ``msgid`` and ``msgstr`` with their quoted lines; nothing else is used."""
    pairs: dict[str, str] = {}
    asked: str | None = None
    lines = "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#"))
    for what, quoted in _ENTRY.findall(lines):
        joined = "".join(_QUOTED.findall(quoted))
        said = re.sub(r"\\.", lambda m: _ESCAPES.get(m[0], m[0][1:]), joined)
        if what == "msgid":
            asked = said
        elif asked:
            pairs[asked] = said
            asked = None
    return pairs
