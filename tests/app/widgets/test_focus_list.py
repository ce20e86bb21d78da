import pygame

from game.app.input.devices import Frame, Press
from game.app.widgets.focus_list import FocusItem, FocusList


def make(n: int = 3) -> tuple[FocusList, list[int]]:
    acted: list[int] = []
    menu = FocusList([FocusItem(str(i), lambda i=i: acted.append(i)) for i in range(n)])
    for i in range(n):
        menu.place(i, pygame.Rect(0, i * 10, 100, 10))
    return menu, acted


def press(*presses: Press) -> Frame:
    return Frame(presses=presses)


def test_down_and_up_go_round() -> None:
    menu, _ = make()
    menu.handle(press(Press.UP))
    assert menu.focus == 2
    menu.handle(press(Press.DOWN, Press.DOWN))
    assert menu.focus == 1


def test_accept_acts_on_the_focus() -> None:
    menu, acted = make()
    menu.handle(press(Press.DOWN))
    menu.handle(press(Press.ACCEPT))
    assert acted == [1]


def test_the_mouse_focuses_what_it_moves_over_and_acts_on_what_it_clicks() -> None:
    menu, acted = make()
    menu.handle(Frame(pointer=(50.0, 25.0)))
    assert (menu.focus, acted) == (2, [])
    menu.handle(Frame(click=(50.0, 5.0)))
    assert (menu.focus, acted) == (0, [0])


def test_a_click_beside_the_entries_does_nothing() -> None:
    menu, acted = make()
    menu.handle(Frame(click=(500.0, 5.0)))
    assert (menu.focus, acted) == (0, [])


def test_a_mouse_that_rests_does_not_fight_the_keys() -> None:
    menu, _ = make()
    menu.handle(Frame(pointer=(50.0, 5.0)))
    menu.handle(press(Press.DOWN))
    menu.handle(Frame())
    assert menu.focus == 1


def test_left_and_right_change_an_option() -> None:
    moved: list[int] = []
    menu = FocusList([FocusItem("size", lambda: None, lambda: "1", moved.append)])
    menu.handle(press(Press.LEFT))
    menu.handle(press(Press.RIGHT))
    assert moved == [-1, 1]


def test_an_empty_list_takes_everything_calmly() -> None:
    menu = FocusList([])
    assert menu.handle(press(Press.DOWN, Press.ACCEPT)) is False
    assert menu.current is None
