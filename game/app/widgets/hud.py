"""The quiet signs around play: what to do and how far one is, what became of the last try, which keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import pygame

from game.app.i18n import N_, _, say
from game.app.input.actions import MOVES, Action
from game.app.input.bindings import Bindings, Padmap
from game.app.input.devices import Devices, is_pad
from game.app.render.icons import bar, cap, caps, panel, sign_alpha, verdict
from game.app.render.theme import GOLD, MUTED, PAPER, Role, Type

if TYPE_CHECKING:
    from game.rules.level.objective_base import Count, Progress

TOAST_LINES = 4
FEET = {0: N_("Foot: either"), -1: N_("Foot: left"), 1: N_("Foot: right")}


def draw_hud(
    screen: pygame.Surface,
    type_: Type,
    title: str,
    progress: Progress,
    foot: int,
    foot_key: str,
    pad: bool,
    lesson: str = "",
    busy: Sequence[tuple[float, float]] = (),
) -> int:
    """Draw the score, top left, under the ``lesson`` in a sentence; returns where it ends.

    It lets through who stands under it: ``busy`` are the bodies, pixels.
    """
    edge, inner = type_.px(16), type_.tx(14)
    width = type_.tx(300)
    line_h, bar_h = type_.height(Role.SMALL_STRONG), type_.px(5)
    head = type_.wrap(title, Role.STRONG, width - 2 * inner)
    head_h = type_.height(Role.STRONG)
    taught = type_.wrap(lesson, Role.SMALL, width - 2 * inner) if lesson else []
    rows = [(tally, *_tally_lines(type_, tally, width - 2 * inner)) for tally in progress.lines]
    height = inner * 2 + len(head) * head_h + type_.tx(4) + line_h + len(taught) * line_h
    for tally, _text, label in rows:
        height += line_h * len(label) + (bar_h + type_.tx(9) if tally.goal else type_.tx(3))
    if progress.time_limit is not None:
        height += line_h
    place = pygame.Rect(edge, edge, width, height)
    screen.blit(panel(place.size, type_.tx(14), alpha=sign_alpha(place, busy)), place)
    x, y = edge + inner, edge + inner - type_.tx(3)
    right = edge + width - inner
    for text in head:
        screen.blit(type_.line(text, Role.STRONG, PAPER), (x, y))
        y += head_h
    for text in taught:
        screen.blit(type_.line(text, Role.SMALL, PAPER), (x, y))
        y += line_h
    y += type_.tx(5)
    for tally, text, label in rows:
        figure = type_.line(text, Role.SMALL_STRONG, PAPER)
        for part in label:
            screen.blit(type_.line(part, Role.SMALL, MUTED), (x, y))
            y += line_h
        screen.blit(figure, (right - figure.get_width(), y - line_h))
        if tally.goal:
            bar(screen, pygame.Rect(x, y, right - x, bar_h), tally.value / tally.goal)
            y += bar_h + type_.tx(9)
        else:
            y += type_.tx(3)
    if progress.time_limit is not None:
        left = max(0.0, progress.time_limit - progress.seconds)
        screen.blit(type_.line(_("Time left"), Role.SMALL, MUTED), (x, y))
        figure = type_.line(f"{left:.0f} s", Role.SMALL_STRONG, GOLD if left < 10 else PAPER)
        screen.blit(figure, (right - figure.get_width(), y))
        y += line_h
    text_line = type_.line(_(FEET[foot]), Role.SMALL, GOLD if foot else MUTED)
    screen.blit(text_line, (x, y + type_.tx(2)))
    key = cap(type_, foot_key, pad)
    screen.blit(key, (right - key.get_width(), y + type_.tx(2) + (line_h - key.get_height()) // 2))
    return edge + height


def _tally_lines(type_: Type, tally: Count, width: int) -> tuple[str, list[str]]:
    """Return a count's figure, and its label in lines that leave room for the figure."""
    label = say(tally.label)
    text = f"{tally.value} / {tally.goal}" if tally.goal is not None else str(tally.value)
    room = width - type_.width(text, Role.SMALL_STRONG) - type_.tx(8)
    return text, type_.wrap(label[:1].upper() + label[1:], Role.SMALL, room)


def foot_key(bindings: Bindings, pad: bool) -> str:
    """Return what stands on the key or button that chooses the kicking foot."""
    if pad and all(name.startswith("dp") for name in bindings.pads[0].of(Action.FOOT)):
        return "D-pad"
    return (bindings.pads[0] if pad else bindings.solo).label(Action.FOOT)


def draw_toast(
    screen: pygame.Surface, type_: Type, said: str, good: bool | None, strength: float, below: int = 0
) -> None:
    """Draw what became of the last try, top middle, ``below`` pixels under the window's edge."""
    mark = type_.tx(20)
    room = screen.get_width() - type_.tx(300) - type_.px(48) - mark - type_.tx(44)
    lines = type_.wrap(said[:1].upper() + said[1:], Role.STRONG, room)[:TOAST_LINES]
    lines = [type_.fit(text, Role.STRONG, room) for text in lines]
    below = type_.height(Role.STRONG)
    wide = max((type_.width(text, Role.STRONG) for text in lines), default=0)
    width, height = wide + mark + type_.tx(44), type_.tx(42) + (len(lines) - 1) * below
    plate = pygame.Surface((width, height), pygame.SRCALPHA)
    plate.blit(panel((width, height), type_.tx(21), alpha=224), (0, 0))
    plate.blit(verdict(good, mark), (type_.tx(16), (height - mark) // 2))
    top = (height - len(lines) * below) // 2
    for n, text in enumerate(lines):
        plate.blit(type_.line(text, Role.STRONG, PAPER), (type_.tx(26) + mark, top + n * below))
    plate.set_alpha(round(255 * strength))
    left = max((screen.get_width() - width) // 2, type_.tx(300) + type_.px(32))
    screen.blit(plate, (min(left, screen.get_width() - width - type_.px(16)), below + type_.px(16)))


def draw_hint(screen: pygame.Surface, type_: Type, devices: Devices, pad: bool, strength: float) -> None:
    """Draw the three things to know first, bottom middle."""
    bindings = devices.bindings
    if pad:
        of = bindings.pads[0].label
        moves: tuple[str, ...] = ("R",) if bindings.pads[0].swap_sticks else ("L",)
    else:
        of = bindings.solo.label
        moves = tuple(of(action) for action in MOVES)
    _draw_hints(
        screen,
        type_,
        [
            (moves, _("run and aim")),
            ((of(Action.PUSH),), _("tap: pass; hold: harder")),
            ((of(Action.HEEL),), _("tap: backheel")),
        ],
        pad,
        screen.get_width() / 2,
        strength,
    )


def strike_words(devices: Devices, person: int, defends: bool) -> tuple[list[tuple[str, str]], bool]:
    """Return what stands on a person's strike keys and what each does now; and whether it is a gamepad."""
    device = (devices.seats or ["any", ""])[person]
    pad = is_pad(device) or (device == "any" and bool(devices.pads))
    of = bindings_of_pad(devices, device).label if pad else devices.keymap_of(device).label
    return [
        (of(Action.PUSH), _("Press") if defends else _("Pass")),
        (of(Action.HEEL), _("Block the lane") if defends else _("Heel")),
        (of(Action.SHOT), _("Tackle") if defends else _("Shoot")),
    ], pad


def bindings_of_pad(devices: Devices, device: str) -> Padmap:
    """Return the buttons of a person's gamepad."""
    seats = devices.seats or []
    second = len(seats) > 1 and seats[1] == device and is_pad(seats[0])
    return devices.bindings.pads[1 if second else 0]


def _draw_hints(
    screen: pygame.Surface,
    type_: Type,
    hints: list[tuple[tuple[str, ...], str]],
    pad: bool,
    middle: float,
    strength: float,
) -> None:
    gap, inner = type_.px(24), type_.px(18)
    parts = []
    width = 2 * inner - gap
    for labels, text in hints:
        keys = sum(cap(type_, label, pad).get_width() + type_.px(5) for label in labels)
        line = type_.line(text, Role.SMALL, PAPER)
        parts.append((labels, line))
        width += keys + type_.px(5) + line.get_width() + gap
    height = type_.tx(46)
    plate = pygame.Surface((width, height), pygame.SRCALPHA)
    plate.blit(panel((width, height), type_.tx(14), alpha=205), (0, 0))
    x = inner
    for labels, line in parts:
        x = caps(plate, type_, labels, (x, height // 2), pad) + type_.px(5)
        plate.blit(line, (x, (height - line.get_height()) // 2))
        x += line.get_width() + gap
    plate.set_alpha(round(255 * strength))
    least, most = type_.px(8), screen.get_width() - width - type_.px(8)
    left = min(max(round(middle - width / 2), least), most)
    screen.blit(plate, (left, screen.get_height() - height - type_.px(18)))
