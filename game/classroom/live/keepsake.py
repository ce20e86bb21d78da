"""The four letters by which a person's lessons find together over the weeks, for whoever wants that.

A word is drawn, never typed freely: it says nothing of anybody and nothing rude. The phone remembers it.
"""

import re
import secrets
from collections.abc import Collection
from typing import Final

CONSONANTS: Final = "DFLMNRSTV"
VOWELS: Final = "AEIO"
NOT_SAID: Final = frozenset(
    (
        "DODO", "DOFE", "DOFI", "FATI", "FETO", "LOLI", "LOSE", "NONO",
        "SADO", "SATA", "TITE", "TITI", "TODE", "TOTE", "TOTO",
    )
)  # fmt: skip
"""Words that mean something that nobody wants to be called, in English or German."""
_WORD: Final = re.compile(f"[{CONSONANTS}][{VOWELS}][{CONSONANTS}][{VOWELS}]")


def read_word(text: object) -> str | None:
    """Return the word that somebody typed; None where it is none.

    >>> read_word(" tafi "), read_word("<b>x"), read_word(7)
    ('TAFI', None, None)
    """
    said = text.strip().upper() if isinstance(text, str) else ""
    return said if _WORD.fullmatch(said) and said not in NOT_SAID else None


def draw_word(taken: Collection[str]) -> str | None:
    """Return a word that nobody has; None once all are taken."""
    known = (a + b + c + d for a in CONSONANTS for b in VOWELS for c in CONSONANTS for d in VOWELS)
    left = [word for word in known if word not in taken and word not in NOT_SAID]
    return secrets.choice(left) if left else None
