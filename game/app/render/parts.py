"""The parts of a body as sprites: drawn once large, then kept turned in small angle steps."""

from collections.abc import Callable, Hashable
from math import ceil, cos, hypot, log2, pi, sin
from typing import Final

import pygame

from game.app.fonts import Face, load_font
from game.app.picture_cache import PictureStore
from game.app.render.camera import Point
from game.app.render.kits import Kit, Pattern
from game.app.render.theme import Colour, mix

OUTLINE: Colour = (18, 28, 26)
PALE_OUTLINE: Colour = (148, 156, 158)
DARK_CLOTH = 130
"""Sum of red, green and blue below which a piece of clothing gets the pale outline."""
BOOT: Colour = (250, 248, 240)
KICKING_BOOT: Colour = (255, 206, 60)
GLOVE: Colour = (255, 255, 255)

FINE = 3
"""Masters are drawn so many times too large and smoothed."""


class Pen:
    """Draws in a part's own metres: x forward, y to the left, about its middle."""

    def __init__(self, reach: float, z: float) -> None:
        self.reach, self.z = reach, z
        self.middle = ceil(reach * z)
        self.surface = pygame.Surface((2 * self.middle,) * 2, pygame.SRCALPHA)

    def like(self) -> "Pen":
        """Return another one for a sheet of the same size."""
        return Pen(self.reach, self.z)

    def px(self, point: Point) -> Point:
        """Turn metres into pixels."""
        return (self.middle + point[0] * self.z, self.middle - point[1] * self.z)

    def dot(self, colour: Colour, at: Point, radius: float) -> None:
        """Draw a disc."""
        pygame.draw.circle(self.surface, colour, self.px(at), radius * self.z)

    def capsule(self, colour: Colour, a: Point, b: Point, ra: float, rb: float) -> None:
        """Draw a limb: two discs and what lies between."""
        far = hypot(b[0] - a[0], b[1] - a[1])
        if far > 1e-4:
            nx, ny = -(b[1] - a[1]) / far, (b[0] - a[0]) / far
            self.polygon(
                colour,
                [
                    (a[0] + nx * ra, a[1] + ny * ra),
                    (b[0] + nx * rb, b[1] + ny * rb),
                    (b[0] - nx * rb, b[1] - ny * rb),
                    (a[0] - nx * ra, a[1] - ny * ra),
                ],
            )
        self.dot(colour, a, ra)
        self.dot(colour, b, rb)

    def polygon(self, colour: Colour, points: list[Point]) -> None:
        """Draw a filled polygon."""
        pygame.draw.polygon(self.surface, colour, [self.px(p) for p in points])

    def oval(self, colour: Colour, at: Point, deep: float, wide: float) -> None:
        """Draw a shape squarer than an ellipse: shoulders, hips."""
        self.polygon(colour, [(at[0] + u * deep, at[1] + v * wide) for u, v in _SQUARISH])


def _squarish(turn: float) -> Point:
    c, s = cos(turn), sin(turn)
    return (abs(c) ** 0.8 * (1 if c >= 0 else -1), abs(s) ** 0.8 * (1 if s >= 0 else -1))


_SQUARISH = [_squarish(k * pi / 16) for k in range(32)]

Paint = Callable[[Pen], None]
"""Draws one part."""


Placed = tuple[pygame.Surface, float, float]
"""A sprite, and how far its upper left corner is from the part's middle, pixels."""


class Sprites:
    """Every part that was drawn in the last moments, at any size and angle. Colours are premultiplied."""

    def __init__(self, megabytes: float = 64.0, master_megabytes: float = 24.0) -> None:
        self.turned: PictureStore[Placed] = PictureStore(megabytes)
        self._masters: PictureStore[tuple[pygame.Surface, float, float]] = PictureStore(master_megabytes)
        """Cut to what is drawn, and how far that lies ahead and left of the part's middle, pixels."""

    def get(self, key: Hashable, paint: Paint, reach: float, k: float, angle: float, step: int = 3) -> Placed:
        """Return the part ``key`` at ``k`` pixels a metre, turned by ``angle`` radians in whole steps."""
        turn = round(angle * (180.0 / pi) / step) * step % 360
        full = (key, k, turn)
        found = self.turned.get(full)
        if found is None:
            # Masters come in half octaves, so that a zoom draws few again and none is shrunk by half or more.
            large = 2.0 ** (ceil(2.0 * log2(1.25 * k)) * 0.5)
            master, ahead, left = self._master(key, paint, reach, large)
            sprite = pygame.transform.rotozoom(master, turn, k / large)
            c, s = cos(turn * pi / 180.0) * k / large, sin(turn * pi / 180.0) * k / large
            x, y = ahead * c - left * s, -(ahead * s + left * c)
            found = (sprite, x - sprite.get_width() * 0.5, y - sprite.get_height() * 0.5)
            self.turned.put(full, found)
        return found

    def _master(
        self, key: Hashable, paint: Paint, reach: float, large: float
    ) -> tuple[pygame.Surface, float, float]:
        named = (key, large)
        found = self._masters.get(named)
        if found is None:
            fine = FINE if large < 260 else 2 if large < 520 else 1
            pen = Pen(reach, large * fine)
            paint(pen)
            # Averaging over clear black premultiplies the colours.
            size = max(2, round(pen.surface.get_width() / fine))
            whole = pen.surface
            if fine > 1:
                whole = pygame.transform.smoothscale(pen.surface, (size, size))
            box = whole.get_bounding_rect().inflate(2, 2).clip(whole.get_rect())
            middle = whole.get_width() * 0.5
            cut = whole.subsurface(box).copy()
            found = (cut, box.x + box.width * 0.5 - middle, middle - box.y - box.height * 0.5)
            self._masters.put(named, found)
        return found


SPRITES: Final = Sprites()
"""Those of all pictures of players: a replay, and why, draw the bodies that the match has drawn already."""


# The parts


def edge_of(cloth: Colour) -> Colour:
    """Return the colour round a piece of clothing: dark, but pale round one as dark as wet grass."""
    return PALE_OUTLINE if sum(cloth) < DARK_CLOTH else OUTLINE


def leg(pen: Pen, kit: Kit, skin: Colour, length: float) -> None:
    """Draw a leg from hip (at -length/2) to ankle (at +length/2): shorts, knee, sock."""
    a, b = (-length * 0.5, 0.0), (length * 0.5, 0.0)

    def at(share: float) -> Point:
        return (a[0] + length * share, 0.0)

    pen.capsule(OUTLINE, a, b, 0.068, 0.055)
    pen.capsule(kit.socks, at(0.62), b, 0.046, 0.042)
    pen.capsule(skin, a, at(0.58), 0.054, 0.046)
    pen.capsule(kit.shorts, a, at(0.34), 0.056, 0.054)


def boot(pen: Pen, kit: Kit, kicking: bool) -> None:
    """Draw a boot, heel behind and toe ahead."""
    pen.capsule(OUTLINE, (-0.075, 0.0), (0.118, 0.0), 0.064, 0.060)
    pen.capsule(KICKING_BOOT if kicking else BOOT, (-0.075, 0.0), (0.118, 0.0), 0.047, 0.045)
    pen.capsule(OUTLINE, (0.075, -0.018), (0.075, 0.018), 0.010, 0.010)
    pen.dot(mix(kit.socks, OUTLINE, 0.12), (-0.030, 0.0), 0.042)


def hips(pen: Pen, kit: Kit) -> None:
    """Draw shorts, whose stripe down each side shows where they point when the shoulders hide them."""
    pen.oval(edge_of(kit.shorts), (0.0, 0.0), 0.132, 0.192)
    pen.oval(kit.shorts, (0.0, 0.0), 0.114, 0.174)
    for side in (-1, 1):
        pen.capsule(kit.shirt, (0.075, side * 0.128), (-0.075, side * 0.128), 0.020, 0.020)
    # The front's waistband, pale on dark and dark on pale.
    band = (240, 240, 236) if sum(kit.shorts) < 300 else (60, 66, 72)
    pen.capsule(band, (0.098, -0.060), (0.098, 0.060), 0.012, 0.012)


def arm(pen: Pen, kit: Kit, skin: Colour, along: float, out: float) -> None:
    """Draw the left arm about the trunk's middle; the right one is its mirror image (``out`` negative)."""
    side = 1.0 if out >= 0.0 else -1.0
    shoulder = (0.0, side * 0.195)
    elbow = (along * 0.35 - 0.02, out)
    hand = (along + 0.075, out - side * 0.012)
    _arm(pen, kit, skin, shoulder, elbow, hand)


def _arm(pen: Pen, kit: Kit, skin: Colour, a: Point, b: Point, c: Point) -> None:
    cuff = (a[0] + (b[0] - a[0]) * 0.84, a[1] + (b[1] - a[1]) * 0.84)
    hand = 0.058 if kit.keeper else 0.036
    pen.capsule(edge_of(kit.shirt), a, b, 0.070, 0.062)
    pen.capsule(OUTLINE, b, c, 0.058, max(0.050, hand + 0.014))
    pen.capsule(kit.shirt if kit.keeper else skin, b, c, 0.043, 0.036)
    pen.dot(GLOVE if kit.keeper else skin, c, hand)
    pen.capsule(kit.shirt, a, b, 0.056, 0.047)
    pen.capsule(kit.second, cuff, b, 0.048, 0.047)


def arms_to(pen: Pen, kit: Kit, skin: Colour, hands: tuple[Point, Point]) -> None:
    """Draw both arms to two places, trunk-relative: holding the ball, calling, diving."""
    for side, hand in zip((1, -1), hands, strict=True):
        shoulder = (0.0, side * 0.195)
        elbow = ((shoulder[0] + hand[0]) * 0.5, (shoulder[1] + hand[1]) * 0.5 + side * 0.05)
        _arm(pen, kit, skin, shoulder, elbow, hand)


def torso(pen: Pen, kit: Kit, number: str) -> None:
    """Draw the shoulders from above, the pattern, and the number on the upper back."""
    deep, wide = 0.138, 0.230
    pen.oval(edge_of(kit.shirt), (0.0, 0.0), deep + 0.016, wide + 0.016)
    cloth, cutter = pen.like(), pen.like()
    cloth.oval(kit.shirt, (0.0, 0.0), deep, wide)
    _pattern(cloth, kit, deep, wide)
    _number(cloth, kit, number)
    # All of it is cut to the shirt's outline.
    cutter.oval((255, 255, 255), (0.0, 0.0), deep, wide)
    cloth.surface.blit(cutter.surface, (0, 0), special_flags=pygame.BLEND_RGBA_MULT)
    pen.surface.blit(cloth.surface, (0, 0))


def _pattern(cloth: Pen, kit: Kit, deep: float, wide: float) -> None:
    if kit.pattern is Pattern.HOOPS:
        for x in (-0.092, 0.046):
            _block(cloth, kit.second, (x - 0.032, -wide), (x + 0.032, wide))
    elif kit.pattern is Pattern.STRIPES:
        for y in (-0.156, 0.0, 0.156):
            _block(cloth, kit.second, (-deep, y - 0.036), (deep, y + 0.036))
    elif kit.pattern is Pattern.SASH:
        cloth.polygon(kit.second, [(-deep, -0.20), (-deep, -0.06), (deep, 0.20), (deep, 0.06)])
    elif kit.pattern is Pattern.HALVES:
        _block(cloth, kit.second, (-deep, -wide), (deep, 0.0))
    # A shade along the chest's edge: the shirt is round.
    cloth.polygon(
        mix(kit.shirt, OUTLINE, 0.30),
        [(deep * 0.82, -wide), (deep, -wide), (deep, wide), (deep * 0.82, wide)],
    )


def _block(pen: Pen, colour: Colour, a: Point, b: Point) -> None:
    pen.polygon(colour, [(a[0], a[1]), (b[0], a[1]), (b[0], b[1]), (a[0], b[1])])


def _number(pen: Pen, kit: Kit, text: str) -> None:
    pixels = max(7, int(0.152 * pen.z))
    font = load_font(Face.BOLD, pixels)
    figure = font.render(text, True, kit.number)
    dark = sum(kit.number) > 380
    rim = font.render(text, True, OUTLINE if dark else GLOVE)
    # A player who faces up the picture has the number upright; a part's own way is to the right.
    for sprite, off in ((rim, 0.012), (figure, 0.0)):
        turned = pygame.transform.rotozoom(sprite, -90, 1.0)
        # Behind the head, which would hide half of it nearer to the shoulders' middle.
        x, y = pen.px((-0.086, 0.0))
        spots = (
            [(dx * off * pen.z, dy * off * pen.z) for dx in (-1, 1) for dy in (-1, 1)] if off else [(0, 0)]
        )
        for dx, dy in spots:
            pen.surface.blit(turned, (x + dx - turned.get_width() / 2, y + dy - turned.get_height() / 2))


def lying(pen: Pen, kit: Kit, skin: Colour, number: str) -> None:
    """Draw a keeper in the air or on the grass, stretched along +x: hips, trunk, arms, gloves."""
    pen.oval(OUTLINE, (-0.22, 0.0), 0.150, 0.128)
    pen.oval(kit.shorts, (-0.22, 0.0), 0.132, 0.110)
    for y, reach in ((0.075, 0.60), (-0.065, 0.66)):
        _arm(pen, kit, skin, (0.12, y * 1.7), (0.36, y * 1.35), (reach, y))
    pen.oval(edge_of(kit.shirt), (0.02, 0.0), 0.226, 0.158)
    pen.oval(kit.shirt, (0.02, 0.0), 0.210, 0.142)
    if kit.pattern is Pattern.HALVES:
        pen.polygon(kit.second, [(-0.16, -0.12), (0.20, -0.12), (0.22, 0.0), (-0.19, 0.0)])
    _number(pen, kit, number)


def head(pen: Pen, skin: Colour, hair: Colour) -> None:
    """Draw eyes, nose and hair, which show where the player looks."""
    pen.dot(OUTLINE, (0.0, 0.0), 0.114)
    pen.capsule(OUTLINE, (0.09, 0.0), (0.140, 0.0), 0.044, 0.030)
    pen.dot(skin, (0.0, 0.0), 0.100)
    pen.capsule(mix(skin, (255, 225, 200), 0.28), (0.085, 0.0), (0.134, 0.0), 0.030, 0.018)
    pen.dot(hair, (-0.028, 0.0), 0.086)
    pen.dot(mix(hair, (255, 255, 255), 0.12), (-0.036, 0.020), 0.052)
    for side in (-1, 1):
        pen.dot((255, 255, 255), (0.068, side * 0.050), 0.031)
        pen.dot(OUTLINE, (0.082, side * 0.047), 0.019)
