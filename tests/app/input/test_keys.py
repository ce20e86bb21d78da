"""Every key comes back from a file as itself, has a name of its own, and is called as the keyboard has it."""

import json

import pygame
import pytest

from game.app.i18n import speak
from game.app.input import keys
from game.app.input.actions import Action
from game.app.input.bindings import PAD_BUTTONS, Bindings
from game.app.input.clashes import conflicts
from game.app.input.devices import Frame
from game.app.main import one_frame
from game.app.scenes.menus.rebind import Rebind
from game.app.shell.context import Context

F16, F24, NEXT_TRACK, KEYPAD_COMMA = 107, 115, 258, 133


def lay_out(monkeypatch: pytest.MonkeyPatch, **changed: str) -> None:
    """A keyboard layout, as the system would tell of it."""
    usual = {code: character.lower() for code, character in keys._CHARACTERS.items() if character}
    other = {getattr(pygame, f"KSCAN_{name}"): character for name, character in changed.items()}
    monkeypatch.setattr(keys, "layout", lambda: {**usual, **other})
    keys.forget_layout()


@pytest.fixture(autouse=True)
def fresh() -> None:
    keys.forget_layout()
    speak("en")


def test_every_key_comes_back_from_a_file_as_itself() -> None:
    for code in range(1, keys.CODES):
        kept = json.dumps(Bindings().with_key("solo", Action.PUSH, code).to_json())
        assert Bindings.from_json(json.loads(kept)).solo.of(Action.PUSH) == (code,)


@pytest.mark.parametrize("language", ["en", "de"])
def test_no_two_keys_have_one_name(context: Context, language: str) -> None:
    speak(language)
    keys.forget_layout()
    labels = [keys.key_label(code) for code in range(1, keys.CODES)]
    speak("en")
    assert all(labels)
    assert len(set(labels)) == len(labels)


@pytest.mark.parametrize(
    ("code", "label"), [(F16, "F16"), (F24, "F24"), (NEXT_TRACK, "AudioNext"), (KEYPAD_COMMA, "Num ,")]
)
def test_switches_and_macro_pads_send_keys_that_have_names(context: Context, code: int, label: str) -> None:
    assert keys.key_label(code) == label


def test_two_keys_without_a_name_of_pygames_do_not_clash() -> None:
    both = Bindings().with_key("solo", Action.PUSH, F16).with_key("solo", Action.HEEL, NEXT_TRACK)
    assert conflicts(both) == []


@pytest.mark.parametrize("name", ["UNKNOWN", "SCANCODE_0", "SCANCODE_512", "SCANCODE_", "SCANCODE_1e1", 7])
def test_a_name_that_is_no_key_leaves_the_usual_one(name: object) -> None:
    """``UNKNOWN`` stands in files of versions that lost such keys."""
    assert Bindings.from_json({"solo": {"push": [name]}}) == Bindings()
    assert Bindings.from_json({"solo": {"push": [name, "B"]}}).solo.of(Action.PUSH) == (pygame.KSCAN_B,)


def test_a_key_that_the_system_cannot_tell_apart_is_refused(context: Context) -> None:
    scene = Rebind(context, "solo")
    context.home(scene)
    scene.waiting = Action.PUSH
    one_frame(context, Frame(raw_key=0), 1 / 60)
    assert context.settings.bindings == Bindings()
    assert scene.waiting is Action.PUSH
    assert "can't be told" in context._told[0]


def test_every_button_of_a_pad_can_be_bound_and_comes_back() -> None:
    for name in PAD_BUTTONS:
        kept = Bindings().with_button(0, Action.PUSH, name).to_json()
        assert Bindings.from_json(kept).pads[0].of(Action.PUSH) == (name,)


def test_a_german_keyboard_is_called_as_it_is(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(monkeypatch, SEMICOLON="ö", APOSTROPHE="ä", SLASH="-", MINUS="ß", Y="z", Z="y")
    right = context.settings.bindings.right
    shown = [
        keys.key_label(code)
        for action in (Action.SHIELD, Action.SWITCH, Action.FAKE, Action.THROUGH)
        for code in right.of(action)
    ]
    assert shown == ["Num 5", "Ö", "Num 6", "Ä", "Num 3", "-", "Right Shift"]
    assert keys.key_label(pygame.KSCAN_MINUS) == "ß", "there is no large one on the key"
    assert keys.key_label(pygame.KSCAN_Y) == "Z"


def test_a_dead_key_is_not_given_an_americans_name(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    lay_out(monkeypatch, SEMICOLON="ñ")
    known = keys.layout()
    del known[pygame.KSCAN_APOSTROPHE]
    monkeypatch.setattr(keys, "layout", lambda: known)
    keys.forget_layout()
    assert keys.key_label(pygame.KSCAN_APOSTROPHE) == "Key 52"


def test_letters_the_font_lacks_leave_the_latin_ones(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    lay_out(monkeypatch, W="ц", SEMICOLON="ж")
    assert [keys.key_label(code) for code in (pygame.KSCAN_W, pygame.KSCAN_SEMICOLON)] == ["W", ";"]


def test_another_layout_while_it_runs_is_noticed(context: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    assert keys.key_label(pygame.KSCAN_Y) == "Y"
    usual = keys.layout()
    monkeypatch.setattr(keys, "layout", lambda: {**usual, pygame.KSCAN_Y: "z", pygame.KSCAN_Z: "y"})
    pygame.event.post(pygame.event.Event(pygame.KEYMAPCHANGED))
    context.devices.poll(1 / 60)
    assert keys.key_label(pygame.KSCAN_Y) == "Z"


def test_keys_that_have_words_have_them_in_german(context: Context) -> None:
    speak("de")
    assert keys.key_label(pygame.KSCAN_LCTRL) == "Strg"
    assert keys.key_label(pygame.KSCAN_PAGEUP) == "Bild auf"
    speak("en")
