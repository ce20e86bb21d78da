"""The pages that phones get: everything in one answer, in the room's language."""

import json
import re
from collections.abc import Mapping
from typing import Final

from game.classroom.session.answers import REASONS
from game.classroom.words import WordBook
from game.storage.files import read_text
from game.storage.resources import resource_folder

MARK: Final = re.compile(r"\{\{(.+?)\}\}")
"""Words that stand in the page."""


def phone_page(words: WordBook) -> bytes:
    """Return the page's bytes: template, words and the script that draws."""
    reasons = {code: words(said) for code, said in REASONS.items()}
    frames = read_text(resource_folder("assets") / "classroom" / "frames.js")
    return _page("phone.html", words, {"/*FRAMES*/": frames, "/*REASONS*/{}": json.dumps(reasons)})


def notes_page(words: WordBook) -> bytes:
    """Return the bytes of the page for the teacher's own phone."""
    return _page("notes.html", words, {})


def _page(name: str, words: WordBook, inside: Mapping[str, str]) -> bytes:
    text = read_text(resource_folder("assets") / "classroom" / name)
    for mark, put in inside.items():
        text = text.replace(mark, put)
    text = MARK.sub(lambda found: _escaped(words(found[1])), text)
    return text.replace("LANGUAGE", words.language).encode()


def _escaped(text: str) -> str:
    """Fit for HTML and for a script's string in double quotes."""
    table = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
    return "".join(table.get(letter, letter) for letter in text)
