"""However many devices there are: each row lies in the picture, none under the button."""

from dataclasses import replace
from itertools import combinations

import pygame
import pytest

from game.app.i18n import speak
from game.app.input.actions import CRAFTS
from game.app.input.buttons import Frame, Press
from game.app.input.devices import KEYS, KEYS2, Devices
from game.app.input.keys import key_label
from game.app.scenes.menus import seats
from game.app.scenes.menus.seats import Seats
from game.app.shell.context import Context


def plug_in(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    pads = {f"pad-{n}": f"Xbox Wireless Controller {n}" for n in range(number)}
    monkeypatch.setattr(Devices, "pad_devices", pads)


def press(scene: Seats, device: str, what: Press = Press.ACCEPT) -> None:
    scene.handle(Frame(sources=((device, what),)))


@pytest.mark.parametrize("size", [(640, 400), (1280, 720), (1920, 1080)])
@pytest.mark.parametrize(("language", "text_size"), [("en", 1.0), ("de", 1.3)])
@pytest.mark.parametrize("pads", range(9))
def test_rows_lie_in_the_picture_and_clear_of_each_other_and_the_button(
    context: Context,
    monkeypatch: pytest.MonkeyPatch,
    size: tuple[int, int],
    language: str,
    text_size: float,
    pads: int,
) -> None:
    plug_in(monkeypatch, pads)
    context.window.screen = pygame.display.set_mode(size)
    context.change(replace(context.settings, language=language, text_size=text_size))
    scene = Seats(context, lambda *_: None)
    context.home(scene)
    scene.handle(Frame())
    last = f"pad-{pads - 1}" if pads else KEYS2
    for device in (KEYS, last):
        press(scene, device)
        context.draw()
        placed = [*scene._rows.values(), scene._go]
        assert all(context.window.screen.get_rect().contains(rect) for rect in placed)
        assert not any(one.colliderect(other) for one, other in combinations(placed, 2))
        assert set(scene.joined) <= set(scene._rows)
    context.change(replace(context.settings, language="en"))
    speak("en")


@pytest.mark.parametrize("pads", [0, 1])
def test_both_keys_of_the_second_person_are_shown(
    context: Context, monkeypatch: pytest.MonkeyPatch, pads: int
) -> None:
    plug_in(monkeypatch, pads)
    scene = Seats(context, lambda *_: None)
    context.home(scene)
    scene.handle(Frame())
    press(scene, KEYS)
    press(scene, KEYS2)
    drawn: list[str] = []
    real = seats.cap

    def cap(type_: object, label: str, pad: bool = False) -> pygame.Surface:
        drawn.append(label)
        return real(type_, label, pad)  # type: ignore[arg-type]

    monkeypatch.setattr(seats, "cap", cap)
    lines = scene._caps(KEYS2, context.window.size[0] // 4)
    wanted = {key_label(code) for action in CRAFTS for code in context.settings.bindings.right.of(action)}
    assert wanted <= set(drawn)
    context.draw()
    row = scene._rows[KEYS2]
    assert row.height >= len(lines) * context.type.tx(seats.LINE_UNITS), "all lines have room"


def test_who_pressed_last_is_seen_where_not_all_fit(
    context: Context, monkeypatch: pytest.MonkeyPatch
) -> None:
    plug_in(monkeypatch, 8)
    context.change(replace(context.settings, text_size=1.3))
    scene = Seats(context, lambda *_: None)
    context.home(scene)
    scene.handle(Frame())
    for device in (KEYS, "pad-1"):
        press(scene, device)
    for device in scene.places:
        press(scene, device, Press.UP)
        context.draw()
        assert device in scene._rows
        assert {KEYS, "pad-1"} <= set(scene._rows)
