"""Keys as big pictures of the device in use, each group with a word below it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pygame

from game.app.input.actions import LOOKS, MOVES, Action
from game.app.input.bindings import Keymap
from game.app.input.devices import Devices
from game.app.render.icons import big_cap, pressed
from game.app.render.theme import MUTED, PAPER, Role, Type


@dataclass(frozen=True, slots=True)
class KeyGroup:
    """Keys that belong together, and what they do here."""

    labels: tuple[str, ...]
    word: str
    cross: bool = False
    """Four directions: up above left, down and right."""


def labels_of(
    devices: Devices, actions: Sequence[Action], *, pad: bool, keymap: Keymap | None = None
) -> tuple[str, ...]:
    """Return what stands on the keys or buttons of some actions; a stick for four directions of a gamepad.

    ``keymap``: the keys of somebody who has half of a keyboard.
    """
    bindings = devices.bindings
    if pad:
        buttons = bindings.pads[0]
        left, right = ("R", "L") if buttons.swap_sticks else ("L", "R")
        if tuple(actions) == MOVES:
            return (left,)
        if tuple(actions) == LOOKS:
            return (right,)
        return tuple(word for word in map(buttons.label, actions) if word)
    return tuple(word for word in map((keymap or bindings.solo).label, actions) if word)


def keys_picture(
    type_: Type, groups: Sequence[KeyGroup], *, pad: bool, lit: Collection[str] = ()
) -> pygame.Surface:
    """Return all groups in a row; keys whose labels are ``lit`` are held by whoever shows it."""
    pictures = [_group(type_, group, lit, pad=pad) for group in groups]
    gap = type_.tx(30)
    width = sum(p.get_width() for p in pictures) + gap * (len(pictures) - 1)
    height = max((p.get_height() for p in pictures), default=1)
    row = pygame.Surface((max(width, 1), height), pygame.SRCALPHA)
    x = 0
    for picture in pictures:
        row.blit(picture, (x, height - picture.get_height()))
        x += picture.get_width() + gap
    return row


def _group(type_: Type, group: KeyGroup, lit: Collection[str], *, pad: bool) -> pygame.Surface:
    gap = type_.tx(5)
    keys = [big_cap(type_, label, pad=pad) for label in group.labels]
    keys = [pressed(key) if label in lit else key for key, label in zip(keys, group.labels, strict=True)]
    word = type_.line(group.word, Role.STRONG, PAPER if group.word else MUTED)
    if group.cross and len(keys) == 4:
        up, left, down, right = keys
        row = left.get_width() + down.get_width() + right.get_width() + 2 * gap
        high = up.get_height() + gap + down.get_height()
        places = [
            ((row - up.get_width()) // 2, 0),
            (0, up.get_height() + gap),
            (left.get_width() + gap, up.get_height() + gap),
            (row - right.get_width(), up.get_height() + gap),
        ]
    else:
        row = sum(key.get_width() for key in keys) + gap * (len(keys) - 1)
        high = max((key.get_height() for key in keys), default=0)
        places, x = [], 0
        for key in keys:
            places.append((x, 0))
            x += key.get_width() + gap
    width = max(row, word.get_width())
    picture = pygame.Surface((width, high + type_.tx(4) + word.get_height()), pygame.SRCALPHA)
    for key, (x, y) in zip(keys, places, strict=True):
        picture.blit(key, (x + (width - row) // 2, y))
    picture.blit(word, ((width - word.get_width()) // 2, high + type_.tx(4)))
    return picture
