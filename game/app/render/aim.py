"""What is drawn of a person's aim: whom it means, where they meet the ball, and how hard it will be."""

from math import cos, hypot, pi, sin
from typing import Final

import pygame

from game.app.input.receivers import MeantBy
from game.app.input.thumb import Helps, Thumb
from game.app.input.weight import BAND, LONGEST, WeightHelp, hold_for
from game.app.render.camera import Camera, Point
from game.app.render.theme import AMBER, GOLD, GOOD, INK, PAPER, Colour, Type
from game.app.render.vector import dashes, disc, ring, stamp
from game.app.snapshot import Seen
from game.core.intents import Technique

NEAR: Final = 4.0
"""Metres within which winding up is about this ball, so that its way is shown."""
ARC: Final = (0.62, 1.5)
"""The charge about the feet: metres from the body's middle, and radians to each side of straight below."""


def draw_aim(
    screen: pygame.Surface, camera: Camera, type_: Type, seen: Seen, player: int, thumb: Thumb, k: float
) -> None:
    """Draw a ring about whom the pass is for, and a thin line to where they meet it."""
    ball = camera.at(seen.ball[0], seen.ball[1])
    if thumb.out_of_reach:
        _broken_ring(screen, ball, k * 0.26, type_)
    if thumb.spent or thumb.meets is None:
        return
    winds = thumb.technique is not Technique.NONE
    gap = hypot(float(seen.ball[0] - seen.pos[player, 0]), float(seen.ball[1] - seen.pos[player, 1]))
    if gap > NEAR or not (winds or not thumb.choice.nobody):
        return
    colour = AMBER if thumb.turns else PAPER
    meets = camera.at(*thumb.meets)
    way = hypot(meets[0] - ball[0], meets[1] - ball[1])
    if way > 1.0:
        share = min(k * 0.16 / way, 1.0)
        start = (ball[0] + (meets[0] - ball[0]) * share, ball[1] + (meets[1] - ball[1]) * share)
        if thumb.choice.hollow or thumb.choice.nobody:
            dashed(screen, start, meets, type_, colour)
        else:
            pygame.draw.aaline(screen, colour, start, meets, max(1, round(type_.unit * 1.5)))
    stamp(screen, disc(max(2.0, type_.unit * 3.0), colour, INK, type_.unit * 0.8), meets)
    draw_receiver(screen, camera, type_, seen, thumb.choice, colour, k)


def draw_receiver(
    screen: pygame.Surface,
    camera: Camera,
    type_: Type,
    seen: Seen,
    choice: MeantBy,
    colour: Colour,
    k: float,
) -> None:
    """Draw the ring on the grass about a receiver: full, or broken where nobody stood near the direction."""
    if not 0 <= choice.number < len(seen.pos):
        return
    at = camera.at(seen.pos[choice.number, 0], seen.pos[choice.number, 1])
    radius = round(k * 0.56)
    if choice.hollow:
        _broken_ring(screen, at, radius, type_, colour)
    else:
        stamp(screen, ring(radius, max(2.0, type_.unit * 4.0), INK, 120), at)
        stamp(screen, ring(radius, max(2.0, type_.unit * 2.6), colour, 235), at)


def draw_charge(
    screen: pygame.Surface, camera: Camera, type_: Type, seen: Seen, player: int, thumb: Thumb, helps: Helps
) -> None:
    """Draw an arc about the feet that fills as the key is held, with a notch where the weight would suit."""
    technique = thumb.technique
    if technique is Technique.NONE or thumb.spent or thumb.speed is None:
        return
    whole, k = LONGEST[technique], camera.scale
    at = camera.at(seen.pos[player, 0], seen.pos[player, 1])
    radius = max(ARC[0] * k, type_.unit * 26.0)
    parts = 24
    lit, dark = disc(type_.unit * 3.4, GOLD, INK, type_.unit * 0.8), disc(type_.unit * 2.0, INK)
    mark = None
    if thumb.suited is not None and helps.weight is not WeightHelp.PURE and technique is not Technique.SHOT:
        mark = hold_for(technique, thumb.suited)
    band = disc(type_.unit * 3.4, GOOD, INK, type_.unit * 0.8)
    for part in range(parts + 1):
        seconds = whole * part / parts
        spot = _on_arc(at, radius, part / parts)
        inside = mark is not None and helps.weight is WeightHelp.MARK
        inside = inside and mark is not None and mark + BAND[0] <= seconds <= mark + BAND[1]
        stamp(screen, lit if seconds <= thumb.seconds else band if inside else dark, spot)
    if mark is not None:
        share = min(mark / whole, 1.0)
        a, b = _on_arc(at, radius - type_.unit * 7, share), _on_arc(at, radius + type_.unit * 9, share)
        pygame.draw.line(screen, INK, a, b, max(3, round(type_.unit * 5)))
        pygame.draw.line(screen, PAPER, a, b, max(2, round(type_.unit * 2.6)))


def draw_eyes(
    screen: pygame.Surface, camera: Camera, type_: Type, seen: Seen, thumb: Thumb, k: float
) -> None:
    """Draw a small eye over whom the eyes are locked on."""
    on = thumb.eyes.on
    if not thumb.eyes.locked or on is None or not 0 <= on < len(seen.pos):
        return
    x, y = camera.at(seen.pos[on, 0], seen.pos[on, 1])
    middle = (x, y - k * 0.72)
    wide, high = type_.unit * 11.0, type_.unit * 6.0
    outline = [
        (middle[0] - wide * cos(pi * i / 12.0), middle[1] - high * sin(pi * i / 12.0)) for i in range(24)
    ]
    pygame.draw.polygon(screen, PAPER, outline)
    pygame.draw.aalines(screen, INK, True, outline)
    stamp(screen, disc(high * 0.62, INK), middle)


def dashed(screen: pygame.Surface, a: Point, b: Point, type_: Type, colour: Colour) -> None:
    """Draw a dashed line, as far as it is on the screen."""
    wide = max(1, round(type_.unit * 1.8))
    width, height = screen.get_size()
    for p, q in dashes(a, b, type_.unit * 10, type_.unit * 9):
        if -20 < p[0] < width + 20 and -20 < p[1] < height + 20:
            pygame.draw.aaline(screen, colour, p, q, wide)


def _on_arc(at: Point, radius: float, share: float) -> Point:
    turn = -pi / 2.0 - ARC[1] + 2.0 * ARC[1] * share
    return (at[0] + cos(turn) * radius, at[1] - sin(turn) * radius)


def _broken_ring(
    screen: pygame.Surface, at: Point, radius: float, type_: Type, colour: Colour = PAPER
) -> None:
    """Draw eight strokes of a ring."""
    wide = max(2, round(type_.unit * 2.6))
    box = pygame.Rect(0, 0, round(2 * radius), round(2 * radius))
    box.center = (round(at[0]), round(at[1]))
    for part in range(8):
        start = part * pi / 4.0
        pygame.draw.arc(screen, INK, box.inflate(2, 2), start, start + pi / 7.0, wide + 2)
        pygame.draw.arc(screen, colour, box, start, start + pi / 7.0, wide)
