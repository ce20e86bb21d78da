"""Keyboard, mouse and gamepads, read once a frame, here and nowhere else, and turned into named buttons.

Keys are places on the keyboard (scancodes), so that W A S D lie under the same fingers on every layout.
Gamepads come through SDL's controller mapping; its joystick events tell of the same presses again, and are
not listened to.
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import Enum, auto
from math import hypot
from typing import Final

import pygame
from pygame._sdl2 import controller

Point = tuple[float, float]


class Press(Enum):
    """Something pressed once, in menus or in play."""

    UP = auto()
    DOWN = auto()
    LEFT = auto()
    RIGHT = auto()
    ACCEPT = auto()
    BACK = auto()
    PAUSE = auto()
    RESTART = auto()
    HELP = auto()
    FULLSCREEN = auto()
    FOOT = auto()
    """Next of: whichever suits, left, right."""
    FOOT_LEFT = auto()
    FOOT_RIGHT = auto()
    MIND = auto()
    """Show what the next defender thinks."""


@dataclass(frozen=True, slots=True)
class Buttons:
    """What one person holds now. Directions have y up the screen and length 0 to 1."""

    move: Point = (0.0, 0.0)
    look: Point = (0.0, 0.0)
    analog: bool = False
    """The direction comes from a stick, so it is meant as it is."""
    push: bool = False
    heel: bool = False
    cancel: bool = False
    sprint: bool = False
    shield: bool = False
    tackle: bool = False
    short: bool = False
    """Cut the follow-through short."""

    def either(self, other: "Buttons") -> "Buttons":
        """Pressed in one or the other; directions of the one that gives any, ours first."""
        ours = hypot(*self.move) > 0.0
        return Buttons(
            move=self.move if ours else other.move,
            look=self.look if hypot(*self.look) > 0.0 else other.look,
            analog=self.analog if ours else other.analog,
            push=self.push or other.push,
            heel=self.heel or other.heel,
            cancel=self.cancel or other.cancel,
            sprint=self.sprint or other.sprint,
            shield=self.shield or other.shield,
            tackle=self.tackle or other.tackle,
            short=self.short or other.short,
        )


@dataclass(frozen=True, slots=True)
class Keys:
    """One person's keys, as scancodes: up, left, down, right, and one for each button."""

    move: tuple[int, int, int, int]
    look: tuple[int, int, int, int] | None
    push: int
    heel: int
    cancel: int
    sprint: int
    shield: int
    tackle: int
    short: int


SOLO: Final = Keys(
    move=(pygame.KSCAN_W, pygame.KSCAN_A, pygame.KSCAN_S, pygame.KSCAN_D),
    look=(pygame.KSCAN_UP, pygame.KSCAN_LEFT, pygame.KSCAN_DOWN, pygame.KSCAN_RIGHT),
    push=pygame.KSCAN_J,
    heel=pygame.KSCAN_K,
    cancel=pygame.KSCAN_L,
    sprint=pygame.KSCAN_LSHIFT,
    shield=pygame.KSCAN_I,
    tackle=pygame.KSCAN_U,
    short=pygame.KSCAN_O,
)
"""One person. Move and strike lie under different hands, and modifiers have wires of their own."""
FIRST_OF_TWO: Final = Keys(
    move=SOLO.move,
    look=None,
    push=pygame.KSCAN_F,
    heel=pygame.KSCAN_G,
    cancel=pygame.KSCAN_H,
    sprint=pygame.KSCAN_LSHIFT,
    shield=pygame.KSCAN_T,
    tackle=pygame.KSCAN_Y,
    short=pygame.KSCAN_V,
)
SECOND_OF_TWO: Final = Keys(
    move=(pygame.KSCAN_UP, pygame.KSCAN_LEFT, pygame.KSCAN_DOWN, pygame.KSCAN_RIGHT),
    look=None,
    push=pygame.KSCAN_KP1,
    heel=pygame.KSCAN_KP2,
    cancel=pygame.KSCAN_KP3,
    sprint=pygame.KSCAN_RCTRL,
    shield=pygame.KSCAN_KP4,
    tackle=pygame.KSCAN_KP5,
    short=pygame.KSCAN_KP6,
)

_MENU_KEYS: Final[dict[int, tuple[Press, ...]]] = {
    pygame.KSCAN_UP: (Press.UP,),
    pygame.KSCAN_W: (Press.UP,),
    pygame.KSCAN_DOWN: (Press.DOWN,),
    pygame.KSCAN_S: (Press.DOWN,),
    pygame.KSCAN_LEFT: (Press.LEFT,),
    pygame.KSCAN_A: (Press.LEFT,),
    pygame.KSCAN_RIGHT: (Press.RIGHT,),
    pygame.KSCAN_D: (Press.RIGHT,),
    pygame.KSCAN_RETURN: (Press.ACCEPT,),
    pygame.KSCAN_KP_ENTER: (Press.ACCEPT,),
    pygame.KSCAN_SPACE: (Press.ACCEPT,),
    pygame.KSCAN_ESCAPE: (Press.BACK, Press.PAUSE),
    pygame.KSCAN_BACKSPACE: (Press.BACK,),
    pygame.KSCAN_P: (Press.PAUSE,),
    pygame.KSCAN_R: (Press.RESTART,),
    pygame.KSCAN_F1: (Press.HELP,),
    pygame.KSCAN_F11: (Press.FULLSCREEN,),
    pygame.KSCAN_Q: (Press.FOOT,),
    pygame.KSCAN_M: (Press.MIND,),
}
_PAD_PRESSES: Final[dict[int, tuple[Press, ...]]] = {
    pygame.CONTROLLER_BUTTON_A: (Press.ACCEPT,),
    pygame.CONTROLLER_BUTTON_B: (Press.BACK,),
    pygame.CONTROLLER_BUTTON_START: (Press.PAUSE,),
    pygame.CONTROLLER_BUTTON_BACK: (Press.HELP,),
    pygame.CONTROLLER_BUTTON_DPAD_UP: (Press.UP, Press.MIND),
    pygame.CONTROLLER_BUTTON_DPAD_DOWN: (Press.DOWN,),
    pygame.CONTROLLER_BUTTON_DPAD_LEFT: (Press.LEFT, Press.FOOT_LEFT),
    pygame.CONTROLLER_BUTTON_DPAD_RIGHT: (Press.RIGHT, Press.FOOT_RIGHT),
}
_WAYS: Final = (Press.UP, Press.DOWN, Press.LEFT, Press.RIGHT)
DEAD_ZONE: Final = 0.22
_MENU_STICK: Final = 0.6
_REPEAT_AFTER: Final = 0.42
_REPEAT_EVERY: Final = 0.10


@dataclass(frozen=True, slots=True)
class Frame:
    """Everything that came in since the last frame."""

    presses: tuple[Press, ...] = ()
    people: tuple[Buttons, ...] = (Buttons(), Buttons())
    pointer: Point | None = None
    """Where the mouse is, if it moved."""
    click: Point | None = None
    wheel: float = 0.0
    pad_used: bool | None = None
    """True: a gamepad was used last; False: the keyboard; None: neither in this frame."""
    closed: bool = False
    lost_focus: bool = False
    resized: bool = False
    unplugged: str | None = None
    plugged: str | None = None
    unknown_pad: bool = False
    """Something with sticks was found that SDL has no mapping for; told once."""


def stick(x: float, y: float) -> Point:
    """A stick's place with the dead zone taken out, y up, length at most 1."""
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
    down: set[int] = field(default_factory=set)
    tapped: set[int] = field(default_factory=set)


class Devices:
    """The devices of this machine."""

    def __init__(self) -> None:
        pygame.joystick.init()
        controller.init()
        self.two_people = False
        """Whether keys and gamepads are shared out between two."""
        self._down: set[int] = set()
        self._tapped: set[int] = set()
        self._muted: set[int] = set()
        self._pads: dict[int, _Pad] = {}
        self._muted_pads: set[tuple[int, int]] = set()
        self._way: Press | None = None
        self._way_next = 0.0
        self._now = 0.0
        self._unknown = False
        self._told_unknown = False
        for index in range(controller.get_count()):
            self._plug(index)

    def close(self) -> None:
        """Give the gamepads back."""
        self._pads.clear()
        controller.quit()

    @property
    def pads(self) -> list[str]:
        """Names of the gamepads that are plugged in."""
        return [pad.name for pad in self._pads.values()]

    def hold_back(self) -> None:
        """Whatever is held now counts as let go until it is pressed anew: a menu's Enter must not kick."""
        self._muted |= self._down
        self._muted_pads |= {(n, b) for n, pad in self._pads.items() for b in pad.down}

    def poll(self, seconds: float) -> Frame:
        """Read everything; ``seconds`` since the last frame drive the menus' key repeat."""
        self._now += seconds
        self._tapped.clear()
        for pad in self._pads.values():
            pad.tapped.clear()
        presses: list[Press] = []
        pointer = click = None
        wheel = 0.0
        closed = lost = resized = False
        pad_used: bool | None = None
        unplugged = plugged = None
        for event in pygame.event.get():
            kind = event.type
            if kind == pygame.QUIT:
                closed = True
            elif kind == pygame.KEYDOWN:
                self._down.add(event.scancode)
                self._tapped.add(event.scancode)
                self._muted.discard(event.scancode)
                presses += _MENU_KEYS.get(event.scancode, ())
                pad_used = False
            elif kind == pygame.KEYUP:
                self._down.discard(event.scancode)
                self._muted.discard(event.scancode)
            elif kind == pygame.MOUSEMOTION:
                pointer = (float(event.pos[0]), float(event.pos[1]))
            elif kind == pygame.MOUSEBUTTONDOWN and event.button == 1:
                click = (float(event.pos[0]), float(event.pos[1]))
            elif kind == pygame.MOUSEWHEEL:
                wheel += float(event.precise_y)
            elif kind == pygame.WINDOWFOCUSLOST:
                lost = True
                self._down.clear()
            elif kind in (pygame.WINDOWSIZECHANGED, pygame.WINDOWRESIZED):
                resized = True
            elif kind == pygame.JOYDEVICEADDED:
                # Known ones come a second time, as controllers.
                self._unknown |= not controller.is_controller(event.device_index)
            elif kind == pygame.CONTROLLERDEVICEADDED:
                plugged = self._plug(event.device_index) or plugged
            elif kind == pygame.CONTROLLERDEVICEREMOVED:
                gone = self._pads.pop(event.instance_id, None)
                unplugged = gone.name if gone else unplugged
            elif kind == pygame.CONTROLLERBUTTONDOWN:
                used = self._pads.get(event.instance_id)
                if used is not None:
                    used.down.add(event.button)
                    used.tapped.add(event.button)
                    self._muted_pads.discard((event.instance_id, event.button))
                    presses += _PAD_PRESSES.get(event.button, ())
                    pad_used = True
            elif kind == pygame.CONTROLLERBUTTONUP:
                used = self._pads.get(event.instance_id)
                if used is not None:
                    used.down.discard(event.button)
                self._muted_pads.discard((event.instance_id, event.button))
        presses += self._repeats(presses)
        tell = self._unknown and not self._told_unknown
        self._told_unknown |= tell
        return Frame(
            tuple(presses),
            self._people(),
            pointer,
            click,
            wheel,
            pad_used,
            closed,
            lost,
            resized,
            unplugged,
            plugged,
            tell,
        )

    def _plug(self, index: int) -> str | None:
        if not controller.is_controller(index):
            return None
        try:
            handle = controller.Controller(index)
        except pygame.error:
            return None
        number = handle.as_joystick().get_instance_id()
        if number in self._pads:
            return None
        self._pads[number] = _Pad(handle, handle.name or "gamepad")
        return self._pads[number].name

    def _repeats(self, presses: Iterable[Press]) -> list[Press]:
        """A direction that stays held goes on stepping through a menu; a stick gives directions too."""
        fresh = [p for p in presses if p in _WAYS]
        way = self._held_way()
        if fresh:
            self._way, self._way_next = fresh[-1], self._now + _REPEAT_AFTER
            return []
        if way is None:
            self._way = None
            return []
        if way is not self._way:
            self._way, self._way_next = way, self._now + _REPEAT_AFTER
            return [way]
        if self._now >= self._way_next:
            self._way_next = self._now + _REPEAT_EVERY
            return [way]
        return []

    def _held_way(self) -> Press | None:
        for scancode in self._down:
            for press in _MENU_KEYS.get(scancode, ()):
                if press in _WAYS:
                    return press
        for pad in self._pads.values():
            for button in pad.down:
                for press in _PAD_PRESSES.get(button, ()):
                    if press in _WAYS:
                        return press
            x, y = self._axes(pad, pygame.CONTROLLER_AXIS_LEFTX, pygame.CONTROLLER_AXIS_LEFTY)
            if max(abs(x), abs(y)) > _MENU_STICK:
                if abs(y) >= abs(x):
                    return Press.UP if y > 0 else Press.DOWN
                return Press.RIGHT if x > 0 else Press.LEFT
        return None

    def _people(self) -> tuple[Buttons, ...]:
        pads = [(number, pad) for number, pad in sorted(self._pads.items())]
        if not self.two_people:
            first = self._keys(SOLO)
            for number, pad in pads:
                first = self._pad(number, pad).either(first)
            return (first, Buttons())
        if len(pads) >= 2:
            return (self._pad(*pads[0]).either(self._keys(FIRST_OF_TWO)), self._pad(*pads[1]))
        if pads:
            return (self._keys(FIRST_OF_TWO), self._pad(*pads[0]).either(self._keys(SECOND_OF_TWO)))
        return (self._keys(FIRST_OF_TWO), self._keys(SECOND_OF_TWO))

    def _keys(self, keys: Keys) -> Buttons:
        def held(scancode: int) -> bool:
            return scancode in self._tapped or (scancode in self._down and scancode not in self._muted)

        def way(of: tuple[int, int, int, int] | None) -> Point:
            if of is None:
                return (0.0, 0.0)
            up, left, down, right = (held(k) for k in of)
            x, y = float(right - left), float(up - down)
            far = hypot(x, y)
            return (x / far, y / far) if far else (0.0, 0.0)

        return Buttons(
            move=way(keys.move),
            look=way(keys.look),
            push=held(keys.push),
            heel=held(keys.heel),
            cancel=held(keys.cancel),
            sprint=held(keys.sprint),
            shield=held(keys.shield),
            tackle=held(keys.tackle),
            short=held(keys.short),
        )

    @staticmethod
    def _axes(pad: _Pad, across: int, along: int) -> Point:
        return stick(pad.handle.get_axis(across) / 32767.0, pad.handle.get_axis(along) / 32767.0)

    def _pad(self, number: int, pad: _Pad) -> Buttons:
        def held(button: int) -> bool:
            return button in pad.tapped or (button in pad.down and (number, button) not in self._muted_pads)

        def pulled(axis: int) -> bool:
            return bool(pad.handle.get_axis(axis) > 12000)

        return Buttons(
            move=self._axes(pad, pygame.CONTROLLER_AXIS_LEFTX, pygame.CONTROLLER_AXIS_LEFTY),
            look=self._axes(pad, pygame.CONTROLLER_AXIS_RIGHTX, pygame.CONTROLLER_AXIS_RIGHTY),
            analog=True,
            push=held(pygame.CONTROLLER_BUTTON_A),
            heel=held(pygame.CONTROLLER_BUTTON_B),
            cancel=held(pygame.CONTROLLER_BUTTON_X),
            sprint=held(pygame.CONTROLLER_BUTTON_RIGHTSHOULDER)
            or pulled(pygame.CONTROLLER_AXIS_TRIGGERRIGHT),
            shield=held(pygame.CONTROLLER_BUTTON_LEFTSHOULDER),
            tackle=held(pygame.CONTROLLER_BUTTON_Y),
            short=pulled(pygame.CONTROLLER_AXIS_TRIGGERLEFT),
        )
