"""How a body stands in a picture: where feet, trunk and arms are, in metres of the body's own scale."""

from dataclasses import dataclass
from math import cos, exp, hypot, pi, sin

from game.app.render.camera import Point
from game.app.snapshot import Seen
from game.core.intents import Technique
from game.core.state import Phase
from game.sim.legs.thrown_leg import DRAWN_BACK
from game.sim.touch_constants import TOUCH

LEG = 1.1
"""Metres of the body's own from under the hips: no foot is drawn farther away, wherever it was set down. Who
is put somewhere else in mid-stride would trail a leg across the pitch."""
SWAY = 0.10
"""Metres of the body's own by which the trunk is over the leg that carries it all."""
UP_SECONDS = 0.45
"""Seconds at the end of a dive in which the keeper gets up."""


@dataclass(frozen=True, slots=True)
class Feet:
    """Where a player's feet are, body-relative, left and right, and their headings."""

    spots: tuple[float, float, float, float]
    headings: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Pose:
    """A body's pieces relative to its place."""

    hips: float
    trunk: float
    gaze: float
    feet: Feet
    kicking: int
    """1 right, -1 left, 0 none."""
    swing: float
    """How far the feet are apart along the way: the arms go against them."""
    shift: Point
    """How far the trunk is from over the hips."""
    lunge: bool
    stretched: float
    """0 upright to 1 flat out in a dive."""
    dive_way: float
    holds: bool
    """Whether the ball is in the player's hands."""
    calls: bool
    cheers: bool = False
    hop: float = 0.0
    """How high the body jumps, 0 to 1."""


class Poses:
    """Everybody's pose from picture to picture: feet travel, they don't jump."""

    def __init__(self) -> None:
        self.true = 1.0
        """A real metre in a body's own metres."""
        self._feet: dict[int, Feet] = {}

    def forget(self) -> None:
        """Nothing that was drawn before counts any more."""
        self._feet.clear()

    def of(self, seen: Seen, i: int, seconds: float) -> Pose:
        """Return player ``i``'s pose, ``seconds`` after the last picture."""
        hips, trunk, gaze = float(seen.hips[i]), float(seen.trunk[i]), float(seen.gaze[i])
        vx, vy = float(seen.vel[i, 0]), float(seen.vel[i, 1])
        speed = hypot(vx, vy)
        ahead, right = (cos(hips), sin(hips)), (sin(hips), -cos(hips))
        way = (vx / speed, vy / speed) if speed > 1e-6 else ahead
        reach = 0.40 * (1.0 - exp(-speed / 2.6)) if speed > 0.15 else 0.0
        step = sin(2.0 * pi * float(seen.stride[i])) * reach
        narrow = 0.130 - 0.045 * min(speed / 6.0, 1.0)
        spots = [
            (right[0] * s * narrow - way[0] * s * step, right[1] * s * narrow - way[1] * s * step)
            for s in (-1, 1)
        ]
        headings = [hips + 0.16, hips - 0.16]
        phase, foot = int(seen.phase[i]), int(seen.foot[i])
        haste = 0.055
        if phase != Phase.NONE and foot != 0:
            kick, plant = (1, 0) if foot > 0 else (0, 1)
            if phase != Phase.BACK:
                x, y = seen.plant[i] - seen.pos[i]
                spots[plant] = (float(x) * self.true, float(y) * self.true)
                headings[plant] = float(seen.plant_angle[i])
            else:
                headings[plant] = hips
            spots[kick], headings[kick] = self._kicking(seen, i, phase, foot, spots, ahead, right)
            haste = 0.004 if phase == Phase.FORWARD else 0.035
        lunging = float(seen.lunge[i]) > 0.0
        if lunging:
            out = float(seen.lunge_way[i])
            side = 1 if cos(out) * right[0] + sin(out) * right[1] > 0 else 0
            thrown = self._thrown(float(seen.lunge[i]))
            if thrown > 0.0:
                spots[side] = (cos(out) * thrown, sin(out) * thrown)
                headings[side] = out
                haste = 0.03
        left = float(seen.dive[i])
        stretched = min(max(left / UP_SECONDS, 0.0), 1.0)
        dive_way = float(seen.dive_way[i])
        if stretched > 0.0:
            spots, headings = _lying(spots, headings, stretched, dive_way)
            haste = 0.05
        spots = [_within(spot, LEG) for spot in spots]
        feet = self._travel(i, Feet((*spots[0], *spots[1]), (headings[0], headings[1])), seconds, haste)
        lean = float(seen.lean[i]) * 0.10 + 0.01
        over = -float(seen.weight[i]) * SWAY * (1.0 - min(speed / 3.0, 1.0))
        return Pose(
            hips=hips,
            trunk=trunk,
            gaze=gaze,
            feet=feet,
            kicking=foot if phase != Phase.NONE else 0,
            swing=step,
            shift=(ahead[0] * lean + right[0] * over, ahead[1] * lean + right[1] * over),
            lunge=lunging,
            stretched=stretched,
            dive_way=dive_way,
            holds=seen.hands and seen.holder == i,
            calls=bool(seen.calling[i]),
            cheers=seen.cheers is not None and bool(seen.cheers[i]),
            hop=0.0 if seen.hop is None else float(seen.hop[i]),
        )

    def _travel(self, i: int, target: Feet, seconds: float, haste: float) -> Feet:
        before = self._feet.get(i)
        if before is not None:
            share = 1.0 - exp(-max(seconds, 0.0) / haste)
            a, b, (la, ra), (lb, rb) = before.spots, target.spots, before.headings, target.headings
            target = Feet(
                (
                    a[0] + (b[0] - a[0]) * share,
                    a[1] + (b[1] - a[1]) * share,
                    a[2] + (b[2] - a[2]) * share,
                    a[3] + (b[3] - a[3]) * share,
                ),
                (la + _wrapped(lb - la) * share, ra + _wrapped(rb - ra) * share),
            )
        self._feet[i] = target
        return target

    def _thrown(self, left: float) -> float:
        """Return how far from under the hips a lunging foot is, in the body's own metres."""
        since = TOUCH.lunge_time - left
        if since < 0.0 or left <= DRAWN_BACK:
            return 0.0
        share = min(since / TOUCH.lunge_active, 1.0)
        return (TOUCH.lunge_from + (TOUCH.lunge_reach - TOUCH.lunge_from) * share) * self.true

    def _to_ball(self, seen: Seen, i: int) -> Point:
        return (
            (float(seen.ball[0]) - float(seen.pos[i, 0])) * self.true,
            (float(seen.ball[1]) - float(seen.pos[i, 1])) * self.true,
        )

    def _kicking(
        self, seen: Seen, i: int, phase: int, foot: int, spots: list[Point], ahead: Point, right: Point
    ) -> tuple[Point, float]:
        """Return the swinging foot: back by the lift, through the ball, and on."""
        hips, lift, technique = float(seen.hips[i]), float(seen.lift[i]), int(seen.technique[i])
        heel, shot = technique == Technique.BACKHEEL, technique == Technique.SHOT
        way = float(seen.plant_angle[i]) if phase >= Phase.FORWARD else hips
        way = hips + pi if heel else way
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
            return (bx - dx * gap, by - dy * gap), hips
        # A shot's leg goes back farther, and its foot is stretched and not turned out: laces, not inside.
        far = 1.22 if shot else 1.0
        gap = 0.12 * self.true + (0.52 * far * lift if lift > 0.0 else 0.92 * far * lift)
        spot = (bx - dx * gap, by - dy * gap)
        if phase == Phase.BACK:
            hang = 0.08 + 0.46 * far * lift
            spot = (right[0] * foot * 0.13 - dx * hang, right[1] * foot * 0.13 - dy * hang)
        open_foot = (0.12 if shot else 1.25) * max(0.0, 1.0 - abs(lift) * 0.7)
        return spot, way - foot * open_foot


def _within(spot: Point, far: float) -> Point:
    x, y = spot
    share = min(far / max(hypot(x, y), 1e-6), 1.0)
    return (x * share, y * share)


def _lying(
    spots: list[Point], headings: list[float], stretched: float, way: float
) -> tuple[list[Point], list[float]]:
    """Legs trail behind a dive."""
    c, s = cos(way), sin(way)
    for side, (back, aside) in enumerate(((-0.60, 0.10), (-0.50, -0.13))):
        x, y = back * c - aside * s, back * s + aside * c
        spots[side] = (
            spots[side][0] + (x - spots[side][0]) * stretched,
            spots[side][1] + (y - spots[side][1]) * stretched,
        )
        headings[side] += _wrapped(way + pi - headings[side]) * stretched
    return spots, headings


def _wrapped(angle: float) -> float:
    return (angle + pi) % (2.0 * pi) - pi
