"""Which key or button does what: plain data that a person can change, kept as JSON.

The arrows, Enter and Esc lead through the menus whatever is bound, so that nobody is locked out.
"""

from abc import abstractmethod
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final, Generic, Self, TypeVar

import pygame

from game.app.input.actions import LOOKS, MOVES, Action
from game.app.input.keys import key_code, key_label, key_name

PAD_BUTTONS: Final[dict[str, int]] = {
    "a": pygame.CONTROLLER_BUTTON_A,
    "b": pygame.CONTROLLER_BUTTON_B,
    "x": pygame.CONTROLLER_BUTTON_X,
    "y": pygame.CONTROLLER_BUTTON_Y,
    "leftshoulder": pygame.CONTROLLER_BUTTON_LEFTSHOULDER,
    "rightshoulder": pygame.CONTROLLER_BUTTON_RIGHTSHOULDER,
    "leftstick": pygame.CONTROLLER_BUTTON_LEFTSTICK,
    "rightstick": pygame.CONTROLLER_BUTTON_RIGHTSTICK,
    "back": pygame.CONTROLLER_BUTTON_BACK,
    "start": pygame.CONTROLLER_BUTTON_START,
    "dpup": pygame.CONTROLLER_BUTTON_DPAD_UP,
    "dpdown": pygame.CONTROLLER_BUTTON_DPAD_DOWN,
    "dpleft": pygame.CONTROLLER_BUTTON_DPAD_LEFT,
    "dpright": pygame.CONTROLLER_BUTTON_DPAD_RIGHT,
    # pygame has no names for these.
    "guide": 5,
    "misc1": 15,
    "paddle1": 16,
    "paddle2": 17,
    "paddle3": 18,
    "paddle4": 19,
    "touchpad": 20,
}
"""SDL's names of a gamepad's buttons."""
PAD_TRIGGERS: Final[dict[str, int]] = {
    "lefttrigger": pygame.CONTROLLER_AXIS_TRIGGERLEFT,
    "righttrigger": pygame.CONTROLLER_AXIS_TRIGGERRIGHT,
}
_PAD_LABELS: Final[dict[str, str]] = {
    "leftshoulder": "LB",
    "rightshoulder": "RB",
    "lefttrigger": "LT",
    "righttrigger": "RT",
    "leftstick": "L3",
    "rightstick": "R3",
    "back": "Back",
    "start": "Start",
    "dpup": "UP",
    "dpdown": "DOWN",
    "dpleft": "LEFT",
    "dpright": "RIGHT",
    "guide": "Guide",
    "misc1": "Share",
    "paddle1": "P1",
    "paddle2": "P2",
    "paddle3": "P3",
    "paddle4": "P4",
    "touchpad": "Touchpad",
}


def pad_label(name: str) -> str:
    """Return what stands on a gamepad's button."""
    return _PAD_LABELS.get(name, name.upper())


K = TypeVar("K", int, str)


@dataclass(frozen=True, slots=True)
class ActionMap(Generic[K]):
    """Which keys or buttons each action has: several at will, and the first stands for it in a hint."""

    inputs: Mapping[Action, tuple[K, ...]] = field(default_factory=dict)

    @staticmethod
    @abstractmethod
    def name_of(one: K) -> str:
        """Return what stands on a key or button."""

    def of(self, action: Action) -> tuple[K, ...]:
        """Return the keys (scancodes) or buttons (SDL's names) of an action."""
        return self.inputs.get(action, ())

    def labels(self, action: Action) -> tuple[str, ...]:
        """Return what stands on each key or button of an action."""
        return tuple(self.name_of(one) for one in self.of(action))

    def label(self, action: Action) -> str:
        """Return what stands on the first key or button of an action; empty where it has none."""
        return next(iter(self.labels(action)), "")

    def bound(self, action: Action, *inputs: K) -> Self:
        """Return the same with other keys or buttons for one action."""
        return replace(self, inputs={**self.inputs, action: inputs})


@dataclass(frozen=True, slots=True)
class Keymap(ActionMap[int]):
    """One layout of keys."""

    @staticmethod
    def name_of(one: int) -> str:
        """Return what stands on the key of a scancode."""
        return key_label(one)


@dataclass(frozen=True, slots=True)
class Padmap(ActionMap[str]):
    """What a gamepad's buttons do."""

    swap_sticks: bool = False
    """Run with the right stick and look with the left."""

    @staticmethod
    def name_of(one: str) -> str:
        """Return what stands on the button of that name."""
        return pad_label(one)


def _codes(*names: object) -> tuple[int, ...]:
    """Return the keys of those names that there are."""
    return tuple(code for name in names if (code := key_code(name)) is not None)


def _keymap(moves: str, looks: str = "", **crafts: str) -> Keymap:
    keys: dict[Action, tuple[int, ...]] = {}
    for actions, names in ((MOVES, moves), (LOOKS, looks)):
        keys |= {a: _codes(name) for a, name in zip(actions, names.split(), strict=False)}
    keys |= {Action(name): _codes(*text.split()) for name, text in crafts.items()}
    return Keymap(keys)


SOLO: Final = _keymap(
    "W A S D",
    "UP LEFT DOWN RIGHT",
    push="J",
    heel="K",
    shot="U",
    fake="L",
    sprint="LSHIFT",
    shield="I",
    through="LCTRL",
    switch="O",
    eyes="E",
    foot="Q",
)
"""Alone on the keyboard: run with the left hand, strike with the right one."""
LEFT: Final = _keymap(
    "W A S D",
    push="F",
    heel="G",
    shot="T",
    fake="H",
    sprint="LSHIFT",
    shield="Y",
    through="LCTRL",
    switch="V",
    eyes="E",
    foot="Q",
)
"""The first of two on one keyboard."""
RIGHT: Final = _keymap(
    "UP LEFT DOWN RIGHT",
    push="KP1 COMMA",
    heel="KP2 PERIOD",
    shot="KP4 L",
    fake="KP3 SLASH",
    sprint="RCTRL",
    shield="KP5 SEMICOLON",
    through="RSHIFT",
    switch="KP6 APOSTROPHE",
    eyes="KP7 K",
    foot="KP0",
)
"""The second of two: arrows and keypad, or the keys around the full stop where there is no keypad."""
SHARED: Final = _keymap("", mind="M", restart="R", pause="P", help="F1", fullscreen="F11")
PAD: Final = Padmap(
    {
        Action.PUSH: ("a",),
        Action.HEEL: ("b",),
        Action.SHOT: ("x",),
        Action.FAKE: ("y",),
        Action.SPRINT: ("righttrigger",),
        Action.SHIELD: ("leftshoulder",),
        Action.THROUGH: ("lefttrigger",),
        Action.SWITCH: ("rightshoulder",),
        Action.EYES: ("rightstick",),
        Action.FOOT: ("dpleft", "dpright"),
        Action.MIND: ("dpup",),
        Action.PAUSE: ("start",),
        Action.HELP: ("back",),
    }
)


@dataclass(frozen=True, slots=True)
class Bindings:
    """Everybody's keys and buttons. Two people: ``left`` and ``right`` share the keyboard."""

    solo: Keymap = SOLO
    left: Keymap = LEFT
    right: Keymap = RIGHT
    shared: Keymap = SHARED
    """What isn't one person's own: pause, help, thoughts."""
    pads: tuple[Padmap, Padmap] = (PAD, PAD)
    """Of the first person with a gamepad and of the second."""

    def layout(self, name: str) -> Keymap | Padmap:
        """Return a layout by its name: ``solo``, ``left``, ``right``, ``shared``, ``pad 1``, ``pad 2``."""
        return self.layouts[name]

    @property
    def layouts(self) -> dict[str, Keymap | Padmap]:
        """All layouts by name."""
        return {**self.keymaps, "pad 1": self.pads[0], "pad 2": self.pads[1]}

    @property
    def keymaps(self) -> dict[str, Keymap]:
        """The layouts of keys by name."""
        return {"solo": self.solo, "left": self.left, "right": self.right, "shared": self.shared}

    def with_layout(self, name: str, layout: Keymap | Padmap) -> "Bindings":
        """Return the same with one layout in the place of the one of that name."""
        if isinstance(layout, Keymap):
            new: dict[str, Any] = {name: layout}
            return replace(self, **new)
        first, second = self.pads
        return replace(self, pads=(layout, second) if name == "pad 1" else (first, layout))

    def with_key(self, layout: str, action: Action, *codes: int) -> "Bindings":
        """Return the same with other keys for one action of a layout of keys."""
        return self.with_layout(layout, self.keymaps[layout].bound(action, *codes))

    def with_button(self, pad: int, action: Action, *names: str) -> "Bindings":
        """Return the same with other buttons for one action of the first (0) or second (1) gamepad."""
        return self.with_layout(f"pad {pad + 1}", self.pads[pad].bound(action, *names))

    def to_json(self) -> dict[str, Any]:
        """Return plain names, the way settings keep them."""
        out: dict[str, Any] = {
            name: {action.value: [key_name(c) for c in codes] for action, codes in keymap.inputs.items()}
            for name, keymap in self.keymaps.items()
        }
        out["pads"] = [
            {"swap_sticks": pad.swap_sticks, **{a.value: list(names) for a, names in pad.inputs.items()}}
            for pad in self.pads
        ]
        return out

    @classmethod
    def from_json(cls, data: object) -> "Bindings":
        """Read plain names; what can't be understood keeps its default, so an odd line costs only itself."""
        usual = cls()
        if not isinstance(data, dict):
            return usual
        keymaps = {name: _read_keys(data.get(name), keymap) for name, keymap in usual.keymaps.items()}
        pads = data.get("pads")
        rows = pads if isinstance(pads, list) else []
        read = [_read_pad(row, usual.pads[0]) for row in [*rows, None, None][:2]]
        return cls(**keymaps, pads=(read[0], read[1]))


_ACTIONS: Final = {action.value: action for action in Action}


def _read(
    data: object, usual: Mapping[Action, tuple[K, ...]], known: Callable[[object], K | None]
) -> dict[Action, tuple[K, ...]]:
    """Return the inputs that a row of plain names says; what isn't known stays as it is usually."""
    inputs = dict(usual)
    for name, value in (data if isinstance(data, dict) else {}).items():
        if name not in _ACTIONS or not isinstance(value, list):
            continue
        found = tuple(one for text in value if (one := known(text)) is not None)
        if found or not value:
            inputs[_ACTIONS[name]] = found
    return inputs


def _read_keys(data: object, usual: Keymap) -> Keymap:
    return Keymap(_read(data, usual.inputs, key_code))


def _read_pad(data: object, usual: Padmap) -> Padmap:
    swaps = isinstance(data, dict) and data.get("swap_sticks") is True
    return Padmap(_read(data, usual.inputs, _button), swaps)


def _button(name: object) -> str | None:
    return name if isinstance(name, str) and name in (PAD_BUTTONS | PAD_TRIGGERS) else None
