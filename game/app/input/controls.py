"""From a person's buttons to their player's wishes: one pure function, called once a simulation step."""

from dataclasses import replace
from math import atan2, hypot, pi
from typing import Final

from game.app.input.aiming import aim_at
from game.app.input.buttons import Buttons
from game.app.input.coming_ball import (
    against_drift,
    best_now,
    coming,
    meeting_point,
    onto_line,
    onto_stance,
    struck_from,
)
from game.app.input.defending import JOG, defend, into_the_back
from game.app.input.gaze import see_to, struck
from game.app.input.pointing import KEY_GRACE, TURNS_FIRST, aimed, off, pointed, usual_speed
from game.app.input.receivers import NOBODY, AimHelp, choose
from game.app.input.receiving import obeys
from game.app.input.surroundings import AT_HAND, Around, Point, wrap
from game.app.input.thumb import HELPED, ButtonOrders, Helps, Thumb
from game.app.input.weight import hold_for, leg_steps
from game.core.intents import Technique, Wish
from game.core.state import STEP_SECONDS

STRIKES: Final = {
    "push": Technique.PUSH,
    "heel": Technique.BACKHEEL,
    "shot": Technique.SHOT,
}
PATIENCE: Final = 36
"""Steps for which a strike that is let go too early waits for the ball."""
LONG_PATIENCE: Final = 96
"""Steps for which it waits while the ball is on its way to the foot, to be played first time. A strike that
is let go waits as long for the hips and the leg."""
NEAR: Final = 1.4
"""Metres from which on the stride takes care of itself; farther away a player runs to the ball."""
REACH_OF_STRIDE: Final = 0.35
"""Metres beside the ball's way within which a waiting foot finds it by itself."""
UNMARKED_HOLD: Final = 0.3
"""Seconds of a hold at which a count that waits for the ball stops where no weight is suggested."""


def orders_of(before: Buttons, now: Buttons, thumb: Thumb, around: Around) -> ButtonOrders:
    """Return what was newly pressed for the side; while a leg is back these buttons shape the pass."""
    if thumb.technique is not Technique.NONE:
        return ButtonOrders()
    return ButtonOrders(
        switch=now.switch and not before.switch,
        run=now.through and not before.through and not around.defending,
    )


def wish_of(buttons: Buttons, thumb: Thumb, around: Around, helps: Helps = HELPED) -> tuple[Wish, Thumb]:
    """Turn one step's buttons into wishes; returns them and what to remember for the next step."""
    gaze, eyes = see_to(buttons, thumb.eyes, around, thumb.choice.number)
    thumb = replace(thumb, eyes=eyes)
    common = Wish(look_at=gaze, foot=thumb.foot)
    if thumb.busy:
        thumb = replace(thumb, busy=frozenset(name for name in thumb.busy if getattr(buttons, name)))
    if thumb.technique is Technique.NONE:
        if around.defending or (thumb.guess is not None and thumb.guess.left > 0):
            return _without(common, buttons, thumb, around, helps)
        thumb = _arm(buttons, thumb, around)
        if thumb.armed is Technique.NONE or not _near(around):
            return _with(common, buttons, thumb, around, helps)
        thumb = _begun(buttons, thumb, around)
    still_held = any(getattr(buttons, name) for name, t in STRIKES.items() if t is thumb.technique)
    if thumb.spent:
        done = Thumb(foot=thumb.foot, busy=thumb.busy, eyes=thumb.eyes)
        return replace(common, move=_run(buttons)), thumb if still_held else done
    if buttons.fake and "fake" not in thumb.busy:
        broken = replace(thumb, spent=True, choice=NOBODY, out_of_reach=False)
        return replace(common, swing=thumb.technique, cancel=True), broken
    if around.defending or (thumb.leg > 0 and not _near(around)):
        return _lapsed(common, buttons, thumb, around)
    if thumb.waited:
        # A strike that was let go is on its way: the key is for the next one.
        still_held = False
    return (_wind_up if still_held else _let_go)(common, buttons, thumb, around, helps)


def _near(around: Around) -> bool:
    """Return whether a leg that goes back now is about this ball."""
    return around.gap <= AT_HAND or coming(around)


def _arm(buttons: Buttons, thumb: Thumb, around: Around) -> Thumb:
    """Arm the strike whose key is down, or was a moment ago; while the ball is far the leg waits."""
    for name, technique in STRIKES.items():
        if getattr(buttons, name) and name not in thumb.busy:
            patience = LONG_PATIENCE if around.mate_has_it else PATIENCE
            return replace(thumb, armed=technique, armed_left=patience)
    if thumb.armed is Technique.NONE:
        return thumb
    if thumb.armed_left <= 1 or buttons.fake:
        return replace(thumb, armed=Technique.NONE, armed_left=0)
    return replace(thumb, armed_left=thumb.armed_left - 1)


def _begun(buttons: Buttons, thumb: Thumb, around: Around) -> Thumb:
    """Begin the strike: whom the ring was on before keeps the advantage of that."""
    behind = thumb.armed is Technique.BACKHEEL
    return Thumb(
        technique=thumb.armed,
        base=around.hips + (pi if behind else 0.0),
        choice=thumb.choice,
        free=buttons.through,
        foot=thumb.foot,
        busy=thumb.busy,
        eyes=thumb.eyes,
    )


def _without(
    common: Wish, buttons: Buttons, thumb: Thumb, around: Around, helps: Helps
) -> tuple[Wish, Thumb]:
    """Return the wishes without the ball at one's feet."""
    common, does = replace(common, tackle=buttons.shot), buttons
    if buttons.shot and helps.aim is not AimHelp.OFF and into_the_back(around):
        # As a kick waits for the ball: while the key is down one goes on after them.
        common, does = replace(common, tackle=False), replace(buttons, push=True)
    wish, guess = defend(does, around, common, thumb.guess)
    pressed = frozenset(name for name in (*STRIKES, "fake") if getattr(buttons, name))
    after_all = replace(
        thumb, guess=guess, busy=thumb.busy | pressed, choice=NOBODY, armed=Technique.NONE, out_of_reach=False
    )
    return wish, after_all


def _with(common: Wish, buttons: Buttons, thumb: Thumb, around: Around, helps: Helps) -> tuple[Wish, Thumb]:
    """Run, shield or call while no strike is under way; a direction with the ball shows whom it means."""
    calls = around.mate_has_it and buttons.fake and "fake" not in thumb.busy
    move = thumb.coast if thumb.eyes.free else _run(buttons)
    choice, meets = NOBODY, None
    wants = thumb.armed is not Technique.NONE
    if hypot(*buttons.move) > 0.0 and not thumb.eyes.free and not around.swings and (around.mine or wants):
        way = atan2(buttons.move[1], buttons.move[0])
        technique = Technique.BACKHEEL if thumb.armed is Technique.BACKHEEL else Technique.PUSH
        choice = choose(around, way, technique, aid=helps.aim, analog=buttons.analog, before=thumb.choice)
        if not choice.nobody:
            meets = aim_at(around, choice, way, usual_speed(around), ahead=False, far_foot=False)
    now = replace(thumb, guess=None, choice=choice, meets=meets, turns=False, coast=move, out_of_reach=wants)
    if around.receives is not None and not obeys(move, around.ball_velocity):
        stays = onto_line(around) if hypot(*move) == 0.0 else None
        move, hips = around.receives if stays is None else (stays, None)
        common = replace(common, hips_to=hips)
    return replace(common, move=move, shield=buttons.shield, calling=calls), now


def _wind_up(
    common: Wish, buttons: Buttons, thumb: Thumb, around: Around, helps: Helps
) -> tuple[Wish, Thumb]:
    """Wind up while the key is down: the charge grows, and the leg goes back as soon as it can."""
    counts = _at_foot(around, thumb.technique) or thumb.held * STEP_SECONDS < _waits_at(thumb)
    thumb = replace(
        thumb,
        held=thumb.held + 1 if counts else thumb.held,
        leg=thumb.leg + 1 if around.back else 0,
        short=buttons.switch,
        ahead=buttons.through and not thumb.free,
        far_foot=buttons.shield,
    )
    thumb = aimed(pointed(buttons, thumb, around, helps), around, helps)
    eyes = common.look_at
    if eyes is None and thumb.technique is Technique.PUSH and thumb.first is not None:
        eyes = around.mates[thumb.first].at if thumb.first < len(around.mates) else None
    return _turn_or_swing(replace(common, look_at=eyes), thumb, around, helps), thumb


def _let_go(common: Wish, buttons: Buttons, thumb: Thumb, around: Around, helps: Helps) -> tuple[Wish, Thumb]:
    """Strike now, or as soon as hips and leg are ready and the ball is in reach."""
    technique, there = thumb.technique, _at_foot(around, thumb.technique)
    comes = coming(around) and not there
    thumb = replace(thumb, leg=thumb.leg + 1 if around.back else 0, short=buttons.switch or thumb.short)
    late = thumb.way is None and thumb.held + thumb.waited <= KEY_GRACE
    if thumb.aim is None or thumb.held == 0 or late:
        thumb = pointed(buttons, thumb, around, helps)
    thumb = aimed(thumb, around, helps)
    assert thumb.speed is not None
    if common.look_at is None and technique is Technique.PUSH and thumb.first is not None:
        common = replace(common, look_at=around.ball)
    wound = technique is Technique.SHOT or thumb.leg >= leg_steps(technique, thumb.speed)
    early = there and not around.mine and coming(around) and not best_now(around, technique, thumb.foot)
    if around.back and wound and there and not early:
        follow, aim = 0.0 if thumb.short else None, _of_foot(thumb, around, helps)
        struck_so = replace(common, aim=aim, speed=thumb.speed, follow=follow)
        return struck_so, _over(buttons, thumb, thumb.choice.number)
    blocked = thumb.blocked + (0 if there else 1)
    if blocked > (LONG_PATIENCE if comes else PATIENCE) or thumb.waited > LONG_PATIENCE + PATIENCE:
        return _lapsed(common, buttons, thumb, around)
    now = replace(thumb, waited=thumb.waited + 1, blocked=blocked, out_of_reach=not there and not comes)
    return _turn_or_swing(common, now, around, helps), now


def _over(buttons: Buttons, thumb: Thumb, sent: int) -> Thumb:
    """Return what is remembered after a strike; a key that is down begins no other."""
    return Thumb(
        aim=thumb.aim,
        speed=thumb.speed,
        sent=sent,
        foot=thumb.foot,
        busy=thumb.busy | frozenset(name for name in STRIKES if getattr(buttons, name)),
        eyes=struck(thumb.eyes),
    )


def _lapsed(common: Wish, buttons: Buttons, thumb: Thumb, around: Around) -> tuple[Wish, Thumb]:
    """The ball isn't there: nobody swings at air, the leg comes down again."""
    swing = thumb.technique if around.back else Technique.NONE
    return replace(common, swing=swing, cancel=around.back), _over(buttons, thumb, -1)


def _at_foot(around: Around, technique: Technique) -> bool:
    """Return whether the foot would find the ball if it were let go now."""
    return around.heel_in_reach if technique is Technique.BACKHEEL else around.in_reach


def _waits_at(thumb: Thumb) -> float:
    """Return the seconds of a hold at which the count stops while the ball isn't there: what suits."""
    if thumb.suited is None or thumb.technique is Technique.SHOT:
        return UNMARKED_HOLD
    return hold_for(thumb.technique, thumb.suited)


def _turn_or_swing(common: Wish, thumb: Thumb, around: Around, helps: Helps) -> Wish:
    """Turn first to a pass that the hips are far from; once the leg is back, it stays there."""
    at_ball = around.gap <= NEAR or coming(around)
    if thumb.aim is not None and at_ball and not around.back:
        own = pi if thumb.technique is Technique.BACKHEEL else 0.0
        start = struck_from(around)
        goal = atan2(thumb.aim[1] - start[1], thumb.aim[0] - start[0]) - own
        if abs(wrap(goal - around.hips)) > TURNS_FIRST:
            move = onto_stance(around, thumb.technique, goal, thumb.foot) if coming(around) else common.move
            return replace(common, hips_to=wrap(goal), move=move)
    hips = thumb.first_hips
    if hips is not None and around.back and off(thumb, around, hips) <= TURNS_FIRST:
        common = replace(common, hips_to=hips)
    return _swing(common, thumb, around, helps)


def _swing(common: Wish, thumb: Thumb, around: Around, helps: Helps) -> Wish:
    """Take the leg back, or keep it there; a ball out of the stride's reach is run after or met."""
    x, y = around.ball[0] - around.body[0], around.ball[1] - around.body[1]
    gap = hypot(x, y)
    move = (0.0, 0.0)
    if thumb.aim is not None and coming(around):
        move = onto_stance(around, thumb.technique, around.hips, thumb.foot)
    elif NEAR < gap < AT_HAND:
        move = (x / gap * JOG, y / gap * JOG)
    elif gap >= AT_HAND and coming(around):
        meets = meeting_point(around)
        x, y = meets[0] - around.body[0], meets[1] - around.body[1]
        far = hypot(x, y)
        # A step aside is the stride's affair.
        move = (x / far * JOG, y / far * JOG) if far > REACH_OF_STRIDE else (0.0, 0.0)
    return replace(
        common,
        move=move,
        swing=thumb.technique,
        aim=_of_foot(thumb, around, helps),
        speed=thumb.speed,
        follow=0.0 if thumb.short else None,
    )


def _of_foot(thumb: Thumb, around: Around, helps: Helps) -> Point | None:
    """Return where the foot aims: beside what is meant where a ball that comes would drift, with help."""
    if helps.aim is AimHelp.OFF or thumb.aim is None or thumb.speed is None:
        return thumb.aim
    return against_drift(around, thumb.aim, thumb.speed)


def _run(buttons: Buttons) -> Point:
    pace = 1.0 if buttons.sprint else JOG
    return (buttons.move[0] * pace, buttons.move[1] * pace)
