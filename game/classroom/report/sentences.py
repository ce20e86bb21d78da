"""What a lesson's numbers say in a sentence: why an option fails, what a moment looks like."""

import math
from collections.abc import Mapping
from typing import Any, Final

from game.classroom.words import N_, WordBook

FAILURES: Final = {
    "intercepted": N_("Most often cut out: {count} of {n}."),
    "miscontrolled": N_("Most often the receiver loses it: {count} of {n}."),
    "out": N_("Most often it goes out: {count} of {n}."),
    "tackled": N_("Most often tackled before the kick: {count} of {n}."),
    "short": N_("Most often it stops before anybody: {count} of {n}."),
}
"""Said of the commonest way in which a pass fails."""
OUTCOMES: Final = {
    "completed": N_("arrives"),
    "completed_other": N_("another team-mate gets it"),
    "intercepted": N_("cut out"),
    "miscontrolled": N_("lost at the first touch"),
    "out": N_("out"),
    "tackled": N_("tackled"),
    "short": N_("stops short"),
}
EARLY: Final = 0.05
"""Seconds from which a head start is told."""


def why_it_fails(option: Mapping[str, Any], n: int, words: WordBook) -> str:
    """Return the commonest way in which an option's pass is lost, by whom, and how early they were."""
    outcomes = {name: count for name, count in (option.get("outcomes") or {}).items() if name in FAILURES}
    if not outcomes or not any(outcomes.values()):
        return ""
    worst = max(outcomes, key=lambda name: outcomes[name])
    said = words(FAILURES[worst], count=outcomes[worst], n=n)
    by = option.get("by") or {}
    if worst in ("intercepted", "tackled") and by:
        who = max(by, key=lambda name: by[name])
        said += " " + words("{who} gets there.", who=who)
        start = (option.get("head_start_s") or {}).get(who)
        if start is not None and start["mean"] > EARLY:
            seconds = words.number(start["mean"], 1)
            said += " " + words("{who} sets off {seconds} s before the kick.", who=who, seconds=seconds)
    return said


def hundred(row: Mapping[str, Any], words: WordBook) -> str:
    """Return ``81 of 100 arrive (78 to 84)``."""
    if row["value"] is None:
        return ""
    count = words.number(100.0 * row["value"])
    if row["value_ci95"] is None:
        return words("{count} of 100", count=count)
    low, high = (words.number(100.0 * end) for end in row["value_ci95"])
    return words("{count} of 100 arrive ({low} to {high})", count=count, low=low, high=high)


def scene_words(scene: Mapping[str, Any], words: WordBook) -> str:
    """Return the moment in words: who has the ball and looks where, and where the others stand from there."""
    players = {player["id"]: player for player in scene["players"]}
    holder = players.get(scene["holder"] or "")
    if holder is None:
        return words("Nobody has the ball.")
    said = [words("{who} has the ball, facing {way}.", who=holder["id"], way=words(_way(holder["facing"])))]
    for player in scene["players"]:
        if player is holder:
            continue
        dx, dy = (player["at"][k] - holder["at"][k] for k in (0, 1))
        metres = words.number(math.hypot(dx, dy), 1)
        turn = (math.degrees(math.atan2(dy, dx)) - holder["facing"] + 180.0) % 360.0 - 180.0
        where = words(_side(turn))
        kind = (
            N_("{who}, a team-mate: {metres} m {where}.")
            if player["team"] == holder["team"]
            else N_("{who}, an opponent: {metres} m {where}.")
        )
        said.append(words(kind, who=player["id"], metres=metres, where=where))
    return " ".join(said)


def _way(degrees: float) -> str:
    """Return the way on the picture in words."""
    ways = (
        N_("right"), N_("up and right"), N_("up"), N_("up and left"),
        N_("left"), N_("down and left"), N_("down"), N_("down and right"),
    )  # fmt: skip
    return ways[round(degrees / 45.0) % 8]


def _side(turn: float) -> str:
    """Return where something is for somebody who faces ahead; to the left counts up."""
    sides = (
        N_("ahead"), N_("ahead on the left"), N_("on the left"), N_("behind on the left"),
        N_("behind"), N_("behind on the right"), N_("on the right"), N_("ahead on the right"),
    )  # fmt: skip
    return sides[round(turn / 45.0) % 8]
