"""Lessons, phones and reports speak every language of the game."""

import ast
import re
import string
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from babel.messages.pofile import read_po

from game.classroom.lesson.catalogue import lesson_files
from game.classroom.session.answers import REASONS
from game.classroom.words import LANGUAGES, WordBook
from game.storage.files import read_text
from game.storage.resources import resource_folder
from tests.classroom.kit import ROOT

PAGES = resource_folder("assets") / "classroom"
OTHERS = [code for code in LANGUAGES if code != "en"]
SAID = ("title", "about", "age", "aim", "misconceptions", "takeaway", "homework")
SAID += ("text", "ask", "say", "reveal")
LISTS = ("questions", "watch_for", "because")


def words_of(file: Path) -> dict[str, str]:
    """English to another language, from a catalogue's source."""
    with file.open("rb") as opened:
        return {str(entry.id): str(entry.string) for entry in read_po(opened) if entry.id}


def marked() -> set[str]:
    """Every English text of the program's own that people see."""
    found = set(REASONS.values())
    for path in sorted((ROOT / "game" / "classroom").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
                called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
                if called in ("words", "N_") and isinstance(node.args[0].value, str):
                    found.add(node.args[0].value)
    for page in ("phone.html", "notes.html"):
        found |= set(re.findall(r"\{\{(.+?)\}\}", read_text(PAGES / page)))
    for page in ("report.html", "match.html", "teacher.html", "pupil.html"):
        found |= set(re.findall(r"\bw\(\"(.+?)\"", read_text(PAGES / page)))
    return found


def texts(value: object) -> Iterator[str]:
    """Every sentence of a lesson file."""
    if isinstance(value, dict):
        for key, part in value.items():
            if key in SAID and isinstance(part, str):
                yield part
            elif key in ("plan", "plans", "against"):
                continue
            elif key in LISTS:
                yield from part
            else:
                yield from texts(part)
    elif isinstance(value, list):
        for part in value:
            yield from texts(part)


def lessons_words() -> set[str]:
    return {text for file in lesson_files().values() for text in texts(tomllib.loads(read_text(file)))}


def names(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("code", OTHERS)
def test_every_word_of_the_pages_has_another_language_s(code: str) -> None:
    said = words_of(PAGES / f"{code}.po")
    said.pop("", None)
    assert sorted(marked() - set(said)) == []
    assert sorted(set(said) - marked()) == [], "nobody says these any more"
    for english, other in said.items():
        assert names(english) == names(other), english
        assert other.strip()


@pytest.mark.parametrize("code", OTHERS)
def test_every_sentence_of_the_lessons_has_another_language_s(code: str) -> None:
    said = words_of(resource_folder("levels") / "lessons" / f"{code}.po")
    said.pop("", None)
    assert sorted(lessons_words() - set(said)) == []
    assert sorted(set(said) - lessons_words()) == [], "no lesson says these any more"


def test_numbers_are_written_as_the_language_writes_them() -> None:
    assert [WordBook("de").number(-0.001, places) for places in (0, 1, 2)] == ["0", "0,0", "0,00"]
    assert WordBook("de").number(12.34, 1) == "12,3"
    assert WordBook("en").number(12.34, 1) == "12.3"
    assert WordBook("fr").language == "en"
