from collections.abc import Iterator

import pygame
import pytest

from game.app.input.actions import Action
from game.app.input.bindings import Bindings
from game.app.input.buttons import Buttons, Frame, Press
from game.app.input.devices import KEYS, KEYS2, Devices, stick
from game.app.main import one_frame
from game.app.scenes.menus.pause import Pause
from game.app.scenes.play.level import Play
from game.app.shell.context import Context
from game.scenario.level_paths import find
from tests.app.pads import VirtualPad

FRAME = 1.0 / 60.0


@pytest.fixture
def pad(context: Context) -> Iterator[VirtualPad]:
    pad = VirtualPad()
    yield pad
    pad.unplug()


def poll(devices: Devices, times: int = 3) -> list[Frame]:
    return [devices.poll(FRAME) for _ in range(times)]


def pressed(frames: list[Frame]) -> list[Press]:
    return [press for frame in frames for press in frame.presses]


def key(scancode: int, down: bool) -> None:
    kind = pygame.KEYDOWN if down else pygame.KEYUP
    pygame.event.post(pygame.event.Event(kind, scancode=scancode, key=0, mod=0, unicode=""))


def test_a_held_key_holds_its_button_until_it_comes_up(context: Context) -> None:
    key(pygame.KSCAN_J, True)
    assert poll(context.devices)[-1].people[0].push
    key(pygame.KSCAN_J, False)
    assert not poll(context.devices)[-1].people[0].push


def test_a_tap_shorter_than_a_frame_is_not_lost(context: Context) -> None:
    key(pygame.KSCAN_K, True)
    key(pygame.KSCAN_K, False)
    first, second = poll(context.devices, 2)
    assert first.people[0].heel
    assert not second.people[0].heel


def test_two_keys_make_a_diagonal_of_length_one(context: Context) -> None:
    key(pygame.KSCAN_W, True)
    key(pygame.KSCAN_D, True)
    x, y = poll(context.devices)[-1].people[0].move
    assert x == pytest.approx(y)
    assert x * x + y * y == pytest.approx(1.0)


def test_a_key_held_over_a_change_of_scene_does_not_kick(context: Context) -> None:
    key(pygame.KSCAN_J, True)
    poll(context.devices)
    context.devices.hold_back()
    assert not poll(context.devices)[-1].people[0].push
    key(pygame.KSCAN_J, False)
    key(pygame.KSCAN_J, True)
    assert poll(context.devices)[-1].people[0].push


def test_a_direction_held_over_a_change_of_scene_moves_no_focus(context: Context) -> None:
    """Who still runs as the whistle goes finds the result's first button in focus."""
    key(pygame.KSCAN_D, True)
    poll(context.devices)
    context.devices.hold_back()
    assert pressed([context.devices.poll(FRAME) for _ in range(120)]) == []
    key(pygame.KSCAN_D, False)
    poll(context.devices)
    key(pygame.KSCAN_D, True)
    assert pressed([context.devices.poll(FRAME) for _ in range(60)]).count(Press.RIGHT) > 1


def test_a_held_arrow_steps_again_after_a_while(context: Context) -> None:
    key(pygame.KSCAN_DOWN, True)
    presses = pressed([context.devices.poll(FRAME) for _ in range(60)])
    assert 4 <= presses.count(Press.DOWN) <= 9


def test_losing_the_focus_lets_all_keys_go(context: Context) -> None:
    key(pygame.KSCAN_J, True)
    poll(context.devices)
    pygame.event.post(pygame.event.Event(pygame.WINDOWFOCUSLOST))
    frame = context.devices.poll(FRAME)
    assert frame.lost_focus
    assert not frame.people[0].push


def test_a_stick_at_rest_is_still_and_a_full_one_is_full() -> None:
    assert stick(0.1, -0.1) == (0.0, 0.0)
    x, y = stick(0.0, -1.0)
    assert (x, y) == pytest.approx((0.0, 1.0))


def test_a_gamepad_is_found_when_it_is_plugged_in(context: Context, pad: VirtualPad) -> None:
    frames = poll(context.devices)
    assert any(frame.plugged for frame in frames)
    assert len(context.devices.pads) == 1


def test_a_gamepads_stick_and_buttons_become_named_buttons(context: Context, pad: VirtualPad) -> None:
    poll(context.devices)
    pad.axis(0, 32767)
    pad.axis(3, -32768)
    pad.button(0, True)
    held = poll(context.devices)[-1].people[0]
    assert held.move == pytest.approx((1.0, 0.0))
    assert held.look == pytest.approx((0.0, 1.0))
    assert held.analog
    assert held.push
    pad.button(0, False)
    assert not poll(context.devices)[-1].people[0].push


def test_one_press_of_a_gamepad_is_one_press(context: Context, pad: VirtualPad) -> None:
    poll(context.devices)
    pad.button(0, True)
    frames = poll(context.devices, 10)
    assert pressed(frames) == [Press.ACCEPT]
    assert any(frame.pad_used for frame in frames)


def test_a_gamepad_walks_through_the_menus_to_a_level(context: Context, pad: VirtualPad) -> None:
    from game.app.scenes.menus.levels import Levels
    from game.app.scenes.menus.modes import MODES, Modes
    from game.app.scenes.menus.title import Title

    context.home(Title(context))

    def frames(n: int = 4) -> None:
        for _ in range(n):
            one_frame(context, context.devices.poll(FRAME), FRAME)

    def press(button: int) -> None:
        pad.button(button, True)
        frames()
        pad.button(button, False)
        frames()

    frames()
    press(0)
    assert isinstance(context.scene, Modes)
    for _ in range(MODES.index("levels") // 2):  # two columns
        press(pygame.CONTROLLER_BUTTON_DPAD_DOWN)
    press(0)
    assert isinstance(context.scene, Levels)
    press(0)
    assert isinstance(context.scene, Play)
    press(6)
    assert isinstance(context.scene, Pause)
    press(1)
    assert isinstance(context.scene, Play)


def test_unplugging_in_play_pauses_and_says_so(context: Context, pad: VirtualPad) -> None:
    context.home(Play(context, find("wall-drill")))
    for _ in range(3):
        one_frame(context, context.devices.poll(FRAME), FRAME)
    pad.unplug()
    for _ in range(3):
        one_frame(context, context.devices.poll(FRAME), FRAME)
    scene = context.scene
    assert isinstance(scene, Pause)
    assert "unplugged" in scene.message
    assert context.devices.pads == []


def test_with_two_people_and_one_gamepad_the_second_gets_it(context: Context, pad: VirtualPad) -> None:
    context.devices.two_people = True
    poll(context.devices)
    pad.axis(0, 32767)
    key(pygame.KSCAN_A, True)
    first, second = poll(context.devices)[-1].people
    assert first.move == (-1.0, 0.0)
    assert second.move == pytest.approx((1.0, 0.0))


def test_two_people_share_a_keyboard_without_sharing_keys(context: Context) -> None:
    context.devices.two_people = True
    for scancode in (pygame.KSCAN_W, pygame.KSCAN_F, pygame.KSCAN_LEFT, pygame.KSCAN_KP2):
        key(scancode, True)
    first, second = poll(context.devices)[-1].people
    assert first == Buttons(move=(0.0, 1.0), push=True)
    assert second == Buttons(move=(-1.0, 0.0), heel=True)


def test_a_gamepad_that_sdl_has_no_mapping_for_is_told_once(context: Context) -> None:
    strange = VirtualPad(VirtualPad.TYPE_UNKNOWN)
    try:
        assert [frame.unknown_pad for frame in poll(context.devices)].count(True) == 1
        one_frame(context, Frame(unknown_pad=True), FRAME)
        assert "not known" in context._told[0]
        another = VirtualPad(VirtualPad.TYPE_UNKNOWN)
        another.unplug()
        assert not any(frame.unknown_pad for frame in poll(context.devices))
    finally:
        strange.unplug()


def test_a_known_gamepad_is_not_called_unknown(context: Context, pad: VirtualPad) -> None:
    assert not any(frame.unknown_pad for frame in poll(context.devices))


def test_up_on_the_pad_shows_the_next_defenders_thoughts(context: Context, pad: VirtualPad) -> None:
    poll(context.devices)
    pad.button(pygame.CONTROLLER_BUTTON_DPAD_UP, True)
    assert Press.MIND in pressed(poll(context.devices))


def test_a_key_can_be_bound_to_something_else(context: Context) -> None:
    context.devices.bindings = Bindings().with_key("solo", Action.PUSH, pygame.KSCAN_B)
    key(pygame.KSCAN_J, True)
    assert not poll(context.devices)[-1].people[0].push
    key(pygame.KSCAN_B, True)
    assert poll(context.devices)[-1].people[0].push


def test_a_button_can_be_bound_to_something_else(context: Context, pad: VirtualPad) -> None:
    context.devices.bindings = Bindings().with_button(0, Action.SHIELD, "lefttrigger")
    poll(context.devices)
    pad.axis(pygame.CONTROLLER_AXIS_TRIGGERLEFT, 30000)
    frames = poll(context.devices)
    assert frames[-1].people[0].shield
    assert ("lefttrigger",) in {frame.raw_button[1:] for frame in frames if frame.raw_button}


def test_a_pulled_trigger_is_one_press(context: Context, pad: VirtualPad) -> None:
    poll(context.devices)
    pad.axis(pygame.CONTROLLER_AXIS_TRIGGERRIGHT, 30000)
    frames = poll(context.devices, 8)
    assert [f.raw_button is not None for f in frames].count(True) == 1
    assert frames[-1].people[0].sprint


def test_alone_on_the_keyboard_both_hands_places_serve(context: Context) -> None:
    context.devices.sit(KEYS, "")
    key(pygame.KSCAN_J, True)
    assert poll(context.devices)[-1].people[0].push
    key(pygame.KSCAN_J, False)
    key(pygame.KSCAN_F, True)
    assert poll(context.devices)[-1].people[0].push


def test_two_on_one_keyboard_without_a_keypad(context: Context) -> None:
    context.devices.sit(KEYS, KEYS2)
    for scancode in (pygame.KSCAN_A, pygame.KSCAN_G, pygame.KSCAN_UP, pygame.KSCAN_COMMA):
        key(scancode, True)
    first, second = poll(context.devices)[-1].people
    assert first == Buttons(move=(-1.0, 0.0), heel=True)
    assert second == Buttons(move=(0.0, 1.0), push=True)


def test_who_sits_where_was_chosen(context: Context, pad: VirtualPad) -> None:
    poll(context.devices)
    (name,) = context.devices.pad_devices
    context.devices.sit(name, KEYS)
    pad.button(0, True)
    key(pygame.KSCAN_K, True)
    first, second = poll(context.devices)[-1].people
    assert first.push
    assert not first.heel
    assert second.heel
    assert not second.push


def test_every_press_says_which_device_it_came_from(context: Context, pad: VirtualPad) -> None:
    poll(context.devices)
    (name,) = context.devices.pad_devices
    pad.axis(0, -32768)
    key(pygame.KSCAN_D, True)
    key(pygame.KSCAN_KP1, True)
    sources = [source for frame in poll(context.devices) for source in frame.sources]
    assert sorted(sources, key=str) == sorted(
        [(name, Press.LEFT), (KEYS, Press.RIGHT), (KEYS2, Press.ACCEPT)], key=str
    )


def test_each_gamepad_chooses_its_own_persons_foot(context: Context, pad: VirtualPad) -> None:
    poll(context.devices)
    (name,) = context.devices.pad_devices
    context.devices.sit(KEYS, name)
    pad.button(pygame.CONTROLLER_BUTTON_DPAD_RIGHT, True)
    key(pygame.KSCAN_Q, True)
    frames = poll(context.devices)
    assert [press for frame in frames for press in frame.own[0]] == [Press.FOOT]
    assert [press for frame in frames for press in frame.own[1]] == [Press.FOOT_RIGHT]


def test_a_pad_that_comes_back_has_its_person_again(context: Context) -> None:
    first = VirtualPad()
    poll(context.devices)
    (name,) = context.devices.pad_devices
    context.devices.sit(KEYS, name)
    first.unplug()
    assert [frame.lost_seat for frame in poll(context.devices) if frame.unplugged] == [1]
    assert context.devices.missing == (1,)
    second = VirtualPad()
    try:
        assert any(frame.plugged for frame in poll(context.devices))
        assert context.devices.missing == ()
        assert context.devices.seats == [KEYS, *context.devices.pad_devices]
        second.button(1, True)
        assert poll(context.devices)[-1].people[1].heel
    finally:
        second.unplug()


def test_plugging_the_gamepad_in_again_goes_on(context: Context) -> None:
    first = VirtualPad()
    context.home(Play(context, find("wall-drill")))

    def frames(n: int = 3) -> None:
        for _ in range(n):
            one_frame(context, context.devices.poll(FRAME), FRAME)

    frames()
    first.unplug()
    frames()
    assert isinstance(context.scene, Pause)
    second = VirtualPad()
    try:
        frames()
        assert isinstance(context.scene, Play)
    finally:
        second.unplug()
        frames()


@pytest.mark.parametrize(
    ("seats", "person", "codes"),
    [
        (("any", ""), 0, (pygame.KSCAN_E, pygame.KSCAN_W, pygame.KSCAN_J)),
        ((KEYS, KEYS2), 0, (pygame.KSCAN_E, pygame.KSCAN_W, pygame.KSCAN_F)),
        ((KEYS, KEYS2), 1, (pygame.KSCAN_KP7, pygame.KSCAN_UP, pygame.KSCAN_KP1)),
        ((KEYS, KEYS2), 1, (pygame.KSCAN_K, pygame.KSCAN_UP, pygame.KSCAN_COMMA)),
    ],
)
def test_two_hands_reach_the_eyes_key_beside_a_direction_and_a_strike(
    context: Context, seats: tuple[str, str], person: int, codes: tuple[int, int, int]
) -> None:
    context.devices.sit(*seats)
    for code in codes:
        key(code, True)
    held = poll(context.devices)[-1].people[person]
    assert (held.eyes, held.move, held.push) == (True, (0.0, 1.0), True)


def test_a_gamepad_has_the_eyes_key_under_the_right_stick_and_can_be_felt(
    context: Context, pad: VirtualPad
) -> None:
    poll(context.devices)
    pad.button(pygame.CONTROLLER_BUTTON_RIGHTSTICK, True)
    assert poll(context.devices)[-1].people[0].eyes
    context.devices.rumble(0)
