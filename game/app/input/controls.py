"""A person's buttons become their player's wishes in one pure function, called once a simulation step."""

from dataclasses import dataclass, replace
from math import atan2, cos, hypot, pi, sin
from typing import Final

from game.app.input.aiming import FAR, KEYBOARD_HELP, STICK_HELP, aim_at, shot_at
from game.app.input.buttons import Buttons
from game.app.input.defending import JOG, Guess, defend
from game.app.input.surroundings import AT_HAND, Around, Point, reaches, wrap
from game.core.intents import Technique, Wish
from game.core.state import STEP_SECONDS

__all__ = ["Around", "ButtonOrders", "Thumb", "orders_of", "reaches", "weight_asked", "wish_of"]

FULL_HOLD: Final = 0.8
"""Seconds of holding that ask for the most."""
SPEEDS: Final[dict[Technique, tuple[float, float]]] = {
    Technique.PUSH: (5.0, 20.0),
    Technique.BACKHEEL: (4.0, 11.0),
    Technique.SHOT: (14.0, 27.0),
}
"""m/s off the foot that a tap and a full hold ask for."""
STRIKES: Final = {
    "push": Technique.PUSH,
    "heel": Technique.BACKHEEL,
    "shot": Technique.SHOT,
}
KEY_GRACE: Final = 6
"""Steps for which one of two keys may be up already: nobody lets both go at once."""
PATIENCE: Final = 36
"""Steps for which a strike that is let go too early waits for the leg, or for the ball."""
LONG_PATIENCE: Final = 96
"""Steps of such patience while the ball is on its way: a pass that is to be played first time."""
TURNS_FIRST: Final = 0.7
"""Radians off the pass from which a player turns on both feet before the leg goes back."""
NEAR: Final = 1.4
"""Metres from which on the stride takes care of itself; farther away a player runs to the ball."""
COMES_WITHIN: Final = 1.6
"""Seconds within which a rolling ball that passes near counts as coming."""
COMES_NEAR: Final = 2.0
"""Metres from the body within which a coming ball must pass."""
ROLLS: Final = 1.0
"""m/s over which a ball is on its way somewhere."""


@dataclass(frozen=True, slots=True)
class Thumb:
    """What one person's controls remember between steps."""

    technique: Technique = Technique.NONE
    held: int = 0
    """Steps for which the leg has been going back."""
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
    """Metres: where this strike goes, and after it where the last one went."""
    speed: float | None = None
    foot: int = 0
    """Foot preference: 1 right, -1 left, 0 whichever suits."""
    guess: Guess | None = None
    busy: frozenset[str] = frozenset()
    """Buttons that were pressed for something else: a press that wins the ball must not kick it away."""


@dataclass(frozen=True, slots=True)
class ButtonOrders:
    """What a person asks of the side rather than of the own player."""

    switch: bool = False
    """Give me the next player."""
    run: bool = False
    """A team-mate should set off."""


def orders_of(before: Buttons, now: Buttons, thumb: Thumb, around: Around) -> ButtonOrders:
    """Return what was newly pressed for the side; while a leg is back these buttons shape the pass."""
    if thumb.technique is not Technique.NONE:
        return ButtonOrders()
    return ButtonOrders(
        switch=now.switch and not before.switch,
        run=now.through and not before.through and not around.defending,
    )


def weight_asked(technique: Technique, held: int) -> float:
    """Return the m/s off the foot after ``held`` steps of holding."""
    low, high = SPEEDS[technique]
    return low + (high - low) * min(held * STEP_SECONDS / FULL_HOLD, 1.0)


def coming(around: Around) -> bool:
    """Return whether the ball rolls this way and will soon be near."""
    vx, vy = around.ball_velocity
    speed = hypot(vx, vy)
    if speed < ROLLS:
        return False
    seconds = _seconds_to_meet(around)
    x, y = _meeting(around)
    return 0.0 < seconds < COMES_WITHIN and hypot(x - around.body[0], y - around.body[1]) < COMES_NEAR


def wish_of(buttons: Buttons, thumb: Thumb, around: Around) -> tuple[Wish, Thumb]:
    """Turn one step's buttons into wishes; returns them and what to remember for the next step."""
    look = buttons.look
    gaze = (around.body[0] + FAR * look[0], around.body[1] + FAR * look[1]) if hypot(*look) > 0.0 else None
    common = Wish(look_at=gaze, foot=thumb.foot)
    if thumb.busy:
        thumb = replace(thumb, busy=frozenset(name for name in thumb.busy if getattr(buttons, name)))
    if thumb.technique is Technique.NONE:
        if around.defending or (thumb.guess is not None and thumb.guess.left > 0):
            return _without(common, buttons, thumb, around)
        asked = _asked(buttons, thumb, around)
        if asked is Technique.NONE:
            return _with(common, buttons, thumb, around)
        thumb = Thumb(technique=asked, foot=thumb.foot, busy=thumb.busy)
    still_held = any(getattr(buttons, name) for name, t in STRIKES.items() if t is thumb.technique)
    if thumb.spent:
        after = thumb if still_held else Thumb(foot=thumb.foot, busy=thumb.busy)
        return replace(common, move=_run(buttons)), after
    if buttons.fake and "fake" not in thumb.busy:
        return replace(common, swing=thumb.technique, cancel=True), replace(thumb, spent=True)
    if still_held:
        return _wind_up(common, buttons, thumb, around)
    return _let_go(common, buttons, thumb, around)


def _asked(buttons: Buttons, thumb: Thumb, around: Around) -> Technique:
    """Return the strike whose key is down; with the ball at a team-mate's feet the leg waits."""
    for name, technique in STRIKES.items():
        if getattr(buttons, name) and name not in thumb.busy:
            wait = around.mate_has_it and around.gap > AT_HAND and not coming(around)
            return Technique.NONE if wait else technique
    return Technique.NONE


def _without(common: Wish, buttons: Buttons, thumb: Thumb, around: Around) -> tuple[Wish, Thumb]:
    """Return the wishes without the ball at one's feet."""
    common = replace(common, tackle=buttons.shot)
    wish, guess = defend(buttons, around, common, thumb.guess)
    pressed = frozenset(name for name in (*STRIKES, "fake") if getattr(buttons, name))
    return wish, replace(thumb, guess=guess, busy=thumb.busy | pressed)


def _with(common: Wish, buttons: Buttons, thumb: Thumb, around: Around) -> tuple[Wish, Thumb]:
    """Return the wishes with the ball while no strike is under way."""
    calls = around.mate_has_it and buttons.fake and "fake" not in thumb.busy
    wish = replace(common, move=_run(buttons), shield=buttons.shield, calling=calls)
    return wish, replace(thumb, guess=None) if thumb.guess is not None else thumb


def _wind_up(common: Wish, buttons: Buttons, thumb: Thumb, around: Around) -> tuple[Wish, Thumb]:
    technique = thumb.technique
    way, fading = _pointed(buttons, thumb)
    held = thumb.held + 1 if around.back else thumb.held
    speed = weight_asked(technique, held)
    limit = STICK_HELP if buttons.analog else KEYBOARD_HELP
    if technique is Technique.SHOT:
        aim = shot_at(around, way, limit)
    else:
        default = around.hips + (pi if technique is Technique.BACKHEEL else 0.0)
        way = default if way is None else way
        aim = aim_at(around, way, speed, limit=limit, through=buttons.through, far_foot=buttons.shield)
    now = replace(
        thumb, held=held, way=way, fading=fading, waited=0, short=buttons.switch, aim=aim, speed=speed
    )
    return _turn_or_swing(common, now, around), now


def _let_go(common: Wish, buttons: Buttons, thumb: Thumb, around: Around) -> tuple[Wish, Thumb]:
    """Strike now, or as soon as the leg is back and the ball in reach."""
    short = buttons.switch or thumb.short
    comes = coming(around) and not around.in_reach
    ready = around.back and (around.in_reach or (around.gap > AT_HAND and not comes))
    if not ready and thumb.waited < (LONG_PATIENCE if comes else PATIENCE):
        now = replace(thumb, waited=thumb.waited + 1, short=short)
        return _turn_or_swing(common, now, around), now
    follow = 0.0 if short else None
    done = Thumb(aim=thumb.aim, speed=thumb.speed, foot=thumb.foot, busy=thumb.busy)
    return replace(common, aim=thumb.aim, speed=thumb.speed, follow=follow), done


def _turn_or_swing(common: Wish, thumb: Thumb, around: Around) -> Wish:
    """Turn first to a pass that the hips are far from; once the leg is back, it stays there."""
    at_him = around.gap <= NEAR or coming(around)
    if thumb.aim is not None and at_him and not around.back:
        own = pi if thumb.technique is Technique.BACKHEEL else 0.0
        goal = atan2(thumb.aim[1] - around.ball[1], thumb.aim[0] - around.ball[0]) - own
        if abs(wrap(goal - around.hips)) > TURNS_FIRST:
            return replace(common, hips_to=wrap(goal))
    return _swing(common, thumb, around)


def _swing(common: Wish, thumb: Thumb, around: Around) -> Wish:
    """Take the leg back, or keep it there; a ball out of the stride's reach is run after or met."""
    x, y = around.ball[0] - around.body[0], around.ball[1] - around.body[1]
    gap = hypot(x, y)
    move = (0.0, 0.0)
    if NEAR < gap < AT_HAND:
        move = (x / gap * JOG, y / gap * JOG)
    elif gap >= AT_HAND and coming(around):
        meets = _meeting(around)
        x, y = meets[0] - around.body[0], meets[1] - around.body[1]
        far = hypot(x, y)
        # A step aside is the stride's affair.
        move = (x / far * JOG, y / far * JOG) if far > REACH_OF_STRIDE else (0.0, 0.0)
    return replace(
        common,
        move=move,
        swing=thumb.technique,
        aim=thumb.aim,
        speed=thumb.speed,
        follow=0.0 if thumb.short else None,
    )


REACH_OF_STRIDE: Final = 0.35
"""Metres beside the ball's way within which a waiting foot finds it by itself."""


def _seconds_to_meet(around: Around) -> float:
    """Return the seconds until a rolling ball is nearest to the body; negative once it has passed."""
    vx, vy = around.ball_velocity
    x, y = around.body[0] - around.ball[0], around.body[1] - around.ball[1]
    return (x * vx + y * vy) / max(vx * vx + vy * vy, 1e-6)


def _meeting(around: Around) -> Point:
    """Return the point of the ball's way that is nearest to the body, metres."""
    seconds = max(_seconds_to_meet(around), 0.0)
    vx, vy = around.ball_velocity
    return (around.ball[0] + vx * seconds, around.ball[1] + vy * seconds)


def _run(buttons: Buttons) -> Point:
    pace = 1.0 if buttons.sprint else JOG
    return (buttons.move[0] * pace, buttons.move[1] * pace)


def _pointed(buttons: Buttons, thumb: Thumb) -> tuple[float | None, int]:
    """Return where the pass points now, and for how long one of two keys has been up."""
    x, y = buttons.move
    if hypot(x, y) == 0.0:
        return thumb.way, 0
    way = atan2(y, x)
    if buttons.analog or thumb.way is None or thumb.fading >= KEY_GRACE:
        return way, 0
    diagonal_before = min(abs(cos(thumb.way)), abs(sin(thumb.way))) > 0.5
    straight_now = min(abs(x), abs(y)) < 0.1
    if diagonal_before and straight_now and abs(wrap(way - thumb.way)) < pi / 3.0:
        return thumb.way, thumb.fading + 1
    return way, 0
