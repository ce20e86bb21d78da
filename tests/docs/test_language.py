"""Docstrings in plain English: a sentence that ends, the field's words, and nobody is "he"."""

import ast
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
ROOMS = ("storage", "core", "sim", "mind", "scenario", "rules", "analysis", "classroom", "app", "cli")
"""Folders of the game: all of them."""
PRIVATE = re.compile(
    r"\b(anew|reckon(s|ed)?|of late|by and by|hangs? on|he|his|him|himself|man|men)\b", re.IGNORECASE
)
NAMES = re.compile(r"(^|_)(he|his|him|man|men|anew|reckon\w*)(_|$)", re.IGNORECASE)
"""What no variable, function or class is called."""
FRAGMENT = re.compile(r"\.\.\.|and |which |Who [a-z]+s\b")
"""How a docstring doesn't begin: with half a sentence that leans on its neighbour, or with *who does X*."""
UNIT = re.compile(
    r"(metres|seconds|radians|steps|m/s(\^2)?|rad/s|1/s|``\([^`]*\)``|,|float64|int64|\s)+\.?", re.IGNORECASE
)
"""What is no docstring by itself: whoever hovers over a field wants to know what is measured."""
NO_VERB = re.compile(
    r"(how|whether|what|where|which|when|who|whom|whoever|metres|seconds|radians|m/s|share|shares)\b",
    re.IGNORECASE,
)
"""How a function's docstring doesn't begin: it returns such a thing, and says so."""


def docstrings(path: Path) -> Iterator[tuple[int, str, bool]]:
    """Line and text of every docstring of a module, and whether it is a function's."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        body = getattr(node, "body", None)
        if not isinstance(body, list):
            continue
        first = isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
        for before, after in zip([None, *body], body, strict=False):
            documents = isinstance(before, ast.Assign | ast.AnnAssign) or (before is None and first)
            text = getattr(getattr(after, "value", None), "value", None)
            if documents and isinstance(after, ast.Expr) and isinstance(text, str):
                yield after.lineno, text, before is None and _acts(node)


def _acts(node: ast.AST) -> bool:
    """Whether it is a function, and not a property that is read like a field."""
    return isinstance(node, ast.FunctionDef) and not any(
        "property" in ast.unparse(decorator) for decorator in node.decorator_list
    )


def fault(text: str, acts: bool = False) -> str | None:
    """What is wrong with a docstring, or None; that of what ``acts`` begins with a verb."""
    first = re.split(r"\n\s*\n", text.strip())[0].rstrip()
    if not first.endswith((".", "?", ":")) or first.endswith("..."):
        return "the first sentence doesn't end"
    if FRAGMENT.match(first):
        return "half a sentence"
    if UNIT.fullmatch(first):
        return "a unit alone"
    if first.startswith("The same") or (acts and NO_VERB.match(first)):
        return "no verb, or one that stands elsewhere"
    private = PRIVATE.search(text)
    return f"the word {private.group()}" if private else None


@pytest.mark.parametrize("room", ROOMS)
def test_docstrings_are_plain_english(room: str) -> None:
    wrong = [
        f"{path.relative_to(ROOT)}:{line} {found}: {text.strip()[:60]}"
        for path in sorted((ROOT / "game" / room).rglob("*.py"))
        for line, text, acts in docstrings(path)
        if (found := fault(text, acts)) is not None
    ]
    assert wrong == []


def identifiers(path: Path) -> Iterator[tuple[int, str]]:
    """Line and name of every variable, argument, attribute, function and class of a module."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        for part in ("id", "arg", "attr", "name"):
            name = getattr(node, part, None)
            if isinstance(name, str):
                yield getattr(node, "lineno", 0), name


@pytest.mark.parametrize("room", ROOMS)
def test_names_and_comments_speak_of_players_too(room: str) -> None:
    wrong = []
    for path in sorted((ROOT / "game" / room).rglob("*.py")):
        where = path.relative_to(ROOT)
        wrong += [f"{where}:{line} {name}" for line, name in identifiers(path) if NAMES.search(name)]
        with path.open("rb") as code:
            comments = [t for t in tokenize.tokenize(code.readline) if t.type == tokenize.COMMENT]
        wrong += [f"{where}:{t.start[0]} {t.string}" for t in comments if PRIVATE.search(t.string)]
    assert wrong == []


HE = re.compile(r"\b(he|his|him|himself|man|men)\b", re.IGNORECASE)
ITSELF = Path(__file__).name
"""This module names the words that nobody else may use."""


@pytest.mark.parametrize("folder", ["tests", "bench"])
def test_tests_and_benches_speak_of_players_too(folder: str) -> None:
    wrong = []
    for path in sorted((ROOT / folder).rglob("*.py")):
        if path.name == ITSELF:
            continue
        where = path.relative_to(ROOT)
        wrong += [f"{where}:{line} {name}" for line, name in identifiers(path) if NAMES.search(name)]
        with path.open("rb") as code:
            for t in tokenize.tokenize(code.readline):
                if t.type in (tokenize.COMMENT, tokenize.STRING) and " " in t.string and HE.search(t.string):
                    wrong.append(f"{where}:{t.start[0]} {t.string[:60]}")
    assert wrong == []


def test_the_rules_find_what_they_should() -> None:
    assert fault("Return the ball's speed, m/s.") is None
    assert fault("The ball's speed") is not None
    assert fault("... and how loudly that speaks.") is not None
    assert fault("Who kicks off first: a coin.") is not None
    assert fault("The keeper and his hands.") is not None
    assert fault("``(worlds,)`` metres.") is not None
    assert fault("Metres of the run.") is None
    assert fault("Metres of the run.", acts=True) is not None
    assert NAMES.search("to_him")
    assert NAMES.search("new_men")
    assert NAMES.search("manual") is None
    assert NAMES.search("the") is None
