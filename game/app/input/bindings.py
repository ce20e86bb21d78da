"""Which key or button does what: plain data that a person can change, kept as JSON, with its clashes named.

The arrows, Enter and Esc lead through the menus whatever is bound, so that nobody is locked out.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from enum import StrEnum
from typing import Any, Final

import pygame

from game.app.i18n import N_, _
from game.app.input.keys import key_code, key_label, key_name


class Action(StrEnum):
    """What a key or button can be for. The same ones serve with the ball and without it."""

    UP = "up"
    LEFT = "left"
    DOWN = "down"
    RIGHT = "right"
    LOOK_UP = "look_up"
    LOOK_LEFT = "look_left"
    LOOK_DOWN = "look_down"
    LOOK_RIGHT = "look_right"
    PUSH = "push"
    """Push pass; press the carrier when the others have the ball."""
    HEEL = "heel"
    """Backheel; step into the lane."""
    SHOT = "shot"
    """Shot; tackle."""
    FAKE = "fake"
    """Break the swing off; call for the ball; guess early."""
    SPRINT = "sprint"
    SHIELD = "shield"
    """Shield; to the far foot while winding up; jockey."""
    THROUGH = "through"
    """Ahead of the man while winding up; otherwise send a team-mate on his run."""
    SWITCH = "switch"
    """Next player; while winding up, cut the follow-through short."""
    FOOT = "foot"
    MIND = "mind"
    RESTART = "restart"
    PAUSE = "pause"
    HELP = "help"
    FULLSCREEN = "fullscreen"


MOVES: Final = (Action.UP, Action.LEFT, Action.DOWN, Action.RIGHT)
LOOKS: Final = (Action.LOOK_UP, Action.LOOK_LEFT, Action.LOOK_DOWN, Action.LOOK_RIGHT)
CRAFTS: Final = (
    Action.PUSH,
    Action.HEEL,
    Action.SHOT,
    Action.FAKE,
    Action.SPRINT,
    Action.SHIELD,
    Action.THROUGH,
    Action.SWITCH,
)
"""What both hands do in play."""
COMMON: Final = (Action.MIND, Action.RESTART, Action.PAUSE, Action.HELP, Action.FULLSCREEN)
"""What isn't one person's own."""

WORDS: Final[dict[Action, str]] = {
    Action.UP: N_("Up"),
    Action.LEFT: N_("Left"),
    Action.DOWN: N_("Down"),
    Action.RIGHT: N_("Right"),
    Action.LOOK_UP: N_("Look up"),
    Action.LOOK_LEFT: N_("Look left"),
    Action.LOOK_DOWN: N_("Look down"),
    Action.LOOK_RIGHT: N_("Look right"),
    Action.PUSH: N_("Push pass / press"),
    Action.HEEL: N_("Backheel / step into the lane"),
    Action.SHOT: N_("Shot / tackle"),
    Action.FAKE: N_("Break off / call / guess early"),
    Action.SPRINT: N_("Sprint"),
    Action.SHIELD: N_("Shield, far foot / jockey"),
    Action.THROUGH: N_("Ahead of the man / send a run"),
    Action.SWITCH: N_("Next player / short follow-through"),
    Action.FOOT: N_("Kicking foot"),
    Action.MIND: N_("Show a defender's thoughts"),
    Action.RESTART: N_("Start again"),
    Action.PAUSE: N_("Pause"),
    Action.HELP: N_("How to play"),
    Action.FULLSCREEN: N_("Full screen"),
}
"""What a list of bindings calls them: with the ball / without it."""

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
    """What stands on a gamepad's button."""
    return _PAD_LABELS.get(name, name.upper())


@dataclass(frozen=True, slots=True)
class Keymap:
    """One layout of keys. An action may have several; the first is the one that is shown."""

    keys: Mapping[Action, tuple[int, ...]] = field(default_factory=dict)

    def of(self, action: Action) -> tuple[int, ...]:
        """The scancodes of an action."""
        return self.keys.get(action, ())

    def labels(self, action: Action) -> tuple[str, ...]:
        """Return what stands on each key of an action."""
        return tuple(key_label(code) for code in self.of(action))

    def label(self, action: Action) -> str:
        """Return what stands on the first key of an action; empty where it has none."""
        return next(iter(self.labels(action)), "")

    def bound(self, action: Action, *codes: int) -> "Keymap":
        """The same layout with other keys for one action."""
        return Keymap({**self.keys, action: codes})


@dataclass(frozen=True, slots=True)
class Padmap:
    """One gamepad's buttons by SDL's names."""

    buttons: Mapping[Action, tuple[str, ...]] = field(default_factory=dict)
    swap_sticks: bool = False
    """Run with the right stick and look with the left."""

    def of(self, action: Action) -> tuple[str, ...]:
        """The buttons of an action."""
        return self.buttons.get(action, ())

    def labels(self, action: Action) -> tuple[str, ...]:
        """Return what stands on each button of an action."""
        return tuple(pad_label(name) for name in self.of(action))

    def label(self, action: Action) -> str:
        """Return what stands on the first button of an action; empty where it has none."""
        return next(iter(self.labels(action)), "")

    def bound(self, action: Action, *names: str) -> "Padmap":
        """The same with other buttons for one action."""
        return replace(self, buttons={**self.buttons, action: names})


def _codes(*names: object) -> tuple[int, ...]:
    """The keys of those names that there are."""
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

    def with_key(self, layout: str, action: Action, *codes: int) -> "Bindings":
        """The same with other keys for one action of a layout (``solo``, ``left``, ``right``, ``shared``)."""
        return replace(self, **{layout: getattr(self, layout).bound(action, *codes)})

    def with_button(self, pad: int, action: Action, *names: str) -> "Bindings":
        """The same with other buttons for one action of the first (0) or second (1) gamepad."""
        first, second = self.pads
        if pad == 0:
            return replace(self, pads=(first.bound(action, *names), second))
        return replace(self, pads=(first, second.bound(action, *names)))

    def to_json(self) -> dict[str, Any]:
        """Plain names, the way settings keep it."""
        keymaps = {name: getattr(self, name) for name in _KEYMAPS}
        out: dict[str, Any] = {
            name: {action.value: [key_name(c) for c in codes] for action, codes in keymap.keys.items()}
            for name, keymap in keymaps.items()
        }
        out["pads"] = [
            {"swap_sticks": pad.swap_sticks, **{a.value: list(names) for a, names in pad.buttons.items()}}
            for pad in self.pads
        ]
        return out

    @classmethod
    def from_json(cls, data: object) -> "Bindings":
        """From plain names; what can't be understood keeps its default, so an odd line costs only itself."""
        usual = cls()
        if not isinstance(data, dict):
            return usual
        keymaps = {name: _read_keys(data.get(name), getattr(usual, name)) for name in _KEYMAPS}
        pads = data.get("pads")
        rows = pads if isinstance(pads, list) else []
        read = [_read_pad(row, usual.pads[0]) for row in [*rows, None, None][:2]]
        return cls(**keymaps, pads=(read[0], read[1]))


_KEYMAPS: Final = ("solo", "left", "right", "shared")
_ACTIONS: Final = {action.value: action for action in Action}


def _read_keys(data: object, usual: Keymap) -> Keymap:
    keys = dict(usual.keys)
    for name, value in (data if isinstance(data, dict) else {}).items():
        if name not in _ACTIONS or not isinstance(value, list):
            continue
        codes = _codes(*value)
        if codes or not value:
            keys[_ACTIONS[name]] = codes
    return Keymap(keys)


def _read_pad(data: object, usual: Padmap) -> Padmap:
    buttons = dict(usual.buttons)
    rows = data if isinstance(data, dict) else {}
    for name, value in rows.items():
        if name not in _ACTIONS or not isinstance(value, list):
            continue
        names = tuple(one for one in value if isinstance(one, str) and one in (PAD_BUTTONS | PAD_TRIGGERS))
        if names or not value:
            buttons[_ACTIONS[name]] = names
    return Padmap(buttons, rows.get("swap_sticks") is True)


LAYOUTS: Final[dict[str, str]] = {
    "solo": N_("Keyboard, alone"),
    "left": N_("Keyboard for two: left half"),
    "right": N_("Keyboard for two: right half"),
    "shared": N_("Keys for everybody"),
    "pad 1": N_("First gamepad"),
    "pad 2": N_("Second gamepad"),
}
"""As clashes call them, and what they are called on the screen."""


@dataclass(frozen=True, slots=True)
class Clash:
    """One key or button that is asked to do two things at once."""

    key: str
    """As it stands on the key or button."""
    users: tuple[tuple[str, Action], tuple[str, Action]]
    """Which layout (``solo``, ``left``, ``right``, ``shared``, ``pad 1``, ``pad 2``) and for what, twice."""

    def words(self) -> str:
        """One line that names it."""
        (one, first), (two, second) = self.users
        words = _(
            "{key} is both “{first}” and “{second}”",
            key=_(_ARROW_WORDS.get(self.key, self.key)),
            first=_(WORDS[first]),
            second=_(WORDS[second]),
        )
        return words if one == two else f"{words} ({_(LAYOUTS[one])}, {_(LAYOUTS[two])})"


_ARROW_WORDS: Final = {
    "UP": N_("Up arrow"),
    "DOWN": N_("Down arrow"),
    "LEFT": N_("Left arrow"),
    "RIGHT": N_("Right arrow"),
}
"""What the keys with arrows are called within a sentence."""

_ESCAPE: Final = pygame.KSCAN_ESCAPE
_TOGETHER: Final = (("solo", "shared"), ("left", "right", "shared"))
"""Layouts that are in use at the same time."""


def conflicts(bindings: Bindings) -> list[Clash]:
    """Every key that two things in use at the same time are bound to; Esc, which always pauses, as well."""
    found: list[Clash] = []
    for layouts in _TOGETHER:
        taken: dict[int, tuple[str, Action]] = {_ESCAPE: ("shared", Action.PAUSE)}
        for layout in layouts:
            for action, codes in getattr(bindings, layout).keys.items():
                for code in codes:
                    user = taken.setdefault(code, (layout, action))
                    clash = Clash(key_label(code), (user, (layout, action)))
                    if user != (layout, action) and clash not in found:
                        found.append(clash)
    for number, pad in enumerate(bindings.pads, 1):
        held: dict[str, tuple[str, Action]] = {}
        for action, names in pad.buttons.items():
            for name in names:
                owner = held.setdefault(name, (f"pad {number}", action))
                if owner[1] is not action:
                    found.append(Clash(pad_label(name), (owner, (f"pad {number}", action))))
    return found
