"""Whatever a scene says in any of these tests has to have its German."""

import re
from collections.abc import Iterator
from functools import cache
from gettext import NullTranslations
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from game.app import i18n

WORDS = Path(__file__).resolve().parents[3] / "assets" / "words" / "de.po"


@cache
def known() -> frozenset[tuple[str, str]]:
    """Context and English of every text that has a German one."""
    with WORDS.open("rb") as file:
        messages = [message for message in read_po(file, locale="de") if message.id and message.string]
    ones = [m.id[0] if isinstance(m.id, tuple) else m.id for m in messages]
    return frozenset((m.context or "", one) for m, one in zip(messages, ones, strict=True))


class Listening(NullTranslations):
    """A language's words that take down what was asked for and isn't there in German."""

    def __init__(self, words: NullTranslations, missed: set[str]) -> None:
        super().__init__()
        self.words, self.missed = words, missed

    def _heard(self, context: str, text: str) -> None:
        words = "".join(c if c.isalpha() else " " for c in re.sub(r"{[^}]*}", "", text)).split()
        if (context, text) not in known() and any(len(word) > 2 for word in words):
            self.missed.add(text)

    def gettext(self, message: str) -> str:
        self._heard("", message)
        return self.words.gettext(message)

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        self._heard("", msgid1)
        return self.words.ngettext(msgid1, msgid2, n)

    def pgettext(self, context: str, message: str) -> str:
        self._heard(context, message)
        return self.words.pgettext(context, message)


@pytest.fixture(autouse=True)
def all_that_is_said_has_its_german(
    monkeypatch: pytest.MonkeyPatch, request: pytest.FixtureRequest
) -> Iterator[None]:
    """Card, HUD, explanations, what if, levels and menus, as far as each test goes through them.

    A test module's ``FROM_FILES`` names what stands in files of its own.
    """
    missed: set[str] = set()
    words = i18n.catalogue
    monkeypatch.setattr(i18n, "catalogue", lambda language: Listening(words(language), missed))
    yield
    assert missed - getattr(request.module, "FROM_FILES", set()) == set(), f"add to {WORDS.name}"
