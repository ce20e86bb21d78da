"""Every word of the app goes through one function, and each language has them all."""

import ast
import string
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import pygame
import pytest
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po

from game.app.fonts import Face, load_font
from game.app.i18n import LANGUAGES, N_, _, catalogue, catalogue_file, n_, say, speak
from game.app.render.theme import Role
from game.app.scenes.menus.options import AIM, PICTURE, PLAY, SOUND, Options, Page, entries
from game.app.scenes.menus.rebind import Controls
from game.app.scenes.menus.title import Title
from game.app.scenes.replay.captions import outcome_shown
from game.app.shell.context import Context
from game.core.surfaces import SURFACES
from game.scenario.catalogue import catalogue as levels
from game.scenario.phrases import Phrase
from game.storage.translations import read_translations

APP = Path(__file__).resolve().parents[2] / "game" / "app"
GAME = APP.parent
WORDS = GAME.parent / "assets" / "words"
OTHERS = [code for code in LANGUAGES if code != "en"]
KEYWORDS = {"_": "t", "N_": "t", "n_": "tp", "p_": "ct", "phrase": "t", "phrase_n": "tp", "phrase_in": "ct"}
"""What marks a text to be translated, and what its arguments are: context, text, plural."""
SHOWN_BY = {"line", "wrap", "fit", "tell", "say", "_say", "tag", "draw_toast", "Entry"}
"""What puts its words before people."""
SAME_EVERYWHERE = {"Backheel"}
Key = tuple[str, str, str]
"""Context, text, and its plural."""


@pytest.fixture(autouse=True)
def english() -> Iterator[None]:
    speak("en")
    yield
    speak("en")


def calls(room: Path = APP) -> Iterator[tuple[str, str, ast.Call]]:
    """Where, what is called, and the call."""
    for path in sorted(room.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = node.func
                called = name.id if isinstance(name, ast.Name) else getattr(name, "attr", "")
                yield f"{path.relative_to(room)}:{node.lineno}", called, node


def key_of(message: Message) -> Key:
    one, many = message.id if isinstance(message.id, tuple) else (message.id, "")
    return (message.context or "", one, many)


@cache
def marked() -> dict[Key, str]:
    """Every English text that is to be translated, and where it stands: all that people see in the window."""
    found: dict[Key, str] = {}
    for where, called, node in calls(GAME):
        if called not in KEYWORDS or where.startswith("classroom"):
            continue  # the classroom's pages are read elsewhere, and have a catalogue of their own
        given = dict(zip(KEYWORDS[called], (getattr(a, "value", None) for a in node.args), strict=False))
        if isinstance(given["t"], str) and given["t"]:
            found.setdefault((given.get("c") or "", given["t"], given.get("p") or ""), where)
    for surface in SURFACES.values():
        texts = (("", surface.called, ""), ("ground", surface.short, ""), ("", surface.advice, ""))
        found |= dict.fromkeys(texts, surface.name)
    for level in levels():
        found |= dict.fromkeys((("", level.title, ""), ("", level.teaches, "")), level.name)
    return found


@cache
def translated(code: str) -> Catalog:
    """A language's catalogue as translators write it."""
    with (WORDS / f"{code}.po").open("rb") as file:
        return read_po(file, locale=code, charset="utf-8", abort_invalid=True)


def translations(code: str) -> Iterator[tuple[Message, str, str]]:
    """Each message with its English and its other language, form by form."""
    for message in translated(code):
        if message.id:
            ones = message.id if isinstance(message.id, tuple) else (message.id,)
            others = message.string if isinstance(message.string, tuple) else (message.string,)
            for english, other in zip(ones, others, strict=True):
                yield message, english, other


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
        for where, called, node in calls(GAME)
        if called in KEYWORDS
        and any(isinstance(part, ast.JoinedStr) for argument in node.args for part in ast.walk(argument))
    ]
    assert filled == []


@pytest.mark.parametrize("code", OTHERS)
def test_each_language_has_every_word_and_none_too_many(code: str) -> None:
    """Those of the explanations, the card, the what-if panel, the levels and their HUD among them."""
    words, said = marked(), {key_of(message) for message in translated(code) if message.id}
    assert [f"{words[key]} {key!r}" for key in words if key not in said] == [], f"add to {code}.po"
    assert sorted(said - set(words)) == [], f"nobody says these any more: take them out of {code}.po"
    assert [m.id for m in translated(code) if m.id and m.fuzzy] == [], "look at these again"
    assert [english for _m, english, other in translations(code) if not (other or "").strip()] == []


@pytest.mark.parametrize("code", OTHERS)
def test_translations_fill_in_the_same_things(code: str) -> None:
    def holes(text: str) -> set[tuple[str | None, str | None]]:
        return {(name, spec) for _t, name, spec, _c in string.Formatter().parse(text) if name is not None}

    for _message, english, other in translations(code):
        assert holes(english) == holes(other), english


@pytest.mark.parametrize("code", OTHERS)
def test_what_is_read_is_what_was_written(code: str) -> None:
    """The compiled catalogue is made from the .po by the install, and by these tests after a change."""
    assert catalogue_file(code).is_file(), "run: pip install -e '.[test]'"
    for message in translated(code):
        if not message.id or isinstance(message.id, tuple):
            continue
        read = catalogue(code)
        said = read.pgettext(message.context, message.id) if message.context else read.gettext(message.id)
        assert said == message.string, f"{code}.mo is older than {code}.po: run pip install -e '.[test]'"


@pytest.mark.parametrize("code", OTHERS)
def test_the_font_has_every_letter(code: str) -> None:
    pygame.font.init()
    font = load_font(Face.REGULAR, 40)
    missing = pygame.image.tobytes(font.render("\uf8ff", True, "white"), "RGBA")
    letters = {c for _m, _english, other in translations(code) for c in other if not c.isspace()}
    for letter in sorted(letters):
        assert pygame.image.tobytes(font.render(letter, True, "white"), "RGBA") != missing, letter


@pytest.mark.parametrize(("n", "said", "german"), [(1, "1 try", "1 Versuch"), (2, "2 tries", "2 Versuche")])
def test_a_number_has_its_form(n: int, said: str, german: str) -> None:
    assert n_("{n} try", "{n} tries", n) == said
    speak("de")
    assert n_("{n} try", "{n} tries", n) == german


def test_numbers_are_written_as_the_language_writes_them() -> None:
    weight = Phrase("{n:.1f} m/s", {"n": 0.5})
    assert (str(weight), say(weight)) == ("0.5 m/s", "0.5 m/s")
    speak("de")
    assert say(weight) == "0,5 m/s"


def test_a_catalogue_that_is_no_catalogue_is_english(tmp_path: Path) -> None:
    file = tmp_path / "xx.mo"
    for data in (b"", b"no catalogue", b"\xde\x12\x04\x95" + b"\xff" * 60):
        file.write_bytes(data)
        assert read_translations([file]).gettext("Options") == "Options"


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
    assert any("Language" in entry.label for entry in options.menu.entries), "the way back can be read"
    context.change(replace(context.settings, language="en"))
    assert title.menu.entries[-1].label == "Quit"


@pytest.mark.parametrize("code", list(LANGUAGES))
@pytest.mark.parametrize("size", [1.0, 1.3])
def test_options_fit_their_rows_in_every_language(context: Context, code: str, size: float) -> None:
    context.change(replace(context.settings, language=code, text_size=size))
    type_ = context.type
    rows = [
        Page(context, "Options", lambda rows=rows: entries(context, rows))
        for rows in (PICTURE, SOUND, PLAY, AIM)
    ]
    for page in (*rows, Controls(context)):
        for entry in page.menu.entries:
            wide = type_.width(entry.label, Role.STRONG)
            room = type_.tx(page.wide) - 2 * type_.tx(26) - 2 * type_.px(18)
            if entry.value is not None:
                assert type_.width(entry.value(), Role.STRONG) <= type_.tx(236 - 40), entry.label
                room -= type_.tx(236)
            assert wide <= room, entry.label


def test_how_a_replay_ended_is_said_in_german() -> None:
    speak("de")
    assert [outcome_shown(said) for said in ("3 of 5", "2 : 1", "")] == ["3 von 5", "2 : 1", ""]
    speak("en")
