"""A player from above, so that hips, shoulders, gaze and both feet can be read at actual size.

Bodies are drawn larger than life where a whole pitch is in the picture; plant foot and ball stay where they
really are.
"""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import partial
from math import atan2, cos, hypot, sin

import pygame

from game.app.render import parts
from game.app.render.camera import Camera, Point
from game.app.render.kits import Kit, Strip, strip_for
from game.app.render.parts import SPRITES, Paint, Placed, Sprites
from game.app.render.pose import Pose, Poses
from game.app.render.theme import HAIRS, SKINS, Colour
from game.app.render.vector import ring, soft_disc, stamp
from game.app.snapshot import Seen

LIFE = 1.3
"""At least so much larger than life."""
NEAR_PIXELS, NEAR_SCALE = 88.0, 46.0
FAR_PIXELS, FAR_SCALE = 68.0, 25.0
"""Pixels per metre of a body in a window 720 high, and the scale of the pitch that goes with it."""
LEG_GRAIN = 0.045
"""Metres: legs are drawn in steps of length."""
HOP = 0.20
"""Metres of the body's own by which somebody who jumps is drawn nearer, and the shadow farther off."""
CALL: Colour = (255, 250, 220)
_DRESSES: dict[Kit, int] = {}
"""A number for each kit that was ever worn: quicker to look up than all its colours."""


def body_scale(scale: float, unit: float) -> float:
    """Return the pixels per metre of a body on a pitch of ``scale``; bodies shrink less than the pitch."""
    share = (scale / unit - FAR_SCALE) / (NEAR_SCALE - FAR_SCALE)
    least = FAR_PIXELS + (NEAR_PIXELS - FAR_PIXELS) * min(max(share, 0.0), 1.0)
    return max(scale * LIFE, least * unit)


@dataclass(frozen=True, slots=True, eq=False)
class _Outfit:
    """A player as drawn: short codes by which the parts are found, and what they are painted from."""

    kit: Kit
    dress: int
    """Number of the kit among all that were worn."""
    tone: int
    """Number of the skin."""
    hair: int

    @property
    def skin(self) -> Colour:
        return SKINS[self.tone]


class Figures:
    """All players."""

    def __init__(
        self, scale: float, unit: float, strip: Strip | None = None, sprites: Sprites = SPRITES
    ) -> None:
        self.unit = unit
        self.strip = strip or strip_for()
        self._sprites = sprites
        self._standing = Poses()
        self._poses: dict[int, Pose] = {}
        self._outfits: dict[tuple[int, int, bool], _Outfit] = {}
        self._step = max(2.0, round(3.0 * unit))
        self.scale = 0.0
        self.fit(scale)

    def fit(self, scale: float) -> None:
        """Draw for a pitch of ``scale`` pixels per metre from now on."""
        if scale != self.scale:
            self.scale = scale
            self.k = body_scale(scale, self.unit)
            """Pixels per metre of a body."""
            self._standing.true = scale / self.k

    def forget(self) -> None:
        """Nothing that was drawn before counts any more (a new start)."""
        self._standing.forget()

    def pose(self, seen: Seen, seconds: float) -> None:
        """Work out how everybody stands; ``seconds`` since the last picture smooth the feet's way."""
        for player in range(len(seen.pos)):
            self._poses[player] = self._standing.of(seen, player, seconds)

    def shadow(self, screen: pygame.Surface, camera: Camera, seen: Seen, player: int) -> None:
        """Draw the soft shadow on the grass."""
        x, y = camera.at(seen.pos[player, 0], seen.pos[player, 1])
        k, off = self._size(player), self._poses[player].hop * HOP * self.k
        stamp(screen, soft_disc(int(k * 0.20), int(k * 0.14), 105), (x + k * 0.09 + off, y + k * 0.11 + off))

    def legs(self, screen: pygame.Surface, camera: Camera, seen: Seen, player: int) -> None:
        """Draw feet and legs: they lie under the ball's height."""
        pose, outfit, k = self._poses[player], self._outfit(seen, player), self._size(player)
        x, y = camera.at(seen.pos[player, 0], seen.pos[player, 1])
        y -= pose.hop * HOP * self.k
        body = self.k
        grain = LEG_GRAIN
        c, s = cos(pose.hips), sin(pose.hips)
        if pose.stretched > 0.5:
            c, s = sin(pose.dive_way), -cos(pose.dive_way)
        feet, spots = pose.feet, []
        for side, fx, fy, heading in (
            (-1, *feet.spots[:2], feet.headings[0]),
            (1, *feet.spots[2:], feet.headings[1]),
        ):
            hx, hy = s * side * 0.095, -c * side * 0.095
            far = hypot(fx - hx, fy - hy)
            length = max(round(far / grain), 0) * grain
            if length > 0.05:
                sprite = self._part(
                    ("leg", outfit.dress, outfit.tone, round(far / grain)),
                    partial(parts.leg, kit=outfit.kit, skin=outfit.skin, length=length),
                    length * 0.5 + 0.08,
                    k,
                    atan2(fy - hy, fx - hx),
                    5,
                )
                spots.append(_by_middle(sprite, x + (hx + fx) * 0.5 * body, y - (hy + fy) * 0.5 * body))
            kicking = pose.kicking == side
            sprite = self._part(
                ("boot", outfit.dress, kicking),
                partial(parts.boot, kit=outfit.kit, kicking=kicking),
                0.19,
                k,
                heading,
            )
            spots.append(_by_middle(sprite, x + fx * body, y - fy * body))
        screen.fblits(spots, pygame.BLEND_PREMULTIPLIED)

    def body(self, screen: pygame.Surface, camera: Camera, seen: Seen, player: int, number: str) -> None:
        """Draw hips, arms, shoulders and head."""
        pose, outfit, k = self._poses[player], self._outfit(seen, player), self._size(player)
        x, y = camera.at(seen.pos[player, 0], seen.pos[player, 1])
        x, y = round(x), round(y - pose.hop * HOP * self.k)
        if pose.stretched > 0.5:
            self._stretched(screen, pose, outfit, number, k, (x, y))
            return
        sx, sy = x + pose.shift[0] * self.k, y - pose.shift[1] * self.k
        shorts = self._part(("hips", outfit.dress), partial(parts.hips, kit=outfit.kit), 0.21, k, pose.hips)
        spots = [_by_middle(shorts, x, y)]
        spots += [_by_middle(sprite, sx, sy) for sprite in self._arms(pose, outfit, k)]
        trunk = self._part(
            ("torso", outfit.dress, number),
            partial(parts.torso, kit=outfit.kit, number=number),
            0.26,
            k,
            pose.trunk,
        )
        spots.append(_by_middle(trunk, sx, sy))
        face = self._head(outfit, pose, k)
        hx = pose.shift[0] * 1.25 + 0.068 * cos(pose.trunk)
        hy = pose.shift[1] * 1.25 + 0.068 * sin(pose.trunk)
        spots.append(_by_middle(face, x + hx * self.k, y - hy * self.k))
        screen.fblits(spots, pygame.BLEND_PREMULTIPLIED)
        if pose.calls:
            stamp(screen, ring(round(k * 0.40), max(1.5, 2.0 * self.unit), CALL, 210), (x, y))

    def _arms(self, pose: Pose, outfit: _Outfit, k: float) -> list[Placed]:
        if pose.holds or pose.calls or pose.cheers:
            hands: tuple[Point, Point] = ((0.24, 0.07), (0.24, -0.07))
            if not pose.holds:
                hands = ((0.27, 0.30), (0.27, -0.30)) if pose.cheers else ((0.34, 0.26), (0.05, -0.27))
            return [
                self._part(
                    ("arms", outfit.dress, outfit.tone, hands),
                    partial(parts.arms_to, kit=outfit.kit, skin=outfit.skin, hands=hands),
                    0.46,
                    k,
                    pose.trunk,
                )
            ]
        sprites = []
        for side in (-1, 1):
            # Arms go against the legs; in a swing the arm across from the kicking leg goes out for balance.
            along, out = round(side * pose.swing * 0.62 * 16.0) / 16.0, 0.275
            if pose.kicking:
                across = side == -pose.kicking
                along, out = (0.10, 0.34) if across else (-0.10, 0.31)
            if pose.lunge:
                out = 0.36
            out *= -side
            sprites.append(
                self._part(
                    ("arm", outfit.dress, outfit.tone, along, out),
                    partial(parts.arm, kit=outfit.kit, skin=outfit.skin, along=along, out=out),
                    0.45,
                    k,
                    pose.trunk,
                    5,
                )
            )
        return sprites

    def _stretched(
        self,
        screen: pygame.Surface,
        pose: Pose,
        outfit: _Outfit,
        number: str,
        k: float,
        at: Point,
    ) -> None:
        """Draw a keeper in a dive."""
        way, far = pose.dive_way, 0.18 * pose.stretched
        c, s = cos(way), sin(way)
        trunk = self._part(
            ("lying", outfit.dress, outfit.tone, number),
            partial(parts.lying, kit=outfit.kit, skin=outfit.skin, number=number),
            0.75,
            k,
            way,
        )
        face = self._head(outfit, pose, k)
        x, y = at[0] + c * far * self.k, at[1] - s * far * self.k
        screen.fblits(
            [_by_middle(trunk, x, y), _by_middle(face, x + c * 0.27 * self.k, y - s * 0.27 * self.k)],
            pygame.BLEND_PREMULTIPLIED,
        )

    def _head(self, outfit: _Outfit, pose: Pose, k: float) -> Placed:
        paint = partial(parts.head, skin=outfit.skin, hair=HAIRS[outfit.hair])
        return self._part(("head", outfit.tone, outfit.hair), paint, 0.18, k, pose.gaze)

    def _outfit(self, seen: Seen, player: int) -> _Outfit:
        team, keeper = int(seen.team[player]), bool(seen.keeper[player])
        found = self._outfits.get((player, team, keeper))
        if found is None:
            kit, hair = self.strip.of(team, keeper), (player * 3 + team) % len(HAIRS)
            dress = _DRESSES.setdefault(kit, len(_DRESSES))
            found = _Outfit(kit, dress, player % len(SKINS), hair)
            self._outfits[player, team, keeper] = found
        return found

    def _size(self, player: int) -> float:
        """Return the pixels per metre of a player's sprites, in steps, at moments of their own."""
        apart = player * 0.37 % 1.0
        return (round(self.k / self._step + apart) - apart) * self._step

    def _part(
        self, key: Hashable, paint: Paint, reach: float, k: float, angle: float, step: int = 3
    ) -> Placed:
        return self._sprites.get(key, paint, reach, k, angle, step)


def _by_middle(placed: Placed, x: float, y: float) -> tuple[pygame.Surface, Point]:
    sprite, dx, dy = placed
    return sprite, (round(x + dx), round(y + dy))
