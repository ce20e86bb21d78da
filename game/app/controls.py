"""From a person's buttons to his player's wishes: one pure function, called once a simulation step."""

from dataclasses import dataclass, replace
from math import atan2, cos, hypot, pi, sin
from typing import Final

from game.app.devices import Buttons
from game.core.intents import Technique, Wish
from game.core.state import STEP_SECONDS

Point = tuple[float, float]

FULL_HOLD: Final = 0.8
"""Seconds of holding that ask for the most."""
SPEEDS: Final[dict[Technique, tuple[float, float]]] = {
    Technique.PUSH: (5.0, 20.0),
    Technique.BACKHEEL: (4.0, 11.0),
}
"""m/s off the foot that a tap and a full hold ask for."""
JOG: Final = 0.5
"""Share of top speed without the sprint button."""
KEYBOARD_HELP: Final = pi / 6.0
STICK_HELP: Final = pi / 18.0
"""Radians within which a direction is drawn to a team-mate or mark: a keyboard knows eight ways only."""
KEY_GRACE: Final = 6
"""Steps for which one of two keys may be up already: nobody lets both go at once."""
PATIENCE: Final = 36
"""Steps for which a strike that is let go too early waits for the leg, or for the ball."""
AT_HAND: Final = 2.5
"""Metres: a ball farther away is not waited for."""
NEAR: Final = 1.4
"""Metres from which on the stride takes care of itself; farther away a player runs to the ball."""
SWING_SECONDS: Final = 0.13
STRIDE_AHEAD: Final = 0.14
REACH: Final = 0.38
"""Metres around a point ahead of the body in which a swinging foot surely meets the ball."""
FAR: Final = 12.0
"""Metres to a point that only stands for a direction."""


@dataclass(frozen=True, slots=True)
class Thumb:
    """What one person's controls remember between steps."""

    technique: Technique = Technique.NONE
    held: int = 0
    """Steps the leg has been going back."""
    way: float | None = None
    """Radians: where the pass points, kept when the direction is let go before the kick."""
    fading: int = 0
    """Steps for which a narrower direction than before has been held."""
    spent: bool = False
    """The swing was broken off; its key counts again once it was up."""
    waited: int = 0
    """Steps since the key came up with the strike still to come."""
    short: bool = False
    aim: Point | None = None
    """Of this strike, and after it of the last one."""
    speed: float | None = None
    foot: int = 0
    """Foot preference: 1 right, -1 left, 0 whichever suits."""


@dataclass(frozen=True, slots=True)
class Around:
    """What the controls may know of the moment: open to every eye."""

    body: Point
    ball: Point
    hips: float
    back: bool
    """Whether the leg is back."""
    in_reach: bool = True
    """Whether a foot let go now would find the ball."""
    friends: tuple[Point, ...] = ()
    """Team-mates and marks that an aim is helped toward, metres."""


def weight_asked(technique: Technique, held: int) -> float:
    """m/s off the foot after ``held`` steps of holding."""
    low, high = SPEEDS[technique]
    return low + (high - low) * min(held * STEP_SECONDS / FULL_HOLD, 1.0)


def helped(ball: Point, way: float, friends: tuple[Point, ...], limit: float) -> Point:
    """The friend whose direction is nearest to ``way`` and within ``limit``, or a point far along it."""
    best, best_off = None, limit
    for x, y in friends:
        far = hypot(x - ball[0], y - ball[1])
        off = abs(_wrap(atan2(y - ball[1], x - ball[0]) - way))
        if far > 0.5 and off <= best_off:
            best, best_off = (x, y), off
    return best or (ball[0] + FAR * cos(way), ball[1] + FAR * sin(way))


def wish_of(buttons: Buttons, thumb: Thumb, around: Around) -> tuple[Wish, Thumb]:
    """Turn one step's buttons into wishes; returns them and what to remember for the next step."""
    look = buttons.look
    gaze = (around.body[0] + FAR * look[0], around.body[1] + FAR * look[1]) if hypot(*look) > 0.0 else None
    asked = Technique.PUSH if buttons.push else Technique.BACKHEEL if buttons.heel else Technique.NONE
    common = Wish(look_at=gaze, foot=thumb.foot, shield=buttons.shield, tackle=buttons.tackle)
    if thumb.technique is Technique.NONE:
        if asked is Technique.NONE:
            return replace(common, move=_run(buttons)), thumb
        thumb = Thumb(technique=asked, foot=thumb.foot)
    still_held = buttons.push if thumb.technique is Technique.PUSH else buttons.heel
    if thumb.spent:
        after = thumb if still_held else Thumb(foot=thumb.foot)
        return replace(common, move=_run(buttons)), after
    if buttons.cancel:
        return replace(common, swing=thumb.technique, cancel=True), replace(thumb, spent=True)
    if still_held:
        return _wind_up(common, buttons, thumb, around)
    return _let_go(common, buttons, thumb, around)


def _wind_up(common: Wish, buttons: Buttons, thumb: Thumb, around: Around) -> tuple[Wish, Thumb]:
    technique = thumb.technique
    way, fading = _pointed(buttons, thumb)
    if way is None:
        way = around.hips + (pi if technique is Technique.BACKHEEL else 0.0)
    held = thumb.held + 1 if around.back else thumb.held
    limit = STICK_HELP if buttons.analog else KEYBOARD_HELP
    now = replace(
        thumb,
        held=held,
        way=way,
        fading=fading,
        waited=0,
        short=buttons.short,
        aim=helped(around.ball, way, around.friends, limit),
        speed=weight_asked(technique, held),
    )
    return _swing(common, now, around), now


def _let_go(common: Wish, buttons: Buttons, thumb: Thumb, around: Around) -> tuple[Wish, Thumb]:
    """Strike now, or as soon as the leg is back and the ball in reach."""
    short = buttons.short or thumb.short
    gap = hypot(around.ball[0] - around.body[0], around.ball[1] - around.body[1])
    ready = around.back and (around.in_reach or gap > AT_HAND)
    if not ready and thumb.waited < PATIENCE:
        now = replace(thumb, waited=thumb.waited + 1, short=short)
        return _swing(common, now, around), now
    follow = 0.0 if short else None
    done = Thumb(aim=thumb.aim, speed=thumb.speed, foot=thumb.foot)
    return replace(common, aim=thumb.aim, speed=thumb.speed, follow=follow), done


def _swing(common: Wish, thumb: Thumb, around: Around) -> Wish:
    """The leg goes back, or waits there; a ball out of the stride's reach is run after."""
    x, y = around.ball[0] - around.body[0], around.ball[1] - around.body[1]
    gap = hypot(x, y)
    move = (x / gap * JOG, y / gap * JOG) if NEAR < gap < AT_HAND else (0.0, 0.0)
    return replace(
        common,
        move=move,
        swing=thumb.technique,
        aim=thumb.aim,
        speed=thumb.speed,
        follow=0.0 if thumb.short else None,
    )


def reaches(body: Point, velocity: Point, ball: Point, ball_velocity: Point, hips: float) -> bool:
    """Whether the foot would find the ball if it were let go now: where both will be at contact.

    True as well for a ball that is behind already: waiting makes that no better.
    """
    x = ball[0] - body[0] + (ball_velocity[0] - velocity[0]) * SWING_SECONDS
    y = ball[1] - body[1] + (ball_velocity[1] - velocity[1]) * SWING_SECONDS
    forward = x * cos(hips) + y * sin(hips)
    return forward < 0.0 or hypot(forward - STRIDE_AHEAD, x * sin(hips) - y * cos(hips)) < REACH


def _run(buttons: Buttons) -> Point:
    pace = 1.0 if buttons.sprint else JOG
    return (buttons.move[0] * pace, buttons.move[1] * pace)


def _pointed(buttons: Buttons, thumb: Thumb) -> tuple[float | None, int]:
    """Where the pass points now, and for how long one of two keys has been up."""
    x, y = buttons.move
    if hypot(x, y) == 0.0:
        return thumb.way, 0
    way = atan2(y, x)
    if buttons.analog or thumb.way is None or thumb.fading >= KEY_GRACE:
        return way, 0
    diagonal_before = min(abs(cos(thumb.way)), abs(sin(thumb.way))) > 0.5
    straight_now = min(abs(x), abs(y)) < 0.1
    if diagonal_before and straight_now and abs(_wrap(way - thumb.way)) < pi / 3.0:
        return thumb.way, thumb.fading + 1
    return way, 0


def _wrap(angle: float) -> float:
    return (angle + pi) % (2.0 * pi) - pi
