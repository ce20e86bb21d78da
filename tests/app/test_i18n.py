"""Every word of the app goes through one function, and each language has them all."""

import ast
import string
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pygame
import pytest

from game.app.fonts import Face, load_font
from game.app.i18n import LANGUAGES, N_, _, catalogue, speak
from game.app.render.theme import Role
from game.app.scenes.menus.options import PICTURE, PLAY, SOUND, Options, Page, entries
from game.app.scenes.menus.rebind import Controls
from game.app.scenes.menus.title import Title
from game.app.shell.context import Context
from game.scenario.catalogue import catalogue as levels
from game.storage.po import parse

APP = Path(__file__).resolve().parents[2] / "game" / "app"
OTHERS = [code for code in LANGUAGES if code != "en"]
SHOWN_BY = {"line", "wrap", "fit", "tell", "say", "_say", "tag", "draw_toast", "Entry"}
"""What puts its words before people."""
SAME_EVERYWHERE = {"Backheel"}


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    speak("en")
    yield
    speak("en")


def calls() -> Iterator[tuple[str, str, ast.Call]]:
    """Where, what is called, and the call."""
    for path in sorted(APP.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func
                called = name.id if isinstance(name, ast.Name) else getattr(name, "attr", "")
                yield f"{path.relative_to(APP)}:{node.lineno}", called, node


def marked() -> dict[str, str]:
    """Every English text that is to be translated, and where it stands."""
    found = {}
    for where, called, node in calls():
        if called in ("_", "N_") and isinstance(node.args[0], ast.Constant):
            found.setdefault(str(node.args[0].value), where)
    for level in levels():
        found |= dict.fromkeys((level.title, level.teaches), level.name)
    return found


def literals(node: ast.expr) -> Iterator[str]:
    """Words that stand in an argument as they are."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        yield node.value
    elif isinstance(node, ast.IfExp):
        yield from literals(node.body)
        yield from literals(node.orelse)
    elif isinstance(node, ast.BinOp):
        yield from literals(node.left)
        yield from literals(node.right)
    elif isinstance(node, ast.JoinedStr):
        yield "".join(str(part.value) for part in node.values if isinstance(part, ast.Constant))


def test_nothing_is_shown_that_could_not_be_translated() -> None:
    bare = [
        f"{where} {text!r}"
        for where, called, node in calls()
        if called in SHOWN_BY
        for argument in (*node.args, *(keyword.value for keyword in node.keywords))
        for text in literals(argument)
        if any(len(word) > 2 for word in "".join(c if c.isalpha() else " " for c in text).split())
        and text not in SAME_EVERYWHERE
    ]
    assert bare == []


def test_what_is_marked_is_a_plain_text() -> None:
    """An f-string would be looked up after it was filled, and never found."""
    filled = [
        where
        for where, called, node in calls()
        if called in ("_", "N_")
        and not isinstance(node.args[0], ast.Constant | ast.Name | ast.Attribute)
        and any(isinstance(part, ast.JoinedStr) for part in ast.walk(node.args[0]))
    ]
    assert filled == []


@pytest.mark.parametrize("code", OTHERS)
def test_each_language_has_every_word_and_none_too_many(code: str) -> None:
    words, said = marked(), {k for k in catalogue(code) if k}
    assert [f"{words[text]} {text!r}" for text in words if text not in said] == [], f"add to {code}.po"
    assert sorted(said - set(words)) == [], f"nobody says these any more: take them out of {code}.po"
    assert all(catalogue(code)[text].strip() for text in words)


@pytest.mark.parametrize("code", OTHERS)
def test_translations_fill_in_the_same_things(code: str) -> None:
    def holes(text: str) -> set[tuple[str | None, str | None]]:
        return {(name, spec) for _t, name, spec, _c in string.Formatter().parse(text) if name is not None}

    for english, other in catalogue(code).items():
        if english:
            assert holes(english) == holes(other), english


@pytest.mark.parametrize("code", OTHERS)
def test_the_font_has_every_letter(code: str) -> None:
    pygame.font.init()
    font = load_font(Face.REGULAR, 40)
    missing = pygame.image.tobytes(font.render("\uf8ff", True, "white"), "RGBA")
    letters = {c for text in catalogue(code).values() for c in text if not c.isspace()}
    for letter in sorted(letters):
        assert pygame.image.tobytes(font.render(letter, True, "white"), "RGBA") != missing, letter


def test_a_catalogue_is_read_like_gettexts() -> None:
    text = """# a note
msgid ""
msgstr "Language: xx\\n"

#: somewhere.py:3
msgid "Two "
"lines with a \\"quote\\""
msgstr ""
"Zwei "
"Zeilen\\n"
"""
    assert parse(text) == {'Two lines with a "quote"': "Zwei Zeilen\n"}


def test_an_unknown_language_or_word_is_english() -> None:
    speak("xx")
    assert _("Options") == "Options"
    speak("de")
    assert _("Options") == "Einstellungen"
    assert _("no such words") == "no such words"
    assert _(N_("{name} is back"), name="Pad") == "Pad ist wieder da"


def test_changing_the_language_changes_what_is_open(context: Context) -> None:
    options = Options(context)
    title = Title(context)
    context.home(title, options)
    context.change(replace(context.settings, language="de"))
    assert title.menu.entries[-1].label == "Beenden"
    assert options.menu.entries[0].label == "Steuerung"
    assert "Language" in options.menu.entries[4].label, "the way back can be read"
    context.change(replace(context.settings, language="en"))
    assert title.menu.entries[-1].label == "Quit"


@pytest.mark.parametrize("code", list(LANGUAGES))
@pytest.mark.parametrize("size", [1.0, 1.3])
def test_options_fit_their_rows_in_every_language(context: Context, code: str, size: float) -> None:
    context.change(replace(context.settings, language=code, text_size=size))
    type_ = context.type
    rows = [
        Page(context, "Options", lambda rows=rows: entries(context, rows)) for rows in (PICTURE, SOUND, PLAY)
    ]
    for page in (*rows, Controls(context)):
        for entry in page.menu.entries:
            wide = type_.width(entry.label, Role.STRONG)
            room = type_.tx(page.wide) - 2 * type_.tx(26) - 2 * type_.px(18)
            if entry.value is not None:
                assert type_.width(entry.value(), Role.STRONG) <= type_.tx(236 - 40), entry.label
                room -= type_.tx(236)
            assert wide <= room, entry.label
