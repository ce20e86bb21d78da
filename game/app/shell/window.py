"""The window: resizable, full screen on request, with or without vsync."""

import os

import pygame

from game.app.drivers import unheard

FIRST_SIZE = (1280, 720)
LEAST_SIZE = (640, 400)
UNSEEN = frozenset({"dummy", "offscreen", "evdev"})
"""Drivers that show nothing to anybody. SDL takes one where it finds no display, and says nothing."""


class NoDisplayError(pygame.error):
    """There is nothing on which a window could be seen."""


def chosen_drivers() -> set[str]:
    """Return the video drivers that the environment asks for."""
    names = ("SDL_VIDEODRIVER", "SDL_VIDEO_DRIVER")
    return {one.strip().lower() for name in names for one in os.environ.get(name, "").split(",")}


def _held(surface: pygame.Surface) -> pygame.Surface:
    """Return a surface that was opened, in which typing is off: an input method would eat keys."""
    pygame.key.stop_text_input()
    return surface


class Window:
    """A window on the display that SDL finds."""

    def __init__(self, title: str, fullscreen: bool, *, vsync: bool = False) -> None:
        # SDL reads it when it makes the surface that is shown; a person's own choice outside goes first.
        os.environ.setdefault("SDL_RENDER_VSYNC", "1" if vsync else "0")
        if not os.environ.get("SDL_VIDEODRIVER", "unset"):
            # Empty is as good as not there; SDL would look for a driver of that name.
            del os.environ["SDL_VIDEODRIVER"]
        with unheard():
            pygame.display.init()
        driver = pygame.display.get_driver()
        if driver in UNSEEN and driver not in chosen_drivers():
            pygame.display.quit()
            raise NoDisplayError("no display was found")
        pygame.display.set_caption(title)
        self.is_fullscreen = False
        wide, high = pygame.display.get_desktop_sizes()[0]
        self.screen = self._open((min(FIRST_SIZE[0], wide), min(FIRST_SIZE[1], high)))
        if fullscreen:
            self.fullscreen(True)
        self.known_size = self.size
        self._pointer: bool | None = None

    @staticmethod
    def _open(size: tuple[int, int]) -> pygame.Surface:
        return _held(pygame.display.set_mode(size, pygame.RESIZABLE))

    @property
    def size(self) -> tuple[int, int]:
        """Pixels."""
        return self.screen.get_size()

    def fullscreen(self, on: bool) -> None:
        """Fill the display, or go back to a window."""
        if on == self.is_fullscreen:
            return
        self.is_fullscreen = on
        if on:
            # No size: all of the display that the window is on, whichever that is.
            self.screen = _held(pygame.display.set_mode((0, 0), pygame.FULLSCREEN))
        else:
            wide, high = self.size
            self.screen = self._open((min(FIRST_SIZE[0], wide), min(FIRST_SIZE[1], high)))

    def refresh(self) -> None:
        """Take over the surface after the window was resized."""
        surface = pygame.display.get_surface()
        if surface is not None:
            self.screen = surface
        wide, high = self.size
        if (wide < LEAST_SIZE[0] or high < LEAST_SIZE[1]) and not self.is_fullscreen:
            self.screen = self._open((max(wide, LEAST_SIZE[0]), max(high, LEAST_SIZE[1])))

    def pointer(self, shown: bool) -> None:
        """Show or hide the mouse pointer."""
        if shown != self._pointer:
            self._pointer = shown
            pygame.mouse.set_visible(shown)

    @staticmethod
    def show() -> None:
        """Put the finished picture on the display."""
        pygame.display.flip()
