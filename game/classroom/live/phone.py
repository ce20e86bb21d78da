"""The page that a phone gets: everything in one answer, in the room's language."""

import json
import re
from typing import Final

from game.classroom.session.answers import REASONS
from game.classroom.words import WordBook
from game.storage.files import read_text
from game.storage.resources import resource_folder

MARK: Final = re.compile(r"\{\{(.+?)\}\}")
"""Words that stand in the page."""


def phone_page(words: WordBook) -> bytes:
    """The page's bytes: template, words and the script that draws."""
    folder = resource_folder("assets") / "classroom"
    text = read_text(folder / "phone.html")
    text = text.replace("/*FRAMES*/", read_text(folder / "frames.js"))
    reasons = {code: words(said) for code, said in REASONS.items()}
    text = text.replace("/*REASONS*/{}", json.dumps(reasons))
    text = MARK.sub(lambda found: _escaped(words(found[1])), text)
    return text.replace("LANGUAGE", words.language).encode()


def _escaped(text: str) -> str:
    """Fit for HTML and for a script's string in double quotes."""
    table = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
    return "".join(table.get(letter, letter) for letter in text)
