"""What keys are called: in files so that each comes back as itself, on the screen as on the keyboard in use.

A key is a place on the keyboard (a scancode). In files it has SDL's name for a QWERTY keyboard, or its number
where SDL has no name for it. On the screen it is called what the chosen layout puts there.
"""

from typing import Final

import pygame

from game.app.fonts import Face, load_font
from game.app.i18n import N_, _

CODES: Final = 512
"""Scancodes lie below it; 0 is a key that the system can't tell from others."""
_NUMBERED: Final = "SCANCODE_"
_KEYS: Final[dict[str, int]] = {
    name.removeprefix("KSCAN_"): getattr(pygame, name)
    for name in sorted(dir(pygame))
    if name.startswith("KSCAN_") and getattr(pygame, name)
}
_NAMES: Final[dict[int, str]] = {code: name for name, code in _KEYS.items()}

_WORDS: Final[dict[int, str]] = {
    pygame.KSCAN_LSHIFT: N_("Shift"),
    pygame.KSCAN_RSHIFT: N_("Right Shift"),
    pygame.KSCAN_LCTRL: N_("Ctrl"),
    pygame.KSCAN_RCTRL: N_("Right Ctrl"),
    pygame.KSCAN_LALT: N_("Alt"),
    pygame.KSCAN_RALT: N_("Right Alt"),
    pygame.KSCAN_LGUI: N_("Left Win"),
    pygame.KSCAN_RGUI: N_("Right Win"),
    pygame.KSCAN_ESCAPE: N_("Esc"),
    pygame.KSCAN_RETURN: N_("Enter"),
    pygame.KSCAN_BACKSPACE: N_("Backspace"),
    pygame.KSCAN_SPACE: N_("Space"),
    pygame.KSCAN_TAB: N_("Tab"),
    pygame.KSCAN_CAPSLOCK: N_("Caps"),
    pygame.KSCAN_INSERT: N_("Insert"),
    pygame.KSCAN_DELETE: N_("Delete"),
    pygame.KSCAN_HOME: N_("Home"),
    pygame.KSCAN_END: N_("End"),
    pygame.KSCAN_PAGEUP: N_("Page Up"),
    pygame.KSCAN_PAGEDOWN: N_("Page Down"),
    pygame.KSCAN_KP_ENTER: N_("Num Enter"),
}
"""Keys that are called by a word."""
_ARROWS: Final = {
    pygame.KSCAN_UP: "UP",
    pygame.KSCAN_DOWN: "DOWN",
    pygame.KSCAN_LEFT: "LEFT",
    pygame.KSCAN_RIGHT: "RIGHT",
}
_CHARACTERS: Final[dict[int, str]] = {
    **{pygame.KSCAN_A + n: chr(ord("A") + n) for n in range(26)},
    **{pygame.KSCAN_1 + n: str((n + 1) % 10) for n in range(10)},
    pygame.KSCAN_MINUS: "-",
    pygame.KSCAN_EQUALS: "=",
    pygame.KSCAN_LEFTBRACKET: "[",
    pygame.KSCAN_RIGHTBRACKET: "]",
    pygame.KSCAN_BACKSLASH: "\\",
    pygame.KSCAN_NONUSHASH: "#",
    pygame.KSCAN_SEMICOLON: ";",
    pygame.KSCAN_APOSTROPHE: "'",
    pygame.KSCAN_GRAVE: "`",
    pygame.KSCAN_COMMA: ",",
    pygame.KSCAN_PERIOD: ".",
    pygame.KSCAN_SLASH: "/",
    pygame.KSCAN_NONUSBACKSLASH: "<",
    pygame.KSCAN_INTERNATIONAL1: "",
    pygame.KSCAN_INTERNATIONAL3: "",
}
"""Keys that type something, and what on a QWERTY keyboard."""
_ALPHABETS: Final = range(0x21, 0x600)
"""Characters that a layout may have: European alphabets, Hebrew."""


def key_name(code: int) -> str:
    """Return a key's name in files: ``W``, ``LSHIFT``, ``KP_1``; ``SCANCODE_104`` where it has no name."""
    return _NAMES.get(code, f"{_NUMBERED}{code}")


def key_code(name: object) -> int | None:
    """Return the key of a name; None where there is none."""
    if not isinstance(name, str):
        return None
    if name in _KEYS:
        return _KEYS[name]
    number = name.removeprefix(_NUMBERED)
    if number == name or not number.isascii() or not number.isdigit() or len(number) > 3:
        return None
    code = int(number)
    return code if 0 < code < CODES else None


_labels: dict[int, str] = {}
"""Of the layout in use; empty until somebody asks."""
_of_display = False


def forget_layout() -> None:
    """Forget the labels: another keyboard layout was chosen."""
    _labels.clear()


def key_label(code: int) -> str:
    """Return what stands on the key, for the screen; UP, DOWN, LEFT and RIGHT are drawn as arrows."""
    global _of_display
    if code in _ARROWS:
        return _ARROWS[code]
    if code in _WORDS:
        return _(_WORDS[code])
    # Before there is a display nobody knows the layout.
    if _of_display != pygame.display.get_init():
        _of_display = pygame.display.get_init()
        forget_layout()
    if not _labels:
        _labels.update(_label_all())
    return _labels.get(code) or _("Key {n}", n=code)


def layout() -> dict[int, str]:
    """Return the character that the chosen layout puts on each key, as the system has it."""
    if not pygame.display.get_init():
        return {}
    # SDL's own table from characters to places, which pygame shows in the keys that are pressed.
    where = pygame.key.ScancodeWrapper(tuple(range(CODES)))  # type: ignore[arg-type]
    found: dict[int, str] = {}
    for number in _ALPHABETS:
        code = int(where[number])
        if code in _CHARACTERS:
            found[code] = chr(number)
    return found


def _label_all() -> dict[int, str]:
    """Return a label for every key, no two the same."""
    taken = {_(word) for word in _WORDS.values()} | set(_ARROWS.values())
    labels: dict[int, str] = {}
    typed = {code: _large(character) for code, character in layout().items()}
    if not all(map(_drawable, typed.values())):
        # Such keyboards have Latin letters too. All of them then: half a layout would name two keys alike.
        typed = {}
    if all(_CHARACTERS[code] in ("", character) for code, character in typed.items()):
        typed = {**_CHARACTERS, **typed}
    # Keys that wait for a letter to put their accent on stay without a name: QWERTY's would be a wrong one.
    for code, label in typed.items():
        if label and label not in taken:
            labels[code] = label
            taken.add(label)
    for code in range(1, CODES):
        if code in labels or code in _WORDS or code in _ARROWS or code in _CHARACTERS:
            continue
        label = _system_name(code)
        if label and label not in taken:
            labels[code] = label
            taken.add(label)
    return labels


def _large(character: str) -> str:
    large = character.upper()
    return large if len(large) == 1 else character


def _drawable(text: str) -> bool:
    if text.isascii() or not pygame.font.get_init():
        return text.isascii()
    font = load_font(Face.SEMIBOLD, 20)
    missing = pygame.image.tobytes(font.render("\uf8ff", True, "white"), "RGBA")
    return pygame.image.tobytes(font.render(text, True, "white"), "RGBA") != missing


def _system_name(code: int) -> str:
    """Return SDL's name for a key that types nothing: ``F13``, ``AudioNext``, ``Num ,``."""
    try:
        name = pygame.key.name(code | 1 << 30, use_compat=False)
    except pygame.error:
        name = _NAMES.get(code, "").replace("KP_", "Keypad ")
    return f"Num {name.removeprefix('Keypad ')}" if name.startswith("Keypad ") else name
