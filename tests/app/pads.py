"""A gamepad without wires."""

import ctypes
from pathlib import Path

import pygame


def _bundled_sdl() -> ctypes.CDLL:
    """The SDL that pygame-ce brings along and has loaded."""
    package = Path(pygame.__file__).parent
    places = [
        *package.parent.glob("pygame_ce.libs/libSDL2-2*"),
        *package.glob("*SDL2.dll"),
        *package.glob(".dylibs/libSDL2-2*"),
    ]
    assert places, "pygame-ce without its own SDL"
    return ctypes.CDLL(str(places[0]))


class VirtualPad:
    """A gamepad that exists in SDL alone."""

    TYPE_UNKNOWN, TYPE_GAMECONTROLLER, AXES, BUTTONS = 0, 1, 6, 15

    def __init__(self, kind: int = TYPE_GAMECONTROLLER) -> None:
        self.sdl = _bundled_sdl()
        self.sdl.SDL_JoystickOpen.restype = ctypes.c_void_p
        self.sdl.SDL_JoystickSetVirtualAxis.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_int16]
        self.sdl.SDL_JoystickSetVirtualButton.argtypes = [ctypes.c_void_p, ctypes.c_int, ctypes.c_uint8]
        self.index = self.sdl.SDL_JoystickAttachVirtual(kind, self.AXES, self.BUTTONS, 0)
        assert self.index >= 0
        self.handle = self.sdl.SDL_JoystickOpen(self.index)
        assert self.handle

    def axis(self, axis: int, value: int) -> None:
        assert self.sdl.SDL_JoystickSetVirtualAxis(self.handle, axis, value) == 0

    def button(self, button: int, down: bool) -> None:
        assert self.sdl.SDL_JoystickSetVirtualButton(self.handle, button, int(down)) == 0

    def unplug(self) -> None:
        self.sdl.SDL_JoystickDetachVirtual(self.index)
