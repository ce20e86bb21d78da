"""Keyboard, mouse and gamepads, read once a frame, here and nowhere else, and turned into named buttons.

Keys are places on the keyboard (scancodes), so that W A S D lie under the same fingers on every layout.
Gamepads come through SDL's controller mapping; its joystick events tell of the same presses again, and are
not listened to.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from math import hypot, inf
from typing import Any, Final

import pygame
from pygame._sdl2 import controller

from game.app.input.actions import CRAFTS, LOOKS, MOVES, Action
from game.app.input.bindings import PAD_BUTTONS, PAD_TRIGGERS, Bindings, Keymap, Padmap
from game.app.input.buttons import Buttons, Frame, Point, Press, buttons_of
from game.app.input.keys import forget_layout

__all__ = ["KEYS", "KEYS2", "Buttons", "Devices", "Frame", "Press", "is_pad", "stick"]

KEYS, KEYS2 = "keys", "keys2"
"""The keyboard as a device: its left half (all of it, while nobody has the right one), and its right half."""
_PAD = "pad-"

_MENU_KEYS: Final[dict[int, Press]] = {
    pygame.KSCAN_UP: Press.UP,
    pygame.KSCAN_W: Press.UP,
    pygame.KSCAN_DOWN: Press.DOWN,
    pygame.KSCAN_S: Press.DOWN,
    pygame.KSCAN_LEFT: Press.LEFT,
    pygame.KSCAN_A: Press.LEFT,
    pygame.KSCAN_RIGHT: Press.RIGHT,
    pygame.KSCAN_D: Press.RIGHT,
    pygame.KSCAN_RETURN: Press.ACCEPT,
    pygame.KSCAN_KP_ENTER: Press.ACCEPT,
    pygame.KSCAN_SPACE: Press.ACCEPT,
    pygame.KSCAN_BACKSPACE: Press.BACK,
    pygame.KSCAN_DELETE: Press.DELETE,
}
"""Keys of the menus, whatever is bound, so that nobody is locked out."""
_PAD_PRESSES: Final[dict[int, Press]] = {
    pygame.CONTROLLER_BUTTON_A: Press.ACCEPT,
    pygame.CONTROLLER_BUTTON_B: Press.BACK,
    pygame.CONTROLLER_BUTTON_X: Press.DELETE,
    pygame.CONTROLLER_BUTTON_DPAD_UP: Press.UP,
    pygame.CONTROLLER_BUTTON_DPAD_DOWN: Press.DOWN,
    pygame.CONTROLLER_BUTTON_DPAD_LEFT: Press.LEFT,
    pygame.CONTROLLER_BUTTON_DPAD_RIGHT: Press.RIGHT,
}
_SHARED_PRESSES: Final[dict[Action, Press]] = {
    Action.PAUSE: Press.PAUSE,
    Action.RESTART: Press.RESTART,
    Action.HELP: Press.HELP,
    Action.FULLSCREEN: Press.FULLSCREEN,
    Action.MIND: Press.MIND,
}
_CTRL: Final = frozenset({pygame.KSCAN_LCTRL, pygame.KSCAN_RCTRL})
_WAYS: Final = (Press.UP, Press.DOWN, Press.LEFT, Press.RIGHT)
_MOVE_PRESSES: Final = dict(zip(MOVES, (Press.UP, Press.LEFT, Press.DOWN, Press.RIGHT), strict=True))
DEAD_ZONE: Final = 0.22
_PULLED: Final = 12000
"""A trigger counts as down from about a third of its way on."""
_MENU_STICK: Final = 0.6
_REPEAT_AFTER: Final = 0.42
_REPEAT_EVERY: Final = 0.10


def press_of(code: int) -> Press | None:
    """Return what a key means in menus, or None."""
    return Press.BACK if code == pygame.KSCAN_ESCAPE else _MENU_KEYS.get(code)


def is_pad(device: str) -> bool:
    """Return whether a device's name is a gamepad's."""
    return device.startswith(_PAD)


def stick(x: float, y: float) -> Point:
    """Return a stick's place with the dead zone taken out, y up, length at most 1."""
    far = hypot(x, y)
    if far <= DEAD_ZONE:
        return (0.0, 0.0)
    live = min((far - DEAD_ZONE) / (0.96 - DEAD_ZONE), 1.0)
    return (x / far * live, -y / far * live)


@dataclass
class _Pad:
    """A gamepad that is plugged in."""

    handle: controller.Controller
    name: str
    down: set[str] = field(default_factory=set)
    """Buttons and triggers by SDL's names."""
    tapped: set[str] = field(default_factory=set)
    leaning: Press | None = None
    """Where the stick leans, as a step in a menu."""


_BUTTON_NAMES: Final = {code: name for name, code in PAD_BUTTONS.items()}


class Devices:
    """The devices of this machine."""

    def __init__(self, bindings: Bindings | None = None) -> None:
        pygame.joystick.init()
        controller.init()
        self.bindings = bindings or Bindings()
        self.beside: list[pygame.Window] = []
        """Windows that stand beside the one that is played in."""
        self.two_people = False
        """Whether the devices are shared out between two people, where nobody chose a seat."""
        self.seats: list[str] | None = None
        """What each person plays with, where that was chosen; an empty name is nobody."""
        self._pads: dict[int, _Pad] = {}
        self._down: set[int] = set()
        self._tapped: set[int] = set()
        self._muted: set[int] = set()
        self._muted_pads: set[tuple[int, str]] = set()
        self._now = 0.0
        self._way: Press | None = None
        self._way_next = 0.0
        self._drag = False
        self._unknown = self._told_unknown = False
        self._missing: list[int] = []
        """People whose gamepad was pulled out, the longest ago first."""
        for index in range(controller.get_count()):
            self._plug(index, {})

    def close(self) -> None:
        """Give the gamepads back."""
        self._pads.clear()
        controller.quit()

    @property
    def pads(self) -> list[str]:
        """Names of the gamepads that are plugged in."""
        return [pad.name for pad in self._pads.values()]

    @property
    def pad_devices(self) -> dict[str, str]:
        """Device name to what the maker calls it, of every gamepad that is plugged in."""
        return {f"{_PAD}{number}": pad.name for number, pad in sorted(self._pads.items())}

    @property
    def missing(self) -> tuple[int, ...]:
        """People who wait for their gamepad to be plugged in again."""
        return tuple(self._missing)

    def sit(self, *devices: str) -> None:
        """Give each person a device, or several joined by +; an empty name is nobody."""
        self.seats = list(devices)
        self._missing = []

    def shared_out(self) -> list[str]:
        """Return what each of two people plays with where nobody chose a seat."""
        self.seats, self.two_people = None, True
        return list(self._devices())

    def stand_up(self) -> None:
        """Leave the seats: devices are shared out as they come."""
        self.seats = None
        self._missing = []

    def is_down(self, scancode: int) -> bool:
        """Return whether a key is down now: for showing which keys arrive."""
        return scancode in self._down

    def hold_back(self) -> None:
        """Count what is held as let go until it is pressed again: it must not kick, nor move a focus."""
        self._way, self._way_next = self._held_way(), inf
        self._muted |= self._down
        self._muted_pads |= {(n, b) for n, pad in self._pads.items() for b in pad.down}

    def rumble(self, person: int) -> None:
        """Give a short tick to the hands of a person with a gamepad, and nothing to one without."""
        device = self._devices()[person]
        for number, pad in self._pads.items():
            if device == "any" or f"{_PAD}{number}" in device.split("+"):
                pad.handle.rumble(0.2, 0.5, 60)

    def poll(self, seconds: float) -> Frame:
        """Read everything; ``seconds`` since the last frame drive the menus' key repeat."""
        self._now += seconds
        self._tapped.clear()
        for pad in self._pads.values():
            pad.tapped.clear()
        heard = _PollEvents()
        for event in pygame.event.get():
            self._hear(event, heard)
        self._triggers(heard)
        heard.presses += self._repeats(heard.presses)
        tell = self._unknown and not self._told_unknown
        self._told_unknown |= tell
        return Frame(
            presses=tuple(heard.presses),
            people=self._people(),
            own=tuple(tuple(p for n, p in heard.own if n == person) for person in (0, 1)),
            sources=tuple(heard.sources),
            keys=tuple(heard.keys),
            drag=self._drag,
            unknown_pad=tell,
            **heard.facts,
        )

    def _hear(self, event: pygame.event.Event, heard: "_PollEvents") -> None:
        kind, facts = event.type, heard.facts
        window = getattr(event, "window", None)
        if window is not None and any(window is other for other in self.beside):
            # Keys mean the same in every window; the mouse points at something else there.
            if kind == pygame.WINDOWCLOSE:
                facts["beside_closed"] = True
            elif kind not in (pygame.KEYDOWN, pygame.KEYUP):
                return
        if kind == pygame.QUIT or (kind == pygame.WINDOWCLOSE and "beside_closed" not in facts):
            facts["closed"] = True
        elif kind == pygame.KEYDOWN:
            self._key_down(event.scancode, heard)
        elif kind == pygame.KEYUP:
            self._down.discard(event.scancode)
            self._muted.discard(event.scancode)
        elif kind == pygame.TEXTINPUT:
            facts["text"] = facts.get("text", "") + event.text
        elif kind == pygame.MOUSEMOTION:
            facts["pointer"] = (float(event.pos[0]), float(event.pos[1]))
        elif kind == pygame.MOUSEBUTTONDOWN and event.button in (1, 3):
            name = "click" if event.button == 1 else "second_click"
            facts[name] = (float(event.pos[0]), float(event.pos[1]))
            self._drag |= event.button == 1
            if event.button == 3:
                # The mouse's way back, as Esc is the keyboard's.
                heard.presses += [Press.BACK, Press.PAUSE]
        elif kind == pygame.MOUSEBUTTONUP and event.button == 1:
            self._drag = False
        elif kind == pygame.MOUSEWHEEL:
            facts["wheel"] = facts.get("wheel", 0.0) + float(event.precise_y)
        elif kind == pygame.WINDOWFOCUSLOST:
            facts["lost_focus"] = True
            self._down.clear()
            self._drag = False
        elif kind in (pygame.WINDOWSIZECHANGED, pygame.WINDOWRESIZED):
            facts["resized"] = True
        elif kind == pygame.KEYMAPCHANGED:
            forget_layout()
        elif kind == pygame.JOYDEVICEADDED:
            # Known ones come a second time, as controllers.
            self._unknown |= not controller.is_controller(event.device_index)
        elif kind == pygame.CONTROLLERDEVICEADDED:
            self._plug(event.device_index, facts)
        elif kind == pygame.CONTROLLERDEVICEREMOVED:
            self._unplug(event.instance_id, facts)
        elif kind == pygame.CONTROLLERBUTTONDOWN:
            self._pad_down(event.instance_id, _BUTTON_NAMES.get(event.button), heard)
        elif kind == pygame.CONTROLLERBUTTONUP:
            self._pad_up(event.instance_id, _BUTTON_NAMES.get(event.button))

    def _key_down(self, code: int, heard: "_PollEvents") -> None:
        if _CTRL & self._down:
            heard.facts["ctrl_keys"] = (*heard.facts.get("ctrl_keys", ()), code)
        self._down.add(code)
        self._tapped.add(code)
        self._muted.discard(code)
        heard.keys.append(code)
        heard.facts |= {"raw_key": code, "pad_used": False}
        press = _MENU_KEYS.get(code)
        if press is not None:
            heard.presses.append(press)
        if code == pygame.KSCAN_ESCAPE:
            heard.presses += [Press.BACK, Press.PAUSE]
        heard.presses += [p for a, p in _SHARED_PRESSES.items() if code in self.bindings.shared.of(a)]
        foot = self._person_of_foot_key(code)
        if foot is not None:
            heard.own.append((foot, Press.FOOT))
        heard.sources += self._key_source(code)

    def _person_of_foot_key(self, code: int) -> int | None:
        """Return the person whose kicking foot a key chooses."""
        for person, device in enumerate(self._devices()):
            for keymap in self._keymaps(device):
                if code in keymap.of(Action.FOOT):
                    return person
        return None

    def _key_source(self, code: int) -> list[tuple[str, Press]]:
        """Return which half of the keyboard a key belongs to, and what it means on a screen for two."""
        for device, keymaps in (
            (KEYS, (self.bindings.left, self.bindings.solo)),
            (KEYS2, (self.bindings.right,)),
        ):
            for keymap in keymaps:
                for action, press in (
                    *_MOVE_PRESSES.items(),
                    (Action.PUSH, Press.ACCEPT),
                    (Action.HEEL, Press.BACK),
                ):
                    if code in keymap.of(action):
                        return [(device, press)]
        if code in (pygame.KSCAN_RETURN, pygame.KSCAN_SPACE):
            return [(KEYS, Press.ACCEPT)]
        return [(KEYS2, Press.ACCEPT)] if code == pygame.KSCAN_KP_ENTER else []

    def _pad_down(self, number: int, name: str | None, heard: "_PollEvents") -> None:
        pad = self._pads.get(number)
        if pad is None or name is None:
            return
        pad.down.add(name)
        pad.tapped.add(name)
        self._muted_pads.discard((number, name))
        device = f"{_PAD}{number}"
        heard.facts |= {"pad_used": True, "raw_button": (device, name)}
        press = _PAD_PRESSES.get(PAD_BUTTONS.get(name, -1))
        if press is not None:
            heard.presses.append(press)
            heard.sources.append((device, press))
        padmap = self._padmap(number)
        heard.presses += [p for a, p in _SHARED_PRESSES.items() if name in padmap.of(a)]
        feet = padmap.of(Action.FOOT)
        if name in feet:
            own = (
                Press.FOOT if len(feet) < 2 else (Press.FOOT_LEFT, Press.FOOT_RIGHT)[min(feet.index(name), 1)]
            )
            heard.own.append((self._person_of_pad(number), own))

    def _pad_up(self, number: int, name: str | None) -> None:
        pad = self._pads.get(number)
        if pad is not None and name is not None:
            pad.down.discard(name)
        self._muted_pads.discard((number, name or ""))

    def _triggers(self, heard: "_PollEvents") -> None:
        """Triggers are axes; they become buttons here, so that anything may be bound to them."""
        for number, pad in self._pads.items():
            for name, axis in PAD_TRIGGERS.items():
                pulled = pad.handle.get_axis(axis) > _PULLED
                if pulled and name not in pad.down:
                    self._pad_down(number, name, heard)
                elif not pulled and name in pad.down:
                    self._pad_up(number, name)
            way = self._leaning(pad)
            if way is not None and way is not pad.leaning:
                heard.sources.append((f"{_PAD}{number}", way))
            pad.leaning = way

    def _plug(self, index: int, facts: dict[str, Any]) -> None:
        if not controller.is_controller(index):
            return
        try:
            handle = controller.Controller(index)
        except pygame.error:
            return
        number = handle.as_joystick().get_instance_id()
        if number in self._pads:
            return
        self._pads[number] = _Pad(handle, handle.name or "gamepad")
        facts["plugged"] = self._pads[number].name
        if self.seats is not None and self._missing:
            self.seats[self._missing.pop(0)] = f"{_PAD}{number}"

    def _unplug(self, number: int, facts: dict[str, Any]) -> None:
        gone = self._pads.pop(number, None)
        if gone is None:
            return
        facts["unplugged"] = gone.name
        device = f"{_PAD}{number}"
        if self.seats is not None and device in self.seats:
            facts["lost_seat"] = self.seats.index(device)
            self._missing.append(self.seats.index(device))

    def _repeats(self, presses: Iterable[Press]) -> list[Press]:
        """Step on through a menu while a direction stays held; a stick gives directions too."""
        fresh = [p for p in presses if p in _WAYS]
        way = self._held_way()
        if fresh or way is None:
            self._way, self._way_next = (fresh[-1] if fresh else None), self._now + _REPEAT_AFTER
            return []
        if way is not self._way:
            self._way, self._way_next = way, self._now + _REPEAT_AFTER
            return [way]
        if self._now >= self._way_next:
            self._way_next = self._now + _REPEAT_EVERY
            return [way]
        return []

    def _held_way(self) -> Press | None:
        for code in self._down:
            if _MENU_KEYS.get(code) in _WAYS:
                return _MENU_KEYS[code]
        for pad in self._pads.values():
            for name in pad.down:
                press = _PAD_PRESSES.get(PAD_BUTTONS.get(name, -1))
                if press in _WAYS:
                    return press
            if pad.leaning is not None:
                return pad.leaning
        return None

    @classmethod
    def _leaning(cls, pad: _Pad) -> Press | None:
        x, y = cls._axes(pad, pygame.CONTROLLER_AXIS_LEFTX, pygame.CONTROLLER_AXIS_LEFTY)
        if max(abs(x), abs(y)) <= _MENU_STICK:
            return None
        if abs(y) >= abs(x):
            return Press.UP if y > 0 else Press.DOWN
        return Press.RIGHT if x > 0 else Press.LEFT

    # Who has what

    def _devices(self) -> tuple[str, str]:
        """Return what the two people play with; ``any`` is everything that is there."""
        if self.seats is not None:
            first, second = (*self.seats, "", "")[:2]
            return first, second
        if not self.two_people:
            return "any", ""
        pads = [f"{_PAD}{number}" for number in sorted(self._pads)]
        if len(pads) >= 2:
            return f"{KEYS}+{pads[0]}", pads[1]
        return KEYS, f"{KEYS2}+{pads[0]}" if pads else KEYS2

    def _keymaps(self, device: str) -> tuple[Keymap, ...]:
        """Return the layouts that a person's device name stands for."""
        bindings, names = self.bindings, device.split("+")
        if "any" in names:
            return (bindings.solo,)
        if KEYS2 in names:
            return (bindings.right,)
        if KEYS in names:
            shared = any(KEYS2 in other.split("+") for other in self._devices())
            return (bindings.left,) if shared or self.seats is None else (bindings.solo, bindings.left)
        return ()

    def keymap_of(self, device: str) -> Keymap:
        """Return the layout whose keys a person is told: the first that the device stands for."""
        return next(iter(self._keymaps(device)), self.bindings.solo)

    def _person_of_pad(self, number: int) -> int:
        device = f"{_PAD}{number}"
        return 1 if device in self._devices()[1].split("+") else 0

    def _padmap(self, number: int) -> Padmap:
        """Return the first gamepad's buttons, or the second's where two people have one each."""
        first, second = self._devices()
        return self.bindings.pads[1 if is_pad(first) and f"{_PAD}{number}" == second else 0]

    def _people(self) -> tuple[Buttons, ...]:
        people = []
        for device in self._devices():
            held = Buttons()
            for number, pad in sorted(self._pads.items()):
                if device == "any" or f"{_PAD}{number}" in device.split("+"):
                    held = self._pad(number, pad).either(held)
            for keymap in self._keymaps(device):
                held = held.either(self._keys(keymap))
            people.append(held)
        return tuple(people)

    def _keys(self, keymap: Keymap) -> Buttons:
        def held(action: Action) -> bool:
            return any(
                code in self._tapped or (code in self._down and code not in self._muted)
                for code in keymap.of(action)
            )

        return buttons_of({action.value for action in (*MOVES, *LOOKS, *CRAFTS) if held(action)})

    @staticmethod
    def _axes(pad: _Pad, across: int, along: int) -> Point:
        return stick(pad.handle.get_axis(across) / 32767.0, pad.handle.get_axis(along) / 32767.0)

    def _pad(self, number: int, pad: _Pad) -> Buttons:
        padmap = self._padmap(number)

        def held(action: Action) -> bool:
            return any(
                name in pad.tapped or (name in pad.down and (number, name) not in self._muted_pads)
                for name in padmap.of(action)
            )

        left = self._axes(pad, pygame.CONTROLLER_AXIS_LEFTX, pygame.CONTROLLER_AXIS_LEFTY)
        right = self._axes(pad, pygame.CONTROLLER_AXIS_RIGHTX, pygame.CONTROLLER_AXIS_RIGHTY)
        move, look = (right, left) if padmap.swap_sticks else (left, right)
        crafts = {action.value: held(action) for action in CRAFTS}
        return Buttons(move=move, look=look, analog=True, **crafts)


@dataclass
class _PollEvents:
    """What one poll gathers."""

    presses: list[Press] = field(default_factory=list)
    own: list[tuple[int, Press]] = field(default_factory=list)
    sources: list[tuple[str, Press]] = field(default_factory=list)
    keys: list[int] = field(default_factory=list)
    facts: dict[str, Any] = field(default_factory=dict)
    """Fields of the frame by name."""
