"""A plan as people say it: who gets the ball, with what, where the eyes are, how hard, when."""

from collections.abc import Mapping
from typing import Any, Final

from game.classroom.words import N_, WordBook

TECHNIQUES: Final = {"push": N_("Push to {who}"), "backheel": N_("Heel to {who}")}
AIMS: Final = {"far_foot": N_("to the far foot"), "lead": N_("in front")}
"""Where at a team-mate; to the feet goes without saying."""
EYES: Final = {"target": N_("eyes at where it goes"), "away": N_("eyes at nobody")}
TIMES: Final = {"backswing": N_("swing {seconds} s"), "delay": N_("after {seconds} s")}
SAID: Final = ("technique", "target", "aim", "look", "look_time", "speed", *TIMES)
"""Keys that have words; any other stands as it is written."""


def plan_words(plan: Mapping[str, Any], words: WordBook) -> str:
    """Return a plan in words.

    >>> plan_words({"technique": "push", "target": "A", "look": "B", "speed": 9.0}, WordBook("en"))
    'Push to A, eyes at B, 9 m/s'
    """
    said = [words(TECHNIQUES[plan["technique"]], who=_place(plan["target"], words))]
    if plan.get("aim") in AIMS:
        said.append(words(AIMS[plan["aim"]]))
    look, rests = plan.get("look"), plan.get("look_time")
    if look is not None:
        known = EYES.get(look) if isinstance(look, str) else None
        said.append(words(known) if known else words("eyes at {who}", who=_place(look, words)))
    if rests is not None:
        said.append(words("a look of {seconds} s", seconds=_number(rests, words)))
    if plan.get("speed") is not None:
        said.append(words("{speed} m/s", speed=_number(plan["speed"], words)))
    for key, text in TIMES.items():
        if plan.get(key):
            said.append(words(text, seconds=_number(plan[key], words)))
    said += [f"{key} {value}" for key, value in plan.items() if key not in SAID]
    return ", ".join(said)


def _place(at: Any, words: WordBook) -> str:
    """Return a player's id, or a place on the pitch."""
    return at if isinstance(at, str) else "; ".join(_number(value, words) for value in at)


def _number(value: float, words: WordBook) -> str:
    return words.number(value, 0 if float(value).is_integer() else 1 if round(value, 1) == value else 2)
