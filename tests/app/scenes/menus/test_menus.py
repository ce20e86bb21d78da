"""Every menu with one hand: the mouse alone, a gamepad alone, the keyboard alone."""

from abc import ABC, abstractmethod
from collections.abc import Iterator
from typing import Protocol

import pygame
import pytest

from game.app.main import one_frame
from game.app.scenes.menus.pause import Pause
from game.app.scenes.menus.title import Title
from game.app.scenes.play.level import Play
from game.app.scenes.play.practice import Practice
from game.app.shell.context import Context
from game.app.widgets.focus_list import FocusList
from game.scenario.catalogue import catalogue
from tests.app.pads import VirtualPad

WAYS = (
    ("Play", "Match", "Next"),
    ("Play", "Rondo", "Next"),
    ("Play", "Levels", catalogue()[0].title),
    ("Play", "First steps"),
    ("Play", "Practice"),
    ("Player", "Somebody new"),
    ("Class",),
    ("Replays",),
    ("How to play",),
    ("Options", "Picture"),
    ("Options", "Sound"),
    ("Options", "Play"),
    ("Options", "Controls", "Keyboard, alone"),
    ("Options", "Controls", "First gamepad"),
)
OUT_OF_PLAY = {"Level list", "Leave practice", "Leave the first steps"}


class Hand(Protocol):
    """What a person has."""

    def accept(self, menu: FocusList, index: int) -> None:
        """Choose an entry."""

    def back(self) -> None:
        """Where one came from."""

    def pause(self) -> None:
        """Out of play."""


def frames(context: Context, many: int = 3) -> None:
    for _picture in range(many):
        one_frame(context, context.devices.poll(1 / 60), 1 / 60)


class Mouse:
    """Two buttons."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def accept(self, menu: FocusList, index: int) -> None:
        self.click(1, menu._rects[index].center)

    def back(self) -> None:
        self.click(3, (5, 5))

    def pause(self) -> None:
        if isinstance(self.context.scene, Practice):
            self.click(1, self.context.scene.bar.menu.center)
        else:
            self.back()

    def click(self, button: int, at: tuple[int, int]) -> None:
        pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONDOWN, button=button, pos=at))
        pygame.event.post(pygame.event.Event(pygame.MOUSEBUTTONUP, button=button, pos=at))
        frames(self.context)


class Keys(ABC):
    """What walks down to an entry, and takes it."""

    DOWN: int
    RIGHT: int
    ACCEPT: int
    BACK: int
    PAUSE: int

    def __init__(self, context: Context) -> None:
        self.context = context

    def accept(self, menu: FocusList, index: int) -> None:
        rows, across = divmod((index - menu.focus) % len(menu.entries), menu.columns)
        for way in (*(self.DOWN,) * rows, *(self.RIGHT,) * across):
            self.press(way)
        assert menu.focus == index
        self.press(self.ACCEPT)

    def back(self) -> None:
        self.press(self.BACK)

    def pause(self) -> None:
        self.press(self.PAUSE)

    @abstractmethod
    def press(self, code: int) -> None:
        """Down and up again."""


class Keyboard(Keys):
    """Arrows, Enter and Esc."""

    DOWN, RIGHT, ACCEPT = pygame.KSCAN_DOWN, pygame.KSCAN_RIGHT, pygame.KSCAN_RETURN
    BACK = PAUSE = pygame.KSCAN_ESCAPE

    def press(self, code: int) -> None:
        for kind in (pygame.KEYDOWN, pygame.KEYUP):
            pygame.event.post(pygame.event.Event(kind, scancode=code, key=0, mod=0, unicode=""))
            frames(self.context, 2)


class Pad(Keys):
    """Cross, A, B and Start."""

    ACCEPT, BACK, PAUSE, DOWN, RIGHT = 0, 1, 6, 12, 14

    def __init__(self, context: Context) -> None:
        super().__init__(context)
        self.pad = VirtualPad()
        frames(context)

    def press(self, code: int) -> None:
        for down in (True, False):
            self.pad.button(code, down)
            frames(self.context, 2)


@pytest.fixture(params=["mouse", "keyboard", "pad"])
def hand(request: pytest.FixtureRequest, context: Context) -> Iterator[Hand]:
    if request.param != "pad":
        yield Mouse(context) if request.param == "mouse" else Keyboard(context)
        return
    pad = Pad(context)
    yield pad
    pad.pad.unplug()


def test_one_hand_leads_through_every_menu_and_back(context: Context, hand: Hand) -> None:
    def choose(labels: set[str]) -> None:
        menu: FocusList = context.scene.menu  # type: ignore[union-attr]
        (index,) = [i for i, entry in enumerate(menu.entries) if entry.label in labels]
        hand.accept(menu, index)

    context.home(Title(context))
    frames(context)
    for way in WAYS:
        came_by = [context.scene]
        for label in way:
            choose({label})
            assert context.scene not in came_by, (way, label)
            came_by.append(context.scene)
        steps = len(way)
        if isinstance(context.scene, Play):
            hand.pause()
            assert isinstance(context.scene, Pause), way
            choose(OUT_OF_PLAY)
            steps -= 1
        for _step in range(steps):
            assert not isinstance(context.scene, Title), way
            hand.back()
        assert isinstance(context.scene, Title), way
