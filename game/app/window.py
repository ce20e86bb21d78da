"""The window: resizable, full screen on request, with or without vsync."""

import os

import pygame

FIRST_SIZE = (1280, 720)
LEAST_SIZE = (640, 400)


class Window:
    """A window on the display that SDL finds."""

    def __init__(self, title: str, fullscreen: bool, *, vsync: bool = False) -> None:
        # SDL reads it when it makes the surface that is shown; a person's own choice outside goes first.
        os.environ.setdefault("SDL_RENDER_VSYNC", "1" if vsync else "0")
        pygame.display.init()
        pygame.display.set_caption(title)
        self.is_fullscreen = False
        self.screen = self._open(FIRST_SIZE, 0)
        if fullscreen:
            self.fullscreen(True)
        self.known_size = self.size
        pygame.mouse.set_visible(True)

    @staticmethod
    def _open(size: tuple[int, int], flags: int) -> pygame.Surface:
        wide, high = pygame.display.get_desktop_sizes()[0]
        size = (min(size[0], wide), min(size[1], high)) if flags == 0 else size
        return pygame.display.set_mode(size, flags or pygame.RESIZABLE)

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
            self.screen = self._open(pygame.display.get_desktop_sizes()[0], pygame.FULLSCREEN)
        else:
            self.screen = self._open(FIRST_SIZE, 0)

    def refresh(self) -> None:
        """Take over the surface after the window was resized."""
        surface = pygame.display.get_surface()
        if surface is not None:
            self.screen = surface
        wide, high = self.size
        if (wide < LEAST_SIZE[0] or high < LEAST_SIZE[1]) and not self.is_fullscreen:
            self.screen = self._open((max(wide, LEAST_SIZE[0]), max(high, LEAST_SIZE[1])), 0)

    @staticmethod
    def show() -> None:
        """Put the finished picture on the display."""
        pygame.display.flip()
