"""A change of a pass as a coach would say it: ``Hit it harder (11 m/s)``."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Final

from game.analysis.whatif.factors import Change, played
from game.core.plan import Plan
from game.core.surfaces import SURFACES
from game.scenario.phrases import Phrase, phrase, phrase_in

_AIMS: Final = {
    "feet": phrase("Play it to feet"),
    "far_foot": phrase("Play it to the far foot"),
    "lead": phrase("Play it into the run"),
    "left corner": phrase("Aim at the left corner"),
    "middle": phrase("Aim at the middle"),
    "right corner": phrase("Aim at the right corner"),
}
_TECHNIQUES: Final = {
    "backheel": phrase("Play a heel"),
    "push": phrase("Play a push"),
    "shot": phrase("Use the instep"),
}
_GROUNDS: Final = {surface.name: Phrase(surface.advice) for surface in SURFACES.values()}


def what_to_do(change: Change, plan: Plan) -> Phrase:
    """Return a change of ``plan`` as a coach would say it; of two things that change, both."""
    if change.also:
        own = replace(change, also=())
        changed = [each for each in (own, *change.also) if _is_other(each, plan)] or [own]
        said = [what_to_do(each, plan) for each in changed]
        return said[0] if len(said) == 1 else phrase("{first}, {second}", first=said[0], second=said[1])
    say = _SAID.get(change.factor)
    return phrase_in("pass", "As it was") if say is None else say(change, plan)


def _is_other(change: Change, plan: Plan) -> bool:
    """Return whether it isn't what was played; of the ground, which no plan knows, that isn't known."""
    return change.factor == "surface" or change.value != played(plan, change.factor)


def _more(change: Change, plan: Plan) -> bool:
    return float(change.value) > float(played(plan, change.factor))


def _look(change: Change, plan: Plan) -> Phrase:
    if change.called is not None:
        return phrase("Look at {who}", who=change.called)
    return phrase("Look at the receiver") if change.value == "target" else phrase("Look away")


def _look_time(change: Change, plan: Plan) -> Phrase:
    if _more(change, plan):
        return phrase("Look longer ({s:.1f} s)", s=change.value)
    return phrase("Look for less time ({s:.1f} s)", s=change.value)


def _backswing(change: Change, plan: Plan) -> Phrase:
    if _more(change, plan):
        return phrase("Swing back longer ({s:.2f} s)", s=change.value)
    return phrase("Swing back shorter ({s:.2f} s)", s=change.value)


def _timing(change: Change, plan: Plan) -> Phrase:
    by = float(change.value)
    if not by:
        return phrase("Meet the ball at the right moment")
    if by > 0.0:
        return phrase("Meet the ball {s:.2f} s later", s=by)
    return phrase("Meet the ball {s:.2f} s earlier", s=-by)


def _speed(change: Change, plan: Plan) -> Phrase:
    if _more(change, plan):
        return phrase("Hit it harder ({speed:.0f} m/s)", speed=change.value)
    return phrase("Hit it softer ({speed:.0f} m/s)", speed=change.value)


def _delay(change: Change, plan: Plan) -> Phrase:
    if not change.value:
        return phrase("Play it at once")
    if _more(change, plan):
        return phrase("Wait longer ({s:.1f} s)", s=change.value)
    return phrase("Wait less ({s:.1f} s)", s=change.value)


_SAID: Final[dict[str, Callable[[Change, Plan], Phrase]]] = {
    "look": _look,
    "look_time": _look_time,
    "backswing": _backswing,
    "timing": _timing,
    "speed": _speed,
    "delay": _delay,
    "aim": lambda change, _plan: _AIMS.get(_word(change.value), change.words),
    "technique": lambda change, _plan: _TECHNIQUES[change.value],
    "target": lambda change, _plan: phrase("Pass to {who}", who=change.called or change.words),
    "surface": lambda change, _plan: _GROUNDS[change.value],
    "whole": lambda change, _plan: change.words,
}


def _word(value: Any) -> str:
    return value if isinstance(value, str) else ""
