"""The camera that follows play: critically damped, it leads the ball, gives way in zoom, and rests."""

from math import ceil, cos, exp, hypot, log, pi, sin

from game.app.render.camera import CLOSEST, FARTHEST, MARGIN, Box, Camera, Point, rest_centre

PAN_SECONDS = 0.42
ZOOM_SECONDS = 0.60
"""Time constants of the springs."""
CALM = 2.4
"""How many times slower with reduced motion."""
LEAD_SECONDS = 0.45
LEAD_METRES = 4.0
"""The camera looks where the ball will be: so far ahead, and at most so many metres."""
ROOM_METRES = 3.2
"""Kept free around ball and people; to come nearer again a quarter more must be free, for a while."""
NEARER_SHARE = 1.25
NEARER_AFTER = 0.9
STEP_RATIO = 1.22
"""About how much one resting scale is larger than the next."""
BALL_SHARE = 0.62
"""How much of the middle is the ball's; the rest is the people's."""
SHAKE_SECONDS = 0.38
SHAKE_UNITS = 7.0
SHAKE_HERTZ = 11.0


class _Spring:
    """A value that goes to another one as fast as it can without swinging beyond."""

    def __init__(self, value: float) -> None:
        self.value = value
        self.speed = 0.0

    def go(self, want: float, time: float, seconds: float) -> None:
        """Go on by the exact solution for ``seconds``, so that any frame rate gives the same way."""
        omega = 2.0 / time
        off = self.value - want
        decay = exp(-omega * seconds)
        push = (self.speed + omega * off) * seconds
        self.value = want + (off + push) * decay
        self.speed = (self.speed - omega * push) * decay

    def rest(self, value: float) -> None:
        """Be there."""
        self.value, self.speed = value, 0.0


def rest_scales(box: Box, size: tuple[int, int], unit: float, nearest: float, farthest: float) -> list[float]:
    """Return scales at which the camera may rest; the first shows the whole box if the limits allow."""
    fit = min(size[0] / (box[2] - box[0] + 2 * MARGIN), size[1] / (box[3] - box[1] + 2 * MARGIN))
    near = float(round(nearest * unit))
    far = float(round(min(max(fit, farthest * unit), near)))
    steps = ceil(log(near / far) / log(STEP_RATIO) - 0.3) if near > far * 1.05 else 0
    return sorted({float(round(far * (near / far) ** (k / max(steps, 1)))) for k in range(steps + 1)})


class FollowCamera:
    """A camera on springs. ``calm`` is for reduced motion; ``shakes`` may be switched off by itself."""

    def __init__(
        self,
        box: Box,
        size: tuple[int, int],
        unit: float,
        *,
        nearest: float = CLOSEST,
        farthest: float = FARTHEST,
        calm: bool = False,
        shakes: bool = True,
        head: float = 0.0,
    ) -> None:
        """Begin; ``head`` is the pixels at the top that signs cover: play goes on below them."""
        self.head = head
        self.box, self.size, self.unit = box, size, unit
        self.calm, self.shakes = calm, shakes
        self.scales = rest_scales(box, size, unit, nearest, farthest)
        x, y = rest_centre(box)
        self._x, self._y, self._zoom = _Spring(x), _Spring(y), _Spring(log(self.scales[0]))
        self._level = 0
        self._roomy = 0.0
        self._shaken, self._strength, self._way = 1e9, 0.0, 0.0

    def restart(self, centre: Point | None = None, *, near: bool = False) -> None:
        """Stand still at once, over ``centre`` or the middle, as far or near as can be."""
        self._level = len(self.scales) - 1 if near and not self.calm else 0
        x, y = centre if centre is not None else rest_centre(self.box)
        self._zoom.rest(log(self.scales[self._level]))
        hw, hh = self._half(self.scales[self._level])
        self._x.rest(_within(x, self.box[0], self.box[2], hw))
        self._y.rest(_within(y, self.box[1], self._top(self.scales[self._level]), hh))
        self._shaken = 1e9

    def shake(self, strength: float, way: float = 0.0) -> None:
        """Shake after a hard shot, a post or a goal: ``strength`` 0 to 1, first along ``way`` (radians)."""
        if self.shakes and not self.calm and strength > 0.0:
            self._shaken, self._strength, self._way = 0.0, min(strength, 1.0), way

    def follow(self, ball: Point, velocity: Point, keep: tuple[Point, ...], seconds: float) -> Camera:
        """Go on by a moment; ball and ``keep`` stay in the picture as long as the scales allow."""
        speed = hypot(*velocity)
        ahead = 0.0 if self.calm or speed < 1e-6 else min(speed * LEAD_SECONDS, LEAD_METRES) / speed
        lead = (ball[0] + velocity[0] * ahead, ball[1] + velocity[1] * ahead)
        self._choose_level((ball, lead, *keep), seconds)
        scale = self.scales[self._level]
        hw, hh = self._half(scale)
        people = keep or (ball,)
        slow = CALM if self.calm else 1.0
        for spring, axis, half, low, high in (
            (self._x, 0, hw, self.box[0], self.box[2]),
            (self._y, 1, hh, self.box[1], self._top(scale)),
        ):
            want = BALL_SHARE * lead[axis] + (1.0 - BALL_SHARE) * sum(p[axis] for p in people) / len(people)
            inner = max(half - ROOM_METRES, half * 0.5)
            for p in (*keep, ball):
                want = min(max(want, p[axis] - inner), p[axis] + inner)
            want = _within(want, low, high, half)
            spring.go(want, PAN_SECONDS * slow, seconds)
            if abs(spring.value - want) * scale < 0.3 and abs(spring.speed) * scale < 2.0:
                spring.rest(want)
        want = log(scale)
        self._zoom.go(want, ZOOM_SECONDS * slow, seconds)
        if abs(self._zoom.value - want) < 6e-4:
            self._zoom.rest(want)
        self._shaken += seconds
        return self.camera

    @property
    def camera(self) -> Camera:
        """The view now. Its middle lies on a whole pixel, so that grass and players move as one."""
        scale = exp(self._zoom.value)
        if self._zoom.speed == 0.0:
            scale = self.scales[self._level]
        x, y = self._x.value, self._y.value
        left = 1.0 - self._shaken / SHAKE_SECONDS
        if left > 0.0:
            throw = SHAKE_UNITS * self.unit * self._strength * left * left / scale
            turn = 2.0 * pi * SHAKE_HERTZ * self._shaken
            x += throw * sin(turn) * cos(self._way) + throw * 0.4 * sin(turn * 1.31 + 1.0)
            y += throw * sin(turn) * sin(self._way) + throw * 0.4 * sin(turn * 0.83 + 2.0)
        return Camera((round(x * scale) / scale, round(y * scale) / scale), scale, self.size)

    def _half(self, scale: float) -> Point:
        return (self.size[0] * 0.5 / scale, self.size[1] * 0.5 / scale)

    def _top(self, scale: float) -> float:
        """Return the metres as far up as the picture may show, so that the signs at its top cover no play."""
        return self.box[3] + self.head / scale

    def _choose_level(self, points: tuple[Point, ...], seconds: float) -> None:
        """Go as near as shows everybody: farther at once, nearer only after a while with room to spare."""
        if self.calm:
            self._level = 0
            return
        wide = max(p[0] for p in points) - min(p[0] for p in points) + 2 * ROOM_METRES
        high = max(p[1] for p in points) - min(p[1] for p in points) + 2 * ROOM_METRES
        fit = min(self.size[0] / wide, self.size[1] / high)
        while self._level > 0 and self.scales[self._level] > fit:
            self._level -= 1
            self._roomy = 0.0
        above = self._level + 1
        if above < len(self.scales) and self.scales[above] * NEARER_SHARE <= fit:
            self._roomy += seconds
            if self._roomy >= NEARER_AFTER:
                self._level, self._roomy = above, 0.0
        else:
            self._roomy = 0.0


def _within(want: float, low: float, high: float, half: float) -> float:
    """Return a place no farther than the ends of what there is to see; its middle where all of it fits."""
    room = (high - low) * 0.5 + MARGIN - half
    middle = (low + high) * 0.5
    return middle if room <= 0.0 else min(max(want, middle - room), middle + room)
