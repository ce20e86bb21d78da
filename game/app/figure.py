"""A player from above, drawn so that hips, shoulders, gaze and both feet can be read at actual size.

Bodies are drawn larger than life where a whole pitch is in the picture; plant foot and ball stay where they
really are.
"""

from dataclasses import dataclass
from math import cos, exp, hypot, pi, sin

import pygame

from game.app.camera import Camera, Point
from game.app.look import HAIRS, KITS, SHORTS, SKINS, TRIM, Colour, Face, load_font, mix
from game.app.vector import soft_disc, stamp
from game.app.visible import Seen
from game.core.intents import Technique
from game.core.state import Phase

LEAST_PIXELS = 88.0
"""Pixels per metre of a body in a window 720 high, however far the camera is."""
OUTLINE: Colour = (18, 28, 26)
BOOT: Colour = (250, 248, 240)
KICKING_BOOT: Colour = (255, 216, 84)


def _squarish(turn: float) -> Point:
    """A point on a unit outline that is squarer than a circle: shoulders."""
    c, s = cos(turn), sin(turn)
    return (abs(c) ** 0.8 * (1 if c >= 0 else -1), abs(s) ** 0.8 * (1 if s >= 0 else -1))


_OUTLINE_POINTS = [_squarish(k * pi / 12) for k in range(24)]


@dataclass(slots=True)
class _Feet:
    """Where a player's feet were drawn last, body-relative metres: left x, y, right x, y, and headings."""

    spots: tuple[float, float, float, float]
    headings: tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Pose:
    """A body's pieces relative to its place, in metres of the body's own scale."""

    hips: float
    trunk: float
    gaze: float
    feet: _Feet
    kicking: int
    """1 right, -1 left, 0 none."""
    reach: float
    """How far the arms swing."""
    swing: float
    shift: Point
    """How far the trunk is from over the hips."""
    lunge: bool


class _Sheet:
    """A surface on which a body is drawn large, to be scaled down."""

    def __init__(self, k: float, reach: float, fine: int) -> None:
        self.fine = fine
        self.half = int(k * reach) + 2
        self.big = pygame.Surface((2 * self.half * fine,) * 2, pygame.SRCALPHA)
        self.small = pygame.Surface((2 * self.half,) * 2, pygame.SRCALPHA)
        self.middle = self.half * fine
        self.z = k * fine


class Figures:
    """All players at one scale."""

    def __init__(self, scale: float, unit: float) -> None:
        self.k = max(scale * 1.3, LEAST_PIXELS * unit)
        """Pixels per metre of a body."""
        self.true = scale / self.k
        """A real metre in a body's own metres."""
        self._legs = _Sheet(self.k, 0.86, 2 if self.k < 240 else 1)
        self._upper = _Sheet(self.k, 0.50, 3 if self.k < 120 else 2 if self.k < 240 else 1)
        self._sheet = self._legs
        self._font: pygame.font.Font | None = None
        self._numbers: dict[tuple[str, Colour, int], pygame.Surface] = {}
        self._feet: dict[int, _Feet] = {}
        self._poses: dict[int, _Pose] = {}

    def forget(self) -> None:
        """Nothing that was drawn before counts any more (a new start)."""
        self._feet.clear()

    def pose(self, seen: Seen, seconds: float) -> None:
        """Work out how everybody stands; ``seconds`` since the last picture smooth the feet's way."""
        for player in range(len(seen.pos)):
            self._poses[player] = self._pose_of(seen, player, seconds)

    def shadow(self, screen: pygame.Surface, camera: Camera, seen: Seen, player: int) -> None:
        """The soft shadow on the grass."""
        x, y = camera.at(seen.pos[player, 0], seen.pos[player, 1])
        radius = int(self.k * 0.20)
        stamp(screen, soft_disc(radius, int(self.k * 0.14), 105), (x + self.k * 0.09, y + self.k * 0.11))

    def legs(self, screen: pygame.Surface, camera: Camera, seen: Seen, player: int) -> None:
        """Feet and legs: they lie under the ball's height."""
        pose, team = self._poses[player], int(seen.team[player])
        self._take(self._legs)
        kit, skin = KITS[team], SKINS[player % len(SKINS)]
        for side, left in ((-1, True), (1, False)):
            fx, fy = pose.feet.spots[:2] if left else pose.feet.spots[2:]
            heading = pose.feet.headings[0 if left else 1]
            hx, hy = self._place(pose.hips, 0.0, -side * 0.095)
            kicking = pose.kicking == side
            knee = ((hx + fx) * 0.5 + cos(pose.hips) * 0.04, (hy + fy) * 0.5 + sin(pose.hips) * 0.04)
            self._capsule(OUTLINE, (hx, hy), (fx, fy), 0.064, 0.052)
            self._capsule(skin, (hx, hy), knee, 0.055, 0.046)
            self._capsule(SHORTS[team], (hx, hy), self._between((hx, hy), knee, 0.55), 0.057, 0.056)
            self._capsule(mix(kit, (255, 255, 255), 0.12), knee, (fx, fy), 0.045, 0.040)
            c, s = cos(heading), sin(heading)
            heel, toe = (fx - 0.075 * c, fy - 0.075 * s), (fx + 0.115 * c, fy + 0.115 * s)
            self._capsule(OUTLINE, heel, toe, 0.062, 0.060)
            self._capsule(KICKING_BOOT if kicking else BOOT, heel, toe, 0.047, 0.046)
            self._capsule(
                mix(kit, OUTLINE, 0.25),
                (fx - 0.012 * c, fy - 0.012 * s),
                (fx + 0.02 * c, fy + 0.02 * s),
                0.036,
                0.034,
            )
        self._show(screen, camera, seen, player)

    def body(self, screen: pygame.Surface, camera: Camera, seen: Seen, player: int, number: str) -> None:
        """Hips, arms, shoulders and head."""
        pose, team = self._poses[player], int(seen.team[player])
        kit, trim, skin = KITS[team], TRIM[team], SKINS[player % len(SKINS)]
        self._take(self._upper)
        self._oval(OUTLINE, (0.0, 0.0), pose.hips, 0.128, 0.188)
        self._oval(SHORTS[team], (0.0, 0.0), pose.hips, 0.112, 0.172)
        # A stripe down each side of the shorts: it shows where the hips point when the shoulders hide them.
        for side in (-1, 1):
            a = self._place(pose.hips, 0.07, side * 0.125)
            b = self._place(pose.hips, -0.07, side * 0.125)
            self._capsule(mix(kit, OUTLINE, 0.1), a, b, 0.018, 0.018)
        sx, sy = pose.shift
        self._arms(pose, kit, trim, skin)
        self._shoulders(pose, kit, trim, team)
        pixels = max(7, int(0.155 * self._sheet.z))
        turn = round((pose.trunk * 180 / pi - 90) / 6) * 6 % 360
        sprite = self._number(number, pixels, trim if team == 0 else OUTLINE, turn)
        nx, ny = self._place(pose.trunk, -0.080, 0.0)
        stamp(self._sheet.big, sprite, self._px((sx + nx, sy + ny)))
        self._head(pose, skin, HAIRS[(player * 3 + team) % len(HAIRS)])
        self._show(screen, camera, seen, player)

    # How it stands

    def _pose_of(self, seen: Seen, i: int, seconds: float) -> _Pose:
        hips, trunk, gaze = float(seen.hips[i]), float(seen.trunk[i]), float(seen.gaze[i])
        vx, vy = float(seen.vel[i, 0]), float(seen.vel[i, 1])
        speed = hypot(vx, vy)
        way = (vx / speed, vy / speed) if speed > 1e-6 else (cos(hips), sin(hips))
        reach = 0.40 * (1.0 - exp(-speed / 2.6)) if speed > 0.15 else 0.0
        turn = 2.0 * pi * float(seen.stride[i])
        step = sin(turn) * reach
        ahead, right = (cos(hips), sin(hips)), (sin(hips), -cos(hips))
        narrow = 0.125 - 0.045 * min(speed / 6.0, 1.0)

        def stance(side: int) -> Point:
            along = -side * step
            return (right[0] * side * narrow + way[0] * along, right[1] * side * narrow + way[1] * along)

        spots = [stance(-1), stance(1)]
        headings = [hips + 0.16, hips - 0.16]
        phase, foot = int(seen.phase[i]), int(seen.foot[i])
        haste = 0.055
        if phase != Phase.NONE and foot != 0:
            kick, plant = (1, 0) if foot > 0 else (0, 1)
            heel = int(seen.technique[i]) == Technique.BACKHEEL
            spots[plant], headings[plant] = self._plant(seen, i, phase, foot, spots[plant], ahead, right)
            spots[kick], headings[kick] = self._kicking(seen, i, phase, foot, heel, spots, ahead, right)
            haste = 0.004 if phase == Phase.FORWARD else 0.035
        if float(seen.lunge[i]) > 0.0:
            bx, by = self._to_ball(seen, i)
            far = max(hypot(bx, by), 1e-6)
            near = min(far, 0.62)
            side = 1 if bx * right[0] + by * right[1] > 0 else 0
            spots[side] = (bx / far * near, by / far * near)
            headings[side] = hips
        target = _Feet((*spots[0], *spots[1]), (headings[0], headings[1]))
        before = self._feet.get(i)
        if before is not None:
            share = 1.0 - exp(-max(seconds, 0.0) / haste)
            old, new = before.spots, target.spots
            mixed = [a + (b - a) * share for a, b in zip(old, new, strict=True)]
            turned = [
                a + ((b - a + pi) % (2 * pi) - pi) * share
                for a, b in zip(before.headings, target.headings, strict=True)
            ]
            target = _Feet((mixed[0], mixed[1], mixed[2], mixed[3]), (turned[0], turned[1]))
        self._feet[i] = target
        lean = float(seen.lean[i])
        return _Pose(
            hips,
            trunk,
            gaze,
            target,
            foot if phase != Phase.NONE else 0,
            reach,
            step,
            (ahead[0] * (lean * 0.10 + 0.01), ahead[1] * (lean * 0.10 + 0.01)),
            float(seen.lunge[i]) > 0.0,
        )

    def _to_ball(self, seen: Seen, i: int) -> Point:
        return (
            (float(seen.ball[0]) - float(seen.pos[i, 0])) * self.true,
            (float(seen.ball[1]) - float(seen.pos[i, 1])) * self.true,
        )

    def _plant(
        self, seen: Seen, i: int, phase: int, foot: int, gait: Point, ahead: Point, right: Point
    ) -> tuple[Point, float]:
        if phase == Phase.BACK:
            return gait, float(seen.hips[i])
        return (
            (
                (float(seen.plant[i, 0]) - float(seen.pos[i, 0])) * self.true,
                (float(seen.plant[i, 1]) - float(seen.pos[i, 1])) * self.true,
            ),
            float(seen.plant_angle[i]),
        )

    def _kicking(
        self,
        seen: Seen,
        i: int,
        phase: int,
        foot: int,
        heel: bool,
        spots: list[Point],
        ahead: Point,
        right: Point,
    ) -> tuple[Point, float]:
        """The swinging foot: back by the lift, through the ball, and on."""
        hips, lift = float(seen.hips[i]), float(seen.lift[i])
        if heel:
            way = hips + pi
        elif phase >= Phase.FORWARD:
            way = float(seen.plant_angle[i])
        else:
            way = hips
        dx, dy = cos(way), sin(way)
        bx, by = self._to_ball(seen, i)
        if phase > Phase.FORWARD or hypot(bx, by) > 0.8:
            px, py = spots[0] if foot > 0 else spots[1]
            forward, aside = (-0.13, 0.12) if heel else (0.0, 0.17)
            bx = px + (ahead[0] * forward + right[0] * foot * aside) * self.true
            by = py + (ahead[1] * forward + right[1] * foot * aside) * self.true
        if heel:
            # Small and late: the foot steps over the ball and comes back through it.
            gap = 0.13 * self.true + (0.30 * lift if lift > 0.0 else 0.55 * lift)
            spot = (bx - dx * gap, by - dy * gap)
            return spot, hips
        gap = 0.12 * self.true + (0.52 * lift if lift > 0.0 else 0.92 * lift)
        spot = (bx - dx * gap, by - dy * gap)
        if phase == Phase.BACK:
            side = 0.13
            hang = (
                right[0] * foot * side - dx * (0.08 + 0.46 * lift),
                right[1] * foot * side - dy * (0.08 + 0.46 * lift),
            )
            spot = hang
        open_foot = 1.25 * max(0.0, 1.0 - abs(lift) * 0.7)
        return spot, way - foot * open_foot

    # The pieces

    def _arms(self, pose: _Pose, kit: Colour, trim: Colour, skin: Colour) -> None:
        sx, sy = pose.shift
        for side in (-1, 1):
            # Arms go against the legs; in a swing the arm across from the kicking leg goes out for balance.
            along = side * pose.swing * 0.62
            out = 0.275
            if pose.kicking:
                across = side == -pose.kicking
                along, out = (0.10, 0.34) if across else (-0.10, 0.31)
            if pose.lunge:
                out = 0.36
            shoulder = self._place(pose.trunk, 0.0, -side * 0.195)
            elbow = self._place(pose.trunk, along * 0.35 - 0.02, -side * out)
            hand = self._place(pose.trunk, along + 0.075, -side * (out - 0.01))
            a, b, c = ((p[0] + sx, p[1] + sy) for p in (shoulder, elbow, hand))
            self._capsule(OUTLINE, a, b, 0.068, 0.060)
            self._capsule(OUTLINE, b, c, 0.056, 0.050)
            self._capsule(skin, b, c, 0.042, 0.036)
            self._capsule(kit, a, b, 0.054, 0.046)
            self._capsule(trim, self._between(a, b, 0.86), b, 0.047, 0.046)

    def _shoulders(self, pose: _Pose, kit: Colour, trim: Colour, team: int) -> None:
        at = pose.shift
        self._oval(OUTLINE, at, pose.trunk, 0.150, 0.243)
        self._oval(mix(kit, OUTLINE, 0.22), at, pose.trunk, 0.135, 0.228)
        x, y = self._place(pose.trunk, 0.012, 0.0)
        self._oval(kit, (at[0] + x, at[1] + y), pose.trunk, 0.122, 0.220)
        if team == 1:
            # A pale yoke: the two kits differ in grey as well as in colour.
            a, b = self._place(pose.trunk, -0.058, 0.135), self._place(pose.trunk, -0.058, -0.135)
            self._capsule(trim, (at[0] + a[0], at[1] + a[1]), (at[0] + b[0], at[1] + b[1]), 0.058, 0.058)

    def _head(self, pose: _Pose, skin: Colour, hair: Colour) -> None:
        tx, ty = self._place(pose.trunk, 0.068, 0.0)
        at = (pose.shift[0] * 1.25 + tx, pose.shift[1] * 1.25 + ty)

        def spot(forward: float, left: float) -> Point:
            x, y = self._place(pose.gaze, forward, left)
            return (at[0] + x, at[1] + y)

        self._dot(OUTLINE, at, 0.110)
        self._capsule(OUTLINE, spot(0.09, 0.0), spot(0.135, 0.0), 0.040, 0.026)
        self._dot(skin, at, 0.097)
        self._capsule(mix(skin, (255, 225, 200), 0.25), spot(0.085, 0.0), spot(0.130, 0.0), 0.027, 0.016)
        self._dot(hair, spot(-0.026, 0.0), 0.084)
        self._dot(mix(hair, (255, 255, 255), 0.10), spot(-0.03, 0.02), 0.055)
        for side in (-1, 1):
            self._dot((255, 255, 255), spot(0.068, side * 0.046), 0.028)
            self._dot(OUTLINE, spot(0.080, side * 0.044), 0.018)

    def _number(self, text: str, pixels: int, colour: Colour, turn: int) -> pygame.Surface:
        key = (text, colour, turn)
        found = self._numbers.get(key)
        if found is None:
            if self._font is None:
                self._font = load_font(Face.BOLD, pixels)
            upright = self._font.render(text, True, colour)
            found = self._numbers[key] = pygame.transform.rotozoom(upright, turn, 1.0)
        return found

    # Shapes on the large scratch surface

    @staticmethod
    def _between(a: Point, b: Point, share: float) -> Point:
        return (a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share)

    @staticmethod
    def _place(heading: float, forward: float, left: float) -> Point:
        c, s = cos(heading), sin(heading)
        return (forward * c - left * s, forward * s + left * c)

    def _px(self, point: Point) -> Point:
        sheet = self._sheet
        return (sheet.middle + point[0] * sheet.z, sheet.middle - point[1] * sheet.z)

    def _take(self, sheet: _Sheet) -> None:
        self._sheet = sheet
        sheet.big.fill((0, 0, 0, 0))

    def _dot(self, colour: Colour, at: Point, radius: float) -> None:
        pygame.draw.circle(self._sheet.big, colour, self._px(at), radius * self._sheet.z)

    def _capsule(self, colour: Colour, a: Point, b: Point, ra: float, rb: float) -> None:
        ax, ay = self._px(a)
        bx, by = self._px(b)
        ra, rb = ra * self._sheet.z, rb * self._sheet.z
        far = hypot(bx - ax, by - ay)
        if far > 0.5:
            nx, ny = -(by - ay) / far, (bx - ax) / far
            pygame.draw.polygon(
                self._sheet.big,
                colour,
                [
                    (ax + nx * ra, ay + ny * ra),
                    (bx + nx * rb, by + ny * rb),
                    (bx - nx * rb, by - ny * rb),
                    (ax - nx * ra, ay - ny * ra),
                ],
            )
        pygame.draw.circle(self._sheet.big, colour, (ax, ay), ra)
        pygame.draw.circle(self._sheet.big, colour, (bx, by), rb)

    def _oval(self, colour: Colour, at: Point, heading: float, deep: float, wide: float) -> None:
        sheet = self._sheet
        z, c, s = sheet.z, cos(heading), sin(heading)
        x, y = self._px(at)
        ux, uy, vx, vy = deep * c * z, -deep * s * z, -wide * s * z, -wide * c * z
        points = [(x + u * ux + v * vx, y + u * uy + v * vy) for u, v in _OUTLINE_POINTS]
        pygame.draw.polygon(sheet.big, colour, points)

    def _show(self, screen: pygame.Surface, camera: Camera, seen: Seen, player: int) -> None:
        """Scale down and lay on the screen. Averaging over clear black has premultiplied the colours."""
        x, y = camera.at(seen.pos[player, 0], seen.pos[player, 1])
        sheet = self._sheet
        small = sheet.big
        if sheet.fine > 1:
            pygame.transform.smoothscale(sheet.big, sheet.small.get_size(), sheet.small)
            small = sheet.small
        screen.blit(
            small, (round(x - sheet.half), round(y - sheet.half)), special_flags=pygame.BLEND_PREMULTIPLIED
        )
