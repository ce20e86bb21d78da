import json
from dataclasses import replace

import pygame
import pytest

from game.app.input.actions import CRAFTS, LOOKS, MOVES, Action
from game.app.input.bindings import Bindings, key_label
from game.app.input.clashes import conflicts


def test_the_keys_one_starts_with_clash_with_nothing() -> None:
    assert conflicts(Bindings()) == []


def test_everybody_has_a_key_for_everything_they_do() -> None:
    bindings = Bindings()
    for layout in (bindings.solo, bindings.left, bindings.right):
        assert all(layout.of(action) for action in (*MOVES, *CRAFTS))
    assert all(bindings.solo.of(action) for action in LOOKS)
    assert all(bindings.pads[0].of(action) for action in CRAFTS)


def test_bindings_come_back_from_json_as_they_were() -> None:
    changed = (
        Bindings().with_key("left", Action.PUSH, pygame.KSCAN_B).with_button(1, Action.HEEL, "leftstick")
    )
    changed = replace(changed, pads=(replace(changed.pads[0], swap_sticks=True), changed.pads[1]))
    again = Bindings.from_json(json.loads(json.dumps(changed.to_json())))
    assert again == changed
    assert again != Bindings()


@pytest.mark.parametrize(
    "odd", [None, 3, [], {"solo": 7}, {"solo": {"push": ["NO_SUCH_KEY"]}}, {"pads": [{"heel": [1]}]}]
)
def test_what_cannot_be_understood_keeps_its_default(odd: object) -> None:
    assert Bindings.from_json(odd) == Bindings()


def test_an_odd_line_costs_only_itself() -> None:
    read = Bindings.from_json({"solo": {"push": ["B"], "heel": "K", "dance": ["C"]}})
    assert read == Bindings().with_key("solo", Action.PUSH, pygame.KSCAN_B)


@pytest.mark.parametrize(
    ("layout", "action", "taken_from", "other"),
    [
        ("solo", Action.PUSH, "solo", Action.HEEL),
        ("left", Action.PUSH, "right", Action.UP),
        ("right", Action.SHOT, "shared", Action.MIND),
    ],
)
def test_a_key_for_two_things_at_once_is_named(
    layout: str, action: Action, taken_from: str, other: Action
) -> None:
    code = getattr(Bindings(), taken_from).of(other)[0]
    clashes = conflicts(Bindings().with_key(layout, action, code))
    assert [clash.key for clash in clashes] == [key_label(code)]
    assert {user for clash in clashes for user in clash.users} == {(layout, action), (taken_from, other)}


def test_one_key_may_serve_both_layouts_that_are_never_in_use_together() -> None:
    code = Bindings().right.of(Action.PUSH)[0]
    assert conflicts(Bindings().with_key("solo", Action.PUSH, code)) == []


def test_escape_always_pauses() -> None:
    (clash,) = conflicts(Bindings().with_key("left", Action.PUSH, pygame.KSCAN_ESCAPE))
    assert "Esc" in clash.words()


def test_a_button_for_two_things_is_named() -> None:
    (clash,) = conflicts(Bindings().with_button(0, Action.PUSH, "b"))
    assert clash.key == "B"
    assert clash.users[0][0] == "pad 1"


@pytest.mark.parametrize(
    ("code", "label"),
    [(pygame.KSCAN_W, "W"), (pygame.KSCAN_KP1, "Num 1"), (pygame.KSCAN_RCTRL, "Right Ctrl")],
)
def test_keys_are_called_what_stands_on_them(code: int, label: str) -> None:
    assert key_label(code) == label
