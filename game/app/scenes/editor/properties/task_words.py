"""What events, conditions and tasks are called, and a task said in a sentence."""

from __future__ import annotations

from typing import Any, Final

from game.app.i18n import N_, _
from game.scenario.editing.draft import Draft
from game.scenario.editing.task import kind_of, links_of
from game.scenario.links import EVENTS

EVENT_WORDS: Final = {
    "pass": N_("Pass"),
    "strike": N_("Kick"),
    "board": N_("Hit the wall"),
    "receive": N_("Take the ball"),
    "carry": N_("Carry the ball"),
    "keep": N_("Keep the ball"),
    "look": N_("Look"),
    "fake": N_("Fake a kick"),
    "win": N_("Win the ball"),
    "beat": N_("Go past someone"),
    "offside": N_("Catch them offside"),
    "goal": N_("Score a goal"),
    "deny": N_("Stop the attack"),
}
CONDITION_WORDS: Final = {
    "by": N_("by"),
    "to": N_("to"),
    "not_to": N_("not to"),
    "technique": N_("with"),
    "foot": N_("foot"),
    "touches": N_("touches at most"),
    "low": N_("no higher than"),
    "off_foot": N_("off the foot"),
    "swing": N_("backswing"),
    "by_speed": N_("while running"),
    "from": N_("from the zone"),
    "at": N_("in the zone"),
    "beyond": N_("beyond the line"),
    "distance": N_("over a distance"),
    "through": N_("through the gate"),
    "between": N_("between"),
    "mark": N_("at the mark"),
    "within_m": N_("within"),
    "ahead": N_("ahead of the runner"),
    "lines": N_("opponents passed"),
    "arrives": N_("arrives with"),
    "side": N_("side"),
    "space": N_("room around them"),
    "stride": N_("while they run"),
    "within": N_("within the time"),
    "since": N_("counted from"),
    "looked_at": N_("after a look"),
    "unseen": N_("without a look"),
    "pressed": N_("opponents near"),
    "fooled": N_("fooled"),
    "onside": N_("onside"),
    "moved": N_("drawn away"),
    "seconds": N_("for at least"),
    "close_to": N_("close to"),
    "not_twice": N_("never the same"),
    "assist": N_("after a pass with"),
    "each": N_("of each as many"),
    "portion": N_("a portion of"),
    "who": N_("at whom"),
    "in_last": N_("in the last"),
    "times": N_("looks"),
    "how_many": N_("how many"),
    "count": N_("times in a row"),
}
VALUE_WORDS: Final = {
    "person": N_("you"),
    "mate": N_("a team-mate"),
    "called": N_("whoever is called"),
    "anybody": N_("anybody"),
    "away": N_("off the ball"),
    "push": N_("the inside of the foot"),
    "backheel": N_("the heel"),
    "any": N_("anything"),
    "right": N_("right"),
    "left": N_("left"),
    "in turn": N_("in turn"),
    "by halves": N_("by halves"),
    "far": N_("far from the marker"),
    "near": N_("near the marker"),
    "start": N_("the start"),
    "receive": N_("taking the ball"),
    "win": N_("winning the ball"),
    "look": N_("the look"),
    "mate twice": N_("team-mate"),
    "gate": N_("gate"),
    "technique": N_("part of the foot"),
    "foot": N_("foot"),
    "plan": N_("kind of pass"),
}
UNITS: Final = {
    "m": N_("{n:g} m"),
    "m/s": N_("{n:g} m/s"),
    "s": N_("{n:g} s"),
    "": N_("{n:g}"),
}
UNIT_OF: Final = {
    **dict.fromkeys(("low", "beyond", "within_m", "ahead", "space", "moved", "distance"), "m"),
    **dict.fromkeys(("off_foot", "by_speed", "arrives", "stride"), "m/s"),
    **dict.fromkeys(("within", "seconds", "in_last", "swing"), "s"),
}
PRESET_WORDS: Final = {
    "free": N_("Just play"),
    "pass": N_("A pass to a team-mate"),
    "heel": N_("A pass with the heel"),
    "gate": N_("A pass through a gate"),
    "return": N_("Pass and get it back"),
    "third": N_("The third man"),
    "look": N_("Look up, then pass"),
    "lead": N_("A pass into the run"),
    "keep": N_("Keep the ball"),
    "carry": N_("Carry the ball"),
    "zone": N_("A pass into a zone"),
    "wall": N_("Hit the mark on a wall"),
    "goal": N_("Score a goal"),
    "win": N_("Win the ball"),
    "deny": N_("Stop the attack"),
}
LACK_WORDS: Final = {
    "cone": N_("Put two cones on the pitch first"),
    "zone": N_("Put a zone on the pitch first"),
    "wall": N_("Put a wall on the pitch first"),
    "goal": N_("Put a goal on the pitch first"),
}
KIND_WORDS: Final = {
    "complete_pass": N_("Passes that arrive"),
    "wall_passes": N_("Clean contacts at the wall"),
    "dribble_pass_receive": N_("Dribble, pass, receive"),
}
"""Tasks of early files, which have a name of their own."""

assert set(EVENT_WORDS) == set(EVENTS)


def value_words(key: str, value: Any) -> str:
    """Return what a condition stands at."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    if isinstance(value, int | float):
        return _(UNITS[UNIT_OF.get(key, "")], n=value)
    if isinstance(value, dict):
        return _range_words(key, value) if {"at_least", "at_most"} & set(value) else _table_words(value)
    if isinstance(value, list) and all(isinstance(part, int | float) for part in value):
        if key in ("mark", "from"):
            return _("{x:g}, {y:g}", x=value[0], y=value[1])
        if key == "through":
            return _("cones {a} and {b}", a=value[0], b=value[1])
        return _range_words(key, {"at_least": value[0], "at_most": value[1]})
    if isinstance(value, list):
        return ", ".join(value_words(key, part) for part in value)
    if key == "through":
        return _("any pair of cones")
    if key in ("not_twice", "each") and value == "mate":
        return _(VALUE_WORDS["mate twice"])
    if key in ("unseen", "who") and value == "to":
        return _("the receiver")
    return _(VALUE_WORDS[value]) if value in VALUE_WORDS else str(value)


def _range_words(key: str, value: dict[str, Any]) -> str:
    unit = UNITS[UNIT_OF.get(key, "")]
    least, most = value.get("at_least"), value.get("at_most")
    if least is not None and most is not None:
        return _("{a:g} to {b}", a=least, b=_(unit, n=most))
    if least is not None:
        return _("at least {b}", b=_(unit, n=least))
    return _("at most {b}", b=_(unit, n=most)) if most is not None else _("anything")


def _table_words(value: dict[str, Any]) -> str:
    return ", ".join(value_words(key, part) for key, part in value.items())


def link_words(link: dict[str, Any]) -> str:
    """Return a link in a few words: the event, and its conditions."""
    parts = [_(EVENT_WORDS[link["event"]])]
    if link.get("never"):
        parts = [_("never: {what}", what=parts[0])]
    for key, value in link.items():
        if key in ("event", "never") or (key == "count" and value == 1):
            continue
        if key == "count":
            parts.append(_("{n} times in a row", n=value))
        elif key == "fooled":
            parts.append(_("{n} fooled", n=value))
        elif value is True:
            parts.append(_(CONDITION_WORDS[key]))
        elif key in ("to", "not_to", "technique"):
            parts[0] += f" {_(CONDITION_WORDS[key])} {value_words(key, value)}"
        else:
            parts.append(f"{_(CONDITION_WORDS[key])} {value_words(key, value)}")
    return ", ".join(parts)


def task_words(draft: Draft) -> str:
    """Return what counts, in a sentence."""
    kind = kind_of(draft)
    if kind == "free":
        return _("Just play: it has no end and no score.")
    if kind in KIND_WORDS:
        return _(KIND_WORDS[kind])
    said = ""
    for link in links_of(draft):
        said = _("{before}. Then: {after}", before=said, after=link_words(link)) if said else link_words(link)
    return said
