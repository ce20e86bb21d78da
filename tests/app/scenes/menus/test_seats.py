"""However many devices there are: each row lies in the picture, none under the button."""

from dataclasses import replace
from itertools import combinations

import pygame
import pytest

from game.app.i18n import speak
from game.app.input.bindings import CRAFTS
from game.app.input.buttons import Frame, Press
from game.app.input.devices import KEYS, KEYS2, Devices
from game.app.input.keys import key_label
from game.app.scenes.menus import seats
from game.app.scenes.menus.seats import Seats
from game.app.shell.context import Desk


def plug_in(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    pads = {f"pad-{n}": f"Xbox Wireless Controller {n}" for n in range(number)}
    monkeypatch.setattr(Devices, "pad_devices", pads)


def press(scene: Seats, device: str, what: Press = Press.ACCEPT) -> None:
    scene.handle(Frame(sources=((device, what),)))


@pytest.mark.parametrize("size", [(640, 400), (1280, 720), (1920, 1080)])
@pytest.mark.parametrize(("language", "text_size"), [("en", 1.0), ("de", 1.3)])
@pytest.mark.parametrize("pads", range(9))
def test_rows_lie_in_the_picture_and_clear_of_each_other_and_the_button(
    desk: Desk,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    language: str,
    text_size: float,
    pads: int,
) -> None:
    plug_in(monkeypatch, pads)
    desk.window.screen = pygame.display.set_mode(size)
    desk.change(replace(desk.settings, language=language, text_size=text_size))
    scene = Seats(desk, lambda *_: None)
    desk.home(scene)
    scene.handle(Frame())
    last = f"pad-{pads - 1}" if pads else KEYS2
    for device in (KEYS, last):
        press(scene, device)
        desk.draw()
        placed = [*scene._rows.values(), scene._go]
        assert all(desk.window.screen.get_rect().contains(rect) for rect in placed)
        assert not any(one.colliderect(other) for one, other in combinations(placed, 2))
        assert set(scene.joined) <= set(scene._rows)
    desk.change(replace(desk.settings, language="en"))
    speak("en")


@pytest.mark.parametrize("pads", [0, 1])
def test_both_keys_of_the_second_person_are_shown(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, pads: int
) -> None:
    plug_in(monkeypatch, pads)
    scene = Seats(desk, lambda *_: None)
    desk.home(scene)
    scene.handle(Frame())
    press(scene, KEYS)
    press(scene, KEYS2)
    drawn: list[str] = []
    real = seats.cap

    def cap(type_: object, label: str, pad: bool = False) -> pygame.Surface:
        drawn.append(label)
        return real(type_, label, pad)  # type: ignore[arg-type]

    monkeypatch.setattr(seats, "cap", cap)
    lines = scene._caps(KEYS2, desk.window.size[0] // 4)
    wanted = {key_label(code) for action in CRAFTS for code in desk.settings.bindings.right.of(action)}
    assert wanted <= set(drawn)
    desk.draw()
    row = scene._rows[KEYS2]
    assert row.height >= len(lines) * desk.type.tx(seats.LINE_UNITS), "all lines have room"


def test_who_pressed_last_is_seen_where_not_all_fit(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    plug_in(monkeypatch, 8)
    desk.change(replace(desk.settings, text_size=1.3))
    scene = Seats(desk, lambda *_: None)
    desk.home(scene)
    scene.handle(Frame())
    for device in (KEYS, "pad-1"):
        press(scene, device)
    for device in scene.places:
        press(scene, device, Press.UP)
        desk.draw()
        assert device in scene._rows
        assert {KEYS, "pad-1"} <= set(scene._rows)
