"""The window: on which display, seen by anybody, and deaf to input methods."""

from typing import Any

import pygame
import pytest

from game.app.main import run
from game.app.shell.window import NoDisplayError, Window


@pytest.mark.parametrize("driver", ["offscreen", "dummy"])
@pytest.mark.parametrize("asked", [None, "", "x11", "x11,wayland"])
def test_a_driver_that_nobody_sees_is_no_window(
    driver: str, asked: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pygame.display, "init", lambda: None)
    monkeypatch.setattr(pygame.display, "get_driver", lambda: driver)
    for name in ("SDL_VIDEODRIVER", "SDL_VIDEO_DRIVER"):
        monkeypatch.delenv(name, raising=False)
    if asked is not None:
        monkeypatch.setenv("SDL_VIDEODRIVER", asked)
    with pytest.raises(NoDisplayError, match="no display"):
        Window("test", False)


@pytest.mark.parametrize("driver", ["dummy", "offscreen"])
def test_a_driver_that_was_asked_for_is_used(driver: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SDL_VIDEODRIVER", driver)
    assert Window("test", False).size[0] > 0
    assert pygame.display.get_driver() == driver
    pygame.quit()


def test_without_a_display_one_line_says_so_and_the_program_ends(
    monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    for name in ("SDL_VIDEODRIVER", "SDL_VIDEO_DRIVER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(pygame.display, "get_driver", lambda: "offscreen")
    assert run() == 1
    assert capfd.readouterr().err.splitlines() == ["backheel: no window can be opened (no display was found)"]
    pygame.quit()


def test_nothing_is_typed_so_that_no_input_method_eats_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    typing = [True]
    monkeypatch.setattr(pygame.key, "stop_text_input", lambda: typing.append(False))
    window = Window("test", False)
    assert typing[-1] is False
    for on in (True, False):
        typing.append(True)
        window.fullscreen(on)
        assert typing[-1] is False, "a new surface may begin it again"
    pygame.quit()


def test_full_screen_fills_the_display_that_the_window_is_on(monkeypatch: pytest.MonkeyPatch) -> None:
    """SDL keeps a window on its display and gives it that one's size where none is asked for."""
    window, asked = Window("test", False), []
    really = pygame.display.set_mode

    def set_mode(size: tuple[int, int], *args: Any, **more: Any) -> pygame.Surface:
        asked.append((size, args, more))
        return really(size, *args, **more)

    monkeypatch.setattr(pygame.display, "set_mode", set_mode)
    monkeypatch.setattr(pygame.display, "get_desktop_sizes", lambda: [(800, 600), (1024, 768)])
    window.fullscreen(True)
    assert asked[0] == ((0, 0), (pygame.FULLSCREEN,), {})
    window.fullscreen(False)
    assert "display" not in asked[1][2]
    pygame.quit()
