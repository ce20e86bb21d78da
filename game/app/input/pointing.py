"""A wind-up's directions: whom they mean, the tap to the next one, and what is asked of the foot."""

from dataclasses import replace
from math import atan2, cos, hypot, pi, sin
from typing import Final

from game.app.input.aiming import SHOT_HELP, aim_at, runs, shot_at, spot
from game.app.input.buttons import Buttons
from game.app.input.coming_ball import struck_from
from game.app.input.receivers import NOBODY, AimHelp, after, choose
from game.app.input.surroundings import Around, wrap
from game.app.input.thumb import Helps, Thumb
from game.app.input.weight import asked, reach_of, suits, weight_of
from game.core.intents import Technique

KEY_GRACE: Final = 6
"""Steps for which one of two keys may be up already: nobody lets both go at once. So late a direction may
come after the strike key, too."""
AGAIN: Final = 15
"""Steps within which the same direction pressed again means the next team-mate."""
TURNS_FIRST: Final = 0.7
"""Radians off the pass from which the player turns on both feet before the leg goes back: on one foot the
hips hardly turn."""


def usual_speed(around: Around) -> float:
    """Return the m/s of a usual pass, where none is chosen yet."""
    return suits(Technique.PUSH, 10.0, around.surface)


def pointed(buttons: Buttons, thumb: Thumb, around: Around, helps: Helps) -> Thumb:
    """Take in the directions of a wind-up: whom they mean now, and a tap that moves on to the next."""
    if thumb.technique is Technique.SHOT or buttons.eyes:
        way, fading = (thumb.way, 0) if buttons.eyes else _smoothed(buttons, thumb)
        return replace(thumb, way=way, fading=fading)
    x, y = buttons.move
    technique, analog = thumb.technique, buttons.analog
    if hypot(x, y) == 0.0:
        if thumb.way is None and thumb.choice.nobody and thumb.held <= 1 and not thumb.free:
            chosen = choose(around, thumb.base, technique, aid=helps.aim, analog=False)
            thumb = replace(thumb, choice=chosen)
        return _shown(replace(thumb, pressed=None, apart=thumb.apart + 1, fading=0))
    way, fading = _smoothed(buttons, thumb)
    assert way is not None
    again = thumb.pressed is None and thumb.way is not None and thumb.apart <= AGAIN
    fresh = thumb.pressed is None or (fading == 0 and not analog and abs(wrap(way - thumb.pressed)) > 0.1)
    kept, choice = thumb.kept, thumb.choice
    if thumb.free:
        choice = NOBODY
    elif again and not analog and abs(wrap(way - (thumb.way or 0.0))) < 0.1 and helps.aim is AimHelp.FULL:
        choice, kept = after(around, way, technique, analog=analog, now=choice), True
    elif fresh or not kept:
        # Who has the ring when the wind-up begins keeps the advantage; another direction picks by itself.
        before = choice if (thumb.pressed is not None and not fresh) or thumb.way is None else NOBODY
        choice, kept = choose(around, way, technique, aid=helps.aim, analog=analog, before=before), False
    return _shown(
        replace(thumb, way=way, fading=fading, pressed=way, apart=0, choice=choice, kept=kept), around
    )


def _shown(thumb: Thumb, around: Around | None = None) -> Thumb:
    """Keep the eyes on the first receiver of a wind-up; where another is chosen the hips stay as they are."""
    if thumb.first is None or thumb.first_for <= KEY_GRACE:
        # Two keys of a diagonal come down one after the other.
        ahead = thumb.first_for + 1 if thumb.first is not None else 0
        return replace(thumb, first=thumb.choice.mate, first_for=ahead)
    if thumb.choice.mate == thumb.first:
        return replace(thumb, first_hips=None) if thumb.first_hips is not None else thumb
    if around is not None and around.back and thumb.first_hips is None:
        return replace(thumb, first_hips=around.hips)
    return thumb


def aimed(thumb: Thumb, around: Around, helps: Helps) -> Thumb:
    """Settle where the strike goes and how hard, as things stand now."""
    technique, seconds = thumb.technique, thumb.seconds
    if technique is Technique.SHOT:
        limit = SHOT_HELP if helps.aim is not AimHelp.OFF else 0.0
        return replace(
            thumb,
            aim=shot_at(around, thumb.way, limit),
            speed=asked(helps.weight, technique, seconds, None),
            choice=NOBODY,
        )
    way, choice = thumb.base if thumb.way is None else thumb.way, thumb.choice
    if choice.nobody:
        speed = weight_of(technique, seconds)
        aim = spot(around, way, reach_of(speed, around.surface)) if thumb.free else aim_at(
            around, choice, way, speed, ahead=False, far_foot=False
        )  # fmt: skip
        return _turned(replace(thumb, aim=aim, speed=speed, suited=None), around)
    ahead = thumb.ahead
    mate = around.mates[choice.mate] if choice.mate is not None and choice.mate < len(around.mates) else None
    usual = usual_speed(around)
    place = aim_at(around, choice, way, usual, ahead=ahead, far_foot=thumb.far_foot)
    far = hypot(place[0] - around.ball[0], place[1] - around.ball[1])
    suited = suits(technique, far, around.surface, ahead=ahead or (mate is not None and runs(mate)))
    speed = asked(helps.weight, technique, seconds, suited)
    aim = aim_at(around, choice, way, speed, ahead=ahead, far_foot=thumb.far_foot)
    return _turned(replace(thumb, aim=aim, speed=speed, suited=suited), around)


def _turned(thumb: Thumb, around: Around) -> Thumb:
    return replace(thumb, meets=thumb.aim, turns=off(thumb, around, around.hips) > TURNS_FIRST)


def off(thumb: Thumb, around: Around, hips: float) -> float:
    """Return the radians between where hips face and where they would for the strike's aim."""
    assert thumb.aim is not None
    own = pi if thumb.technique is Technique.BACKHEEL else 0.0
    start = struck_from(around)
    return abs(wrap(atan2(thumb.aim[1] - start[1], thumb.aim[0] - start[0]) - own - hips))


def _smoothed(buttons: Buttons, thumb: Thumb) -> tuple[float | None, int]:
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
