"""Which films a step of a lesson shows: the moment, typical endings, the same luck twice, the why."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from game.app.i18n import N_, _
from game.app.lesson.boards import LETTERS
from game.app.lesson.film import Film
from game.classroom.lesson.documents import level_of, option_level, option_plan
from game.classroom.lesson.values import came_off
from game.scenario.schema import Level

Row = Mapping[str, Any]
SLOW: Final = 0.5
"""Speed at which beliefs are shown: they come and go in tenths of a second."""
ENDINGS: Final = {
    "completed": N_("it arrives"),
    "completed_other": N_("another team-mate gets it"),
    "intercepted": N_("cut out"),
    "miscontrolled": N_("lost at the first touch"),
    "out": N_("out of play"),
    "tackled": N_("tackled before the kick"),
    "short": N_("it stops short"),
}


@dataclass(frozen=True, slots=True)
class Clip:
    """One film and what is said under it."""

    caption: str
    level: Level
    at: float
    plan: Row | None
    seed: int
    world: int
    who: int | None = None
    """Whose thoughts are shown."""
    speed: float = 1.0

    @property
    def key(self) -> str:
        """Tells films of a part apart."""
        plan = json.dumps(self.plan, sort_keys=True)
        return f"{self.caption} {self.at} {plan} {self.seed} {self.world} {self.who}"

    def film(self) -> Film:
        """Return the film itself, of which nothing is recorded yet but the moment."""
        return Film(self.level, self.at, self.plan, self.seed, self.world, who=self.who)


def moment_of_part(document: Row) -> Clip:
    """Return the moment alone."""
    return Clip("", level_of(document), document["at"], None, document.get("seed", 0), 0)


def watched(document: Row, tries: int) -> list[Clip]:
    """Return the plans of a part that is only watched, with fresh luck for each of the ``tries``."""
    level, plans = level_of(document), document["plans"]
    seed, world = document["seed"], document["world"]
    if document["fresh"]:
        seed, world = seed + 1, world + tries
    if not plans:
        return [moment_of_part(document)]
    who = deciding_defender(level, plans[0])
    return [Clip(_plan_name(level, row, len(plans)), level, document["at"], row["plan"], seed, world, who)
            for row in plans]  # fmt: skip


def _plan_name(level: Level, row: Row, plans: int) -> str:
    target = row["plan"].get("target")
    return _("To {who}", who=target) if plans > 1 and isinstance(target, str) else ""


def endings(document: Row, number: int) -> list[Clip]:
    """Return an option's typical endings, the most frequent first."""
    option = document["options"][number]
    level, plan = option_level(document, number), option_plan(document, number)
    who = deciding_defender(level, option)
    found = []
    for ending in option.get("typical") or []:
        caption = _(
            "{letter}: {what}, {count} of {n}",
            letter=LETTERS[number],
            count=ending["count"],
            n=document["n"],
            what=_(ENDINGS[ending["outcome"]]),
        )
        found.append(Clip(caption, level, document["at"], plan, document["seed"], ending["world"], who))
    return found


def same_luck(document: Row, one: int, other: int) -> list[Clip]:
    """Return the first world in which two options end differently, once with each."""
    n, rows = document["n"], document["options"]
    if one == other or not rows[one].get("done") or not rows[other].get("done"):
        return []
    worlds = np.flatnonzero(came_off(rows[one], n) != came_off(rows[other], n))
    if worlds.size == 0:
        return []
    found = []
    for number in (one, other):
        level, plan = option_level(document, number), option_plan(document, number)
        caption = _("The same luck, with {letter}", letter=LETTERS[number])
        who = deciding_defender(level, rows[number])
        found.append(Clip(caption, level, document["at"], plan, document["seed"], int(worlds[0]), who))
    return found


def why(document: Row, number: int) -> list[Clip]:
    """Return what the defender who decides it believes, slowly, in the commonest ending."""
    option = document["options"][number]
    level = option_level(document, number)
    who = deciding_defender(level, option)
    typical = option.get("typical") or []
    if who is None or not typical:
        return []
    caption = _("{letter}, seen with the eyes of {who}", letter=LETTERS[number], who=level.players[who].id)
    plan = option_plan(document, number)
    return [Clip(caption, level, document["at"], plan, document["seed"], typical[0]["world"], who, SLOW)]


def deciding_defender(level: Level, row: Row) -> int | None:
    """Return the opponent who wins the ball most often or sets off first, else the first opponent."""
    ids = [player.id for player in level.players]
    by = row.get("by") or {}
    if by:
        return ids.index(max(by, key=lambda name: by[name]))
    starts = {name: s["mean"] for name, s in (row.get("head_start_s") or {}).items() if s is not None}
    if starts:
        return ids.index(max(starts, key=lambda name: starts[name]))
    holder = level.ball.carrier
    team = level.players[level.index(holder)].team if holder else None
    return next((n for n, player in enumerate(level.players) if player.team != team), None)


def favourite(options: Sequence[Row]) -> int:
    """Return what the room chose last most often; the first where nobody chose."""
    votes = [option["votes"][-1] for option in options]
    return votes.index(max(votes))


def best(document: Row) -> int:
    """Return the option that is worth most, or least where that is wanted."""
    shares = [option["value"] for option in document["options"]]
    pick = max if document.get("want", "most") == "most" else min
    return shares.index(pick(shares))
